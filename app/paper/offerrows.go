package paper

import (
	"slices"
	"strconv"
	"strings"

	"rapport/app/trade"
)

// padding above and under the text of a row.
func (w *writing) padding() float64 {
	if w.tight {
		return 1.05
	}
	return 1.45
}

// tableBlocks are the rows of the table with bands and subtotals.
func (w *writing) tableBlocks() []*block {
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
		for j, l := range sec.Lines {
			b := w.rowBlock(w.rows.rows[i], w.highest(head, again))
			b.head, b.band, b.turn = head, again, l.Break || j == 0 && sec.Break
			if j == 0 && band != nil {
				band.turn, b.turn = b.turn, false
			}
			all = append(all, b)
			i++
		}
		if w.subtotals && w.summed(s) {
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
	if period := w.say.T("paper.period." + periodWord(s.Period)); w.sums.Recurring && !strings.EqualFold(name, period) {
		name = joined(" — ", name, period)
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

// highest is how high a row may be to stand whole on a page under the head and band of its table.
func (w *writing) highest(head, band *block) float64 {
	room := w.sheet.bottom - 20 - head.height
	if band != nil {
		room -= band.height
	}
	return min(room, 225)
}

// rowBlock is one line of the offer; one higher than a page can hold is split.
func (w *writing) rowBlock(r tableRow, highest float64) *block {
	height := 2 * w.padding()
	for _, l := range r.lines {
		height += l.st.lead
	}
	b := &block{height: height, draw: func(y float64) { w.drawRow(r, y, true, height) }}
	if height > highest {
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
	if r.out {
		st = st.italic().in(w.hue.sec)
	}
	x := t.columns[colName].x + t.side
	if numbers {
		w.text(t.columns[colNumber].x+t.side, top, r.cells[colNumber], st.in(w.hue.sec))
	}
	at := top
	for i, l := range r.lines {
		if l.indent > 0 {
			w.boxed(x, at+(l.st.lead-3)/2, 3, r.tag, w.hue.tiny(), 0.2, 1)
		}
		w.text(x+l.indent, at, l.s, l.st)
		at += l.st.lead
		if i == 0 && numbers && !r.words {
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
		case colPrice:
			t.prices.draw(&w.press, col.x+col.w-t.side, top, col.w-t.side, r.cells[c], st)
		default:
			w.right(col.x+col.w-t.side, top, r.cells[c], w.fit(r.cells[c], st, col.w-t.side))
		}
	}
}

// summed tells whether a section has a line that is in the sum: one of optional lines alone would sum to nothing.
func (w *writing) summed(section int) bool {
	return slices.ContainsFunc(w.sums.Sections[section].Lines, func(l trade.LineSum) bool { return l.Summed })
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
