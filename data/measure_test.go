package data

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// timings are how long one thing took, time after time.
type timings []time.Duration

func (t timings) at(share float64) time.Duration {
	slices.Sort(t)
	return t[min(len(t)-1, int(share*float64(len(t))))]
}

func (t timings) String() string {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("p50 %7.2f  p95 %7.2f  most %7.2f ms of %d", ms(t.at(0.5)), ms(t.at(0.95)), ms(t.at(1)), len(t))
}

func measure(t testing.TB, what string, times int, f func(i int) error) {
	t.Helper()
	var took timings
	for i := range times {
		start := time.Now()
		if err := f(i); err != nil {
			t.Fatal(what, err)
		}
		took = append(took, time.Since(start))
	}
	t.Logf("%-34s %s", what, took)
}

// TestMeasure prints how fast the base in the folder RAPPORT_MEASURE answers, as a screen would ask.
func TestMeasure(t *testing.T) {
	dir := os.Getenv("RAPPORT_MEASURE")
	if dir == "" {
		t.Skip("RAPPORT_MEASURE names no folder")
	}
	measure(t, "open and close", 5, func(int) error {
		s, err := Open(t.Context(), dir, Options{})
		if err != nil {
			return err
		}
		return s.Close()
	})
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	count, err := s.CountClients(t.Context(), crm.ClientQuery{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(count.N, "clients")
	t.Run("search", func(t *testing.T) { measureSearch(t, s) })
	t.Run("pages", func(t *testing.T) { measurePages(t, s, count.N) })
	t.Run("board", func(t *testing.T) { measureBoard(t, s) })
	t.Run("edits", func(t *testing.T) { measureEdits(t, s) })
	t.Run("sales", func(t *testing.T) { measureSaleActs(t, s) })
}

var keystrokes = []string{
	"и", "ив", "ива", "иван", "ивано", "иванов", "иванов с", "иванов сергей",
	"о", "оо", "ооо", "ооо ", "ооо р", "ооо ла", "ооо ладо", "ооо ладострой", "ооо рога", "рога",
	"4", "49", "495", "495 1", "495 12", "495 123", "4951234", "8495123", "1234567", "+7 916 555", "5551122",
	"7", "77", "7701", "770112", "т", "те", "тен", "тендер", "москва", "тов москва", "ш", "шевченко", "шев київ",
	"bdfyjd", "bdf", "b", "info", "example", "щщщ", "abcxyz", "кузнецова елена опт", "ёлка", "zz", "я",
}

func measureSearch(t *testing.T, s *Store) {
	for _, typed := range keystrokes {
		rows := 0
		measure(t, fmt.Sprintf("search %q", typed), 8, func(int) error {
			r, err := s.Clients(t.Context(), crm.ClientQuery{Search: typed}, crm.Page{Limit: 50})
			rows = len(r)
			return err
		})
		if testing.Verbose() {
			t.Log("   rows ", rows)
		}
	}
	measure(t, "search, all keystrokes", 10*len(keystrokes), func(i int) error {
		_, err := s.Clients(t.Context(), crm.ClientQuery{Search: keystrokes[i%len(keystrokes)]}, crm.Page{Limit: 50})
		return err
	})
	measure(t, "palette, all keystrokes", 5*len(keystrokes), func(i int) error {
		_, err := s.Find(t.Context(), keystrokes[i%len(keystrokes)], 20)
		return err
	})
	measure(t, "count of a search", 5*len(keystrokes), func(i int) error {
		_, err := s.CountClients(t.Context(), crm.ClientQuery{Search: keystrokes[i%len(keystrokes)]})
		return err
	})
	measure(t, "search within partners", len(keystrokes), func(i int) error {
		_, err := s.Clients(t.Context(), crm.ClientQuery{Search: keystrokes[i%len(keystrokes)], Rungs: []crm.Rung{crm.Partner}}, crm.Page{Limit: 50})
		return err
	})
}

func measurePages(t *testing.T, s *Store, n int64) {
	d := newDice(1)
	queries := map[string]crm.ClientQuery{"all": {}, "business": {Types: []crm.RelType{crm.Business}}, "owner 2": {Owner: 2}, "tag опт": {Tag: "опт"},
		"owner 2 partners": {Owner: 2, Rungs: []crm.Rung{crm.Partner}}}
	for _, name := range []string{"all", "business", "owner 2", "tag опт", "owner 2 partners"} {
		for _, sort := range allSorts {
			q := queries[name]
			q.Sort = sort
			count, err := s.CountClients(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			n = count.N
			places := map[string]func() crm.Page{
				"start":  func() crm.Page { return crm.Page{Limit: 50} },
				"middle": func() crm.Page { return crm.Page{Limit: 50, Skip: d.Int64N(max(1, n))} },
				"end":    func() crm.Page { return crm.Page{Limit: 50, Back: true} },
			}
			for _, place := range []string{"start", "middle", "end"} {
				if place == "middle" && name != "all" && name != "business" {
					continue
				}
				var last *crm.Anchor
				measure(t, fmt.Sprintf("page %s by %s, %s", name, sort, place), 40, func(i int) error {
					p := places[place]()
					if i%2 == 1 && last != nil { // every other page goes on from the one before
						p = crm.Page{Limit: 50, From: last}
					}
					q.Desc = i%4 > 1
					rows, err := s.Clients(t.Context(), q, p)
					if len(rows) > 0 {
						last = &rows[len(rows)-1].Anchor
					}
					return err
				})
			}
		}
	}
}

func measureBoard(t *testing.T, s *Store) {
	measure(t, "rung counts", 30, func(int) error {
		_, err := s.RungCounts(t.Context(), crm.ClientQuery{})
		return err
	})
	for _, r := range crm.AllRungs {
		measure(t, "board column "+r.Code(), 30, func(int) error {
			_, err := s.Clients(t.Context(), crm.ClientQuery{Rungs: []crm.Rung{r}, Sort: crm.SortTouch, Desc: true}, crm.Page{Limit: 30})
			return err
		})
	}
	measure(t, "offers", 30, func(int) error {
		_, err := s.Offers(t.Context(), trade.OfferQuery{}, crm.Page{Limit: 50})
		return err
	})
}

func measureEdits(t *testing.T, s *Store) {
	rows, err := s.Clients(t.Context(), crm.ClientQuery{Sort: crm.SortCity}, crm.Page{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	const edits = 200
	edit := func(f func(c *crm.Client, i int)) func(int) error {
		return func(i int) error {
			c, err := s.Client(t.Context(), rows[i%len(rows)].ID)
			if err != nil {
				return err
			}
			now := c
			f(&now, i)
			_, err = s.Apply(t.Context(), act(i), crm.Alter(c, now))
			return err
		}
	}
	measure(t, "move a card", edits, edit(func(c *crm.Client, i int) { c.Rung = crm.Rung(i%8) + 1 }))
	measure(t, "change the notes", edits, edit(func(c *crm.Client, i int) { c.Notes = fmt.Sprint("заметка ", i) }))
	measure(t, "note a call", edits, func(i int) error {
		_, err := s.Apply(t.Context(), act(i), crm.Add(anInteraction(1<<60+int64(i), int64(rows[i%len(rows)].ID), when(i), "шаг")))
		return err
	})
	measure(t, "undo", 3*edits, func(i int) error {
		_, _, err := s.Undo(t.Context(), when(i))
		return err
	})
}

// measureSaleActs measures acts that change what a client has in work, and the sums of what is open.
func measureSaleActs(t *testing.T, s *Store) {
	rows, err := s.Clients(t.Context(), crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	p := aPipeline(1<<50, "Замеры")
	if _, err := s.Apply(t.Context(), act(1), crm.Add(p)); err != nil {
		t.Fatal(err)
	}
	const acts = 200
	deals := make([]trade.Deal, acts)
	measure(t, "add a deal", acts, func(i int) error {
		deals[i] = trade.Deal{ID: trade.DealID(1<<50 + i), Client: rows[i%len(rows)].ID, Title: "Замер", Pipeline: p.ID, Stage: 1, Amount: int64(i) * 100_00, Currency: money.RUB}
		_, err := s.Apply(t.Context(), act(i), crm.Add(deals[i]))
		return err
	})
	alter := func(f func(d *trade.Deal)) func(int) error {
		return func(i int) error {
			was := deals[i]
			f(&deals[i])
			_, err := s.Apply(t.Context(), act(i), crm.Alter(was, deals[i]))
			return err
		}
	}
	measure(t, "move a deal", acts, alter(func(d *trade.Deal) { d.Stage = 2 }))
	measure(t, "change its amount", acts, alter(func(d *trade.Deal) { d.Amount += 500_00 }))
	measure(t, "win it", acts, alter(func(d *trade.Deal) { d.Outcome = trade.Won }))
	offers, err := s.Offers(t.Context(), trade.OfferQuery{States: []trade.State{trade.Sent}}, crm.Page{Limit: acts})
	if err != nil {
		t.Fatal(err)
	}
	measure(t, "decline an offer", len(offers), func(i int) error {
		o, err := s.Offer(t.Context(), offers[i].ID)
		if err != nil {
			return err
		}
		now := o
		now.State = trade.Declined
		_, err = s.Apply(t.Context(), act(i), crm.Alter(o, now))
		return err
	})
	measure(t, "sum what is open", 5, func(int) error { _, _, err := s.SumOpenOffers(t.Context(), nil, nil); return err })
	measure(t, "undo", 4*acts+len(offers)+1, func(i int) error { _, _, err := s.Undo(t.Context(), when(i)); return err })
}

// TestMeasureMass prints how long acts on RAPPORT_MASS clients take as one step.
func TestMeasureMass(t *testing.T) {
	n, err := strconv.ParseInt(os.Getenv("RAPPORT_MASS"), 10, 64)
	if err != nil {
		t.Skip("RAPPORT_MASS gives no number")
	}
	s := openTemp(t)
	d := newDice(3)
	var added, tagged, moved []crm.Change
	for i := range n {
		c := d.client(i + 1)
		for k := range c.Phones {
			c.Phones[k] = crm.Phone{Raw: fmt.Sprint("8495", i), E164: fmt.Sprint("+7495", i)}
		}
		now := c
		now.Tags = append([]string{"рассылка"}, c.Tags...)
		up := now
		up.Rung = c.Rung%8 + 1
		added, tagged, moved = append(added, crm.Add(c), crm.Add(aContact(1<<40+i, i+1, "Анна"))), append(tagged, crm.Alter(c, now)), append(moved, crm.Alter(now, up))
	}
	for _, m := range []struct {
		what    string
		changes []crm.Change
	}{{"import", added}, {"tag", tagged}, {"move", moved}} {
		measure(t, fmt.Sprint(m.what, " ", n), 1, func(int) error {
			_, err := s.Apply(t.Context(), act(1), m.changes...)
			return err
		})
	}
	measure(t, "undo each", 3, func(i int) error {
		_, _, err := s.Undo(t.Context(), when(i))
		return err
	})
}
