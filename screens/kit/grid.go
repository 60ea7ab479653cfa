package kit

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Row is one row of a grid; its key stays the same through reloads and sorts.
type Row interface {
	Key() int64
}

// Source gives a grid its rows out of memory.
type Source interface {
	// Count is the number of rows; -1 while it is not known.
	Count() int64
	// Row is the row at the number, from 0; false when it is not in memory.
	Row(i int64) (Row, bool)
	// Want asks for the rows from, from+1, … to-1. It returns at once and may be called often; when rows
	// come, the grid's Refresh is to be called.
	Want(from, to int64)
}

// Heights of a row, in units.
const (
	RowTall  float32 = 40
	RowDense float32 = 32
)

// gridDouble is the longest time between the clicks of a double click.
const gridDouble = 500 * time.Millisecond

// DataGrid is a table for any number of rows: it counts them in whole numbers and draws only those in view, so
// ten million scroll like fifty. It takes the whole mouse and keyboard itself; its rows are drawings only.
type DataGrid struct {
	widget.BaseWidget

	OnSelect     func(row Row)                            // the current row changed by click or key
	OnSelection  func()                                   // the set of selected rows changed
	OnOpen       func(row Row)                            // double click or Enter
	OnMenu       func(pos fyne.Position, row Row)         // right click or menu key; the position is on the canvas
	OnHeaderMenu func(pos fyne.Position, columnID string) // right click on the header: the column chooser
	OnSort       func(columnID string, desc bool)         // the user asks for another order
	OnLayout     func()                                   // the user changed widths, order, columns or sort: keep Layout()
	OnType       func(r rune)                             // a letter was typed: go to the rows that begin with it
	OnKey        func(ev *fyne.KeyEvent) bool             // a key the grid has no use for, before the program gets it; true: used
	OnShortcut   func(s fyne.Shortcut)                    // a shortcut the grid has no use for
	OnEdit       func(row Row, id, text string) error     // a cell was edited; an error keeps it open and is shown below it
	OnCell       func(row Row, id string, x float32) bool // a cell was pressed x units from its left edge; true: that is all
	Radius       float32                                  // of the upper corners, when the grid fills a card
	Bare         bool                                     // it lies on a card: the surface is there already
	columns      []Column
	source       Source
	rowHeight    float32
	sortID       string
	sortDesc     bool
	cols         []gridCol
	contentWidth float32

	top    int64   // first row in view
	offset float32 // how much of it is above the header, in units: 0 ≤ offset < rowHeight
	left   float32 // scrolled sideways

	sel       gridSelection
	cur       int64 // number of the current row, -1 when not known
	curKey    int64
	hasCur    bool
	announce  bool // the current row was not loaded when it was chosen: tell OnSelect when it comes
	hover     int64
	pointer   fyne.Position
	inside    bool
	focused   bool
	keyboard  bool // the last act came from the keyboard: show the focus ring
	cursor    desktop.Cursor
	press     gridPress
	lastClick gridClick

	edit       gridEdit
	lastColumn string // edited or clicked last

	now func() time.Time

	rows    []*gridRow
	placing bool
	again   bool

	back       *canvas.Rectangle
	body       *fyne.Container
	ring       *canvas.Rectangle
	head       *fyne.Container
	headBack   *canvas.Rectangle
	headLine   *canvas.Rectangle
	headCells  []*Cell
	headMarker *canvas.Rectangle
	thumbV     *canvas.Rectangle
	thumbH     *canvas.Rectangle
}

// NewDataGrid makes a grid of the columns over the source; rows are 40 units high.
func NewDataGrid(columns []Column, source Source) *DataGrid {
	g := &DataGrid{
		columns: slices.Clone(columns), source: source, rowHeight: RowTall,
		cur: -1, hover: -1, cursor: desktop.DefaultCursor,
		now:  time.Now,
		back: &canvas.Rectangle{}, body: &fyne.Container{}, ring: &canvas.Rectangle{}, head: &fyne.Container{},
		headBack: &canvas.Rectangle{}, headLine: &canvas.Rectangle{}, headMarker: &canvas.Rectangle{},
		thumbV: &canvas.Rectangle{CornerRadius: 2}, thumbH: &canvas.Rectangle{CornerRadius: 2},
	}
	g.edit.over = &fyne.Container{}
	g.sel.clear()
	g.ring.Hide()
	g.headMarker.Hide()
	g.ExtendBaseWidget(g)
	return g
}

// SetSource shows another source from its first row; the selection is dropped.
func (g *DataGrid) SetSource(s Source) {
	g.source = s
	g.top, g.offset = 0, 0
	g.cur, g.hasCur, g.announce = -1, false, false
	g.sel.clear()
	g.Refresh()
}

// SetRowHeight sets the height of all rows, in units: RowTall or RowDense.
func (g *DataGrid) SetRowHeight(h float32) {
	if h < 16 || h == g.rowHeight {
		return
	}
	g.rowHeight = h
	g.offset = 0
	g.Refresh()
}

// RowHeight is the present height of a row, in units.
func (g *DataGrid) RowHeight() float32 { return g.rowHeight }

// Count is the number of rows; -1 while it is not known.
func (g *DataGrid) Count() int64 {
	if g.source == nil {
		return 0
	}
	return g.source.Count()
}

// Visible rows: the numbers of the first row in view and of the first one below.
func (g *DataGrid) visibleRows() (from, to int64) {
	n := int64(math.Ceil(float64((g.viewHeight() + g.offset) / g.rowHeight)))
	to = g.top + max(n, 0)
	if count := g.Count(); count >= 0 {
		to = min(to, count)
	}
	return g.top, max(to, g.top)
}

func (g *DataGrid) viewHeight() float32 {
	h := g.Size().Height - gridHead
	if g.contentWidth > g.Size().Width {
		h -= gridBarRoom
	}
	return max(0, h)
}

// MinSize is small: a grid takes the room it is given.
func (g *DataGrid) MinSize() fyne.Size { return fyne.NewSize(160, gridHead+2*g.rowHeight) }

// Refresh draws everything anew: call it when rows came, when the language or the theme changed.
func (g *DataGrid) Refresh() { g.redraw() }

func (g *DataGrid) redraw() {
	if g.Size().IsZero() {
		return
	}
	g.arrange()
	g.drawHead()
	g.place(true)
	canvas.Refresh(g)
}

// CreateRenderer joins the parts: the rows below, the header and the scroll bars above them.
func (g *DataGrid) CreateRenderer() fyne.WidgetRenderer {
	return &resizedRenderer{of: g, redraw: g.redraw, objects: []fyne.CanvasObject{g.back, g.body, g.edit.over, g.head, g.thumbV, g.thumbH}}
}
