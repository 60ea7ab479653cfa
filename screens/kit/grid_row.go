package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// gridRow is a pooled drawing of one row; the row with number i lives in the pool at i modulo its length, so
// a step of scrolling binds one row anew and only moves the others.
type gridRow struct {
	box    *fyne.Container
	back   *canvas.Rectangle
	bar    *canvas.Rectangle
	line   *canvas.Rectangle
	cells  map[string]*Cell
	shown  []fyne.CanvasObject
	index  int64
	key    int64
	loaded bool
	bound  bool
}

func newGridRow() *gridRow {
	return &gridRow{
		box: &fyne.Container{}, back: &canvas.Rectangle{}, bar: &canvas.Rectangle{}, line: &canvas.Rectangle{},
		cells: map[string]*Cell{},
	}
}

// place puts the rows in view where they belong; rebind draws their contents anew too.
func (g *DataGrid) place(rebind bool) {
	if g.placing {
		g.again = true
		return
	}
	g.placing = true
	defer func() {
		g.placing = false
		g.show()
	}()
	for {
		g.again = false
		g.placeOnce(rebind)
		if !g.again {
			return
		}
		rebind = true
	}
}

func (g *DataGrid) placeOnce(rebind bool) {
	g.clamp()
	g.placeFrame()
	from, to := g.visibleRows()
	if g.growPool() {
		rebind = true
	}
	if g.source != nil && to > from {
		g.source.Want(from, to)
	}
	g.followCurrent(rebind)
	for _, r := range g.rows {
		if r.index < from || r.index >= to {
			toggle(r.box, false)
		}
	}
	for i := from; i < to; i++ {
		g.placeRow(i, rebind)
	}
	g.placeHover()
	g.placeRing()
	g.placeBars()
	g.edit.place(g)
}

func (g *DataGrid) placeFrame() {
	g.back.Resize(g.Size())
	g.back.CornerRadius = g.Radius
	ground := C(Surface)
	if g.Bare {
		ground = nil
	}
	setFill(g.back, ground, nil, 0)
	g.body.Resize(g.Size())
}

// growPool makes as many rows as can be in view at once; it tells whether the pool changed.
func (g *DataGrid) growPool() bool {
	need := int(g.viewHeight()/g.rowHeight) + 2
	if need <= len(g.rows) {
		return false
	}
	for len(g.rows) < need {
		g.rows = append(g.rows, newGridRow())
	}
	g.body.Objects = g.body.Objects[:0]
	for _, r := range g.rows {
		r.bound = false
		toggle(r.box, false)
		g.body.Objects = append(g.body.Objects, r.box)
	}
	g.body.Objects = append(g.body.Objects, g.ring)
	return true
}

// dropRows forgets the pool: the cells of other columns are of no use.
func (g *DataGrid) dropRows() {
	g.rows = nil
	g.body.Objects = nil
}

func (g *DataGrid) placeRow(i int64, rebind bool) {
	r := g.rows[i%int64(len(g.rows))]
	if rebind || !r.bound || r.index != i || !r.loaded {
		g.bindRow(r, i)
	}
	r.box.Move(fyne.NewPos(0, g.rowTop(i)))
	toggle(r.box, true)
	g.paintRow(r)
}

// rowTop is where the row begins in the grid, in units; only differences of whole numbers are turned to floats.
func (g *DataGrid) rowTop(i int64) float32 {
	return gridHead + float32(i-g.top)*g.rowHeight - g.offset
}

func (g *DataGrid) bindRow(r *gridRow, i int64) {
	r.index, r.bound = i, true
	row, ok := Row(nil), false
	if g.source != nil {
		row, ok = g.source.Row(i)
	}
	r.loaded = ok
	if ok {
		r.key = row.Key()
		g.sel.met(i, r.key)
		g.metCurrent(i, row)
	}
	g.drawRow(r, row)
}

