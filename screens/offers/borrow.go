package offers

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// lendersShown is how many offers the search lists.
const lendersShown = 40

// newLender is the search for an offer to borrow lines from.
func newLender(e *Editor) *kit.Palette {
	t := e.env.T
	words := kit.PaletteWords{Placeholder: t.T("offers.borrow.hint"), Nothing: t.T("offers.borrow.nothing"), Failed: t.T("offers.borrow.failed")}
	return kit.NewPalette(&e.loader, words, e.findLenders)
}

// findLenders lists offers but the one that is open; it runs in the background.
func (e *Editor) findLenders(ctx context.Context, typed string) ([]kit.Result, error) {
	rows, err := e.desk.Offers(ctx, trade.OfferQuery{Search: typed}, crm.Page{Limit: lendersShown + 1})
	var found []kit.Result
	for _, r := range rows {
		if r.ID == e.offer.ID || len(found) == lendersShown {
			continue
		}
		title := r.FullNumber()
		if r.Subject != "" {
			title += " · " + r.Subject
		}
		found = append(found, kit.Result{Icon: "doc", IconToken: kit.Text3, Title: title, Subtitle: r.ClientName + " · " + parts.DayWord(e.env, r.Day),
			Kind: parts.Sum(e.env.T, r.Total, string(r.Currency)), Open: func() { e.borrowFrom(r.ID) }})
	}
	return found, err
}

// borrow opens the search for an offer to borrow lines from.
func (e *Editor) borrow() {
	if e.editable() && e.closeCell() == nil {
		e.lender.Show()
	}
}

// borrowFrom reads an offer and asks which of its lines to take.
func (e *Editor) borrowFrom(id trade.OfferID) {
	kit.Load(&e.loader, "lender", func(ctx context.Context) (trade.Offer, error) { return e.desk.Offer(ctx, id) }, func(o trade.Offer, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.askLines(o)
	})
}

// borrowing is the dialog in which the lines are ticked that are taken over.
type borrowing struct {
	e      *Editor
	o      trade.Offer
	all    *kit.Check
	lines  []trade.LineAt
	checks []*kit.Check
	take   *kit.Button
}

// askLines asks which lines of an offer to take over.
func (e *Editor) askLines(o trade.Offer) {
	t := e.env.T
	b := &borrowing{e: e, o: o}
	list := kit.VBox(2)
	for i, s := range o.Sections {
		if s.Title != "" && len(s.Lines) > 0 {
			list.Add(kit.Pad(kit.NewText(s.Title, kit.Dense|kit.Bold, kit.Text).Shrinks(), 0, 8, 0, 2))
		}
		for j, l := range s.Lines {
			check := kit.NewCheck(text.Ellipsis(strings.TrimSpace(l.Article+" "+l.Name), 200), func(bool) { b.ticked() })
			b.lines, b.checks = append(b.lines, trade.LineAt{Section: i, Line: j}), append(b.checks, check)
			list.Add(b.row(l, check))
		}
	}
	if len(b.checks) == 0 {
		e.env.Say(t.T("offers.borrow.empty", "Number", o.FullNumber()))
		return
	}
	b.all = kit.NewCheck(t.T("offers.borrow.all"), func(on bool) {
		for _, c := range b.checks {
			c.SetChecked(on)
		}
		b.ticked()
	})
	content := kit.VBox(8, b.all, list)
	if o.Currency != e.offer.Currency {
		content.Add(kit.HBox(6, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewWrap(t.T("offers.borrow.currency", "C", o.Currency.Symbol()), kit.Dense, kit.Text2, 0))))
	}
	m := kit.NewModal(t.T("offers.borrow", "Number", o.FullNumber()), content).CancelButton(t.T("text.cancel"))
	m.Width = 600
	b.take = m.Action(kit.Primary, t.T("offers.borrow.do"), b.apply)
	b.ticked()
	m.OnClose = e.focusLines
	m.StartWith(b.all).Show()
}

// row is a line to tick, with how many and for how much.
func (b *borrowing) row(l trade.Line, check *kit.Check) fyne.CanvasObject {
	if l.Text {
		return check
	}
	lang := string(b.e.env.T.Lang())
	cost := money.FormatDec(l.Quantity, lang) + " " + l.Unit + " × " + money.SignedPrice(l.Price, b.o.Currency, lang)
	return kit.HBox(8, kit.Grow(check), kit.NewText(cost, kit.Dense, kit.Text2))
}

func (b *borrowing) ticked() {
	n := 0
	for _, c := range b.checks {
		if c.Checked() {
			n++
		}
	}
	switch n {
	case 0:
		b.all.SetState(kit.Off)
	case len(b.checks):
		b.all.SetState(kit.On)
	default:
		b.all.SetState(kit.Part)
	}
	b.take.SetEnabled(n > 0)
}

// chosen are the lines ticked, by section.
func (b *borrowing) chosen() []trade.Section {
	var out []trade.Section
	last := -1
	for i, c := range b.checks {
		if !c.Checked() {
			continue
		}
		at := b.lines[i]
		s := b.o.Sections[at.Section]
		if at.Section != last {
			out = append(out, trade.Section{Title: s.Title, Period: s.Period})
			last = at.Section
		}
		l := s.Lines[at.Line]
		l.Chosen, l.Choices = false, slices.Clone(l.Choices)
		b.e.moveLine(&l, b.o.Currency)
		out[len(out)-1].Lines = append(out[len(out)-1].Lines, l)
	}
	return out
}

// apply takes the lines over: those of one section behind the current line, those of several in sections of their own.
func (b *borrowing) apply() bool {
	e, sections := b.e, b.chosen()
	if len(sections) == 0 {
		return false
	}
	was := e.ledger.sectionsOnly()
	n := 0
	var first int64
	for i, s := range sections {
		n += len(s.Lines)
		after := e.grid.Current()
		if len(sections) > 1 {
			after = e.ledger.appendSection(s.Title, s.Period)
		}
		if key := e.ledger.add(after, s.Lines...); i == 0 {
			first = key
		}
	}
	if _, err := e.count(); err != nil {
		e.ledger.fill(was)
		e.env.Say(e.env.T.T("trade.offer.overflow"))
		return true
	}
	e.changed()
	e.standOn(first)
	e.env.Say(e.env.T.N("offers.borrow.done", n))
	e.repriceAll()
	e.learnMoved()
	return true
}
