package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// BoardColumn is one column of a board as data.
type BoardColumn struct {
	ID    string
	Title string
	Tip   string  // shown when the pointer rests on the title
	Sub   string  // small line under the title: the sum
	Count int64   // cards in the column, loaded or not
	Climb float32 // how far the background climbs above the others, in units
	More  string  // footer, unless Board.MoreText tells it
	Tint  Token   // of the background; Well when zero
}

// Geometry of a board, in units.
const (
	boardGap     = 8
	boardHead    = 52 // from a column's beginning to its first card
	boardFoot    = 28
	boardInset   = 5 // left of a card
	boardOutset  = 6 // right of a card: there the scroll bar is
	boardNarrow  = 150
	boardPage    = 50
	boardKeep    = 12 // pages a column keeps in memory
	boardBarSize = 4
)

// Board is a board of cards in columns. Each column scrolls by itself and draws only the cards in view; cards come
// by pages. The board takes the whole mouse and keyboard itself and its cards are drawings only: so a card may be
// scrolled away while it is carried.
type Board struct {
	widget.BaseWidget

	DrawCard   func(f *CardFace, card BoardCard)            // draws a card; no reading, no waiting
	Want       func(columnID string, from int)              // asks for the page of cards that begins at from: answer with SetCards
	OnSelect   func(columnID string, card BoardCard)        // tap, or the arrow keys
	OnOpen     func(columnID string, card BoardCard)        // double tap or Enter
	OnMenu     func(pos fyne.Position, card BoardCard)      // right click or menu key; the position is on the canvas
	OnDrop     func(card BoardCard, from, to string)        // dropped on another column, or Ctrl with an arrow key
	CanDrop    func(card BoardCard, from, to string) bool   // nil: every column takes every card
	DropHint   func(card BoardCard, from, to string) string // what a drop will do; the first line is bold
	MoreText   func(columnID string, below int64) string    // footer: how many cards are below the lower edge
	OnKey      func(ev *fyne.KeyEvent) bool                 // a key the board has no use for; true: used
	OnShortcut func(s fyne.Shortcut)                        // a shortcut the board has no use for
	Carried    string                                       // word shown where a carried card came from
	lanes      []*boardLane
	height     float32 // of a card
	narrow     float32 // least width of a column
	pageSize   int
	wide       float32 // present width of a column
	left       float64 // scrolled sideways

	cur      boardPlace
	awaited  boardPlace // card that becomes current when it has been read
	pointer  fyne.Position
	focused  bool
	keyboard bool
	hover    boardPlace
	inside   bool
	press    boardPress
	drag     *boardDrag
	restore  *BoardState
	lastTap  gridClick
	now      func() time.Time
	tick     func(step func(passed float64)) (stop func())
	stopTick func()
	// afterFrame calls a function when the window has been painted and has answered.
	afterFrame func(then func())

	floorBox *fyne.Container
	top      *fyne.Container
	ghost    *CardFace
	stills   *boardStills
	hint     *boardHint
	thumb    *canvas.Rectangle
}

// boardPlace is a card by its column and key, with the number it was last seen at.
type boardPlace struct {
	column string
	index  int
	key    int64
	has    bool
}

// NewBoard makes a board with cards of 100 units; columns come with SetColumns.
func NewBoard(drawCard func(f *CardFace, card BoardCard)) *Board {
	b := &Board{
		DrawCard: drawCard, height: CardTall, narrow: boardNarrow, pageSize: boardPage,
		now: time.Now, tick: tickUI, afterFrame: answerFirst, floorBox: &fyne.Container{}, top: &fyne.Container{},
		ghost: newCardFace(), hint: newBoardHint(), thumb: &canvas.Rectangle{CornerRadius: 2},
	}
	b.stills = newBoardStills(b)
	b.ghost.box.Hidden = true
	b.top.Objects = []fyne.CanvasObject{b.ghost.box}
	b.ExtendBaseWidget(b)
	return b
}

// SetCardHeight sets the height of all cards, in units: CardTall or CardLow.
func (b *Board) SetCardHeight(h float32) {
	if h >= CardLow && h != b.height {
		b.height = h
		b.Refresh()
	}
}

// SetNarrowest sets the least width of a column, in units.
func (b *Board) SetNarrowest(w float32) {
	b.narrow = max(100, w)
	b.Refresh()
}

