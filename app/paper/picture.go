package paper

import (
	"bytes"
	"errors"
	"hash/maphash"
	"image"
	"image/color"
	_ "image/jpeg" // a picture may be a JPEG
	"image/png"
	"math"
	"sync"

	"rapport/app/page"
	"rapport/app/trade"
)

// logoTop to logoHeight are the place of the firm's logo; 300 dots to the inch are never stretched.
const (
	logoTop    = 14.0
	logoWidth  = 42.0
	logoHeight = 16.0
	dotMM      = 25.4 / 300
)

var errPicture = errors.New("not a picture that can be printed")

// printedDots is the most dots across that a picture is printed with: 300 to the inch over the width of the text.
const printedDots = 2100

// logoDots is the most for a logo.
const logoDots = 1200

// frame is a place for a picture: a box in mm, and where the picture stands in it (0: left or top, 1: right or bottom).
type frame struct{ x, y, w, h, across, down float64 }

// drawLogo draws the logo and reports whether there is one. A broken one is taken as none, with a remark.
func (w *writing) drawLogo() bool {
	p, ok := w.logo()
	return ok && w.fits("logo", p, frame{left, logoTop, logoWidth, logoHeight, 0, 0.5})
}

// fits is put for a logo: whether it could be drawn.
func (w *writing) fits(name string, p trade.Picture, f frame) bool {
	_, ok := w.put(name, p, f, "logo")
	return ok
}

// put draws a picture as large as its frame lets it and returns its lower edge. One that cannot be read is left out, with
// a remark on the field.
func (w *writing) put(name string, p trade.Picture, f frame, field string) (bottom float64, ok bool) {
	width, height, ok := w.measured(name, p, f.w, f.h, field)
	if !ok {
		return 0, false
	}
	x, y := f.x+(f.w-width)*f.across, f.y+(f.h-height)*f.down
	ready := readyOf(p.Bytes, dotsOf(name))
	if ready.drawn != nil {
		w.drawing(ready.drawn, x, y, width/ready.wide)
	} else {
		w.doc.Pictures[name] = ready.bytes
		w.add(page.Image{X: x, Y: y, W: width, H: height, Name: name})
	}
	return y + height, true
}

func dotsOf(name string) int {
	if name == "logo" {
		return logoDots
	}
	return printedDots
}

// measured is the size a picture is drawn at in a box of so many mm; a picture of few dots is not stretched beyond reason.
func (w *writing) measured(name string, p trade.Picture, wide, high float64, field string) (width, height float64, ok bool) {
	ready := readyOf(p.Bytes, dotsOf(name))
	if ready.err != nil {
		reason := "paper.remark.picture"
		if field == "logo" {
			reason = "paper.remark.logo"
		}
		w.remark(field, reason, "Name", p.Name)
		return 0, 0, false
	}
	scale := min(wide/ready.wide, high/ready.high)
	if ready.drawn == nil {
		scale = min(scale, 4*dotMM)
	}
	return ready.wide * scale, ready.high * scale, true
}

// drawing draws the forms of an SVG, its corner at x, y.
func (w *writing) drawing(shapes []page.Shape, x, y, scale float64) {
	for _, s := range shapes {
		moved := page.Shape{Fill: s.Fill, Rings: make([][]page.Point, len(s.Rings))}
		for i, ring := range s.Rings {
			moved.Rings[i] = make([]page.Point, len(ring))
			for j, p := range ring {
				moved.Rings[i][j] = page.Point{X: x + p.X*scale, Y: y + p.Y*scale}
			}
		}
		w.add(moved)
	}
}

// ready is a picture as the printer takes it, or the forms it is drawn with.
type ready struct {
	bytes      []byte
	drawn      []page.Shape
	wide, high float64 // dots, or units of the drawing
	err        error
}

// readyKey tells pictures apart by their content.
type readyKey struct {
	sum          uint64
	length, dots int
}

// shelf keeps the pictures made ready lately: a preview lays the same ones out at every keystroke.
var shelf = struct {
	sync.Mutex
	seed  maphash.Seed
	ready map[readyKey]ready
	size  int
}{seed: maphash.MakeSeed(), ready: map[readyKey]ready{}}

// shelfBytes bounds the pictures kept; the shelf is emptied when it is full.
const shelfBytes = 64 << 20

func readyOf(data []byte, dots int) ready {
	key := readyKey{maphash.Bytes(shelf.seed, data), len(data), dots}
	shelf.Lock()
	defer shelf.Unlock()
	if r, ok := shelf.ready[key]; ok {
		return r
	}
	r := makeReady(data, dots)
	if shelf.size += len(r.bytes) + 4096; shelf.size > shelfBytes {
		shelf.ready, shelf.size = map[readyKey]ready{}, len(r.bytes)
	}
	shelf.ready[key] = r
	return r
}

