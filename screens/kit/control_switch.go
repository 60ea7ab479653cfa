package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// thumbTime is how long the chosen mark travels.
const thumbTime = 140 * time.Millisecond

// strip is what Segmented and Tabs share: a row of words, one chosen, moved through by arrows.
type strip struct {
	control

	words    []string
	chosen   int
	over     int // word under the pointer, -1 none
	slide    float32
	from     int
	anim     *fyne.Animation
	onChoose func(int)
	edges    func() []float32 // left edge of each word and the right edge of the last
}

// Chosen is the index of the chosen word.
func (s *strip) Chosen() int { return s.chosen }

// SetChosen changes the choice without calling the callback.
func (s *strip) SetChosen(i int) {
	if i < 0 || i >= len(s.words) || i == s.chosen {
		return
	}
	s.from, s.chosen = s.chosen, i
	if s.anim != nil {
		s.anim.Stop()
	}
	s.anim = glide(thumbTime, fyne.AnimationEaseOut, func(share float32) {
		s.slide = share
		s.Refresh()
	})
}

func (s *strip) choose(i int) {
	if s.Disabled() || i < 0 || i >= len(s.words) || i == s.chosen {
		return
	}
	s.SetChosen(i)
	if s.onChoose != nil {
		s.onChoose(i)
	}
}

// SetWords changes the words; the choice stays where it can.
func (s *strip) SetWords(words ...string) {
	s.words = words
	s.chosen = max(min(s.chosen, len(words)-1), 0)
	s.Refresh()
}

// at is the index of the word at x, -1 none.
func (s *strip) at(x float32) int {
	e := s.edges()
	for i := range s.words {
		if x >= e[i] && x < e[i+1] {
			return i
		}
	}
	return -1
}

// Tapped chooses the word under the pointer.
func (s *strip) Tapped(ev *fyne.PointEvent) {
	s.takeFocus()
	if ev != nil {
		s.choose(s.at(ev.Position.X))
	}
}

// TypedKey moves the choice by arrows, Home and End.
func (s *strip) TypedKey(ev *fyne.KeyEvent) {
	s.keyed()
	switch ev.Name {
	case fyne.KeyLeft:
		s.choose(s.chosen - 1)
	case fyne.KeyRight:
		s.choose(s.chosen + 1)
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.words) - 1)
	default:
		RouteKey(ev)
	}
}

// MouseMoved marks the word under the pointer.
func (s *strip) MouseMoved(ev *desktop.MouseEvent) {
	s.control.MouseMoved(ev)
	if i := s.at(ev.Position.X); i != s.over {
		s.over = i
		s.Refresh()
	}
}

// MouseOut is called when the pointer leaves.
func (s *strip) MouseOut() {
	s.over = -1
	s.control.MouseOut()
}

// mark is the left edge and the width of the travelling mark.
func (s *strip) mark() (x, w float32) {
	e := s.edges()
	if len(s.words) == 0 {
		return 0, 0
	}
	from, to := min(s.from, len(s.words)-1), s.chosen
	share := s.slide
	if from == to {
		share = 1
	}
	left := e[from] + (e[to]-e[from])*share
	right := e[from+1] + (e[to+1]-e[from+1])*share
	return left, right - left
}

// texts keeps one text object per word.
func (s *strip) texts(old []*canvas.Text) []*canvas.Text {
	for len(old) < len(s.words) {
		old = append(old, &canvas.Text{Alignment: fyne.TextAlignCenter})
	}
	return old[:len(s.words)]
}

// Segmented is a switch between a few words: a well with a thumb on the chosen one.
type Segmented struct {
	strip
}

// NewSegmented makes a switch; the first word is chosen.
func NewSegmented(onChoose func(int), words ...string) *Segmented {
	s := &Segmented{strip{words: words, over: -1, onChoose: onChoose}}
	s.edges = s.segmentEdges
	s.extend(s)
	return s
}

const segmentInset float32 = 3

func (s *Segmented) segmentWidth(i int) float32 { return (Body | Bold).Width(s.words[i]) + 24 }

// segmentEdges stretches the segments over the present width.
func (s *Segmented) segmentEdges() []float32 {
	e := []float32{segmentInset}
	for i := range s.words {
		e = append(e, e[i]+s.segmentWidth(i))
	}
	total := e[len(e)-1] - segmentInset
	spare := s.Size().Width - 2*segmentInset - total
	for i := range e {
		e[i] += spare * float32(i) / float32(max(len(s.words), 1))
	}
	return e
}

