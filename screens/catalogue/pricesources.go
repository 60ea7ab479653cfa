package catalogue

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

func (s *PricesScreen) segmentsPage() fyne.CanvasObject {
	var records []record
	for _, g := range s.known.segments {
		records = append(records, record{icon: "people", name: g.Name, note: s.segmentWords(g), edit: func() { s.editSegment(g) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveSegment(ctx, g.ID) }) }})
	}
	return s.recordsPage("segments", records)
}

// segmentWords says who is in a segment.
func (s *PricesScreen) segmentWords(g crm.Segment) string {
	t := s.env.T
	var types, rungs, kinds []string
	for _, x := range g.Types {
		types = append(types, parts.TypeShort(t, x))
	}
	for _, x := range g.Rungs {
		rungs = append(rungs, parts.RungShort(t, x))
	}
	for _, x := range g.Kinds {
		kinds = append(kinds, t.T("catalogue.who."+string(x)))
	}
	words := joined(strings.Join(types, ", "), strings.Join(rungs, ", "), strings.Join(kinds, ", "), strings.Join(g.Tags, ", "), strings.Join(g.Cities, ", "))
	if words == "" {
		return t.T("catalogue.segment.all")
	}
	return words
}

func (s *PricesScreen) editSegment(g crm.Segment) {
	t := s.env.T
	name := entryWith(g.Name)
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name")), Span: 2})
	form.Section(t.T("catalogue.segment.types"))
	types, rungs := map[crm.RelType]*kit.Check{}, map[crm.Rung]*kit.Check{}
	for _, x := range crm.RelTypes {
		types[x] = kit.NewCheck(parts.TypeName(t, x), nil)
		types[x].SetChecked(slices.Contains(g.Types, x))
		form.Add(kit.Field{ID: "type " + x.Word(), Input: types[x]})
	}
	form.Section(t.T("catalogue.segment.rungs"))
	for _, x := range crm.AllRungs {
		rungs[x] = kit.NewCheck(parts.RungName(t, x), nil)
		rungs[x].SetChecked(slices.Contains(g.Rungs, x))
		form.Add(kit.Field{ID: "rung " + x.Word(), Input: rungs[x]})
	}
	form.Section(t.T("catalogue.segment.more"))
	kinds := kit.NewSelect([]kit.Option{{ID: "", Label: t.T("catalogue.who.all")}, {ID: string(crm.Company), Label: t.T("catalogue.who." + string(crm.Company))},
		{ID: string(crm.Person), Label: t.T("catalogue.who." + string(crm.Person))}}, nil)
	kinds.SetValue("")
	if len(g.Kinds) == 1 {
		kinds.SetValue(string(g.Kinds[0]))
	}
	form.Add(kit.Field{ID: "kind", Label: t.T("catalogue.segment.kind"), Input: kinds},
		kit.Field{ID: "tags", Label: t.T("catalogue.segment.tags"), Input: entryWith(strings.Join(g.Tags, ", ")), Hint: t.T("catalogue.segment.commas")},
		kit.Field{ID: "cities", Label: t.T("catalogue.segment.cities"), Input: entryWith(strings.Join(g.Cities, ", ")), Hint: t.T("catalogue.segment.commas"), Span: 2})
	m := askForm(s.env, &s.acts, t.T("catalogue.segment"), form, func() act {
		g.Name, g.Tags, g.Cities, g.Types, g.Rungs, g.Kinds = form.Value("name"), split(form.Value("tags")), split(form.Value("cities")), nil, nil, nil
		for _, x := range crm.RelTypes {
			if types[x].Checked() {
				g.Types = append(g.Types, x)
			}
		}
		for _, x := range crm.AllRungs {
			if rungs[x].Checked() {
				g.Rungs = append(g.Rungs, x)
			}
		}
		if k := kinds.Value(); k != "" {
			g.Kinds = []crm.Kind{crm.Kind(k)}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveSegment(ctx, g); return err }
	})
	m.Width = 620
	m.StartWith(name).Show()
}

