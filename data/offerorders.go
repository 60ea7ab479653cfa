package data

import (
	"bytes"
	"context"
	"database/sql"
	"slices"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// offerKeys are the columns that sorts of offers go by.
var offerKeys = map[trade.OfferSort]string{
	trade.OffersByNumber: "number_key", trade.OffersByClient: "client_key", trade.OffersBySubject: "subject_key", trade.OffersByDay: "day",
	trade.OffersByValid: "valid_key", trade.OffersByState: "state_key", trade.OffersByTotal: "total",
}

// offerSorts are the keys an offer is sorted by that are made for nothing else; that of the client is the client's.
type offerSorts struct {
	number, subject []byte
	valid, state    string
}

// offerSorted makes the keys, from what the columns hold of the offer alone.
func offerSorted(o trade.Offer) offerSorts {
	o.Number = column(o.Number)
	return offerSorts{sortKey(o.FullNumber()), sortKey(column(o.Subject)), orNoDay(crm.Day(column(string(o.ValidUntil)))), stateKey(o.State, o.Day)}
}

func (k offerSorts) equal(other offerSorts) bool {
	return bytes.Equal(k.number, other.number) && bytes.Equal(k.subject, other.subject) && k.valid == other.valid && k.state == other.state
}

// stateKey sorts offers by state, in the order states are listed in, and those of one state by day.
func stateKey(s trade.State, day crm.Day) string {
	at := slices.Index(trade.States, trade.State(column(string(s))))
	if at < 0 {
		at = len(trade.States)
	}
	return string(rune('a'+at)) + column(string(day))
}

const (
	keyedAtOnce = 2000
	offersToKey = "SELECT id, number, version, subject, day, state FROM offer WHERE id > $1 ORDER BY id LIMIT $2"
	keyOffer    = "UPDATE offer SET number_key = $2, subject_key = $3, state_key = $4 WHERE id = $1"
)

// indexOffers makes the indexes along the keys that keyOffers makes.
var indexOffers = []string{
	"CREATE INDEX offer_listed_by_number ON offer (number_key, tie, type, state, succeeded)",
	"CREATE INDEX offer_listed_by_subject ON offer (subject_key, tie, type, state, succeeded)",
	"CREATE INDEX offer_listed_by_state ON offer (state_key, tie, type, state, succeeded)",
}

// keyOffers makes the keys of the offers of a base that had none, those that SQL cannot make, and the indexes along them.
func keyOffers(ctx context.Context, s *sqlite.Session) error {
	last, n := int64(-1<<63), keyedAtOnce
	for n == keyedAtOnce {
		some := make([]trade.Offer, 0, keyedAtOnce)
		err := s.Each(ctx, offersToKey, []any{last, keyedAtOnce}, func(r *sql.Rows) error {
			var o trade.Offer
			err := r.Scan(&o.ID, &o.Number, &o.Version, &o.Subject, &o.Day, &o.State)
			some = append(some, o)
			return err
		})
		if err != nil {
			return err
		}
		for _, o := range some {
			k := offerSorted(o)
			if err := s.Exec(ctx, keyOffer, int64(o.ID), k.number, k.subject, k.state); err != nil {
				return err
			}
			last = int64(o.ID)
		}
		n = len(some)
	}
	for _, statement := range indexOffers {
		if err := s.Plain(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// offerOrders compares what offers are sorted by with what they say.
func (v *verifier) offerOrders(ctx context.Context) error {
	const query = "SELECT id, tie, number, version, subject, day, valid_until, state, number_key, subject_key, valid_key, state_key FROM offer ORDER BY id"
	wrong := false
	err := v.tx.Each(ctx, query, nil, func(r *sql.Rows) error {
		var o trade.Offer
		var tie int64
		var k offerSorts
		err := r.Scan(&o.ID, &tie, &o.Number, &o.Version, &o.Subject, &o.Day, &o.ValidUntil, &o.State, &k.number, &k.subject, &k.valid, &k.state)
		wrong = wrong || tie != int64(o.ID) || !k.equal(offerSorted(o))
		return err
	})
	if wrong {
		v.add("data.verify.tally", "Table", "offer")
	}
	return err
}
