package kit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// slowBase is a list of n rows read through a PagedSource whose work runs only when the test says so.
type slowBase struct {
	n     int64
	reads []string
	err   error
	queue []queuedWork
}

type queuedWork struct {
	key  string
	work func(ctx context.Context) func()
}

func (b *slowBase) fetch(ctx context.Context, a Anchor[*gridTestRow]) ([]*gridTestRow, error) {
	from := a.Index
	how := "seek"
	if a.After != nil {
		from, how = (*a.After).id+1, "after"
	} else if a.Before != nil {
		from, how = (*a.Before).id-int64(a.Limit), "before"
	}
	b.reads = append(b.reads, fmt.Sprintf("%s %d", how, from))
	if b.err != nil {
		return nil, b.err
	}
	var rows []*gridTestRow
	for i := from; i < min(from+int64(a.Limit), b.n); i++ {
		rows = append(rows, &gridTestRow{id: i, name: fmt.Sprintf("row %d", i)})
	}
	return rows, ctx.Err()
}

func (b *slowBase) source() *PagedSource[*gridTestRow] {
	s := NewPagedSource(b.fetch, func(context.Context) (int64, error) { return b.n, b.err })
	s.Go = func(key string, work func(ctx context.Context) func()) {
		b.queue = append(b.queue, queuedWork{key, work})
	}
	return s
}

// step runs the oldest work that waits, to its end.
func (b *slowBase) step() {
	q := b.queue[0]
	b.queue = b.queue[1:]
	q.work(context.Background())()
}

func (b *slowBase) run() {
	for len(b.queue) > 0 {
		b.step()
	}
}

func TestPagedSourceStepsByKeyAndSeeksFar(t *testing.T) {
	b := &slowBase{n: 1_000_000}
	s := b.source()
	wants := []int64{0, 120, 260, 700_050, 699_910}
	for _, from := range wants {
		s.Want(from, from+20)
		b.run()
		for i := from; i < from+20; i++ {
			if r, ok := s.Row(i); !ok || r.Key() != i {
				t.Fatalf("row %d is %v %v", i, r, ok)
			}
		}
	}
	want := []string{"seek 0", "after 100", "after 200", "after 300", "seek 700000", "before 699900", "before 699800"}
	if got := slices.DeleteFunc(slices.Clone(b.reads), func(r string) bool { return !slices.Contains(want, r) }); len(got) != len(want) {
		t.Errorf("read %q, want at least %q", b.reads, want)
	}
	if s.Count() != 1_000_000 {
		t.Errorf("count %d", s.Count())
	}
}

func TestPagedSourceReadsOnlyTheLastPlaceOfADraggedBar(t *testing.T) {
	b := &slowBase{n: 1_000_000}
	s := b.source()
	s.Want(0, 20)
	b.step() // the count
	for at := int64(10_000); at < 900_000; at += 10_000 {
		s.Want(at, at+20)
	}
	s.Want(900_050, 900_070)
	for len(b.queue) > 1 { // a loader drops overtaken work of the same key
		b.queue = b.queue[1:]
	}
	b.run()
	if _, ok := s.Row(900_050); !ok {
		t.Error("the last place was not read")
	}
	if b.reads[0] != "seek 900000" {
		t.Errorf("read first %q", b.reads[0])
	}
}

func TestPagedSourceReloadShowsTheOldRowsUntilTheNewCome(t *testing.T) {
	b := &slowBase{n: 50}
	s := b.source()
	changes := 0
	s.Changed = func() { changes++ }
	s.Want(0, 20)
	b.run()
	b.n = 30
	s.Reload()
	if _, ok := s.Row(45); !ok || s.Count() != 50 {
		t.Error("the old rows are gone before the new ones came")
	}
	before := changes
	s.Want(0, 20)
	b.run()
	if _, ok := s.Row(45); ok || s.Count() != 30 || changes == before {
		t.Errorf("after the reload: count %d, told %d times", s.Count(), changes-before)
	}
	s.Reset()
	if _, ok := s.Row(0); ok || s.Count() != -1 {
		t.Error("reset keeps rows")
	}
}

