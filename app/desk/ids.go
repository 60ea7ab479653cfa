package desk

import (
	"crypto/rand"
	"sync"
	"time"
)

// idMaker makes 63-bit, time-ordered ids: 41 bits of milliseconds since 2020, 8 random bits of this run, 14 bits of
// a counter within the millisecond. Two runs of the program on one base do not meet.
type idMaker struct {
	now  func() time.Time
	mu   *sync.Mutex
	last *int64
	run  int64
}

const (
	idCounterBits = 14
	idRunBits     = 8
)

var idEpoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

func newIDMaker(now func() time.Time) idMaker {
	var b [1]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return idMaker{now: now, mu: &sync.Mutex{}, last: new(int64), run: int64(b[0])}
}

// next returns an id greater than all this maker made before.
func (m idMaker) next() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	slot := (m.now().UnixMilli() - idEpoch) << idCounterBits
	if slot <= *m.last {
		slot = *m.last + 1
	}
	*m.last = slot
	tick, count := slot>>idCounterBits, slot&(1<<idCounterBits-1)
	return tick<<(idCounterBits+idRunBits) | m.run<<idCounterBits | count
}
