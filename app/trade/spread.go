package trade

import (
	"cmp"
	"math/big"
	"slices"

	"rapport/app/money"
)

// taken is what the discount on a whole offer takes off each of some sums, in minor units; together exactly the discount.
// In per cent it is that share of their total, rounded; a sum is taken as it is, but never more than the total, and
// nothing off a total that is not above nought. Below nought and over 100 % count as 0 and 100.
func (d Discount) taken(sums []int64, c money.Currency) (int64, []int64, error) {
	total := int64(0)
	var err error
	for _, s := range sums {
		if total, err = money.AddMinor(total, s); err != nil {
			return 0, nil, err
		}
	}
	if d.Percent.Sign() > 0 {
		percent := d.Percent
		if percent.Cmp(hundred) > 0 {
			percent = hundred
		}
		off, err := money.Percent(total, percent)
		if err != nil {
			return 0, nil, err
		}
		ratio, _ := new(big.Rat).SetString(percent.String()) // a Dec is a decimal number
		return off, spread(off, sums, ratio.Quo(ratio, big.NewRat(100, 1))), nil
	}
	if d.Percent.Sign() < 0 || d.Sum.Sign() <= 0 || total <= 0 {
		return 0, make([]int64, len(sums)), nil
	}
	off, err := money.ToMinor(d.Sum, c)
	if err != nil || off > total {
		off = total // a sum too large for a total is larger than any
	}
	return off, spread(off, sums, big.NewRat(off, total)), nil
}

// spread cuts a whole into the ratio of each sum: rounded down first, and what is left goes by one minor unit to those
// that lost most. The whole must be the ratio of all the sums, rounded: then no part is more than its sum, and a part
// that came out even stays so.
func spread(whole int64, sums []int64, ratio *big.Rat) []int64 {
	parts, lost := make([]int64, len(sums)), make([]*big.Int, len(sums))
	num, den := ratio.Num(), ratio.Denom()
	left := whole
	for i, s := range sums {
		q, r := new(big.Int).DivMod(new(big.Int).Mul(big.NewInt(s), num), den, new(big.Int)) // r is never below nought
		parts[i], lost[i] = q.Int64(), r
		left -= parts[i]
	}
	order := make([]int, len(sums))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(lost[b].Cmp(lost[a]), cmp.Compare(a, b)) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// concerns is the period whose total a discount in a sum is taken off: the first of once, monthly and yearly that comes to
// more than nothing.
func concerns(totals map[Period]int64) Period {
	for _, p := range periods {
		if totals[p] > 0 {
			return p
		}
	}
	return Once
}
