package kit

import (
	"bytes"
	"context"
	"image"
	"image/color"
	_ "image/jpeg" // pictures of papers are JPEG or PNG
	_ "image/png"
	"math"

	"golang.org/x/image/draw"

	"rapport/app/page"
)

// mmPerPoint is a typographic point in millimetres.
const mmPerPoint = 25.4 / 72

// pagePainter draws the marks of one page into a picture.
type pagePainter struct {
	dst      *image.RGBA
	scale    float64 // pixels per millimetre
	pictures map[string][]byte
	shelf    *pageShelf
	fonts    *pageType
}

// pageShelf keeps the pictures of a paper decoded and scaled. It is used under the lock of the fonts.
type pageShelf struct {
	scaled map[pagePictureKey]*image.RGBA
}

type pagePictureKey struct {
	name   string
	first  *byte // tells a picture replaced under the same name
	length int
	size   image.Point
}

// pageShelfKept bounds the scaled pictures kept.
const pageShelfKept = 64

// paint clears the sheet to white and draws the marks in order; it stops early when the work is overtaken.
func (p *pagePainter) paint(ctx context.Context, marks []any) error {
	p.fonts.mu.Lock()
	defer p.fonts.mu.Unlock()
	draw.Draw(p.dst, p.dst.Bounds(), image.White, image.Point{}, draw.Src)
	for i, mark := range marks {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		p.mark(mark)
	}
	return nil
}

func (p *pagePainter) mark(mark any) {
	switch m := mark.(type) {
	case page.Text:
		p.text(m)
	case page.Line:
		p.line(m.X1, m.Y1, m.X2, m.Y2, m.Thick, pageColor(m.Color), m.Dash)
	case page.Rect:
		p.rect(m)
	case page.Poly:
		p.poly(m)
	case page.Shape:
		p.rings(m)
	case page.Circle:
		p.circle(m)
	case page.Image:
		p.picture(m)
	}
}

func pageColor(c page.Color) color.RGBA {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xFF}
}

func (p *pagePainter) px(mm float64) int { return int(math.Round(mm * p.scale)) }

// text sets the letters by the face's advances, stretched to the width measured at layout.
func (p *pagePainter) text(m page.Text) {
	size := m.Size * mmPerPoint * p.scale
	if size < 1 {
		return
	}
	f, n := p.fonts.face(m.Face)
	sum := 0.0
	for _, r := range m.S {
		sum += p.fonts.em(f, r)
	}
	em := size
	if m.Width > 0 && sum > 0 {
		em = m.Width * p.scale / sum
	}
	key := pageGlyphKey{size: int32(math.Round(size * 64)), face: n}
	x, y, col := m.X*p.scale, p.px(m.Y), pageColor(m.Color)
	for _, r := range m.S {
		if r != ' ' && r != '\u00a0' {
			quarters := int(math.Floor(x*4 + 0.5))
			key.r, key.quarter = r, uint8(quarters&3)
			p.stamp(p.fonts.glyph(key, f), quarters>>2, y, col)
		}
		x += em * p.fonts.em(f, r)
	}
}

// stamp blends the coverage of a letter into the picture.
func (p *pagePainter) stamp(g pageGlyph, x, y int, c color.RGBA) {
	if g.mask == nil {
		return
	}
	at := image.Pt(x+g.x, y+g.y)
	r := g.mask.Rect.Add(at).Intersect(p.dst.Rect)
	for row := r.Min.Y; row < r.Max.Y; row++ {
		src := g.mask.Pix[(row-at.Y)*g.mask.Stride+r.Min.X-at.X:]
		dst := p.dst.Pix[p.dst.PixOffset(r.Min.X, row):]
		for i := 0; i < r.Dx(); i++ {
			if a := src[i]; a != 0 {
				mixPixel(dst[4*i:4*i+4], c, uint32(a))
			}
		}
	}
}

// mixPixel lays a colour over an opaque pixel; a is 0 to 255.
func mixPixel(dst []uint8, c color.RGBA, a uint32) {
	dst[0] = uint8((uint32(dst[0])*(255-a) + uint32(c.R)*a + 127) / 255)
	dst[1] = uint8((uint32(dst[1])*(255-a) + uint32(c.G)*a + 127) / 255)
	dst[2] = uint8((uint32(dst[2])*(255-a) + uint32(c.B)*a + 127) / 255)
}

// block fills whole pixels, x1 and y1 not included.
func (p *pagePainter) block(x0, y0, x1, y1 int, c color.RGBA, a uint32) {
	r := image.Rect(x0, y0, x1, y1).Intersect(p.dst.Rect)
	for row := r.Min.Y; row < r.Max.Y; row++ {
		dst := p.dst.Pix[p.dst.PixOffset(r.Min.X, row):]
		for i := 0; i < r.Dx(); i++ {
			mixPixel(dst[4*i:4*i+4], c, a)
		}
	}
}

