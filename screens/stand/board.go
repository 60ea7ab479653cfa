package stand

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/screens/kit"
)

// At is where a text of a board is drawn, in the board's own coordinates, a little within.
func (st *Stand) At(b *kit.Board, words string) fyne.Position {
	st.T.Helper()
	for _, t := range Find[*canvas.Text](b) {
		if plain(t.Text) == words {
			driver := fyne.CurrentApp().Driver()
			return driver.AbsolutePositionForObject(t).Subtract(driver.AbsolutePositionForObject(b)).AddXY(4, 4)
		}
	}
	st.T.Fatalf("%q is not drawn", words)
	return fyne.Position{}
}

// Carry takes a card with the mouse and carries it over a column; it is still held at the position.
func (st *Stand) Carry(b *kit.Board, title, column string) fyne.Position {
	st.T.Helper()
	from, over := st.At(b, title), st.At(b, column)
	to := fyne.NewPos(over.X+20, 300)
	b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	if !b.Dragging() {
		st.T.Fatalf("%s is not carried", title)
	}
	return to
}

// Drop lets go of the card that is held at a position.
func (st *Stand) Drop(b *kit.Board, at fyne.Position) {
	b.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	b.DragEnd()
}

// Drag carries a card to a column and lets it go there.
func (st *Stand) Drag(b *kit.Board, title, column string) {
	st.T.Helper()
	st.Drop(b, st.Carry(b, title, column))
}
