package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Level is how bad what stands in a field is.
type Level int

// Levels: a warning never blocks, an error blocks saving.
const (
	Good Level = iota
	Warning
	Error
)

// Entry is a field of one line, 32 high.
type Entry struct {
	widget.Entry

	// OnEsc is called at Esc; nil passes Esc to the router.
	OnEsc func()
	// OnSubmit is called at Enter; nil passes Enter to the router, where a modal confirms.
	OnSubmit func(text string)
	// OnKey may use a key before the field does; it returns whether it did.
	OnKey func(ev *fyne.KeyEvent) bool

	self      entryLike
	level     Level
	focusing  bool
	hovering  bool
	icon      string
	lines     int  // visible lines of a text area
	right     bool // the line stands at the right while it is not being edited
	tip       string
	listeners []func(bool)
	inputs    []func()
	typed     func(string) // called at each change, before inputs
}

type entryLike interface {
	fyne.Widget
	fyne.Focusable
}

// NewEntry makes an empty field with a grey placeholder.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.init(e, placeholder)
	return e
}

func (e *Entry) init(self entryLike, placeholder string) {
	e.self = self
	e.PlaceHolder = placeholder
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.Entry.OnChanged = func(s string) {
		if e.typed != nil {
			e.typed(s)
		}
		for _, f := range e.inputs {
			f()
		}
	}
	e.ExtendBaseWidget(self)
}

// WithIcon puts an icon before the text and returns the entry.
func (e *Entry) WithIcon(name string) *Entry {
	e.icon = name
	e.Entry.Icon = fineIcon(Icon(name, Text3), 16)
	return e
}

// WithEnd puts an object, a KeyHint or a small button, at the right end and returns the entry.
func (e *Entry) WithEnd(o fyne.CanvasObject) *Entry {
	e.ActionItem = o
	return e
}

// OnType sets a callback for each change of the text and returns the entry.
func (e *Entry) OnType(f func(string)) *Entry {
	e.typed = f
	return e
}

// OnFocus adds a listener told true when the field gains the keyboard and false when it loses it.
func (e *Entry) OnFocus(f func(bool)) { e.listeners = append(e.listeners, f) }

// OnInput adds a listener called after each change of the text, by the user or by SetText.
func (e *Entry) OnInput(f func()) { e.inputs = append(e.inputs, f) }

// Value is the text.
func (e *Entry) Value() string { return e.Text }

// SetValue changes the text and puts the cursor at its end.
func (e *Entry) SetValue(v string) {
	if e.Text != v {
		e.SetText(v)
	}
	e.CursorColumn = len([]rune(v))
	if e.focusing {
		e.self.Refresh() // the cursor is drawn where it was before
	}
}

// Mark colours the border by level.
func (e *Entry) Mark(l Level) {
	if e.level != l {
		e.level = l
		e.self.Refresh()
	}
}

// SetTip sets the tooltip.
func (e *Entry) SetTip(s string) { e.tip = s }

// Tip is the tooltip, or the whole text when it does not fit.
func (e *Entry) Tip() string {
	if e.tip == "" && !e.focusing && !e.MultiLine && Body.Width(e.Text) > e.Size().Width-16 {
		return e.Text
	}
	return e.tip
}

// FocusGained is called by the canvas.
func (e *Entry) FocusGained() {
	e.focusing = true
	e.Entry.FocusGained()
	e.tell(true)
}

// FocusLost is called by the canvas.
func (e *Entry) FocusLost() {
	e.focusing = false
	e.Entry.FocusLost()
	e.tell(false)
}

func (e *Entry) tell(gained bool) {
	for _, f := range e.listeners {
		f(gained)
	}
}

// TypedKey edits the text; keys the field does not use go to the router.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(ev) {
		return
	}
	switch {
	case ev.Name == fyne.KeyEscape && e.OnEsc != nil:
		e.OnEsc()
	case isEnter(ev) && !e.MultiLine && e.OnSubmit != nil:
		e.OnSubmit(e.Text)
	case e.uses(ev):
		e.Entry.TypedKey(ev)
	default:
		RouteKey(ev)
	}
}

// TypedShortcut edits the text; Enter with Ctrl held and the window's hotkeys go to the router.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if ev := heldEnter(s); ev != nil {
		RouteKey(ev)
		return
	}
	if RouteShortcut(s, true) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// heldEnter is the Enter key in a shortcut, nil for any other shortcut: with Ctrl held the driver makes a shortcut of it.
func heldEnter(s fyne.Shortcut) *fyne.KeyEvent {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.KeyName != fyne.KeyReturn && c.KeyName != fyne.KeyEnter {
		return nil
	}
	return &fyne.KeyEvent{Name: fyne.KeyReturn}
}

// uses tells the keys of an entry from those of the program.
func (e *Entry) uses(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyTab:
		return !e.Disabled()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		return e.MultiLine && !e.Disabled()
	}
	return false
}

