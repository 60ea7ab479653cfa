package paper_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"rapport/app/page"
	"rapport/app/paper"
)

// extent is the box a mark covers.
func extent(m any) (x1, y1, x2, y2 float64) {
	switch m := m.(type) {
	case page.Text:
		h := m.Size * page.MMPerPoint
		return m.X, m.Y - 0.75*h, m.X + m.Width, m.Y + 0.22*h
	case page.Line:
		return min(m.X1, m.X2), min(m.Y1, m.Y2), max(m.X1, m.X2), max(m.Y1, m.Y2)
	case page.Rect:
		return m.X, m.Y, m.X + m.W, m.Y + m.H
	case page.Circle:
		return m.X - m.R, m.Y - m.R, m.X + m.R, m.Y + m.R
	case page.Image:
		return m.X, m.Y, m.X + m.W, m.Y + m.H
	case page.Shape:
		x1, y1, x2, y2 = m.Rings[0][0].X, m.Rings[0][0].Y, m.Rings[0][0].X, m.Rings[0][0].Y
		for _, ring := range m.Rings {
			for _, p := range ring {
				x1, y1, x2, y2 = min(x1, p.X), min(y1, p.Y), max(x2, p.X), max(y2, p.Y)
			}
		}
		return x1, y1, x2, y2
	case page.Poly:
		x1, y1, x2, y2 = m.Points[0].X, m.Points[0].Y, m.Points[0].X, m.Points[0].Y
		for _, p := range m.Points {
			x1, y1, x2, y2 = min(x1, p.X), min(y1, p.Y), max(x2, p.X), max(y2, p.Y)
		}
		return x1, y1, x2, y2
	}
	panic(fmt.Sprintf("unknown mark %T", m))
}

// checkFrame proves that no ink leaves the text block and that the foot alone stands under the body; it also proves
// that every character has a glyph and every width is the measured one.
func checkFrame(t testing.TB, doc *page.Document) {
	t.Helper()
	bottom, foot := 277.0, 281.0
	if doc.Height < 290 {
		bottom, foot = 259.4, 263.4
	}
	wrong := 0
	complain := func(format string, args ...any) {
		if wrong++; wrong < 6 {
			t.Errorf(format, args...)
		}
	}
	for n, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			x1, y1, x2, y2 := extent(m)
			if x1 < 20-0.3 || x2 > 196+0.3 || y1 < 9 || y2 > foot+5.6 {
				complain("page %d: ink outside the frame: %+v", n+1, m)
			}
			if y2 > bottom+0.3 && y1 < foot-0.3 {
				complain("page %d: ink under the body at %.1f–%.1f: %+v", n+1, y1, y2, m)
			}
			if text, ok := m.(page.Text); ok {
				checkText(complain, text)
			}
		}
	}
}

func checkText(complain func(string, ...any), m page.Text) {
	for _, r := range m.S {
		if !paper.Metrics().HasGlyph(r) {
			complain("no glyph for %q in %q", r, m.S)
		}
	}
	if w := paper.Metrics().Width(m.S, m.Face, m.Size); w < m.Width-0.01 || w > m.Width+0.01 {
		complain("%q is %.2f mm, not %.2f", m.S, w, m.Width)
	}
}

// checkCount proves that each page says its number and how many there are.
func checkCount(t testing.TB, doc *page.Document, word, of string) {
	t.Helper()
	for n, leaf := range doc.Pages {
		want := fmt.Sprintf("%s %d %s %d", word, n+1, of, len(doc.Pages))
		if !strings.Contains(textOf(leaf), want) {
			t.Errorf("page %d does not say %q", n+1, want)
		}
	}
}

// textOf is the text of a page, one run a line, in drawing order.
func textOf(leaf page.Page) string {
	var b strings.Builder
	for _, m := range leaf.Marks {
		if text, ok := m.(page.Text); ok {
			b.WriteString(text.S + "\n")
		}
	}
	return b.String()
}

func allText(doc *page.Document) string {
	var b strings.Builder
	for _, leaf := range doc.Pages {
		b.WriteString(textOf(leaf))
	}
	return b.String()
}

// flowing is the text of a document with line breaks as spaces.
func flowing(doc *page.Document) string { return strings.ReplaceAll(allText(doc), "\n", " ") }

// tagged lists the runs of a page that bear a tag with the prefix.
func tagged(leaf page.Page, prefix string) []page.Text {
	var all []page.Text
	for _, m := range leaf.Marks {
		if text, ok := m.(page.Text); ok && strings.HasPrefix(text.Tag, prefix) {
			all = append(all, text)
		}
	}
	return all
}

// fill puts a text into every string of a value, whatever it means, and keeps codes that are no free text.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(s)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).CanSet() && name != "Lang" && name != "Code" && name != "Public" && name != "Country" && name != "Currency" {
				fill(v.Field(i), s)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				fill(v.Index(i), s)
			}
		}
	}
}
