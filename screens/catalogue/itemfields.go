package catalogue

import (
	"context"
	"slices"
	"strings"
	"time"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// longName is the longest name that is sensible; longer ones are kept but doubted.
const longName = 200

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
	classes := trade.ClassesIn(h.costing.Rates, h.costing.Country)
	if h.base.Tax != "" && !slices.Contains(classes, h.base.Tax) {
		classes = append(classes, h.base.Tax) // the country has no rate of it, or none any more
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

// articlePause is how long after the last letter another item with the article is looked for.
const articlePause = 300 * time.Millisecond

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
