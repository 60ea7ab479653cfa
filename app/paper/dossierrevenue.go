package paper

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/trade"
)

// figure is one of the key figures: what it says in large, and what that is.
type figure struct{ value, caption string }

// fewFigures is how many key figures make a strip at least.
const fewFigures = 3

// figureBlocks are the strip of key figures; a figure without data leaves its place to the others.
func (w *profile) figureBlocks() []*block {
	all := slices.DeleteFunc([]figure{w.revenueFigure(), w.orderFigure(), w.dealFigure(), w.promiseFigure(), w.contactFigure()},
		func(f figure) bool { return f.value == "" })
	if len(all) < fewFigures {
		return nil
	}
	const pad = 3.0
	width := wide / float64(len(all))
	big, small := style{w.hue.kind().face, 13, 5.8, w.hue.ink}, w.hue.caption()
	captions, deep := make([][]string, len(all)), 0
	for i, f := range all {
		captions[i] = w.capped(w.lines(f.caption, small, width-pad-1), 4, small, width-pad-1, "figures")
		deep = max(deep, len(captions[i]))
	}
	height := 1.4 + big.lead + float64(deep)*small.lead + 1.4
	return []*block{{gap: 4.5, height: height, draw: func(y float64) {
		w.rule(left, y, wide, 0.2, w.hue.mid)
		w.rule(left, y+height, wide, 0.2, w.hue.mid)
		for i, f := range all {
			x := left + float64(i)*width
			if i > 0 {
				w.add(page.Line{X1: x, Y1: y + 1.6, X2: x, Y2: y + height - 1.6, Thick: 0.2, Color: w.hue.mid})
				x += pad
			}
			w.text(x, y+1.4, f.value, w.fit(f.value, big, width-pad-1))
			w.press.column(x, y+1.4+big.lead, captions[i], small)
		}
	}}}
}

// revenueFigure is what was ordered in the last four full quarters, against the four before.
func (w *profile) revenueFigure() figure {
	r := w.revenue()
	now, was, ok := r.year(r.now-4), r.year(r.now-8), r.whole(r.now-4) && r.whole(r.now-1)
	if w.d.NoMoney || !ok || now <= 0 {
		return figure{}
	}
	caption := w.say.T("paper.figure.revenue")
	if was > 0 && r.whole(r.now-8) {
		change := math.Round((float64(now)/float64(was) - 1) * 100)
		sign := ""
		if change > 0 {
			sign = "+"
		}
		caption = w.say.T("paper.figure.revenue.change", "Change", sign+money.Paper(money.FormatPercent(money.DecInt(int64(change)), w.lang)))
	}
	return figure{w.shortSum(money.New(now, r.currency)), caption}
}

func (w *profile) orderFigure() figure {
	n, sum, _ := w.sold()
	if n == 0 {
		return figure{}
	}
	f := figure{w.say.Int(n), w.say.N("paper.figure.orders", n)}
	if s := w.short(sum); s != "" && !w.d.NoMoney {
		f.caption += " " + w.say.T("paper.figure.for", "Sum", s)
	}
	return f
}

func (w *profile) dealFigure() figure {
	n, amount, expected := w.forecast()
	if n == 0 {
		return figure{}
	}
	f := figure{w.say.Int(n), w.say.N("paper.figure.deals", n)}
	if s := w.short(amount); s != "" && !w.d.NoMoney {
		f.caption += " " + joined(", ", w.say.T("paper.figure.for", "Sum", s), w.say.T("paper.deals.expected", "Sum", w.short(expected)))
	}
	return f
}

func (w *profile) promiseFigure() figure {
	_, _, p := w.sold()
	if p.due() < enoughPromises {
		return figure{}
	}
	return figure{money.FormatPercent(p.share(), w.lang), w.say.T("paper.figure.promises", "N", w.say.Int(p.kept()), "Of", w.say.Int(p.due()))}
}

func (w *profile) contactFigure() figure {
	if len(w.d.Interactions) == 0 {
		return figure{}
	}
	today := crm.DayOf(w.d.At)
	days, ok := w.dayOf(w.d.Interactions[0].When).DaysTo(today)
	if !ok || days < 0 {
		return figure{}
	}
	next := crm.Day("")
	for _, i := range w.d.Interactions {
		if i.NextDay >= today && (next == "" || i.NextDay < next) {
			next = i.NextDay
		}
	}
	caption := w.say.T("paper.figure.contact")
	if next != "" {
		caption = joined(", ", caption, w.say.T("paper.figure.contact.next", "Day", nowrap(w.day(next))))
	}
	return figure{w.say.N("text.days", days), caption}
}

