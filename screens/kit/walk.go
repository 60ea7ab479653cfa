//go:build probe

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// WalkVisible calls f for every text drawn within a window of the given size, with its place in the window. What lies
// outside the part of a scroll that is seen does not count.
func WalkVisible(o fyne.CanvasObject, window fyne.Size, f func(t *canvas.Text, at fyne.Position, box fyne.Size)) {
	walkVisible(o, fyne.NewPos(0, 0), clipBox{0, 0, window.Width, window.Height}, f)
}

// clipBox is what can be seen of a part of the window: left, top, right, bottom.
type clipBox struct{ l, t, r, b float32 }

func (c clipBox) within(x, y, w, h float32) clipBox {
	return clipBox{max(c.l, x), max(c.t, y), min(c.r, x+w), min(c.b, y+h)}
}

func (c clipBox) holds(x, y float32) bool { return x >= c.l && x <= c.r && y >= c.t && y <= c.b }

func walkVisible(o fyne.CanvasObject, at fyne.Position, clip clipBox, f func(*canvas.Text, fyne.Position, fyne.Size)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	size := o.Size()
	switch x := o.(type) {
	case *canvas.Text:
		if x.Text != "" && clip.holds(at.X+min(size.Width, x.MinSize().Width)/2, at.Y+size.Height/2) {
			f(x, at, size)
		}
	case *fyne.Container:
		for _, child := range x.Objects {
			walkVisible(child, at, clip, f)
		}
	case fyne.Widget:
		drawn := test.WidgetRenderer(x)
		_, scroll := x.(fyne.Scrollable)
		if _, clips := drawn.(interface{ IsClip() }); clips || scroll {
			clip = clip.within(at.X, at.Y, size.Width, size.Height)
		}
		for _, child := range drawn.Objects() {
			walkVisible(child, at, clip, f)
		}
	}
}
