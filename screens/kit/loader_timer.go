package kit

import (
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// after calls f on the UI goroutine when d has passed; stop prevents that and reports whether it came in time.
var after = realAfter

func realAfter(d time.Duration, f func()) (stop func() bool) {
	fire, disarm := armed(f)
	t := time.AfterFunc(d, func() { fyne.Do(fire) })
	return func() bool {
		t.Stop()
		return disarm()
	}
}

// armed is a call that can be prevented until it is made: a timer that has run out may wait long for a busy UI goroutine.
func armed(f func()) (fire func(), disarm func() bool) {
	var spent atomic.Bool
	fire = func() {
		if spent.CompareAndSwap(false, true) {
			f() // which may disarm the call itself
		}
	}
	return fire, func() (inTime bool) { return spent.CompareAndSwap(false, true) }
}

// HeldTimers are timers that do not run by themselves: a test fires them when it wants.
type HeldTimers struct {
	mu    sync.Mutex
	now   time.Duration
	waits []*heldTimer
}

type heldTimer struct {
	at      time.Duration
	f       func()
	stopped bool
}

// HoldTimers replaces the clock of toasts, tooltips, debounced calls and busy marks until release is called. It is
// for tests.
func HoldTimers() (timers *HeldTimers, release func()) {
	h := &HeldTimers{}
	before := after
	after = h.after
	return h, func() { after = before }
}

func (h *HeldTimers) after(d time.Duration, f func()) func() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := &heldTimer{at: h.now + d, f: f}
	h.waits = append(h.waits, t)
	return func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		was := !t.stopped
		t.stopped = true
		return was
	}
}

// Advance lets so much time pass and calls what has come due, on the calling goroutine.
func (h *HeldTimers) Advance(d time.Duration) {
	h.mu.Lock()
	h.now += d
	var due, rest []*heldTimer
	for _, t := range h.waits {
		switch {
		case t.stopped:
		case t.at <= h.now:
			t.stopped = true
			due = append(due, t)
		default:
			rest = append(rest, t)
		}
	}
	h.waits = rest
	h.mu.Unlock()
	for _, t := range due {
		t.f()
	}
}
