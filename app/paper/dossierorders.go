package paper

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/trade"
	"strings"
)

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

// mostGoods is how many lines the goods of an order take.
const mostGoods = 2

// orderRow is an order; what was sold stands under its number and days, as far as the sums.
func (w *profile) orderRow(g *grid, o trade.Order) *block {
	st, soft := w.hue.cell(), w.hue.small()
	cells := []gridCell{w.cellOf(o.Number), w.cellOf(w.day(o.Day)), w.cellOf(w.day(o.Promised)), w.cellOf(w.day(o.Kept)), w.fateCell(o)}
	room := wide
	if !w.d.NoMoney {
		cells = append(cells, gridCell{pieces: w.whole(g, 5, w.orderSums(o)...)})
		room -= g.columns[5].w
	}
	goods := w.lines(w.goods(o), soft, room)
	if len(goods) > mostGoods {
		goods = goods[:mostGoods]
		goods[mostGoods-1] = w.shorten(goods[mostGoods-1]+"………", soft, room)
	}
	b := g.open(cells...)
	row := b.draw
	b.height = max(b.height, st.lead+float64(len(goods))*soft.lead+2*gridPad)
	b.draw = func(y float64) {
		row(y)
		w.press.column(left, y+gridPad+st.lead, goods, soft)
		w.rule(left, y+b.height, wide, w.hue.hairline, w.hue.hair)
	}
	return b
}

// goods names what was sold, the first things of many.
func (w *profile) goods(o trade.Order) string {
	const most = 6
	var names []string
	for _, l := range o.Lines[:min(len(o.Lines), most)] {
		names = append(names, l.Name)
	}
	if len(o.Lines) > most {
		names = append(names, "…")
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
