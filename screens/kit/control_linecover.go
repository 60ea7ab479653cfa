package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// lineStrip is how high the strip at the foot of a field is where the scroll bar of its line would be.
const lineStrip float32 = 6

// lineCover hides what the toolkit lays over a field while its line is too long: the scroll bar, and the shadow on the
// border.
type lineCover struct{ strip, rim *canvas.Rectangle }

func newLineCover() *lineCover { return &lineCover{&canvas.Rectangle{}, &canvas.Rectangle{}} }

func (c *lineCover) objects() []fyne.CanvasObject { return []fyne.CanvasObject{c.strip, c.rim} }

// over covers the foot and the border of the box of a field in their colours.
func (c *lineCover) over(box *frame) {
	pos, size, w := box.edge.Position(), box.edge.Size(), box.width
	c.strip.FillColor = box.face.FillColor
	place(c.strip, pos.X+w, pos.Y+size.Height-w-lineStrip, size.Width-2*w, lineStrip)
	c.rim.FillColor, c.rim.StrokeColor, c.rim.StrokeWidth, c.rim.CornerRadius = color.Transparent, box.edge.FillColor, w, box.radius
	place(c.rim, pos.X, pos.Y, size.Width, size.Height)
}

// under covers the scroll bar where the field reaches below its box, down to a height, in the colour of what the box stands on.
func (c *lineCover) under(box *frame, bottom float32, ground color.Color) {
	pos, size := box.edge.Position(), box.edge.Size()
	c.strip.FillColor = ground
	place(c.strip, pos.X, pos.Y+size.Height, size.Width, bottom-pos.Y-size.Height)
}
