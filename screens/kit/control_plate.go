package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// plate is a large opaque surface with round corners, and a line around it where it is given one. The toolkit's shader
// for rectangles works as hard on every pixel inside as on the corners, which a window drawn in software feels at each
// frame. So only a strip at the top and one at the foot are rounded; what lies between is a picture of one pixel.
type plate struct {
	radius, width float32
	line          [4]*canvas.Rectangle // top, foot, left, right
	strips        [2]*canvas.Rectangle
	middle        *canvas.Image
	fill          color.Color
}

func newPlate(radius float32) *plate {
	p := &plate{radius: radius, middle: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}}
	for i := range p.line {
		p.line[i] = &canvas.Rectangle{}
		p.line[i].Hide()
	}
	for i := range p.strips {
		p.strips[i] = &canvas.Rectangle{}
	}
	return p
}

// objects are the parts in the order they lie on each other.
func (p *plate) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.line[0], p.line[1], p.line[2], p.line[3], p.strips[0], p.strips[1], p.middle}
}

// set gives the colours; a nil line means none.
func (p *plate) set(fill, line color.Color, width float32) {
	if line == nil {
		width = 0
	}
	p.width = width
	for _, r := range p.line {
		toggle(r, line != nil)
		setFill(r, line, nil, 0)
	}
	for _, r := range p.strips {
		setFill(r, fill, nil, 0)
	}
	if p.fill != fill {
		p.fill = fill
		p.middle.Image = onePixel(fill)
		p.middle.Refresh()
	}
}

// cast gives the plate a shadow.
func (p *plate) cast(s canvas.Shadow) {
	for _, r := range p.line {
		r.Shadow = s
	}
}

func (p *plate) place(x, y, w, h float32) {
	edge := min(p.radius+1, h/2) // one more than the corners: soft edges are covered
	top, foot := p.line[0], p.line[1]
	round(top, foot, p.radius)
	place(top, x, y, w, edge)
	place(foot, x, y+h-edge, w, edge)
	place(p.line[2], x, y+edge-1, p.width, h-2*edge+2)
	place(p.line[3], x+w-p.width, y+edge-1, p.width, h-2*edge+2)
	in := p.width
	x, y, w, h = x+in, y+in, w-2*in, h-2*in
	corner := max(p.radius-in, 0)
	edge = min(corner+1, h/2)
	if corner == 0 {
		edge = 0
	}
	round(p.strips[0], p.strips[1], corner)
	place(p.strips[0], x, y, w, edge)
	place(p.strips[1], x, y+h-edge, w, edge)
	within := max(edge-1, 0)
	place(p.middle, x, y+within, w, h-2*within)
}

// round gives the upper rectangle round upper corners and the lower one round lower corners.
func round(upper, lower *canvas.Rectangle, radius float32) {
	upper.TopLeftCornerRadius, upper.TopRightCornerRadius = radius, radius
	lower.BottomLeftCornerRadius, lower.BottomRightCornerRadius = radius, radius
}

func onePixel(c color.Color) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	m.Set(0, 0, c)
	return m
}
