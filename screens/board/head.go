package board

import (
	"context"
	"slices"

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
	owner   *kit.Select
	sort    *kit.Select
	lenses  []crm.Lens
	quiet   bool
	object  *fyne.Container
}

// Ids of choices of the keeper that are no rep.
const (
	anyone = ""
	nobody = "none"
)

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
	h.lens = kit.NewSelect(nil, h.chooseLens).WithPrefix(t.T("board.lens"))
	h.owner = kit.NewSelect(h.owners(), func(string) { h.take() }).WithPrefix(t.T("board.owner"))
	var orders []kit.Option
	for _, o := range sorts {
		orders = append(orders, kit.Option{ID: string(o), Label: t.T("board.sort." + string(o))})
	}
	h.sort = kit.NewSelect(orders, func(string) { h.take() }).WithPrefix(t.T("board.sort"))
	h.sort.SetValue(string(crm.SortName))
	h.set(s.query)
	h.lensBox = kit.Fixed(h.lens, 168, kit.ControlHeight)
	h.object = kit.Flow(8, h.by, h.chips.Object(), h.lensBox, kit.Fixed(h.owner, 132, kit.ControlHeight), kit.Fixed(h.sort, 150, kit.ControlHeight))
	return h
}

func (h *head) owners() []kit.Option {
	t := h.s.env.T
	options := []kit.Option{{ID: anyone, Label: t.T("board.any")}}
	for id, rep := range h.s.env.Reps() {
		options = append(options, kit.Option{ID: parts.ID(id), Label: rep.Name})
	}
	slices.SortFunc(options[1:], func(a, b kit.Option) int { return parts.Compare(a.Label, b.Label) })
	return append(options, kit.Option{ID: nobody, Label: t.T("board.nobody")})
}

// show shows what belongs to the board shown: types are columns there, not a filter.
func (h *head) show() {
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
	q.Sort = crm.Sort(h.sort.Value())
	q.Desc = q.Sort != crm.SortName
	q.Owner, q.NoOwner = 0, h.owner.Value() == nobody
	for id := range h.s.env.Reps() {
		if parts.ID(id) == h.owner.Value() {
			q.Owner = id
		}
	}
	h.s.narrow()
}

// set shows a query in the row without narrowing again.
func (h *head) set(q crm.ClientQuery) {
	h.quiet = true
	defer func() { h.quiet = false }()
	h.chips.Set(q.Types, q.Untyped)
	h.sort.SetValue(string(q.Sort))
	owner := anyone
	switch {
	case q.NoOwner:
		owner = nobody
	case q.Owner != 0:
		owner = parts.ID(q.Owner)
	}
	h.owner.SetValue(owner)
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
	h.lenses = lenses
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
