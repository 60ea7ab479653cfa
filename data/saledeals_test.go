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

func someDealQueries() []trade.DealQuery {
	return []trade.DealQuery{{}, {Pipeline: 1}, {Pipeline: 2, Stages: []trade.StageID{1, 3, 7}}, {Stages: []trade.StageID{2}}, {Client: 3}, {Client: 3, Pipeline: 1, Owner: 2},
		{Outcomes: []trade.Outcome{trade.Running}}, {Outcomes: []trade.Outcome{trade.Won, trade.Lost}, Types: []crm.RelType{crm.Business, ""}}, {Owner: 1},
		{Search: "вент"}, {Search: "ёж"}, {Search: "буран позв", Pipeline: 1, Owner: 1}, {Search: "елки 3", Client: 2}, {Search: "щщщ"}, {Pipeline: 9}, {Client: 77}}
}

func dealTakes(d trade.Deal, c crm.Client, q trade.DealQuery) bool {
	return (q.Pipeline == 0 || d.Pipeline == q.Pipeline && (len(q.Stages) == 0 || slices.Contains(q.Stages, d.Stage))) &&
		(q.Client == 0 || d.Client == q.Client) && (len(q.Outcomes) == 0 || slices.Contains(q.Outcomes, d.Outcome)) && (q.Owner == 0 || d.Owner == q.Owner) &&
		(len(q.Types) == 0 || slices.Contains(q.Types, c.Type)) && (q.Search == "" || holds(q.Search, d.Title, c.Name, d.Rival, d.NextStep))
}

func compareDeals(a, b trade.Deal, clients map[crm.ClientID]crm.Client, sort trade.DealSort) int {
	last := func(d crm.Day) string { return cmp.Or(string(d), "~") }
	keys := map[trade.DealSort]int{
		trade.DealsByExpected: cmp.Compare(last(a.Expected), last(b.Expected)), trade.DealsByAmount: cmp.Compare(a.Amount, b.Amount),
		trade.DealsByTitle:  slices.Compare(text.SortKey(a.Title), text.SortKey(b.Title)),
		trade.DealsByClient: slices.Compare(text.SortKey(clients[a.Client].Name), text.SortKey(clients[b.Client].Name)),
		trade.DealsBySince:  cmp.Compare(a.Since(), b.Since()), trade.DealsByNext: cmp.Compare(last(a.NextDay), last(b.NextDay)), trade.DealsByCreated: cmp.Compare(a.Created, b.Created)}
	return cmp.Or(keys[sort], cmp.Compare(a.ID, b.ID))
}

func expectedDeals(all []trade.Deal, clients map[crm.ClientID]crm.Client, q trade.DealQuery) []int64 {
	var some []trade.Deal
	for _, d := range all {
		if dealTakes(d, clients[d.Client], q) {
			some = append(some, d)
		}
	}
	slices.SortFunc(some, func(a, b trade.Deal) int { return compareDeals(a, b, clients, cmp.Or(q.Sort, trade.DealsByExpected)) })
	if q.Desc {
		slices.Reverse(some)
	}
	return idsOf(some, func(d trade.Deal) int64 { return int64(d.ID) })
}

// TestDealPagesAgainstMemory compares every sort, filter, direction and way of paging with sorting in memory.
func TestDealPagesAgainstMemory(t *testing.T) {
	s, deals, _, clients := sold(t, 300, 0)
	for _, q := range someDealQueries() {
		for _, q.Sort = range append(slices.Clone(trade.DealSorts), "") {
			for _, q.Desc = range []bool{false, true} {
				want := expectedDeals(deals, clients, q)
				comparePaging(t, fmt.Sprintf("%+v", q), want, func(p crm.Page) ([]int64, []crm.Anchor) {
					rows, err := s.Deals(t.Context(), q, p)
					return seats(t, rows, err, func(r trade.DealRow) (int64, crm.Anchor) { return int64(r.ID), r.Anchor })
				})
				if n, err := s.CountDeals(t.Context(), q); err != nil || n != (crm.Count{N: int64(len(want))}) {
					t.Errorf("%+v: counted %+v, want %d, %v", q, n, len(want), err)
				}
			}
		}
	}
}

func TestStageCounts(t *testing.T) {
	s, deals, _, clients := sold(t, 300, 0)
	for _, q := range someDealQueries() {
		want := map[[2]int64]*trade.StageCount{}
		for _, d := range deals {
			if !dealTakes(d, clients[d.Client], q) {
				continue
			}
			at := [2]int64{int64(d.Pipeline), int64(d.Stage)}
			if want[at] == nil {
				want[at] = &trade.StageCount{Pipeline: d.Pipeline, Stage: d.Stage, Sums: map[money.Currency]int64{}, Expected: map[money.Currency]int64{}}
			}
			want[at].N++
			want[at].Sums[d.Currency] += d.Amount
		}
		for at, c := range want {
			for currency := range c.Sums {
				var exact money.Dec
				for _, d := range deals {
					if dealTakes(d, clients[d.Client], q) && int64(d.Pipeline) == at[0] && int64(d.Stage) == at[1] && d.Currency == currency {
						exact = exact.Add(d.ExpectedValue(aPipeline(at[0], "")))
					}
				}
				var err error
				if c.Expected[currency], err = money.ToMinor(exact, currency); err != nil {
					t.Fatal(err)
				}
			}
		}
		got, err := s.StageCounts(t.Context(), q)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%+v: %d stages, want %d, %v", q, len(got), len(want), err)
		}
		for i, c := range got {
			same(t, fmt.Sprintf("%+v", q), c, *want[[2]int64{int64(c.Pipeline), int64(c.Stage)}])
			if i > 0 && (got[i-1].Pipeline > c.Pipeline || got[i-1].Pipeline == c.Pipeline && got[i-1].Stage >= c.Stage) {
				t.Errorf("%+v: stages out of order: %v", q, got)
			}
		}
	}
}
