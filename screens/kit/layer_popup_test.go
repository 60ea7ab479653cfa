package kit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/app/text"
)

const time1s = time.Second

func contains(b []byte, s string) bool { return bytes.Contains(b, []byte(s)) }

func stages() []Option {
	return []Option{{ID: "1", Label: "Колеблющийся"}, {ID: "2", Label: "Потенциальный"}, {ID: "3", Label: "Первичный"},
		{ID: "4", Label: "Повторный"}, {ID: "5", Label: "Клиент"}, {ID: "6", Label: "Сторонник"}}
}

func TestSelectByKeyboard(t *testing.T) {
	dress(t, false)
	var told []string
	s := NewSelect(stages(), func(id string) { told = append(told, id) })
	w := stage(t, Center(s), 400, 400)
	c := w.Canvas()
	c.Focus(s)
	press(c, fyne.KeyDown)
	if c.Overlays().Top() == nil {
		t.Fatal("Down did not open the list")
	}
	press(c, fyne.KeyDown, fyne.KeyReturn)
	if s.Value() != "2" || c.Overlays().Top() != nil {
		t.Errorf("value %q", s.Value())
	}
	if c.Focused() != fyne.Focusable(s) {
		t.Error("the keyboard did not come back")
	}
	press(c, fyne.KeySpace, fyne.KeyEnd, fyne.KeyEscape)
	if s.Value() != "2" || c.Overlays().Top() != nil {
		t.Error("Esc did not leave the choice alone")
	}
	if fmt.Sprint(told) != "[2]" {
		t.Errorf("told %v", told)
	}
}

func TestSelectTypeAhead(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"с", "6"}, {"кл", "5"}, {"Повт", "4"}, {"rk", "5"}, // Latin letters on the keys of «кл»
	} {
		t.Run(c.typed, func(t *testing.T) {
			dress(t, false)
			_, release := HoldTimers()
			defer release()
			s := NewSelect(stages(), nil)
			w := stage(t, Center(s), 400, 400)
			w.Canvas().Focus(s)
			typeInto(t, w.Canvas(), c.typed)
			if s.Value() != "" {
				t.Error("typing changed the value before Enter")
			}
			press(w.Canvas(), fyne.KeyReturn)
			if s.Value() != c.want {
				t.Errorf("typed %q: %q, want %q", c.typed, s.Value(), c.want)
			}
		})
	}
}

func TestSelectByMouseAndOutsideClick(t *testing.T) {
	dress(t, false)
	s := NewSelect(stages(), nil)
	w := stage(t, HBox(0, s), 400, 400)
	c := w.Canvas()
	test.Tap(s)
	row := s.list.rows[2]
	test.TapCanvas(c, absolute(row).AddXY(5, 5))
	if s.Value() != "3" {
		t.Errorf("value %q", s.Value())
	}
	test.Tap(s)
	test.TapCanvas(c, fyne.NewPos(390, 390))
	if c.Overlays().Top() != nil || s.Value() != "3" {
		t.Error("a click outside did not close the list alone")
	}
}

func TestPopupTabGoesOnFromOwner(t *testing.T) {
	dress(t, false)
	s, next := NewSelect(stages(), nil), NewEntry("")
	w := stage(t, VBox(8, s, next), 400, 400)
	w.Canvas().Focus(s)
	press(w.Canvas(), fyne.KeyDown)
	tab(w.Canvas())
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("after Tab the keyboard is at %T", w.Canvas().Focused())
	}
}

func TestPopupOpensAboveAtTheFoot(t *testing.T) {
	dress(t, false)
	s := NewSelect(stages(), nil)
	stage(t, VBox(0, Spacer(), s), 300, 300)
	s.OpenList()
	panel := s.popup.panel
	if bottom := panel.Position().Y + panel.Size().Height; bottom > absolute(s).Y {
		t.Errorf("the list ends at %v, the field begins at %v", bottom, absolute(s).Y)
	}
	if panel.Position().Y < 0 {
		t.Errorf("the list begins at %v", panel.Position().Y)
	}
}

