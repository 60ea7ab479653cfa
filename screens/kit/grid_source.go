package kit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
)

// Anchor says which rows to read. With After the page goes on behind that row by its sort key and id; with Before
// it ends in front of that row (still in list order); with neither the rows are found by their number Index.
type Anchor[T Row] struct {
	Index  int64 // number of the first row wanted, from 0
	Limit  int
	After  *T
	Before *T
	Total  int64 // number of rows as far as known, -1 while it is not
}

// PagedSource gives a grid rows read by pages in the background. One page is read at a time: the last Want
// decides which, so that dragging a scroll bar never piles up work. It keeps the pages used last.
type PagedSource[T Row] struct {
	// Fetch reads one page, off the UI goroutine.
	Fetch func(ctx context.Context, at Anchor[T]) ([]T, error)
	// Total counts the rows, off the UI goroutine.
	Total func(ctx context.Context) (int64, error)
	// Least, when set, is asked instead of Total: it counts the rows, or with more as many as it cares to count. The
	// list then goes on for as long as full pages come.
	Least func(ctx context.Context) (n int64, more bool, err error)
	// Go runs work in the background and then, on the UI goroutine, what it returns; work under the same key
	// overtakes the earlier one. GoWith makes it of a Loader; when nil the source has a loader of its own.
	Go func(key string, work func(ctx context.Context) func())
	// Changed is called when rows or their number came: the grid's Refresh.
	Changed func()
	// Failed is told of an error; the page is not tried again before Reload.
	Failed func(err error)
	// PageSize is the rows of a page, Keep the pages kept; 100 and 40 when zero.
	PageSize int
	Keep     int

	loader   Loader
	pages    map[int64]*gridPage[T]
	count    int64
	more     bool  // there may be rows beyond count
	walked   int64 // how far the list was found to go where its end was not counted
	counting int
	gen      int
	tick     uint64
	from, to int64
	loading  int64 // page being read, -1 when none
	token    int64
	dropped  atomic.Int64 // token of work that ended by cancellation and will hand over nothing
	failed   map[int64]bool
}

type gridPage[T Row] struct {
	rows  []T
	stale bool
	used  uint64
}

// NewPagedSource makes a source that reads with fetch and counts with total; nothing is read before Want.
func NewPagedSource[T Row](fetch func(ctx context.Context, at Anchor[T]) ([]T, error),
	total func(ctx context.Context) (int64, error)) *PagedSource[T] {
	s := &PagedSource[T]{Fetch: fetch, Total: total}
	s.forget()
	return s
}

func (s *PagedSource[T]) forget() {
	s.gen++
	s.pages = map[int64]*gridPage[T]{}
	s.failed = map[int64]bool{}
	s.count, s.counting, s.loading, s.more = -1, 0, -1, false
	s.walked = 0
}

// Reset drops everything: another list is wanted (filter, sort). The next Want reads anew.
func (s *PagedSource[T]) Reset() {
	s.forget()
	s.from, s.to = 0, 0
	s.tell()
}

// Renew is a Reset that leaves the first rows to be seen until those of the new list come. The grid is to show its top.
func (s *PagedSource[T]) Renew() {
	for p := range s.pages {
		if p > 0 {
			delete(s.pages, p)
		}
	}
	s.from, s.to = 0, min(s.to-s.from, int64(s.pageSize()))
	s.more, s.walked = false, 0
	s.Reload()
}

// Reload reads anew what is in view; the old rows are shown until the new ones come.
func (s *PagedSource[T]) Reload() {
	s.gen++
	s.failed = map[int64]bool{}
	s.counting, s.loading = 0, -1
	for _, p := range s.pages {
		p.stale = true
	}
	s.readTotal()
	s.next()
}

// Count is the number of rows, -1 while it is not known.
func (s *PagedSource[T]) Count() int64 { return s.count }

// More reports whether there may be rows beyond Count.
func (s *PagedSource[T]) More() bool { return s.more }

// Row is the row at the number, when its page is in memory.
func (s *PagedSource[T]) Row(i int64) (Row, bool) {
	if row, ok := s.at(i); ok {
		return row, true
	}
	return nil, false
}

