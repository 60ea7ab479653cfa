package card

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

func (e *entry) makeInputs() {
	env, t := e.s.env, e.s.env.T
	var ways []kit.Option
	for _, w := range crm.Ways {
		ways = append(ways, kit.Option{ID: string(w), Label: t.T("crm.way." + string(w)), Icon: parts.WayIcon(w)})
	}
	e.way = kit.NewIconChoice(ways, func(string) { e.followWay() })
	var words []string
	for _, d := range directions {
		words = append(words, t.T("crm.dir."+string(d)))
	}
	e.direction = kit.NewSegmented(func(int) { e.turned = true; e.typed() }, words...)
	e.people = newChooser(e.s, e.typed)
	e.day, e.nextDay = kit.NewDateField(t.Lang(), env.Now), kit.NewDateField(t.Lang(), env.Now)
	e.clock, e.minutes = kit.NewEntry(""), kit.NewEntry("")
	e.rep = kit.NewSelect(nil, nil).Narrow()
	e.said = kit.NewTextArea(t.T("card.entry.said.hint"), 3, t.T("parts.text.long"))
	e.outcome, e.next = kit.NewEntry(t.T("card.entry.outcome.hint")), kit.NewEntry(t.T("card.entry.next.hint"))
	for _, field := range []*kit.Entry{&e.day.Entry, e.clock, e.minutes, e.outcome, e.next, &e.nextDay.Entry} {
		field.OnSubmit = func(string) { env.Window.Canvas().FocusNext() }
	}
	e.submit = kit.NewButton(kit.Primary, t.T("card.entry.save"), e.save).WithTip(parts.CommandKey("Enter"))
	e.cancel = kit.NewButton(kit.Plain, t.T("text.cancel"), e.askDrop)
}

func (e *entry) layOut() {
	t := e.s.env.T
	wrongDay := func(f *kit.DateField) func(string) (kit.Level, string) {
		return func(string) (kit.Level, string) {
			if f.Wrong() {
				return kit.Error, t.T("text.wrong.date")
			}
			return kit.Good, ""
		}
	}
	e.form = kit.NewForm(6)
	e.form.Wide(e.way)
	e.form.Add(kit.Field{ID: "said", Input: e.said, Span: 6, Check: e.checkSaid})
	e.form.Wide(e.direction)
	e.form.Wide(e.people.object)
	e.form.Add(
		kit.Field{ID: "day", Label: t.T("card.entry.day"), Input: e.day, Span: 2, Check: wrongDay(e.day)},
		kit.Field{ID: "clock", Label: t.T("card.entry.clock"), Input: e.clock, Check: e.checkClock},
		kit.Field{ID: "minutes", Label: t.T("card.entry.minutes"), Input: e.minutes, Check: e.checkMinutes},
		kit.Field{ID: "rep", Label: t.T("card.entry.rep"), Input: e.rep, Span: 2},
		kit.Field{ID: "outcome", Label: t.T("card.entry.outcome"), Input: e.outcome, Span: 6},
		kit.Field{ID: "next", Label: t.T("card.entry.next"), Input: e.next, Span: 4},
		kit.Field{ID: "nextday", Label: t.T("card.entry.next.day"), Input: e.nextDay, Span: 2, Check: wrongDay(e.nextDay)},
	)
	e.form.OnChange = e.typed
	e.scroll = kit.NewScrollMemory(kit.Pad(e.form, 4, 4, 8, 4)) // room for the marks of the keyboard and the scroll bar
	e.form.SetScroll(e.scroll)
	hint := kit.HBox(6, kit.NewKeyHint(parts.CommandKey("Enter")), kit.Grow(kit.NewText(t.T("card.entry.keys"), kit.Caption, kit.Text3).Shrinks()))
	e.foot = kit.Pad(kit.HBox(8, kit.Grow(hint), e.cancel, e.submit), 16, 8, 16, 10)
	e.folded = container.NewStack()
	e.unfoldedBox = container.NewBorder(nil, kit.VBox(0, e.foot, kit.NewDivider()), nil, nil, kit.Pad(e.scroll, 12, 8, 8, 0))
	e.object = container.NewStack(e.folded, e.unfoldedBox)
}

// checkSaid asks for at least a word of what happened.
func (e *entry) checkSaid(string) (kit.Level, string) {
	if e.blank() {
		return kit.Error, e.s.env.T.T("desk.interaction.said")
	}
	return kit.Good, ""
}

func (e *entry) blank() bool {
	return strings.TrimSpace(e.said.Value()+e.outcome.Value()+e.next.Value()) == ""
}

func (e *entry) checkClock(v string) (kit.Level, string) {
	if _, _, ok := parseClock(v); !ok && strings.TrimSpace(v) != "" {
		return kit.Error, e.s.env.T.T("card.entry.clock.wrong")
	}
	return kit.Good, ""
}

func (e *entry) checkMinutes(v string) (kit.Level, string) {
	if _, ok := parseMinutes(v); !ok {
		return kit.Error, e.s.env.T.T("text.wrong.number")
	}
	return kit.Good, ""
}

// parseClock reads a time of day: "14:30", "14.30", "1430", "9".
func parseClock(v string) (hour, minute int, ok bool) {
	v = strings.TrimSpace(v)
	h, m, parted := strings.Cut(strings.NewReplacer(".", ":", "-", ":", " ", ":").Replace(v), ":")
	if !parted {
		m = "0"
		if len(v) > 2 {
			h, m = v[:len(v)-2], v[len(v)-2:]
		}
	}
	hour, errH := strconv.Atoi(h)
	minute, errM := strconv.Atoi(m)
	return hour, minute, errH == nil && errM == nil && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
}

// parseMinutes reads how long a contact took; nothing is zero.
func parseMinutes(v string) (int, bool) {
	v = strings.TrimSpace(v)
	if v == "" {
		return 0, true
	}
	n, err := strconv.Atoi(v)
	return n, err == nil && n >= 0 && n <= 10_000
}
