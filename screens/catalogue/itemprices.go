package catalogue

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// moneyForm is the cost and a price on each list.
func (h *itemSheet) moneyForm() *kit.Form {
	env, t := h.s.env, h.s.env.T
	least := atLeast(money.Dec{}, t.T("desk.item.price"))
	cost := h.field("cost", numberField(env, ""), 1)
	cost.Unreadable, cost.Check = t.T("text.wrong.number"), least
	form := kit.NewForm(2, cost, h.field("costin", kit.NewSelect(currencyOptions(h.costing.Home, h.base.CostIn), nil), 1))
	for _, l := range h.lists {
		label := l.Name
		if l.Gross {
			label = t.T("catalogue.price.gross", "Name", l.Name)
		}
		form.Add(kit.Field{ID: priceField(l), Label: label, Input: numberField(env, t.T("catalogue.price.hint")).WithSuffix(l.Currency.Symbol()), Span: 2,
			Unreadable: t.T("text.wrong.number"), Check: func(v string) (kit.Level, string) { return h.checkPrice(l, v) }})
	}
	h.margins = kit.NewWrap("", kit.Dense, kit.Text2, 0)
	return form
}

func priceField(l trade.PriceList) string { return "price " + parts.ID(l.ID) }

// costOn is the cost in the terms of a list.
func (h *itemSheet) costOn(l trade.PriceList) (money.Dec, bool) {
	return h.costing.Cost(dec(h.money.Value("cost")), money.Currency(h.money.Value("costin")), trade.TaxClass(h.form.Value("tax")), l, h.s.today())
}

func (h *itemSheet) checkPrice(l trade.PriceList, v string) (kit.Level, string) {
	t, price := h.s.env.T, dec(v)
	switch {
	case v == "" && h.held[l.ID].ID != 0:
		return kit.Warning, t.T("catalogue.price.stays")
	case v == "":
		return kit.Good, ""
	case price.Sign() < 0:
		return kit.Error, t.T("desk.item.price")
	}
	if cost, known := h.costOn(l); known && price.Cmp(cost) < 0 {
		return kit.Warning, t.T("catalogue.price.below", "Cost", parts.Price(t, money.RoundHalfUp(cost, l.Currency.Digits()), l.Currency))
	}
	return kit.Good, ""
}

// showMargins says what is left of each price after the cost.
func (h *itemSheet) showMargins() {
	t := h.s.env.T
	var words []string
	for _, l := range h.lists {
		cost, known := h.costOn(l)
		price := dec(h.money.Value(priceField(l)))
		if m, ok := trade.Margin(price, cost); known && ok {
			words = append(words, t.T("catalogue.margin.on", "Name", l.Name, "Margin", money.FormatPercent(m, string(t.Lang()))))
		}
	}
	line := ""
	if len(words) > 0 {
		line = t.T("catalogue.margin.line", "List", strings.Join(words, ", "))
	}
	h.margins.SetText(line)
	h.margins.Hidden = line == ""
	if h.scroll != nil {
		h.scroll.Refit()
	}
}

// fillPrices shows the prices that hold, or what was typed over them.
func (h *itemSheet) fillPrices(typed map[trade.ListID]string) {
	h.filling = true
	defer func() { h.filling = false }()
	values := map[string]string{}
	for _, l := range h.lists {
		if p, ok := h.held[l.ID]; ok {
			values[priceField(l)] = money.FormatDec(p.Price, string(h.s.env.T.Lang()))
		}
		if v, ok := typed[l.ID]; ok {
			values[priceField(l)] = v
		}
	}
	h.money.SetValues(values)
	h.showMargins()
}

// takePrices are the prices that differ from those that hold.
func (h *itemSheet) takePrices() map[trade.ListID]money.Dec {
	prices := map[trade.ListID]money.Dec{}
	for _, l := range h.lists {
		v := h.money.Value(priceField(l))
		held, has := h.held[l.ID]
		if d := dec(v); v != "" && (!has || held.Price != d) {
			prices[l.ID] = d
		}
	}
	return prices
}

// touchedPrices are the prices as typed of the lists where they differ from those that hold.
func (h *itemSheet) touchedPrices() map[trade.ListID]string {
	touched := map[trade.ListID]string{}
	for list := range h.takePrices() {
		touched[list] = h.typedPrices()[list]
	}
	return touched
}

func (h *itemSheet) typedPrices() map[trade.ListID]string {
	typed := map[trade.ListID]string{}
	for _, l := range h.lists {
		typed[l.ID] = h.money.Value(priceField(l))
	}
	return typed
}

// historyShown is how many prices of before are shown.
const historyShown = 40

// history lists the prices the item had: since when, on what list, and by how much each changed.
func (h *itemSheet) history(prices []trade.ItemPrice) fyne.CanvasObject {
	t := h.s.env.T
	column := kit.VBox(6)
	names := map[trade.ListID]trade.PriceList{}
	for _, l := range h.lists {
		names[l.ID] = l
	}
	for i, p := range prices {
		if i == historyShown {
			column.Add(kit.NewText(t.N("catalogue.history.more", len(prices)-historyShown), kit.Dense, kit.Text3))
			break
		}
		list := names[p.List]
		when := parts.Date(t, p.From)
		if when == "" {
			when = t.T("catalogue.history.always")
		}
		change := ""
		if before, ok := priceBefore(prices[i+1:], p); ok && before.Price.Sign() > 0 {
			if d, ok := changeOf(before.Price, p.Price); ok {
				change = parts.SignedPercent(t, d)
			}
		}
		column.Add(kit.HBox(8, kit.Fixed(kit.NewText(when, kit.Dense, kit.Text2), 84, 18), kit.Grow(kit.NewTipText(list.Name, kit.Dense, kit.Text3)),
			kit.NewText(change, kit.Dense, kit.Text3), kit.NewText(parts.Price(t, p.Price, list.Currency), kit.Dense|kit.Bold, kit.Text)))
	}
	return column
}

// priceBefore is the price on the same list that held before.
func priceBefore(older []trade.ItemPrice, p trade.ItemPrice) (trade.ItemPrice, bool) {
	for _, o := range older {
		if o.List == p.List {
			return o, true
		}
	}
	return trade.ItemPrice{}, false
}
