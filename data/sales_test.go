package data

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func aPipeline(id int64, name string) trade.Pipeline {
	p := trade.ShippedPipeline(func(key string) string { return key })
	p.ID, p.Name, p.Place = trade.PipelineID(id), name, int(id)
	return p
}

// sales makes deals and orders at random for the clients 1 to 6 and the pipelines 1 and 2.
type sales struct{ dice }

func (d sales) deal(id int64) trade.Deal {
	p := aPipeline(int64(1+d.IntN(2)), "")
	stage := p.Stages[d.IntN(len(p.Stages))]
	deal := trade.Deal{ID: trade.DealID(id), Client: crm.ClientID(1 + d.IntN(6)), Pipeline: p.ID, Stage: stage.ID, Outcome: stage.Mark,
		Title:  pick(d.Rand, []string{"Вентиляция цеха", "Ёлки к празднику", "Ремонт", "Поставка досок", "Ґанок"}) + fmt.Sprint(" ", d.IntN(9)),
		Amount: int64(d.IntN(9)) * 1000_33, Currency: pick(d.Rand, []money.Currency{money.RUB, money.RUB, money.EUR}), Owner: crm.RepID(d.IntN(3)),
		Expected: pick(d.Rand, []crm.Day{"", "2026-03-01", "2026-04-11", "2026-02-28"}), Rival: pick(d.Rand, []string{"", "Буран"}),
		NextStep: "позвонить", NextDay: pick(d.Rand, []crm.Day{"", "2026-03-09", "2026-03-10"}), Created: when(d.IntN(40))}
	if d.IntN(3) == 0 {
		deal.Own, deal.Probability = true, money.DecInt(int64(d.IntN(101)))
	}
	if d.IntN(2) == 0 {
		deal.Moves = []trade.StageMove{{To: stage.ID, Now: p.ID, When: when(50 + d.IntN(40))}}
	}
	return deal
}

// orderNumber is a number that no other order bears: its end tells the id in letters, which no search looks for.
func orderNumber(n int, id int64) string {
	return fmt.Sprintf("З-%04d-", n) + strings.Map(func(digit rune) rune { return digit - '0' + 'q' }, fmt.Sprint(id))
}

func (d sales) order(id int64) trade.Order {
	total := int64(d.IntN(50)) * 100
	o := trade.Order{ID: trade.OrderID(id), Number: orderNumber(d.IntN(90), id), Client: crm.ClientID(1 + d.IntN(6)), Day: crm.Day("2026-03-01").Plus(d.IntN(30)),
		State: pick(d.Rand, trade.OrderStates), Currency: pick(d.Rand, []money.Currency{money.RUB, money.RUB, money.USD}), Tax: trade.TaxNone, Rounding: money.PerLine,
		Once: trade.Sum{Net: total, Gross: total}, Created: when(1)}
	if d.IntN(2) == 0 {
		o.Promised = o.Day.Plus(d.IntN(20))
	}
	if d.IntN(2) == 0 {
		o.Lines = []trade.OrderLine{{Article: "Б-12", Name: pick(d.Rand, []string{"Брус сосновый", "Доска"}), Quantity: money.DecInt(1), Price: money.New(total, money.RUB).Decimal(),
			Sum: trade.Sum{Net: total, Gross: total}}}
	}
	return o
}

// sold is a base with deals and orders.
func sold(t testing.TB, deals, orders int) (*Store, []trade.Deal, []trade.Order, map[crm.ClientID]crm.Client) {
	t.Helper()
	s, d := openTemp(t), sales{newDice(7)}
	changes := []crm.Change{crm.Add(aPipeline(1, "Продажи")), crm.Add(aPipeline(2, "Сервис"))}
	clients := map[crm.ClientID]crm.Client{}
	for i := range int64(6) {
		c := aClient(i+1, []string{"Яхонт", "Ёж", "ООО «Анна»", "Борей", "Zeta", "Їжак"}[i])
		c.Type = typeOf(i % 4)
		clients[c.ID] = c
		changes = append(changes, crm.Add(c))
	}
	var ds []trade.Deal
	for i := range int64(deals) {
		ds = append(ds, d.deal(100+i))
		changes = append(changes, crm.Add(ds[i]))
	}
	var os []trade.Order
	for i := range int64(orders) {
		os = append(os, d.order(10_000+i))
		changes = append(changes, crm.Add(os[i]))
	}
	do(t, s, changes...)
	return s, ds, os, clients
}

