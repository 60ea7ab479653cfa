package kit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

type pressKind int

const (
	pressNone pressKind = iota
	pressRow
	pressTitle
	pressBorder
	pressThumbDown
	pressThumbAcross
	pressElsewhere
)

// gridPress is what the primary button holds.
type gridPress struct {
	kind   pressKind
	start  fyne.Position
	last   fyne.Position
	n      int     // visible column
	row    int64   // row
	grab   float32 // where the handle was taken, or the width the column had
	moved  bool    // farther than a tap may wander
	double bool    // the second press of a double click
}

type gridClick struct {
	kind pressKind
	id   int64
	at   time.Time
}

// tapWander is how far a pointer may go between press and release for the whole to be a tap, in units.
const tapWander = 6

func wandered(a, b fyne.Position) bool {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) >= tapWander
}

// MouseDown selects at once, or takes hold of a title, a border or a scroll bar.
func (g *DataGrid) MouseDown(ev *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && !g.focused {
		c.Focus(g)
	}
	g.keyboard = false
	TipLeave(g)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	g.press = gridPress{kind: pressElsewhere, start: ev.Position, last: ev.Position}
	switch {
	case g.overDown(ev.Position):
		g.pressDown(ev.Position)
	case g.overAcross(ev.Position):
		g.pressAcross(ev.Position)
	case ev.Position.Y < gridHead:
		g.pressHead(ev.Position)
	default:
		g.pressRow(ev)
	}
}

func (g *DataGrid) pressDown(pos fyne.Position) {
	t, _ := g.thumbDown()
	at := pos.Y - gridHead - 4
	if at < t.at || at > t.at+t.length {
		g.pageTowards(at < t.at)
		return
	}
	g.press.kind, g.press.grab = pressThumbDown, at-t.at
	g.placeBars()
}

func (g *DataGrid) pageTowards(up bool) {
	d := float64(g.viewHeight() - g.rowHeight)
	if up {
		d = -d
	}
	g.scrollPixels(d)
	g.place(false)
}

func (g *DataGrid) pressAcross(pos fyne.Position) {
	t, _ := g.thumbAcross()
	at := pos.X - 4
	switch {
	case at < t.at:
		g.scrollSideways(-g.Size().Width / 2)
	case at > t.at+t.length:
		g.scrollSideways(g.Size().Width / 2)
	default:
		g.press.kind, g.press.grab = pressThumbAcross, at-t.at
	}
}

func (g *DataGrid) pressHead(pos fyne.Position) {
	column, border := g.headAt(pos.X)
	switch {
	case border >= 0:
		g.press.kind, g.press.n, g.press.grab = pressBorder, border, g.cols[border].w
		g.press.double = g.clicked(pressBorder, int64(border))
	case column >= 0:
		g.press.kind, g.press.n = pressTitle, column
	}
}

func (g *DataGrid) pressRow(ev *desktop.MouseEvent) {
	i, ok := g.rowAt(ev.Position)
	if !ok {
		return
	}
	id, x := g.cellAt(ev.Position)
	if row, loaded := g.source.Row(i); loaded && g.OnCell != nil && ev.Modifier == 0 && g.OnCell(row, id, x) {
		return
	}
	g.lastColumn = id
	g.press.kind, g.press.row = pressRow, i
	how := chooseOnly
	switch {
	case ev.Modifier&fyne.KeyModifierShift != 0:
		how = chooseRun
	case ev.Modifier&fyne.KeyModifierShortcutDefault != 0:
		how = chooseToggle
	}
	g.press.double = how == chooseOnly && g.clicked(pressRow, i)
	g.choose(i, how)
}

// cellAt tells the column under a place and how far from its left edge the place is.
func (g *DataGrid) cellAt(pos fyne.Position) (id string, x float32) {
	column, _ := g.headAt(pos.X)
	if column < 0 {
		return "", 0
	}
	gc := g.cols[column]
	return g.columns[gc.at].ID, pos.X + g.left - gc.x
}

// clicked notes a press and tells whether it is the second one on the same thing within the time of a double click.
func (g *DataGrid) clicked(kind pressKind, id int64) bool {
	now := g.now()
	last := g.lastClick
	if last.kind == kind && last.id == id && now.Sub(last.at) <= gridDouble {
		g.lastClick = gridClick{}
		return true
	}
	g.lastClick = gridClick{kind, id, now}
	return false
}