func TestMenu(t *testing.T) {
	dress(t, false)
	var did []string
	item := func(s string) MenuItem { return MenuItem{Label: s, Do: func() { did = append(did, s) }} }
	off := item("нельзя")
	off.Disabled = true
	b := NewButton(Plain, "", nil).WithIcon("more")
	w := stage(t, Center(b), 400, 400)
	open := func() { ShowMenu(b, off, item("а"), Separator(), item("б")) }
	w.Canvas().Focus(b)
	open()
	press(w.Canvas(), fyne.KeyReturn)
	open()
	press(w.Canvas(), fyne.KeyDown, fyne.KeyReturn)
	open()
	press(w.Canvas(), fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEscape)
	if fmt.Sprint(did) != "[а б]" {
		t.Errorf("did %v", did)
	}
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("the keyboard did not come back")
	}
}

// clients is a search that can be held up.
type clients struct {
	hold  chan struct{}
	asked []string
	err   error
}

func (s *clients) search(ctx context.Context, q string) ([]Option, error) {
	s.asked = append(s.asked, q)
	if s.hold != nil {
		<-s.hold
	}
	var found []Option
	for i, name := range []string{"Кедровый Двор", "Клиника «Ель»", "Верфь Осетрова"} {
		if strings.Contains(text.Fold(name), text.Fold(q)) {
			found = append(found, Option{ID: fmt.Sprint(i + 1), Label: name, Note: "Лесогорск"})
		}
	}
	return found, s.err
}

func comboStage(t *testing.T, sync bool) (*ComboBox, *clients, fyne.Canvas) {
	t.Helper()
	dress(t, false)
	s := &clients{}
	c := NewComboBox(&Loader{Sync: sync}, "Клиент", ComboWords{Nothing: "ничего", Failed: "не вышло"}, s.search)
	w := stage(t, VBox(8, c, NewEntry("")), 400, 400)
	w.Canvas().Focus(c)
	return c, s, w.Canvas()
}

func TestComboSearchesAndChooses(t *testing.T) {
	c, s, cv := comboStage(t, true)
	var chosen []string
	c.OnChoose = func(o Option) { chosen = append(chosen, o.ID) }
	typeInto(t, cv, "кед")
	if got := s.asked[len(s.asked)-1]; got != "кед" {
		t.Errorf("asked for %q", got)
	}
	if c.Text != "кед" {
		t.Fatalf("the list took the letters: %q", c.Text)
	}
	press(cv, fyne.KeyReturn)
	if c.Value() != "1" || c.Text != "Кедровый Двор" || fmt.Sprint(chosen) != "[1]" {
		t.Errorf("value %q, text %q, chosen %v", c.Value(), c.Text, chosen)
	}
	if cv.Focused() != fyne.Focusable(c) {
		t.Error("the keyboard did not come back")
	}
	press(cv, fyne.KeyBackspace)
	tab(cv)
	if c.Text != "Кедровый Двор" {
		t.Errorf("leaving left %q", c.Text)
	}
}

func TestComboClearing(t *testing.T) {
	c, _, cv := comboStage(t, true)
	c.SetChosen(Option{ID: "1", Label: "Ель"})
	told := 0
	c.OnInput(func() { told++ })
	press(cv, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyEscape)
	tab(cv)
	if _, has := c.Chosen(); has || told != 1 {
		t.Errorf("after clearing has %v, told %d", has, told)
	}
}

func TestComboKeepsAnUnknownText(t *testing.T) {
	for name, c := range map[string]struct {
		typed, value, text string
		wrong              bool
	}{
		"unknown":           {"Такой нет", "", "Такой нет", true},
		"named in full":     {"кедровый двор ", "1", "Кедровый Двор", false},
		"nothing but space": {"  ", "", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			b, _, cv := comboStage(t, true)
			b.Keeps = true
			typeInto(t, cv, c.typed)
			press(cv, fyne.KeyEscape)
			tab(cv)
			if b.Value() != c.value || b.Text != c.text || b.Wrong() != c.wrong {
				t.Errorf("value %q, text %q, wrong %v", b.Value(), b.Text, b.Wrong())
			}
		})
	}
}

func TestComboKeepingATextGivesUpItsChoice(t *testing.T) {
	b, _, cv := comboStage(t, true)
	b.Keeps = true
	b.SetChosen(Option{ID: "1", Label: "Ель"})
	told := 0
	b.OnInput(func() { told++ })
	typeInto(t, cv, "ник")
	if _, has := b.Chosen(); !has || b.Wrong() || told != 0 {
		t.Errorf("blamed while it is typed: has %v, told %d", has, told)
	}
	press(cv, fyne.KeyEscape)
	tab(cv)
	if _, has := b.Chosen(); has || !b.Wrong() || told != 1 {
		t.Errorf("after leaving has %v, wrong %v, told %d", has, b.Wrong(), told)
	}
}

