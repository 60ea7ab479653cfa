package trade

import (
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
)

func (w *quoting) byFeature() {
	if v, ok := w.q.Item.Variant(w.q.Choices); ok && v.Priced {
		if price, ok := w.in(v.Price, w.basis); ok {
			w.set(PriceStep{By: ByFeature, Name: variantName(v)}, price)
			return
		}
	}
	plain := w.price
	for _, percent := range []bool{false, true} {
		for i, f := range w.q.Item.Features {
			if i >= len(w.q.Choices) {
				break
			}
			at := slices.IndexFunc(f.Choices, func(c Choice) bool { return c.Name == w.q.Choices[i] })
			if at < 0 || f.Choices[at].Percent != percent || f.Choices[at].Add.IsZero() {
				continue
			}
			w.choose(f, f.Choices[at], plain)
		}
	}
}

// choose adds what a choice costs; percentages are of the price without any choice.
func (w *quoting) choose(f Feature, c Choice, plain money.Dec) {
	step := PriceStep{By: ByFeature, Name: f.Name + ": " + c.Name}
	if c.Percent {
		step.Percent = c.Add
		w.set(step, w.price.Add(perCent(plain, c.Add)))
		return
	}
	if add, ok := w.in(c.Add, w.basis); ok {
		w.set(step, w.price.Add(add))
	}
}

func variantName(v Variant) string {
	if v.Article != "" {
		return v.Article
	}
	name := ""
	for _, c := range v.Choices {
		if c != "" && name != "" {
			name += ", "
		}
		name += c
	}
	return name
}

func (w *quoting) bySegment() {
	if r := w.segment; r != nil {
		w.change(PriceStep{By: BySegment, Rule: r.ID, Name: w.b.segments[r.Segment.Segment].Name}, r.Segment.Percent)
	}
}

func (w *quoting) byVolume() {
	r := w.b.nearest(w.b.rules[ByVolume], w.q.Item, w.q.Day, func(r *Rule) bool { return r.Volume != nil })
	if r == nil {
		return
	}
	quantity := w.q.Quantity.Add(w.boughtBefore(r.Volume))
	var best *Tier
	for i, t := range r.Volume.Tiers {
		if t.From.Cmp(quantity) <= 0 && (best == nil || t.From.Cmp(best.From) > 0) {
			best = &r.Volume.Tiers[i]
		}
	}
	if best == nil {
		return
	}
	step := PriceStep{By: ByVolume, Rule: r.ID, Name: r.Name, Value: best.From}
	if !best.Fixed {
		w.change(step, best.Percent)
	} else if price, ok := w.in(best.Price, w.basis); ok {
		w.set(step, price)
	}
}

func (w *quoting) boughtBefore(v *VolumePrice) money.Dec {
	if !v.Cumulated || w.b.bought == nil || w.q.Client.ID == 0 {
		return money.Dec{}
	}
	since := crm.Day("")
	if v.Days > 0 {
		since = w.q.Day.Plus(-v.Days)
	}
	return w.b.bought(w.q.Client.ID, w.q.Item.ID, since)
}

func (w *quoting) byYield() {
	r := w.b.nearest(w.b.rules[ByYield], w.q.Item, w.q.Day, func(r *Rule) bool { return r.Yield != nil })
	if r == nil {
		return
	}
	c, known := w.b.capacities[r.Yield.Capacity]
	if !known {
		return
	}
	total, taken := c.On(w.q.Use)
	left := total.Sub(taken)
	if left.Cmp(w.q.Quantity) < 0 {
		w.remark("trade.price.capacity", "Name", c.Name, "Left", left.String())
	}
	if total.Sign() > 0 {
		share, _ := left.Mul(hundred).Div(total, 1) // above nought
		if s, ok := leftStep(r.Yield.Left, share); ok {
			w.change(PriceStep{By: ByYield, Rule: r.ID, Name: c.Name, Value: share, Day: w.q.Use}, s.Percent)
		}
	}
	if n, ok := w.q.Day.DaysTo(w.q.Use); ok {
		if s, ok := aheadStep(r.Yield.Ahead, n); ok {
			w.change(PriceStep{By: ByYield, Rule: r.ID, Name: c.Name, Days: n, Ahead: true, Day: w.q.Use}, s.Percent)
		}
	}
}

// leftStep is the step with the least bound that what is left does not exceed.
func leftStep(steps []LeftStep, left money.Dec) (best LeftStep, found bool) {
	for _, s := range steps {
		if left.Cmp(s.AtMost) <= 0 && (!found || s.AtMost.Cmp(best.AtMost) < 0) {
			best, found = s, true
		}
	}
	return best, found
}

// aheadStep is the step with the most days that are still ahead.
func aheadStep(steps []AheadStep, days int) (best AheadStep, found bool) {
	for _, s := range steps {
		if days >= s.Days && (!found || s.Days > best.Days) {
			best, found = s, true
		}
	}
	return best, found
}

func (w *quoting) byNegotiation() {
	talks := w.b.talks[w.q.Client.ID]
	if w.q.Client.ID == 0 || talks == nil {
		return
	}
	r := w.b.nearest(talks, w.q.Item, w.q.Day, func(r *Rule) bool {
		return r.Negotiation.Agreed && r.Negotiation.Least.Cmp(w.q.Quantity) <= 0
	})
	if r != nil {
		n := r.Negotiation
		if price, ok := w.in(n.Price, basis{n.Currency, n.Gross}); ok {
			w.digits = max(w.digits, min(mostDigits, n.Price.Places()))
			w.set(PriceStep{By: ByNegotiation, Rule: r.ID, Name: r.Name, Value: n.Least, Day: n.AgreedOn}, price)
		}
	}
	open := w.b.nearest(talks, w.q.Item, w.q.Day, func(r *Rule) bool { return !r.Negotiation.Agreed && len(r.Negotiation.Rounds) > 0 })
	if open != nil && r == nil {
		last := open.Negotiation.Rounds[len(open.Negotiation.Rounds)-1]
		key := "trade.price.talks.ours"
		if last.Theirs {
			key = "trade.price.talks.theirs"
		}
		w.remark(key, "Price", last.Price.String(), "Day", string(last.Day))
	}
	w.watchFloor(w.b.nearest(talks, w.q.Item, w.q.Day, func(r *Rule) bool { return r.Negotiation.Floor.Sign() > 0 }))
}

// watchFloor warns of a price below what we once decided not to go below.
func (w *quoting) watchFloor(r *Rule) {
	if r == nil || !w.has {
		return
	}
	n := r.Negotiation
	if floor, ok := w.in(n.Floor, basis{n.Currency, n.Gross}); ok && w.price.Cmp(floor) < 0 {
		w.remark("trade.price.floor", "Floor", money.RoundHalfUp(floor, w.digits).String())
	}
}

func (w *quoting) byAuction() {
	r := w.b.nearest(w.b.rules[ByAuction], w.q.Item, w.q.Day, func(r *Rule) bool { return r.Auction != nil })
	if r == nil {
		return
	}
	a := r.Auction
	bid, won := a.Winner(w.q.Now)
	switch {
	case !won && w.q.Now < a.Closes:
		w.remark("trade.price.auction.open")
	case won && bid.Client == w.q.Client.ID && bid.Client != 0:
		if price, ok := w.in(bid.Price, basis{a.Currency, a.Gross}); ok {
			w.digits = max(w.digits, min(mostDigits, bid.Price.Places()))
			w.set(PriceStep{By: ByAuction, Rule: r.ID, Name: r.Name}, price)
		}
	case won:
		w.remark("trade.price.auction.other")
	}
}
