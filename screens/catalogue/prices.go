package catalogue

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// PriceReader is what the page of prices reads.
type PriceReader interface {
	Around
	PriceRules(ctx context.Context) ([]trade.Rule, error)
	PriceIndices(ctx context.Context) ([]trade.Index, error)
	Capacities(ctx context.Context) ([]trade.Capacity, error)
	Segments(ctx context.Context) ([]crm.Segment, error)
	Exchanges(ctx context.Context) ([]trade.Exchange, error)
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
}

// PriceKeeper changes lists, rules and what they follow.
type PriceKeeper interface {
	SavePriceList(ctx context.Context, l trade.PriceList) (trade.PriceList, error)
	RemovePriceList(ctx context.Context, id trade.ListID) error
	SaveRule(ctx context.Context, r trade.Rule) (trade.Rule, error)
	RemoveRule(ctx context.Context, id trade.RuleID) error
}

// SourceKeeper changes indices, capacities, segments and rates of exchange.
type SourceKeeper interface {
	SaveIndex(ctx context.Context, i trade.Index) (trade.Index, error)
	RemoveIndex(ctx context.Context, id trade.IndexID) error
	SaveCapacity(ctx context.Context, c trade.Capacity) (trade.Capacity, error)
	RemoveCapacity(ctx context.Context, id trade.CapacityID) error
	SaveSegment(ctx context.Context, s crm.Segment) (crm.Segment, error)
	RemoveSegment(ctx context.Context, id crm.SegmentID) error
	SetExchange(ctx context.Context, currency money.Currency, day crm.Day, rate money.Dec) error
	RemoveExchange(ctx context.Context, id trade.ExchangeID) error
}

// PriceDesk is what the page of prices needs.
type PriceDesk interface {
	PriceReader
	PriceKeeper
	SourceKeeper
}

// priceTabs are the pages of the prices.
var priceTabs = []string{"rules", "lists", "segments", "indices", "capacities", "exchanges"}

// PricesScreen is the lists and rules of prices, and what the rules follow.
type PricesScreen struct {
	env    *parts.Env
	desk   PriceDesk
	loader kit.Loader
	acts   kit.Loader

	known  known
	at     int
	tabs   *kit.Tabs
	page   *fyne.Container
	scroll *kit.ScrollMemory
	object fyne.CanvasObject
}

// known is all that was read of prices.
type known struct {
	around
	rules      []trade.Rule
	indices    []trade.Index
	capacities []trade.Capacity
	segments   []crm.Segment
	exchanges  []trade.Exchange
	items      map[trade.ItemID]string // names of those the rules are for
	clients    map[crm.ClientID]string // names of those the rules are with
}

// NewPrices builds the screen; it loads nothing.
func NewPrices(env *parts.Env, d PriceDesk) *PricesScreen {
	s := &PricesScreen{env: env, desk: d, page: container.NewStack()}
	t := env.T
	words := make([]string, len(priceTabs))
	for i, tab := range priceTabs {
		words[i] = t.T("catalogue.tab." + tab)
	}
	s.tabs = kit.NewTabs(func(i int) { s.env.Go(route.Route{Room: route.Prices, Sub: priceTabs[i]}) }, words...)
	top := parts.NewTrail(env, t.T("catalogue.title"), func() { env.Go(route.Route{Room: route.Catalogue}) }, t.T("catalogue.prices"))
	s.object = kit.VBox(0, top.Object(), kit.Pad(kit.Left(s.tabs), 16, 0, 16, 12), kit.Grow(kit.Pad(s.page, 16, 0, 16, 16)))
	return s
}

// Object is the screen as drawn.
func (s *PricesScreen) Object() fyne.CanvasObject { return s.object }

// Show reads everything and shows the tab.
func (s *PricesScreen) Show(to route.Route) {
	s.at = max(0, slices.Index(priceTabs, to.Sub))
	s.tabs.SetChosen(s.at)
	s.scroll = nil
	s.load()
}

func (s *PricesScreen) load() {
	day := crm.DayOf(s.env.Now())
	kit.Load(&s.loader, "prices", func(ctx context.Context) (known, error) { return readKnown(ctx, s.desk, day) }, func(k known, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.known = k
		s.draw()
	})
}

// pricesWidth is the widest the page gets, in units.
const pricesWidth float32 = 920

