package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Column is one column of a grid as data: how it is named, sized, sorted and drawn.
type Column struct {
	ID       string
	Title    string
	Paper    string  // the title in a printed list, where it is another than that of the screen
	Tip      string  // shown when the pointer rests on the title
	Width    float32 // units
	Min      float32 // units; 40 when zero
	Align    fyne.TextAlign
	Sortable bool
	Falling  bool // sorted downwards first: sums, dates
	Hidden   bool
	Flex     bool // the last visible flexible column takes the room that is left over, and gives a little where some is short
	Draw     func(cell *Cell, row Row)
	Draft    func(row Row) string // what is edited in the cell; nil: it cannot be edited in place
}

func (c *Column) least() float32 {
	if c.Min > 0 {
		return c.Min
	}
	return 40
}

// GridLayout is what the user arranged: order, widths, hidden columns and the sort. It is kept as JSON.
type GridLayout struct {
	Columns []ColumnLayout `json:"columns"`
	Sort    string         `json:"sort,omitempty"`
	Desc    bool           `json:"desc,omitempty"`
}

// ColumnLayout is the arrangement of one column; GridLayout holds them in the order shown.
type ColumnLayout struct {
	ID     string  `json:"id"`
	Width  float32 `json:"width"`
	Hidden bool    `json:"hidden,omitempty"`
}

const (
	gridSide    = 8  // free edge left of the first column and right of the last one
	gridCellPad = 8  // inside a cell, left and right
	gridGrip    = 4  // half the width of the border that can be dragged
	gridHead    = 36 // header
)

// gridCol is a visible column in its place.
type gridCol struct {
	at   int // in DataGrid.columns
	x, w float32
}

// arrange computes the places of the visible columns for the present width.
func (g *DataGrid) arrange() {
	g.cols = g.cols[:0]
	flex, x := -1, float32(gridSide)
	for i := range g.columns {
		c := &g.columns[i]
		if c.Hidden {
			continue
		}
		w := max(c.Width, c.least())
		g.cols = append(g.cols, gridCol{at: i, x: x, w: w})
		if c.Flex || flex < 0 || !g.columns[g.cols[flex].at].Flex {
			flex = len(g.cols) - 1
		}
		x += w
	}
	g.contentWidth = x + gridSide
	g.stretch(flex, g.Size().Width-g.contentWidth)
}

// gridGives is the share of its width a flexible column gives up before the grid scrolls sideways: a list must not
// scroll for a few units, and yet a column the user has widened on purpose stays wide.
const gridGives = 0.15

// stretch gives the room left over to the flexible column, or takes from it the little that is short.
func (g *DataGrid) stretch(flex int, rest float32) {
	if flex < 0 || rest == 0 || rest < 0 && !g.canGive(g.cols[flex], -rest) {
		return
	}
	g.cols[flex].w += rest
	for i := flex + 1; i < len(g.cols); i++ {
		g.cols[i].x += rest
	}
	g.contentWidth += rest
}

// canGive tells whether a flexible column of this width may be narrower by so many units.
func (g *DataGrid) canGive(col gridCol, short float32) bool {
	c := &g.columns[col.at]
	return c.Flex && short <= floor(col.w*gridGives) && col.w-short >= c.least()
}

// Layout tells the present order, widths, hidden columns and sort.
func (g *DataGrid) Layout() GridLayout {
	l := GridLayout{Sort: g.sortID, Desc: g.sortDesc}
	for _, c := range g.columns {
		l.Columns = append(l.Columns, ColumnLayout{ID: c.ID, Width: c.Width, Hidden: c.Hidden})
	}
	return l
}

// SetLayout arranges the grid as kept; columns it does not name keep their order after the named ones, names
// without a column are passed over. It calls neither OnLayout nor OnSort.
func (g *DataGrid) SetLayout(l GridLayout) {
	var ordered []Column
	for _, cl := range l.Columns {
		i := g.columnAt(cl.ID)
		if i < 0 || slices.ContainsFunc(ordered, func(c Column) bool { return c.ID == cl.ID }) {
			continue
		}
		c := g.columns[i]
		c.Hidden = cl.Hidden
		if cl.Width > 0 {
			c.Width = max(cl.Width, c.least())
		}
		ordered = append(ordered, c)
	}
	for _, c := range g.columns {
		if !slices.ContainsFunc(ordered, func(o Column) bool { return o.ID == c.ID }) {
			ordered = append(ordered, c)
		}
	}
	g.columns = ordered
	g.sortID, g.sortDesc = l.Sort, l.Desc
	g.Refresh()
}

// Columns returns the columns in the order shown, hidden ones included.
func (g *DataGrid) Columns() []Column { return slices.Clone(g.columns) }

// SetColumns replaces the columns, as after a change of language; the sort stays.
func (g *DataGrid) SetColumns(columns []Column) {
	g.columns = slices.Clone(columns)
	g.dropRows()
	g.Refresh()
}

// ShowColumn shows or hides a column; the last visible one cannot be hidden.
func (g *DataGrid) ShowColumn(id string, show bool) {
	i := g.columnAt(id)
	if i < 0 || g.columns[i].Hidden == !show || (!show && len(g.cols) == 1) {
		return
	}
	g.columns[i].Hidden = !show
	g.layoutChanged()
}

// MoveColumn puts the column before another one; an empty or unknown second id puts it last.
func (g *DataGrid) MoveColumn(id, before string) {
	i := g.columnAt(id)
	if i < 0 || id == before {
		return
	}
	c := g.columns[i]
	g.columns = slices.Delete(g.columns, i, i+1)
	if j := g.columnAt(before); j >= 0 {
		g.columns = slices.Insert(g.columns, j, c)
	} else {
		g.columns = append(g.columns, c)
	}
	g.layoutChanged()
}

// Sort tells the sorted column and the direction.
func (g *DataGrid) Sort() (id string, desc bool) { return g.sortID, g.sortDesc }

// SetSort shows the arrow at the column; it calls nothing back.
func (g *DataGrid) SetSort(id string, desc bool) {
	g.sortID, g.sortDesc = id, desc
	g.drawHead()
}

// sortBy turns the direction of the sorted column, or sorts by another one in its own direction, and says so.
func (g *DataGrid) sortBy(id string) {
	desc := !g.sortDesc
	if g.sortID != id {
		i := g.columnAt(id)
		desc = i >= 0 && g.columns[i].Falling
	}
	g.SetSort(id, desc)
	if g.OnSort != nil {
		g.OnSort(id, desc)
	}
	g.tellLayout()
}

// FitColumn makes the column as wide as its title and the rows in view need.
func (g *DataGrid) FitColumn(id string) {
	i := g.columnAt(id)
	if i < 0 {
		return
	}
	need := (Caption | Bold).Width(g.columns[i].Title) + 16
	for _, r := range g.rows {
		if c := r.cells[id]; c != nil && r.loaded && r.box.Visible() {
			need = max(need, c.wide)
		}
	}
	g.setWidth(i, need+2*gridCellPad)
	g.tellLayout()
}

func (g *DataGrid) setWidth(i int, w float32) {
	g.columns[i].Width = max(roundUnit(w), g.columns[i].least())
	g.redraw()
}

func (g *DataGrid) layoutChanged() {
	g.Refresh()
	g.tellLayout()
}

func (g *DataGrid) tellLayout() {
	if g.OnLayout != nil {
		g.OnLayout()
	}
}

func (g *DataGrid) columnAt(id string) int {
	return slices.IndexFunc(g.columns, func(c Column) bool { return c.ID == id })
}
