package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// rowAt finds the shown row under a place of the grid; -1 when there is none.
func (g *LineGrid) rowAt(p fyne.Position) int {
	y := p.Y - lgHeadHigh + g.scroll
	if p.Y < lgHeadHigh || y < 0 || y >= g.tops[len(g.shown)] {
		return -1
	}
	return g.at(y)
}

// columnAt finds the column under a place; -1 outside the columns.
func (g *LineGrid) columnAt(x float32) int {
	for c := range g.spans {
		if left, w := g.cellBox(LGRow{}, c); x >= left && x < left+w {
			return c
		}
	}
	return -1
}

// Tapped folds, takes, opens the menu or chooses a cell; a tap on the cell already chosen opens it.
func (g *LineGrid) Tapped(ev *fyne.PointEvent) {
	k := g.rowAt(ev.Position)
	if k < 0 || g.bar.over(ev.Position) || g.inField(ev.Position) {
		return
	}
	if g.edit.on && !g.commit() {
		focusOn(g.edit.field)
		return
	}
	row := g.rows[g.shown[k]]
	again := row.Key == g.current
	g.takeFocus()
	g.choose(row.Key)
	switch {
	case g.OnMenu != nil && ev.Position.X >= g.Size().Width-lgTail:
		g.renew()
		g.OnMenu(row.Key, ev.AbsolutePosition)
	case ev.Position.X < lgLead:
		g.renew()
		if row.Section || row.Optional {
			g.toggle(row)
		}
	default:
		g.tapCell(row, ev.Position.X, again)
	}
}

func (g *LineGrid) tapCell(row LGRow, x float32, again bool) {
	if row.Section {
		if !again || !g.open(row.Key, -1, "", false) {
			g.renew()
		}
		return
	}
	c := g.columnAt(x)
	if row.Wide && c >= 0 {
		c = g.flexible()
	}
	again = again && c == g.column
	if c >= 0 {
		g.column = c
	}
	g.renew()
	if again {
		g.open(row.Key, c, "", false)
	}
}

// inField tells a press beside the text of the field but still in its box.
func (g *LineGrid) inField(p fyne.Position) bool {
	if !g.edit.on {
		return false
	}
	at, size := g.edit.box.edge.Position(), g.edit.box.edge.Size()
	p = p.SubtractXY(0, lgHeadHigh)
	return p.X >= at.X && p.X < at.X+size.Width && p.Y >= at.Y && p.Y < at.Y+size.Height
}

// TappedSecondary opens the menu of the row.
func (g *LineGrid) TappedSecondary(ev *fyne.PointEvent) {
	k := g.rowAt(ev.Position)
	if k < 0 || g.OnMenu == nil || !g.commit() {
		return
	}
	g.takeFocus()
	g.choose(g.rows[g.shown[k]].Key)
	g.renew()
	g.OnMenu(g.rows[g.shown[k]].Key, ev.AbsolutePosition)
}

// Scrolled moves by the wheel.
func (g *LineGrid) Scrolled(ev *fyne.ScrollEvent) { g.scrollTo(g.scroll - ev.Scrolled.DY) }

func (g *LineGrid) scrollTo(y float32) {
	g.scroll = y
	g.arrange()
}

// MouseIn is called when the pointer enters.
func (g *LineGrid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved lights the row under the pointer and tells a text that is cut.
func (g *LineGrid) MouseMoved(ev *desktop.MouseEvent) {
	k := g.rowAt(ev.Position)
	g.light(k)
	if hot := g.bar.over(ev.Position); hot != g.bar.hot {
		g.bar.hot = hot
		g.arrange()
	}
	g.SetTip(g.cutText(k, ev.Position.X))
	TipMove(g, ev.AbsolutePosition)
}

// MouseOut is called when the pointer leaves.
func (g *LineGrid) MouseOut() {
	g.light(-1)
	g.bar.hot = false
	TipLeave(g)
	g.arrange()
}

func (g *LineGrid) light(k int) {
	was := g.hover
	if was == k {
		return
	}
	g.hover = k
	for _, i := range [2]int{was, k} {
		if r := g.live[i]; r != nil {
			r.fill(g, i)
		}
	}
}

func (g *LineGrid) cutText(k int, x float32) string {
	c := g.columnAt(x)
	if k < 0 || c < 0 || g.rows[g.shown[k]].Section {
		return ""
	}
	text := g.text(g.rows[g.shown[k]], c)
	if Dense.Width(text) <= g.spans[c].w {
		return ""
	}
	return text
}

// Cursor shows a hand over handles, check boxes and folding sections.
func (g *LineGrid) Cursor() desktop.Cursor {
	if g.drag.on {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
