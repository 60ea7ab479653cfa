package kit

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
)

// ShownColumn is a column of a grid as it stands on the screen, to be printed.
type ShownColumn struct {
	ID    string
	Title string
	Width float32 // units
	Right bool    // figures
}

// Shown are the columns that are not hidden, in their order, with their titles on paper.
func (g *DataGrid) Shown() []ShownColumn {
	g.arrange()
	var all []ShownColumn
	for _, gc := range g.cols {
		c := g.columns[gc.at]
		all = append(all, ShownColumn{ID: c.ID, Title: cmp.Or(c.Paper, c.Title), Width: gc.w, Right: c.Align == fyne.TextAlignTrailing})
	}
	return all
}

// cellWords are the words of a cell in the order they are drawn.
type cellWords struct{ b strings.Builder }

func (w *cellWords) add(s, between string) {
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteString(between)
	}
	w.b.WriteString(s)
}

// wordsRoom is the width cells are written in for their words alone: nothing is cut.
const wordsRoom = 1e6

// Words are the texts of some rows in the columns shown, whole and without their drawings, as a printed list has them.
func (g *DataGrid) Words(rows []Row) [][]string {
	g.arrange()
	cell := newCell()
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = make([]string, len(g.cols))
		for n, gc := range g.cols {
			var said cellWords
			cell.begin(fyne.NewSize(wordsRoom, 2*g.rowHeight), fyne.TextAlignLeading)
			cell.said = &said
			g.columns[gc.at].Draw(cell, r)
			out[i][n] = said.b.String()
		}
	}
	return out
}

// ReadAll reads the rows of a list from its top, at most so many, and whether there are more. It is called off the UI goroutine.
func ReadAll[T Row](ctx context.Context, fetch func(ctx context.Context, at Anchor[T]) ([]T, error), most int) (all []Row, more bool, err error) {
	const page = 500
	at := Anchor[T]{Limit: page, Total: -1}
	for {
		rows, err := fetch(ctx, at)
		if err != nil {
			return nil, false, err
		}
		for _, r := range rows {
			if len(all) == most {
				return all, true, nil
			}
			all = append(all, r)
		}
		if len(rows) < page {
			return all, false, nil
		}
		last := rows[len(rows)-1]
		at = Anchor[T]{Index: at.Index + page, Limit: page, After: &last, Total: -1}
	}
}
