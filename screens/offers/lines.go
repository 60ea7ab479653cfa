package offers

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// freshLine is an empty line with the rate and the unit of the line before it.
func (e *Editor) freshLine(after int64) trade.Line {
	fresh := trade.Line{Quantity: money.DecInt(1)}
	if model, ok := e.ledger.model(after); ok {
		fresh.Unit, fresh.VAT, fresh.Exempt = model.Unit, model.VAT, model.Exempt
		return fresh
	}
	fresh.Unit = e.desk.PaperWords(e.offer.Lang).T("offers.unit")
	fresh.VAT = e.ownRate()
	return fresh
}

// addLine adds a line behind the current one.
func (e *Editor) addLine() { e.addAfter(e.grid.Current()) }

// addAfter adds a line behind a line, or at the end of a section, and opens its name.
func (e *Editor) addAfter(after int64) {
	if !e.editable() || e.closeCell() != nil {
		return
	}
	key := e.ledger.add(after, e.freshLine(after))
	e.recount()
	e.focusLines()
	e.grid.Edit(key, colName)
}

// focusLines gives the keyboard to the lines.
func (e *Editor) focusLines() {
	if e.env.Window != nil {
		e.grid.HideProposals()
		e.env.Window.Canvas().Focus(e.grid)
	}
}

// addSection adds a section behind the current one and opens its title.
func (e *Editor) addSection() {
	if !e.editable() || e.closeCell() != nil {
		return
	}
	title := e.desk.PaperWords(e.offer.Lang).T("offers.section.new")
	key := e.ledger.addSection(e.grid.Current(), title, trade.Once)
	e.changed()
	e.focusLines()
	e.grid.Edit(key, kit.LGTitle)
}

// standOn makes a line the current one, in the grid and on the paper.
func (e *Editor) standOn(key int64) {
	e.grid.Select(key)
	e.preview.follow()
}

// renameSection takes the title of a section.
func (e *Editor) renameSection(key int64, col, typed string) error {
	b, i := e.ledger.find(key)
	if col != kit.LGTitle || b == nil || i >= 0 {
		return nil
	}
	if typed == e.env.T.T("offers.section.nameless") {
		return nil
	}
	if now := text.Line(typed, longTitle); now != b.title {
		b.title = now
		e.changed()
	}
	return nil
}

// take takes a line by choice into the total, or out of it.
func (e *Editor) take(key int64, taken bool) {
	if it := e.ledger.line(key); it != nil {
		it.line.Optional = !taken
		e.changed()
	}
}

// duplicate copies a line or a section and goes to the copy.
func (e *Editor) duplicate(key int64) {
	fresh := e.ledger.duplicate(key)
	e.changed()
	e.standOn(fresh)
}

// askDelete takes a line away at once; a section with lines is asked about.
func (e *Editor) askDelete(key int64) {
	b, i := e.ledger.find(key)
	if b == nil {
		return
	}
	remove := func() {
		e.ledger.remove(key)
		e.changed()
		e.focusLines()
	}
	lines := 0
	for _, it := range b.items {
		if !blank(it.line) {
			lines++
		}
	}
	if i >= 0 || lines == 0 {
		remove()
		return
	}
	t := e.env.T
	kit.Ask(t.T("offers.menu.section.delete"), t.N("offers.section.ask", lines, "Title", b.title), t.T("text.delete"), t.T("text.cancel"), remove)
}

// lineMenu is what can be done with a line or a section.
func (e *Editor) lineMenu(key int64, at fyne.Position) {
	b, i := e.ledger.find(key)
	switch {
	case b == nil || !e.editable():
	case i < 0:
		kit.ShowMenuAt(e.grid, at, e.sectionItems(b)...)
	default:
		kit.ShowMenuAt(e.grid, at, e.lineItems(b, i, at)...)
	}
}

func (e *Editor) lineItems(b *block, i int, at fyne.Position) []kit.MenuItem {
	t, it := e.env.T, b.items[i]
	items := e.textItems(it)
	items = append(items, kit.Separator())
	items = append(items, e.kindItems(it)...)
	items = append(items, kit.Separator())
	items = append(items, e.priceItems(it)...)
	if e.offer.Taxed() && !it.line.Text {
		items = append(items, kit.MenuItem{Icon: "shield", Label: t.T("offers.menu.exempt"), Checked: it.line.Exempt, Do: func() { e.setExempt(it) }})
	}
	items = append(items, kit.MenuItem{Icon: "copy", Label: t.T("offers.menu.duplicate"), Do: func() { e.duplicate(it.key) }},
		kit.MenuItem{Icon: "minus", Label: t.T("offers.menu.turn"), Shortcut: "F8", Checked: it.line.Break, Do: func() { it.line.Break = !it.line.Break; e.changed() }},
		kit.MenuItem{Icon: "right", Label: t.T("offers.menu.move"), Do: func() { kit.ShowMenuAt(e.grid, at, e.moveItems(b, i)...) }})
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("offers.menu.delete"), Shortcut: "Del", Danger: true, Do: func() { e.askDelete(it.key) }})
}

