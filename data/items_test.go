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

// itemBase holds a handful of items that searches tell apart.
func itemBase(t *testing.T) *Store {
	t.Helper()
	s := openTemp(t)
	plain := func(id int64, article, name string) trade.Item {
		return trade.Item{ID: trade.ItemID(id), Article: article, Name: name, Unit: "шт", Kind: trade.Goods, Created: when(int(id))}
	}
	bolt, nut, cable, gone, light := plain(1, "АБ-100/2", "Болт мебельный М6×40"), plain(2, "ГК 7", "Гайка для болта"), plain(3, "", "Кабель ВВГ 3×2,5"), plain(4, "БЛ-9", "Болт старый"), plain(5, "100", "Светильник Ёлочка")
	nut.Supplier, cable.Description, gone.Inactive = "ООО «Берегснаб»", "гибкий медный, для сухих помещений", true
	light.Group, light.Variants = 9, []trade.Variant{{Article: "СВ-77/К"}}
	do(t, s, crm.Add(trade.Group{ID: 9, Name: "Свет"}), crm.Add(bolt), crm.Add(nut), crm.Add(cable), crm.Add(gone), crm.Add(light))
	return s
}

func TestItemSearch(t *testing.T) {
	s := itemBase(t)
	for typed, want := range map[string][]int64{
		"болт":                  {1, 2}, // a name that begins so, then the rest
		"БОЛТ":                  {1, 2},
		"олт":                   {1, 2},
		",jkn":                  {1, 2}, // on the Latin layout
		"мебельный болт":        {1},
		"аб-100":                {1},
		"аб1002":                {1},
		"100":                   {5, 1}, // an article that begins so comes first
		"10":                    {5, 1},
		"берегснаб":             {2},
		"медный кабель":         {3},
		"сухих":                 {3},
		"елочка":                {5},
		"ёлочка":                {5},
		"св-77":                 {5},
		"свет болт":             nil,
		"гк 7":                  {2},
		"г":                     {2, 3},
		"нет такого":            nil,
		"8":                     nil,
		strings.Repeat("б", 99): nil,
	} {
		got := itemIDs(mustItems(t, s, trade.ItemQuery{Search: typed}, "", crm.Page{Limit: 20}))
		if !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", typed, got, want)
		}
		if n, err := s.CountItems(t.Context(), trade.ItemQuery{Search: typed}); err != nil || n.N != int64(len(want)) {
			t.Errorf("%q counted %v %v, want %d", typed, n, err, len(want))
		}
	}
	for _, c := range []struct {
		q    trade.ItemQuery
		want []int64
	}{
		{trade.ItemQuery{Search: "болт", Inactive: true}, []int64{1, 4, 2}},
		{trade.ItemQuery{Search: "болт", Sort: trade.ItemsByCreated, Desc: true}, []int64{2, 1}},
		{trade.ItemQuery{Search: "100", Sort: trade.ItemsByName}, []int64{1, 5}},
		{trade.ItemQuery{Search: "100", Groups: []trade.GroupID{9}}, []int64{5}},
		{trade.ItemQuery{Search: "100", Groups: []trade.GroupID{0}}, []int64{1}},
		{trade.ItemQuery{Search: "100", Kinds: []trade.ItemKind{trade.Work}}, nil},
	} {
		if got := itemIDs(mustItems(t, s, c.q, "", crm.Page{Limit: 20})); !slices.Equal(got, c.want) {
			t.Errorf("%+v found %v, want %v", c.q, got, c.want)
		}
	}
	counts, err := s.ItemGroupCounts(t.Context(), trade.ItemQuery{Search: "100", Groups: []trade.GroupID{77}})
	if err != nil || !maps.Equal(counts, map[trade.GroupID]int64{0: 1, 9: 1}) {
		t.Errorf("groups of the hits: %v %v", counts, err)
	}
	for article, want := range map[string]int{"аб-100/2": 1, " АБ–100/2 ": 1, "АБ-100": 0, "": 0, "бл-9": 1} {
		if got, err := s.ItemsByArticle(t.Context(), article, 5); err != nil || len(got) != want {
			t.Errorf("article %q: %v %v", article, got, err)
		}
	}
	hits, err := s.Find(t.Context(), "аб-1", 10)
	if err != nil || len(hits) != 1 || hits[0] != (crm.Hit{Noun: crm.NounItem, ID: 1, Title: "АБ-100/2 Болт мебельный М6×40", Sub: "шт"}) {
		t.Errorf("palette: %+v %v", hits, err)
	}
}

