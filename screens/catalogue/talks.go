package catalogue

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

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
	f.form.Add(kit.Field{ID: "agreed", Label: " ", Input: agreed}, f.number("floor", n.Floor, false), f.number("price", n.Price, false),
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
