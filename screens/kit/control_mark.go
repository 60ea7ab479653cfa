package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Badge is a small pill with a number.
type Badge struct {
	widget.BaseWidget

	text string
	tone Tone
	loud bool
}

// NewBadge makes a badge on a soft ground; an empty text hides it.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{text: text, tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// NewAlertBadge makes a round red badge with a white number, as on the navigation rail.
func NewAlertBadge(text string) *Badge {
	b := &Badge{text: text, tone: ToneRed, loud: true}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the number.
func (b *Badge) SetText(s string) {
	b.text = s
	b.Refresh()
}

const badgeHeight float32 = 16

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	ground, word := &canvas.Rectangle{CornerRadius: badgeHeight / 2}, &canvas.Text{}
	style := func() Style { return pick(b.loud, Caption|Bold, Caption) }
	return newSketch(b, func() fyne.Size {
		return fyne.NewSize(max(style().Width(b.text)+12, badgeHeight), badgeHeight)
	}, func(size fyne.Size) {
		y := floor((size.Height - badgeHeight) / 2)
		place(ground, 0, y, size.Width, badgeHeight)
		place(word, 0, y, size.Width, badgeHeight)
	}, func() {
		ground.Hidden, word.Hidden = b.text == "", b.text == ""
		ground.FillColor = C(pick(b.loud, Red, b.tone.Soft))
		word.Color = C(pick(b.loud, Surface, b.tone.Ink))
		word.Text = b.text
		style().dress(word)
		word.Alignment = fyne.TextAlignCenter
	}, ground, word)
}

// KeyHint is the little box with the name of a key: "Ctrl K".
type KeyHint struct {
	widget.BaseWidget

	keys string
}

// NewKeyHint makes a key box.
func NewKeyHint(keys string) *KeyHint {
	k := &KeyHint{keys: keys}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer is called by Fyne.
func (k *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	box, word := newFrame(4), &canvas.Text{}
	return newSketch(k, func() fyne.Size {
		return fyne.NewSize(Caption.Width(k.keys)+12, 18)
	}, func(size fyne.Size) {
		y := floor((size.Height - 18) / 2)
		box.layout(fyne.NewPos(0, y), fyne.NewSize(size.Width, 18))
		place(word, 0, y, size.Width, 18)
	}, func() {
		box.set(C(Sunken), C(Line2), 1, false)
		word.Text, word.TextSize, word.Color = k.keys, Caption.Size(), C(Text3)
		word.Alignment = fyne.TextAlignCenter
	}, append(box.objects(), word)...)
}

// Avatar is a circle with the initials of a person or a firm.
type Avatar struct {
	widget.BaseWidget

	initials string
	tone     Tone
	side     float32
}

// NewAvatar makes an initials circle of side units: 40 in headers, 20 in rows.
func NewAvatar(initials string, tone Tone, side float32) *Avatar {
	a := &Avatar{initials: initials, tone: tone, side: side}
	a.ExtendBaseWidget(a)
	return a
}

// Set changes initials and tone.
func (a *Avatar) Set(initials string, tone Tone) {
	a.initials, a.tone = initials, tone
	a.Refresh()
}

// CreateRenderer is called by Fyne.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	ground, word := &canvas.Rectangle{}, &canvas.Text{}
	return newSketch(a, func() fyne.Size {
		return fyne.NewSquareSize(a.side)
	}, func(size fyne.Size) {
		x, y := floor((size.Width-a.side)/2), floor((size.Height-a.side)/2)
		place(ground, x, y, a.side, a.side)
		place(word, x, y, a.side, a.side)
	}, func() {
		ground.FillColor, ground.CornerRadius = C(a.tone.Soft), a.side/2
		word.Text, word.Color, word.Alignment = a.initials, C(a.tone.Ink), fyne.TextAlignCenter
		Bold.dress(word)
		word.TextSize = avatarText(a.side)
	}, ground, word)
}

// avatarText is the size of initials in a circle; the smallest circle holds letters smaller than running text, which
// are a picture and not to be read alone.
func avatarText(side float32) float32 {
	switch {
	case side >= 36:
		return 16
	case side >= 28:
		return 12
	}
	return 9
}

// Divider is a line of one unit: across, or down when upright.
type Divider struct {
	widget.BaseWidget

	upright bool
}

// NewDivider makes a line across.
func NewDivider() *Divider {
	d := &Divider{}
	d.ExtendBaseWidget(d)
	return d
}

