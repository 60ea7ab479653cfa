package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"strconv"

	"rapport/app/page"
	"rapport/app/trade"
)

// Places of the pictures of a price list in mm.
const (
	pictureSide = 16.0 // of the square they fit into
	pictureGap  = 2.0
)

// thumbDots is the longer side of a small picture: 230 dots to the inch at the size it is printed; thumbQuality keeps a
// photograph at some five thousand bytes, so that a list of thousands stays a file that can be sent.
const (
	thumbDots    = 144
	thumbQuality = 80
)

// Thumbnail is a picture made small for a line of a price list: JPEG on white paper.
type Thumbnail struct {
	Bytes         []byte
	Width, Height int // dots
}

// MakeThumbnail makes a picture small. One that cannot be read or is too large to be printed is an error.
func MakeThumbnail(p trade.Picture) (Thumbnail, error) {
	src, err := thumbSource(p)
	if err != nil {
		return Thumbnail{}, err
	}
	small := onWhite(within(src, thumbDots))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: thumbQuality}); err != nil {
		return Thumbnail{}, fmt.Errorf("small picture: %w", err)
	}
	return Thumbnail{Bytes: b.Bytes(), Width: small.Rect.Dx(), Height: small.Rect.Dy()}, nil
}

// thumbSource decodes a picture; a drawing becomes dots, so that a list of thousands does not carry all its points.
func thumbSource(p trade.Picture) (image.Image, error) {
	data := p.Bytes
	if looksLikeSVG(data) {
		return paintDrawing(data, 2*thumbDots)
	}
	if _, refused := measure(data); refused != "" {
		return nil, errPicture
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errPicture
	}
	return src, nil
}

// within is a picture no larger than a square of so many dots: first made smaller by a whole number, each dot the mean of
// those it stands for, then by what is left.
func within(src image.Image, dots int) *image.NRGBA {
	size := src.Bounds().Size()
	longer := max(size.X, size.Y)
	if longer <= dots {
		return shrunk(src, 1)
	}
	near := shrunk(src, max(longer/(2*dots), 1))
	out := image.NewNRGBA(image.Rect(0, 0, max(size.X*dots/longer, 1), max(size.Y*dots/longer, 1)))
	cols := shares(near.Rect.Dx(), out.Rect.Dx())
	for y, rows := range shares(near.Rect.Dy(), out.Rect.Dy()) {
		for x, part := range cols {
			setMean(out.Pix[out.PixOffset(x, y):][:4], near, part, rows)
		}
	}
	return out
}

// shares are the dots, from one to before another, that each dot of a smaller row stands for.
func shares(of, among int) [][2]int {
	all := make([][2]int, among)
	for i := range all {
		from := i * of / among
		all[i] = [2]int{from, max((i+1)*of/among, from+1)}
	}
	return all
}

// setMean sets a dot to the mean of a block of dots, their colours weighed by their opacity.
func setMean(to []uint8, m *image.NRGBA, cols, rows [2]int) {
	var sum [4]uint32
	for y := rows[0]; y < rows[1]; y++ {
		row := m.Pix[m.PixOffset(cols[0], y) : m.PixOffset(cols[1]-1, y)+4]
		for at := 0; at < len(row); at += 4 {
			a := uint32(row[at+3])
			sum[0] += uint32(row[at]) * a / 255
			sum[1] += uint32(row[at+1]) * a / 255
			sum[2] += uint32(row[at+2]) * a / 255
			sum[3] += a
		}
	}
	mean(to, sum, uint32((cols[1]-cols[0])*(rows[1]-rows[0])))
}

// onWhite lays a picture on white paper: JPEG knows no transparency.
func onWhite(m *image.NRGBA) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, m.Rect.Min, draw.Over)
	return out
}

// pictured tells whether any item of the list has a picture.
func (p *pricing) pictured() bool {
	for _, s := range p.facts.Sections {
		for _, r := range s.Rows {
			if _, has := p.facts.Pictures[r.Picture]; has {
				return true
			}
		}
	}
	return false
}

// pictureSize is how large the picture of an item is drawn, in mm; one of few dots is not stretched beyond reason.
func (p *pricing) pictureSize(r PriceRow) (w, h float64) {
	small, has := p.facts.Pictures[r.Picture]
	if !has || small.Width <= 0 || small.Height <= 0 {
		return 0, 0
	}
	scale := min(pictureSide/float64(small.Width), pictureSide/float64(small.Height), 4*dotMM)
	return float64(small.Width) * scale, float64(small.Height) * scale
}

// pictureHeight is how high a row must be for its picture, in mm; 0 when it has none.
func (p *pricing) pictureHeight(r PriceRow) float64 {
	_, h := p.pictureSize(r)
	return h
}

// drawPicture draws the picture of an item in the middle of its column, its upper edge at y. Two items may have one picture.
func (p *pricing) drawPicture(r PriceRow, y float64) {
	w, h := p.pictureSize(r)
	if w == 0 {
		return
	}
	name := "picture " + strconv.FormatInt(int64(r.Picture), 10)
	p.doc.Pictures[name] = p.facts.Pictures[r.Picture].Bytes
	p.add(page.Image{X: left + (pictureSide-w)/2, Y: y, W: w, H: h, Name: name})
}