// MouseIn is called when the pointer enters.
func (e *Entry) MouseIn(ev *desktop.MouseEvent) {
	e.hovering = true
	TipEnter(e.self, ev.AbsolutePosition)
	e.self.Refresh()
}

// MouseMoved is called when the pointer moves within.
func (e *Entry) MouseMoved(ev *desktop.MouseEvent) { TipMove(e.self, ev.AbsolutePosition) }

// MouseOut is called when the pointer leaves.
func (e *Entry) MouseOut() {
	e.hovering = false
	TipLeave(e.self)
	e.self.Refresh()
}

// MinSize is 32 high; a field may be made narrow.
func (e *Entry) MinSize() fyne.Size {
	if e.MultiLine {
		return fyne.NewSize(64, float32(e.lines)*Body.Line()+18)
	}
	w := float32(48)
	if e.ActionItem != nil {
		w += e.ActionItem.MinSize().Width
	}
	return fyne.NewSize(w, ControlHeight)
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return newEntrySkin(e, e.self)
}

// entrySkin draws our own box around Fyne's text. While the field does not hold the keyboard it draws the line itself,
// cut with … where it is too long; Fyne's own text comes with the keyboard.
type entrySkin struct {
	inner fyne.WidgetRenderer
	entry *Entry
	self  fyne.CanvasObject
	box   *frame
	shown *canvas.Text
	cover *lineCover
	wheel *entryWheel
}

func newEntrySkin(e *Entry, self fyne.CanvasObject) *entrySkin {
	s := &entrySkin{inner: e.Entry.CreateRenderer(), entry: e, self: self, box: newFrame(radiusControl),
		shown: &canvas.Text{}, cover: newLineCover(), wheel: newEntryWheel(e)}
	s.paint()
	return s
}

func (s *entrySkin) Destroy()           { s.inner.Destroy() }
func (s *entrySkin) MinSize() fyne.Size { return s.entry.MinSize() }

// Objects leaves out the two boxes Fyne draws first.
func (s *entrySkin) Objects() []fyne.CanvasObject {
	inner := s.inner.Objects()
	s.wheel.inner, _ = inner[2].(*container.Scroll)
	objects := s.box.objects()
	switch {
	case s.entry.MultiLine:
		objects = append(objects, inner[2], s.wheel)
	case s.entry.focusing:
		objects = append(append(append(objects, inner[2]), s.cover.objects()...), s.wheel)
	default:
		objects = append(objects, s.shown)
	}
	return append(objects, inner[3:]...)
}

func (s *entrySkin) paint() {
	e := s.entry
	face, edge, width := C(Surface), C(pick(e.hovering, Text3, Line2)), float32(1)
	switch {
	case e.Disabled():
		face, edge = C(Sunken), C(Line)
	case e.level == Error:
		edge, width = C(Red), 2
	case e.focusing:
		edge, width = C(Accent), 2
	case e.level == Warning:
		edge = C(AmberFill)
	}
	s.box.set(face, edge, width, false)
	s.shown.TextSize, s.shown.Color = Body.Size(), C(pick(e.Disabled() || e.Text == "", Text3, Text))
	s.shown.Alignment = pick(e.right && e.Text != "", fyne.TextAlignTrailing, fyne.TextAlignLeading)
	if e.icon != "" {
		e.Entry.Icon = fineIcon(Icon(e.icon, Text3), 16)
	}
}

// linePad is the padding of a line.
const linePad float32 = 8

// textLift is how far the line stands above the middle of its box, where the eye expects it.
const textLift float32 = 1

func (s *entrySkin) Layout(size fyne.Size) {
	s.box.layout(fyne.Position{}, size)
	place(s.wheel, 0, 0, size.Width, size.Height)
	if s.entry.MultiLine {
		s.inner.Layout(size)
		return
	}
	s.inner.Layout(size.AddWidthHeight(0, 2)) // the text has room enough not to scroll upright
	scroll := s.inner.Objects()[2]
	x, w := scroll.Position().X, scroll.Size().Width
	scroll.Move(fyne.NewPos(x, 0))
	s.cover.over(s.box)
	if item := s.entry.ActionItem; item != nil {
		m := item.MinSize()
		place(item, size.Width-m.Width-7, floor((size.Height-m.Height)/2), m.Width, m.Height)
		w -= 6
	}
	text := pick(s.entry.Text == "", s.entry.PlaceHolder, s.entry.Text)
	s.shown.Text = CutText(text, Body, w-2*linePad+1)
	place(s.shown, x+linePad, -textLift, w-2*linePad, size.Height)
}

func (s *entrySkin) Refresh() {
	s.paint()
	s.inner.Refresh()
	s.Layout(s.self.Size())
	canvas.Refresh(s.self)
}
