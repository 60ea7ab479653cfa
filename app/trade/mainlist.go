package trade

import (
	"cmp"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
)

// MainList is the main list that holds on a day, whose prices lists of items show: of several that in the firm's own
// currency, and then the first by place; false when there is none.
func MainList(lists []PriceList, home money.Currency, day crm.Day) (PriceList, bool) {
	var best PriceList
	found := false
	for _, l := range lists {
		if !l.Main || !within(day, l.From, l.Until) {
			continue
		}
		if !found || compareMains(l, best, home) < 0 {
			best, found = l, true
		}
	}
	return best, found
}

func compareMains(a, b PriceList, home money.Currency) int {
	if own := a.Currency == home; own != (b.Currency == home) {
		if own {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
}

// PriceOn is the price that holds on a day among those of one item on one list: the one that began last and has not
// ended, and of two of one day the one set last.
func PriceOn(prices []ItemPrice, day crm.Day) (ItemPrice, bool) {
	held := slices.DeleteFunc(slices.Clone(prices), func(p ItemPrice) bool { return !within(day, p.From, p.Until) })
	if len(held) == 0 {
		return ItemPrice{}, false
	}
	return slices.MaxFunc(held, ComparePrices), true
}

// ComparePrices orders prices by the day they begin, and within by when they were set.
func ComparePrices(a, b ItemPrice) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Set, b.Set), cmp.Compare(a.ID, b.ID))
}
