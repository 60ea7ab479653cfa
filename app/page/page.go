// Package page is a printed page as values: runs of text, lines, rectangles, polygons and images, in millimetres
// from the top left corner of the sheet. The printer and the preview draw the same values, so the preview is the print.
package page

// Face is one of the three shipped faces of Noto Sans.
type Face int

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
)

// Color is an opaque colour, 0xRRGGBB.
type Color uint32

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
	Marks []any // Text, Line, Rect, Poly, Circle or Image
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
