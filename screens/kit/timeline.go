package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TimelineItem is one thing that happened.
type TimelineItem struct {
	Key    int64
	Month  string // heading; a new one is drawn where it differs from the item above
	Icon   string
	Ours   bool // we began it: the circle is tinted
	Title  string
	Meta   string // right of the title: when and who
	Text   string
	Chip   string // under the text; may be empty
	ChipAt string // icon of the chip; may be empty
	ChipFg Token
	ChipBg Token
}

// Timeline is the course of events, newest first, of which only what is visible exists as objects. It scrolls by
// itself and asks for more items when its end comes near.
type Timeline struct {
	control

	// Want asks for the items from the given place on; the answer is Append. It is asked once until the answer comes.
	Want func(from int)
	// OnOpen is called when an item is tapped or Enter is pressed on it.
	OnOpen func(key int64)
	// OnMenu is called for the menu of an item, with the place in the window where it belongs.
	OnMenu func(key int64, at fyne.Position)
	// Lines is how many lines of text are shown folded; 2 at first.
	Lines int
	// More and Less are the words that unfold and fold a long text; without More texts are cut.
	More, Less string

	items    []TimelineItem
	shapes   []*tlShape // by item; nil where not measured
	width    float32    // the shapes were measured for
	unfolded map[int64]bool
	more     bool
	asked    bool

	top     int     // first visible item
	off     float32 // part of it scrolled away, in units
	current int     // by keyboard; -1 none
	hover   int     // under the pointer; -1 none
	version int

	live map[int]*tlRow
	free []*tlRow
	rows *fyne.Container
	bar  *figThumb
}

// NewTimeline makes an empty timeline.
func NewTimeline() *Timeline {
	t := &Timeline{
		Lines: 2, unfolded: map[int64]bool{}, current: -1, hover: -1,
		live: map[int]*tlRow{}, rows: &fyne.Container{}, bar: newFigThumb(),
	}
	t.extend(t)
	return t
}

// SetItems replaces everything and goes to the top; more tells that Want has further items to give.
func (t *Timeline) SetItems(items []TimelineItem, more bool) {
	t.items = append([]TimelineItem(nil), items...)
	t.shapes = make([]*tlShape, len(t.items))
	t.more, t.asked = more, false
	t.top, t.off, t.current, t.hover = 0, 0, -1, -1
	t.renew()
}

// Append adds items at the end, in answer to Want.
func (t *Timeline) Append(items []TimelineItem, more bool) {
	if n := len(t.items); n > 0 {
		t.shapes[n-1] = nil // its thread may go on now
	}
	t.items = append(t.items, items...)
	t.shapes = append(t.shapes, make([]*tlShape, len(items))...)
	t.more, t.asked = more, false
	t.renew()
}

// Update replaces the item with the same key and reports whether there is one.
func (t *Timeline) Update(item TimelineItem) bool {
	i := t.index(item.Key)
	if i < 0 {
		return false
	}
	t.items[i] = item
	t.shapes[i] = nil
	t.renew()
	return true
}

// Count is the number of items loaded so far.
func (t *Timeline) Count() int { return len(t.items) }

// ScrollTo brings an item to the top and makes it the current one.
func (t *Timeline) ScrollTo(key int64) {
	if i := t.index(key); i >= 0 {
		t.top, t.off, t.current = i, 0, i
		t.renew()
	}
}

func (t *Timeline) index(key int64) int {
	for i := range t.items {
		if t.items[i].Key == key {
			return i
		}
	}
	return -1
}

// renew redraws every visible row.
func (t *Timeline) renew() {
	t.version++
	t.arrange()
}

// MinSize shows at least one item.
func (t *Timeline) MinSize() fyne.Size { return fyne.NewSize(220, 96) }

// CreateRenderer is called by Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	return figClip{newSketch(t, t.MinSize, func(fyne.Size) { t.arrange() }, func() { t.version++ }, t.rows, t.bar.rect)}
}

