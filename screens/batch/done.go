package batch

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// rowsShown is how many clients the result lists; the odd ones come first.
const rowsShown = 300

// showDone is the result: how many offers there are now, what is odd about some of them, and the folder.
func (s *Screen) showDone(b desk.Batch) {
	top := kit.VBox(0, kit.Pad(s.doneHead(b), 20, 16, 20, 12), kit.NewDivider())
	rows := kit.VBox(0)
	if b.Made > 0 {
		rows.Add(kit.Pad(s.sentLine(b), 0, 0, 0, 12))
		rows.Add(kit.Pad(kit.NewDivider(), 0, 0, 0, 12))
	}
	if sums := s.doneSums(b); sums != "" {
		rows.Add(kit.Pad(kit.NewText(sums, kit.Dense, kit.Text2), 0, 0, 0, 8))
	}
	for i, d := range oddFirst(b.Done) {
		if i == rowsShown {
			rows.Add(kit.Pad(kit.NewText(s.env.T.T("batch.more", "N", s.env.T.Int(len(b.Done)-rowsShown)), kit.Dense, kit.Text3), 0, 8, 0, 0))
			break
		}
		rows.Add(s.doneRow(d))
	}
	s.right.Objects = []fyne.CanvasObject{kit.NewBareCard(container.NewBorder(top, nil, nil, nil, kit.NewScrollMemory(kit.Pad(rows, 20, 12, 20, 16))))}
	s.right.Refresh()
}

func (s *Screen) doneHead(b desk.Batch) fyne.CanvasObject {
	t := s.env.T
	title := t.N("batch.done", b.Made)
	if b.Cancelled {
		title = t.T("batch.cancelled", "Done", t.Int(b.Made), "All", t.Int(s.all))
	}
	open := kit.NewButton(kit.Primary, t.T("batch.open"), func() { s.env.RevealFile(firstPath(b)) }).WithIcon("folder")
	open.SetEnabled(firstPath(b) != "")
	words, whom := t.T("batch.again"), s.clients
	if rest := s.without(b); b.Cancelled && len(rest) > 0 {
		words, whom = t.T("batch.rest", "N", t.Int(len(rest))), rest
	}
	again := kit.NewButton(kit.Plain, words, func() { s.take(whom) }).WithIcon("repeat")
	again.SetEnabled(!s.marking)
	return kit.HBox(12, kit.NewGlyph("check", kit.Green, 18), kit.Grow(kit.NewText(title, kit.Sub|kit.Bold, kit.Text).Shrinks()), again, open)
}

// without are the clients of whom no offer was made, or whose offer is there no more.
func (s *Screen) without(b desk.Batch) []crm.ClientRow {
	has := map[crm.ClientID]bool{}
	for _, d := range b.Done {
		if d.Offer != 0 && d.Refused == nil && !s.lost(d.Offer) {
			has[d.Client] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.clients), func(r crm.ClientRow) bool { return has[r.ID] })
}

// sentLine says that the papers may go out, and offers to mark the offers as sent once they have.
func (s *Screen) sentLine(b desk.Batch) fyne.CanvasObject {
	t := s.env.T
	note := func(words string) fyne.CanvasObject { return kit.NewWrap(words, kit.Dense, kit.Text2, 0) }
	drafts := s.drafts(b)
	switch gone := s.gone(b); {
	case gone > 0 && len(drafts) == 0 && gone == b.Made:
		return note(t.T("batch.lost.all"))
	case len(drafts) == 0:
		return kit.HBox(8, kit.NewGlyph("check", kit.Green, 14), kit.Grow(note(t.T("batch.sent.all"))))
	}
	mark := kit.NewButton(kit.Plain, t.N("batch.sent", len(drafts)), func() { s.markSent(drafts) }).WithIcon("send")
	mark.SetEnabled(!s.marking)
	return kit.HBox(16, kit.Grow(note(t.T("batch.sent.note"))), mark)
}

// doneSums counts the letters, the clients of whom something is to be said, and the offers that are gone again.
func (s *Screen) doneSums(b desk.Batch) string {
	t := s.env.T
	odd := 0
	for _, d := range b.Done {
		if isOdd(d) {
			odd++
		}
	}
	var sums []string
	for _, count := range []struct {
		key string
		n   int
	}{{"batch.letters.made", b.Letters}, {"batch.odd", odd}, {"batch.lost", s.gone(b)}} {
		if count.n > 0 {
			sums = append(sums, t.N(count.key, count.n))
		}
	}
	return strings.Join(sums, " · ")
}

