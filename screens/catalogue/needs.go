package catalogue

import (
	"context"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// Reader is what the grid reads.
type Reader interface {
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	CountItems(ctx context.Context, q trade.ItemQuery) (crm.Count, error)
	ItemGroupCounts(ctx context.Context, q trade.ItemQuery) (map[trade.GroupID]int64, error)
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
	Around
}

// Around is what stands around the items: groups, lists, and what costs are compared with prices by.
type Around interface {
	ItemGroups(ctx context.Context) ([]trade.Group, error)
	PriceLists(ctx context.Context) ([]trade.PriceList, error)
	Costing(ctx context.Context) (trade.Costing, error)
}

// Saver keeps items and prices.
type Saver interface {
	SaveItem(ctx context.Context, was *trade.Item, now trade.Item, prices map[trade.ListID]money.Dec) (trade.Item, error)
	SavePriceList(ctx context.Context, l trade.PriceList) (trade.PriceList, error)
}

// Doer is what is done with picked items and with groups.
type Doer interface {
	ItemIDs(ctx context.Context, p desk.PickedItems) ([]trade.ItemID, error)
	RemoveItems(ctx context.Context, ids []trade.ItemID) error
	SellItems(ctx context.Context, ids []trade.ItemID, sold bool) error
	GroupItems(ctx context.Context, ids []trade.ItemID, group trade.GroupID) error
	SaveGroup(ctx context.Context, g trade.Group) (trade.Group, error)
	RemoveGroup(ctx context.Context, id trade.GroupID) error
}

// Repricer changes many prices at once.
type Repricer interface {
	PreviewPrices(ctx context.Context, r desk.Repricing) ([]desk.Repriced, error)
	ChangePrices(ctx context.Context, r desk.Repricing) (int, error)
}

// Asker tells what a client pays.
type Asker interface {
	Quote(ctx context.Context, a desk.Asked) (desk.Quoted, error)
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
	Capacities(ctx context.Context) ([]trade.Capacity, error)
}

// Keeper keeps how the grid was arranged, and fills an empty catalogue with examples.
type Keeper interface {
	Layout(ctx context.Context, name string) (string, error)
	SaveLayout(ctx context.Context, name, layout string) error
	SampleItems(ctx context.Context, lang text.Lang) error
	ExportItemsFile(ctx context.Context, q trade.ItemQuery, t *text.Tongue, path string) error
}

// Desk is what the grid needs.
type Desk interface {
	Reader
	Saver
	Doer
	Repricer
	Asker
	Keeper
	pricePrinter
}
