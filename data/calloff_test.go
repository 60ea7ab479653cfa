package data

import (
	"context"
	"testing"

	"rapport/app/crm"
)

// patient is a context that is cancelled after it was asked so often whether it is.
type patient struct {
	context.Context
	cancel context.CancelFunc
	left   int
}

func (p *patient) Err() error {
	p.asked()
	return p.Context.Err()
}

func (p *patient) Done() <-chan struct{} {
	p.asked()
	return p.Context.Done()
}

func (p *patient) asked() {
	if p.left--; p.left == 0 {
		p.cancel()
	}
}

func TestAnActCalledOffChangesNothing(t *testing.T) {
	s := openTemp(t)
	var add, remove []crm.Change
	for i := range int64(500) {
		c := aClient(i+1, "Клиент "+string(rune('а'+i%32)))
		add, remove = append(add, crm.Add(c)), append(remove, crm.Remove(c))
	}
	do(t, s, add...)
	for _, asked := range []int{1, 40, 400} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := s.Apply(&patient{ctx, cancel, asked}, act(2), remove...)
		cancel()
		if err == nil {
			t.Fatalf("asked %d times: it was not called off", asked)
		}
		n, err := s.CountClients(t.Context(), crm.ClientQuery{})
		if err != nil || n.N != 500 {
			t.Fatalf("asked %d times: %d clients, %v", asked, n.N, err)
		}
		sound(t, s)
	}
	do(t, s, remove...)
	sound(t, s)
}
