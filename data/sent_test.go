package data

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/schema"
)

// TestSentPaperComesBack keeps a paper, takes it back, does it again and reads the same bytes.
func TestSentPaperComesBack(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	o := anOffer(2, 1, "КП-1", trade.Sent, money.RUB, 5)
	paper := trade.KeepPaper(o, "2026-03-06", "КП-1.pdf", 2, []byte("%PDF-1.4\x00\xff и прочее"))
	do(t, s, crm.Add(aClient(1, "Берёзка")), crm.Add(o), crm.Add(paper))
	sound(t, s)
	if got, err := s.SentPaper(ctx, 2); err != nil || !reflect.DeepEqual(got, paper) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := s.Apply(ctx, act(1), crm.Remove(o)); err == nil {
		t.Error("an offer went and left its paper")
	}
	if _, _, err := s.Undo(ctx, when(5)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SentPaper(ctx, 2); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("after undo: %v", err)
	}
	sound(t, s)
	if _, _, err := s.Redo(ctx, when(6)); err != nil {
		t.Fatal(err)
	}
	if got, err := s.SentPaper(ctx, 2); err != nil || !reflect.DeepEqual(got, paper) {
		t.Errorf("after redo: %+v, %v", got, err)
	}
	sound(t, s)
	again, err := s.SentPaper(ctx, 2)
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Remove(again), crm.Remove(o))
	sound(t, s)
}

// TestSentPaperThatWasChanged makes sure that no other bytes are given out as the paper that was sent.
func TestSentPaperThatWasChanged(t *testing.T) {
	s := openTemp(t)
	o := anOffer(2, 1, "КП-1", trade.Sent, money.RUB, 5)
	paper := trade.KeepPaper(o, "2026-03-06", "КП-1.pdf", 1, []byte("%PDF-1.4"))
	do(t, s, crm.Add(aClient(1, "Берёзка")), crm.Add(o), crm.Add(paper))
	wrong := paper
	wrong.PDF = []byte("%PDF-1.5")
	if _, err := s.Apply(t.Context(), act(1), crm.Alter(paper, wrong)); err == nil {
		t.Error("other bytes under the same hash were taken")
	}
	for _, sql := range []string{"UPDATE paper_file SET pdf = x'00'", "DELETE FROM paper_file"} {
		if err := s.db.Write(t.Context(), func(tx *session) error { return tx.Exec(t.Context(), sql) }); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SentPaper(t.Context(), 2); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", sql, err)
		}
		faults, err := s.Verify(t.Context())
		if err != nil || !slices.ContainsFunc(faults, func(f crm.Fault) bool { return f.Reason == "data.verify.paper" }) {
			t.Errorf("%s: found %v, %v", sql, faults, err)
		}
	}
}

// TestVersionsCountOnce checks lists, tallies and the client's row where an offer has several versions.
func TestVersionsCountOnce(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	do(t, s, crm.Add(crm.Firm{ID: 9, Currency: "RUB"}), crm.Add(aClient(1, "Берёзка")))
	first := anOffer(2, 1, "КП-1", trade.Sent, money.RUB, 5)
	second := anOffer(3, 1, "КП-1", trade.Draft, money.RUB, 7)
	second.Version = 2
	do(t, s, crm.Add(first))
	do(t, s, crm.Add(second))
	check := func(what string, open int64, all, newest []int64) {
		t.Helper()
		row, err := s.ClientRow(ctx, 1)
		if err != nil || row.Open != open {
			t.Errorf("%s: open %d, want %d, %v", what, row.Open, open, err)
		}
		counts, err := s.RungCounts(ctx, crm.ClientQuery{})
		if err != nil || len(counts) != 1 || counts[0].Open != open {
			t.Errorf("%s: tallied %+v, want %d, %v", what, counts, open, err)
		}
		for _, client := range []crm.ClientID{0, 1} {
			compareIDs(t, s, what, trade.OfferQuery{Client: client}, all)
			compareIDs(t, s, what, trade.OfferQuery{Client: client, Newest: true}, newest)
			compareIDs(t, s, what, trade.OfferQuery{Client: client, Newest: true, Search: "КП"}, newest)
		}
		sound(t, s)
	}
	check("a draft after a sent one", 1400, []int64{3, 2}, []int64{3})
	undo := func() {
		t.Helper()
		if _, _, err := s.Undo(ctx, when(5)); err != nil {
			t.Fatal(err)
		}
	}
	undo()
	check("the draft taken back", 1000, []int64{2}, []int64{2})
	do(t, s, crm.Add(second))
	declined := second
	declined.State = trade.Declined
	do(t, s, crm.Alter(second, declined))
	check("the newest declined", 0, []int64{3, 2}, []int64{3})
	do(t, s, crm.Remove(declined))
	check("the newest removed", 1000, []int64{2}, []int64{2})
	undo()
	moved := declined
	moved.Number = "КП-2"
	do(t, s, crm.Alter(declined, moved))
	check("the newest renumbered", 1000, []int64{3, 2}, []int64{3, 2})
}