// CreateRenderer is called by Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	well, thumb := newFrame(radiusControl), &canvas.Rectangle{CornerRadius: 4}
	var texts []*canvas.Text
	var k *sketch
	base := append(well.objects(), thumb)
	k = newSketch(s, func() fyne.Size {
		w := 2 * segmentInset
		for i := range s.words {
			w += s.segmentWidth(i)
		}
		return fyne.NewSize(w, ControlHeight)
	}, func(size fyne.Size) {
		well.layout(fyne.Position{}, size)
		x, w := s.mark()
		place(thumb, x, segmentInset, w, size.Height-2*segmentInset)
		e := s.edges()
		for i, t := range texts {
			place(t, e[i], 0, e[i+1]-e[i], size.Height)
		}
	}, func() {
		well.set(C(Well), pick(s.ringed(), C(Accent), nil), 1, s.ringed())
		thumb.FillColor, thumb.Shadow = C(SegOn), lying()
		texts = s.texts(texts)
		for i, t := range texts {
			t.Text = s.words[i]
			Body.boldIf(i == s.chosen).dress(t)
			t.Color = C(pick(s.Disabled(), Text3, pick(i == s.chosen || i == s.over, Text, Text2)))
		}
		if k != nil {
			k.objects = withTexts(base, texts)
		}
	})
	k.objects = withTexts(base, texts)
	return k
}

func withTexts(base []fyne.CanvasObject, texts []*canvas.Text) []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{}, base...)
	for _, t := range texts {
		objects = append(objects, t)
	}
	return objects
}

// Tabs is a row of words with counts; the chosen one is underlined.
type Tabs struct {
	strip

	counts []string
}

// NewTabs makes a row of tabs 40 high; the first is chosen.
func NewTabs(onChoose func(int), words ...string) *Tabs {
	t := &Tabs{strip: strip{words: words, over: -1, onChoose: onChoose}}
	t.edges = t.tabEdges
	t.extend(t)
	return t
}

// SetCounts sets the formatted numbers behind the words; "" shows none.
func (t *Tabs) SetCounts(counts ...string) {
	t.counts = counts
	t.Refresh()
}

func (t *Tabs) title(i int) string {
	if i < len(t.counts) && t.counts[i] != "" {
		return t.words[i] + " " + t.counts[i]
	}
	return t.words[i]
}

const tabGap float32 = 16

func (t *Tabs) tabWidth(i int) float32 {
	return pick(i == t.chosen, Body|Bold, Body).Width(t.title(i))
}

func (t *Tabs) tabEdges() []float32 {
	e := []float32{0}
	for i := range t.words {
		e = append(e, e[i]+t.tabWidth(i)+tabGap)
	}
	return e
}

// CreateRenderer is called by Fyne.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	line, under, ring := &canvas.Rectangle{}, &canvas.Rectangle{CornerRadius: 1}, &canvas.Rectangle{CornerRadius: 4}
	var texts []*canvas.Text
	var k *sketch
	base := []fyne.CanvasObject{ring, line, under}
	k = newSketch(t, func() fyne.Size {
		e := t.edges()
		return fyne.NewSize(max(e[len(e)-1]-tabGap, 0), 40)
	}, func(size fyne.Size) {
		place(line, 0, size.Height-1, size.Width, 1)
		x, w := t.mark()
		place(under, x, size.Height-2, w-tabGap, 2)
		e := t.edges()
		for i, o := range texts {
			place(o, e[i], 0, e[i+1]-e[i]-tabGap, size.Height-2)
		}
		if len(texts) > 0 {
			place(ring, e[t.chosen]-5, 8, e[t.chosen+1]-e[t.chosen]-tabGap+10, size.Height-16)
		}
	}, func() {
		line.FillColor, under.FillColor = C(Line), C(Accent)
		ring.FillColor, ring.Hidden = C(AccentSoft), !t.ringed()
		texts = t.texts(texts)
		for i, o := range texts {
			o.Text = t.title(i)
			Body.boldIf(i == t.chosen).dress(o)
			o.Color = C(pick(i == t.chosen, Accent, pick(i == t.over, Text, Text2)))
		}
		if k != nil {
			k.objects = withTexts(base, texts)
		}
	})
	k.objects = withTexts(base, texts)
	return k
}
