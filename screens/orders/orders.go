// Package orders is the sales that were won: the list of all orders and the form of one.
package orders

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what the list reads.
type Reader interface {
	Orders(ctx context.Context, q trade.OrderQuery, p crm.Page) ([]trade.OrderRow, error)
	CountOrders(ctx context.Context, q trade.OrderQuery) (crm.Count, error)
	Order(ctx context.Context, id trade.OrderID) (trade.Order, error)
	SumOrders(ctx context.Context, q trade.OrderQuery) (map[money.Currency]int64, error)
}

// Clients is whose the orders are.
type Clients interface {
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
}

// Doer is what is done with an order.
type Doer interface {
	FulfilOrder(ctx context.Context, id trade.OrderID, day crm.Day) (trade.Order, error)
	CancelOrder(ctx context.Context, id trade.OrderID) (trade.Order, error)
	ResumeOrder(ctx context.Context, id trade.OrderID) (trade.Order, error)
	RemoveOrder(ctx context.Context, id trade.OrderID) error
	PrintOrder(ctx context.Context, o trade.Order) (desk.Print, error)
}

// Keeper keeps how the list was arranged.
type Keeper interface {
	Layout(ctx context.Context, name string) (string, error)
	SaveLayout(ctx context.Context, name, layout string) error
}

// Desk is what the list needs.
type Desk interface {
	Reader
	Clients
	Doer
	Keeper
}

// layoutName is under what the arrangement of the list is kept.
const layoutName = "orders"

// Screen is the list of orders with its filters.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown

	top     *parts.Top
	filters *filters
	source  *kit.PagedSource[row]
	grid    *kit.DataGrid
	foot    *foot
	empty   *fyne.Container
	object  fyne.CanvasObject

	query    trade.OrderQuery
	routed   crm.ClientID // the client the route asked for last
	restored bool         // the place was come back to
	arranged bool         // the arrangement was read
}

// row is an order as a row of the grid.
type row struct{ trade.OrderRow }

// Key is the order's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the list; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("orders.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	s.top = parts.NewTop(env, t.T("orders.title"), "", fresh)
	s.filters = newFilters(s)
	s.source = kit.NewPagedSource(s.fetch, s.count)
	s.source.Go = kit.GoWith(&s.loader, "grid ")
	s.source.Failed = env.Fail
	s.grid = kit.NewDataGrid(columns(env), s.source)
	s.grid.Radius, s.grid.Bare = 8, true
	s.source.Changed = func() { s.grid.Refresh(); s.foot.show(); s.showEmpty() }
	s.wire()
	s.foot = newFoot(s)
	s.empty = container.NewStack()
	s.empty.Hide()
	table := kit.NewBareCard(container.NewStack(container.NewBorder(nil, s.foot.object, nil, nil, s.grid), s.empty))
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 12), kit.Grow(kit.Pad(table, 16, 0, 16, 16)))
	return s
}

func (s *Screen) wire() {
	g := s.grid
	g.OnOpen = func(r kit.Row) { s.open(r.(row).ID) }
	g.OnMenu = func(at fyne.Position, r kit.Row) { kit.ShowMenuAt(g, at, s.menu(r.(row).OrderRow)...) }
	g.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(g, at, s.columnMenu()...) }
	g.OnLayout = s.keepLayout
	g.OnSort = func(id string, desc bool) {
		s.query.Sort, s.query.Desc = trade.OrderSort(id), desc
		s.source.Reset()
		s.grid.Refresh()
	}
	g.OnType = func(r rune) { s.filters.typed(r) }
	g.OnKey = s.gridKey
	g.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
}

// gridKey removes the current order at Delete, once that was confirmed.
func (s *Screen) gridKey(ev *fyne.KeyEvent) bool {
	if r, ok := s.grid.Current(); ok && ev.Name == fyne.KeyDelete {
		s.askRemove(r.(row).OrderRow)
		return true
	}
	return false
}

func (s *Screen) open(id trade.OrderID) { s.env.Go(route.Route{Room: route.Order, Order: id}) }

