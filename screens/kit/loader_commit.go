package kit

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// commits are the writes under way in the whole program.
var commits sync.WaitGroup

// Commit runs work that changes the base: it is neither overtaken nor cancelled, not even when its screen is left, and
// done is always called. Works of one key follow each other in the order in which they were asked for.
func Commit[T any](l *Loader, key string, work func(ctx context.Context) (T, error), done func(T, error)) {
	if l.sync() {
		done(guarded(context.Background(), key, work))
		return
	}
	before, mine := l.enqueue(key)
	idle.begin()
	commits.Add(1)
	l.watchCommit(mine)
	go func() {
		if before != nil {
			<-before
		}
		value, err := guarded(context.Background(), key, work)
		commits.Done()
		fyne.Do(func() {
			defer idle.end()
			l.dequeue(key, mine)
			done(value, err)
		})
		close(mine)
	}()
}

// longAfter is when a work that may be called off says that it is still under way.
const longAfter = time.Second

// CommitLong is Commit of a work on many records. When it has taken a second, slow is told on the UI goroutine: it offers
// to call the work off, which ends its context, and returns what is called when the work is over. Work that was called
// off has done nothing and ends with context.Canceled.
func CommitLong[T any](l *Loader, key string, slow func(cancel func()) (over func()), work func(ctx context.Context) (T, error), done func(T, error)) {
	if l.sync() {
		done(guarded(context.Background(), key, work))
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	over := func() {}
	stop := after(longAfter, func() { over = slow(cancel) })
	Commit(l, key, func(context.Context) (T, error) {
		value, err := work(ctx)
		if err != nil && ctx.Err() != nil {
			err = ctx.Err()
		}
		return value, err
	}, func(value T, err error) {
		stop()
		over()
		cancel()
		done(value, err)
	})
}

// enqueue takes the place behind the last work of the key.
func (l *Loader) enqueue(key string) (before, mine chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tails == nil {
		l.tails = map[string]chan struct{}{}
	}
	before, mine = l.tails[key], make(chan struct{})
	l.tails[key] = mine
	l.writes++
	return before, mine
}

func (l *Loader) dequeue(key string, mine chan struct{}) {
	l.mu.Lock()
	l.writes--
	if l.tails[key] == mine {
		delete(l.tails, key)
	}
	l.mu.Unlock()
	l.tellBusy(false)
}

func (l *Loader) watchCommit(mine chan struct{}) {
	if l.OnBusy == nil {
		return
	}
	after(busyAfter, func() {
		select {
		case <-mine:
		default:
			l.tellBusy(true)
		}
	})
}

// FinishCommits waits until the writes under way have reached the base, for the end of the program, and reports whether
// they did within the limit.
func FinishCommits(limit time.Duration) bool {
	over := make(chan struct{})
	go func() {
		commits.Wait()
		close(over)
	}()
	select {
	case <-over:
		return true
	case <-time.After(limit):
		return false
	}
}
