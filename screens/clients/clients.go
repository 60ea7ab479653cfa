// Package clients is the grid of all clients: narrowed in one click, sorted, picked, with a preview beside it.
package clients

import (
	"context"

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

// Desk is what the screen needs.
type Desk interface {
	Reader
	Looker
	Doer
	parts.Layouts
	parts.Mover
}

// Screen is the grid with its filters and the preview.
type Screen struct {
	*parts.Listing[crm.ClientQuery, row]
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown

	top     *parts.Top
	filters *filters
	foot    *foot
	preview *preview
	body    *fyne.Container // the table and the preview beside it
	object  fyne.CanvasObject
}

// row is a client as a row of the grid.
type row struct{ crm.ClientRow }

// Key is the client's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("clients.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	load := kit.NewButton(kit.Plain, t.T("clients.import"), func() { env.Go(route.Route{Room: route.Imports}) }).WithIcon("ul")
	s.top = parts.NewTop(env, t.T("clients.title"), "", load, fresh)
	s.Listing = parts.NewListing(env, &s.loader, &s.acts, crm.ClientQuery{Sort: crm.SortName}, s.listing())
	s.filters = newFilters(s)
	s.foot = newFoot(s)
	s.preview = newPreview(s)
	s.wire()
	s.body = container.New(&besideLayout{wanted: func() bool { return s.preview.shown }}, s.Table(s.foot.Object), s.preview.object)
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 8), kit.Grow(kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

func (s *Screen) listing() parts.ListOf[crm.ClientQuery, row] {
	return parts.ListOf[crm.ClientQuery, row]{
		Name: "clients", Layouts: s.desk, Columns: columns(s.env), Count: s.desk.CountClients, Came: func() { s.foot.show() }, Empty: s.nobody,
		Anchor:   func(r row) crm.Anchor { return r.Anchor },
		Rows:     parts.RowsOf(s.desk.Clients, func(r crm.ClientRow) row { return row{r} }),
		Sort:     func(q crm.ClientQuery) (string, bool) { return string(q.Sort), q.Desc },
		SetSort:  func(q *crm.ClientQuery, by string, desc bool) { q.Sort, q.Desc = crm.Sort(by), desc },
		Unsorted: func(q crm.ClientQuery, more bool) bool { return q.Search != "" && more },
		TooMany:  s.env.T.T("clients.sort.many"),
	}
}

func (s *Screen) wire() {
	s.Wire(parts.ListHands[row]{Open: func(r row) { s.open(r.ID, "") }, Menu: func(r row) []kit.MenuItem { return s.rowMenu(r.ClientRow) }, Typed: s.filters.Typed})
	g := s.Grid
	g.OnSelect = func(r kit.Row) { s.preview.show(r.(row).ID) }
	g.OnSelection = func() { s.foot.show() }
}

func (s *Screen) open(id crm.ClientID, sub string) {
	s.env.Go(route.Route{Room: route.Card, Client: id, Sub: sub})
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the grid.
func (s *Screen) Show(route.Route) {
	s.filters.renew()
	s.env.Window.Canvas().Focus(s.Grid)
	s.reloadAround()
	s.Arrange()
}

// reloadAround reads anew what stands around the list.
func (s *Screen) reloadAround() {
	s.filters.load()
	s.foot.load()
	s.preview.reload()
}

// Hide drops the reading under way; what is being done goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounLens, crm.NounRep) {
		s.filters.renew()
	}
	s.Reload()
	s.reloadAround()
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.Narrow()
	s.filters.load()
	s.foot.load()
}

// New begins a new client.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Form}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.Find() }

// Key takes the keys nobody used: arrows lead into the grid, Delete asks whether to remove the picked clients, and Esc
// lets go of one thing after the other: the picked clients, the preview, the filter.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		s.env.Window.Canvas().Focus(s.Grid)
		s.Grid.TypedKey(ev)
		return true
	case fyne.KeyDelete:
		if s.Grid.SelectedCount() != 0 {
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
	case s.ManyPicked():
		s.Grid.ClearSelection()
	case s.preview.visible():
		s.preview.close()
	case s.Query.Narrow():
		s.filters.clear()
	default:
		return false
	}
	return true
}

// state is how the screen was left.
type state struct {
	list    parts.LeftList[crm.ClientQuery]
	preview crm.ClientID // 0 when it was closed
}

// State is how the screen was left.
func (s *Screen) State() any { return state{s.Left(), s.preview.client()} }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.filters.set(st.list.Query)
	s.Return(st.list)
	s.preview.restore(st.preview)
}

// nobody says what to do where there is nobody to show.
func (s *Screen) nobody() fyne.CanvasObject {
	t := s.env.T
	ladder := kit.NewLadderGlyph(8, 172, 60)
	if s.Query.Narrow() {
		return kit.EmptyState(ladder, t.T("clients.none"), t.T("clients.none.line"), kit.NewButton(kit.Plain, t.T("clients.filter.clear"), s.filters.clear))
	}
	return kit.EmptyState(ladder, t.T("clients.empty"), t.T("clients.empty.line"), kit.NewButton(kit.Primary, t.T("clients.new"), s.New))
}
