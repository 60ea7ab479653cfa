package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/schema"
)

// inWorkOf recounts the money a client has in work from the records themselves.
func inWorkOf(client crm.ClientID, currency money.Currency, deals []trade.Deal, offers []trade.Offer) (w inWork) {
	days := []crm.Day{}
	alive := map[trade.OfferID]trade.Offer{}
	for _, o := range offers {
		newer := slices.ContainsFunc(offers, func(p trade.Offer) bool { return p.Number == o.Number && p.VersionNo() > o.VersionNo() })
		if o.Client == client && o.State.Open() && !newer {
			alive[o.ID] = o
		}
	}
	worth := func(o trade.Offer) int64 {
		sums, err := trade.Count(o)
		if err != nil || o.Currency != currency {
			return 0
		}
		return sums.Main().Gross
	}
	free := map[trade.OfferID]bool{}
	for id, o := range alive {
		free[id] = true
		if o.Currency == currency {
			days = append(days, o.ValidUntil)
		}
	}
	for _, d := range deals {
		if d.Client != client || d.Outcome != trade.Running {
			continue
		}
		var newest trade.Offer
		for _, id := range d.Offers {
			if o, ok := alive[id]; ok {
				newest = o
				free[id] = false
			}
		}
		if d.Currency == currency {
			w.open += d.Amount
			days = append(days, d.Expected)
		}
		if d.Amount == 0 && newest.ID != 0 {
			w.open += worth(newest)
		}
	}
	for id, o := range alive {
		if free[id] {
			w.open += worth(o)
		}
	}
	days = slices.DeleteFunc(days, func(d crm.Day) bool { return d == "" })
	if len(days) > 0 {
		w.until = string(slices.Min(days))
	}
	return w
}

// compareInWork compares the rows of the clients 1 to 6 and their tallies with a plain recount.
func compareInWork(t testing.TB, s *Store, what string, currency money.Currency, deals []trade.Deal, offers []trade.Offer) {
	t.Helper()
	total, tallied := int64(0), int64(0)
	for id := crm.ClientID(1); id <= 6; id++ {
		row, err := s.ClientRow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		want := inWorkOf(id, currency, deals, offers)
		if got := (inWork{row.Open, string(row.OpenUntil)}); got != want {
			t.Fatalf("%s: client %d has %+v in work, want %+v", what, id, got, want)
		}
		total += want.open
	}
	counts, err := s.RungCounts(t.Context(), crm.ClientQuery{})
	for _, c := range counts {
		tallied += c.Open
	}
	if err != nil || tallied != total {
		t.Fatalf("%s: tallied %d, want %d, %v", what, tallied, total, err)
	}
}

// inWorkCase is a client with deals and offers of every kind that counts or does not.
func inWorkCase() ([]trade.Deal, []trade.Offer) {
	offer := func(id, price int64, number string, version int, state trade.State, currency money.Currency, until crm.Day) trade.Offer {
		o := anOffer(id, 1, number, state, currency, price)
		o.Version, o.ValidUntil = version, until
		return o
	}
	deal := func(id int64, stage trade.StageID, outcome trade.Outcome, amount int64, currency money.Currency, day crm.Day, offers ...trade.OfferID) trade.Deal {
		return trade.Deal{ID: trade.DealID(id), Client: 1, Title: "Брус", Pipeline: 1, Stage: stage, Outcome: outcome, Amount: amount, Currency: currency, Expected: day, Offers: offers}
	}
	p := aPipeline(1, "")
	lost, _ := p.First(trade.Lost)
	return []trade.Deal{
			deal(50, 1, trade.Running, 100_000, money.RUB, "2026-05-01", 10, 11),
			deal(51, 1, trade.Running, 0, money.RUB, "", 12, 13, 14),
			deal(52, 1, trade.Running, 7_000_000, money.EUR, "2026-01-01", 15),
			deal(53, lost.ID, trade.Lost, 900_000, money.RUB, "2026-01-02", 16),
		}, []trade.Offer{
			offer(10, 3, "КП-1", 1, trade.Sent, money.RUB, "2026-01-03"), // succeeded
			offer(11, 4, "КП-1", 2, trade.Sent, money.RUB, "2026-06-01"), // in a deal with its own amount
			offer(12, 5, "КП-2", 1, trade.Sent, money.RUB, "2026-06-02"),
			offer(13, 6, "КП-3", 1, trade.Viewed, money.RUB, "2026-06-03"),   // newest open one of a deal without an amount
			offer(14, 7, "КП-4", 1, trade.Declined, money.RUB, "2026-01-04"), // newer, but not open
			offer(15, 8, "КП-5", 1, trade.Sent, money.RUB, "2026-06-05"),     // in a deal in another currency
			offer(16, 9, "КП-6", 1, trade.Draft, money.RUB, ""),              // in a deal that is lost: free
			offer(17, 10, "КП-7", 1, trade.Answered, money.EUR, "2026-01-05"),
			offer(18, 11, "КП-8", 1, trade.Answered, money.RUB, "2026-04-30"),
		}
}

