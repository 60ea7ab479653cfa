package batch

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
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

// told is an error in a sentence.
func told(t *text.Tongue, err error) string {
	var fault crm.Fault
	switch {
	case errors.As(err, &fault):
		return parts.FaultSentence(t, fault)
	case errors.Is(err, crm.ErrNotFound):
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
	s.running = true
	s.began++
	s.ready()
	s.progress(desk.BatchProgress{All: len(ids)})
	s.cancel.SetEnabled(false) // in a second it can be
	s.under.Show()
	s.left.Refresh()
	var told atomic.Int64
	tell := func(p desk.BatchProgress) {
		if step := int64(p.Done) * 100 / int64(max(p.All, 1)); told.Swap(step+1) != step+1 {
			kit.OnUI(func() { s.progress(p) })
		}
	}
	slow := func(cancel func()) func() {
		s.stop = cancel
		s.cancel.SetEnabled(true)
		return func() { s.stop = func() {} }
	}
	kit.CommitLong(&s.acts, "batch "+strconv.Itoa(s.began), slow, func(ctx context.Context) (desk.Batch, error) {
		return s.desk.MakeBatch(ctx, pattern, ids, into, tell)
	}, s.finished)
}

// callOff ends the batch; what is done stays.
func (s *Screen) callOff() {
	s.cancel.SetEnabled(false)
	s.told.SetText(s.env.T.T("batch.stopping"))
	s.stop()
}

func (s *Screen) progress(p desk.BatchProgress) {
	if !s.running {
		return
	}
	t := s.env.T
	s.bar.Set(float64(p.Done)/float64(max(p.All, 1)), kit.AccentFill)
	words := t.T("batch.progress", "Done", t.Int(p.Done), "All", t.Int(p.All))
	if p.Last != "" {
		words += ", " + kit.CutText(p.Last, kit.Dense, 160)
	}
	s.told.SetText(words)
}

// finished tells what became of each client; what was made before a fault is told as well.
func (s *Screen) finished(b desk.Batch, err error) {
	s.running = false
	s.under.Hide()
	if err != nil {
		s.env.Fail(err)
	}
	s.done = &b
	s.ready()
	s.showDone(b)
	s.left.Refresh()
}

// showDone is the result: how many offers there are now, what is odd about some of them, and the folder.
func (s *Screen) showDone(b desk.Batch) {
	t := s.env.T
	title := t.N("batch.done", b.Made)
	if b.Cancelled {
		title = t.T("batch.cancelled", "Done", t.Int(b.Made), "All", t.Int(len(s.clients)))
	}
	open := kit.NewButton(kit.Primary, t.T("batch.open"), func() { s.env.RevealFile(firstPath(b)) }).WithIcon("folder")
	open.SetEnabled(firstPath(b) != "")
	again := kit.NewButton(kit.Plain, t.T("batch.again"), func() { s.take(s.clients) }).WithIcon("repeat")
	head := kit.HBox(12, kit.NewGlyph("check", kit.Green, 18), kit.Grow(kit.NewText(title, kit.Sub|kit.Bold, kit.Text).Shrinks()), again, open)
	rows := kit.VBox(0)
	odd := 0
	for _, d := range b.Done {
		if len(d.Remarks) > 0 || d.Refused != nil {
			odd++
		}
	}
	var sums []string
	if b.Letters > 0 {
		sums = append(sums, t.N("batch.letters.made", b.Letters))
	}
	if odd > 0 {
		sums = append(sums, t.N("batch.odd", odd))
	}
	if len(sums) > 0 {
		rows.Add(kit.Pad(kit.NewText(strings.Join(sums, " · "), kit.Dense, kit.Text2), 0, 0, 0, 8))
	}
	for i, d := range b.Done {
		if i == rowsShown {
			rows.Add(kit.Pad(kit.NewText(t.T("batch.more", "N", t.Int(len(b.Done)-rowsShown)), kit.Dense, kit.Text3), 0, 8, 0, 0))
			break
		}
		rows.Add(s.doneRow(d))
	}
	top := kit.VBox(0, kit.Pad(head, 20, 16, 20, 12), kit.NewDivider())
	s.right.Objects = []fyne.CanvasObject{kit.NewBareCard(container.NewBorder(top, nil, nil, nil, kit.NewScrollMemory(kit.Pad(rows, 20, 12, 20, 16))))}
	s.right.Refresh()
}

// rowsShown is how many clients the result lists; the odd ones come first.
const rowsShown = 300

// doneRow is what became of one client.
func (s *Screen) doneRow(d desk.Batched) fyne.CanvasObject {
	t := s.env.T
	if d.Refused != nil {
		return kit.Pad(kit.VBox(2, kit.NewText(firstOf(d.Name, t.T("batch.gone")), kit.Dense|kit.Bold, kit.Text).Shrinks(),
			kit.HBox(8, kit.NewGlyph("x", kit.Red, 14), kit.Grow(kit.NewWrap(told(t, d.Refused), kit.Dense, kit.Text2, 0)))), 0, 5, 0, 5)
	}
	sum := money.Format(money.New(d.Gross, s.pattern.Currency), string(t.Lang()))
	line := kit.HBox(12, kit.NewLink(d.Number, func() { s.env.Go(route.Route{Room: route.Offer, Offer: d.Offer}) }),
		kit.Grow(kit.NewTipText(d.Name, kit.Dense, kit.Text)))
	if d.Letter != "" {
		line.Add(kit.NewLink(t.T("batch.letter"), func() { s.env.OpenFile(d.Letter) }))
	}
	line.Add(kit.NewText(sum, kit.Dense|kit.Bold, kit.Text))
	if len(d.Remarks) == 0 {
		return kit.Pad(line, 0, 5, 0, 5)
	}
	var words []string
	for _, r := range d.Remarks {
		words = append(words, parts.FaultSentence(t, r))
	}
	return kit.Pad(kit.VBox(2, line, kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewWrap(strings.Join(words, " "), kit.Caption, kit.Text3, 2)))), 0, 5, 0, 5)
}

func firstPath(b desk.Batch) string {
	for _, d := range b.Done {
		if d.Path != "" {
			return d.Path
		}
	}
	return ""
}
