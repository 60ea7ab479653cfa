package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// boardLane is one column on the screen with the pages of cards it holds.
type boardLane struct {
	col    BoardColumn
	pages  map[int][]BoardCard
	old    map[int]bool // pages shown until they are read anew
	asked  map[int]bool // pages asked for and not come yet
	off    float64      // scrolled, in units
	gap    int          // number before which the others make room for a carried card, -1: none
	target bool         // a carried card is over the column

	still   *laneStill // while a card is carried
	version int        // of what the column shows at one place
	posed   bool       // it lies as it was when its picture was asked for

	box   *fyne.Container
	parts []fyne.CanvasObject // what the box shows unless the column has a picture
	back  *plate
	clip  *container.Clip
	body  *fyne.Container
	title *Cell
	count *Cell
	sub   *Cell
	foot  *Cell
	bar   *canvas.Rectangle
	faces []*CardFace
}

func newBoardLane() *boardLane {
	l := &boardLane{
		gap: -1, back: newPlate(radiusCard),
		body: &fyne.Container{}, title: newCell(), count: newCell(), sub: newCell(), foot: newCell(),
		bar: &canvas.Rectangle{CornerRadius: 2},
	}
	l.forget()
	l.clip = container.NewClip(l.body)
	l.parts = append(l.back.objects(), l.clip, l.title.box, l.count.box, l.sub.box, l.foot.box, l.bar)
	l.box = &fyne.Container{Objects: l.parts}
	return l
}

func (l *boardLane) forget() {
	l.pages, l.old, l.asked = map[int][]BoardCard{}, map[int]bool{}, map[int]bool{}
	l.off = 0
}

func (l *boardLane) renew() {
	for p := range l.pages {
		if p > 0 {
			delete(l.pages, p)
			delete(l.old, p)
		}
	}
	l.off = 0
	l.stale()
}

func (l *boardLane) stale() {
	clear(l.asked)
	for p := range l.pages {
		l.old[p] = true
	}
}

// dropBeyond forgets pages past the end of a column that became shorter.
func (l *boardLane) dropBeyond(size int) {
	for p := range l.pages {
		if p > 0 && int64(p*size) >= l.col.Count {
			delete(l.pages, p)
		}
	}
}

func (l *boardLane) take(page int, cards []BoardCard) {
	l.pages[page] = cards
	delete(l.old, page)
	delete(l.asked, page)
}

// evict forgets the pages farthest from the one in view.
func (l *boardLane) evict(near int) {
	for len(l.pages) > boardKeep {
		far, dist := -1, -1
		for p := range l.pages {
			if d := max(p-near, near-p); d > dist {
				far, dist = p, d
			}
		}
		delete(l.pages, far)
		delete(l.old, far)
	}
}

func (l *boardLane) card(i, size int) (BoardCard, bool) {
	if i < 0 || int64(i) >= l.col.Count {
		return nil, false
	}
	p := l.pages[i/size]
	if i%size >= len(p) {
		return nil, false
	}
	return p[i%size], true
}

func (l *boardLane) find(key int64, size int) (int, bool) {
	for p, cards := range l.pages {
		for i, c := range cards {
			if c.Key() == key {
				return p*size + i, true
			}
		}
	}
	return 0, false
}

// slots is the number of places: the cards and the room made for a carried one.
func (l *boardLane) slots() int {
	if l.gap >= 0 {
		return int(l.col.Count) + 1
	}
	return int(l.col.Count)
}

func (b *Board) laneContent(l *boardLane) float64 {
	return max(0, float64(l.slots())*float64(b.pitch())-boardGap)
}

func (b *Board) lowest(l *boardLane) float64 {
	return max(0, b.laneContent(l)-float64(b.bodyHeight()))
}

// placeLane draws one column; rebind draws its cards anew too. Other columns are not touched.
func (b *Board) placeLane(l *boardLane, rebind bool) {
	if b.Size().IsZero() || b.wide == 0 {
		return
	}
	b.touch(l)
	b.placeGround(l)
	b.drawHeading(l)
	b.placeCards(l, rebind)
}

