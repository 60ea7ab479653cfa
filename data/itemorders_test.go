package data

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// worded is what plain sorting knows of groups and of how costs compare with prices.
type worded struct {
	groups  map[trade.GroupID][]byte
	costing trade.Costing
	list    trade.PriceList
	day     crm.Day
}

// wordedOf reads it as the desk does, with every rate there ever was.
func wordedOf(t testing.TB, s *Store, day crm.Day) worded {
	t.Helper()
	ctx := context.Background()
	w := worded{groups: map[trade.GroupID][]byte{}, day: day}
	groups, err := s.ItemGroups(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		w.groups[g.ID] = sortKey(g.Name)
	}
	firm, err := s.Firm(ctx)
	if err != nil && err != crm.ErrNotFound {
		t.Fatal(err)
	}
	w.costing = trade.Costing{Home: money.Currency(firm.Currency), Country: firm.Country}
	w.costing.Own, _ = money.ParseDec(firm.VATRate)
	rates, err := s.TaxRates(ctx)
	if err != nil {
		t.Fatal(err)
	}
	w.costing.Rates = trade.AllTaxRates(rates)
	if w.costing.Exchanges, err = s.Exchanges(ctx); err != nil {
		t.Fatal(err)
	}
	lists, err := s.PriceLists(ctx)
	if err != nil {
		t.Fatal(err)
	}
	w.list, _ = trade.MainList(lists, w.costing.Home, day)
	return w
}

// margin is the margin as the grid shows it, far below all others where there is none.
func (w worded) margin(i trade.Item, prices map[trade.ItemID]trade.ItemPrice) money.Dec {
	cost, known := w.costing.Cost(i.Cost, i.CostIn, i.Tax, w.list, w.day)
	m, ok := trade.Margin(prices[i.ID].Price, cost)
	if !known || !ok {
		return money.DecInt(-1e15)
	}
	return m
}

// compare orders two items by what they share.
func (w worded) compare(sort trade.ItemSort, a, b trade.Item) int {
	class := func(i trade.Item) int {
		if i.Tax == "" {
			return 0
		}
		return slices.Index(trade.TaxClasses, i.Tax)
	}
	switch sort {
	case trade.ItemsByGroup:
		return cmp.Or(bytes.Compare(w.groups[a.Group], w.groups[b.Group]), cmp.Compare(a.Group, b.Group))
	case trade.ItemsBySupplier:
		return bytes.Compare(sortKey(a.Supplier), sortKey(b.Supplier))
	case trade.ItemsByKind:
		return cmp.Compare(slices.Index(trade.ItemKinds, a.Kind), slices.Index(trade.ItemKinds, b.Kind))
	case trade.ItemsByStream:
		return cmp.Compare(slices.Index(trade.Streams, a.Stream), slices.Index(trade.Streams, b.Stream))
	case trade.ItemsByTax:
		return cmp.Compare(class(a), class(b))
	}
	return 0
}

