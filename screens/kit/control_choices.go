package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Option is one thing to choose.
type Option struct {
	// ID tells the option from the others.
	ID string
	// Label is what the user reads and, in a ComboBox, what the field shows once the option is chosen.
	Label string
	// Note is a grey addition: under the label in lists found by search, behind it in short ones.
	Note string
	// Icon is the name of an icon, "" for none.
	Icon string
}

// optionIndex is the place of the option with that id, -1 for none.
func optionIndex(options []Option, id string) int {
	for i, o := range options {
		if o.ID == id {
			return i
		}
	}
	return -1
}

type choiceKind int

const (
	choiceItem choiceKind = iota
	choiceHead            // a grey heading
	choiceLine            // a separator
)

// choice is one row of a list in a popup.
type choice struct {
	kind      choiceKind
	icon      string
	iconToken Token
	title     string
	note      string
	right     string
	danger    bool
	disabled  bool
	checked   bool
}

func (c choice) pickable() bool { return c.kind == choiceItem && !c.disabled }

// choiceList is the list of a popup: at most some fifty rows, one of them current.
type choiceList struct {
	widget.BaseWidget

	rows    []*choiceRow
	column  *fyne.Container
	scroll  *plainScroll
	current int
	tall    bool // notes stand under the titles
	onPick  func(int)
}

func newChoiceList(tall bool, onPick func(int)) *choiceList {
	l := &choiceList{tall: tall, onPick: onPick, current: -1, column: VBox(0)}
	l.scroll = newPlainScroll(l.column)
	l.ExtendBaseWidget(l)
	return l
}

// set exchanges the rows and makes row current the current one, or the next that can be picked.
func (l *choiceList) set(choices []choice, current int) {
	l.rows, l.column.Objects = nil, nil
	for i, c := range choices {
		row := &choiceRow{list: l, index: i, choice: c}
		row.ExtendBaseWidget(row)
		l.rows = append(l.rows, row)
		l.column.Objects = append(l.column.Objects, row)
	}
	l.current = -1
	l.column.Refresh()
	l.scroll.Refresh()
	if current >= 0 {
		l.moveTo(current, 1)
	}
}

func (l *choiceList) setCurrent(i int) {
	if i == l.current {
		return
	}
	old := l.current
	l.current = i
	for _, k := range []int{old, i} {
		if k >= 0 && k < len(l.rows) {
			l.rows[k].Refresh()
		}
	}
}

// moveTo makes row i current, or the nearest beyond it that can be picked.
func (l *choiceList) moveTo(i, by int) {
	for ; i >= 0 && i < len(l.rows); i += by {
		if l.rows[i].choice.pickable() {
			l.setCurrent(i)
			l.reveal(i)
			return
		}
	}
}

func (l *choiceList) reveal(i int) {
	top := float32(0)
	for _, r := range l.rows[:i] {
		top += r.height()
	}
	bottom, view := top+l.rows[i].height(), l.scroll.Size().Height
	switch {
	case view <= 0:
	case top < l.scroll.Offset.Y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, pick(i <= 1, 0, top)))
	case bottom > l.scroll.Offset.Y+view:
		l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// choicePage is how many rows Page Up and Page Down jump.
const choicePage = 8

// typedKey moves the current row or picks it, and reports whether the key was one of the list's.
func (l *choiceList) typedKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		l.moveTo(l.current+1, 1)
	case fyne.KeyUp:
		l.moveTo(l.current-1, -1)
	case fyne.KeyPageDown:
		l.moveTo(min(l.current+choicePage, len(l.rows)-1), -1)
	case fyne.KeyPageUp:
		l.moveTo(max(l.current-choicePage, 0), 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.current < 0 {
			return false
		}
		l.pick(l.current)
	default:
		return false
	}
	return true
}

func (l *choiceList) pick(i int) {
	if i >= 0 && i < len(l.rows) && l.rows[i].choice.pickable() && l.onPick != nil {
		l.onPick(i)
	}
}

// fullHeight is the height at which nothing would scroll.
func (l *choiceList) fullHeight() float32 {
	h := float32(0)
	for _, r := range l.rows {
		h += r.height()
	}
	return h
}

func (l *choiceList) widest() float32 {
	w := float32(0)
	for _, r := range l.rows {
		w = max(w, r.minSize().Width)
	}
	return w
}

// CreateRenderer is called by Fyne.
func (l *choiceList) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(l, func() fyne.Size {
		return fyne.NewSize(l.widest(), min(l.fullHeight(), 32))
	}, func(size fyne.Size) {
		place(l.scroll, 0, 0, size.Width, size.Height)
	}, func() {}, l.scroll)
}

// choiceRow is one row.
type choiceRow struct {
	widget.BaseWidget

	list   *choiceList
	index  int
	choice choice
}

