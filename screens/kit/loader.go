package kit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// busyAfter is how long work may take before the user is shown that something is under way.
const busyAfter = 400 * time.Millisecond

// ErrPanic wraps what a piece of background work panicked with; the stack is in the log.
var ErrPanic = errors.New("the work broke down")

// Loader runs the background work of one screen. Results arrive on the UI goroutine; results overtaken by newer work
// of the same key, or cancelled, are dropped. The zero value is ready for use.
type Loader struct {
	// Sync runs the work at once on the calling goroutine, for tests.
	Sync bool
	// OnBusy is told true when work has been under way for 400 ms and false when all of it is over.
	OnBusy func(busy bool)

	mu     sync.Mutex
	runs   map[string]*loaderRun
	waits  map[string]*debounced
	tails  map[string]chan struct{} // the last write of each key, closed when it is over
	writes int
	told   bool // OnBusy was last told true
}

// inline makes every loader synchronous while it is above zero.
var inline atomic.Int32

// WorkInline makes all loaders run their work at once on the calling goroutine until release is called: the toolkit's
// test driver runs what is meant for the UI goroutine on whichever goroutine asks, and texts are measured by one only.
func WorkInline() (release func()) {
	inline.Add(1)
	return sync.OnceFunc(func() { inline.Add(-1) })
}

// sync tells whether the loader works at once.
func (l *Loader) sync() bool { return l.Sync || inline.Load() > 0 }

// loaderRun is one piece of work under way.
type loaderRun struct {
	cancel context.CancelFunc
}

type debounced struct{ stop func() bool }

// Load runs work in the background and hands its result to done on the UI goroutine. Newer work of the same key
// cancels the context of the older one and drops its result. A panic in work arrives as an error wrapping ErrPanic.
func Load[T any](l *Loader, key string, work func(ctx context.Context) (T, error), done func(T, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	run := &loaderRun{cancel: cancel}
	l.start(key, run)
	finish := func(value T, err error) {
		cancel()
		if l.finish(key, run) {
			done(value, err)
		}
	}
	if l.sync() {
		finish(guarded(ctx, key, work))
		return
	}
	idle.begin()
	l.watchBusy(run, key)
	go func() {
		value, err := guarded(ctx, key, work)
		fyne.Do(func() {
			defer idle.end()
			finish(value, err)
		})
	}()
}

// guarded turns a panic of the work into an error and a log entry.
func guarded[T any](ctx context.Context, key string, work func(ctx context.Context) (T, error)) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.Error("background work panicked", "work", key, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("%w: %v", ErrPanic, r)
		}
	}()
	return work(ctx)
}

func (l *Loader) start(key string, run *loaderRun) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.runs == nil {
		l.runs = map[string]*loaderRun{}
	}
	if older := l.runs[key]; older != nil {
		older.cancel()
	}
	l.runs[key] = run
}

// finish reports whether the run is still the newest of its key, and forgets it.
func (l *Loader) finish(key string, run *loaderRun) bool {
	l.mu.Lock()
	current := l.runs[key] == run
	if current {
		delete(l.runs, key)
	}
	l.mu.Unlock()
	l.tellBusy(false)
	return current
}

func (l *Loader) watchBusy(run *loaderRun, key string) {
	if l.OnBusy == nil {
		return
	}
	after(busyAfter, func() {
		l.mu.Lock()
		late := l.runs[key] == run
		l.mu.Unlock()
		if late {
			l.tellBusy(true)
		}
	})
}

// tellBusy passes changes on: true at once, false when nothing is left.
func (l *Loader) tellBusy(busy bool) {
	l.mu.Lock()
	change := l.told != busy && (busy || len(l.runs)+l.writes == 0)
	if change {
		l.told = busy
	}
	l.mu.Unlock()
	if change && l.OnBusy != nil {
		l.OnBusy(busy)
	}
}

// Busy reports whether work of this loader is under way.
func (l *Loader) Busy() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.runs)+l.writes > 0
}

// Waiting reports whether work of that key is under way, or waits in Debounce.
func (l *Loader) Waiting(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.runs[key] != nil || l.waits[key] != nil || l.tails[key] != nil
}

// Cancel drops all work under way and all work waiting in Debounce; a screen calls it from Hide.
func (l *Loader) Cancel() {
	l.mu.Lock()
	for key, run := range l.runs {
		run.cancel()
		delete(l.runs, key)
	}
	for key, w := range l.waits {
		if w.stop() {
			idle.end()
		}
		delete(l.waits, key)
	}
	l.mu.Unlock()
	l.tellBusy(false)
}

// Drop cancels the work of one key and what waits in Debounce under it.
func (l *Loader) Drop(key string) {
	l.mu.Lock()
	if run := l.runs[key]; run != nil {
		run.cancel()
		delete(l.runs, key)
	}
	if w := l.waits[key]; w != nil {
		if w.stop() {
			idle.end()
		}
		delete(l.waits, key)
	}
	l.mu.Unlock()
	l.tellBusy(false)
}

// Debounce calls f on the UI goroutine after d has passed without another call of the same key. A synchronous loader
// calls it at once.
func (l *Loader) Debounce(key string, d time.Duration, f func()) {
	if l.sync() {
		f()
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waits == nil {
		l.waits = map[string]*debounced{}
	}
	if older := l.waits[key]; older != nil && older.stop() {
		idle.end()
	}
	w := &debounced{}
	idle.begin()
	w.stop = after(d, func() {
		defer idle.end()
		if l.ripe(key, w) {
			f()
		}
	})
	l.waits[key] = w
}

func (l *Loader) ripe(key string, w *debounced) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	current := l.waits[key] == w
	if current {
		delete(l.waits, key)
	}
	return current
}

// idleCount counts the background work of the whole program.
type idleCount struct {
	mu   sync.Mutex
	n    int
	none chan struct{} // closed when n falls to 0; nil while nobody waits
}

var idle idleCount

func (c *idleCount) begin() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

func (c *idleCount) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n--
	if c.n == 0 && c.none != nil {
		close(c.none)
		c.none = nil
	}
}

func (c *idleCount) wait() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == 0 {
		done := make(chan struct{})
		close(done)
		return done
	}
	if c.none == nil {
		c.none = make(chan struct{})
	}
	return c.none
}

// Idle reports whether no background work and no debounced call is under way anywhere in the program.
func Idle() bool {
	idle.mu.Lock()
	defer idle.mu.Unlock()
	return idle.n == 0
}

// WaitIdle waits until no background work is under way and reports whether that happened within the limit. It is for
// tests: called on the UI goroutine of a running program it would wait for itself.
func WaitIdle(limit time.Duration) bool {
	expired := time.After(limit)
	for !Idle() {
		select {
		case <-idle.wait():
		case <-expired:
			return Idle()
		}
	}
	return true
}
