package paper

import (
	"cmp"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// purse adds sums up by currency. One that is too great for a number is left out.
type purse struct {
	sums map[money.Currency]int64
	full map[money.Currency]bool
}

func (p *purse) add(minor int64, c money.Currency) {
	if p.sums == nil {
		p.sums, p.full = map[money.Currency]int64{}, map[money.Currency]bool{}
	}
	sum, err := money.AddMinor(p.sums[c], minor)
	if err != nil {
		p.full[c] = true
		return
	}
	p.sums[c] = sum
}

// amounts are the sums that are not nothing, our own currency first.
func (p purse) amounts(own money.Currency) []money.Amount {
	var all []money.Amount
	for c, sum := range p.sums {
		if sum != 0 && !p.full[c] {
			all = append(all, money.New(sum, c))
		}
	}
	slices.SortFunc(all, func(a, b money.Amount) int {
		if (a.Currency == own) != (b.Currency == own) {
			return map[bool]int{true: -1, false: 1}[a.Currency == own]
		}
		return cmp.Compare(a.Currency, b.Currency)
	})
	return all
}

// total writes a purse out: "1 200,00 ₽ + 500,00 €"; it is empty when nothing is in it.
func (w *profile) total(p purse) string {
	return w.purse(p, func(a money.Amount) string { return money.FormatPaper(a, w.lang) })
}

// short writes a purse with three digits: "1,2 млн ₽".
func (w *profile) short(p purse) string { return w.purse(p, w.shortSum) }

func (w *profile) purse(p purse, write func(money.Amount) string) string {
	var parts []string
	for _, a := range p.amounts(money.Currency(w.d.Firm.Currency)) {
		parts = append(parts, write(a))
	}
	return strings.Join(parts, " + ")
}

func (w *profile) shortSum(a money.Amount) string {
	if w.lang == "en" {
		return money.Paper(money.FormatShort(a, w.lang))
	}
	return money.Paper(money.FormatShortPlain(a, w.lang)) + nbsp + a.Currency.PaperSymbol(w.lang)
}

// arrangeSales leaves out what ended or was ordered outside of the period, and sorts: of deals those that run first, the
// nearest decision before the later ones, then those that ended, the latest first; of orders the latest first.
func (w *profile) arrangeSales() {
	d := &w.d
	d.Deals = slices.DeleteFunc(slices.Clone(d.Deals), func(deal trade.Deal) bool {
		return deal.Outcome != trade.Running && !w.withinDay(deal.ClosedOn)
	})
	slices.SortFunc(d.Deals, func(a, b trade.Deal) int {
		if runs := a.Outcome == trade.Running; runs != (b.Outcome == trade.Running) {
			return map[bool]int{true: -1, false: 1}[runs]
		} else if runs {
			return cmp.Or(cmp.Compare(orLast(a.Expected), orLast(b.Expected)), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(b.ClosedOn, a.ClosedOn), cmp.Compare(b.ID, a.ID))
	})
	d.Orders = slices.DeleteFunc(slices.Clone(d.Orders), func(o trade.Order) bool { return !w.withinDay(o.Day) })
	slices.SortFunc(d.Orders, func(a, b trade.Order) int { return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.ID, a.ID)) })
}

// orLast puts a day that is not set behind every day.
func orLast(d crm.Day) string {
	if d == "" {
		return "~"
	}
	return string(d)
}

// whole sets sums one under the other, none of them broken: one too wide for its column is set smaller.
func (w *profile) whole(g *grid, column int, sums ...string) []piece {
	_, room := g.inner(column)
	all := make([]piece, len(sums))
	for i, s := range sums {
		all[i] = piece{s, w.fit(s, w.hue.cell(), room)}
	}
	return all
}
