package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keyFloor is one layer that may claim keys: a modal, the palette. The uppermost is asked first.
type keyFloor struct {
	handle func(*fyne.KeyEvent) bool
}

var (
	keyRouter func(*fyne.KeyEvent) bool
	keyFloors []*keyFloor
)

// SetRouter sets the program's handler of keys that no widget uses: F1, F2, F5, Esc and the like. It returns whether
// the key was used.
func SetRouter(handle func(ev *fyne.KeyEvent) bool) { keyRouter = handle }

// RouteKey is called by every focusable widget for a key it does not use. While a modal is open the key goes to the
// modal alone. It reports whether somebody used the key.
func RouteKey(ev *fyne.KeyEvent) bool {
	if n := len(keyFloors); n > 0 {
		return keyFloors[n-1].handle(ev)
	}
	return keyRouter != nil && keyRouter(ev)
}

// AttachKeys sends the keys of a canvas on which nothing holds the keyboard to RouteKey, and Ctrl+Enter also from what takes
// no shortcuts: a check box, a button.
func AttachKeys(c fyne.Canvas) {
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { RouteKey(ev) })
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(s fyne.Shortcut) {
			if ev := heldEnter(s); ev != nil {
				RouteKey(ev)
			}
		})
	}
}

// ModalOpen reports whether a modal or the palette is open, when menu shortcuts of the screens have to wait.
func ModalOpen() bool { return len(keyFloors) > 0 }

func pushKeys(handle func(*fyne.KeyEvent) bool) *keyFloor {
	f := &keyFloor{handle: handle}
	keyFloors = append(keyFloors, f)
	return f
}

func dropKeys(f *keyFloor) {
	for i, k := range keyFloors {
		if k == f {
			keyFloors = append(keyFloors[:i:i], keyFloors[i+1:]...)
			return
		}
	}
}

// modifiers are the modifier keys held at this moment; none where the driver cannot tell.
func modifiers() fyne.KeyModifier {
	if heldForTest != 0 {
		return heldForTest
	}
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// heldForTest stands for the modifier keys, which the test driver does not know.
var heldForTest fyne.KeyModifier

// commandHeld reports whether Ctrl, or the command key of a Mac, is held.
func commandHeld() bool {
	return modifiers()&fyne.KeyModifierShortcutDefault != 0
}
