package catalogue

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// longName is the longest name that is sensible; longer ones are kept but doubted.
const longName = 200

// itemSheet is the form of an item.
type itemSheet struct {
	around
	s    *ItemScreen
	base trade.Item // what the form does not show stays as it was

	form     *kit.Form
	money    *kit.Form
	features *features
	picture  *itemPicture
	lists    []trade.PriceList // to give prices on
	first    trade.PriceList   // made by the first price where there is no list
	held     map[trade.ListID]trade.ItemPrice
	margins  *kit.Paragraph
	same     string // what bears the same article, in words
	object   fyne.CanvasObject
	scroll   *kit.ScrollMemory
	filling  bool

	suppliersMu sync.Mutex
	suppliers   []string // of all items, once they were read
}

func newItemSheet(s *ItemScreen, o openedItem) *itemSheet {
	h := &itemSheet{s: s, around: o.around, base: o.item, held: map[trade.ListID]trade.ItemPrice{}}
	h.first = trade.PriceList{Name: s.env.T.T("catalogue.list.first"), Currency: money.Currency(s.env.Currency()), Main: true}
	h.lists = o.lists
	if len(h.lists) == 0 {
		h.lists = []trade.PriceList{h.first}
	}
	for _, l := range h.lists {
		if p, ok := trade.PriceIn(o.prices, l.ID, s.today()); ok {
			h.held[l.ID] = p
		}
	}
	h.build(o.prices)
	h.fill(o.item)
	h.fillPrices(nil)
	h.form.Rest()
	h.money.Rest()
	return h
}

func (h *itemSheet) build(prices []trade.ItemPrice) {
	t := h.s.env.T
	h.form = h.mainForm()
	h.form.OnChange = h.touched
	h.money = h.moneyForm()
	h.money.OnChange = func() { h.touched(); h.showMargins() }
	h.features = newFeatures(h)
	h.picture = newItemPicture(h)
	left := []fyne.CanvasObject{kit.NewCard(t.T("catalogue.item"), h.form), kit.NewCard(t.T("catalogue.features"), h.features.object)}
	right := []fyne.CanvasObject{kit.NewCard(t.T("catalogue.money"), kit.VBox(12, h.money, h.margins)),
		kit.NewCard(t.T("catalogue.picture"), h.picture.object)}
	if len(prices) > 0 {
		right = append(right, kit.NewCard(t.T("catalogue.history"), h.history(prices)))
	}
	page := kit.Columns(16, []float32{1.35, 1}, kit.VBox(16, left...), kit.VBox(16, right...))
	h.scroll = kit.NewScrollMemory(page).Beside()
	h.form.SetScroll(h.scroll)
	h.money.SetScroll(h.scroll)
	h.object = h.scroll
}

// field is a field of one line whose label is catalogue.field.<id>.
func (h *itemSheet) field(id string, input kit.Input, span int) kit.Field {
	return kit.Field{ID: id, Label: h.s.env.T.T("catalogue.field." + id), Input: input, Span: span}
}

func (h *itemSheet) mainForm() *kit.Form {
	env, t := h.s.env, h.s.env.T
	name := h.field("name", kit.NewEntry(""), 2)
	name.Check = h.checkName
	article := h.field("article", kit.NewEntry(""), 1)
	article.Check = func(string) (kit.Level, string) {
		if h.same != "" {
			return kit.Warning, h.same
		}
		return kit.Good, ""
	}
	units := kit.NewComboBox(&h.s.loader, "", parts.ComboWords(env), h.findUnits)
	units.Free = true
	supplier := kit.NewComboBox(&h.s.loader, "", parts.ComboWords(env), h.findSuppliers)
	supplier.Free = true
	streams := append([]kit.Option{{ID: "", Label: t.T("trade.stream.none")}}, codeOptions(trade.Streams, func(x trade.Stream) string { return t.T("trade.stream." + x.Word()) })...)
	periods := codeOptions([]trade.Period{trade.Once, trade.Monthly, trade.Yearly}, func(p trade.Period) string {
		if p == trade.Once {
			return t.T("trade.period.once")
		}
		return t.T("trade.period." + string(p))
	})
	classes := slices.Clone(trade.TaxClasses)
	for _, r := range append(slices.Clone(h.costing.Rates), trade.TaxRate{Country: h.costing.Country, Class: h.base.Tax}) {
		if r.Country == h.costing.Country && r.Class != "" && !slices.Contains(classes, r.Class) {
			classes = append(classes, r.Class)
		}
	}
	active := kit.NewCheck(t.T("catalogue.field.active"), nil)
	return kit.NewForm(2, name, article, h.field("unit", units, 1),
		h.field("kind", kit.NewSelect(codeOptions(trade.ItemKinds, func(k trade.ItemKind) string { return t.T("trade.kind." + string(k)) }), nil), 1),
		h.field("group", kit.NewSelect(groupOptions(env, h.groups, 0, t.T("catalogue.groups.none")), nil), 1),
		h.field("supplier", supplier, 1),
		h.field("tax", kit.NewSelect(codeOptions(classes, func(c trade.TaxClass) string { return h.taxLabel(c) }), nil), 1),
		h.field("stream", kit.NewSelect(streams, nil), 1), h.field("period", kit.NewSelect(periods, nil), 1),
		h.field("description", kit.NewTextArea(t.T("catalogue.field.description.hint"), 4, t.T("parts.text.long")), 2),
		kit.Field{ID: "active", Input: active, Span: 2})
}

