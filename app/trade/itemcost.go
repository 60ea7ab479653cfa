package trade

import "rapport/app/money"

// ItemCost is what of an item its cost is told by; in JSON it is read where an Item is.
type ItemCost struct {
	ID      ItemID         `json:"id"`
	Article string         `json:"article,omitempty"`
	Name    string         `json:"name"`
	Tax     TaxClass       `json:"tax,omitempty"`
	Cost    money.Dec      `json:"cost"` // of one unit, without VAT; 0: not known
	CostIn  money.Currency `json:"cost_in,omitempty"`
}

// Costs is what of the item its cost is told by.
func (i Item) Costs() ItemCost {
	return ItemCost{ID: i.ID, Article: i.Article, Name: i.Name, Tax: i.Tax, Cost: i.Cost, CostIn: i.CostIn}
}
