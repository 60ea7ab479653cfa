package card

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
)

// Measures of the screen, in units.
const (
	columnGap   float32 = 16
	threeFrom   float32 = 1140 // from this width on there are three columns
	sideLeast   float32 = 320
	sideMost    float32 = 400
	middleLeast float32 = 380
)

// cardLayout shares the width out: two sides and the tabs between them, or one side and the tabs where there is little
// room.
type cardLayout struct {
	split func(three bool)
}

func (l *cardLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sideLeast+columnGap+middleLeast, 240)
}

// side is the width of one side column.
func side(width float32, three bool) float32 {
	if !three {
		return min(max(width*0.36, sideLeast), sideMost)
	}
	return min(max(width*0.3, sideLeast), sideMost)
}

func (l *cardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	three := size.Width >= threeFrom
	l.split(three)
	w := side(size.Width, three)
	middle := size.Width - w - columnGap
	if three {
		middle -= w + columnGap
	}
	put(o[0], 0, w, size.Height)
	put(o[1], w+columnGap, middle, size.Height)
	put(o[2], w+middle+2*columnGap, w, size.Height) // beyond the edge while its cards stand in the left column
}

func put(o fyne.CanvasObject, x, w, h float32) {
	o.Move(fyne.NewPos(x, 0))
	o.Resize(fyne.NewSize(w, h))
}

// column is cards below each other that scroll together.
type column struct {
	box    *fyne.Container
	scroll *kit.ScrollMemory
	object fyne.CanvasObject
	folded bool // its cards stand in another column
}

func newColumn() *column {
	return newColumnIn(bleedLayout{right: 11, bottom: columnGap})
}

// newColumnIn makes a column that scrolls so far beyond its place.
func newColumnIn(bleed bleedLayout) *column {
	c := &column{box: kit.VBox(columnGap)}
	c.scroll = kit.NewScrollMemory(kit.Pad(c.box, 1, 1, bleed.right, bleed.bottom+3)) // room for the lines and shadows of the cards
	c.object = container.New(&bleed, c.scroll)
	return c
}

// bleedLayout lets a scrolled column reach beyond its place: at the left where the lines of its cards are, at the right
// where its bar is, and at the foot to the edge of the window.
type bleedLayout struct{ right, bottom float32 }

func (l *bleedLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l *bleedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(-1, -1))
	o[0].Resize(fyne.NewSize(size.Width+1+l.right, size.Height+1+l.bottom))
}

// tabBleed is that of a column within a card.
var tabBleed = bleedLayout{right: 10}

func (c *column) set(objects []fyne.CanvasObject) {
	c.box.Objects = objects
	c.box.Refresh()
	c.scroll.Refit()
}

func (c *column) toTop() { c.scroll.SetOffset(0) }

// headline is a name with chips behind it: the name has the width it needs as long as there is room, and the chips
// that do not fit are left out, the first one never.
type headline struct{ gap float32 }

func (l *headline) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(120, 0)
	for _, c := range o {
		size.Height = max(size.Height, c.MinSize().Height)
	}
	if len(o) > 1 {
		size.Width += l.gap + o[1].MinSize().Width
	}
	return size
}

func (l *headline) Layout(o []fyne.CanvasObject, size fyne.Size) {
	natural := o[0].MinSize().Width
	if t, ok := o[0].(interface{ Text() string }); ok {
		natural = (kit.Heading | kit.Bold).Width(t.Text()) + 1
	}
	room := size.Width
	if len(o) > 1 {
		room -= l.gap + o[1].MinSize().Width
	}
	x := l.place(o[0], 0, min(natural, max(room, 0)), size.Height)
	for i, c := range o[1:] {
		w := c.MinSize().Width
		if i > 0 && x+l.gap+w > size.Width {
			l.place(c, size.Width+2000, w, size.Height) // beyond the edge of the window
			continue
		}
		x = l.place(c, x+l.gap, w, size.Height)
	}
}

// place centres an object at its own height and returns its right edge.
func (l *headline) place(o fyne.CanvasObject, x, w, h float32) float32 {
	own := min(o.MinSize().Height, h)
	o.Move(fyne.NewPos(x, float32(int((h-own)/2))))
	o.Resize(fyne.NewSize(w, own))
	return x + w
}