// placeGround draws the background, which climbs, and the ring of a column that would take the carried card.
func (b *Board) placeGround(l *boardLane) {
	y := b.headTop() - l.col.Climb
	h := b.laneHeight() - y
	tint := l.col.Tint
	if tint == 0 {
		tint = Well
	}
	var ring color.Color
	if l.target {
		ring = C(AccentLine)
	}
	l.back.set(C(tint), ring, 2)
	l.back.place(0, y, b.wide, h)
	l.box.Resize(fyne.NewSize(b.wide, b.laneHeight()))
	b.placeClip(l)
}

// placeClip cuts the cards at the column's body and at the board's sides as well.
func (b *Board) placeClip(l *boardLane) {
	x := l.box.Position().X
	cut := max(0, -x)
	place(l.clip, cut, b.bodyTop(), min(b.wide, b.Size().Width-x)-cut, b.bodyHeight())
	l.body.Move(fyne.NewPos(-cut, 0))
}

func (b *Board) drawHeading(l *boardLane) {
	top, inner := b.headTop(), b.wide-16
	n := Ink{groupDigits(l.col.Count), Text2, Dense}
	drawInk(l.count, n, 8, top+5, inner, 18, fyne.TextAlignTrailing)
	drawInk(l.title, Ink{l.col.Title, Text, Dense | Bold}, 8, top+5, inner-Dense.Width(n.S)-6, 18, fyne.TextAlignLeading)
	if l.col.Tip != "" {
		l.title.Tip(l.col.Tip)
	}
	drawInk(l.sub, Ink{l.col.Sub, Text2, Caption}, 8, top+23, inner, 16, fyne.TextAlignLeading)
}

func drawInk(c *Cell, k Ink, x, y, w, h float32, align fyne.TextAlign) {
	c.begin(fyne.NewSize(max(0, w), h), align)
	if k.S != "" {
		c.Write(k, c.Width())
	}
	c.box.Move(fyne.NewPos(x, y))
	c.end()
}

// groupDigits writes a number with non-breaking spaces between thousands.
func groupDigits(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return s
}

// placeCards puts the cards in view where they belong and asks for those that are missing.
func (b *Board) placeCards(l *boardLane, rebind bool) {
	l.off = min(max(0, l.off), b.lowest(l))
	from, to := b.cardsInView(l)
	if b.growFaces(l) {
		rebind = true
	}
	if rebind {
		b.touch(l)
	}
	b.wantCards(l, from, to)
	for _, f := range l.faces {
		if f.index < from || f.index >= to {
			toggle(f.box, false)
		}
	}
	for i := from; i < to; i++ {
		b.placeFace(l, i, rebind)
	}
	if l.gap >= 0 {
		b.hint.box.Move(fyne.NewPos(boardInset, float32(float64(l.gap)*float64(b.pitch())-l.off)))
	}
	b.placeFoot(l)
	b.placeBar(l)
	b.settleLane(l)
	canvas.Refresh(l.back.middle) // to show a hidden drawing does not have the window painted again by itself
}

// cardsInView tells the numbers of the first card that may be seen and of the first below.
func (b *Board) cardsInView(l *boardLane) (from, to int) {
	pitch := float64(b.pitch())
	from = int(l.off / pitch)
	to = int((l.off+float64(b.bodyHeight()))/pitch) + 1
	if l.gap >= 0 && from > l.gap {
		from--
	}
	return from, max(from, min(to, int(l.col.Count)))
}

func (b *Board) growFaces(l *boardLane) bool {
	need := int(b.bodyHeight()/b.pitch()) + 3
	if need <= len(l.faces) {
		return false
	}
	for len(l.faces) < need {
		f := newCardFace()
		l.faces = append(l.faces, f)
		l.body.Objects = append(l.body.Objects, f.box)
	}
	for _, f := range l.faces {
		f.bound = false
		toggle(f.box, false)
	}
	return true
}

func (b *Board) placeFace(l *boardLane, i int, rebind bool) {
	f := l.faces[i%len(l.faces)]
	if rebind || !f.bound || f.index != i || f.state == faceAbsent {
		b.bindFace(l, f, i)
	}
	f.box.Move(fyne.NewPos(boardInset, b.faceY(l, i)))
	toggle(f.box, true)
	b.frameFace(l, f)
	b.settleFace(l, f)
}

