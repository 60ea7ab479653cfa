package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained shows where the keyboard is.
func (b *Board) FocusGained() {
	b.focused = true
	b.reframe(b.cur.column)
}

// FocusLost puts a carried card back and hides the focus outline.
func (b *Board) FocusLost() {
	b.focused = false
	b.CancelDrag()
	b.reframe(b.cur.column)
}

// TypedRune has no use on a board.
func (b *Board) TypedRune(rune) {}

// TypedKey moves the current card's mark, opens a card, or hands the key on.
func (b *Board) TypedKey(ev *fyne.KeyEvent) {
	if b.drag != nil {
		if ev.Name == fyne.KeyEscape {
			b.CancelDrag()
		}
		return
	}
	if b.moveKey(ev.Name) {
		return
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if id, card, ok := b.Current(); ok && b.OnOpen != nil {
			b.OnOpen(id, card)
		}
	case desktop.KeyMenu:
		b.menuAtCurrent()
	case fyne.KeyF10:
		if modifiers()&fyne.KeyModifierShift != 0 {
			b.menuAtCurrent()
			return
		}
		b.otherKey(ev)
	default:
		b.otherKey(ev)
	}
}

func (b *Board) otherKey(ev *fyne.KeyEvent) {
	if b.OnKey == nil || !b.OnKey(ev) {
		RouteKey(ev)
	}
}

// moveKey moves the mark by a key of movement.
func (b *Board) moveKey(name fyne.KeyName) bool {
	page := max(1, int(b.bodyHeight()/b.pitch())-1)
	switch name {
	case fyne.KeyUp:
		b.step(-1)
	case fyne.KeyDown:
		b.step(1)
	case fyne.KeyPageUp:
		b.step(-page)
	case fyne.KeyPageDown:
		b.step(page)
	case fyne.KeyHome:
		b.step(-1 << 30)
	case fyne.KeyEnd:
		b.step(1 << 30)
	case fyne.KeyLeft:
		b.stepAcross(-1)
	case fyne.KeyRight:
		b.stepAcross(1)
	default:
		return false
	}
	return true
}

// step moves the mark within its column.
func (b *Board) step(n int) {
	at := b.mark()
	i := b.laneIndex(at.column)
	if !at.has || i < 0 {
		b.firstCard()
		return
	}
	b.markAt(i, at.index+n)
}

// mark is where the keyboard is: at the current card, or at one still being read.
func (b *Board) mark() boardPlace {
	if b.awaited.has {
		return b.awaited
	}
	return b.cur
}

// stepAcross moves the mark to the next column that has cards, at the same height on the screen.
func (b *Board) stepAcross(n int) {
	at := b.mark()
	i := b.laneIndex(at.column)
	if !at.has || i < 0 {
		b.firstCard()
		return
	}
	y := b.faceY(b.lanes[i], at.index) + b.height/2
	for j := i + n; j >= 0 && j < len(b.lanes); j += n {
		if l := b.lanes[j]; l.col.Count > 0 {
			b.markAt(j, int((float64(y)+l.off)/float64(b.pitch())))
			return
		}
	}
}

func (b *Board) firstCard() {
	for i, l := range b.lanes {
		if l.col.Count > 0 {
			b.markAt(i, int(l.off/float64(b.pitch())))
			return
		}
	}
}

// markAt makes the card with the number current and brings it into view.
func (b *Board) markAt(lane, index int) {
	l := b.lanes[lane]
	index = max(0, min(index, int(l.col.Count)-1))
	if l.col.Count == 0 {
		return
	}
	b.keyboard = true
	b.awaited = boardPlace{column: l.col.ID, index: index, has: true}
	b.bringIntoView(lane, index)
	b.meetAwaited()
}

// meetAwaited makes the card chosen by key current as soon as it is in memory.
func (b *Board) meetAwaited() {
	at := b.awaited
	if !at.has {
		return
	}
	if l := b.lane(at.column); at.key != 0 && l != nil {
		if i, found := l.find(at.key, b.pageSize); found {
			at.index = i
		}
	}
	card, ok := b.Card(at.column, at.index)
	if !ok || at.key != 0 && card.Key() != at.key {
		return
	}
	b.awaited = boardPlace{}
	at.key = card.Key()
	b.setCurrent(at)
	if b.OnSelect != nil {
		b.OnSelect(at.column, card)
	}
}

