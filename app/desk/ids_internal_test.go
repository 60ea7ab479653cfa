package desk

import (
	"testing"
	"time"
)

func TestIDsRiseAndAreUniqueAcrossMakers(t *testing.T) {
	at := time.Date(2026, 11, 24, 11, 42, 0, 0, time.UTC)
	now := func() time.Time { return at }
	seen := map[int64]bool{}
	var makers []idMaker
	for run := range int64(1 << idRunBits) {
		m := newIDMaker(now)
		m.run = run
		makers = append(makers, m)
	}
	last := make([]int64, len(makers))
	for range 50 {
		for i, m := range makers {
			id := m.next()
			if id <= last[i] || seen[id] {
				t.Fatalf("maker %d gave %d after %d, seen %v", i, id, last[i], seen[id])
			}
			last[i], seen[id] = id, true
		}
	}
}

func TestIDsRiseWhenTheClockGoesBack(t *testing.T) {
	at := time.Date(2026, 11, 24, 11, 42, 0, 0, time.UTC)
	m := newIDMaker(func() time.Time { return at })
	last := m.next()
	for range 3 << idCounterBits { // more than a millisecond holds
		at = at.Add(-time.Microsecond)
		id := m.next()
		if id <= last {
			t.Fatalf("%d after %d", id, last)
		}
		last = id
	}
	at = time.Date(2089, 1, 1, 0, 0, 0, 0, time.UTC)
	if id := m.next(); id <= last {
		t.Errorf("in 2089: %d", id)
	}
}