// holds reports whether folded words hold every word of a search.
func holds(search string, texts ...string) bool {
	all := text.Fold(strings.Join(texts, " "))
	return !slices.ContainsFunc(text.Words(search), func(w string) bool { return !strings.Contains(all, w) })
}

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

func idsOf[T any](rows []T, id func(T) int64) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = id(r)
	}
	return out
}

// comparePaging reads a list in every way there is and compares it with what it shall hold.
func comparePaging(t *testing.T, name string, want []int64, read func(crm.Page) ([]int64, []crm.Anchor)) {
	t.Helper()
	n := len(want)
	const limit = 7
	for _, skip := range []int{0, n / 2, n - 3, n + 9} {
		if skip < 0 {
			continue
		}
		got, at := read(crm.Page{Skip: int64(skip), Limit: limit})
		same(t, fmt.Sprint(name, " skipping ", skip), got, part(want, skip, skip+limit))
		if len(got) > 0 {
			next, _ := read(crm.Page{From: &at[len(at)-1], Limit: limit})
			same(t, fmt.Sprint(name, " on from ", skip), next, part(want, skip+len(got), skip+len(got)+limit))
			prior, _ := read(crm.Page{From: &at[0], Skip: 2, Limit: limit, Back: true})
			same(t, fmt.Sprint(name, " back from ", skip), prior, part(want, skip-2-limit, skip-2))
		}
		got, _ = read(crm.Page{Skip: int64(skip), Limit: limit, Back: true})
		same(t, fmt.Sprint(name, " skipping back ", skip), got, part(want, n-skip-limit, n-skip))
	}
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
					if err != nil {
						t.Fatal(err)
					}
					anchors := make([]crm.Anchor, len(rows))
					for i, r := range rows {
						anchors[i] = r.Anchor
					}
					return idsOf(rows, func(r trade.DealRow) int64 { return int64(r.ID) }), anchors
				})
				if n, err := s.CountDeals(t.Context(), q); err != nil || n != (crm.Count{N: int64(len(want))}) {
					t.Errorf("%+v: counted %+v, want %d, %v", q, n, len(want), err)
				}
			}
		}
	}
}

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
					if err != nil {
						t.Fatal(err)
					}
					anchors := make([]crm.Anchor, len(rows))
					for i, r := range rows {
						anchors[i] = r.Anchor
					}
					return idsOf(rows, func(r trade.OrderRow) int64 { return int64(r.ID) }), anchors
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

