package page

import (
	"fmt"
	"sync"
)

// MMPerPoint is the length of a typographic point in millimetres.
const MMPerPoint = 25.4 / 72

// faceNames are the names of the faces in the order of their constants.
var faceNames = [Faces]string{"Regular", "Bold", "Italic", "Serif-Regular", "Serif-Bold", "Serif-Italic"}

// Name is the name of the face as the loader of faces knows it: that of its style, with the family before it unless it is
// Noto Sans.
func (f Face) Name() string {
	if f < 0 || int(f) >= len(faceNames) {
		return faceNames[Regular]
	}
	return faceNames[f]
}

// Metrics knows how wide each character of each face is. It reads a face when it is first asked for, once,
// and may be used by any number of goroutines.
type Metrics struct {
	load  func(face string) []byte
	faces [Faces]struct {
		once   sync.Once
		glyphs *glyphs
	}
}

// NewMetrics makes metrics over a loader of TrueType files by face name, as Face.Name gives it.
// The loader's bytes are only read. A file that is no font panics at first use: faces are fixed at build time.
func NewMetrics(load func(face string) []byte) *Metrics { return &Metrics{load: load} }

func (m *Metrics) face(f Face) *glyphs {
	if f < 0 || int(f) >= len(m.faces) {
		f = Regular
	}
	slot := &m.faces[f]
	slot.once.Do(func() {
		g, err := parseFont(m.load(f.Name()))
		if err != nil {
			panic(fmt.Sprintf("page: face %s: %v", f.Name(), err))
		}
		slot.glyphs = g
	})
	return slot.glyphs
}

// Width is the advance of a one-line text in mm, without kerning, as the PDF draws it; size is in points.
func (m *Metrics) Width(s string, f Face, size float64) float64 {
	return float64(m.units(s, f)) * size * MMPerPoint / 1000
}

// units is the advance in thousandths of the type size.
func (m *Metrics) units(s string, f Face) int {
	g := m.face(f)
	n := 0
	for _, r := range s {
		n += g.of(r)
	}
	return n
}

func (g *glyphs) of(r rune) int {
	if r < 0 || int(r) >= len(g.advance) || g.advance[r] == absent {
		return 0
	}
	return int(g.advance[r])
}

// HasGlyph reports whether the regular face draws the character; all shipped faces draw the same ones.
func (m *Metrics) HasGlyph(r rune) bool { return m.face(Regular).has(r) }

func (g *glyphs) has(r rune) bool { return r >= 0 && int(r) < len(g.advance) && g.advance[r] != absent }
