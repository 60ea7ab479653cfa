package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// Inquiry asks what a client pays for an item.
type Inquiry struct {
	Item     Item
	Choices  []string   // one of each feature of the item in their order, "" for none
	Client   crm.Client // the zero client is nobody in particular
	Quantity money.Dec
	Day      crm.Day        // of the offer
	Use      crm.Day        // when a capacity is used; empty: Day
	Now      crm.Moment     // tells whether an auction is closed
	Currency money.Currency // of the answer
	Gross    bool           // the answer includes VAT
	VAT      money.Dec      // rate of the item, per cent
}

// Quotation is the answer: a price of one unit, how it came about, and what the owner should know.
type Quotation struct {
	Found    bool
	Price    money.Dec // of one unit, in the currency and with or without VAT as asked
	Currency money.Currency
	Gross    bool
	Steps    []PriceStep // in the order they were applied; the last one's After is the price
	Remarks  []crm.Fault
	Costed   bool
	Cost     money.Dec // of one unit without VAT in the same currency, when Costed
	Margin   money.Dec // per cent of the price without VAT, when Costed; for the owner's eyes only
}

// PriceStep is one step on the way to a price: the reason, for the screen to put into words.
type PriceStep struct {
	By      Mechanism `json:"by"`
	Rule    RuleID    `json:"rule,omitempty"`
	Name    string    `json:"name,omitempty"`  // of the list, rule, choice, index or capacity
	Before  money.Dec `json:"before"`          // 0 for the first
	After   money.Dec `json:"after"`           //
	Percent money.Dec `json:"percent"`         // of change, where it is one
	Value   money.Dec `json:"value"`           // tier's quantity, index, per cent left, quantity agreed
	Day     crm.Day   `json:"day,omitempty"`   // since when, or of the reading
	Days    int       `json:"days,omitempty"`  // ahead
	Ahead   bool      `json:"ahead,omitempty"` // by the days ahead, not by what is left
	Scaled  bool      `json:"scaled,omitempty"`
}

// Quote answers what a client pays for an item, this quantity, on this day, and why. The mechanisms are applied in this
// order, each upon the result of the one before, and each result is rounded to the digits of the price:
//
//  1. list: the list of the client's segment where it has one with the item on it, else the main list (of those, one in
//     the currency asked for);
//  2. index: the real-time price replaces the list price, or scales it;
//  3. feature: the variant's own price, or what the choices add: sums first, then percentages of the price without them;
//  4. segment: the change in per cent;
//  5. volume: the tier of the quantity;
//  6. yield: by what is left of the capacity, then by the days ahead;
//  7. negotiation: the price agreed replaces all before;
//  8. auction: the winner's bid replaces all before.
//
// Of several rules of one mechanism one holds: that for the item, else for the nearest group, else for the stream, else for
// all; of two as near, the one of the lower place.
func (b *PriceBook) Quote(q Inquiry) Quotation {
	if q.Use == "" {
		q.Use = q.Day
	}
	w := &quoting{b: b, q: q, out: Quotation{Currency: q.Currency, Gross: q.Gross}}
	w.byList()
	w.byIndex()
	if w.has {
		w.byFeature()
		w.bySegment()
		w.byVolume()
		w.byYield()
	}
	w.byNegotiation()
	w.byAuction()
	w.close()
	return w.out
}

// quoting is a quotation being made.
type quoting struct {
	b       *PriceBook
	q       Inquiry
	out     Quotation
	has     bool
	price   money.Dec
	digits  int
	basis   basis // of the list or formula the price began with
	segment *Rule // of the client
}

// basis tells what a price is in.
type basis struct {
	currency money.Currency
	gross    bool
}

func (w *quoting) remark(reason string, args ...string) {
	w.out.Remarks = append(w.out.Remarks, crm.Fault{Field: "price", Reason: reason, Args: args})
}

// set takes the result of a step.
func (w *quoting) set(s PriceStep, after money.Dec) {
	if w.has {
		s.Before = w.price
	}
	if after.Sign() < 0 {
		w.remark("trade.price.negative")
		after = money.Dec{}
	}
	w.price, w.has = money.RoundHalfUp(after, w.digits), true
	s.After = w.price
	w.out.Steps = append(w.out.Steps, s)
}

// change changes the price by so many per cent.
func (w *quoting) change(s PriceStep, percent money.Dec) {
	if percent.IsZero() {
		return
	}
	s.Percent = percent
	w.set(s, perCent(w.price, hundred.Add(percent)))
}

// exact is how many digits prices are counted with before they are rounded.
const exact = 8

// perCent is so many per cent of a price.
func perCent(price, percent money.Dec) money.Dec {
	v, _ := price.Mul(percent).Div(hundred, exact) // a hundred is no nought
	return v
}

