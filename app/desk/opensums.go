package desk

import (
	"context"
	"slices"

	"rapport/app/money"
	"rapport/app/trade"
)

// mostWalked is how many open offers are added up one by one.
const mostWalked = 3000

// OpenSums is what open offers come to, in minor units by currency.
type OpenSums struct {
	N       int64
	Sums    map[money.Currency]int64
	Monthly map[money.Currency]int64
}

// OpenOffers adds up the offers of a query that may still become a sale, each in its newest version. Of more than 3,000 that a
// text or a client is asked for with it gives N alone.
func (d *Desk) OpenOffers(ctx context.Context, q trade.OfferQuery) (OpenSums, error) {
	asked := q.States
	q.States = slices.DeleteFunc(slices.Clone(trade.States), func(s trade.State) bool {
		return !s.Open() || len(asked) > 0 && !slices.Contains(asked, s)
	})
	q.Newest = true
	out := OpenSums{Sums: map[money.Currency]int64{}, Monthly: map[money.Currency]int64{}}
	if len(q.States) == 0 {
		return out, nil
	}
	n, err := d.CountOffers(ctx, q)
	if out.N = n.N; err != nil {
		return out, err
	}
	switch {
	case q.Search == "" && q.Client == 0:
		out.Sums, out.Monthly, err = d.SumOpenOffers(ctx, q.Types, q.States)
	case !n.More && n.N <= mostWalked:
		err = d.EachOffer(ctx, q, func(r trade.OfferRow) error {
			out.Sums[r.Currency] += r.Total
			out.Monthly[r.Currency] += r.Monthly
			return nil
		})
	}
	return out, err
}
