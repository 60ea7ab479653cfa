package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// stagedModal shows a modal over a window whose button held the keyboard.
func stagedModal(t *testing.T, content fyne.CanvasObject) (*Modal, *Button, fyne.Canvas) {
	t.Helper()
	dress(t, false)
	below := NewButton(Plain, "Под низом", nil)
	w := stage(t, NewLayers(Center(below)), 800, 600)
	w.Canvas().Focus(below)
	return NewModal("Клиент", content), below, w.Canvas()
}

func TestModalEscCancels(t *testing.T) {
	e := NewEntry("")
	m, below, c := stagedModal(t, e)
	cancelled, saved := 0, 0
	m.OnCancel = func() { cancelled++ }
	m.CancelButton("Не сейчас").Action(Primary, "Сохранить", func() bool { saved++; return true })
	m.ShowOn(c)
	if c.Focused() != fyne.Focusable(e) {
		t.Fatalf("the keyboard starts at %T", c.Focused())
	}
	if !ModalOpen() {
		t.Error("ModalOpen is false")
	}
	press(c, fyne.KeyEscape)
	if m.Shown() || cancelled != 1 || saved != 0 || ModalOpen() {
		t.Errorf("shown %v, cancelled %d, saved %d", m.Shown(), cancelled, saved)
	}
	if c.Focused() != fyne.Focusable(below) {
		t.Error("the keyboard did not come back")
	}
}

func TestModalEnterConfirms(t *testing.T) {
	m, _, c := stagedModal(t, NewEntry(""))
	ready, saved := false, 0
	m.CancelButton("Не сейчас").Action(Primary, "Сохранить", func() bool { saved++; return ready })
	m.ShowOn(c)
	press(c, fyne.KeyReturn)
	if saved != 1 || !m.Shown() {
		t.Errorf("saved %d, shown %v: a refused act must keep the modal", saved, m.Shown())
	}
	ready = true
	press(c, fyne.KeyEnter)
	if saved != 2 || m.Shown() {
		t.Errorf("saved %d, shown %v", saved, m.Shown())
	}
}

func TestModalEnterInTextArea(t *testing.T) {
	area := NewTextArea("", 3, "")
	m, _, c := stagedModal(t, area)
	saved := 0
	m.Action(Primary, "Сохранить", func() bool { saved++; return true })
	m.ShowOn(c)
	press(c, fyne.KeyReturn)
	if saved != 0 || area.Text != "\n" {
		t.Errorf("Enter: saved %d, text %q", saved, area.Text)
	}
	area.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if saved != 1 {
		t.Error("Ctrl+Enter did not confirm")
	}
}

func TestModalKeysWithoutFocus(t *testing.T) {
	m, _, c := stagedModal(t, NewText("слова", Body, Text))
	saved := 0
	m.Action(Primary, "Да", func() bool { saved++; return true })
	m.ShowOn(c)
	c.Unfocus()
	press(c, fyne.KeyReturn)
	if saved != 1 {
		t.Error("Enter with nothing in focus did not confirm")
	}
}

func TestModalTrapsTab(t *testing.T) {
	a, b := NewEntry(""), NewEntry("")
	m, below, c := stagedModal(t, VBox(8, a, b))
	m.CancelButton("Нет").Action(Primary, "Да", nil)
	m.ShowOn(c)
	var seen []string
	for range 5 {
		if c.Focused() == fyne.Focusable(below) {
			t.Fatal("Tab left the modal")
		}
		seen = append(seen, fmt.Sprintf("%p", c.Focused()))
		tab(c)
	}
	if seen[0] != seen[4] || seen[0] == seen[1] || seen[1] == seen[2] {
		t.Errorf("Tab went %v", seen)
	}
}

func TestModalTallContentScrolls(t *testing.T) {
	f := NewForm(1)
	for i := range 20 {
		f.Add(Field{ID: fmt.Sprint(i), Label: "Поле", Input: NewEntry("")})
	}
	m, _, c := stagedModal(t, VBox(8, f))
	m.CancelButton("Нет").Action(Primary, "Да", nil)
	m.ShowOn(c)
	_, box := m.box(fyne.NewSize(800, 600))
	if box.Height > 600-2*modalMargin {
		t.Errorf("the modal is %v high in a window of 600", box.Height)
	}
	for range 15 {
		tab(c)
	}
	e := c.Focused().(*Entry)
	top, view := absolute(e).Y, absolute(m.scroll).Y
	if m.scroll.Offset() == 0 || top < view || top+e.Size().Height > view+m.scroll.Size().Height {
		t.Errorf("the field in use is at %v, the view is %v…%v, offset %v", top, view, view+m.scroll.Size().Height, m.scroll.Offset())
	}
}

func TestAskStartsOnNo(t *testing.T) {
	dress(t, false)
	w := stage(t, NewLayers(NewButton(Plain, "а", nil)), 800, 600)
	deleted := 0
	m := Ask("Удалить клиента?", "Его задачи останутся.", "Удалить", "Не удалять", func() { deleted++ })
	press(w.Canvas(), fyne.KeyReturn)
	if deleted != 0 || m.Shown() {
		t.Errorf("Enter deleted %d", deleted)
	}
	m = Confirm("Перевести?", "", "Перевести", "Нет", func() { deleted++ })
	press(w.Canvas(), fyne.KeyReturn)
	if deleted != 1 || m.Shown() {
		t.Errorf("Enter confirmed %d times", deleted)
	}
}

