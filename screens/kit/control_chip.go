package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tone is a colour with its three uses: for text and icons, for solid marks, for a soft ground.
type Tone struct {
	Ink, Fill, Soft Token
}

// The tones of the window.
var (
	ToneExchange    = Tone{M, MFill, MSoft}
	ToneBusiness    = Tone{B, BFill, BSoft}
	TonePartnership = Tone{S, SFill, SSoft}
	ToneGreen       = Tone{Green, GreenFill, GreenSoft}
	ToneAmber       = Tone{Amber, AmberFill, AmberSoft}
	ToneRed         = Tone{Red, RedFill, RedSoft}
	ToneAccent      = Tone{Accent, AccentFill, AccentSoft}
	ToneNeutral     = Tone{Text2, Text3, Track}
)

// Chip is a pill with an icon and a word on a soft ground. It only tells; ChipButton can be pressed.
type Chip struct {
	widget.BaseWidget

	icon  string
	word  string
	tone  Tone
	large bool
}

// NewChip makes a chip 20 high; icon "" leaves the icon out.
func NewChip(icon, word string, tone Tone) *Chip {
	c := &Chip{icon: icon, word: word, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// Large makes the chip 24 high, as in page headers, and returns it.
func (c *Chip) Large() *Chip {
	c.large = true
	return c
}

// Set changes icon, word and tone.
func (c *Chip) Set(icon, word string, tone Tone) {
	c.icon, c.word, c.tone = icon, word, tone
	c.Refresh()
}

// Word is the word on the chip.
func (c *Chip) Word() string { return c.word }

func (c *Chip) measures() (height, side float32, style Style) {
	if c.large {
		return 24, 14, Dense
	}
	return 20, 12, Caption
}

const chipPad float32 = 8

// CreateRenderer is called by Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	ground, word, icon := &canvas.Rectangle{}, &canvas.Text{}, canvas.NewImageFromResource(nil)
	return newSketch(c, func() fyne.Size {
		h, side, style := c.measures()
		w := style.Width(c.word) + 2*chipPad
		if c.icon != "" {
			w += side + 4
		}
		return fyne.NewSize(w, h)
	}, func(size fyne.Size) {
		h, side, style := c.measures()
		y := floor((size.Height - h) / 2)
		place(ground, 0, y, size.Width, h)
		ground.CornerRadius = h / 2
		x := chipPad
		if c.icon != "" {
			place(icon, x, y+floor((h-side)/2), side, side)
			x += side + 4
		}
		word.Text = CutText(c.word, style, size.Width-x-chipPad+0.5)
		place(word, x, y, size.Width-x-chipPad, h)
	}, func() {
		_, _, style := c.measures()
		ground.FillColor = C(c.tone.Soft)
		word.Color = C(c.tone.Ink)
		style.dress(word)
		setIcon(icon, c.icon, c.tone.Ink)
	}, ground, icon, word)
}

// ChipButton is a chip 24 high that opens something: icon, word, chevron.
type ChipButton struct {
	control

	icon  string
	word  string
	tone  Tone
	onTap func()
}

// NewChipButton makes a pressable chip with a chevron.
func NewChipButton(icon, word string, tone Tone, onTap func()) *ChipButton {
	c := &ChipButton{icon: icon, word: word, tone: tone, onTap: onTap}
	c.extend(c)
	return c
}

// Set changes icon, word and tone.
func (c *ChipButton) Set(icon, word string, tone Tone) {
	c.icon, c.word, c.tone = icon, word, tone
	c.Refresh()
}

// Tapped presses the chip.
func (c *ChipButton) Tapped(*fyne.PointEvent) {
	TipLeave(c)
	c.takeFocus()
	c.press()
}

func (c *ChipButton) press() {
	if c.onTap != nil && !c.Disabled() {
		c.onTap()
	}
}

// TypedKey presses the chip at Enter and Space.
func (c *ChipButton) TypedKey(ev *fyne.KeyEvent) {
	c.keyed()
	if isPress(ev) {
		c.press()
		return
	}
	RouteKey(ev)
}

// CreateRenderer is called by Fyne.
func (c *ChipButton) CreateRenderer() fyne.WidgetRenderer {
	box, word := newFrame(12), &canvas.Text{}
	icon, chevron := canvas.NewImageFromResource(nil), canvas.NewImageFromResource(nil)
	lead := func() float32 {
		if c.icon == "" {
			return chipPad
		}
		return chipPad + 18
	}
	return newSketch(c, func() fyne.Size {
		return fyne.NewSize(lead()+Dense.Width(c.word)+4+12+chipPad, 24)
	}, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		place(icon, chipPad, 5, 14, 14)
		x := lead()
		word.Text = CutText(c.word, Dense, size.Width-x-chipPad-16+0.5)
		place(word, x, 0, size.Width-x-chipPad-16, size.Height)
		place(chevron, size.Width-chipPad-12, 6, 12, 12)
	}, func() {
		face := pick(c.hot(), blend(C(c.tone.Soft), C(c.tone.Fill), 0.15), C(c.tone.Soft))
		if c.ringed() {
			box.set(face, C(Accent), 1, true)
		} else {
			box.set(face, nil, 0, false)
		}
		word.Color, word.TextSize = C(c.tone.Ink), Dense.Size()
		setIcon(icon, c.icon, c.tone.Ink)
		setIcon(chevron, "chd", c.tone.Ink)
	}, append(box.objects(), icon, word, chevron)...)
}

