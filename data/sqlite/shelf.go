package sqlite

import (
	"context"
	"sync"
)

// shelf is where sessions wait to be used. The one put back last is taken first: it has its statements prepared, and
// one after the other asked a single session does the work of four.
type shelf struct {
	there chan struct{} // as many as there are sessions
	mu    sync.Mutex
	held  []*Session
}

func newShelf(n int) *shelf { return &shelf{there: make(chan struct{}, n)} }

func (s *shelf) put(one *Session) {
	s.mu.Lock()
	s.held = append(s.held, one)
	s.mu.Unlock()
	s.there <- struct{}{}
}

// take waits for a session to be free.
func (s *shelf) take(ctx context.Context) (*Session, error) {
	select {
	case <-s.there:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.held) - 1
	one := s.held[last]
	s.held = s.held[:last]
	return one, nil
}