func split(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (s *PricesScreen) indicesPage() fyne.CanvasObject {
	t, lang := s.env.T, string(s.env.T.Lang())
	var records []record
	for _, x := range s.known.indices {
		note := t.T("catalogue.index.none")
		if r, ok := x.On(crm.DayOf(s.env.Now())); ok {
			note = t.T("catalogue.index.now", "Value", money.FormatDec(r.Value, lang), "Unit", x.Unit, "Day", parts.Date(t, r.Day))
			if before, had := x.On(r.Day.Plus(-1)); had && before.Value.Sign() > 0 {
				if d, counted := changeOf(before.Value, r.Value); counted {
					note = joined(note, parts.SignedPercent(t, d))
				}
			}
		}
		read := kit.NewButton(kit.Plain, t.T("catalogue.index.read"), func() { s.readIndex(x) }).WithIcon("plus").Sized(kit.ControlSmall)
		records = append(records, record{icon: "chart", name: x.Name, note: note, edit: func() { s.editIndex(x) }, more: []fyne.CanvasObject{read},
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveIndex(ctx, x.ID) }) }})
	}
	return s.recordsPage("indices", records)
}

// readIndex notes the value of an index on a day.
func (s *PricesScreen) readIndex(x trade.Index) {
	t := s.env.T
	value := s.numberInput("reading", money.Dec{}, false)
	value.Check = needed(t.T("text.wrong.number"))
	form := kit.NewForm(2, value, s.dayInput("day", crm.DayOf(s.env.Now())))
	askForm(s.env, &s.acts, x.Name, form, func() act {
		day := crm.Day(form.Value("day"))
		now := x
		now.Readings = slices.DeleteFunc(slices.Clone(x.Readings), func(r trade.Reading) bool { return r.Day == day })
		now.Readings = append(now.Readings, trade.Reading{Day: day, Value: dec(form.Value("reading"))})
		return func(ctx context.Context) error { _, err := s.desk.SaveIndex(ctx, now); return err }
	}).Show()
}

func (s *PricesScreen) editIndex(x trade.Index) {
	t := s.env.T
	name := entryWith(x.Name)
	readings := kit.NewRepeater(t.T("catalogue.index.read"), t.T("text.remove"), []float32{1, 1}, func() []kit.Input {
		return []kit.Input{dayField(s.env, crm.DayOf(s.env.Now())), numberField(s.env, t.T("catalogue.field.reading"))}
	})
	all := slices.Clone(x.Readings)
	slices.SortFunc(all, func(a, b trade.Reading) int { return strings.Compare(string(b.Day), string(a.Day)) })
	rows := make([][]string, len(all))
	for i, r := range all {
		rows[i] = []string{string(r.Day), money.FormatDec(r.Value, string(t.Lang()))}
	}
	readings.SetRows(rows)
	readings.CheckRow = s.datedRow
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name"))},
		kit.Field{ID: "unit", Label: t.T("catalogue.field.unit"), Input: entryWith(x.Unit)},
		kit.Field{ID: "readings", Label: t.T("catalogue.index.readings"), Input: readings, Span: 2})
	askForm(s.env, &s.acts, t.T("catalogue.index"), form, func() act {
		x.Name, x.Unit, x.Readings = form.Value("name"), form.Value("unit"), nil
		for _, r := range readings.Rows() {
			if r[0] != "" && r[1] != "" {
				x.Readings = append(x.Readings, trade.Reading{Day: crm.Day(r[0]), Value: dec(r[1])})
			}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveIndex(ctx, x); return err }
	}).StartWith(name).Show()
}

// datedRow checks a row that begins with a day and goes on with numbers.
func (s *PricesScreen) datedRow(v []string) (kit.Level, string) {
	if _, ok := crm.Day(v[0]).Time(); v[0] != "" && !ok {
		return kit.Error, s.env.T.T("text.wrong.date")
	}
	return s.numbersRow(v[1:])
}

// numbersRow checks a row of numbers.
func (s *PricesScreen) numbersRow(v []string) (kit.Level, string) {
	for _, x := range v {
		if _, err := money.ParseDec(x); x != "" && err != nil {
			return kit.Error, s.env.T.T("text.wrong.number")
		}
	}
	return kit.Good, ""
}

func (s *PricesScreen) capacitiesPage() fyne.CanvasObject {
	t, lang := s.env.T, string(s.env.T.Lang())
	today := crm.DayOf(s.env.Now())
	var records []record
	for _, c := range s.known.capacities {
		total, taken := c.On(today)
		note := joined(t.T("catalogue.capacity.daily", "N", money.FormatDec(c.Daily, lang), "Unit", c.Unit),
			t.T("catalogue.capacity.today", "Left", money.FormatDec(total.Sub(taken), lang), "Total", money.FormatDec(total, lang)))
		records = append(records, record{icon: "cal", name: c.Name, note: note, edit: func() { s.editCapacity(c) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveCapacity(ctx, c.ID) }) }})
	}
	return s.recordsPage("capacities", records)
}

