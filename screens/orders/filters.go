package orders

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// typingPause is how long the filter waits for the next letter.
const typingPause = 120 * time.Millisecond

// filters is the rows above the list: the views of sales, states and types with counts, a text, a client, and days.
type filters struct {
	s      *Screen
	states []*kit.FilterChip // all, then each state
	types  *parts.TypeChips
	text   *kit.Entry
	client *kit.ComboBox
	from   *kit.DateField
	until  *kit.DateField
	object *fyne.Container
	quiet  bool
}

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	views := parts.NewSaleViews(s.env, parts.SaleOrders, func() crm.ClientID { return s.Query.Client })
	f.states = append(f.states, kit.NewFilterChip(t.T("orders.states.all"), "", func() { f.pick(0) }))
	for i, st := range trade.OrderStates {
		f.states = append(f.states, kit.NewFilterChip(t.T("trade.order."+string(st)), "", func() { f.pick(i + 1) }).WithSquare(parts.OrderTone(st).Fill))
	}
	f.states[0].SetChosen(true)
	f.types = parts.NewTypeChips(s.env, func(types []crm.RelType, untyped bool) {
		if untyped {
			types = []crm.RelType{""}
		}
		s.Query.Types = types
		s.narrow()
	})
	f.types.Resized = func() { s.object.Refresh() }
	f.text = f.textField()
	f.client = parts.NewClientField(s.env, &s.loader, s.desk, t.T("orders.client.any"))
	f.client.OnChoose = func(o kit.Option) { f.chooseClient(parts.ReadID[crm.ClientID](o.ID)) }
	f.from, f.until = f.dayField(func(q *trade.OrderQuery) *crm.Day { return &q.From }), f.dayField(func(q *trade.OrderQuery) *crm.Day { return &q.Until })
	chips := make([]fyne.CanvasObject, len(f.states))
	for i, chip := range f.states {
		chips[i] = chip
	}
	day := func(d *kit.DateField) fyne.CanvasObject { return kit.Fixed(d, 124, kit.ControlHeight) }
	days := kit.HBox(8, kit.NewText(t.T("orders.from"), kit.Dense, kit.Text3), day(f.from), kit.NewText(t.T("orders.until"), kit.Dense, kit.Text3), day(f.until))
	f.object = kit.VBox(8, kit.Flow(8, views, kit.HBox(8, chips...), kit.Spacer(), kit.Fixed(f.text, 220, kit.ControlHeight)),
		kit.Flow(8, f.types.Object(), kit.Spacer(), kit.Fixed(f.client, 168, kit.ControlHeight), days))
	return f
}

func (f *filters) textField() *kit.Entry {
	s := f.s
	e := kit.NewEntry(s.env.T.T("orders.filter.text")).WithIcon("filter").OnType(func(string) {
		if !f.quiet {
			s.loader.Debounce("type", typingPause, f.take)
		}
	})
	e.OnEsc = func() {
		if e.Value() != "" {
			e.SetValue("")
			return
		}
		s.env.Window.Canvas().Focus(s.Grid)
	}
	e.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			s.env.Window.Canvas().Focus(s.Grid)
			return true
		}
		return false
	}
	return e
}

func (f *filters) dayField(part func(*trade.OrderQuery) *crm.Day) *kit.DateField {
	d := kit.NewDateField(f.s.env.T.Lang(), f.s.env.Now)
	d.SetPlaceHolder(f.s.env.T.T("orders.day.any"))
	d.OnDay = func(day time.Time, has bool) {
		now := crm.Day("")
		if has {
			now = crm.DayOf(day)
		}
		if held := part(&f.s.Query); !f.quiet && *held != now {
			*held = now
			f.s.narrow()
		}
	}
	return d
}

func (f *filters) take() {
	if now := f.text.Value(); now != f.s.Query.Search {
		f.s.Query.Search = now
		f.s.narrow()
	}
}

func (f *filters) chooseClient(id crm.ClientID) {
	if !f.quiet && id != f.s.Query.Client {
		f.s.Query.Client = id
		f.s.narrow()
	}
}

