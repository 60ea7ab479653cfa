package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"rapport/app/page"
	"rapport/app/trade"
)

// maxDrawing bounds the SVG files read, maxPoints what one may be made of, so that a paper stays a paper.
const (
	maxDrawing = 2 << 20
	maxPoints  = 60_000
	drawnDots  = 992 // dots across of a drawing kept as dots: 600 to the inch over the width of a logo
)

var (
	errDrawing = errors.New("not a drawing that can be read")
	errParts   = errors.New("the drawing has parts beside paths")
	errShades  = errors.New("the drawing has shades")
)

// sketch is an SVG made of filled forms, the corner at 0, 0.
type sketch struct {
	shapes     []page.Shape
	wide, high float64
	icon       *oksvg.SvgIcon
	pens       []pen // of the paths, in the units of the drawing
}

func looksLikeSVG(data []byte) bool {
	head := bytes.TrimLeft(data[:min(len(data), 4096)], "\ufeff \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// takeDrawing is TakePicture for an SVG.
func takeDrawing(name string, data []byte) (trade.Picture, error) {
	d, err := readDrawing(data)
	size := func() (w, h int) { return int(math.Ceil(d.wide)), int(math.Ceil(d.high)) }
	switch {
	case err == nil:
		w, h := size()
		return trade.Picture{Name: name, Kind: trade.SVG, Width: w, Height: h, Bytes: data}, nil
	case errors.Is(err, errShades):
		return inDots(name, d)
	case errors.Is(err, errParts):
		return trade.Picture{}, pictureFault("paper.picture.svg", name)
	}
	return trade.Picture{}, pictureFault("paper.picture.broken", name)
}

// readDrawing turns an SVG into filled forms; strokes become forms as well. errParts when it has texts or pictures,
// errShades when it is painted with more than plain colours.
func readDrawing(data []byte) (d sketch, err error) {
	defer func() {
		if recover() != nil { // the reader of SVG is not made for broken ones
			d, err = sketch{}, errDrawing
		}
	}()
	if len(data) > maxDrawing {
		return d, errDrawing
	}
	said, err := onlyPaths(data)
	if err != nil {
		return d, err
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(pensAsWritten(scaledBoth(roundedBoth(data)))), oksvg.IgnoreErrorMode)
	if err != nil {
		return d, errDrawing
	}
	d = sketch{wide: icon.ViewBox.W, high: icon.ViewBox.H, icon: icon}
	if !(d.wide > 0 && d.high > 0 && d.wide < 1e6 && d.high < 1e6) || len(icon.SVGPaths) == 0 {
		return d, errDrawing
	}
	cutHoles(icon, said)
	d.pens = pensOf(icon, said.widths())
	const fine = 500.0 // units of the recording over the longer side, each of 64 parts; with more, corners of strokes overflow
	scale := fine / max(d.wide, d.high)
	d.aim(scale)
	r := &recorder{scale: scale, winds: true}
	icon.Draw(rasterx.NewDasher(int(fine), int(fine), r), 1)
	switch {
	case r.shaded:
		return d, errShades
	case r.points > maxPoints:
		return d, errShades // better as dots than as a paper of megabytes
	case len(r.shapes) == 0:
		return d, errDrawing
	}
	d.shapes = r.shapes
	return d, nil
}

// beside are the elements of SVG that put something else than paths on the page.
var beside = []string{"text", "image", "mask", "filter", "pattern", "foreignObject", "tspan", "textPath", "marker", "switch"}

// forms are the elements of SVG that become a path each.
var forms = []string{"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}

// traits are what a drawing says of its paths that its reader does not know: which are filled by the even-odd rule, and how
// wide their strokes come out.
type traits struct {
	paths  []bool    // by order; of no use when elements are drawn again elsewhere
	wider  []float64 // how many times the transformations around each widen its strokes
	any    bool
	reused bool
}

// widths tells how many times the strokes of each path are widened; nothing when elements are drawn again elsewhere.
func (h traits) widths() []float64 {
	if h.reused {
		return nil
	}
	return h.wider
}

// onlyPaths looks for elements that a drawing of paths does not have; inside of definitions they do no harm.
func onlyPaths(data []byte) (traits, error) {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names of elements are ASCII
	found := traits{any: bytes.Contains(data, []byte("evenodd"))}
	rules, wider := []bool{false}, []float64{1}
	defs, clips := 0, 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return found, errDrawing
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			rules, wider = append(rules, fillRule(e, rules[len(rules)-1])), append(wider, widening(e)*wider[len(wider)-1])
			switch {
			case name == "defs":
				defs++
			case name == "clipPath" && defs == 0:
				clips++
			case name == "use":
				found.reused = true
			case defs == 0 && slices.Contains(beside, name):
				return found, errParts
			case defs == 0 && slices.Contains(forms, name):
				found.paths, found.wider = append(found.paths, rules[len(rules)-1]), append(found.wider, wider[len(wider)-1])
			}
			if clips > 0 {
				return found, errParts
			}
		case xml.EndElement:
			rules, wider = rules[:len(rules)-1], wider[:len(wider)-1]
			if e.Name.Local == "defs" {
				defs--
			}
		}
	}
}

// fillRule tells whether an element is filled by the even-odd rule, given that of the element around it.
func fillRule(e xml.StartElement, around bool) bool {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "fill-rule":
			around = strings.TrimSpace(a.Value) == "evenodd"
		case "style":
			if _, rule, ok := strings.Cut(a.Value, "fill-rule:"); ok {
				around = strings.HasPrefix(strings.TrimSpace(rule), "evenodd")
			}
		}
	}
	return around
}

