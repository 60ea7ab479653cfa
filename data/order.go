package data

import (
	"bytes"
	"cmp"
	"math"

	"rapport/app/crm"
)

// order is one way to sort clients that has an index.
type order struct {
	sort   crm.Sort
	column string
	lowest any // below every key
	key    func(*clientRow) any
}

var orders = []order{
	{crm.SortName, "name_key", noKey, func(r *clientRow) any { return r.nameKey }},
	{crm.SortCreated, "created", int64(math.MinInt64), func(r *clientRow) any { return r.created }},
	{crm.SortTouch, "touch", int64(math.MinInt64), func(r *clientRow) any { return r.touch }},
	{crm.SortOpen, "open", int64(math.MinInt64), func(r *clientRow) any { return r.open }},
	{crm.SortCity, "city_key", noKey, func(r *clientRow) any { return r.cityKey }},
}

// orderOf is the index by which a sort is walked. Sorting by rung or type goes group by group, by name within.
func orderOf(s crm.Sort) order {
	for _, o := range orders {
		if o.sort == s {
			return o
		}
	}
	return orders[0]
}

// compareKeys orders two keys of one order.
func compareKeys(a, b any) int {
	if x, ok := a.(int64); ok {
		y, _ := b.(int64)
		return cmp.Compare(x, y)
	}
	x, _ := a.([]byte)
	y, _ := b.([]byte)
	return bytes.Compare(x, y)
}

// comparePlaces orders two rows by key, then id.
func comparePlaces(a any, aID int64, b any, bID int64) int {
	if c := compareKeys(a, b); c != 0 {
		return c
	}
	return cmp.Compare(aID, bID)
}
