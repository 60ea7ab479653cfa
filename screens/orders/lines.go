package orders

import (
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Columns of the lines.
const (
	colArticle  = "article"
	colName     = "name"
	colQuantity = "quantity"
	colUnit     = "unit"
	colPrice    = "price"
	colDiscount = "discount"
	colVAT      = "vat"
	colSum      = "sum"
)

// item is a line with a key of its own, which it keeps wherever it goes.
type item struct {
	key  int64
	line trade.OrderLine
	sum  int64 // as counted, before the discount on the whole, in minor units
	new  bool  // taken from the catalogue in this sitting
}

// lines is the lines of the order as edited.
type lines struct {
	list []*item
	last int64
}

func (l *lines) fill(from []trade.OrderLine) {
	l.list = nil
	for _, line := range from {
		l.insert(len(l.list), line)
	}
}

// insert puts a line at a place and gives its key.
func (l *lines) insert(at int, line trade.OrderLine) int64 {
	l.last++
	l.list = slices.Insert(l.list, at, &item{key: l.last, line: line})
	return l.last
}

func (l *lines) index(key int64) int {
	return slices.IndexFunc(l.list, func(it *item) bool { return it.key == key })
}

// of is the line with a key, nil when there is none.
func (l *lines) of(key int64) *item {
	if i := l.index(key); i >= 0 {
		return l.list[i]
	}
	return nil
}

// blank reports whether nothing was written on a line.
func blank(l trade.OrderLine) bool {
	return strings.TrimSpace(l.Name) == "" && l.Article == "" && l.Price.IsZero()
}

// take are the lines on which something is written.
func (l *lines) take() []trade.OrderLine {
	var out []trade.OrderLine
	for _, it := range l.list {
		if !blank(it.line) {
			out = append(out, it.line)
		}
	}
	return out
}

// counted keeps what each line comes to, as an offer shows it; those that are blank come to nothing.
func (l *lines) counted(o trade.Order) {
	now := o.Lines
	at := 0
	for _, it := range l.list {
		if it.sum = 0; !blank(it.line) && at < len(now) {
			it.sum = now[at].Shown(o)
			at++
		}
	}
}

// taxed reports whether VAT is reckoned in the order.
func taxed(m trade.TaxMode) bool { return m == trade.TaxNet || m == trade.TaxGross }

// newGrid makes the grid of the lines; an order without VAT shows no rates.
func (h *sheet) newGrid(c money.Currency, m trade.TaxMode) {
	t, sign := h.s.env.T, c.Symbol()
	col := func(id string, width float32, align fyne.TextAlign) kit.LGColumn {
		return kit.LGColumn{ID: id, Title: t.T("orders.line."+id, "C", sign), Width: width, Align: align,
			Get:   func(r kit.LGRow) string { return h.cellText(r, id) },
			Draft: func(r kit.LGRow) string { return h.cellDraft(r, id) },
			Set:   func(r kit.LGRow, typed string) error { return h.setCell(r.Key, id, typed) },
			Kind:  map[bool]kit.LGKind{true: kit.LGNumber}[align == fyne.TextAlignTrailing]}
	}
	const left, right = fyne.TextAlignLeading, fyne.TextAlignTrailing
	columns := []kit.LGColumn{col(colArticle, 68, left), col(colName, 0, left), col(colQuantity, 50, right), col(colUnit, 36, left),
		col(colPrice, priceWide, right), col(colDiscount, 52, right)}
	columns[0].Quiet, columns[3].Quiet = true, true
	columns[1].Suggest = h.suggestion()
	if taxed(m) {
		vat := col(colVAT, 44, right)
		vat.Quiet = true
		columns = append(columns, vat)
	}
	sum := col(colSum, sumWide, right)
	sum.Fixed = true
	g := kit.NewLineGrid(append(columns, sum)...)
	g.Empty = t.T("orders.lines.empty")
	g.OnMove = func(key, _ int64, to int) { h.move(key, to) }
	g.OnMenu = func(key int64, at fyne.Position) { kit.ShowMenuAt(h.grid, at, h.menu(key)...) }
	g.OnAddLine = func(int64) { h.addLine() }
	g.OnDelete = h.delete
	h.grid = g
	h.gridBox.Objects = []fyne.CanvasObject{g}
	h.gridBox.Refresh()
}

// cellText is what a column shows of a line.
func (h *sheet) cellText(r kit.LGRow, id string) string {
	it, ok := r.Data.(*item)
	if !ok {
		return ""
	}
	l, lang, c := it.line, string(h.s.env.T.Lang()), money.Currency(h.form.Value("currency"))
	switch id {
	case colArticle:
		return l.Article
	case colName:
		return l.Name
	case colUnit:
		return l.Unit
	case colQuantity:
		return money.FormatDec(l.Quantity, lang)
	case colPrice:
		return parts.PlainPrice(h.s.env.T, l.Price, c)
	case colDiscount:
		if l.Discount.IsZero() {
			return parts.Dash
		}
		return money.FormatPercent(l.Discount, lang)
	case colVAT:
		if l.Exempt {
			return parts.Dash
		}
		return money.FormatPercent(l.VAT, lang)
	}
	return parts.PlainPrice(h.s.env.T, money.New(it.sum, c).Decimal(), c)
}

// Least and greatest widths of the columns of money, in units: a sum is never cut short.
const (
	priceWide float32 = 78
	sumWide   float32 = 92
	moneyWide float32 = 220
)

// fitMoney makes the columns of money as wide as what stands in them.
func (h *sheet) fitMoney(rows []kit.LGRow) {
	price, sum := priceWide, sumWide
	for _, r := range rows {
		price = max(price, kit.Dense.Width(h.cellText(r, colPrice))+2)
		sum = max(sum, kit.Dense.Width(h.cellText(r, colSum))+2)
	}
	h.grid.SetWidth(colPrice, min(price, moneyWide))
	h.grid.SetWidth(colSum, min(sum, moneyWide))
}

// cellDraft is what a column gives to be edited: numbers without signs.
func (h *sheet) cellDraft(r kit.LGRow, id string) string {
	it, ok := r.Data.(*item)
	if !ok {
		return ""
	}
	switch id {
	case colPrice:
		return parts.NumberWords(h.s.env, it.line.Price)
	case colDiscount:
		return parts.NumberWords(h.s.env, it.line.Discount)
	case colVAT:
		if it.line.Exempt {
			return parts.Dash
		}
		return money.FormatDec(it.line.VAT, string(h.s.env.T.Lang()))
	}
	return h.cellText(r, id)
}

// setCell takes an edited text. What cannot be read, or makes the sums overflow, is refused with a sentence and changes
// nothing.
func (h *sheet) setCell(key int64, id, typed string) error {
	i := h.lines.index(key)
	if i < 0 {
		return nil
	}
	it := h.lines.list[i]
	line, err := rewritten(h.s.env, it.line, id, typed)
	if err != nil {
		return parts.Refused(h.s.env, err)
	}
	was := it.line
	it.line = line
	if _, err := trade.CountOrder(h.take()); err != nil {
		it.line = was
		return parts.Refusal(h.s.env.T.T("trade.offer.overflow"))
	}
	if !reflect.DeepEqual(was, line) {
		h.changed()
	}
	if id == colQuantity {
		h.reprice(key)
	}
	return nil
}

// rewritten is a line with one column changed by what was typed.
func rewritten(env *parts.Env, l trade.OrderLine, id, typed string) (trade.OrderLine, error) {
	var err error
	switch id {
	case colArticle:
		l.Article, err = parts.ReadLine(env, typed, parts.LongArticle)
	case colName:
		l.Name, err = parts.ReadLine(env, typed, parts.LongName)
	case colUnit:
		l.Unit, err = parts.ReadLine(env, typed, parts.LongUnit)
	case colQuantity:
		l.Quantity, err = parts.ReadTyped(env, typed)
	case colPrice:
		l.Price, err = parts.ReadTyped(env, typed)
	case colDiscount:
		l.Discount, err = parts.ReadPercent(env, typed, "trade.line.discount")
	case colVAT:
		l.VAT, l.Exempt, err = parts.ReadVAT(env, typed)
	}
	return l, err
}

// freshLine is an empty line with the rate, the unit and the period of the line before it.
func (h *sheet) freshLine(at int) trade.OrderLine {
	fresh := trade.OrderLine{Quantity: money.DecInt(1), Unit: h.s.env.T.T("orders.unit")}
	if rate, err := money.ParseDec(h.firm.VATRate); err == nil && h.firm.VATPayer {
		fresh.VAT = rate
	}
	if at > 0 {
		model := h.lines.list[at-1].line
		fresh.Unit, fresh.VAT, fresh.Exempt, fresh.Period = model.Unit, model.VAT, model.Exempt, model.Period
	}
	return fresh
}

// next is the place behind the current line, else the end.
func (h *sheet) next() int {
	if at := h.lines.index(h.grid.Current()); at >= 0 {
		return at + 1
	}
	return len(h.lines.list)
}

// addLine adds a line behind the current one, else at the end, and opens its name.
func (h *sheet) addLine() {
	h.settle()
	at := h.next()
	key := h.lines.insert(at, h.freshLine(at))
	h.recount()
	h.focusLines()
	h.grid.Edit(key, colName)
}

// focusLines gives the keyboard to the lines.
func (h *sheet) focusLines() {
	h.grid.HideProposals()
	h.s.env.Window.Canvas().Focus(h.grid)
}

// move puts a line to another place.
func (h *sheet) move(key int64, to int) {
	i := h.lines.index(key)
	if i < 0 {
		return
	}
	it := h.lines.list[i]
	h.lines.list = slices.Delete(h.lines.list, i, i+1)
	h.lines.list = slices.Insert(h.lines.list, min(max(to, 0), len(h.lines.list)), it)
	h.changed()
	h.grid.Select(key)
}

func (h *sheet) delete(key int64) {
	if i := h.lines.index(key); i >= 0 {
		h.lines.list = slices.Delete(h.lines.list, i, i+1)
		h.changed()
		h.focusLines()
	}
}

// menu is what can be done with a line.
func (h *sheet) menu(key int64) []kit.MenuItem {
	t, i := h.s.env.T, h.lines.index(key)
	if i < 0 {
		return nil
	}
	it := h.lines.list[i]
	items := []kit.MenuItem{{Icon: "copy", Label: t.T("text.duplicate"), Do: func() {
		fresh := h.lines.insert(i+1, it.line)
		h.changed()
		h.grid.Select(fresh)
	}}, kit.Separator()}
	items = append(items, h.priceItems(it)...)
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		items = append(items, kit.MenuItem{Icon: map[bool]string{true: "flag", false: "repeat"}[p == trade.Once], Label: t.T("trade.period." + periodWord(p)),
			Checked: it.line.Period == p, Do: func() { it.line.Period = p; h.changed() }})
	}
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "up", Label: t.T("orders.line.up"), Disabled: i == 0, Do: func() { h.move(key, i-1) }},
		kit.MenuItem{Icon: "down", Label: t.T("orders.line.down"), Disabled: i == len(h.lines.list)-1, Do: func() { h.move(key, i+1) }},
		kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("orders.line.remove"), Shortcut: "Del", Danger: true, Do: func() { h.delete(key) }})
}

func periodWord(p trade.Period) string {
	if p == trade.Once {
		return "once"
	}
	return string(p)
}
