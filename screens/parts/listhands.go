package parts

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// ListHands is what the mouse and the keyboard do in a list.
type ListHands[R kit.Row] struct {
	Open   func(R)                // a double click, or Enter
	Menu   func(R) []kit.MenuItem // the menu of a row
	Typed  func(rune)             // a letter begins a filter
	Remove func(R)                // asks whether to remove the row at Delete; nil where the screen takes that key itself
}

// Wire puts the hands on the list.
func (l *Listing[Q, R]) Wire(h ListHands[R]) {
	g := l.Grid
	g.OnOpen = func(r kit.Row) { h.Open(r.(R)) }
	g.OnMenu = func(at fyne.Position, r kit.Row) { kit.ShowMenuAt(g, at, h.Menu(r.(R))...) }
	g.OnType = h.Typed
	if h.Remove == nil {
		return
	}
	g.OnKey = func(ev *fyne.KeyEvent) bool {
		r, ok := l.Current()
		if !ok || ev.Name != fyne.KeyDelete {
			return false
		}
		h.Remove(r)
		return true
	}
}

// AskRemove asks whether to remove a record, and removes it; the news announce it.
func (l *Listing[Q, R]) AskRemove(title, ask string, remove func(context.Context) error) {
	t := l.env.T
	kit.Ask(title, ask, t.T("text.delete"), t.T("text.cancel"), func() { l.Act(remove, nil) })
}

// EscClears shows all of a list again at Esc, where it is narrowed, and reports whether it did.
func EscClears(ev *fyne.KeyEvent, narrowed bool, clear func()) bool {
	if ev.Name != fyne.KeyEscape || !narrowed {
		return false
	}
	clear()
	return true
}