func compareIDs(t *testing.T, s *Store, what string, q trade.OfferQuery, want []int64) {
	t.Helper()
	rows, err := s.Offers(t.Context(), q, crm.Page{Limit: 9})
	n, err2 := s.CountOffers(t.Context(), q)
	if err != nil || err2 != nil || !slices.Equal(offerIDs(rows), want) || n.N != int64(len(want)) {
		t.Errorf("%s, %+v: %v counted %d, want %v, %v %v", what, q, offerIDs(rows), n.N, want, err, err2)
	}
	for _, r := range rows {
		if r.Succeeded && q.Newest {
			t.Errorf("%s: %d is succeeded", what, r.ID)
		}
	}
}

// TestVersionsMigration opens a base made when each version counted for itself.
func TestVersionsMigration(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s, err := open(ctx, dir, Options{}, schema.Migrations()[:3])
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Add(aClient(1, "Берёзка")), crm.Add(aClient(2, "Осинка")))
	// What the program wrote then, by its own statements: it knows only of the columns there were.
	err = s.db.Write(ctx, func(tx *session) error {
		seq := 0
		for _, o := range []struct {
			id, client, version, total int64
			number                     string
		}{{10, 1, 1, 1000, "КП-1"}, {11, 1, 2, 1400, "КП-1"}, {12, 2, 1, 500, "КП-2"}} {
			offer := anOffer(o.id, o.client, o.number, trade.Sent, money.RUB, o.total/200)
			offer.Version = int(o.version)
			body, err := bodyOf(offer)
			if err != nil {
				return err
			}
			seq++
			text := offerText(offer, "")
			err = errors.Join(tx.Exec(ctx, `INSERT INTO offer (id, number, client, type, subject, day, valid_until, state, currency, total, monthly, body, version)
				VALUES ($1, $2, $3, $7, '', '2026-03-05', '2026-04-05', 'sent', 'RUB', $4, 0, $5, $6)`, o.id, o.number, o.client, o.total, string(body), o.version, typeCode(crm.Business)),
				tx.Exec(ctx, "INSERT INTO offer_text (seq, offer, body) VALUES ($1, $2, $3)", seq, o.id, text), tx.Exec(ctx, offerSeek.Add(), seq, text),
				tx.Exec(ctx, "UPDATE client SET open = open + $1, open_until = '2026-04-05' WHERE id = $2", o.total, o.client),
				tx.Exec(ctx, "UPDATE tally SET open = open + $1", o.total))
			if err != nil {
				return err
			}
		}
		return errors.Join(tx.Exec(ctx, "INSERT INTO offer_tally (type, state, n) VALUES ($1, 'sent', 3)", typeCode(crm.Business)),
			tx.Exec(ctx, `INSERT INTO firm (id, body) VALUES (9, '{"id":9,"currency":"RUB"}')`))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for client, open := range map[crm.ClientID]int64{1: 1400, 2: 500} {
		if row, err := s.ClientRow(ctx, client); err != nil || row.Open != open {
			t.Errorf("client %d: open %d, want %d, %v", client, row.Open, open, err)
		}
	}
	compareIDs(t, s, "migrated", trade.OfferQuery{Newest: true}, []int64{12, 11})
	sound(t, s)
	if rows := fmt.Sprint(ids(mustClients(t, s, crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 9}))); rows != "[1 2]" {
		t.Errorf("by what is open: %s", rows)
	}
}

func TestVersionsOfANumber(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	do(t, s, crm.Add(aClient(1, "Берёзка")))
	for i, version := range []int{2, 0, 3} {
		o := anOffer(int64(2+i), 1, "КП-1", trade.Sent, money.RUB, 5)
		o.Version = version
		do(t, s, crm.Add(o))
	}
	do(t, s, crm.Add(anOffer(9, 1, "КП-10", trade.Sent, money.RUB, 5)))
	rows, err := s.OfferVersions(ctx, "КП-1")
	if err != nil || !slices.Equal(offerIDs(rows), []int64{3, 2, 4}) || rows[0].Version != 1 || !rows[1].Succeeded || rows[2].Succeeded {
		t.Errorf("%+v, %v", rows, err)
	}
	if o, err := s.OfferVersion(ctx, "КП-1", 1); err != nil || o.ID != 3 {
		t.Errorf("%+v, %v", o, err)
	}
	if _, err := s.OfferVersion(ctx, "КП-1", 4); !errors.Is(err, crm.ErrNotFound) {
		t.Error(err)
	}
}

func TestOverdueOffers(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	do(t, s, crm.Add(aClient(1, "Берёзка")))
	for i, o := range []struct {
		state trade.State
		until crm.Day
	}{{trade.Sent, "2026-03-09"}, {trade.Draft, "2026-03-01"}, {trade.Answered, "2026-03-08"}, {trade.Viewed, "2026-03-10"}, {trade.Sent, ""}, {trade.Accepted, "2026-03-01"}} {
		offer := anOffer(int64(10+i), 1, fmt.Sprint("КП-", i), o.state, money.RUB, 5)
		offer.ValidUntil = o.until
		do(t, s, crm.Add(offer))
	}
	for limit, want := range map[int]string{5: "[12 10]", 1: "[12]"} {
		offers, err := s.OverdueOffers(ctx, "2026-03-10", limit)
		got := []int64{}
		for _, o := range offers {
			got = append(got, int64(o.ID))
		}
		if err != nil || fmt.Sprint(got) != want {
			t.Errorf("%v, want %s, %v", got, want, err)
		}
	}
}
