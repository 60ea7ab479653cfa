package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// lgEdit is the one field that is moved over the cell being edited.
type lgEdit struct {
	on      bool
	key     int64
	col     int // -1: the title of a section
	was     string
	fault   string
	closing bool
	opening bool // the text to edit is being set

	field *lgField
	box   *frame
	note  *canvas.Rectangle
	warn  *canvas.Image
	says  *canvas.Text
}

// lgField is a bare text field: the grid draws its box.
type lgField struct {
	widget.Entry

	grid *LineGrid
}

func newLGField(g *LineGrid) *lgField {
	f := &lgField{grid: g}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = func(typed string) {
		g.clearFault()
		g.edit.place(g)
		if !g.edit.opening {
			g.suggest(typed)
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// lgBare leaves out the two boxes Fyne draws first.
type lgBare struct{ fyne.WidgetRenderer }

func (r lgBare) Objects() []fyne.CanvasObject { return r.WidgetRenderer.Objects()[2:] }

// CreateRenderer is called by Fyne.
func (f *lgField) CreateRenderer() fyne.WidgetRenderer { return lgBare{f.Entry.CreateRenderer()} }

// AcceptsTab is true: Tab goes to the next cell.
func (f *lgField) AcceptsTab() bool { return true }

// FocusLost keeps what was typed.
func (f *lgField) FocusLost() {
	f.Entry.FocusLost()
	if f.grid.edit.on && !f.grid.edit.closing {
		f.grid.commit()
	}
}

// TypedKey edits the text, leaves the cell or gives up.
func (f *lgField) TypedKey(ev *fyne.KeyEvent) {
	g := f.grid
	switch ev.Name {
	case fyne.KeyEscape:
		g.closeEdit()
	case fyne.KeyTab:
		g.commitAndGo(g.tabStep)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		g.commitAndGo(func() { g.down(isEnter(ev)) })
	case fyne.KeyUp:
		g.commitAndGo(func() { g.walk(-1) })
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		f.Entry.TypedKey(ev)
	default:
		RouteKey(ev)
	}
}

// TypedShortcut edits the text; Ctrl+Enter and the window's hotkeys go to the router.
func (f *lgField) TypedShortcut(s fyne.Shortcut) {
	if ev := heldEnter(s); ev != nil {
		RouteKey(ev)
		return
	}
	if !RouteShortcut(s, true) {
		f.Entry.TypedShortcut(s)
	}
}

// Cursor is the bar of a text field.
func (f *lgField) Cursor() desktop.Cursor { return desktop.TextCursor }

func (e *lgEdit) build(g *LineGrid) {
	e.field = newLGField(g)
	e.box = newFrame(4)
	e.note, e.warn, e.says = &canvas.Rectangle{}, &canvas.Image{}, &canvas.Text{}
	e.show(false)
}

func (e *lgEdit) objects() []fyne.CanvasObject {
	return figMix(e.box.objects(), []fyne.CanvasObject{e.field, e.note, e.warn, e.says})
}

func (e *lgEdit) show(on bool) {
	for _, o := range []fyne.CanvasObject{e.box.edge, e.box.face, e.field} {
		figShow(o, on)
	}
	e.box.halo.Hidden = true
	for _, o := range []fyne.CanvasObject{e.note, e.warn, e.says} {
		figShow(o, on && e.fault != "")
	}
}

func (e *lgEdit) paint() {
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
	e.placeFault(g, x, w, y, high)
}

func (e *lgEdit) placeFault(g *LineGrid, x, w, y, high float32) {
	if e.fault == "" {
		return
	}
	wide := min(Caption.Width(e.fault)+36, g.Size().Width-16)
	figWrite(e.says, CutText(e.fault, Caption, wide-32), Caption, C(Red))
	left := min(max(8, x+w-wide), g.Size().Width-wide-8)
	top := y + high - 2
	if top+22 > g.viewHeight() && y > 22 {
		top = y - 20
	}
	place(e.note, left, top, wide, 22)
	place(e.warn, left+8, top+5, 12, 12)
	place(e.says, left+25, top+3, wide-30, Caption.Line())
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
	e.field.SetText(text)
	e.opening = false
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // ends what was selected in the cell before
	e.show(true)
	e.paint()
	if k := g.place(key); k >= 0 {
		g.reveal(k)
	}
	g.renew()
	focusOn(e.field)
	if all && typed == "" && text != "" { // an empty text would select what is typed next
		e.field.TypedShortcut(&fyne.ShortcutSelectAll{})
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
	if text := e.field.Text; text != e.was || e.fault != "" {
		if err := g.save(text); err != nil {
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

func (g *LineGrid) clearFault() {
	if g.edit.fault != "" {
		g.edit.fault = ""
		g.edit.show(g.edit.on)
		g.edit.paint()
	}
}

// closeEdit puts the field away and gives the keyboard back to the grid.
func (g *LineGrid) closeEdit() {
	e := &g.edit
	if !e.on {
		return
	}
	g.proposals.close()
	e.on, e.fault = false, ""
	e.closing = true
	held := false
	if cv := canvasOf(g); cv != nil {
		held = cv.Focused() == fyne.Focusable(e.field)
	}
	e.show(false)
	if held {
		focusOn(g)
	}
	e.closing = false
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
