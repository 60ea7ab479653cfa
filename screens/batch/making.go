package batch

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// showPaper shows the paper the first client gets with what should be known of it, or what is still to be chosen.
func (s *Screen) showPaper(doc *page.Document, remarks []crm.Fault, err error) {
	t := s.env.T
	if doc == nil {
		line := t.T("batch.empty.line")
		if err != nil {
			line = told(t, err)
		}
		s.putRight(kit.EmptyState(kit.EmptyIcon("doc"), t.T("batch.empty"), line, nil))
		return
	}
	s.view.SetDocument(doc)
	title := kit.NewText(t.T("batch.first", "Name", s.clients[0].Name), kit.Body|kit.Bold, kit.Text).Shrinks()
	under := kit.VBox(2)
	for _, r := range remarks {
		under.Add(remarkRow(s.env, r))
	}
	s.putRight(kit.VBox(0, kit.Pad(title, 16, 12, 16, 8), kit.Grow(s.view), kit.Pad(under, 16, 8, 16, 12)))
}

func (s *Screen) putRight(content fyne.CanvasObject) {
	s.right.Objects = []fyne.CanvasObject{kit.NewGround(kit.Well, 8), content}
	s.right.Refresh()
}

func remarkRow(env *parts.Env, f crm.Fault) fyne.CanvasObject {
	return kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewWrap(parts.FaultSentence(env.T, f), kit.Dense, kit.Text2, 0)))
}

func isGone(err error) bool { return errors.Is(err, crm.ErrNotFound) }

// told is an error in a sentence.
func told(t *text.Tongue, err error) string {
	var fault crm.Fault
	switch {
	case errors.As(err, &fault):
		return parts.FaultSentence(t, fault)
	case isGone(err):
		return t.T("desk.gone")
	}
	return err.Error()
}

// start makes the offers.
func (s *Screen) start() {
	if s.running || s.pattern.ID == 0 || len(s.clients) == 0 || !s.form.Validate() {
		return
	}
	ids := make([]crm.ClientID, len(s.clients))
	for i, r := range s.clients {
		ids[i] = r.ID
	}
	pattern, into := s.pattern, desk.BatchInto{Folder: strings.TrimSpace(s.folder.Value()), Letters: s.letter.Checked()}
	if into.Folder == "" {
		into.Folder = s.env.OutFolder()
	}
	s.job = newJob(s)
	j := s.job
	j.running, j.all, j.in = true, len(ids), pattern.Currency
	began++
	s.underWay(desk.BatchProgress{All: len(ids)})
	kit.CommitLong(&s.acts, "batch "+strconv.Itoa(began), j.slow, func(ctx context.Context) (desk.Batch, error) {
		return s.desk.MakeBatch(ctx, pattern, ids, into, j.tell())
	}, j.finished)
}

// began counts the batches begun: each is a work of its own.
var began int

// underWay shows how far the batch has come, and offers to call it off.
func (s *Screen) underWay(p desk.BatchProgress) {
	s.far = p
	s.showUnderWay()
}

func (s *Screen) showUnderWay() {
	s.ready()
	s.progress(s.far)
	s.cancel.SetEnabled(s.off) // in a second it can be
	s.under.Show()
	s.left.Refresh()
	if s.marking {
		s.showDone(*s.done)
	}
}

// tell hands the progress on to the room where the batch is shown, a hundred times at most.
func (j *job) tell() func(desk.BatchProgress) {
	var told atomic.Int64
	return func(p desk.BatchProgress) {
		if step := int64(p.Done) * 100 / int64(max(p.All, 1)); told.Swap(step+1) != step+1 {
			kit.OnUI(func() {
				j.far = p
				j.room.progressOf(j)
			})
		}
	}
}

// slow offers to call the work off.
func (j *job) slow(cancel func()) func() {
	j.stop, j.off = cancel, true
	j.room.cancel.SetEnabled(true)
	return func() { j.stop, j.off = func() {}, false }
}

// finished keeps what became of each client, and has the room tell it; what was made before a fault is told as well.
func (j *job) finished(b desk.Batch, err error) {
	j.running, j.done = false, &b
	if err != nil {
		j.room.env.Fail(err)
	}
	if j.room.job == j {
		j.room.ended()
	}
}

// callOff ends the batch; what is done stays.
func (s *Screen) callOff() {
	s.off = false
	s.cancel.SetEnabled(false)
	s.told.SetText(s.env.T.T("batch.stopping"))
	s.stop()
}

// progressOf shows how far a batch has come, where it is the one shown.
func (s *Screen) progressOf(j *job) {
	if s.job == j && (j.running || j.marking) {
		s.progress(j.far)
	}
}

func (s *Screen) progress(p desk.BatchProgress) {
	t := s.env.T
	s.bar.Set(float64(p.Done)/float64(max(p.All, 1)), kit.AccentFill)
	words := t.T("batch.progress", "Done", t.Int(p.Done), "All", t.Int(p.All))
	if p.Last != "" {
		words += ", " + kit.CutText(p.Last, kit.Dense, 160)
	}
	s.told.SetText(words)
}

// ended shows what became of each client.
func (s *Screen) ended() {
	s.under.Hide()
	s.ready()
	s.showDone(*s.done)
	s.left.Refresh()
}