func TestPagedSourceTellsOfAFailureOnce(t *testing.T) {
	b := &slowBase{n: 50, err: errors.New("disk")}
	s := b.source()
	var failures []error
	s.Failed = func(err error) { failures = append(failures, err) }
	s.count = 50
	s.Want(0, 20)
	b.run()
	s.Want(0, 20)
	b.run()
	if len(failures) != 1 || !errors.Is(failures[0], b.err) {
		t.Errorf("failures %v", failures)
	}
	b.err = nil
	s.Reload()
	b.run()
	if _, ok := s.Row(3); !ok {
		t.Error("reload does not try again")
	}
}

func TestPagedSourceReadsAgainWhatWasCancelled(t *testing.T) {
	b := &slowBase{n: 50}
	s := b.source()
	s.count = 50
	s.Want(0, 20)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	b.queue[0].work(cancelled) // the loader throws the result away
	b.queue = nil
	s.Want(0, 20)
	b.run()
	if _, ok := s.Row(3); !ok {
		t.Error("cancelled rows are never read again")
	}
}

func TestPagedSourceKeepsThePagesUsedLast(t *testing.T) {
	b := &slowBase{n: 1_000_000}
	s := b.source()
	s.Keep = 5
	for from := int64(0); from < 5000; from += 50 {
		s.Want(from, from+20)
		b.run()
		s.Row(from)
	}
	if len(s.pages) > 5 {
		t.Errorf("%d pages kept", len(s.pages))
	}
	if _, ok := s.Row(4950); !ok {
		t.Error("the page in view was thrown away")
	}
}

func TestPagedSourceWithALoader(t *testing.T) {
	b := &slowBase{n: 250}
	s := b.source()
	s.Go = GoWith(&Loader{Sync: true}, "clients.")
	s.Want(0, 20)
	if _, ok := s.Row(7); !ok || s.Count() != 250 {
		t.Errorf("count %d", s.Count())
	}
}

func TestGridShowsPlaceholdersUntilRowsCome(t *testing.T) {
	b := &slowBase{n: 10_000_000}
	s := b.source()
	g, _ := showGrid(t, s)
	s.Changed = g.Refresh
	var told []int64
	g.OnSelect = func(r Row) { told = append(told, r.Key()) }
	if got := shownTexts(gridRowOf(t, g, 0).box); len(got) != 0 {
		t.Errorf("a row not read shows %q", got)
	}
	b.run()
	if got := shownTexts(gridRowOf(t, g, 0).box); !slices.Contains(got, "row 0") {
		t.Errorf("a row that came shows %q", got)
	}
	g.TypedKey(key(fyne.KeyEnd))
	if got := shownTexts(gridRowOf(t, g, b.n-1).box); len(got) != 0 || len(told) != 0 {
		t.Errorf("before it is read the last row shows %q, told of %v", got, told)
	}
	b.run()
	row, ok := g.Current()
	if !ok || row.Key() != b.n-1 || !slices.Equal(told, []int64{b.n - 1}) {
		t.Errorf("current %v, told of %v", row, told)
	}
	if got := g.Selected().Keys; !slices.Equal(got, []int64{b.n - 1}) {
		t.Errorf("selected %v", got)
	}
}

func TestGridSelectsARunOverRowsNotRead(t *testing.T) {
	b := &slowBase{n: 10_000}
	s := b.source()
	g, _ := showGrid(t, s)
	s.Changed = g.Refresh
	b.run()
	clickGrid(g, 50, rowMiddle(5), 0)
	shiftKey(fyne.KeyEnd)(g)
	if got := g.Selected(); !got.Pending || g.SelectedCount() != 9995 {
		t.Errorf("while the keys are read: pending %v, %d rows", got.Pending, g.SelectedCount())
	}
	b.run()
	got := g.Selected()
	if got.Pending || len(got.Keys) != 9995 || got.Keys[0] != 5 || got.Keys[9994] != 9999 {
		t.Errorf("pending %v, %d keys", got.Pending, len(got.Keys))
	}
}

func TestGridRunDroppedByAClickStaysDropped(t *testing.T) {
	b := &slowBase{n: 10_000}
	s := b.source()
	g, _ := showGrid(t, s)
	s.Changed = g.Refresh
	b.run()
	clickGrid(g, 50, rowMiddle(5), 0)
	shiftKey(fyne.KeyEnd)(g)
	g.TypedKey(key(fyne.KeyHome))
	b.run()
	if got := g.Selected().Keys; !slices.Equal(got, []int64{0}) {
		t.Errorf("%d keys selected, want the first alone", len(got))
	}
}
