package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// lgPress is the pointer held down on a row.
type lgPress struct {
	key  int64
	at   fyne.Position
	lead bool // on the handle
}

// lgDrag is a line being carried: it stays where it is, a label follows the pointer and a bar shows the place.
type lgDrag struct {
	on      bool
	key     int64
	pointer fyne.Position
	spot    int // the shown row before which it would go
	stop    func() bool

	card *canvas.Rectangle
	name *canvas.Text
	mark *canvas.Rectangle
}

const (
	lgDragLeast = 6 // travel that makes a press a drag, in units
	lgEdge      = 28
	lgTick      = 16 * time.Millisecond
	lgNameWide  = 260
)

func (d *lgDrag) build() {
	d.card, d.name, d.mark = &canvas.Rectangle{CornerRadius: radiusControl}, &canvas.Text{}, &canvas.Rectangle{}
	d.show(false)
}

func (d *lgDrag) objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.mark, d.card, d.name} }

func (d *lgDrag) show(on bool) {
	for _, o := range d.objects() {
		figShow(o, on)
	}
}

func (d *lgDrag) paint() {
	d.card.FillColor = C(Surface)
	d.card.Shadow = figShadow(24, 8, 0x38)
	figPaint(d.mark, C(AccentFill), 1)
}

// MouseDown takes hold of the scroll bar or of a line's handle.
func (g *LineGrid) MouseDown(ev *desktop.MouseEvent) {
	g.press = lgPress{at: ev.Position}
	if g.bar.press(ev.Position) {
		g.scrollTo(float32(g.bar.drag(ev.Position)))
		return
	}
	if k := g.rowAt(ev.Position); k >= 0 && ev.Button == desktop.MouseButtonPrimary {
		row := g.rows[g.shown[k]]
		g.press.key = row.Key
		g.press.lead = ev.Position.X < lgLead && !row.Section && !g.readOnly && g.OnMove != nil
	}
}

// MouseUp lets go.
func (g *LineGrid) MouseUp(*desktop.MouseEvent) { g.bar.held = false }

// Dragged moves the scroll bar or carries the line.
func (g *LineGrid) Dragged(ev *fyne.DragEvent) {
	switch {
	case g.bar.held:
		g.scrollTo(float32(g.bar.drag(ev.Position)))
	case g.drag.on:
		g.carryTo(ev.Position)
	case g.press.lead:
		d := ev.Position.Subtract(g.press.at)
		if d.X*d.X+d.Y*d.Y >= lgDragLeast*lgDragLeast {
			g.beginDrag(ev.Position)
		}
	}
}

// DragEnd puts the line down; a press that hardly moved was a tap.
func (g *LineGrid) DragEnd() {
	g.bar.held = false
	press := g.press
	g.press = lgPress{}
	if g.drag.on {
		g.drop()
		return
	}
	if press.lead && g.rowAt(press.at) >= 0 && g.rows[g.shown[g.rowAt(press.at)]].Key == press.key {
		g.Tapped(&fyne.PointEvent{Position: press.at, AbsolutePosition: absolute(g).Add(press.at)})
	}
}

func (g *LineGrid) beginDrag(p fyne.Position) {
	if !g.commit() {
		g.press.lead = false
		return
	}
	g.takeFocus()
	g.choose(g.press.key)
	g.drag.on, g.drag.key = true, g.press.key
	row := g.rows[g.rowIndex(g.drag.key)]
	figWrite(g.drag.name, CutText(g.label(row), Dense|Bold, lgNameWide), Dense|Bold, C(Text))
	g.drag.show(true)
	g.drag.paint()
	g.renew()
	g.carryTo(p)
	g.tick()
}

// label is the text of the widest column: what a line is called.
func (g *LineGrid) label(row LGRow) string {
	best := 0
	for c := range g.spans {
		if g.columns[c].Kind == LGText && g.spans[c].w > g.spans[best].w {
			best = c
		}
	}
	return g.text(row, best)
}

