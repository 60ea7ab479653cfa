package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

const stepColumns = "s.id, s.what, s.args, s.rep, s.at, s.undoes, s.redo, s.whole, s.state"

// stepRow reads the columns of a step.
type stepRow struct {
	step  crm.Step
	args  []byte
	state int
}

func (r *stepRow) fields() []any {
	return []any{&r.step.ID, &r.step.Act.What, &r.args, &r.step.Act.By, &r.step.Act.At, &r.step.Undoes, &r.step.Redo, &r.step.Whole, &r.state}
}

func (r *stepRow) read() (crm.Step, error) {
	r.step.Undone = r.state == stateUndone || r.state == stateGone
	err := json.Unmarshal(r.args, &r.step.Act.Args)
	return r.step, err
}

// NextUndo names the last step not yet taken back; ErrNotFound when there is none.
func (s *Store) NextUndo(ctx context.Context) (crm.Step, error) { return s.nextStep(ctx, nextUndo) }

// NextRedo names the step last taken back that can be done again; ErrNotFound when there is none.
func (s *Store) NextRedo(ctx context.Context) (crm.Step, error) { return s.nextStep(ctx, nextRedo) }

// Of the steps done the last is undone first; of those undone the first was undone last.
const (
	nextUndo = "SELECT " + stepColumns + " FROM step s WHERE s.state = 0 ORDER BY s.id DESC LIMIT 1"
	nextRedo = "SELECT " + stepColumns + " FROM step s WHERE s.state = 1 ORDER BY s.id LIMIT 1"
)

func (s *Store) nextStep(ctx context.Context, query string) (crm.Step, error) {
	var step crm.Step
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		step, err = oneStep(ctx, tx, query)
		return err
	})
	return step, err
}

func oneStep(ctx context.Context, tx *sqlite.Session, query string) (crm.Step, error) {
	var row stepRow
	err := tx.Get(ctx, query, nil, row.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return crm.Step{}, crm.ErrNotFound
	}
	if err != nil {
		return crm.Step{}, err
	}
	return row.read()
}

// Undo takes back the last step not yet taken back and returns it with the changes made.
func (s *Store) Undo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error) {
	return s.again(ctx, at, 0, false)
}

// UndoPart is Undo where the step is a part of the act that began with the step whole; ErrNotFound when it is none.
func (s *Store) UndoPart(ctx context.Context, at crm.Moment, whole crm.StepID) (crm.Step, []crm.Change, error) {
	return s.again(ctx, at, whole, false)
}

// Redo does again the step last taken back and returns it with the changes made.
func (s *Store) Redo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error) {
	return s.again(ctx, at, 0, true)
}

// RedoPart is Redo where the step is a part of the act that began with the step whole; ErrNotFound when it is none.
func (s *Store) RedoPart(ctx context.Context, at crm.Moment, whole crm.StepID) (crm.Step, []crm.Change, error) {
	return s.again(ctx, at, whole, true)
}

// again makes the changes of a step backwards, or once more; with a whole only where the step is a part of it.
func (s *Store) again(ctx context.Context, at crm.Moment, whole crm.StepID, redo bool) (crm.Step, []crm.Change, error) {
	query := nextUndo
	if redo {
		query = nextRedo
	}
	var step crm.Step
	var changes []crm.Change
	err := s.db.Write(ctx, func(tx *sqlite.Session) (err error) {
		if step, err = oneStep(ctx, tx, query); err != nil {
			return err
		}
		if whole != 0 && step.Whole != whole {
			return crm.ErrNotFound
		}
		items, err := itemsOfStep(ctx, tx, step.ID, redo)
		if err != nil {
			return err
		}
		b, err := batchOf(items)
		if err != nil {
			return err
		}
		act := step.Act
		act.At = at
		if _, err := b.make(ctx, tx, crm.Step{Act: act, Whole: step.Whole, Undoes: step.ID, Redo: redo}, stateRecord); err != nil {
			return err
		}
		changes = changesOf(items)
		state := stateUndone
		if redo {
			state = stateDone
		}
		step.Undone = !redo
		return tx.Exec(ctx, "UPDATE step SET state = $1 WHERE id = $2", state, int64(step.ID))
	})
	switch {
	case errors.Is(err, crm.ErrNotFound):
		return crm.Step{}, nil, err
	case err != nil && redo:
		return crm.Step{}, nil, fmt.Errorf("redo: %w", err)
	case err != nil:
		return crm.Step{}, nil, fmt.Errorf("undo: %w", err)
	}
	return step, changes, nil
}

