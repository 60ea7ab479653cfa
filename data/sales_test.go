package data

import (
	"fmt"
	"math"
	"slices"
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

func idsOf[T any](rows []T, id func(T) int64) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = id(r)
	}
	return out
}

// seats are the ids of a page of rows and where they stand in their list.
func seats[R any](t *testing.T, rows []R, err error, of func(R) (int64, crm.Anchor)) ([]int64, []crm.Anchor) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	ids, anchors := make([]int64, len(rows)), make([]crm.Anchor, len(rows))
	for i, r := range rows {
		ids[i], anchors[i] = of(r)
	}
	return ids, anchors
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
