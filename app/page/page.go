// Package page is a printed page as values: runs of text, lines, rectangles, polygons and images, in millimetres
// from the top left corner of the sheet. The printer and the preview draw the same values, so the preview is the print.
package page

import "math"

// Face is one of the shipped faces: three of Noto Sans and three of Noto Serif.
type Face int

// The faces. Those of Noto Serif stand in the same order as those of Noto Sans.
const (
	Regular Face = iota
	Bold
	Italic
	SerifRegular
	SerifBold
	SerifItalic
	Faces = iota // how many there are
)

// styles is the number of faces in a family.
const styles = int(SerifRegular)

// Style is the face of Noto Sans that is as bold and as slanted.
func (f Face) Style() Face { return Face(int(f) % styles) }

// Serif reports whether the face is one of Noto Serif.
func (f Face) Serif() bool { return f >= SerifRegular }

// As is the face of the same family in another style: Regular, Bold or Italic.
func (f Face) As(style Face) Face { return f - f.Style() + style.Style() }

// Color is an opaque colour, 0xRRGGBB.
type Color uint32

// Contrast is the ratio of WCAG 2 of the colour against white paper: 1 for white itself, 21 for black.
func (c Color) Contrast() float64 {
	light := func(shift uint) float64 {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*light(16) + 0.7152*light(8) + 0.0722*light(0) + 0.05)
}

// Document is a laid-out paper with what a PDF says of itself.
type Document struct {
	Title, Author, Subject, Keywords string
	Lang                             string // BCP 47: "ru-RU", "uk-UA", "en-GB"
	Created                          int64  // moment of issue, UTC milliseconds; equal input gives equal bytes
	Width, Height                    float64
	Pages                            []Page
	Marks                            []Mark
	Pictures                         map[string][]byte // PNG or JPEG bytes by name, shared by the pages
}

// Page is one sheet; marks are drawn in order, so reading order is drawing order.
type Page struct {
	Marks []any // Text, Line, Rect, Poly, Shape, Circle or Image
}

// Mark of the document outline: a heading, the page it is on (from 0) and its height there.
type Mark struct {
	Title string
	Level int
	Page  int
	Y     float64
}

// Text is one run on one baseline. Width is its advance in mm as measured at layout, so every painter agrees.
type Text struct {
	X, Y  float64 // left end of the baseline
	S     string
	Face  Face
	Size  float64 // points
	Color Color
	Width float64
	Link  string // optional address: https or mailto
	Tag   string // what it stands for, so that an editor can follow it ("line:3"); may be empty
}

// Line is a straight stroke; Dash, if not empty, is the on and off lengths in mm.
type Line struct {
	X1, Y1, X2, Y2 float64
	Thick          float64
	Color          Color
	Dash           []float64
}

// Rect is a rectangle, filled when Filled, outlined when Thick > 0.
type Rect struct {
	X, Y, W, H float64
	Fill       Color
	Filled     bool
	Stroke     Color
	Thick      float64
	Dash       []float64
}

// Point is a place on the sheet, in mm.
type Point struct{ X, Y float64 }

// Poly is a closed polygon, filled when Filled, outlined when Thick > 0.
type Poly struct {
	Points []Point
	Fill   Color
	Filled bool
	Stroke Color
	Thick  float64
}

// Shape is a filled form of several closed rings: what lies inside of rings that run one way and outside of those that run
// the other (non-zero winding).
type Shape struct {
	Rings [][]Point
	Fill  Color
}

// Circle is a disc or ring.
type Circle struct {
	X, Y, R float64
	Fill    Color
	Filled  bool
	Stroke  Color
	Thick   float64
}

// Image is a picture of the document, fitted into its box without distortion by whoever laid it out.
type Image struct {
	X, Y, W, H float64
	Name       string // key of Document.Pictures
}