func (p *pagePainter) rect(m page.Rect) {
	if m.Filled {
		x1, y1 := p.px(m.X+m.W), p.px(m.Y+m.H)
		x0, y0 := min(p.px(m.X), x1-1), min(p.px(m.Y), y1-1)
		p.block(x0, y0, x1, y1, pageColor(m.Fill), 255)
	}
	if m.Thick > 0 {
		c := pageColor(m.Stroke)
		p.line(m.X, m.Y, m.X+m.W, m.Y, m.Thick, c, m.Dash)
		p.line(m.X, m.Y+m.H, m.X+m.W, m.Y+m.H, m.Thick, c, m.Dash)
		p.line(m.X, m.Y, m.X, m.Y+m.H, m.Thick, c, m.Dash)
		p.line(m.X+m.W, m.Y, m.X+m.W, m.Y+m.H, m.Thick, c, m.Dash)
	}
}

// line draws a stroke, cut into dashes if there are any.
func (p *pagePainter) line(x1, y1, x2, y2, thick float64, c color.RGBA, dash []float64) {
	length := math.Hypot(x2-x1, y2-y1)
	cycle := 0.0
	for _, d := range dash {
		cycle += d
	}
	if length == 0 || cycle <= 0 || len(dash) < 2 {
		p.stroke(x1, y1, x2, y2, thick, c)
		return
	}
	at, i := 0.0, 0
	for at < length {
		end := min(at+max(dash[i%len(dash)], 0.01), length)
		if i%2 == 0 {
			a, b := at/length, end/length
			p.stroke(x1+(x2-x1)*a, y1+(y2-y1)*a, x1+(x2-x1)*b, y1+(y2-y1)*b, thick, c)
		}
		at = end
		i++
	}
}

// stroke draws one solid piece. Level and upright pieces stand on whole pixels; those thinner than a pixel are paler.
func (p *pagePainter) stroke(x1, y1, x2, y2, thick float64, c color.RGBA) {
	t := thick * p.scale
	wide, alpha := max(1, int(math.Round(t))), uint32(255)
	if t < 1 {
		alpha = uint32(255 * max(t, 0.35))
	}
	half := float64(wide) / 2
	switch {
	case y1 == y2:
		y := int(math.Round(y1*p.scale - half))
		p.block(p.px(min(x1, x2)), y, p.px(max(x1, x2)), y+wide, c, alpha)
	case x1 == x2:
		x := int(math.Round(x1*p.scale - half))
		p.block(x, p.px(min(y1, y2)), x+wide, p.px(max(y1, y2)), c, alpha)
	default:
		dx, dy := x2-x1, y2-y1
		n := max(t, 0.8) / p.scale / 2 / math.Hypot(dx, dy)
		dx, dy = dx*n, dy*n
		p.shape([]page.Point{{X: x1 - dy, Y: y1 + dx}, {X: x2 - dy, Y: y2 + dx}, {X: x2 + dy, Y: y2 - dx}, {X: x1 + dy, Y: y1 - dx}}, c)
	}
}

func (p *pagePainter) poly(m page.Poly) {
	if m.Filled {
		p.shape(m.Points, pageColor(m.Fill))
	}
	if m.Thick > 0 {
		for i, a := range m.Points {
			b := m.Points[(i+1)%len(m.Points)]
			p.stroke(a.X, a.Y, b.X, b.Y, m.Thick, pageColor(m.Stroke))
		}
	}
}

// shape fills a polygon given in millimetres, with soft edges.
func (p *pagePainter) shape(points []page.Point, c color.RGBA) {
	if len(points) < 3 {
		return
	}
	lo, hi := points[0], points[0]
	for _, q := range points {
		lo = page.Point{X: min(lo.X, q.X), Y: min(lo.Y, q.Y)}
		hi = page.Point{X: max(hi.X, q.X), Y: max(hi.Y, q.Y)}
	}
	p.fill(lo, hi, c, func(x, y func(float64) float32) {
		z := &p.fonts.raster
		z.MoveTo(x(points[0].X), y(points[0].Y))
		for _, q := range points[1:] {
			z.LineTo(x(q.X), y(q.Y))
		}
		z.ClosePath()
	})
}

