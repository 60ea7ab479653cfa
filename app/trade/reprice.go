package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// Repricing is a way many prices change at once.
type Repricing string

// The ways of changing many prices.
const (
	RepriceByPercent Repricing = "percent" // the old price and so many per cent more
	RepriceBySum     Repricing = "sum"     // the old price and so much more
	RepriceByCost    Repricing = "cost"    // the cost and so many per cent more
)

// Repricings lists the ways in the order they are offered for choice.
var Repricings = []Repricing{RepriceByPercent, RepriceBySum, RepriceByCost}

// Neat is how a counted price is rounded to one that looks like a price.
type Neat string

// The ways of rounding a price.
const (
	NeatCent    Neat = "cent"    // to 0.01
	NeatOne     Neat = "one"     // to 1
	NeatTen     Neat = "ten"     // to 10
	NeatHundred Neat = "hundred" // to 100
	NeatNine    Neat = "nine"    // ends in 9
	NeatNinety  Neat = "ninety"  // ends in 90
	NeatPenny   Neat = "penny"   // ends in .99
)

// Neats lists the ways of rounding in the order they are offered for choice.
var Neats = []Neat{NeatCent, NeatOne, NeatTen, NeatHundred, NeatNine, NeatNinety, NeatPenny}

// neatSteps are the distance of neat prices from each other, and how far each lies below a multiple of it.
var neatSteps = map[Neat][2]money.Dec{
	NeatCent: {money.MustDec("0.01"), {}}, NeatOne: {money.DecInt(1), {}}, NeatTen: {money.DecInt(10), {}}, NeatHundred: {money.DecInt(100), {}},
	NeatNine: {money.DecInt(10), money.DecInt(1)}, NeatNinety: {money.DecInt(100), money.DecInt(10)}, NeatPenny: {money.DecInt(1), money.MustDec("0.01")},
}

// Round gives the neat price nearest to a price, of two as near the higher. A price above nought stays above nought where
// neat prices do not include it; one that is not known is to the cent.
func (n Neat) Round(price money.Dec) money.Dec {
	step, known := neatSteps[n]
	if !known {
		step = neatSteps[NeatCent]
	}
	times, _ := price.Add(step[1]).Div(step[0], exact) // a step is no nought
	out := money.RoundHalfUp(times, 0).Mul(step[0]).Sub(step[1])
	if out.Sign() <= 0 && price.Sign() > 0 {
		return step[0].Sub(step[1])
	}
	return out
}

// Reprice is a change of many prices of one list: how, by how much, rounded how, and from what day on.
type Reprice struct {
	How   Repricing
	Value money.Dec // per cent, or a sum in the currency of the list
	Neat  Neat
	From  crm.Day
}

// Price is the new price of one item, from its old price and its cost, both in the terms of the list. It is false where
// what it is counted from is not known; a price is never below nought.
func (r Reprice) Price(old money.Dec, priced bool, cost money.Dec, costed bool) (money.Dec, bool) {
	from, known := old, priced
	if r.How == RepriceByCost {
		from, known = cost, costed
	}
	if !known {
		return money.Dec{}, false
	}
	if r.How == RepriceBySum {
		from = from.Add(r.Value)
	} else {
		from = perCent(from, hundred.Add(r.Value))
	}
	if from.Sign() < 0 {
		return money.Dec{}, true
	}
	return r.Neat.Round(from), true
}

// Costing turns costs into the terms of a list, so that they compare with its prices.
type Costing struct {
	Home      money.Currency
	Country   string
	Rates     []TaxRate
	Exchanges []Exchange
	Own       money.Dec // the firm's own rate of VAT, where the tables know none for its country
}

// Cost is the cost of one unit in the currency of a list, with VAT where its prices have it; false when the cost or a rate
// of exchange is not known.
func (c Costing) Cost(cost money.Dec, in money.Currency, tax TaxClass, list PriceList, day crm.Day) (money.Dec, bool) {
	if cost.Sign() <= 0 {
		return money.Dec{}, false
	}
	cost, known := c.turn(cost, in, list.Currency, day)
	if known && list.Gross {
		cost = perCent(cost, hundred.Add(c.VAT(tax, day)))
	}
	return cost, known
}

// VAT is the rate of a class in the firm's country on a day, per cent.
func (c Costing) VAT(tax TaxClass, day crm.Day) money.Dec {
	if r, ok := RateOn(c.Rates, c.Country, tax, day); ok {
		return r.Rate
	}
	return c.Own
}

func (c Costing) turn(sum money.Dec, from, to money.Currency, day crm.Day) (money.Dec, bool) {
	if from == "" {
		from = c.Home
	}
	if to == "" {
		to = c.Home
	}
	if from == to {
		return sum, true
	}
	own, known := c.rate(from, day)
	want, wanted := c.rate(to, day)
	if !known || !wanted {
		return money.Dec{}, false
	}
	out, _ := sum.Mul(own).Div(want, exact) // rates are above nought
	return out, true
}

// rate is what one unit of a currency is worth in the firm's own on a day: as said last.
func (c Costing) rate(of money.Currency, day crm.Day) (money.Dec, bool) {
	if of == c.Home {
		return money.DecInt(1), true
	}
	var best Exchange
	found := false
	for _, e := range c.Exchanges {
		if e.Currency == of && e.Day <= day && e.Rate.Sign() > 0 && (!found || e.Day >= best.Day) {
			best, found = e, true
		}
	}
	return best.Rate, found
}
