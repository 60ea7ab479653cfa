package orders

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// lineOf reads from a fault of what line it speaks, from 0.
func lineOf(f crm.Fault, n *int) bool {
	rest, ok := strings.CutPrefix(f.Field, "line ")
	if !ok {
		return false
	}
	at, err := strconv.Atoi(rest)
	*n = at
	return err == nil
}

// drawSide shows what stands beside the lines: how far the order has come, what it became of, and the rest of the form.
func (h *sheet) drawSide() {
	t := h.s.env.T
	var cards []fyne.CanvasObject
	if h.s.was != nil {
		cards = append(cards, h.stateCard())
	}
	if h.deal.ID != 0 || h.offer.ID != 0 {
		cards = append(cards, h.originCard())
	}
	h.side.Objects = append(cards, kit.NewCard(t.T("orders.extra"), h.extra))
	h.side.Refresh()
}

// stateCard says how far the order has come and what can follow.
func (h *sheet) stateCard() fyne.CanvasObject {
	t, o := h.s.env.T, *h.s.was
	today := crm.DayOf(h.s.env.Now())
	column := kit.VBox(10)
	fact := func(key string, day crm.Day, ink kit.Token) {
		if day != "" {
			column.Add(kit.HBox(8, kit.Grow(kit.NewText(t.T(key), kit.Dense, kit.Text3).Shrinks()), kit.NewText(parts.Date(t, day), kit.Dense|kit.Bold, ink)))
		}
	}
	late := o.Late(today)
	ink := kit.Text
	if late > 0 {
		ink = map[bool]kit.Token{true: kit.Red, false: kit.Amber}[o.State == trade.Placed]
	}
	fact("orders.field.promised", o.Promised, kit.Text)
	fact("orders.field.kept", o.Kept, ink)
	switch {
	case late > 0 && o.State == trade.Placed:
		column.Add(remark("warn", kit.Red, t.N("orders.late", late)))
	case late > 0:
		column.Add(remark("warn", kit.Amber, t.N("orders.kept.late", late)))
	case o.State == trade.Fulfilled && o.Promised != "":
		column.Add(remark("check", kit.Green, t.T("orders.kept.time")))
	}
	for i, turn := range h.s.turns(h.who.Client.Name) {
		kind := kit.Plain
		if i == 0 {
			kind = kit.Soft
		}
		column.Add(kit.NewButton(kind, turn.Label, turn.Do).WithIcon(turn.Icon))
	}
	return kit.NewCard(t.T("orders.state"), column).WithRight(kit.NewChip("", t.T("trade.order."+string(o.State)), parts.OrderTone(o.State)))
}

func remark(icon string, ink kit.Token, words string) fyne.CanvasObject {
	return kit.HBox(8, kit.NewGlyph(icon, ink, 14), kit.Grow(kit.NewTipText(words, kit.Dense, kit.Text2)))
}

// originCard leads to the deal and the offer the order became of.
func (h *sheet) originCard() fyne.CanvasObject {
	t, env := h.s.env.T, h.s.env
	column := kit.VBox(0)
	row := func(icon, label, name string, to route.Route) {
		words := kit.VBox(0, kit.NewText(label, kit.Caption, kit.Text3).Shrinks(), kit.NewTipText(name, kit.Body, kit.Text))
		column.Add(kit.NewPressRow(kit.Pad(kit.HBox(10, kit.NewGlyph(icon, kit.Accent, 16), kit.Grow(words), kit.NewGlyph("chr", kit.Text3, 12)), 0, 6, 0, 6), func() { env.Go(to) }))
	}
	if h.deal.ID != 0 {
		row("case", t.T("orders.origin.deal"), text.Line(h.deal.Title, 200), route.Route{Room: route.Deal, Deal: h.deal.ID})
	}
	if h.offer.ID != 0 {
		row("doc", t.T("orders.origin.offer"), h.offer.FullNumber(), route.Route{Room: route.Offer, Offer: h.offer.ID})
	}
	return kit.NewCard(t.T("orders.origin"), column)
}
