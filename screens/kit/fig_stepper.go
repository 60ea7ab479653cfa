package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// StepperRung is one rung with what is written above and below it.
type StepperRung struct {
	Name    string // below: "Клиент"; the number is added
	Date    string // above, quiet: "янв 2024"
	Caption string // above the date, bold: "спуск с 6-й"; may be empty
	Icon    string // before the caption; may be empty
	Token   Token  // colour of the caption and its icon
}

// StepperView is what a stepper shows. Rungs count from 1; 0 means none.
type StepperView struct {
	Rungs   []StepperRung
	Now     int
	Highest int
	Fill    Token  // the present rung and the outline
	Past    Token  // rungs passed
	Ended   string // not empty: all grey, with this word over the rung reached last
}

// Stepper is a staircase over the whole width: rungs passed are tinted, the present one is solid, the highest one
// ever reached is outlined, later ones are grey. A rung may be chosen by pointer or keyboard.
type Stepper struct {
	control

	// OnTap is called with the number of the rung proposed, counted from 1.
	OnTap func(rung int)

	view   StepperView
	chosen int // by keyboard; 0 while none
	over   int // under the pointer
	rungs  []*stepperRung
	look   *sketch
}

type stepperRung struct {
	hover, halo, bar, hole *canvas.Rectangle
	icon                   *canvas.Image
	caption, date, name    *canvas.Text
}

const (
	stepperGap  = 4
	stepperFoot = 12 // the lowest rung
	stepperPeak = 54 // the highest rung
	stepperHead = 34 // two captions over the highest rung
	stepperName = 22
	stepperIcon = 12
)

// NewStepper makes an empty stepper.
func NewStepper() *Stepper {
	s := &Stepper{}
	s.extend(s)
	return s
}

// Set shows a staircase.
func (s *Stepper) Set(v StepperView) {
	v.Rungs = append([]StepperRung(nil), v.Rungs...)
	s.view, s.chosen, s.over = v, 0, 0
	if s.focused {
		s.chosen = s.present()
	}
	s.Refresh()
}

// present is the present rung, or the nearest there is.
func (s *Stepper) present() int { return min(max(s.view.Now, 1), len(s.view.Rungs)) }

// MinSize has room for the captions and for short names.
func (s *Stepper) MinSize() fyne.Size {
	return fyne.NewSize(float32(max(len(s.view.Rungs), 1))*48, stepperHead+stepperPeak+stepperName)
}

// CreateRenderer is called by Fyne.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	s.look = newSketch(s, s.MinSize, s.layout, s.paint)
	s.look.paint()
	return s.look
}

func (s *Stepper) paint() {
	if s.look == nil {
		return
	}
	for len(s.rungs) < len(s.view.Rungs) {
		s.rungs = append(s.rungs, newStepperRung())
	}
	s.look.objects = s.look.objects[:0]
	for i := range s.view.Rungs {
		r := s.rungs[i]
		s.look.objects = append(s.look.objects, r.hover, r.halo, r.bar, r.hole, r.icon, r.caption, r.date, r.name)
		s.paintRung(r, i+1)
	}
}

func newStepperRung() *stepperRung {
	return &stepperRung{
		hover: &canvas.Rectangle{}, halo: &canvas.Rectangle{}, bar: &canvas.Rectangle{}, hole: &canvas.Rectangle{},
		icon: &canvas.Image{}, caption: &canvas.Text{}, date: &canvas.Text{}, name: &canvas.Text{},
	}
}

func (s *Stepper) paintRung(r *stepperRung, n int) {
	outlined := s.outlined(n)
	figTop(r.bar, C(s.barToken(n)), 3)
	figTop(r.hole, C(Surface), 2)
	figPaint(r.hover, C(Sunken), radiusControl)
	figPaint(r.halo, C(AccentLine), radiusControl)
	figShow(r.hole, outlined)
	figShow(r.hover, n == s.over && !s.Disabled())
	figShow(r.halo, n == s.chosen && s.ringed())
}

// outlined tells the rungs above the present one up to the highest ever reached.
func (s *Stepper) outlined(n int) bool {
	return s.view.Ended == "" && n > s.view.Now && n <= s.view.Highest
}

func (s *Stepper) barToken(n int) Token {
	switch v := s.view; {
	case v.Ended != "" && n == v.Now:
		return Line2
	case v.Ended != "":
		return Track
	case n == v.Now || s.outlined(n):
		return v.Fill
	case n < v.Now:
		return v.Past
	}
	return Track
}

// column is the left edge and the width of a rung counted from 1.
func (s *Stepper) column(n int) (x, w float32) {
	count := float32(len(s.view.Rungs))
	step := (s.Size().Width + stepperGap) / count
	x = figWhole(step * float32(n-1))
	return x, figWhole(step*float32(n)) - stepperGap - x
}

func (s *Stepper) heightOf(n int) float32 {
	if len(s.view.Rungs) < 2 {
		return stepperPeak
	}
	return figWhole(stepperFoot + (stepperPeak-stepperFoot)*float32(n-1)/float32(len(s.view.Rungs)-1))
}

