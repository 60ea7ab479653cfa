package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Scrolled scrolls by the wheel, or zooms while Ctrl is held.
func (v *PageView) Scrolled(ev *fyne.ScrollEvent) {
	if commandHeld() {
		step := 10
		if ev.Scrolled.DY < 0 {
			step = -10
		}
		v.zoomAround(float64((v.Zoom()+5)/10*10+step)/100, ev.Position.Y)
		return
	}
	v.x -= ev.Scrolled.DX
	v.y -= ev.Scrolled.DY
	v.arrange()
}

// TypedKey scrolls, changes pages and zooms.
func (v *PageView) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		v.y += pageLineStep
	case fyne.KeyUp:
		v.y -= pageLineStep
	case fyne.KeyRight:
		v.x += pageLineStep
	case fyne.KeyLeft:
		v.x -= pageLineStep
	case fyne.KeyPageDown:
		v.y += v.Size().Height - pageLineStep
	case fyne.KeyPageUp:
		v.y -= v.Size().Height - pageLineStep
	case fyne.KeyHome:
		v.y = 0
	case fyne.KeyEnd:
		_, v.y = v.contentSize()
	default:
		v.control.TypedKey(ev)
		return
	}
	v.arrange()
}

// TypedRune zooms with + and - and fits the width with 0.
func (v *PageView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.ZoomIn()
	case '-':
		v.ZoomOut()
	case '0':
		v.FitWidth()
	}
}

// Tapped takes the keyboard.
func (v *PageView) Tapped(*fyne.PointEvent) { v.takeFocus() }

// MouseIn is called when the pointer enters.
func (v *PageView) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved widens the scroll bar under the pointer.
func (v *PageView) MouseMoved(ev *desktop.MouseEvent) { v.heat(v.bar.over(ev.Position)) }

// MouseOut is called when the pointer leaves.
func (v *PageView) MouseOut() { v.heat(false) }

func (v *PageView) heat(hot bool) {
	if v.bar.hot != hot {
		v.bar.hot = hot
		v.arrange()
	}
}

// MouseDown takes hold of the scroll bar.
func (v *PageView) MouseDown(ev *desktop.MouseEvent) {
	if v.bar.press(ev.Position) {
		v.y = float32(v.bar.drag(ev.Position))
		v.arrange()
	}
}

// MouseUp lets the scroll bar go.
func (v *PageView) MouseUp(*desktop.MouseEvent) { v.bar.held = false }

// Dragged moves the scroll bar, or the paper under the hand.
func (v *PageView) Dragged(ev *fyne.DragEvent) {
	if v.bar.held {
		v.y = float32(v.bar.drag(ev.Position))
	} else {
		v.x -= ev.Dragged.DX
		v.y -= ev.Dragged.DY
	}
	v.arrange()
}

// DragEnd lets everything go.
func (v *PageView) DragEnd() { v.bar.held = false }

// Cursor is a plain arrow: a preview is not edited.
func (v *PageView) Cursor() desktop.Cursor { return desktop.DefaultCursor }