// SetPageSize sets how many cards one page has; before the columns come.
func (b *Board) SetPageSize(n int) { b.pageSize = max(1, n) }

// SetColumns shows the columns in this order. Columns known by their ID keep their cards and their place.
func (b *Board) SetColumns(columns []BoardColumn) {
	lanes := make([]*boardLane, 0, len(columns))
	for _, c := range columns {
		l := b.lane(c.ID)
		if l == nil {
			l = newBoardLane()
		}
		l.col = c
		l.dropBeyond(b.pageSize)
		lanes = append(lanes, l)
	}
	b.lanes = lanes
	b.floorBox.Objects = b.floorBox.Objects[:0]
	for _, l := range lanes {
		b.floorBox.Objects = append(b.floorBox.Objects, l.box)
	}
	b.applyRestore()
	b.Refresh()
}

// SetColumn renews one column's title, count and sum, and leaves the others alone.
func (b *Board) SetColumn(c BoardColumn) {
	if l := b.lane(c.ID); l != nil {
		l.col = c
		l.dropBeyond(b.pageSize)
		b.placeLane(l, true)
	}
}

// SetCards hands over the page of cards that begins at from, a multiple of the page size.
func (b *Board) SetCards(columnID string, from int, cards []BoardCard) {
	l := b.lane(columnID)
	if l == nil || from < 0 {
		return
	}
	l.take(from/b.pageSize, cards)
	b.followCurrent(l, from, cards)
	b.placeLane(l, true)
	b.meetAwaited()
}

// Reload reads the cards in view anew; the old ones are shown until the new ones come. Without names: all columns.
func (b *Board) Reload(columnIDs ...string) {
	b.eachLane(columnIDs, func(l *boardLane) { l.stale() })
}

// Renew begins at the top of other cards, another filter; the old ones are shown until the new ones come. Without
// names: all columns.
func (b *Board) Renew(columnIDs ...string) {
	b.eachLane(columnIDs, func(l *boardLane) { l.renew() })
}

// Reset drops the cards and begins at the top: another filter. Without names: all columns.
func (b *Board) Reset(columnIDs ...string) {
	b.eachLane(columnIDs, func(l *boardLane) { l.forget() })
}

func (b *Board) eachLane(ids []string, act func(l *boardLane)) {
	for _, l := range b.lanes {
		if len(ids) == 0 || slices.Contains(ids, l.col.ID) {
			act(l)
			b.placeLane(l, true)
		}
	}
}

// Card is a loaded card by its column and number; the card before a wanted page tells where to read on.
func (b *Board) Card(columnID string, index int) (BoardCard, bool) {
	if l := b.lane(columnID); l != nil {
		return l.card(index, b.pageSize)
	}
	return nil, false
}

// Before is the card in front of a wanted page, when it was read since the last Reload: the page can be read on from it.
func (b *Board) Before(columnID string, from int) (BoardCard, bool) {
	if l := b.lane(columnID); l == nil || l.old[(from-1)/b.pageSize] {
		return nil, false
	}
	return b.Card(columnID, from-1)
}

// ShowCard makes the card with the key current as soon as it is read, and brings the number it is expected at into view.
func (b *Board) ShowCard(columnID string, index int, key int64) {
	i := b.laneIndex(columnID)
	if i < 0 || b.Size().IsZero() || b.lanes[i].col.Count == 0 {
		return
	}
	index = max(0, min(index, int(b.lanes[i].col.Count)-1))
	b.awaited = boardPlace{column: columnID, index: index, key: key, has: true}
	b.bringIntoView(i, index)
	b.meetAwaited()
}

// Current is the current card and its column.
func (b *Board) Current() (columnID string, card BoardCard, ok bool) {
	if !b.cur.has {
		return "", nil, false
	}
	card, ok = b.Card(b.cur.column, b.cur.index)
	if !ok || card.Key() != b.cur.key {
		return "", nil, false
	}
	return b.cur.column, card, true
}

// RedrawCard draws one card anew, where it is in view.
func (b *Board) RedrawCard(key int64) {
	for _, l := range b.lanes {
		for _, f := range l.faces {
			if f.bound && f.state == faceShown && f.key == key && f.box.Visible() {
				b.touch(l)
				b.bindFace(l, f, f.index)
				b.frameFace(l, f)
			}
		}
	}
}

