package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// ItemSort names the order of a list of items.
type ItemSort string

// The orders of a list of items. Each is a keyset over (key, id).
const (
	ItemsByName    ItemSort = "name"
	ItemsByArticle ItemSort = "article"
	ItemsByPrice   ItemSort = "price" // of the main list
	ItemsByCost    ItemSort = "cost"
	ItemsByCreated ItemSort = "created"
	ItemsByMargin  ItemSort = "margin" // of the price of the main list over the cost, where both are known

	// These go by what items share, and by name within: suppliers and groups by their names, kinds, streams and classes of
	// VAT in the order they are offered for choice.
	ItemsByGroup    ItemSort = "group"
	ItemsBySupplier ItemSort = "supplier"
	ItemsByKind     ItemSort = "kind"
	ItemsByStream   ItemSort = "stream"
	ItemsByTax      ItemSort = "tax"
)

// ItemQuery narrows a list of items; zero values narrow nothing.
type ItemQuery struct {
	Search   string    // any part of article, name, description, supplier; several words; the wrong keyboard layout
	Groups   []GroupID // these and no others: the desk adds those below
	Kinds    []ItemKind
	Streams  []Stream
	Inactive bool // those no longer sold as well
	Sort     ItemSort
	Desc     bool
}

// ItemRow is what lists show of an item.
type ItemRow struct {
	ID       ItemID
	Article  string
	Name     string
	Unit     string
	Kind     ItemKind
	Group    GroupID
	Tax      TaxClass
	Supplier string
	Stream   Stream
	Period   Period
	Inactive bool
	Options  bool // it has features to choose
	Cost     money.Dec
	CostIn   money.Currency
	Priced   bool      // it has a price on the main list today
	Price    money.Dec // that price
	Anchor   crm.Anchor
}
