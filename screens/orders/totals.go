package orders

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// recount counts anew and shows lines, totals and what is doubtful.
func (h *sheet) recount() {
	o, faults := h.counted()
	if key := string(o.Currency) + "|" + string(o.Tax); h.built != key && h.editingNothing() {
		h.built = key
		h.newGrid(o.Currency, o.Tax)
	}
	h.lines.counted(o.Lines)
	rows := make([]kit.LGRow, len(h.lines.list))
	for i, it := range h.lines.list {
		rows[i] = kit.LGRow{Key: it.key, Monthly: it.line.Period != trade.Once, Data: it}
	}
	h.grid.SetRows(rows)
	h.fitMoney(rows)
	h.form.ShowField("sum", len(h.lines.list) == 0)
	h.extra.ShowField("percent", len(h.lines.list) > 0)
	h.extra.ShowField("off", len(h.lines.list) > 0)
	h.showTotals(o)
	h.showFaults(faults)
	h.left.Refresh()
}

func (h *sheet) editingNothing() bool {
	if h.grid == nil {
		return true
	}
	_, _, open := h.grid.Editing()
	return !open
}

// showTotals tells what the order comes to.
func (h *sheet) showTotals(o trade.Order) {
	t := h.s.env.T
	h.totals.Objects = nil
	line := func(key string, sum int64, main bool) {
		style, ink := kit.Dense, kit.Text2
		if main {
			style, ink = kit.Body|kit.Bold, kit.Text
		}
		h.totals.Add(kit.HBox(12, kit.Grow(kit.NewText(t.T(key), style, ink).Shrinks()), kit.NewText(parts.Sum(t, sum, string(o.Currency)), style, kit.Text)))
	}
	if o.Once.VAT != 0 {
		line("orders.total.net", o.Once.Net, false)
		line("orders.total.vat", o.Once.VAT, false)
	}
	recurs := o.Monthly.Gross != 0 || o.Yearly.Gross != 0
	if o.Once.Gross != 0 || !recurs {
		line("orders.total.once", o.Once.Gross, o.Freight == 0)
	}
	if o.Freight != 0 {
		line("orders.total.freight", o.Freight, false)
		if all, err := money.AddMinor(o.Once.Gross, o.Freight); err == nil {
			line("orders.total.all", all, true)
		}
	}
	if o.Monthly.Gross != 0 {
		line("orders.total.month", o.Monthly.Gross, o.Once.Gross == 0)
	}
	if o.Yearly.Gross != 0 {
		line("orders.total.year", o.Yearly.Gross, o.Once.Gross == 0 && o.Monthly.Gross == 0)
	}
	h.totals.Refresh()
}

// faultsShown is how many doubts are shown.
const faultsShown = 3

// showFaults says below the lines what is doubtful in them.
func (h *sheet) showFaults(faults []crm.Fault) {
	t := h.s.env.T
	h.remark.Objects = nil
	for _, f := range faults {
		var n int
		words := parts.FaultSentence(t, f)
		switch {
		case len(h.remark.Objects) == faultsShown:
			continue
		case lineOf(f, &n):
			words = t.T("orders.fault.line", "N", t.Int(n+1), "What", words)
		case f.Field != "lines" || h.fieldOf(f) == "sum" || h.s.was == nil && f.Reason == "trade.order.empty":
			continue
		}
		h.remark.Add(kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewTipText(words, kit.Dense, kit.Text2))))
	}
	h.remark.Refresh()
}