// faceY is where the card with the number begins in the column's body, in units.
func (b *Board) faceY(l *boardLane, i int) float32 {
	if l.gap >= 0 && i >= l.gap {
		i++
	}
	return float32(float64(i)*float64(b.pitch()) - l.off)
}

func (b *Board) bindFace(l *boardLane, f *CardFace, i int) {
	f.index, f.bound = i, true
	size := b.cardSize()
	card, ok := l.card(i, b.pageSize)
	switch {
	case !ok:
		f.state = faceAbsent
		f.drawAbsent(size)
	case b.carries(l, card):
		f.state, f.key = faceCarried, card.Key()
		f.drawCarried(size, b.Carried)
	default:
		f.state, f.key = faceShown, card.Key()
		b.drawFace(f, card, size)
	}
}

func (b *Board) drawFace(f *CardFace, card BoardCard, size fyne.Size) {
	f.begin(size)
	if b.DrawCard != nil {
		b.DrawCard(f, card)
	}
	f.end()
}

// frameFace outlines a card by its state: current, under the pointer, ordinary.
func (b *Board) frameFace(l *boardLane, f *CardFace) {
	if f.state != faceShown {
		return
	}
	was := f.ground.look
	switch {
	case b.cur.has && b.cur.key == f.key && b.cur.column == l.col.ID && b.focused:
		f.frame(Surface, Accent, 2)
	case b.cur.has && b.cur.key == f.key && b.cur.column == l.col.ID:
		f.frame(Surface, AccentLine, 2)
	case b.hover.has && b.hover.key == f.key && b.hover.column == l.col.ID:
		f.frame(Surface, Line2, 1)
	default:
		f.frame(Surface, Line, 1)
	}
	if f.ground.look != was {
		b.touch(l)
	}
}

// reframe outlines the cards of one column anew, without drawing them.
func (b *Board) reframe(column string) {
	l := b.lane(column)
	if l == nil {
		return
	}
	for _, f := range l.faces {
		if f.bound && f.box.Visible() {
			b.frameFace(l, f)
		}
	}
}

// wantCards asks for the pages in view and for the next one when its beginning is near.
func (b *Board) wantCards(l *boardLane, from, to int) {
	if b.Want == nil || l.col.Count == 0 || to <= from {
		return
	}
	last := min(to-1+b.pageSize/2, int(l.col.Count)-1)
	for p := from / b.pageSize; p <= last/b.pageSize; p++ {
		if l.asked[p] || (l.pages[p] != nil && !l.old[p]) {
			continue
		}
		l.asked[p] = true
		b.Want(l.col.ID, p*b.pageSize)
	}
	l.evict(from / b.pageSize)
}

// placeFoot says how many cards are below the lower edge.
func (b *Board) placeFoot(l *boardLane) {
	below := b.below(l)
	s := l.col.More
	if b.MoreText != nil {
		s = b.MoreText(l.col.ID, below)
	}
	l.foot.begin(fyne.NewSize(b.wide-16, boardFoot), fyne.TextAlignCenter)
	if below > 0 {
		l.foot.Icon("chd", Text2, 12)
		l.foot.Gap(4)
	}
	if s != "" {
		l.foot.Small(s, Text2, false)
	}
	l.foot.box.Move(fyne.NewPos(8, b.laneHeight()-boardFoot))
	l.foot.end()
}

// below counts the cards that begin under the lower edge or are cut by it.
func (b *Board) below(l *boardLane) int64 {
	seen := int64((l.off + float64(b.bodyHeight()) + boardGap) / float64(b.pitch()))
	return max(0, int64(l.slots())-seen)
}

func (b *Board) placeBar(l *boardLane) {
	h := b.bodyHeight()
	t, ok := thumbOf(h, float64(h), b.laneContent(l), l.off)
	place(l.bar, b.wide-boardBarSize-1, b.bodyTop()+t.at, boardBarSize, t.length)
	paintThumb(l.bar, ok)
}
