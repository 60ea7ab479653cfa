package catalogue

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// clientsShown is how many clients the field offers.
const clientsShown = 30

// pays is the answer to what a client pays for an item, and why.
type pays struct {
	env      *parts.Env
	desk     Asker
	loader   *kit.Loader
	item     trade.Item
	form     *kit.Form
	client   *kit.ComboBox
	quantity *kit.NumberField
	day      *kit.DateField
	use      *kit.DateField // nil where nothing has a calendar
	currency *kit.Select
	gross    *kit.Check
	choices  []*kit.Select
	answer   *fyne.Container
	modal    *kit.Modal
}

// askPays shows what a client pays for an item.
func (s *Screen) askPays(id trade.ItemID) { showPays(s.env, s.desk, s.desk, &s.loader, id, s.around) }

// itemReader reads one item.
type itemReader interface {
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
}

// payable is what the question needs to be asked.
type payable struct {
	item       trade.Item
	capacities []trade.Capacity
}

func showPays(env *parts.Env, items itemReader, d Asker, l *kit.Loader, id trade.ItemID, a around) {
	kit.Load(l, "pays open", func(ctx context.Context) (payable, error) {
		item, err := items.Item(ctx, id)
		if err != nil {
			return payable{}, err
		}
		all, err := d.Capacities(ctx)
		return payable{item, all}, err
	}, func(p payable, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		w := &pays{env: env, desk: d, loader: l, item: p.item, answer: container.NewStack()}
		w.build(a, len(p.capacities) > 0)
		w.modal.Show()
		w.ask()
	})
}

const (
	paysWidth  float32 = 820
	paysAsk    float32 = 292
	paysHeight float32 = 372
	paysPause          = 150 * time.Millisecond
)

func (p *pays) build(a around, booked bool) {
	t := p.env.T
	p.client = clientField(p.env, p.loader, p.desk, t.T("catalogue.pays.anyone"))
	p.client.OnChoose = func(kit.Option) { p.ask() }
	p.quantity = numberField(p.env, "").WithSuffix(p.item.Unit)
	p.quantity.SetValue("1")
	p.day = dayField(p.env, crm.DayOf(p.env.Now()))
	p.currency = kit.NewSelect(currencyOptions(a.costing.Home, a.main.Currency), nil)
	p.currency.SetValue(string(a.costing.Home))
	p.gross = kit.NewCheck(t.T("catalogue.pays.gross"), nil)
	p.gross.SetChecked(a.main.Gross)
	p.form = kit.NewForm(2, kit.Field{ID: "client", Label: t.T("catalogue.pays.client"), Input: p.client, Span: 2},
		kit.Field{ID: "quantity", Label: t.T("text.quantity"), Input: p.quantity, Unreadable: t.T("text.wrong.number")},
		kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: p.currency},
		kit.Field{ID: "day", Label: t.T("catalogue.pays.day"), Input: p.day, Unreadable: t.T("text.wrong.date")})
	if booked {
		p.use = dayField(p.env, "")
		p.form.Add(kit.Field{ID: "use", Label: t.T("catalogue.pays.use"), Input: p.use, Unreadable: t.T("text.wrong.date")})
	}
	for i, f := range p.item.Features {
		choice := kit.NewSelect(choiceOptions(p.env, f), nil)
		if !f.Optional && len(f.Choices) > 0 {
			choice.SetValue(f.Choices[0].Name)
		}
		p.choices = append(p.choices, choice)
		p.form.Add(kit.Field{ID: "choice " + strconv.Itoa(i), Label: f.Name, Input: choice, Span: 2})
	}
	p.form.Add(kit.Field{ID: "gross", Input: p.gross, Span: 2})
	p.form.OnChange = func() { p.loader.Debounce("pays type", paysPause, p.ask) }
	left := kit.Fixed(kit.NewScrollMemory(p.form), paysAsk, paysHeight)
	body := kit.HFill(16, left, kit.NewUpright(), kit.Grow(p.answer))
	title := t.T("catalogue.pays.title", "Name", p.item.Name)
	p.modal = kit.NewModal(t.T("catalogue.pays"), kit.VBox(12, kit.NewTipText(title, kit.Body|kit.Bold, kit.Text), body)).CancelButton(t.T("text.close"))
	if printer, ok := p.desk.(pricePrinter); ok {
		p.modal.Action(kit.Plain, t.T("catalogue.sheet.of"), func() bool {
			client, _ := p.client.Chosen()
			askPriceList(p.env, printer, p.loader, trade.ItemQuery{}, client)
			return true
		})
	}
	p.modal.Width = paysWidth
}