func isOdd(d desk.Batched) bool { return d.Refused != nil || len(d.Remarks) > 0 }

// oddFirst are the clients with those first of whom something is to be said.
func oddFirst(all []desk.Batched) []desk.Batched {
	order := func(d desk.Batched) int {
		switch {
		case d.Refused != nil:
			return 0
		case isOdd(d):
			return 1
		}
		return 2
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b desk.Batched) int { return order(a) - order(b) })
	return all
}

// madeOf are the offers that were made.
func madeOf(b desk.Batch) []trade.OfferID {
	var ids []trade.OfferID
	for _, d := range b.Done {
		if d.Offer != 0 && d.Refused == nil {
			ids = append(ids, d.Offer)
		}
	}
	return ids
}

// drafts are the offers made that are not said to be sent.
func (j *job) drafts(b desk.Batch) []trade.OfferID {
	return slices.DeleteFunc(madeOf(b), func(id trade.OfferID) bool { return j.states != nil && j.states[id] != trade.Draft })
}

// gone is how many of the offers made are there no more.
func (j *job) gone(b desk.Batch) int {
	n := 0
	for _, id := range madeOf(b) {
		if j.lost(id) {
			n++
		}
	}
	return n
}

func (j *job) lost(id trade.OfferID) bool { return j.states != nil && j.states[id] == "" }

// markSent says of the offers that they were sent today.
func (s *Screen) markSent(ids []trade.OfferID) {
	j := s.job
	j.marking = true
	began++
	s.underWay(desk.BatchProgress{All: len(ids)})
	kit.CommitLong(&s.acts, "mark "+strconv.Itoa(began), j.slow, func(ctx context.Context) (desk.MarkedSent, error) {
		return s.desk.MarkSent(ctx, ids, j.tell())
	}, j.marked)
}

// marked shows which of the offers are sent now; those that could not be are told.
func (j *job) marked(m desk.MarkedSent, err error) {
	j.marking = false
	s := j.room
	switch {
	case err != nil:
		s.env.Fail(err)
	case len(m.Refused) > 0:
		s.env.Fail(crm.Fault{Reason: "batch.sent.refused", Args: []string{"Numbers", strings.Join(m.Refused[:min(len(m.Refused), 8)], ", ")}})
	}
	if s.job == j {
		s.ended()
		s.follow()
	}
}

// doneRow is what became of one client.
func (s *Screen) doneRow(d desk.Batched) fyne.CanvasObject {
	t := s.env.T
	if d.Refused != nil {
		return kit.Pad(kit.VBox(2, kit.NewText(firstOf(d.Name, t.T("batch.gone")), kit.Dense|kit.Bold, kit.Text).Shrinks(),
			kit.HBox(8, kit.NewGlyph("x", kit.Red, 14), kit.Grow(kit.NewWrap(told(t, d.Refused), kit.Dense, kit.Text2, 0)))), 0, 5, 0, 5)
	}
	if s.lost(d.Offer) {
		return kit.Pad(kit.HBox(12, kit.NewText(d.Number, kit.Dense, kit.Text3), kit.Grow(kit.NewTipText(d.Name, kit.Dense, kit.Text3)),
			kit.NewText(t.T("batch.lost.one"), kit.Dense, kit.Text3)), 0, 5, 0, 5)
	}
	line := kit.HBox(12, kit.NewLink(d.Number, func() { s.env.Go(route.Route{Room: route.Offer, Offer: d.Offer}) }),
		kit.Grow(kit.NewTipText(d.Name, kit.Dense, kit.Text)))
	if state := s.states[d.Offer]; state != "" && state != trade.Draft {
		line.Add(kit.NewText(t.T("trade.state."+string(state)), kit.Dense, kit.Text3))
	}
	if d.Letter != "" {
		line.Add(kit.NewLink(t.T("batch.letter"), func() { s.env.OpenFile(d.Letter) }))
	}
	line.Add(kit.NewText(money.Format(money.New(d.Gross, s.in), string(t.Lang())), kit.Dense|kit.Bold, kit.Text))
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
