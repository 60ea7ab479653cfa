package paper

import (
	"rapport/app/money"
	"rapport/app/trade"
	"slices"
	"strings"
)

// pipeline is the one a deal runs through; one that is gone is empty.
func (w *profile) pipeline(d trade.Deal) trade.Pipeline {
	i := slices.IndexFunc(w.d.Pipelines, func(p trade.Pipeline) bool { return p.ID == d.Pipeline })
	if i < 0 {
		return trade.Pipeline{}
	}
	return w.d.Pipelines[i]
}

// forecast is what the running deals come to: how many they are, their amounts, and amount × probability.
func (w *profile) forecast() (n int, amount, expected purse) {
	worth := map[money.Currency]money.Dec{}
	for _, d := range w.d.Deals {
		if d.Outcome == trade.Running {
			n++
			amount.add(d.Amount, d.Currency)
			worth[d.Currency] = worth[d.Currency].Add(d.ExpectedValue(w.pipeline(d)))
		}
	}
	for c, sum := range worth {
		if minor, err := money.ToMinor(sum, c); err == nil {
			expected.add(minor, c)
		}
	}
	return n, amount, expected
}

// dealBlocks list the deals: those that run in bold with their next step, then those won and lost with the reason.
func (w *profile) dealBlocks() []*block {
	if len(w.d.Deals) == 0 {
		return nil
	}
	t := w.say.T
	stage, day := gridColumn{head: t("paper.deals.stage"), w: 27}, gridColumn{head: t("paper.deals.day"), w: 20}
	chance := gridColumn{head: t("paper.deals.chance"), w: 17, right: true, clear: 2}
	columns := []gridColumn{{head: t("paper.deals.what"), w: 51}, stage, {head: t("paper.deals.sum"), w: 28, right: true}, chance, day,
		{head: t("paper.deals.note"), w: 33}}
	if w.d.NoMoney {
		columns = []gridColumn{{head: t("paper.deals.what"), w: 68}, stage, chance, day, {head: t("paper.deals.note"), w: 44}}
	}
	g := w.newGrid(columns...)
	rows := make([]*block, 0, len(w.d.Deals))
	for _, d := range w.d.Deals {
		rows = append(rows, w.dealRow(g, d))
	}
	return table(w.section(t("paper.deals"), w.dealHint()), rows)
}

// dealHint tells how many deals run and what they are likely to bring.
func (w *profile) dealHint() string {
	n, amount, expected := w.forecast()
	t := w.say.T
	if n == 0 {
		return ""
	}
	hint := t("paper.offers.open.n", "N", w.say.Int(n))
	if sum := w.total(amount); sum != "" && !w.d.NoMoney {
		hint = joined(", ", t("paper.offers.open", "N", w.say.Int(n), "Sum", sum), t("paper.deals.expected", "Sum", w.total(expected)))
	}
	return hint
}

func (w *profile) dealRow(g *grid, d trade.Deal) *block {
	st, runs := w.hue.cell(), d.Outcome == trade.Running
	p := w.pipeline(d)
	stage, chance, day := w.say.T("trade.outcome."+d.Outcome.Word()), "—", d.ClosedOn
	if runs {
		st = st.bold()
		s, _ := p.Stage(d.Stage)
		stage, chance, day = s.Name, money.FormatPercent(d.Chance(p), w.lang), d.Expected
	}
	sum := "—"
	if d.Amount != 0 {
		sum = w.sum(d.Amount, d.Currency)
	}
	cells := []gridCell{{pieces: []piece{{d.Title, st}, {w.dealOffers(d), w.hue.small()}}}, w.cellOf(stage)}
	if !w.d.NoMoney {
		cells = append(cells, gridCell{pieces: w.whole(g, 2, sum)})
	}
	return g.row(append(cells, w.cellOf(chance), w.cellOf(w.day(day)), gridCell{pieces: w.dealNote(d)})...)
}

// dealOffers are the numbers of the offers made for a deal.
func (w *profile) dealOffers(d trade.Deal) string {
	var numbers []string
	for _, id := range d.Offers {
		i := slices.IndexFunc(w.d.Offers, func(o trade.OfferRow) bool { return o.ID == id })
		if i >= 0 && !w.d.NoMoney {
			numbers = append(numbers, nowrap(w.d.Offers[i].FullNumber()))
		}
	}
	return strings.Join(numbers, ", ")
}

// dealNote is the next step of a deal that runs, or why one was lost; and who else was asked.
func (w *profile) dealNote(d trade.Deal) []piece {
	st, soft := w.hue.cell(), w.hue.small()
	rival := ""
	if d.Rival != "" {
		rival = w.say.T("paper.deals.rival", "Name", d.Rival)
	}
	if d.Outcome == trade.Running {
		return []piece{{joined(", ", d.NextStep, w.day(d.NextDay)), st}, {rival, soft}}
	}
	reason := ""
	if d.LostReason != "" {
		reason = d.LostReason
		if key := "trade.lost." + d.LostReason; w.say.Has(key) {
			reason = w.say.T(key)
		}
	}
	return []piece{{reason, st}, {d.LostNote, soft}, {rival, soft}}
}
