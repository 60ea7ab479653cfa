package catalogue

import (
	"context"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// pricePrinter prints price lists.
type pricePrinter interface {
	PriceListLike(ctx context.Context, client crm.ClientID) (desk.PriceListAsked, error)
	PrintPriceList(ctx context.Context, a desk.PriceListAsked) (desk.Print, error)
	Segments(ctx context.Context) ([]crm.Segment, error)
	clientFinder
}

// priceSheet asks whose prices are to be printed, and how.
type priceSheet struct {
	env    *parts.Env
	desk   pricePrinter
	loader *kit.Loader
	items  trade.ItemQuery
	form   *kit.Form
	modal  *kit.Modal
	begin  *kit.Button
	wait   *kit.Label
	stop   func() // calls off the printing under way
}

// Whose prices a price list has.
const (
	everybodys = "all"
	aClients   = "client"
)

// askable is what the question about a price list begins with.
type askable struct {
	like     desk.PriceListAsked
	segments []crm.Segment
}

// askPriceList asks for a price list of the items that the query holds: for a client, when one is named, or for all.
func askPriceList(env *parts.Env, d pricePrinter, l *kit.Loader, items trade.ItemQuery, client kit.Option) {
	kit.Load(l, "price list", func(ctx context.Context) (askable, error) {
		like, err := d.PriceListLike(ctx, crm.ClientID(number(client.ID)))
		if err != nil {
			return askable{}, err
		}
		segments, err := d.Segments(ctx)
		return askable{like, segments}, err
	}, func(a askable, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		s := &priceSheet{env: env, desk: d, loader: l, items: items}
		s.build(a, client)
		s.modal.Show()
	})
}

func (s *priceSheet) build(a askable, client kit.Option) {
	t := s.env.T
	options := []kit.Option{{ID: everybodys, Label: t.T("catalogue.sheet.all")}, {ID: aClients, Label: t.T("catalogue.sheet.client")}}
	for _, g := range a.segments {
		options = append(options, kit.Option{ID: parts.ID(g.ID), Label: t.T("catalogue.sheet.segment", "Name", g.Name)})
	}
	whose := kit.NewSelect(options, nil)
	whose.SetValue(everybodys)
	who := clientField(s.env, s.loader, s.desk, t.T("catalogue.sheet.client.hint"))
	if client.ID != "" {
		whose.SetValue(aClients)
		who.SetChosen(client)
	}
	currency := kit.NewSelect(currencyOptions(a.like.Currency), nil)
	currency.SetValue(string(a.like.Currency))
	gross, unpriced := kit.NewCheck(t.T("catalogue.sheet.gross"), nil), kit.NewCheck(t.T("catalogue.sheet.unpriced"), nil)
	pictures := kit.NewCheck(t.T("catalogue.sheet.pictures"), nil)
	gross.SetChecked(a.like.Gross)
	lang := kit.NewSelect(langOptions(), nil)
	lang.SetValue(string(t.Lang()))
	s.form = kit.NewForm(2, kit.Field{ID: "whose", Label: t.T("catalogue.sheet.whose"), Input: whose, Span: 2},
		kit.Field{ID: "client", Label: t.T("catalogue.pays.client"), Input: who, Span: 2, Check: func(v string) (kit.Level, string) {
			if whose.Value() == aClients && v == "" {
				return kit.Error, t.T("catalogue.sheet.client.needed")
			}
			return kit.Good, ""
		}},
		kit.Field{ID: "day", Label: t.T("catalogue.sheet.day"), Input: dayField(s.env, a.like.Day), Unreadable: t.T("text.wrong.date")},
		kit.Field{ID: "until", Label: t.T("catalogue.sheet.until"), Input: dayField(s.env, ""), Unreadable: t.T("text.wrong.date")},
		kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: currency}, kit.Field{ID: "lang", Label: t.T("catalogue.sheet.lang"), Input: lang},
		kit.Field{ID: "gross", Input: gross, Span: 2}, kit.Field{ID: "unpriced", Input: unpriced, Span: 2},
		kit.Field{ID: "pictures", Input: pictures, Span: 2})
	who.OnChoose = func(o kit.Option) {
		if o.ID != "" {
			whose.SetValue(aClients)
		}
	}
	s.modal = kit.NewModal(t.T("catalogue.sheet"), s.form).CancelButton(t.T("text.cancel"))
	s.stop, s.wait = func() {}, kit.NewText("", kit.Dense, kit.Text2)
	s.modal.Aside(s.wait)
	s.begin = s.modal.Action(kit.Primary, t.T("catalogue.sheet.print"), s.print)
	s.modal.Width = 560
	s.modal.OnCancel = func() { s.stop() }
}