// taxLabel names a class of VAT with its rate of today.
func (h *itemSheet) taxLabel(c trade.TaxClass) string {
	word := taxWord(h.s.env, c)
	r, known := trade.RateOn(h.costing.Rates, h.costing.Country, c, h.s.today())
	if !known || r.Exempt || c == trade.TaxZero {
		return word
	}
	return word + ", " + money.FormatPercent(r.Rate, string(h.s.env.T.Lang()))
}

func (h *itemSheet) checkName(v string) (kit.Level, string) {
	t := h.s.env.T
	switch n := len([]rune(v)); {
	case strings.TrimSpace(v) == "":
		return kit.Error, t.T("desk.item.name")
	case n > longName:
		return kit.Warning, t.T("catalogue.name.long", "N", t.Int(n))
	}
	return kit.Good, ""
}

// unitsOffered are the usual units of the language.
func (h *itemSheet) findUnits(_ context.Context, q string) ([]kit.Option, error) {
	var options []kit.Option
	for _, u := range strings.Split(h.s.env.T.T("catalogue.units"), ";") {
		if u = strings.TrimSpace(u); strings.HasPrefix(strings.ToLower(u), strings.ToLower(strings.TrimSpace(q))) {
			options = append(options, kit.Option{ID: u, Label: u})
		}
	}
	return options, nil
}

// suppliersShown is how many suppliers are offered at a time.
const suppliersShown = 12

// findSuppliers offers the suppliers that items have, those first that begin with what was typed. All are read once.
func (h *itemSheet) findSuppliers(ctx context.Context, q string) ([]kit.Option, error) {
	all, err := h.knownSuppliers(ctx)
	if err != nil {
		return nil, err
	}
	q = text.Fold(strings.TrimSpace(q))
	var begin, hold []kit.Option
	for _, name := range all {
		switch at := strings.Index(text.Fold(name), q); {
		case at == 0:
			begin = append(begin, kit.Option{ID: name, Label: name})
		case at > 0:
			hold = append(hold, kit.Option{ID: name, Label: name})
		}
	}
	options := append(begin, hold...)
	return options[:min(len(options), suppliersShown)], nil
}

// knownSuppliers are the suppliers of all items by name; it is asked in the background.
func (h *itemSheet) knownSuppliers(ctx context.Context) ([]string, error) {
	h.suppliersMu.Lock()
	defer h.suppliersMu.Unlock()
	if h.suppliers != nil {
		return h.suppliers, nil
	}
	all, err := h.s.desk.ItemSuppliers(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, parts.Compare)
	h.suppliers = append([]string{}, all...)
	return h.suppliers, nil
}

// moneyForm is the cost and a price on each list.
func (h *itemSheet) moneyForm() *kit.Form {
	env, t := h.s.env, h.s.env.T
	least := atLeast(money.Dec{}, t.T("desk.item.price"))
	cost := h.field("cost", numberField(env, ""), 1)
	cost.Unreadable, cost.Check = t.T("text.wrong.number"), least
	form := kit.NewForm(2, cost, h.field("costin", kit.NewSelect(currencyOptions(h.costing.Home, h.base.CostIn), nil), 1))
	for _, l := range h.lists {
		label := l.Name
		if l.Gross {
			label = t.T("catalogue.price.gross", "Name", l.Name)
		}
		form.Add(kit.Field{ID: priceField(l), Label: label, Input: numberField(env, t.T("catalogue.price.hint")).WithSuffix(l.Currency.Symbol()), Span: 2,
			Unreadable: t.T("text.wrong.number"), Check: func(v string) (kit.Level, string) { return h.checkPrice(l, v) }})
	}
	h.margins = kit.NewWrap("", kit.Dense, kit.Text2, 0)
	return form
}

