package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// lgHead is the row of column titles.
type lgHead struct {
	box     *fyne.Container
	ground  *canvas.Rectangle
	line    *canvas.Rectangle
	titles  []*canvas.Text
	version int
}

func newLGHead(g *LineGrid) *lgHead {
	h := &lgHead{box: &fyne.Container{}, ground: &canvas.Rectangle{}, line: &canvas.Rectangle{}}
	h.box.Objects = []fyne.CanvasObject{h.ground, h.line}
	for range g.columns {
		t := &canvas.Text{}
		h.titles = append(h.titles, t)
		h.box.Objects = append(h.box.Objects, t)
	}
	return h
}

func (h *lgHead) fill(g *LineGrid, width float32) {
	if h.version == g.version && h.box.Size().Width == width {
		return
	}
	h.version = g.version
	h.box.Resize(fyne.NewSize(width, lgHeadHigh))
	figPaint(h.ground, C(Sunken), 0)
	figPaint(h.line, C(Line), 0)
	place(h.ground, 0, 0, width, lgHeadHigh)
	place(h.line, 0, lgHeadHigh-1, width, 1)
	for i, t := range h.titles {
		lgWrite(t, g.columns[i].Title, Dense, Text2, g.columns[i].Align, g.spans[i], (lgHeadHigh-16)/2)
	}
}

// lgWrite writes a cut line into a column at a height.
func lgWrite(t *canvas.Text, s string, style Style, tok Token, align fyne.TextAlign, at lgSpan, y float32) {
	t.Alignment = align
	figWrite(t, CutText(s, style, at.w), style, C(tok))
	place(t, at.x, y, at.w, style.Line())
}

// lgBody is the part under the titles: the rows, the cell being edited and the line being dragged, cut at its edges.
type lgBody struct {
	widget.BaseWidget

	grid *LineGrid
	rows *fyne.Container
}