// clientField finds a client by name.
func clientField(env *parts.Env, l *kit.Loader, d clientFinder, hint string) *kit.ComboBox {
	return kit.NewComboBox(l, hint, parts.ComboWords(env), func(ctx context.Context, q string) ([]kit.Option, error) {
		rows, err := d.Clients(ctx, crm.ClientQuery{Search: q, Sort: crm.SortName}, crm.Page{Limit: clientsShown})
		options := make([]kit.Option, len(rows))
		for i, r := range rows {
			note := r.City
			if r.Person != "" {
				note = r.Person
			}
			options[i] = kit.Option{ID: parts.ID(r.ID), Label: r.Name, Note: note}
		}
		return options, err
	})
}

type clientFinder interface {
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
}

// choiceOptions offers the choices of a feature with what each adds.
func choiceOptions(env *parts.Env, f trade.Feature) []kit.Option {
	var options []kit.Option
	if f.Optional || len(f.Choices) == 0 {
		options = append(options, kit.Option{ID: "", Label: env.T.T("catalogue.choice.none")})
	}
	for _, c := range f.Choices {
		options = append(options, kit.Option{ID: c.Name, Label: c.Name, Note: addWord(env, c)})
	}
	return options
}

// addWord says what a choice adds to the price.
func addWord(env *parts.Env, c trade.Choice) string {
	switch {
	case c.Add.IsZero():
		return ""
	case c.Percent:
		return parts.SignedPercent(env.T, c.Add)
	case c.Add.Sign() > 0:
		return "+" + money.FormatDec(c.Add, string(env.T.Lang()))
	}
	return money.FormatDec(c.Add, string(env.T.Lang()))
}

// question is what the form asks; false while it cannot be read.
func (p *pays) question() (desk.Asked, bool) {
	a := desk.Asked{Item: p.item.ID, Client: crm.ClientID(number(p.client.Value())), Quantity: dec(p.quantity.Value()), Day: crm.Day(p.day.Value()),
		Currency: money.Currency(p.currency.Value()), Gross: p.gross.Checked()}
	for _, c := range p.choices {
		a.Choices = append(a.Choices, c.Value())
	}
	ok := !p.quantity.Wrong() && !p.day.Wrong()
	if p.use != nil {
		a.Use, ok = crm.Day(p.use.Value()), ok && !p.use.Wrong()
	}
	return a, ok
}

func (p *pays) ask() {
	q, ok := p.question()
	if !ok {
		return
	}
	kit.Load(p.loader, "pays", func(ctx context.Context) (desk.Quoted, error) { return p.desk.Quote(ctx, q) }, func(a desk.Quoted, err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			p.env.Fail(err)
		default:
			p.show(q, a)
		}
	})
}

