package parts

import (
	"context"
	"slices"

	"rapport/screens/kit"
)

// List is a list as a screen shows it, to be printed.
type List struct {
	Title   string
	About   []string // what narrows it, in words
	Columns []kit.ShownColumn
	Rows    [][]string
	Foot    []string // totals under the columns; nil: none
}

// MostListRows is how many rows a list is printed with; a longer one is told of before anything is read.
const MostListRows = 5000

// drop takes a column out of the list.
func (l *List) drop(id string) {
	at := slices.IndexFunc(l.Columns, func(c kit.ShownColumn) bool { return c.ID == id })
	if at < 0 {
		return
	}
	l.Columns = slices.Delete(l.Columns, at, at+1)
	for i := range l.Rows {
		l.Rows[i] = slices.Delete(l.Rows[i], at, at+1)
	}
	if l.Foot != nil {
		l.Foot = slices.Delete(l.Foot, at, at+1)
	}
}

// readRows are rows of a list and whether there were more of them.
type readRows struct {
	rows []kit.Row
	more bool
}

// PrintGrid prints the rows of a grid as it shows them, the whole list and not only what is in view. Of a longer one than paper
// takes it asks whether its first rows are wanted. foot, which may be nil, tells the totals by the ids of the columns;
// the columns of without are for the owner's eyes alone and never printed.
func PrintGrid[T kit.Row](env *Env, l *kit.Loader, g *kit.DataGrid, fetch func(ctx context.Context, at kit.Anchor[T]) ([]T, error),
	title string, about []string, foot func(rows []T) map[string]string, without ...string) {
	t := env.T
	print := func(rows []kit.Row) {
		list := List{Title: title, About: about, Columns: g.Shown(), Rows: wordsOnPaper(env, g, rows)}
		if foot != nil && len(rows) > 0 {
			list.Foot = footOf(list.Columns, rows, foot)
		}
		for _, id := range without {
			list.drop(id)
		}
		env.PrintList(list)
	}
	kit.Load(l, "print list", func(ctx context.Context) (readRows, error) {
		rows, more, err := kit.ReadAll(ctx, fetch, MostListRows)
		return readRows{rows, more}, err
	}, func(r readRows, err error) {
		switch {
		case err != nil:
			env.Fail(err)
		case r.more:
			n := t.Int(MostListRows)
			kit.Confirm(t.T("parts.list.long"), t.T("parts.list.long.ask", "N", n), t.T("parts.list.first", "N", n), t.T("text.cancel"), func() { print(r.rows) })
		default:
			print(r.rows)
		}
	})
}

// wordsOnPaper are the words of rows as paper has them: with dates where the screen says "today".
func wordsOnPaper(env *Env, g *kit.DataGrid, rows []kit.Row) [][]string {
	env.onPaper = true
	defer func() { env.onPaper = false }()
	return g.Words(rows)
}

func footOf[T kit.Row](columns []kit.ShownColumn, rows []kit.Row, foot func(rows []T) map[string]string) []string {
	typed := make([]T, 0, len(rows))
	for _, r := range rows {
		if one, ok := r.(T); ok {
			typed = append(typed, one)
		}
	}
	said := foot(typed)
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = said[c.ID]
	}
	return out
}
