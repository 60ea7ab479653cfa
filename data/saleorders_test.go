package data

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func someOrderQueries() []trade.OrderQuery {
	return []trade.OrderQuery{{}, {Client: 2}, {States: []trade.OrderState{trade.Placed}}, {States: []trade.OrderState{trade.Cancelled, trade.Fulfilled}, Types: []crm.RelType{crm.Business, ""}},
		{From: "2026-03-10"}, {From: "2026-03-10", Until: "2026-03-12"}, {Client: 4, Until: "2026-03-05", States: []trade.OrderState{trade.Placed}}, {Search: "брус"},
		{Search: "з-00"}, {Search: "анна доска", From: "2026-03-03"}, {Search: "ёж", Client: 2}, {Search: "щщщ"}, {Types: []crm.RelType{crm.Strategic}}, {Client: 88}, {From: "2027-01-01"}}
}

func orderTakes(o trade.Order, c crm.Client, q trade.OrderQuery) bool {
	words := []string{o.Number, c.Name}
	for _, l := range o.Lines {
		words = append(words, l.Article, l.Name)
	}
	return (q.Client == 0 || o.Client == q.Client) && (len(q.States) == 0 || slices.Contains(q.States, o.State)) && (len(q.Types) == 0 || slices.Contains(q.Types, c.Type)) &&
		(q.From == "" || o.Day >= q.From) && (q.Until == "" || o.Day <= q.Until) && (q.Search == "" || holds(q.Search, words...))
}

func expectedOrders(all []trade.Order, clients map[crm.ClientID]crm.Client, q trade.OrderQuery) []int64 {
	var some []trade.Order
	for _, o := range all {
		if orderTakes(o, clients[o.Client], q) {
			some = append(some, o)
		}
	}
	sort, desc := q.Sort, q.Desc
	if sort == "" {
		sort, desc = trade.OrdersByDay, !desc
	}
	keys := map[trade.OrderID]string{} // as the base compares them: bytes
	for _, o := range some {
		switch sort {
		case trade.OrdersByDay:
			keys[o.ID] = string(o.Day)
		case trade.OrdersByNumber:
			keys[o.ID] = string(text.SortKey(o.Number))
		case trade.OrdersByClient:
			keys[o.ID] = string(text.SortKey(clients[o.Client].Name))
		case trade.OrdersByPromised:
			keys[o.ID] = string(cmp.Or(o.Promised, "~"))
		case trade.OrdersByTotal:
			keys[o.ID] = fmt.Sprintf("%020d", o.Total())
		}
	}
	slices.SortFunc(some, func(a, b trade.Order) int {
		return cmp.Or(cmp.Compare(keys[a.ID], keys[b.ID]), cmp.Compare(a.ID, b.ID))
	})
	if desc {
		slices.Reverse(some)
	}
	return idsOf(some, func(o trade.Order) int64 { return int64(o.ID) })
}

// TestOrderPagesAgainstMemory compares every sort, filter, direction and way of paging with sorting in memory.
func TestOrderPagesAgainstMemory(t *testing.T) {
	s, _, orders, clients := sold(t, 0, 300)
	compareOrders(t, s, orders, clients, someOrderQueries())
}

func compareOrders(t *testing.T, s *Store, orders []trade.Order, clients map[crm.ClientID]crm.Client, queries []trade.OrderQuery) {
	t.Helper()
	for _, q := range queries {
		for _, q.Sort = range append(slices.Clone(trade.OrderSorts), "") {
			for _, q.Desc = range []bool{false, true} {
				want := expectedOrders(orders, clients, q)
				comparePaging(t, fmt.Sprintf("%+v", q), want, func(p crm.Page) ([]int64, []crm.Anchor) {
					rows, err := s.Orders(t.Context(), q, p)
					return seats(t, rows, err, func(r trade.OrderRow) (int64, crm.Anchor) { return int64(r.ID), r.Anchor })
				})
				want64 := crm.Count{N: int64(len(want))}
				if q.Search != "" && len(want) > countMost {
					want64 = crm.Count{N: countMost, More: true}
				}
				if n, err := s.CountOrders(t.Context(), q); err != nil || n != want64 {
					t.Errorf("%+v: counted %+v, want %+v, %v", q, n, want64, err)
				}
			}
		}
		sums := map[money.Currency]int64{}
		for _, o := range orders {
			if orderTakes(o, clients[o.Client], q) && (len(q.States) > 0 || o.State != trade.Cancelled) {
				sums[o.Currency] += o.Total()
			}
		}
		got, err := s.SumOrders(t.Context(), q)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(sums) {
			t.Errorf("%+v: sums %v, want %v, %v", q, got, sums, err)
		}
	}
}

// TestManyOrdersFound searches for what more orders hold than are sorted in memory: the list is walked then.
func TestManyOrdersFound(t *testing.T) {
	s, _, orders, clients := sold(t, 0, soughtMost+400)
	compareOrders(t, s, orders, clients, []trade.OrderQuery{{Search: "з-00"}, {Search: "брус", Client: 3}, {Search: "брус", From: "2026-03-10", Until: "2026-03-20"}, {Search: "з ёж", States: []trade.OrderState{trade.Placed}}})
}

// TestHundredThousandOrders pages to the middle and the end of a long list, by the indexes and through filters and searches.
func TestHundredThousandOrders(t *testing.T) {
	if testing.Short() {
		t.Skip("100,000 orders take their time")
	}
	s, _, orders, clients := sold(t, 0, 100_000)
	for _, q := range []trade.OrderQuery{{}, {Sort: trade.OrdersByTotal, Desc: true}, {States: []trade.OrderState{trade.Placed}, Sort: trade.OrdersByNumber},
		{From: "2026-03-10", Until: "2026-03-20"}, {Search: "з-0042", Sort: trade.OrdersByClient}} {
		want := expectedOrders(orders, clients, q)
		for _, skip := range []int{0, len(want) / 2, len(want) - 20} {
			for _, back := range []bool{false, true} {
				rows, err := s.Orders(t.Context(), q, crm.Page{Skip: int64(skip), Limit: 50, Back: back})
				if err != nil {
					t.Fatal(err)
				}
				from, to := skip, skip+50
				if back {
					from, to = len(want)-skip-50, len(want)-skip
				}
				same(t, fmt.Sprintf("%+v skipping %d, %v", q, skip, back), idsOf(rows, func(r trade.OrderRow) int64 { return int64(r.ID) }), part(want, from, to))
				next, err := s.Orders(t.Context(), q, crm.Page{From: &rows[len(rows)-1].Anchor, Limit: 50})
				if err != nil {
					t.Fatal(err)
				}
				same(t, fmt.Sprintf("%+v on from %d, %v", q, skip, back), idsOf(next, func(r trade.OrderRow) int64 { return int64(r.ID) }), part(want, to, to+50))
			}
		}
	}
}
