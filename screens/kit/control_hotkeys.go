package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Hotkey is a key of the whole window held with Ctrl, or the command key of a Mac. Only letters A to Z, digits,
// arrows and F-keys are fit: punctuation and Alt with letters do not arrive from Cyrillic layouts.
type Hotkey struct {
	Key   fyne.KeyName
	Shift bool
	// Alt takes the Alt key instead of Ctrl: for arrows alone.
	Alt bool
	// Text lets the hotkey work while a text field holds the keyboard, too; without it the field keeps the key.
	Text bool
	Do   func()
}

// hotkeys are the hotkeys of the program's one window, by shortcut name.
var hotkeys = map[string]Hotkey{}

// SetHotkeys makes the hotkeys of the window the given ones. A canvas forgets its shortcuts while a text field holds
// the keyboard, so the fields of the kit ask RouteShortcut first.
func SetHotkeys(c fyne.Canvas, keys []Hotkey) {
	for _, h := range hotkeys {
		for _, s := range h.shortcuts() {
			c.RemoveShortcut(s)
		}
	}
	hotkeys = map[string]Hotkey{}
	for _, h := range keys {
		for _, s := range h.shortcuts() {
			hotkeys[s.ShortcutName()] = h
			c.AddShortcut(s, func(fyne.Shortcut) { h.run() })
		}
	}
}

// run does the act unless a modal holds the window.
func (h Hotkey) run() {
	if !ModalOpen() {
		h.Do()
	}
}

// shortcuts are the names under which the driver may announce the key: undo and redo have their own.
func (h Hotkey) shortcuts() []fyne.Shortcut {
	mod := fyne.KeyModifierShortcutDefault
	if h.Alt {
		mod = fyne.KeyModifierAlt
	}
	if h.Shift {
		mod |= fyne.KeyModifierShift
	}
	out := []fyne.Shortcut{&desktop.CustomShortcut{KeyName: h.Key, Modifier: mod}}
	switch {
	case h.Key == fyne.KeyZ && !h.Shift:
		out = append(out, &fyne.ShortcutUndo{})
	case h.Key == fyne.KeyY && !h.Shift:
		out = append(out, &fyne.ShortcutRedo{})
	}
	return out
}

// RouteShortcut is called by every widget of the kit that takes shortcuts, for those it does not use itself; inText
// says that it is a text field. It reports whether a hotkey of the window took the shortcut.
func RouteShortcut(s fyne.Shortcut, inText bool) bool {
	h, ok := hotkeys[s.ShortcutName()]
	if !ok || inText && !h.Text || ModalOpen() {
		return false
	}
	h.Do()
	return true
}