func langOptions() []kit.Option {
	var options []kit.Option
	for _, l := range text.Langs {
		options = append(options, kit.Option{ID: string(l), Label: l.Name()})
	}
	return options
}

// asked is what the form asks for.
func (s *priceSheet) asked() desk.PriceListAsked {
	f := s.form
	a := desk.PriceListAsked{Items: s.items, Day: crm.Day(f.Value("day")), Until: crm.Day(f.Value("until")), Currency: money.Currency(f.Value("currency")),
		Gross: f.Value("gross") != "", Unpriced: f.Value("unpriced") != "", Pictures: f.Value("pictures") != "", Lang: text.Lang(f.Value("lang"))}
	switch whose := f.Value("whose"); whose {
	case everybodys:
	case aClients:
		a.Client = crm.ClientID(number(f.Value("client")))
	default:
		a.Segment = crm.SegmentID(number(whose))
	}
	return a
}

// print makes the price list; a fault is told at its field, and what the paper cannot show before it is written.
func (s *priceSheet) print() bool {
	if !s.form.Validate() {
		return false
	}
	a := s.asked()
	s.begin.SetEnabled(false)
	kit.CommitLong(s.loader, "print prices", s.slow, func(ctx context.Context) (desk.Print, error) { return s.desk.PrintPriceList(ctx, a) }, s.printed)
	return false
}

// slow says that a long list is being printed: to cancel calls it off, and no file is written.
func (s *priceSheet) slow(cancel func()) func() {
	s.stop = cancel
	s.tell(s.env.T.T("catalogue.sheet.wait"))
	return func() {
		s.stop = func() {}
		s.tell("")
	}
}

func (s *priceSheet) tell(words string) {
	s.wait.SetText(words)
	s.modal.Refit()
}

// printed has what the paper cannot show told first, and else writes it; nothing when the question was called off meanwhile.
func (s *priceSheet) printed(p desk.Print, err error) {
	s.begin.SetEnabled(true)
	switch {
	case !s.modal.Shown():
	case err != nil:
		tellFault(s.env, s.form, err)
	case len(p.Remarks) > 0:
		s.tellFirst(p)
	default:
		s.keep(p)
	}
}

// keep writes the price list into the folder of papers and opens it.
func (s *priceSheet) keep(p desk.Print) {
	folder := s.env.OutFolder()
	kit.Load(s.loader, "keep prices", func(context.Context) (string, error) { return desk.KeepPrint(folder, p) }, func(path string, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.modal.Close()
		s.env.OpenFile(path)
	})
}

// remarksShown is how many remarks about a price list are told.
const remarksShown = 11

// tellFirst tells what the paper does not show as it should, and asks whether to print it nevertheless.
func (s *priceSheet) tellFirst(p desk.Print) {
	t := s.env.T
	rows := kit.VBox(6)
	for i, r := range p.Remarks {
		if i == remarksShown {
			rows.Add(kit.NewText(t.T("catalogue.sheet.more", "N", t.Int(len(p.Remarks)-i)), kit.Dense, kit.Text3))
			break
		}
		rows.Add(kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewWrap(parts.FaultSentence(t, r), kit.Dense, kit.Text2, 0))))
	}
	m := kit.NewModal(t.T("catalogue.sheet.but"), rows).CancelButton(t.T("text.cancel"))
	m.Width = 480
	m.StartWith(m.Action(kit.Primary, t.T("catalogue.sheet.anyway"), func() bool { s.keep(p); return true })).Show()
}

// askSheet asks for the price list of what the grid holds.
func (s *Screen) askSheet() {
	q := s.Query
	q.Sort, q.Desc = "", false
	askPriceList(s.env, s.desk, &s.loader, q, kit.Option{})
}

// Print prints the items as the grid shows them, but for what is the owner's to know.
func (s *Screen) Print() {
	t := s.env.T
	var about []string
	if g, ok := s.around.group(trade.GroupID(s.group)); ok {
		about = append(about, g.Name)
	}
	if s.Query.Search != "" {
		about = append(about, t.T("parts.list.search", "Text", s.Query.Search))
	}
	parts.PrintGrid(s.env, &s.loader, s.Grid, s.Source.Fetch, t.T("catalogue.title"), about, func(rows []row) map[string]string {
		return map[string]string{s.Grid.Shown()[0].ID: t.T("parts.list.total", "N", t.Int(len(rows)))}
	}, colCost, colMargin)
}
