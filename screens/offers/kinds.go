package offers

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// What a line may be; trade.Line.Kind tells which it is.
const (
	kindLine        = "normal"
	kindOptional    = "optional"
	kindAlternative = "alternative"
	kindNote        = "text"
)

// lineKinds are the kinds in the order they are offered, with their icons.
var lineKinds = []struct{ kind, icon string }{{kindLine, "list"}, {kindOptional, "check"}, {kindAlternative, "swap"}, {kindNote, "doc"}}

// kindItems are what the menu of a line offers it to be.
func (e *Editor) kindItems(it *item) []kit.MenuItem {
	var items []kit.MenuItem
	for _, k := range lineKinds {
		one := kit.MenuItem{Icon: k.icon, Label: e.env.T.T("offers.kind." + k.kind), Checked: it.line.Kind() == k.kind, Do: func() { e.setKind(it, k.kind) }}
		if k.kind == kindAlternative {
			n, there := e.replaced(it)
			if one.Disabled = !there; there {
				one.Label = e.env.T.T("offers.menu.instead", "N", n)
			}
		}
		if next := e.nextKind(it); next == k.kind {
			one.Shortcut = "F6"
		}
		items = append(items, one)
	}
	return items
}

// replaced is the number of the line that a line may take the place of; false when there is none before it.
func (e *Editor) replaced(it *item) (int, bool) {
	at, ok := e.places[it.key]
	if !ok || at.line < 0 || at.section >= len(e.printed) {
		return 0, false
	}
	s := e.printed[at.section]
	s.Lines = slices.Clone(s.Lines)
	s.Lines[at.line] = trade.Line{Alternative: true}
	n, there := s.Instead(at.line)
	if !there {
		return 0, false
	}
	return number(e.printed, place{at.section, n}), true
}

// setKind makes a line normal, up to the client, one instead of another, or a line of text. What the kind does not show
// stays, so that it is there when the kind is changed back.
func (e *Editor) setKind(it *item, kind string) {
	was := it.line
	it.line.Optional, it.line.Alternative, it.line.Text = kind == kindOptional, kind == kindAlternative, kind == kindNote
	it.choice = kind == kindOptional
	if _, err := e.count(); err != nil { // a line of text counted nothing so far
		it.line = was
		e.env.Say(e.env.T.T("trade.offer.overflow"))
		return
	}
	e.changed()
}

// nextKind is what F6 makes of a line: the next kind that it can be.
func (e *Editor) nextKind(it *item) string {
	at := slices.IndexFunc(lineKinds, func(k struct{ kind, icon string }) bool { return k.kind == it.line.Kind() })
	next := lineKinds[(at+1)%len(lineKinds)].kind
	if next == kindAlternative {
		if _, there := e.replaced(it); !there {
			return kindNote
		}
	}
	return next
}

// lineKey does with the current line what a key says, with a section what it can.
func (e *Editor) lineKey(key fyne.KeyName) bool {
	b, i := e.ledger.find(e.grid.Current())
	if b == nil || !e.editable() || e.closeCell() != nil {
		return false
	}
	switch {
	case key == fyne.KeyF8 && i < 0:
		b.turn = !b.turn
		e.changed()
	case i < 0:
		return false
	case key == fyne.KeyF8:
		b.items[i].line.Break = !b.items[i].line.Break
		e.changed()
	case key == fyne.KeyF7:
		e.askNote(b.items[i])
	default:
		e.setKind(b.items[i], e.nextKind(b.items[i]))
	}
	return true
}

// addText adds a line of text behind the current one and opens it.
func (e *Editor) addText() {
	if !e.editable() || e.closeCell() != nil {
		return
	}
	key := e.ledger.add(e.grid.Current(), trade.Line{Text: true})
	e.recount()
	e.focusLines()
	e.grid.Edit(key, colName)
}

// textItems are what can be written under the name of a line.
func (e *Editor) textItems(it *item) []kit.MenuItem {
	t := e.env.T
	describe, note := "offers.menu.describe", "offers.menu.note"
	if it.line.Description != "" {
		describe = "offers.menu.redescribe"
	}
	if it.line.Note != "" {
		note = "offers.menu.renote"
	}
	return []kit.MenuItem{
		{Icon: "edit", Label: t.T(describe), Do: func() { e.askDescription(it) }},
		{Icon: "chat", Label: t.T(note), Shortcut: "F7", Do: func() { e.askNote(it) }},
	}
}

// askDescription asks for what is printed under the name of a line.
func (e *Editor) askDescription(it *item) {
	t := e.env.T
	e.askText(t.T("offers.describe"), t.T("offers.describe.hint"), it, func(l *trade.Line) *string { return &l.Description })
}

// askNote asks for the note under a line.
func (e *Editor) askNote(it *item) {
	t := e.env.T
	e.askText(t.T("offers.line.note"), t.T("offers.line.note.hint"), it, func(l *trade.Line) *string { return &l.Note })
}

func (e *Editor) askText(title, hint string, it *item, part func(*trade.Line) *string) {
	t := e.env.T
	area := kit.NewTextArea(hint, 6, t.T("parts.text.long"))
	area.SetValue(*part(&it.line))
	form := kit.NewForm(1, kit.Field{ID: "text", Label: text.Ellipsis(it.line.Name, 80), Input: area})
	m := kit.NewModal(title, form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("text.apply"), func() bool {
		if now := text.Clean(area.Value(), longDescription); now != *part(&it.line) {
			*part(&it.line) = now
			e.changed()
		}
		return true
	})
	parts.GuardForm(e.env, m, form)
	m.StartWith(area).Show()
}
