package paper

import (
	"slices"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/text"
)

// ListColumn is a column of a printed list.
type ListColumn struct {
	Head  string
	Right bool    // figures
	Width float64 // as the screen shows it, in any unit: lists keep its proportions
}

// List is a list as a screen shows it, ready to be printed.
type List struct {
	Title   string
	About   []string // what narrows it, in words
	Columns []ListColumn
	Rows    [][]string // a text for each column
	Foot    []string   // totals under the columns; nil: none
	Firm    crm.Firm
	Made    string // when and by whom
	Created crm.Moment
	Letter  bool // US Letter instead of A4
	Thrifty bool // black, no fills
}

// MostListRows is how many rows a list is printed with; longer ones are for a file.
const MostListRows = 5000

// listSheet is a sheet as lists use it: without the room for the punch, so that more columns fit.
type listSheet struct {
	width, height, x, wide, bottom, foot float64
}

func listSheetOf(letter, across bool) listSheet {
	w, h := a4.width, a4.height
	if letter {
		w, h = 215.9, 279.4
	}
	if across {
		w, h = h, w
	}
	const margin = 14
	return listSheet{width: w, height: h, x: margin, wide: w - 2*margin, bottom: h - 20, foot: h - 16}
}

// listing is a list being laid out.
type listing struct {
	press
	list   List
	sheet  listSheet
	flow   flow
	widths []float64
	st     style
	faults []Remark
}

const (
	listSide = 1.2
	listPad  = 0.85
	// mostListLines is how high a row may become.
	mostListLines = 6
	// leastText is the narrowest a column of words may become, mm.
	leastText = 16.0
	// mostWhole is up to which width the texts of a column are not broken at all, mm: numbers, days, states.
	mostWhole = 30.0
	// mostWord is the widest word that a column is kept wide enough for, mm.
	mostWord = 46.0
	// mostFigure is the widest a column of figures becomes.
	mostFigure = 44.0
)

// ListPaper lays a list out in the language of the tongue: upright, or across the sheet where its columns need the room.
func ListPaper(l List, tongue *text.Tongue) (*page.Document, []Remark) {
	c := cleaner{}
	l = c.list(l)
	w := &listing{list: l, faults: c.faults}
	w.press = press{say: tongue, hue: paletteOf(l.Firm.Accent, l.Thrifty), faults: &w.faults}
	w.st = w.hue.cell()
	w.choose()
	doc := w.compose()
	return doc, once(w.faults)
}

// once keeps of remarks on the same place the first: thousands of rows may lack the same character.
func once(all []Remark) []Remark {
	var kept []Remark
	for _, r := range all {
		if !slices.ContainsFunc(kept, func(k Remark) bool { return k.Field == r.Field && k.Reason == r.Reason }) {
			kept = append(kept, r)
		}
	}
	return kept
}

// choose takes the sheet and the size of type by the room the columns would like to have.
func (w *listing) choose() {
	for _, across := range []bool{false, true} {
		w.sheet = listSheetOf(w.list.Letter, across)
		if w.fitColumns() {
			return
		}
	}
	for _, size := range []float64{7.5, 7} {
		w.st = w.st.sized(size, size*0.475)
		if w.fitColumns() {
			return
		}
	}
	w.squeeze()
}

func (w *listing) headStyle() style { return style{page.Bold, 7.5, 3.5, w.hue.ink} }

// compose builds the pages.
func (w *listing) compose() *page.Document {
	lang := map[text.Lang]string{text.RU: "ru-RU", text.UK: "uk-UA"}[w.say.Lang()]
	if lang == "" {
		lang = "en-GB"
	}
	w.doc = &page.Document{Title: w.list.Title, Author: legalName(w.list.Firm), Subject: joined("; ", w.list.About...), Lang: lang,
		Created: int64(w.list.Created), Width: w.sheet.width, Height: w.sheet.height, Pictures: map[string][]byte{}}
	top := &page.Page{}
	w.leaf = top
	w.flow = flow{first: w.drawTop(), next: 19, bottom: w.sheet.bottom}
	w.flow.place(w.blocks())
	w.flow.ink(&w.press, func(n, _ int) {
		if n == 0 {
			w.leaf.Marks = append(w.leaf.Marks, top.Marks...)
			return
		}
		w.drawRunningHead()
	}, w.drawFoot)
	return w.doc
}

// drawTop draws title and filters and returns where the table begins.
func (w *listing) drawTop() float64 {
	x, end := w.sheet.x, w.sheet.x+w.sheet.wide
	st, small := style{page.Bold, 14, 6.4, w.hue.ink}, w.hue.small()
	firm := w.shorten(legalName(w.list.Firm), small, w.sheet.wide*0.35)
	w.right(end, 13.6, firm, small)
	y := w.column(x, 12, w.capped(w.lines(w.list.Title, st, w.sheet.wide*0.62), 3, st, w.sheet.wide*0.62, "title"), st) + 0.6
	about := w.hue.row().in(w.hue.sec)
	for _, s := range w.list.About {
		y = w.column(x, y, w.capped(w.lines(s, about, w.sheet.wide), 3, about, w.sheet.wide, "filters"), about)
	}
	w.rule(x, y+1.6, w.sheet.wide, 0.6, w.hue.acc)
	return y + 4.2
}

