package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// CheckState is the state of a check box.
type CheckState int

// States of a check box; Part is shown when some of several things are checked.
const (
	Off CheckState = iota
	On
	Part
)

// Check is a check box with a label.
type Check struct {
	control

	label    string
	state    CheckState
	onChange func(on bool)
	inputs   []func()
}

// NewCheck makes an unchecked box; label "" shows the box alone.
func NewCheck(label string, onChange func(on bool)) *Check {
	c := &Check{label: label, onChange: onChange}
	c.extend(c)
	return c
}

// SetState changes the state without calling the callback.
func (c *Check) SetState(s CheckState) {
	if c.state != s {
		c.state = s
		c.Refresh()
	}
}

// SetChecked checks or clears the box without calling the callback.
func (c *Check) SetChecked(on bool) { c.SetState(pick(on, On, Off)) }

// Checked reports whether the box is checked.
func (c *Check) Checked() bool { return c.state == On }

// Value is "1" when checked, otherwise "".
func (c *Check) Value() string { return pick(c.Checked(), "1", "") }

// SetValue checks the box for any text but "".
func (c *Check) SetValue(v string) { c.SetChecked(v != "") }

// OnInput adds a listener called after the user changed the box.
func (c *Check) OnInput(f func()) { c.inputs = append(c.inputs, f) }

// Mark shows nothing: a check box has no wrong value.
func (c *Check) Mark(Level) {}

func (c *Check) toggle() {
	if c.Disabled() {
		return
	}
	c.state = pick(c.state == On, Off, On)
	c.Refresh()
	if c.onChange != nil {
		c.onChange(c.state == On)
	}
	for _, f := range c.inputs {
		f()
	}
}

// Tapped toggles the box.
func (c *Check) Tapped(*fyne.PointEvent) {
	c.takeFocus()
	c.toggle()
}

// TypedKey toggles the box at Space.
func (c *Check) TypedKey(ev *fyne.KeyEvent) {
	c.keyed()
	if ev.Name == fyne.KeySpace {
		c.toggle()
		return
	}
	RouteKey(ev)
}

// Tip is the whole label when it is cut.
func (c *Check) Tip() string {
	if c.tip == "" && Body.Width(c.label) > c.Size().Width-boxSide-8+0.5 {
		return c.label
	}
	return c.tip
}

// boxSide is the side of a check box and of a radio circle, in units.
const boxSide float32 = 16

// CreateRenderer is called by Fyne.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	box, word, tick := newFrame(4), &canvas.Text{}, canvas.NewImageFromResource(nil)
	return newSketch(c, func() fyne.Size {
		w := boxSide
		if c.label != "" {
			w += 8 + Body.Width(c.label)
		}
		return fyne.NewSize(w, 20)
	}, func(size fyne.Size) {
		y := floor((size.Height - boxSide) / 2)
		box.layout(fyne.NewPos(0, y), fyne.NewSquareSize(boxSide))
		place(tick, 2, y+2, 12, 12)
		word.Text = CutText(c.label, Body, size.Width-boxSide-8+0.5)
		place(word, boxSide+8, 0, size.Width-boxSide-8, size.Height)
	}, func() {
		on := c.state != Off
		face := pick(on, C(AccentFill), pick(c.hot(), C(Sunken), C(Surface)))
		edge := pick(c.ringed(), C(Accent), pick(on, nil, C(Text3)))
		if c.Disabled() {
			face, edge = pick(on, C(Line2), C(Sunken)), C(Line2)
		}
		box.set(face, edge, 1, c.ringed())
		setIcon(tick, [...]string{"", "check", "minus"}[c.state], OnAccent)
		word.TextSize, word.Color = Body.Size(), C(pick(c.Disabled(), Text3, Text))
	}, append(box.objects(), tick, word)...)
}

// radioMark draws the circle of a radio button.
type radioMark struct {
	halo, rim, hole, dot *canvas.Circle
}

func newRadioMark() *radioMark {
	return &radioMark{&canvas.Circle{}, &canvas.Circle{}, &canvas.Circle{}, &canvas.Circle{}}
}

func (r *radioMark) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.halo, r.rim, r.hole, r.dot}
}

func (r *radioMark) layout(x, y float32) {
	place(r.halo, x-haloWidth, y-haloWidth, boxSide+2*haloWidth, boxSide+2*haloWidth)
	place(r.rim, x, y, boxSide, boxSide)
	rim := pick[float32](r.dot.Hidden, 1, 2)
	place(r.hole, x+rim, y+rim, boxSide-2*rim, boxSide-2*rim)
	place(r.dot, x+4, y+4, boxSide-8, boxSide-8)
}

