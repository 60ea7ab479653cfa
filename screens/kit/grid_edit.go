package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gridEdit is the one field that is moved over the cell of a grid being edited; it is made when it is first needed.
type gridEdit struct {
	on      bool
	key     int64
	index   int64
	column  string
	was     string
	fault   string
	closing bool

	over  *fyne.Container // above the rows
	field *gridField
	box   *frame
	note  *canvas.Rectangle
	warn  *canvas.Image
	says  *canvas.Text
}

// gridField is a bare text field: the grid draws its box.
type gridField struct {
	widget.Entry

	grid *DataGrid
}

func newGridField(g *DataGrid) *gridField {
	f := &gridField{grid: g}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = func(string) {
		g.edit.forgive()
		g.edit.place(g)
	}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is called by Fyne.
func (f *gridField) CreateRenderer() fyne.WidgetRenderer { return lgBare{f.Entry.CreateRenderer()} }

// AcceptsTab is true: Tab goes to the next cell.
func (f *gridField) AcceptsTab() bool { return true }

// FocusLost keeps what was typed.
func (f *gridField) FocusLost() {
	f.Entry.FocusLost()
	if f.grid.edit.on && !f.grid.edit.closing {
		f.grid.commitEdit()
	}
}

// TypedKey edits the text, leaves the cell or gives up.
func (f *gridField) TypedKey(ev *fyne.KeyEvent) {
	g := f.grid
	switch ev.Name {
	case fyne.KeyEscape:
		g.closeEdit()
	case fyne.KeyTab:
		g.editNext(modifiers()&fyne.KeyModifierShift != 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.commitEdit()
	case fyne.KeyDown:
		g.editRow(g.edit.index+1, g.edit.column)
	case fyne.KeyUp:
		g.editRow(g.edit.index-1, g.edit.column)
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		f.Entry.TypedKey(ev)
	default:
		RouteKey(ev)
	}
}

// TypedShortcut edits the text; Ctrl+Enter and the window's hotkeys go to the router.
func (f *gridField) TypedShortcut(s fyne.Shortcut) {
	if ev := heldEnter(s); ev != nil {
		RouteKey(ev)
		return
	}
	if !RouteShortcut(s, true) {
		f.Entry.TypedShortcut(s)
	}
}

// Cursor is the bar of a text field.
func (f *gridField) Cursor() desktop.Cursor { return desktop.TextCursor }

func (e *gridEdit) build(g *DataGrid) {
	if e.field != nil {
		return
	}
	e.field, e.box = newGridField(g), newFrame(4)
	e.note, e.warn, e.says = &canvas.Rectangle{}, &canvas.Image{}, &canvas.Text{}
	e.over.Objects = []fyne.CanvasObject{e.box.edge, e.box.face, e.field, e.note, e.warn, e.says}
}

func (e *gridEdit) show(on bool) {
	for _, o := range []fyne.CanvasObject{e.box.edge, e.box.face, e.field} {
		figShow(o, on)
	}
	for _, o := range []fyne.CanvasObject{e.note, e.warn, e.says} {
		figShow(o, on && e.fault != "")
	}
}

func (e *gridEdit) paint() {
	edge := AccentFill
	if e.fault != "" {
		edge = Red
	}
	e.box.set(C(Surface), C(edge), 2, false)
	e.box.edge.Hidden = !e.on
	figPaint(e.note, C(RedSoft), 4)
	setIcon2(e.warn, "warn", Red)
	figWrite(e.says, e.fault, Caption, C(Red))
	e.box.edge.Refresh()
	e.box.face.Refresh()
}

// forgive takes the complaint away once the text is changed.
func (e *gridEdit) forgive() {
	if e.fault != "" {
		e.fault = ""
		e.show(e.on)
		e.paint()
	}
}

// place moves the field over its cell, wherever scrolling or another order took it.
func (e *gridEdit) place(g *DataGrid) {
	if !e.on {
		return
	}
	for _, r := range g.rows {
		if r.bound && r.loaded && r.key == e.key && r.box.Visible() {
			e.index = r.index
		}
	}
	gc, ok := g.shownColumn(e.column)
	if !ok {
		return
	}
	x, y, high := gc.x-g.left, g.rowTop(e.index), g.rowHeight
	e.box.layout(fyne.NewPos(x, y+4), fyne.NewSize(gc.w, high-9))
	wide := gc.w
	if g.columns[gc.at].Align == fyne.TextAlignTrailing {
		wide = min(wide, Body.Width(e.field.Text)+2*gridCellPad+4)
	}
	m := e.field.MinSize().Height
	place(e.field, x+gc.w-wide, y+figWhole((high-1-m)/2), wide, m)
	e.placeFault(g, x, y, gc.w)
}

func (e *gridEdit) placeFault(g *DataGrid, x, y, w float32) {
	if e.fault == "" {
		return
	}
	wide := min(Caption.Width(e.fault)+36, g.Size().Width-16)
	figWrite(e.says, CutText(e.fault, Caption, wide-32), Caption, C(Red))
	left := min(max(8, x+w-wide), g.Size().Width-wide-8)
	top := y + g.rowHeight - 2
	if top+22 > g.Size().Height {
		top = y - 20
	}
	place(e.note, left, top, wide, 22)
	place(e.warn, left+8, top+5, 12, 12)
	place(e.says, left+25, top+3, wide-30, Caption.Line())
}

// shownColumn is the place of a visible column.
func (g *DataGrid) shownColumn(id string) (gridCol, bool) {
	for _, gc := range g.cols {
		if g.columns[gc.at].ID == id {
			return gc, true
		}
	}
	return gridCol{}, false
}

// editable tells whether a column is shown and can be edited in place.
func (g *DataGrid) editable(id string) bool {
	gc, ok := g.shownColumn(id)
	return ok && g.OnEdit != nil && g.columns[gc.at].Draft != nil
}

// editColumns are the columns that can be edited, in the order shown.
func (g *DataGrid) editColumns() []string {
	var ids []string
	for _, gc := range g.cols {
		if id := g.columns[gc.at].ID; g.editable(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// EditCell opens a cell of the current row for editing with its text selected and reports whether that was possible. An
// empty id takes the column edited or clicked last, else the first that can be edited.
func (g *DataGrid) EditCell(id string) bool {
	if id == "" {
		if id = g.lastColumn; !g.editable(id) {
			ids := g.editColumns()
			if len(ids) == 0 {
				return false
			}
			id = ids[0]
		}
	}
	if _, ok := g.Current(); !ok {
		return false
	}
	return g.editRow(g.cur, id)
}

// Editing tells the cell open for editing, if any.
func (g *DataGrid) Editing() (key int64, column string, ok bool) {
	return g.edit.key, g.edit.column, g.edit.on
}

// editRow opens a cell of a row that is in memory.
func (g *DataGrid) editRow(i int64, id string) bool {
	if !g.editable(id) || i < 0 || i >= g.Count() {
		g.commitEdit()
		return false
	}
	if !g.commitEdit() {
		return false
	}
	g.choose(i, chooseOnly)
	row, ok := g.source.Row(i)
	if !ok {
		return false
	}
	g.revealColumn(id)
	e := &g.edit
	e.build(g)
	e.on, e.key, e.index, e.column, e.fault = true, row.Key(), i, id, ""
	g.lastColumn = id
	e.was = g.columns[g.columnAt(id)].Draft(row)
	e.field.SetText(e.was)
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // ends what was selected in the cell before
	e.show(true)
	e.paint()
	e.place(g)
	focusOn(e.field)
	if e.was != "" { // an empty text would select what is typed next
		e.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	g.show()
	return true
}

// revealColumn scrolls sideways until the column is in view.
func (g *DataGrid) revealColumn(id string) {
	gc, ok := g.shownColumn(id)
	if !ok {
		return
	}
	if gc.x < g.left {
		g.scrollSideways(gc.x - g.left)
	} else if over := gc.x + gc.w - g.left - g.Size().Width; over > 0 {
		g.scrollSideways(over)
	}
}

// commitEdit hands the text over; it reports false and keeps the cell open where the text was refused.
func (g *DataGrid) commitEdit() bool {
	e := &g.edit
	if !e.on {
		return true
	}
	if typed := e.field.Text; typed != e.was || e.fault != "" {
		if err := g.keepCell(typed); err != nil {
			e.fault = err.Error()
			e.show(true)
			e.paint()
			e.place(g)
			return false
		}
	}
	g.closeEdit()
	return true
}

func (g *DataGrid) keepCell(typed string) error {
	row, ok := g.source.Row(g.edit.index)
	if !ok || row.Key() != g.edit.key {
		return nil // it is gone meanwhile
	}
	return g.OnEdit(row, g.edit.column, typed)
}

// closeEdit puts the field away and gives the keyboard back to the grid.
func (g *DataGrid) closeEdit() {
	e := &g.edit
	if !e.on {
		return
	}
	e.on, e.fault, e.closing = false, "", true
	held := false
	if cv := canvasOf(g); cv != nil {
		held = cv.Focused() == fyne.Focusable(e.field)
	}
	e.show(false)
	if held {
		focusOn(g)
	}
	e.closing = false
	g.show()
}

// editNext goes to the next cell that can be edited, or the one before; from the end of a row into the next one.
func (g *DataGrid) editNext(back bool) {
	ids, at := g.editColumns(), g.edit.index
	n := -1
	for i, id := range ids {
		if id == g.edit.column {
			n = i
		}
	}
	if back {
		n--
	} else {
		n++
	}
	switch {
	case len(ids) == 0:
		g.commitEdit()
		return
	case n < 0:
		n, at = len(ids)-1, at-1
	case n >= len(ids):
		n, at = 0, at+1
	}
	g.editRow(at, ids[n])
}
