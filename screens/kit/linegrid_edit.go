package kit

import "fyne.io/fyne/v2"

// lgEdit is the field over the cell being edited.
type lgEdit struct {
	cellEdit
	col     int  // -1: the title of a section
	opening bool // the text to edit is being set
}

func (e *lgEdit) build(g *LineGrid) {
	e.setUp(func(typed string) {
		e.forgive()
		e.place(g)
		if !e.opening {
			g.suggest(typed)
		}
	}, g.editKey, g.routeFromCell, func() { g.commit() })
}

func (e *lgEdit) objects() []fyne.CanvasObject {
	return figMix(e.box.objects(), e.cellEdit.objects())
}

// editKey takes the keys that leave the cell.
func (g *LineGrid) editKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		g.closeEdit()
	case fyne.KeyTab:
		g.commitAndGo(g.tabStep)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		g.commitAndGo(func() { g.down(isEnter(ev)) })
	case fyne.KeyUp:
		g.commitAndGo(func() { g.walk(-1) })
	default:
		return false
	}
	return true
}

// routeFromCell gives a key to the program; the proposals go first, or they would take it for one they do not know.
func (g *LineGrid) routeFromCell(ev *fyne.KeyEvent) {
	g.HideProposals()
	RouteKey(ev)
}

// place moves the field over its cell; a number stays at the right edge while it is typed.
func (e *lgEdit) place(g *LineGrid) {
	if !e.on {
		return
	}
	k := g.place(e.key)
	if k < 0 || len(g.spans) == 0 {
		return
	}
	row := g.rows[g.shown[k]]
	x, w := g.editBox(row, e.col)
	high := lgHeight(row)
	y := figWhole(g.tops[k] - g.scroll)
	e.box.layout(fyne.NewPos(x, y+3), fyne.NewSize(w, high-7))
	fieldW := w
	if e.col >= 0 && g.columns[e.col].Kind == LGNumber {
		fieldW = min(w, Body.Width(e.field.Text)+2*lgGap+2)
	}
	m := e.field.MinSize().Height
	place(e.field, x+w-fieldW, y+figWhole((high-1-m)/2), fieldW, m)
	e.cover.over(e.box)
	e.cover.under(e.box, y+figWhole((high-1-m)/2)+m, C(AccentSoft))
	e.placeFault(fyne.NewPos(x, y), fyne.NewSize(w, high), fyne.NewSize(g.Size().Width, g.viewHeight()))
}

func (g *LineGrid) editBox(row LGRow, c int) (x, w float32) {
	if c < 0 {
		return lgLead - lgGap, max(g.Size().Width*0.5, 160)
	}
	return g.cellBox(row, c)
}

// editable tells whether a cell may be edited; column -1 is the title of a section.
func (g *LineGrid) editable(row LGRow, c int) bool {
	if g.readOnly || g.Disabled() {
		return false
	}
	if row.Section {
		return c < 0 && g.OnEdit != nil
	}
	return c >= 0 && c < len(g.columns) && !g.columns[c].Fixed && !(row.Wide && c != g.flexible())
}

func (g *LineGrid) firstEditable() int {
	for c, col := range g.columns {
		if !col.Fixed {
			return c
		}
	}
	return 0
}

// Edit opens a cell for editing with its text selected and reports whether that was possible; for a section col is
// LGTitle.
func (g *LineGrid) Edit(key int64, col string) bool {
	g.ScrollTo(key)
	for c := range g.columns {
		if g.columns[c].ID == col {
			return g.open(key, c, "", true)
		}
	}
	return col == LGTitle && g.open(key, -1, "", true)
}

// Editing tells the cell open for editing, if any.
func (g *LineGrid) Editing() (key int64, col string, ok bool) {
	if !g.edit.on {
		return 0, "", false
	}
	if g.edit.col < 0 {
		return g.edit.key, LGTitle, true
	}
	return g.edit.key, g.columns[g.edit.col].ID, true
}

// open starts editing; a typed beginning replaces the text.
func (g *LineGrid) open(key int64, c int, typed string, all bool) bool {
	i := g.rowIndex(key)
	if i < 0 || !g.editable(g.rows[i], c) {
		return false
	}
	if g.edit.on && !g.commit() {
		return false
	}
	e := &g.edit
	e.on, e.key, e.col, e.was, e.fault = true, key, c, g.draft(g.rows[i], c), ""
	g.choose(key)
	if c >= 0 {
		g.column = c
	}
	text := e.was
	if typed != "" {
		text = typed
	}
	e.opening = true
	e.fill(text)
	e.opening = false
	if k := g.place(key); k >= 0 {
		g.reveal(k)
	}
	g.renew()
	e.hold(g)
	if all && typed == "" {
		e.selectAll()
	}
	return true
}

// draft is the text to edit.
func (g *LineGrid) draft(row LGRow, c int) string {
	switch {
	case c < 0:
		return row.Title
	case g.columns[c].Draft != nil:
		return g.columns[c].Draft(row)
	}
	return g.text(row, c)
}

// commit hands the text over; it reports false and keeps the cell open where the text was refused.
func (g *LineGrid) commit() bool {
	e := &g.edit
	if !e.on {
		return true
	}
	if !e.take(g.save) {
		e.place(g)
		return false
	}
	g.closeEdit()
	return true
}

func (g *LineGrid) save(text string) error {
	e := g.edit
	i := g.rowIndex(e.key)
	if i < 0 {
		return nil
	}
	id := LGTitle
	if e.col >= 0 {
		id = g.columns[e.col].ID
		if set := g.columns[e.col].Set; set != nil {
			return set(g.rows[i], text)
		}
	}
	if g.OnEdit == nil {
		return nil
	}
	return g.OnEdit(e.key, id, text)
}

// closeEdit puts the field away and gives the keyboard back to the grid.
func (g *LineGrid) closeEdit() {
	e := &g.edit
	if !e.on {
		return
	}
	g.proposals.close()
	e.end(g)
	g.renew()
}

// commitAndGo leaves the cell for another one, if its text is accepted.
func (g *LineGrid) commitAndGo(next func()) {
	if g.commit() {
		next()
	}
}

// tabStep opens the next cell, or with Shift the one before; after the last one a line is added.
func (g *LineGrid) tabStep() {
	step := 1
	if modifiers()&fyne.KeyModifierShift != 0 {
		step = -1
	}
	k, c := g.place(g.current), g.column+step
	for k >= 0 && k < len(g.shown) {
		row := g.rows[g.shown[k]]
		for ; !row.Section && c >= 0 && c < len(g.columns); c += step {
			if g.editable(row, c) {
				g.open(row.Key, c, "", true)
				return
			}
		}
		k += step
		c = 0
		if step < 0 {
			c = len(g.columns) - 1
		}
	}
	if step > 0 {
		g.addLine()
	}
}

func (g *LineGrid) addLine() {
	if g.OnAddLine != nil && !g.readOnly {
		g.OnAddLine(g.current)
	}
}
