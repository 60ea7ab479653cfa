package trade

import (
	"slices"

	"rapport/app/money"
)

// Thresholds are the quantities above the one asked for from which one unit may cost something else, the least first: tiers
// of the volume rule that holds, less what was bought before where that counts, and quantities agreed with the client. What
// is paid from each of them is for Quote to say.
func (b *PriceBook) Thresholds(q Inquiry) []money.Dec {
	var all []money.Dec
	add := func(from money.Dec) {
		if from.Cmp(q.Quantity) > 0 {
			all = append(all, from)
		}
	}
	if r := b.nearest(b.rules[ByVolume], q.Item, q.Day, func(r *Rule) bool { return r.Volume != nil }); r != nil {
		before := (&quoting{b: b, q: q}).boughtBefore(r.Volume)
		for _, t := range r.Volume.Tiers {
			add(t.From.Sub(before))
		}
	}
	if talks := b.talks[q.Client.ID]; talks != nil && q.Client.ID != 0 {
		b.nearest(talks, q.Item, q.Day, func(r *Rule) bool {
			if r.Negotiation.Agreed {
				add(r.Negotiation.Least)
			}
			return false // every one that could hold
		})
	}
	slices.SortFunc(all, money.Dec.Cmp)
	return slices.CompactFunc(all, func(a, b money.Dec) bool { return a.Cmp(b) == 0 })
}
