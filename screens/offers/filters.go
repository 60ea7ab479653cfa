package offers

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// filters is the row above the list: states with counts, types of the clients, and a text.
type filters struct {
	*parts.FilterText
	s      *Screen
	states *parts.StateChips[trade.State]
	types  *parts.TypeChips
	object *fyne.Container
}

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	f.states = parts.NewStateChips(s.env, t.T("offers.states.all"), trade.States, func(st trade.State) string { return t.T("trade.state." + string(st)) }, parts.StateTone,
		func(states []trade.State) {
			s.Query.States = states
			s.narrow()
		})
	f.types = parts.NewClientTypeChips(s.env, func(types []crm.RelType) {
		s.Query.Types = types
		s.narrow()
	})
	f.FilterText = parts.NewFilterText(s.env, &s.loader, t.T("offers.filter.text"), func() fyne.Focusable { return s.Grid }, f.take)
	f.Text.OnEsc = f.clear
	f.types.Resized = func() { s.object.Refresh() }
	f.object = kit.VBox(8, kit.Flow(8, f.states.Objects()...), kit.Flow(8, f.types.Object(), kit.Spacer(), kit.Fixed(f.Text, 240, kit.ControlHeight)))
	return f
}

func (f *filters) take() {
	if now := f.Text.Value(); now != f.s.Query.Search {
		f.s.Query.Search = now
		f.s.narrow()
	}
}

// set shows a query in the row without narrowing again.
func (f *filters) set(q trade.OfferQuery) {
	f.ShowText(q.Search)
	f.states.Set(q.States)
	f.types.SetTypes(q.Types)
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.Query = trade.OfferQuery{Sort: f.s.Query.Sort, Desc: f.s.Query.Desc}
	f.set(f.s.Query)
	f.s.narrow()
}

// load reads the counts of the chips: what each would show with the rest of the filter as it is.
func (f *filters) load() {
	q, d := f.s.Query, f.s.desk
	f.states.Load(&f.s.loader, func(ctx context.Context, states []trade.State) (crm.Count, error) {
		q := q
		q.States = states
		return d.CountOffers(ctx, q)
	}, func() { parts.Refit(f.object, f.s.object) })
	f.types.LoadByType(&f.s.loader, func(ctx context.Context, types []crm.RelType) (crm.Count, error) {
		q := q
		q.Types = types
		return d.CountOffers(ctx, q)
	})
}