func priceField(l trade.PriceList) string { return "price " + parts.ID(l.ID) }

// costOn is the cost in the terms of a list.
func (h *itemSheet) costOn(l trade.PriceList) (money.Dec, bool) {
	return h.costing.Cost(dec(h.money.Value("cost")), money.Currency(h.money.Value("costin")), trade.TaxClass(h.form.Value("tax")), l, h.s.today())
}

func (h *itemSheet) checkPrice(l trade.PriceList, v string) (kit.Level, string) {
	t, price := h.s.env.T, dec(v)
	switch {
	case v == "" && h.held[l.ID].ID != 0:
		return kit.Warning, t.T("catalogue.price.stays")
	case v == "":
		return kit.Good, ""
	case price.Sign() < 0:
		return kit.Error, t.T("desk.item.price")
	}
	if cost, known := h.costOn(l); known && price.Cmp(cost) < 0 {
		return kit.Warning, t.T("catalogue.price.below", "Cost", parts.Price(t, money.RoundHalfUp(cost, l.Currency.Digits()), l.Currency))
	}
	return kit.Good, ""
}

// showMargins says what is left of each price after the cost.
func (h *itemSheet) showMargins() {
	t := h.s.env.T
	var words []string
	for _, l := range h.lists {
		cost, known := h.costOn(l)
		price := dec(h.money.Value(priceField(l)))
		if m, ok := trade.Margin(price, cost); known && ok {
			words = append(words, t.T("catalogue.margin.on", "Name", l.Name, "Margin", money.FormatPercent(m, string(t.Lang()))))
		}
	}
	line := ""
	if len(words) > 0 {
		line = t.T("catalogue.margin.line", "List", strings.Join(words, ", "))
	}
	h.margins.SetText(line)
	h.margins.Hidden = line == ""
	if h.scroll != nil {
		h.scroll.Refit()
	}
}

// articlePause is how long after the last letter another item with the article is looked for.
const articlePause = 300 * time.Millisecond

// touched is called after each change by the user.
func (h *itemSheet) touched() {
	if h.filling {
		return
	}
	h.s.Touch()
	h.s.loader.Debounce("article", articlePause, h.lookForArticle)
}

// lookForArticle warns that another item bears the article.
func (h *itemSheet) lookForArticle() {
	article := strings.TrimSpace(h.form.Value("article"))
	if article == "" {
		h.saySame(article, nil)
		return
	}
	kit.Load(&h.s.loader, "article", func(ctx context.Context) ([]trade.Item, error) { return h.s.desk.ItemsByArticle(ctx, article, 2) },
		func(found []trade.Item, err error) {
			if err == nil { // the form does not need it
				h.saySame(article, found)
			}
		})
}

func (h *itemSheet) saySame(article string, found []trade.Item) {
	before := h.same
	h.same = ""
	for _, i := range found {
		if i.ID != h.s.id {
			h.same = h.s.env.T.T("desk.item.article", "Article", article, "Name", text.Line(i.Name, 60))
		}
	}
	if h.same == before {
		return
	}
	level := kit.Good
	if h.same != "" {
		level = kit.Warning
	}
	h.form.Say("article", level, h.same)
}

func (h *itemSheet) valid() bool {
	main, money := h.form.Validate(), h.money.Validate()
	return main && money && h.features.valid()
}

// fill shows an item.
func (h *itemSheet) fill(i trade.Item) {
	h.filling = true
	defer func() { h.filling = false }()
	tax := i.Tax
	if tax == "" {
		tax = trade.TaxStandard
	}
	active := "1"
	if i.Inactive {
		active = ""
	}
	h.form.SetValues(map[string]string{"name": i.Name, "article": i.Article, "unit": i.Unit, "kind": string(i.Kind), "group": parts.ID(i.Group),
		"supplier": i.Supplier, "tax": string(tax), "stream": string(i.Stream), "period": string(i.Period), "description": i.Description, "active": active})
	in := i.CostIn
	if in == "" {
		in = h.costing.Home
	}
	cost := ""
	if !i.Cost.IsZero() {
		cost = money.FormatDec(i.Cost, string(h.s.env.T.Lang()))
	}
	h.money.SetValues(map[string]string{"cost": cost, "costin": string(in)})
	h.features.fill(i)
	h.picture.set(i.Picture)
}