// arrange places the visible rows from the anchor down and puts the others aside.
func (t *Timeline) arrange() {
	size := t.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	if w := size.Width - tlRight; w != t.width {
		t.width = w
		t.shapes = make([]*tlShape, len(t.items))
		t.version++
	}
	t.settle(size.Height)
	end := t.endOfView(size.Height)
	t.layAside(end)
	t.draw(end)
	t.rows.Resize(size)
	t.placeBar(size)
	t.wantMore(end)
}

// settle keeps the anchor inside its item and the last item at the lower edge.
func (t *Timeline) settle(view float32) {
	t.top = min(max(t.top, 0), max(len(t.items)-1, 0))
	for t.top < len(t.items)-1 && t.off >= t.height(t.top) {
		t.off -= t.height(t.top)
		t.top++
	}
	t.upwards()
	below := -t.off
	for i := t.top; i < len(t.items) && below < view; i++ {
		below += t.height(i)
	}
	if below < view {
		t.off -= view - below
		t.upwards()
	}
}

// upwards turns a negative offset into earlier items.
func (t *Timeline) upwards() {
	for t.off < 0 && t.top > 0 {
		t.top--
		t.off += t.height(t.top)
	}
	t.off = max(t.off, 0)
}

// endOfView is the first item below the view.
func (t *Timeline) endOfView(view float32) int {
	y, i := -t.off, t.top
	for ; i < len(t.items) && y < view; i++ {
		y += t.height(i)
	}
	return i
}

// draw places the rows from the anchor down.
func (t *Timeline) draw(end int) {
	y := -t.off
	for i := t.top; i < end; i++ {
		r := t.row(i)
		r.box.Move(fyne.NewPos(0, figWhole(y)))
		if r.index != i || r.version != t.version {
			r.fill(t, i)
		}
		y += t.height(i)
	}
	for _, r := range t.free {
		figShow(r.box, false)
	}
}

func (t *Timeline) row(i int) *tlRow {
	if r := t.live[i]; r != nil {
		return r
	}
	var r *tlRow
	if n := len(t.free); n > 0 {
		r, t.free = t.free[n-1], t.free[:n-1]
	} else {
		r = newTLRow()
		t.rows.Objects = append(t.rows.Objects, r.box)
	}
	figShow(r.box, true)
	r.index = -1
	t.live[i] = r
	return r
}

func (t *Timeline) layAside(end int) {
	for i, r := range t.live {
		if i < t.top || i >= end {
			delete(t.live, i)
			t.free = append(t.free, r)
		}
	}
}

// tlTypical is the height assumed of items not yet measured, for the scroll bar only.
const tlTypical = 72

func (t *Timeline) placeBar(size fyne.Size) {
	n := float64(len(t.items))
	content, view := n*tlTypical, float64(size.Height)
	at := 0.0
	if len(t.items) > 0 {
		at = (float64(t.top) + float64(t.off/t.height(t.top))) * tlTypical
	}
	t.bar.set(size.Width, 4, size.Height-8, view, max(content, view), min(at, max(content-view, 0)))
}

// tlAhead is how many items before the end more are asked for.
const tlAhead = 20

func (t *Timeline) wantMore(end int) {
	if t.more && !t.asked && t.Want != nil && end+tlAhead >= len(t.items) {
		t.asked = true
		t.Want(len(t.items))
	}
}

// objectsAlive is how many rows exist, shown or put aside.
func (t *Timeline) objectsAlive() int { return len(t.live) + len(t.free) }

// tlRow is the pooled drawing of one item.
type tlRow struct {
	box            *fyne.Container
	index, version int

	month, title, meta, link, chip *canvas.Text
	circle                         *canvas.Circle
	icon, menu, chipIcon           *canvas.Image
	thread, pill, mark             *canvas.Rectangle
	lines                          []*canvas.Text
}
