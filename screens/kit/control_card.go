package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Card is a surface with a line around it: a title, something at the right of the title, and the content.
type Card struct {
	widget.BaseWidget

	title   *Label
	right   fyne.CanvasObject
	content fyne.CanvasObject
	bare    bool
	body    *fyne.Container
}

// NewCard makes a card; title "" leaves the head out.
func NewCard(title string, content fyne.CanvasObject) *Card {
	c := &Card{title: NewText(title, Body|Bold, Text).Shrinks(), content: content}
	c.build()
	c.ExtendBaseWidget(c)
	return c
}

// NewBareCard makes a card whose content reaches to the line: tables, lists.
func NewBareCard(content fyne.CanvasObject) *Card {
	c := &Card{title: NewText("", Body|Bold, Text), content: content, bare: true}
	c.build()
	c.ExtendBaseWidget(c)
	return c
}

// WithCaption puts a small grey text at the right of the title and returns the card.
func (c *Card) WithCaption(s string) *Card { return c.WithRight(NewText(s, Caption, Text3)) }

// WithRight puts an object at the right of the title and returns the card.
func (c *Card) WithRight(o fyne.CanvasObject) *Card {
	c.right = o
	c.build()
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(s string) {
	c.title.SetText(s)
	c.build()
	c.Refresh()
}

// SetContent exchanges the content.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.content = o
	c.build()
	c.Refresh()
}

func (c *Card) build() {
	inner := c.content
	if c.title.Text() != "" || c.right != nil {
		head := HBox(8, Grow(c.title))
		if c.right != nil {
			head.Add(c.right)
		}
		inner = VBox(8, head, Grow(c.content))
	}
	if c.bare {
		c.body = Pad(inner, 1, 1, 1, 1)
		return
	}
	c.body = Pad(inner, 16, 14, 16, 14)
}

// HeightAt is the height the card needs at a width.
func (c *Card) HeightAt(width float32) float32 { return HeightAt(c.body, width) }

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	box := newPlate(radiusCard)
	var s *sketch
	s = newSketch(c, func() fyne.Size { return c.body.MinSize() }, func(size fyne.Size) {
		box.place(0, 0, size.Width, size.Height)
		place(c.body, 0, 0, size.Width, size.Height)
	}, func() {
		box.set(C(Surface), C(Line), 1)
		box.cast(lying())
		if s != nil {
			s.objects = append(box.objects(), c.body)
		}
	}, append(box.objects(), c.body)...)
	return s
}

// EmptyState says that there is nothing yet, why, and what to do: a picture, a bold sentence, a line, a button.
// Picture and button may be nil.
func EmptyState(picture fyne.CanvasObject, sentence, line string, button *Button) fyne.CanvasObject {
	column := VBox(0)
	if picture != nil {
		column.Add(Pad(Center(picture), 0, 0, 0, 12))
	}
	column.Add(NewText(sentence, Sub|Bold, Text).Aligned(fyne.TextAlignCenter))
	if line != "" {
		column.Add(Pad(Center(Fixed(NewWrap(line, Dense, Text2, 4).Aligned(fyne.TextAlignCenter), emptyWidth, 0)), 0, 6, 0, 0))
	}
	if button != nil {
		column.Add(Pad(Center(button), 0, 12, 0, 0))
	}
	return Center(column)
}

// emptyWidth is the measure of the explaining line, in units.
const emptyWidth float32 = 300

// EmptyIcon is a large grey icon for EmptyState.
func EmptyIcon(name string) fyne.CanvasObject { return NewGlyph(name, Line2, 40) }
