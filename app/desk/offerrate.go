package desk

import (
	"context"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// RateOn is what one unit of a currency is worth in the firm's own on a day, by the rates kept: the newest that is not
// later. False when none is kept, or the currency is the firm's own.
func (d *Desk) RateOn(ctx context.Context, currency money.Currency, day crm.Day) (trade.OfferRate, bool, error) {
	all, err := d.Exchanges(ctx)
	var rate trade.OfferRate
	for _, e := range all {
		if e.Currency == currency && e.Day <= day && e.Day >= rate.Day {
			rate = trade.OfferRate{Value: e.Rate, Day: e.Day}
		}
	}
	return rate, rate.Day != "", err
}
