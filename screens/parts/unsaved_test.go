package parts

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/screens/kit"
)

func TestDialogWithSomethingTypedAsksBeforeItIsDropped(t *testing.T) {
	env := newEnv(t, text.RU)
	name, dropped := kit.NewEntry(""), 0
	name.SetValue("было")
	form := kit.NewForm(1, kit.Field{ID: "name", Label: "x", Input: name})
	m := kit.NewModal("x", form).CancelButton(env.T.T("text.cancel"))
	m.OnCancel = func() { dropped++ }
	GuardForm(env, m, form)
	escape := func() { kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	press := func(label string) {
		for _, b := range overlay[*kit.Button](env) {
			if b.Label() == env.T.T(label) {
				b.Tapped(nil)
				return
			}
		}
		t.Fatalf("no button %s", label)
	}
	m.Show()
	if escape(); m.Shown() || dropped != 1 {
		t.Fatal("a dialog with nothing typed asks")
	}
	m.Show()
	name.SetValue("стало")
	if escape(); !m.Shown() {
		t.Fatal("what was typed is dropped without a question")
	}
	if press("parts.unsaved.stay"); !m.Shown() || dropped != 1 {
		t.Fatal("staying closes the dialog")
	}
	if press("text.cancel"); m.Shown() || dropped != 2 {
		t.Fatal("its button asks as well")
	}
	m.Show()
	escape()
	if press("parts.unsaved.discard"); m.Shown() || dropped != 3 || env.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("dropped %d times, shown %v", dropped, m.Shown())
	}
}
