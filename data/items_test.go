package data

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// stocked is a base of invented items.
func stocked(t testing.TB, n int) *Store {
	t.Helper()
	s := openTemp(t)
	if err := s.FillItems(context.Background(), n, 3, nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// everyItem reads all items, and the prices of the main list on a day.
func everyItem(t testing.TB, s *Store, day crm.Day) ([]trade.Item, map[trade.ItemID]trade.ItemPrice) {
	t.Helper()
	var all []trade.Item
	err := s.EachItem(context.Background(), trade.ItemQuery{Inactive: true}, func(i trade.Item) error {
		all = append(all, i)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	prices, err := s.PricesFrom(context.Background(), 1, day, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all, prices
}

// expectedItems filters and sorts items in memory, as plainly as can be.
func expectedItems(all []trade.Item, prices map[trade.ItemID]trade.ItemPrice, q trade.ItemQuery, w worded) []int64 {
	kept := slices.DeleteFunc(slices.Clone(all), func(i trade.Item) bool {
		return i.Inactive && !q.Inactive || len(q.Groups) > 0 && !slices.Contains(q.Groups, i.Group) ||
			len(q.Kinds) > 0 && !slices.Contains(q.Kinds, i.Kind) || len(q.Streams) > 0 && !slices.Contains(q.Streams, i.Stream)
	})
	price := func(i trade.Item) money.Dec {
		if p, ok := prices[i.ID]; ok {
			return p.Price
		}
		return money.DecInt(-1)
	}
	slices.SortFunc(kept, func(a, b trade.Item) int {
		if q.Desc {
			a, b = b, a
		}
		c := 0
		switch q.Sort {
		case trade.ItemsByArticle:
			c = slices.Compare(sortKey(a.Article), sortKey(b.Article))
		case trade.ItemsByPrice:
			c = price(a).Cmp(price(b))
		case trade.ItemsByCost:
			c = a.Cost.Cmp(b.Cost)
		case trade.ItemsByCreated:
			c = cmp.Compare(a.Created, b.Created)
		case trade.ItemsByMargin:
			c = w.margin(a, prices).Cmp(w.margin(b, prices))
		default:
			c = cmp.Or(w.compare(q.Sort, a, b), slices.Compare(sortKey(a.Name), sortKey(b.Name)))
		}
		return cmp.Or(c, cmp.Compare(a.ID, b.ID))
	})
	out := make([]int64, len(kept))
	for i, k := range kept {
		out[i] = int64(k.ID)
	}
	return out
}

func itemIDs(rows []trade.ItemRow) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = int64(r.ID)
	}
	return out
}

var allItemSorts = []trade.ItemSort{trade.ItemsByName, trade.ItemsByArticle, trade.ItemsByPrice, trade.ItemsByCost, trade.ItemsByCreated,
	trade.ItemsByMargin, trade.ItemsByGroup, trade.ItemsBySupplier, trade.ItemsByKind, trade.ItemsByStream, trade.ItemsByTax}

func someItemQueries() []trade.ItemQuery {
	many := make([]trade.GroupID, 80)
	for i := range many {
		many[i] = trade.GroupID(i)
	}
	return []trade.ItemQuery{
		{},
		{Inactive: true},
		{Groups: []trade.GroupID{3}},
		{Groups: []trade.GroupID{0, 4, 5, 6, 77}, Inactive: true},
		{Groups: many[1:]},
		{Kinds: []trade.ItemKind{trade.Service, trade.Work}},
		{Streams: []trade.Stream{trade.Licensing}, Inactive: true},
		{Groups: many, Kinds: []trade.ItemKind{trade.Goods}, Streams: []trade.Stream{trade.AssetSale}},
		{Groups: []trade.GroupID{999}},
	}
}

// TestItemPagesAgainstMemory compares every sort, filter, direction, skip and way of paging with sorting in memory.
func TestItemPagesAgainstMemory(t *testing.T) {
	s := stocked(t, 1600)
	day := fillDay.Plus(-200)
	all, prices := everyItem(t, s, day)
	if len(all) != 1600 || len(prices) < 600 {
		t.Fatalf("%d items, %d prices", len(all), len(prices))
	}
	w := wordedOf(t, s, day)
	for i, q := range someItemQueries() {
		sorts := allItemSorts
		if i%3 > 0 { // the filters do not care which order it is
			sorts = []trade.ItemSort{allItemSorts[i%len(allItemSorts)], trade.ItemsByPrice, trade.ItemsByMargin, trade.ItemsByGroup, trade.ItemsByKind, trade.ItemsByStream}
		}
		for _, q.Sort = range sorts {
			for _, q.Desc = range []bool{false, true} {
				compareItemPages(t, s, q, day, expectedItems(all, prices, q, w))
			}
		}
	}
	rows := mustItems(t, s, trade.ItemQuery{}, day, crm.Page{Limit: 1600})
	for _, r := range rows {
		if p, ok := prices[r.ID]; ok != r.Priced || p.Price != r.Price {
			t.Fatalf("%+v is shown at the price %+v", r, p)
		}
	}
	sound(t, s)
}

func mustItems(t testing.TB, s *Store, q trade.ItemQuery, day crm.Day, p crm.Page) []trade.ItemRow {
	t.Helper()
	rows, err := s.Items(context.Background(), q, day, p)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func compareItemPages(t *testing.T, s *Store, q trade.ItemQuery, day crm.Day, want []int64) {
	t.Helper()
	n := len(want)
	name := fmt.Sprintf("%+v of %d", q, n)
	if count, err := s.CountItems(t.Context(), q); err != nil || count != (crm.Count{N: int64(n)}) {
		t.Errorf("%s: counted %+v %v", name, count, err)
	}
	const limit = 7
	for _, skip := range []int{0, n / 2, n - 3, n + 9} {
		if skip < 0 {
			continue
		}
		got := mustItems(t, s, q, day, crm.Page{Skip: int64(skip), Limit: limit})
		same(t, fmt.Sprint(name, " skipping ", skip), itemIDs(got), part(want, skip, skip+limit))
		got = mustItems(t, s, q, day, crm.Page{Skip: int64(skip), Limit: limit, Back: true})
		same(t, fmt.Sprint(name, " skipping back ", skip), itemIDs(got), part(want, n-skip-limit, n-skip))
		if len(got) == 0 {
			continue
		}
		at := n - skip - len(got) // the place of the first row
		for _, further := range []int{0, n / 2} {
			next := mustItems(t, s, q, day, crm.Page{From: &got[0].Anchor, Skip: int64(further), Limit: limit})
			same(t, fmt.Sprint(name, " from ", at, " skipping ", further), itemIDs(next), part(want, at+1+further, at+1+further+limit))
			prior := mustItems(t, s, q, day, crm.Page{From: &got[0].Anchor, Skip: int64(further), Limit: limit, Back: true})
			same(t, fmt.Sprint(name, " back from ", at, " skipping ", further), itemIDs(prior), part(want, at-further-limit, at-further))
		}
	}
}

// TestItemGroupCounts compares the counts by group with counting.
func TestItemGroupCounts(t *testing.T) {
	s := stocked(t, 1500)
	all, _ := everyItem(t, s, fillDay)
	for _, q := range someItemQueries() {
		want := map[trade.GroupID]int64{}
		bare := q
		bare.Groups = nil
		byID := map[int64]trade.GroupID{}
		for _, i := range all {
			byID[int64(i.ID)] = i.Group
		}
		for _, id := range expectedItems(all, nil, bare, worded{}) {
			want[byID[id]]++
		}
		if got, err := s.ItemGroupCounts(t.Context(), q); err != nil || !maps.Equal(got, want) {
			t.Errorf("%+v: %v %v, want %v", q, got, err, want)
		}
	}
}

// TestNoItemQueryScans explains every query of items that a keystroke asks: none may scan a big table or sort rows.
func TestNoItemQueryScans(t *testing.T) {
	s := stocked(t, 20000)
	ctx := t.Context()
	explain := func(tx *session, what, query string, args []any) { noScan(t, tx, what, query, args) }

	err := s.db.Read(ctx, func(tx *session) error {
		x := &itemSearch{article: "болт", attempts: itemAttempts("болт м6")}
		match, err := tx.Match(ctx, itemSeek, x.attempts[0].terms)
		if err != nil {
			return err
		}
		for _, q := range someItemQueries() {
			for _, q.Sort = range allItemSorts {
				l, err := s.itemListing(ctx, tx, q)
				if err != nil {
					return err
				}
				if l.total == 0 {
					continue
				}
				walks := []walk{l.walk()}
				if l.order.parted {
					all, err := l.sections(ctx, tx)
					if err != nil {
						return err
					}
					walks = nil
					for _, part := range all {
						walks = append(walks, l.sectionWalk(part))
					}
				}
				for _, w := range walks {
					for _, desc := range []bool{false, true} {
						for _, from := range []*crm.Anchor{nil, {Key: l.order.lowest, ID: 5}} {
							query, args := w.rowsQuery(stretchOf{from: from, desc: desc, limit: 50}, itemRowColumns)
							explain(tx, fmt.Sprintf("walk %+v", q), query, args)
						}
					}
				}
				if l.byShelf() {
					for _, g := range l.gatherQueries(x) {
						explain(tx, "gather", g.text, g.args)
					}
				}
				for _, back := range []bool{false, true} {
					for _, from := range []*itemSeat{nil, {bare: "а", seq: 3}} {
						for _, column := range []string{"bare_key", "article_fold"} {
							query, args := l.prefixQuery(column, "болт", from, 1, back)
							explain(tx, column, query, args)
						}
						query, args := l.restQuery(offeredColumns, x.attempts[0], match, from, back)
						explain(tx, "rest", query, args)
					}
				}
				query, args := l.hitsQuery(x)
				explain(tx, "hits", strings.Replace(query, "%s", "(1, 2, 3)", 1), args)
			}
		}
		for _, query := range []string{offeredQuery, itemPricesQuery, itemsByArticleQuery, clientRulesQuery, allPricesQuery, strings.Replace(somePricesQuery, "%s", "(1, 2)", 1)} {
			explain(tx, "query", query, []any{1, 2, 3, 4, 5}[:strings.Count(query, "$")])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFillItemsIsReproducible(t *testing.T) {
	one, two := stocked(t, 1200), stocked(t, 1200)
	if dump(t, one) != dump(t, two) {
		t.Error("the same seed gave another catalogue")
	}
	if err := one.FillItems(t.Context(), 5, 1, nil); err == nil {
		t.Error("a catalogue that is not empty was filled")
	}
	if err := one.Fill(t.Context(), 50, 1, nil); err != nil { // clients and items do not meet
		t.Fatal(err)
	}
	sound(t, one)
	after := filled(t, 60)
	if err := after.FillItems(t.Context(), 300, 1, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, after)
	kinds := map[trade.Mechanism]bool{}
	rules, err := after.PriceRules(t.Context())
	for _, r := range rules {
		kinds[r.Kind] = true
	}
	if err != nil || len(kinds) != 6 { // lists and features are rules of their own
		t.Errorf("mechanisms %v %v", kinds, err)
	}
}