func (b *Board) bringIntoView(lane, index int) {
	l := b.lanes[lane]
	top := float64(index) * float64(b.pitch())
	if top < l.off {
		l.off = top
	} else if end := top + float64(b.height) - float64(b.bodyHeight()); end > l.off {
		l.off = end
	}
	b.placeCards(l, false)
	x := float64(lane) * float64(b.wide+boardGap)
	if x < b.left {
		b.left = x
	} else if end := x + float64(b.wide) - float64(b.Size().Width); end > b.left {
		b.left = end
	}
	b.moveLanes()
}

func (b *Board) setCurrent(at boardPlace) {
	was := b.cur
	b.cur, b.awaited = at, boardPlace{}
	b.reframe(was.column)
	if at.column != was.column {
		b.reframe(at.column)
	}
}

// followCurrent finds the current card again among cards that came: it may have moved to another number or column.
func (b *Board) followCurrent(l *boardLane, from int, cards []BoardCard) {
	if !b.cur.has {
		return
	}
	for i, c := range cards {
		if c.Key() == b.cur.key {
			was := b.cur.column
			b.cur.column, b.cur.index = l.col.ID, from+i
			if was != b.cur.column {
				b.reframe(was)
			}
			return
		}
	}
}

// TypedShortcut moves the current card with Ctrl and an arrow key.
func (b *Board) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierShortcutDefault && b.drag == nil {
		switch c.KeyName {
		case fyne.KeyLeft:
			b.moveCurrent(-1)
			return
		case fyne.KeyRight:
			b.moveCurrent(1)
			return
		case fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown:
			b.moveKey(c.KeyName)
			return
		}
	}
	if b.OnShortcut != nil {
		b.OnShortcut(s)
	}
}

// moveCurrent asks to move the current card to the next column that would take it.
func (b *Board) moveCurrent(n int) {
	id, card, ok := b.Current()
	if !ok || b.OnDrop == nil {
		return
	}
	b.keyboard = true
	i := b.laneIndex(id)
	for j := i + n; j >= 0 && j < len(b.lanes); j += n {
		to := b.lanes[j].col.ID
		if b.CanDrop == nil || b.CanDrop(card, id, to) {
			b.OnDrop(card, id, to)
			return
		}
	}
}

// menuAtCurrent opens the menu under the title of the current card.
func (b *Board) menuAtCurrent() {
	id, card, ok := b.Current()
	if !ok || b.OnMenu == nil {
		return
	}
	i := b.laneIndex(id)
	b.bringIntoView(i, b.cur.index)
	corner := fyne.NewPos(b.laneX(i)+boardInset, b.bodyTop()+b.faceY(b.lanes[i], b.cur.index))
	b.OnMenu(absolute(b).Add(corner).AddXY(cardLeft, cardSignsY), card)
}

// BoardState is the place a board shows; a screen keeps it to come back to the same cards.
type BoardState struct {
	Left    float64            `json:"left,omitempty"`
	Down    map[string]float64 `json:"down,omitempty"` // by column, in units
	Column  string             `json:"column,omitempty"`
	Current int64              `json:"current,omitempty"`
	Index   int                `json:"index,omitempty"`
	Has     bool               `json:"has,omitempty"` // whether there is a current card
}

// State tells the place shown and the current card.
func (b *Board) State() BoardState {
	s := BoardState{Left: b.left, Down: map[string]float64{}, Column: b.cur.column, Current: b.cur.key, Index: b.cur.index, Has: b.cur.has}
	for _, l := range b.lanes {
		if l.off != 0 {
			s.Down[l.col.ID] = l.off
		}
	}
	return s
}

// Restore returns to a place kept earlier, at once or as soon as the columns come.
func (b *Board) Restore(s BoardState) {
	b.restore = &s
	b.applyRestore()
	b.Refresh()
}

func (b *Board) applyRestore() {
	s := b.restore
	if s == nil || len(b.lanes) == 0 {
		return
	}
	b.restore = nil
	for _, l := range b.lanes {
		l.off = s.Down[l.col.ID]
	}
	b.left = s.Left
	b.cur = boardPlace{column: s.Column, index: s.Index, key: s.Current, has: s.Has}
}