func (r *choiceRow) height() float32 {
	switch {
	case r.choice.kind == choiceHead:
		return 26
	case r.choice.kind == choiceLine:
		return 9
	case r.list.tall && r.choice.note != "":
		return 44
	}
	return 32
}

// Tapped picks the row.
func (r *choiceRow) Tapped(*fyne.PointEvent) { r.list.pick(r.index) }

// MouseIn makes the row current.
func (r *choiceRow) MouseIn(ev *desktop.MouseEvent) {
	TipEnter(r, ev.AbsolutePosition)
	if r.choice.pickable() {
		r.list.setCurrent(r.index)
	}
}

// MouseMoved is called when the pointer moves within.
func (r *choiceRow) MouseMoved(ev *desktop.MouseEvent) { TipMove(r, ev.AbsolutePosition) }

// MouseOut is called when the pointer leaves.
func (r *choiceRow) MouseOut() { TipLeave(r) }

// Tip is the whole title when it is cut.
func (r *choiceRow) Tip() string {
	if r.minSize().Width > r.Size().Width+0.5 {
		return r.choice.title
	}
	return ""
}

func (r *choiceRow) lead() float32 { return pick[float32](r.choice.icon == "", 10, 36) }

func (r *choiceRow) tail() float32 {
	w := float32(10)
	if r.choice.right != "" {
		w += Caption.Width(r.choice.right) + 16
	}
	if r.choice.checked {
		w += 22
	}
	return w
}

func (r *choiceRow) minSize() fyne.Size {
	if r.choice.kind == choiceLine {
		return fyne.NewSize(1, r.height())
	}
	w := Body.Width(r.choice.title)
	switch {
	case r.list.tall:
		w = max(w, Caption.Width(r.choice.note))
	case r.choice.note != "":
		w += 8 + Caption.Width(r.choice.note)
	}
	return fyne.NewSize(r.lead()+w+r.tail(), r.height())
}

// choiceParts are the drawn objects of a row.
type choiceParts struct {
	ground, line       *canvas.Rectangle
	icon, tick         *canvas.Image
	title, note, right *canvas.Text
}

// CreateRenderer is called by Fyne.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	p := &choiceParts{ground: &canvas.Rectangle{CornerRadius: 4}, line: &canvas.Rectangle{},
		icon: canvas.NewImageFromResource(nil), tick: canvas.NewImageFromResource(nil),
		title: &canvas.Text{}, note: &canvas.Text{}, right: &canvas.Text{Alignment: fyne.TextAlignTrailing}}
	return newSketch(r, r.minSize, func(size fyne.Size) { r.layout(p, size) }, func() { r.paint(p) },
		p.ground, p.line, p.icon, p.tick, p.title, p.note, p.right)
}

func (r *choiceRow) paint(p *choiceParts) {
	c := r.choice
	p.line.Hidden, p.line.FillColor = c.kind != choiceLine, C(Line)
	p.ground.Hidden, p.ground.FillColor = r.list.current != r.index, C(pick(c.danger, RedSoft, AccentSoft))
	ink, style := Text, Body
	switch {
	case c.kind == choiceHead:
		ink, style = Text3, Caption
	case c.disabled:
		ink = Text3
	case c.danger:
		ink = Red
	}
	p.title.Color, p.title.TextSize = C(ink), style.Size()
	p.note.Color, p.note.TextSize = C(Text3), Caption.Size()
	p.right.Color, p.right.TextSize, p.right.Text = C(Text3), Caption.Size(), c.right
	iconToken := pick(c.danger || c.disabled || c.iconToken == Bg, pick(ink == Text, Text2, ink), c.iconToken)
	setIcon(p.icon, c.icon, iconToken)
	setIcon(p.tick, pick(c.checked, "check", ""), Accent)
}

func (r *choiceRow) layout(p *choiceParts, size fyne.Size) {
	c := r.choice
	place(p.ground, 0, 0, size.Width, size.Height)
	place(p.line, 0, 4, size.Width, 1)
	lead := r.lead()
	room := size.Width - lead - r.tail()
	place(p.icon, 11, floor((size.Height-16)/2), 16, 16)
	place(p.tick, size.Width-10-16, floor((size.Height-16)/2), 16, 16)
	place(p.right, lead, 0, size.Width-lead-10-pick[float32](c.checked, 22, 0), size.Height)
	style := pick(c.kind == choiceHead, Caption, Body)
	switch {
	case r.list.tall && c.note != "":
		p.title.Text, p.note.Text = CutText(c.title, style, room+0.5), CutText(c.note, Caption, room+0.5)
		place(p.title, lead, 5, room, 18)
		place(p.note, lead, 24, room, 15)
	default:
		p.title.Text = CutText(c.title, style, room+0.5)
		w := style.Width(p.title.Text)
		place(p.title, lead, 0, room, size.Height)
		p.note.Text = CutText(c.note, Caption, room-w-8+0.5)
		place(p.note, lead+w+8, 1, room-w-8, size.Height)
	}
}
