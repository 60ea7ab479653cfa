package board

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// head is the row above the board: by what, types with counts, lens, keeper, order.
type head struct {
	s       *Screen
	by      *kit.Segmented
	chips   *parts.TypeChips
	lens    *kit.Select
	lensBox *fyne.Container
	keeper  *kit.Select
	sort    *kit.Button
	quiet   bool
	object  *fyne.Container
}

// sorts are the orders of the cards in a column.
var sorts = []crm.Sort{crm.SortName, crm.SortTouch, crm.SortOpen, crm.SortCreated}

func newHead(s *Screen) *head {
	h := &head{s: s}
	t := s.env.T
	h.by = kit.NewSegmented(func(i int) {
		to := route.Route{Room: route.Board}
		if i == 1 {
			to.Sub = byType
		}
		s.env.Replace(to)
	}, t.T("board.by.stage"), t.T("board.by.type"))
	h.chips = parts.NewTypeChips(s.env, func(types []crm.RelType, none bool) {
		s.query.Types, s.query.Untyped = types, none
		s.narrow()
	})
	h.chips.Resized = func() { s.object.Refresh() }
	h.lens = kit.NewSelect(nil, h.chooseLens).WithPrefix(t.T("board.lens"))
	h.keeper = kit.NewSelect(nil, func(string) { h.take() }).WithPrefix(t.T("board.owner"))
	h.sort = kit.NewButton(kit.Plain, "", h.askSort).WithIcon("sort")
	h.lensBox = kit.Fixed(h.lens, 168, kit.ControlHeight)
	h.object = kit.Flow(8, h.by, h.chips.Object(), kit.Spacer(),
		kit.HBox(8, h.lensBox, kit.Fixed(h.keeper, 128, kit.ControlHeight), h.sort))
	h.show()
	return h
}

// show shows the present people, and what belongs to the board shown: types are columns there, not a filter.
func (h *head) show() {
	t := h.s.env.T
	any := kit.Option{ID: parts.Anyone, Label: t.T("board.any")}
	h.keeper.SetOptions(append([]kit.Option{any}, parts.KeeperOptions(h.s.env, t.T("board.nobody"), false)...))
	h.set(h.s.query)
	i := 0
	if h.s.types {
		i = 1
	}
	h.by.SetChosen(i)
	h.chips.Object().(*fyne.Container).Hidden = h.s.types
	h.lensBox.Hidden = h.s.types
	h.object.Refresh()
}

// take narrows the board to what the row says.
func (h *head) take() {
	if h.quiet {
		return
	}
	q := &h.s.query
	q.Owner, q.NoOwner = parts.ReadKeeper(h.s.env, h.keeper.Value())
	h.s.narrow()
}

func (h *head) orderWord(o crm.Sort) string { return h.s.env.T.T("board.sort." + string(o)) }

// askSort offers the orders of the cards; all but that by name begin with the most or the latest.
func (h *head) askSort() {
	var items []kit.MenuItem
	for _, o := range sorts {
		items = append(items, kit.MenuItem{Label: h.orderWord(o), Checked: o == h.s.query.Sort, Do: func() {
			h.s.query.Sort, h.s.query.Desc = o, o != crm.SortName
			h.set(h.s.query)
			h.s.narrow()
		}})
	}
	kit.ShowMenu(h.sort, items...)
}

// set shows a query in the row without narrowing again.
func (h *head) set(q crm.ClientQuery) {
	h.quiet = true
	defer func() { h.quiet = false }()
	h.chips.Set(q.Types, q.Untyped)
	h.sort.SetTip(h.s.env.T.T("board.sort") + ": " + h.orderWord(q.Sort))
	h.keeper.SetValue(parts.KeeperChoice(q.Owner, q.NoOwner))
}

// clear narrows nothing any more.
func (h *head) clear() {
	h.s.query = crm.ClientQuery{Sort: h.s.query.Sort, Desc: h.s.query.Desc}
	h.set(h.s.query)
	h.s.narrow()
}

// load reads the counts of the types and the lenses.
func (h *head) load() {
	q := h.s.query
	h.chips.Load(&h.s.loader, func(ctx context.Context) ([]crm.TypeCount, error) { return h.s.desk.TypeCounts(ctx, q) })
	kit.Load(&h.s.loader, "lenses", h.s.desk.AllLenses, func(lenses []crm.Lens, err error) {
		if err != nil {
			h.s.env.Fail(err)
			return
		}
		h.showLenses(lenses)
	})
}

func (h *head) showLenses(lenses []crm.Lens) {
	options := make([]kit.Option, len(lenses))
	for i, l := range lenses {
		options[i] = kit.Option{ID: parts.LensKey(l), Label: parts.LensName(h.s.env.T, l)}
	}
	h.quiet = true
	h.lens.SetOptions(options)
	h.lens.SetValue(parts.LensKey(h.s.env.Lens()))
	h.quiet = false
}

// chooseLens shows the ladder through another lens, everywhere in the program.
func (h *head) chooseLens(key string) {
	if h.quiet {
		return
	}
	next := h.s.shell.Settings()
	next.Lens = key
	h.s.shell.Apply(next)
	h.s.narrow()
}
