package stand

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/screens/kit"
)

// Keys presses keys where the keyboard is.
func (st *Stand) Keys(names ...fyne.KeyName) {
	for _, name := range names {
		if f := st.Window.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
		} else {
			kit.RouteKey(&fyne.KeyEvent{Name: name})
		}
	}
}

// Types types letters, each where the keyboard then is.
func (st *Stand) Types(s string) {
	st.T.Helper()
	for _, r := range s {
		f := st.Window.Canvas().Focused()
		if f == nil {
			st.T.Fatal("nothing holds the keyboard")
		}
		f.TypedRune(r)
	}
}

// Shortcut gives a shortcut to what holds the keyboard.
func (st *Stand) Shortcut(s fyne.Shortcut) {
	st.T.Helper()
	f, ok := st.Window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.T.Fatal("the keyboard is in nothing that takes shortcuts")
	}
	f.TypedShortcut(s)
}

// Ctrl presses a key with Ctrl where the keyboard is.
func (st *Stand) Ctrl(name fyne.KeyName) {
	st.T.Helper()
	st.Shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// Press presses the first button with the label in what is on top.
func (st *Stand) Press(label string) {
	st.T.Helper()
	st.PressNth(label, 0)
}

// PressNth presses the n-th button with the label in what is on top, counted from 0.
func (st *Stand) PressNth(label string, n int) {
	st.T.Helper()
	for _, b := range Find[*kit.Button](st.Top()) {
		if b.Label() != label {
			continue
		}
		if n == 0 {
			b.Tapped(nil)
			return
		}
		n--
	}
	st.T.Fatalf("there is no button %q", label)
}

// Choose chooses the n-th option of a field by the keyboard, counted from 0.
func (st *Stand) Choose(s *kit.Select, n int) {
	st.Window.Canvas().Focus(s)
	st.Keys(fyne.KeySpace, fyne.KeyHome)
	for range n {
		st.Keys(fyne.KeyDown)
	}
	st.Keys(fyne.KeyReturn)
}
