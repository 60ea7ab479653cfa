package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedKey walks through the cells, edits, folds, takes and deletes.
func (g *LineGrid) TypedKey(ev *fyne.KeyEvent) {
	if g.drag.on {
		if ev.Name == fyne.KeyEscape {
			g.cancelDrag()
		}
		return
	}
	switch ev.Name {
	case fyne.KeyUp:
		g.walk(-1)
	case fyne.KeyDown:
		g.walk(1)
	case fyne.KeyPageUp:
		g.walk(-max(1, int(g.viewHeight()/lgLineHigh)-1))
	case fyne.KeyPageDown:
		g.walk(max(1, int(g.viewHeight()/lgLineHigh)-1))
	case fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft, fyne.KeyRight:
		g.sideways(ev.Name)
	default:
		g.act(ev)
	}
}

func (g *LineGrid) act(ev *fyne.KeyEvent) {
	i := g.rowIndex(g.current)
	if i < 0 {
		g.control.TypedKey(ev)
		return
	}
	row := g.rows[i]
	switch {
	case ev.Name == fyne.KeyF2 || isEnter(ev):
		g.open(row.Key, g.columnIn(row), "", ev.Name != fyne.KeyF2)
	case ev.Name == fyne.KeySpace && (row.Section || row.Optional):
		g.toggle(row)
	case ev.Name == fyne.KeySpace:
	case ev.Name == fyne.KeyDelete && g.OnDelete != nil && !g.readOnly:
		g.OnDelete(row.Key)
	case (ev.Name == desktop.KeyMenu || ev.Name == fyne.KeyF10 && modifiers()&fyne.KeyModifierShift != 0) && g.OnMenu != nil:
		g.OnMenu(row.Key, g.menuPlace(row.Key))
	default:
		g.control.TypedKey(ev)
	}
}

// columnIn is the current column of a line, and the title of a section.
func (g *LineGrid) columnIn(row LGRow) int {
	switch {
	case row.Section:
		return -1
	case row.Wide:
		return g.flexible()
	}
	return g.column
}

func (g *LineGrid) menuPlace(key int64) fyne.Position {
	y := float32(lgHeadHigh)
	if k := g.place(key); k >= 0 {
		y += g.tops[k+1] - g.scroll
	}
	return absolute(g).AddXY(max(g.Size().Width-lgTail, 0), min(max(y, 0), g.Size().Height))
}

// TypedRune begins editing with the letter typed; Space is a key of its own.
func (g *LineGrid) TypedRune(r rune) {
	i := g.rowIndex(g.current)
	if r == ' ' || i < 0 || g.rows[i].Section || g.drag.on {
		return
	}
	g.open(g.current, g.columnIn(g.rows[i]), string(r), false)
}

// TypedShortcut moves the current line with Alt or Ctrl and an arrow.
func (g *LineGrid) TypedShortcut(s fyne.Shortcut) {
	if ev := heldEnter(s); ev != nil {
		RouteKey(ev)
		return
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && !g.readOnly {
		switch c.KeyName {
		case fyne.KeyUp:
			g.carry(-1)
			return
		case fyne.KeyDown:
			g.carry(1)
			return
		}
	}
	if g.OnShortcut == nil || !g.OnShortcut(s) {
		RouteShortcut(s, false)
	}
}

// walk goes so many shown rows up or down.
func (g *LineGrid) walk(step int) {
	if len(g.shown) == 0 {
		return
	}
	g.keyed()
	k := g.place(g.current)
	if k < 0 {
		k = -1
		if step < 0 {
			k = 1
		}
	}
	k = min(max(k+step, 0), len(g.shown)-1)
	g.choose(g.rows[g.shown[k]].Key)
	g.reveal(k)
	g.renew()
}

// down goes to the next row; below the last one a line is added.
func (g *LineGrid) down(mayAdd bool) {
	if k := g.place(g.current); mayAdd && k == len(g.shown)-1 {
		g.addLine()
		return
	}
	g.walk(1)
}

func (g *LineGrid) sideways(key fyne.KeyName) {
	g.keyed()
	i := g.rowIndex(g.current)
	if i >= 0 && g.rows[i].Section && (key == fyne.KeyLeft || key == fyne.KeyRight) {
		g.SetCollapsed(g.current, key == fyne.KeyLeft)
		return
	}
	switch key {
	case fyne.KeyLeft:
		g.column--
	case fyne.KeyRight:
		g.column++
	case fyne.KeyHome:
		g.column = 0
	case fyne.KeyEnd:
		g.column = len(g.columns) - 1
	}
	g.column = min(max(g.column, 0), len(g.columns)-1)
	g.renew()
}

// choose makes a row the current one and tells so if it is another one.
func (g *LineGrid) choose(key int64) {
	if g.current == key {
		return
	}
	g.current = key
	if g.OnSelect != nil {
		g.OnSelect(key)
	}
}

// toggle folds a section or takes an optional line.
func (g *LineGrid) toggle(row LGRow) {
	if row.Section {
		g.SetCollapsed(row.Key, !g.collapsed[row.Key])
		return
	}
	if g.OnTake != nil && !g.readOnly {
		g.OnTake(row.Key, !row.Taken)
	}
}

// FocusGained begins at the first row.
func (g *LineGrid) FocusGained() {
	if g.current == 0 && len(g.shown) > 0 && !g.byMouse {
		g.choose(g.rows[g.shown[0]].Key)
	}
	g.control.FocusGained()
}
