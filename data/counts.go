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
	if exact, n, err := s.tagCount(ctx, q); exact || err != nil {
		return crm.Count{N: n}, err
	}
	sums, more, err := s.sums(ctx, q)
	if err != nil {
		return crm.Count{}, fmt.Errorf("count clients: %w", err)
	}
	count.More = more
	for _, t := range sums {
		count.N += t.n
	}
	return count, nil
}

// tagCount counts the clients with a tag where nothing else narrows the query.
func (s *Store) tagCount(ctx context.Context, q crm.ClientQuery) (exact bool, n int64, err error) {
	bare := q
	bare.Tag = ""
	if foldTag(q.Tag) == "" || bare.Narrow() {
		return false, 0, nil
	}
	err = s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := newListing(ctx, tx, q)
		if err == nil {
			n = l.tagged
		}
		return err
	})
	if err != nil {
		return true, 0, fmt.Errorf("count clients: %w", err)
	}
	return true, n, nil
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
	var found laneSums
	err = s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := s.listing(ctx, tx, q)
		if err != nil {
			return err
		}
		attempts := attemptsFor(q.Search)
		if len(attempts) == 0 && l.tag == "" {
			found = l.tallied()
			return nil
		}
		found, err = s.counted.of(ctx, tx, q, func() (laneSums, error) { return l.look(ctx, tx, attempts) })
		return err
	})
	return found.sums, found.more, err
}

// tallied tells by the tallies what a query without search and tag holds.
func (l *listing) tallied() laneSums {
	out := map[lane]tallySum{}
	for k, t := range l.sums {
		if l.shows(k) {
			ln := lane{k.rung, k.typ}
			out[ln] = tallySum{out[ln].n + t.n, out[ln].open + t.open}
		}
	}
	return laneSums{sums: out}
}

// look counts what a search or a tag finds, up to a thousand.
func (l *listing) look(ctx context.Context, tx *sqlite.Session, attempts []attempt) (laneSums, error) {
	out := laneSums{sums: map[lane]tallySum{}}
	seen := 0
	err := l.eachFound(ctx, tx, attempts, func(ln lane) bool {
		if seen++; seen > countMost {
			out.more = true
			return false
		}
		out.sums[ln] = tallySum{n: out.sums[ln].n + 1}
		return true
	})
	return out, err
}

// eachFound calls f with the lane of each client that a query with a search or a tag holds, until f says no.
func (l *listing) eachFound(ctx context.Context, tx *sqlite.Session, attempts []attempt, f func(lane) bool) error {
	if l.total == 0 || l.tag != "" && l.tagged == 0 {
		return nil
	}
	if len(attempts) > 0 {
		return l.eachMatch(ctx, tx, attempts, f)
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