// Dragged resizes a column, carries a title, or scrolls by the handle.
func (g *DataGrid) Dragged(ev *fyne.DragEvent) {
	p := &g.press
	p.last = ev.Position
	if !p.moved && wandered(p.start, ev.Position) {
		p.moved = true
		g.lastClick = gridClick{}
	}
	switch p.kind {
	case pressBorder:
		g.setWidth(g.cols[p.n].at, p.grab+ev.Position.X-p.start.X)
	case pressTitle:
		if p.moved {
			g.markDrop(g.dropAt(ev.Position.X))
		}
	case pressThumbDown:
		g.dragDown(ev.Position.Y - gridHead - 4 - p.grab)
	case pressThumbAcross:
		g.dragAcross(ev.Position.X - 4 - p.grab)
	}
}

// DragEnd lets go.
func (g *DataGrid) DragEnd() { g.letGo() }

// MouseUp lets go: a press that did not wander was a click.
func (g *DataGrid) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonPrimary {
		g.press.last = ev.Position
		g.letGo()
	}
}

func (g *DataGrid) letGo() {
	p := g.press
	g.press = gridPress{}
	switch p.kind {
	case pressTitle:
		g.letTitleGo(p)
	case pressBorder:
		g.letBorderGo(p)
	case pressRow:
		if p.double && !p.moved && !(g.editable(g.lastColumn) && g.EditCell(g.lastColumn)) {
			g.open()
		}
	}
	if p.kind != pressNone {
		g.placeBars()
		g.placeHover()
	}
}

func (g *DataGrid) letTitleGo(p gridPress) {
	if p.moved {
		g.moveTitle(p.n, g.dropAt(p.last.X))
		return
	}
	if c := g.columns[g.cols[p.n].at]; c.Sortable {
		g.sortBy(c.ID)
	}
}

func (g *DataGrid) letBorderGo(p gridPress) {
	switch {
	case p.moved:
		g.tellLayout()
	case p.double:
		g.FitColumn(g.columns[g.cols[p.n].at].ID)
	}
}

// TappedSecondary opens the menu of the row, which it selects unless it belongs to the selection, or the menu of
// the header.
func (g *DataGrid) TappedSecondary(ev *fyne.PointEvent) {
	if ev.Position.Y < gridHead {
		g.headerMenu(ev)
		return
	}
	i, ok := g.rowAt(ev.Position)
	if !ok {
		return
	}
	row, loaded := g.source.Row(i)
	if !loaded {
		return
	}
	how := chooseOnly
	if g.sel.has(row.Key()) {
		how = chooseWalk
	}
	g.choose(i, how)
	if g.OnMenu != nil {
		g.OnMenu(ev.AbsolutePosition, row)
	}
}

func (g *DataGrid) headerMenu(ev *fyne.PointEvent) {
	if g.OnHeaderMenu == nil {
		return
	}
	id := ""
	if column, _ := g.headAt(ev.Position.X); column >= 0 {
		id = g.columns[g.cols[column].at].ID
	}
	g.OnHeaderMenu(ev.AbsolutePosition, id)
}

// MouseIn begins to follow the pointer.
func (g *DataGrid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved marks the row under the pointer and chooses the cursor.
func (g *DataGrid) MouseMoved(ev *desktop.MouseEvent) {
	g.inside, g.pointer = true, ev.Position
	g.cursor = desktop.DefaultCursor
	if ev.Position.Y < gridHead {
		if _, border := g.headAt(ev.Position.X); border >= 0 {
			g.cursor = desktop.HResizeCursor
		}
	}
	g.placeHover()
	g.placeBars()
	TipMove(g, ev.AbsolutePosition)
}

// Tip is the sentence of the title or cell under the pointer, or the texts that were cut there.
func (g *DataGrid) Tip() string {
	column, _ := g.headAt(g.pointer.X)
	if column < 0 || !g.inside {
		return ""
	}
	if g.pointer.Y < gridHead {
		return g.headCells[column].tipText()
	}
	i, ok := g.rowAt(g.pointer)
	if !ok || len(g.rows) == 0 {
		return ""
	}
	r := g.rows[i%int64(len(g.rows))]
	if c := r.cells[g.columns[g.cols[column].at].ID]; c != nil && r.index == i && r.loaded {
		return c.tipText()
	}
	return ""
}

// MouseOut forgets the pointer.
func (g *DataGrid) MouseOut() {
	g.inside = false
	g.cursor = desktop.DefaultCursor
	TipLeave(g)
	g.placeHover()
	g.placeBars()
}

// Cursor is the two-headed arrow over a border of the header.
func (g *DataGrid) Cursor() desktop.Cursor { return g.cursor }
