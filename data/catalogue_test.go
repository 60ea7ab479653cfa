package data

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/schema"
)

// anItem makes an item whose fields are filled, all but its picture: that must be there.
func anItem(id int64, article, name string) trade.Item {
	return trade.Item{
		ID: trade.ItemID(id), Article: article, Name: name, Description: "крепёж с покрытием", Unit: "шт", Kind: trade.Goods, Tax: trade.TaxReduced,
		Cost: money.MustDec("12.345"), CostIn: money.USD, Supplier: "Берег", Stream: trade.AssetSale, Period: trade.Monthly, PictureFile: "p1",
		Features: []trade.Feature{{Name: "Цвет", Optional: true, Choices: []trade.Choice{{Name: "белый", Add: money.MustDec("1.5")}, {Name: "синий", Add: money.DecInt(5), Percent: true}}}},
		Variants: []trade.Variant{{Choices: []string{"синий"}, Article: article + "-С", Priced: true, Price: money.DecInt(9)}}, Created: when(int(id)),
	}
}

func aPrice(id, list, item int64, from, until crm.Day, price string) trade.ItemPrice {
	return trade.ItemPrice{ID: trade.PriceID(id), List: trade.ListID(list), Item: trade.ItemID(item), From: from, Until: until, Price: money.MustDec(price), Set: when(int(id % 1000))}
}

// everyRule makes a rule of each mechanism over records of these ids.
func everyRule(first, client, item, list, segment, capacity, index int64) []trade.Rule {
	return []trade.Rule{
		{ID: trade.RuleID(first), Kind: trade.BySegment, Name: "сети", Place: 3, Segment: &trade.SegmentPrice{Segment: crm.SegmentID(segment), List: trade.ListID(list), Percent: money.DecInt(-10)}},
		{ID: trade.RuleID(first + 1), Kind: trade.ByVolume, Place: 2, Scope: trade.Scope{Items: []trade.ItemID{trade.ItemID(item)}, Streams: []trade.Stream{trade.Renting}},
			Volume: &trade.VolumePrice{Cumulated: true, Days: 30, Tiers: []trade.Tier{{From: money.DecInt(10), Percent: money.MustDec("-2.5")}, {From: money.DecInt(100), Fixed: true, Price: money.DecInt(7)}}}},
		{ID: trade.RuleID(first + 2), Kind: trade.ByNegotiation, Place: 1, Until: "2026-12-31", Negotiation: &trade.Negotiation{Client: crm.ClientID(client), Currency: money.RUB, Agreed: true,
			Price: money.DecInt(90), Floor: money.DecInt(80), AgreedOn: "2026-03-05", Rounds: []trade.Round{{Day: "2026-03-04", Theirs: true, Price: money.DecInt(85), Note: "просят"}}}},
		{ID: trade.RuleID(first + 3), Kind: trade.ByYield, Place: 1, Off: true, Yield: &trade.YieldPrice{Capacity: trade.CapacityID(capacity), Left: []trade.LeftStep{{AtMost: money.DecInt(20), Percent: money.DecInt(15)}}}},
		{ID: trade.RuleID(first + 4), Kind: trade.ByIndex, Index: &trade.IndexPrice{Index: trade.IndexID(index), Scale: true, Base: money.DecInt(100), Fresh: 7}},
		{ID: trade.RuleID(first + 5), Kind: trade.ByAuction, Auction: &trade.Auction{Currency: money.RUB, Closes: when(9), Bids: []trade.Bid{{Client: crm.ClientID(client), Price: money.DecInt(3), At: when(8)}}}},
	}
}