func (w *listing) drawRunningHead() {
	st := w.hue.small()
	w.text(w.sheet.x, 10, w.shorten(w.list.Title, st, w.sheet.wide*0.6), st)
	w.right(w.sheet.x+w.sheet.wide, 10, w.shorten(legalName(w.list.Firm), st, w.sheet.wide*0.35), st)
	w.rule(w.sheet.x, 15.4, w.sheet.wide, 0.2, w.hue.mid)
}

func (w *listing) drawFoot(n, of int) {
	st, y := w.hue.small(), w.sheet.foot
	w.rule(w.sheet.x, y, w.sheet.wide, 0.2, w.hue.mid)
	top := y + 4.6 - st.lead/2 - rise*st.size
	end := w.text(w.sheet.x, top, w.say.T("paper.page", "N", n+1, "Of", of), st)
	w.right(w.sheet.x+w.sheet.wide, top, w.shorten(w.list.Made, st, w.sheet.x+w.sheet.wide-end-6), st)
}

// blocks are the rows and the totals, which never stand alone.
func (w *listing) blocks() []*block {
	head := w.headBlock()
	var all []*block
	for i, r := range w.list.Rows {
		b := w.rowBlock(r, w.st, w.rule)
		b.head = head
		b.keep = i == len(w.list.Rows)-1 && w.list.Foot != nil
		all = append(all, b)
	}
	if len(all) == 0 {
		st := w.st.in(w.hue.sec)
		all = append(all, &block{head: head, height: st.lead + 4, draw: func(y float64) { w.text(w.sheet.x+listSide, y+2, w.say.T("paper.list.empty"), st) }})
	}
	if w.list.Foot != nil {
		st := w.st.bold()
		b := w.rowBlock(w.list.Foot, st, func(x, y, wide, _ float64, _ page.Color) { w.rule(x, y, wide, 0.5, w.hue.ink) })
		draw := b.draw
		b.draw = func(y float64) {
			w.rule(w.sheet.x, y, w.sheet.wide, 0.5, w.hue.ink)
			draw(y)
		}
		b.head = head
		all = append(all, b)
	}
	return all
}

func (w *listing) headBlock() *block {
	st := w.headStyle()
	lines, deep := make([][]string, len(w.list.Columns)), 1
	for i, c := range w.list.Columns {
		lines[i] = w.capped(w.linesOf(c.Head, st, w.widths[i]-2*listSide+0.5), 4, st, w.widths[i]-2*listSide, "head")
		deep = max(deep, len(lines[i]))
	}
	height := float64(deep)*st.lead + 2*1.1
	return &block{height: height, draw: func(y float64) {
		w.band(w.sheet.x, y, w.sheet.wide, height)
		x := w.sheet.x
		for i, c := range w.list.Columns {
			w.drawCell(c, x, w.widths[i]-w.apart(i), y+height-1.1-float64(len(lines[i]))*st.lead, lines[i], st)
			x += w.widths[i]
		}
		w.rule(w.sheet.x, y+height, w.sheet.wide, 0.25, w.hue.ink)
	}}
}

func (w *listing) drawCell(c ListColumn, x, wide, top float64, lines []string, st style) {
	for _, l := range lines {
		if c.Right {
			w.right(x+wide-listSide, top, l, w.fit(l, st, wide-listSide))
		} else {
			w.text(x+listSide, top, l, st)
		}
		top += st.lead
	}
}

// rowBlock is one row with the rule under it.
func (w *listing) rowBlock(row []string, st style, under func(x, y, wide, thick float64, c page.Color)) *block {
	cells, deep := make([][]string, len(w.list.Columns)), 1
	for i, c := range w.list.Columns {
		if i >= len(row) || row[i] == "" {
			continue
		}
		cells[i] = []string{row[i]}
		if room := w.widths[i] - 2*listSide; !c.Right && w.width(row[i], st) > room {
			cells[i] = w.capped(w.lines(row[i], st, room), mostListLines, st, room, "row")
		}
		deep = max(deep, len(cells[i]))
	}
	height := float64(deep)*st.lead + 2*listPad
	return &block{height: height, draw: func(y float64) {
		x := w.sheet.x
		for i, c := range w.list.Columns {
			w.drawCell(c, x, w.widths[i]-w.apart(i), y+listPad, cells[i], st)
			x += w.widths[i]
		}
		under(w.sheet.x, y+height, w.sheet.wide, w.hue.hairline, w.hue.hair)
	}}
}

// list is a copy of the list with clean texts.
func (c *cleaner) list(l List) List {
	l.Firm = c.about(OfferFacts{Firm: l.Firm}).Firm
	c.line("title", &l.Title, &l.Made)
	l.About = slices.Clone(l.About)
	for i := range l.About {
		c.line("filters", &l.About[i])
	}
	l.Columns = slices.Clone(l.Columns)
	for i := range l.Columns {
		c.line("head", &l.Columns[i].Head)
	}
	rows := make([][]string, len(l.Rows))
	for i, r := range l.Rows {
		rows[i] = slices.Clone(r)
		for j := range rows[i] {
			c.line("row", &rows[i][j])
		}
	}
	l.Rows, l.Foot = rows, slices.Clone(l.Foot)
	for i := range l.Foot {
		c.line("row", &l.Foot[i])
	}
	return l
}

// ListFile is the name of a printed list's PDF: its title and the day.
func ListFile(title string, day crm.Day) string { return FileName(title, "", string(day)) + ".pdf" }
