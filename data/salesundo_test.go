package data

import (
	"fmt"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

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
	return rowsOf(t, s, "SELECT * FROM pipeline ORDER BY id", "SELECT * FROM deal ORDER BY id", "SELECT * FROM sale ORDER BY id", "SELECT * FROM deal_offer ORDER BY offer",
		"SELECT * FROM deal_tally ORDER BY pipeline, stage", "SELECT * FROM sale_tally ORDER BY type, state", "SELECT deal, body FROM deal_text ORDER BY deal", "SELECT sale, body FROM sale_text ORDER BY sale",
		"SELECT * FROM client ORDER BY id", "SELECT * FROM offer ORDER BY id", "SELECT * FROM tally ORDER BY type, rung, owner")
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
		backAndForth(t, s, fmt.Sprint("seed ", seed), steps, dumpSales, start)
	}
}
