package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// LGKind is what a column of a LineGrid holds.
type LGKind int

// Kinds of columns.
const (
	LGText   LGKind = iota
	LGNumber        // edited aligned to the right
)

// LGTitle is the column told to OnEdit when the title of a section was edited.
const LGTitle = "title"

// LGColumn describes a column.
type LGColumn struct {
	ID    string
	Title string
	Width float32 // units; 0 takes what is left
	Align fyne.TextAlign
	Kind  LGKind
	Quiet bool // secondary text
	Fixed bool // never edited
	// Get gives the text shown; without it the row's Values are taken.
	Get func(row LGRow) string
	// Draft gives the text to edit where it differs from the text shown.
	Draft func(row LGRow) string
	// Suggest proposes what the cell may become while one types; nil proposes nothing.
	Suggest *LGSuggest
	// Set takes an edited text instead of OnEdit; an error keeps the cell open and is shown.
	Set func(row LGRow, text string) error
}

// LGRow is a section or a line. Keys are unique over both.
type LGRow struct {
	Key     int64
	Section bool
	Title   string // of a section
	Note    string // after the title of a section, and of a line after the text of the column that takes what is left
	Total   string // of a section, under the last column
	// Optional gives a line a check box, Taken checks it; Monthly marks a line paid again and again.
	Optional, Taken, Monthly bool
	Faint                    bool // greyed: not part of the total
	// Icon stands before the first column of a line in place of its handle.
	Icon string
	// Wide gives the whole row to the column that takes what is left; no other is shown or edited.
	Wide bool
	// Break draws a strong line above the row: a page begins.
	Break  bool
	Values map[string]string
	Data   any // the caller's own, for Get and Set
}

// LineGrid is an editable table of lines in sections: cells are edited in place, lines are dragged to another place,
// sections fold. Only visible rows exist as objects.
type LineGrid struct {
	control

	// OnEdit takes an edited text; an error keeps the cell open and is shown below it.
	OnEdit func(key int64, col, text string) error
	// OnMove is called when a line was moved: toSection is the key of a section, 0 above the first, and toIndex the
	// place among that section's lines, not counting the line itself.
	OnMove func(key, toSection int64, toIndex int)
	// OnMenu is called for the menu of a row, with the place in the window where it belongs.
	OnMenu func(key int64, at fyne.Position)
	// OnAddLine is called when the user leaves the last line downwards; after is the key of that line.
	OnAddLine func(after int64)
	// OnSelect is called when the user makes another row the current one.
	OnSelect func(key int64)
	// OnTake is called when the check box of an optional line is pressed.
	OnTake func(key int64, taken bool)
	// OnDelete is called when Delete is pressed on a row.
	OnDelete func(key int64)
	// OnShortcut sees the shortcuts the grid has no use for before the window's hotkeys; it reports whether it used one.
	OnShortcut func(s fyne.Shortcut) bool
	// Empty is the sentence shown where there are no rows.
	Empty string

	columns   []LGColumn
	spans     []lgSpan
	rows      []LGRow
	shown     []int     // indices of rows not folded away
	tops      []float32 // upper edge of each shown row, and the end of the last
	collapsed map[int64]bool
	readOnly  bool

	current int64 // key of the selected row; 0 none
	column  int   // current column
	scroll  float32
	hover   int // place among the shown rows; -1 none
	version int

	live map[int]*lgRow
	free []*lgRow
	head *lgHead
	body *lgBody
	bar  *figThumb
	edit lgEdit

	proposals lgProposals

	press  lgPress
	drag   lgDrag
	nobody *canvas.Text
}

type lgSpan struct{ x, w float32 }

// Measures, in units.
const (
	lgHeadHigh    = 32
	lgLineHigh    = 36
	lgSectionHigh = 32
	lgLead        = 37 // handle, check box or icon
	lgTail        = 40 // menu button and scroll bar
	lgGap         = 8  // between columns
	lgFlexLeast   = 96
)

// NewLineGrid makes an empty grid.
func NewLineGrid(columns ...LGColumn) *LineGrid {
	g := &LineGrid{
		columns: columns, collapsed: map[int64]bool{}, hover: -1, live: map[int]*lgRow{},
		bar: newFigThumb(), nobody: &canvas.Text{Alignment: fyne.TextAlignCenter},
	}
	g.column = g.firstEditable()
	g.head = newLGHead(g)
	g.body = newLGBody(g)
	g.edit.build(g)
	g.proposals.grid = g
	g.drag.build()
	g.extend(g)
	g.rebuild()
	return g
}

