package paper

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"
)

// headed is a small JPEG whose frame header tells of another one: how it is packed, its size and the sampling of its colours.
func headed(t *testing.T, marker byte, wide, high uint16, luma byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	at := bytes.Index(data, []byte{0xff, 0xc0})
	data[at+1] = marker
	binary.BigEndian.PutUint16(data[at+5:], high)
	binary.BigEndian.PutUint16(data[at+7:], wide)
	data[at+11] = luma
	return data
}

func TestOneBoundOfPictures(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"60 megapixels":                            {headed(t, 0xc0, 10000, 6000, 0x22), ""},
		"a row more":                               {headed(t, 0xc0, 10000, 6001, 0x22), "paper.picture.huge"},
		"60 megapixels, progressive":               {headed(t, 0xc2, 10000, 6000, 0x22), ""},
		"40 megapixels, progressive, fine colours": {headed(t, 0xc2, 8000, 5000, 0x11), ""},
		"54 megapixels, progressive, fine colours": {headed(t, 0xc2, 9000, 6000, 0x11), "paper.picture.heavy"},
		"54 megapixels, fine colours":              {headed(t, 0xc0, 9000, 6000, 0x11), ""},
	} {
		if _, refused := measure(c.data); refused != c.want {
			t.Errorf("%s: %q, want %q", name, refused, c.want)
		}
	}
}

// TestUnfoldedIsWhatReadingTakes compares the estimate with what is allocated.
func TestUnfoldedIsWhatReadingTakes(t *testing.T) {
	box := image.Rect(0, 0, 1600, 1200)
	var files [][]byte
	for _, m := range []image.Image{image.NewGray(box), image.NewNRGBA(box), image.NewNRGBA64(box), image.NewGray16(box)} {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.Bytes())
	}
	for _, m := range []image.Image{image.NewGray(box), image.NewYCbCr(box, image.YCbCrSubsampleRatio420)} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, nil); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.Bytes())
	}
	for i, data := range files {
		conf, kind, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		want := unfolded(kind, data, conf.ColorModel) * float64(box.Dx()*box.Dy())
		if got := float64(after.TotalAlloc - before.TotalAlloc); got > 1.1*want+200_000 || got < 0.9*want {
			t.Errorf("file %d, %s: %.0f bytes were allocated, %.0f expected", i, kind, got, want)
		}
	}
}
