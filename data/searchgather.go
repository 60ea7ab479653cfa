package data

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// hitCandidates reads the keys of all hits, to be sorted in memory; false when there are too many.
func (l *listing) hitCandidates(ctx context.Context, tx *sqlite.Session, attempts []attempt) (all []candidate, few bool, err error) {
	var ids []int64
	err = l.eachHit(ctx, tx, attempts, nil, false, func(h hit) bool {
		ids = append(ids, h.id)
		return len(ids) <= countMost
	})
	if err != nil || len(ids) > countMost {
		return nil, false, err
	}
	err = eachIn(ctx, tx, "SELECT c.id, c.rung, c.type, c."+l.order.column+" FROM client c WHERE c.id IN %s", nil, ids, func(r *sql.Rows) error {
		var c candidate
		var ln lane
		if err := r.Scan(&c.id, &ln.rung, &ln.typ, &c.key); err != nil {
			return err
		}
		c.group = l.group(ln)
		all = append(all, c)
		return nil
	})
	return all, true, err
}

// firstStretch is the stretch a client belongs to: the first whose condition it fulfils, or -1.
func firstStretch(attempts []attempt, c found) int {
	for i, a := range attempts {
		if !a.matches(c.body) {
			continue
		}
		if a.begins(c) {
			return 2 * i
		}
		return 2*i + 1
	}
	return -1
}

// gatherHits looks at each of some clients, or of the few the other filters leave when ids is nil, and sorts those that
// match.
func (l *listing) gatherHits(ctx context.Context, tx *sqlite.Session, attempts []attempt, ids []int64, from *crm.Anchor, back bool, f func(hit) bool) error {
	var hits []hit
	err := l.eachGathered(ctx, tx, ids, func(r *sql.Rows) error {
		var c found
		if err := r.Scan(&c.key.seq, &c.id, &c.lane.rung, &c.lane.typ, &c.bare, &c.form, &c.body); err != nil {
			return err
		}
		c.key.bare = c.bare
		if c.key.stretch = firstStretch(attempts, c); c.key.stretch >= 0 {
			hits = append(hits, c.hit)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(hits, compareHits)
	if back {
		slices.Reverse(hits)
	}
	for _, h := range hits {
		if from != nil {
			at := hit{id: from.ID}
			at.key, _ = from.Key.(searchKey)
			if c := compareHits(h, at); c == 0 || (c < 0) != back {
				continue
			}
		}
		if !f(h) {
			return nil
		}
	}
	return nil
}

// eachGathered reads what the search looks at of some clients, or of those the other filters leave.
func (l *listing) eachGathered(ctx context.Context, tx *sqlite.Session, ids []int64, f func(*sql.Rows) error) error {
	if ids != nil {
		return eachIn(ctx, tx, "SELECT t.seq, c.id, c.rung, c.type, c.bare_key, c.form_key, t.body FROM client c CROSS JOIN client_text t ON t.client = c.id WHERE c.id IN %s", nil, ids, f)
	}
	query, args := l.candidateQuery("bare_key, c.form_key")
	return tx.Each(ctx, "SELECT t.seq, k.id, k.rung, k.type, k.bare_key, k.form_key, t.body FROM ("+query+") k CROSS JOIN client_text t ON t.client = k.id", args, f)
}

// compareHits orders hits by stretch, and within by name and id or by place.
func compareHits(a, b hit) int {
	if c := cmp.Compare(a.key.stretch, b.key.stretch); c != 0 {
		return c
	}
	if a.key.stretch%2 == 0 {
		return cmp.Or(strings.Compare(a.key.bare, b.key.bare), cmp.Compare(a.id, b.id))
	}
	return cmp.Compare(a.key.seq, b.key.seq)
}