// A quick typist leaves before the search is over: the client so named is chosen all the same.
func TestComboFindsANameAfterTheKeyboardLeft(t *testing.T) {
	b, s, cv := comboStage(t, false)
	b.Keeps = true
	timers, release := HoldTimers()
	defer release()
	typeInto(t, cv, "Кедровый Двор")
	timers.Advance(comboDelay)
	s.hold = make(chan struct{})
	tab(cv)
	close(s.hold)
	waitIdle(t)
	if b.Value() != "1" || b.Wrong() {
		t.Errorf("value %q, wrong %v", b.Value(), b.Wrong())
	}
}

func TestComboFreeText(t *testing.T) {
	c, _, cv := comboStage(t, true)
	c.Free = true
	typeInto(t, cv, "Новая фирма")
	press(cv, fyne.KeyEscape)
	tab(cv)
	if c.Value() != "Новая фирма" {
		t.Errorf("value %q", c.Value())
	}
}

func TestComboOffersToMakeNew(t *testing.T) {
	c, _, cv := comboStage(t, true)
	made := ""
	c.Offer = func(q string) string { return "Создать «" + q + "»" }
	c.OnOffer = func(q string) { made = q }
	typeInto(t, cv, "ящ")
	press(cv, fyne.KeyDown, fyne.KeyReturn)
	if made != "ящ" {
		t.Errorf("made %q", made)
	}
}

func TestComboShowsFailure(t *testing.T) {
	c, s, cv := comboStage(t, true)
	s.err = errors.New("no base")
	typeInto(t, cv, "е")
	if got := c.list.rows[0].choice.title; got != "не вышло" {
		t.Errorf("row %q", got)
	}
	press(cv, fyne.KeyReturn)
	if c.Value() != "" {
		t.Error("a message was chosen")
	}
}

