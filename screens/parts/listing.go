package parts

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// Layouts keeps how lists were arranged, each under a name.
type Layouts interface {
	Layout(ctx context.Context, name string) (string, error)
	SaveLayout(ctx context.Context, name, layout string) error
}

// ListOf is what a Listing asks of its screen. Q is what the list is narrowed and sorted by, R a row.
type ListOf[Q any, R kit.Row] struct {
	Name    string // the arrangement is kept under it
	Layouts Layouts
	Columns []kit.Column
	// Rows reads a page, Count counts what the query holds; both run in the background, on a query that nobody changes.
	Rows  func(ctx context.Context, q Q, p crm.Page) ([]R, error)
	Count func(ctx context.Context, q Q) (crm.Count, error)
	// Anchor is where a row stands in the order.
	Anchor func(R) crm.Anchor
	// Sort is the order of a query, by the id of a column; SetSort takes another. Both are nil where nothing sorts.
	Sort    func(Q) (column string, desc bool)
	SetSort func(q *Q, column string, desc bool)
	// Unsorted, which may be nil, reports whether so many are found by words that they come as they were found; TooMany
	// tells the user of it when a column is pressed.
	Unsorted func(q Q, more bool) bool
	TooMany  string
	// Came is called when rows or their number came, before the list is drawn.
	Came func()
	// Empty is what is shown in place of a list of nothing; nil shows the list.
	Empty func() fyne.CanvasObject
}

// RowsOf reads records and wraps each as a row.
func RowsOf[Q, T any, R kit.Row](read func(ctx context.Context, q Q, p crm.Page) ([]T, error), wrap func(T) R) func(context.Context, Q, crm.Page) ([]R, error) {
	return func(ctx context.Context, q Q, p crm.Page) ([]R, error) {
		found, err := read(ctx, q, p)
		rows := make([]R, len(found))
		for i, one := range found {
			rows[i] = wrap(one)
		}
		return rows, err
	}
}

// Listing is the life of a list in a grid: what it is narrowed and sorted by, reading it page by page, its arrangement,
// which is kept, and what stands there when it is empty. A screen embeds it.
type Listing[Q any, R kit.Row] struct {
	Query  Q
	Grid   *kit.DataGrid
	Source *kit.PagedSource[R]

	env      *Env
	of       ListOf[Q, R]
	loader   *kit.Loader // of what is read
	acts     *kit.Loader // of what is kept and done to rows: it goes on when another room is shown
	empty    *fyne.Container
	busy     *fyne.Container // the sign that a list is being read
	arranged bool            // the arrangement was read
	acted    int
}

// NewListing makes a list that reads through the loader of its screen and keeps through acts; it reads nothing yet.
func NewListing[Q any, R kit.Row](env *Env, loader, acts *kit.Loader, q Q, of ListOf[Q, R]) *Listing[Q, R] {
	l := &Listing[Q, R]{Query: q, env: env, of: of, loader: loader, acts: acts, empty: container.NewStack()}
	l.empty.Hide()
	l.busy = kit.VBox(0, kit.Pad(kit.Center(kit.NewChip("clock", env.T.T("parts.list.reading"), kit.ToneAccent).Large()), 0, 48, 0, 0))
	l.busy.Hide()
	loader.OnBusy = l.showBusy
	l.Source = kit.NewPagedSource[R](nil, nil)
	l.Source.Go = kit.GoWith(loader, "grid ")
	l.Source.Failed = env.Fail
	l.ask()
	l.Grid = kit.NewDataGrid(of.Columns, l.Source)
	l.Grid.Radius, l.Grid.Bare = 8, true
	l.Grid.OnSort = l.sorted
	l.Grid.OnLayout = l.KeepLayout
	l.Grid.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(l.Grid, at, l.ColumnMenu()...) }
	l.Grid.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
	l.showSort()
	l.Source.Changed = l.came
	return l
}

// Table is the list in its card with the line under it.
func (l *Listing[Q, R]) Table(foot fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewBareCard(container.NewStack(kit.VBox(0, kit.Grow(l.Grid), foot), l.empty, l.busy))
}

// showBusy shows over the list that it takes its time to be read, as the first sort by margin does.
func (l *Listing[Q, R]) showBusy(busy bool) {
	if busy {
		l.busy.Show()
	} else {
		l.busy.Hide()
	}
}

// came draws what was read.
func (l *Listing[Q, R]) came() {
	l.showSort()
	l.of.Came()
	l.Grid.Refresh()
	l.showEmpty()
}

func (l *Listing[Q, R]) showEmpty() {
	if l.Source.Count() != 0 || l.of.Empty == nil {
		l.empty.Hide()
		return
	}
	l.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Surface, 8), l.of.Empty()}
	l.empty.Show()
	l.empty.Refresh()
}

// Instead is what stands in place of an empty list, nil while there is anything to list.
func (l *Listing[Q, R]) Instead() fyne.CanvasObject {
	if !l.empty.Visible() {
		return nil
	}
	return l.empty
}

// ask has the source read what the present query holds; one that changes later does not change what is read for this one.
func (l *Listing[Q, R]) ask() {
	q := l.Query
	l.Source.Fetch = func(ctx context.Context, at kit.Anchor[R]) ([]R, error) {
		return l.of.Rows(ctx, q, pageOf(at, l.of.Anchor))
	}
	l.Source.Least = func(ctx context.Context) (int64, bool, error) {
		n, err := l.of.Count(ctx, q)
		return n.N, n.More, err
	}
}