func (s *PricesScreen) editCapacity(c trade.Capacity) {
	t, lang := s.env.T, string(s.env.T.Lang())
	name := entryWith(c.Name)
	days := kit.NewRepeater(t.T("catalogue.capacity.day"), t.T("text.remove"), []float32{1.2, 1, 1}, func() []kit.Input {
		return []kit.Input{dayField(s.env, ""), numberField(s.env, t.T("catalogue.capacity.taken")), numberField(s.env, t.T("catalogue.capacity.total"))}
	})
	all := slices.Clone(c.Days)
	slices.SortFunc(all, func(a, b trade.CapacityDay) int { return strings.Compare(string(a.Day), string(b.Day)) })
	rows := make([][]string, len(all))
	for i, d := range all {
		rows[i] = []string{string(d.Day), money.FormatDec(d.Taken, lang), ""}
		if d.Own {
			rows[i][2] = money.FormatDec(d.Total, lang)
		}
	}
	days.SetRows(rows)
	days.CheckRow = s.datedRow
	form := kit.NewForm(3, kit.Field{ID: "name", Label: t.T("text.name"), Input: name, Check: needed(t.T("desk.record.name"))},
		s.numberInput("daily", c.Daily, c.ID != 0), kit.Field{ID: "unit", Label: t.T("catalogue.field.unit"), Input: entryWith(c.Unit)},
		kit.Field{ID: "days", Label: t.T("catalogue.capacity.days"), Input: days, Span: 3})
	m := askForm(s.env, &s.acts, t.T("catalogue.capacity"), form, func() act {
		c.Name, c.Unit, c.Daily, c.Days = form.Value("name"), form.Value("unit"), dec(form.Value("daily")), nil
		for _, r := range days.Rows() {
			if r[0] != "" {
				c.Days = append(c.Days, trade.CapacityDay{Day: crm.Day(r[0]), Taken: dec(r[1]), Own: r[2] != "", Total: dec(r[2])})
			}
		}
		return func(ctx context.Context) error { _, err := s.desk.SaveCapacity(ctx, c); return err }
	})
	m.Width = 600
	m.StartWith(name).Show()
}

// exchangesShown is how many rates of exchange are shown, the newest.
const exchangesShown = 60

func (s *PricesScreen) exchangesPage() fyne.CanvasObject {
	t := s.env.T
	all := slices.Clone(s.known.exchanges)
	slices.SortStableFunc(all, func(a, b trade.Exchange) int { return strings.Compare(string(b.Day), string(a.Day)) })
	var records []record
	for i, e := range all {
		if i == exchangesShown {
			break
		}
		records = append(records, record{icon: "swap", name: t.T("catalogue.exchange.one", "Currency", string(e.Currency), "Rate", parts.Price(t, e.Rate, s.known.costing.Home)),
			note: t.T("catalogue.span.from", "From", parts.Date(t, e.Day)), edit: func() { s.editExchange(e) },
			remove: func() { s.do(func(ctx context.Context) error { return s.desk.RemoveExchange(ctx, e.ID) }) }})
	}
	return s.recordsPage("exchanges", records)
}

func (s *PricesScreen) editExchange(e trade.Exchange) {
	t := s.env.T
	currency := kit.NewSelect(slices.DeleteFunc(currencyOptions(e.Currency), func(o kit.Option) bool { return o.ID == string(s.known.costing.Home) }), nil)
	currency.SetValue(string(e.Currency))
	rate := s.numberInput("rate", e.Rate, false)
	rate.Label = t.T("catalogue.exchange.rate", "C", s.known.costing.Home.Symbol())
	rate.Check = func(v string) (kit.Level, string) {
		if dec(v).Sign() <= 0 {
			return kit.Error, t.T("desk.exchange.rate")
		}
		return kit.Good, ""
	}
	form := kit.NewForm(3, kit.Field{ID: "currency", Label: t.T("catalogue.currency"), Input: currency}, rate, s.dayInput("day", e.Day))
	askForm(s.env, &s.acts, t.T("catalogue.exchange"), form, func() act {
		c, day, value := money.Currency(currency.Value()), crm.Day(form.Value("day")), dec(form.Value("rate"))
		return func(ctx context.Context) error { return s.desk.SetExchange(ctx, c, day, value) }
	}).Show()
}

// wholeNumber reads a count of days, 0 when it is none.
func wholeNumber(v string) int {
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0
	}
	return max(n, 0)
}