// revenue is what was ordered by quarters, in one currency: that of the most orders.
type revenue struct {
	currency money.Currency
	sums     map[int]int64 // by quarter: year × 4 + 0 to 3
	broken   bool          // a sum was too great
	now      int           // the quarter of the day of the paper
	today    crm.Day
	from, to crm.Day // the period shown
}

const (
	quartersShown = 12
	fewQuarters   = 2 // with orders, for a chart
)

func quarterOf(d crm.Day) (int, bool) {
	t, ok := d.Time()
	return t.Year()*4 + (int(t.Month())-1)/3, ok
}

// quarterStart is the first day of a quarter.
func quarterStart(q int) crm.Day {
	return crm.DayOf(time.Date(q/4, time.Month(q%4*3+1), 1, 0, 0, 0, 0, time.UTC))
}

// whole reports whether a quarter is over and lies within the period.
func (r revenue) whole(q int) bool {
	first, last := quarterStart(q), quarterStart(q+1).Plus(-1)
	return last < r.today && (r.from == "" || first >= r.from) && (r.to == "" || last <= r.to)
}

// year is the sum of four quarters.
func (r revenue) year(from int) (sum int64) {
	for q := from; q < from+4; q++ {
		next, err := money.AddMinor(sum, r.sums[q])
		if err != nil {
			return 0
		}
		sum = next
	}
	return sum
}

// filled is how many of the quarters up to one hold orders.
func (r revenue) filled(last int) (n int) {
	for q := last - quartersShown + 1; q <= last; q++ {
		if r.sums[q] != 0 {
			n++
		}
	}
	return n
}

// last is the quarter a chart ends with: the present one, or the last with orders where the years before this one hold
// too few.
func (r revenue) last() int {
	if r.filled(r.now) >= fewQuarters {
		return r.now
	}
	end := 0
	for q, sum := range r.sums {
		if q <= r.now && sum != 0 {
			end = max(end, q)
		}
	}
	return end
}

// revenue adds the orders up by quarter.
func (w *profile) revenue() revenue {
	r := revenue{sums: map[int]int64{}, today: crm.DayOf(w.d.At), from: w.d.From, to: w.d.To}
	r.now, _ = quarterOf(r.today)
	counts := map[money.Currency]int{}
	for _, o := range w.d.Orders {
		if o.State != trade.Cancelled {
			counts[o.Currency]++
		}
	}
	for c, n := range counts {
		if n > counts[r.currency] || n == counts[r.currency] && c < r.currency {
			r.currency = c
		}
	}
	for _, o := range w.d.Orders {
		q, ok := quarterOf(o.Day)
		if !ok || o.State == trade.Cancelled || o.Currency != r.currency {
			continue
		}
		sum, err := money.AddMinor(r.sums[q], max(o.Total(), 0))
		r.sums[q], r.broken = sum, r.broken || err != nil
	}
	return r
}

// revenueBlocks draw what was ordered quarter by quarter; fewer than two of them make no chart.
func (w *profile) revenueBlocks() []*block {
	r := w.revenue()
	last := r.last()
	if w.d.NoMoney || r.broken || r.filled(last) < fewQuarters {
		return nil
	}
	first := last - quartersShown + 1
	unit, word := w.unitOf(r, first)
	dark, partial := 0, 0
	for q := first; q <= last; q++ {
		switch {
		case r.sums[q] == 0:
		case !r.whole(q):
			partial++
		case q >= r.now-4:
			dark++
		}
	}
	hint := ""
	if dark > 0 {
		hint = w.say.T("paper.revenue.dark")
	}
	if partial > 0 {
		hint = joined("; ", hint, w.say.T("paper.revenue.partial"))
	}
	return []*block{w.section(w.say.T("paper.revenue", "Unit", word), hint), w.bars(r, first, unit)}
}

// unitOf is what the values on the bars are counted in, in minor units, and its name.
func (w *profile) unitOf(r revenue, first int) (unit money.Dec, word string) {
	most := money.New(r.most(first), r.currency).Decimal()
	sign := r.currency.PaperSymbol(w.lang)
	for _, u := range []struct {
		from, of int64
		key      string
	}{{100_000_000, 1_000_000, "paper.revenue.millions"}, {100_000, 1000, "paper.revenue.thousands"}} {
		if most.Cmp(money.DecInt(u.from)) >= 0 {
			return money.DecInt(u.of), w.say.T(u.key, "Currency", sign)
		}
	}
	return money.DecInt(1), sign
}

func (r revenue) most(first int) (most int64) {
	for q := first; q < first+quartersShown; q++ {
		most = max(most, r.sums[q])
	}
	return most
}

