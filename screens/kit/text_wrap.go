package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// WrapText breaks a text into lines of at most width units; lines beyond limit are dropped and the last one ends in
// … (limit 0: no limit). Non-breaking spaces hold.
func WrapText(text string, style Style, width float32, limit int) []string {
	var lines []string
	for _, paragraph := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		lines = append(lines, wrapParagraph(paragraph, style, width)...)
		if limit > 0 && len(lines) > limit {
			break
		}
	}
	if limit <= 0 || len(lines) <= limit {
		return lines
	}
	last := cutToWidth(strings.TrimRight(lines[limit-1], " ")+"…", style, width)
	return append(lines[:limit-1:limit-1], last)
}

func wrapParagraph(text string, style Style, width float32) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if line != "" && style.Width(joined) > width {
			lines = append(lines, line)
			joined = word
		}
		whole, rest := breakWord(joined, style, width)
		lines = append(lines, whole...)
		line = rest
	}
	return append(lines, line)
}

// breakWord cuts a word wider than a line into pieces; rest is what fits on the last line.
func breakWord(word string, style Style, width float32) (whole []string, rest string) {
	runes := []rune(word)
	for len(runes) > 1 && style.Width(string(runes)) > width {
		n := 1
		for n < len(runes) && style.Width(string(runes[:n+1])) <= width {
			n++
		}
		whole = append(whole, string(runes[:n]))
		runes = runes[n:]
	}
	return whole, string(runes)
}

// Paragraph is text wrapped by words, at most so many lines high.
type Paragraph struct {
	widget.BaseWidget

	text  string
	style Style
	token Token
	align fyne.TextAlign
	limit int
	lead  float32

	brokenFor float32
	broken    []string
}

// NewWrap makes a wrapped text of at most limit lines, ending in … when it is longer; limit 0 means no limit.
func NewWrap(text string, style Style, token Token, limit int) *Paragraph {
	p := &Paragraph{text: text, style: style, token: token, limit: limit, lead: style.Line()}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	if p.text != text {
		p.text, p.broken = text, nil
		p.Refresh()
	}
}

// Text is the whole text.
func (p *Paragraph) Text() string { return p.text }

// SetToken changes the colour.
func (p *Paragraph) SetToken(t Token) {
	p.token = t
	p.Refresh()
}

// Aligned sets the alignment and returns the paragraph.
func (p *Paragraph) Aligned(a fyne.TextAlign) *Paragraph {
	p.align = a
	return p
}

// Spaced sets the distance between the tops of lines, in units, and returns the paragraph.
func (p *Paragraph) Spaced(lead float32) *Paragraph {
	p.lead = lead
	return p
}

// Tip is the whole text when lines were dropped.
func (p *Paragraph) Tip() string {
	if p.limit == 0 || len(WrapText(p.text, p.style, p.width(), p.limit+1)) <= p.limit {
		return ""
	}
	return p.text
}

// paragraphWidth is assumed before a paragraph has been laid out.
const paragraphWidth float32 = 320

func (p *Paragraph) width() float32 {
	if w := p.Size().Width; w > 0 {
		return w
	}
	return min(paragraphWidth, p.style.Width(p.text)+1)
}

func (p *Paragraph) linesFor(width float32) []string {
	if p.broken == nil || p.brokenFor != width {
		p.broken, p.brokenFor = WrapText(p.text, p.style, width+0.5, p.limit), width
	}
	return p.broken
}

// HeightAt is the height the paragraph needs at a width, in units.
func (p *Paragraph) HeightAt(width float32) float32 {
	return float32(len(p.linesFor(width))) * p.lead
}

func (p *Paragraph) minSize() fyne.Size {
	return fyne.NewSize(min(labelFloor, p.style.Width(p.text)), p.HeightAt(p.width()))
}

// CreateRenderer is called by Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	var s *sketch
	layout := func(size fyne.Size) {
		if s == nil {
			return
		}
		lines := p.linesFor(p.width())
		for len(s.objects) < len(lines) {
			s.objects = append(s.objects, &canvas.Text{})
		}
		s.objects = s.objects[:len(lines)]
		for i, line := range lines {
			t := s.objects[i].(*canvas.Text)
			t.Text, t.Color, t.Alignment = line, C(p.token), p.align
			p.style.dress(t)
			place(t, 0, float32(i)*p.lead, size.Width, p.lead)
		}
	}
	s = newSketch(p, p.minSize, layout, func() {})
	layout(p.Size())
	return s
}

// TipParagraph is a wrapped text that shows the whole of itself as a tooltip when lines were dropped. It takes hover,
// so it must not lie on a button or a row that wants hover for itself.
type TipParagraph struct {
	Paragraph
}

// NewTipWrap makes a wrapped text with a tooltip.
func NewTipWrap(text string, style Style, token Token, limit int) *TipParagraph {
	p := &TipParagraph{Paragraph{text: text, style: style, token: token, limit: limit, lead: style.Line()}}
	p.ExtendBaseWidget(p)
	return p
}

// MouseIn is called when the pointer enters.
func (p *TipParagraph) MouseIn(ev *desktop.MouseEvent) { TipEnter(p, ev.AbsolutePosition) }

// MouseMoved is called when the pointer moves within.
func (p *TipParagraph) MouseMoved(ev *desktop.MouseEvent) { TipMove(p, ev.AbsolutePosition) }

// MouseOut is called when the pointer leaves.
func (p *TipParagraph) MouseOut() { TipLeave(p) }