// fetch reads a page of rows; a jump is walked from the nearer end.
func (s *Screen) fetch(ctx context.Context, at kit.Anchor[row]) ([]row, error) {
	page := crm.Page{Limit: at.Limit}
	total := s.source.Count()
	switch {
	case at.After != nil:
		page.From = &at.After.Anchor
	case at.Before != nil:
		page.From, page.Back = &at.Before.Anchor, true
	case total > 0 && at.Index > total/2:
		page.Back, page.Skip = true, max(0, total-at.Index-int64(at.Limit))
		page.Limit = int(min(int64(at.Limit), total-at.Index))
	default:
		page.Skip = at.Index
	}
	found, err := s.desk.Orders(ctx, s.query, page)
	rows := make([]row, len(found))
	for i, r := range found {
		rows[i] = row{r}
	}
	return rows, err
}

func (s *Screen) count(ctx context.Context) (int64, error) {
	n, err := s.desk.CountOrders(ctx, s.query)
	return n.N, err
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads.
func (s *Screen) Show(to route.Route) {
	if to.Client != s.routed && !s.restored {
		s.query.Client = to.Client
		s.source.Reset()
	}
	s.routed, s.restored = to.Client, false
	s.filters.set()
	s.filters.load()
	s.env.Window.Canvas().Focus(s.grid)
	if s.arranged {
		s.source.Reload()
		return
	}
	kit.Load(&s.loader, "layout", func(ctx context.Context) (string, error) { return s.desk.Layout(ctx, layoutName) },
		func(kept string, err error) {
			s.arranged = true
			var l kit.GridLayout
			if err == nil && kept != "" && json.Unmarshal([]byte(kept), &l) == nil {
				s.grid.SetLayout(l)
				if id, desc := s.grid.Sort(); id != "" {
					s.query.Sort, s.query.Desc = trade.OrderSort(id), desc
				}
			}
			s.source.Reset()
			s.grid.Refresh()
		})
}

func (s *Screen) keepLayout() {
	body, err := json.Marshal(s.grid.Layout())
	if err != nil {
		return
	}
	kit.Commit(&s.loader, "keep layout", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SaveLayout(ctx, layoutName, string(body))
	}, s.failed)
}

func (s *Screen) failed(_ struct{}, err error) {
	if err != nil {
		s.env.Fail(err)
	}
}

// Hide drops the reading under way.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *Screen) Changed(crm.News) {
	s.filters.load()
	s.source.Reload()
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.grid.ClearSelection()
	s.source.Reset()
	s.grid.Refresh()
	s.filters.load()
}

// New begins an order, of the client the room is narrowed to.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Order, Client: s.query.Client}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.focus() }

// Key empties the filter at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyEscape && s.narrowed() {
		s.filters.clear()
		return true
	}
	return false
}

// narrowed reports whether the filter leaves any order out.
func (s *Screen) narrowed() bool {
	q := s.query
	return q.Search != "" || q.Client != 0 || len(q.States) > 0 || len(q.Types) > 0 || q.From != "" || q.Until != ""
}

// state is how the screen was left.
type state struct {
	query  trade.OrderQuery
	scroll kit.GridScroll
}

// State is how the screen was left.
func (s *Screen) State() any { return state{s.query, s.grid.ScrollState()} }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.query, s.restored = st.query, true
	s.grid.Restore(st.scroll)
}

// showEmpty says what to do where there is nothing to show.
func (s *Screen) showEmpty() {
	if s.source.Count() != 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	content := kit.EmptyState(kit.EmptyIcon("case"), t.T("orders.empty"), t.T("orders.empty.line"), kit.NewButton(kit.Primary, t.T("orders.new"), s.New).WithIcon("plus"))
	if s.narrowed() {
		content = kit.EmptyState(kit.EmptyIcon("search"), t.T("orders.none"), t.T("orders.none.line"), kit.NewButton(kit.Plain, t.T("orders.clear"), s.filters.clear))
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Surface, 8), content}
	s.empty.Show()
	s.empty.Refresh()
}