// TestCatalogueComesBack adds, alters, takes back and removes a record of each noun of the catalogue and reads it whole.
func TestCatalogueComesBack(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	c := aClient(10, "Берёзка")
	top, below := trade.Group{ID: 20, Name: "Крепёж", Place: 2}, trade.Group{ID: 21, Parent: 20, Name: "Болты", Place: 1}
	item := anItem(30, "АБ-100", "Болт М6")
	item.Picture = 77
	if _, err := s.KeepPicture(t.Context(), trade.Picture{ID: 77, Name: "болт.png", Kind: trade.PNG, Bytes: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	item.Group = 21
	list := trade.PriceList{ID: 40, Name: "Основной", Currency: money.RUB, Main: true, Place: 1, From: "2026-01-01"}
	price := aPrice(50, 40, 30, "2026-01-01", "", "100.50")
	rules := everyRule(60, 10, 30, 40, 70, 71, 72)
	segment := crm.Segment{ID: 70, Name: "Сети", Types: []crm.RelType{crm.Business}, Tags: []string{"опт"}}
	capacity := trade.Capacity{ID: 71, Name: "Станок", Unit: "ч", Daily: money.DecInt(16), Days: []trade.CapacityDay{{Day: "2026-03-08", Own: true, Total: money.Dec{}, Taken: money.DecInt(1)}}}
	index := trade.Index{ID: 72, Name: "Медь", Unit: "т", Readings: []trade.Reading{{Day: "2026-03-01", Value: money.MustDec("9100.25")}}}
	rate := trade.TaxRate{ID: 73, Country: "RU", Class: trade.TaxReduced, From: "2026-01-01", Rate: money.DecInt(10)}
	exchange := trade.Exchange{ID: 74, Currency: money.USD, Day: "2026-03-01", Rate: money.MustDec("81.4327")}
	changes := []crm.Change{crm.Add(c), crm.Add(price), crm.Add(item), crm.Add(below), crm.Add(top), crm.Add(list), crm.Add(segment), crm.Add(capacity), crm.Add(index), crm.Add(rate), crm.Add(exchange)}
	for _, r := range rules {
		changes = append(changes, crm.Add(r))
	}
	start := dump(t, s)
	do(t, s, changes...)
	sound(t, s)

	check := func(what string, got any, err error, want any) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", what, err, got, want)
		}
	}
	state := func(i trade.Item, p trade.ItemPrice, g trade.Group, l trade.PriceList, seg crm.Segment) {
		t.Helper()
		got, err := s.Item(ctx, 30)
		check("item", got, err, i)
		prices, err := s.ItemPrices(ctx, 30)
		check("prices", prices, err, []trade.ItemPrice{p})
		groups, err := s.ItemGroups(ctx)
		check("groups", groups, err, []trade.Group{g, top})
		lists, err := s.PriceLists(ctx)
		check("lists", lists, err, []trade.PriceList{l})
		segments, err := s.Segments(ctx)
		check("segments", segments, err, []crm.Segment{seg})
	}
	state(item, price, below, list, segment)
	gotRules, err := s.PriceRules(ctx)
	check("rules", gotRules, err, []trade.Rule{rules[4], rules[5], rules[2], rules[3], rules[1], rules[0]})
	gotRules, err = s.ClientRules(ctx, 10)
	check("rules of the client", gotRules, err, rules[2:3])
	indices, err := s.PriceIndices(ctx)
	check("indices", indices, err, []trade.Index{index})
	capacities, err := s.Capacities(ctx)
	check("capacities", capacities, err, []trade.Capacity{capacity})
	rates, err := s.TaxRates(ctx)
	check("rates", rates, err, []trade.TaxRate{rate})
	exchanges, err := s.Exchanges(ctx)
	check("exchanges", exchanges, err, []trade.Exchange{exchange})

	item2, price2, below2, list2, segment2 := item, price, below, list, segment
	item2.Name, item2.Group, item2.Inactive = "Болт М8", 0, true
	price2.Price, below2.Name, list2.Gross, segment2.Cities = money.MustDec("7"), "Винты", true, []string{"Тверь"}
	do(t, s, crm.Alter(item, item2), crm.Alter(price, price2), crm.Alter(below, below2), crm.Alter(list, list2), crm.Alter(segment, segment2))
	state(item2, price2, below2, list2, segment2)
	sound(t, s)
	if entries, err := s.History(ctx, crm.NounPrice, 50, 9); err != nil || len(entries) != 2 || entries[0].Change.Before() != crm.Record(price) {
		t.Errorf("history of the price: %+v %v", entries, err)
	}
	if entries, err := s.History(ctx, "", 10, 9); err != nil || len(entries) != 2 {
		t.Errorf("history of the client: %+v %v", entries, err)
	}
	if _, err := s.Apply(ctx, act(3), crm.Alter(item, item2)); !errors.As(err, new(crm.Stale)) {
		t.Errorf("a stale item: %v", err)
	}
	for range 2 {
		if _, _, err := s.Undo(ctx, when(9)); err != nil {
			t.Fatal(err)
		}
	}
	if got := dump(t, s); got != start {
		t.Errorf("after undoing all\n%s\nwant\n%s", got, start)
	}
	sound(t, s)
}

