package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Swatch is a colour to choose and what it is called.
type Swatch struct {
	Color color.NRGBA
	Label string
}

// Swatches chooses one of some colours: a row of squares, the chosen one with a ring. They break into rows where there is
// little room.
type Swatches struct {
	control

	swatches []Swatch
	chosen   int // -1: none of them
	over     int
	onChoose func(i int)
}

const (
	swatchSide float32 = 24
	swatchCell float32 = 32
)

// NewSwatches makes a row of colours of which none is chosen.
func NewSwatches(swatches []Swatch, onChoose func(i int)) *Swatches {
	s := &Swatches{swatches: slices.Clone(swatches), chosen: -1, over: -1, onChoose: onChoose}
	s.extend(s)
	return s
}

// Chosen is the number of the chosen colour, -1 for none.
func (s *Swatches) Chosen() int { return s.chosen }

// SetChosen chooses a colour without calling the callback; -1 chooses none.
func (s *Swatches) SetChosen(i int) {
	if i >= -1 && i < len(s.swatches) && i != s.chosen {
		s.chosen = i
		s.Refresh()
	}
}

func (s *Swatches) choose(i int) {
	if s.Disabled() || i < 0 || i >= len(s.swatches) || i == s.chosen {
		return
	}
	s.SetChosen(i)
	if s.onChoose != nil {
		s.onChoose(i)
	}
}

// columns is how many squares stand in a row of a width.
func (s *Swatches) columns(width float32) int { return max(int(width/swatchCell), 1) }

func (s *Swatches) at(p fyne.Position) int {
	column, n := int(p.X/swatchCell), s.columns(s.Size().Width)
	i := int(p.Y/swatchCell)*n + column
	if column >= n || i < 0 || i >= len(s.swatches) {
		return -1
	}
	return i
}

// Tapped chooses the colour under the pointer.
func (s *Swatches) Tapped(ev *fyne.PointEvent) {
	s.takeFocus()
	if ev != nil {
		s.choose(s.at(ev.Position))
	}
}

// TypedKey moves the choice by arrows, Home and End.
func (s *Swatches) TypedKey(ev *fyne.KeyEvent) {
	s.keyed()
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.chosen + 1)
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.swatches) - 1)
	default:
		RouteKey(ev)
	}
}

// Tip is the name of the chosen colour.
func (s *Swatches) Tip() string {
	if s.chosen < 0 {
		return ""
	}
	return s.swatches[s.chosen].Label
}

// HeightAt is the height of the rows at a width.
func (s *Swatches) HeightAt(width float32) float32 {
	n := s.columns(width)
	return float32((len(s.swatches)+n-1)/n) * swatchCell
}

// CreateRenderer is called by Fyne.
func (s *Swatches) CreateRenderer() fyne.WidgetRenderer {
	ring := newFrame(radiusControl + 2)
	objects := ring.objects()
	squares := make([]*canvas.Rectangle, len(s.swatches))
	for i := range squares {
		squares[i] = &canvas.Rectangle{CornerRadius: 4, FillColor: s.swatches[i].Color}
		objects = append(objects, squares[i])
	}
	return newSketch(s, func() fyne.Size {
		return fyne.NewSize(swatchCell, swatchCell)
	}, func(size fyne.Size) {
		n := s.columns(size.Width)
		for i, q := range squares {
			x, y := float32(i%n)*swatchCell+4, float32(i/n)*swatchCell+4
			place(q, x, y, swatchSide, swatchSide)
			if i == s.chosen {
				ring.layout(fyne.NewPos(x-4, y-4), fyne.NewSize(swatchSide+8, swatchSide+8))
			}
		}
	}, func() {
		ring.set(C(Surface), C(Accent), 2, s.ringed())
		for _, o := range ring.objects()[1:] {
			o.(*canvas.Rectangle).Hidden = s.chosen < 0
		}
	}, objects...)
}