// itemsOfStep reads the changes of a step as they were made, or the other way round. They are not encoded anew: what the
// journal keeps is what stands in the base.
func itemsOfStep(ctx context.Context, tx *sqlite.Session, step crm.StepID, redo bool) ([]*item, error) {
	query := "SELECT noun, was, now FROM change WHERE id >= $1 AND id < $2 ORDER BY id"
	if !redo {
		query = "SELECT noun, now, was FROM change WHERE id >= $1 AND id < $2 ORDER BY id DESC"
	}
	var items []*item
	first := int64(step) << placeBits
	err := tx.Each(ctx, query, []any{first, first + 1<<placeBits}, func(r *sql.Rows) error {
		var noun crm.Noun
		var was, now []byte
		if err := r.Scan(&noun, &was, &now); err != nil {
			return err
		}
		c, err := decodeChange(noun, was, now)
		if err != nil {
			return err
		}
		it := bareItem(c)
		it.was, it.now = was, now
		items = append(items, it)
		return nil
	})
	return items, err
}

func changesOf(items []*item) []crm.Change {
	changes := make([]crm.Change, len(items))
	for i, it := range items {
		changes[i] = it.change
	}
	return changes
}

// scanChange reads noun, was and now, after other columns.
func scanChange(r *sql.Rows, before ...any) (crm.Change, error) {
	var noun crm.Noun
	var was, now []byte
	if err := r.Scan(append(slices.Clone(before), &noun, &was, &now)...); err != nil {
		return nil, err
	}
	return decodeChange(noun, was, now)
}

func decodeChange(noun crm.Noun, was, now []byte) (crm.Change, error) {
	sh, err := shelfFor(noun)
	if err != nil {
		return nil, err
	}
	return sh.decode(was, now)
}

// History lists the changes of one record, or with noun "" of all that concerns the client key, newest first.
func (s *Store) History(ctx context.Context, noun crm.Noun, key int64, limit int) ([]crm.Entry, error) {
	query := historyQuery(noun)
	args := []any{string(noun), key, limit}
	if noun == "" {
		args = args[1:]
	}
	var entries []crm.Entry
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var row stepRow
			change, err := scanChange(r, row.fields()...)
			if err != nil {
				return err
			}
			step, err := row.read()
			entries = append(entries, crm.Entry{Step: step, Change: change})
			return err
		})
		if err != nil {
			return err
		}
		return tellWholes(ctx, tx, entries)
	})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return entries, nil
}

// tellWholes has each part of an act tell of the act as a whole.
func tellWholes(ctx context.Context, tx *sqlite.Session, entries []crm.Entry) error {
	told := map[crm.StepID][]string{}
	for i, e := range entries {
		whole := e.Step.Whole
		if whole == 0 {
			continue
		}
		if _, there := told[whole]; !there {
			act, err := wholeAct(ctx, tx, whole)
			if err != nil {
				return err
			}
			told[whole] = act.Args
		}
		entries[i].Step.Act.Args = told[whole]
	}
	return nil
}

// wholeAct is the act that all the parts were together, whether they stand or not.
func wholeAct(ctx context.Context, tx *sqlite.Session, whole crm.StepID) (crm.Act, error) {
	var act crm.Act
	query := "SELECT " + stepColumns + " FROM step s WHERE s.whole = $1 AND s.whole <> 0 AND s.undoes = 0 ORDER BY s.id"
	err := tx.Each(ctx, query, []any{int64(whole)}, func(r *sql.Rows) error {
		var row stepRow
		if err := r.Scan(row.fields()...); err != nil {
			return err
		}
		part, err := row.read()
		if part.ID == whole {
			act = part.Act
		} else {
			act = act.Plus(part.Act)
		}
		return err
	})
	return act, err
}

func historyQuery(noun crm.Noun) string {
	query := "SELECT " + stepColumns + ", h.noun, h.was, h.now FROM change h CROSS JOIN step s ON s.id = h.id >> 24 WHERE "
	if noun == "" {
		return query + "h.about = $1 ORDER BY h.id DESC LIMIT $2"
	}
	return query + "h.noun = $1 AND h.key = $2 ORDER BY h.id DESC LIMIT $3"
}
