package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/app/text"
)

// discount warns above 20 and refuses above 40.
func discount(v string) (Level, string) {
	var n int
	if _, err := fmt.Sscan(v, &n); err != nil {
		return Error, "это не число"
	}
	switch {
	case n > 40:
		return Error, "скидка не больше 40 %"
	case n > 20:
		return Warning, "большая скидка"
	}
	return Good, ""
}

func TestFormChecksAsOneTypes(t *testing.T) {
	dress(t, false)
	e := NewEntry("")
	f := NewForm(1, Field{ID: "d", Label: "Скидка", Input: e, Check: discount, Hint: "в процентах"})
	w := stage(t, NewScrollMemory(f), 300, 300)
	w.Canvas().Focus(e)
	low := f.HeightAt(300)
	steps := []struct {
		key     rune
		level   Level
		message string
		valid   bool
	}{{'3', Good, "в процентах", true}, {'0', Warning, "большая скидка", true}, {'0', Error, "скидка не больше 40 %", false}}
	for _, s := range steps {
		e.TypedRune(s.key)
		level, message := f.Message("d")
		if level != s.level || message != s.message || f.Valid() != s.valid || e.level != s.level {
			t.Errorf("at %q: %v %q, valid %v", e.Text, level, message, f.Valid())
		}
	}
	if f.Size().Height < f.HeightAt(300) || f.HeightAt(300) < low {
		t.Errorf("the form is %v high, needs %v", f.Size().Height, f.HeightAt(300))
	}
}

func TestFormValidateGoesToTheFirstError(t *testing.T) {
	dress(t, false)
	a, b, c := NewEntry(""), NewEntry(""), NewEntry("")
	must := func(v string) (Level, string) {
		if v == "" {
			return Error, "нужно"
		}
		return Good, ""
	}
	f := NewForm(1, Field{ID: "a", Input: a}, Field{ID: "b", Input: b, Check: must}, Field{ID: "c", Input: c, Check: must})
	w := stage(t, f, 300, 300)
	if _, m := f.Message("b"); m != "" {
		t.Error("an untouched field complains")
	}
	if f.Validate() {
		t.Error("an empty form is valid")
	}
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("the keyboard is not in the first wrong field")
	}
	if _, m := f.Message("c"); m != "нужно" {
		t.Error("the second wrong field says nothing")
	}
	f.ShowField("b", false)
	c.SetValue("да")
	if !f.Validate() {
		t.Error("a hidden field blocks")
	}
	f.Say("c", Error, "занято")
	c.TypedRune('!')
	if l, _ := f.Message("c"); l != Good {
		t.Error("a message of saving outlives the change")
	}
}

func TestFormChangedAndValues(t *testing.T) {
	dress(t, false)
	name, vip := NewEntry(""), NewCheck("Важный", nil)
	stageOf := NewSelect(stages(), nil)
	f := NewForm(2, Field{ID: "name", Input: name}, Field{ID: "vip", Input: vip}, Field{ID: "stage", Input: stageOf})
	changes := 0
	f.OnChange = func() { changes++ }
	f.SetValues(map[string]string{"name": "Кедр", "vip": "1", "stage": "5"})
	if f.Changed() || changes != 0 {
		t.Errorf("filled: changed %v, told %d", f.Changed(), changes)
	}
	stage(t, f, 400, 200)
	test.Tap(vip)
	if !f.Changed() || changes != 1 {
		t.Errorf("after a tap: changed %v, told %d", f.Changed(), changes)
	}
	test.Tap(vip)
	if f.Changed() {
		t.Error("changed back still counts as changed")
	}
	name.SetValue("Клён")
	want := map[string]string{"name": "Клён", "vip": "1", "stage": "5"}
	if got := f.Values(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("values %v", got)
	}
	f.Rest()
	if f.Changed() {
		t.Error("changed after Rest")
	}
}

func TestFormColumnsAndTabOrder(t *testing.T) {
	dress(t, false)
	var entries []*Entry
	f := NewForm(2)
	for i, span := range []int{1, 1, 2, 1, 1} {
		e := NewEntry("")
		entries = append(entries, e)
		f.Add(Field{ID: fmt.Sprint(i), Label: "Поле", Input: e, Span: span})
	}
	w := stage(t, f, 412, 400)
	pos := func(i int) fyne.Position { return absolute(entries[i]) }
	if pos(0).Y != pos(1).Y || pos(1).X != 212 || pos(2).X != 0 || pos(2).Y <= pos(0).Y || pos(3).Y != pos(4).Y {
		t.Errorf("places %v %v %v %v %v", pos(0), pos(1), pos(2), pos(3), pos(4))
	}
	if entries[2].Size().Width != 412 || entries[0].Size() != fyne.NewSize(200, 32) {
		t.Errorf("sizes %v %v", entries[2].Size(), entries[0].Size())
	}
	for i := range entries {
		tab(w.Canvas())
		if w.Canvas().Focused() != fyne.Focusable(entries[i]) {
			t.Errorf("Tab %d is elsewhere", i)
		}
	}
}