// NewUpright makes a line down.
func NewUpright() *Divider {
	d := &Divider{upright: true}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is called by Fyne.
func (d *Divider) CreateRenderer() fyne.WidgetRenderer {
	line := &canvas.Rectangle{}
	return newSketch(d, func() fyne.Size { return fyne.NewSize(1, 1) }, func(size fyne.Size) {
		if d.upright {
			place(line, floor(size.Width/2), 0, 1, size.Height)
		} else {
			place(line, 0, floor(size.Height/2), size.Width, 1)
		}
	}, func() { line.FillColor = C(Line) }, line)
}

// Ground is a rectangle of one token's colour that follows the theme.
type Ground struct {
	widget.BaseWidget

	token  Token
	radius float32
}

// NewGround makes a coloured rectangle to lie under other things.
func NewGround(t Token, radius float32) *Ground {
	g := &Ground{token: t, radius: radius}
	g.ExtendBaseWidget(g)
	return g
}

// SetToken changes the colour.
func (g *Ground) SetToken(t Token) {
	g.token = t
	g.Refresh()
}

// CreateRenderer is called by Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	p := newPlate(g.radius)
	return newSketch(g, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		p.place(0, 0, size.Width, size.Height)
	}, func() { p.set(C(g.token), nil, 0) }, p.objects()...)
}

// Glyph is an icon that follows the theme.
type Glyph struct {
	widget.BaseWidget

	name  string
	token Token
	side  float32
}

// NewGlyph makes an icon of side units in the token's colour.
func NewGlyph(name string, t Token, side float32) *Glyph {
	g := &Glyph{name: name, token: t, side: side}
	g.ExtendBaseWidget(g)
	return g
}

// Set changes icon and colour.
func (g *Glyph) Set(name string, t Token) {
	g.name, g.token = name, t
	g.Refresh()
}

// CreateRenderer is called by Fyne.
func (g *Glyph) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(nil)
	return newSketch(g, func() fyne.Size { return fyne.NewSquareSize(g.side) }, func(size fyne.Size) {
		place(img, floor((size.Width-g.side)/2), floor((size.Height-g.side)/2), g.side, g.side)
	}, func() { setIcon(img, g.name, g.token) }, img)
}

// Link is a word in the accent colour that leads somewhere.
type Link struct {
	control

	text  string
	style Style
	onTap func()
}

// NewLink makes a link in dense text.
func NewLink(text string, onTap func()) *Link {
	l := &Link{text: text, style: Dense, onTap: onTap}
	l.extend(l)
	return l
}

// Styled sets the text style and returns the link.
func (l *Link) Styled(s Style) *Link {
	l.style = s
	return l
}

// SetText changes the word.
func (l *Link) SetText(s string) {
	l.text = s
	l.Refresh()
}

// AccessibilityLabel is the word.
func (l *Link) AccessibilityLabel() string { return l.text }

// AccessibilityRole is that of a link.
func (l *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// Tapped follows the link.
func (l *Link) Tapped(*fyne.PointEvent) {
	l.takeFocus()
	l.press()
}

func (l *Link) press() {
	if l.onTap != nil && !l.Disabled() {
		l.onTap()
	}
}

// TypedKey follows the link at Enter and Space.
func (l *Link) TypedKey(ev *fyne.KeyEvent) {
	l.keyed()
	if isPress(ev) {
		l.press()
		return
	}
	RouteKey(ev)
}

// Cursor is the hand.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Tip is the whole word when it is cut.
func (l *Link) Tip() string {
	if l.tip == "" && l.style.Width(l.text) > l.Size().Width+0.5 {
		return l.text
	}
	return l.tip
}

// CreateRenderer is called by Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	word, under, ring := &canvas.Text{}, &canvas.Rectangle{}, &canvas.Rectangle{CornerRadius: 4}
	return newSketch(l, func() fyne.Size {
		return fyne.NewSize(l.style.Width(l.text), l.style.Line())
	}, func(size fyne.Size) {
		word.Text = CutText(l.text, l.style, size.Width+0.5)
		w, h := l.style.Width(word.Text), l.style.Line()
		y := floor((size.Height - h) / 2)
		place(word, 0, y, size.Width, h)
		place(under, 0, y+h-2, w, 1)
		place(ring, -3, y-1, w+6, h+2)
	}, func() {
		ink := C(pick(l.Disabled(), Text3, Accent))
		word.Color = ink
		l.style.dress(word)
		under.FillColor, under.Hidden = ink, !l.hot()
		ring.FillColor, ring.Hidden = C(AccentLine), !l.ringed()
	}, ring, word, under)
}
