package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// formCell is a field with its label above and its message below.
type formCell struct {
	widget.BaseWidget

	form    *Form
	field   Field
	label   *TipLabel
	message *Paragraph
	level   Level
	start   string
	active  bool // the input holds the keyboard
	touched bool // the user changed it
}

func newFormCell(f *Form, d Field) *formCell {
	c := &formCell{form: f, field: d, label: NewTipText(d.Label, Dense, Text3), message: NewWrap(d.Hint, Caption, Text3, 3)}
	c.start = d.Input.Value()
	c.ExtendBaseWidget(c)
	d.Input.OnInput(func() {
		if f.filling {
			return
		}
		c.typed()
		f.inputChanged()
	})
	if o, ok := d.Input.(interface{ OnFocus(func(bool)) }); ok {
		o.OnFocus(c.focused)
	}
	if g, ok := d.Input.(interface{ onGrow(func()) }); ok {
		g.onGrow(f.resized)
	}
	return c
}

// wrongInput is an input that knows that what was typed is of the wrong kind.
type wrongInput interface{ Wrong() bool }

func (c *formCell) unreadable() bool {
	w, ok := c.field.Input.(wrongInput)
	return ok && w.Wrong() && (c.field.Check == nil || c.field.Unreadable != "")
}

func (c *formCell) judge() (Level, string) {
	switch {
	case c.unreadable():
		return Error, c.field.Unreadable
	case c.field.Check != nil:
		return c.field.Check(c.field.Input.Value())
	}
	return Good, ""
}

// typed checks at each change. A date or a number half typed is not blamed before the keyboard leaves.
func (c *formCell) typed() {
	c.touched = true
	if c.active && c.unreadable() {
		c.say(Good, "")
		return
	}
	c.check()
}

func (c *formCell) focused(gained bool) {
	c.active = gained
	switch {
	case gained:
		c.form.reveal(c)
	case c.touched && c.unreadable():
		c.check()
	}
}

func (c *formCell) check() Level {
	level, message := c.judge()
	c.say(level, message)
	return level
}

func (c *formCell) say(level Level, message string) {
	c.field.Input.Mark(level)
	if message == "" {
		message = c.quiet()
	}
	if c.level == level && c.message.Text() == message {
		return
	}
	before := c.HeightAt(c.Size().Width)
	c.level = level
	c.message.SetText(message)
	c.Refresh()
	if c.HeightAt(c.Size().Width) != before {
		c.form.resized()
	}
}

// quiet is the grey line shown while there is no message.
func (c *formCell) quiet() string {
	if n, ok := c.field.Input.(interface{ Notice() string }); ok && n.Notice() != "" {
		return n.Notice()
	}
	return c.field.Hint
}

func (c *formCell) messageLead() float32 { return pick[float32](c.level == Good, 0, 16) }

func (c *formCell) inputTop() float32 {
	if c.field.Label == "" {
		return 0
	}
	top := Dense.Line() + formLabelGap
	if check, is := c.field.Input.(*Check); is {
		top += (ControlHeight - check.MinSize().Height) / 2 // level with what stands in the fields beside it
	}
	return top
}

// HeightAt is the height the cell needs at a width.
func (c *formCell) HeightAt(width float32) float32 {
	h := c.inputTop() + HeightAt(c.field.Input, width)
	if c.message.Text() != "" {
		h += 4 + c.message.HeightAt(width-c.messageLead())
	}
	return h
}

// CreateRenderer is called by Fyne.
func (c *formCell) CreateRenderer() fyne.WidgetRenderer {
	icon := canvas.NewImageFromResource(nil)
	return newSketch(c, func() fyne.Size {
		w := c.field.Input.MinSize().Width
		return fyne.NewSize(w, c.HeightAt(max(c.Size().Width, w)))
	}, func(size fyne.Size) {
		top, h := c.inputTop(), HeightAt(c.field.Input, size.Width)
		place(c.label, 0, 0, size.Width, Dense.Line())
		place(c.field.Input, 0, top, c.inputWidth(size.Width), h)
		y, lead := top+h+4, c.messageLead()
		place(icon, 0, y+1, 12, 12)
		place(c.message, lead, y, size.Width-lead, c.message.HeightAt(size.Width-lead))
	}, func() {
		c.label.Hidden = c.field.Label == ""
		c.message.SetToken([...]Token{Text3, Amber, Red}[c.level])
		setIcon(icon, pick(c.level == Good || c.message.Text() == "", "", "warn"), pick(c.level == Error, Red, Amber))
	}, c.label, c.field.Input, icon, c.message)
}

// inputWidth lets a check box and radio buttons be as wide as they are, so that a click far right of them does nothing.
func (c *formCell) inputWidth(width float32) float32 {
	switch c.field.Input.(type) {
	case *Check, *Radio:
		return min(c.field.Input.MinSize().Width, width)
	}
	return width
}
