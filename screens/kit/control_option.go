package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// OptionCard is a boxed radio button: the questionnaire and the first run are made of them.
type OptionCard struct {
	control

	title   *Label
	line    *Paragraph
	icon    string
	tone    Tone
	right   bool // the circle stands at the right
	soft    bool // the chosen card is filled with the soft tone
	circled bool
	content fyne.CanvasObject
	group   *OptionGroup
	index   int
}

// OptionGroup holds option cards of which one is chosen.
type OptionGroup struct {
	choiceGroup
}

// NewOptionGroup makes an empty group; onChange gets the index of the card.
func NewOptionGroup(onChange func(int)) *OptionGroup {
	return &OptionGroup{choiceGroup{chosen: -1, onChange: onChange}}
}

// Chosen is the index of the chosen card, -1 for none.
func (g *OptionGroup) Chosen() int { return g.chosen }

// Choose chooses a card without calling the callback; -1 chooses none.
func (g *OptionGroup) Choose(i int) { g.set(i) }

func (g *OptionGroup) add(c *OptionCard) *OptionCard {
	c.group, c.index, c.circled = g, len(g.items), true
	g.items = append(g.items, c)
	c.extend(c)
	return c
}

// Answer adds a card of a questionnaire: the circle at the left, a text of up to three lines, filled when chosen.
func (g *OptionGroup) Answer(text string, tone Tone) *OptionCard {
	return g.add(&OptionCard{line: NewWrap(text, Dense, Text2, 3), tone: tone, soft: true})
}

// Card adds a card with a bold title, a grey line below it and the circle at the right.
func (g *OptionGroup) Card(title, line string) *OptionCard {
	return g.add(&OptionCard{title: NewText(title, Body|Bold, Text).Shrinks(), line: NewWrap(line, Caption, Text3, 8),
		tone: ToneAccent, right: true})
}

// WithIcon puts an icon at the left of the card and returns it.
func (c *OptionCard) WithIcon(name string) *OptionCard {
	c.icon = name
	return c
}

// WithoutCircle leaves the circle out: the edge alone tells the choice.
func (c *OptionCard) WithoutCircle() *OptionCard {
	c.circled = false
	return c
}

// WithContent puts further controls below the text of the card and returns it.
func (c *OptionCard) WithContent(o fyne.CanvasObject) *OptionCard {
	c.content = o
	return c
}

// roomyCard is how much more than its text a card has to be high before the text stands at its top.
const roomyCard float32 = 60

// Tapped chooses the card.
func (c *OptionCard) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.takeFocus()
	c.group.choose(c.index)
}

// TypedKey chooses the card at Space and Enter; arrows go to the neighbours.
func (c *OptionCard) TypedKey(ev *fyne.KeyEvent) {
	c.keyed()
	switch {
	case ev.Name == fyne.KeySpace, isEnter(ev) && c.group.chosen != c.index:
		c.group.choose(c.index)
	case c.group.step(c.index, ev):
	default:
		RouteKey(ev)
	}
}

func (c *OptionCard) chosen() bool { return c.group.chosen == c.index }

// insets are the left and right edges of the text.
func (c *OptionCard) insets() (left, right float32) {
	left, right = 16, 16
	switch {
	case c.icon != "":
		left = 48
	case c.circled && !c.right:
		left, right = 38, 10
	}
	if c.circled && c.right {
		right = 44
	}
	return left, right
}

func (c *OptionCard) textHeight(width float32) float32 {
	h := float32(0)
	if c.title != nil {
		h += Body.Line()
	}
	if c.line.Text() != "" {
		h += c.line.HeightAt(width)
	}
	return h
}

// HeightAt is the height the card needs at a width.
func (c *OptionCard) HeightAt(width float32) float32 {
	l, r := c.insets()
	h := c.textHeight(width-l-r) + 22
	if c.content != nil {
		h += HeightAt(c.content, width-32) + 12
	}
	return max(h, 56)
}

func (c *OptionCard) minSize() fyne.Size {
	l, r := c.insets()
	w := l + r + labelFloor
	if c.title != nil {
		w = l + r + (Body | Bold).Width(c.title.Text())
	}
	if c.content != nil {
		w = max(w, c.content.MinSize().Width+32)
	}
	return fyne.NewSize(w, c.HeightAt(max(c.Size().Width, w)))
}

// CreateRenderer is called by Fyne.
func (c *OptionCard) CreateRenderer() fyne.WidgetRenderer {
	box, mark, icon := newFrame(radiusControl), newRadioMark(), canvas.NewImageFromResource(nil)
	objects := append(append(box.objects(), mark.objects()...), icon, c.line)
	if c.title != nil {
		objects = append(objects, c.title)
	}
	if c.content != nil {
		objects = append(objects, c.content)
	}
	return newSketch(c, c.minSize, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		c.layoutText(size, mark, icon)
	}, func() {
		c.paint(box, mark, icon)
	}, objects...)
}

func (c *OptionCard) layoutText(size fyne.Size, mark *radioMark, icon *canvas.Image) {
	l, r := c.insets()
	w := size.Width - l - r
	h := c.textHeight(w)
	head := size.Height
	if c.right && head > h+roomyCard {
		head = h + 22
	}
	if c.content != nil {
		head = h + 22
		place(c.content, 16, head, size.Width-32, size.Height-head-12)
	}
	y := floor((head - h) / 2)
	if c.title != nil {
		place(c.title, l, y, w, Body.Line())
		y += Body.Line()
	}
	place(c.line, l, y, w, c.line.HeightAt(w))
	x := pick[float32](c.right, size.Width-16-boxSide, 12)
	mark.layout(x, floor((head-boxSide)/2))
	place(icon, 17, floor((head-20)/2), 20, 20)
}

func (c *OptionCard) paint(box *frame, mark *radioMark, icon *canvas.Image) {
	on := c.chosen()
	face, edge, width := C(Surface), C(Line2), float32(1)
	ground := Surface
	switch {
	case c.Disabled():
		face, ground = C(Sunken), Sunken
	case on && c.soft:
		face, edge, ground = C(c.tone.Soft), C(c.tone.Ink), c.tone.Soft
	case on:
		edge, width = C(c.tone.Ink), 2
	case c.hot():
		face, ground = C(Sunken), Sunken
	}
	if c.ringed() {
		edge, width = C(Accent), max(width, 1)
	}
	box.set(face, edge, width, c.ringed())
	mark.paint(on, false, c.Disabled(), c.tone, ground)
	for _, o := range mark.objects() {
		o.(*canvas.Circle).Hidden = o.(*canvas.Circle).Hidden || !c.circled
	}
	if c.circled {
		mark.rim.Hidden, mark.hole.Hidden = false, false
	}
	setIcon(icon, c.icon, pick(on, c.tone.Ink, Text2))
	c.line.SetToken(pick(c.soft, pick(on, Text, Text2), Text3))
}
