package paper

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	_ "image/jpeg" // a logo may be a JPEG
	"image/png"

	"rapport/app/page"
)

// logo is the place of the firm's logo; 300 dots to the inch are never stretched.
const (
	logoTop    = 14.0
	logoWidth  = 42.0
	logoHeight = 16.0
	dotMM      = 25.4 / 300
)

var errPicture = errors.New("not a picture that can be printed")

// maxPixels bounds what is decoded: a picture beyond it is taken as none.
const maxPixels = 25_000_000

// drawLogo draws the firm's logo and reports whether there is one. A broken one is taken as none, with a remark.
func (w *writing) drawLogo() bool {
	data := w.about.Firm.Logo
	if len(data) == 0 {
		return false
	}
	ready, size, err := printable(data)
	if err != nil {
		w.remark("logo", "paper.remark.logo")
		return false
	}
	w.doc.Pictures["logo"] = ready
	wpx, hpx := float64(size.X), float64(size.Y)
	scale := min(logoWidth/wpx, logoHeight/hpx, 4*dotMM)
	width, height := wpx*scale, hpx*scale
	w.add(page.Image{X: left, Y: logoTop + (logoHeight-height)/2, W: width, H: height, Name: "logo"})
	return true
}

// printable returns the picture in a form the printer takes: JPEG and plain PNG as they are, other PNG written anew.
func printable(data []byte) ([]byte, image.Point, error) {
	conf, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || conf.Width <= 0 || conf.Height <= 0 || conf.Width*conf.Height > maxPixels {
		return nil, image.Point{}, errPicture
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, image.Point{}, errPicture
	}
	size := picture.Bounds().Size()
	if kind == "jpeg" || kind == "png" && plainPNG(data) && size.X <= 1200 {
		return data, size, nil
	}
	var b bytes.Buffer
	if err := png.Encode(&b, smaller(picture)); err != nil {
		return nil, image.Point{}, errPicture
	}
	return b.Bytes(), size, nil
}

// plainPNG tells whether a PNG has 8 bits a channel, no interlacing and no chunk but those every reader knows.
func plainPNG(data []byte) bool {
	return len(data) > 29 && string(data[12:16]) == "IHDR" && data[24] == 8 && data[28] == 0 && data[25] != 3
}

// smaller is the picture as 8-bit colour with transparency, averaged down to at most 1,200 dots across.
func smaller(src image.Image) image.Image {
	b := src.Bounds()
	full := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(full, full.Bounds(), src, b.Min, draw.Src)
	by := (b.Dx() + 1199) / 1200
	if by < 2 {
		return full
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(b.Dx()/by, 1), max(b.Dy()/by, 1)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			average(full, out, x, y, by)
		}
	}
	return out
}

// average sets one dot of out to the mean of by × by dots of the source, weighted by their opacity.
func average(full, out *image.NRGBA, x, y, by int) {
	var sum [4]int
	for dy := range by {
		for dx := range by {
			at := full.PixOffset(min(x*by+dx, full.Rect.Dx()-1), min(y*by+dy, full.Rect.Dy()-1))
			alpha := int(full.Pix[at+3])
			for c := range 3 {
				sum[c] += int(full.Pix[at+c]) * alpha
			}
			sum[3] += alpha
		}
	}
	to := out.PixOffset(x, y)
	for c := range 3 {
		if sum[3] > 0 {
			out.Pix[to+c] = uint8(sum[c] / sum[3])
		}
	}
	out.Pix[to+3] = uint8(sum[3] / (by * by))
}
