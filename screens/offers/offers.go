// Package offers is the list of all offers and the editor of one: its lines at the left, the paper as it will be
// printed at the right.
package offers

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what the list reads.
type Reader interface {
	Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error)
	CountOffers(ctx context.Context, q trade.OfferQuery) (crm.Count, error)
	OpenOffers(ctx context.Context, q trade.OfferQuery) (desk.OpenSums, error)
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
}

// Doer is what is done with an offer of the list.
type Doer interface {
	Decider
	RemoveOffer(ctx context.Context, id trade.OfferID) error
	PrintOffer(ctx context.Context, o trade.Offer) (desk.Print, error)
	mailer
	ExportOffers(ctx context.Context, q trade.OfferQuery, t *text.Tongue, w io.Writer) error
}

// Desk is what the list needs.
type Desk interface {
	Reader
	Doer
	parts.Layouts
}

// Screen is the list of offers with its filters.
type Screen struct {
	*parts.Listing[trade.OfferQuery, row]
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown

	top     *parts.Top
	filters *filters
	foot    *foot
	object  fyne.CanvasObject
}

// row is an offer as a row of the grid.
type row struct{ trade.OfferRow }

// Key is the offer's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the list; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("offers.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	export := kit.NewIconButton("dl", t.T("offers.export"), s.export)
	paper := kit.NewIconButton("print", t.T("parts.list.print"), s.printList)
	s.top = parts.NewTop(env, t.T("offers.title"), "", export, paper, fresh)
	s.Listing = parts.NewListing(env, &s.loader, &s.acts, trade.OfferQuery{}, s.listing())
	s.filters = newFilters(s)
	s.Wire(parts.ListHands[row]{Open: func(r row) { s.open(r.ID) }, Menu: func(r row) []kit.MenuItem { return s.rowMenu(r.OfferRow) },
		Typed: s.filters.Typed, Remove: func(r row) { s.askRemove(r.OfferRow) }})
	s.foot = newFoot(s)
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 12), kit.Grow(kit.Pad(s.Table(s.foot.object), 16, 0, 16, 16)))
	return s
}

func (s *Screen) listing() parts.ListOf[trade.OfferQuery, row] {
	return parts.ListOf[trade.OfferQuery, row]{
		Name: "offers", Layouts: s.desk, Columns: columns(s.env), Count: s.desk.CountOffers, Came: func() { s.foot.show() }, Empty: s.nothing,
		Anchor:  func(r row) crm.Anchor { return r.Anchor },
		Rows:    parts.RowsOf(s.desk.Offers, func(r trade.OfferRow) row { return row{r} }),
		Sort:    func(q trade.OfferQuery) (string, bool) { return string(q.Sort), q.Desc },
		SetSort: func(q *trade.OfferQuery, by string, desc bool) { q.Sort, q.Desc = trade.OfferSort(by), desc },
	}
}

func (s *Screen) open(id trade.OfferID) { s.env.Go(route.Route{Room: route.Offer, Offer: id}) }

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the list.
func (s *Screen) Show(route.Route) {
	s.env.Window.Canvas().Focus(s.Grid)
	s.filters.load()
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

// New begins a new offer.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Offer}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.Find() }

// Print prints the current offer, or the list when none is.
func (s *Screen) Print() {
	if r, ok := s.Current(); ok {
		s.print(r.ID)
		return
	}
	s.printList()
}

// Key empties the filter at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	return parts.EscClears(ev, s.narrowed(), s.filters.clear)
}

// narrowed reports whether the filter leaves any offer out.
func (s *Screen) narrowed() bool {
	q := s.Query
	return q.Search != "" || q.Client != 0 || len(q.States) > 0 || len(q.Types) > 0
}

// State is how the screen was left.
func (s *Screen) State() any { return s.Left() }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	left, ok := was.(parts.LeftList[trade.OfferQuery])
	if !ok {
		return
	}
	s.filters.set(left.Query)
	s.Return(left)
}

// nothing says what to do where there is nothing to show.
func (s *Screen) nothing() fyne.CanvasObject {
	t := s.env.T
	if s.narrowed() {
		return kit.EmptyState(kit.EmptyIcon("search"), t.T("offers.none"), t.T("offers.none.line"), kit.NewButton(kit.Plain, t.T("offers.filter.clear"), s.filters.clear))
	}
	return kit.EmptyState(kit.EmptyIcon("doc"), t.T("offers.empty"), t.T("offers.empty.line"), kit.NewButton(kit.Primary, t.T("offers.new"), s.New).WithIcon("plus"))
}
