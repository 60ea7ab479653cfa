package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// finds keeps the searches that were read to their end: what is found once more letters are typed lies among what was
// found before, and only that needs to be looked at.
type finds struct {
	mu   sync.Mutex
	held []find
}

// find is one search read to its end.
type find struct {
	step     int64
	filter   string // all but the search
	attempts []attempt
	ids      []int64
}

const (
	findsMost = 8   // searches kept
	findMost  = 100 // hits of a search that is kept
)

// within returns clients among which all hits of the attempts are, the fewest known.
func (f *finds) within(step int64, filter string, attempts []attempt) (ids []int64, known bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, old := range f.held {
		if old.step != step || old.filter != filter || known && len(old.ids) >= len(ids) {
			continue
		}
		if !slices.ContainsFunc(attempts, func(a attempt) bool { return !slices.ContainsFunc(old.attempts, a.implies) }) {
			ids, known = old.ids, true
		}
	}
	return ids, known
}

func (f *finds) keep(one find) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.held) == findsMost {
		f.held = f.held[1:]
	}
	f.held = append(f.held, one)
}

// forget forgets everything: what was written past the journal is not told by its steps.
func (f *finds) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held = nil
}

// implies reports whether a text that matches this attempt certainly matches the other: each of its words is a part of
// one of ours.
func (a attempt) implies(other attempt) bool {
	return !slices.ContainsFunc(other.terms, func(t sqlite.Term) bool {
		return !slices.ContainsFunc(a.terms, func(mine sqlite.Term) bool { return termImplies(mine, t) })
	})
}

// termImplies reports whether every spelling of a term holds some spelling of the other.
func termImplies(mine, other sqlite.Term) bool {
	return !slices.ContainsFunc(mine, func(w string) bool {
		return !slices.ContainsFunc(other, func(part string) bool { return strings.Contains(sqlite.Needle(w), sqlite.Needle(part)) })
	})
}

// listing is newListing with what was found before.
func (s *Store) listing(ctx context.Context, tx *sqlite.Session, q crm.ClientQuery) (*listing, error) {
	l, err := newListing(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	l.past = &s.past
	l.step, err = lastStep(ctx, tx)
	return l, err
}

// lastStep is the number of the last step of the journal, by which what is kept in memory is known to be true yet.
func lastStep(ctx context.Context, tx *sqlite.Session) (step int64, err error) {
	err = tx.Get(ctx, "SELECT coalesce(max(id), 0) FROM step", nil, &step)
	return step, err
}

// filterKey tells all filters but the search.
func filterKey(q crm.ClientQuery) string {
	return fmt.Sprintf("%q", []any{q.Types, q.Untyped, q.Rungs, q.Owner, q.NoOwner, q.Tag})
}

// prior returns clients among which all hits are, when that is known.
func (l *listing) prior(attempts []attempt) ([]int64, bool) {
	if l.past == nil {
		return nil, false
	}
	return l.past.within(l.step, filterKey(l.q), attempts)
}

// keep remembers a search that was read to its end.
func (l *listing) keep(attempts []attempt, ids []int64) {
	if l.past != nil && len(ids) <= findMost {
		l.past.keep(find{l.step, filterKey(l.q), attempts, append([]int64{}, ids...)}) // never nil
	}
}