// moveItems are the places a line can go to.
func (e *Editor) moveItems(b *block, i int) []kit.MenuItem {
	t, it := e.env.T, b.items[i]
	items := []kit.MenuItem{
		{Icon: "up", Label: t.T("offers.up"), Disabled: i == 0, Do: func() { e.ledger.move(it.key, b.key, i-1); e.changed() }},
		{Icon: "down", Label: t.T("offers.down"), Disabled: i == len(b.items)-1, Do: func() { e.ledger.move(it.key, b.key, i+1); e.changed() }}}
	for _, other := range e.ledger.blocks {
		if other != b && !other.silent() {
			items = append(items, kit.MenuItem{Icon: "right", Label: t.T("offers.menu.to", "Title", text.Ellipsis(other.title, 40)),
				Do: func() { e.ledger.move(it.key, other.key, len(other.items)); e.changed() }})
		}
	}
	return items
}

func (e *Editor) sectionItems(b *block) []kit.MenuItem {
	t := e.env.T
	at := slices.Index(e.ledger.blocks, b)
	items := []kit.MenuItem{
		{Icon: "edit", Label: t.T("offers.menu.rename"), Shortcut: "F2", Do: func() { e.grid.Edit(b.key, kit.LGTitle) }},
		{Icon: "copy", Label: t.T("offers.menu.duplicate"), Do: func() { e.duplicate(b.key) }},
		kit.Separator(),
	}
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		items = append(items, kit.MenuItem{Icon: periodIcon(p), Label: t.T("trade.period." + periodWord(p)), Checked: b.period == p,
			Do: func() { b.period = p; e.changed() }})
	}
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "minus", Label: t.T("offers.menu.turn"), Shortcut: "F8", Checked: b.turn, Do: func() { b.turn = !b.turn; e.changed() }},
		kit.MenuItem{Icon: "up", Label: t.T("offers.up"), Disabled: at == 0, Do: func() { e.shiftSection(b.key, -1) }},
		kit.MenuItem{Icon: "down", Label: t.T("offers.down"), Disabled: at == len(e.ledger.blocks)-1, Do: func() { e.shiftSection(b.key, 1) }},
		kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("offers.menu.section.delete"), Shortcut: "Del", Danger: true, Do: func() { e.askDelete(b.key) }})
}

func periodWord(p trade.Period) string {
	if p == trade.Once {
		return "once"
	}
	return string(p)
}

func periodIcon(p trade.Period) string {
	if p == trade.Once {
		return "flag"
	}
	return "repeat"
}

func (e *Editor) shiftSection(key int64, by int) {
	if e.ledger.shift(key, by) {
		e.changed()
		e.standOn(key)
	}
}

// setExempt takes the VAT off a line, or puts our usual rate on it.
func (e *Editor) setExempt(it *item) {
	it.line.Exempt = !it.line.Exempt
	it.line.VAT = money.Dec{}
	if !it.line.Exempt {
		it.line.VAT = e.ownRate()
	}
	e.changed()
}

// gridShortcut takes the shortcuts of the lines: what was copied in a spreadsheet becomes lines, and undo takes back
// what is not saved yet before it goes on to what is.
func (e *Editor) gridShortcut(s fyne.Shortcut) bool {
	switch c := s.(type) {
	case *fyne.ShortcutPaste:
		e.paste(c.Clipboard.Content())
		return true
	case *fyne.ShortcutUndo:
		return e.takeBack()
	}
	return false
}

// takeBack drops what was typed since the last saving and reports whether there was anything.
func (e *Editor) takeBack() bool {
	if e.was == nil || e.edits == e.kept || e.saving || !e.editable() {
		return false
	}
	e.adopt(*e.was)
	e.head.saved.at(e.savedAt)
	return true
}

// Key opens the catalogue at F4, changes what the current line is at F6, asks for its note at F7, begins a page with it at
// F8 and adds a line at Ctrl+Enter.
func (e *Editor) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyF4:
		e.pick()
		return true
	case fyne.KeyF6, fyne.KeyF7, fyne.KeyF8:
		return e.lineKey(ev.Name)
	}
	if (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && kit.CommandHeld() && e.editable() {
		e.addLine()
		return true
	}
	return false
}
