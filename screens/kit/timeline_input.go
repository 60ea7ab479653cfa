package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Scrolled moves by the wheel.
func (t *Timeline) Scrolled(ev *fyne.ScrollEvent) { t.scroll(-ev.Scrolled.DY) }

func (t *Timeline) scroll(d float32) {
	t.off += d
	t.hoverAt(-1)
	t.arrange()
}

// at finds the item under a place; -1 when there is none.
func (t *Timeline) at(p fyne.Position) (i int, within fyne.Position) {
	y := -t.off
	for i := t.top; i < len(t.items) && y < t.Size().Height; i++ {
		h := t.height(i)
		if p.Y >= y && p.Y < y+h {
			return i, p.SubtractXY(0, y)
		}
		y += h
	}
	return -1, p
}

// Tapped unfolds, opens the menu or opens the item, by what lies under the pointer.
func (t *Timeline) Tapped(ev *fyne.PointEvent) {
	t.takeFocus()
	i, p := t.at(ev.Position)
	if i < 0 || t.bar.over(ev.Position) {
		return
	}
	switch {
	case t.shape(i).onLink(p):
		t.fold(i)
	case t.OnMenu != nil && t.onMenu(i, p):
		t.OnMenu(t.items[i].Key, ev.AbsolutePosition)
	default:
		t.current = i
		t.renew()
		t.open(i)
	}
}

func (t *Timeline) open(i int) {
	if t.OnOpen != nil {
		t.OnOpen(t.items[i].Key)
	}
}

func (t *Timeline) fold(i int) {
	key := t.items[i].Key
	t.unfolded[key] = !t.unfolded[key]
	t.shapes[i] = nil
	t.renew()
}

// TappedSecondary opens the menu of the item under the pointer.
func (t *Timeline) TappedSecondary(ev *fyne.PointEvent) {
	if i, _ := t.at(ev.Position); i >= 0 && t.OnMenu != nil {
		t.current = i
		t.renew()
		t.OnMenu(t.items[i].Key, ev.AbsolutePosition)
	}
}

// TypedKey walks through the items, opens, unfolds and shows menus.
func (t *Timeline) TypedKey(ev *fyne.KeyEvent) {
	page := max(1, len(t.live)-2)
	switch ev.Name {
	case fyne.KeyDown:
		t.walk(t.current + 1)
	case fyne.KeyUp:
		t.walk(t.current - 1)
	case fyne.KeyPageDown:
		t.walk(t.current + page)
	case fyne.KeyPageUp:
		t.walk(t.current - page)
	case fyne.KeyHome:
		t.walk(0)
	case fyne.KeyEnd:
		t.walk(len(t.items) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, desktop.KeyMenu:
		t.act(ev)
	default:
		t.control.TypedKey(ev)
	}
}

func (t *Timeline) act(ev *fyne.KeyEvent) {
	i := t.current
	switch {
	case i < 0 || i >= len(t.items):
	case isEnter(ev):
		t.open(i)
	case ev.Name == fyne.KeySpace && t.shape(i).link != "":
		t.fold(i)
	case ev.Name == desktop.KeyMenu && t.OnMenu != nil:
		at := absolute(t).AddXY(tlText, max(0, t.place(i))+tlTitle)
		t.OnMenu(t.items[i].Key, at)
	}
}

// walk makes an item the current one and brings it into view.
func (t *Timeline) walk(i int) {
	if len(t.items) == 0 {
		return
	}
	t.byMouse = false
	t.current = min(max(i, 0), len(t.items)-1)
	t.reveal(t.current)
	t.renew()
}

func (t *Timeline) reveal(i int) {
	if i < t.top || (i == t.top && t.off > 0) {
		t.top, t.off = i, 0
		return
	}
	need := t.height(i) - t.Size().Height
	for k := i - 1; k >= t.top && need < 0; k-- {
		need += t.height(k)
		if k == t.top && need-t.off <= 0 {
			return
		}
	}
	if i == t.top {
		return
	}
	t.top, t.off = i, t.height(i)-t.Size().Height
	t.upwards()
}

// place is the height of a visible item over the upper edge's zero, in units.
func (t *Timeline) place(i int) float32 {
	y := -t.off
	for k := t.top; k < i; k++ {
		y += t.height(k)
	}
	return y
}

// MouseIn is called when the pointer enters.
func (t *Timeline) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved shows the menu button of the item under the pointer.
func (t *Timeline) MouseMoved(ev *desktop.MouseEvent) {
	i, _ := t.at(ev.Position)
	t.hoverAt(i)
	if hot := t.bar.over(ev.Position); hot != t.bar.hot {
		t.bar.hot = hot
		t.placeBar(t.Size())
	}
}

// MouseOut is called when the pointer leaves.
func (t *Timeline) MouseOut() {
	t.hoverAt(-1)
	t.bar.hot = false
	t.placeBar(t.Size())
}

func (t *Timeline) hoverAt(i int) {
	was := t.hover
	if was == i {
		return
	}
	t.hover = i
	for _, k := range [2]int{was, i} {
		if r := t.live[k]; r != nil {
			r.fill(t, k)
		}
	}
}

// MouseDown takes hold of the scroll bar.
func (t *Timeline) MouseDown(ev *desktop.MouseEvent) {
	if t.bar.press(ev.Position) {
		t.slide(ev.Position)
	}
}

// MouseUp lets the scroll bar go.
func (t *Timeline) MouseUp(*desktop.MouseEvent) { t.bar.held = false }

// Dragged moves the scroll bar.
func (t *Timeline) Dragged(ev *fyne.DragEvent) {
	if t.bar.held {
		t.slide(ev.Position)
	}
}

// DragEnd lets the scroll bar go.
func (t *Timeline) DragEnd() { t.bar.held = false }

func (t *Timeline) slide(p fyne.Position) {
	at := t.bar.drag(p) / tlTypical
	t.top = min(int(at), max(len(t.items)-1, 0))
	if len(t.items) > 0 {
		t.off = float32(at-float64(t.top)) * t.height(t.top)
	}
	t.arrange()
}
