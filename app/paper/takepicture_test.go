package paper_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/trade"
)

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noise is a picture that no format makes small.
func noise(w, h int, opaque bool) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	rand.New(rand.NewSource(1)).Read(m.Pix)
	for i := 3; opaque && i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	return m
}

func TestTakePicture(t *testing.T) {
	small := image.NewNRGBA(image.Rect(0, 0, 30, 20))
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 20))
	few := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Black, color.White})
	for name, c := range map[string]struct {
		data []byte
		kind trade.PictureKind
		w, h int
		same bool
	}{
		"a plain PNG stays":      {pngOf(t, small), trade.PNG, 30, 20, true},
		"a JPEG stays":           {jpegOf(t, small), trade.JPEG, 30, 20, true},
		"16 bits become 8":       {pngOf(t, deep), trade.PNG, 30, 20, false},
		"a palette becomes true": {pngOf(t, few), trade.PNG, 30, 20, false},
		"many dots become few":   {jpegOf(t, image.NewGray(image.Rect(0, 0, 5000, 3000))), trade.JPEG, 1666, 1000, false},
		"many bytes become few":  {pngOf(t, noise(1500, 1000, true)), trade.JPEG, 1500, 1000, false},
		"transparency stays":     {pngOf(t, noise(1500, 1000, false)), trade.PNG, 750, 500, false},
		"an SVG stays":           {[]byte(svgLogo), trade.SVG, 120, 48, true},
	} {
		p, err := paper.TakePicture("x", c.data)
		if err != nil || p.Kind != c.kind || p.Width != c.w || p.Height != c.h || bytes.Equal(p.Bytes, c.data) != c.same || len(p.Bytes) > 4<<20 {
			t.Errorf("%s: %s %d×%d of %d bytes, same %v, %v", name, p.Kind, p.Width, p.Height, len(p.Bytes), bytes.Equal(p.Bytes, c.data), err)
		}
	}
}

