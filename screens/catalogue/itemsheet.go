package catalogue

import (
	"sync"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

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

// touched is called after each change by the user.
func (h *itemSheet) touched() {
	if h.filling {
		return
	}
	h.s.Touch()
	h.s.loader.Debounce("article", articlePause, h.lookForArticle)
}

func (h *itemSheet) valid() bool {
	main, money := h.form.Validate(), h.money.Validate()
	return main && money && h.features.valid()
}

// blame says a fault at its field; false when the form has none for it.
func (h *itemSheet) blame(f crm.Fault) bool {
	for _, form := range []*kit.Form{h.form, h.money} {
		if form.Has(f.Field) {
			form.Say(f.Field, kit.Error, parts.FaultSentence(h.s.env.T, f))
			form.FocusField(f.Field)
			return true
		}
	}
	return false
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
