package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Input is a control a form can hold: it has a value in text form, tells when the user changed it, and can be marked
// as doubtful or wrong.
type Input interface {
	fyne.CanvasObject
	Value() string
	SetValue(string)
	OnInput(func())
	Mark(Level)
}

var (
	_ Input = (*Entry)(nil)
	_ Input = (*TextArea)(nil)
	_ Input = (*Check)(nil)
	_ Input = (*Radio)(nil)
	_ Input = (*Select)(nil)
	_ Input = (*ComboBox)(nil)
	_ Input = (*DateField)(nil)
	_ Input = (*NumberField)(nil)
	_ Input = (*FileField)(nil)
	_ Input = (*Repeater)(nil)
)

// Field is one cell of a form.
type Field struct {
	// ID names the value in Values.
	ID string
	// Label stands above the control; "" leaves its line out.
	Label string
	// Input is the control.
	Input Input
	// Check looks at the value while the user types. A warning is shown and does not block; an error blocks saving.
	Check func(value string) (Level, string)
	// Unreadable is what to say about text that is no date or no number; Check sees only values that can be read.
	// Without it Check sees everything.
	Unreadable string
	// Hint is a grey line below the control while there is no message.
	Hint string
	// Span is over how many columns the field reaches; 0 means 1.
	Span int
}

// Form is rows of fields with their labels above them, in one to three columns.
type Form struct {
	widget.BaseWidget

	// OnChange is called after the user changed any value.
	OnChange func()

	columns int
	items   []formItem
	cells   []*formCell
	scroll  *ScrollMemory
	grown   func()
	filling bool // values are being set by the program
}

// formItem is a cell, or an object or heading over the whole width.
type formItem struct {
	object fyne.CanvasObject
	span   int
	top    float32 // further room above
}

// Measures of a form, in units.
const (
	formRowGap    float32 = 12
	formColumnGap float32 = 12
	formLabelGap  float32 = 4
)

// NewForm makes an empty form of so many columns.
func NewForm(columns int, fields ...Field) *Form {
	f := &Form{columns: max(columns, 1)}
	f.ExtendBaseWidget(f)
	f.Add(fields...)
	return f
}

// Add appends fields; a row is filled from left to right.
func (f *Form) Add(fields ...Field) {
	for _, d := range fields {
		cell := newFormCell(f, d)
		f.cells = append(f.cells, cell)
		f.items = append(f.items, formItem{object: cell, span: min(max(d.Span, 1), f.columns)})
	}
	f.Refresh()
}

// Section appends a bold heading over the whole width.
func (f *Form) Section(title string) {
	f.items = append(f.items, formItem{object: NewText(title, Body|Bold, Text), span: f.columns, top: 8})
	f.Refresh()
}

// Wide appends any object over the whole width.
func (f *Form) Wide(o fyne.CanvasObject) {
	f.items = append(f.items, formItem{object: o, span: f.columns})
	f.Refresh()
}

// SetScroll tells the form which container it scrolls in: fields that gain the keyboard come into view.
func (f *Form) SetScroll(s *ScrollMemory) { f.scroll = s }

// ShowField shows or hides a field with its label; a hidden field is neither checked nor counted as changed.
func (f *Form) ShowField(id string, on bool) {
	if c := f.cell(id); c != nil && c.Visible() != on {
		toggle(c, on)
		f.resized()
	}
}

func (f *Form) cell(id string) *formCell {
	for _, c := range f.cells {
		if c.field.ID == id {
			return c
		}
	}
	return nil
}

// Has reports whether there is a field of that id.
func (f *Form) Has(id string) bool { return f.cell(id) != nil }

// Value is the value of one field, "" for an unknown id.
func (f *Form) Value(id string) string {
	if c := f.cell(id); c != nil {
		return c.field.Input.Value()
	}
	return ""
}

// Values are the values of all fields by id.
func (f *Form) Values() map[string]string {
	values := make(map[string]string, len(f.cells))
	for _, c := range f.cells {
		values[c.field.ID] = c.field.Input.Value()
	}
	return values
}

// SetValues fills the fields named and takes the present state as unchanged.
func (f *Form) SetValues(values map[string]string) {
	f.filling = true
	for _, c := range f.cells {
		if v, ok := values[c.field.ID]; ok {
			c.field.Input.SetValue(v)
		}
	}
	f.filling = false
	f.Rest()
}

// Rest takes the present values as unchanged and takes the messages away.
func (f *Form) Rest() {
	for _, c := range f.cells {
		c.start = c.field.Input.Value()
		c.say(Good, "")
	}
}

// Changed reports whether a value differs from those of the latest Rest or SetValues.
func (f *Form) Changed() bool {
	for _, c := range f.cells {
		if c.Visible() && c.start != c.field.Input.Value() {
			return true
		}
	}
	return false
}

