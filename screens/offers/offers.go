// Package offers is the list of all offers and the editor of one: its lines at the left, the paper as it will be
// printed at the right.
package offers

import (
	"context"
	"encoding/json"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

// Keeper keeps how the list was arranged.
type Keeper interface {
	Layout(ctx context.Context, name string) (string, error)
	SaveLayout(ctx context.Context, name, layout string) error
}

// Desk is what the list needs.
type Desk interface {
	Reader
	Doer
	Keeper
}

// layoutName is under what the arrangement of the list is kept.
const layoutName = "offers"

// Screen is the list of offers with its filters.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader

	top     *parts.Top
	filters *filters
	source  *kit.PagedSource[row]
	grid    *kit.DataGrid
	foot    *foot
	empty   *fyne.Container
	object  fyne.CanvasObject

	query    trade.OfferQuery
	arranged bool // the arrangement was read
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
	g.OnMenu = func(at fyne.Position, r kit.Row) { kit.ShowMenuAt(g, at, s.rowMenu(r.(row).OfferRow)...) }
	g.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(g, at, s.columnMenu()...) }
	g.OnLayout = s.keepLayout
	g.OnType = func(r rune) { s.filters.typed(r) }
	g.OnKey = s.gridKey
	g.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
}

// gridKey removes the current offer at Delete, once that was confirmed.
func (s *Screen) gridKey(ev *fyne.KeyEvent) bool {
	if r, ok := s.current(); ok && ev.Name == fyne.KeyDelete {
		s.askRemove(r)
		return true
	}
	return false
}

// current is the offer the keyboard is on.
func (s *Screen) current() (trade.OfferRow, bool) {
	r, ok := s.grid.Current()
	if !ok {
		return trade.OfferRow{}, false
	}
	return r.(row).OfferRow, true
}

func (s *Screen) open(id trade.OfferID) { s.env.Go(route.Route{Room: route.Offer, Offer: id}) }

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
	found, err := s.desk.Offers(ctx, s.query, page)
	rows := make([]row, len(found))
	for i, r := range found {
		rows[i] = row{r}
	}
	return rows, err
}

func (s *Screen) count(ctx context.Context) (int64, error) {
	n, err := s.desk.CountOffers(ctx, s.query)
	return n.N, err
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads.
func (s *Screen) Show(route.Route) {
	s.filters.load()
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

// Hide drops the work under way.
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

// New begins a new offer.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Offer}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.focus() }

// Print prints the current offer, or the list when none is.
func (s *Screen) Print() {
	if r, ok := s.current(); ok {
		s.print(r.ID)
		return
	}
	s.printList()
}

// Key empties the filter at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyEscape && s.narrowed() {
		s.filters.clear()
		return true
	}
	return false
}

// narrowed reports whether the filter leaves any offer out.
func (s *Screen) narrowed() bool {
	q := s.query
	return q.Search != "" || q.Client != 0 || len(q.States) > 0 || len(q.Types) > 0
}

// state is how the screen was left.
type state struct {
	query  trade.OfferQuery
	scroll kit.GridScroll
	keys   []int64
}

// State is how the screen was left.
func (s *Screen) State() any { return state{s.query, s.grid.ScrollState(), s.grid.Selected().Keys} }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.query = st.query
	s.filters.set(st.query)
	s.grid.SetSelected(st.keys)
	s.grid.Restore(st.scroll)
}

// showEmpty says what to do where there is nothing to show.
func (s *Screen) showEmpty() {
	if s.source.Count() != 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	var content fyne.CanvasObject
	if s.narrowed() {
		content = kit.EmptyState(kit.EmptyIcon("search"), t.T("offers.none"), t.T("offers.none.line"), kit.NewButton(kit.Plain, t.T("offers.filter.clear"), s.filters.clear))
	} else {
		content = kit.EmptyState(kit.EmptyIcon("doc"), t.T("offers.empty"), t.T("offers.empty.line"), kit.NewButton(kit.Primary, t.T("offers.new"), s.New).WithIcon("plus"))
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Surface, 8), content}
	s.empty.Show()
	s.empty.Refresh()
}