// fillPrices shows the prices that hold, or what was typed over them.
func (h *itemSheet) fillPrices(typed map[trade.ListID]string) {
	h.filling = true
	defer func() { h.filling = false }()
	values := map[string]string{}
	for _, l := range h.lists {
		if p, ok := h.held[l.ID]; ok {
			values[priceField(l)] = money.FormatDec(p.Price, string(h.s.env.T.Lang()))
		}
		if v, ok := typed[l.ID]; ok {
			values[priceField(l)] = v
		}
	}
	h.money.SetValues(values)
	h.showMargins()
}

// take is the item as the form has it. What the form does not show is kept.
func (h *itemSheet) take() trade.Item {
	i, v := h.base, h.form.Values()
	i.Name, i.Article, i.Unit, i.Supplier, i.Description = v["name"], v["article"], v["unit"], v["supplier"], v["description"]
	i.Kind, i.Group, i.Stream, i.Period = trade.ItemKind(v["kind"]), trade.GroupID(number(v["group"])), trade.Stream(v["stream"]), trade.Period(v["period"])
	if i.Tax = trade.TaxClass(v["tax"]); i.Tax == trade.TaxStandard {
		i.Tax = h.standard()
	}
	i.Inactive = v["active"] == ""
	i.Cost, i.CostIn = dec(h.money.Value("cost")), money.Currency(h.money.Value("costin"))
	if i.CostIn == h.costing.Home && h.base.CostIn == "" {
		i.CostIn = ""
	}
	i.Features, i.Variants = h.features.take()
	i.Picture = h.picture.id
	return i
}

// standard is the standard class as the item had it: said, or left empty.
func (h *itemSheet) standard() trade.TaxClass {
	if h.base.Tax == trade.TaxStandard {
		return trade.TaxStandard
	}
	return ""
}

// takePrices are the prices that differ from those that hold.
func (h *itemSheet) takePrices() map[trade.ListID]money.Dec {
	prices := map[trade.ListID]money.Dec{}
	for _, l := range h.lists {
		v := h.money.Value(priceField(l))
		held, has := h.held[l.ID]
		if d := dec(v); v != "" && (!has || held.Price != d) {
			prices[l.ID] = d
		}
	}
	return prices
}

func (h *itemSheet) typedPrices() map[trade.ListID]string {
	typed := map[trade.ListID]string{}
	for _, l := range h.lists {
		typed[l.ID] = h.money.Value(priceField(l))
	}
	return typed
}

// historyShown is how many prices of before are shown.
const historyShown = 40

// history lists the prices the item had: since when, on what list, and by how much each changed.
func (h *itemSheet) history(prices []trade.ItemPrice) fyne.CanvasObject {
	t := h.s.env.T
	column := kit.VBox(6)
	names := map[trade.ListID]trade.PriceList{}
	for _, l := range h.lists {
		names[l.ID] = l
	}
	for i, p := range prices {
		if i == historyShown {
			column.Add(kit.NewText(t.N("catalogue.history.more", len(prices)-historyShown), kit.Dense, kit.Text3))
			break
		}
		list := names[p.List]
		when := parts.Date(t, p.From)
		if when == "" {
			when = t.T("catalogue.history.always")
		}
		change := ""
		if before, ok := priceBefore(prices[i+1:], p); ok && before.Price.Sign() > 0 {
			if d, ok := changeOf(before.Price, p.Price); ok {
				change = parts.SignedPercent(t, d)
			}
		}
		column.Add(kit.HBox(8, kit.Fixed(kit.NewText(when, kit.Dense, kit.Text2), 84, 18), kit.Grow(kit.NewTipText(list.Name, kit.Dense, kit.Text3)),
			kit.NewText(change, kit.Dense, kit.Text3), kit.NewText(parts.Price(t, p.Price, list.Currency), kit.Dense|kit.Bold, kit.Text)))
	}
	return column
}

// priceBefore is the price on the same list that held before.
func priceBefore(older []trade.ItemPrice, p trade.ItemPrice) (trade.ItemPrice, bool) {
	for _, o := range older {
		if o.List == p.List {
			return o, true
		}
	}
	return trade.ItemPrice{}, false
}
