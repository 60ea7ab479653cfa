package orders

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
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
	h.lines.counted(o)
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

// totalRow is one line of the totals.
type totalRow struct {
	label string
	sum   int64
	main  bool // the sum that counts
}

// showTotals tells what the order comes to.
func (h *sheet) showTotals(o trade.Order) {
	h.totals.Objects = nil
	for _, r := range totalRows(h.s.env.T, o) {
		style, ink := kit.Dense, kit.Text2
		if r.main {
			style, ink = kit.Body|kit.Bold, kit.Text
		}
		h.totals.Add(kit.HBox(12, kit.Grow(kit.NewText(r.label, style, ink).Shrinks()), kit.NewText(parts.Sum(h.s.env.T, r.sum, string(o.Currency)), style, kit.Text)))
	}
	h.totals.Refresh()
}

// totalRows are the totals of a counted order: what leads from its lines to the total, carriage, and what recurs.
func totalRows(t *text.Tongue, o trade.Order) []totalRow {
	rows := ladder(t, o)
	add := func(label string, sum int64, main bool) { rows = append(rows, totalRow{label, sum, main}) }
	recurs := o.Monthly.Gross != 0 || o.Yearly.Gross != 0
	if o.Once.Gross != 0 || !recurs {
		add(t.T("orders.total.once"), o.Once.Gross, o.Freight == 0)
	}
	if o.Freight != 0 {
		add(t.T("orders.total.freight"), o.Freight, false)
		if all, err := money.AddMinor(o.Once.Gross, o.Freight); err == nil {
			add(t.T("orders.total.all"), all, true)
		}
	}
	if o.Monthly.Gross != 0 {
		add(t.T("orders.total.month"), o.Monthly.Gross, o.Once.Gross == 0)
	}
	if o.Yearly.Gross != 0 {
		add(t.T("orders.total.year"), o.Yearly.Gross, o.Once.Gross == 0 && o.Monthly.Gross == 0)
	}
	return rows
}

// ladder are the rows above the total: the lines at full price, what is taken off, and VAT.
func ladder(t *text.Tongue, o trade.Order) []totalRow {
	sums, err := trade.CountedLines(o)
	if err != nil || len(o.Lines) == 0 {
		return keptLadder(t, o)
	}
	var rows []totalRow
	add := func(label string, sum int64) { rows = append(rows, totalRow{label: label, sum: sum}) }
	main := sums.Main()
	if main.Discount != 0 {
		add(t.T("orders.total.full"), main.Full)
	}
	if lines := main.Discount - main.Whole; lines != 0 {
		add(t.T("orders.total.discount"), -lines)
	}
	if main.Whole != 0 {
		add(wholeLabel(t, o.Discount), -main.Whole)
	}
	if !taxed(o.Tax) || main.Full == 0 {
		return rows
	}
	add(t.T("orders.total.net"), main.Net)
	for _, r := range main.Rates {
		if !r.Rate.IsZero() || r.VAT != 0 {
			add(t.T("orders.total.rate", "Rate", money.FormatPercent(r.Rate, string(t.Lang()))), r.VAT)
		}
	}
	return rows
}

// keptLadder is that of an order which keeps its totals alone.
func keptLadder(t *text.Tongue, o trade.Order) []totalRow {
	if o.Once.VAT == 0 {
		return nil
	}
	return []totalRow{{label: t.T("orders.total.net"), sum: o.Once.Net}, {label: t.T("orders.total.vat"), sum: o.Once.VAT}}
}

// wholeLabel names the discount on the whole order, with the per cent where it has one.
func wholeLabel(t *text.Tongue, d trade.Discount) string {
	if d.Percent.Sign() > 0 {
		return t.T("orders.total.whole.percent", "Percent", money.FormatPercent(d.Percent, string(t.Lang())))
	}
	return t.T("orders.total.whole")
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
