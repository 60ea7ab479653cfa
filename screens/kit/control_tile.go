package kit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tile is a small surface with round corners and a line around it, as one picture that all of the same look share: a
// board shows hundreds of them, and a picture costs a fraction of rectangles with round corners when drawn in software.
type tile struct {
	radius, line float32 // in units
	img          *canvas.Image
	look         tileLook
}

// tileStrip is how wide the coloured strip at the left edge is, in units.
const tileStrip = 4

// tileLook is all that makes the picture of a tile; lengths in pixels.
type tileLook struct {
	w, h                int
	radius, line        float64
	strip, beside       float64 // its width, and how far from the edge it begins
	fill, edge, striped color.Color
}

func newTile() *tile { return &tile{img: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}} }

// draw gives the tile its size and its look; a nil strip means none. The strip lies on a thin line and beside a thick one.
func (t *tile) draw(size fyne.Size, fill, edge, strip color.Color) {
	t.img.Resize(size)
	scale := screenScale()
	px := func(v float32) float64 { return max(1, math.Round(float64(v*scale))) }
	look := tileLook{w: int(px(size.Width)), h: int(px(size.Height)), radius: float64(t.radius * scale), line: px(t.line), fill: fill, edge: edge}
	if strip != nil {
		look.strip, look.striped = px(tileStrip), strip
		if t.line > 1 {
			look.beside = look.line
		}
	}
	if look == t.look {
		return
	}
	t.look = look
	t.img.Image = tilePicture(look)
	t.img.Refresh()
}

// tilePictures are the pictures made last; a board needs a handful at a time.
var tilePictures = map[tileLook]image.Image{}

const tilePicturesKept = 32

func tilePicture(l tileLook) image.Image {
	if m := tilePictures[l]; m != nil {
		return m
	}
	if len(tilePictures) >= tilePicturesKept {
		clear(tilePictures)
	}
	m := l.paint()
	tilePictures[l] = m
	return m
}

// paint colours each pixel by how far its middle lies inside the outline.
func (l tileLook) paint() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, l.w, l.h))
	for y := range l.h {
		for x := range l.w {
			m.SetNRGBA(x, y, l.pixel(float64(x)+0.5, float64(y)+0.5))
		}
	}
	return m
}

func (l tileLook) pixel(x, y float64) color.NRGBA {
	in := l.inside(x, y)
	c := blend(l.edge, l.fill, float32(cover(in-l.line)))
	if l.striped != nil && x < l.beside+l.strip {
		c = blend(c, l.striped, float32(cover(in-l.beside)))
	}
	out := color.NRGBAModel.Convert(c).(color.NRGBA)
	out.A = uint8(math.Round(255 * cover(in)))
	return out
}

// inside is how far a place lies within the outline, below zero outside.
func (l tileLook) inside(x, y float64) float64 {
	w, h := float64(l.w), float64(l.h)
	r := math.Min(l.radius, math.Min(w, h)/2)
	dx, dy := r-math.Min(x, w-x), r-math.Min(y, h-y)
	if dx > 0 && dy > 0 {
		return r - math.Hypot(dx, dy)
	}
	return r - math.Max(dx, dy)
}

// cover is how much of a pixel is covered whose middle lies so far inside.
func cover(in float64) float64 { return math.Min(1, math.Max(0, in+0.5)) }
