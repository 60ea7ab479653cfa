package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// itemCounts keeps the counts of items as long as the journal has not moved on: every page of a list asks for them.
type itemCounts struct {
	mu    sync.Mutex
	known bool
	step  int64
	sums  map[itemLane]int64
}

func (c *itemCounts) of(ctx context.Context, tx *sqlite.Session) (map[itemLane]int64, error) {
	step, err := lastStep(ctx, tx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known && c.step == step {
		return c.sums, nil
	}
	sums, err := itemTallies(ctx, tx)
	if err == nil {
		c.known, c.step, c.sums = true, step, sums
	}
	return sums, err
}

// forget forgets everything: what was written past the journal is not told by its steps.
func (c *itemCounts) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
}

func itemTallies(ctx context.Context, s *sqlite.Session) (map[itemLane]int64, error) {
	sums := map[itemLane]int64{}
	err := s.Each(ctx, "SELECT in_group, kind, stream, inactive, n FROM item_tally", nil, func(r *sql.Rows) error {
		var l itemLane
		var n int64
		err := r.Scan(&l.group, &l.kind, &l.stream, &l.inactive, &n)
		sums[l] = n
		return err
	})
	return sums, err
}

// CountItems counts what a query holds: by the tallies, or by looking, up to a thousand.
func (s *Store) CountItems(ctx context.Context, q trade.ItemQuery) (crm.Count, error) {
	var count crm.Count
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := s.itemListing(ctx, tx, q)
		if err != nil || l.total == 0 {
			return err
		}
		attempts := itemAttempts(q.Search)
		if len(attempts) == 0 {
			count.N = l.total
			return nil
		}
		err = l.eachMatch(ctx, tx, attempts, func(int64, int64) bool {
			count.N++
			return count.N <= countMost
		})
		if count.N > countMost {
			count = crm.Count{N: countMost, More: true}
		}
		return err
	})
	if err != nil {
		return crm.Count{}, fmt.Errorf("count items: %w", err)
	}
	return count, nil
}

// ItemGroupCounts counts the items directly in each group, 0 for none, that the query without its groups holds.
func (s *Store) ItemGroupCounts(ctx context.Context, q trade.ItemQuery) (map[trade.GroupID]int64, error) {
	q.Groups = nil
	counts := map[trade.GroupID]int64{}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := s.itemListing(ctx, tx, q)
		if err != nil || l.total == 0 {
			return err
		}
		if attempts := itemAttempts(q.Search); len(attempts) > 0 {
			return l.eachMatchingGroup(ctx, tx, attempts, func(group, n int64) { counts[trade.GroupID(group)] += n })
		}
		for g, n := range l.groups {
			counts[trade.GroupID(g)] = n
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count groups: %w", err)
	}
	return counts, nil
}

// EachItem calls f with every item a query holds, by id, until f fails; few are in memory at once.
func (s *Store) EachItem(ctx context.Context, q trade.ItemQuery, f func(trade.Item) error) error {
	return s.eachItemBody(ctx, q, itemBody(f))
}

// EachItemCost is EachItem for those who need no more than costs: what else an item holds is not unfolded.
func (s *Store) EachItemCost(ctx context.Context, q trade.ItemQuery, f func(trade.ItemCost) error) error {
	return s.eachItemBody(ctx, q, itemBody(f))
}

// EachItemID calls f with the id of every item a query holds, in their order, until f fails.
func (s *Store) EachItemID(ctx context.Context, q trade.ItemQuery, f func(trade.ItemID) error) error {
	return s.eachItemWith(ctx, q, "id", func(r *sql.Rows) error {
		var id trade.ItemID
		if err := r.Scan(&id); err != nil {
			return err
		}
		return f(id)
	})
}

// eachItemBody reads the body of every item a query holds, by id.
func (s *Store) eachItemBody(ctx context.Context, q trade.ItemQuery, body func(*sql.Rows) error) error {
	return s.eachItemWith(ctx, q, "body", body)
}