func (s *PricesScreen) draw() {
	offset := float32(0)
	if s.scroll != nil {
		offset = s.scroll.Offset()
	}
	s.scroll = kit.NewScrollMemory(container.New(narrow{}, kit.VBox(0, s.tab())))
	s.page.Objects = []fyne.CanvasObject{s.scroll}
	s.page.Refresh()
	s.scroll.SetOffset(offset)
}

// tab is the page of the tab shown.
func (s *PricesScreen) tab() fyne.CanvasObject {
	switch priceTabs[s.at] {
	case "lists":
		return s.listsPage()
	case "segments":
		return s.segmentsPage()
	case "indices":
		return s.indicesPage()
	case "capacities":
		return s.capacitiesPage()
	case "exchanges":
		return s.exchangesPage()
	}
	return s.rulesPage()
}

// narrow gives its content no more than reads well.
type narrow struct{}

func (narrow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, o[0].MinSize().Height)
}

// Layout puts the content at the left.
func (narrow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, pricesWidth), size.Height))
}

func readKnown(ctx context.Context, d PriceReader, day crm.Day) (known, error) {
	k := known{items: map[trade.ItemID]string{}, clients: map[crm.ClientID]string{}}
	for _, read := range []func() error{
		func() (err error) { k.around, err = readAround(ctx, d, day); return err },
		func() (err error) { k.rules, err = d.PriceRules(ctx); return err },
		func() (err error) { k.indices, err = d.PriceIndices(ctx); return err },
		func() (err error) { k.capacities, err = d.Capacities(ctx); return err },
		func() (err error) { k.segments, err = d.Segments(ctx); return err },
		func() (err error) { k.exchanges, err = d.Exchanges(ctx); return err },
	} {
		if err := read(); err != nil {
			return k, err
		}
	}
	for _, r := range k.rules {
		for i, id := range r.Scope.Items {
			if i == namesShown {
				break
			}
			if item, err := d.Item(ctx, id); err == nil { // one that is gone has no name
				k.items[id] = item.Name
			}
		}
		ids := []crm.ClientID{r.About()}
		if r.Auction != nil {
			for _, b := range r.Auction.Bids {
				ids = append(ids, b.Client)
			}
		}
		for _, id := range ids {
			if id == 0 || k.clients[id] != "" {
				continue
			}
			if c, err := d.Client(ctx, id); err == nil { // one that is gone has no name
				k.clients[id] = c.Name
			}
		}
	}
	return k, nil
}

