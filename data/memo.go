package data

import (
	"context"
	"slices"
	"sync"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// laneSums is what a query holds by lane; more tells that looking stopped at a thousand.
type laneSums struct {
	sums map[lane]tallySum
	more bool
}

// memo keeps what the last searches were found to hold, as long as the journal has not moved on: a screen asks for the
// number of its rows, of types and of stages at once, and one look tells them all.
type memo struct {
	mu   sync.Mutex
	held []*memoEntry
}

// memoMost is how many searches are kept.
const memoMost = 8

type memoEntry struct {
	step  int64
	query string
	done  chan struct{} // closed when sums and err are there
	sums  laneSums
	err   error
}

// of answers from what is kept, or looks; those who ask for what is being looked for wait.
func (m *memo) of(ctx context.Context, tx *sqlite.Session, q crm.ClientQuery, look func() (laneSums, error)) (laneSums, error) {
	step, err := lastStep(ctx, tx)
	if err != nil {
		return laneSums{}, err
	}
	e, mine := m.entry(step, filterKey(q)+q.Search)
	if mine {
		e.sums, e.err = look()
		close(e.done)
		if e.err != nil {
			m.drop(e)
		}
		return e.sums, e.err
	}
	select {
	case <-e.done:
	case <-ctx.Done():
		return laneSums{}, ctx.Err()
	}
	if e.err != nil { // of one who has given up; his reason is not ours
		return look()
	}
	return e.sums, nil
}

// entry finds what is kept for a query, or makes a place for it, which is for the caller to fill.
func (m *memo) entry(step int64, query string) (e *memoEntry, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range m.held {
		if e.step == step && e.query == query {
			return e, false
		}
	}
	e = &memoEntry{step: step, query: query, done: make(chan struct{})}
	if len(m.held) == memoMost {
		m.held = m.held[1:]
	}
	m.held = append(m.held, e)
	return e, true
}

func (m *memo) drop(e *memoEntry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held = slices.DeleteFunc(m.held, func(h *memoEntry) bool { return h == e })
}

// forget forgets everything: what was written past the journal is not told by its steps.
func (m *memo) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held = nil
}