// pick narrows to a state; a second click on it shows all again.
func (f *filters) pick(i int) {
	if f.states[i].Chosen() {
		i = 0
	}
	f.s.Query.States = nil
	if i > 0 {
		f.s.Query.States = []trade.OrderState{trade.OrderStates[i-1]}
	}
	f.mark(i)
	f.s.narrow()
}

func (f *filters) mark(at int) {
	for i, chip := range f.states {
		chip.SetChosen(i == at)
	}
}

// set shows the query in the rows without narrowing again.
func (f *filters) set() {
	q := f.s.Query
	f.quiet = true
	defer func() { f.quiet = false }()
	if f.text.Value() != q.Search {
		f.text.SetValue(q.Search)
	}
	at := 0
	if len(q.States) == 1 {
		at = slices.Index(trade.OrderStates, q.States[0]) + 1
	}
	f.mark(at)
	f.types.Set(q.Types, len(q.Types) == 1 && q.Types[0] == "")
	f.from.SetValue(string(q.From))
	f.until.SetValue(string(q.Until))
	if q.Client == 0 {
		f.client.SetChosen(kit.Option{})
	}
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.loader.Drop("type")
	f.s.Query = trade.OrderQuery{Sort: f.s.Query.Sort, Desc: f.s.Query.Desc}
	f.set()
	f.s.narrow()
}

func (f *filters) focus() { f.s.env.Window.Canvas().Focus(f.text) }

// typed takes a letter typed into the list as the beginning of a filter.
func (f *filters) typed(r rune) {
	f.focus()
	f.text.TypedRune(r)
}

// load reads the counts of the chips, what each would show with the rest of the filter as it is, and the name of the
// client the list is narrowed to.
func (f *filters) load() {
	q, d := f.s.Query, f.s.desk
	kit.Load(&f.s.loader, "state counts", func(ctx context.Context) ([]crm.Count, error) { return stateCounts(ctx, d, q) },
		func(counts []crm.Count, err error) {
			if err != nil {
				f.s.env.Fail(err)
				return
			}
			for i, n := range counts {
				f.states[i].SetCount(parts.CountWord(f.s.env.T, n.N, n.More))
			}
			f.object.Refresh()
			if kit.HeightAt(f.object, f.object.Size().Width) != f.object.Size().Height {
				f.s.object.Refresh()
			}
		})
	f.types.Load(&f.s.loader, func(ctx context.Context) ([]crm.TypeCount, error) { return typeCounts(ctx, d, q) })
	if o, _ := f.client.Chosen(); q.Client == 0 || o.ID == parts.ID(q.Client) {
		return
	}
	kit.Load(&f.s.loader, "client", func(ctx context.Context) (crm.Client, error) { return d.Client(ctx, q.Client) }, func(c crm.Client, err error) {
		if err == nil && c.ID == f.s.Query.Client { // a client that is gone has no orders either
			f.client.SetChosen(kit.Option{ID: parts.ID(c.ID), Label: c.Name})
		}
	})
}

// stateCounts counts all orders of a query and those of each state.
func stateCounts(ctx context.Context, d Reader, q trade.OrderQuery) ([]crm.Count, error) {
	q.States = nil
	all, err := d.CountOrders(ctx, q)
	counts := []crm.Count{all}
	for _, st := range trade.OrderStates {
		if err != nil {
			break
		}
		var n crm.Count
		q.States = []trade.OrderState{st}
		n, err = d.CountOrders(ctx, q)
		counts = append(counts, n)
	}
	return counts, err
}

// typeCounts counts the orders of a query by the types of their clients.
func typeCounts(ctx context.Context, d Reader, q trade.OrderQuery) ([]crm.TypeCount, error) {
	var counts []crm.TypeCount
	for _, r := range append(slices.Clone(crm.RelTypes), "") {
		q.Types = []crm.RelType{r}
		n, err := d.CountOrders(ctx, q)
		if err != nil {
			return nil, err
		}
		counts = append(counts, crm.TypeCount{Type: r, N: n.N, More: n.More})
	}
	return counts, nil
}
