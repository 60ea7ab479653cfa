package desk

import (
	"context"
	"errors"

	"rapport/app/crm"
)

// Undo takes back the last act and returns it; crm.ErrNotFound when there is none. An act that was written in parts is taken
// back part by part, as are those that Redo does again: when the context ends, the parts done so far stay so, and the act
// that is returned and told counts what they concerned. While such an act is being written nothing is taken back.
func (d *Desk) Undo(ctx context.Context) (crm.Step, error) {
	return d.again(ctx, crm.News{Undone: true}, d.store.Undo, d.store.UndoPart)
}

// Redo does again the act last taken back and returns it; crm.ErrNotFound when there is none.
func (d *Desk) Redo(ctx context.Context) (crm.Step, error) {
	return d.again(ctx, crm.News{Redone: true}, d.store.Redo, d.store.RedoPart)
}

type (
	stepTaker func(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error)
	partTaker func(ctx context.Context, at crm.Moment, whole crm.StepID) (crm.Step, []crm.Change, error)
)

// again takes one act of the line back, or does it once more, and tells the news.
func (d *Desk) again(ctx context.Context, n crm.News, take stepTaker, takePart partTaker) (crm.Step, error) {
	if d.writesParts() {
		return crm.Step{}, crm.Fault{Reason: "desk.undo.busy"}
	}
	step, changes, err := take(ctx, crm.At(d.now()))
	if err != nil {
		return step, err
	}
	n.Step, n.Act, n.Changes, n.Partly = step.ID, step.Act, changes, step.Whole != 0
	d.tell(n)
	if step.Whole == 0 {
		return step, nil
	}
	for {
		part, changes, err := crm.Step{}, []crm.Change(nil), ctx.Err()
		if err == nil {
			part, changes, err = takePart(ctx, crm.At(d.now()), step.Whole)
		}
		if err != nil {
			n.Changes, n.Partly = nil, false
			d.tell(n)
			if errors.Is(err, crm.ErrNotFound) {
				err = nil
			}
			step.Act = n.Act
			return step, err
		}
		whole := n.Act.Plus(part.Act)
		n.Step, n.Act, n.Changes = part.ID, part.Act, changes
		d.tell(n)
		n.Act = whole
	}
}

// wholeAct is an act on more records than are well written at once: each part of it is one step, whole by itself, and all of
// them are one act to whoever takes it back. What others do between two parts parts them for undo as well, since its line has
// no gaps.
type wholeAct struct {
	desk  *Desk
	whole crm.StepID // the step of the first part, 0 before it
	told  crm.News   // of all parts so far
}

// beginWhole begins such an act; end must be called.
func (d *Desk) beginWhole() *wholeAct {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.parted++
	return &wholeAct{desk: d}
}

// apply writes a part.
func (w *wholeAct) apply(ctx context.Context, what string, args []string, changes ...crm.Change) error {
	if len(changes) == 0 {
		return nil
	}
	act := w.desk.act(ctx, what, args)
	step, err := w.desk.store.ApplyPart(ctx, w.whole, act, changes...)
	if err != nil {
		return err
	}
	if w.whole == 0 {
		w.whole, w.told = step, crm.News{Act: act}
	} else {
		w.told.Act = w.told.Act.Plus(act)
	}
	w.told.Step = step
	w.desk.tell(crm.News{Step: step, Act: act, Changes: changes, Partly: true})
	return nil
}

// end tells of all that was written.
func (w *wholeAct) end() {
	w.desk.mu.Lock()
	w.desk.parted--
	w.desk.mu.Unlock()
	if w.whole != 0 {
		w.desk.tell(w.told)
	}
}

// writesParts tells whether an act is under way that is written in parts.
func (d *Desk) writesParts() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.parted > 0
}