func TestWhatIsNoPictureIsAFault(t *testing.T) {
	var moving bytes.Buffer
	if err := gif.Encode(&moving, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black}), nil); err != nil {
		t.Fatal(err)
	}
	huge := pngOf(t, image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(huge[16:], 60000)
	binary.BigEndian.PutUint32(huge[20:], 60000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	whole := photo(t, 400, 400)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":                 {nil, "paper.picture.kind"},
		"a text":                  {[]byte("no picture"), "paper.picture.kind"},
		"a GIF":                   {moving.Bytes(), "paper.picture.kind"},
		"half a JPEG":             {whole[:len(whole)/2], "paper.picture.broken"},
		"3,600 megapixels":        {huge, "paper.picture.huge"},
		"an SVG with text":        {[]byte(`<svg viewBox="0 0 9 9"><text>x</text></svg>`), "paper.picture.svg"},
		"an SVG with a picture":   {[]byte(`<svg viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>`), "paper.picture.svg"},
		"half an SVG":             {[]byte(svgLogo[:200]), "paper.picture.broken"},
		"an SVG of no size":       {[]byte(`<svg viewBox="0 0 0 0"><path d="M0 0h9v9z"/></svg>`), "paper.picture.broken"},
		"an SVG of nothing":       {[]byte(`<svg viewBox="0 0 9 9"></svg>`), "paper.picture.broken"},
		"an SVG with a bad path":  {[]byte(`<svg viewBox="0 0 9 9"><path d="M zz 1 C"/></svg>`), "paper.picture.broken"},
		"an SVG of another world": {[]byte("<svg" + strings.Repeat("<g>", 100)), "paper.picture.broken"},
	} {
		_, err := paper.TakePicture("f", c.data)
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Reason != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// TestFortyMegapixels takes a picture of 40 megapixels within 500 MB; on a free machine it takes less than two seconds.
func TestFortyMegapixels(t *testing.T) {
	if testing.Short() {
		t.Skip("a large picture")
	}
	m := image.NewYCbCr(image.Rect(0, 0, 7303, 5477), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(i / 37)
	}
	data := jpegOf(t, m)
	m = nil
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	p, err := paper.TakePicture("big.jpg", data)
	spent := time.Since(began)
	runtime.ReadMemStats(&after)
	if err != nil || p.Kind != trade.JPEG || max(p.Width, p.Height) > 2400 || len(p.Bytes) > 4<<20 {
		t.Fatalf("%s %d×%d, %d bytes, %v", p.Kind, p.Width, p.Height, len(p.Bytes), err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 500<<20 {
		t.Errorf("%d MB were allocated", used>>20)
	}
	t.Logf("%d×%d from 40 megapixels in %v, %d MB allocated", p.Width, p.Height, spent.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
}

// TestPhotographsStandUpright turns a picture by what Exif says of it: the red corner comes to the top left.
func TestPhotographsStandUpright(t *testing.T) {
	for how, corner := range map[int]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {0, 1}, 7: {1, 1}, 8: {1, 0}} {
		m := image.NewNRGBA(image.Rect(0, 0, 80, 48))
		for y := range 48 {
			for x := range 80 {
				c := color.NRGBA{0, 0, 255, 255}
				if x/40 == corner.X && y/24 == corner.Y {
					c = color.NRGBA{255, 0, 0, 255}
				}
				m.SetNRGBA(x, y, c)
			}
		}
		data := jpegOf(t, m)
		exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), byte(how), 0, 0, 0, 0, 0, 0)
		size := len(exif) + 2
		data = append(append([]byte{0xff, 0xd8, 0xff, 0xe1, byte(size >> 8), byte(size)}, exif...), data[2:]...)
		p, err := paper.TakePicture("x.jpg", data)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := image.Decode(bytes.NewReader(p.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		if want := image.Pt(80, 48); how >= 5 && got.Bounds().Size() != image.Pt(48, 80) || how < 5 && got.Bounds().Size() != want {
			t.Errorf("%d: %v", how, got.Bounds())
		}
		if r, _, b, _ := got.At(8, 8).RGBA(); r < b {
			t.Errorf("%d: the red corner is not at the top left", how)
		}
	}
}

// TestDrawingIsFilledAsItShould draws a square with a hole by the even-odd rule; the hole stays white in the rule of winding.
func TestDrawingIsFilledAsItShould(t *testing.T) {
	o, f := dressed(t, ruFirm(), ruOffer())
	f.Look.Cover = false
	doc, _ := layOffer(t, o, f)
	var shapes []page.Shape
	for _, m := range doc.Pages[0].Marks {
		if s, ok := m.(page.Shape); ok {
			shapes = append(shapes, s)
		}
	}
	if len(shapes) != 3 || shapes[0].Fill != 0x7a1f2b || shapes[2].Fill != 0xffffff || len(shapes[0].Rings) != 2 {
		t.Fatalf("%d shapes, %+v", len(shapes), shapes)
	}
	turns := func(ring []page.Point) bool {
		sum := 0.0
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			sum += a.X*b.Y - b.X*a.Y
		}
		return sum > 0
	}
	if turns(shapes[0].Rings[0]) == turns(shapes[0].Rings[1]) {
		t.Error("the hole runs the same way as the square")
	}
	if len(doc.Pictures) != 5-1 { // the scans and the pictures of two items; the logo is drawn
		t.Errorf("%d pictures", len(doc.Pictures))
	}
}

func TestShadesBecomeDots(t *testing.T) {
	const shaded = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#f00"/>
<stop offset="1" stop-color="#00f"/></linearGradient></defs><rect x="0" y="0" width="100" height="50" fill="url(#a)"/></svg>`
	p, err := paper.TakePicture("a.svg", []byte(shaded))
	if err != nil || p.Kind != trade.PNG || p.Width != 992 || p.Height != 496 {
		t.Fatalf("%s %d×%d %v", p.Kind, p.Width, p.Height, err)
	}
	m, err := png.Decode(bytes.NewReader(p.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	r1, _, b1, _ := m.At(20, 200).RGBA()
	r2, _, b2, _ := m.At(970, 200).RGBA()
	if r1 < b1 || r2 > b2 {
		t.Error("the shade does not run from red to blue")
	}
}
