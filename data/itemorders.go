package data

import (
	"bytes"
	"math"
	"slices"

	"rapport/app/trade"
)

// itemOrder is one way to sort items that has its indexes.
type itemOrder struct {
	sort   trade.ItemSort
	column string
	lowest any // below every key
	parted bool
}

// The orders of items. A parted one goes through the items section by section (see section), and by name within.
var itemOrders = []itemOrder{
	{sort: trade.ItemsByName, column: "name_key", lowest: noKey},
	{sort: trade.ItemsByArticle, column: "article_key", lowest: noKey},
	{sort: trade.ItemsByPrice, column: "price", lowest: noPrice},
	{sort: trade.ItemsByCost, column: "cost", lowest: noPrice},
	{sort: trade.ItemsByCreated, column: "created", lowest: int64(math.MinInt64)},
	{sort: trade.ItemsByMargin, column: "margin", lowest: noPrice},
	{sort: trade.ItemsBySupplier, column: "supplier_key", lowest: noKey},
	{sort: trade.ItemsByTax, column: "tax_key", lowest: noKey},
	{sort: trade.ItemsByGroup, column: "name_key", lowest: noKey, parted: true},
	{sort: trade.ItemsByKind, column: "name_key", lowest: noKey, parted: true},
	{sort: trade.ItemsByStream, column: "name_key", lowest: noKey, parted: true},
}

// itemOrderOf is the order of a sort, that of names when none is asked for.
func itemOrderOf(s trade.ItemSort) itemOrder {
	for _, o := range itemOrders {
		if o.sort == s {
			return o
		}
	}
	return itemOrders[0]
}

// supplierKey sorts items by supplier, and those of one supplier by name.
func supplierKey(i trade.Item) []byte { return keyWithin(sortKey(i.Supplier), sortKey(i.Name)) }

// taxKey sorts items by class of VAT in the order the classes are offered, the user's own after them by their names, and
// those of one class by name.
func taxKey(i trade.Item) []byte { return keyWithin(classKey(i.Tax), sortKey(i.Name)) }

func classKey(c trade.TaxClass) []byte {
	if c == "" {
		c = trade.TaxStandard
	}
	if at := slices.Index(trade.TaxClasses, c); at >= 0 {
		return []byte{byte(1 + at)}
	}
	return append([]byte{byte(1 + len(trade.TaxClasses))}, sortKey(string(c))...)
}

// keyWithin joins two keys so that they sort by the first, then by the second: a nought of the first is followed by 255,
// its end is marked by two noughts.
func keyWithin(first, second []byte) []byte {
	out := make([]byte, 0, len(first)+len(second)+4)
	out = append(out, bytes.ReplaceAll(first, []byte{0}, []byte{0, 255})...)
	return append(append(out, 0, 0), second...)
}