// in turns a price into what is asked for; false when a rate of exchange is missing, which is remarked.
func (w *quoting) in(price money.Dec, from basis) (money.Dec, bool) {
	if from.currency == "" {
		from.currency = w.b.home
	}
	if from.currency != w.q.Currency {
		own, known := w.b.rate(from.currency, w.q.Day)
		want, wanted := w.b.rate(w.q.Currency, w.q.Day)
		if !known || !wanted {
			missing := from.currency
			if known {
				missing = w.q.Currency
			}
			w.remark("trade.price.exchange", "Currency", string(missing))
			return money.Dec{}, false
		}
		price, _ = price.Mul(own).Div(want, exact) // rates are above nought
	}
	return w.taxed(price, from.gross, w.q.Gross), true
}

// taxed adds VAT to a price, or takes it out.
func (w *quoting) taxed(price money.Dec, has, wants bool) money.Dec {
	if has == wants || w.q.VAT.Sign() <= 0 {
		return price
	}
	whole := hundred.Add(w.q.VAT)
	if wants {
		return perCent(price, whole)
	}
	v, _ := price.Mul(hundred).Div(whole, exact) // above a hundred
	return v
}

// mostDigits is the most digits after the point that a price of one unit keeps.
const mostDigits = 4

// begin takes the first price: it tells how many digits the price has.
func (w *quoting) begin(price money.Dec, in basis) (money.Dec, bool) {
	turned, ok := w.in(price, in)
	if ok {
		w.digits = max(w.q.Currency.Digits(), min(mostDigits, price.Places()))
		w.basis = in
	}
	return turned, ok
}

func (w *quoting) byList() {
	w.digits = w.q.Currency.Digits()
	w.segment = w.b.segmentRule(w.q)
	for _, l := range w.lists() {
		p, found := w.b.priceOn(w.q.Item.ID, l.ID, w.q.Day)
		if !found || !within(w.q.Day, l.From, l.Until) {
			continue
		}
		if price, ok := w.begin(p.Price, basis{l.Currency, l.Gross}); ok {
			w.set(PriceStep{By: ByList, Name: l.Name, Day: p.From}, price)
			return
		}
	}
}

// lists are the lists to look into, the best first.
func (w *quoting) lists() []PriceList {
	var all []PriceList
	if w.segment != nil && w.segment.Segment.List != 0 {
		if l, ok := w.b.lists[w.segment.Segment.List]; ok {
			all = append(all, l)
		}
	}
	for _, same := range []bool{true, false} {
		for _, l := range w.b.mains {
			if (l.Currency == w.q.Currency) == same {
				all = append(all, l)
			}
		}
	}
	return all
}

// segmentRule is the rule of a segment that the client is in.
func (b *PriceBook) segmentRule(q Inquiry) *Rule {
	if q.Client.ID == 0 {
		return nil
	}
	return b.nearest(b.rules[BySegment], q.Item, q.Day, func(r *Rule) bool {
		s, ok := b.segments[r.Segment.segment()]
		return ok && s.Holds(q.Client)
	})
}

func (s *SegmentPrice) segment() crm.SegmentID {
	if s == nil {
		return 0
	}
	return s.Segment
}

func (w *quoting) byIndex() {
	r := w.b.nearest(w.b.rules[ByIndex], w.q.Item, w.q.Day, func(r *Rule) bool { return r.Index != nil })
	if r == nil {
		return
	}
	x, known := w.b.indices[r.Index.Index]
	reading, read := x.On(w.q.Day)
	if !known || !read {
		w.remark("trade.price.index.none", "Name", x.Name)
		return
	}
	if n, ok := reading.Day.DaysTo(w.q.Day); ok && r.Index.Fresh > 0 && n > r.Index.Fresh {
		w.remark("trade.price.index.old", "Name", x.Name, "Day", string(reading.Day))
	}
	step := PriceStep{By: ByIndex, Rule: r.ID, Name: x.Name, Value: reading.Value, Day: reading.Day, Scaled: r.Index.Scale}
	if r.Index.Scale {
		if !w.has || r.Index.Base.Sign() <= 0 {
			return
		}
		v, _ := w.price.Mul(reading.Value).Div(r.Index.Base, exact) // above nought
		w.set(step, v)
		return
	}
	formula := r.Index.Fixed.Add(r.Index.Factor.Mul(reading.Value))
	if price, ok := w.in(formula, basis{r.Index.Currency, r.Index.Gross}); ok {
		w.basis, w.digits = basis{r.Index.Currency, r.Index.Gross}, w.q.Currency.Digits()
		w.set(step, price)
	}
}

// close tells the price, the cost and the margin.
func (w *quoting) close() {
	if !w.has {
		w.remark("trade.price.none")
		return
	}
	w.out.Found, w.out.Price = true, w.price
	item := w.q.Item
	if item.Cost.Sign() <= 0 {
		return
	}
	net := w.taxed(w.price, w.q.Gross, false)
	asked := w.q.Gross
	w.q.Gross = false
	cost, ok := w.in(item.Cost, basis{currency: item.CostIn})
	w.q.Gross = asked
	if !ok {
		return
	}
	w.out.Costed, w.out.Cost = true, money.RoundHalfUp(cost, w.digits)
	if net.Sign() > 0 {
		w.out.Margin, _ = net.Sub(cost).Mul(hundred).Div(net, 1) // above nought
	}
	if net.Cmp(cost) < 0 {
		w.remark("trade.price.cost", "Cost", w.out.Cost.String())
	}
}
