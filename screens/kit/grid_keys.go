package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained shows where the keyboard is.
func (g *DataGrid) FocusGained() {
	g.focused, g.keyboard = true, true
	g.repaint()
}

// FocusLost hides the focus outline.
func (g *DataGrid) FocusLost() {
	g.focused = false
	g.repaint()
}

// TypedRune passes letters on for the search by first letters.
func (g *DataGrid) TypedRune(r rune) {
	if r != ' ' && g.OnType != nil {
		g.OnType(r)
	}
}

// TypedKey moves the current row, opens it, selects it, or hands the key on.
func (g *DataGrid) TypedKey(ev *fyne.KeyEvent) {
	if to, ok := g.keyTarget(ev.Name); ok {
		g.walk(to, g.keyChoice(false))
		return
	}
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		g.sidewaysKey(ev)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.enter()
	case fyne.KeySpace:
		g.toggleCurrent()
	case desktop.KeyMenu:
		g.menuAtCurrent()
	default:
		g.otherKey(ev)
	}
}

// sidewaysKey scrolls where there is anything to scroll; else the key is anybody's.
func (g *DataGrid) sidewaysKey(ev *fyne.KeyEvent) {
	switch {
	case g.contentWidth <= g.Size().Width:
		g.otherKey(ev)
	case ev.Name == fyne.KeyLeft:
		g.scrollSideways(-g.rowHeight)
	default:
		g.scrollSideways(g.rowHeight)
	}
}

func (g *DataGrid) otherKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyF2 && g.EditCell("") {
		return
	}
	if ev.Name == fyne.KeyF10 && modifiers()&fyne.KeyModifierShift != 0 {
		g.menuAtCurrent()
		return
	}
	if g.OnKey == nil || !g.OnKey(ev) {
		RouteKey(ev)
	}
}

// keyTarget tells the row a key of movement leads to.
func (g *DataGrid) keyTarget(name fyne.KeyName) (int64, bool) {
	page := max(1, int64(g.viewHeight()/g.rowHeight)-1)
	at := g.cur
	if !g.hasCur || at < 0 {
		at = g.top - 1
		page = 1
	}
	switch name {
	case fyne.KeyUp:
		return at - 1, true
	case fyne.KeyDown:
		return at + 1, true
	case fyne.KeyPageUp:
		return at - page, true
	case fyne.KeyPageDown:
		return at + page, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return max(0, g.Count()-1), true
	}
	return 0, false
}

func (g *DataGrid) keyChoice(ctrl bool) gridChoice {
	switch {
	case modifiers()&fyne.KeyModifierShift != 0:
		return chooseRun
	case ctrl:
		return chooseWalk
	}
	return chooseOnly
}

func (g *DataGrid) walk(to int64, how gridChoice) {
	g.keyboard = true
	g.choose(to, how)
}

// TypedShortcut selects all, and moves without selecting while Ctrl is down.
func (g *DataGrid) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all {
		g.SelectAll()
		return
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier&fyne.KeyModifierShortcutDefault != 0 {
		if to, move := g.keyTarget(c.KeyName); move {
			g.walk(to, g.keyChoice(true))
			return
		}
		if c.KeyName == fyne.KeySpace {
			g.toggleCurrent()
			return
		}
	}
	if g.OnShortcut != nil {
		g.OnShortcut(s)
	}
}

// enter opens the current row. Where there is none yet, as after a filter was typed, it goes to the first row, and opens it
// when it is the only one.
func (g *DataGrid) enter() {
	if !g.hasCur {
		to, ok := g.keyTarget(fyne.KeyDown)
		if !ok {
			return
		}
		g.walk(to, g.keyChoice(false))
		if g.source.Count() != 1 {
			return
		}
	}
	g.open()
}

func (g *DataGrid) open() {
	if row, ok := g.Current(); ok && g.OnOpen != nil {
		g.OnOpen(row)
	}
}

func (g *DataGrid) toggleCurrent() {
	if _, ok := g.Current(); !ok {
		return
	}
	g.keyboard = true
	g.sel.toggle(g.cur, g.curKey)
	g.selectionChanged()
}

// menuAtCurrent opens the menu below the current row, where the eye is.
func (g *DataGrid) menuAtCurrent() {
	row, ok := g.Current()
	if !ok || g.OnMenu == nil {
		return
	}
	g.bringIntoView(g.cur)
	g.place(false)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	g.OnMenu(at.AddXY(2*gridSide, g.rowTop(g.cur)+g.rowHeight), row)
}
