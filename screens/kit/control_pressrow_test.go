package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestPressRow(t *testing.T) {
	dress(t, false)
	pressed, menus := 0, 0
	r := NewPressRow(NewWrap("строка", Body, Text, 0), func() { pressed++ })
	r.OnMenu = func(fyne.Position) { menus++ }
	win := stage(t, VBox(0, r), 300, 80)
	test.Tap(r)
	win.Canvas().Focus(r)
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if pressed != 3 {
		t.Errorf("pressed %d times", pressed)
	}
	r.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	test.TapSecondary(r)
	if menus != 2 || pressed != 3 {
		t.Errorf("%d menus, pressed %d times", menus, pressed)
	}
	r.Disable()
	test.Tap(r)
	if pressed != 3 || r.Cursor() != desktop.DefaultCursor {
		t.Error("a disabled row is pressed")
	}
}

func TestPressRowIsAsHighAsItsContent(t *testing.T) {
	dress(t, false)
	words := NewWrap("одно слово за другим и ещё одно слово", Body, Text, 0)
	r := NewPressRow(words, nil)
	for _, w := range []float32{60, 120, 400} {
		if HeightAt(r, w) != HeightAt(words, w) {
			t.Errorf("%v wide: %v high, the content %v", w, HeightAt(r, w), HeightAt(words, w))
		}
	}
}
