package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestEnterConfirmsFromASelectOfAModal(t *testing.T) {
	s := NewSelect([]Option{{ID: "a", Label: "Дорого"}, {ID: "b", Label: "Отложили"}}, nil)
	m, _, c := stagedModal(t, s)
	saved := 0
	m.CancelButton("Не сейчас").Action(Primary, "Сохранить", func() bool { saved++; return true })
	m.ShowOn(c)
	press(c, fyne.KeySpace)
	press(c, fyne.KeyDown)
	press(c, fyne.KeyReturn) // in the list it chooses
	if s.Value() != "b" || saved != 0 || !m.Shown() {
		t.Fatalf("chosen %q, saved %d, shown %v", s.Value(), saved, m.Shown())
	}
	press(c, fyne.KeyReturn)
	if saved != 1 || m.Shown() {
		t.Errorf("saved %d, shown %v", saved, m.Shown())
	}
}

func TestEnterOpensASelectOfTheWindow(t *testing.T) {
	dress(t, false)
	s := NewSelect([]Option{{ID: "a", Label: "Дорого"}}, nil)
	w := stage(t, NewLayers(Center(s)), 400, 300)
	w.Canvas().Focus(s)
	press(w.Canvas(), fyne.KeyReturn)
	if s.popup == nil || !s.popup.Open() {
		t.Error("the list is not open")
	}
}

func TestModalOfWordsStartsOnWhatEnterMeans(t *testing.T) {
	for kind, want := range map[ButtonKind]string{Primary: "Сохранить", Danger: "Отмена"} {
		m, _, c := stagedModal(t, NewWrap("Сохранить?", Body, Text, 0))
		m.CancelButton("Отмена").Action(Plain, "Не сохранять", nil)
		m.Action(kind, "Сохранить", nil)
		m.ShowOn(c)
		if b, ok := c.Focused().(*Button); !ok || b.Label() != want {
			t.Errorf("kind %v: the keyboard starts at %v", kind, c.Focused())
		}
		m.Close()
	}
}

func TestModalRegainsTheKeyboard(t *testing.T) {
	e := NewEntry("")
	m, below, c := stagedModal(t, e)
	m.ShowOn(c)
	c.Unfocus() // as the toolkit does at the end of the drag that opened it
	m.regain()
	if c.Focused() != fyne.Focusable(e) {
		t.Errorf("the keyboard is at %T", c.Focused())
	}
	m.Close()
	c.Focus(below)
	m.regain()
	if c.Focused() != fyne.Focusable(below) {
		t.Error("a closed modal took the keyboard")
	}
}

func TestTabBringsWhatItReachesIntoView(t *testing.T) {
	dress(t, false)
	form := NewForm(1, Field{ID: "a", Label: "Имя", Input: NewEntry("")})
	far := NewButton(Plain, "Выбрать", nil)
	page := NewScrollMemory(VBox(16, NewCard("Раздел", VBox(16, form, Fixed(Spacer(), 10, 600), Left(far)))))
	foot := NewButton(Primary, "Готово", nil)
	w := stage(t, NewLayers(Stack(Fixed(VBox(0, Fixed(page, 300, 200), foot), 300, 260))), 400, 300)
	w.Canvas().Focus(far)
	if page.Offset() == 0 || page.hides(far) {
		t.Fatalf("scrolled by %v", page.Offset())
	}
	page.SetOffset(0)
	w.Canvas().Focus(foot)
	if page.Offset() != 0 {
		t.Error("what stands below the container scrolls it")
	}
}

func TestPadOfWhatIsHiddenTakesNoRoom(t *testing.T) {
	dress(t, false)
	inner := Fixed(Spacer(), 40, 30)
	o := Pad(inner, 4, 4, 4, 4)
	if got := o.MinSize(); got != fyne.NewSize(48, 38) || HeightAt(o, 100) != 38 {
		t.Errorf("shown it takes %v", got)
	}
	inner.Hide()
	if got := o.MinSize(); !got.IsZero() || HeightAt(o, 100) != 0 {
		t.Errorf("hidden it takes %v", got)
	}
}