// Hide drops the reading under way.
func (s *PricesScreen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed.
func (s *PricesScreen) Changed(n crm.News) {
	if n.Speaks(crm.NounPriceList, crm.NounPriceRule, crm.NounIndex, crm.NounCapacity, crm.NounSegment, crm.NounExchange, crm.NounGroup, crm.NounItem, crm.NounClient, crm.NounFirm) {
		s.load()
	}
}

// New adds to the tab shown.
func (s *PricesScreen) New() {
	switch priceTabs[s.at] {
	case "rules":
		s.chooseKind()
	case "lists":
		s.editList(trade.PriceList{Currency: s.known.costing.Home})
	case "segments":
		s.editSegment(crm.Segment{})
	case "indices":
		s.editIndex(trade.Index{})
	case "capacities":
		s.editCapacity(trade.Capacity{})
	case "exchanges":
		s.editExchange(trade.Exchange{Currency: money.EUR, Day: crm.DayOf(s.env.Now())})
	}
}

// do removes or changes something in the background; the news announce it.
func (s *PricesScreen) do(act func(ctx context.Context) error) {
	kit.Commit(&s.acts, "act", func(ctx context.Context) (struct{}, error) { return struct{}{}, act(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
		}
	})
}

// record is a line of a page: what it is, what it does in words, and what can be done with it.
type record struct {
	icon, name, note string
	chip             string
	edit             func()
	remove           func()
	more             []fyne.CanvasObject
}

// recordsPage is a card with a line for each record and a button that adds one.
func (s *PricesScreen) recordsPage(tab string, records []record) fyne.CanvasObject {
	t := s.env.T
	column := kit.VBox(8, kit.NewWrap(t.T("catalogue."+tab+".hint"), kit.Dense, kit.Text3, 0))
	for _, r := range records {
		column.Add(kit.NewDivider())
		column.Add(s.recordRow(r))
	}
	if len(records) > 0 {
		column.Add(kit.NewDivider())
	}
	column.Add(kit.Left(kit.NewButton(kit.Plain, t.T("catalogue."+tab+".add"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))))
	return kit.NewCard(t.T("catalogue.tab."+tab), column)
}

func (s *PricesScreen) recordRow(r record) fyne.CanvasObject {
	t := s.env.T
	head := []fyne.CanvasObject{kit.Grow(kit.NewTipText(r.name, kit.Body|kit.Bold, kit.Text))}
	if r.chip != "" {
		head = append(head, kit.NewChip("", r.chip, kit.ToneNeutral))
	}
	words := kit.VBox(2, kit.HBox(8, head...))
	if r.note != "" {
		words.Add(kit.NewTipWrap(r.note, kit.Dense, kit.Text2, 3))
	}
	row := []fyne.CanvasObject{kit.NewGlyph(r.icon, kit.Text3, 16), kit.Grow(kit.NewPressRow(words, r.edit))}
	row = append(row, r.more...)
	row = append(row, kit.NewIconButton("edit", t.T("text.edit"), r.edit))
	if r.remove != nil {
		row = append(row, kit.NewIconButton("trash", t.T("text.delete"), r.remove))
	}
	return kit.HBox(12, row...)
}

// span says from when till when something holds, nothing where it always does.
func (s *PricesScreen) span(from, until crm.Day) string {
	t := s.env.T
	switch {
	case from != "" && until != "":
		return t.T("catalogue.span.both", "From", parts.Date(t, from), "Until", parts.Date(t, until))
	case from != "":
		return t.T("catalogue.span.from", "From", parts.Date(t, from))
	case until != "":
		return t.T("catalogue.span.until", "Until", parts.Date(t, until))
	}
	return ""
}

// joined writes the words that say anything, parted by a dot.
func joined(words ...string) string {
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return strings.Join(words, " · ")
}

func (s *PricesScreen) listsPage() fyne.CanvasObject {
	t := s.env.T
	var records []record
	for _, l := range s.known.lists {
		tax := t.T("catalogue.list.net")
		if l.Gross {
			tax = t.T("catalogue.list.gross")
		}
		r := record{icon: "list", name: l.Name, note: joined(string(l.Currency), tax, s.span(l.From, l.Until)), edit: func() { s.editList(l) }}
		if l.Main {
			r.chip = t.T("catalogue.list.main")
		}
		r.remove = func() {
			kit.Ask(t.T("catalogue.list.remove"), t.T("catalogue.list.remove.ask", "Name", l.Name), t.T("text.delete"), t.T("text.cancel"), func() {
				s.do(func(ctx context.Context) error { return s.desk.RemovePriceList(ctx, l.ID) })
			})
		}
		records = append(records, r)
	}
	return s.recordsPage("lists", records)
}

func (s *PricesScreen) editList(l trade.PriceList) {
	t := s.env.T
	currency := kit.NewSelect(currencyOptions(s.known.costing.Home, l.Currency), nil)
	currency.SetValue(string(l.Currency))
	gross, main := kit.NewCheck(t.T("catalogue.list.gross.check"), nil), kit.NewCheck(t.T("catalogue.list.main.check"), nil)
	gross.SetChecked(l.Gross)
	main.SetChecked(l.Main || len(s.known.lists) == 0)
	name := entryWith(l.Name)
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name")), Span: 2},
		kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: currency}, kit.Field{ID: "gross", Label: " ", Input: gross},
		s.dayInput("from", l.From), s.dayInput("until", l.Until), kit.Field{ID: "main", Input: main, Span: 2})
	askForm(s.env, &s.acts, t.T("catalogue.list"), form, func() act {
		l.Name, l.Currency, l.Gross, l.Main = form.Value("name"), money.Currency(currency.Value()), gross.Checked(), main.Checked()
		l.From, l.Until = crm.Day(form.Value("from")), crm.Day(form.Value("until"))
		return func(ctx context.Context) error { _, err := s.desk.SavePriceList(ctx, l); return err }
	}).StartWith(name).Show()
}

// dayInput is a field for a day that may be left empty.
func (s *PricesScreen) dayInput(id string, day crm.Day) kit.Field {
	t := s.env.T
	return kit.Field{ID: id, Label: t.T("catalogue.field." + id), Input: dayField(s.env, day), Unreadable: t.T("text.wrong.date")}
}

