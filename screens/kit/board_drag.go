package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

const (
	boardEdge  = 36 // how near to an edge the pointer makes the board scroll, in units
	boardSpeed = 14 // fastest, in units per step
	boardStep  = 16 * time.Millisecond
)

// boardPress is a card under the pressed primary button.
type boardPress struct {
	on     bool
	start  fyne.Position
	column string
	index  int
	card   BoardCard
	foot   bool // the footer of the column, not a card
	over   bool // the press ended in a drag or was called off
	double bool
}

// boardDrag is a card in the hand.
type boardDrag struct {
	card    BoardCard
	from    string
	grab    fyne.Position // where the card was taken, from its corner
	at      fyne.Position // pointer
	target  string        // column that would take the card
	slot    int
	next    fyne.Position // where the pointer is by now
	behind  bool          // the card is not there yet
	resting bool          // the window paints and answers before the card goes on
	owed    float64       // steps of scrolling meanwhile
}

// carries tells whether the card is the one in the hand.
func (b *Board) carries(l *boardLane, card BoardCard) bool {
	return b.drag != nil && b.drag.from == l.col.ID && b.drag.card.Key() == card.Key()
}

// Dragging tells whether a card is in the hand.
func (b *Board) Dragging() bool { return b.drag != nil }

// Dragged carries the card; up to six units of travel are still a tap.
func (b *Board) Dragged(ev *fyne.DragEvent) {
	if !b.press.on || b.press.over {
		return
	}
	if b.drag == nil {
		if b.press.card == nil || !wandered(b.press.start, ev.Position) || !b.lift() {
			return
		}
	}
	b.carry(ev.Position)
}

// lift takes the pressed card into the hand: a drawing of it is carried, an outline stays in its place.
func (b *Board) lift() bool {
	p := b.press
	i := b.laneIndex(p.column)
	if i < 0 {
		return false
	}
	l := b.lanes[i]
	corner := fyne.NewPos(b.laneX(i)+boardInset, b.bodyTop()+b.faceY(l, p.index))
	b.drag = &boardDrag{card: p.card, from: l.col.ID, grab: p.start.Subtract(corner), slot: -1}
	b.lastTap = gridClick{}
	b.setCurrent(boardPlace{column: l.col.ID, index: p.index, key: p.card.Key(), has: true})
	b.drawFace(b.ghost, p.card, b.cardSize())
	b.ghost.lift()
	toggle(b.ghost.box, true)
	b.placeCards(l, true)
	for _, l := range b.lanes {
		b.reframe(l.col.ID) // the window may have another scale than when they were drawn
	}
	return true
}

// carry moves the carried drawing and finds the column under the pointer.
func (b *Board) carry(at fyne.Position) {
	b.drag.next, b.drag.behind = at, true
	b.catchUp()
}

// catchUp brings the card to the pointer, unless the window has to answer others first.
func (b *Board) catchUp() {
	if d := b.drag; d.behind && !d.resting {
		b.carryOn()
		b.rest()
	}
}

// rest lets the window paint and answer all who wait before the card goes on: the toolkit would else paint one slow
// frame after the other.
func (b *Board) rest() {
	d := b.drag
	d.resting = true
	b.afterFrame(func() {
		d.resting = false
		if b.drag == d {
			b.catchUp()
		}
	})
}

func (b *Board) carryOn() {
	b.takeStills()
	at := b.drag.next
	b.drag.at, b.drag.behind = at, false
	b.ghost.box.Move(at.Subtract(b.drag.grab))
	b.aim()
	b.watchEdges()
	b.askStills()
}

// aim makes room in the column under the pointer.
func (b *Board) aim() {
	d := b.drag
	target, slot := "", -1
	if i := b.laneUnder(d.at); i >= 0 {
		l := b.lanes[i]
		if l.col.ID != d.from && b.takes(d, l.col.ID) {
			target, slot = l.col.ID, b.slotUnder(l, d.at.Y)
		}
	}
	if target == d.target && slot == d.slot {
		return
	}
	if target != d.target {
		b.unaim()
		b.target(target)
	}
	d.target, d.slot = target, slot
	if l := b.lane(target); l != nil {
		l.gap = slot
		b.placeCards(l, false)
	}
}

func (b *Board) takes(d *boardDrag, to string) bool {
	return b.CanDrop == nil || b.CanDrop(d.card, d.from, to)
}

// target shows the ring and the hint in the column.
func (b *Board) target(id string) {
	l := b.lane(id)
	if l == nil {
		return
	}
	l.target = true
	b.placeGround(l)
	text := ""
	if b.DropHint != nil {
		text = b.DropHint(b.drag.card, b.drag.from, id)
	}
	b.hint.draw(b.cardSize(), text, b.hintIcon(id))
	l.body.Objects = append(l.body.Objects, b.hint.box)
}

// hintIcon shows whether the card would climb.
func (b *Board) hintIcon(id string) string {
	from, to := b.lane(b.drag.from), b.lane(id)
	switch {
	case from == nil || to == nil || from.col.Climb == to.col.Climb:
		return ""
	case to.col.Climb > from.col.Climb:
		return "up"
	}
	return "down"
}