// rings fills a form of several rings; where they run against each other they cut holes.
func (p *pagePainter) rings(m page.Shape) {
	lo, hi := page.Point{X: math.Inf(1), Y: math.Inf(1)}, page.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, ring := range m.Rings {
		for _, q := range ring {
			lo = page.Point{X: min(lo.X, q.X), Y: min(lo.Y, q.Y)}
			hi = page.Point{X: max(hi.X, q.X), Y: max(hi.Y, q.Y)}
		}
	}
	if lo.X > hi.X {
		return
	}
	p.fill(lo, hi, pageColor(m.Fill), func(x, y func(float64) float32) {
		z := &p.fonts.raster
		for _, ring := range m.Rings {
			if len(ring) < 3 {
				continue
			}
			z.MoveTo(x(ring[0].X), y(ring[0].Y))
			for _, q := range ring[1:] {
				z.LineTo(x(q.X), y(q.Y))
			}
			z.ClosePath()
		}
	})
}

// fill rasterises a path within its bounds; the path gets functions from millimetres to the pixels of the rasteriser.
func (p *pagePainter) fill(lo, hi page.Point, c color.RGBA, path func(x, y func(float64) float32)) {
	box := image.Rect(
		int(math.Floor(lo.X*p.scale)), int(math.Floor(lo.Y*p.scale)),
		int(math.Ceil(hi.X*p.scale)), int(math.Ceil(hi.Y*p.scale)),
	).Intersect(p.dst.Rect)
	if box.Empty() {
		return
	}
	p.fonts.raster.Reset(box.Dx(), box.Dy())
	path(
		func(mm float64) float32 { return float32(mm*p.scale - float64(box.Min.X)) },
		func(mm float64) float32 { return float32(mm*p.scale - float64(box.Min.Y)) },
	)
	p.fonts.raster.Draw(p.dst, box, image.NewUniform(c), image.Point{})
}

func (p *pagePainter) circle(m page.Circle) {
	half := m.Thick / 2
	if m.Filled {
		p.disc(m.X, m.Y, m.R, 0, pageColor(m.Fill))
	}
	if m.Thick > 0 {
		p.disc(m.X, m.Y, m.R+half, max(m.R-half, 0), pageColor(m.Stroke))
	}
}

// disc fills a disc with a round hole; a hole of 0 is none.
func (p *pagePainter) disc(cx, cy, r, hole float64, c color.RGBA) {
	lo, hi := page.Point{X: cx - r, Y: cy - r}, page.Point{X: cx + r, Y: cy + r}
	p.fill(lo, hi, c, func(x, y func(float64) float32) {
		p.round(cx, cy, r, 1, x, y)
		if hole > 0 {
			p.round(cx, cy, hole, -1, x, y)
		}
	})
}

// round adds a circle of four Bézier curves; way -1 runs against the clock and so cuts a hole.
func (p *pagePainter) round(cx, cy, r, way float64, x, y func(float64) float32) {
	const k = 0.5522847498 // the length of the handles that brings a cubic curve closest to a quarter circle
	z := &p.fonts.raster
	z.MoveTo(x(cx+r), y(cy))
	for q := 0; q < 4; q++ {
		c, s := math.Cos(float64(q)*math.Pi/2), way*math.Sin(float64(q)*math.Pi/2)
		turn := func(a, b float64) (float32, float32) {
			b *= way
			return x(cx + r*(a*c-b*s)), y(cy + r*(a*s+b*c))
		}
		x1, y1 := turn(1, k)
		x2, y2 := turn(k, 1)
		x3, y3 := turn(0, 1)
		z.CubeTo(x1, y1, x2, y2, x3, y3)
	}
	z.ClosePath()
}

// picture lays a scaled picture over the sheet; one that cannot be read is left out.
func (p *pagePainter) picture(m page.Image) {
	data := p.pictures[m.Name]
	at := image.Rect(p.px(m.X), p.px(m.Y), p.px(m.X+m.W), p.px(m.Y+m.H))
	if len(data) == 0 || at.Empty() || at.Dx() > 1<<13 || at.Dy() > 1<<13 {
		return
	}
	if img := p.shelf.get(m.Name, data, at.Size()); img != nil {
		draw.Draw(p.dst, at, img, image.Point{}, draw.Over)
	}
}

func (s *pageShelf) get(name string, data []byte, size image.Point) *image.RGBA {
	key := pagePictureKey{name: name, first: &data[0], length: len(data), size: size}
	if img, ok := s.scaled[key]; ok {
		return img
	}
	if s.scaled == nil || len(s.scaled) >= pageShelfKept {
		s.scaled = map[pagePictureKey]*image.RGBA{}
	}
	s.scaled[key] = scalePicture(data, size)
	return s.scaled[key]
}

func scalePicture(data []byte, size image.Point) *image.RGBA {
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	dst := image.NewRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	return dst
}
