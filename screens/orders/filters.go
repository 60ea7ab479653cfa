package orders

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// filters is the rows above the list: the views of sales, states and types with counts, a text, a client, and days.
type filters struct {
	*parts.FilterText
	s      *Screen
	states *parts.StateChips[trade.OrderState]
	types  *parts.TypeChips
	client *kit.ComboBox
	from   *kit.DateField
	until  *kit.DateField
	object *fyne.Container
}

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	views := parts.NewSaleViews(s.env, parts.SaleOrders, func() crm.ClientID { return s.Query.Client })
	f.states = parts.NewStateChips(s.env, t.T("orders.states.all"), trade.OrderStates, func(st trade.OrderState) string { return t.T("trade.order." + string(st)) }, parts.OrderTone,
		func(states []trade.OrderState) {
			s.Query.States = states
			s.narrow()
		})
	f.types = parts.NewClientTypeChips(s.env, func(types []crm.RelType) {
		s.Query.Types = types
		s.narrow()
	})
	f.types.Resized = func() { s.object.Refresh() }
	f.FilterText = parts.NewFilterText(s.env, &s.loader, t.T("orders.filter.text"), func() fyne.Focusable { return s.Grid }, f.take)
	f.client = parts.NewClientField(s.env, &s.loader, s.desk, t.T("orders.client.any"))
	f.client.OnChoose = func(o kit.Option) { f.chooseClient(parts.ReadID[crm.ClientID](o.ID)) }
	f.from, f.until = f.dayField(func(q *trade.OrderQuery) *crm.Day { return &q.From }), f.dayField(func(q *trade.OrderQuery) *crm.Day { return &q.Until })
	day := func(d *kit.DateField) fyne.CanvasObject { return kit.Fixed(d, 124, kit.ControlHeight) }
	days := kit.HBox(8, kit.NewText(t.T("orders.from"), kit.Dense, kit.Text3), day(f.from), kit.NewText(t.T("orders.until"), kit.Dense, kit.Text3), day(f.until))
	f.object = kit.VBox(8, kit.Flow(8, views, kit.HBox(8, f.states.Objects()...), kit.Spacer(), kit.Fixed(f.Text, 220, kit.ControlHeight)),
		kit.Flow(8, f.types.Object(), kit.Spacer(), kit.Fixed(f.client, 168, kit.ControlHeight), days))
	return f
}

func (f *filters) dayField(part func(*trade.OrderQuery) *crm.Day) *kit.DateField {
	d := kit.NewDateField(f.s.env.T.Lang(), f.s.env.Now)
	d.SetPlaceHolder(f.s.env.T.T("orders.day.any"))
	d.OnDay = func(day time.Time, has bool) {
		now := crm.Day("")
		if has {
			now = crm.DayOf(day)
		}
		if held := part(&f.s.Query); !f.Quiet() && *held != now {
			*held = now
			f.s.narrow()
		}
	}
	return d
}

func (f *filters) take() {
	if now := f.Text.Value(); now != f.s.Query.Search {
		f.s.Query.Search = now
		f.s.narrow()
	}
}

func (f *filters) chooseClient(id crm.ClientID) {
	if !f.Quiet() && id != f.s.Query.Client {
		f.s.Query.Client = id
		f.s.narrow()
	}
}

// set shows the query in the rows without narrowing again.
func (f *filters) set() {
	q := f.s.Query
	f.ShowText(q.Search)
	f.states.Set(q.States)
	f.types.SetTypes(q.Types)
	f.Quietly(func() {
		f.from.SetValue(string(q.From))
		f.until.SetValue(string(q.Until))
	})
	if q.Client == 0 {
		f.client.SetChosen(kit.Option{})
	}
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.Query = trade.OrderQuery{Sort: f.s.Query.Sort, Desc: f.s.Query.Desc}
	f.set()
	f.s.narrow()
}

// load reads the counts of the chips, what each would show with the rest of the filter as it is, and the name of the
// client the list is narrowed to.
func (f *filters) load() {
	q, d := f.s.Query, f.s.desk
	f.states.Load(&f.s.loader, func(ctx context.Context, states []trade.OrderState) (crm.Count, error) {
		q := q
		q.States = states
		return d.CountOrders(ctx, q)
	}, func() { parts.Refit(f.object, f.s.object) })
	f.types.LoadByType(&f.s.loader, func(ctx context.Context, types []crm.RelType) (crm.Count, error) {
		q := q
		q.Types = types
		return d.CountOrders(ctx, q)
	})
	if o, _ := f.client.Chosen(); q.Client == 0 || o.ID == parts.ID(q.Client) {
		return
	}
	kit.Load(&f.s.loader, "client", func(ctx context.Context) (crm.Client, error) { return d.Client(ctx, q.Client) }, func(c crm.Client, err error) {
		if err == nil && c.ID == f.s.Query.Client { // a client that is gone has no orders either
			f.client.SetChosen(kit.Option{ID: parts.ID(c.ID), Label: c.Name})
		}
	})
}
