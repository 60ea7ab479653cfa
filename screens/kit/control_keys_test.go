package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// shortcutCanvas keeps what is to be done at a shortcut, which the test driver forgets.
type shortcutCanvas struct {
	fyne.Canvas
	kept map[string]func(fyne.Shortcut)
}

func (c shortcutCanvas) AddShortcut(s fyne.Shortcut, do func(fyne.Shortcut)) {
	c.kept[s.ShortcutName()] = do
}

func TestCtrlEnterComesFromWhatTakesNoShortcuts(t *testing.T) {
	var got []fyne.KeyName
	SetRouter(func(ev *fyne.KeyEvent) bool { got = append(got, ev.Name); return true })
	t.Cleanup(func() { SetRouter(nil) })
	c := shortcutCanvas{test.NewTempWindow(t, NewCheck("taken", nil)).Canvas(), map[string]func(fyne.Shortcut){}}
	AttachKeys(c)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
		c.kept[s.ShortcutName()](s)
	}
	if len(got) != 2 || got[0] != fyne.KeyReturn || got[1] != fyne.KeyReturn {
		t.Errorf("the program got %v", got)
	}
}
