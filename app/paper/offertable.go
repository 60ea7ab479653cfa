package paper

import (
	"strconv"
	"strings"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/trade"
)

// columnID names a column of the table of an offer.
type columnID int

const (
	colNumber columnID = iota
	colName
	colQuantity
	colUnit
	colPrice
	colDiscount
	colNet
	colRate
	colGross
	colCount
)

// tableColumn is one column: its head, where it stands and how wide it is. A width of zero leaves it out.
type tableColumn struct {
	head []string
	x, w float64
}

// tableRow is one line of the offer, ready to be set.
type tableRow struct {
	cells   [colCount]string
	lines   []rowLine // name, then article and description, then the note
	words   bool      // a line of text only
	out     bool      // in no total: in italics and brackets
	tag     string    // says in a box what becomes of the line
	section int
	index   int
}

// rowLine is one line of the left side of a row.
type rowLine struct {
	s      string
	st     style
	indent float64 // the tag of the line stands there
}

// offerTable is the table of an offer with its columns measured.
type offerTable struct {
	columns  [colCount]tableColumn
	row, sub style
	rows     []tableRow
	side     float64 // cell padding left and right
	textEnd  float64 // right end of descriptions
	prices   marks
	order    []columnID
}

// The narrowest a name may become before a column goes or the type gets smaller.
const nameLeast = 45

// measure builds the table: columns wide enough for their widest sum, at the largest size that leaves room for names.
func (w *writing) measure() *offerTable {
	sizes := []struct{ row, sub, lead, subLead float64 }{{8.5, 7.5, 4.0, 3.5}, {8, 7, 3.8, 3.3}, {7.5, 6.5, 3.6, 3.1}}
	var t *offerTable
	for _, size := range sizes {
		for _, withNet := range []bool{true, false} {
			t = &offerTable{side: 1.2, row: w.hue.row().sized(size.row, size.lead), sub: w.hue.small().sized(size.sub, size.subLead)}
			w.fillCells(t)
			w.setColumns(t, withNet)
			if t.columns[colName].w >= nameLeast {
				w.breakNames(t)
				return t
			}
		}
	}
	t.squeeze()
	w.breakNames(t)
	return t
}

// squeeze narrows sums that no paper was made for, so that the name keeps 30 mm; their type is set smaller to fit.
func (t *offerTable) squeeze() {
	const least = 30
	lack := least - t.columns[colName].w
	if lack <= 0 {
		return
	}
	sums := []columnID{colQuantity, colPrice, colNet, colGross}
	room := 0.0
	for _, c := range sums {
		room += t.columns[c].w
	}
	for _, c := range sums {
		t.columns[c].w *= (room - lack) / room
	}
	t.columns[colName].w = least
	t.arrange()
}

// fillCells writes the cells of every line.
func (w *writing) fillCells(t *offerTable) {
	n := 0
	for i, s := range w.o.Sections {
		numbers := map[int]string{}
		for j, l := range s.Lines {
			sum := w.sums.Sections[i].Lines[j]
			r := tableRow{words: l.Text, out: !l.Text && !sum.Summed, section: i, index: j}
			r.cells[colName] = l.Name
			if l.Normal() {
				n++
				numbers[j] = strconv.Itoa(n)
				r.cells[colNumber] = numbers[j]
			}
			if !l.Text {
				r.tag = w.tagFor(s, j, sum.Summed, numbers)
				w.fillSums(&r, l, sum)
			}
			t.rows = append(t.rows, r)
		}
	}
}

// tagFor says what becomes of a line that is not simply in the total.
func (w *writing) tagFor(s trade.Section, i int, summed bool, numbers map[int]string) string {
	l := s.Lines[i]
	instead, has := s.Instead(i)
	switch {
	case l.Choice() && summed:
		return w.say.T("paper.table.chosen")
	case has:
		return w.say.T("paper.table.instead", "N", numbers[instead])
	case l.Choice():
		return w.say.T("paper.table.option")
	case !summed:
		return w.say.T("paper.table.replaced")
	}
	return ""
}

