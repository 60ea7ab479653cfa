package catalogue

import (
	"strconv"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

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
	f.form.Add(kit.Field{ID: "cumulated", Label: " ", Input: cumulated}, f.number("days", money.DecInt(int64(v.Days)), false))
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
	f.form.Add(spanned(field, 2), kit.Field{ID: "how", Label: t.T("catalogue.field.how"), Input: how, Span: 2}, f.number("base", x.Base, false), f.number("fixed", x.Fixed, false),
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