// numberInput is a field for a number.
func (s *PricesScreen) numberInput(id string, d money.Dec, said bool) kit.Field {
	t := s.env.T
	return kit.Field{ID: id, Label: t.T("catalogue.field." + id), Input: numberWith(s.env, d, said), Unreadable: t.T("text.wrong.number")}
}

func (s *PricesScreen) segmentsPage() fyne.CanvasObject {
	var records []record
	for _, g := range s.known.segments {
		records = append(records, record{icon: "people", name: g.Name, note: s.segmentWords(g), edit: func() { s.editSegment(g) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveSegment(ctx, g.ID) }) }})
	}
	return s.recordsPage("segments", records)
}

// segmentWords says who is in a segment.
func (s *PricesScreen) segmentWords(g crm.Segment) string {
	t := s.env.T
	var types, rungs, kinds []string
	for _, x := range g.Types {
		types = append(types, parts.TypeShort(t, x))
	}
	for _, x := range g.Rungs {
		rungs = append(rungs, parts.RungShort(t, x))
	}
	for _, x := range g.Kinds {
		kinds = append(kinds, t.T("catalogue.who."+string(x)))
	}
	words := joined(strings.Join(types, ", "), strings.Join(rungs, ", "), strings.Join(kinds, ", "), strings.Join(g.Tags, ", "), strings.Join(g.Cities, ", "))
	if words == "" {
		return t.T("catalogue.segment.all")
	}
	return words
}

func (s *PricesScreen) editSegment(g crm.Segment) {
	t := s.env.T
	name := entryWith(g.Name)
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name")), Span: 2})
	form.Section(t.T("catalogue.segment.types"))
	types, rungs := map[crm.RelType]*kit.Check{}, map[crm.Rung]*kit.Check{}
	for _, x := range crm.RelTypes {
		types[x] = kit.NewCheck(parts.TypeName(t, x), nil)
		types[x].SetChecked(slices.Contains(g.Types, x))
		form.Add(kit.Field{ID: "type " + x.Word(), Input: types[x]})
	}
	form.Section(t.T("catalogue.segment.rungs"))
	for _, x := range crm.AllRungs {
		rungs[x] = kit.NewCheck(parts.RungName(t, x), nil)
		rungs[x].SetChecked(slices.Contains(g.Rungs, x))
		form.Add(kit.Field{ID: "rung " + x.Word(), Input: rungs[x]})
	}
	form.Section(t.T("catalogue.segment.more"))
	kinds := kit.NewSelect([]kit.Option{{ID: "", Label: t.T("catalogue.who.all")}, {ID: string(crm.Company), Label: t.T("catalogue.who." + string(crm.Company))},
		{ID: string(crm.Person), Label: t.T("catalogue.who." + string(crm.Person))}}, nil)
	kinds.SetValue("")
	if len(g.Kinds) == 1 {
		kinds.SetValue(string(g.Kinds[0]))
	}
	form.Add(kit.Field{ID: "kind", Label: t.T("catalogue.segment.kind"), Input: kinds},
		kit.Field{ID: "tags", Label: t.T("catalogue.segment.tags"), Input: entryWith(strings.Join(g.Tags, ", ")), Hint: t.T("catalogue.segment.commas")},
		kit.Field{ID: "cities", Label: t.T("catalogue.segment.cities"), Input: entryWith(strings.Join(g.Cities, ", ")), Hint: t.T("catalogue.segment.commas"), Span: 2})
	m := askForm(s.env, &s.acts, t.T("catalogue.segment"), form, func() act {
		g.Name, g.Tags, g.Cities, g.Types, g.Rungs, g.Kinds = form.Value("name"), split(form.Value("tags")), split(form.Value("cities")), nil, nil, nil
		for _, x := range crm.RelTypes {
			if types[x].Checked() {
				g.Types = append(g.Types, x)
			}
		}
		for _, x := range crm.AllRungs {
			if rungs[x].Checked() {
				g.Rungs = append(g.Rungs, x)
			}
		}
		if k := kinds.Value(); k != "" {
			g.Kinds = []crm.Kind{crm.Kind(k)}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveSegment(ctx, g); return err }
	})
	m.Width = 620
	m.StartWith(name).Show()
}