func (w *writing) fillSums(r *tableRow, l trade.Line, sum trade.LineSum) {
	r.cells[colQuantity] = money.Paper(money.FormatDec(l.Quantity, w.lang))
	r.cells[colUnit] = l.Unit
	r.cells[colPrice] = money.Paper(money.FormatPrice(l.Price, w.o.Currency, w.lang))
	r.cells[colDiscount] = "—"
	if !l.Discount.IsZero() {
		r.cells[colDiscount] = money.Paper(money.FormatPercent(l.Discount, w.lang))
	}
	r.cells[colNet], r.cells[colGross] = w.plain(sum.Net), w.plain(sum.Gross)
	if r.out {
		r.cells[colNet], r.cells[colGross] = "("+r.cells[colNet]+")", "("+r.cells[colGross]+")"
	}
	r.cells[colRate] = money.FormatPercent(sum.Rate, w.lang)
	if l.Exempt {
		r.cells[colRate] = w.say.T("paper.table.exempt")
	}
}

// shown lists the columns of the offer by its language and its tax mode.
func (w *writing) shown(withNet bool) []columnID {
	order := []columnID{colNumber, colName, colQuantity, colUnit, colPrice}
	if w.anyDiscount() {
		order = append(order, colDiscount)
	}
	switch {
	case w.o.Tax == trade.TaxNet && (w.lang == "en" || w.o.Rounding == money.PerRate): // sums with VAT would not add up
		return append(order, colRate, colNet)
	case w.o.Tax == trade.TaxNet && withNet:
		return append(order, colNet, colRate, colGross)
	case w.o.Taxed():
		return append(order, colRate, colGross)
	}
	return append(order, colGross)
}

func (w *writing) anyDiscount() bool {
	for _, s := range w.o.Sections {
		for _, l := range s.Lines {
			if !l.Text && !l.Discount.IsZero() {
				return true
			}
		}
	}
	return false
}

// leastWidths are the widths columns have at least; what the discount column leaves goes to its neighbours.
func (w *writing) leastWidths(discount bool) [colCount]float64 {
	least := [colCount]float64{colNumber: 7, colQuantity: 10.5, colUnit: 11.5, colPrice: 21.5, colDiscount: 11.5, colNet: 22.5, colRate: 11, colGross: 25.5}
	switch {
	case w.lang == "en":
		least[colNumber], least[colQuantity], least[colUnit], least[colPrice], least[colRate], least[colNet], least[colGross] = 9, 12, 15, 20, 14, 23, 25
	case !discount:
		least[colUnit], least[colPrice], least[colNet], least[colGross] = 13, 24, 25, 24.5
	}
	return least
}

// setColumns measures the columns; the name gets what the others leave.
func (w *writing) setColumns(t *offerTable, withNet bool) {
	t.order = w.shown(withNet)
	least := w.leastWidths(w.anyDiscount())
	head := w.headStyle()
	rest := wide
	for _, c := range t.order {
		if c == colName {
			continue
		}
		width := least[c]
		pad := 2 * t.side
		if c == colUnit {
			pad = 0.8
		}
		for _, r := range t.rows {
			st := t.row
			if r.out {
				st = st.italic()
			}
			need := w.width(r.cells[c], st) + pad
			switch c {
			case colUnit:
				need = min(need, 20)
			case colPrice:
				t.prices.take(&w.press, r.cells[c], st)
				need = t.prices.room() + pad
			}
			width = max(width, need)
		}
		for _, word := range strings.Split(w.headText(c), " ") {
			width = max(width, w.width(word, head)+t.side+1.4) // heads of neighbours do not run into each other
		}
		t.columns[c].w = width
		rest -= width
	}
	t.columns[colName].w = rest
	for _, c := range t.order {
		t.columns[c].head = w.lines(w.headText(c), head, t.columns[c].w-t.side-0.5)
	}
	t.arrange()
}