func (b *Board) lane(id string) *boardLane {
	if i := b.laneIndex(id); i >= 0 {
		return b.lanes[i]
	}
	return nil
}

func (b *Board) laneIndex(id string) int {
	return slices.IndexFunc(b.lanes, func(l *boardLane) bool { return l.col.ID == id })
}

// MinSize is one narrow column and two cards: a board takes the room it is given.
func (b *Board) MinSize() fyne.Size {
	return fyne.NewSize(b.narrow, boardHead+boardFoot+2*(b.height+boardGap))
}

// Refresh draws everything anew, as after a change of language or theme.
func (b *Board) Refresh() {
	if b.Size().IsZero() {
		return
	}
	b.arrange()
	for _, l := range b.lanes {
		b.placeLane(l, true)
	}
	canvas.Refresh(b)
}

// arrange computes the columns' width and puts them side by side.
func (b *Board) arrange() {
	n := float32(len(b.lanes))
	if n == 0 {
		return
	}
	b.wide = max(b.narrow, floor((b.Size().Width-(n-1)*boardGap)/n))
	b.floorBox.Resize(b.Size())
	b.top.Resize(b.Size())
	b.moveLanes()
}

// moveLanes puts the columns where the board is scrolled to.
func (b *Board) moveLanes() {
	b.left = min(max(0, b.left), b.farthestLeft())
	for i, l := range b.lanes {
		x := b.laneX(i)
		l.box.Move(fyne.NewPos(x, 0))
		toggle(l.box, x+b.wide > 0 && x < b.Size().Width)
		b.placeClip(l)
		b.settleLane(l)
	}
	b.placeThumb()
}

func (b *Board) laneX(i int) float32 {
	return roundUnit(float32(float64(i)*float64(b.wide+boardGap) - b.left))
}

func (b *Board) contentWidth() float32 { return float32(len(b.lanes))*(b.wide+boardGap) - boardGap }

func (b *Board) farthestLeft() float64 { return max(0, float64(b.contentWidth()-b.Size().Width)) }

// scrolls tells whether the columns are wider than the board; then a bar needs room below them.
func (b *Board) scrolls() bool { return b.contentWidth() > b.Size().Width }

func (b *Board) laneHeight() float32 {
	if b.scrolls() {
		return b.Size().Height - gridBarRoom
	}
	return b.Size().Height
}

// headTop is where the titles' line begins: the highest climb leaves that much room above the lowest column.
func (b *Board) headTop() float32 {
	top := float32(0)
	for _, l := range b.lanes {
		top = max(top, l.col.Climb)
	}
	return top
}

func (b *Board) bodyTop() float32    { return b.headTop() + boardHead }
func (b *Board) bodyHeight() float32 { return max(0, b.laneHeight()-boardFoot-b.bodyTop()) }
func (b *Board) pitch() float32      { return b.height + boardGap }

func (b *Board) cardSize() fyne.Size {
	return fyne.NewSize(b.wide-boardInset-boardOutset, b.height)
}

func (b *Board) placeThumb() {
	w := b.Size().Width
	t, ok := thumbOf(w, float64(w), float64(b.contentWidth()), b.left)
	place(b.thumb, t.at, b.Size().Height-boardBarSize-2, t.length, boardBarSize)
	paintThumb(b.thumb, ok)
}

// CreateRenderer joins the parts: the columns, the bar, and the layer of the carried card above them.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	return &resizedRenderer{of: b, redraw: b.Refresh, objects: []fyne.CanvasObject{b.stills.under, b.floorBox, b.thumb, b.top, b.stills.over}}
}

var (
	_ fyne.Focusable     = (*Board)(nil)
	_ fyne.Shortcutable  = (*Board)(nil)
	_ fyne.Scrollable    = (*Board)(nil)
	_ fyne.Draggable     = (*Board)(nil)
	_ desktop.Mouseable  = (*Board)(nil)
	_ desktop.Hoverable  = (*Board)(nil)
	_ fyne.Focusable     = (*DataGrid)(nil)
	_ fyne.Shortcutable  = (*DataGrid)(nil)
	_ fyne.Scrollable    = (*DataGrid)(nil)
	_ fyne.Draggable     = (*DataGrid)(nil)
	_ desktop.Mouseable  = (*DataGrid)(nil)
	_ desktop.Hoverable  = (*DataGrid)(nil)
	_ desktop.Cursorable = (*DataGrid)(nil)
)