func split(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (s *PricesScreen) indicesPage() fyne.CanvasObject {
	t, lang := s.env.T, string(s.env.T.Lang())
	var records []record
	for _, x := range s.known.indices {
		note := t.T("catalogue.index.none")
		if r, ok := x.On(crm.DayOf(s.env.Now())); ok {
			note = t.T("catalogue.index.now", "Value", money.FormatDec(r.Value, lang), "Unit", x.Unit, "Day", parts.Date(t, r.Day))
			if before, had := x.On(r.Day.Plus(-1)); had && before.Value.Sign() > 0 {
				if d, counted := changeOf(before.Value, r.Value); counted {
					note = joined(note, parts.SignedPercent(t, d))
				}
			}
		}
		read := kit.NewButton(kit.Plain, t.T("catalogue.index.read"), func() { s.readIndex(x) }).WithIcon("plus").Sized(kit.ControlSmall)
		records = append(records, record{icon: "chart", name: x.Name, note: note, edit: func() { s.editIndex(x) }, more: []fyne.CanvasObject{read},
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveIndex(ctx, x.ID) }) }})
	}
	return s.recordsPage("indices", records)
}

// readIndex notes the value of an index on a day.
func (s *PricesScreen) readIndex(x trade.Index) {
	t := s.env.T
	value := s.numberInput("reading", money.Dec{}, false)
	value.Check = needed(t.T("text.wrong.number"))
	form := kit.NewForm(2, value, s.dayInput("day", crm.DayOf(s.env.Now())))
	askForm(s.env, &s.acts, x.Name, form, func() act {
		day := crm.Day(form.Value("day"))
		now := x
		now.Readings = slices.DeleteFunc(slices.Clone(x.Readings), func(r trade.Reading) bool { return r.Day == day })
		now.Readings = append(now.Readings, trade.Reading{Day: day, Value: dec(form.Value("reading"))})
		return func(ctx context.Context) error { _, err := s.desk.SaveIndex(ctx, now); return err }
	}).Show()
}

func (s *PricesScreen) editIndex(x trade.Index) {
	t := s.env.T
	name := entryWith(x.Name)
	readings := kit.NewRepeater(t.T("catalogue.index.read"), t.T("text.remove"), []float32{1, 1}, func() []kit.Input {
		return []kit.Input{dayField(s.env, crm.DayOf(s.env.Now())), numberField(s.env, t.T("catalogue.field.reading"))}
	})
	all := slices.Clone(x.Readings)
	slices.SortFunc(all, func(a, b trade.Reading) int { return strings.Compare(string(b.Day), string(a.Day)) })
	rows := make([][]string, len(all))
	for i, r := range all {
		rows[i] = []string{string(r.Day), money.FormatDec(r.Value, string(t.Lang()))}
	}
	readings.SetRows(rows)
	readings.CheckRow = s.datedRow
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name"))},
		kit.Field{ID: "unit", Label: t.T("catalogue.field.unit"), Input: entryWith(x.Unit)},
		kit.Field{ID: "readings", Label: t.T("catalogue.index.readings"), Input: readings, Span: 2})
	askForm(s.env, &s.acts, t.T("catalogue.index"), form, func() act {
		x.Name, x.Unit, x.Readings = form.Value("name"), form.Value("unit"), nil
		for _, r := range readings.Rows() {
			if r[0] != "" && r[1] != "" {
				x.Readings = append(x.Readings, trade.Reading{Day: crm.Day(r[0]), Value: dec(r[1])})
			}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveIndex(ctx, x); return err }
	}).StartWith(name).Show()
}

// datedRow checks a row that begins with a day and goes on with numbers.
func (s *PricesScreen) datedRow(v []string) (kit.Level, string) {
	if _, ok := crm.Day(v[0]).Time(); v[0] != "" && !ok {
		return kit.Error, s.env.T.T("text.wrong.date")
	}
	return s.numbersRow(v[1:])
}

// numbersRow checks a row of numbers.
func (s *PricesScreen) numbersRow(v []string) (kit.Level, string) {
	for _, x := range v {
		if _, err := money.ParseDec(x); x != "" && err != nil {
			return kit.Error, s.env.T.T("text.wrong.number")
		}
	}
	return kit.Good, ""
}

func (s *PricesScreen) capacitiesPage() fyne.CanvasObject {
	t, lang := s.env.T, string(s.env.T.Lang())
	today := crm.DayOf(s.env.Now())
	var records []record
	for _, c := range s.known.capacities {
		total, taken := c.On(today)
		note := joined(t.T("catalogue.capacity.daily", "N", money.FormatDec(c.Daily, lang), "Unit", c.Unit),
			t.T("catalogue.capacity.today", "Left", money.FormatDec(total.Sub(taken), lang), "Total", money.FormatDec(total, lang)))
		records = append(records, record{icon: "cal", name: c.Name, note: note, edit: func() { s.editCapacity(c) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveCapacity(ctx, c.ID) }) }})
	}
	return s.recordsPage("capacities", records)
}

