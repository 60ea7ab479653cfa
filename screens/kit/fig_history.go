package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// HistoryPoint is one measurement: its value, what is written under it, and its colour.
type HistoryPoint struct {
	Value   float64
	Figure  string // "2,14"
	Caption string // "май 2026"
	Fill    Token
}

// MiniHistory is a broken line through a few measurements over three coloured bands, with figures and dates below.
type MiniHistory struct {
	widget.BaseWidget

	points    []HistoryPoint
	low, high float64
	bands     [3]*canvas.Rectangle
	marks     []historyMark
	base      *fyne.Container
}

type historyMark struct {
	line            *canvas.Line
	rim, disc       *canvas.Circle
	figure, caption *canvas.Text
}

const (
	historyBand    = 28
	historyHigh    = 3*historyBand + 3
	historyColumn  = 90
	historyInset   = 42
	historyDot     = 9
	historyCaption = 40
)

// historyBands are the bands from the top.
var historyBands = [3]Token{SSoft, BSoft, MSoft}

// NewMiniHistory makes an empty history on a scale from low to high.
func NewMiniHistory(low, high float64) *MiniHistory {
	h := &MiniHistory{low: low, high: high, base: &fyne.Container{}}
	for i := range h.bands {
		h.bands[i] = &canvas.Rectangle{}
	}
	h.ExtendBaseWidget(h)
	return h
}

// Set shows the measurements, oldest first; the newest ones are kept where there is no room for all.
func (h *MiniHistory) Set(points []HistoryPoint) {
	h.points = append(h.points[:0:0], points...)
	h.Refresh()
}

// MinSize has room for two measurements.
func (h *MiniHistory) MinSize() fyne.Size {
	return fyne.NewSize(2*historyColumn, historyHigh+historyCaption)
}

// CreateRenderer is called by Fyne.
func (h *MiniHistory) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(h, h.MinSize, h.layout, h.paint, h.bands[0], h.bands[1], h.bands[2], h.base)
}

func (h *MiniHistory) paint() {
	for i, b := range h.bands {
		figPaint(b, C(historyBands[i]), 0)
	}
	for len(h.marks) < len(h.points) {
		h.marks = append(h.marks, newHistoryMark())
	}
	h.base.Objects = h.base.Objects[:0]
	for i := range h.points {
		h.base.Objects = append(h.base.Objects, h.marks[i].line)
	}
	for i := range h.points {
		m := h.marks[i]
		h.base.Objects = append(h.base.Objects, m.rim, m.disc, m.figure, m.caption)
	}
}

func newHistoryMark() historyMark {
	return historyMark{
		line: &canvas.Line{StrokeWidth: sparkStroke}, rim: &canvas.Circle{}, disc: &canvas.Circle{},
		figure: &canvas.Text{Alignment: fyne.TextAlignCenter}, caption: &canvas.Text{Alignment: fyne.TextAlignCenter},
	}
}

func (h *MiniHistory) layout(size fyne.Size) {
	for i, b := range h.bands {
		place(b, 0, float32(i)*(historyBand+1), size.Width, historyBand)
	}
	h.base.Resize(size)
	skip := max(0, len(h.points)-max(1, int(size.Width/historyColumn)))
	for i := range h.points {
		h.placeMark(i, skip, size.Width)
	}
}

func (h *MiniHistory) placeMark(i, skip int, width float32) {
	m, p := h.marks[i], h.points[i]
	for _, o := range []fyne.CanvasObject{m.rim, m.disc, m.figure, m.caption} {
		figShow(o, i >= skip)
	}
	figShow(m.line, i > skip)
	if i < skip {
		return
	}
	at := h.spot(i, skip, width)
	if i > skip {
		m.line.StrokeColor = C(M)
		m.line.Position1, m.line.Position2 = h.spot(i-1, skip, width), at
		m.line.Refresh()
	}
	m.rim.FillColor, m.disc.FillColor = C(Surface), C(p.Fill)
	gaugePlace(m.rim, at, historyDot+4)
	gaugePlace(m.disc, at, historyDot)
	left := at.X - historyColumn/2
	figWrite(m.figure, CutText(p.Figure, Caption|Bold, historyColumn), Caption|Bold, C(Text))
	figWrite(m.caption, CutText(p.Caption, Caption, historyColumn), Caption, C(Text2))
	place(m.figure, left, historyHigh+9, historyColumn, Caption.Line())
	place(m.caption, left, historyHigh+23, historyColumn, Caption.Line())
}

// spot spreads the measurements over the width, at most a column apart.
func (h *MiniHistory) spot(i, skip int, width float32) fyne.Position {
	inset := min(historyInset, width/4)
	step := float32(0)
	if n := len(h.points) - skip; n > 1 {
		step = (width - 2*inset) / float32(n-1)
	}
	share := GaugeView{Low: h.low, High: h.high}.share(h.points[i].Value)
	return fyne.NewPos(figWhole(inset+float32(i-skip)*step), figWhole(historyHigh*float32(1-share)))
}
