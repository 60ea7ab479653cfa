package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// MouseDown notes the card under the pointer; the board takes the keyboard, so that Esc reaches it in a drag.
func (b *Board) MouseDown(ev *desktop.MouseEvent) {
	if !b.focused {
		focusOn(b)
	}
	b.keyboard = false
	TipLeave(b)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	b.press = boardPress{on: true, start: ev.Position}
	i, index, card := b.cardUnder(ev.Position)
	if card != nil {
		b.press.column, b.press.index, b.press.card = b.lanes[i].col.ID, index, card
		b.press.double = b.tapped(card.Key())
	} else if i = b.laneUnder(ev.Position); i >= 0 && ev.Position.Y >= b.bodyTop()+b.bodyHeight() {
		b.press.column, b.press.foot = b.lanes[i].col.ID, true
	}
}

func (b *Board) tapped(key int64) bool {
	now := b.now()
	if b.lastTap.kind == pressRow && b.lastTap.id == key && now.Sub(b.lastTap.at) <= gridDouble {
		b.lastTap = gridClick{}
		return true
	}
	b.lastTap = gridClick{pressRow, key, now}
	return false
}

// MouseUp lets go: a press that did not travel was a tap.
func (b *Board) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary || !b.press.on {
		return
	}
	p := b.press
	if b.drag != nil || p.over {
		b.letGo()
		return
	}
	b.press.on = false
	switch {
	case p.card != nil:
		b.tapCard(p)
	case p.foot:
		if l := b.lane(p.column); l != nil {
			b.scrollLane(l, float64(b.bodyHeight()-b.pitch()/2))
		}
	}
}

func (b *Board) tapCard(p boardPress) {
	id := p.column
	b.setCurrent(boardPlace{column: id, index: p.index, key: p.card.Key(), has: true})
	if p.double {
		if b.OnOpen != nil {
			b.OnOpen(id, p.card)
		}
		return
	}
	if b.OnSelect != nil {
		b.OnSelect(id, p.card)
	}
}

// cardUnder finds the loaded card under a position of the board.
func (b *Board) cardUnder(pos fyne.Position) (lane, index int, card BoardCard) {
	i := b.laneUnder(pos)
	y := pos.Y - b.bodyTop()
	if i < 0 || y < 0 || y >= b.bodyHeight() {
		return -1, 0, nil
	}
	l := b.lanes[i]
	x := pos.X - b.laneX(i)
	at := float64(y) + l.off
	n := int(at / float64(b.pitch()))
	inCard := float32(at-float64(n)*float64(b.pitch())) < b.height
	if x < boardInset || x >= b.wide-boardOutset || !inCard {
		return -1, 0, nil
	}
	c, ok := l.card(n, b.pageSize)
	if !ok {
		return -1, 0, nil
	}
	return i, n, c
}

// TappedSecondary makes the card current and opens its menu.
func (b *Board) TappedSecondary(ev *fyne.PointEvent) {
	i, index, card := b.cardUnder(ev.Position)
	if card == nil {
		return
	}
	b.setCurrent(boardPlace{column: b.lanes[i].col.ID, index: index, key: card.Key(), has: true})
	if b.OnMenu != nil {
		b.OnMenu(ev.AbsolutePosition, card)
	}
}

// MouseIn begins to follow the pointer.
func (b *Board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved outlines the card under the pointer.
func (b *Board) MouseMoved(ev *desktop.MouseEvent) {
	b.pointer, b.inside = ev.Position, true
	TipMove(b, ev.AbsolutePosition)
	at := boardPlace{}
	if i, index, card := b.cardUnder(ev.Position); card != nil {
		at = boardPlace{column: b.lanes[i].col.ID, index: index, key: card.Key(), has: true}
	}
	b.setHover(at)
}

// MouseOut forgets the pointer.
func (b *Board) MouseOut() {
	b.inside = false
	TipLeave(b)
	b.setHover(boardPlace{})
}

// Tip is the sentence of the column's title or card under the pointer, or the texts that were cut there.
func (b *Board) Tip() string {
	i := b.laneUnder(b.pointer)
	if i < 0 || !b.inside || b.drag != nil {
		return ""
	}
	l := b.lanes[i]
	if b.pointer.Y < b.bodyTop() {
		return l.title.tipText()
	}
	_, index, card := b.cardUnder(b.pointer)
	if card == nil || len(l.faces) == 0 {
		return ""
	}
	if f := l.faces[index%len(l.faces)]; f.bound && f.index == index && f.state == faceShown {
		return f.tipText()
	}
	return ""
}

func (b *Board) setHover(at boardPlace) {
	if at == b.hover {
		return
	}
	was := b.hover
	b.hover = at
	b.reframe(was.column)
	if at.column != was.column {
		b.reframe(at.column)
	}
}

// Scrolled moves the column under the pointer, or the board sideways.
func (b *Board) Scrolled(ev *fyne.ScrollEvent) {
	TipLeave(b)
	if i := b.laneUnder(ev.Position); i >= 0 && ev.Scrolled.DY != 0 {
		b.scrollLane(b.lanes[i], -float64(ev.Scrolled.DY))
	}
	if ev.Scrolled.DX != 0 {
		b.left -= float64(ev.Scrolled.DX)
		b.moveLanes()
	}
	if b.drag != nil {
		b.aim()
	}
}

func (b *Board) scrollLane(l *boardLane, d float64) {
	l.off += d
	b.placeCards(l, false)
}
