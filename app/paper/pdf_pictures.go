package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"maps"
	"slices"

	"github.com/jung-kurt/gofpdf"
)

// loadPictures hands gofpdf the pictures of the document, equal ones once. It writes them by their width, and those of one
// width in no order at all, so that the same paper had other bytes each time: each gets a width of its own, by less than
// the file tells.
func (w *printer) loadPictures() {
	first, wide := map[[sha256.Size]byte]string{}, map[float64]int{}
	w.pictures = map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(w.doc.Pictures)) {
		data := w.doc.Pictures[name]
		sum := sha256.Sum256(data)
		if same, had := first[sum]; had {
			w.pictures[name] = same
			continue
		}
		first[sum], w.pictures[name] = name, name
		info := w.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: pictureType(data)}, bytes.NewReader(data))
		if w.pdf.Err() {
			return
		}
		width := info.Width()
		if n := wide[width]; n > 0 {
			w.pdf.SetError(widen(info, n))
		}
		wide[width]++
	}
}

func pictureType(data []byte) string {
	if bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
		return "JPG"
	}
	return "PNG"
}

// nudge is what a picture is made wider by, in dots of which the file tells the whole ones.
const nudge = 1e-6

// widen makes a picture wider by a number of nudges, in the form that gofpdf itself keeps pictures in.
func widen(info *gofpdf.ImageInfoType, by int) error {
	kept, err := info.GobEncode()
	if err != nil {
		return err
	}
	var data, mask, palette []byte
	var number, bits int
	var width, height, scale, dpi float64
	var space, filter, params string
	var clear []int
	in := gob.NewDecoder(bytes.NewReader(kept))
	for _, field := range []any{&data, &mask, &number, &width, &height, &space, &palette, &bits, &filter, &params, &clear, &scale, &dpi} {
		if err := in.Decode(field); err != nil {
			return err
		}
	}
	width += nudge * float64(by)
	var b bytes.Buffer
	out := gob.NewEncoder(&b)
	for _, field := range []any{data, mask, number, width, height, space, palette, bits, filter, params, clear, scale, dpi} {
		if err := out.Encode(field); err != nil {
			return err
		}
	}
	return info.GobDecode(b.Bytes())
}
