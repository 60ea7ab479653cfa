package data

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// ref names one record.
type ref struct {
	noun crm.Noun
	key  int64
}

// item is what a step does to one record: from what it must be to what it becomes, nil for none.
type item struct {
	ref
	change crm.Change
	about  crm.ClientID // of the record as it will be, or as it was
	before crm.Record
	after  crm.Record
	was    []byte
	now    []byte
	again  bool // the step changes the record more than once
}

// batch is all that a step changes, record by record.
type batch struct {
	s       *sqlite.Session
	items   []*item
	byRef   map[ref]*item
	journal []*item // every change as it came
	settled settling
}

// Apply makes all the changes or none and journals them as one step; it clears the line of steps that could be redone.
func (s *Store) Apply(ctx context.Context, act crm.Act, changes ...crm.Change) (crm.StepID, error) {
	return s.apply(ctx, crm.Step{Act: act}, changes)
}

// firstOfWhole stands for the id of a step that is not written yet and begins an act of several.
const firstOfWhole crm.StepID = -1

// ApplyPart is Apply of a part of an act that is too big for one step: whole is the step its first part got, 0 for the first.
func (s *Store) ApplyPart(ctx context.Context, whole crm.StepID, act crm.Act, changes ...crm.Change) (crm.StepID, error) {
	return s.apply(ctx, crm.Step{Act: act, Whole: cmp.Or(whole, firstOfWhole)}, changes)
}