func phones() *Repeater {
	return NewRepeater("Телефон", "Убрать", []float32{2, 1}, func() []Input {
		return []Input{NewEntry("+7"), NewSelect([]Option{{ID: "w", Label: "раб."}, {ID: "m", Label: "моб."}}, nil)}
	})
}

func TestRepeaterAddsAndRemoves(t *testing.T) {
	dress(t, false)
	r := phones()
	f := NewForm(1, Field{ID: "phones", Label: "Телефоны", Input: r})
	f.SetValues(map[string]string{"phones": `[["111","w"],["222","m"]]`})
	w := stage(t, NewScrollMemory(f), 300, 300)
	if f.Changed() || fmt.Sprint(r.Rows()) != "[[111 w] [222 m]]" {
		t.Fatalf("rows %v, changed %v", r.Rows(), f.Changed())
	}
	low := f.HeightAt(300)
	test.Tap(r.add)
	if f.HeightAt(300) != low+ControlHeight+repeaterGap {
		t.Errorf("a row more changed the height from %v to %v", low, f.HeightAt(300))
	}
	if w.Canvas().Focused() != r.FocusTarget() && w.Canvas().Focused() != focusTarget(r.rows[2].inputs[0]) {
		t.Error("the keyboard is not in the new row")
	}
	typeInto(t, w.Canvas(), "333")
	if !f.Changed() || r.Rows()[2][0] != "333" {
		t.Errorf("rows %v", r.Rows())
	}
	for _, b := range findAll[*Button](r) {
		if b.icon == "x" {
			test.Tap(b)
			break
		}
	}
	if fmt.Sprint(r.Rows()) != "[[222 m] [333 ]]" {
		t.Errorf("rows %v", r.Rows())
	}
	if w.Canvas().Focused() != focusTarget(r.rows[0].inputs[0]) {
		t.Error("the keyboard is not in a neighbouring row")
	}
}

func TestRepeaterChecksRows(t *testing.T) {
	dress(t, false)
	r := phones()
	r.CheckRow = func(v []string) (Level, string) {
		if len(v[0]) < 3 {
			return Error, "слишком коротко"
		}
		return Good, ""
	}
	f := NewForm(1, Field{ID: "phones", Input: r})
	w := stage(t, f, 300, 300)
	test.Tap(r.add)
	typeInto(t, w.Canvas(), "12")
	if f.Validate() || !r.rows[0].message.Visible() {
		t.Error("a short number passes")
	}
	typeInto(t, w.Canvas(), "3")
	if !f.Validate() || r.rows[0].message.Visible() {
		t.Error("a right number does not pass")
	}
}

// Half a date is no reason for red while it is being typed.
func TestFormBlamesHalfADateOnlyAfterwards(t *testing.T) {
	d, _ := dateStage(t, text.RU)
	f := NewForm(1, Field{ID: "d", Label: "Дата", Input: d, Unreadable: "это не дата"}, Field{ID: "x", Input: NewEntry("")})
	w := stage(t, f, 300, 200)
	w.Canvas().Focus(d)
	typeInto(t, w.Canvas(), "31.0")
	if l, m := f.Message("d"); l != Good || m != "" {
		t.Errorf("while typing: %v %q", l, m)
	}
	tab(w.Canvas())
	if l, m := f.Message("d"); l != Error || m != "это не дата" {
		t.Errorf("afterwards: %v %q", l, m)
	}
	w.Canvas().Focus(d)
	typeInto(t, w.Canvas(), "1")
	if l, _ := f.Message("d"); l != Good || d.Value() != "2026-01-31" {
		t.Errorf("mended: %v, value %q", l, d.Value())
	}
	f.SetValues(map[string]string{"d": ""})
	if !f.Validate() {
		t.Error("an empty date blocks")
	}
}

func TestFormTellsOfTextTooLong(t *testing.T) {
	dress(t, false)
	f := NewForm(1, Field{ID: "n", Input: NewTextArea("", 3, "длинный текст только для чтения")})
	f.SetValues(map[string]string{"n": strings.Repeat("длинно ", textAreaLimit/4)})
	if _, m := f.Message("n"); m != "длинный текст только для чтения" {
		t.Errorf("message %q", m)
	}
}
