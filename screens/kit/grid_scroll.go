package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	gridBarRoom  = 12 // where the pointer takes hold of a scroll bar
	gridBarThin  = 4
	gridThumbMin = 28
)

// GridScroll is the place a grid shows; a screen keeps it to come back to the same row.
type GridScroll struct {
	Top     int64   `json:"top"`
	Offset  float32 `json:"offset,omitempty"`
	Left    float32 `json:"left,omitempty"`
	Current int64   `json:"current,omitempty"` // key of the current row
	Has     bool    `json:"has,omitempty"`     // whether there is a current row
}

// ScrollState tells the place shown and the current row.
func (g *DataGrid) ScrollState() GridScroll {
	return GridScroll{Top: g.top, Offset: g.offset, Left: g.left, Current: g.curKey, Has: g.hasCur}
}

// Restore returns to a place kept earlier; while the number of rows is not known the place is held as it is.
// The current row is selected again, without calling OnSelect.
func (g *DataGrid) Restore(s GridScroll) {
	g.top, g.offset, g.left = max(0, s.Top), s.Offset, s.Left
	g.curKey, g.hasCur, g.cur = s.Current, s.Has, -1
	g.sel.clear()
	if s.Has {
		g.sel.add(s.Current)
	}
	g.redraw()
}

// ScrollTo brings the row into view by the shortest way.
func (g *DataGrid) ScrollTo(i int64) {
	g.bringIntoView(i)
	g.place(false)
}

func (g *DataGrid) bringIntoView(i int64) {
	if i < g.top || (i == g.top && g.offset > 0) {
		g.top, g.offset = max(0, i), 0
		return
	}
	view := float64(g.viewHeight())
	end := float64(i-g.top+1)*float64(g.rowHeight) - float64(g.offset)
	if end > view {
		g.scrollPixels(end - view)
	}
}

// position is the distance scrolled from the first row, in units; exact far beyond ten million rows.
func (g *DataGrid) position() float64 {
	return float64(g.top)*float64(g.rowHeight) + float64(g.offset)
}

func (g *DataGrid) setPosition(p float64) {
	p = math.Max(0, p)
	h := float64(g.rowHeight)
	g.top = int64(math.Floor(p / h))
	g.offset = float32(p - float64(g.top)*h)
}

// scrollPixels moves by units up or down without touching the exact count of rows.
func (g *DataGrid) scrollPixels(d float64) { g.setPosition(g.position() + d) }

// lastPosition is the farthest place: there the last row ends at the lower edge.
func (g *DataGrid) lastPosition() float64 {
	return math.Max(0, float64(g.Count())*float64(g.rowHeight)-float64(g.viewHeight()))
}

// clamp keeps the place within the rows; an unknown number of rows holds any place.
func (g *DataGrid) clamp() {
	if g.Count() >= 0 && g.position() > g.lastPosition() {
		g.setPosition(g.lastPosition())
	}
	g.left = max(0, min(g.left, g.contentWidth-g.Size().Width))
}

// Scrolled moves by the wheel.
func (g *DataGrid) Scrolled(ev *fyne.ScrollEvent) {
	TipLeave(g)
	if !g.commitEdit() {
		return
	}
	if ev.Scrolled.DY != 0 {
		g.scrollPixels(-float64(ev.Scrolled.DY))
		g.place(false)
	}
	if ev.Scrolled.DX != 0 {
		g.scrollSideways(-ev.Scrolled.DX)
	}
}

func (g *DataGrid) scrollSideways(d float32) {
	was := g.left
	g.left = max(0, min(g.left+d, g.contentWidth-g.Size().Width))
	if g.left == was {
		return
	}
	for _, r := range g.rows {
		for _, gc := range g.cols {
			if c := r.cells[g.columns[gc.at].ID]; c != nil {
				c.box.Move(fyne.NewPos(roundUnit(gc.x+gridCellPad-g.left), 0))
			}
		}
	}
	g.drawHead()
	g.placeBars()
	g.edit.place(g)
}

// thumb is a scroll bar's handle: where it begins on its track, its length, and the length of the track.
type thumb struct{ at, length, track float32 }

func thumbOf(track float32, view, content, position float64) (thumb, bool) {
	if content <= view || track < gridThumbMin {
		return thumb{}, false
	}
	length := max(gridThumbMin, track*float32(view/content))
	share := position / (content - view)
	return thumb{at: (track - length) * float32(share), length: length, track: track}, true
}

// place turns a place of the handle back into a distance scrolled.
func (t thumb) place(at float32, view, content float64) float64 {
	free := t.track - t.length
	if free <= 0 {
		return 0
	}
	share := math.Min(1, math.Max(0, float64(at/free)))
	return share * (content - view)
}

func (g *DataGrid) thumbDown() (thumb, bool) {
	view := float64(g.viewHeight())
	content := float64(max(0, g.Count())) * float64(g.rowHeight)
	return thumbOf(g.viewHeight()-8, view, content, g.position())
}

func (g *DataGrid) thumbAcross() (thumb, bool) {
	w := g.Size().Width
	return thumbOf(w-8, float64(w), float64(g.contentWidth), float64(g.left))
}

func (g *DataGrid) placeBars() {
	t, ok := g.thumbDown()
	wide := float32(gridBarThin)
	if g.press.kind == pressThumbDown || (g.inside && g.overDown(g.pointer)) {
		wide = 2 * gridBarThin
	}
	g.thumbV.Resize(fyne.NewSize(wide, t.length))
	g.thumbV.Move(fyne.NewPos(g.Size().Width-wide-2, gridHead+4+t.at))
	paintThumb(g.thumbV, ok)
	t, ok = g.thumbAcross()
	g.thumbH.Resize(fyne.NewSize(t.length, gridBarThin))
	g.thumbH.Move(fyne.NewPos(4+t.at, g.Size().Height-gridBarThin-3))
	paintThumb(g.thumbH, ok)
}

func paintThumb(r *canvas.Rectangle, on bool) {
	setFill(r, C(Line2), nil, 0)
	toggle(r, on)
}

func (g *DataGrid) overDown(pos fyne.Position) bool {
	_, ok := g.thumbDown()
	return ok && pos.X >= g.Size().Width-gridBarRoom && pos.Y >= gridHead && pos.Y < gridHead+g.viewHeight()
}

func (g *DataGrid) overAcross(pos fyne.Position) bool {
	_, ok := g.thumbAcross()
	return ok && pos.Y >= g.Size().Height-gridBarRoom
}

// dragDown scrolls so that the handle's beginning comes to the place on its track.
func (g *DataGrid) dragDown(at float32) {
	t, ok := g.thumbDown()
	if !ok {
		return
	}
	g.setPosition(t.place(at, float64(g.viewHeight()), float64(g.Count())*float64(g.rowHeight)))
	g.place(false)
}

func (g *DataGrid) dragAcross(at float32) {
	t, ok := g.thumbAcross()
	if !ok {
		return
	}
	to := float32(t.place(at, float64(g.Size().Width), float64(g.contentWidth)))
	g.scrollSideways(to - g.left)
}
