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
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of what is done: it goes on when another room is shown
	acted  int

	top     *parts.Top
	filters *filters
	tree    *tree
	source  *kit.PagedSource[row]
	grid    *kit.DataGrid
	foot    *foot
	empty   *fyne.Container
	object  fyne.CanvasObject

	around   around
	query    trade.ItemQuery // its groups are those of the tree's choice
	group    int64           // chosen in the tree
	arranged bool            // the arrangement was read
}

// row is an item as a row of the grid.
type row struct{ trade.ItemRow }

// Key is the item's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, query: trade.ItemQuery{Sort: trade.ItemsByName}, group: everything}
	t := env.T
	fresh := kit.NewButton(kit.Primary, t.T("catalogue.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	load := kit.NewButton(kit.Plain, t.T("catalogue.import"), s.goImport).WithIcon("ul")
	prices := kit.NewButton(kit.Plain, t.T("catalogue.prices"), func() { env.Go(route.Route{Room: route.Prices}) }).WithIcon("tag")
	var out *kit.Button
	out = kit.NewIconButton("dl", t.T("catalogue.export"), func() { kit.ShowMenu(out, s.exportMenu()...) })
	sheet := kit.NewIconButton("print", t.T("catalogue.sheet"), s.askSheet)
	s.top = parts.NewTop(env, t.T("catalogue.title"), "", prices, load, out, sheet, fresh)
	s.filters = newFilters(s)
	s.tree = newTree(s)
	s.source = kit.NewPagedSource[row](nil, nil)
	s.source.Go = kit.GoWith(&s.loader, "grid ")
	s.source.Failed = env.Fail
	s.ask()
	s.grid = kit.NewDataGrid(s.columns(), s.source)
	s.grid.Radius, s.grid.Bare = 8, true
	s.foot = newFoot(s)
	s.empty = container.NewStack()
	s.empty.Hide()
	s.wire()
	table := kit.NewBareCard(container.NewStack(kit.VBox(0, kit.Grow(s.grid), s.foot.object), s.empty))
	body := container.New(treeLayout{}, s.tree.object, table)
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.filters.object, 16, 0, 16, 8), kit.Grow(kit.Pad(body, 16, 0, 16, 16)))
	return s
}

func (s *Screen) goImport() { s.env.Go(route.Route{Room: route.Imports}) }

func (s *Screen) wire() {
	g := s.grid
	g.OnOpen = func(r kit.Row) { s.open(r.(row).ID) }
	g.OnSelection = func() { s.foot.show() }
	g.OnMenu = func(at fyne.Position, r kit.Row) { kit.ShowMenuAt(g, at, s.rowMenu(r.(row).ItemRow)...) }
	g.OnHeaderMenu = func(at fyne.Position, _ string) { kit.ShowMenuAt(g, at, s.columnMenu()...) }
	g.OnSort = func(id string, desc bool) {
		s.query.Sort, s.query.Desc = trade.ItemSort(id), desc
		if s.unsorted() {
			s.env.Say(s.env.T.T("catalogue.sort.many"))
		}
		s.anew()
	}
	g.OnLayout = s.keepLayout
	g.OnType = func(r rune) { s.filters.typed(r) }
	g.OnEdit = s.editCell
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

// ask has the source read what the present query holds.
func (s *Screen) ask() {
	q, day := s.query, s.today()
	s.source.Fetch = func(ctx context.Context, at kit.Anchor[row]) ([]row, error) {
		found, err := s.desk.Items(ctx, q, day, pageOf(at))
		rows := make([]row, len(found))
		for i, r := range found {
			rows[i] = row{r}
		}
		return rows, err
	}
	s.source.Least = func(ctx context.Context) (int64, bool, error) {
		n, err := s.desk.CountItems(ctx, q)
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
	s.env.Window.Canvas().Focus(s.grid)
	s.reloadAround()
	if s.arranged {
		s.reloadList()
		return
	}
	kit.Load(&s.loader, "layout", func(ctx context.Context) (string, error) { return s.desk.Layout(ctx, layoutName) },
		func(kept string, _ error) { // without it the columns stand as at first
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
		if groups := s.groupsOf(s.group); !sameGroups(groups, s.query.Groups) {
			s.query.Groups = groups
			s.reloadList()
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
		s.reloadList()
		s.reloadAround()
	}
}

// narrow takes a changed filter: everything is read anew from the top.
func (s *Screen) narrow() {
	s.grid.ClearSelection()
	s.anew()
	s.tree.load()
}

// narrowed reports whether the query leaves anything out but what is no longer sold.
func (s *Screen) narrowed() bool {
	q := s.query
	return q.Search != "" || len(q.Groups)+len(q.Kinds)+len(q.Streams) > 0
}

// clear narrows nothing any more.
func (s *Screen) clear() {
	s.loader.Drop("type")
	s.query = trade.ItemQuery{Sort: s.query.Sort, Desc: s.query.Desc, Inactive: s.query.Inactive}
	s.group = everything
	s.filters.set(s.query)
	s.tree.mark()
	s.narrow()
}

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.filters.focus() }

// Key takes the keys nobody used: arrows lead into the grid, F2 edits a cell, F3 tells what a client pays, Delete asks
// whether to remove the picked items, and Esc lets go of the picked items, then of the filter.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		s.env.Window.Canvas().Focus(s.grid)
		s.grid.TypedKey(ev)
	case fyne.KeyF2:
		s.env.Window.Canvas().Focus(s.grid)
		s.grid.EditCell("")
	case fyne.KeyF3:
		if r, ok := s.grid.Current(); ok {
			s.askPays(r.(row).ID)
		}
	case fyne.KeyDelete:
		if s.grid.SelectedCount() != 0 {
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
	case s.manyPicked():
		s.grid.ClearSelection()
	case s.narrowed():
		s.clear()
	default:
		return false
	}
	return true
}
