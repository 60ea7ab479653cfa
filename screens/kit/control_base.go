package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Sizes shared by the controls, in units (look.md §4).
const (
	ControlSmall  float32 = 24
	ControlHeight float32 = 32
	ControlLarge  float32 = 40
	radiusControl float32 = 6
	radiusCard    float32 = 8
	haloWidth     float32 = 2
)

// sketch is a renderer made of a list of objects and three functions: smallest size, layout and paint.
type sketch struct {
	owner   fyne.CanvasObject
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	paint   func()
}

func newSketch(owner fyne.CanvasObject, min func() fyne.Size, layout func(fyne.Size), paint func(), objects ...fyne.CanvasObject) *sketch {
	paint()
	return &sketch{owner: owner, objects: objects, min: min, layout: layout, paint: paint}
}

func (s *sketch) Destroy()                     {}
func (s *sketch) MinSize() fyne.Size           { return s.min() }
func (s *sketch) Objects() []fyne.CanvasObject { return s.objects }

// Layout places the objects and draws the icons for the sizes they got.
func (s *sketch) Layout(size fyne.Size) {
	s.layout(size)
	for _, o := range s.objects {
		if img, ok := o.(*canvas.Image); ok {
			refineIcon(img)
		}
	}
}

func (s *sketch) Refresh() {
	s.paint()
	s.Layout(s.owner.Size())
	canvas.Refresh(s.owner)
}

// frame is a box with an edge and a halo for keyboard focus. It is made of nested fills instead of strokes, because
// the window and the picture driver put strokes on different sides of the border.
type frame struct {
	halo, edge, face *canvas.Rectangle
	radius, width    float32
}

func newFrame(radius float32) *frame {
	f := &frame{radius: radius, halo: &canvas.Rectangle{}, edge: &canvas.Rectangle{}, face: &canvas.Rectangle{}}
	f.halo.Hidden = true
	return f
}

func (f *frame) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.halo, f.edge, f.face}
}

// set gives the colours; a nil edge means no border, a nil face an empty box.
func (f *frame) set(face, edge color.Color, width float32, focused bool) {
	f.width = width
	if edge == nil {
		f.width = 0
	}
	f.face.FillColor = orClear(face)
	f.edge.FillColor = orClear(edge)
	f.edge.Hidden = edge == nil
	f.halo.FillColor = C(AccentLine)
	f.halo.Hidden = !focused
}

func orClear(c color.Color) color.Color {
	if c == nil {
		return color.Transparent
	}
	return c
}

func (f *frame) layout(pos fyne.Position, size fyne.Size) {
	place(f.halo, pos.X-haloWidth, pos.Y-haloWidth, size.Width+2*haloWidth, size.Height+2*haloWidth)
	place(f.edge, pos.X, pos.Y, size.Width, size.Height)
	w := f.width
	place(f.face, pos.X+w, pos.Y+w, size.Width-2*w, size.Height-2*w)
	f.halo.CornerRadius = f.radius + haloWidth
	f.edge.CornerRadius = f.radius
	f.face.CornerRadius = max(f.radius-w, 0)
}

// place moves and resizes an object in one step; negative sizes become zero.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	o.Move(fyne.NewPos(x, y))
}

// blend mixes two opaque colours; share 0 is the first, 1 the second.
func blend(a, b color.Color, share float32) color.Color {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	mix := func(x, y uint32) uint8 { return uint8((float32(x)*(1-share) + float32(y)*share) / 257) }
	return color.NRGBA{R: mix(ar, br), G: mix(ag, bg), B: mix(ab, bb), A: 0xFF}
}

// focusable is a widget that can hold the keyboard.
type focusable interface {
	fyne.Widget
	fyne.Focusable
}

// control is what every focusable part of the kit shares: hover, focus, disabling and a tip. The focus mark is shown
// only to those who came by keyboard.
type control struct {
	widget.DisableableWidget

	self      focusable
	tip       string
	hovered   bool
	focused   bool
	byMouse   bool
	listeners []func(bool)
}

func (c *control) extend(self focusable) {
	c.self = self
	c.ExtendBaseWidget(self)
}

// OnFocus adds a listener told true when the control gains the keyboard and false when it loses it.
func (c *control) OnFocus(f func(bool)) { c.listeners = append(c.listeners, f) }

// SetTip sets the sentence shown after the pointer rests on the control.
func (c *control) SetTip(s string) { c.tip = s }

// Tip is the sentence shown after the pointer rests on the control.
func (c *control) Tip() string { return c.tip }

// ringed tells whether the focus mark is to be drawn.
func (c *control) ringed() bool { return c.focused && !c.byMouse }

// FocusGained is called by the canvas.
func (c *control) FocusGained() {
	c.focused = true
	if !c.byMouse {
		revealFocus(c.self)
	}
	c.tell(true)
	c.Refresh()
}

// FocusLost is called by the canvas.
func (c *control) FocusLost() {
	c.focused, c.byMouse = false, false
	c.tell(false)
	c.Refresh()
}

func (c *control) tell(gained bool) {
	for _, f := range c.listeners {
		f(gained)
	}
}

// TypedRune ignores letters; controls that read them have their own.
func (c *control) TypedRune(rune) {}

// TypedKey passes unused keys to the router.
func (c *control) TypedKey(ev *fyne.KeyEvent) {
	c.keyed()
	RouteKey(ev)
}

// keyed shows the focus mark again once the keyboard is in use.
func (c *control) keyed() {
	if c.byMouse {
		c.byMouse = false
		c.Refresh()
	}
}

// takeFocus gives the control the keyboard after a click.
func (c *control) takeFocus() {
	if c.focused || c.Disabled() {
		return
	}
	c.byMouse = true
	focusOn(c.self)
}

// focusOn gives the keyboard to a widget if it is on a canvas.
func focusOn(w focusable) {
	if cv := canvasOf(w); cv != nil {
		cv.Focus(w)
	}
}

// MouseIn is called when the pointer enters.
func (c *control) MouseIn(ev *desktop.MouseEvent) {
	c.hovered = true
	TipEnter(c.self, ev.AbsolutePosition)
	c.Refresh()
}

// MouseMoved is called when the pointer moves within.
func (c *control) MouseMoved(ev *desktop.MouseEvent) { TipMove(c.self, ev.AbsolutePosition) }

// MouseOut is called when the pointer leaves.
func (c *control) MouseOut() {
	c.hovered = false
	TipLeave(c.self)
	c.Refresh()
}

// hot tells whether the pointer is over an enabled control.
func (c *control) hot() bool { return c.hovered && !c.Disabled() }

// isPress tells the keys that press a button.
func isPress(ev *fyne.KeyEvent) bool {
	return isEnter(ev) || ev.Name == fyne.KeySpace
}

func isEnter(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(o)
	}
	return nil
}

func absolute(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// toggle shows or hides an object if it is not so already.
func toggle(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