// unaim takes ring, hint and room away from the column aimed at.
func (b *Board) unaim() {
	l := b.lane(b.drag.target)
	if l == nil {
		return
	}
	l.target, l.gap = false, -1
	l.body.Objects = slices.DeleteFunc(l.body.Objects, func(o fyne.CanvasObject) bool { return o == b.hint.box })
	b.placeGround(l)
	b.placeCards(l, false)
}

// laneUnder is the number of the column under a position of the board, -1: none.
func (b *Board) laneUnder(pos fyne.Position) int {
	if pos.Y < 0 || pos.Y >= b.Size().Height || pos.X < 0 || pos.X >= b.Size().Width {
		return -1
	}
	for i := range b.lanes {
		if x := b.laneX(i); pos.X >= x && pos.X < x+b.wide {
			return i
		}
	}
	return -1
}

// slotUnder is the place in the column the pointer is over.
func (b *Board) slotUnder(l *boardLane, y float32) int {
	i := int((float64(y-b.bodyTop()) + l.off) / float64(b.pitch()))
	return max(0, min(i, int(l.col.Count)))
}

// DragEnd lets go of the card.
func (b *Board) DragEnd() { b.letGo() }

// letGo ends a press: a carried card is dropped where it is.
func (b *Board) letGo() {
	d := b.drag
	if d == nil {
		b.press.on = false
		return
	}
	if d.behind {
		b.carryOn()
	}
	b.endDrag()
	b.press.on = false
	if d.target != "" && b.OnDrop != nil {
		b.OnDrop(d.card, d.from, d.target)
	}
}

// CancelDrag puts the carried card back, as Esc does.
func (b *Board) CancelDrag() {
	if b.drag != nil {
		b.endDrag()
		b.press.over = true
	}
}

func (b *Board) endDrag() {
	b.haltTick()
	b.unaim()
	from := b.lane(b.drag.from)
	b.drag = nil
	b.dropStills()
	toggle(b.ghost.box, false)
	if from != nil {
		b.placeCards(from, true)
	}
}

// watchEdges scrolls while the card is held near an edge.
func (b *Board) watchEdges() {
	dx, dy := b.edgePull()
	if dx == 0 && dy == 0 {
		b.haltTick()
		return
	}
	if b.stopTick == nil {
		b.stopTick = b.tick(b.edgeStep)
	}
}

func (b *Board) haltTick() {
	if b.stopTick != nil {
		b.stopTick()
		b.stopTick = nil
	}
}

// edgePull tells how far one step scrolls: the nearer to the edge, the faster. Outside the board nothing pulls.
func (b *Board) edgePull() (dx, dy float64) {
	at, size := b.drag.at, b.Size()
	if at.X < 0 || at.Y < 0 || at.X >= size.Width || at.Y >= size.Height {
		return 0, 0
	}
	dx = pull(at.X, 0, size.Width)
	if i := b.laneUnder(at); i >= 0 {
		dy = pull(at.Y, b.bodyTop(), b.bodyTop()+b.bodyHeight())
	}
	return dx, dy
}

func pull(at, from, to float32) float64 {
	near := float32(0)
	if d := at - from; d < boardEdge {
		near = d - boardEdge
	} else if d := to - at; d < boardEdge {
		near = boardEdge - d
	}
	return float64(max(-boardSpeed, min(boardSpeed, near/boardEdge*boardSpeed)))
}

// edgeStep scrolls at an edge for the time passed since the last step, told in steps of 16 ms.
func (b *Board) edgeStep(passed float64) {
	if b.drag == nil {
		b.haltTick()
		return
	}
	d := b.drag
	d.owed = min(boardLag, d.owed+passed)
	if d.resting {
		return
	}
	passed, d.owed = d.owed, 0
	b.takeStills()
	dx, dy := b.edgePull()
	if dx != 0 {
		b.left += dx * passed
		b.moveLanes()
	}
	if i := b.laneUnder(b.drag.at); i >= 0 && dy != 0 {
		b.lanes[i].off += dy * passed
		b.placeCards(b.lanes[i], false)
	}
	b.aim()
	b.askStills()
	b.rest()
}

// boardLag is how many steps at most are made up for when the window is slow.
const boardLag = 4

// answerFirst calls then on the UI goroutine after the next frame, when all who waited for it have been answered: what
// is asked for during the frame comes before the second call.
func answerFirst(then func()) {
	if !readable() {
		then()
		return
	}
	go fyne.Do(func() { go fyne.Do(then) })
}

// tickUI calls step on the UI goroutine about every 16 ms until stop is called, and tells it how many times 16 ms
// have passed. Steps do not pile up.
func tickUI(step func(passed float64)) (stop func()) {
	done := make(chan struct{})
	go func() {
		t := time.NewTicker(boardStep)
		defer t.Stop()
		last := time.Now()
		for {
			select {
			case <-done:
				return
			case now := <-t.C:
				passed := min(boardLag, float64(now.Sub(last))/float64(boardStep))
				last = now
				fyne.DoAndWait(func() { stepUnless(done, step, passed) })
			}
		}
	}()
	return func() { close(done) }
}

func stepUnless(done chan struct{}, step func(float64), passed float64) {
	select {
	case <-done:
	default:
		step(passed)
	}
}
