package catalogue

import (
	"context"
	"slices"
	"strconv"
	"time"

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

func (f *ruleForm) segmentPart() {
	t, p := f.s.env.T, trade.SegmentPrice{}
	if f.rule.Segment != nil {
		p = *f.rule.Segment
	}
	segment, field := pick(f, "segment", t.T("trade.rule.segment"), f.s.known.segments, func(g crm.Segment) kit.Option { return kit.Option{ID: parts.ID(g.ID), Label: g.Name} }, parts.ID(p.Segment))
	lists := []kit.Option{{ID: parts.ID(trade.ListID(0)), Label: t.T("catalogue.list.usual")}}
	for _, l := range f.s.known.lists {
		lists = append(lists, kit.Option{ID: parts.ID(l.ID), Label: l.Name})
	}
	list := kit.NewSelect(lists, nil)
	list.SetValue(parts.ID(p.List))
	f.form.Add(field, kit.Field{ID: "list", Label: t.T("catalogue.field.list"), Input: list}, f.number("percent", p.Percent, false))
	if len(f.s.known.segments) == 0 {
		f.form.Wide(kit.NewWrap(t.T("catalogue.segment.first"), kit.Dense, kit.Amber, 0))
	}
	f.fill = func(r *trade.Rule) {
		r.Segment = &trade.SegmentPrice{Segment: crm.SegmentID(number(segment.Value())), List: trade.ListID(number(list.Value())), Percent: dec(f.form.Value("percent"))}
	}
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

func (f *ruleForm) volumePart() {
	s, t, v := f.s, f.s.env.T, trade.VolumePrice{}
	if f.rule.Volume != nil {
		v = *f.rule.Volume
	}
	var values [][]string
	for _, x := range v.Tiers {
		row := []string{s.dec(x.From), s.dec(x.Percent), ""}
		if x.Fixed {
			row[1], row[2] = "", s.dec(x.Price)
		}
		values = append(values, row)
	}
	tiers := f.rows("tiers", "catalogue.tier.add", []float32{1, 1, 1}, func() []kit.Input {
		return []kit.Input{numberField(s.env, t.T("catalogue.tier.from")), numberField(s.env, t.T("catalogue.tier.percent")), numberField(s.env, t.T("catalogue.tier.price"))}
	}, values)
	cumulated := kit.NewCheck(t.T("catalogue.tier.cumulated"), nil)
	cumulated.SetChecked(v.Cumulated)
	f.form.Add(kit.Field{ID: "cumulated", Input: cumulated}, f.number("days", money.DecInt(int64(v.Days)), false))
	f.fill = func(r *trade.Rule) {
		now := trade.VolumePrice{Cumulated: cumulated.Checked(), Days: wholeNumber(f.form.Value("days"))}
		for _, x := range tiers.Rows() {
			if x[0] != "" {
				now.Tiers = append(now.Tiers, trade.Tier{From: dec(x[0]), Percent: dec(x[1]), Fixed: x[2] != "", Price: dec(x[2])})
			}
		}
		r.Volume = &now
	}
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

const (
	oursSaid   = ""
	theirsSaid = "theirs"
)

func (f *ruleForm) talksPart() {
	s, t, n := f.s, f.s.env.T, trade.Negotiation{}
	if f.rule.Negotiation != nil {
		n = *f.rule.Negotiation
	}
	client := clientField(s.env, &s.loader, s.desk, t.T("catalogue.client.hint"))
	if n.Client != 0 {
		client.SetChosen(kit.Option{ID: parts.ID(n.Client), Label: s.known.clients[n.Client]})
	}
	f.form.Add(kit.Field{ID: "client", Label: t.T("catalogue.pays.client"), Input: client, Span: 2, Check: needed(t.T("trade.rule.client"))})
	currency, gross := f.moneyBasis(n.Currency, n.Gross)
	var values [][]string
	for _, x := range n.Rounds {
		row := []string{string(x.Day), oursSaid, s.dec(x.Price), "", x.Note}
		if x.Theirs {
			row[1] = theirsSaid
		}
		if x.Least.Sign() > 0 {
			row[3] = s.dec(x.Least)
		}
		values = append(values, row)
	}
	rounds := f.rows("rounds", "catalogue.round.add", []float32{1.25, 1, 0.9, 0.8, 1.3}, func() []kit.Input {
		who := kit.NewSelect([]kit.Option{{ID: oursSaid, Label: t.T("catalogue.round.ours")}, {ID: theirsSaid, Label: t.T("catalogue.round.theirs")}}, nil)
		who.SetValue(oursSaid)
		return []kit.Input{dayField(s.env, crm.DayOf(s.env.Now())), who, numberField(s.env, t.T("catalogue.field.price")), numberField(s.env, t.T("catalogue.tier.from")), kit.NewEntry(t.T("text.note"))}
	}, values)
	rounds.CheckRow = func(v []string) (kit.Level, string) { return s.datedRow([]string{v[0], v[2], v[3]}) }
	agreed := kit.NewCheck(t.T("catalogue.agreed"), nil)
	agreed.SetChecked(n.Agreed)
	show := func() {
		for _, id := range []string{"price", "least", "agreedon"} {
			f.form.ShowField(id, agreed.Checked())
		}
	}
	agreed.OnInput(show)
	day := n.AgreedOn
	if day == "" {
		day = crm.DayOf(s.env.Now())
	}
	f.form.Add(kit.Field{ID: "agreed", Input: agreed}, f.number("floor", n.Floor, false), f.number("price", n.Price, false),
		f.number("least", n.Least, false), s.dayInput("agreedon", day))
	show()
	f.fill = func(r *trade.Rule) {
		now := trade.Negotiation{Client: crm.ClientID(number(client.Value())), Currency: money.Currency(currency.Value()), Gross: gross.Checked(), Floor: dec(f.form.Value("floor"))}
		if now.Agreed = agreed.Checked(); now.Agreed {
			now.Price, now.Least, now.AgreedOn = dec(f.form.Value("price")), dec(f.form.Value("least")), crm.Day(f.form.Value("agreedon"))
		}
		for _, x := range rounds.Rows() {
			if x[2] != "" {
				now.Rounds = append(now.Rounds, trade.Round{Day: crm.Day(x[0]), Theirs: x[1] == theirsSaid, Price: dec(x[2]), Least: dec(x[3]), Note: x[4]})
			}
		}
		r.Negotiation = &now
	}
}

func (f *ruleForm) yieldPart() {
	s, t, y := f.s, f.s.env.T, trade.YieldPrice{}
	if f.rule.Yield != nil {
		y = *f.rule.Yield
	}
	capacity, field := pick(f, "capacity", t.T("trade.rule.capacity"), s.known.capacities, func(c trade.Capacity) kit.Option { return kit.Option{ID: parts.ID(c.ID), Label: c.Name} }, parts.ID(y.Capacity))
	f.form.Add(spanned(field, 2))
	pair := func(hint string) func() []kit.Input {
		return func() []kit.Input {
			return []kit.Input{numberField(s.env, t.T(hint)), numberField(s.env, t.T("catalogue.tier.percent"))}
		}
	}
	var left, ahead [][]string
	for _, x := range y.Left {
		left = append(left, []string{s.dec(x.AtMost), s.dec(x.Percent)})
	}
	for _, x := range y.Ahead {
		ahead = append(ahead, []string{strconv.Itoa(x.Days), s.dec(x.Percent)})
	}
	lefts := f.rows("left", "catalogue.left.add", []float32{1, 1}, pair("catalogue.left.hint"), left)
	aheads := f.rows("ahead", "catalogue.ahead.add", []float32{1, 1}, pair("catalogue.ahead.hint"), ahead)
	f.fill = func(r *trade.Rule) {
		now := trade.YieldPrice{Capacity: trade.CapacityID(number(capacity.Value()))}
		for _, x := range lefts.Rows() {
			if x[0] != "" {
				now.Left = append(now.Left, trade.LeftStep{AtMost: dec(x[0]), Percent: dec(x[1])})
			}
		}
		for _, x := range aheads.Rows() {
			if x[0] != "" {
				now.Ahead = append(now.Ahead, trade.AheadStep{Days: wholeNumber(x[0]), Percent: dec(x[1])})
			}
		}
		r.Yield = &now
	}
}

const (
	byFormula = ""
	byScale   = "scale"
)

func (f *ruleForm) indexPart() {
	s, t, x := f.s, f.s.env.T, trade.IndexPrice{Scale: true, Fresh: 30}
	if f.rule.Index != nil {
		x = *f.rule.Index
	}
	index, field := pick(f, "index", t.T("trade.rule.index"), s.known.indices, func(i trade.Index) kit.Option { return kit.Option{ID: parts.ID(i.ID), Label: i.Name, Note: i.Unit} }, parts.ID(x.Index))
	how := kit.NewSelect([]kit.Option{{ID: byScale, Label: t.T("catalogue.index.scale")}, {ID: byFormula, Label: t.T("catalogue.index.formula")}}, func(v string) { f.showIndex(v == byScale) })
	f.form.Add(field, kit.Field{ID: "how", Label: t.T("catalogue.field.how"), Input: how}, f.number("base", x.Base, false), f.number("fixed", x.Fixed, false),
		f.number("factor", x.Factor, false), f.number("fresh", money.DecInt(int64(x.Fresh)), false))
	currency, gross := f.moneyBasis(x.Currency, x.Gross)
	how.SetValue(byFormula)
	if x.Scale {
		how.SetValue(byScale)
	}
	f.showIndex(x.Scale)
	f.fill = func(r *trade.Rule) {
		now := x
		now.Index, now.Scale, now.Fresh = trade.IndexID(number(index.Value())), how.Value() == byScale, wholeNumber(f.form.Value("fresh"))
		if now.Scale {
			now.Base = dec(f.form.Value("base"))
		} else {
			now.Fixed, now.Factor, now.Currency, now.Gross = dec(f.form.Value("fixed")), dec(f.form.Value("factor")), money.Currency(currency.Value()), gross.Checked()
		}
		r.Index = &now
	}
}

// showIndex shows the fields of the way the index is followed.
func (f *ruleForm) showIndex(scale bool) {
	f.form.ShowField("base", scale)
	for _, id := range []string{"fixed", "factor", "currency", "gross"} {
		f.form.ShowField(id, !scale)
	}
}

func (f *ruleForm) auctionPart() {
	s, t, a := f.s, f.s.env.T, trade.Auction{}
	if f.rule.Auction != nil {
		a = *f.rule.Auction
	}
	closes := s.env.Now().AddDate(0, 0, 7)
	if a.Closes != 0 {
		closes = a.Closes.Time(s.env.Now().Location())
	}
	hour := entryWith(closes.Format("15:04"))
	at := kit.Field{ID: "hour", Label: t.T("catalogue.field.hour"), Input: hour, Check: func(v string) (kit.Level, string) {
		if _, err := time.Parse("15:04", v); err != nil {
			return kit.Error, t.T("catalogue.hour.wrong")
		}
		return kit.Good, ""
	}}
	closing := s.dayInput("closes", crm.DayOf(closes))
	closing.Check = needed(t.T("text.wrong.date"))
	f.form.Add(closing, at)
	currency, gross := f.moneyBasis(a.Currency, a.Gross)
	f.form.Add(f.number("reserve", a.Reserve, false))
	bids := slices.Clone(a.Bids)
	if len(bids) > 0 {
		f.form.Section(t.T("catalogue.bids"))
		f.form.Wide(s.bidRows(&bids, a.Currency))
	}
	f.fill = func(r *trade.Rule) {
		now := trade.Auction{Currency: money.Currency(currency.Value()), Gross: gross.Checked(), Reserve: dec(f.form.Value("reserve")), Bids: bids}
		if day, ok := crm.Day(f.form.Value("closes")).Time(); ok {
			clock, _ := time.Parse("15:04", hour.Value()) // checked by the form
			now.Closes = crm.At(time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, s.env.Now().Location()))
		}
		r.Auction = &now
	}
}

// bidRows lists the bids, each to be taken away.
func (s *PricesScreen) bidRows(bids *[]trade.Bid, c money.Currency) fyne.CanvasObject {
	t := s.env.T
	column := kit.VBox(4)
	for _, b := range slices.Clone(*bids) {
		var row fyne.CanvasObject
		row = kit.HBox(12, kit.Grow(kit.NewTipText(s.known.clients[b.Client], kit.Dense, kit.Text)), kit.NewText(t.DateClock(b.At.Time(s.env.Now().Location())), kit.Dense, kit.Text3),
			kit.NewText(parts.Price(t, b.Price, c), kit.Dense|kit.Bold, kit.Text), kit.NewIconButton("x", t.T("text.remove"), func() {
				*bids = slices.DeleteFunc(*bids, func(x trade.Bid) bool { return x == b })
				column.Remove(row)
			}))
		column.Add(row)
	}
	return column
}

// askBid notes what a client would pay.
func (s *PricesScreen) askBid(r trade.Rule) {
	t := s.env.T
	client := clientField(s.env, &s.loader, s.desk, t.T("catalogue.client.hint"))
	price := s.numberInput("price", money.Dec{}, false)
	price.Check = func(v string) (kit.Level, string) {
		if dec(v).Sign() <= 0 {
			return kit.Error, t.T("trade.rule.price")
		}
		return kit.Good, ""
	}
	form := kit.NewForm(2, kit.Field{ID: "client", Label: t.T("catalogue.pays.client"), Input: client, Check: needed(t.T("trade.rule.client"))}, price)
	askForm(s.env, &s.acts, t.T("catalogue.bid"), form, func() act {
		now, auction := r, *r.Auction
		auction.Bids = append(slices.Clone(auction.Bids), trade.Bid{Client: crm.ClientID(number(client.Value())), Price: dec(form.Value("price")), At: crm.At(s.env.Now())})
		now.Auction = &auction
		return func(ctx context.Context) error { _, err := s.desk.SaveRule(ctx, now); return err }
	}).StartWith(client).Show()
}
