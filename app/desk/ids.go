package desk

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"
)

// idMaker makes 63-bit, time-ordered ids: 41 bits of milliseconds since 2020, 12 random bits of this run, 10 bits of
// a counter within the millisecond. Two runs on one base meet only when they drew the same 12 bits and make a record
// within the same millisecond; even then nothing is overwritten: to add what is there is refused as crm.Stale, the whole
// act with it, and the act done once more gets ids of a later millisecond.
type idMaker struct {
	now  func() time.Time
	mu   *sync.Mutex
	last *int64
	run  int64
}

const (
	idCounterBits = 10
	idRunBits     = 12
)

var idEpoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

func newIDMaker(now func() time.Time) idMaker {
	var b [2]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	run := int64(binary.BigEndian.Uint16(b[:])) & (1<<idRunBits - 1)
	return idMaker{now: now, mu: &sync.Mutex{}, last: new(int64), run: run}
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