// A quick typist presses Enter before the list has caught up: the choice must be of what was typed.
func TestComboEnterWaitsForTheSearch(t *testing.T) {
	c, s, cv := comboStage(t, false)
	timers, release := HoldTimers()
	defer release()
	typeInto(t, cv, "в")
	timers.Advance(comboDelay)
	waitIdle(t)
	s.hold = make(chan struct{})
	typeInto(t, cv, "е")
	press(cv, fyne.KeyReturn)
	if c.Value() != "" {
		t.Fatalf("a stale row was chosen: %q", c.Value())
	}
	timers.Advance(comboDelay)
	close(s.hold)
	waitIdle(t)
	if c.Value() != "3" {
		t.Errorf("value %q, want Верфь Осетрова", c.Value())
	}
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func dateStage(t *testing.T, lang text.Lang) (*DateField, fyne.Canvas) {
	t.Helper()
	dress(t, false)
	d := NewDateField(lang, func() time.Time { return day(2026, 11, 24).Add(15 * time.Hour) })
	w := stage(t, VBox(8, d, NewEntry("")), 400, 400)
	w.Canvas().Focus(d)
	return d, w.Canvas()
}

func TestDateFieldReadsWhatIsTyped(t *testing.T) {
	for _, c := range []struct {
		lang         text.Lang
		typed, value string
		shown        string
	}{
		{text.RU, "24.11", "2026-11-24", "24.11.2026"},
		{text.RU, "завтра", "2026-11-25", "25.11.2026"},
		{text.UK, "29.02.2028", "2028-02-29", "29.02.2028"},
		{text.EN, "24 Nov 2026", "2026-11-24", "24 Nov 2026"},
		{text.RU, "31.02.2026", "31.02.2026", "31.02.2026"},
	} {
		d, cv := dateStage(t, c.lang)
		typeInto(t, cv, c.typed)
		if d.Value() != c.value {
			t.Errorf("%q: value %q, want %q", c.typed, d.Value(), c.value)
		}
		tab(cv)
		if d.Text != c.shown {
			t.Errorf("%q: shown %q, want %q", c.typed, d.Text, c.shown)
		}
		if _, has := d.Day(); has == d.Wrong() {
			t.Errorf("%q: has %v, wrong %v", c.typed, has, d.Wrong())
		}
	}
}

func TestDateFieldEmptyIsRight(t *testing.T) {
	d, cv := dateStage(t, text.RU)
	d.SetValue("2026-11-24")
	told := 0
	d.OnDay = func(_ time.Time, has bool) {
		if !has {
			told++
		}
	}
	for range 10 {
		press(cv, fyne.KeyBackspace)
	}
	if d.Value() != "" || d.Wrong() {
		t.Errorf("value %q, wrong %v", d.Value(), d.Wrong())
	}
	if told == 0 {
		t.Error("clearing was not told")
	}
}

func TestDateFieldPicksFromCalendar(t *testing.T) {
	d, cv := dateStage(t, text.RU)
	press(cv, fyne.KeyDown)
	if cv.Overlays().Top() == nil {
		t.Fatal("no calendar")
	}
	press(cv, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	if d.Value() != "2026-12-02" || cv.Overlays().Top() != nil {
		t.Errorf("value %q", d.Value())
	}
	press(cv, fyne.KeyPageUp)
	if d.Value() != "2026-12-03" {
		t.Errorf("a day on: %q", d.Value())
	}
}

func TestCalendarOfFebruary2028(t *testing.T) {
	dress(t, false)
	for _, c := range []struct {
		lang  text.Lang
		title string
		names string
	}{
		{text.RU, "Февраль 2028", "[Пн Вт Ср Чт Пт Сб Вс]"},
		{text.UK, "Лютий 2028", "[Пн Вт Ср Чт Пт Сб Нд]"},
		{text.EN, "February 2028", "[Mo Tu We Th Fr Sa Su]"},
	} {
		k := NewCalendar(c.lang, day(2028, 2, 14), func(time.Time) {})
		if k.Title() != c.title || fmt.Sprint(k.DayNames()) != c.names {
			t.Errorf("%s: %q %v", c.lang, k.Title(), k.DayNames())
		}
		days := k.Days()
		if days[0] != day(2028, 1, 31) || days[1] != day(2028, 2, 1) || days[29] != day(2028, 2, 29) || days[41] != day(2028, 3, 12) {
			t.Errorf("%s: days from %v to %v, 29th cell %v", c.lang, days[0], days[41], days[29])
		}
		for i, d := range days {
			if int(d.Weekday()+6)%7 != i%7 {
				t.Errorf("%v stands in column %d", d, i%7)
			}
		}
	}
}

func TestCalendarMonthEnds(t *testing.T) {
	dress(t, false)
	for _, lang := range text.Langs {
		for _, c := range []struct {
			from   time.Time
			months int
			want   time.Time
		}{
			{day(2028, 1, 31), 1, day(2028, 2, 29)}, {day(2027, 1, 31), 1, day(2027, 2, 28)},
			{day(2028, 3, 31), -1, day(2028, 2, 29)}, {day(2028, 2, 29), 12, day(2029, 2, 28)},
			{day(2026, 12, 31), 1, day(2027, 1, 31)}, {day(2026, 5, 31), -3, day(2026, 2, 28)},
		} {
			k := NewCalendar(lang, c.from, func(time.Time) {})
			k.moveMonths(c.months)
			if !k.Marked().Equal(c.want) {
				t.Errorf("%v %+d months: %v, want %v", c.from, c.months, k.Marked(), c.want)
			}
		}
	}
}

func TestCalendarTapPicksTheDayUnderThePointer(t *testing.T) {
	dress(t, false)
	var got time.Time
	k := NewCalendar(text.RU, day(2028, 2, 14), func(d time.Time) { got = d })
	stage(t, Center(k), 300, 300)
	test.TapAt(k, fyne.NewPos(calMargin+calCell*1.5, calHead+calNames+calCell*4.5))
	if !got.Equal(day(2028, 2, 29)) {
		t.Errorf("picked %v", got)
	}
	got = time.Time{}
	test.TapAt(k, fyne.NewPos(calMargin+5, calHead+2))
	if !got.IsZero() {
		t.Error("the heading picked a day")
	}
}

func TestNumberField(t *testing.T) {
	dress(t, false)
	n := NewNumberField("", func(s string) (string, string, bool) {
		digits := strings.ReplaceAll(s, " ", "")
		if digits == "" || strings.Trim(digits, "0123456789") != "" {
			return "", "", false
		}
		return digits, digits + ",00", true
	})
	w := stage(t, VBox(8, n, NewEntry("")), 300, 100)
	w.Canvas().Focus(n)
	typeInto(t, w.Canvas(), "1 240")
	if n.Value() != "1240" || n.Wrong() {
		t.Errorf("value %q", n.Value())
	}
	tab(w.Canvas())
	if n.Text != "1240,00" {
		t.Errorf("shown %q", n.Text)
	}
	n.Entry.SetValue("семь")
	if !n.Wrong() || n.Value() != "семь" {
		t.Errorf("wrong %v, value %q", n.Wrong(), n.Value())
	}
}

func TestTextAreaLimit(t *testing.T) {
	dress(t, false)
	a := NewTextArea("", 4, "слишком длинно")
	w := stage(t, a, 300, 200)
	w.Canvas().Focus(a)
	press(w.Canvas(), fyne.KeyReturn)
	if a.Value() != "\n" {
		t.Errorf("Enter made %q", a.Value())
	}
	long := strings.Repeat("длинно ", textAreaLimit/8)
	a.SetValue(long)
	if !a.TooLong() || !a.Disabled() || a.Value() != long || a.Tip() != "слишком длинно" {
		t.Errorf("too long %v, disabled %v, kept %v", a.TooLong(), a.Disabled(), a.Value() == long)
	}
	a.SetValue("коротко")
	if a.TooLong() || a.Disabled() || a.Value() != "коротко" {
		t.Error("a short text is not editable again")
	}
}

func TestLongPasteIsCutAndTold(t *testing.T) {
	dress(t, false)
	a := NewTextArea("", 4, "")
	w := stage(t, NewLayers(a), 300, 200)
	w.Canvas().Focus(a)
	SayPasteCut("вставлено не всё")
	defer SayPasteCut("")
	board := fyne.CurrentApp().Clipboard()
	paste := func(s string) {
		HideToast()
		board.SetContent(s)
		a.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	}
	paste("начало ")
	if a.Value() != "начало " || ToastShown() != "" {
		t.Fatalf("a short paste made %q and said %q", a.Value(), ToastShown())
	}
	long := strings.Repeat("ё", textAreaLimit)
	paste(long)
	if v := a.Value(); len(v) > textAreaLimit || len(v) < textAreaLimit-1 || !utf8.ValidString(v) || !strings.HasPrefix(v, "начало ёё") {
		t.Errorf("%d bytes stand in the field", len(v))
	}
	if ToastShown() == "" {
		t.Error("that the paste was cut is not told")
	}
	a.TypedShortcut(&fyne.ShortcutSelectAll{})
	paste("заново")
	if a.Value() != "заново" || a.Disabled() {
		t.Errorf("over the selection: %d bytes", len(a.Value()))
	}
}

func TestScrollHasNoShadows(t *testing.T) {
	dress(t, false)
	page := NewScrollMemory(Fixed(Spacer(), 10, 2000))
	stage(t, page, 300, 200)
	page.SetOffset(500)
	if n := len(test.WidgetRenderer(page.scroll).Objects()); n != 1+scrollBars {
		t.Errorf("the scroll container draws %d objects", n)
	}
	if page.Offset() != 500 {
		t.Errorf("scrolled to %v", page.Offset())
	}
	for _, o := range test.LaidOutObjects(page) {
		switch o.(type) {
		case *canvas.LinearGradient, *canvas.RadialGradient:
			t.Errorf("a shadow is drawn: %T", o)
		}
	}
}

func TestListOverADialogLeavesItsButtons(t *testing.T) {
	dress(t, false)
	w := stage(t, NewLayers(Spacer()), 600, 400)
	saved := 0
	found := &clients{}
	c := NewComboBox(&Loader{Sync: true}, "", ComboWords{}, found.search)
	m := NewModal("Метка", c)
	save := m.Action(Primary, "Поставить", func() bool { saved++; return true })
	m.ShowOn(w.Canvas())
	w.Canvas().Focus(c)
	typeInto(t, w.Canvas(), "к")
	p, ok := w.Canvas().Overlays().Top().(*Popup)
	if !ok {
		t.Fatalf("no list is open: %T", w.Canvas().Overlays().Top())
	}
	p.Tapped(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(2, 2)})
	if saved != 0 || p.Open() {
		t.Fatalf("a click beside the buttons saved %d times", saved)
	}
	typeInto(t, w.Canvas(), "е")
	p = w.Canvas().Overlays().Top().(*Popup)
	p.Tapped(&fyne.PointEvent{AbsolutePosition: absolute(save).AddXY(5, 5)})
	if saved != 1 || p.Open() || w.Canvas().Overlays().Top() != nil {
		t.Errorf("saved %d times, the list is open %v", saved, p.Open())
	}
}
