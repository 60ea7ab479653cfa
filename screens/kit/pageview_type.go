package kit

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"rapport/app/page"
	"rapport/assets"
)

// pageType holds the faces of the paper and the letters drawn so far. Painting takes the lock, so one page is
// painted at a time.
type pageType struct {
	mu     sync.Mutex
	faces  [page.Faces]*pageFace
	glyphs map[pageGlyphKey]pageGlyph
	buf    sfnt.Buffer
	raster vector.Rasterizer
}

// pageFace is one face with the advances of the runes met so far, in parts of an em.
type pageFace struct {
	font    *sfnt.Font
	advance map[rune]float64
	index   map[rune]sfnt.GlyphIndex
}

// pageGlyphKey is a letter at a size in 1/64 pixel, standing a number of quarters of a pixel off the grid.
type pageGlyphKey struct {
	r       rune
	size    int32
	face    uint8
	quarter uint8
}

// pageGlyph is the coverage of a letter; its corner lies at x, y from the pen.
type pageGlyph struct {
	mask *image.Alpha
	x, y int
}

// pageGlyphsKept bounds the memory of drawn letters; the cache starts anew when it is full.
const pageGlyphsKept = 20000

var pageFonts = &pageType{glyphs: map[pageGlyphKey]pageGlyph{}}

// face opens a face at its first use; an unknown face is the regular one.
func (t *pageType) face(f page.Face) (*pageFace, uint8) {
	if f < 0 || int(f) >= len(t.faces) {
		f = page.Regular
	}
	if t.faces[f] == nil {
		parsed, err := sfnt.Parse(assets.Font(f.Name()))
		if err != nil {
			panic("kit: the shipped face " + f.Name() + " cannot be read: " + err.Error())
		}
		t.faces[f] = &pageFace{font: parsed, advance: map[rune]float64{}, index: map[rune]sfnt.GlyphIndex{}}
	}
	return t.faces[f], uint8(f)
}

// em is the advance of a rune in parts of an em, unhinted, as the PDF has it.
func (t *pageType) em(f *pageFace, r rune) float64 {
	if w, ok := f.advance[r]; ok {
		return w
	}
	units := fixed.Int26_6(f.font.UnitsPerEm())
	w := 0.0
	if adv, err := f.font.GlyphAdvance(&t.buf, t.indexOf(f, r), units<<6, font.HintingNone); err == nil {
		w = float64(adv) / 64 / float64(units)
	}
	f.advance[r] = w
	return w
}

func (t *pageType) indexOf(f *pageFace, r rune) sfnt.GlyphIndex {
	if i, ok := f.index[r]; ok {
		return i
	}
	i, err := f.font.GlyphIndex(&t.buf, r)
	if err != nil {
		i = 0
	}
	f.index[r] = i
	return i
}

// glyph draws a letter once for each size and quarter.
func (t *pageType) glyph(k pageGlyphKey, f *pageFace) pageGlyph {
	if g, ok := t.glyphs[k]; ok {
		return g
	}
	if len(t.glyphs) >= pageGlyphsKept {
		clear(t.glyphs)
	}
	g := t.drawGlyph(k, f)
	t.glyphs[k] = g
	return g
}

func (t *pageType) drawGlyph(k pageGlyphKey, f *pageFace) pageGlyph {
	segments, err := f.font.LoadGlyph(&t.buf, t.indexOf(f, k.r), fixed.Int26_6(k.size), nil)
	if err != nil || len(segments) == 0 {
		return pageGlyph{}
	}
	b := segments.Bounds()
	shift := float32(k.quarter) / 4
	x0 := int(math.Floor(float64(b.Min.X)/64 + float64(shift)))
	y0 := b.Min.Y.Floor()
	x1 := int(math.Ceil(float64(b.Max.X)/64 + float64(shift)))
	y1 := b.Max.Y.Ceil()
	if x1 <= x0 || y1 <= y0 {
		return pageGlyph{}
	}
	t.raster.Reset(x1-x0, y1-y0)
	trace(&t.raster, segments, shift-float32(x0), -float32(y0))
	mask := image.NewAlpha(image.Rect(0, 0, x1-x0, y1-y0))
	t.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return pageGlyph{mask: mask, x: x0, y: y0}
}

// trace hands an outline to the rasteriser, moved by dx, dy pixels.
func trace(z *vector.Rasterizer, segments sfnt.Segments, dx, dy float32) {
	at := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)/64 + dx, float32(p.Y)/64 + dy }
	for i, s := range segments {
		x1, y1 := at(s.Args[0])
		x2, y2 := at(s.Args[1])
		x3, y3 := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				z.ClosePath()
			}
			z.MoveTo(x1, y1)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x1, y1)
		case sfnt.SegmentOpQuadTo:
			z.QuadTo(x1, y1, x2, y2)
		case sfnt.SegmentOpCubeTo:
			z.CubeTo(x1, y1, x2, y2, x3, y3)
		}
	}
	z.ClosePath()
}
