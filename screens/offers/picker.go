package offers

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Shop finds items of the catalogue and makes lines of them.
type Shop interface {
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	LineOf(ctx context.Context, o trade.Offer, item trade.ItemID, choices []string, quantity money.Dec) (trade.Line, desk.Quoted, error)
}

// itemsShown is how many items the search offers.
const itemsShown = 40

// newPicker is the search for an item of the catalogue.
func newPicker(e *Editor) *kit.Palette {
	t := e.env.T
	words := kit.PaletteWords{Placeholder: t.T("offers.pick.hint"), Nothing: t.T("offers.pick.nothing"), Failed: t.T("offers.pick.failed")}
	return kit.NewPalette(&e.loader, words, e.findItems)
}

// findItems lists what the search finds; it runs in the background.
func (e *Editor) findItems(ctx context.Context, typed string) ([]kit.Result, error) {
	rows, err := e.desk.Items(ctx, trade.ItemQuery{Search: typed, Sort: trade.ItemsByName}, e.offer.Day, crm.Page{Limit: itemsShown})
	results := make([]kit.Result, len(rows))
	for i, r := range rows {
		results[i] = e.itemResult(r)
	}
	return results, err
}

func (e *Editor) itemResult(r trade.ItemRow) kit.Result {
	sub := []string{}
	for _, part := range []string{r.Article, r.Unit, r.Supplier} {
		if part != "" {
			sub = append(sub, part)
		}
	}
	out := kit.Result{Icon: "case", IconToken: kit.Text3, Title: r.Name, Subtitle: strings.Join(sub, " · "), Open: func() { e.takeItem(r.ID) }}
	if r.Priced {
		out.Kind = money.FormatDec(r.Price, string(e.env.T.Lang()))
	}
	return out
}

// pick opens the catalogue.
func (e *Editor) pick() {
	if e.editable() && e.closeCell() == nil {
		e.picker.Show()
	}
}

// takeItem adds a line of an item behind the current one at the price this client pays, and opens its quantity.
func (e *Editor) takeItem(id trade.ItemID) {
	o, after := e.snapshot(), e.grid.Current()
	kit.Load(&e.loader, "item", func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, id, nil, money.DecInt(1))
		return priced{line, q}, err
	}, func(p priced, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		key := e.ledger.add(after, p.line)
		e.changed()
		e.remark(p.quoted)
		e.focusLines()
		if len(p.quoted.Item.Features) > 0 {
			e.grid.Select(key)
			e.askChoices(key, p.quoted.Item)
			return
		}
		e.grid.Edit(key, colQuantity)
	})
}

// askChoices asks which of an item's features the client wants, each with what it adds to the price.
func (e *Editor) askChoices(key int64, item trade.Item) {
	t := e.env.T
	selects := make([]*kit.Select, len(item.Features))
	var fields []kit.Field
	for i, f := range item.Features {
		options := []kit.Option{{Label: t.T("offers.choice.none")}}
		for _, c := range f.Choices {
			options = append(options, kit.Option{ID: c.Name, Label: e.choiceLabel(c)})
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
		e.choose(key, choices)
		return true
	})
	m.Show()
}

// choiceLabel is a choice with what it adds to the price.
func (e *Editor) choiceLabel(c trade.Choice) string {
	lang := string(e.env.T.Lang())
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

// choose gives a line the choices of its item, with the price they make, and opens its quantity.
func (e *Editor) choose(key int64, choices []string) {
	it := e.ledger.line(key)
	if it == nil {
		return
	}
	o, l := e.snapshot(), it.line
	kit.Load(&e.loader, "price "+strconv.FormatInt(key, 10), func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, l.Item, choices, l.Quantity)
		return priced{line, q}, err
	}, func(p priced, err error) {
		now := e.ledger.line(key)
		if err != nil || now == nil {
			return // the line stays as the item alone is
		}
		p.line.Optional, p.line.Discount = now.line.Optional, now.line.Discount
		now.line = p.line
		e.changed()
		e.grid.Edit(key, colQuantity)
	})
}

// priced is a line made of an item, and what its price is made of.
type priced struct {
	line   trade.Line
	quoted desk.Quoted
}

// remark says what is worth noticing in a price.
func (e *Editor) remark(q desk.Quoted) {
	if len(q.Remarks) == 0 {
		return
	}
	e.env.Say(q.Item.Name + ": " + parts.RemarkWords(e.env, q.Remarks[0]))
}

// reprice asks anew what a line of the catalogue costs, as its quantity changed; a price typed by hand stays.
func (e *Editor) reprice(key int64) {
	it := e.ledger.line(key)
	if it == nil || it.line.Item == 0 || it.line.Typed() || len(it.line.Why) == 0 {
		return
	}
	o, l := e.snapshot(), it.line
	kit.Load(&e.loader, "price "+strconv.FormatInt(key, 10), func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, l.Item, l.Choices, l.Quantity)
		return priced{line, q}, err
	}, func(p priced, err error) {
		if now := e.ledger.line(key); err == nil && now != nil && now.line.Quantity == l.Quantity && !now.line.Typed() {
			e.setQuoted(now, p)
		}
	})
}

// repriceAll asks anew what all lines of the catalogue cost: another client, day or currency.
func (e *Editor) repriceAll() {
	for _, b := range e.ledger.blocks {
		for _, it := range b.items {
			e.reprice(it.key)
		}
	}
}

// setQuoted gives a line the price the catalogue says, where it is another.
func (e *Editor) setQuoted(it *item, p priced) {
	if !p.quoted.Found {
		e.remark(p.quoted) // the price stays as it was, which may be wrong by now
		return
	}
	if it.line.Price == p.line.Price {
		return
	}
	it.line.Price, it.line.Quoted, it.line.Why = p.line.Price, p.line.Quoted, p.line.Why
	e.changed()
	e.remark(p.quoted)
}

// unquote gives a line whose price was typed by hand the price of the catalogue again.
func (e *Editor) unquote(it *item) {
	it.line.Price = it.line.Quoted
	e.changed()
	e.reprice(it.key)
}

// priceItems are what the menu of a line offers about its price.
func (e *Editor) priceItems(it *item) []kit.MenuItem {
	if len(it.line.Why) == 0 {
		return nil
	}
	t := e.env.T
	items := []kit.MenuItem{{Icon: "info", Label: t.T("offers.menu.why"), Do: func() { e.showWhy(it.line) }}}
	if it.line.Typed() {
		quoted := money.FormatPrice(it.line.Quoted, e.offer.Currency, string(t.Lang()))
		items = append(items, kit.MenuItem{Icon: "repeat", Label: t.T("offers.menu.quoted", "Price", quoted), Do: func() { e.unquote(it) }})
	}
	return items
}

// showWhy shows how the price of a line came about.
func (e *Editor) showWhy(l trade.Line) {
	t := e.env.T
	content := []fyne.CanvasObject{parts.WhyList(e.env, l.Why, e.offer.Currency)}
	if l.Typed() {
		content = append(content, kit.NewWrap(t.T("offers.why.by-hand", "Price", money.FormatPrice(l.Quoted, e.offer.Currency, string(t.Lang()))), kit.Body, kit.Text2, 0))
	}
	m := kit.NewModal(t.T("offers.why")+": "+text.Ellipsis(l.Name, 60), kit.VBox(14, content...))
	m.Action(kit.Primary, t.T("text.close"), nil)
	m.Show()
}