func (s *PricesScreen) editCapacity(c trade.Capacity) {
	t, lang := s.env.T, string(s.env.T.Lang())
	name := entryWith(c.Name)
	days := kit.NewRepeater(t.T("catalogue.capacity.day"), t.T("text.remove"), []float32{1.2, 1, 1}, func() []kit.Input {
		return []kit.Input{dayField(s.env, ""), numberField(s.env, t.T("catalogue.capacity.taken")), numberField(s.env, t.T("catalogue.capacity.total"))}
	})
	all := slices.Clone(c.Days)
	slices.SortFunc(all, func(a, b trade.CapacityDay) int { return strings.Compare(string(a.Day), string(b.Day)) })
	rows := make([][]string, len(all))
	for i, d := range all {
		rows[i] = []string{string(d.Day), money.FormatDec(d.Taken, lang), ""}
		if d.Own {
			rows[i][2] = money.FormatDec(d.Total, lang)
		}
	}
	days.SetRows(rows)
	days.CheckRow = s.datedRow
	form := kit.NewForm(3, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name"))},
		s.numberInput("daily", c.Daily, c.ID != 0), kit.Field{ID: "unit", Label: t.T("catalogue.field.unit"), Input: entryWith(c.Unit)},
		kit.Field{ID: "days", Label: t.T("catalogue.capacity.days"), Input: days, Span: 3})
	m := askForm(s.env, &s.acts, t.T("catalogue.capacity"), form, func() act {
		c.Name, c.Unit, c.Daily, c.Days = form.Value("name"), form.Value("unit"), dec(form.Value("daily")), nil
		for _, r := range days.Rows() {
			if r[0] != "" {
				c.Days = append(c.Days, trade.CapacityDay{Day: crm.Day(r[0]), Taken: dec(r[1]), Own: r[2] != "", Total: dec(r[2])})
			}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveCapacity(ctx, c); return err }
	})
	m.Width = 600
	m.StartWith(name).Show()
}

// exchangesShown is how many rates of exchange are shown, the newest.
const exchangesShown = 60

func (s *PricesScreen) exchangesPage() fyne.CanvasObject {
	t := s.env.T
	all := slices.Clone(s.known.exchanges)
	slices.SortStableFunc(all, func(a, b trade.Exchange) int { return strings.Compare(string(b.Day), string(a.Day)) })
	var records []record
	for i, e := range all {
		if i == exchangesShown {
			break
		}
		records = append(records, record{icon: "swap", name: t.T("catalogue.exchange.one", "Currency", string(e.Currency), "Rate", parts.Price(t, e.Rate, s.known.costing.Home)),
			note: t.T("catalogue.span.from", "From", parts.Date(t, e.Day)), edit: func() { s.editExchange(e) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveExchange(ctx, e.ID) }) }})
	}
	return s.recordsPage("exchanges", records)
}

func (s *PricesScreen) editExchange(e trade.Exchange) {
	t := s.env.T
	currency := kit.NewSelect(slices.DeleteFunc(currencyOptions(e.Currency), func(o kit.Option) bool { return o.ID == string(s.known.costing.Home) }), nil)
	currency.SetValue(string(e.Currency))
	rate := s.numberInput("rate", e.Rate, false)
	rate.Label = t.T("catalogue.exchange.rate", "C", s.known.costing.Home.Symbol())
	rate.Check = func(v string) (kit.Level, string) {
		if dec(v).Sign() <= 0 {
			return kit.Error, t.T("desk.exchange.rate")
		}
		return kit.Good, ""
	}
	form := kit.NewForm(3, kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: currency}, rate, s.dayInput("day", e.Day))
	askForm(s.env, &s.acts, t.T("catalogue.exchange"), form, func() act {
		c, day, value := money.Currency(currency.Value()), crm.Day(form.Value("day")), dec(form.Value("rate"))
		return func(ctx context.Context) error { return s.desk.SetExchange(ctx, c, day, value) }
	}).Show()
}

// wholeNumber reads a count of days, 0 when it is none.
func wholeNumber(v string) int {
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0
	}
	return max(n, 0)
}
