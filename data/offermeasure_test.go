package data

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

// TestMeasureOffers prints how fast a base with RAPPORT_MEASURE_OFFERS offers answers and takes what is saved.
func TestMeasureOffers(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("RAPPORT_MEASURE_OFFERS"))
	if err != nil {
		t.Skip("RAPPORT_MEASURE_OFFERS gives no number")
	}
	s, all := openTemp(t), papers{newDice(11)}.some(n)
	var changes []crm.Change
	for i := range all {
		if i%20 == 0 {
			changes = append(changes, crm.Add(newDice(uint64(i)).client(int64(i/20+1))))
		}
		all[i].Client = crm.ClientID(i/20 + 1)
		changes = append(changes, crm.Add(all[i]))
	}
	measure(t, fmt.Sprint("fill ", n, " offers"), 1, func(int) error { do(t, s, changes...); return nil })
	d := papers{newDice(2)}
	changes = []crm.Change{crm.Add(aClient(900_000, "Осинка"))}
	for i := range int64(300) {
		o := d.offer(800_000+i, fmt.Sprint("Ч-", i))
		o.Client = 900_000
		changes = append(changes, crm.Add(o))
	}
	do(t, s, changes...)
	for _, q := range []trade.OfferQuery{{}, {Newest: true}, {States: []trade.State{trade.Sent}}, {Client: 900_000}, {Search: "осин"}, {Search: "дос"}, {Search: "кп 1234"}} {
		for _, q.Sort = range trade.OfferSorts {
			for _, place := range []string{"start", "jump", "end"} {
				var last *crm.Anchor
				measure(t, fmt.Sprintf("%s by %s newest %v %v %d %q", place, q.Sort, q.Newest, q.States, q.Client, q.Search), 20, func(i int) error {
					q.Desc = i%4 > 1
					p := crm.Page{Limit: 60, Back: place == "end"}
					if place == "jump" {
						p.Skip = d.Int64N(int64(n))
						if q.Search != "" { // the list tells of no more
							p.Skip %= countMost
						}
					}
					if i%2 == 1 && last != nil { // every other page goes on from the one before
						p = crm.Page{Limit: 60, From: last}
					}
					rows, err := s.Offers(t.Context(), q, p)
					if len(rows) > 0 {
						last = &rows[len(rows)-1].Anchor
					}
					return err
				})
			}
		}
		measure(t, fmt.Sprintf("count %+v", q), 10, func(int) error { _, err := s.CountOffers(t.Context(), q); return err })
	}
	measureOfferSaves(t, s, all)
}

func measureOfferSaves(t *testing.T, s *Store, all []trade.Offer) {
	const saves = 300
	fresh := all[0]
	measure(t, "add an offer", saves, func(i int) error {
		fresh.ID, fresh.Number, fresh.Version = trade.OfferID(900_000+i), fmt.Sprint("Н-", i), 0
		_, err := s.Apply(t.Context(), act(i), crm.Add(fresh))
		return err
	})
	measure(t, "save an offer", saves, func(i int) error {
		was := all[i*7%len(all)]
		now := was
		now.Letter = fmt.Sprint("условия ", i)
		_, err := s.Apply(t.Context(), act(i), crm.Alter(was, now))
		return err
	})
	measure(t, "undo", 2*saves, func(i int) error { _, _, err := s.Undo(t.Context(), when(i)); return err })
}