// carryTo moves the label with the pointer and the bar to the place that would be taken.
func (g *LineGrid) carryTo(p fyne.Position) {
	d := &g.drag
	d.pointer = p
	y := p.Y - lgHeadHigh + g.scroll
	d.spot = 0
	for d.spot < len(g.shown) && (g.tops[d.spot]+g.tops[d.spot+1])/2 < y {
		d.spot++
	}
	if len(g.rows) > 0 && g.rows[0].Section {
		d.spot = max(d.spot, 1)
	}
	place(d.mark, 8, figWhole(g.tops[d.spot]-g.scroll)-1, g.Size().Width-16, 2)
	w := (Dense | Bold).Width(d.name.Text) + 24
	place(d.card, p.X+10, p.Y-lgHeadHigh+6, w, 30)
	place(d.name, p.X+22, p.Y-lgHeadHigh+12, w-24, Dense.Line())
}

// tick scrolls while the pointer rests near an edge.
func (g *LineGrid) tick() {
	if !g.drag.on {
		return
	}
	top, bottom := g.drag.pointer.Y-lgHeadHigh, g.Size().Height-g.drag.pointer.Y
	step := float32(0)
	if top < lgEdge {
		step = (top - lgEdge) / 3
	} else if bottom < lgEdge {
		step = (lgEdge - bottom) / 3
	}
	if step != 0 {
		g.scrollTo(g.scroll + step)
		g.carryTo(g.drag.pointer)
	}
	g.drag.stop = after(lgTick, g.tick)
}

func (g *LineGrid) endDrag() {
	if g.drag.stop != nil {
		g.drag.stop()
	}
	g.drag.on, g.drag.stop = false, nil
	g.drag.show(false)
	g.renew()
}

// cancelDrag leaves the line where it was; the pointer may still be down.
func (g *LineGrid) cancelDrag() {
	g.press.lead = false
	g.endDrag()
}

// FocusLost gives up a drag: the window lost the keyboard.
func (g *LineGrid) FocusLost() {
	if g.drag.on {
		g.cancelDrag()
	}
	g.control.FocusLost()
}

func (g *LineGrid) drop() {
	key, spot := g.drag.key, g.drag.spot
	g.endDrag()
	if g.rowIndex(key) < 0 || spot > len(g.shown) {
		return
	}
	section, index := g.target(key, spot)
	if s, i := g.whereIs(key); s == section && i == index {
		return
	}
	g.OnMove(key, section, index)
}

// target is the section and the place in it that belong to a place before a shown row.
func (g *LineGrid) target(key int64, spot int) (section int64, index int) {
	end := len(g.rows)
	if spot < len(g.shown) {
		end = g.shown[spot]
	}
	for i := 0; i < end; i++ {
		switch r := g.rows[i]; {
		case r.Section:
			section, index = r.Key, 0
		case r.Key != key:
			index++
		}
	}
	return section, index
}

// whereIs is the section of a line and its place there.
func (g *LineGrid) whereIs(key int64) (section int64, index int) {
	for _, r := range g.rows {
		switch {
		case r.Section:
			section, index = r.Key, 0
		case r.Key == key:
			return section, index
		default:
			index++
		}
	}
	return section, index
}

// carry moves the current line one place up or down, over the border of a section too.
func (g *LineGrid) carry(step int) {
	i := g.rowIndex(g.current)
	if i < 0 || g.rows[i].Section || g.OnMove == nil || !g.commit() {
		return
	}
	next := i + step
	if next < 0 || next >= len(g.rows) || (next == 0 && g.rows[0].Section) {
		return
	}
	section, index := g.whereIs(g.current)
	if !g.rows[next].Section {
		g.OnMove(g.current, section, index+step)
		return
	}
	if step > 0 {
		g.OnMove(g.current, g.rows[next].Key, 0)
		return
	}
	section = g.sectionOf(next - 1)
	g.OnMove(g.current, section, g.linesIn(section))
}

// linesIn counts the lines of a section; 0 are those above the first section.
func (g *LineGrid) linesIn(section int64) int {
	n, at := 0, int64(0)
	for _, r := range g.rows {
		if r.Section {
			at = r.Key
		} else if at == section {
			n++
		}
	}
	return n
}
