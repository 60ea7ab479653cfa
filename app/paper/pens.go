package paper

import (
	"bytes"
	"encoding/xml"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"rapport/app/page"
)

// The reader of SVG draws strokes as wide as they are written, whatever the drawing is scaled by, and takes them for 2
// wide with cut corners where SVG takes them for 1 with pointed ones.

// pen is how the strokes of a path are drawn, in units of the drawing.
type pen struct {
	width, offset float64
	dash          []float64
}

// svgHead is the head of the first svg element.
var svgHead = regexp.MustCompile(`<(?:\w+:)?svg\b(?:[^>"']|"[^"]*"|'[^']*')*>`)

// pensAsWritten puts what SVG takes for granted about strokes into its head, where it does not say otherwise.
func pensAsWritten(data []byte) []byte {
	at := svgHead.FindIndex(data)
	if at == nil {
		return data
	}
	head := data[at[0]:at[1]]
	added := ""
	for _, a := range []struct{ name, value string }{{"stroke-width", "1"}, {"stroke-linejoin", "miter"}} {
		if !bytes.Contains(head, []byte(a.name)) {
			added += " " + a.name + `="` + a.value + `"`
		}
	}
	name := at[0] + bytes.IndexAny(head, " \t\r\n/>")
	return slices.Concat(data[:name], []byte(added), data[name:])
}

// svgEven is a scaling by one number, which SVG takes for both ways and the reader for one.
var svgEven = regexp.MustCompile(`\bscale\s*\(\s*([^\s,()]+)\s*\)`)

// scaledBoth writes scalings by one number with two.
func scaledBoth(data []byte) []byte { return svgEven.ReplaceAll(data, []byte("scale($1,$1)")) }

// pensOf are the pens of the paths; wider tells how much the transformations around each path widen them, and is of no use
// when it does not tell of all.
func pensOf(icon *oksvg.SvgIcon, wider []float64) []pen {
	pens := make([]pen, len(icon.SVGPaths))
	for i, p := range icon.SVGPaths {
		k := 1.0
		if len(wider) == len(pens) {
			k = wider[i]
		}
		pens[i] = pen{width: p.LineWidth, offset: p.DashOffset, dash: slices.Clone(p.Dash)}.times(k)
	}
	return pens
}

func (p pen) times(k float64) pen {
	dash := slices.Clone(p.dash)
	for i := range dash {
		dash[i] *= k
	}
	return pen{width: p.width * k, offset: p.offset * k, dash: dash}
}

// aim sets the drawing up to be drawn so many times as large as its units, its corner at 0, 0.
func (d sketch) aim(scale float64) {
	d.icon.Transform = rasterx.Identity.Scale(scale, scale).Translate(-d.icon.ViewBox.X, -d.icon.ViewBox.Y)
	for i, p := range d.pens {
		p = p.times(scale)
		d.icon.SVGPaths[i].LineWidth, d.icon.SVGPaths[i].DashOffset, d.icon.SVGPaths[i].Dash = p.width, p.offset, p.dash
	}
}

// svgScale is a transformation of SVG that widens strokes.
var svgScale = regexp.MustCompile(`(scale|matrix)\s*\(([^)]*)\)`)

// widening is how many times an element's own transformations widen strokes.
func widening(e xml.StartElement) float64 {
	wider := 1.0
	for _, a := range e.Attr {
		if a.Name.Local != "transform" {
			continue
		}
		for _, m := range svgScale.FindAllStringSubmatch(a.Value, -1) {
			wider *= widened(m[1], numbersIn(m[2]))
		}
	}
	return wider
}

// widened is the root of what a transformation makes of an area; 1 where it cannot be read.
func widened(kind string, n []float64) float64 {
	switch {
	case kind == "scale" && len(n) == 1:
		return math.Abs(n[0])
	case kind == "scale" && len(n) == 2:
		return math.Sqrt(math.Abs(n[0] * n[1]))
	case kind == "matrix" && len(n) == 6:
		return math.Sqrt(math.Abs(n[0]*n[3] - n[1]*n[2]))
	}
	return 1
}

// numbersIn reads numbers parted by commas or spaces; none when one of them is no number.
func numbersIn(s string) []float64 {
	var all []float64
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }) {
		n, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil
		}
		all = append(all, n)
	}
	return all
}

// ringsOf makes rings of lines drawn in pieces, as the edges of a stroke are: each piece goes on where another one ends. What
// finds no going on is closed straight.
func ringsOf(pieces [][]page.Point) [][]page.Point {
	var rings [][]page.Point
	begin := map[page.Point][][]page.Point{}
	var loose []page.Point // where loose pieces begin, in their order
	for _, p := range pieces {
		switch {
		case len(p) > 2 && p[0] == p[len(p)-1]:
			rings = append(rings, p)
		case len(p) > 1 && p[0] != p[len(p)-1]:
			begin[p[0]] = append(begin[p[0]], p)
			loose = append(loose, p[0])
		}
	}
	take := func(at page.Point) []page.Point {
		next := begin[at]
		if len(next) == 0 {
			return nil
		}
		begin[at] = next[1:]
		return next[0]
	}
	for _, at := range loose {
		ring := slices.Clone(take(at))
		for len(ring) > 0 && ring[len(ring)-1] != ring[0] {
			next := take(ring[len(ring)-1])
			if next == nil {
				break
			}
			ring = append(ring, next[1:]...)
		}
		if len(ring) > 2 {
			rings = append(rings, ring)
		}
	}
	return rings
}

// thinned leaves out the points of a line that lie no farther than so much from the line without them, by the way of
// Douglas and Peucker: a stroke is recorded with many times the points that print can show.
func thinned(line []page.Point, most float64) []page.Point {
	if len(line) < 3 {
		return line
	}
	last := len(line) - 1
	far, at := 0.0, 0
	for i := 1; i < last; i++ {
		if d := offLine(line[i], line[0], line[last]); d > far {
			far, at = d, i
		}
	}
	if far <= most {
		return []page.Point{line[0], line[last]}
	}
	return append(thinned(line[:at+1], most), thinned(line[at:], most)[1:]...)
}

// offLine is how far a point lies from the line between two others, or from the one of them that is nearer.
func offLine(p, a, b page.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	long := dx*dx + dy*dy
	if long == 0 {
		return math.Hypot(p.X-a.X, p.Y-a.Y)
	}
	at := min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/long, 0), 1)
	return math.Hypot(p.X-a.X-at*dx, p.Y-a.Y-at*dy)
}
