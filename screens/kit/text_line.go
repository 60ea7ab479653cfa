package kit

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Style is a size of text, to which Bold or Italic may be added: Body|Bold.
type Style int

// Sizes of text; the numbers are units.
const (
	Body    Style = iota // 13: body, buttons, entries
	Caption              // 11: captions, chips, column heads
	Dense                // 12: dense rows, evidence, filters
	Sub                  // 16: dialog titles
	Heading              // 20: page title
	Figure               // 28: the big figure of a view

	Bold   Style = 1 << 8
	Italic Style = 1 << 9
)

var styleSizes = [...]float32{Body: 13, Caption: 11, Dense: 12, Sub: 16, Heading: 20, Figure: 28}
var styleLines = [...]float32{Body: 18, Caption: 15, Dense: 16, Sub: 22, Heading: 27, Figure: 38}

// Size is the text size in units.
func (s Style) Size() float32 { return styleSizes[s&0xFF] }

// Line is the height of one line in units.
func (s Style) Line() float32 { return styleLines[s&0xFF] }

func (s Style) fyne() fyne.TextStyle {
	return fyne.TextStyle{Bold: s&Bold != 0, Italic: s&Italic != 0}
}

// face is the face that bold and italic texts name themselves; plain ones take the theme's. A face that the theme is asked
// for brings the toolkit's own fallbacks with it, which the start would wait for once more.
func (s Style) face() fyne.Resource {
	switch {
	case s&Bold != 0:
		return faceBold
	case s&Italic != 0:
		return faceItalic
	}
	return nil
}

// dress gives a text the size and the face of the style.
func (s Style) dress(t *canvas.Text) {
	t.TextSize, t.TextStyle, t.FontSource = s.Size(), s.fyne(), s.face()
}

// boldIf is the style, bold when told so.
func (s Style) boldIf(bold bool) Style {
	if bold {
		return s | Bold
	}
	return s
}

// measure is the box of one line of text in the style.
func (s Style) measure(text string) fyne.Size {
	box, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, s.Size(), s.fyne(), s.face())
	return box
}

// Width measures one line of text in the style, in units.
func (s Style) Width(text string) float32 {
	if text == "" {
		return 0
	}
	return s.measure(text).Width
}

type cutKey struct {
	text  string
	style Style
	width float32
}

var (
	cutMu    sync.Mutex
	cutCache = map[cutKey]string{}
)

// cutCacheLimit bounds the memory of cut texts; the cache starts anew when it is full.
const cutCacheLimit = 8192

// CutText shortens one line with … so that it fits into width units; a text that fits comes back as it is.
func CutText(text string, style Style, width float32) string {
	if text == "" || width <= 0 {
		return ""
	}
	key := cutKey{text, style, width}
	cutMu.Lock()
	cut, known := cutCache[key]
	cutMu.Unlock()
	if known {
		return cut
	}
	cut = cutToWidth(text, style, width)
	cutMu.Lock()
	if len(cutCache) >= cutCacheLimit {
		clear(cutCache)
	}
	cutCache[key] = cut
	cutMu.Unlock()
	return cut
}

func cutToWidth(text string, style Style, width float32) string {
	if style.Width(text) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if style.Width(trimTail(runes[:mid])+"…") <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return trimTail(runes[:low]) + "…"
}

// trimTail drops the spaces that would stand before the ellipsis.
func trimTail(r []rune) string {
	for len(r) > 0 && (r[len(r)-1] == ' ' || r[len(r)-1] == '\u00a0') {
		r = r[:len(r)-1]
	}
	return string(r)
}

// Label is one line of text, cut with … where it has no room. It takes no pointer events, so it may lie on anything.
type Label struct {
	widget.BaseWidget

	text    string
	style   Style
	token   Token
	align   fyne.TextAlign
	shrinks bool
}

// NewText makes one line of text in a style and a colour.
func NewText(text string, style Style, token Token) *Label {
	l := &Label{text: text, style: style, token: token}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the text.
func (l *Label) SetText(text string) {
	if l.text != text {
		l.text = text
		l.Refresh()
	}
}

// Text is the whole text, cut or not.
func (l *Label) Text() string { return l.text }

// SetToken changes the colour.
func (l *Label) SetToken(t Token) {
	if l.token != t {
		l.token = t
		l.Refresh()
	}
}

// SetStyle changes size and weight.
func (l *Label) SetStyle(s Style) {
	if l.style != s {
		l.style = s
		l.Refresh()
	}
}

// Aligned sets the alignment and returns the label.
func (l *Label) Aligned(a fyne.TextAlign) *Label {
	l.align = a
	l.Refresh()
	return l
}

// Shrinks lets the label ask for little room and be cut instead; it returns the label.
func (l *Label) Shrinks() *Label {
	l.shrinks = true
	return l
}

// Cut reports whether the text does not fit into the present width.
func (l *Label) Cut() bool { return l.style.Width(l.text) > l.Size().Width+0.5 }

// Tip is the whole text when it is cut.
func (l *Label) Tip() string {
	if l.Cut() {
		return l.text
	}
	return ""
}

// labelFloor is the width a shrinking label keeps.
const labelFloor float32 = 24

// CreateRenderer is called by Fyne.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	t := &canvas.Text{}
	return newSketch(l, l.minSize, func(size fyne.Size) {
		t.Text = CutText(l.text, l.style, size.Width+0.5)
		place(t, 0, 0, size.Width, size.Height)
	}, func() {
		l.style.dress(t)
		t.Color, t.Alignment = C(l.token), l.align
	}, t)
}

func (l *Label) minSize() fyne.Size {
	w := l.style.Width(l.text)
	if l.shrinks {
		w = min(w, labelFloor)
	}
	return fyne.NewSize(w, l.style.Line())
}

// TipLabel is a label that shows its whole text as a tooltip when it is cut. It takes hover, so it must not lie on a
// button or a row that wants hover for itself.
type TipLabel struct {
	Label
}

// NewTipText makes a shrinking line of text with a tooltip.
func NewTipText(text string, style Style, token Token) *TipLabel {
	l := &TipLabel{Label: Label{text: text, style: style, token: token, shrinks: true}}
	l.ExtendBaseWidget(l)
	return l
}

// MouseIn is called when the pointer enters.
func (l *TipLabel) MouseIn(ev *desktop.MouseEvent) { TipEnter(l, ev.AbsolutePosition) }

// MouseMoved is called when the pointer moves within.
func (l *TipLabel) MouseMoved(ev *desktop.MouseEvent) { TipMove(l, ev.AbsolutePosition) }

// MouseOut is called when the pointer leaves.
func (l *TipLabel) MouseOut() { TipLeave(l) }
