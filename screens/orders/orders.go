// Package orders is the sales that were won: the list of all orders and the form of one.
package orders

import (
	"context"

	"fyne.io/fyne/v2"

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
	OrderMail(ctx context.Context, o trade.Order) (desk.Mail, error)
}

// Desk is what the list needs.
type Desk interface {
	Reader
	Clients
	Doer
	parts.Layouts
}

// Screen is the list of orders with its filters.
type Screen struct {
	*parts.Listing[trade.OrderQuery, row]
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown

	top     *parts.Top
	filters *filters
	foot    *foot
	object  fyne.CanvasObject

	routed   crm.ClientID // the client the route asked for last
	restored bool         // the place was come back to
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
	s.Listing = parts.NewListing(env, &s.loader, &s.acts, trade.OrderQuery{}, s.listing())
	s.filters = newFilters(s)
	s.Wire(parts.ListHands[row]{Open: func(r row) { s.open(r.ID) }, Menu: func(r row) []kit.MenuItem { return s.menu(r.OrderRow) },
		Typed: s.filters.Typed, Remove: func(r row) { s.askRemove(r.OrderRow) }})
	s.foot = newFoot(s)
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 12), kit.Grow(kit.Pad(s.Table(s.foot.object), 16, 0, 16, 16)))
	return s
}

func (s *Screen) listing() parts.ListOf[trade.OrderQuery, row] {
	return parts.ListOf[trade.OrderQuery, row]{
		Name: "orders", Layouts: s.desk, Columns: columns(s.env), Count: s.desk.CountOrders, Came: func() { s.foot.show() }, Empty: s.nothing,
		Anchor:  func(r row) crm.Anchor { return r.Anchor },
		Rows:    parts.RowsOf(s.desk.Orders, func(r trade.OrderRow) row { return row{r} }),
		Sort:    func(q trade.OrderQuery) (string, bool) { return string(q.Sort), q.Desc },
		SetSort: func(q *trade.OrderQuery, by string, desc bool) { q.Sort, q.Desc = trade.OrderSort(by), desc },
	}
}

func (s *Screen) open(id trade.OrderID) { s.env.Go(route.Route{Room: route.Order, Order: id}) }

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads.
func (s *Screen) Show(to route.Route) {
	if to.Client != s.routed && !s.restored {
		s.Query.Client = to.Client
		s.Anew()
	}
	s.routed, s.restored = to.Client, false
	s.filters.set()
	s.filters.load()
	s.env.Window.Canvas().Focus(s.Grid)
	s.Arrange()
}

// Hide drops the reading under way; what is being done goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *Screen) Changed(crm.News) {
	s.filters.load()
	s.Reload()
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.Narrow()
	s.filters.load()
}

// New begins an order, of the client the room is narrowed to.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Order, Client: s.Query.Client}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.Find() }

// Key empties the filter at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	return parts.EscClears(ev, s.narrowed(), s.filters.clear)
}

// narrowed reports whether the filter leaves any order out.
func (s *Screen) narrowed() bool {
	q := s.Query
	return q.Search != "" || q.Client != 0 || len(q.States) > 0 || len(q.Types) > 0 || q.From != "" || q.Until != ""
}

// State is how the screen was left.
func (s *Screen) State() any { return s.Left() }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	if left, ok := was.(parts.LeftList[trade.OrderQuery]); ok {
		s.restored = true
		s.Return(left)
	}
}

// nothing says what to do where there is nothing to show.
func (s *Screen) nothing() fyne.CanvasObject {
	t := s.env.T
	if s.narrowed() {
		return kit.EmptyState(kit.EmptyIcon("search"), t.T("orders.none"), t.T("orders.none.line"), kit.NewButton(kit.Plain, t.T("orders.clear"), s.filters.clear))
	}
	return kit.EmptyState(kit.EmptyIcon("case"), t.T("orders.empty"), t.T("orders.empty.line"), kit.NewButton(kit.Primary, t.T("orders.new"), s.New).WithIcon("plus"))
}
