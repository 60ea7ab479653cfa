package kit

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Repeater is a group of rows that all have the same fields: phones, e-mails, addresses. Rows are added and removed.
type Repeater struct {
	widget.BaseWidget

	// CheckRow looks at one row while the user types; the message stands below the row.
	CheckRow func(values []string) (Level, string)

	newRow    func() []Input
	weights   []float32
	removeTip string
	add       *Button
	rows      []*repeaterRow
	inputs    []func()
	grow      []func()
	focus     []func(bool)
}

// NewRepeater makes a group without rows. newRow makes the controls of a row, weights share its width out.
func NewRepeater(addLabel, removeTip string, weights []float32, newRow func() []Input) *Repeater {
	r := &Repeater{newRow: newRow, weights: weights, removeTip: removeTip}
	r.add = NewButton(Ghost, addLabel, func() {
		r.focusRow(r.appendRow(nil))
		r.changed()
	}).WithIcon("plus").Sized(ControlSmall)
	r.ExtendBaseWidget(r)
	return r
}

// Rows are the values of all rows.
func (r *Repeater) Rows() [][]string {
	rows := make([][]string, 0, len(r.rows))
	for _, row := range r.rows {
		rows = append(rows, row.values())
	}
	return rows
}

// SetRows replaces all rows.
func (r *Repeater) SetRows(rows [][]string) {
	r.rows = nil
	for _, values := range rows {
		r.appendRow(values)
	}
	r.resized()
}

// Value is all rows as JSON: an array of arrays of strings.
func (r *Repeater) Value() string {
	b, err := json.Marshal(r.Rows())
	if err != nil {
		return ""
	}
	return string(b)
}

// SetValue replaces all rows by those of such a JSON text; any other text leaves none.
func (r *Repeater) SetValue(v string) {
	var rows [][]string
	if json.Unmarshal([]byte(v), &rows) != nil {
		rows = nil
	}
	r.SetRows(rows)
}

// OnInput adds a listener called after a value changed or a row came or went.
func (r *Repeater) OnInput(f func()) { r.inputs = append(r.inputs, f) }

// OnFocus adds a listener told when a control of the group gains or loses the keyboard.
func (r *Repeater) OnFocus(f func(bool)) { r.focus = append(r.focus, f) }

// Mark shows nothing: each row marks itself.
func (r *Repeater) Mark(Level) {}

// Wrong reports whether a row has an error.
func (r *Repeater) Wrong() bool {
	for _, row := range r.rows {
		if level, _ := row.judge(); level == Error {
			row.check()
			return true
		}
	}
	return false
}

// FocusTarget is the first control, or the button that adds a row.
func (r *Repeater) FocusTarget() fyne.Focusable {
	if len(r.rows) > 0 {
		if t := focusTarget(r.rows[0].inputs[0]); t != nil {
			return t
		}
	}
	return r.add
}

func (r *Repeater) onGrow(f func()) { r.grow = append(r.grow, f) }

func (r *Repeater) changed() {
	for _, f := range r.inputs {
		f()
	}
}

func (r *Repeater) resized() {
	r.Refresh()
	for _, f := range r.grow {
		f()
	}
}

func (r *Repeater) appendRow(values []string) *repeaterRow {
	row := newRepeaterRow(r, r.newRow())
	for i, in := range row.inputs {
		if i < len(values) {
			in.SetValue(values[i])
		}
	}
	row.listen()
	r.rows = append(r.rows, row)
	r.resized()
	return row
}

func (r *Repeater) focusRow(row *repeaterRow) {
	if c := canvasOf(r); c != nil {
		if t := focusTarget(row.inputs[0]); t != nil {
			c.Focus(t)
		}
	}
}

// remove takes a row away; the keyboard goes to the row before it, or to the adding button.
func (r *Repeater) remove(row *repeaterRow) {
	for i, k := range r.rows {
		if k != row {
			continue
		}
		r.rows = append(r.rows[:i:i], r.rows[i+1:]...)
		if len(r.rows) > 0 {
			r.focusRow(r.rows[max(i-1, 0)])
		} else {
			focusOn(r.add)
		}
		break
	}
	r.resized()
	r.changed()
}

func (r *Repeater) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, row := range r.rows {
		all = append(all, row.object)
	}
	return append(all, r.add)
}

const repeaterGap float32 = 6

// HeightAt is the height the group needs at a width.
func (r *Repeater) HeightAt(width float32) float32 {
	h := ControlSmall
	for _, row := range r.rows {
		h += HeightAt(row.object, width) + repeaterGap
	}
	return h
}

// CreateRenderer is called by Fyne.
func (r *Repeater) CreateRenderer() fyne.WidgetRenderer {
	var s *sketch
	s = newSketch(r, func() fyne.Size {
		w := r.add.MinSize().Width
		for _, row := range r.rows {
			w = max(w, row.object.MinSize().Width)
		}
		return fyne.NewSize(w, r.HeightAt(max(w, r.Size().Width)))
	}, func(size fyne.Size) {
		y := float32(0)
		for _, row := range r.rows {
			h := HeightAt(row.object, size.Width)
			place(row.object, 0, y, size.Width, h)
			y += h + repeaterGap
		}
		place(r.add, 0, y, min(r.add.MinSize().Width, size.Width), ControlSmall)
	}, func() {
		if s != nil {
			s.objects = r.objects()
		}
	}, r.objects()...)
	return s
}

// repeaterRow is one row with its message.
type repeaterRow struct {
	group   *Repeater
	inputs  []Input
	message *Paragraph
	object  *fyne.Container
}

func newRepeaterRow(r *Repeater, inputs []Input) *repeaterRow {
	row := &repeaterRow{group: r, inputs: inputs, message: NewWrap("", Caption, Red, 2)}
	row.message.Hide()
	objects := make([]fyne.CanvasObject, len(inputs))
	for i, in := range inputs {
		objects[i] = in
	}
	remove := NewIconButton("x", r.removeTip, func() { r.remove(row) })
	line := HBox(4, Grow(Columns(8, r.weights, objects...)), remove)
	row.object = VBox(4, line, row.message)
	return row
}

// listen follows the controls once their first values are in.
func (row *repeaterRow) listen() {
	for _, in := range row.inputs {
		in.OnInput(func() {
			row.check()
			row.group.changed()
		})
		if o, ok := in.(interface{ OnFocus(func(bool)) }); ok {
			o.OnFocus(func(gained bool) {
				for _, f := range row.group.focus {
					f(gained)
				}
			})
		}
	}
}

func (row *repeaterRow) values() []string {
	values := make([]string, len(row.inputs))
	for i, in := range row.inputs {
		values[i] = in.Value()
	}
	return values
}

func (row *repeaterRow) judge() (Level, string) {
	if row.group.CheckRow == nil {
		return Good, ""
	}
	return row.group.CheckRow(row.values())
}

func (row *repeaterRow) check() {
	level, message := row.judge()
	for _, in := range row.inputs {
		in.Mark(level)
	}
	row.message.SetToken(pick(level == Error, Red, Amber))
	row.message.SetText(message)
	if shown := level != Good && message != ""; row.message.Visible() != shown {
		toggle(row.message, shown)
		row.group.resized()
	}
}
