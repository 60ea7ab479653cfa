package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// GaugeView is what a gauge shows: a value on a scale of three equal zones and, if known, the value before.
type GaugeView struct {
	Low, High float64
	Value     float64
	Before    float64
	HasValue  bool
	HasBefore bool
	Figure    string // the value as read: "2,57"
	Caption   string // under the figure: "из 3,00"
}

// Gauge is half a dial of three zones of 60°: the zone of the value is solid, a ring marks the value now and a small
// dot the value before.
type Gauge struct {
	widget.BaseWidget

	view        GaugeView
	zones       [3]*canvas.Arc
	rim, marker *canvas.Circle
	before      *canvas.Circle
	figure      *canvas.Text
	caption     *canvas.Text
}

const (
	gaugeRadius  = 101
	gaugeCutout  = 0.82
	gaugeGap     = 0.9 // degrees left free at each side of a zone border
	gaugeMarker  = 26
	gaugeOutline = 4
	gaugeDot     = 8
	gaugeHead    = 5 // room above the dial for the marker
)

var (
	gaugeSolid = [3]Token{MFill, BFill, S}
	gaugeIdle  = [3]Token{MZone, BZone, SZone}
)

// NewGauge makes an empty gauge of 212 × 118 units.
func NewGauge() *Gauge {
	g := &Gauge{
		rim: &canvas.Circle{}, marker: &canvas.Circle{}, before: &canvas.Circle{},
		figure: &canvas.Text{}, caption: &canvas.Text{},
	}
	for i := range g.zones {
		g.zones[i] = &canvas.Arc{CutoutRatio: gaugeCutout}
	}
	g.ExtendBaseWidget(g)
	return g
}

// Set shows a value.
func (g *Gauge) Set(v GaugeView) {
	if g.view != v {
		g.view = v
		g.Refresh()
	}
}

// MinSize is the size of the dial with room for the marker.
func (g *Gauge) MinSize() fyne.Size {
	return fyne.NewSize(2*gaugeRadius+10, gaugeRadius+gaugeHead+12)
}

// share is the place of a value on the scale, 0 to 1.
func (v GaugeView) share(value float64) float64 {
	if v.High <= v.Low {
		return 0
	}
	return min(max((value-v.Low)/(v.High-v.Low), 0), 1)
}

func (v GaugeView) zone() int {
	if !v.HasValue {
		return -1
	}
	return min(int(v.share(v.Value)*3), 2)
}

// CreateRenderer is called by Fyne.
func (g *Gauge) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(g, g.MinSize, g.layout, g.paint,
		g.zones[0], g.zones[1], g.zones[2], g.rim, g.marker, g.before, g.figure, g.caption)
}

func (g *Gauge) paint() {
	at := g.view.zone()
	for i, z := range g.zones {
		from := float32(-90 + 60*i)
		z.StartAngle, z.EndAngle = from+gaugeGap, from+60-gaugeGap
		z.FillColor = C(gaugeIdle[i])
		if i == at {
			z.FillColor = C(gaugeSolid[i])
		}
	}
	g.zones[0].StartAngle, g.zones[2].EndAngle = -90, 90
	if at >= 0 {
		g.rim.FillColor = C(gaugeSolid[at])
	}
	g.marker.FillColor, g.before.FillColor = C(Surface), C(Surface)
	g.rim.Hidden, g.marker.Hidden, g.before.Hidden = at < 0, at < 0, !g.view.HasBefore
	figWrite(g.figure, g.view.Figure, Figure|Bold, C(Text))
	figWrite(g.caption, g.view.Caption, Caption, C(Text2))
	g.figure.Alignment, g.caption.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
}

func (g *Gauge) layout(size fyne.Size) {
	cx, cy := figWhole(size.Width/2), float32(gaugeHead+gaugeRadius)
	for _, z := range g.zones {
		place(z, cx-gaugeRadius, cy-gaugeRadius, 2*gaugeRadius, 2*gaugeRadius)
	}
	now := g.spot(cx, cy, g.view.Value)
	gaugePlace(g.rim, now, gaugeMarker)
	gaugePlace(g.marker, now, gaugeMarker-2*gaugeOutline)
	gaugePlace(g.before, g.spot(cx, cy, g.view.Before), gaugeDot)
	place(g.figure, 0, cy-44, size.Width, (Figure).Line())
	place(g.caption, 0, cy-8, size.Width, (Caption).Line())
}

// spot is the middle of the band where a value stands.
func (g *Gauge) spot(cx, cy float32, value float64) fyne.Position {
	angle := (g.view.share(value) - 0.5) * math.Pi
	r := gaugeRadius * (1 + gaugeCutout) / 2
	return fyne.NewPos(cx+float32(r*math.Sin(angle)), cy-float32(r*math.Cos(angle)))
}

func gaugePlace(c *canvas.Circle, at fyne.Position, side float32) {
	place(c, at.X-side/2, at.Y-side/2, side, side)
}