// show tells the price, how it came about, what stands out, and for the owner what is left of it.
func (p *pays) show(q desk.Asked, a desk.Quoted) {
	t := p.env.T
	column := kit.VBox(12)
	if a.Found {
		note := t.T("catalogue.pays.net")
		if a.Gross {
			note = t.T("catalogue.pays.with", "Rate", money.FormatPercent(a.VAT.Rate, string(t.Lang())))
		}
		column.Add(kit.VBox(0, kit.NewText(parts.Price(t, a.Price, a.Currency), kit.Figure|kit.Bold, kit.Text), kit.NewText(p.perUnit(note), kit.Dense, kit.Text3)))
		if total := a.Price.Mul(q.Quantity); q.Quantity.Sign() > 0 && q.Quantity != money.DecInt(1) {
			word := parts.Price(t, money.RoundHalfUp(total, a.Currency.Digits()), a.Currency)
			column.Add(kit.NewText(t.T("catalogue.pays.total", "N", money.FormatDec(q.Quantity, string(t.Lang())), "Unit", p.item.Unit, "Sum", word), kit.Body, kit.Text2))
		}
	} else {
		column.Add(kit.NewText(t.T("catalogue.pays.none"), kit.Sub|kit.Bold, kit.Text))
	}
	for _, o := range whyRows(p.env, a.Quotation) {
		column.Add(o)
	}
	p.answer.Objects = []fyne.CanvasObject{kit.Fixed(kit.NewScrollMemory(kit.Pad(column, 0, 0, 8, 0)), 0, paysHeight)}
	p.answer.Refresh()
}

func (p *pays) perUnit(note string) string {
	if p.item.Unit == "" {
		return note
	}
	return p.env.T.T("catalogue.pays.per", "Unit", p.item.Unit, "Note", note)
}

// whyRows are the steps on the way to a price with what stood before and after, the remarks, and the margin, which is for
// the owner's eyes.
func whyRows(env *parts.Env, q trade.Quotation) []fyne.CanvasObject {
	t := env.T
	var rows []fyne.CanvasObject
	if len(q.Steps) > 0 {
		steps := kit.VBox(8, kit.NewText(t.T("catalogue.pays.why"), kit.Dense|kit.Bold, kit.Text2))
		for i, s := range q.Steps {
			steps.Add(stepRow(env, s, i > 0, q.Currency))
		}
		rows = append(rows, kit.NewDivider(), steps)
	}
	for _, r := range q.Remarks {
		icon, ink := "info", kit.Text3
		if parts.RemarkGrave(r) {
			icon, ink = "warn", kit.Amber
		}
		rows = append(rows, kit.HBox(8, kit.NewGlyph(icon, ink, 16), kit.Grow(kit.NewWrap(parts.RemarkWords(env, r), kit.Dense, kit.Text2, 0))))
	}
	if q.Costed {
		lang := string(t.Lang())
		line := t.T("catalogue.pays.margin", "Cost", parts.Price(t, q.Cost, q.Currency), "Margin", money.FormatPercent(q.Margin, lang))
		own := kit.HBox(8, kit.NewGlyph("eye", kit.Text3, 16), kit.Grow(kit.VBox(0, kit.NewText(line, kit.Dense|kit.Bold, parts.MarginInk(env, q.Margin, kit.Text)).Shrinks(),
			kit.NewText(t.T("catalogue.pays.owner"), kit.Caption, kit.Text3).Shrinks())))
		rows = append(rows, kit.Stack(kit.NewGround(kit.Sunken, 6), kit.Pad(own, 10, 6, 10, 6)))
	}
	return rows
}

// stepRow is one step: what it is, by how much it changed the price, and the price before and after.
func stepRow(env *parts.Env, s trade.PriceStep, later bool, c money.Currency) fyne.CanvasObject {
	t := env.T
	words := kit.HBox(8, kit.NewGlyph(parts.MechanismIcon(s.By), kit.Text3, 14), kit.Grow(kit.NewTipWrap(parts.WhyWords(env, s), kit.Dense, kit.Text, 3)))
	right := []fyne.CanvasObject{kit.Grow(words)}
	if change := parts.SignedPercent(t, s.Percent); change != "" {
		right = append(right, kit.NewText(change, kit.Dense, kit.Text2))
	}
	if later {
		right = append(right, kit.NewText(parts.PlainPrice(t, s.Before, c), kit.Dense, kit.Text3), kit.NewGlyph("right", kit.Text3, 12))
	}
	right = append(right, kit.NewText(parts.Price(t, s.After, c), kit.Dense|kit.Bold, kit.Text))
	return kit.HBox(8, right...)
}
