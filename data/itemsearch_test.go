package data

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

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