func TestErrorBoxUnfoldsAndCopies(t *testing.T) {
	dress(t, false)
	stage(t, NewLayers(NewButton(Plain, "а", nil)), 800, 600)
	m := ErrorBox(ErrorWords{"Не вышло", "Подробности", "Скопировать", "Понятно"}, "Диск полон.", "Черновик сохранён.", "disk full")
	_, folded := m.box(fyne.NewSize(800, 600))
	test.Tap(findAll[*Link](m)[0])
	_, open := m.box(fyne.NewSize(800, 600))
	if open.Height <= folded.Height {
		t.Errorf("unfolding changed the height from %v to %v", folded.Height, open.Height)
	}
	for _, b := range findAll[*Button](m) {
		if b.Label() == "Скопировать" {
			test.Tap(b)
		}
	}
	if got := fyne.CurrentApp().Clipboard().Content(); got != "disk full" {
		t.Errorf("copied %q", got)
	}
	m.Close()
}

func TestEscInAListLeavesTheModal(t *testing.T) {
	s := NewSelect(stages(), nil)
	m, _, c := stagedModal(t, s)
	m.ShowOn(c)
	press(c, fyne.KeyDown, fyne.KeyEscape)
	if !m.Shown() {
		t.Fatal("Esc in the list closed the modal")
	}
	press(c, fyne.KeyEscape)
	if m.Shown() {
		t.Error("Esc did not close the modal")
	}
}

func paletteStage(t *testing.T, l *Loader, search func(ctx context.Context, q string) ([]Result, error)) (*Palette, fyne.Canvas) {
	t.Helper()
	dress(t, false)
	below := NewButton(Plain, "Под низом", nil)
	w := stage(t, NewLayers(Center(below)), 800, 600)
	w.Canvas().Focus(below)
	p := NewPalette(l, PaletteWords{"Искать", "ничего", "не вышло"}, search)
	p.ShowOn(w.Canvas())
	return p, w.Canvas()
}

func finder(opened *[]string) func(context.Context, string) ([]Result, error) {
	return func(_ context.Context, q string) ([]Result, error) {
		var found []Result
		for _, name := range []string{"Кедр", "Клён", "Ясень"} {
			if strings.Contains(strings.ToLower(name), q) {
				found = append(found, Result{Group: "Клиенты", Title: name, Open: func() { *opened = append(*opened, name) }})
			}
		}
		return found, nil
	}
}

func TestPaletteFindsAndOpens(t *testing.T) {
	var opened []string
	p, c := paletteStage(t, &Loader{Sync: true}, finder(&opened))
	if len(p.found) != 3 {
		t.Fatalf("it opens with %d results", len(p.found))
	}
	typeInto(t, c, "к")
	press(c, fyne.KeyDown, fyne.KeyReturn)
	if fmt.Sprint(opened) != "[Клён]" || p.Shown() || ModalOpen() {
		t.Errorf("opened %v, shown %v", opened, p.Shown())
	}
	p.ShowOn(c)
	if p.entry.Text != "" || len(p.found) != 3 {
		t.Errorf("it opens again with %q and %d results", p.entry.Text, len(p.found))
	}
	press(c, fyne.KeyEscape)
	if p.Shown() {
		t.Error("Esc did not close it")
	}
}

func TestPaletteRowsAreGroupedAndLimited(t *testing.T) {
	p, _ := paletteStage(t, &Loader{Sync: true}, func(context.Context, string) ([]Result, error) {
		var found []Result
		for i := range 200 {
			found = append(found, Result{Group: fmt.Sprint(i / 30), Title: fmt.Sprint(i)})
		}
		return found, nil
	})
	if len(p.found) != 50 || len(p.list.rows) != 52 {
		t.Errorf("%d results in %d rows", len(p.found), len(p.list.rows))
	}
	if p.list.current != 1 {
		t.Errorf("the current row is %d, want the first result", p.list.current)
	}
}

func TestPaletteFailureAndNothing(t *testing.T) {
	var fail error
	p, c := paletteStage(t, &Loader{Sync: true}, func(context.Context, string) ([]Result, error) { return nil, fail })
	if got := p.list.rows[0].choice.title; got != "ничего" {
		t.Errorf("row %q", got)
	}
	fail = errors.New("no base")
	typeInto(t, c, "к")
	if got := p.list.rows[0].choice.title; got != "не вышло" {
		t.Errorf("row %q", got)
	}
	press(c, fyne.KeyReturn)
	if !p.Shown() {
		t.Error("Enter on a message closed the palette")
	}
}

// Enter pressed before the answer has come opens what was typed, not what stood there before.
func TestPaletteEnterWaits(t *testing.T) {
	var opened []string
	timers, release := HoldTimers()
	defer release()
	p, c := paletteStage(t, &Loader{}, finder(&opened))
	waitIdle(t)
	typeInto(t, c, "ясень")
	press(c, fyne.KeyReturn)
	if len(opened) != 0 {
		t.Fatalf("opened %v before the answer", opened)
	}
	timers.Advance(paletteDelay)
	waitIdle(t)
	if fmt.Sprint(opened) != "[Ясень]" || p.Shown() {
		t.Errorf("opened %v, shown %v", opened, p.Shown())
	}
}
