// Package desk holds the use-cases: read, decide by the rules of crm and trade, write. It declares the store it needs,
// keeps undo, change news, the clock and the ids, and knows no screen.
package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"rapport/app/crm"
	"rapport/app/text"
)

// Desk is where the owner's acts are done. Its reads are the store's own.
type Desk struct {
	Reads
	Words *text.Catalogue // the languages papers are written in
	store Store
	now   func() time.Time
	ids   idMaker
	album album

	proposed map[string]int // how often a number of an offer was proposed and not used, see isProposed; guarded by mu

	mu        sync.Mutex
	listeners map[int]func(crm.News)
	lastEar   int
	parted    int // acts under way that are written in parts
}

// New makes a desk over a store; words is the message catalogue, now is the clock, time.Now in the program.
func New(store Store, words *text.Catalogue, now func() time.Time) *Desk {
	return &Desk{Reads: store, Words: words, store: store, now: now, ids: newIDMaker(now), proposed: map[string]int{}, listeners: map[int]func(crm.News){}}
}

// Listen calls f with the news of every act until the returned function is called. f runs on the goroutine of the act.
func (d *Desk) Listen(f func(crm.News)) (stop func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lastEar++
	ear := d.lastEar
	d.listeners[ear] = f
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.listeners, ear)
	}
}

// Now is the present moment by the desk's clock.
func (d *Desk) Now() time.Time { return d.now() }

// Today is the present day by the desk's clock.
func (d *Desk) Today() crm.Day { return crm.DayOf(d.now()) }

// apply makes the changes as one step of the journal and tells the news.
func (d *Desk) apply(ctx context.Context, what string, args []string, changes ...crm.Change) error {
	if len(changes) == 0 {
		return nil
	}
	act := d.act(ctx, what, args)
	step, err := d.store.Apply(ctx, act, changes...)
	if err != nil {
		return err
	}
	d.tell(crm.News{Step: step, Act: act, Changes: changes})
	return nil
}

func (d *Desk) act(ctx context.Context, what string, args []string) crm.Act {
	return crm.Act{What: what, Args: args, At: crm.At(d.now()), By: d.me(ctx)}
}

func (d *Desk) tell(n crm.News) {
	d.mu.Lock()
	ears := make([]func(crm.News), 0, len(d.listeners))
	for _, f := range d.listeners {
		ears = append(ears, f)
	}
	d.mu.Unlock()
	for _, f := range ears {
		f(n)
	}
}

// found turns ErrNotFound into "there is none" for reads where absence is an answer.
func found[T any](v T, err error) (T, bool, error) {
	if errors.Is(err, crm.ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// isFault reports whether an error is a fault for a reason.
func isFault(err error, reason string) bool {
	var fault crm.Fault
	return errors.As(err, &fault) && fault.Reason == reason
}