// pageOf turns what the grid wants into a page of the list; a jump is walked from the nearer end.
func pageOf[R kit.Row](at kit.Anchor[R], anchor func(R) crm.Anchor) crm.Page {
	page := crm.Page{Limit: at.Limit}
	switch {
	case at.After != nil:
		from := anchor(*at.After)
		page.From = &from
	case at.Before != nil:
		from := anchor(*at.Before)
		page.From, page.Back = &from, true
	case at.Index > at.Total/2 && at.Total > 0:
		page.Back, page.Skip = true, max(0, at.Total-at.Index-int64(at.Limit))
		page.Limit = int(min(int64(at.Limit), at.Total-at.Index))
	default:
		page.Skip = at.Index
	}
	return page
}

// Anew reads another list from its top: the query changed.
func (l *Listing[Q, R]) Anew() {
	l.ask()
	l.Grid.ScrollTo(0)
	l.Source.Renew()
}

// Narrow is Anew without what was picked in the list before.
func (l *Listing[Q, R]) Narrow() {
	l.Grid.ClearSelection()
	l.Anew()
}

// Reload reads anew the rows in view.
func (l *Listing[Q, R]) Reload() {
	l.ask()
	l.Source.Reload()
	l.Grid.Refresh()
}

// Arrange reads the list; the first time the columns are put as they were left, before that.
func (l *Listing[Q, R]) Arrange() { l.ArrangeThen(l.Reload) }

// ArrangeThen puts the columns as they were left, the first time, and then does something else than to read the list alone.
func (l *Listing[Q, R]) ArrangeThen(then func()) {
	if l.arranged {
		then()
		return
	}
	kit.Load(l.loader, "layout", func(ctx context.Context) (string, error) { return l.of.Layouts.Layout(ctx, l.of.Name) },
		func(kept string, _ error) { // without it the columns stand as at first
			l.arranged = true
			l.arrange(kept)
			then()
		})
}

func (l *Listing[Q, R]) arrange(kept string) {
	var layout kit.GridLayout
	if kept == "" || json.Unmarshal([]byte(kept), &layout) != nil {
		return
	}
	l.Grid.SetLayout(layout)
	if id, desc := l.Grid.Sort(); id != "" && l.of.SetSort != nil {
		l.of.SetSort(&l.Query, id, desc)
	}
}

// KeepLayout keeps how the columns stand and what they are sorted by.
func (l *Listing[Q, R]) KeepLayout() {
	layout := l.Grid.Layout()
	if l.of.Sort != nil {
		layout.Sort, layout.Desc = l.of.Sort(l.Query)
	}
	body, err := json.Marshal(layout)
	if err != nil {
		return
	}
	kit.Commit(l.acts, "keep layout", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, l.of.Layouts.SaveLayout(ctx, l.of.Name, string(body))
	}, func(_ struct{}, err error) {
		if err != nil {
			l.env.Fail(err)
		}
	})
}

// ColumnMenu shows and hides columns.
func (l *Listing[Q, R]) ColumnMenu() []kit.MenuItem {
	var items []kit.MenuItem
	for _, c := range l.Grid.Columns() {
		items = append(items, kit.MenuItem{Label: c.Title, Checked: !c.Hidden, Do: func() {
			l.Grid.ShowColumn(c.ID, c.Hidden)
			l.KeepLayout()
		}})
	}
	return items
}

func (l *Listing[Q, R]) sorted(id string, desc bool) {
	l.of.SetSort(&l.Query, id, desc)
	if l.Unsorted() {
		l.env.Say(l.of.TooMany)
	}
	l.Anew()
}

// Unsorted reports whether the list comes as it was found.
func (l *Listing[Q, R]) Unsorted() bool {
	return l.of.Unsorted != nil && l.of.Unsorted(l.Query, l.Source.More())
}

// showSort shows the arrow at the column sorted by, where the list is sorted.
func (l *Listing[Q, R]) showSort() {
	if l.of.Sort == nil {
		return
	}
	id, desc := l.of.Sort(l.Query)
	if l.Unsorted() {
		id = ""
	}
	if now, falls := l.Grid.Sort(); now != id || falls != desc {
		l.Grid.SetSort(id, desc)
	}
}

// Current is the row the keyboard is on.
func (l *Listing[Q, R]) Current() (R, bool) {
	r, ok := l.Grid.Current()
	if !ok {
		var none R
		return none, false
	}
	row, ok := r.(R)
	return row, ok
}

// PrintAll prints the whole list as it is shown; see PrintGrid.
func (l *Listing[Q, R]) PrintAll(title string, about []string, foot func(rows []R) map[string]string, without ...string) {
	PrintGrid(l.env, l.loader, l.Grid, l.Source.Fetch, title, about, foot, without...)
}

// LeftList is how a list was left.
type LeftList[Q any] struct {
	Query  Q
	Scroll kit.GridScroll
	Picked kit.Selection
}

// Left is how the list was left.
func (l *Listing[Q, R]) Left() LeftList[Q] {
	return LeftList[Q]{l.Query, l.Grid.ScrollState(), l.Grid.Selected()}
}

// Return shows the list as it was left, once it is read.
func (l *Listing[Q, R]) Return(left LeftList[Q]) {
	l.Query = left.Query
	l.showSort()
	l.Grid.Restore(left.Scroll)
	l.Grid.SetSelection(left.Picked)
}
