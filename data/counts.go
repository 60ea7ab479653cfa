package data

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// CountClients counts what a query holds: exactly by the tallies, and with a search or a tag among other filters up to
// a thousand.
func (s *Store) CountClients(ctx context.Context, q crm.ClientQuery) (crm.Count, error) {
	var count crm.Count
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := newListing(ctx, tx, q)
		if err != nil {
			return err
		}
		switch attempts := attemptsFor(q.Search); {
		case len(attempts) > 0 || l.tag != "" && (l.owned() || len(q.Types) > 0 || q.Untyped || len(q.Rungs) > 0):
			err = l.eachFound(ctx, tx, attempts, func(lane) bool {
				count.N++
				return count.N <= countMost
			})
			if count.N > countMost {
				count = crm.Count{N: countMost, More: true}
			}
		case l.tag != "":
			count.N = l.tagged
		default:
			count.N = l.total
		}
		return err
	})
	if err != nil {
		return crm.Count{}, fmt.Errorf("count clients: %w", err)
	}
	return count, nil
}

// TypeCounts counts the clients of each type that the query without its type filter holds; with a search or a tag it
// stops at a thousand clients.
func (s *Store) TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error) {
	q.Types, q.Untyped = nil, false
	sums, more, err := s.sums(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("count types: %w", err)
	}
	counts := make([]crm.TypeCount, len(typeCodes))
	for i := range counts {
		counts[i] = crm.TypeCount{Type: typeOf(int64(i)), More: more}
	}
	for ln, t := range sums {
		counts[ln.typ].N += t.n
	}
	return counts, nil
}

// RungCounts counts the clients on each rung by type, and sums their open offers; with a search or a tag it stops at a
// thousand clients and sums nothing.
func (s *Store) RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error) {
	sums, _, err := s.sums(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("count rungs: %w", err)
	}
	var counts []crm.RungCount
	for ln, t := range sums {
		counts = append(counts, crm.RungCount{Rung: crm.Rung(ln.rung), Type: typeOf(ln.typ), N: t.n, Open: t.open})
	}
	slices.SortFunc(counts, func(a, b crm.RungCount) int {
		return cmp.Or(cmp.Compare(a.Rung, b.Rung), cmp.Compare(typeCode(a.Type), typeCode(b.Type)))
	})
	return counts, nil
}

// sums counts what a query holds by lane; more tells that it stopped at a thousand.
func (s *Store) sums(ctx context.Context, q crm.ClientQuery) (out map[lane]tallySum, more bool, err error) {
	out = map[lane]tallySum{}
	err = s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := newListing(ctx, tx, q)
		if err != nil {
			return err
		}
		attempts := attemptsFor(q.Search)
		if len(attempts) == 0 && l.tag == "" {
			for k, t := range l.sums {
				if l.shows(k) {
					ln := lane{k.rung, k.typ}
					out[ln] = tallySum{out[ln].n + t.n, out[ln].open + t.open}
				}
			}
			return nil
		}
		seen := 0
		return l.eachFound(ctx, tx, attempts, func(ln lane) bool {
			if seen++; seen > countMost {
				more = true
				return false
			}
			out[ln] = tallySum{n: out[ln].n + 1}
			return true
		})
	})
	return out, more, err
}

// eachFound calls f with the lane of each client that a query with a search or a tag holds, until f says no.
func (l *listing) eachFound(ctx context.Context, tx *sqlite.Session, attempts []attempt, f func(lane) bool) error {
	if l.total == 0 || l.tag != "" && l.tagged == 0 {
		return nil
	}
	if len(attempts) > 0 {
		return l.eachHit(ctx, tx, attempts, nil, false, func(h hit) bool { return f(h.lane) })
	}
	query, args := l.candidateQuery("id")
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var id, again int64
		var ln lane
		if err := r.Scan(&id, &ln.rung, &ln.typ, &again); err != nil {
			return err
		}
		if !f(ln) {
			return errEnough
		}
		return nil
	})
	return enough(err)
}