// eachItemWith reads a column of every item a query holds, by id.
func (s *Store) eachItemWith(ctx context.Context, q trade.ItemQuery, column string, row func(*sql.Rows) error) error {
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := s.itemListing(ctx, tx, q)
		if err != nil || l.total == 0 {
			return err
		}
		attempts := itemAttempts(q.Search)
		if len(attempts) == 0 {
			return tx.Each(ctx, "SELECT c."+column+" FROM item c WHERE true"+l.filter()+" ORDER BY c.id", nil, row)
		}
		var ids []int64
		err = l.eachMatch(ctx, tx, attempts, func(id, _ int64) bool {
			ids = append(ids, id)
			return true
		})
		if err != nil {
			return err
		}
		slices.Sort(ids)
		return eachIn(ctx, tx, "SELECT "+column+" FROM item WHERE id IN %s ORDER BY id", nil, ids, row)
	})
	if err != nil {
		return fmt.Errorf("read items: %w", err)
	}
	return nil
}

// itemBody unfolds a body into as much of an item as f wants.
func itemBody[T trade.Item | trade.ItemCost](f func(T) error) func(*sql.Rows) error {
	return func(r *sql.Rows) error {
		var body sql.RawBytes
		if err := r.Scan(&body); err != nil {
			return err
		}
		var i T
		if err := json.Unmarshal(body, &i); err != nil {
			return err
		}
		return f(i)
	}
}

// eachMatch calls f with the id and group of each item that matches, in any order, until f says no.
func (l *itemListing) eachMatch(ctx context.Context, tx *sqlite.Session, attempts []attempt, f func(id, group int64) bool) error {
	x := &itemSearch{attempts: attempts}
	if l.gathers() {
		hits, _, err := l.fewHits(ctx, tx, x)
		for _, h := range hits {
			if !f(h.id, h.group) {
				break
			}
		}
		return err
	}
	seen := map[int64]bool{}
	for i, a := range attempts {
		match, err := tx.Match(ctx, itemSeek, a.terms)
		if err != nil {
			return err
		}
		query, args := l.restQuery("c.id, coalesce(c.in_group, 0)", a, match, nil, false)
		err = tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var id, group int64
			if err := r.Scan(&id, &group); err != nil {
				return err
			}
			if seen[id] {
				return nil
			}
			if i < len(attempts)-1 {
				seen[id] = true
			}
			if !f(id, group) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			return enough(err)
		}
	}
	return nil
}

// eachMatchingGroup calls f with the groups of the items that match, and how many of them it found there.
func (l *itemListing) eachMatchingGroup(ctx context.Context, tx *sqlite.Session, attempts []attempt, f func(group, n int64)) error {
	if l.gathers() {
		return l.eachMatch(ctx, tx, attempts, func(_, group int64) bool {
			f(group, 1)
			return true
		})
	}
	for i := range attempts {
		match, err := tx.Match(ctx, itemSeek, attempts[i].terms)
		if err != nil {
			return err
		}
		query, args := l.groupsQuery(attempts[:i+1], match)
		err = tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var group, n int64
			err := r.Scan(&group, &n)
			f(group, n)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// groupsQuery counts by group the items that match the last of some attempts and none before it.
func (l *itemListing) groupsQuery(attempts []attempt, match string) (string, []any) {
	last := len(attempts) - 1
	where, args := attempts[last].needles("t.body", []any{match})
	if last > 0 {
		var earlier string
		earlier, args = (&itemSearch{attempts: attempts[:last]}).needles(args)
		where += " AND NOT" + strings.TrimPrefix(earlier, " AND")
	}
	return "SELECT coalesce(c.in_group, 0), count(*) FROM " + itemSeek.Table + " f CROSS JOIN item_text t ON t.seq = f.rowid" + where +
		" CROSS JOIN item c ON c.id = t.item WHERE " + itemSeek.Where("$1") + l.filter() + " GROUP BY 1", args
}
