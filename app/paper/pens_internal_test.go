package paper

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"rapport/app/page"
)

// strokeDrawings are drawings with strokes of every kind; what is printed must be what is painted.
var strokeDrawings = map[string]string{
	"a line":               `0 0 100 60|<path fill="none" stroke="#000" stroke-width="8" d="M10 10L90 50"/>`,
	"a rounded line":       `0 0 100 60|<path fill="none" stroke="#000" stroke-width="12" stroke-linecap="round" d="M15 15L85 45"/>`,
	"a corner":             `0 0 100 60|<path fill="none" stroke="#000" stroke-width="10" stroke-linejoin="round" d="M10 50L50 10L90 50"/>`,
	"a pointed corner":     `0 0 100 60|<path fill="none" stroke="#000" stroke-width="10" d="M10 50L50 15L90 50"/>`,
	"a frame":              `0 0 100 60|<path fill="none" stroke="#000" stroke-width="6" d="M10 10H90V50H10z"/>`,
	"a filled frame":       `0 0 100 60|<path fill="#cc0000" stroke="#000" stroke-width="6" d="M10 10H90V50H10z"/>`,
	"a circle":             `0 0 100 60|<circle cx="50" cy="30" r="20" fill="none" stroke="#000" stroke-width="8"/>`,
	"a wave":               `0 0 100 60|<path fill="none" stroke="#000" stroke-width="9" d="M10 30C30 0 40 0 50 30S70 60 90 30"/>`,
	"dashes":               `0 0 100 60|<path fill="none" stroke="#000" stroke-width="8" stroke-dasharray="14 9" d="M5 30H95"/>`,
	"another corner":       `-50 -30 100 60|<path fill="none" stroke="#000" stroke-width="8" d="M-40 -20L40 20"/><rect x="-45" y="10" width="30" height="15"/>`,
	"a scaled group":       `0 0 100 60|<g transform="translate(10,10) scale(4)"><path fill="none" stroke="#000" stroke-width="2" d="M0 0L18 9"/></g>`,
	"a matrix":             `0 0 100 60|<path transform="matrix(2 0 0 2 10 10)" fill="none" stroke="#000" stroke-width="4" d="M0 0H40V18"/>`,
	"no width":             `0 0 20 12|<path fill="none" stroke="#000" d="M2 6H18"/>`,
	"many lines in a path": `0 0 100 60|<path fill="none" stroke="#000" stroke-width="5" d="M10 10H90M10 30H90M10 50H90"/>`,
}

func TestStrokesArePrintedAsPainted(t *testing.T) {
	for name, said := range strokeDrawings {
		d := strokeDrawing(t, said)
		m := painted(d, 400)
		scale := 400 / max(d.wide, d.high)
		wrong, inked := 0, 0
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				alpha := color.AlphaModel.Convert(m.At(x, y)).(color.Alpha).A
				if alpha > 0 {
					inked++
				}
				if alpha > 0 && alpha < 255 {
					continue // the edge of a form
				}
				if printedAt(d.shapes, page.Point{X: (float64(x) + 0.5) / scale, Y: (float64(y) + 0.5) / scale}) != (alpha == 255) {
					wrong++
				}
			}
		}
		if inked < 100 || wrong > inked/100 {
			t.Errorf("%s: %d of %d dots are printed otherwise", name, wrong, inked)
		}
	}
}

func TestStrokesAreAsWideAsWritten(t *testing.T) {
	for name, area := range map[string]float64{
		"a line": 8 * math.Hypot(80, 40), "a frame": 6 * 240, "a scaled group": 8 * math.Hypot(72, 36), "no width": 16, "many lines in a path": 3 * 80 * 5,
		"a matrix": 8 * (80 + 36),
	} {
		d := strokeDrawing(t, strokeDrawings[name])
		var inked, dots float64
		for y := 0.05; y < d.high; y += 0.1 {
			for x := 0.05; x < d.wide; x += 0.1 {
				dots++
				if printedAt(d.shapes, page.Point{X: x, Y: y}) {
					inked++
				}
			}
		}
		if got := inked / dots * d.wide * d.high; math.Abs(got-area) > area/20 {
			t.Errorf("%s covers %.1f, want %.1f", name, got, area)
		}
	}
}

func TestThinned(t *testing.T) {
	var ring []page.Point
	for i := range 721 {
		a := float64(i%720) * math.Pi / 360
		ring = append(ring, page.Point{X: 100 * math.Cos(a), Y: 100 * math.Sin(a)})
	}
	few := thinned(ring, 0.1)
	if len(few) > 140 || len(few) < 20 || few[0] != few[len(few)-1] {
		t.Fatalf("%d points", len(few))
	}
	for i, p := range few[1:] {
		middle := page.Point{X: (p.X + few[i].X) / 2, Y: (p.Y + few[i].Y) / 2}
		if off := 100 - math.Hypot(middle.X, middle.Y); off > 0.11 {
			t.Errorf("a chord is %f off", off)
		}
	}
}

// strokeDrawing reads a drawing given as view box | elements.
func strokeDrawing(t *testing.T, said string) sketch {
	t.Helper()
	var x, y, w, h float64
	var body string
	for i, c := range said {
		if c == '|' {
			body = said[i+1:]
			_, err := fmt.Sscan(said[:i], &x, &y, &w, &h)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	d, err := readDrawing(fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%g %g %g %g">%s</svg>`, x, y, w, h, body))
	if err != nil {
		t.Fatalf("%s: %v", said, err)
	}
	return d
}

// printedAt tells whether a point is inside of a form by the rule of winding, as the printer fills forms.
func printedAt(shapes []page.Shape, p page.Point) bool {
	for _, s := range shapes {
		winds := 0
		for _, ring := range s.Rings {
			for i, a := range ring {
				b := ring[(i+1)%len(ring)]
				if (a.Y > p.Y) == (b.Y > p.Y) || p.X >= (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
					continue
				}
				if b.Y > a.Y {
					winds++
				} else {
					winds--
				}
			}
		}
		if winds != 0 {
			return true
		}
	}
	return false
}