// cutHoles hands the even-odd rule on to the paths; where it cannot be told to which, to all of them.
func cutHoles(icon *oksvg.SvgIcon, h traits) {
	if !h.any {
		return
	}
	same := !h.reused && len(h.paths) == len(icon.SVGPaths) && slices.Contains(h.paths, true)
	for i := range icon.SVGPaths {
		icon.SVGPaths[i].UseNonZeroWinding = same && !h.paths[i]
	}
}

// inDots keeps a drawing with shades as a picture of dots.
func inDots(name string, d sketch) (trade.Picture, error) {
	m := painted(d, drawnDots)
	var b bytes.Buffer
	if err := png.Encode(&b, shrunk(m, 1)); err != nil {
		return trade.Picture{}, pictureFault("paper.picture.broken", name)
	}
	return trade.Picture{Name: name, Kind: trade.PNG, Width: m.Rect.Dx(), Height: m.Rect.Dy(), Bytes: b.Bytes()}, nil
}

// painted is a drawing in dots, the longer side so many.
func painted(d sketch, dots float64) *image.RGBA {
	scale := dots / max(d.wide, d.high)
	w, h := max(int(d.wide*scale), 1), max(int(d.high*scale), 1)
	d.aim(scale)
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	d.icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, m, m.Bounds())), 1)
	return m
}

// paintDrawing reads an SVG and paints it in dots, the longer side so many.
func paintDrawing(data []byte, dots float64) (m *image.RGBA, err error) {
	d, err := readDrawing(data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // the reader of SVG is not made for broken ones
			m, err = nil, errDrawing
		}
	}()
	return painted(d, dots), nil
}

// recorder takes what would be painted and keeps it as forms.
type recorder struct {
	scale  float64
	rings  [][]page.Point
	paint  any
	winds  bool
	shapes []page.Shape
	points int
	shaded bool
}

func (r *recorder) at(p fixed.Point26_6) page.Point {
	return page.Point{X: float64(p.X) / 64 / r.scale, Y: float64(p.Y) / 64 / r.scale}
}

// Start begins a ring.
func (r *recorder) Start(p fixed.Point26_6) { r.rings = append(r.rings, []page.Point{r.at(p)}) }

// Line goes on with the ring.
func (r *recorder) Line(p fixed.Point26_6) {
	if n := len(r.rings); n > 0 && r.points <= maxPoints {
		r.rings[n-1] = append(r.rings[n-1], r.at(p))
		r.points++
	}
}

// SetColor takes the colour of the form; more than a plain one cannot be kept.
func (r *recorder) SetColor(paint any) { r.paint = paint }

// SetWinding tells whether overlapping rings add up or cut holes.
func (r *recorder) SetWinding(winds bool) { r.winds = winds }

// Draw ends the form.
func (r *recorder) Draw() {
	plain, ok := r.paint.(color.Color)
	if !ok {
		r.shaded = true
		return
	}
	red, green, blue, alpha := plain.RGBA()
	if alpha == 0 || len(r.rings) == 0 {
		return
	}
	channel := func(v uint32) page.Color { return page.Color((v + 0xffff - alpha) >> 8) } // over white paper
	rings := ringsOf(r.rings)
	for i := range rings {
		rings[i] = thinned(rings[i], 0.1/r.scale)
	}
	if len(rings) == 0 {
		return
	}
	if !r.winds {
		holes(rings)
	}
	r.shapes = append(r.shapes, page.Shape{Rings: rings, Fill: channel(red)<<16 | channel(green)<<8 | channel(blue)})
	r.rings = nil
}

// Clear forgets the rings since the last form.
func (r *recorder) Clear() { r.rings = nil }

// GetPathExtent is asked for by shades alone, which are not kept.
func (r *recorder) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }

// SetBounds and SetClip concern painting on dots.
func (r *recorder) SetBounds(int, int) {}

// SetClip concerns painting on dots.
func (r *recorder) SetClip(image.Rectangle) {}

// holes turns rings so that one inside an even number of others runs one way and the rest the other: what the even-odd rule
// leaves out is then left out by the rule of winding.
func holes(rings [][]page.Point) {
	for i, ring := range rings {
		depth := 0
		for j, other := range rings {
			if i != j && inside(ring[0], other) {
				depth++
			}
		}
		if (area(ring) > 0) != (depth%2 == 0) {
			slices.Reverse(ring)
		}
	}
}

// area is twice the signed area of a ring.
func area(ring []page.Point) (sum float64) {
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}

// inside tells whether a point lies in a ring.
func inside(p page.Point, ring []page.Point) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}
