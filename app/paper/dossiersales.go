package paper

import (
	"cmp"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
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

// whole sets sums one under the other, none of them broken: one too wide for its column is set smaller.
func (w *profile) whole(g *grid, column int, sums ...string) []piece {
	_, room := g.inner(column)
	all := make([]piece, len(sums))
	for i, s := range sums {
		all[i] = piece{s, w.fit(s, w.hue.cell(), room)}
	}
	return all
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

// fate is how the promise of an order came out.
type fate int

const (
	calledOff fate = iota
	inWork         // not due, or nothing was promised
	overdue        // due and not done
	done           // nothing was promised
	early
	onTime
	late
)

// promise tells how the promise of an order came out, and by how many days it was missed or beaten.
func (w *profile) promise(o trade.Order) (f fate, days int) {
	today := crm.DayOf(w.d.At)
	behind := o.Late(today)
	switch n, dated := o.Promised.DaysTo(o.Kept); {
	case o.State == trade.Cancelled:
		return calledOff, 0
	case o.Kept == "" && o.State == trade.Fulfilled:
		return done, 0
	case o.Kept == "" && behind > 0:
		return overdue, behind
	case o.Kept == "":
		return inWork, 0
	case !dated:
		return done, 0
	case n > 0:
		return late, n
	case n < 0:
		return early, -n
	}
	return onTime, 0
}

// promises counts what became of the promises that are due: kept before the day, on it, after it, and not yet.
type promises struct{ early, onTime, late, overdue int }

func (p promises) due() int  { return p.early + p.onTime + p.late + p.overdue }
func (p promises) kept() int { return p.early + p.onTime }

// enoughPromises is from how many due promises on a share of those kept says anything.
const enoughPromises = 3

// share is how much of the promises was kept, per cent rounded down: 100 are all of them.
func (p promises) share() money.Dec { return money.DecInt(int64(p.kept() * 100 / p.due())) }

// sold are the orders that were not called off: how many, what they come to, and how their promises came out.
func (w *profile) sold() (n int, sum purse, p promises) {
	for _, o := range w.d.Orders {
		f, _ := w.promise(o)
		switch f {
		case early:
			p.early++
		case onTime:
			p.onTime++
		case late:
			p.late++
		case overdue:
			p.overdue++
		}
		if f != calledOff {
			n++
			sum.add(o.Total(), o.Currency)
		}
	}
	return n, sum, p
}

// orderBlocks list the orders with the days promised and kept.
func (w *profile) orderBlocks() []*block {
	if len(w.d.Orders) == 0 {
		return nil
	}
	t := w.say.T
	columns := []gridColumn{{head: t("paper.orders.what"), w: 48}, {head: t("paper.orders.day"), w: 20}, {head: t("paper.orders.promised"), w: 20},
		{head: t("paper.orders.kept"), w: 20}, {head: t("paper.orders.fate"), w: 38}, {head: t("paper.orders.sum"), w: 30, right: true}}
	if w.d.NoMoney {
		columns = columns[:5]
		columns[0].w += 30
	}
	g := w.newGrid(columns...)
	rows := make([]*block, 0, len(w.d.Orders))
	for _, o := range w.d.Orders {
		rows = append(rows, w.orderRow(g, o))
	}
	return table(w.section(t("paper.orders"), w.orderHint()), rows)
}

// orderHint tells how many orders there are and how their promises came out.
func (w *profile) orderHint() string {
	n, sum, p := w.sold()
	t := w.say.T
	hint := t("paper.touch.all", "N", w.say.Int(n))
	if s := w.total(sum); s != "" && !w.d.NoMoney {
		hint = joined(" ", hint, t("paper.orders.for", "Sum", s))
	}
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{{"paper.orders.early.n", p.early}, {"paper.orders.time.n", p.onTime}, {"paper.orders.late.n", p.late}, {"paper.orders.overdue.n", p.overdue}} {
		if part.n > 0 {
			parts = append(parts, t(part.key, "N", w.say.Int(part.n)))
		}
	}
	out := strings.Join(parts, ", ")
	if p.due() >= enoughPromises {
		out = joined(" — ", out, t("paper.orders.share", "Share", money.FormatPercent(p.share(), w.lang)))
	}
	return joined(" · ", hint, out)
}

func (w *profile) orderRow(g *grid, o trade.Order) *block {
	st, soft := w.hue.cell(), w.hue.small()
	_, room := g.inner(0)
	cells := []gridCell{{pieces: []piece{{o.Number, st}, {w.shorten(w.goods(o), soft, room), soft}}},
		w.cellOf(w.day(o.Day)), w.cellOf(w.day(o.Promised)), w.cellOf(w.day(o.Kept)), w.fateCell(o)}
	if !w.d.NoMoney {
		cells = append(cells, gridCell{pieces: w.whole(g, 5, w.orderSums(o)...)})
	}
	return g.row(cells...)
}

// goods names what was sold, as far as a line holds it.
func (w *profile) goods(o trade.Order) string {
	var names []string
	for _, l := range o.Lines[:min(len(o.Lines), 4)] {
		names = append(names, l.Name)
	}
	return joined(", ", names...)
}

// orderSums are what an order comes to, once and again and again.
func (w *profile) orderSums(o trade.Order) []string {
	var all []string
	if o.Once.Gross != 0 || o.Monthly.Gross == 0 && o.Yearly.Gross == 0 {
		all = append(all, w.sum(o.Once.Gross, o.Currency))
	}
	if o.Monthly.Gross != 0 {
		all = append(all, nowrap(w.say.T("paper.orders.monthly", "Sum", w.sum(o.Monthly.Gross, o.Currency))))
	}
	if o.Yearly.Gross != 0 {
		all = append(all, nowrap(w.say.T("paper.orders.yearly", "Sum", w.sum(o.Yearly.Gross, o.Currency))))
	}
	return all
}

// fateCell says how the promise of an order came out, with the mark for it.
func (w *profile) fateCell(o trade.Order) gridCell {
	f, days := w.promise(o)
	st, said, shape := w.hue.cell(), "", w.discMark
	switch f {
	case calledOff:
		return gridCell{pieces: []piece{{lowered(w.say.T("trade.order.cancelled")), st.in(w.hue.sec)}}, indent: 4}
	case inWork:
		said, shape = lowered(w.say.T("trade.order.placed")), w.ringMark
	case done:
		said = lowered(w.say.T("trade.order.fulfilled"))
	case early:
		said, shape = w.say.N("paper.orders.early", days), w.earlyMark
	case onTime:
		said = w.say.T("paper.orders.time")
	case late:
		said, shape = w.say.N("paper.orders.late", days), w.lateMark
	case overdue:
		said, shape, st = w.say.N("paper.orders.overdue", days), w.lateMark, st.bold()
	}
	return gridCell{pieces: []piece{{said, st}}, indent: 4, shape: shape}
}

// discMark, earlyMark, ringMark and lateMark are drawn before the words they stand for: kept, kept before the day, open,
// late.
func (w *profile) discMark(x, y float64) {
	w.add(page.Circle{X: x + 1.2, Y: y, R: 1.2, Fill: w.hue.ink, Filled: true})
}

func (w *profile) earlyMark(x, y float64) {
	w.discMark(x, y)
	for _, side := range []float64{-0.65, 0.65} {
		w.add(page.Line{X1: x + 1.2 + side, Y1: y + 0.35, X2: x + 1.2, Y2: y - 0.4, Thick: 0.35, Color: white})
	}
}

func (w *profile) ringMark(x, y float64) {
	w.add(page.Circle{X: x + 1.2, Y: y, R: 1.05, Stroke: w.hue.ink, Thick: 0.3})
}

func (w *profile) lateMark(x, y float64) {
	w.add(page.Poly{Points: []page.Point{{X: x, Y: y + 1.1}, {X: x + 2.4, Y: y + 1.1}, {X: x + 1.2, Y: y - 1.15}}, Fill: w.hue.warn, Filled: true})
}
