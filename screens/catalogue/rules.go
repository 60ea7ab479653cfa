package catalogue

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// kindsOfRules are the mechanisms that are rules; lists and features are elsewhere.
var kindsOfRules = []trade.Mechanism{trade.BySegment, trade.ByVolume, trade.ByNegotiation, trade.ByIndex, trade.ByYield, trade.ByAuction}

func (s *PricesScreen) rulesPage() fyne.CanvasObject {
	t := s.env.T
	order := func(r trade.Rule) int { return slices.Index(trade.Mechanisms, r.Kind) }
	all := slices.Clone(s.known.rules)
	slices.SortStableFunc(all, func(a, b trade.Rule) int { return order(a) - order(b) })
	var records []record
	for _, r := range all {
		name := r.Name
		if name == "" {
			name = t.T("trade.mechanism." + string(r.Kind))
		}
		rec := record{icon: parts.MechanismIcon(r.Kind), name: name, note: s.ruleSentence(r), chip: t.T("trade.mechanism." + string(r.Kind)), edit: func() { s.editRule(r) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveRule(ctx, r.ID) }) }}
		if r.Off {
			rec.chip = t.T("catalogue.rule.off")
		}
		if r.Auction != nil && crm.At(s.env.Now()) < r.Auction.Closes {
			rec.more = append(rec.more, kit.NewButton(kit.Plain, t.T("catalogue.bid"), func() { s.askBid(r) }).WithIcon("plus").Sized(kit.ControlSmall))
		}
		records = append(records, rec)
	}
	return s.recordsPage("rules", records)
}

// chooseKind asks what kind of rule is to be added.
func (s *PricesScreen) chooseKind() {
	t := s.env.T
	column := kit.VBox(4)
	var m *kit.Modal
	for _, k := range kindsOfRules {
		words := kit.VBox(0, kit.NewText(t.T("trade.mechanism."+string(k)), kit.Body|kit.Bold, kit.Text), kit.NewWrap(t.T("catalogue.kind."+string(k)), kit.Dense, kit.Text3, 2))
		row := kit.HBox(12, kit.NewGlyph(parts.MechanismIcon(k), kit.Accent, 20), kit.Grow(words))
		column.Add(kit.Pad(kit.NewPressRow(kit.Pad(row, 0, 6, 0, 6), func() {
			m.Close()
			s.editRule(trade.Rule{Kind: k, Place: len(s.known.rules)})
		}), 8, 0, 8, 0))
	}
	m = kit.NewModal(t.T("catalogue.rules.add"), column).CancelButton(t.T("text.cancel"))
	m.Show()
}

// ruleForm is the form of a rule: what all have, and what its kind has.
type ruleForm struct {
	s     *PricesScreen
	rule  trade.Rule
	form  *kit.Form
	scope *scopePart
	off   *kit.Check
	fill  func(r *trade.Rule) // reads the part of the kind
}

func (s *PricesScreen) editRule(r trade.Rule) {
	t := s.env.T
	f := &ruleForm{s: s, rule: r, form: kit.NewForm(2)}
	name := entryWith(r.Name)
	f.form.Add(kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Span: 2})
	builders := map[trade.Mechanism]func(){trade.BySegment: f.segmentPart, trade.ByVolume: f.volumePart, trade.ByNegotiation: f.talksPart,
		trade.ByYield: f.yieldPart, trade.ByIndex: f.indexPart, trade.ByAuction: f.auctionPart}
	build, known := builders[r.Kind]
	if !known {
		return
	}
	build()
	f.commonPart()
	m := askForm(s.env, &s.acts, t.T("trade.mechanism."+string(r.Kind)), f.form, func() act {
		now := f.take()
		return func(ctx context.Context) error { _, err := s.desk.SaveRule(ctx, now); return err }
	})
	m.Width = 620
	m.StartWith(name).Show()
}

func (f *ruleForm) take() trade.Rule {
	r := f.rule
	r.Name, r.From, r.Until, r.Off, r.Scope = f.form.Value("name"), crm.Day(f.form.Value("from")), crm.Day(f.form.Value("until")), f.off.Checked(), f.scope.scope
	f.fill(&r)
	return r
}

// commonPart is what every rule has: what it is for and when.
func (f *ruleForm) commonPart() {
	s, t := f.s, f.s.env.T
	f.off = kit.NewCheck(t.T("catalogue.rule.off.check"), nil)
	f.off.SetChecked(f.rule.Off)
	f.form.Section(t.T("catalogue.rule.where"))
	f.scope = newScopePart(f)
	f.scope.add()
	f.form.Add(s.dayInput("from", f.rule.From), s.dayInput("until", f.rule.Until), kit.Field{ID: "off", Input: f.off, Span: 2})
}

func spanned(f kit.Field, span int) kit.Field {
	f.Span = span
	return f
}

// findItems finds items by any part of their name or article.
func (s *PricesScreen) findItems(ctx context.Context, q string) ([]kit.Option, error) {
	rows, err := s.desk.Items(ctx, trade.ItemQuery{Search: q}, crm.DayOf(s.env.Now()), crm.Page{Limit: clientsShown})
	options := make([]kit.Option, len(rows))
	for i, r := range rows {
		options[i] = kit.Option{ID: parts.ID(r.ID), Label: r.Name, Note: r.Article}
	}
	return options, err
}

// number is a field of the kind's part for a number.
func (f *ruleForm) number(id string, d money.Dec, said bool) kit.Field {
	return f.s.numberInput(id, d, said)
}

// pick is a field that chooses one of some records by id.
func pick[T any](f *ruleForm, id, missing string, all []T, option func(T) kit.Option, now string) (*kit.Select, kit.Field) {
	t := f.s.env.T
	var options []kit.Option
	for _, x := range all {
		options = append(options, option(x))
	}
	choice := kit.NewSelect(options, nil).WithHint(t.T("catalogue.choose"))
	choice.SetValue(now)
	return choice, kit.Field{ID: id, Label: t.T("catalogue.field." + id), Input: choice, Check: needed(missing)}
}

// rows makes a group of rows in the form.
func (f *ruleForm) rows(id, add string, weights []float32, newRow func() []kit.Input, values [][]string) *kit.Repeater {
	t := f.s.env.T
	r := kit.NewRepeater(t.T(add), t.T("text.remove"), weights, newRow)
	if len(values) == 0 {
		values = [][]string{{}}
	}
	r.SetRows(values)
	r.CheckRow = f.s.numbersRow
	f.form.Add(kit.Field{ID: id, Label: t.T("catalogue.field." + id), Input: r, Span: 2})
	return r
}

// moneyBasis is in what a price of a rule is: its currency, and whether VAT is in it.
func (f *ruleForm) moneyBasis(currency money.Currency, gross bool) (*kit.Select, *kit.Check) {
	t, k := f.s.env.T, f.s.known
	if currency == "" {
		currency, gross = k.costing.Home, k.main.Gross
	}
	in, with := kit.NewSelect(currencyOptions(k.costing.Home, currency), nil), kit.NewCheck(t.T("catalogue.list.gross.check"), nil)
	in.SetValue(string(currency))
	with.SetChecked(gross)
	f.form.Add(kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: in}, kit.Field{ID: "gross", Label: " ", Input: with})
	return in, with
}
