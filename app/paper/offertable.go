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
	cells    [colCount]string
	lines    []rowLine // name, then article and description
	optional bool
	section  int
	index    int
}

// rowLine is one line of the left side of a row.
type rowLine struct {
	s      string
	st     style
	indent float64 // the tag of an optional line stands there
}

// offerTable is the table of an offer with its columns measured.
type offerTable struct {
	columns  [colCount]tableColumn
	row, sub style
	rows     []tableRow
	side     float64 // cell padding left and right
	textEnd  float64 // right end of descriptions
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
		for j, l := range s.Lines {
			r := tableRow{optional: l.Optional, section: i, index: j}
			if !l.Optional {
				n++
				r.cells[colNumber] = strconv.Itoa(n)
			}
			w.fillSums(&r, l, w.sums.Sections[i].Lines[j])
			t.rows = append(t.rows, r)
		}
	}
}

func (w *writing) fillSums(r *tableRow, l trade.Line, sum trade.LineSum) {
	r.cells[colName] = l.Name
	r.cells[colQuantity] = money.Paper(money.FormatDec(l.Quantity, w.lang))
	r.cells[colUnit] = l.Unit
	r.cells[colPrice] = money.Paper(money.FormatPrice(l.Price, w.o.Currency, w.lang))
	r.cells[colDiscount] = "—"
	if !l.Discount.IsZero() {
		r.cells[colDiscount] = money.Paper(money.FormatPercent(l.Discount, w.lang))
	}
	r.cells[colNet], r.cells[colGross] = w.plain(sum.Net), w.plain(sum.Gross)
	if l.Optional {
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
	case w.o.Tax == trade.TaxNet && w.lang == "en":
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
			if !l.Discount.IsZero() {
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
			if r.optional {
				st = st.italic()
			}
			need := w.width(r.cells[c], st) + pad
			if c == colUnit {
				need = min(need, 20)
			}
			width = max(width, need)
		}
		for _, word := range strings.Split(w.headText(c), " ") {
			width = max(width, w.width(word, head)+t.side+0.5)
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
	return style{page.Bold, 7.5, 3.5, w.hue.ink}
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

// breakNames breaks names and descriptions into lines.
func (w *writing) breakNames(t *offerTable) {
	name := t.columns[colName]
	for i := range t.rows {
		r := &t.rows[i]
		st, sub := t.row, t.sub
		if r.optional {
			st, sub = st.italic().in(w.hue.sec), sub.italic()
		}
		for _, s := range w.lines(r.cells[colName], st, name.w-t.side-0.8) {
			r.lines = append(r.lines, rowLine{s: s, st: st})
		}
		w.breakDescription(t, r, sub)
	}
}

func (w *writing) breakDescription(t *offerTable, r *tableRow, st style) {
	l := w.o.Sections[r.section].Lines[r.index]
	s := l.Description
	if l.Article != "" {
		s = joined(". ", w.say.T("paper.table.article", "A", l.Article), l.Description)
	}
	indent := 0.0
	if r.optional {
		if s = strings.TrimRight(s, ". "); s == "" {
			s = capital(w.say.T("paper.table.not.summed"))
		} else {
			s += ", " + w.say.T("paper.table.not.summed")
		}
		indent = w.width(w.say.T("paper.table.option"), w.hue.tiny()) + 3.4
	}
	if s == "" {
		return
	}
	width := t.textEnd - t.columns[colName].x - t.side
	for i, line := range metrics.BreakAfter(s, st.face, st.size, width, indent) {
		if i > 0 {
			indent = 0
		}
		r.lines = append(r.lines, rowLine{s: line, st: st, indent: indent})
	}
}

// padding above and under the text of a row.
func (w *writing) padding() float64 {
	if w.tight {
		return 1.05
	}
	return 1.45
}

// tableBlocks are the rows of the table with bands and subtotals.
func (w *writing) tableBlocks() []*block {
	w.rows = w.measure()
	if len(w.rows.rows) == 0 {
		return nil
	}
	head := w.headBlock()
	var all []*block
	i := 0
	for s, sec := range w.o.Sections {
		var band, again *block
		if w.banded() && len(sec.Lines) > 0 {
			band, again = w.bandBlock(s, false), w.bandBlock(s, true)
			band.head, band.keep = head, true
			all = append(all, band)
		}
		for range sec.Lines {
			b := w.rowBlock(w.rows.rows[i])
			b.head, b.band = head, again
			all = append(all, b)
			i++
		}
		if w.subtotals && len(sec.Lines) > 0 {
			all[len(all)-1].keep = true
			b := w.subtotalBlock(s)
			b.head, b.band = head, again
			all = append(all, b)
		}
	}
	all[0].gap = 4
	if w.tight {
		all[0].gap = 3
	}
	all[0].mark, all[0].level, all[0].under = w.say.T("paper.mark.table"), 0, all[0].mark
	return all
}

// banded tells whether sections have bands: not when the only one has nothing to say.
func (w *writing) banded() bool {
	filled := 0
	named := false
	for _, s := range w.o.Sections {
		if len(s.Lines) > 0 {
			filled++
			named = named || s.Title != ""
		}
	}
	return filled > 1 || named || w.sums.Recurring
}

// headBlock draws the head of the table.
func (w *writing) headBlock() *block {
	t, st := w.rows, w.headStyle()
	deep := 1
	for _, c := range t.order {
		deep = max(deep, len(t.columns[c].head))
	}
	pad := 1.45
	if w.tight {
		pad = 1.1
	}
	height := float64(deep)*st.lead + 2*pad
	return &block{height: height, draw: func(y float64) {
		w.rule(left, y, wide, 0.5, w.hue.ink)
		for _, c := range t.order {
			w.drawHead(t, c, y+height-pad, st)
		}
		w.rule(left, y+height, wide, 0.25, w.hue.ink)
	}}
}

// drawHead draws the head of one column, ending at bottom. Quantity and unit share one.
func (w *writing) drawHead(t *offerTable, c columnID, bottom float64, st style) {
	col := t.columns[c]
	y := bottom - float64(len(col.head))*st.lead
	switch c {
	case colQuantity:
		w.centre(col.x, col.w+t.columns[colUnit].w, bottom-st.lead, w.say.T("paper.table.quantity"), st)
	case colUnit:
	case colNumber, colName:
		w.column(col.x+t.side, y, col.head, st)
	default:
		for _, l := range col.head {
			w.right(col.x+col.w-t.side, y, l, w.fit(l, st, col.w-t.side))
			y += st.lead
		}
	}
}

// sectionName is the title of a section as its band bears it.
func (w *writing) sectionName(i int) string {
	s := w.o.Sections[i]
	name := s.Title
	if w.sums.Recurring {
		name = joined(" — ", name, w.say.T("paper.period."+periodWord(s.Period)))
	}
	if name == "" {
		name = w.say.T("paper.section")
	}
	if s.Title == "" {
		name = capital(name)
	}
	if len(w.o.Sections) > 1 {
		name = strconv.Itoa(i+1) + ". " + name
	}
	return name
}

func periodWord(p trade.Period) string {
	if p == trade.Once {
		return "once"
	}
	return string(p)
}

// bandBlock heads a section, or goes on with it after a page break.
func (w *writing) bandBlock(section int, again bool) *block {
	t := w.rows
	st := t.row.bold().in(w.hue.ink)
	pad := w.padding()
	more := ""
	if again {
		more = " " + w.say.T("paper.table.continued")
	}
	thin := t.row.in(w.hue.sec)
	name := w.sectionName(section)
	room := wide - 2*t.side - w.width(more, thin)
	lines := w.capped(w.lines(name, st, room), 6, st, room, "section "+strconv.Itoa(section))
	height := float64(len(lines))*st.lead + 2*pad
	b := &block{height: height, draw: func(y float64) {
		w.band(left, y, wide, height)
		bottom := w.column(left+t.side, y+pad, lines, st)
		w.text(left+t.side+w.width(lines[len(lines)-1], st), bottom-st.lead, more, thin)
		w.rule(left, y+height, wide, w.hue.hairline, w.hue.hair)
	}}
	if !again {
		b.mark, b.level = name, 1
	}
	return b
}

// rowBlock is one line of the offer.
func (w *writing) rowBlock(r tableRow) *block {
	height := 2 * w.padding()
	for _, l := range r.lines {
		height += l.st.lead
	}
	b := &block{height: height, draw: func(y float64) { w.drawRow(r, y, true, height) }}
	if height > 225 {
		b.split = func(room float64) (*block, *block) { return w.splitRow(b, r, room, true) }
	}
	return b
}

// splitRow cuts a row that is higher than a page, at least three lines on each side; the numbers stand on its first part.
func (w *writing) splitRow(whole *block, r tableRow, room float64, numbers bool) (*block, *block) {
	used, n := 2*w.padding(), 0
	for n < len(r.lines) && used+r.lines[n].st.lead <= room {
		used += r.lines[n].st.lead
		n++
	}
	n = min(n, len(r.lines)-3)
	if n < 3 {
		return nil, nil
	}
	head, tail := r, r
	head.lines, tail.lines = r.lines[:n], r.lines[n:]
	first := w.partOf(whole, head, numbers)
	rest := w.partOf(whole, tail, false)
	rest.keep = whole.keep
	rest.split = func(room float64) (*block, *block) { return w.splitRow(rest, tail, room, false) }
	return first, rest
}

func (w *writing) partOf(whole *block, r tableRow, numbers bool) *block {
	height := 2 * w.padding()
	for _, l := range r.lines {
		height += l.st.lead
	}
	return &block{height: height, head: whole.head, band: whole.band, gap: whole.gap,
		draw: func(y float64) { w.drawRow(r, y, numbers, height) }}
}

// drawRow draws name and description, and the numbers beside their first line.
func (w *writing) drawRow(r tableRow, y float64, numbers bool, height float64) {
	t := w.rows
	w.tag = tagOf(r.section, r.index)
	top := y + w.padding()
	st := t.row
	if r.optional {
		st = st.italic().in(w.hue.sec)
	}
	x := t.columns[colName].x + t.side
	if numbers {
		w.text(t.columns[colNumber].x+t.side, top, r.cells[colNumber], st.in(w.hue.sec))
	}
	at := top
	for i, l := range r.lines {
		if l.indent > 0 {
			w.boxed(x, at+(l.st.lead-3)/2, 3, w.say.T("paper.table.option"), w.hue.tiny(), 0.2, 1)
		}
		w.text(x+l.indent, at, l.s, l.st)
		at += l.st.lead
		if i == 0 && numbers {
			w.drawNumbersOf(t, r, top, st)
		}
	}
	w.tag = ""
	w.rule(left, y+height, wide, w.hue.hairline, w.hue.hair)
}

// drawNumbersOf draws quantity, unit, price and sums of a row.
func (w *writing) drawNumbersOf(t *offerTable, r tableRow, top float64, st style) {
	for _, c := range t.order {
		col := t.columns[c]
		switch c {
		case colNumber, colName:
		case colUnit:
			unit := w.fit(r.cells[c], st.in(w.hue.sec), max(col.w-0.8, 4))
			if unit.size < 6.5 {
				unit.size = 6.5
				w.text(col.x, top, w.shorten(r.cells[c], unit, col.w-t.side), unit)
				continue
			}
			w.text(col.x, top, r.cells[c], unit)
		default:
			w.right(col.x+col.w-t.side, top, r.cells[c], w.fit(r.cells[c], st, col.w-t.side))
		}
	}
}

// subtotalBlock sums a section.
func (w *writing) subtotalBlock(section int) *block {
	t := w.rows
	pad := w.padding()
	height := t.row.lead + 2*pad
	key := "paper.subtotal"
	if w.sums.Recurring {
		key += "." + periodWord(w.o.Sections[section].Period)
	}
	label := w.say.T(key, "N", section+1)
	sum := w.sums.Sections[section].Total
	return &block{height: height, draw: func(y float64) {
		w.text(t.columns[colName].x+t.side, y+pad, label, t.row.in(w.hue.sec))
		for _, c := range t.order {
			col := t.columns[c]
			s := map[columnID]string{colNet: w.plain(sum.Net), colGross: w.plain(sum.Gross)}[c]
			w.right(col.x+col.w-t.side, y+pad, s, w.fit(s, t.row.bold(), col.w))
		}
		w.rule(left, y+height, wide, 0.25, w.hue.ink)
	}}
}
