package trade

import "rapport/app/money"

// Origin tells of an amount of an offer that came into another currency since it was set: what was set, and which number
// stands in its place. It holds as long as that number does; one typed since is meant as it is typed.
type Origin struct {
	Currency money.Currency `json:"currency,omitempty"` // in which the amount was set
	Value    money.Dec      `json:"value,omitzero"`     // as it was set
	In       money.Currency `json:"in,omitempty"`       // the currency of Now
	Now      money.Dec      `json:"now,omitzero"`       // the number that stands in place of Value
}

// OriginOf is the origin of an amount that was set in a currency and has not been recalculated yet.
func OriginOf(value money.Dec, in money.Currency) Origin {
	return Origin{Currency: in, Value: value, In: in, Now: value}
}

// of reports whether the origin is that of a number.
func (g Origin) of(value money.Dec) bool { return g.Currency != "" && g.Now == value }

// Moved is an amount, and where it came from, once its offer goes from one currency to another. One that was set in the
// new currency is what it was, to the last digit; the others wait to be recalculated or left.
func (g Origin) Moved(value money.Dec, from, to money.Currency) (money.Dec, Origin) {
	if !g.of(value) {
		g = OriginOf(value, from)
	}
	if g.Value.IsZero() {
		return value, Origin{} // nought is nought in every currency
	}
	if g.Currency == to {
		return g.Value, Origin{}
	}
	return value, g
}

// Awaits is the currency a number is still of, where it is another than that of its offer; false where it is the same.
func (g Origin) Awaits(value money.Dec, offer money.Currency) (money.Currency, bool) {
	return g.In, g.of(value) && g.In != offer
}

// Recalculated is the amount in a currency, from what was set and not from what was rounded since, to the minor unit. It is
// false where a rate is not known.
func (g Origin) Recalculated(to money.Currency, worth Worth) (Origin, bool) {
	now, known := worth.Turn(g.Value, g.Currency, to)
	if !known {
		now, known = worth.Turn(g.Now, g.In, to)
	}
	if !known {
		return g, false
	}
	g.In, g.Now = to, now
	return g, true
}

// Stale reports whether a number was recalculated into the currency of its offer and would be another at the present rates;
// where a rate is not known it is as good as any.
func (g Origin) Stale(value money.Dec, offer money.Currency, worth Worth) bool {
	if !g.of(value) || g.In != offer || g.Currency == offer {
		return false
	}
	now, known := worth.Turn(g.Value, g.Currency, offer)
	return known && now != g.Now
}

// Worth is what one unit of each currency is worth in one and the same, in which itself is worth 1.
type Worth map[money.Currency]money.Dec

// Knows reports whether the rate of a currency is known: one above nought.
func (w Worth) Knows(c money.Currency) bool { return w[c].Sign() > 0 }

// Turn is a sum in another currency, rounded once, to the minor unit, half away from zero; false where a rate is not known.
func (w Worth) Turn(sum money.Dec, from, to money.Currency) (money.Dec, bool) {
	if from == to {
		return sum, true
	}
	if !w.Knows(from) || !w.Knows(to) {
		return money.Dec{}, false
	}
	out, err := sum.Mul(w[from]).Div(w[to], to.Digits())
	return out, err == nil
}