// bars is the chart: twelve quarters, the last four full ones dark, the older ones pale, one that is not whole hatched.
func (w *profile) bars(r revenue, first int, unit money.Dec) *block {
	const top, tall, axis, bar = 3.6, 17.5, 9.0, 8.4
	pitch := (wide - axis) / quartersShown
	value := func(minor int64) float64 {
		in, err := money.New(minor, r.currency).Decimal().Div(unit, 4)
		if err != nil {
			return 0
		}
		return in.Float()
	}
	most := value(r.most(first))
	step := niceStep(most / 3)
	scale := tall / max(most, step)
	places := 0
	if most < 10 {
		places = 1
	}
	caption, tiny := w.hue.caption(), w.hue.tiny()
	height := top + tall + 1 + tiny.lead + caption.lead
	return &block{gap: 1, height: height, draw: func(y float64) {
		ground := y + top + tall
		for v := step; v <= most*1.0001; v += step {
			w.rule(left+axis, ground-v*scale, wide-axis, w.hue.hairline, w.hue.hair)
			label := w.say.Decimal(v, decimals(step))
			w.right(left+axis-1.2, ground-v*scale-tiny.lead/2, label, w.fit(label, tiny.in(w.hue.sec), axis-1.4))
		}
		for i := range quartersShown {
			q, x := first+i, left+axis+float64(i)*pitch
			w.centre(x, pitch, ground+0.6, w.quarter(q), tiny.in(w.hue.sec))
			if sum := r.sums[q]; sum != 0 {
				w.bar(r, q, page.Rect{X: x + (pitch-bar)/2, Y: ground - value(sum)*scale, W: bar, H: value(sum) * scale}, w.say.Decimal(value(sum), places), pitch-0.6)
			}
		}
		w.rule(left+axis, ground, wide-axis, 0.25, w.hue.ink)
		w.years(first, left+axis, pitch, ground+0.6+tiny.lead)
	}}
}

// bar draws one bar with its value on top.
func (w *profile) bar(r revenue, q int, at page.Rect, value string, room float64) {
	st := w.hue.caption().in(w.hue.ink)
	box := at
	switch {
	case !r.whole(q):
		box.Stroke, box.Thick = w.hue.acc, 0.25
		w.slant(box)
	case q >= r.now-4:
		box.Filled, box.Fill = true, w.hue.acc
		st = st.bold()
	case w.hue.thrifty:
		box.Stroke, box.Thick = w.hue.mid, 0.2
	default:
		box.Filled, box.Fill = true, w.hue.soft
	}
	w.add(box)
	st = w.fit(value, st, room)
	width := w.press.width(value, st)
	w.add(page.Rect{X: at.X + (at.W-width)/2 - 0.4, Y: at.Y - st.lead + 0.2, W: width + 0.8, H: st.lead - 0.5, Fill: white, Filled: true})
	w.centre(at.X-room/2+at.W/2, room, at.Y-st.lead-0.1, value, st)
}

// slant hatches a bar in the accent.
func (w *profile) slant(r page.Rect) {
	from := len(w.leaf.Marks)
	w.hatch(r)
	for i, m := range w.leaf.Marks[from:] {
		if line, ok := m.(page.Line); ok {
			line.Thick, line.Color = 0.25, w.hue.acc
			w.leaf.Marks[from+i] = line
		}
	}
}

var romans = []string{"I", "II", "III", "IV"}

// quarter is the label of a quarter under its bar.
func (w *profile) quarter(q int) string {
	n := romans[q%4]
	if w.lang == "en" {
		n = strconv.Itoa(q%4 + 1)
	}
	return w.say.T("paper.revenue.quarter", "N", n)
}

// years names the years under the quarters, parted by short strokes.
func (w *profile) years(first int, x, pitch, y float64) {
	st := w.hue.tiny().bold()
	for q := first; q < first+quartersShown; {
		end := min(q-q%4+4, first+quartersShown)
		from, width := x+float64(q-first)*pitch, float64(end-q)*pitch
		if q > first {
			w.add(page.Line{X1: from, Y1: y - st.lead + 0.4, X2: from, Y2: y + st.lead, Thick: 0.2, Color: w.hue.mid})
		}
		w.centre(from, width, y+0.1, strconv.Itoa(q/4), st)
		q = end
	}
}

// niceStep is the next of 1, 2, 5, 10, 20 … at or above x.
func niceStep(x float64) float64 {
	if x <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= x {
			return n * power
		}
	}
	return 10 * power
}

// decimals is how many places a step of an axis needs.
func decimals(step float64) int {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(step, 'f', -1, 64), ".")
	return cmp.Or(min(len(fraction), 3), 0)
}
