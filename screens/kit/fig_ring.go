package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Ring shows how much of a term has passed: an arc on a grey circle, full at the end of the term.
type Ring struct {
	widget.BaseWidget

	side        float32
	share       float64
	fill        Token
	track, over *canvas.Arc
}

// NewRing makes an empty ring in a square of the side, in units: 12, 14, 16 or 48.
func NewRing(side float32) *Ring {
	r := &Ring{side: side, fill: GreenFill, track: &canvas.Arc{}, over: &canvas.Arc{}}
	r.ExtendBaseWidget(r)
	return r
}

// TermFill is the signal colour of a term: green up to 80 %, amber up to the end, red beyond.
func TermFill(share float64) Token {
	switch {
	case share > 1:
		return RedFill
	case share > 0.8:
		return AmberFill
	}
	return GreenFill
}

// Set shows the share of the term passed, 1 being all of it; more than 1 is drawn full.
func (r *Ring) Set(share float64, fill Token) {
	share = min(max(share, 0), 1)
	if r.share == share && r.fill == fill {
		return
	}
	r.share, r.fill = share, fill
	r.Refresh()
}

// MinSize is the square given at birth.
func (r *Ring) MinSize() fyne.Size { return fyne.NewSquareSize(r.side) }

// CreateRenderer is called by Fyne.
func (r *Ring) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(r, r.MinSize, func(size fyne.Size) {
		x, y := figWhole((size.Width-r.side)/2), figWhole((size.Height-r.side)/2)
		place(r.track, x, y, r.side, r.side)
		place(r.over, x, y, r.side, r.side)
	}, r.paint, r.track, r.over)
}

func (r *Ring) paint() {
	cutout := float32(0.56)
	if r.side > 24 {
		cutout = 0.74
	}
	r.track.CutoutRatio, r.over.CutoutRatio = cutout, cutout
	r.track.StartAngle, r.track.EndAngle = 0, 360
	r.track.FillColor, r.over.FillColor = C(Track), C(r.fill)
	r.over.StartAngle, r.over.EndAngle = 0, float32(r.share*360)
	r.over.Hidden = r.share == 0
	r.track.Hidden = r.share == 1
}

// ScoreBar is a thin bar filled up to a score.
type ScoreBar struct {
	widget.BaseWidget

	width       float32
	share       float64
	fill        Token
	track, over *canvas.Rectangle
}

const scoreBarHigh = 6

// NewScoreBar makes an empty bar that wants the width, in units; it fills more if it is given more.
func NewScoreBar(width float32) *ScoreBar {
	b := &ScoreBar{width: width, fill: GreenFill, track: &canvas.Rectangle{}, over: &canvas.Rectangle{}}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows the share of the best score, 0 to 1, in the fill colour.
func (b *ScoreBar) Set(share float64, fill Token) {
	share = min(max(share, 0), 1)
	if b.share == share && b.fill == fill {
		return
	}
	b.share, b.fill = share, fill
	b.Refresh()
}

// MinSize is the width wanted and the height of the bar.
func (b *ScoreBar) MinSize() fyne.Size { return fyne.NewSize(b.width, scoreBarHigh) }

// CreateRenderer is called by Fyne.
func (b *ScoreBar) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(b, b.MinSize, func(size fyne.Size) {
		y := figWhole((size.Height - scoreBarHigh) / 2)
		place(b.track, 0, y, size.Width, scoreBarHigh)
		place(b.over, 0, y, b.filled(size.Width), scoreBarHigh)
	}, func() {
		figPaint(b.track, C(Track), scoreBarHigh/2)
		figPaint(b.over, C(b.fill), scoreBarHigh/2)
		b.over.Hidden = b.share == 0
	}, b.track, b.over)
}

// filled keeps the smallest score a visible dot.
func (b *ScoreBar) filled(width float32) float32 {
	return max(scoreBarHigh, figWhole(width*float32(b.share)))
}

// Dot is a filled disc.
type Dot struct {
	widget.BaseWidget

	side float32
	fill Token
	disc *canvas.Circle
}

// NewDot makes a disc of the colour in a square of the side, in units.
func NewDot(fill Token, side float32) *Dot {
	d := &Dot{side: side, fill: fill, disc: &canvas.Circle{}}
	d.ExtendBaseWidget(d)
	return d
}

// Set changes the colour.
func (d *Dot) Set(fill Token) {
	if d.fill != fill {
		d.fill = fill
		d.Refresh()
	}
}

// MinSize is the square given at birth.
func (d *Dot) MinSize() fyne.Size { return fyne.NewSquareSize(d.side) }

// CreateRenderer is called by Fyne.
func (d *Dot) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(d, d.MinSize, func(size fyne.Size) {
		place(d.disc, (size.Width-d.side)/2, (size.Height-d.side)/2, d.side, d.side)
	}, func() { d.disc.FillColor = C(d.fill) }, d.disc)
}

// Sparkline is the course of a few numbers: a thin broken line with its last point marked.
type Sparkline struct {
	widget.BaseWidget

	size      fyne.Size
	values    []float64
	low, high float64
	last      Token
	lines     []*canvas.Line
	disc      *canvas.Circle
	look      *sketch
}

const (
	sparkStroke = 1.5
	sparkDot    = 5
)

// NewSparkline makes an empty line in a box of w × h units.
func NewSparkline(w, h float32) *Sparkline {
	s := &Sparkline{size: fyne.NewSize(w, h), disc: &canvas.Circle{}}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows the values, oldest first, on a scale from low to high; last is the colour of the newest point.
func (s *Sparkline) Set(values []float64, low, high float64, last Token) {
	s.values = append(s.values[:0], values...)
	s.low, s.high, s.last = low, high, last
	s.Refresh()
}

// MinSize is the box given at birth.
func (s *Sparkline) MinSize() fyne.Size { return s.size }

// CreateRenderer is called by Fyne.
func (s *Sparkline) CreateRenderer() fyne.WidgetRenderer {
	s.look = newSketch(s, s.MinSize, s.layout, s.paint, s.disc)
	s.paint()
	return s.look
}

func (s *Sparkline) paint() {
	if s.look == nil {
		return
	}
	for len(s.lines) < len(s.values)-1 {
		l := &canvas.Line{StrokeWidth: sparkStroke}
		s.lines = append(s.lines, l)
		s.look.objects = append([]fyne.CanvasObject{l}, s.look.objects...)
	}
	for i, l := range s.lines {
		l.StrokeColor = C(M)
		l.Hidden = i >= len(s.values)-1
	}
	s.disc.FillColor = C(s.last)
	s.disc.Hidden = len(s.values) == 0
}

func (s *Sparkline) layout(size fyne.Size) {
	if len(s.values) == 0 {
		return
	}
	at := s.point(0, size)
	for i := 1; i < len(s.values) && i <= len(s.lines); i++ {
		to := s.point(i, size)
		s.lines[i-1].Position1, s.lines[i-1].Position2 = at, to
		s.lines[i-1].Refresh()
		at = to
	}
	place(s.disc, at.X-sparkDot/2.0, at.Y-sparkDot/2.0, sparkDot, sparkDot)
}

func (s *Sparkline) point(i int, size fyne.Size) fyne.Position {
	steps := max(len(s.values)-1, 1)
	share := 0.5
	if s.high > s.low {
		share = min(max((s.values[i]-s.low)/(s.high-s.low), 0), 1)
	}
	w, h := size.Width-sparkDot, size.Height-sparkDot
	return fyne.NewPos(sparkDot/2.0+w*float32(i)/float32(steps), sparkDot/2.0+h*float32(1-share))
}