// SetRows shows sections and lines in their order. The current row, folded sections, the place and a cell being
// edited are kept by their keys; where the current row is gone, the one now in its place is taken.
func (g *LineGrid) SetRows(rows []LGRow) {
	was := g.place(g.current)
	g.rows = append([]LGRow(nil), rows...)
	g.list()
	if g.rowIndex(g.current) < 0 {
		g.current = g.keyAt(was)
	}
	if g.edit.on && g.rowIndex(g.edit.key) < 0 {
		g.closeEdit()
	}
	if g.drag.on && g.rowIndex(g.drag.key) < 0 {
		g.cancelDrag()
	}
	g.renew()
}

// keyAt is the key of the shown row at a place, or of the last one before it; 0 when there is none.
func (g *LineGrid) keyAt(k int) int64 {
	if k < 0 || len(g.shown) == 0 {
		return 0
	}
	return g.rows[g.shown[min(k, len(g.shown)-1)]].Key
}

// SetWidth changes the width of a column, in units.
func (g *LineGrid) SetWidth(col string, width float32) {
	for i := range g.columns {
		if g.columns[i].ID == col && g.columns[i].Width != width {
			g.columns[i].Width = width
			g.renew()
		}
	}
}

// SetReadOnly forbids editing, moving and taking; menus stay.
func (g *LineGrid) SetReadOnly(on bool) {
	if on {
		g.closeEdit()
	}
	g.readOnly = on
	g.renew()
}

// Current is the key of the selected row; 0 when there is none.
func (g *LineGrid) Current() int64 { return g.current }

// Select makes a row the current one without calling OnSelect and brings it into view.
func (g *LineGrid) Select(key int64) {
	g.current = key
	g.ScrollTo(key)
}

// Collapsed reports whether a section is folded.
func (g *LineGrid) Collapsed(section int64) bool { return g.collapsed[section] }

// SetCollapsed folds or unfolds a section.
func (g *LineGrid) SetCollapsed(section int64, on bool) {
	g.collapsed[section] = on
	g.rebuild()
}

// ContentHeight is the height at which nothing needs to be scrolled, in units.
func (g *LineGrid) ContentHeight() float32 { return lgHeadHigh + g.tops[len(g.shown)] }

// ScrollTo brings a row into view, unfolding its section.
func (g *LineGrid) ScrollTo(key int64) {
	i := g.rowIndex(key)
	if i < 0 {
		return
	}
	if s := g.sectionOf(i); s != 0 && !g.rows[i].Section && g.collapsed[s] {
		g.collapsed[s] = false
		g.rebuild()
	}
	if k := g.place(key); k >= 0 {
		g.reveal(k)
	}
	g.renew()
}

func (g *LineGrid) reveal(k int) {
	view := g.viewHeight()
	if g.tops[k] < g.scroll {
		g.scroll = g.tops[k]
	} else if end := g.tops[k+1]; end > g.scroll+view {
		g.scroll = end - view
	}
}

// rowIndex finds a row by key; -1 when there is none.
func (g *LineGrid) rowIndex(key int64) int {
	for i := range g.rows {
		if g.rows[i].Key == key {
			return i
		}
	}
	return -1
}

// place finds a row among those shown; -1 when it is folded away or unknown.
func (g *LineGrid) place(key int64) int {
	for k, i := range g.shown {
		if g.rows[i].Key == key {
			return k
		}
	}
	return -1
}

// sectionOf is the key of the section a row belongs to; 0 above the first section.
func (g *LineGrid) sectionOf(i int) int64 {
	for ; i >= 0; i-- {
		if g.rows[i].Section {
			return g.rows[i].Key
		}
	}
	return 0
}

// rebuild lists the rows anew and draws them.
func (g *LineGrid) rebuild() {
	g.list()
	g.renew()
}

// list finds the rows to be shown with their places.
func (g *LineGrid) list() {
	g.shown, g.tops = g.shown[:0], g.tops[:0]
	y, folded := float32(0), false
	for i, r := range g.rows {
		if r.Section {
			folded = g.collapsed[r.Key]
		} else if folded {
			continue
		}
		g.shown = append(g.shown, i)
		g.tops = append(g.tops, y)
		y += lgHeight(r)
	}
	g.tops = append(g.tops, y)
	g.hover = -1
}

