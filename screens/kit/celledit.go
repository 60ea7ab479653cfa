package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cellEdit is the one field that is moved over the cell of a grid being edited, with the complaint below it.
type cellEdit struct {
	on      bool
	key     int64 // of the row
	was     string
	fault   string
	closing bool

	field *cellField
	box   *frame
	cover *lineCover
	note  *canvas.Rectangle
	warn  *canvas.Image
	says  *canvas.Text
}

// cellField is a bare text field: the grid draws its box.
type cellField struct {
	widget.Entry

	keys  func(*fyne.KeyEvent) bool // takes the keys that leave the cell
	route func(*fyne.KeyEvent)      // gives a key to the program
	lost  func()                    // the keyboard went elsewhere
}

// bareEntry leaves out the two boxes Fyne draws first.
type bareEntry struct{ fyne.WidgetRenderer }

func (r bareEntry) Objects() []fyne.CanvasObject { return r.WidgetRenderer.Objects()[2:] }

// CreateRenderer is called by Fyne.
func (f *cellField) CreateRenderer() fyne.WidgetRenderer { return bareEntry{f.Entry.CreateRenderer()} }

// AcceptsTab is true: Tab goes to the next cell.
func (f *cellField) AcceptsTab() bool { return true }

// FocusLost keeps what was typed.
func (f *cellField) FocusLost() {
	f.Entry.FocusLost()
	f.lost()
}

// TypedKey edits the text, leaves the cell or gives up.
func (f *cellField) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		f.Entry.TypedKey(ev)
	default:
		if !f.keys(ev) {
			f.route(ev)
		}
	}
}

// TypedShortcut edits the text; Ctrl+Enter and the window's hotkeys go to the router.
func (f *cellField) TypedShortcut(s fyne.Shortcut) {
	if ev := heldEnter(s); ev != nil {
		f.route(ev)
		return
	}
	if !RouteShortcut(s, true) {
		f.Entry.TypedShortcut(s)
	}
}

// Cursor is the bar of a text field.
func (f *cellField) Cursor() desktop.Cursor { return desktop.TextCursor }

// setUp makes the field and what is drawn around it, hidden. typed is called after each change of the text, commit when the
// keyboard goes elsewhere while the cell is open.
func (e *cellEdit) setUp(typed func(string), keys func(*fyne.KeyEvent) bool, route func(*fyne.KeyEvent), commit func()) {
	f := &cellField{keys: keys, route: route, lost: func() {
		if e.on && !e.closing {
			commit()
		}
	}}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.OnChanged = typed
	f.ExtendBaseWidget(f)
	e.field, e.box, e.cover = f, newFrame(4), newLineCover()
	e.note, e.warn, e.says = &canvas.Rectangle{}, &canvas.Image{}, &canvas.Text{}
	e.show(false)
}

// objects are what is drawn over the box.
func (e *cellEdit) objects() []fyne.CanvasObject {
	return figMix([]fyne.CanvasObject{e.field}, e.cover.objects(), []fyne.CanvasObject{e.note, e.warn, e.says})
}

func (e *cellEdit) show(on bool) {
	for _, o := range append(e.cover.objects(), e.box.edge, e.box.face, e.field) {
		figShow(o, on)
	}
	e.box.halo.Hidden = true
	for _, o := range []fyne.CanvasObject{e.note, e.warn, e.says} {
		figShow(o, on && e.fault != "")
	}
}

func (e *cellEdit) paint() {
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
func (e *cellEdit) forgive() {
	if e.fault != "" {
		e.fault = ""
		e.show(e.on)
		e.paint()
	}
}

// placeFault puts the complaint below the cell, where the view has no room there above it, else beside it.
func (e *cellEdit) placeFault(cell fyne.Position, size, view fyne.Size) {
	if e.fault == "" {
		return
	}
	wide := min(Caption.Width(e.fault)+36, view.Width-16)
	figWrite(e.says, CutText(e.fault, Caption, wide-32), Caption, C(Red))
	left := min(max(8, cell.X+size.Width-wide), view.Width-wide-8)
	top := cell.Y + size.Height - 2
	switch {
	case top+22 <= view.Height:
	case cell.Y > 22:
		top = cell.Y - 20
	default: // a single line has room beside its cell alone
		top = cell.Y + figWhole((size.Height-23)/2)
		if left = cell.X - wide - 4; left < 8 {
			left = min(cell.X+size.Width+4, view.Width-wide-8)
		}
	}
	place(e.note, left, top, wide, 22)
	place(e.warn, left+8, top+5, 12, 12)
	place(e.says, left+25, top+3, wide-30, Caption.Line())
}

// fill puts a text into the field and shows it.
func (e *cellEdit) fill(text string) {
	e.field.SetText(text)
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // ends what was selected in the cell before
	e.show(true)
	e.paint()
}

// hold gives the keyboard to the field. The field knows of no canvas before it was drawn for the first time: its grid does.
func (e *cellEdit) hold(grid fyne.CanvasObject) {
	if cv := canvasOf(grid); cv != nil {
		cv.Focus(e.field)
	}
}

// selectAll selects the text, unless there is none: that would select what is typed next.
func (e *cellEdit) selectAll() {
	if e.field.Text != "" {
		e.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// take hands a changed text over; it reports false and complains where the text was refused.
func (e *cellEdit) take(save func(string) error) bool {
	typed := e.field.Text
	if typed == e.was && e.fault == "" {
		return true
	}
	err := save(typed)
	if err == nil {
		return true
	}
	e.fault = err.Error()
	e.show(true)
	e.paint()
	return false
}

// end puts the field away and gives the keyboard back to the grid, where the field held it.
func (e *cellEdit) end(grid focusable) {
	e.on, e.fault, e.closing = false, "", true
	held := false
	if cv := canvasOf(grid); cv != nil {
		held = cv.Focused() == fyne.Focusable(e.field)
	}
	e.show(false)
	if held {
		focusOn(grid)
	}
	e.closing = false
}
