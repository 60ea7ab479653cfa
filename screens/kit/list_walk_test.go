package kit

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// uncounted makes the source of a base that counts no further than most.
func (b *slowBase) uncounted(most int64) *PagedSource[*gridTestRow] {
	s := b.source()
	s.Least = func(context.Context) (int64, bool, error) {
		return min(b.n, most), b.n > most, b.err
	}
	return s
}

func TestPagedSourceGoesOnBeyondWhatWasCounted(t *testing.T) {
	for _, n := range []int64{250, 300, 301, 999} {
		b := &slowBase{n: n}
		s := b.uncounted(200)
		s.Want(0, 20)
		b.run()
		if s.Count() != 200 || !s.More() {
			t.Fatalf("%d rows: counted %d, more %v", n, s.Count(), s.More())
		}
		for last := int64(0); s.More() && s.Count() > last; {
			last = s.Count()
			s.Want(last-10, last)
			b.run()
		}
		if s.Count() != n || s.More() {
			t.Errorf("%d rows: the list ends at %d, more %v", n, s.Count(), s.More())
		}
		if r, ok := s.Row(n - 1); !ok || r.Key() != n-1 {
			t.Errorf("%d rows: the last is %v", n, r)
		}
	}
}

func TestPagedSourceRemembersHowFarItWentUntilAnotherListComes(t *testing.T) {
	b := &slowBase{n: 999}
	s := b.uncounted(200)
	s.Want(0, 20)
	b.run()
	s.Want(190, 200)
	b.run()
	far := s.Count()
	s.Reload()
	b.run()
	if s.Count() != far || far <= 200 || !s.More() {
		t.Errorf("after a reload %d rows, %d were known", s.Count(), far)
	}
	b.n = 400
	s.Renew()
	b.run()
	if s.Count() != 200 || !s.More() {
		t.Errorf("another list has %d rows, more %v", s.Count(), s.More())
	}
}

func TestPagedSourceSeeksFromTheTopWhereTheEndIsNotKnown(t *testing.T) {
	b := &slowBase{n: 999}
	s := b.uncounted(200)
	var totals []int64
	fetch := s.Fetch
	s.Fetch = func(ctx context.Context, a Anchor[*gridTestRow]) ([]*gridTestRow, error) {
		totals = append(totals, a.Total)
		return fetch(ctx, a)
	}
	s.Want(0, 20)
	b.run()
	s.Want(150, 170)
	b.run()
	if slices.ContainsFunc(totals, func(n int64) bool { return n != -1 }) {
		t.Errorf("told totals %v", totals)
	}
}

func TestPagedSourceRenewShowsTheFirstRowsUntilTheNewCome(t *testing.T) {
	b := &slowBase{n: 500}
	s := b.source()
	s.Want(0, 20)
	b.run()
	s.Want(200, 220)
	b.run()
	b.n = 7
	s.Renew()
	if _, ok := s.Row(5); !ok {
		t.Error("the first rows are gone before the new ones came")
	}
	if _, ok := s.Row(210); ok {
		t.Error("rows of the former list stay farther down")
	}
	b.run()
	if s.Count() != 7 {
		t.Errorf("%d rows", s.Count())
	}
	if _, ok := s.Row(8); ok {
		t.Error("rows of the former list stay")
	}
}

func TestGridSelectsWhatWasSelected(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	g.SetSelection(Selection{All: true, Except: []int64{3, 9}})
	if s := g.Selected(); !s.All || !slices.Equal(s.Except, []int64{3, 9}) || g.SelectedCount() != 28 {
		t.Errorf("selected %+v", s)
	}
	g.SetSelection(Selection{Keys: []int64{4, 5}})
	if s := g.Selected(); s.All || !slices.Equal(s.Keys, []int64{4, 5}) {
		t.Errorf("selected %+v", s)
	}
}

func TestGridSortsFallingColumnsDownwardsFirst(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	columns := g.Columns()
	columns[2].Falling = true
	g.SetColumns(columns)
	var sorts []string
	g.OnSort = func(id string, desc bool) { sorts = append(sorts, fmt.Sprint(id, " ", desc)) }
	for _, id := range []string{"sum", "sum", "name", "name", "sum"} {
		g.sortBy(id)
	}
	if want := []string{"sum true", "sum false", "name false", "name true", "sum true"}; !slices.Equal(sorts, want) {
		t.Errorf("sorted %v, want %v", sorts, want)
	}
}