func (s *PagedSource[T]) at(i int64) (row T, ok bool) {
	size := int64(s.pageSize())
	p := s.pages[i/size]
	if i < 0 || p == nil || i%size >= int64(len(p.rows)) {
		return row, false
	}
	s.tick++
	p.used = s.tick
	return p.rows[i%size], true
}

// Find is the number of a loaded row by its key.
func (s *PagedSource[T]) Find(key int64) (int64, bool) {
	for n, p := range s.pages {
		for i, r := range p.rows {
			if r.Key() == key {
				return n*int64(s.pageSize()) + int64(i), true
			}
		}
	}
	return 0, false
}

// Want asks for rows; it is cheap when they are there.
func (s *PagedSource[T]) Want(from, to int64) {
	s.from, s.to = from, to
	if s.count < 0 {
		s.readTotal()
	}
	s.next()
}

func (s *PagedSource[T]) pageSize() int {
	if s.PageSize > 0 {
		return s.PageSize
	}
	return 100
}

func (s *PagedSource[T]) keep() int {
	if s.Keep > 0 {
		return s.Keep
	}
	return 40
}

func (s *PagedSource[T]) readTotal() {
	count := s.Least
	if total := s.Total; count == nil && total != nil {
		count = func(ctx context.Context) (int64, bool, error) {
			n, err := total(ctx)
			return n, false, err
		}
	}
	if s.counting == s.gen || count == nil {
		return
	}
	s.counting = s.gen
	gen := s.gen
	s.run("total", func(ctx context.Context) func() {
		n, more, err := count(ctx)
		return func() { s.counted(gen, n, more, err) }
	})
}

func (s *PagedSource[T]) counted(gen int, n int64, more bool, err error) {
	if gen != s.gen {
		return
	}
	if err != nil {
		s.counting = 0
		s.fail(fmt.Errorf("count rows: %w", err))
		return
	}
	if more {
		n = max(n, s.walked)
	}
	s.count, s.more = n, more
	for p := range s.pages {
		if p*int64(s.pageSize()) >= n {
			delete(s.pages, p)
		}
	}
	s.tell()
	s.next()
}

// next reads the most wanted page that is missing; first those in view, then one beyond each edge.
func (s *PagedSource[T]) next() {
	if s.loading >= 0 && s.dropped.Load() == s.token {
		s.loading = -1
	}
	if s.to <= s.from || (s.loading >= 0 && s.inView(s.loading)) {
		return
	}
	if p, ok := s.missing(); ok && p != s.loading {
		s.read(p)
	}
}

func (s *PagedSource[T]) inView(page int64) bool {
	size := int64(s.pageSize())
	return page >= s.from/size && page <= (s.to-1)/size
}

func (s *PagedSource[T]) missing() (int64, bool) {
	size := int64(s.pageSize())
	for p := s.from / size; p <= (s.to-1)/size; p++ {
		if s.lacks(p) {
			return p, true
		}
	}
	if s.loading >= 0 {
		return 0, false
	}
	for _, i := range []int64{s.to - 1 + size/2, s.from - size/2} {
		if p := i / size; i >= 0 && s.lacks(p) {
			return p, true
		}
	}
	return 0, false
}

func (s *PagedSource[T]) lacks(p int64) bool {
	if s.failed[p] || (s.count >= 0 && p*int64(s.pageSize()) >= s.count) {
		return false
	}
	page := s.pages[p]
	return page == nil || page.stale
}

func (s *PagedSource[T]) anchor(p int64) Anchor[T] {
	size := s.pageSize()
	a := Anchor[T]{Index: p * int64(size), Limit: size, Total: s.sure()}
	if before := s.pages[p-1]; before != nil && !before.stale && len(before.rows) == size {
		a.After = &before.rows[size-1]
	} else if after := s.pages[p+1]; p > 0 && after != nil && !after.stale && len(after.rows) > 0 {
		a.Before = &after.rows[0]
	}
	return a
}

// sure is the number of rows when it is known for certain, else -1.
func (s *PagedSource[T]) sure() int64 {
	if s.more {
		return -1
	}
	return s.count
}

