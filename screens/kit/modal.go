package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Measures of a modal, in units.
const (
	modalWidth  float32 = 480
	modalPad    float32 = 20
	modalMargin float32 = 32
	haloRoom    float32 = 4 // left around scrolled content, so that focus marks are not cut off
)

// Modal is a dialog over the window. Esc cancels, Enter confirms (in a text area Ctrl+Enter), Tab stays within, and
// the keyboard goes back where it was when the modal closes. Where there is nothing to fill in, the keyboard starts on the
// button that Enter means, unless that is a red one. Content taller than the window scrolls.
type Modal struct {
	widget.BaseWidget

	// Width is the wanted width in units; 0 means 480.
	Width float32
	// Guard is asked when the user cancels by Esc, which may have been meant for something else; true means that it took the matter over and calls drop if the user means it.
	Guard func(drop func()) bool
	// OnCancel is called when the user cancelled, by Esc or by the button, after the modal has gone.
	OnCancel func()
	// OnClose is called whenever the modal has gone.
	OnClose func()

	title   *Label
	content fyne.CanvasObject
	scroll  *ScrollMemory
	footer  *fyne.Container
	extras  []fyne.CanvasObject
	cancel  *Button
	actions []*Button
	confirm *Button
	initial fyne.Focusable
	tips    *tipLayer
	canvas  fyne.Canvas
	keys    *keyFloor
}

// NewModal makes a modal with a title, not yet shown. A Form in the content scrolls to the field in use.
func NewModal(title string, content fyne.CanvasObject) *Modal {
	m := &Modal{title: NewText(title, Sub|Bold, Text).Shrinks(), content: content, tips: newTipLayer()}
	m.scroll = NewScrollMemory(Pad(content, haloRoom, haloRoom, haloRoom, haloRoom))
	m.adopt(content)
	m.footer = HBox(8)
	m.ExtendBaseWidget(m)
	return m
}

// adopt makes the forms of the content scroll and grow with the modal.
func (m *Modal) adopt(o fyne.CanvasObject) {
	switch v := o.(type) {
	case *Form:
		v.SetScroll(m.scroll)
		v.grown = m.Refit
	case *fyne.Container:
		for _, child := range v.Objects {
			m.adopt(child)
		}
	}
}

// CancelButton adds the button that cancels and returns the modal.
func (m *Modal) CancelButton(label string) *Modal {
	m.cancel = NewButton(Plain, label, m.drop)
	m.arrange()
	return m
}

// Action adds a button; do returns whether the modal is to close. The first Primary or Danger action is what Enter does.
func (m *Modal) Action(kind ButtonKind, label string, do func() bool) *Button {
	b := NewButton(kind, label, func() {
		if do == nil || do() {
			m.Close()
		}
	})
	m.actions = append(m.actions, b)
	if m.confirm == nil && (kind == Primary || kind == Danger) {
		m.confirm = b
	}
	m.arrange()
	return b
}

// Aside puts an object at the left of the buttons and returns the modal.
func (m *Modal) Aside(o fyne.CanvasObject) *Modal {
	m.extras = append(m.extras, o)
	m.arrange()
	return m
}

// StartWith sets what holds the keyboard first; without it that is the first control of the content.
func (m *Modal) StartWith(f fyne.Focusable) *Modal {
	m.initial = f
	return m
}

func (m *Modal) arrange() {
	objects := append(append([]fyne.CanvasObject{}, m.extras...), Spacer())
	if m.cancel != nil {
		objects = append(objects, m.cancel)
	}
	for _, b := range m.actions {
		objects = append(objects, b)
	}
	m.footer.Objects = objects
	m.footer.Refresh()
}

// pressAt presses the button at a place of the window, if there is one.
func (m *Modal) pressAt(at fyne.Position) {
	for _, b := range append([]*Button{m.cancel}, m.actions...) {
		if b == nil {
			continue
		}
		pos, size := absolute(b), b.Size()
		if at.X >= pos.X && at.Y >= pos.Y && at.X < pos.X+size.Width && at.Y < pos.Y+size.Height {
			b.Tapped(&fyne.PointEvent{AbsolutePosition: at})
			return
		}
	}
}

// Show opens the modal over the program's window.
func (m *Modal) Show() { m.ShowOn(windowCanvas()) }

// ShowOn opens the modal over the window of that canvas.
func (m *Modal) ShowOn(c fyne.Canvas) {
	if c == nil || m.canvas != nil {
		return
	}
	hideTip()
	m.canvas = c
	m.keys = pushKeys(m.key)
	if c.OnTypedKey() == nil {
		AttachKeys(c)
	}
	c.Overlays().Add(m)
	m.focusFirst()
	soon(m.regain)
}

func (m *Modal) focusFirst() {
	if m.initial != nil {
		m.canvas.Focus(m.initial)
		return
	}
	m.canvas.FocusNext()
	if m.confirm != nil && m.confirm.kind == Primary && m.inFooter(m.canvas.Focused()) {
		m.canvas.Focus(m.confirm)
	}
}

