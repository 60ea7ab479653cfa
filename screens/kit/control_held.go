package kit

import "fyne.io/fyne/v2"

// CommandHeld reports whether Ctrl, or the command key of a Mac, is held.
func CommandHeld() bool { return commandHeld() }

// HoldModifiers makes the modifier keys seem held until release is called. It is for tests: their driver knows none.
func HoldModifiers(m fyne.KeyModifier) (release func()) {
	before := heldForTest
	heldForTest = m
	return func() { heldForTest = before }
}
