package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// IconChoice chooses one of up to a dozen things by their icons: a well in which the chosen icon has its word beside
// it, the others tell their word as a tip.
type IconChoice struct {
	control

	options  []Option
	chosen   int
	over     int
	onChoose func(id string)
	inputs   []func()
}

const iconCell float32 = 34

// NewIconChoice makes a choice of the options; the first is chosen.
func NewIconChoice(options []Option, onChoose func(id string)) *IconChoice {
	c := &IconChoice{options: options, onChoose: onChoose, over: -1}
	c.extend(c)
	return c
}

// Value is the id of the chosen option.
func (c *IconChoice) Value() string {
	if c.chosen < 0 || c.chosen >= len(c.options) {
		return ""
	}
	return c.options[c.chosen].ID
}

// SetValue chooses the option of that id without calling the callback; an unknown id changes nothing.
func (c *IconChoice) SetValue(id string) {
	if i := optionIndex(c.options, id); i >= 0 {
		c.chosen = i
		c.Refresh()
	}
}

// OnInput adds a listener called after the user changed the choice.
func (c *IconChoice) OnInput(f func()) { c.inputs = append(c.inputs, f) }

// Mark shows nothing: there is no wrong choice.
func (c *IconChoice) Mark(Level) {}

func (c *IconChoice) choose(i int) {
	if c.Disabled() || i < 0 || i >= len(c.options) || i == c.chosen {
		return
	}
	c.chosen = i
	c.Refresh()
	if c.onChoose != nil {
		c.onChoose(c.options[i].ID)
	}
	for _, f := range c.inputs {
		f()
	}
}

func (c *IconChoice) word() string {
	if c.chosen < 0 || c.chosen >= len(c.options) {
		return ""
	}
	return c.options[c.chosen].Label
}

func (c *IconChoice) wordWidth() float32 { return (Dense | Bold).Width(c.word()) + 10 }

// edges are the left edges of the cells and the right edge of the last; cells grow narrower where there is little room.
func (c *IconChoice) edges() []float32 {
	cell := iconCell
	if n := len(c.options); n > 0 {
		cell = max(24, min(cell, (c.Size().Width-2*segmentInset-c.wordWidth())/float32(n)))
	}
	e := []float32{segmentInset}
	for i := range c.options {
		e = append(e, e[i]+cell+pick(i == c.chosen, c.wordWidth(), 0))
	}
	return e
}

func (c *IconChoice) at(x float32) int {
	e := c.edges()
	for i := range c.options {
		if x >= e[i] && x < e[i+1] {
			return i
		}
	}
	return -1
}

// Tapped chooses the icon under the pointer.
func (c *IconChoice) Tapped(ev *fyne.PointEvent) {
	c.takeFocus()
	if ev != nil {
		c.choose(c.at(ev.Position.X))
	}
}

// TypedKey moves the choice by arrows, Home and End.
func (c *IconChoice) TypedKey(ev *fyne.KeyEvent) {
	c.keyed()
	switch ev.Name {
	case fyne.KeyLeft:
		c.choose(c.chosen - 1)
	case fyne.KeyRight:
		c.choose(c.chosen + 1)
	case fyne.KeyHome:
		c.choose(0)
	case fyne.KeyEnd:
		c.choose(len(c.options) - 1)
	default:
		RouteKey(ev)
	}
}

// MouseIn is called when the pointer enters.
func (c *IconChoice) MouseIn(ev *desktop.MouseEvent) {
	c.point(ev)
	c.control.MouseIn(ev)
}

// MouseMoved lights the icon under the pointer and tells its word.
func (c *IconChoice) MouseMoved(ev *desktop.MouseEvent) {
	c.point(ev)
	c.control.MouseMoved(ev)
}

// MouseOut is called when the pointer leaves.
func (c *IconChoice) MouseOut() {
	c.over = -1
	c.control.MouseOut()
}

func (c *IconChoice) point(ev *desktop.MouseEvent) {
	i := c.at(ev.Position.X)
	if i == c.over {
		return
	}
	c.over = i
	c.SetTip("")
	if i >= 0 && i != c.chosen {
		c.SetTip(c.options[i].Label)
	}
	c.Refresh()
}

// CreateRenderer is called by Fyne.
func (c *IconChoice) CreateRenderer() fyne.WidgetRenderer {
	well, thumb, word := newFrame(radiusControl), &canvas.Rectangle{CornerRadius: 4}, &canvas.Text{}
	icons := make([]*canvas.Image, len(c.options))
	objects := append(well.objects(), thumb)
	for i := range icons {
		icons[i] = canvas.NewImageFromResource(nil)
		objects = append(objects, icons[i])
	}
	return newSketch(c, func() fyne.Size {
		return fyne.NewSize(float32(len(c.options))*26+2*segmentInset+c.wordWidth(), ControlHeight)
	}, func(size fyne.Size) {
		well.layout(fyne.Position{}, size)
		e := c.edges()
		for i, icon := range icons {
			lead := (e[i+1] - e[i] - pick(i == c.chosen, c.wordWidth(), 0) - 16) / 2
			place(icon, floor(e[i]+lead), 8, 16, 16)
			if i == c.chosen {
				place(thumb, e[i], segmentInset, e[i+1]-e[i], size.Height-2*segmentInset)
				place(word, e[i]+lead+16+6, 0, c.wordWidth(), size.Height)
			}
		}
	}, func() {
		well.set(C(Well), pick(c.ringed(), C(Accent), nil), 1, c.ringed())
		thumb.FillColor, thumb.Shadow = C(SegOn), lying()
		word.Text, word.Color = c.word(), C(Text)
		(Dense | Bold).dress(word)
		for i, icon := range icons {
			setIcon(icon, c.options[i].Icon, pick(i == c.chosen, Accent, pick(i == c.over, Text, Text2)))
		}
	}, append(objects, word)...)
}