// TestMoneyInWork says what counts, by figures added up by hand.
func TestMoneyInWork(t *testing.T) {
	s := openTemp(t)
	deals, offers := inWorkCase()
	changes := []crm.Change{crm.Add(crm.Firm{ID: 9, Currency: "RUB"}), crm.Add(aPipeline(1, "Продажи")), crm.Add(aClient(1, "Берёзка"))}
	for _, o := range offers {
		changes = append(changes, crm.Add(o))
	}
	for _, d := range deals {
		changes = append(changes, crm.Add(d))
	}
	do(t, s, changes...)
	one := func(price int64) int64 {
		return inWorkOf(1, money.RUB, nil, []trade.Offer{anOffer(1, 1, "КП", trade.Sent, money.RUB, price)}).open
	}
	check := func(what string, open int64, until crm.Day) {
		t.Helper()
		row, err := s.ClientRow(t.Context(), 1)
		if err != nil || row.Open != open || row.OpenUntil != until {
			t.Errorf("%s: %d until %s, want %d until %s, %v", what, row.Open, row.OpenUntil, open, until, err)
		}
		sound(t, s)
	}
	check("at first", 100_000+one(6)+one(9)+one(11), "2026-04-30")
	won := deals[0]
	won.Stage, won.Outcome = 99, trade.Won
	if w, ok := aPipeline(1, "").First(trade.Won); ok {
		won.Stage = w.ID
	}
	do(t, s, crm.Alter(deals[0], won))
	check("a deal won whose offer stays open", one(4)+one(6)+one(9)+one(11), "2026-04-30")
	do(t, s, crm.Remove(won), crm.Remove(offers[0]), crm.Remove(offers[8]))
	check("a deal and an offer removed", one(4)+one(6)+one(9), "2026-06-01")
	if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Undo(t.Context(), when(6)); err != nil {
		t.Fatal(err)
	}
	check("taken back", 100_000+one(6)+one(9)+one(11), "2026-04-30")
}

// TestInWorkMigration opens a base made when clients' rows told of offers alone.
func TestInWorkMigration(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s, err := open(ctx, dir, Options{}, schema.Migrations()[:5])
	if err != nil {
		t.Fatal(err)
	}
	deals, offers := inWorkCase()
	changes := []crm.Change{crm.Add(crm.Firm{ID: 9, Currency: "RUB"}), crm.Add(aPipeline(1, "Продажи"))}
	for id := range int64(6) {
		changes = append(changes, crm.Add(aClient(id+1, fmt.Sprint("Берёзка ", id))))
	}
	for _, o := range offers {
		changes = append(changes, crm.Add(o))
	}
	withOfferKeys(t, s, func() { do(t, s, changes...) })
	other := deals[0]
	other.ID, other.Client, other.Offers = 60, 2, nil
	deals = append(deals, other)
	changes = nil
	for _, d := range deals {
		changes = append(changes, crm.Add(d))
	}
	b, err := newBatch(changes)
	if err != nil {
		t.Fatal(err)
	}
	// Deals were written past the rows of their clients then.
	if err := s.db.Write(ctx, func(tx *session) error { b.s = tx; return b.writeSales(ctx) }); err != nil {
		t.Fatal(err)
	}
	if row, err := s.ClientRow(ctx, 2); err != nil || row.Open != 0 {
		t.Fatalf("the base before: %+v, %v", row, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	compareInWork(t, s, "migrated", money.RUB, deals, offers)
	sound(t, s)
	if rows := fmt.Sprint(ids(mustClients(t, s, crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 2}))); rows != "[1 2]" {
		t.Errorf("by money in work: %s", rows)
	}
}

// TestSumOpenOffers compares the sums by the index with those of the offers one by one.
func TestSumOpenOffers(t *testing.T) {
	s := openTemp(t)
	_, offers := inWorkCase()
	changes := []crm.Change{crm.Add(aClient(1, "Берёзка"))}
	for _, o := range offers {
		changes = append(changes, crm.Add(o))
	}
	do(t, s, changes...)
	for _, c := range []struct {
		types  []crm.RelType
		states []trade.State
	}{{}, {states: []trade.State{trade.Sent}}, {states: []trade.State{trade.Accepted}}, {types: []crm.RelType{""}}, {types: []crm.RelType{crm.Strategic, aClient(1, "").Type}}, {types: []crm.RelType{crm.Strategic}}} {
		want := map[money.Currency]int64{}
		for i, o := range offers {
			open := o.State.Open() && i > 0 && (len(c.states) == 0 || slices.Contains(c.states, o.State))
			if sums, err := trade.Count(o); err == nil && open && (len(c.types) == 0 || slices.Contains(c.types, aClient(1, "").Type)) {
				want[o.Currency] += sums.Main().Gross
			}
		}
		got, _, err := s.SumOpenOffers(t.Context(), c.types, c.states)
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("%+v", c), got, want)
	}
	err := s.db.Read(t.Context(), func(tx *session) error {
		for _, where := range []string{"true", "+state IN ('sent')", "+type IN (1) AND +state IN ('sent', 'draft')"} {
			plan, err := tx.Plan(t.Context(), strings.Replace(openSums, "%s", where, 1), nil)
			if err != nil || len(plan) != 1 || !strings.Contains(plan[0], "COVERING INDEX offer_open") {
				t.Errorf("%s: %v, %v", where, plan, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