func (s *Store) apply(ctx context.Context, step crm.Step, changes []crm.Change) (crm.StepID, error) {
	b, err := newBatch(changes)
	if err != nil {
		return 0, err
	}
	var id crm.StepID
	err = s.db.Write(ctx, func(tx *sqlite.Session) error {
		if err := tx.Exec(ctx, "UPDATE step SET state = $1 WHERE state = $2", stateGone, stateUndone); err != nil {
			return err
		}
		id, err = b.make(ctx, tx, step, stateDone)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("apply: %w", err)
	}
	return id, nil
}

// newBatch encodes the changes.
func newBatch(changes []crm.Change) (*batch, error) {
	items := make([]*item, len(changes))
	for i, c := range changes {
		it, err := newItem(c)
		if err != nil {
			return nil, err
		}
		items[i] = it
	}
	return batchOf(items)
}

// batchOf joins the changes of one record into one item.
func batchOf(changes []*item) (*batch, error) {
	b := &batch{byRef: make(map[ref]*item, len(changes))}
	for _, it := range changes {
		b.journal = append(b.journal, it)
		first := b.byRef[it.ref]
		if first == nil {
			whole := *it
			b.byRef[it.ref] = &whole
			b.items = append(b.items, &whole)
			continue
		}
		if !bytes.Equal(first.now, it.was) {
			return nil, crm.Stale{Kind: it.noun, ID: it.key}
		}
		first.after, first.now, first.again = it.after, it.now, true
	}
	return b, nil
}

// bareItem is a change that is not encoded yet.
func bareItem(c crm.Change) *item {
	return &item{change: c, ref: ref{c.Noun(), c.Key()}, about: c.About(), before: c.Before(), after: c.After()}
}

func newItem(c crm.Change) (*item, error) {
	it := bareItem(c)
	if _, err := shelfFor(it.noun); err != nil {
		return nil, err
	}
	if it.before == nil && it.after == nil {
		return nil, fmt.Errorf("a change of %s %d from nothing to nothing", it.noun, it.key)
	}
	if it.key == 0 {
		return nil, fmt.Errorf("a %s without an id", it.noun)
	}
	var err error
	if it.before != nil {
		if it.was, err = bodyOf(it.before); err != nil {
			return nil, fmt.Errorf("encode %s: %w", it.noun, err)
		}
	}
	if it.after != nil {
		if it.now, err = bodyOf(it.after); err != nil {
			return nil, fmt.Errorf("encode %s: %w", it.noun, err)
		}
	}
	if it.before != nil && it.after != nil && it.before.Key() != it.after.Key() {
		return nil, fmt.Errorf("a change of %s %d would change its id", it.noun, it.key)
	}
	return it, nil
}

// make does it all within the transaction of tx and returns the new step.
func (b *batch) make(ctx context.Context, tx *sqlite.Session, step crm.Step, state int) (crm.StepID, error) {
	b.s = tx
	if err := b.checkStale(ctx); err != nil {
		return 0, err
	}
	if err := b.checkNumbers(ctx); err != nil {
		return 0, err
	}
	if err := b.writePaperFiles(ctx); err != nil {
		return 0, fmt.Errorf("write papers: %w", err)
	}
	for _, n := range plainNouns {
		if err := b.writePlain(ctx, n); err != nil {
			return 0, fmt.Errorf("write %s: %w", n, err)
		}
	}
	if err := b.settle(ctx); err != nil {
		return 0, fmt.Errorf("settle: %w", err)
	}
	if err := b.settleCatalogue(ctx, step.Act.At); err != nil {
		return 0, fmt.Errorf("settle the catalogue: %w", err)
	}
	return b.writeJournal(ctx, step, state)
}

// plainNouns are written as they are, in this order; clients, offers and items follow.
var plainNouns = []crm.Noun{crm.NounFirm, crm.NounRep, crm.NounField, crm.NounLens,
	crm.NounContact, crm.NounInteraction, crm.NounMove, crm.NounTypeAssessment,
	crm.NounGroup, crm.NounPriceList, crm.NounPrice, crm.NounPriceRule, crm.NounIndex, crm.NounCapacity, crm.NounSegment,
	crm.NounTaxRate, crm.NounExchange, crm.NounPipeline, crm.NounSentPaper, crm.NounTemplate, crm.NounStockTerm}

// of lists the items of a noun.
func (b *batch) of(n crm.Noun) []*item {
	var out []*item
	for _, it := range b.items {
		if it.noun == n {
			out = append(out, it)
		}
	}
	return out
}

// checkStale compares what every item expects with what the base holds.
func (b *batch) checkStale(ctx context.Context) error {
	for n, sh := range shelves {
		items := b.of(n)
		if len(items) == 0 {
			continue
		}
		held := make(map[int64][]byte, len(items))
		query := "SELECT id, body FROM " + sh.table + " WHERE id IN %s"
		err := eachIn(ctx, b.s, query, nil, keysOf(items), func(r *sql.Rows) error {
			var id int64
			var body []byte
			err := r.Scan(&id, &body)
			held[id] = body
			return err
		})
		if err != nil {
			return err
		}
		for _, it := range items {
			if body, there := held[it.key]; there != (it.was != nil) || !bytes.Equal(body, it.was) {
				return crm.Stale{Kind: it.noun, ID: it.key}
			}
		}
	}
	return nil
}

func keysOf(items []*item) []int64 {
	keys := make([]int64, len(items))
	for i, it := range items {
		keys[i] = it.key
	}
	return keys
}

// writePlain writes the rows of a noun whose columns come from the record alone.
func (b *batch) writePlain(ctx context.Context, n crm.Noun) error {
	items := b.of(n)
	if len(items) == 0 {
		return nil
	}
	sh := shelves[n]
	put := plainWriter(b.s, n)
	var gone []int64
	for _, it := range items {
		var err error
		switch {
		case it.after == nil:
			gone = append(gone, it.key)
		case it.was == nil:
			err = addPlain(ctx, put, it.after, string(it.now))
		default:
			err = alterRow(ctx, b.s, sh.table, it.key, append(slices.Clone(sh.columns), "body"),
				append(sh.values(it.before), string(it.was)), append(sh.values(it.after), string(it.now)))
		}
		if err != nil {
			return err
		}
	}
	if err := put.flush(ctx); err != nil {
		return err
	}
	return deleteIn(ctx, b.s, "DELETE FROM "+sh.table+" WHERE id IN %s", gone)
}

// plainWriter writes new rows of a noun whose columns come from the record alone.
func plainWriter(s *sqlite.Session, n crm.Noun) *rowWriter {
	sh := shelves[n]
	return newRowWriter(s, sh.table, "", slices.Concat([]string{"id"}, sh.columns, []string{"body"})...)
}

func addPlain(ctx context.Context, w *rowWriter, r crm.Record, body string) error {
	return w.add(ctx, slices.Concat([]any{r.Key()}, shelves[r.Noun()].values(r), []any{body})...)
}

// alterRow writes the columns of a row that change: each that is written costs its places in the indexes.
func alterRow(ctx context.Context, s *sqlite.Session, table string, id int64, columns []string, was, now []any) error {
	args := []any{id}
	var sets []string
	for i, c := range columns {
		if !sameValue(was[i], now[i]) {
			args = append(args, now[i])
			sets = append(sets, c+" = $"+strconv.Itoa(len(args)))
		}
	}
	if len(sets) == 0 {
		return nil
	}
	return s.Exec(ctx, "UPDATE "+table+" SET "+strings.Join(sets, ", ")+" WHERE id = $1", args...)
}

// sameValue compares two values of a column.
func sameValue(a, b any) bool {
	if x, ok := a.([]byte); ok {
		y, _ := b.([]byte)
		return bytes.Equal(x, y)
	}
	return a == b
}

// upsert is the clause that makes an insert replace the row of the same id, which is the first column.
func upsert(columns []string) string {
	sets := make([]string, 0, len(columns))
	for _, c := range columns[1:] {
		sets = append(sets, c+" = excluded."+c)
	}
	return " ON CONFLICT (" + columns[0] + ") DO UPDATE SET " + strings.Join(sets, ", ")
}

// The states of a step, as the base numbers them.
const (
	stateDone   = 0
	stateUndone = 1
	stateGone   = 2 // taken back for good: another act followed
	stateRecord = 3 // the record of an undo or a redo
)

// placeBits is how many bits of a change's id count its place in the step.
const placeBits = 24

// writeJournal records the step and its changes.
func (b *batch) writeJournal(ctx context.Context, step crm.Step, state int) (crm.StepID, error) {
	if len(b.journal) >= 1<<placeBits {
		return 0, errors.New("too many changes in one step")
	}
	var id int64
	if err := b.s.Get(ctx, "SELECT coalesce(max(id), 0) + 1 FROM step", nil, &id); err != nil {
		return 0, err
	}
	if step.Whole == firstOfWhole {
		step.Whole = crm.StepID(id)
	}
	args, err := json.Marshal(step.Act.Args)
	if err != nil {
		return 0, err
	}
	err = b.s.Exec(ctx, "INSERT INTO step (id, what, args, rep, at, undoes, redo, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		id, column(step.Act.What), string(args), int64(step.Act.By), int64(step.Act.At), int64(step.Undoes), step.Redo, state)
	if err == nil && step.Whole != 0 {
		err = b.s.Exec(ctx, "UPDATE step SET whole = $1 WHERE id = $2", int64(step.Whole), id)
	}
	if err != nil {
		return 0, err
	}
	put := newRowWriter(b.s, "change", "", "id", "noun", "key", "about", "was", "now")
	for i, it := range b.journal {
		err := put.add(ctx, id<<placeBits|int64(i), string(it.noun), it.key, int64(it.about), textOrNil(it.was), textOrNil(it.now))
		if err != nil {
			return 0, err
		}
	}
	return crm.StepID(id), put.flush(ctx)
}

func textOrNil(b []byte) any {
	if b == nil {
		return nil
	}
	return string(b)
}