// References to records that are gone are refused, in whatever order a step has them.
func TestCatalogueOrphansAreRefused(t *testing.T) {
	s := openTemp(t)
	group := trade.Group{ID: 1, Name: "Г"}
	item := anItem(2, "А", "Болт")
	item.Group = 1
	list, price := trade.PriceList{ID: 3, Name: "П", Main: true}, aPrice(4, 3, 2, "", "", "5")
	c := aClient(5, "Клиент")
	talk := everyRule(60, 5, 2, 3, 0, 0, 0)[2]
	do(t, s, crm.Add(price), crm.Add(list), crm.Add(item), crm.Add(group), crm.Add(talk), crm.Add(c))
	for what, change := range map[string]crm.Change{
		"a group with items": crm.Remove(group), "an item with prices": crm.Remove(item), "a list with prices": crm.Remove(list),
		"a client with prices": crm.Remove(c), "a price of nothing": crm.Add(aPrice(9, 3, 77, "", "", "1")), "a price on no list": crm.Add(aPrice(9, 77, 2, "", "", "1")),
	} {
		if _, err := s.Apply(t.Context(), act(1), change); err == nil {
			t.Errorf("%s was taken", what)
		}
	}
	do(t, s, crm.Remove(item), crm.Remove(price), crm.Remove(list), crm.Remove(group), crm.Remove(talk), crm.Remove(c))
	sound(t, s)
}

// TestCatalogueMigration opens a base made before there was a catalogue.
func TestCatalogueMigration(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s, err := open(ctx, dir, Options{}, schema.Migrations()[:1])
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Add(aClient(1, "Старый"))) // offers are written with columns that came later
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(filepath.Join(dir, FileName+".before-0002")); err != nil {
		t.Error(err)
	}
	sound(t, s)
	same(t, "clients", names(mustClients(t, s, crm.ClientQuery{Search: "стар"}, crm.Page{Limit: 9})), []string{"Старый"})
	do(t, s, crm.Add(anItem(3, "А-1", "Болт")))
	rows, err := s.Items(ctx, trade.ItemQuery{Search: "болт"}, "2026-03-01", crm.Page{Limit: 5})
	if err != nil || len(rows) != 1 {
		t.Errorf("%v %v", rows, err)
	}
	if _, _, err := s.Undo(ctx, when(4)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Undo(ctx, when(5)); err != nil { // a step of before the migration
		t.Fatal(err)
	}
	sound(t, s)
}

