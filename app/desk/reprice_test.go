package desk_test

import (
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

func priceOn(t *testing.T, d *desk.Desk, item trade.ItemID, list trade.ListID, day crm.Day) money.Dec {
	t.Helper()
	all, err := d.ItemPrices(t.Context(), item)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := trade.PriceIn(all, list, day)
	return p.Price
}

func TestChangePricesInOneStep(t *testing.T) {
	d, list, first := priced(t)
	ctx := t.Context()
	add := func(name string, cost int64, price map[trade.ListID]money.Dec) trade.Item {
		t.Helper()
		i, err := d.SaveItem(ctx, nil, trade.Item{Name: name, Cost: money.DecInt(cost)}, price)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	second := add("Полка", 500, map[trade.ListID]money.Dec{list.ID: money.DecInt(520)})
	bare := add("Без цены", 100, nil)
	today := d.Today()
	r := desk.Repricing{Items: desk.PickedItems{All: true}, List: list.ID,
		Reprice: trade.Reprice{How: trade.RepriceByPercent, Value: money.DecInt(-10), Neat: trade.NeatNine}}
	rows, err := d.PreviewPrices(ctx, r)
	if err != nil || len(rows) != 3 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, row := range rows {
		switch row.Item {
		case first.ID:
			if row.New != money.DecInt(899) || row.Below() || !row.Margined || row.Margin != money.MustDec("33.3") {
				t.Errorf("%+v", row)
			}
		case second.ID:
			if row.New != money.DecInt(469) || !row.Below() {
				t.Errorf("%+v", row)
			}
		case bare.ID:
			if row.Known || row.Changes() {
				t.Errorf("%+v", row)
			}
		}
	}
	n, err := d.ChangePrices(ctx, r)
	if err != nil || n != 2 || priceOn(t, d, first.ID, list.ID, today) != money.DecInt(899) || priceOn(t, d, second.ID, list.ID, today) != money.DecInt(469) {
		t.Fatal(n, err)
	}
	if step, err := d.Undo(ctx); err != nil || step.Act.What != "act.prices" || priceOn(t, d, first.ID, list.ID, today) != money.DecInt(1000) {
		t.Fatal(step, err)
	}
}

func TestChangePricesFromALaterDayKeepsTheOldOnes(t *testing.T) {
	d, list, item := priced(t)
	ctx, day := t.Context(), d.Today()
	later := day.Plus(10)
	r := desk.Repricing{Items: desk.PickedItems{IDs: []trade.ItemID{item.ID, 404}}, List: list.ID,
		Reprice: trade.Reprice{How: trade.RepriceByCost, Value: money.DecInt(100), Neat: trade.NeatOne, From: later}}
	if n, err := d.ChangePrices(ctx, r); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if priceOn(t, d, item.ID, list.ID, day) != money.DecInt(1000) || priceOn(t, d, item.ID, list.ID, later) != money.DecInt(1200) {
		t.Error("the price does not change on its day")
	}
	r.List = 404
	if _, err := d.ChangePrices(ctx, r); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("a list that is not there: %v", err)
	}
}

func TestPickedItemsLeaveOutTheExceptions(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	other, err := d.SaveItem(ctx, nil, trade.Item{Name: "Полка"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := d.ItemIDs(ctx, desk.PickedItems{All: true, IDs: []trade.ItemID{item.ID}})
	if err != nil || len(ids) != 1 || ids[0] != other.ID {
		t.Errorf("%v %v", ids, err)
	}
	rows, err := d.PreviewPrices(ctx, desk.Repricing{Items: desk.PickedItems{All: true, Query: trade.ItemQuery{Search: "стел"}}, List: list.ID})
	if err != nil || len(rows) != 1 || rows[0].Item != item.ID {
		t.Errorf("%+v %v", rows, err)
	}
}