func (r *radioMark) paint(on, ringed, disabled bool, tone Tone, ground Token) {
	rim := C(pick(disabled, Line2, pick(on, tone.Ink, Text3)))
	r.rim.FillColor, r.hole.FillColor, r.dot.FillColor = rim, C(ground), rim
	r.dot.Hidden = !on
	r.halo.FillColor, r.halo.Hidden = C(AccentLine), !ringed
}

// radioItem is one choice of a Radio.
type radioItem struct {
	control

	label string
	group *choiceGroup
	index int
}

// choiceGroup is a set of things of which one is chosen; arrows move the choice and the keyboard.
type choiceGroup struct {
	items    []focusable
	chosen   int // -1 none
	onChange func(int)
	inputs   []func()
}

func (g *choiceGroup) set(i int) {
	g.chosen = i
	for _, it := range g.items {
		it.Refresh()
	}
}

func (g *choiceGroup) choose(i int) {
	if i < 0 || i >= len(g.items) {
		return
	}
	changed := g.chosen != i
	g.set(i)
	if !changed {
		return
	}
	if g.onChange != nil {
		g.onChange(i)
	}
	for _, f := range g.inputs {
		f()
	}
}

// step moves choice and keyboard from item i by so many, and reports whether the key was an arrow.
func (g *choiceGroup) step(i int, ev *fyne.KeyEvent) bool {
	by := 0
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		by = -1
	case fyne.KeyRight, fyne.KeyDown:
		by = 1
	default:
		return false
	}
	if next := i + by; next >= 0 && next < len(g.items) {
		g.choose(next)
		focusOn(g.items[next])
	}
	return true
}

// Tapped chooses the item.
func (r *radioItem) Tapped(*fyne.PointEvent) {
	if r.Disabled() {
		return
	}
	r.takeFocus()
	r.group.choose(r.index)
}

// TypedKey chooses the item at Space; arrows go to the neighbours.
func (r *radioItem) TypedKey(ev *fyne.KeyEvent) {
	r.keyed()
	switch {
	case ev.Name == fyne.KeySpace:
		r.group.choose(r.index)
	case r.group.step(r.index, ev):
	default:
		RouteKey(ev)
	}
}

// CreateRenderer is called by Fyne.
func (r *radioItem) CreateRenderer() fyne.WidgetRenderer {
	mark, word := newRadioMark(), &canvas.Text{}
	return newSketch(r, func() fyne.Size {
		return fyne.NewSize(boxSide+8+Body.Width(r.label), 20)
	}, func(size fyne.Size) {
		mark.layout(0, floor((size.Height-boxSide)/2))
		word.Text = CutText(r.label, Body, size.Width-boxSide-8+0.5)
		place(word, boxSide+8, 0, size.Width-boxSide-8, size.Height)
	}, func() {
		mark.paint(r.group.chosen == r.index, r.ringed(), r.Disabled(), ToneAccent, Surface)
		word.TextSize, word.Color = Body.Size(), C(pick(r.Disabled(), Text3, Text))
	}, append(mark.objects(), word)...)
}

// Radio is a row or a column of radio buttons.
type Radio struct {
	widget.BaseWidget

	row     *fyne.Container
	group   *choiceGroup
	options []Option
}

// NewRadio makes radio buttons side by side, or below each other when upright; none is chosen.
func NewRadio(upright bool, options []Option, onChange func(id string)) *Radio {
	r := &Radio{group: &choiceGroup{chosen: -1}, options: options, row: HBox(20)}
	if upright {
		r.row = VBox(8)
	}
	r.group.onChange = func(i int) {
		if onChange != nil {
			onChange(options[i].ID)
		}
	}
	for i, o := range options {
		item := &radioItem{label: o.Label, group: r.group, index: i}
		item.extend(item)
		r.group.items = append(r.group.items, item)
		r.row.Add(item)
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is called by Fyne.
func (r *Radio) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.row) }

// Value is the id of the chosen option, "" for none.
func (r *Radio) Value() string {
	if r.group.chosen < 0 {
		return ""
	}
	return r.options[r.group.chosen].ID
}

// SetValue chooses the option of that id without calling the callback; an unknown id chooses none.
func (r *Radio) SetValue(id string) { r.group.set(optionIndex(r.options, id)) }

// OnInput adds a listener called after the user changed the choice.
func (r *Radio) OnInput(f func()) { r.group.inputs = append(r.group.inputs, f) }

// OnFocus adds a listener told true when one of the buttons gains the keyboard and false when it loses it.
func (r *Radio) OnFocus(f func(bool)) {
	for _, it := range r.group.items {
		it.(*radioItem).OnFocus(f)
	}
}

// Mark shows nothing: the message stands below.
func (r *Radio) Mark(Level) {}

// FocusTarget is the button that takes the keyboard.
func (r *Radio) FocusTarget() fyne.Focusable { return r.group.items[max(r.group.chosen, 0)] }