// TestPricesOfTheDay checks which price holds, in rows, in PricesFrom and in the order by price.
func TestPricesOfTheDay(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	main := trade.PriceList{ID: 1, Name: "Основной", Currency: money.RUB, Main: true, Until: "2026-12-31"}
	other := trade.PriceList{ID: 2, Name: "Опт", Currency: money.RUB}
	next := trade.PriceList{ID: 3, Name: "Новый год", Currency: money.RUB, Main: true, From: "2027-01-01"}
	changes := []crm.Change{crm.Add(crm.Firm{ID: 1, Currency: "RUB"}), crm.Add(main), crm.Add(other), crm.Add(next)}
	for i := range int64(4) {
		changes = append(changes, crm.Add(anItem(11+i, fmt.Sprint("А", i), fmt.Sprint("Болт ", i))))
	}
	prices := []trade.ItemPrice{
		aPrice(101, 1, 11, "", "", "100"), aPrice(102, 1, 11, "2026-03-10", "2026-03-20", "30"), // a sale for some days
		aPrice(103, 1, 12, "2026-01-01", "", "50"), aPrice(104, 1, 12, "2026-04-01", "", "150"),
		aPrice(105, 1, 13, "2026-05-01", "", "1"), aPrice(106, 2, 13, "", "", "77"),
		aPrice(107, 3, 14, "", "", "9.99"), aPrice(108, 3, 11, "", "", "1000"), aPrice(109, 3, 11, "", "", "8"), // of one day the one set last
	}
	for _, p := range prices {
		changes = append(changes, crm.Add(p))
	}
	do(t, s, changes...)
	sound(t, s)
	for _, c := range []struct {
		day  crm.Day
		want string // by price, ascending
	}{
		{"2026-03-01", "13 -; 14 -; 12 50; 11 100; "},
		{"2026-03-10", "13 -; 14 -; 11 30; 12 50; "},
		{"2026-03-20", "13 -; 14 -; 11 30; 12 50; "},
		{"2026-03-21", "13 -; 14 -; 12 50; 11 100; "},
		{"2026-05-02", "14 -; 13 1; 11 100; 12 150; "},
		{"2027-02-01", "12 -; 13 -; 11 8; 14 9.99; "},
		{"2025-02-01", "12 -; 13 -; 14 -; 11 100; "},
	} {
		rows, err := s.Items(ctx, trade.ItemQuery{Sort: trade.ItemsByPrice}, c.day, crm.Page{Limit: 9})
		got := ""
		for _, r := range rows {
			price := "-"
			if r.Priced {
				price = r.Price.String()
			}
			got += fmt.Sprintf("%d %s; ", r.ID, price)
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %s %v, want %s", c.day, got, err, c.want)
		}
		sound(t, s)
		list := trade.ListID(1)
		if c.day >= "2027" {
			list = 3
		}
		all, err := s.PricesFrom(ctx, list, c.day, nil)
		if err != nil {
			t.Fatal(err)
		}
		some, err := s.PricesFrom(ctx, list, c.day, []trade.ItemID{11, 13, 999})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []trade.ItemID{11, 12, 13, 14} {
			held := slices.DeleteFunc(slices.Clone(prices), func(p trade.ItemPrice) bool { return p.Item != id || p.List != list })
			want, ok := trade.PriceOn(held, c.day)
			if got, there := all[id]; got != want || there != ok {
				t.Errorf("%s: item %d costs %+v, want %+v", c.day, id, got, want)
			}
			if got, there := some[id]; (id == 11 || id == 13) && (got != want || there != ok) || id%2 == 0 && there {
				t.Errorf("%s: of some item %d costs %+v, want %+v", c.day, id, got, want)
			}
		}
	}
	if history, err := s.ItemPrices(ctx, 11); err != nil || len(history) != 4 || history[0].ID != 102 || history[3].ID != 101 {
		t.Errorf("history %+v %v", history, err)
	}
	moved := main
	moved.Main = false
	do(t, s, crm.Alter(main, moved))
	sound(t, s)
	if rows, err := s.Items(ctx, trade.ItemQuery{Sort: trade.ItemsByPrice}, "2026-03-01", crm.Page{Limit: 9}); err != nil || rows[0].Priced || rows[0].ID != 11 {
		t.Errorf("without a main list: %+v %v", rows, err)
	}
}
