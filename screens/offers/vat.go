package offers

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// ownRate is what our firm usually charges on the day of the offer, nought for one who pays no VAT.
func (e *Editor) ownRate() money.Dec {
	if !e.firm.VATPayer {
		return money.Dec{}
	}
	return trade.TaxesOf(e.firm, e.around.rates).Usual(e.offer.Day).Rate
}

// followRates lets the rates of the lines follow the day of the offer, which was another: a rate of the table becomes that
// of its class on the new day, one that was typed stays.
func (e *Editor) followRates(before crm.Day) {
	if !e.firm.VATPayer {
		return
	}
	taxes := trade.TaxesOf(e.firm, e.around.rates)
	for _, b := range e.ledger.blocks {
		for _, it := range b.items {
			if now, known := taxes.Later(it.line.VAT, before, e.offer.Day); known && !it.line.Exempt {
				it.line.VAT = now
			}
		}
	}
}
