package catalogue

import (
	"context"
	"slices"
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
	pricePrinter
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
	top := parts.NewTrail(env, t.T("catalogue.title"), func() { env.Go(route.Route{Room: route.Catalogue}) }, t.T("catalogue.prices"),
		kit.NewButton(kit.Plain, t.T("catalogue.sheet"), func() { askPriceList(env, d, &s.loader, trade.ItemQuery{}, kit.Option{}) }).WithIcon("print"))
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
	s.scroll = kit.NewScrollMemory(container.New(narrow{}, kit.VBox(0, s.tab()))).Beside()
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
		kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: currency, Check: s.sameNumbers(l)}, kit.Field{ID: "gross", Label: " ", Input: gross},
		s.dayInput("from", l.From), s.dayInput("until", l.Until), kit.Field{ID: "main", Input: main, Span: 2})
	askForm(s.env, &s.acts, t.T("catalogue.list"), form, func() act {
		l.Name, l.Currency, l.Gross, l.Main = form.Value("name"), money.Currency(currency.Value()), gross.Checked(), main.Checked()
		l.From, l.Until = crm.Day(form.Value("from")), crm.Day(form.Value("until"))
		return func(ctx context.Context) error { _, err := s.desk.SavePriceList(ctx, l); return err }
	}).StartWith(name).Show()
}

// sameNumbers warns that the prices of a list stay the same numbers when they are said to be in another currency.
func (s *PricesScreen) sameNumbers(l trade.PriceList) func(string) (kit.Level, string) {
	return func(chosen string) (kit.Level, string) {
		if l.ID == 0 || chosen == string(l.Currency) {
			return kit.Good, ""
		}
		return kit.Warning, s.env.T.T("catalogue.list.numbers")
	}
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