func newLGBody(g *LineGrid) *lgBody {
	b := &lgBody{grid: g, rows: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *lgBody) CreateRenderer() fyne.WidgetRenderer {
	e, d := &b.grid.edit, &b.grid.drag
	objects := figMix([]fyne.CanvasObject{b.rows}, e.objects(), d.objects())
	return figClip{newSketch(b, func() fyne.Size { return fyne.NewSquareSize(1) }, b.rows.Resize, func() {}, objects...)}
}

// lgRow is the pooled drawing of a section or a line.
type lgRow struct {
	box            *fyne.Container
	shows, version int

	ground, line, turn, ring, ringHole, tick, tickHole *canvas.Rectangle
	lead, menu, check                                  *canvas.Image
	title, note, total                                 *canvas.Text
	cells                                              []*canvas.Text
}

func newLGRow() *lgRow {
	r := &lgRow{
		box: &fyne.Container{}, shows: -1,
		ground: &canvas.Rectangle{}, line: &canvas.Rectangle{}, turn: &canvas.Rectangle{},
		ring: &canvas.Rectangle{}, ringHole: &canvas.Rectangle{}, tick: &canvas.Rectangle{}, tickHole: &canvas.Rectangle{},
		lead: &canvas.Image{}, menu: &canvas.Image{}, check: &canvas.Image{},
		title: &canvas.Text{}, note: &canvas.Text{}, total: &canvas.Text{Alignment: fyne.TextAlignTrailing},
	}
	r.box.Objects = []fyne.CanvasObject{
		r.ground, r.line, r.turn, r.ring, r.ringHole, r.tick, r.tickHole, r.lead, r.menu, r.check, r.title, r.note, r.total,
	}
	return r
}

// fill draws a row; whatever was drawn before is replaced or hidden.
func (r *lgRow) fill(g *LineGrid, k int) {
	r.shows, r.version = k, g.version
	row := g.rows[g.shown[k]]
	width, high := g.Size().Width, lgHeight(row)
	r.box.Resize(fyne.NewSize(width, high))
	r.fillGround(g, k, row, width, high)
	r.fillLead(g, row, high)
	r.fillSection(g, row)
	r.fillCells(g, row)
	r.fillRing(g, row, high)
}

func (r *lgRow) fillGround(g *LineGrid, k int, row LGRow, width, high float32) {
	ground := Surface
	switch {
	case row.Key == g.current:
		ground = AccentSoft
	case row.Section || k == g.hover:
		ground = Sunken
	}
	figPaint(r.ground, C(ground), 0)
	figPaint(r.line, C(Line), 0)
	place(r.ground, 0, 0, width, high-1)
	place(r.line, 0, high-1, width, 1)
	figShow(r.turn, row.Break)
	figPaint(r.turn, C(AccentLine), 0)
	place(r.turn, 0, 0, width, 2)
	figShow(r.menu, g.OnMenu != nil && (!row.Section || k == g.hover || row.Key == g.current))
	setIcon2(r.menu, "more", Text2)
	place(r.menu, width-lgTail+8, (high-16)/2, 16, 16)
}

// setIcon2 changes the picture without touching its visibility.
func setIcon2(img *canvas.Image, name string, t Token) {
	hidden := img.Hidden
	setIcon(img, name, t)
	img.Hidden = hidden
}

// fillLead draws what stands before the first column: a chevron, a check box, the sign of a monthly line or the handle.
func (r *lgRow) fillLead(g *LineGrid, row LGRow, high float32) {
	box := !row.Section && row.Optional
	figShow(r.tick, box)
	figShow(r.tickHole, box && !row.Taken)
	y := (high - 14) / 2
	place(r.check, 15, y+2, 10, 10) // an icon is drawn for the size it has
	setIcon(r.check, "check", OnAccent)
	r.check.Hidden = !box || !row.Taken
	if box {
		edge := Text3
		if row.Taken {
			edge = AccentFill
		}
		figPaint(r.tick, C(edge), 4)
		figPaint(r.tickHole, C(Surface), 3)
		place(r.tick, 13, y, 14, 14)
		place(r.tickHole, 14, y+1, 12, 12)
	}
	place(r.lead, 13, y, 14, 14)
	name, tok := lgLeadIcon(g, row)
	setIcon(r.lead, name, tok)
	r.lead.Hidden = name == "" || box
}

func lgLeadIcon(g *LineGrid, row LGRow) (string, Token) {
	switch {
	case row.Section && g.collapsed[row.Key]:
		return "chr", Text2
	case row.Section:
		return "chd", Text2
	case row.Icon != "":
		return row.Icon, Text3
	case row.Monthly:
		return "repeat", Accent
	case g.readOnly || g.OnMove == nil:
		return "", Text3
	}
	return "drag", Text3
}

func (r *lgRow) fillSection(g *LineGrid, row LGRow) {
	for _, t := range []*canvas.Text{r.title, r.note, r.total} {
		figShow(t, row.Section)
	}
	if !row.Section || len(g.spans) == 0 {
		return
	}
	last := g.spans[len(g.spans)-1]
	total := Body.Width(row.Total) + 8
	room := last.x + last.w - lgLead - total
	wide := min((Body | Bold).Width(row.Title), room)
	figLine(r.title, row.Title, Body|Bold, Text, lgLead, 6, wide+1)
	figLine(r.note, row.Note, Caption, Text3, lgLead+wide+8, 8, room-wide-8)
	figWrite(r.total, row.Total, Dense|Bold, C(Text))
	place(r.total, last.x+last.w-total, 7, total, Dense.Line())
}

func (r *lgRow) fillCells(g *LineGrid, row LGRow) {
	for len(r.cells) < len(g.columns) {
		t := &canvas.Text{}
		r.cells = append(r.cells, t)
		r.box.Objects = append(r.box.Objects, t)
	}
	for c, t := range r.cells {
		shown := !row.Section && !(row.Wide && c != g.flexible())
		figShow(t, shown)
		if !shown {
			continue
		}
		tok := Text
		switch {
		case row.Faint:
			tok = Text3
		case g.columns[c].Quiet:
			tok = Text2
		}
		text, at := g.text(row, c), g.spanIn(row, c)
		if g.edit.on && g.edit.key == row.Key && g.edit.col == c {
			text = ""
		} else if c == g.flexible() && row.Note != "" {
			at.w -= r.fillNote(row.Note, text, at)
		}
		lgWrite(t, text, Dense, tok, g.columns[c].Align, at, (lgLineHigh-17)/2)
	}
}

// fillNote writes the note of a line behind its text and returns the room it takes: never more than half.
func (r *lgRow) fillNote(note, text string, at lgSpan) float32 {
	wide := min(Caption.Width(note)+1, at.w/2)
	x := min(at.x+Dense.Width(text)+lgGap, at.x+at.w-wide)
	figShow(r.note, true)
	figLine(r.note, note, Caption, Text3, x, (lgLineHigh-Caption.Line())/2, wide)
	return at.x + at.w - x + lgGap
}

// flexible is the column that takes what is left, -1 when there is none.
func (g *LineGrid) flexible() int {
	for c := range g.columns {
		if g.columns[c].Width == 0 {
			return c
		}
	}
	return -1
}

// spanIn is where a column stands in a row: a wide row gives all that follows to the column that takes what is left.
func (g *LineGrid) spanIn(row LGRow, c int) lgSpan {
	s := g.spans[c]
	if row.Wide {
		last := g.spans[len(g.spans)-1]
		s.w = last.x + last.w - s.x
	}
	return s
}

// fillRing marks the current cell while the grid itself has the keyboard.
func (r *lgRow) fillRing(g *LineGrid, row LGRow, high float32) {
	on := row.Key == g.current && g.ringed() && !g.edit.on && len(g.spans) > 0
	figShow(r.ring, on)
	figShow(r.ringHole, on)
	if !on {
		return
	}
	x, w := float32(2), g.Size().Width-4
	if !row.Section {
		x, w = g.cellBox(row, g.columnIn(row))
	}
	figPaint(r.ring, C(AccentLine), 5)
	figPaint(r.ringHole, C(AccentSoft), 4)
	place(r.ring, x, 3, w, high-7)
	place(r.ringHole, x+2, 5, w-4, high-11)
}

// cellBox is the box of a cell for editing: a little wider than its text on the side where the text stands.
func (g *LineGrid) cellBox(row LGRow, c int) (x, w float32) {
	s := g.spanIn(row, c)
	if g.columns[c].Align == fyne.TextAlignLeading {
		return s.x - lgGap, s.w + lgGap
	}
	return s.x, s.w + lgGap/2
}