// inOrder compares the list by every sort, whole and in pages, with sorting in memory.
func inOrder(t *testing.T, s *Store, what string, day crm.Day) {
	t.Helper()
	all, _ := everyItem(t, s, day)
	w := wordedOf(t, s, day)
	prices, err := s.PricesFrom(t.Context(), w.list.ID, day, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, sort := range allItemSorts {
		for _, desc := range []bool{false, true} {
			q := trade.ItemQuery{Inactive: true, Sort: sort, Desc: desc}
			want := expectedItems(all, prices, q, w)
			same(t, fmt.Sprint(what, " by ", sort, desc), itemIDs(mustItems(t, s, q, day, crm.Page{Limit: 999})), want)
			var paged []int64
			for page := (crm.Page{Limit: 3}); ; {
				rows := mustItems(t, s, q, day, page)
				paged = append(paged, itemIDs(rows)...)
				if len(rows) < page.Limit {
					break
				}
				page.From = &rows[len(rows)-1].Anchor
			}
			same(t, fmt.Sprint(what, " in pages by ", sort, desc), paged, want)
		}
	}
	sound(t, s)
}

// TestOrdersFollowWhatChanges changes all that an order of items comes from: each list is in order after each change, on
// another day, and when it was taken back.
func TestOrdersFollowWhatChanges(t *testing.T) {
	const day crm.Day = "2026-03-10"
	s := openTemp(t)
	list := trade.PriceList{ID: 1, Name: "Розница", Currency: money.RUB, Main: true}
	groups := []trade.Group{{ID: 1, Name: "Крепёж"}, {ID: 2, Name: "Аренда", Parent: 1}, {ID: 3, Name: "Крепёж"}}
	changes := []crm.Change{crm.Add(crm.Firm{ID: 1, Currency: "RUB", Country: "RU"}), crm.Add(list)}
	for _, g := range groups {
		changes = append(changes, crm.Add(g))
	}
	var items []trade.Item
	for k := range int64(14) {
		i := anItem(11+k, fmt.Sprint("А", 20-k), fmt.Sprint("Болт ", k*7%5))
		i.Cost, i.CostIn = money.DecInt(40+k*13%17), []money.Currency{money.RUB, "", money.USD}[k%3]
		i.Group, i.Supplier = trade.GroupID(k%4), []string{"", "ООО Берег", "Берег", "Ладо"}[k*3%4]
		i.Kind, i.Stream = trade.ItemKinds[k%3], []trade.Stream{"", trade.Licensing, trade.AssetSale}[k*5%3]
		i.Picture, i.Tax, i.Inactive = 0, []trade.TaxClass{"", trade.TaxZero, trade.TaxReduced, trade.TaxStandard}[k%4], k%5 == 4
		items = append(items, i)
		changes = append(changes, crm.Add(i))
		if k%6 != 5 {
			changes = append(changes, crm.Add(aPrice(100+k, 1, 11+k, "", "", fmt.Sprint(60+k*29%31))))
		}
	}
	do(t, s, changes...)
	inOrder(t, s, "at first", day)
	dearer, moved, gross := items[3], items[6], list
	dearer.Cost, moved.Group, moved.Supplier, gross.Gross = money.DecInt(1), 3, "Ярус", true
	renamed := groups[1]
	renamed.Name = "Ящики"
	steps := []struct {
		what    string
		changes []crm.Change
	}{
		{"another cost", []crm.Change{crm.Alter(items[3], dearer)}},
		{"another group and supplier", []crm.Change{crm.Alter(items[6], moved)}},
		{"a rate of exchange", []crm.Change{crm.Add(trade.Exchange{ID: 1, Currency: money.USD, Day: "2026-03-01", Rate: money.MustDec("1.5")})}},
		{"a rate of a later day", []crm.Change{crm.Add(trade.Exchange{ID: 2, Currency: money.USD, Day: "2026-03-20", Rate: money.DecInt(90)})}},
		{"a price that begins later", []crm.Change{crm.Add(aPrice(301, 1, 12, "2026-03-20", "", "1000"))}},
		{"another price", []crm.Change{crm.Add(aPrice(302, 1, 13, "2026-03-01", "", "7"))}},
		{"VAT in the prices", []crm.Change{crm.Alter(list, gross)}},
		{"another rate of VAT", []crm.Change{crm.Add(trade.TaxRate{ID: 1, Country: "RU", Class: trade.TaxReduced, From: "2026-01-01", Rate: money.DecInt(2)})}},
		{"a group renamed", []crm.Change{crm.Alter(groups[1], renamed)}},
		{"an item gone", []crm.Change{crm.Remove(items[5]), crm.Remove(items[11])}},
	}
	for _, st := range steps {
		do(t, s, st.changes...)
		inOrder(t, s, st.what, day)
	}
	inOrder(t, s, "on a later day", "2026-03-25")
	inOrder(t, s, "on the day again", day)
	for range steps {
		if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
			t.Fatal(err)
		}
		inOrder(t, s, "taken back", day)
	}
}

