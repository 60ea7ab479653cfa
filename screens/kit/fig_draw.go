package kit

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// figWrite gives a text all its properties and redraws it only if something differs.
func figWrite(t *canvas.Text, s string, style Style, col color.Color) {
	if t.Text == s && t.TextSize == style.Size() && t.TextStyle == style.fyne() && t.Color == col {
		return
	}
	t.Text, t.Color = s, col
	style.dress(t)
	t.Refresh()
}

// figLine writes one line cut to the width, with its box at the place given.
func figLine(t *canvas.Text, s string, style Style, tok Token, x, y, width float32) {
	figWrite(t, CutText(s, style, width), style, C(tok))
	t.Alignment = fyne.TextAlignLeading
	place(t, x, y, width, style.Line())
}

// figPaint recolours a rectangle and redraws it only if something differs.
func figPaint(r *canvas.Rectangle, fill color.Color, radius float32) {
	if r.FillColor == fill && r.CornerRadius == radius {
		return
	}
	r.FillColor, r.CornerRadius = fill, radius
	r.Refresh()
}

// figTop rounds the upper corners only, as a rung standing on the ground has them.
func figTop(r *canvas.Rectangle, fill color.Color, radius float32) {
	if r.FillColor == fill && r.TopLeftCornerRadius == radius {
		return
	}
	r.FillColor, r.TopLeftCornerRadius, r.TopRightCornerRadius = fill, radius, radius
	r.Refresh()
}

// figWhole rounds a length to whole units.
func figWhole(v float32) float32 { return float32(math.Round(float64(v))) }

// figShow hides or shows an object without asking for a needless redraw.
func figShow(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
		return
	}
	o.Hide()
}

// figShade gives a token's colour a transparency, 0 to 255.
func figShade(t Token, alpha uint8) color.Color {
	r, g, b, _ := C(t).RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: alpha}
}

// figShadow is the third step of depth but one: a sheet of paper on the desk.
func figShadow(blur, drop float32, alpha uint8) canvas.Shadow {
	return canvas.Shadow{
		Color: color.NRGBA{A: alpha}, BlurRadius: blur,
		Offset: fyne.NewPos(0, drop), Variant: canvas.DropShadow,
	}
}

// figClip is a renderer that cuts off whatever its objects draw outside their owner.
type figClip struct{ *sketch }

// IsClip marks the renderer for the driver.
func (figClip) IsClip() {}

// figMix lists objects of several kinds in drawing order.
func figMix(groups ...[]fyne.CanvasObject) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// figThumb is a vertical scroll bar: a thumb the widget that owns it paints and drags.
type figThumb struct {
	rect          *canvas.Rectangle
	x, y          float32
	track         float32
	view, content float64
	now           thumb
	on, held, hot bool
	grip          float32
}

const (
	figBarRoom = 12 // where the pointer takes hold of a scroll bar
	figBarThin = 4
)

func newFigThumb() *figThumb {
	return &figThumb{rect: &canvas.Rectangle{}}
}

// set places the thumb on a track that begins at x, y and shows a part of the content, all in units.
func (b *figThumb) set(x, y, track float32, view, content, position float64) {
	b.x, b.y, b.track, b.view, b.content = x, y, track, view, content
	b.now, b.on = thumbOf(track, view, content, position)
	figShow(b.rect, b.on)
	if !b.on {
		return
	}
	wide := float32(figBarThin)
	if b.held || b.hot {
		wide = 2 * figBarThin
	}
	figPaint(b.rect, C(Line2), 2)
	place(b.rect, x-wide-2, y+b.now.at, wide, b.now.length)
}

func (b *figThumb) over(p fyne.Position) bool {
	return b.on && p.X >= b.x-figBarRoom && p.Y >= b.y && p.Y < b.y+b.track
}

// press takes hold of the thumb; a press beside it brings the thumb's middle there.
func (b *figThumb) press(p fyne.Position) bool {
	if !b.over(p) {
		return false
	}
	b.held = true
	b.grip = p.Y - b.y - b.now.at
	if b.grip < 0 || b.grip > b.now.length {
		b.grip = b.now.length / 2
	}
	return true
}

// drag tells the distance scrolled that belongs to the pointer's place.
func (b *figThumb) drag(p fyne.Position) float64 {
	return b.now.place(p.Y-b.y-b.grip, b.view, b.content)
}
