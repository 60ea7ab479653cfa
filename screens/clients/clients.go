// Package clients is the grid of all clients: narrowed in one click, sorted, picked, with a preview beside it.
package clients

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what the grid reads.
type Reader interface {
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
	CountClients(ctx context.Context, q crm.ClientQuery) (crm.Count, error)
	TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error)
	RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error)
	Tags(ctx context.Context, prefix string, limit int) ([]crm.Tag, error)
}

// Looker is what the preview reads.
type Looker interface {
	ClientRow(ctx context.Context, id crm.ClientID) (crm.ClientRow, error)
	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
	Interactions(ctx context.Context, client crm.ClientID, p crm.Page) ([]crm.Interaction, error)
}

// Doer is what is done with picked clients.
type Doer interface {
	TagClients(ctx context.Context, p desk.Picked, tag string, off bool) (int, error)
	GiveClients(ctx context.Context, p desk.Picked, owner crm.RepID) (int, error)
	RemoveClients(ctx context.Context, p desk.Picked) (int, error)
	ExportPicked(ctx context.Context, p desk.Picked, lang string, path string) error
	PickedClients(ctx context.Context, p desk.Picked) ([]crm.ClientID, error)
}

// Keeper keeps how the grid was arranged.
type Keeper interface {
	Layout(ctx context.Context, name string) (string, error)
	SaveLayout(ctx context.Context, name, layout string) error
}

// Desk is what the screen needs.
type Desk interface {
	Reader
	Looker
	Doer
	Keeper
	parts.Mover
}

// layoutName is under what the arrangement of the grid is kept.
const layoutName = "clients"

// Screen is the grid with its filters and the preview.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown
	acted  int

	top     *parts.Top
	filters *filters
	source  *kit.PagedSource[row]
	grid    *kit.DataGrid
	foot    *foot
	preview *preview
	empty   *fyne.Container
	body    *fyne.Container // the table and the preview beside it
	object  fyne.CanvasObject

	query    crm.ClientQuery
	arranged bool // the arrangement was read
}

// row is a client as a row of the grid.
type row struct{ crm.ClientRow }

// Key is the client's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, query: crm.ClientQuery{Sort: crm.SortName}}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("clients.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	load := kit.NewButton(kit.Plain, t.T("clients.import"), func() { env.Go(route.Route{Room: route.Imports}) }).WithIcon("ul")
	s.top = parts.NewTop(env, t.T("clients.title"), "", load, fresh)
	s.filters = newFilters(s)
	s.source = kit.NewPagedSource[row](nil, nil)
	s.source.Go = kit.GoWith(&s.loader, "grid ")
	s.source.Failed = env.Fail
	s.ask()
	s.grid = kit.NewDataGrid(columns(env), s.source)
	s.grid.Radius, s.grid.Bare = 8, true
	s.foot = newFoot(s)
	s.preview = newPreview(s)
	s.empty = container.NewStack()
	s.empty.Hide()
	s.wire()
	table := kit.NewBareCard(container.NewStack(kit.VBox(0, kit.Grow(s.grid), s.foot.object), s.empty))
	s.body = container.New(&besideLayout{wanted: func() bool { return s.preview.shown }}, table, s.preview.object)
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 8), kit.Grow(kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

func (s *Screen) wire() {
	g := s.grid
	g.OnSelect = func(r kit.Row) { s.preview.show(r.(row).ID) }
	g.OnOpen = func(r kit.Row) { s.open(r.(row).ID, "") }
	g.OnSelection = func() { s.foot.show() }
	g.OnMenu = func(at fyne.Position, r kit.Row) { kit.ShowMenuAt(g, at, s.rowMenu(r.(row).ClientRow)...) }
	g.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(g, at, s.columnMenu()...) }
	g.OnSort = func(id string, desc bool) {
		s.query.Sort, s.query.Desc = crm.Sort(id), desc
		if s.unsorted() {
			s.env.Say(s.env.T.T("clients.sort.many"))
		}
		s.anew()
	}
	g.OnLayout = s.keepLayout
	g.OnType = func(r rune) { s.filters.typed(r) }
	g.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
	s.source.Changed = func() {
		s.showSort()
		g.Refresh()
		s.foot.show()
		s.showEmpty()
	}
}

// unsorted reports whether the list comes as it was found: so does a search with more hits than are counted.
func (s *Screen) unsorted() bool { return s.query.Search != "" && s.source.More() }

// showSort shows the arrow at the column sorted by, where the list is sorted.
func (s *Screen) showSort() {
	id := string(s.query.Sort)
	if s.unsorted() {
		id = ""
	}
	if now, desc := s.grid.Sort(); now != id || desc != s.query.Desc {
		s.grid.SetSort(id, s.query.Desc)
	}
}

func (s *Screen) open(id crm.ClientID, sub string) {
	s.env.Go(route.Route{Room: route.Card, Client: id, Sub: sub})
}

