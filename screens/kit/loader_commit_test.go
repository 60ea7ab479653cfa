package kit

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestCommitIsNeitherOvertakenNorCancelled(t *testing.T) {
	l := &Loader{}
	release := make(chan struct{})
	var order []int
	var cancelled []error
	for i := range 3 {
		Commit(l, "save", func(ctx context.Context) (int, error) {
			if i == 0 {
				<-release
			}
			cancelled = append(cancelled, ctx.Err())
			return i, nil
		}, func(v int, err error) { order = append(order, v) })
	}
	if !l.Busy() || !l.Waiting("save") || l.Waiting("other") {
		t.Error("it does not say that it is at work")
	}
	l.Cancel()
	close(release)
	waitIdle(t)
	if !slices.Equal(order, []int{0, 1, 2}) || slices.ContainsFunc(cancelled, func(err error) bool { return err != nil }) {
		t.Errorf("done %v, contexts %v", order, cancelled)
	}
	if l.Busy() || l.Waiting("save") {
		t.Error("it says that it is still at work")
	}
}

func TestCommitTellsOfAPanic(t *testing.T) {
	for _, sync := range []bool{true, false} {
		l := &Loader{Sync: sync}
		var told error
		Commit(l, "save", func(context.Context) (int, error) { panic("broken") }, func(_ int, err error) { told = err })
		waitIdle(t)
		if !errors.Is(told, ErrPanic) {
			t.Errorf("sync %v: %v", sync, told)
		}
		if !FinishCommits(time.Second) {
			t.Error("a broken write is waited for")
		}
	}
}

func TestFinishCommitsWaits(t *testing.T) {
	l := &Loader{}
	release := make(chan struct{})
	wrote := false
	Commit(l, "save", func(context.Context) (int, error) {
		<-release
		wrote = true
		return 0, nil
	}, func(int, error) {})
	if FinishCommits(0) {
		t.Error("a write under way is not waited for")
	}
	close(release)
	if !FinishCommits(10*time.Second) || !wrote {
		t.Error("the write is not over")
	}
	waitIdle(t)
}

func TestCommitMarksBusy(t *testing.T) {
	timers, back := HoldTimers()
	defer back()
	l := &Loader{}
	var told []bool
	l.OnBusy = func(on bool) { told = append(told, on) }
	release := make(chan struct{})
	Commit(l, "save", func(context.Context) (int, error) { <-release; return 0, nil }, func(int, error) {})
	timers.Advance(busyAfter)
	close(release)
	waitIdle(t)
	if !slices.Equal(told, []bool{true, false}) {
		t.Errorf("told %v", told)
	}
	Commit(l, "save", func(context.Context) (int, error) { return 0, nil }, func(int, error) {})
	waitIdle(t)
	timers.Advance(busyAfter)
	if len(told) != 2 {
		t.Errorf("a short write is told of: %v", told)
	}
}

func TestCommitLongIsCalledOff(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	l := &Loader{}
	begun, ended := make(chan struct{}), 0
	var told error
	CommitLong(l, "remove", func(cancel func()) func() {
		cancel()
		return func() { ended++ }
	}, func(ctx context.Context) (int, error) {
		close(begun)
		<-ctx.Done()
		return 0, errors.New("interrupted")
	}, func(_ int, err error) { told = err })
	<-begun
	timers.Advance(longAfter)
	waitIdle(t)
	if !errors.Is(told, context.Canceled) || ended != 1 {
		t.Errorf("told %v, the offer ended %d times", told, ended)
	}
}

func TestCommitLongThatIsShortOffersNothing(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	l, done := &Loader{}, false
	CommitLong(l, "remove", func(func()) func() {
		t.Error("it offers to call off what is done")
		return func() {}
	}, func(context.Context) (int, error) { return 1, nil }, func(int, error) { done = true })
	waitIdle(t)
	timers.Advance(longAfter)
	if !done {
		t.Error("it was not done")
	}
}
