package paper

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"rapport/app/page"
	"rapport/assets"
)

// cutFace is a face cut down to some characters, as gofpdf puts it into a file that uses them all.
func cutFace(t *testing.T, face string, runes []rune) []byte {
	t.Helper()
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.AddUTF8FontFromBytes("whole", "", assets.Font(face))
	pdf.AddPage()
	pdf.SetFont("whole", "", 8)
	pdf.Text(10, 10, string(runes))
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	length := bytes.Index(file, []byte("/Length1 ")) // of the only font in the file
	start := bytes.LastIndex(file[:length], []byte("<</Length "))
	n := 0
	if _, err := fmt.Sscanf(string(file[start:length]), "<</Length %d", &n); err != nil {
		t.Fatal(err)
	}
	body := file[length+bytes.Index(file[length:], []byte("stream\n"))+len("stream\n"):]
	z, err := zlib.NewReader(bytes.NewReader(body[:n]))
	if err != nil {
		t.Fatal(err)
	}
	cut, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return cut
}

// TestLeanFacesAreCutFromTheWholeOnes compares the shipped cuts with what is cut now. With LEAN_FONTS=write they are written.
func TestLeanFacesAreCutFromTheWholeOnes(t *testing.T) {
	var runes []rune
	for r := range leanRunes {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	for _, face := range []page.Face{page.Regular, page.Bold, page.Italic} {
		want := cutFace(t, face.Name(), runes)
		path := "../../assets/fonts/lean/NotoSans-" + face.Name() + ".ttf"
		if os.Getenv("LEAN_FONTS") == "write" {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, ok := assets.LeanFont(face.Name()); !ok || !bytes.Equal(got, want) {
			t.Errorf("%s is not the cut of the whole face: run the test with LEAN_FONTS=write", face.Name())
		}
	}
}

// TestLeanFacesHaveTheSameWidths holds every character of the cuts against the whole faces.
func TestLeanFacesHaveTheSameWidths(t *testing.T) {
	lean := page.NewMetrics(func(face string) []byte {
		if b, ok := assets.LeanFont(face); ok {
			return b
		}
		return assets.Font(face)
	})
	for _, face := range []page.Face{page.Regular, page.Bold, page.Italic} {
		for r := range leanRunes {
			if a, b := lean.Width(string(r), face, 10), metrics.Width(string(r), face, 10); a != b {
				t.Errorf("%s %q is %v wide, %v in the whole face", face.Name(), r, a, b)
			}
		}
	}
}

// TestFacesBeyondTheCut proves that a paper with a rare character is set in the whole face, and only in that face.
func TestFacesBeyondTheCut(t *testing.T) {
	doc := &page.Document{Pages: []page.Page{{Marks: []any{
		page.Text{S: "ёЁґҐіІїЇєЄ ₽₴€№ «»“”„’–—… é ß ł", Face: page.Regular}, page.Text{S: "греческая α", Face: page.Bold}}}}}
	w := &printer{doc: doc}
	if w.beyondLean(page.Regular) || !w.beyondLean(page.Bold) || w.beyondLean(page.Italic) {
		t.Error("the wrong faces are whole")
	}
	if whole := w.fontFile(page.Bold); len(whole) != len(assets.Font("Bold")) {
		t.Error("α is to be set in a face without it")
	}
}