// TestItemSearchAgainstMemory compares searches with few and with many hits, narrowed and not, with looking at every text.
func TestItemSearchAgainstMemory(t *testing.T) {
	s := stocked(t, 6000)
	all, prices := everyItem(t, s, fillDay)
	w := wordedOf(t, s, fillDay)
	texts := map[int64]string{}
	for _, i := range all {
		texts[int64(i.ID)] = itemText(i)
	}
	for _, q := range []trade.ItemQuery{{}, {Inactive: true}, {Groups: []trade.GroupID{2, 3, 4}}, {Kinds: []trade.ItemKind{trade.Goods}}, {Streams: []trade.Stream{trade.Renting}, Inactive: true}} {
		for _, q.Sort = range []trade.ItemSort{"", trade.ItemsByPrice, trade.ItemsByGroup, trade.ItemsByStream, trade.ItemsByMargin} {
			whole := expectedItems(all, prices, q, w)
			for _, q.Search = range []string{"б", "болт", "кабель медный", "нерпо", "БЛ-000", "rf,tkm", "stainless ladо", "ооо", "м6", "оператором аренда", "ї"} {
				attempts := itemAttempts(q.Search)
				compareItemHits(t, s, q, slices.DeleteFunc(slices.Clone(whole), func(id int64) bool {
					return !slices.ContainsFunc(attempts, func(a attempt) bool { return a.matches(texts[id]) })
				}))
			}
			q.Search = ""
		}
	}
}

// compareItemHits pages through the hits from both ends; those that are few come as they are wanted.
func compareItemHits(t *testing.T, s *Store, q trade.ItemQuery, want []int64) {
	t.Helper()
	name := fmt.Sprintf("%+v of %d", q, len(want))
	var got []int64
	page := crm.Page{Limit: 400}
	for {
		rows := mustItems(t, s, q, fillDay, page)
		got = append(got, itemIDs(rows)...)
		if len(rows) < page.Limit {
			break
		}
		page.From = &rows[len(rows)-1].Anchor
	}
	if len(want) < 300 && q.Sort != "" && !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", name, got, want)
	}
	back := itemIDs(mustItems(t, s, q, fillDay, crm.Page{Limit: 20, Back: true}))
	if !slices.Equal(back, part(got, len(got)-20, len(got))) {
		t.Errorf("%s: last %v, want %v", name, back, part(got, len(got)-20, len(got)))
	}
	if some := itemIDs(mustItems(t, s, q, fillDay, crm.Page{Skip: 30, Limit: 9})); !slices.Equal(some, part(got, 30, 39)) {
		t.Errorf("%s: skipping 30 %v, want %v", name, some, part(got, 30, 39))
	}
	slices.Sort(got)
	sorted := slices.Sorted(slices.Values(want))
	if !slices.Equal(got, sorted) {
		t.Errorf("%s: found %d", name, len(got))
	}
	count, err := s.CountItems(t.Context(), q)
	if err != nil || count.N != min(int64(len(want)), countMost) || count.More != (len(want) > countMost) {
		t.Errorf("%s: counted %+v %v", name, count, err)
	}
	var each []int64
	err = s.EachItem(t.Context(), q, func(i trade.Item) error {
		each = append(each, int64(i.ID))
		return nil
	})
	if err != nil || !slices.Equal(each, sorted) {
		t.Errorf("%s: each gave %d %v", name, len(each), err)
	}
	q.Groups = nil
	groups, err := s.ItemGroupCounts(t.Context(), q)
	sum := int64(0)
	for _, n := range groups {
		sum += n
	}
	if err != nil || sum < int64(len(want)) {
		t.Errorf("%s: groups hold %d %v", name, sum, err)
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
	explain := func(tx *session, what, query string, args []any) {
		t.Helper()
		plan, err := tx.Plan(ctx, query, args)
		if err != nil {
			t.Fatalf("%s: %v\n%s", what, err, query)
		}
		for _, line := range plan {
			scans := strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "VIRTUAL TABLE") && line != "SCAN k" && !strings.Contains(line, "SUBQUERY")
			if scans || strings.Contains(line, "TEMP B-TREE") || strings.Contains(line, "AUTOMATIC") {
				t.Errorf("%s: %s\n%s\n%s", what, line, query, strings.Join(plan, "\n"))
			}
		}
	}
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

// shop is what a random play over the catalogue knows to be there.
type shop struct {
	dice
	items  map[int64]trade.Item
	prices map[int64]trade.ItemPrice
	groups []trade.Group
	lists  []trade.PriceList
	next   int64
}