// ask has the source read what the present query holds.
func (s *Screen) ask() {
	q := s.query
	s.source.Fetch = func(ctx context.Context, at kit.Anchor[row]) ([]row, error) {
		found, err := s.desk.Clients(ctx, q, pageOf(at))
		rows := make([]row, len(found))
		for i, r := range found {
			rows[i] = row{r}
		}
		return rows, err
	}
	s.source.Least = func(ctx context.Context) (int64, bool, error) {
		n, err := s.desk.CountClients(ctx, q)
		return n.N, n.More, err
	}
}

// pageOf turns what the grid wants into a page of the list; a jump is walked from the nearer end.
func pageOf(at kit.Anchor[row]) crm.Page {
	page := crm.Page{Limit: at.Limit}
	switch {
	case at.After != nil:
		page.From = &at.After.Anchor
	case at.Before != nil:
		page.From, page.Back = &at.Before.Anchor, true
	case at.Index > at.Total/2 && at.Total > 0:
		page.Back, page.Skip = true, max(0, at.Total-at.Index-int64(at.Limit))
		page.Limit = int(min(int64(at.Limit), at.Total-at.Index))
	default:
		page.Skip = at.Index
	}
	return page
}

// anew reads another list from its top.
func (s *Screen) anew() {
	s.ask()
	s.grid.ScrollTo(0)
	s.source.Renew()
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the grid.
func (s *Screen) Show(route.Route) {
	s.filters.renew()
	s.env.Window.Canvas().Focus(s.grid)
	s.reloadAround()
	if s.arranged {
		s.reloadList()
		return
	}
	kit.Load(&s.loader, "layout", func(ctx context.Context) (string, error) { return s.desk.Layout(ctx, layoutName) },
		func(kept string, err error) {
			s.arranged = true
			s.arrange(kept)
			s.reloadList()
		})
}

// reloadList reads anew the rows in view.
func (s *Screen) reloadList() {
	s.ask()
	s.source.Reload()
	s.grid.Refresh()
}

// reloadAround reads anew what stands around the list.
func (s *Screen) reloadAround() {
	s.filters.load()
	s.foot.load()
	s.preview.reload()
}

// arrange puts the columns as they were left.
func (s *Screen) arrange(kept string) {
	var l kit.GridLayout
	if kept == "" || json.Unmarshal([]byte(kept), &l) != nil {
		s.grid.SetSort(string(s.query.Sort), s.query.Desc)
		return
	}
	s.grid.SetLayout(l)
	if id, desc := s.grid.Sort(); id != "" {
		s.query.Sort, s.query.Desc = crm.Sort(id), desc
	}
}

func (s *Screen) keepLayout() {
	layout := s.grid.Layout()
	layout.Sort, layout.Desc = string(s.query.Sort), s.query.Desc
	body, err := json.Marshal(layout)
	if err != nil {
		return
	}
	kit.Commit(&s.acts, "keep layout", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SaveLayout(ctx, layoutName, string(body))
	}, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
		}
	})
}

// Hide drops the reading under way; what is being done goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounLens, crm.NounRep) {
		s.filters.renew()
	}
	s.reloadList()
	s.reloadAround()
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.grid.ClearSelection()
	s.anew()
	s.filters.load()
	s.foot.load()
}

// New begins a new client.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Form}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.focus() }

// Key takes the keys nobody used: arrows lead into the grid, Delete asks whether to remove the picked clients, and Esc
// lets go of one thing after the other: the picked clients, the preview, the filter.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		s.env.Window.Canvas().Focus(s.grid)
		s.grid.TypedKey(ev)
		return true
	case fyne.KeyDelete:
		if s.grid.SelectedCount() != 0 {
			s.askRemove()
		}
		return true
	case fyne.KeyEscape:
		return s.letGo()
	}
	return false
}

// letGo does what Esc does, and reports whether there was anything to let go of.
func (s *Screen) letGo() bool {
	switch {
	case s.manyPicked():
		s.grid.ClearSelection()
	case s.preview.visible():
		s.preview.close()
	case s.query.Narrow():
		s.filters.clear()
	default:
		return false
	}
	return true
}

// state is how the screen was left.
type state struct {
	query   crm.ClientQuery
	scroll  kit.GridScroll
	picked  kit.Selection
	preview crm.ClientID // 0 when it was closed
}

// State is how the screen was left.
func (s *Screen) State() any {
	return state{s.query, s.grid.ScrollState(), s.grid.Selected(), s.preview.client()}
}

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.query = st.query
	s.filters.set(st.query)
	s.grid.SetSort(string(st.query.Sort), st.query.Desc)
	s.grid.Restore(st.scroll)
	s.grid.SetSelection(st.picked)
	s.preview.restore(st.preview)
}

// showEmpty says what to do where there is nobody to show.
func (s *Screen) showEmpty() {
	if s.source.Count() != 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	ladder := kit.NewLadderGlyph(8, 172, 60)
	content := kit.EmptyState(ladder, t.T("clients.empty"), t.T("clients.empty.line"), kit.NewButton(kit.Primary, t.T("clients.new"), s.New))
	if s.query.Narrow() {
		content = kit.EmptyState(ladder, t.T("clients.none"), t.T("clients.none.line"), kit.NewButton(kit.Plain, t.T("clients.filter.clear"), s.filters.clear))
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Surface, 8), content}
	s.empty.Show()
	s.empty.Refresh()
}
