// Package catalogue is the room of what the firm sells: the grid of items with the tree of their groups, the form of one
// item, the rules its prices follow, and the answer to what a client pays and why.
package catalogue

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Screen is the grid with its filters and the tree of groups.
type Screen struct {
	*parts.Listing[trade.ItemQuery, row]
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown

	top     *parts.Top
	filters *filters
	tree    *tree
	foot    *foot
	object  fyne.CanvasObject

	around around
	group  int64 // chosen in the tree; the query's groups are those of the choice
}

// row is an item as a row of the grid.
type row struct{ trade.ItemRow }

// Key is the item's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, group: everything}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("catalogue.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	load := kit.NewButton(kit.Plain, t.T("catalogue.import"), s.goImport).WithIcon("ul")
	prices := kit.NewButton(kit.Plain, t.T("catalogue.prices"), func() { env.Go(route.Route{Room: route.Prices}) }).WithIcon("tag")
	var out *kit.Button
	out = kit.NewIconButton("dl", t.T("catalogue.export"), func() { kit.ShowMenu(out, s.exportMenu()...) })
	sheet := kit.NewIconButton("print", t.T("catalogue.sheet"), s.askSheet)
	s.top = parts.NewTop(env, t.T("catalogue.title"), "", prices, load, out, sheet, fresh)
	s.Listing = parts.NewListing(env, &s.loader, &s.acts, trade.ItemQuery{Sort: trade.ItemsByName}, s.listing())
	s.filters = newFilters(s)
	s.tree = newTree(s)
	s.foot = newFoot(s)
	s.wire()
	body := container.New(treeLayout{}, s.tree.object, s.Table(s.foot.Object))
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 8), kit.Grow(kit.Pad(body, 16, 0, 16, 16)))
	return s
}

func (s *Screen) goImport() { s.env.Go(route.Route{Room: route.Imports}) }

func (s *Screen) listing() parts.ListOf[trade.ItemQuery, row] {
	return parts.ListOf[trade.ItemQuery, row]{
		Name: "catalogue", Layouts: s.desk, Columns: s.columns(), Count: s.desk.CountItems, Came: func() { s.foot.show() }, Empty: s.nothing,
		Anchor: func(r row) crm.Anchor { return r.Anchor },
		Rows: parts.RowsOf(func(ctx context.Context, q trade.ItemQuery, p crm.Page) ([]trade.ItemRow, error) {
			return s.desk.Items(ctx, q, s.today(), p)
		}, func(r trade.ItemRow) row { return row{r} }),
		Sort:     func(q trade.ItemQuery) (string, bool) { return string(q.Sort), q.Desc },
		SetSort:  func(q *trade.ItemQuery, by string, desc bool) { q.Sort, q.Desc = trade.ItemSort(by), desc },
		Unsorted: func(q trade.ItemQuery, more bool) bool { return q.Search != "" && more },
		TooMany:  s.env.T.T("catalogue.sort.many"),
	}
}

func (s *Screen) wire() {
	s.Wire(parts.ListHands[row]{Open: func(r row) { s.open(r.ID) }, Menu: func(r row) []kit.MenuItem { return s.rowMenu(r.ItemRow) }, Typed: s.filters.Typed})
	g := s.Grid
	g.OnSelection = func() { s.foot.show() }
	g.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(g, at, s.columnMenu()...) }
	g.OnEdit = s.editCell
}

func (s *Screen) open(id trade.ItemID) { s.env.Go(route.Route{Room: route.Item, Item: id}) }

// New begins a new item in the group chosen.
func (s *Screen) New() {
	to := route.Route{Room: route.Item}
	if s.group > 0 {
		to.Sub = groupSub + parts.ID(trade.GroupID(s.group))
	}
	s.env.Go(to)
}

// today is the day whose prices are shown.
func (s *Screen) today() crm.Day { return crm.DayOf(s.env.Now()) }

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the grid.
func (s *Screen) Show(route.Route) {
	s.env.Window.Canvas().Focus(s.Grid)
	s.reloadAround()
	s.Arrange()
}

// reloadAround reads anew groups, lists and rates, and then the counts of the tree.
func (s *Screen) reloadAround() {
	day := s.today()
	kit.Load(&s.loader, "around", func(ctx context.Context) (around, error) { return readAround(ctx, s.desk, day) }, func(a around, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.around = a
		s.renewColumns()
		if _, known := a.group(trade.GroupID(s.group)); s.group > 0 && !known {
			s.group = everything // it is gone
		}
		if groups := s.groupsOf(s.group); !sameGroups(groups, s.Query.Groups) {
			s.Query.Groups = groups
			s.Reload()
		}
		s.foot.show()
		s.tree.load()
	})
}

// Hide drops the reading under way; what is being done goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounItem, crm.NounPrice, crm.NounGroup, crm.NounPriceList, crm.NounFirm, crm.NounTaxRate, crm.NounExchange) {
		s.Reload()
		s.reloadAround()
	}
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.Narrow()
	s.tree.load()
}

// narrowed reports whether the query leaves anything out but what is no longer sold.
func (s *Screen) narrowed() bool {
	q := s.Query
	return q.Search != "" || len(q.Groups)+len(q.Kinds)+len(q.Streams) > 0
}

// clear narrows nothing any more.
func (s *Screen) clear() {
	s.Query = trade.ItemQuery{Sort: s.Query.Sort, Desc: s.Query.Desc, Inactive: s.Query.Inactive}
	s.group = everything
	s.filters.set(s.Query)
	s.tree.mark()
	s.narrow()
}

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.Find() }

// Key takes the keys nobody used: arrows lead into the grid, F2 edits a cell, F3 tells what a client pays, Delete asks
// whether to remove the picked items, and Esc lets go of the picked items, then of the filter.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		s.env.Window.Canvas().Focus(s.Grid)
		s.Grid.TypedKey(ev)
	case fyne.KeyF2:
		s.env.Window.Canvas().Focus(s.Grid)
		s.Grid.EditCell("")
	case fyne.KeyF3:
		if r, ok := s.Grid.Current(); ok {
			s.askPays(r.(row).ID)
		}
	case fyne.KeyDelete:
		if s.Grid.SelectedCount() != 0 {
			s.askRemove()
		}
	case fyne.KeyEscape:
		return s.letGo()
	default:
		return false
	}
	return true
}

// letGo does what Esc does, and reports whether there was anything to let go of.
func (s *Screen) letGo() bool {
	switch {
	case s.ManyPicked():
		s.Grid.ClearSelection()
	case s.narrowed():
		s.clear()
	default:
		return false
	}
	return true
}
