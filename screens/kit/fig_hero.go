package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Hero is the picture of the first run: eight rising bars and three figures climbing them.
type Hero struct {
	widget.BaseWidget

	first, last string
	bars        [heroBars]*canvas.Rectangle
	heads       [3]*canvas.Circle
	bodies      [3]*canvas.Rectangle
	hops        [2]*canvas.BezierCurve
	captions    [2]*canvas.Text
}

const (
	heroBars  = 8
	heroWide  = 359 // the size it was drawn at, in units
	heroHigh  = 218
	heroStep  = 45
	heroBar   = 41
	heroHead  = 16
	heroBody  = 26
	heroFloor = 24 // the lowest bar
	heroClimb = 20
)

// heroSteps are the bars on which the figures stand.
var heroSteps = [3]int{1, 4, 7}

var heroTokens = [3]Token{M, B, S}

// NewHero makes the picture; first and last are written under the lowest and the highest bar.
func NewHero(first, last string) *Hero {
	h := &Hero{first: first, last: last}
	for i := range h.bars {
		h.bars[i] = &canvas.Rectangle{}
	}
	for i := range h.heads {
		h.heads[i], h.bodies[i] = &canvas.Circle{}, &canvas.Rectangle{}
	}
	for i := range h.hops {
		h.hops[i], h.captions[i] = &canvas.BezierCurve{StrokeWidth: sparkStroke}, &canvas.Text{}
	}
	h.ExtendBaseWidget(h)
	return h
}

// MinSize keeps the picture readable.
func (h *Hero) MinSize() fyne.Size { return fyne.NewSize(heroWide*0.6, heroHigh*0.6+22) }

// HeightAt is the height at which the picture is as wide as it may be.
func (h *Hero) HeightAt(width float32) float32 {
	return max(min(width/heroWide, 1)*heroHigh+22, h.MinSize().Height)
}

// CreateRenderer is called by Fyne.
func (h *Hero) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{h.hops[0], h.hops[1], h.captions[0], h.captions[1]}
	for _, b := range h.bars {
		objects = append(objects, b)
	}
	for i := range h.heads {
		objects = append(objects, h.heads[i], h.bodies[i])
	}
	return newSketch(h, h.MinSize, h.layout, h.paint, objects...)
}

func (h *Hero) paint() {
	for i, b := range h.bars {
		figPaint(b, blend(C(AccentSoft), C(AccentFill), heroTint(i)), 4)
	}
	for i := range h.heads {
		h.heads[i].FillColor = C(heroTokens[i])
		figTop(h.bodies[i], C(heroTokens[i]), heroBody/2)
	}
	for i, hop := range h.hops {
		hop.StrokeColor = C(Line2)
		figWrite(h.captions[i], [2]string{h.first, h.last}[i], Caption, C(Text3))
	}
	h.captions[1].Alignment = fyne.TextAlignTrailing
}

func heroTint(i int) float32 { return 0.02 + 0.78*float32(i)/(heroBars-1) }

func (h *Hero) layout(size fyne.Size) {
	k := min(size.Width/heroWide, (size.Height-22)/heroHigh)
	foot := size.Height - 22
	top := func(i int) float32 { return foot - k*float32(heroFloor+heroClimb*i) }
	for i, b := range h.bars {
		x := figWhole(k * heroStep * float32(i))
		place(b, x, figWhole(top(i)), figWhole(k*heroBar), foot-figWhole(top(i)))
	}
	for i, step := range heroSteps {
		h.stand(i, k*(heroStep*float32(step)+heroBar/2.0), top(step), k)
	}
	h.hop(0, k)
	h.hop(1, k)
	half := k * heroWide / 2
	place(h.captions[0], 0, size.Height-16, half, Caption.Line())
	place(h.captions[1], half, size.Height-16, half, Caption.Line())
}

// stand puts a figure on its bar.
func (h *Hero) stand(i int, x, ground, k float32) {
	body, head := heroBody*k, heroHead*k
	ground -= 4 * k
	place(h.bodies[i], x-body/2, ground-18*k, body, 18*k)
	place(h.heads[i], x-head/2, ground-38*k, head, head)
}

// hop draws the leap from one figure to the next one up.
func (h *Hero) hop(i int, k float32) {
	from, to := h.heads[i], h.heads[i+1]
	side := from.Size().Width
	x0, y0 := from.Position().X+side/2, from.Position().Y+side/2
	x1, y1 := to.Position().X+side/2, to.Position().Y
	rise := 68 * k // the control point stands so far above the higher figure
	c := h.hops[i]
	place(c, x0, y1-rise, x1-x0, y0-y1+rise)
	c.StartPoint = fyne.NewPos(0, y0-y1+rise)
	c.EndPoint = fyne.NewPos(x1-x0, rise)
	c.ControlPoints = []fyne.Position{fyne.NewPos(0.44*(x1-x0), rise*0.2), fyne.NewPos(0.72*(x1-x0), rise*0.42)}
	c.Refresh()
}
