package paper

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"rapport/app/page"
)

// Creator is what the PDF names as the program that made it.
var Creator = "Rapport"

// families are what gofpdf calls the families of faces: without and with serifs.
var families = map[bool]string{false: "notosans", true: "notoserif"}

var fontStyles = [...]string{page.Regular: "", page.Bold: "B", page.Italic: "I"}

// PDF writes a document as a PDF file with its fonts embedded. Equal documents give equal bytes.
// It fails on a picture that cannot be embedded; on no text does it panic.
func PDF(doc *page.Document) (file []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			file, err = nil, fmt.Errorf("write PDF: %v", fault)
		}
	}()
	w := newPrinter(doc)
	for n := range doc.Pages {
		w.page(n)
	}
	var b bytes.Buffer
	if err := w.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return mend(b.Bytes(), doc)
}

// printer draws pages with gofpdf, setting fonts and colours only when they change.
type printer struct {
	pdf   *gofpdf.Fpdf
	doc   *page.Document
	base  page.Face
	font  fontKey
	text  page.Color
	draw  page.Color
	fill  page.Color
	thick float64
	dash  []float64
	fresh bool

	pictures map[string]string // by name, under which name gofpdf has it: equal ones have one
}

type fontKey struct {
	face page.Face
	size float64
}

func newPrinter(doc *page.Document) *printer {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: doc.Width, Ht: doc.Height}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	moment := time.UnixMilli(doc.Created).UTC()
	pdf.SetCreationDate(moment)
	pdf.SetModificationDate(moment)
	pdf.SetTitle(doc.Title, true)
	pdf.SetAuthor(doc.Author, true)
	pdf.SetSubject(doc.Subject, true)
	pdf.SetKeywords(doc.Keywords, true)
	pdf.SetCreator(Creator, true)
	w := &printer{pdf: pdf, doc: doc}
	w.loadFonts()
	w.loadPictures()
	return w
}

// loadFonts hands gofpdf the faces the document uses, each a fresh copy: it writes into the bytes. One is always there, for
// the outline of the document: the regular one of Noto Sans, or of Noto Serif where nothing is set in the other.
func (w *printer) loadFonts() {
	used := map[page.Face]bool{}
	for _, leaf := range w.doc.Pages {
		for _, m := range leaf.Marks {
			if t, ok := m.(page.Text); ok {
				used[t.Face] = true
			}
		}
	}
	w.base = page.SerifRegular
	if len(used) == 0 || used[page.Regular] || used[page.Bold] || used[page.Italic] {
		w.base = page.Regular
	}
	used[w.base] = true
	for face := range page.Face(page.Faces) {
		if used[face] {
			w.pdf.AddUTF8FontFromBytes(families[face.Serif()], fontStyles[face.Style()], w.fontFile(face))
		}
	}
}

// page draws one page and its entries of the outline.
func (w *printer) page(n int) {
	w.pdf.AddPage()
	w.fresh = true
	w.setFont(w.base, 8)
	for _, m := range w.doc.Marks {
		if m.Page == n {
			w.pdf.Bookmark(basic(m.Title), m.Level, m.Y)
		}
	}
	for _, m := range w.doc.Pages[n].Marks {
		w.mark(m)
	}
}

func (w *printer) mark(m any) {
	switch m := m.(type) {
	case page.Text:
		w.drawText(m)
	case page.Line:
		w.stroke(m.Color, m.Thick, m.Dash)
		w.pdf.Line(m.X1, m.Y1, m.X2, m.Y2)
	case page.Rect:
		if how := w.paint(m.Filled, m.Fill, m.Stroke, m.Thick, m.Dash); how != "" {
			w.pdf.Rect(m.X, m.Y, m.W, m.H, how)
		}
	case page.Circle:
		if how := w.paint(m.Filled, m.Fill, m.Stroke, m.Thick, nil); how != "" {
			w.pdf.Circle(m.X, m.Y, m.R, how)
		}
	case page.Poly:
		if how := w.paint(m.Filled, m.Fill, m.Stroke, m.Thick, nil); how != "" {
			points := make([]gofpdf.PointType, len(m.Points))
			for i, p := range m.Points {
				points[i] = gofpdf.PointType{X: p.X, Y: p.Y}
			}
			w.pdf.Polygon(points, how)
		}
	case page.Shape:
		w.rings(m)
	case page.Image:
		w.pdf.ImageOptions(w.pictures[m.Name], m.X, m.Y, m.W, m.H, false, gofpdf.ImageOptions{}, 0, "")
	}
}

// rings fills a form of several rings.
func (w *printer) rings(m page.Shape) {
	drawn := false
	for _, ring := range m.Rings {
		for i, p := range ring {
			if i == 0 {
				w.pdf.MoveTo(p.X, p.Y)
			} else {
				w.pdf.LineTo(p.X, p.Y)
			}
		}
		if len(ring) > 0 {
			w.pdf.ClosePath()
			drawn = true
		}
	}
	if drawn {
		w.pdf.SetFillColor(channels(m.Fill))
		w.pdf.DrawPath("F")
	}
}

func (w *printer) drawText(t page.Text) {
	w.setFont(t.Face, t.Size)
	if w.fresh || w.text != t.Color {
		w.pdf.SetTextColor(channels(t.Color))
		w.text = t.Color
	}
	w.pdf.Text(t.X, t.Y, basic(t.S))
	if t.Link != "" {
		h := t.Size * page.MMPerPoint
		w.pdf.LinkString(t.X, t.Y-h*0.8, t.Width, h*1.1, t.Link)
	}
	w.settle()
}

// settle ends the time in which every setting must be repeated: a new page knows none.
func (w *printer) settle() { w.fresh = false }

func (w *printer) setFont(face page.Face, size float64) {
	if key := (fontKey{face, size}); key != w.font || w.fresh {
		w.pdf.SetFont(families[face.Serif()], fontStyles[face.Style()], size)
		w.font = key
	}
}

func (w *printer) stroke(c page.Color, thick float64, dash []float64) {
	w.pdf.SetDrawColor(channels(c))
	w.pdf.SetLineWidth(thick)
	if len(dash) > 0 || len(w.dash) > 0 {
		w.pdf.SetDashPattern(dash, 0)
		w.dash = dash
	}
}

// paint sets colours for a shape and returns gofpdf's word for filling or stroking; empty draws nothing.
func (w *printer) paint(filled bool, fill, stroke page.Color, thick float64, dash []float64) string {
	how := ""
	if filled {
		w.pdf.SetFillColor(channels(fill))
		how = "F"
	}
	if thick > 0 {
		w.stroke(stroke, thick, dash)
		how += "D"
	}
	return how
}

func channels(c page.Color) (r, g, b int) {
	return int(c >> 16 & 0xff), int(c >> 8 & 0xff), int(c & 0xff)
}

// basic drops what gofpdf cannot count: characters beyond U+FFFF.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return -1
		}
		return r
	}, s)
}