// Validate checks all fields, shows their messages, puts the keyboard into the first wrong one and reports whether
// nothing blocks saving.
func (f *Form) Validate() bool {
	var wrong *formCell
	for _, c := range f.cells {
		if c.Visible() && c.check() == Error && wrong == nil {
			wrong = c
		}
	}
	if wrong != nil {
		f.focusCell(wrong)
	}
	return wrong == nil
}

// Valid reports whether nothing blocks saving, without showing anything.
func (f *Form) Valid() bool {
	for _, c := range f.cells {
		if level, _ := c.judge(); c.Visible() && level == Error {
			return false
		}
	}
	return true
}

// Say shows a message below a field until the user changes it: what saving complained about.
func (f *Form) Say(id string, level Level, message string) {
	if c := f.cell(id); c != nil {
		c.say(level, message)
	}
}

// Message is the message now shown below a field.
func (f *Form) Message(id string) (Level, string) {
	if c := f.cell(id); c != nil {
		return c.level, c.message.Text()
	}
	return Good, ""
}

// FocusField puts the keyboard into a field.
func (f *Form) FocusField(id string) {
	if c := f.cell(id); c != nil {
		f.focusCell(c)
	}
}

// Focused is the field that holds the keyboard; ok is false when none does.
func (f *Form) Focused() (id string, ok bool) {
	for _, c := range f.cells {
		if c.active {
			return c.field.ID, true
		}
	}
	return "", false
}

func (f *Form) focusCell(c *formCell) {
	cv := canvasOf(f)
	if cv == nil {
		cv = windowCanvas() // shown, but not drawn yet
	}
	if cv == nil {
		return
	}
	if t := focusTarget(c.field.Input); t != nil {
		cv.Focus(t)
	}
	f.reveal(c)
}

// focusTarget is the part of an input that takes the keyboard.
func focusTarget(in Input) fyne.Focusable {
	switch v := in.(type) {
	case interface{ FocusTarget() fyne.Focusable }:
		return v.FocusTarget()
	case fyne.Focusable:
		return v
	}
	return nil
}

func (f *Form) reveal(c *formCell) {
	if f.scroll != nil {
		f.scroll.Reveal(c)
	}
}

func (f *Form) inputChanged() {
	if f.OnChange != nil {
		f.OnChange()
	}
}

// resized lays out anew when a message or a row came or went.
func (f *Form) resized() {
	f.Refresh()
	switch {
	case f.grown != nil:
		f.grown()
	case f.scroll != nil:
		f.scroll.Refit()
	}
}

// formRow is the items that stand side by side.
type formRow struct {
	items []formItem
	top   float32
}

func (f *Form) rows() []formRow {
	var rows []formRow
	used := f.columns
	for _, it := range f.items {
		if !it.object.Visible() {
			continue
		}
		if used+it.span > f.columns {
			rows = append(rows, formRow{})
			used = 0
		}
		r := &rows[len(rows)-1]
		r.items = append(r.items, it)
		r.top = max(r.top, it.top)
		used += it.span
	}
	return rows
}

func (f *Form) spanWidth(span int, width float32) float32 {
	column := (width - formColumnGap*float32(f.columns-1)) / float32(f.columns)
	return column*float32(span) + formColumnGap*float32(span-1)
}

// arrange calls put for each item with its box and returns the height of all.
func (f *Form) arrange(width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	y := float32(0)
	for i, r := range f.rows() {
		if i > 0 {
			y += formRowGap + r.top
		}
		x, line := float32(0), float32(0)
		for _, it := range r.items {
			w := f.spanWidth(it.span, width)
			h := HeightAt(it.object, w)
			put(it.object, x, y, w, h)
			x += w + formColumnGap
			line = max(line, h)
		}
		y += line
	}
	return y
}

// HeightAt is the height the form needs at a width.
func (f *Form) HeightAt(width float32) float32 {
	return f.arrange(width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

func (f *Form) minSize() fyne.Size {
	w := float32(0)
	for _, it := range f.items {
		w = max(w, it.object.MinSize().Width/float32(it.span))
	}
	w = w*float32(f.columns) + formColumnGap*float32(f.columns-1)
	return fyne.NewSize(w, f.HeightAt(max(f.Size().Width, w)))
}

// CreateRenderer is called by Fyne.
func (f *Form) CreateRenderer() fyne.WidgetRenderer {
	var s *sketch
	objects := func() []fyne.CanvasObject {
		var all []fyne.CanvasObject
		for _, it := range f.items {
			all = append(all, it.object)
		}
		return all
	}
	s = newSketch(f, f.minSize, func(size fyne.Size) {
		f.arrange(size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { place(o, x, y, w, h) })
	}, func() {
		if s != nil {
			s.objects = objects()
		}
	}, objects()...)
	return s
}