func (s *Stepper) layout(size fyne.Size) {
	ground := size.Height - stepperName
	for i := range s.view.Rungs {
		n := i + 1
		r, h := s.rungs[i], s.heightOf(n)
		x, w := s.column(n)
		place(r.bar, x, ground-h, w, h)
		place(r.hole, x+1, ground-h+1, w-2, h)
		place(r.halo, x-haloWidth, ground-h-haloWidth, w+2*haloWidth, h+2*haloWidth)
		place(r.hover, x-2, ground-h-stepperHead, w+4, h+stepperHead+stepperName)
		s.writeRung(r, n, x+2, w-4, ground-h)
	}
}

func (s *Stepper) writeRung(r *stepperRung, n int, x, w, top float32) {
	style, tok := Dense, Text2
	if n == s.view.Now && s.view.Ended == "" {
		style, tok = Dense|Bold, Text
	} else if n > max(s.view.Now, s.view.Highest) || s.view.Ended != "" {
		tok = Text3
	}
	name := s.view.Rungs[n-1].Name
	figLine(r.name, strconv.Itoa(n)+". "+name, style, tok, x, top+s.heightOf(n)+2, w)
	above := s.above(n)
	bottom := top - 2 - Caption.Line()
	figLine(r.date, above.Date, Caption, Text2, x, bottom, w)
	if above.Date != "" {
		bottom -= Caption.Line() + 1
	}
	indent := float32(0)
	setIcon(r.icon, above.Icon, above.Token)
	if above.Icon != "" {
		indent = stepperIcon + 3
		place(r.icon, x, bottom+2, stepperIcon, stepperIcon)
	}
	figLine(r.caption, above.Caption, Caption|Bold, above.Token, x+indent, bottom, w-indent)
}

// above is what is written over a rung; an ended relationship says so instead of the caption.
func (s *Stepper) above(n int) StepperRung {
	r := s.view.Rungs[n-1]
	if s.view.Ended == "" {
		return r
	}
	r.Caption, r.Icon = "", ""
	if n == max(s.view.Now, 1) {
		r.Caption, r.Token = s.view.Ended, Text2
	}
	return r
}

// at finds the rung under a place; 0 when there is none.
func (s *Stepper) at(p fyne.Position) int {
	for n := range s.view.Rungs {
		if x, w := s.column(n + 1); p.X >= x && p.X < x+w {
			return n + 1
		}
	}
	return 0
}

// Tapped proposes the rung under the pointer.
func (s *Stepper) Tapped(ev *fyne.PointEvent) {
	n := s.at(ev.Position)
	if n > 0 {
		s.chosen = n
	}
	s.takeFocus()
	s.propose(n)
}

func (s *Stepper) propose(n int) {
	if n > 0 && s.OnTap != nil && !s.Disabled() {
		s.OnTap(n)
	}
}

// FocusGained begins the choice at the present rung.
func (s *Stepper) FocusGained() {
	if s.chosen == 0 {
		s.chosen = s.present()
	}
	s.control.FocusGained()
}

// TypedKey chooses a rung with Left, Right, Home and End and proposes it with Enter or Space.
func (s *Stepper) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyLeft:
		s.choose(s.chosen - 1)
	case ev.Name == fyne.KeyRight:
		s.choose(s.chosen + 1)
	case ev.Name == fyne.KeyHome:
		s.choose(1)
	case ev.Name == fyne.KeyEnd:
		s.choose(len(s.view.Rungs))
	case isPress(ev):
		s.propose(s.chosen)
	default:
		s.control.TypedKey(ev)
	}
}

func (s *Stepper) choose(n int) {
	s.keyed()
	s.chosen = min(max(n, 1), len(s.view.Rungs))
	s.Refresh()
}

// MouseIn is called when the pointer enters.
func (s *Stepper) MouseIn(ev *desktop.MouseEvent) {
	s.control.MouseIn(ev)
	s.hover(ev)
}

// MouseMoved lights the column under the pointer; a name that is cut is told in full.
func (s *Stepper) MouseMoved(ev *desktop.MouseEvent) {
	s.hover(ev)
	s.control.MouseMoved(ev)
}

// MouseOut is called when the pointer leaves.
func (s *Stepper) MouseOut() {
	s.over = 0
	s.control.MouseOut()
}

func (s *Stepper) hover(ev *desktop.MouseEvent) {
	n := s.at(ev.Position)
	if n == s.over {
		return
	}
	s.over = n
	s.SetTip(s.cutName(n))
	s.Refresh()
}

func (s *Stepper) cutName(n int) string {
	if n == 0 {
		return ""
	}
	_, w := s.column(n)
	full := strconv.Itoa(n) + ". " + s.view.Rungs[n-1].Name
	if Dense.Width(full) <= w-4 {
		return ""
	}
	return full
}

// Cursor shows that rungs can be pressed.
func (s *Stepper) Cursor() desktop.Cursor {
	if s.over > 0 && s.OnTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
