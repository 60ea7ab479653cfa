package kit

import (
	"fyne.io/fyne/v2"
)

// MenuItem is one line of a menu; an item without a label is a separator.
type MenuItem struct {
	// Icon is the name of an icon, "" for none.
	Icon string
	// Label is the words.
	Label string
	// Shortcut is shown at the right: "Ctrl N".
	Shortcut string
	// Danger paints the item red.
	Danger bool
	// Disabled greys the item; it cannot be picked.
	Disabled bool
	// Checked puts a tick at the right.
	Checked bool
	// Do is called when the item is picked, after the menu has gone.
	Do func()
}

// Separator is a line between groups of items.
func Separator() MenuItem { return MenuItem{} }

// ShowMenu opens a menu below the owner.
func ShowMenu(owner fyne.CanvasObject, items ...MenuItem) *Popup {
	p := menuPopup(owner, items)
	p.Show()
	return p
}

// ShowMenuAt opens a menu at a point of the window, as after a right click on the owner.
func ShowMenuAt(owner fyne.CanvasObject, at fyne.Position, items ...MenuItem) *Popup {
	p := menuPopup(owner, items)
	p.ShowAt(at)
	return p
}

func menuPopup(owner fyne.CanvasObject, items []MenuItem) *Popup {
	p, list := newChoicePopup(owner, false, func(i int) {
		if items[i].Do != nil {
			items[i].Do()
		}
	})
	list.set(menuChoices(items), 0)
	p.MaxHeight = 480
	p.Runes = func(rune) {}
	p.Width = 180
	keys := p.Keys
	p.Keys = func(ev *fyne.KeyEvent) bool {
		return keys(ev) || ev.Name != fyne.KeyEscape && ev.Name != fyne.KeyTab
	}
	return p
}

func menuChoices(items []MenuItem) []choice {
	var rows []choice
	for _, it := range items {
		if it.Label == "" {
			rows = append(rows, choice{kind: choiceLine})
			continue
		}
		rows = append(rows, choice{icon: it.Icon, title: it.Label, right: it.Shortcut, danger: it.Danger,
			disabled: it.Disabled, checked: it.Checked})
	}
	return rows
}
