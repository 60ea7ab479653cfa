package kit

import "fyne.io/fyne/v2"

// gridEdit is the field over the cell of a grid being edited; it is made when it is first needed.
type gridEdit struct {
	cellEdit
	index  int64 // of the row
	column string
	over   *fyne.Container // above the rows
}

func (e *gridEdit) build(g *DataGrid) {
	if e.field != nil {
		return
	}
	e.setUp(func(string) {
		e.forgive()
		e.place(g)
	}, g.editKey, func(ev *fyne.KeyEvent) { RouteKey(ev) }, func() { g.commitEdit() })
	e.over.Objects = append([]fyne.CanvasObject{e.box.edge, e.box.face}, e.objects()...)
}

// editKey takes the keys that leave the cell.
func (g *DataGrid) editKey(ev *fyne.KeyEvent) bool {
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
	default:
		return false
	}
	return true
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
	e.cover.over(e.box)
	e.cover.under(e.box, y+figWhole((high-1-m)/2)+m, C(AccentSoft))
	e.placeFault(fyne.NewPos(x, y), fyne.NewSize(gc.w, high), g.Size())
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
	e.fill(e.was)
	e.place(g)
	e.hold(g)
	e.selectAll()
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
	if !e.take(g.keepCell) {
		e.place(g)
		return false
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
	e.end(g)
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
