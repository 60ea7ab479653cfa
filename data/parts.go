package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"rapport/app/crm"
)

// clientParts is what belongs to some clients and shows in their rows.
type clientParts struct {
	people map[int64][]crm.Contact
	inWork map[int64]inWork
	talks  map[int64]talks
}

// talks are the last interaction of a client and the last next step named.
type talks struct {
	touch     int64
	step, day string
}

// loadParts reads what the rows of some clients need anew.
func (b *batch) loadParts(ctx context.Context, part []*clientState) (*clientParts, error) {
	p := &clientParts{people: map[int64][]crm.Contact{}, talks: map[int64]talks{}}
	var profile, sold, talked []int64
	for _, s := range part {
		if s.value == nil {
			continue
		}
		if s.profile || !s.had {
			profile = append(profile, s.id)
		}
		if s.deals {
			sold = append(sold, s.id)
		}
		if s.talks {
			talked = append(talked, s.id)
		}
	}
	var err error
	p.inWork, err = moneyInWork(ctx, b.s, sold)
	return p, errors.Join(err, b.loadPeople(ctx, p, profile), b.loadTalks(ctx, p, talked))
}

func (b *batch) loadPeople(ctx context.Context, p *clientParts, ids []int64) error {
	err := eachIn(ctx, b.s, "SELECT client, body FROM contact WHERE client IN %s", nil, ids, func(r *sql.Rows) error {
		var client int64
		var body []byte
		if err := r.Scan(&client, &body); err != nil {
			return err
		}
		var c crm.Contact
		err := json.Unmarshal(body, &c)
		p.people[client] = append(p.people[client], c)
		return err
	})
	for _, people := range p.people {
		slices.SortFunc(people, func(x, y crm.Contact) int { return int(x.ID - y.ID) })
	}
	return err
}

func (b *batch) loadTalks(ctx context.Context, p *clientParts, ids []int64) error {
	err := eachIn(ctx, b.s, "SELECT client, max(at) FROM interaction WHERE client IN %s GROUP BY client", nil, ids, func(r *sql.Rows) error {
		var client int64
		var t talks
		err := r.Scan(&client, &t.touch)
		p.talks[client] = t
		return err
	})
	if err != nil {
		return err
	}
	query := "SELECT client, next_step, next_day FROM interaction WHERE next_step <> '' AND client IN %s ORDER BY client, at, id"
	return eachIn(ctx, b.s, query, nil, ids, func(r *sql.Rows) error {
		var client int64
		var step, day string
		if err := r.Scan(&client, &step, &day); err != nil {
			return err
		}
		t := p.talks[client]
		t.step, t.day = step, day
		p.talks[client] = t
		return nil
	})
}