// FilterChip is a pill 32 high that filters a list: a colour square, a word, a count.
type FilterChip struct {
	control

	word     string
	count    string
	square   Token
	squared  bool
	chosen   bool
	onChoose func()
}

// NewFilterChip makes a filter chip; count is already formatted, "" shows none.
func NewFilterChip(word, count string, onChoose func()) *FilterChip {
	f := &FilterChip{word: word, count: count, onChoose: onChoose}
	f.extend(f)
	return f
}

// WithSquare sets the colour square before the word and returns the chip.
func (f *FilterChip) WithSquare(t Token) *FilterChip {
	f.square, f.squared = t, true
	return f
}

// SetChosen marks the chip as the filter in force.
func (f *FilterChip) SetChosen(on bool) {
	f.chosen = on
	f.Refresh()
}

// Chosen reports whether the chip is the filter in force.
func (f *FilterChip) Chosen() bool { return f.chosen }

// SetCount changes the count.
func (f *FilterChip) SetCount(s string) {
	f.count = s
	f.Refresh()
}

// Tapped presses the chip.
func (f *FilterChip) Tapped(*fyne.PointEvent) {
	f.takeFocus()
	f.press()
}

func (f *FilterChip) press() {
	if f.onChoose != nil && !f.Disabled() {
		f.onChoose()
	}
}

// TypedKey presses the chip at Enter and Space.
func (f *FilterChip) TypedKey(ev *fyne.KeyEvent) {
	f.keyed()
	if isPress(ev) {
		f.press()
		return
	}
	RouteKey(ev)
}

// CreateRenderer is called by Fyne.
func (f *FilterChip) CreateRenderer() fyne.WidgetRenderer {
	box, square := newFrame(ControlHeight/2), &canvas.Rectangle{CornerRadius: 2}
	word, count := &canvas.Text{}, &canvas.Text{}
	lead := func() float32 { return pick[float32](f.squared, 27, 13) }
	tail := func() float32 {
		if f.count == "" {
			return 13
		}
		return 6 + (Dense | Bold).Width(f.count) + 13
	}
	return newSketch(f, func() fyne.Size {
		return fyne.NewSize(lead()+Dense.Width(f.word)+tail(), ControlHeight)
	}, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		place(square, 13, 12, 8, 8)
		x, room := lead(), size.Width-lead()-tail()
		word.Text = CutText(f.word, Dense, room+0.5)
		place(word, x, 0, room, size.Height)
		place(count, size.Width-tail()+6, 0, tail(), size.Height)
	}, func() {
		face := pick(f.chosen, C(AccentSoft), pick(f.hot(), C(Sunken), C(Surface)))
		edge := pick(f.chosen || f.ringed(), C(Accent), C(Line2))
		box.set(face, edge, 1, f.ringed())
		square.FillColor, square.Hidden = C(f.square), !f.squared
		ink := pick(f.Disabled(), Text3, pick(f.chosen, Accent, Text2))
		word.Color, word.TextSize = C(ink), Dense.Size()
		count.Text = f.count
		(Dense | Bold).dress(count)
		count.Color = C(pick(f.Disabled(), Text3, pick(f.chosen, Accent, Text)))
	}, append(box.objects(), square, word, count)...)
}