func (s *PagedSource[T]) read(p int64) {
	s.token++
	s.loading = p
	gen, token, a, fetch := s.gen, s.token, s.anchor(p), s.Fetch
	s.run("rows", func(ctx context.Context) func() {
		rows, err := fetch(ctx, a)
		if ctx.Err() != nil {
			s.dropped.Store(token)
		}
		return func() { s.came(gen, token, p, rows, err) }
	})
}

func (s *PagedSource[T]) came(gen int, token, p int64, rows []T, err error) {
	if gen != s.gen {
		return
	}
	if token == s.token {
		s.loading = -1
	}
	if err != nil {
		if !errors.Is(err, context.Canceled) {
			s.failed[p] = true
			s.fail(fmt.Errorf("read rows: %w", err))
		}
		return
	}
	s.tick++
	s.pages[p] = &gridPage[T]{rows: rows, used: s.tick}
	s.shorten(p, len(rows))
	s.lengthen(p, len(rows))
	s.evict()
	s.tell()
	s.next()
}

// shorten corrects the number of rows when a page shows where the list ends.
func (s *PagedSource[T]) shorten(p int64, got int) {
	end := p*int64(s.pageSize()) + int64(got)
	if got == s.pageSize() || got == 0 && p > 0 && !s.more {
		return
	}
	if s.count < 0 || s.count > end {
		s.count = end
	}
	if s.count == end {
		s.more = false
	}
}

// lengthen makes room for another page behind a full one where the end of the list was not counted.
func (s *PagedSource[T]) lengthen(p int64, got int) {
	if end := (p + 1) * int64(s.pageSize()); s.more && got == s.pageSize() && end >= s.count {
		s.count = end + int64(s.pageSize())
		s.walked = s.count
	}
}

func (s *PagedSource[T]) evict() {
	for len(s.pages) > s.keep() {
		oldest, used := int64(-1), s.tick+1
		for n, p := range s.pages {
			if p.used < used && !s.inView(n) {
				oldest, used = n, p.used
			}
		}
		if oldest < 0 {
			return
		}
		delete(s.pages, oldest)
	}
}

// Keys reads the keys of the rows from, … to-1 page by page and hands them over on the UI goroutine.
func (s *PagedSource[T]) Keys(from, to int64, got func(keys []int64)) {
	gen, fetch, a := s.gen, s.Fetch, Anchor[T]{Index: from, Total: s.sure()}
	s.run("keys", func(ctx context.Context) func() {
		keys, err := readKeys(ctx, fetch, a, to)
		return func() {
			if err != nil {
				s.fail(fmt.Errorf("read keys: %w", err))
			} else if gen == s.gen {
				got(keys)
			}
		}
	})
}

func readKeys[T Row](ctx context.Context, fetch func(ctx context.Context, at Anchor[T]) ([]T, error), a Anchor[T], to int64) ([]int64, error) {
	const most = 1000
	var keys []int64
	for a.Index < to && ctx.Err() == nil {
		a.Limit = int(min(most, to-a.Index))
		rows, err := fetch(ctx, a)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			keys = append(keys, r.Key())
		}
		if len(rows) < a.Limit {
			break
		}
		a.Index += int64(len(rows))
		a.After = &rows[len(rows)-1]
	}
	return keys, ctx.Err()
}

func (s *PagedSource[T]) tell() {
	if s.Changed != nil {
		s.Changed()
	}
}

func (s *PagedSource[T]) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if s.Failed != nil {
		s.Failed(err)
		return
	}
	slog.Error("grid source", "err", err)
}

func (s *PagedSource[T]) run(key string, work func(ctx context.Context) func()) {
	if s.Go != nil {
		s.Go(key, work)
		return
	}
	GoWith(&s.loader, "")(key, work)
}

// GoWith makes the Go of a PagedSource out of a screen's loader; the prefix keeps the keys of several lists apart.
func GoWith(l *Loader, prefix string) func(key string, work func(ctx context.Context) func()) {
	return func(key string, work func(ctx context.Context) func()) {
		Load(l, prefix+key, func(ctx context.Context) (func(), error) { return work(ctx), nil },
			func(then func(), err error) {
				if err == nil {
					then()
				}
			})
	}
}