func TestRowsOfSales(t *testing.T) {
	s, deals, orders, clients := sold(t, 20, 20)
	rows, err := s.Deals(t.Context(), trade.DealQuery{}, crm.Page{Limit: 50})
	if err != nil || len(rows) != 20 {
		t.Fatal(len(rows), err)
	}
	for _, r := range rows {
		d := deals[r.ID-100]
		c := clients[d.Client]
		want := trade.DealRow{ID: d.ID, Title: d.Title, Client: d.Client, ClientName: c.Name, ClientType: c.Type, Pipeline: d.Pipeline, Stage: d.Stage, Outcome: d.Outcome,
			Amount: d.Amount, Currency: d.Currency, Chance: d.Chance(aPipeline(int64(d.Pipeline), "")), Expected: d.Expected, NextStep: d.NextStep, NextDay: d.NextDay,
			Owner: d.Owner, Since: d.Since(), Rival: d.Rival, Anchor: r.Anchor}
		same(t, "deal", r, want)
	}
	all, err := s.Orders(t.Context(), trade.OrderQuery{}, crm.Page{Limit: 50})
	if err != nil || len(all) != 20 {
		t.Fatal(len(all), err)
	}
	for _, r := range all {
		o := orders[r.ID-10_000]
		c := clients[o.Client]
		same(t, "order", r, trade.OrderRow{ID: o.ID, Number: o.Number, Client: o.Client, ClientName: c.Name, ClientType: c.Type, Day: o.Day, Promised: o.Promised, Kept: o.Kept,
			State: o.State, Currency: o.Currency, Total: o.Total(), Anchor: r.Anchor})
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

// TestSumsThatDoNotFit leaves out sums that a number does not hold, and keeps those near its end.
func TestSumsThatDoNotFit(t *testing.T) {
	s := openTemp(t)
	changes := []crm.Change{crm.Add(aClient(1, "Один")), crm.Add(aPipeline(1, "Продажи"))}
	for i, amount := range []int64{math.MaxInt64, math.MaxInt64, -math.MaxInt64} {
		changes = append(changes,
			crm.Add(trade.Deal{ID: trade.DealID(10 + i), Client: 1, Title: "а", Pipeline: 1, Stage: 6, Outcome: trade.Won, Amount: amount, Currency: money.RUB}),
			crm.Add(trade.Order{ID: trade.OrderID(20 + i), Client: 1, Number: fmt.Sprint(i), Day: "2026-03-01", State: trade.Placed, Currency: money.RUB, Once: trade.Sum{Net: amount, Gross: amount}}),
			crm.Add(trade.Deal{ID: trade.DealID(30 + i), Client: 1, Title: "б", Pipeline: 1, Stage: 1, Amount: math.MaxInt64 / 2, Currency: money.EUR}),
			crm.Add(trade.Order{ID: trade.OrderID(40 + i), Client: 1, Number: fmt.Sprint("б", i), Day: "2026-03-01", State: trade.Placed, Currency: money.EUR, Once: trade.Sum{Gross: math.MaxInt64 / 2}}))
	}
	do(t, s, changes...)
	counts, err := s.StageCounts(t.Context(), trade.DealQuery{})
	if err != nil || len(counts) != 2 {
		t.Fatal(counts, err)
	}
	tenth := int64(math.MaxInt64 / 2 / 10 * 3)
	if c := counts[0]; c.N != 3 || len(c.Sums) != 0 || c.Expected[money.EUR] < tenth || c.Expected[money.EUR] > tenth+3 {
		t.Errorf("%+v", c)
	}
	if c := counts[1]; c.Sums[money.RUB] != math.MaxInt64 || c.Expected[money.RUB] != math.MaxInt64 {
		t.Errorf("%+v", c)
	}
	sums, err := s.SumOrders(t.Context(), trade.OrderQuery{})
	if err != nil || len(sums) != 1 || sums[money.RUB] != math.MaxInt64 {
		t.Errorf("%v %v", sums, err)
	}
}

func TestSalesComeBack(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	p := aPipeline(5, "Продажи")
	o1, o2 := anOffer(15, 10, "КП-1", trade.Sent, money.RUB, 100), anOffer(16, 10, "КП-2", trade.Draft, money.RUB, 200)
	d := trade.Deal{ID: 20, Client: 10, Contact: 4, Title: "Сделка \u202e", Pipeline: 5, Stage: 2, Amount: 7, Currency: money.RUB, Own: true, Probability: money.MustDec("33.3"),
		Expected: "2026-05-05", Offers: []trade.OfferID{16, 15}, Moves: []trade.StageMove{{Was: 5, From: 1, Now: 5, To: 2, When: when(4), Day: "2026-03-01"}}, Created: when(1)}
	order := trade.Order{ID: 30, Number: "З-1", Client: 10, Deal: 20, Offer: 15, Day: "2026-03-01", State: trade.Placed, Currency: money.RUB, Tax: trade.TaxNone,
		Rounding: money.PerLine, Once: trade.Sum{Net: 5, Gross: 5}, Created: when(2)}
	do(t, s, crm.Add(p), crm.Add(aClient(10, "Берёзка")), crm.Add(o1), crm.Add(o2), crm.Add(d), crm.Add(order))
	sound(t, s)
	gotDeal, err := s.Deal(ctx, 20)
	same(t, "deal", gotDeal, d)
	gotOrder, err2 := s.OrderByNumber(ctx, "З-1")
	same(t, "order", gotOrder, order)
	ways, err3 := s.SavedPipelines(ctx)
	same(t, "pipelines", ways, []trade.Pipeline{p})
	of, err4 := s.OfferDeal(ctx, 15)
	same(t, "deal of an offer", of, d)
	rows, err5 := s.DealOffers(ctx, 20)
	same(t, "offers of a deal", offerIDs(rows), []int64{16, 15})
	numbers, err6 := s.OrderNumbers(ctx, "З-")
	same(t, "numbers", numbers, []string{"З-1"})
	for _, e := range []error{err, err2, err3, err4, err5, err6} {
		if e != nil {
			t.Error(e)
		}
	}
	for _, ask := range [][2]int64{{20, 0}, {0, 15}, {20, 15}} {
		if made, err := s.OrdersMade(ctx, trade.DealID(ask[0]), trade.OfferID(ask[1])); err != nil || len(made) != 1 || made[0].ID != 30 {
			t.Errorf("%v: %v %v", ask, made, err)
		}
	}
	if made, err := s.OrdersMade(ctx, 0, 0); err != nil || len(made) > 0 {
		t.Errorf("of nothing: %v %v", made, err)
	}
	if _, err := s.OfferDeal(ctx, 99); err != crm.ErrNotFound {
		t.Error(err)
	}
}

// TestSalesNeedTheirOthers refuses deals of nobody, deals in no pipeline, and an offer in two deals.
func TestSalesNeedTheirOthers(t *testing.T) {
	s := openTemp(t)
	deal := trade.Deal{ID: 20, Client: 10, Title: "а", Pipeline: 1, Stage: 1, Currency: money.RUB, Offers: []trade.OfferID{15}}
	do(t, s, crm.Add(aPipeline(1, "Продажи")), crm.Add(aClient(10, "Один")), crm.Add(anOffer(15, 10, "КП-1", trade.Sent, money.RUB, 1)), crm.Add(deal))
	nobody, nowhere, second, gone := deal, deal, deal, deal
	nobody.ID, nobody.Client, nobody.Offers = 21, 11, nil
	nowhere.ID, nowhere.Pipeline, nowhere.Offers = 22, 7, nil
	second.ID = 23
	gone.Offers = []trade.OfferID{15, 99}
	for what, c := range map[string]crm.Change{"of nobody": crm.Add(nobody), "nowhere": crm.Add(nowhere), "a second one": crm.Add(second), "with an offer that is gone": crm.Alter(deal, gone),
		"a client with a deal": crm.Remove(aClient(10, "Один")), "a pipeline with a deal": crm.Remove(aPipeline(1, "Продажи")), "an offer of a deal": crm.Remove(anOffer(15, 10, "КП-1", trade.Sent, money.RUB, 1))} {
		before := dumpSales(t, s)
		if _, err := s.Apply(t.Context(), act(1), c); err == nil {
			t.Errorf("%s was taken", what)
		}
		same(t, what, dumpSales(t, s), before)
	}
	sound(t, s)
}

// TestRenamedClientShowsInSales renames and assesses a client anew: his deals and orders are found and counted by it.
func TestRenamedClientShowsInSales(t *testing.T) {
	s, deals, orders, clients := sold(t, 60, 60)
	was := clients[2]
	now := was
	now.Name, now.Type = "Вереск", crm.Strategic
	do(t, s, crm.Alter(was, now))
	clients[2] = now
	sound(t, s)
	compareOrders(t, s, orders, clients, []trade.OrderQuery{{}, {Search: "вереск"}, {Search: "ёж"}, {Types: []crm.RelType{crm.Strategic}}})
	for _, q := range []trade.DealQuery{{Sort: trade.DealsByClient}, {Search: "вере"}, {Search: "ёж"}, {Types: []crm.RelType{crm.Strategic}}} {
		rows, err := s.Deals(t.Context(), q, crm.Page{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("%+v", q), idsOf(rows, func(r trade.DealRow) int64 { return int64(r.ID) }), expectedDeals(deals, clients, q))
	}
}

// dumpSales writes all that belongs to sales, without places that may differ.
func dumpSales(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	err := s.db.Read(context.Background(), func(tx *session) error {
		for _, q := range []string{"SELECT * FROM pipeline ORDER BY id", "SELECT * FROM deal ORDER BY id", "SELECT * FROM sale ORDER BY id", "SELECT * FROM deal_offer ORDER BY offer",
			"SELECT * FROM deal_tally ORDER BY pipeline, stage", "SELECT * FROM sale_tally ORDER BY type, state", "SELECT deal, body FROM deal_text ORDER BY deal", "SELECT sale, body FROM sale_text ORDER BY sale",
			"SELECT * FROM client ORDER BY id", "SELECT * FROM offer ORDER BY id", "SELECT * FROM tally ORDER BY type, rung, owner"} {
			err := tx.Each(context.Background(), q, nil, func(r *rows) error {
				columns, err := r.Columns()
				if err != nil {
					return err
				}
				values, into := make([]any, len(columns)), make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				err = r.Scan(into...)
				fmt.Fprintln(&b, values...)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestUndoAllOfSales does random steps and takes all of them back and does them again: each time the base is byte for byte
// what it was.
func TestUndoAllOfSales(t *testing.T) {
	for seed := range uint64(6) {
		s, deals, orders, clients := sold(t, 8, 8)
		d := sales{newDice(seed)}
		var offers []trade.Offer
		firm := crm.Firm{ID: 1, Currency: "RUB"}
		do(t, s, crm.Add(firm))
		for i := range int64(9) {
			offers = append(offers, anOffer(9000+i, i%6+1, fmt.Sprint("КП-", i%8), trade.Sent, money.RUB, 100+i))
			offers[i].Version = int(1 + i/8)
			do(t, s, crm.Add(offers[i]))
		}
		start := dumpSales(t, s)
		steps := 0
		step := func(changes ...crm.Change) {
			do(t, s, changes...)
			steps++
		}
		for i := range int64(60) {
			switch d.IntN(8) {
			case 0:
				deals, orders = append(deals, d.deal(20_000+i)), append(orders, d.order(30_000+i))
				step(crm.Add(deals[len(deals)-1]), crm.Add(orders[len(orders)-1]))
			case 1:
				k := d.IntN(len(deals))
				step(crm.Remove(deals[k]))
				deals = slices.Delete(deals, k, k+1)
			case 2:
				k := d.IntN(len(orders))
				now := d.order(int64(orders[k].ID))
				step(crm.Alter(orders[k], now))
				orders[k] = now
			case 3:
				k := crm.ClientID(1 + d.IntN(6))
				now := d.client(int64(k))
				step(crm.Alter(clients[k], now))
				clients[k] = now
			case 4:
				k := d.IntN(len(offers))
				now := offers[k]
				now.State, now.Currency = pick(d.Rand, trade.States), pick(d.Rand, []money.Currency{money.RUB, money.RUB, money.EUR})
				now.ValidUntil = pick(d.Rand, []crm.Day{"", "2026-03-20", "2026-02-11"})
				now.Client = pick(d.Rand, []crm.ClientID{now.Client, crm.ClientID(1 + d.IntN(6))})
				step(crm.Alter(offers[k], now))
				offers[k] = now
			case 5:
				now := firm
				now.Currency = pick(d.Rand, []string{"RUB", "RUB", "EUR"})
				step(crm.Alter(firm, now))
				firm = now
			default: // an offer comes to another deal in one step with what it leaves
				k, of := d.IntN(len(deals)), offers[d.IntN(len(offers))]
				offer := of.ID
				var changes []crm.Change
				for j := range deals {
					if edit, has := deals[j].WithoutOffer(offer); has && j != k {
						changes, deals[j] = append(changes, edit), *edit.Now
					}
				}
				now := d.deal(int64(deals[k].ID))
				now.Offers, now.Client = deals[k].Offers, pick(d.Rand, []crm.ClientID{now.Client, of.Client})
				now.Amount = pick(d.Rand, []int64{now.Amount, 0})
				if edit, anew := now.WithOffer(offer); anew {
					now = *edit.Now
				}
				step(append(changes, crm.Alter(deals[k], now))...)
				deals[k] = now
			}
			compareInWork(t, s, fmt.Sprintf("seed %d step %d", seed, i), money.Currency(firm.Currency), deals, offers)
		}
		sound(t, s)
		end := dumpSales(t, s)
		for range steps {
			if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		same(t, "after undoing all", dumpSales(t, s), start)
		for range steps {
			if _, _, err := s.Redo(t.Context(), when(6)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		same(t, "after redoing all", dumpSales(t, s), end)
	}
}

// TestVerifyFindsWrongSales breaks what is derived and expects to be told.
func TestVerifyFindsWrongSales(t *testing.T) {
	for _, statement := range []string{"UPDATE deal_tally SET n = n + 1", "DELETE FROM sale_tally", "UPDATE deal SET stage = 99", "UPDATE sale SET type = 9", "DELETE FROM deal_text",
		"DELETE FROM sale_text WHERE sale = 10001", "UPDATE sale_text SET body = '  другое'", "UPDATE sale SET body = '{}' WHERE id = 10000", "INSERT INTO deal_offer VALUES (15, 100, 0)",
		"UPDATE deal SET client_key = x'01'", "UPDATE client SET open = open + 1 WHERE id = 2", "UPDATE client SET open_until = '2031-01-01' WHERE id = 3",
		"UPDATE deal SET amount = amount + 100 WHERE outcome = ''", "UPDATE deal_tally SET stage = 99 WHERE stage = 1; UPDATE deal SET stage = 99 WHERE stage = 1"} {
		s, _, _, _ := sold(t, 20, 20)
		do(t, s, crm.Add(crm.Firm{ID: 1, Currency: "RUB"}), crm.Add(anOffer(15, 1, "КП-1", trade.Sent, money.RUB, 1)))
		sound(t, s)
		err := s.db.Outside(t.Context(), func(tx *session) error { return tx.Plain(t.Context(), statement) })
		if err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Verify(t.Context()); err != nil || len(faults) == 0 {
			t.Errorf("%s was not found: %v", statement, err)
		}
	}
}

// TestNoSaleQueryScans explains every list query over deals and orders: none may scan a table or sort rows but the few of
// one client or one search.
func TestNoSaleQueryScans(t *testing.T) {
	s, _, _, _ := sold(t, 3000, 3000)
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
	lists := func(tx *session, e *entries, columns, tail string) {
		if len(e.lanes) == 0 {
			return
		}
		w := e.walk()
		name := fmt.Sprintf("%s by %s", e.table, e.key)
		if e.walked() {
			for _, from := range []*crm.Anchor{nil, {Key: "", ID: 5}} {
				query, args := w.query(stretchOf{from: from, desc: e.desc, limit: 50})
				explain(tx, name, query, args)
			}
			if len(e.sought) == 0 {
				explain(tx, name+" sums", "SELECT "+columns+" FROM "+w.table+" WHERE "+w.lanes[0]+w.where+tail, w.args)
			}
			return
		}
		if e.few {
			explain(tx, name+" few", "SELECT "+e.key+", tie FROM "+e.table+" WHERE true"+e.all.where+" AND id IN (1, 2)", e.all.args)
			return
		}
		explain(tx, name+" of one", "SELECT "+e.key+", tie FROM "+e.table+" WHERE true"+e.all.where, e.all.args)
	}
	err := s.db.Read(ctx, func(tx *session) error {
		for _, q := range someDealQueries() {
			for _, q.Sort = range trade.DealSorts {
				e, err := newDealEntries(ctx, tx, q)
				if err != nil {
					return err
				}
				lists(tx, e, stageColumns, stageGroups)
				e.few = false
				lists(tx, e, stageColumns, stageGroups)
			}
		}
		for _, q := range someOrderQueries() {
			for _, q.Sort = range trade.OrderSorts {
				e, err := newSaleEntries(ctx, tx, q)
				if err != nil {
					return err
				}
				lists(tx, e, "currency, "+partedSum("total"), " GROUP BY currency")
				e.few = false
				lists(tx, e, "currency, "+partedSum("total"), " GROUP BY currency")
			}
		}
		for _, query := range []string{orderByNumberQuery, orderNumbersQuery, ordersOfDealQuery, ordersOfOfferQuery, offerDealQuery, dealOffersQuery,
			strings.ReplaceAll(runningDeals, "%s", "($2, $3)"), strings.ReplaceAll(openOffers, "%s", "($2, $3)"), strings.ReplaceAll(unpricedDeals, "%s", "($2, $3)")} {
			explain(tx, "query", query, []any{1, 2, 3}[:strings.Count(query, "$")])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMeasureSales prints how fast a base with RAPPORT_MEASURE_SALES orders and a tenth of deals answers.
func TestMeasureSales(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("RAPPORT_MEASURE_SALES"))
	if err != nil {
		t.Skip("RAPPORT_MEASURE_SALES gives no number")
	}
	var s *Store
	measure(t, fmt.Sprint("fill ", n, " orders"), 1, func(int) error { s, _, _, _ = sold(t, n/10, n); return nil })
	for _, q := range someOrderQueries() {
		for _, q.Sort = range []trade.OrderSort{"", trade.OrdersByTotal} {
			for _, skip := range []int64{0, int64(n / 20)} {
				measure(t, fmt.Sprintf("orders skipping %d %+v", skip, q), 10, func(int) error {
					_, err := s.Orders(t.Context(), q, crm.Page{Limit: 60, Skip: skip})
					return err
				})
			}
		}
		measure(t, fmt.Sprintf("count %+v", q), 10, func(int) error { _, err := s.CountOrders(t.Context(), q); return err })
		measure(t, fmt.Sprintf("sum %+v", q), 10, func(int) error { _, err := s.SumOrders(t.Context(), q); return err })
	}
	for _, q := range someDealQueries() {
		measure(t, fmt.Sprintf("deals %+v", q), 10, func(int) error { _, err := s.Deals(t.Context(), q, crm.Page{Limit: 60}); return err })
		measure(t, fmt.Sprintf("stages %+v", q), 10, func(int) error { _, err := s.StageCounts(t.Context(), q); return err })
	}
	order := sales{newDice(3)}.order(5)
	measure(t, "one order added", 20, func(i int) error {
		order.ID, order.Number = trade.OrderID(900_000+i), orderNumber(0, int64(900_000+i))
		_, err := s.Apply(t.Context(), act(i), crm.Add(order))
		return err
	})
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