// regain gives the modal the keyboard again where it was lost: after the press that opened it, as the end of a drag does,
// the toolkit takes the keyboard from whatever does not lie under the pointer.
func (m *Modal) regain() {
	if m.canvas != nil && m.canvas.Overlays().Top() == m && m.canvas.Focused() == nil {
		m.focusFirst()
	}
}

// inFooter tells the buttons of the modal from its content.
func (m *Modal) inFooter(f fyne.Focusable) bool {
	for _, o := range m.footer.Objects {
		if any(o) == any(f) {
			return true
		}
	}
	return false
}

// Shown reports whether the modal is open.
func (m *Modal) Shown() bool { return m.canvas != nil }

// Close takes the modal away without cancelling.
func (m *Modal) Close() {
	if m.canvas == nil {
		return
	}
	hideTip()
	dropKeys(m.keys)
	if m.canvas.Overlays().Top() == m {
		m.canvas.Unfocus() // the toolkit forgets to: a field would go on as if it had the keyboard
	}
	m.canvas.Overlays().Remove(m)
	m.canvas = nil
	if m.OnClose != nil {
		m.OnClose()
	}
}

// Cancel closes the modal as Esc does, and tells OnCancel, unless the guard keeps it.
func (m *Modal) Cancel() {
	if m.canvas != nil && (m.Guard == nil || !m.Guard(m.drop)) {
		m.drop()
	}
}

func (m *Modal) drop() {
	if m.canvas == nil {
		return
	}
	m.Close()
	if m.OnCancel != nil {
		m.OnCancel()
	}
}

// Refit lays the modal out anew after its content changed its height.
func (m *Modal) Refit() {
	m.scroll.Refit()
	m.Refresh()
}

// key gets the keys no control of the modal used.
func (m *Modal) key(ev *fyne.KeyEvent) bool {
	switch {
	case ev.Name == fyne.KeyEscape:
		m.Cancel()
	case isEnter(ev) && m.confirm != nil:
		m.confirm.press()
	default:
		return false
	}
	return true
}

func (m *Modal) tipLayer() *tipLayer { return m.tips }

// Tapped swallows clicks beside the controls.
func (m *Modal) Tapped(*fyne.PointEvent) {}

// TappedSecondary swallows clicks beside the controls.
func (m *Modal) TappedSecondary(*fyne.PointEvent) {}

// MouseIn keeps hover from what lies below.
func (m *Modal) MouseIn(*desktop.MouseEvent) {}

// MouseMoved keeps hover from what lies below.
func (m *Modal) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer leaves.
func (m *Modal) MouseOut() {}

// scrim is the veil over the window.
func scrim() color.Color {
	return color.NRGBA{A: pick[uint8](Dark(), 0x99, 0x52)}
}

// box is where the panel goes in a window of that size.
func (m *Modal) box(window fyne.Size) (fyne.Position, fyne.Size) {
	w := min(pick(m.Width > 0, m.Width, modalWidth), window.Width-2*modalMargin)
	inner := HeightAt(m.content, w-2*modalPad) + 2*haloRoom
	h := min(m.frameHeight()+inner, window.Height-2*modalMargin)
	return fyne.NewPos(floor((window.Width-w)/2), floor((window.Height-h)/2)), fyne.NewSize(w, h)
}

// frameHeight is the height of everything but the content.
func (m *Modal) frameHeight() float32 {
	return m.headHeight() + m.footHeight()
}

func (m *Modal) headHeight() float32 {
	if m.title.Text() == "" {
		return modalPad - haloRoom
	}
	return modalPad + Sub.Line() + 12 - haloRoom
}

func (m *Modal) footHeight() float32 {
	if len(m.footer.Objects) <= 1 {
		return modalPad - haloRoom
	}
	return 20 - haloRoom + ControlHeight + modalPad
}

// CreateRenderer is called by Fyne.
func (m *Modal) CreateRenderer() fyne.WidgetRenderer {
	veil, panel := &canvas.Rectangle{}, newFrame(radiusCard)
	objects := append([]fyne.CanvasObject{veil}, panel.objects()...)
	objects = append(objects, m.title, m.scroll, m.footer, m.tips)
	return newSketch(m, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		pos, box := m.box(size)
		place(veil, 0, 0, size.Width, size.Height)
		panel.layout(pos, box)
		place(m.title, pos.X+modalPad, pos.Y+modalPad, box.Width-2*modalPad, Sub.Line())
		place(m.scroll, pos.X+modalPad-haloRoom, pos.Y+m.headHeight(), box.Width-2*(modalPad-haloRoom), box.Height-m.frameHeight())
		place(m.footer, pos.X+modalPad, pos.Y+box.Height-modalPad-ControlHeight, box.Width-2*modalPad, ControlHeight)
		place(m.tips, 0, 0, size.Width, size.Height)
	}, func() {
		veil.FillColor = scrim()
		panel.set(C(Surface), C(Line), 1, false)
		panel.edge.Shadow = lifted()
	}, objects...)
}
