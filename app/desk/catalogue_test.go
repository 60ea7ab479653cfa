package desk_test

import (
	"errors"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// priced is a base with a firm, a main list and an item that costs 600 and sells for 1000.
func priced(t *testing.T) (*desk.Desk, trade.PriceList, trade.Item) {
	t.Helper()
	d := withFirm(t)
	list, err := d.SavePriceList(t.Context(), trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	if !list.Main {
		t.Error("the first list is not the main one")
	}
	item, err := d.SaveItem(t.Context(), nil, trade.Item{Article: " СТ-1 ", Name: "Стеллаж", Unit: "шт", Cost: money.DecInt(600)},
		map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	return d, list, item
}

func isFault(t *testing.T, err error, reason string) {
	t.Helper()
	var f crm.Fault
	if !errors.As(err, &f) || f.Reason != reason {
		t.Errorf("%v, want the fault %s", err, reason)
	}
}

func TestSaveItem(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	if item.Article != "СТ-1" || item.Kind != trade.Goods || item.ID == 0 {
		t.Errorf("%+v", item)
	}
	_, err := d.SaveItem(ctx, nil, trade.Item{Name: "  "}, nil)
	isFault(t, err, "desk.item.name")
	_, err = d.SaveItem(ctx, nil, trade.Item{Name: "Другой", Article: "ст-1"}, nil)
	isFault(t, err, "desk.item.article")
	_, err = d.SaveItem(ctx, nil, trade.Item{Name: "Даром"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(-1)})
	isFault(t, err, "desk.item.price")

	again := item
	again.Name = "Стеллаж складской"
	if _, err := d.SaveItem(ctx, &item, again, map[trade.ListID]money.Dec{list.ID: money.DecInt(1100)}); err != nil {
		t.Fatal(err)
	}
	prices, err := d.ItemPrices(ctx, item.ID)
	if err != nil || len(prices) != 1 || prices[0].Price != money.DecInt(1100) {
		t.Errorf("a price set twice on one day is one price: %+v, %v", prices, err)
	}
	if step, err := d.Undo(ctx); err != nil || step.Act.What != "act.item.edit" {
		t.Fatal(step, err)
	}
	was, err := d.Item(ctx, item.ID)
	prices, err2 := d.ItemPrices(ctx, item.ID)
	if err != nil || err2 != nil || was.Name != "Стеллаж" || prices[0].Price != money.DecInt(1000) {
		t.Errorf("after undo %+v %+v %v %v", was, prices, err, err2)
	}
}

func TestPriceHistory(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, "Я"); err != nil {
		t.Fatal(err)
	}
	list, err := d.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	item, err := d.SaveItem(ctx, nil, trade.Item{Name: "Стеллаж"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	clock.at = clock.at.AddDate(0, 1, 0)
	if _, err := d.SaveItem(ctx, &item, item, map[trade.ListID]money.Dec{list.ID: money.DecInt(1200)}); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[crm.Day]int64{"2026-11-24": 1000, "2026-12-23": 1000, "2026-12-24": 1200} {
		q, err := d.Quote(ctx, desk.Asked{Item: item.ID, Day: day})
		if err != nil || q.Price != money.DecInt(want) {
			t.Errorf("on %s %s, want %d, %v", day, q.Price, want, err)
		}
	}
	if rows, err := d.Items(ctx, trade.ItemQuery{}, "2026-12-01", crm.Page{Limit: 9}); err != nil || len(rows) != 1 || rows[0].Price != money.DecInt(1000) {
		t.Errorf("listed %+v, %v", rows, err)
	}
}

func TestQuoteTellsVATAndMargin(t *testing.T) {
	d, _, item := priced(t)
	client := addClient(t, d, crm.Client{Name: "Партнёр", Type: crm.Strategic})
	segment, err := d.SaveSegment(t.Context(), crm.Segment{Name: "Партнёры", Types: []crm.RelType{crm.Strategic}})
	if err != nil {
		t.Fatal(err)
	}
	rule := trade.Rule{Kind: trade.BySegment, Name: "Партнёрам", Segment: &trade.SegmentPrice{Segment: segment.ID, Percent: money.DecInt(-10)}}
	if _, err := d.SaveRule(t.Context(), rule); err != nil {
		t.Fatal(err)
	}
	q, err := d.Quote(t.Context(), desk.Asked{Item: item.ID, Client: client.ID, Quantity: money.DecInt(1), Gross: true})
	if err != nil || q.Price != money.DecInt(1098) || q.VAT.Rate != money.DecInt(22) || q.Margin != money.MustDec("33.3") {
		t.Errorf("%+v, %v", q, err)
	}
	if _, err := d.Quote(t.Context(), desk.Asked{Item: 404}); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("an item that is gone: %v", err)
	}
}

func TestRemoveItemsAndLists(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	if err := d.RemoveItems(ctx, []trade.ItemID{item.ID, 404}); err != nil {
		t.Fatal(err)
	}
	if prices, err := d.ItemPrices(ctx, item.ID); err != nil || len(prices) != 0 {
		t.Errorf("prices of a removed item: %v, %v", prices, err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if prices, err := d.ItemPrices(ctx, item.ID); err != nil || len(prices) != 1 {
		t.Errorf("undo brings the prices back: %v, %v", prices, err)
	}
	if err := d.RemovePriceList(ctx, list.ID); err != nil {
		t.Fatal(err)
	}
	if q, err := d.Quote(ctx, desk.Asked{Item: item.ID}); err != nil || q.Found {
		t.Errorf("price of a removed list: %+v, %v", q, err)
	}
	if err := d.RemovePriceList(ctx, list.ID); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

func TestGroups(t *testing.T) {
	d, _, item := priced(t)
	ctx := t.Context()
	top, err := d.SaveGroup(ctx, trade.Group{Name: "Склад"})
	if err != nil {
		t.Fatal(err)
	}
	sub, err := d.SaveGroup(ctx, trade.Group{Name: "Стеллажи", Parent: top.ID})
	if err != nil {
		t.Fatal(err)
	}
	top.Parent = sub.ID
	_, err = d.SaveGroup(ctx, top)
	isFault(t, err, "desk.group.within")
	if err := d.GroupItems(ctx, []trade.ItemID{item.ID}, sub.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveGroup(ctx, sub.ID); err != nil {
		t.Fatal(err)
	}
	if now, err := d.Item(ctx, item.ID); err != nil || now.Group == sub.ID {
		t.Errorf("the item is still in the group that is gone: %+v, %v", now, err)
	}
	if counts, err := d.ItemGroupCounts(ctx, trade.ItemQuery{}); err != nil || counts[top.ID] != 1 {
		t.Errorf("%v, %v", counts, err)
	}
	groups, err := d.ItemGroups(ctx)
	if err != nil || !slices.Equal(groups, []trade.Group{{ID: top.ID, Name: "Склад"}}) {
		t.Errorf("%+v, %v", groups, err)
	}
}

func TestRuleWithFaultIsRefused(t *testing.T) {
	d := withFirm(t)
	for reason, r := range map[string]trade.Rule{
		"trade.rule.empty":    {Kind: trade.ByVolume},
		"trade.rule.tiers":    {Kind: trade.ByVolume, Volume: &trade.VolumePrice{}},
		"trade.rule.until":    {Kind: trade.ByVolume, From: "2026-02-01", Until: "2026-01-01", Volume: &trade.VolumePrice{Tiers: []trade.Tier{{}}}},
		"trade.rule.segment":  {Kind: trade.BySegment, Segment: &trade.SegmentPrice{}},
		"trade.rule.client":   {Kind: trade.ByNegotiation, Negotiation: &trade.Negotiation{}},
		"trade.rule.price":    {Kind: trade.ByNegotiation, Negotiation: &trade.Negotiation{Client: 1, Agreed: true}},
		"trade.rule.capacity": {Kind: trade.ByYield, Yield: &trade.YieldPrice{}},
		"trade.rule.index":    {Kind: trade.ByIndex, Index: &trade.IndexPrice{}},
		"trade.rule.base":     {Kind: trade.ByIndex, Index: &trade.IndexPrice{Index: 1, Scale: true}},
		"trade.rule.items":    {Kind: trade.ByAuction, Auction: &trade.Auction{}},
	} {
		_, err := d.SaveRule(t.Context(), r)
		isFault(t, err, reason)
	}
}

func TestExchange(t *testing.T) {
	d, _, item := priced(t)
	ctx := t.Context()
	isFault(t, d.SetExchange(ctx, "EUR", d.Today(), money.Dec{}), "desk.exchange.rate")
	for _, rate := range []string{"90", "100"} {
		if err := d.SetExchange(ctx, "EUR", d.Today(), money.MustDec(rate)); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := d.Exchanges(ctx); err != nil || len(all) != 1 {
		t.Errorf("one rate a day: %v, %v", all, err)
	}
	if q, err := d.Quote(ctx, desk.Asked{Item: item.ID, Currency: "EUR"}); err != nil || q.Price != money.DecInt(10) {
		t.Errorf("%+v, %v", q, err)
	}
}

func TestQuoteItems(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	second, err := d.SaveItem(ctx, nil, trade.Item{Name: "Монтаж", Kind: trade.Work, Tax: trade.TaxExempt}, map[trade.ListID]money.Dec{list.ID: money.DecInt(50)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveItem(ctx, nil, trade.Item{Name: "Больше не продаём", Inactive: true}, nil); err != nil {
		t.Fatal(err)
	}
	got := map[trade.ItemID]money.Dec{}
	err = d.QuoteItems(ctx, trade.ItemQuery{}, desk.Asked{Quantity: money.DecInt(1), Gross: true}, func(q desk.Quoted) error {
		one, err := d.Quote(ctx, desk.Asked{Item: q.Item.ID, Quantity: money.DecInt(1), Gross: true})
		if err != nil || one.Price != q.Price {
			t.Errorf("%s: %s among all, %s alone, %v", q.Item.Name, q.Price, one.Price, err)
		}
		got[q.Item.ID] = q.Price
		return nil
	})
	if err != nil || len(got) != 2 || got[item.ID] != money.DecInt(1220) || got[second.ID] != money.DecInt(50) {
		t.Errorf("%v, %v", got, err)
	}
	stop := errors.New("enough")
	if err := d.QuoteItems(ctx, trade.ItemQuery{}, desk.Asked{}, func(desk.Quoted) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("%v, want what the caller says", err)
	}
}
