package paper

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// The bounds of every picture that is unfolded, whatever it is for: logos, stamps, pictures of items, covers.
const (
	maxPixels   = 60_000_000
	maxUnfolded = 640 << 20 // bytes of memory; an ordinary photograph of 60 megapixels takes 90 MB
)

// measure looks at the head of a picture: its format, and the reason why it is not unfolded, "" where it may be.
func measure(data []byte) (kind, refused string) {
	conf, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || !taken(kind) || conf.Width <= 0 || conf.Height <= 0:
		return kind, "paper.picture.kind"
	case conf.Width > maxPixels/conf.Height:
		return kind, "paper.picture.huge"
	case float64(conf.Width)*float64(conf.Height)*unfolded(kind, data, conf.ColorModel) > maxUnfolded:
		return kind, "paper.picture.heavy"
	}
	return kind, ""
}

// unfolded is how many bytes of memory a dot takes while a picture is read.
func unfolded(kind string, data []byte, model color.Model) float64 {
	if kind == "jpeg" {
		return unfoldedJPEG(data)
	}
	switch model {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.RGBAModel, color.NRGBAModel:
		return 4
	case color.Gray16Model:
		return 2
	}
	return 1
}

// unfoldedJPEG is unfolded for a JPEG, by its frame header (ITU T.81, B.2.2): a byte for each sample of each component, and
// where it is progressive the coefficients besides, four bytes each, which are all kept until the last scan.
func unfoldedJPEG(data []byte) float64 {
	for at := 2; at+10 <= len(data) && data[at] == 0xff; {
		marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xff { // fill
			at++
			continue
		}
		if marker >= 0xc0 && marker <= 0xc2 {
			samples := samplesADot(data[at+4 : min(at+2+size, len(data))])
			if marker == 0xc2 {
				return 5 * samples
			}
			return samples
		}
		at += 2 + max(size, 2)
	}
	return 3
}

// samplesADot is how many samples stand for a dot, by what follows the length in a frame header.
func samplesADot(frame []byte) float64 {
	sum, across, down := 0, 1, 1
	for i := 6; i+3 <= len(frame); i += 3 {
		h, v := int(frame[i+1]>>4), int(frame[i+1]&15)
		sum, across, down = sum+h*v, max(across, h), max(down, v)
	}
	return float64(sum) / float64(across*down)
}
