package paper_test

import (
	"bytes"
	"fmt"
	"testing"

	"rapport/app/page"
	"rapport/app/paper"
)

// TestPicturesOfOneSizeStayInOrder proves that a paper of many pictures as wide as each other has the same bytes each time,
// and that equal pictures are written once.
func TestPicturesOfOneSizeStayInOrder(t *testing.T) {
	doc := &page.Document{Title: "x", Lang: "en-GB", Width: 210, Height: 297, Pictures: map[string][]byte{}, Pages: make([]page.Page, 1)}
	for i := range 24 {
		name := fmt.Sprintf("picture %d", i)
		doc.Pictures[name] = picture(t, 40, 20+i/2, i%4 == 0 && i%2 == 0).Bytes
		doc.Pages[0].Marks = append(doc.Pages[0].Marks, page.Image{X: 20, Y: 10 + float64(i)*11, W: 10, H: 10, Name: name})
	}
	distinct := map[string]bool{}
	for _, data := range doc.Pictures {
		distinct[string(data)] = true
	}
	first := pdfOf(t, doc)
	for range 8 {
		if !bytes.Equal(first, pdfOf(t, doc)) {
			t.Fatal("other bytes the second time")
		}
	}
	if n := bytes.Count(first, []byte("/Subtype /Image")) - bytes.Count(first, []byte("/SMask ")); n != len(distinct) {
		t.Errorf("%d pictures are written for %d", n, len(distinct))
	}
	doc.Pictures["picture 3"] = []byte("no picture")
	if _, err := paper.PDF(doc); err == nil {
		t.Error("what is no picture is printed")
	}
}
