package kit

import (
	"context"
	"errors"
	"testing"
	"time"
)

func waitIdle(t *testing.T) {
	t.Helper()
	if !WaitIdle(10 * time.Second) {
		t.Fatal("background work did not end")
	}
}

func TestLoaderDeliversResult(t *testing.T) {
	for _, sync := range []bool{true, false} {
		l := &Loader{Sync: sync}
		got := 0
		Load(l, "sum", func(context.Context) (int, error) { return 42, nil }, func(v int, err error) {
			if err != nil {
				t.Error(err)
			}
			got = v
		})
		waitIdle(t)
		if got != 42 || l.Busy() {
			t.Errorf("sync %v: got %d, busy %v", sync, got, l.Busy())
		}
	}
}

func TestLoaderDropsOvertakenResult(t *testing.T) {
	l := &Loader{}
	release := make(chan struct{})
	var cancelled error
	var got []string
	Load(l, "list", func(ctx context.Context) (string, error) {
		<-release
		cancelled = ctx.Err()
		return "old", nil
	}, func(s string, _ error) { got = append(got, s) })
	Load(l, "list", func(context.Context) (string, error) { return "new", nil },
		func(s string, _ error) { got = append(got, s) })
	close(release)
	waitIdle(t)
	if len(got) != 1 || got[0] != "new" {
		t.Errorf("delivered %v, want the newer result alone", got)
	}
	if !errors.Is(cancelled, context.Canceled) {
		t.Errorf("the overtaken work was not cancelled: %v", cancelled)
	}
}

func TestLoaderKeysAreIndependent(t *testing.T) {
	l := &Loader{Sync: true}
	n := 0
	for _, key := range []string{"a", "b"} {
		Load(l, key, func(context.Context) (int, error) { return 1, nil }, func(v int, _ error) { n += v })
	}
	if n != 2 {
		t.Errorf("delivered %d of 2", n)
	}
}

func TestLoaderCancelDropsEverything(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	l := &Loader{}
	hold := make(chan struct{})
	delivered := false
	Load(l, "slow", func(ctx context.Context) (int, error) {
		<-hold
		return 1, ctx.Err()
	}, func(int, error) { delivered = true })
	l.Debounce("typing", time.Second, func() { delivered = true })
	l.Cancel()
	close(hold)
	timers.Advance(time.Minute)
	waitIdle(t)
	if delivered {
		t.Error("a cancelled result was delivered")
	}
}

func TestLoaderTurnsPanicIntoError(t *testing.T) {
	l := &Loader{}
	var got error
	Load(l, "bad", func(context.Context) (int, error) { panic("no such page") }, func(_ int, err error) { got = err })
	waitIdle(t)
	if !errors.Is(got, ErrPanic) {
		t.Errorf("got %v, want an error wrapping ErrPanic", got)
	}
}

func TestLoaderTellsBusyAfterAWhile(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	var told []bool
	l := &Loader{OnBusy: func(b bool) { told = append(told, b) }}
	hold := make(chan struct{})
	Load(l, "slow", func(context.Context) (int, error) { <-hold; return 0, nil }, func(int, error) {})
	timers.Advance(399 * time.Millisecond)
	if len(told) != 0 {
		t.Fatalf("told busy too early: %v", told)
	}
	timers.Advance(time.Millisecond)
	if len(told) != 1 || !told[0] {
		t.Fatalf("after 400 ms told %v", told)
	}
	close(hold)
	waitIdle(t)
	if len(told) != 2 || told[1] {
		t.Errorf("at the end told %v", told)
	}
}

func TestLoaderQuickWorkIsNeverBusy(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	told := false
	l := &Loader{OnBusy: func(bool) { told = true }}
	Load(l, "quick", func(context.Context) (int, error) { return 0, nil }, func(int, error) {})
	waitIdle(t)
	timers.Advance(time.Second)
	if told {
		t.Error("quick work was shown as busy")
	}
}

// TestStoppedTimerStaysSilent runs a timer out while the UI goroutine is busy: what was stopped meanwhile is not called.
func TestStoppedTimerStaysSilent(t *testing.T) {
	calls := 0
	fire, disarm := armed(func() { calls++ })
	if !disarm() || disarm() {
		t.Error("the first stop comes in time, the second does not")
	}
	if fire(); calls != 0 {
		t.Error("a stopped call was made")
	}
	var stop func() bool
	fire, stop = armed(func() {
		if calls++; stop() {
			t.Error("a call under way was stopped in time")
		}
	})
	fire()
	if fire(); calls != 1 || stop() {
		t.Errorf("%d calls", calls)
	}
}

func TestDebounceCallsOnce(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	l := &Loader{}
	var calls []int
	for i := range 3 {
		l.Debounce("k", 100*time.Millisecond, func() { calls = append(calls, i) })
		timers.Advance(50 * time.Millisecond)
	}
	if Idle() {
		t.Error("a waiting call does not count as work")
	}
	timers.Advance(50 * time.Millisecond)
	if len(calls) != 1 || calls[0] != 2 {
		t.Errorf("calls %v, want the last one alone", calls)
	}
	if !Idle() {
		t.Error("still not idle")
	}
}
