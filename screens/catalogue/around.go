package catalogue

import (
	"context"

	"rapport/app/crm"
	"rapport/app/trade"
)

// around is what was read around the items.
type around struct {
	groups  []trade.Group
	lists   []trade.PriceList
	costing trade.Costing
	main    trade.PriceList // whose prices are shown
	hasMain bool
}

func readAround(ctx context.Context, d Around, day crm.Day) (around, error) {
	var a around
	var err error
	if a.groups, err = d.ItemGroups(ctx); err != nil {
		return a, err
	}
	if a.lists, err = d.PriceLists(ctx); err != nil {
		return a, err
	}
	if a.costing, err = d.Costing(ctx); err != nil {
		return a, err
	}
	a.main, a.hasMain = trade.MainList(a.lists, a.costing.Home, day)
	return a, nil
}

// group is a group by its id.
func (a around) group(id trade.GroupID) (trade.Group, bool) {
	for _, g := range a.groups {
		if g.ID == id {
			return g, true
		}
	}
	return trade.Group{}, false
}
