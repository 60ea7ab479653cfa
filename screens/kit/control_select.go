package kit

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/app/text"
)

// Select chooses one of at most some thirty options: a field that opens a list.
type Select struct {
	control

	prefix   string
	hint     string
	options  []Option
	chosen   int
	onChange func(id string)
	inputs   []func()
	level    Level
	typed    string
	stop     func() bool
	popup    *Popup
	list     *choiceList
	narrow   bool // asks for less room than its options need
}

// NewSelect makes a field with nothing chosen.
func NewSelect(options []Option, onChange func(id string)) *Select {
	s := &Select{options: options, chosen: -1, onChange: onChange}
	s.extend(s)
	return s
}

// Narrow lets the field ask for less room than its options need, and returns it; a value that is cut is told as a tip.
func (s *Select) Narrow() *Select {
	s.narrow = true
	return s
}

// WithPrefix puts a grey word before the value, as in "Стадия все", and returns the field.
func (s *Select) WithPrefix(word string) *Select {
	s.prefix = word
	return s
}

// WithHint sets what is shown while nothing is chosen and returns the field.
func (s *Select) WithHint(hint string) *Select {
	s.hint = hint
	return s
}

// SetOptions exchanges the options; the choice stays if its id is still there.
func (s *Select) SetOptions(options []Option) {
	id := s.Value()
	s.options = options
	s.chosen = optionIndex(options, id)
	s.Refresh()
}

// Options are the options offered.
func (s *Select) Options() []Option { return slices.Clone(s.options) }

// Value is the id of the chosen option, "" for none.
func (s *Select) Value() string {
	if s.chosen < 0 {
		return ""
	}
	return s.options[s.chosen].ID
}

// SetValue chooses the option of that id without calling the callback; an unknown id chooses none.
func (s *Select) SetValue(id string) {
	s.chosen = optionIndex(s.options, id)
	s.Refresh()
}

// OnInput adds a listener called after the user changed the choice.
func (s *Select) OnInput(f func()) { s.inputs = append(s.inputs, f) }

// Mark colours the border by level.
func (s *Select) Mark(l Level) {
	s.level = l
	s.Refresh()
}

func (s *Select) choose(i int) {
	if i == s.chosen {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.onChange != nil {
		s.onChange(s.options[i].ID)
	}
	for _, f := range s.inputs {
		f()
	}
}

// OpenList opens the list of options.
func (s *Select) OpenList() {
	if s.Disabled() || len(s.options) == 0 || s.popup != nil && s.popup.Open() {
		return
	}
	rows := make([]choice, len(s.options))
	for i, o := range s.options {
		rows[i] = choice{icon: o.Icon, title: o.Label, note: o.Note, checked: i == s.chosen}
	}
	s.typed = ""
	s.popup, s.list = showChoices(s, rows, max(s.chosen, 0), false, s.choose)
	s.popup.Runes = s.typeAhead
	s.popup.OnClose = func() { s.Refresh() }
	keys := s.popup.Keys
	s.popup.Keys = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeySpace:
			if s.typed == "" {
				s.list.pick(s.list.current)
			}
			return true
		case fyne.KeyHome:
			s.list.moveTo(0, 1)
			return true
		case fyne.KeyEnd:
			s.list.moveTo(len(s.options)-1, -1)
			return true
		}
		return keys(ev)
	}
	s.Refresh()
}

// typeAhead moves to the first option that starts with the letters typed within a second.
func (s *Select) typeAhead(r rune) {
	if s.typed == "" && r == ' ' {
		return
	}
	s.typed += string(r)
	if s.stop != nil {
		s.stop()
	}
	s.stop = after(time.Second, func() { s.typed = "" })
	for _, wanted := range append([]string{s.typed}, text.SwapLayout(s.typed)...) {
		for i, o := range s.options {
			if strings.HasPrefix(text.Fold(o.Label), text.Fold(wanted)) {
				s.list.moveTo(i, 1)
				return
			}
		}
	}
}

// Tapped opens the list.
func (s *Select) Tapped(*fyne.PointEvent) {
	TipLeave(s)
	s.takeFocus()
	s.OpenList()
}

// TypedKey opens the list at Down, Up and Space, and at Enter where that does not confirm a modal.
func (s *Select) TypedKey(ev *fyne.KeyEvent) {
	s.keyed()
	switch {
	case ev.Name == fyne.KeyDown, ev.Name == fyne.KeyUp, ev.Name == fyne.KeySpace, isEnter(ev) && !ModalOpen():
		s.OpenList()
	default:
		RouteKey(ev)
	}
}

// TypedRune opens the list and goes to what starts with the letter.
func (s *Select) TypedRune(r rune) {
	if r == ' ' || s.Disabled() || len(s.options) == 0 {
		return
	}
	s.OpenList()
	s.typeAhead(r)
}

func (s *Select) style() Style { return pick(s.prefix != "", Dense, Body) }

func (s *Select) shownText() string {
	if s.chosen >= 0 {
		return s.options[s.chosen].Label
	}
	return s.hint
}

// Tip is the whole value when it is cut.
func (s *Select) Tip() string {
	if s.tip == "" && s.valueX()+s.style().Width(s.shownText())+30 > s.Size().Width+0.5 {
		return s.shownText()
	}
	return s.tip
}

func (s *Select) valueX() float32 {
	if s.prefix == "" {
		return 9
	}
	return 9 + Dense.Width(s.prefix) + 7
}

// selectWidest bounds the width a field asks for because of its options, in units.
const selectWidest float32 = 240

func (s *Select) minSize() fyne.Size {
	w := s.style().Width(s.hint)
	for _, o := range s.options {
		w = max(w, s.style().Width(o.Label))
	}
	return fyne.NewSize(s.valueX()+min(w, pick(s.narrow, labelFloor, selectWidest))+8+12+11, ControlHeight)
}

// CreateRenderer is called by Fyne.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	box, chevron := newFrame(radiusControl), canvas.NewImageFromResource(nil)
	prefix, value := &canvas.Text{}, &canvas.Text{}
	return newSketch(s, s.minSize, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		place(prefix, 9, 0, s.valueX(), size.Height)
		room := size.Width - s.valueX() - 31
		value.Text = CutText(s.shownText(), s.style(), room+0.5)
		place(value, s.valueX(), 0, room, size.Height)
		place(chevron, size.Width-11-12, floor((size.Height-12)/2), 12, 12)
	}, func() {
		s.paintBox(box)
		prefix.Text, prefix.TextSize, prefix.Color = s.prefix, Dense.Size(), C(Text3)
		value.TextSize = s.style().Size()
		value.Color = C(pick(s.chosen < 0 || s.Disabled(), Text3, Text))
		setIcon(chevron, "chd", Text2)
	}, append(box.objects(), prefix, value, chevron)...)
}

func (s *Select) paintBox(box *frame) {
	face, edge, width := C(pick(s.hot(), Sunken, Surface)), C(Line2), float32(1)
	switch {
	case s.Disabled():
		face, edge = C(Sunken), C(Line)
	case s.level == Error:
		edge, width = C(Red), 2
	case s.ringed(), s.popup != nil && s.popup.Open():
		edge, width = C(Accent), 2
	case s.level == Warning:
		edge = C(AmberFill)
	}
	box.set(face, edge, width, false)
}