func makeReady(data []byte, dots int) ready {
	if looksLikeSVG(data) {
		d, err := readDrawing(data)
		if err == nil && d.shapes == nil {
			err = errPicture
		}
		return ready{drawn: d.shapes, wide: d.wide, high: d.high, err: err}
	}
	bytes, size, err := printable(data, dots)
	return ready{bytes: bytes, wide: float64(size.X), high: float64(size.Y), err: err}
}

// printable returns the picture in a form the printer takes: JPEG and plain PNG as they are, other PNG written anew.
func printable(data []byte, dots int) ([]byte, image.Point, error) {
	kind, refused := measure(data)
	if refused != "" {
		return nil, image.Point{}, errPicture
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, image.Point{}, errPicture
	}
	size := picture.Bounds().Size()
	if kind == "jpeg" || kind == "png" && plainPNG(data) && size.X <= dots {
		return data, size, nil
	}
	var b bytes.Buffer
	if err := png.Encode(&b, shrunk(picture, shrinking(size, dots))); err != nil {
		return nil, image.Point{}, errPicture
	}
	return b.Bytes(), size, nil
}

// plainPNG tells whether a PNG has 8 bits a channel, no interlacing and no palette, as every reader takes it.
func plainPNG(data []byte) bool {
	return len(data) > 29 && string(data[12:16]) == "IHDR" && data[24] == 8 && data[28] == 0 && data[25] != 3
}

// shrinking is by how many times a picture is made smaller to be at most so many dots across.
func shrinking(size image.Point, dots int) int {
	return max((size.X+dots-1)/dots, 1)
}

// shrunk is the picture as 8-bit colour with transparency, each dot the mean of by × by of the source. It goes through the
// source row by row, so that a large one needs no second large one.
func shrunk(src image.Image, by int) *image.NRGBA {
	b := src.Bounds()
	if m, ok := src.(*image.YCbCr); ok && by > 1 {
		return shrunkPlanes(m, by)
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(b.Dx()/by, 1), max(b.Dy()/by, 1)))
	row := rowReader(src)
	sums := make([][4]uint32, out.Rect.Dx())
	for y := range out.Rect.Dy() {
		clear(sums)
		rows := uint32(0)
		for dy := range by {
			if y*by+dy < b.Dy() {
				addRow(sums, row(y*by+dy), by)
				rows++
			}
		}
		to := out.Pix[y*out.Stride:]
		for x := range sums {
			mean(to[4*x:4*x+4], sums[x], rows*uint32(min(by, b.Dx()-x*by)))
		}
	}
	return out
}

// shrunkPlanes is shrunk for what a JPEG holds: the means are taken of its planes, before they become colours.
func shrunkPlanes(src *image.YCbCr, by int) *image.NRGBA {
	b := src.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, max(b.Dx()/by, 1), max(b.Dy()/by, 1)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			block := image.Rect(x*by, y*by, (x+1)*by, (y+1)*by).Add(b.Min).Intersect(b)
			r, g, b := color.YCbCrToRGB(planeMeans(src, block))
			copy(out.Pix[out.PixOffset(x, y):], []uint8{r, g, b, 255})
		}
	}
	return out
}

// planeMeans are the means of the three planes over a block.
func planeMeans(src *image.YCbCr, block image.Rectangle) (luma, blue, red uint8) {
	sum := 0
	for y := block.Min.Y; y < block.Max.Y; y++ {
		at := src.YOffset(block.Min.X, y)
		for _, v := range src.Y[at : at+block.Dx()] {
			sum += int(v)
		}
	}
	blues, reds, n := 0, 0, 0
	for y := block.Min.Y; y < block.Max.Y; y += 2 { // no plane of colour is finer than needed
		for x := block.Min.X; x < block.Max.X; x += 2 {
			at := src.COffset(x, y)
			blues, reds, n = blues+int(src.Cb[at]), reds+int(src.Cr[at]), n+1
		}
	}
	return uint8(sum / (block.Dx() * block.Dy())), uint8(blues / n), uint8(reds / n)
}

// addRow adds a row of dots, four numbers each with the colours times the opacity, to sums of by dots.
func addRow(sums [][4]uint32, row []uint8, by int) {
	for x := range sums {
		for at := 4 * x * by; at < min(4*(x+1)*by, len(row)); at += 4 {
			for c := range 4 {
				sums[x][c] += uint32(row[at+c])
			}
		}
	}
}

// mean sets a dot to the mean of n dots summed with their colours times their opacity.
func mean(to []uint8, sum [4]uint32, n uint32) {
	if sum[3] == 0 || n == 0 {
		return
	}
	for c := range 3 {
		to[c] = uint8(math.Min(float64(sum[c])*255/float64(sum[3])+0.5, 255))
	}
	to[3] = uint8((sum[3] + n/2) / n)
}