// arrange puts the columns side by side.
func (t *offerTable) arrange() {
	x := left
	for _, c := range t.order {
		t.columns[c].x = x
		x += t.columns[c].w
	}
	end := t.columns[colPrice]
	if t.columns[colDiscount].w > 0 {
		end = t.columns[colDiscount]
	}
	t.textEnd = end.x + end.w - 3.4
}

func (w *writing) headStyle() style {
	return style{w.hue.base.As(page.Bold), 7.5, 3.5, w.hue.ink}
}

// headText is the head of a column, with the currency where sums stand.
func (w *writing) headText(c columnID) string {
	key := map[columnID]string{colNumber: "paper.table.no", colName: "paper.table.name", colQuantity: "", colUnit: "",
		colPrice: "paper.table.price", colDiscount: "paper.table.discount", colNet: "paper.table.net",
		colRate: "paper.table.rate", colGross: "paper.table.sum"}[c]
	if key == "" {
		return ""
	}
	if c == colPrice || c == colGross {
		switch w.o.Tax {
		case trade.TaxNet:
			key += map[columnID]string{colPrice: ".net", colGross: ".gross"}[c]
		case trade.TaxGross:
			key += ".gross"
		}
	}
	return w.say.T(key, "C", w.currency())
}

// breakNames breaks names, descriptions and notes into lines. A line of text runs to the right margin.
func (w *writing) breakNames(t *offerTable) {
	name := t.columns[colName]
	for i := range t.rows {
		r := &t.rows[i]
		l := w.o.Sections[r.section].Lines[r.index]
		st, sub := t.row, t.sub
		if r.out {
			st, sub = st.italic().in(w.hue.sec), sub.italic()
		}
		width, under := name.w-t.side-0.8, t.textEnd-name.x-t.side
		if r.words {
			width = right - name.x - 2*t.side
			under = width
		}
		for _, s := range w.lines(r.cells[colName], st, width) {
			r.lines = append(r.lines, rowLine{s: s, st: st})
		}
		s, indent := l.Description, 0.0
		if !r.words {
			s, indent = w.description(*r, l)
		}
		if s != "" || indent > 0 {
			r.lines = append(r.lines, w.under(s, sub, under, indent)...)
		}
		if l.Note != "" {
			r.lines = append(r.lines, w.under(l.Note, sub, under, 0)...)
		}
	}
}

// under is a text below the name of a line; its first line leaves room for a tag.
func (w *writing) under(s string, st style, width, indent float64) []rowLine {
	var all []rowLine
	for _, line := range metrics.BreakAfter(s, st.face, st.size, width, indent) {
		all = append(all, rowLine{s: line, st: st, indent: indent})
		indent = 0
	}
	return all
}

// description is article, choices and description of a line and that it is not in the total, and the room for its tag.
func (w *writing) description(r tableRow, l trade.Line) (string, float64) {
	article := ""
	if l.Article != "" {
		article = w.say.T("paper.table.article", "A", l.Article)
	}
	s := joined(". ", article, unsaid(l), l.Description)
	if r.out {
		if s = strings.TrimRight(s, ". "); s == "" {
			s = capital(w.say.T("paper.table.not.summed"))
		} else {
			s += ", " + w.say.T("paper.table.not.summed")
		}
	}
	if r.tag == "" {
		return s, 0
	}
	return s, w.width(r.tag, w.hue.tiny()) + 3.4
}

// unsaid are the choices of a line that its name and description do not tell.
func unsaid(l trade.Line) string {
	var kept []string
	for _, c := range l.Choices {
		if !strings.Contains(l.Name, c) && !strings.Contains(l.Description, c) {
			kept = append(kept, c)
		}
	}
	return joined(", ", kept...)
}