func lgHeight(r LGRow) float32 {
	if r.Section {
		return lgSectionHigh
	}
	return lgLineHigh
}

// renew redraws every visible row.
func (g *LineGrid) renew() {
	g.version++
	g.arrange()
}

func (g *LineGrid) viewHeight() float32 { return max(g.Size().Height-lgHeadHigh, 0) }

// MinSize shows three lines with a narrow flexible column.
func (g *LineGrid) MinSize() fyne.Size {
	w := float32(lgLead + lgTail)
	for _, c := range g.columns {
		w += max(c.Width, lgFlexLeast*b2f(c.Width == 0)) + lgGap
	}
	return fyne.NewSize(w, lgHeadHigh+3*lgLineHigh)
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// CreateRenderer is called by Fyne.
func (g *LineGrid) CreateRenderer() fyne.WidgetRenderer {
	return figClip{newSketch(g, g.MinSize, func(fyne.Size) { g.arrange() }, g.paint, g.body, g.head.box, g.nobody, g.bar.rect)}
}

func (g *LineGrid) paint() {
	g.version++
	g.head.version = 0
	g.edit.paint()
	g.drag.paint()
}

// arrange lays out columns and places the visible rows, the cell being edited and the scroll bar.
func (g *LineGrid) arrange() {
	size := g.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	g.layColumns(size.Width)
	view := g.viewHeight()
	g.scroll = min(max(g.scroll, 0), max(g.tops[len(g.shown)]-view, 0))
	place(g.body, 0, lgHeadHigh, size.Width, view)
	g.head.fill(g, size.Width)
	g.placeRows(view)
	g.edit.place(g)
	g.bar.set(size.Width, lgHeadHigh+2, view-4, float64(view), float64(g.tops[len(g.shown)]), float64(g.scroll))
	figShow(g.nobody, len(g.rows) == 0 && g.Empty != "")
	figWrite(g.nobody, g.Empty, Dense, C(Text3))
	place(g.nobody, 0, lgHeadHigh+lgLineHigh/2, size.Width, Dense.Line())
}

func (g *LineGrid) layColumns(width float32) {
	free, flex := width-lgLead-lgTail+lgGap, 0
	for _, c := range g.columns {
		free -= c.Width + lgGap
		if c.Width == 0 {
			flex++
		}
	}
	spans, x := make([]lgSpan, len(g.columns)), float32(lgLead)
	for i, c := range g.columns {
		w := c.Width
		if w == 0 {
			w = max(lgFlexLeast, figWhole(free/float32(flex)))
		}
		spans[i] = lgSpan{x, w}
		x += w + lgGap
	}
	for i := range spans {
		if len(g.spans) != len(spans) || g.spans[i] != spans[i] {
			g.version++
			g.spans = spans
			return
		}
	}
}

func (g *LineGrid) placeRows(view float32) {
	first := g.at(g.scroll)
	end := first
	for end < len(g.shown) && g.tops[end] < g.scroll+view {
		end++
	}
	for k, r := range g.live {
		if k < first || k >= end {
			delete(g.live, k)
			g.free = append(g.free, r)
		}
	}
	for k := first; k < end; k++ {
		r := g.row(k)
		r.box.Move(fyne.NewPos(0, figWhole(g.tops[k]-g.scroll)))
		if r.shows != k || r.version != g.version {
			r.fill(g, k)
		}
	}
	for _, r := range g.free {
		figShow(r.box, false)
	}
}

// at finds the shown row at a height of the content; the nearest one at the ends.
func (g *LineGrid) at(y float32) int {
	low, high := 0, len(g.shown)
	for low < high {
		mid := (low + high) / 2
		if g.tops[mid+1] > y {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

func (g *LineGrid) row(k int) *lgRow {
	if r := g.live[k]; r != nil {
		return r
	}
	var r *lgRow
	if n := len(g.free); n > 0 {
		r, g.free = g.free[n-1], g.free[:n-1]
	} else {
		r = newLGRow()
		g.body.rows.Objects = append(g.body.rows.Objects, r.box)
	}
	r.shows = -1
	figShow(r.box, true)
	g.live[k] = r
	return r
}

// text is what a column shows of a row.
func (g *LineGrid) text(row LGRow, c int) string {
	if get := g.columns[c].Get; get != nil {
		return get(row)
	}
	return row.Values[g.columns[c].ID]
}