func (g *DataGrid) drawRow(r *gridRow, row Row) {
	r.shown = append(r.shown[:0], r.back)
	for _, gc := range g.cols {
		c := &g.columns[gc.at]
		cell := r.cell(c.ID)
		g.openCell(cell, gc, c.Align)
		switch {
		case !r.loaded:
			g.drawAbsent(cell)
		case c.Draw != nil:
			c.Draw(cell, row)
		}
		cell.end()
		r.shown = append(r.shown, cell.box)
	}
	r.shown = append(r.shown, r.line, r.bar)
	r.box.Objects = append(r.box.Objects[:0], r.shown...)
	r.box.Resize(fyne.NewSize(g.Size().Width, g.rowHeight))
}

func (r *gridRow) cell(id string) *Cell {
	c := r.cells[id]
	if c == nil {
		c = newCell()
		r.cells[id] = c
	}
	return c
}

func (g *DataGrid) openCell(cell *Cell, gc gridCol, align fyne.TextAlign) {
	cell.begin(fyne.NewSize(max(0, gc.w-2*gridCellPad), g.rowHeight-1), align)
	cell.box.Move(fyne.NewPos(roundUnit(gc.x+gridCellPad-g.left), 0))
}

// drawAbsent draws the quiet bar that stands for a value still being read.
func (g *DataGrid) drawAbsent(cell *Cell) { cell.Block(min(72, cell.Width()*0.6), 8, 4, Track) }

// paintRow colours a row by its state: selected, under the pointer, ordinary.
func (g *DataGrid) paintRow(r *gridRow) {
	w, h := g.Size().Width, g.rowHeight
	r.line.Resize(fyne.NewSize(w, 1))
	r.line.Move(fyne.NewPos(0, h-1))
	setFill(r.line, C(Line), nil, 0)
	r.back.Resize(fyne.NewSize(w, h-1))
	chosen := g.rowSelected(r)
	if chosen {
		setFill(r.back, C(AccentSoft), nil, 0)
		setFill(r.bar, C(Accent), nil, 0)
		r.bar.Resize(fyne.NewSize(3, h-1))
	} else {
		setFill(r.back, C(Sunken), nil, 0)
	}
	toggle(r.bar, chosen)
	toggle(r.back, chosen || r.index == g.hover)
}

func (g *DataGrid) rowSelected(r *gridRow) bool {
	if r.loaded {
		return g.sel.has(r.key)
	}
	return g.sel.spans(r.index)
}

// repaint recolours the rows in view without drawing their contents.
func (g *DataGrid) repaint() {
	for _, r := range g.rows {
		if r.box.Visible() {
			g.paintRow(r)
		}
	}
	g.placeRing()
	g.show()
}

// show has the window painted again: to show a hidden drawing does not do so by itself.
func (g *DataGrid) show() { canvas.Refresh(g.back) }

// placeRing draws the outline of the current row while the keyboard leads.
func (g *DataGrid) placeRing() {
	from, to := g.visibleRows()
	on := g.focused && g.keyboard && g.hasCur && g.cur >= from && g.cur < to
	if on {
		setFill(g.ring, nil, C(Accent), 2)
		g.ring.CornerRadius = 4
		place(g.ring, 2, g.rowTop(g.cur)+1, g.Size().Width-4, g.rowHeight-3)
	}
	toggle(g.ring, on)
}

func (g *DataGrid) placeHover() {
	was := g.hover
	g.hover = -1
	if g.inside && g.press.kind == pressNone {
		if i, ok := g.rowAt(g.pointer); ok {
			g.hover = i
		}
	}
	if was == g.hover {
		return
	}
	for _, r := range g.rows {
		if r.box.Visible() && (r.index == was || r.index == g.hover) {
			g.paintRow(r)
		}
	}
	g.show()
}

// rowAt tells the number of the row under a position of the grid.
func (g *DataGrid) rowAt(pos fyne.Position) (int64, bool) {
	if pos.Y < gridHead || pos.Y >= gridHead+g.viewHeight() || pos.X < 0 || pos.X >= g.Size().Width {
		return -1, false
	}
	i := g.top + int64((pos.Y-gridHead+g.offset)/g.rowHeight)
	_, to := g.visibleRows()
	return i, i < to
}