// TestSectionGoneBetweenPages goes on behind a group that was emptied after its page was read.
func TestSectionGoneBetweenPages(t *testing.T) {
	s := openTemp(t)
	var items []trade.Item
	changes := []crm.Change{crm.Add(trade.Group{ID: 1, Name: "А"}), crm.Add(trade.Group{ID: 2, Name: "Б"}), crm.Add(trade.Group{ID: 3, Name: "В"})}
	for k := range int64(6) {
		i := anItem(11+k, "", fmt.Sprint("Болт ", k))
		i.Group = trade.GroupID(1 + k/2)
		items, changes = append(items, i), append(changes, crm.Add(i))
	}
	do(t, s, changes...)
	for _, desc := range []bool{false, true} {
		q := trade.ItemQuery{Sort: trade.ItemsByGroup, Desc: desc}
		rows := mustItems(t, s, q, "2026-03-01", crm.Page{Limit: 3})
		for _, i := range items[2:4] {
			moved := i
			moved.Group = 0
			do(t, s, crm.Alter(i, moved))
		}
		next := mustItems(t, s, q, "2026-03-01", crm.Page{From: &rows[2].Anchor, Limit: 2})
		want := []int64{15, 16}
		if desc {
			want = []int64{12, 11}
		}
		same(t, fmt.Sprint("after the emptied group ", desc), itemIDs(next), want)
		for range 2 {
			if _, _, err := s.Undo(t.Context(), when(4)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestItemsGetTheirKeys makes anew the keys of items that came before them.
func TestItemsGetTheirKeys(t *testing.T) {
	s := openTemp(t)
	b := anItem(4, "", "Б")
	b.Supplier = "Ладо"
	do(t, s, crm.Add(anItem(3, "", "А")), crm.Add(b))
	was := dump(t, s)
	err := s.db.Write(t.Context(), func(tx *session) error {
		if err := tx.Exec(t.Context(), "UPDATE item SET supplier_key = $1, tax_key = $1", noKey); err != nil {
			return err
		}
		return keyItems(t.Context(), tx)
	})
	if err != nil || dump(t, s) != was {
		t.Errorf("%v\n%s\nwant\n%s", err, dump(t, s), was)
	}
}

// TestKeyWithin holds that pairs sort by the first, then by the second, whatever bytes are in them.
func TestKeyWithin(t *testing.T) {
	d := newDice(7)
	some := func() []byte {
		b := make([]byte, d.IntN(4))
		for i := range b {
			b[i] = []byte{0, 1, 2, 254, 255}[d.IntN(5)]
		}
		return b
	}
	for range 20000 {
		a, b, c, e := some(), some(), some(), some()
		want := cmp.Or(bytes.Compare(a, b), bytes.Compare(c, e))
		if got := bytes.Compare(keyWithin(a, c), keyWithin(b, e)); got != want {
			t.Fatalf("%v %v against %v %v: %d, want %d", a, c, b, e, got, want)
		}
	}
}

// TestMarginsOfAllKeepTheIndexes reckons so many margins at once that the indexes along them are made anew.
func TestMarginsOfAllKeepTheIndexes(t *testing.T) {
	s := openTemp(t)
	if err := s.FillItems(t.Context(), marginsOneByOne+2000, 3, nil); err != nil {
		t.Fatal(err)
	}
	indexes := func() (all []string) {
		err := s.db.Read(t.Context(), func(tx *sqlite.Session) error {
			return tx.Each(t.Context(), "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'item' AND sql IS NOT NULL ORDER BY name", nil, func(r *sql.Rows) error {
				all = append(all, "")
				return r.Scan(&all[len(all)-1])
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := indexes()
	rows := mustItems(t, s, trade.ItemQuery{Sort: trade.ItemsByMargin, Desc: true}, "2026-03-01", crm.Page{Limit: 9})
	if after := indexes(); len(before) == 0 || !slices.Equal(after, before) {
		t.Errorf("the indexes were\n%q, and are\n%q", before, after)
	}
	reckoned := 0
	err := s.db.Read(t.Context(), func(tx *sqlite.Session) error {
		return tx.Get(t.Context(), "SELECT count(*) FROM item WHERE margin > $1", []any{noPrice}, &reckoned)
	})
	if err != nil || len(rows) != 9 || reckoned <= marginsOneByOne {
		t.Errorf("%d rows, %d margins reckoned, %v", len(rows), reckoned, err)
	}
	sound(t, s)
}
