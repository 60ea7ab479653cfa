package parts

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// ItemFinder finds items of the catalogue.
type ItemFinder interface {
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
}

// itemsShown is how many items the search offers.
const itemsShown = 40

// ItemPicker is the search for an item of the catalogue that a line of a paper is made of.
type ItemPicker struct {
	*kit.Palette
	env  *Env
	desk ItemFinder
	take func(trade.ItemID)
	day  crm.Day // whose prices are shown
}

// NewItemPicker makes the search; take gets the item chosen.
func NewItemPicker(env *Env, l *kit.Loader, d ItemFinder, take func(trade.ItemID)) *ItemPicker {
	p := &ItemPicker{env: env, desk: d, take: take}
	words := kit.PaletteWords{Placeholder: env.T.T("parts.pick.hint"), Nothing: env.T.T("parts.pick.nothing"), Failed: env.T.T("parts.pick.failed")}
	p.Palette = kit.NewPalette(l, words, func(ctx context.Context, typed string) ([]kit.Result, error) { return p.Find(ctx, p.day, typed) })
	return p
}

// Pick opens the search with the prices of the main list on a day.
func (p *ItemPicker) Pick(day crm.Day) {
	p.day = day
	p.Show()
}

// Find lists what the search finds, those first whose article or name begins with what was typed; with nothing typed the
// catalogue by name. It is for the background.
func (p *ItemPicker) Find(ctx context.Context, day crm.Day, typed string) ([]kit.Result, error) {
	q := trade.ItemQuery{Search: typed}
	if strings.TrimSpace(typed) == "" {
		q.Sort = trade.ItemsByName
	}
	rows, err := p.desk.Items(ctx, q, day, crm.Page{Limit: itemsShown})
	results := make([]kit.Result, len(rows))
	for i, r := range rows {
		results[i] = p.result(r)
	}
	return results, err
}

func (p *ItemPicker) result(r trade.ItemRow) kit.Result {
	sub := []string{}
	for _, part := range []string{r.Article, r.Unit, r.Supplier} {
		if part != "" {
			sub = append(sub, part)
		}
	}
	out := kit.Result{Icon: "case", IconToken: kit.Text3, Title: r.Name, Subtitle: strings.Join(sub, " · "), Open: func() { p.take(r.ID) }}
	if r.Priced {
		out.Kind = PlainPrice(p.env.T, r.Price, money.Currency(p.env.Currency()))
	}
	return out
}

// AskChoices asks which of an item's features the client wants, each with what it adds to the price, and tells one choice
// of each feature in their order, "" for none.
func AskChoices(env *Env, item trade.Item, chosen func([]string)) {
	t := env.T
	selects := make([]*kit.Select, len(item.Features))
	var fields []kit.Field
	for i, f := range item.Features {
		options := []kit.Option{{Label: t.T("parts.choice.none")}}
		for _, c := range f.Choices {
			options = append(options, kit.Option{ID: c.Name, Label: choiceLabel(env, c)})
		}
		if !f.Optional && len(options) > 1 {
			options = options[1:]
		}
		selects[i] = kit.NewSelect(options, nil)
		selects[i].SetValue(options[0].ID)
		fields = append(fields, kit.Field{ID: strconv.Itoa(i), Label: f.Name, Input: selects[i]})
	}
	m := kit.NewModal(text.Ellipsis(item.Name, 60), kit.NewForm(1, fields...)).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("text.apply"), func() bool {
		choices := make([]string, len(selects))
		for i, s := range selects {
			choices[i] = s.Value()
		}
		chosen(choices)
		return true
	})
	m.Show()
}

// choiceLabel is a choice with what it adds to the price.
func choiceLabel(env *Env, c trade.Choice) string {
	lang := string(env.T.Lang())
	if c.Add.IsZero() {
		return c.Name
	}
	add := money.FormatDec(c.Add, lang)
	if c.Percent {
		add = money.FormatPercent(c.Add, lang)
	}
	if c.Add.Sign() > 0 {
		add = "+" + add
	}
	return c.Name + " (" + add + ")"
}

// SayRemark says what is worth noticing in the price of an item, where anything is.
func SayRemark(env *Env, item trade.Item, q trade.Quotation) {
	if len(q.Remarks) > 0 {
		env.Say(item.Name + ": " + RemarkWords(env, q.Remarks[0]))
	}
}

// PriceMenu is what the menu of a line offers about its price, which came from the catalogue; nothing for a line that did
// not. Unquote takes the price of the catalogue again.
func PriceMenu(env *Env, l trade.Line, currency money.Currency, unquote func()) []kit.MenuItem {
	if len(l.Why) == 0 {
		return nil
	}
	t := env.T
	items := []kit.MenuItem{{Icon: "info", Label: t.T("parts.why"), Do: func() { ShowWhy(env, l, currency) }}}
	if l.Typed() {
		quoted := money.FormatPrice(l.Quoted, currency, string(t.Lang()))
		items = append(items, kit.MenuItem{Icon: "repeat", Label: t.T("parts.why.again", "Price", quoted), Do: unquote})
	}
	return items
}

// ShowWhy shows how the price of a line came about.
func ShowWhy(env *Env, l trade.Line, currency money.Currency) {
	t := env.T
	content := []fyne.CanvasObject{WhyList(env, l.Why, currency)}
	if l.Typed() {
		by := t.T("parts.why.by-hand", "Price", money.FormatPrice(l.Quoted, currency, string(t.Lang())))
		content = append(content, kit.NewWrap(by, kit.Body, kit.Text2, 0))
	}
	m := kit.NewModal(t.T("parts.why")+": "+text.Ellipsis(l.Name, 60), kit.VBox(14, content...))
	m.Action(kit.Primary, t.T("text.close"), nil)
	m.Show()
}
