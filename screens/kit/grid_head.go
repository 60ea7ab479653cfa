package kit

import (
	"fyne.io/fyne/v2"
)

// drawHead draws the titles, the arrow of the sort and the line under them.
func (g *DataGrid) drawHead() {
	if g.Size().IsZero() {
		return
	}
	w := g.Size().Width
	g.headBack.TopLeftCornerRadius, g.headBack.TopRightCornerRadius = g.Radius, g.Radius
	g.headBack.Resize(fyne.NewSize(w, gridHead))
	setFill(g.headBack, C(Sunken), nil, 0)
	g.headLine.Resize(fyne.NewSize(w, 1))
	g.headLine.Move(fyne.NewPos(0, gridHead-1))
	setFill(g.headLine, C(Line), nil, 0)
	g.head.Resize(fyne.NewSize(w, gridHead))
	objects := append(g.head.Objects[:0], g.headBack, g.headLine)
	for n, gc := range g.cols {
		objects = append(objects, g.drawTitle(n, gc))
	}
	g.head.Objects = append(objects, g.headMarker)
	g.show()
}

func (g *DataGrid) drawTitle(n int, gc gridCol) fyne.CanvasObject {
	for len(g.headCells) <= n {
		g.headCells = append(g.headCells, newCell())
	}
	cell, c := g.headCells[n], &g.columns[gc.at]
	cell.begin(fyne.NewSize(max(0, gc.w-2*gridCellPad), gridHead-1), c.Align)
	if c.ID == g.sortID {
		room := cell.Width() - 14
		cell.Write(Ink{c.Title, Text, titleStyle(c.Title, room)}, room)
		cell.Gap(2)
		cell.Icon(sortIcon(g.sortDesc), Text, 12)
	} else {
		cell.Small(c.Title, Text3, false)
	}
	if c.Tip != "" {
		cell.Tip(c.Tip)
	}
	cell.end()
	cell.box.Move(fyne.NewPos(roundUnit(gc.x+gridCellPad-g.left), 0))
	return cell.box
}

// titleStyle is bold for the title of the sorted column, unless only the plain one fits whole beside the arrow.
func titleStyle(title string, room float32) Style {
	if bold := Caption | Bold; bold.Width(title) <= room || Caption.Width(title) > room {
		return bold
	}
	return Caption
}

func sortIcon(desc bool) string {
	if desc {
		return "down"
	}
	return "up"
}

// headAt tells the visible column under x, and the one whose right border is there (-1: none).
func (g *DataGrid) headAt(x float32) (column, border int) {
	column, border = -1, -1
	x += g.left
	for n, gc := range g.cols {
		if x >= gc.x && x < gc.x+gc.w {
			column = n
		}
		if edge := gc.x + gc.w; x >= edge-gridGrip && x <= edge+gridGrip {
			border = n
		}
	}
	return column, border
}

// dropAt tells before which visible column a dragged title would land; len(cols) is after the last one.
func (g *DataGrid) dropAt(x float32) int {
	x += g.left
	for n, gc := range g.cols {
		if x < gc.x+gc.w/2 {
			return n
		}
	}
	return len(g.cols)
}

// markDrop shows the line where the dragged title would land.
func (g *DataGrid) markDrop(n int) {
	x := float32(gridSide)
	if n < len(g.cols) {
		x = g.cols[n].x
	} else if n > 0 {
		x = g.cols[n-1].x + g.cols[n-1].w
	}
	setFill(g.headMarker, C(Accent), nil, 0)
	g.headMarker.Resize(fyne.NewSize(2, gridHead))
	g.headMarker.Move(fyne.NewPos(x-g.left-1, 0))
	toggle(g.headMarker, true)
	g.show()
}

// moveTitle ends the drag of a title: the column n goes before the visible column at.
func (g *DataGrid) moveTitle(n, at int) {
	toggle(g.headMarker, false)
	if at == n || at == n+1 {
		return
	}
	before := ""
	if at < len(g.cols) {
		before = g.columns[g.cols[at].at].ID
	}
	g.MoveColumn(g.columns[g.cols[n].at].ID, before)
}