// turn makes the changes of one random act.
func (w *shop) turn() []crm.Change {
	w.next++
	id := 1000 + w.next
	if len(w.lists) == 0 {
		w.lists = []trade.PriceList{{ID: 1, Name: "А", Main: true, Currency: money.RUB}, {ID: 2, Name: "Б", Currency: money.RUB, Main: true, From: "2026-06-01"}}
		return []crm.Change{crm.Add(w.lists[0]), crm.Add(w.lists[1])}
	}
	keys := slices.Sorted(maps.Keys(w.items))
	switch w.IntN(7) {
	case 0:
		g := trade.Group{ID: trade.GroupID(id), Name: "Группа"}
		if len(w.groups) > 0 {
			g.Parent = pick(w.Rand, w.groups).ID
		}
		w.groups = append(w.groups, g)
		return []crm.Change{crm.Add(g)}
	case 1, 2:
		i, p := w.item(id), w.price(id, id)
		w.items[id], w.prices[id] = i, p
		return []crm.Change{crm.Add(p), crm.Add(i)}
	case 3:
		if len(keys) > 0 {
			k := pick(w.Rand, keys)
			was := w.items[k]
			w.items[k] = w.item(k)
			return []crm.Change{crm.Alter(was, w.items[k])}
		}
	case 4:
		if len(keys) > 0 {
			p := w.price(id, pick(w.Rand, keys))
			w.prices[id] = p
			return []crm.Change{crm.Add(p)}
		}
	case 5:
		if len(keys) > 0 {
			return w.remove(pick(w.Rand, keys))
		}
	}
	k := w.IntN(len(w.lists))
	was := w.lists[k]
	w.lists[k].Main, w.lists[k].Place = !was.Main, w.IntN(3)
	return []crm.Change{crm.Alter(was, w.lists[k])}
}

func (w *shop) item(id int64) trade.Item {
	i := anItem(id, fmt.Sprint(pick(w.Rand, []string{"", "А", "Б-"}), w.IntN(9)), pick(w.Rand, []string{"Болт", "Ёлка", "", "Гайка"}))
	i.Kind, i.Stream, i.Inactive, i.Cost = pick(w.Rand, trade.ItemKinds), pick(w.Rand, trade.Streams), w.IntN(3) == 0, money.DecInt(int64(w.IntN(50)))
	if len(w.groups) > 0 && w.IntN(2) == 0 {
		i.Group = pick(w.Rand, w.groups).ID
	}
	return i
}

func (w *shop) price(id, item int64) trade.ItemPrice {
	return aPrice(id, int64(1+w.IntN(2)), item, crm.Day("2026-02-01").Plus(w.IntN(60)), pick(w.Rand, []crm.Day{"", "2026-03-15"}), fmt.Sprint(w.IntN(100)))
}

// remove removes an item with its prices.
func (w *shop) remove(id int64) []crm.Change {
	out := []crm.Change{crm.Remove(w.items[id])}
	delete(w.items, id)
	for k, p := range w.prices {
		if int64(p.Item) == id {
			out = append(out, crm.Remove(p))
			delete(w.prices, k)
		}
	}
	return out
}

// TestUndoAllOfTheCatalogue plays at random, takes everything back and does it again; both ends are as they were.
func TestUndoAllOfTheCatalogue(t *testing.T) {
	for seed := range uint64(4) {
		s := openTemp(t)
		w := &shop{dice: newDice(seed), items: map[int64]trade.Item{}, prices: map[int64]trade.ItemPrice{}}
		const turns = 80
		start := dump(t, s)
		for range turns {
			do(t, s, w.turn()...)
		}
		sound(t, s)
		rows := mustItems(t, s, trade.ItemQuery{Inactive: true, Sort: trade.ItemsByPrice}, "2026-03-10", crm.Page{Limit: 999})
		if len(rows) != len(w.items) {
			t.Fatalf("%d items, want %d", len(rows), len(w.items))
		}
		sound(t, s)
		end := dump(t, s)
		for range turns {
			if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		if got := dump(t, s); got != start {
			t.Fatalf("seed %d: after undoing all\n%s\nwant\n%s", seed, got, start)
		}
		for range turns {
			if _, _, err := s.Redo(t.Context(), when(6)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		if got := dump(t, s); got != end {
			t.Fatalf("seed %d: after redoing all\n%s\nwant\n%s", seed, got, end)
		}
	}
}