func TestBoardFollowsACardToItsNewColumn(t *testing.T) {
	s := showBoard(t, 10, 400, 10)
	s.tap(s.middle("a", 1))
	moved := &boardTestCard{id: 1, name: "card a1"}
	s.Want = func(col string, from int) { s.wants = append(s.wants, fmt.Sprint(col, from)) }
	s.counts = []int{9, 401, 10}
	s.SetColumns(s.columns())
	s.Reload()
	s.ShowCard("b", 260, 1)
	if col, c, ok := s.Current(); !ok || col != "a" || c.Key() != 1 {
		t.Errorf("before the cards came the current one is %v in %s", c, col)
	}
	if !slices.Contains(s.wants, "b250") {
		t.Errorf("read %v", s.wants)
	}
	page := s.page("b", 250)
	s.SetCards("b", 250, slices.Insert(page, 13, BoardCard(moved))[:boardPage]) // three further down than thought
	if col, c, ok := s.Current(); !ok || col != "b" || c.Key() != 1 || s.cur.index != 263 {
		t.Errorf("the current card is %v in %s at %d", c, col, s.cur.index)
	}
	s.face(t, "b", 260)
	s.ShowCard("no column", 0, 1)
	s.ShowCard("c", 99, 7)
}

func TestBoardRenewKeepsTheFirstCardsToBeSeen(t *testing.T) {
	s := showBoard(t, 300)
	s.lane("a").off = 12_000
	s.Board.Refresh()
	s.Want = func(col string, from int) { s.wants = append(s.wants, fmt.Sprint(col, from)) }
	s.wants = nil
	s.Renew()
	if s.lane("a").off != 0 || !slices.Equal(s.wants, []string{"a0"}) {
		t.Errorf("begins at %v, read %v", s.lane("a").off, s.wants)
	}
	if _, ok := s.Board.Card("a", 3); !ok {
		t.Error("the first cards are gone")
	}
	if _, ok := s.Board.Card("a", 120); ok {
		t.Error("cards farther down stay")
	}
	if _, ok := s.Before("a", boardPage); ok {
		t.Error("a page would be read on from a card of the former list")
	}
	s.SetCards("a", 0, s.page("a", 0))
	if c, ok := s.Before("a", boardPage); !ok || c.Key() != boardPage-1 {
		t.Errorf("the card before the second page is %v", c)
	}
}

func TestBoardCarriedCardIsTheCurrentOne(t *testing.T) {
	s := showBoard(t, 10, 10)
	s.tap(s.middle("a", 0))
	s.dragCard(s.middle("a", 2), s.middle("b", 1))
	if col, c, ok := s.Current(); !ok || col != "a" || c.Key() != 2 {
		t.Errorf("the current card is %v in %s", c, col)
	}
}

func TestFlowSharesWhatIsLeftOfALine(t *testing.T) {
	fixed := func(w float32) fyne.CanvasObject { return Fixed(NewText("", Body, Text), w, 20) }
	grown := Grow(fixed(50))
	flow := Flow(10, fixed(100), grown, fixed(100))
	flow.Resize(fyne.NewSize(400, 20))
	if w := grown.Size().Width; w != 180 {
		t.Errorf("the grower has %v of what is left", w)
	}
	last := fixed(60)
	flow = Flow(10, fixed(100), Spacer(), last)
	flow.Resize(fyne.NewSize(400, 20))
	if x := last.Position().X; x != 340 {
		t.Errorf("behind the spacer it stands at %v", x)
	}
	flow.Resize(fyne.NewSize(150, 60))
	if p := last.Position(); p != fyne.NewPos(0, 30) {
		t.Errorf("in a narrow room it stands at %v", p)
	}
	if h := HeightAt(flow, 150); h != 50 {
		t.Errorf("two lines are %v high", h)
	}
}

func TestModalClosesTheListOfItsField(t *testing.T) {
	timers, release := HoldTimers()
	defer release()
	l := &Loader{Sync: true}
	c := NewComboBox(l, "", ComboWords{Nothing: "nothing"}, func(context.Context, string) ([]Option, error) {
		return []Option{{ID: "a", Label: "a"}}, nil
	})
	c.Free = true
	m, _, canvas := stagedModal(t, c)
	m.Action(Primary, "Да", func() bool { return true })
	m.ShowOn(canvas)
	m.Close()
	c.search("a") // what was typed before comes back late
	timers.Advance(comboDelay)
	if canvas.Overlays().Top() != nil {
		t.Error("the list of a field that is gone opened")
	}
}

func TestFreeFieldNeedsNoListWhereNothingIsFound(t *testing.T) {
	l := &Loader{Sync: true}
	found := []Option{{ID: "a", Label: "a"}}
	c := NewComboBox(l, "", ComboWords{Nothing: "nothing"}, func(context.Context, string) ([]Option, error) { return found, nil })
	m, _, canvas := stagedModal(t, c)
	c.Free = true
	m.ShowOn(canvas)
	canvas.Focus(c)
	c.search("")
	if c.popup == nil || !c.popup.Open() {
		t.Fatal("the list did not open")
	}
	found = nil
	c.search("zz")
	if c.popup.Open() {
		t.Error("an empty list stays open")
	}
	c.Free = false
	c.search("zz")
	if !c.popup.Open() {
		t.Error("a field that needs a choice does not say that there is none")
	}
}
