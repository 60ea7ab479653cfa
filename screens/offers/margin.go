package offers

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Coster knows what the items of an offer cost us.
type Coster interface {
	UnitCosts(ctx context.Context, o trade.Offer) (map[trade.ItemID]money.Dec, error)
}

// margin tells the owner what the offer leaves. It stands beside the totals and on no paper.
type margin struct {
	e      *Editor
	asked  string // what the costs were read for
	in     string // and in which currency, by which rate and on which day they are
	costs  map[trade.ItemID]money.Dec
	now    trade.OfferMargin
	offer  trade.Offer
	object *fyne.Container
}

func newMargin(e *Editor) *margin {
	m := &margin{e: e, object: kit.VBox(0)}
	m.object.Hide()
	return m
}

// show counts the margin of the offer, and reads the costs first where they are not those of its items, day and currency.
func (m *margin) show(o trade.Offer) {
	m.offer = o
	if want := costsWanted(o); want != m.asked {
		m.asked = want
		if in := costsIn(o); in != m.in { // else those of the lines that were there stay until all are read
			m.in, m.costs = in, nil
		}
		kit.Load(&m.e.loader, "costs", func(ctx context.Context) (map[trade.ItemID]money.Dec, error) { return m.e.desk.UnitCosts(ctx, o) },
			func(costs map[trade.ItemID]money.Dec, err error) {
				if err != nil {
					m.asked = "" // they are read again with the next change
					return
				}
				m.costs = costs
				m.draw()
				m.e.totals.refit()
			})
	}
	m.draw()
}

// costsWanted is what the costs of an offer depend on.
func costsWanted(o trade.Offer) string {
	want := costsIn(o)
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if l.Item != 0 {
				want += " " + parts.ID(l.Item)
			}
		}
	}
	return want
}

// costsIn is what the costs of all items depend on.
func costsIn(o trade.Offer) string { return fmt.Sprint(o.Currency, o.Day, o.Rate.Value) }

// renew reads the costs anew: something in the catalogue changed.
func (m *margin) renew() {
	m.asked = ""
	m.show(m.offer)
}

func (m *margin) cost(l trade.Line) (money.Dec, bool) {
	cost, known := m.costs[l.Item]
	return cost, known && l.Item != 0
}

func (m *margin) draw() {
	now, err := m.e.sums.MarginOf(m.offer, m.cost)
	percent, known := now.Percent()
	if err != nil || !known {
		m.object.Hide()
		return
	}
	m.now = now
	t := m.e.env.T
	icon, ink, words := "check", kit.Green, m.words(percent)
	if colour := parts.MarginInk(m.e.env, percent, kit.Green); colour != kit.Green {
		icon, ink = "warn", colour
	}
	if below := m.below(); below > 0 {
		icon, ink = "warn", kit.Amber
		words += " · " + t.N("offers.margin.below", below)
	}
	line := kit.HBox(6, kit.NewGlyph(icon, ink, 14), kit.Grow(kit.NewText(words, kit.Dense, kit.Text2).Shrinks()))
	m.object.Objects = []fyne.CanvasObject{kit.NewPressRow(kit.Pad(line, 0, 1, 0, 1), m.list).WithTip(m.tip(t))}
	m.object.Show()
	m.object.Refresh()
}

// words says what is left: the sum where the cost of every line is known, else of how many it is.
func (m *margin) words(percent money.Dec) string {
	t := m.e.env.T
	share := money.FormatPercent(percent, string(t.Lang()))
	if known := m.now.Costed(); known < len(m.now.Lines) {
		return t.T("offers.margin.part", "Percent", share, "Known", known, "All", len(m.now.Lines))
	}
	left := parts.Rounded(map[money.Currency]int64{m.offer.Currency: m.now.Left()})
	return t.T("offers.margin", "Percent", share, "Sum", parts.Sums(t, left))
}

// below is how many lines are sold below their cost.
func (m *margin) below() int {
	n := 0
	for _, l := range m.now.Lines {
		if l.Below() {
			n++
		}
	}
	return n
}

// tip tells of how many lines the cost is known, and that no client sees any of it.
func (m *margin) tip(t *text.Tongue) string {
	all := len(m.now.Lines)
	if known := m.now.Costed(); known < all {
		return t.T("offers.margin.some", "Known", known, "All", all) + " " + t.T("offers.margin.owner")
	}
	return t.T("offers.margin.owner")
}

// list shows what each line leaves; a press on a line leads to it.
func (m *margin) list() {
	t := m.e.env.T
	rows := kit.VBox(0, marginRow(kit.Dense, kit.Text3, "", t.T("offers.margin.net"), t.T("offers.margin.cost"), t.T("offers.margin.left"), kit.Text3))
	modal := kit.NewModal(t.T("offers.margin.title"), kit.VBox(12, kit.NewWrap(m.tip(t), kit.Dense, kit.Text3, 0), rows)).CancelButton(t.T("text.close"))
	for _, l := range m.now.Lines {
		rows.Add(kit.NewPressRow(m.row(l), func() {
			modal.Close()
			m.e.goTo(crm.Fault{Field: fmt.Sprintf("line %d.%d", l.At.Section, l.At.Line)})
		}))
	}
	percent, _ := m.now.Percent()
	rows.Add(kit.NewDivider())
	rows.Add(marginRow(kit.Dense|kit.Bold, kit.Text, t.T("offers.margin.all"), m.write(m.now.Net), m.write(m.now.Cost),
		money.FormatPercent(percent, string(t.Lang())), parts.MarginInk(m.e.env, percent, kit.Text)))
	modal.Width = 640
	modal.Show()
}

func (m *margin) row(l trade.LineMargin) fyne.CanvasObject {
	name := fmt.Sprintf("%d. %s", number(m.e.printed, place{l.At.Section, l.At.Line}), text.Line(m.offer.Sections[l.At.Section].Lines[l.At.Line].Name, 200))
	cost, left, ink := "—", "—", kit.Text3
	if l.Known {
		cost = m.write(l.Cost)
	}
	if percent, known := l.Percent(); known {
		left, ink = money.FormatPercent(percent, string(m.e.env.T.Lang())), parts.MarginInk(m.e.env, percent, kit.Text)
	}
	return marginRow(kit.Dense, kit.Text, name, m.write(l.Net), cost, left, ink)
}

func (m *margin) write(minor int64) string {
	return money.Format(money.New(minor, m.offer.Currency), string(m.e.env.T.Lang()))
}

// marginRow is a row of the list: what, and three columns of figures at the right.
func marginRow(style kit.Style, ink kit.Token, what, net, cost, left string, leftInk kit.Token) fyne.CanvasObject {
	figure := func(s string, ink kit.Token, width float32) fyne.CanvasObject {
		return kit.Fixed(kit.Right(kit.NewText(s, style, ink)), width, 0)
	}
	return kit.Pad(kit.HBox(8, kit.Grow(kit.NewText(what, style, ink).Shrinks()), figure(net, ink, 120), figure(cost, ink, 120), figure(left, leftInk, 72)), 0, 4, 0, 4)
}
