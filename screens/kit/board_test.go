package kit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

type boardTestCard struct {
	id   int64
	name string
}

func (c *boardTestCard) Key() int64 { return c.id }

// boardBase holds the cards of columns a, b, c …: card i of column n has the key n*100000+i.
type boardBase struct {
	*Board
	win    fyne.Window
	counts []int
	drawn  int
	wants  []string
	log    []string
	steps  func(passed float64)
}

func (s *boardBase) columns() []BoardColumn {
	var cols []BoardColumn
	for i, n := range s.counts {
		id := string(rune('a' + i))
		cols = append(cols, BoardColumn{ID: id, Title: "Column " + id, Sub: "sum", Count: int64(n), Climb: float32(i) * 4})
	}
	return cols
}

func (s *boardBase) note(format string, a ...any) { s.log = append(s.log, fmt.Sprintf(format, a...)) }

func (s *boardBase) page(col string, from int) []BoardCard {
	n := int(col[0] - 'a')
	var cards []BoardCard
	for i := from; i < min(from+boardPage, s.counts[n]); i++ {
		cards = append(cards, &boardTestCard{id: int64(n*100_000 + i), name: fmt.Sprintf("card %s%d", col, i)})
	}
	return cards
}

func (s *boardBase) draw(f *CardFace, card BoardCard) {
	s.drawn++
	c := card.(*boardTestCard)
	f.Edge(BFill)
	f.Title(c.name)
	if c.id%2 == 0 {
		f.Flag("flag", "6", Red)
		f.Note("even", Text2)
	}
	f.Left().Small("9 days", Text2, false)
	f.Right().Icon("tup", Green, 12)
	f.Pair(Ink{"1 000", Text, Dense | Bold}, Ink{"25.11", Text3, Caption})
}

// showBoard puts a board of 800 × 600 units in a window, with so many cards in its columns.
func showBoard(t testing.TB, counts ...int) *boardBase {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(false))
	s := &boardBase{counts: counts}
	s.Board = NewBoard(s.draw)
	s.Want = func(col string, from int) {
		s.wants = append(s.wants, fmt.Sprint(col, from))
		s.SetCards(col, from, s.page(col, from))
	}
	s.OnSelect = func(col string, c BoardCard) { s.note("select %s %d", col, c.Key()) }
	s.OnOpen = func(col string, c BoardCard) { s.note("open %s %d", col, c.Key()) }
	s.OnDrop = func(c BoardCard, from, to string) { s.note("drop %d %s %s", c.Key(), from, to) }
	s.OnMenu = func(_ fyne.Position, c BoardCard) { s.note("menu %d", c.Key()) }
	s.DropHint = func(_ BoardCard, from, to string) string { return "up\nto " + to }
	s.Carried = "carried"
	s.tick = func(step func(float64)) func() {
		s.steps = step
		return func() { s.steps = nil }
	}
	s.win = test.NewWindow(s.Board)
	s.win.SetPadded(false)
	s.win.Resize(fyne.NewSize(800, 600))
	s.SetColumns(s.columns())
	t.Cleanup(s.win.Close)
	return s
}

// middle is the middle of the card with the number in the column, on the canvas.
func (s *boardBase) middle(col string, i int) fyne.Position {
	n := s.laneIndex(col)
	return fyne.NewPos(s.laneX(n)+s.wide/2, s.bodyTop()+s.faceY(s.lanes[n], i)+s.Board.height/2)
}

func (s *boardBase) press(p fyne.Position) { s.MouseDown(mouseAt(p.X, p.Y)) }

// carryTo drags in steps of at most four units, each with its absolute position, as the window does.
func (s *boardBase) carryTo(from, to fyne.Position) {
	n := int(max(abs32(to.X-from.X), abs32(to.Y-from.Y))/4) + 1
	for i := 1; i <= n; i++ {
		share := float32(i) / float32(n)
		p := fyne.NewPos(from.X+(to.X-from.X)*share, from.Y+(to.Y-from.Y)*share)
		s.Dragged(&fyne.DragEvent{PointEvent: mouseAt(p.X, p.Y).PointEvent})
	}
}

func abs32(v float32) float32 { return max(v, -v) }

func (s *boardBase) release(p fyne.Position) {
	s.MouseUp(mouseAt(p.X, p.Y))
	s.DragEnd()
}

func (s *boardBase) dragCard(from, to fyne.Position) {
	s.press(from)
	s.carryTo(from, to)
	s.release(to)
}

func (s *boardBase) tap(p fyne.Position) {
	s.press(p)
	s.MouseUp(mouseAt(p.X, p.Y))
}

func (s *boardBase) face(t *testing.T, col string, i int) *CardFace {
	t.Helper()
	for _, f := range s.lane(col).faces {
		if f.box.Visible() && f.index == i {
			return f
		}
	}
	t.Fatalf("card %d of %s is not in view", i, col)
	return nil
}

func (s *boardBase) told(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(s.log, want) {
		t.Errorf("told %q, want %q", s.log, want)
	}
}

func TestBoardDropMovesACard(t *testing.T) {
	s := showBoard(t, 10, 10, 10)
	s.dragCard(s.middle("a", 1), s.middle("c", 2))
	s.told(t, "drop 1 a c")
	if s.Dragging() || s.ghost.box.Visible() || s.lane("c").gap != -1 || s.lane("c").target {
		t.Error("traces of the drag stay")
	}
	if got := shownTexts(s.face(t, "a", 1).box); !slices.Contains(got, "card a1") {
		t.Errorf("the card in its old place shows %q", got)
	}
}

func TestBoardShowsWhatADropWillDo(t *testing.T) {
	s := showBoard(t, 10, 10, 10)
	from, to := s.middle("a", 1), s.middle("b", 2)
	below := s.face(t, "b", 2).box.Position()
	s.press(from)
	s.carryTo(from, to)
	if got := shownTexts(s.hint.box); !slices.Equal(got, []string{"up", "to b"}) {
		t.Errorf("hint %q", got)
	}
	if got := shownTexts(s.face(t, "a", 1).box); !slices.Equal(got, []string{"carried"}) {
		t.Errorf("origin shows %q", got)
	}
	if got := s.face(t, "b", 2).box.Position().Y; got != below.Y+s.pitch() {
		t.Errorf("the cards made room of %v", got-below.Y)
	}
	if s.hint.box.Position() != below {
		t.Errorf("hint at %v, want %v", s.hint.box.Position(), below)
	}
	if !s.lane("b").back.line[0].Visible() || s.lane("a").back.line[0].Visible() {
		t.Error("ring around the wrong column")
	}
	ghost := s.ghost.box.Position()
	if want := to.Subtract(fyne.NewPos(s.cardSize().Width/2, 50)); abs32(ghost.X-want.X) > 1 || abs32(ghost.Y-want.Y) > 1 {
		t.Errorf("carried card at %v, want %v", ghost, want)
	}
	s.release(to)
}

func TestBoardShortTravelIsATap(t *testing.T) {
	s := showBoard(t, 10, 10)
	p := s.middle("a", 1)
	s.dragCard(p, p.AddXY(4, 4))
	s.told(t, "select a 1")
	if _, c, ok := s.Current(); !ok || c.Key() != 1 {
		t.Errorf("current %v", c)
	}
}

func TestBoardDropsThatDoNothing(t *testing.T) {
	tests := map[string]func(s *boardBase, from fyne.Position){
		"same column": func(s *boardBase, from fyne.Position) { s.dragCard(from, s.middle("a", 3)) },
		"Esc": func(s *boardBase, from fyne.Position) {
			s.press(from)
			s.carryTo(from, s.middle("b", 1))
			s.win.Canvas().Focused().TypedKey(key(fyne.KeyEscape))
			s.carryTo(s.middle("b", 1), s.middle("c", 1))
			s.release(s.middle("c", 1))
		},
		"focus lost": func(s *boardBase, from fyne.Position) {
			s.press(from)
			s.carryTo(from, s.middle("b", 1))
			s.win.Canvas().Unfocus()
			s.release(s.middle("b", 1))
		},
		"outside the board": func(s *boardBase, from fyne.Position) { s.dragCard(from, fyne.NewPos(300, -40)) },
		"refused": func(s *boardBase, from fyne.Position) {
			s.CanDrop = func(_ BoardCard, _, to string) bool { return to != "b" }
			s.dragCard(from, s.middle("b", 1))
		},
	}
	for name, act := range tests {
		t.Run(name, func(t *testing.T) {
			s := showBoard(t, 10, 10, 10)
			before := test.RenderToMarkup(s.win.Canvas())
			act(s, s.middle("a", 1))
			s.told(t)
			if s.Dragging() || s.steps != nil {
				t.Error("the drag goes on")
			}
			s.win.Canvas().Unfocus()
			s.setHover(boardPlace{})
			if after := test.RenderToMarkup(s.win.Canvas()); len(strings.Split(after, "<text")) != len(strings.Split(before, "<text")) {
				t.Error("the board looks different from before")
			}
		})
	}
}

func TestBoardScrollsAtTheEdges(t *testing.T) {
	s := showBoard(t, 10, 500, 10, 10, 10, 10, 10)
	from := s.middle("a", 0)
	s.press(from)
	low := fyne.NewPos(s.laneX(1)+s.wide/2, s.bodyTop()+s.bodyHeight()-4)
	s.carryTo(from, low)
	if s.steps == nil {
		t.Fatal("nothing moves at the lower edge")
	}
	for range 300 {
		s.steps(1)
	}
	l := s.lane("b")
	if l.off < 300*boardSpeed*0.7 {
		t.Errorf("scrolled by %v", l.off)
	}
	if want := s.slotUnder(l, low.Y); l.gap != want || want < 30 {
		t.Errorf("room made at %d, the pointer is at %d", l.gap, want)
	}
	side := fyne.NewPos(798, s.bodyTop()+200)
	s.carryTo(low, side)
	for range 300 {
		s.steps(1)
	}
	if s.left != s.farthestLeft() || s.drag.target != "g" {
		t.Errorf("sideways at %v of %v over %q", s.left, s.farthestLeft(), s.drag.target)
	}
	s.carryTo(side, fyne.NewPos(400, side.Y))
	if s.steps != nil {
		t.Error("still scrolling in the middle")
	}
	s.release(fyne.NewPos(400, side.Y))
	if len(s.log) != 1 || !strings.HasPrefix(s.log[0], "drop 0 a ") {
		t.Errorf("told %q", s.log)
	}
}

func TestBoardDraggingDrawsNoCards(t *testing.T) {
	s := showBoard(t, 40, 40, 40, 40)
	from := s.middle("a", 1)
	s.press(from)
	s.carryTo(from, from.AddXY(20, 0))
	before := s.drawn
	s.carryTo(from.AddXY(20, 0), s.middle("d", 2))
	if s.drawn != before {
		t.Errorf("%d cards drawn while one was carried", s.drawn-before)
	}
	s.release(s.middle("a", 1))
}

func TestBoardColumnReloadLeavesTheOthers(t *testing.T) {
	s := showBoard(t, 40, 40, 40)
	s.drawn, s.wants = 0, nil
	s.Reload("b")
	inView := int(s.bodyHeight()/s.pitch()) + 1
	if s.drawn > 2*inView || !slices.Equal(s.wants, []string{"b0"}) {
		t.Errorf("%d cards drawn, asked for %v", s.drawn, s.wants)
	}
}

func TestBoardColumnOfEightThousandCostsAsOneOfTwenty(t *testing.T) {
	s := showBoard(t, 20, 8000)
	if a, b := len(s.lane("a").faces), len(s.lane("b").faces); a != b {
		t.Errorf("%d and %d faces", a, b)
	}
	s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: s.middle("b", 0)}, Scrolled: fyne.NewDelta(0, -1e9)})
	last := s.face(t, "b", 7999)
	if got := shownTexts(last.box); !slices.Contains(got, "card b7999") {
		t.Errorf("the last card shows %q", got)
	}
	if end := last.box.Position().Y + s.Board.height; end != s.bodyHeight() {
		t.Errorf("the last card ends at %v of %v", end, s.bodyHeight())
	}
	if s.lane("a").off != 0 {
		t.Error("the other column scrolled too")
	}
	for from := 0.0; from < s.lowest(s.lane("b")); from += 5000 {
		s.lane("b").off = from
		s.placeCards(s.lane("b"), false)
	}
	if n := len(s.lane("b").pages); n > boardKeep {
		t.Errorf("%d pages in memory", n)
	}
}

func TestBoardRecycledFacesShowNothingOfTheirFormerCard(t *testing.T) {
	s := showBoard(t, 300)
	for range 29 {
		s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 300)}, Scrolled: fyne.NewDelta(0, -77)})
	}
	from, to := s.cardsInView(s.lane("a"))
	for i := from; i < to; i++ {
		want := []string{fmt.Sprintf("card a%d", i), "1 000", "25.11"}
		if i%2 == 0 {
			want = append(want, "even", "9 days", "6")
		} else {
			want = append(want, "9 days")
		}
		if got := shownTexts(s.face(t, "a", i).box); !slices.Equal(got, want) {
			t.Errorf("card %d shows %q, want %q", i, got, want)
		}
	}
}

func TestBoardKeyboard(t *testing.T) {
	s := showBoard(t, 10, 0, 10)
	s.win.Canvas().Focus(s.Board)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeyEnd, fyne.KeyReturn, desktop.KeyMenu} {
		s.win.Canvas().Focused().TypedKey(key(k))
	}
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault})
	s.CanDrop = func(_ BoardCard, _, to string) bool { return to != "b" }
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault})
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierShortcutDefault})
	s.told(t, "select a 0", "select a 1", "select c 200001", "select a 1", "select a 9", "open a 9", "menu 9", "drop 9 a b", "drop 9 a c")
	if f := s.face(t, "a", 9); f.ground.look.edge != C(Accent) {
		t.Error("the current card has no focus outline")
	}
	s.win.Canvas().Unfocus()
	if f := s.face(t, "a", 9); f.ground.look.edge != C(AccentLine) {
		t.Error("the current card is not marked without focus")
	}
}

func TestBoardTapsAndMenus(t *testing.T) {
	s := showBoard(t, 10, 10)
	clock := time.Unix(0, 0)
	s.now = func() time.Time { return clock }
	p := s.middle("b", 2)
	s.tap(p)
	clock = clock.Add(300 * time.Millisecond)
	s.tap(p)
	clock = clock.Add(300 * time.Millisecond)
	s.tap(s.middle("b", 1))
	s.TappedSecondary(&fyne.PointEvent{Position: s.middle("a", 0), AbsolutePosition: s.middle("a", 0)})
	s.told(t, "select b 100002", "open b 100002", "select b 100001", "menu 0")
	foot := fyne.NewPos(s.laneX(0)+50, s.laneHeight()-10)
	s.tap(foot)
	if s.lane("a").off == 0 {
		t.Error("a tap on the footer shows no more cards")
	}
}

func TestBoardStaysWhereItWas(t *testing.T) {
	counts := []int{10, 400, 10, 10, 10, 10, 10}
	s := showBoard(t, counts...)
	s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: s.middle("b", 1)}, Scrolled: fyne.NewDelta(0, -777)})
	s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: s.middle("c", 1)}, Scrolled: fyne.NewDelta(-90, 0)})
	s.tap(s.middle("b", 9))
	kept, err := json.Marshal(s.State())
	if err != nil {
		t.Fatal(err)
	}
	s.SetColumns(s.columns())
	s.Reload()
	if again, _ := json.Marshal(s.State()); string(again) != string(kept) {
		t.Errorf("after a reload %s, before %s", again, kept)
	}
	var state BoardState
	if err := json.Unmarshal(kept, &state); err != nil {
		t.Fatal(err)
	}
	o := showBoard(t, counts...)
	o.SetColumns(nil)
	o.Restore(state)
	o.SetColumns(o.columns())
	if again, _ := json.Marshal(o.State()); string(again) != string(kept) {
		t.Errorf("after a restore %s, before %s", again, kept)
	}
	if _, c, ok := o.Current(); !ok || c.Key() != 100_009 {
		t.Errorf("current card %v", c)
	}
}

func TestBoardMarkFollowsAMovedCard(t *testing.T) {
	s := showBoard(t, 10, 10)
	s.tap(s.middle("a", 3))
	moved := append([]BoardCard{&boardTestCard{id: 3, name: "card a3"}}, s.page("b", 0)...)
	s.SetCards("a", 0, append(s.page("a", 0)[:3:3], s.page("a", 0)[4:]...))
	s.SetCards("b", 0, moved)
	if col, c, ok := s.Current(); !ok || col != "b" || c.Key() != 3 {
		t.Errorf("current %v in %q", c, col)
	}
}

func TestBoardGroundClimbs(t *testing.T) {
	s := showBoard(t, 3, 3, 3)
	for i, want := range []float32{8, 4, 0} {
		l := s.lanes[i]
		if y := l.back.line[0].Position().Y; y != want {
			t.Errorf("column %d begins at %v, want %v", i, y, want)
		}
		if y := l.clip.Position().Y; y != 8+boardHead {
			t.Errorf("cards of column %d begin at %v", i, y)
		}
	}
}

func TestBoardTurnsToTheOtherTheme(t *testing.T) {
	s := showBoard(t, 10, 10)
	fyne.CurrentApp().Settings().SetTheme(NewTheme(true))
	t.Cleanup(func() { NewTheme(false) })
	s.Refresh()
	for _, l := range s.lanes {
		for _, f := range l.faces {
			if f.box.Visible() && (f.ground.look.fill != C(Surface) || f.title.Color != C(Text)) {
				t.Fatal("a card keeps the light colours")
			}
		}
	}
}

func TestHintParts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(false))
	tests := []struct{ text, head, rest string }{
		{"Повышение\nдо «Клиент»", "Повышение", "до «Клиент»"},
		{"Перенос", "Перенос", ""},
		{"Повышение до «Сторонник»", "Повышение", "до «Сторонник»"},
	}
	for _, tt := range tests {
		if h, r := hintParts(tt.text, 110); h != tt.head || r != tt.rest {
			t.Errorf("%q: %q and %q", tt.text, h, r)
		}
	}
}

func TestGroupDigits(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1\u00a0000", 1234567: "1\u00a0234\u00a0567", -1000: "-1\u00a0000"} {
		if got := groupDigits(n); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}

func TestBoardKeyToACardNotReadYet(t *testing.T) {
	s := showBoard(t, 8000)
	var asked []int
	s.Want = func(col string, from int) { asked = append(asked, from) }
	s.tap(s.middle("a", 0))
	s.TypedKey(key(fyne.KeyEnd))
	s.TypedKey(key(fyne.KeyUp))
	s.told(t, "select a 0")
	for _, from := range asked {
		s.SetCards("a", from, s.page("a", from))
	}
	s.told(t, "select a 0", "select a 7998")
}

func TestBoardTips(t *testing.T) {
	s := showBoard(t, 10, 10)
	long := "A long note that no card has the room to show, whatever the width of its column may be in the end, since it goes on and on and on and comes to no end at all"
	s.DrawCard = func(f *CardFace, c BoardCard) {
		f.Title("title")
		f.Note(long, Text2)
	}
	cols := s.columns()
	cols[1].Tip = "The whole name"
	s.SetColumns(cols)
	at := func(p fyne.Position) string {
		s.MouseMoved(mouseAt(p.X, p.Y))
		return s.Tip()
	}
	if got := at(s.middle("a", 2)); got != long {
		t.Errorf("tip of the card %q", got)
	}
	if got := at(fyne.NewPos(s.laneX(1)+20, 30)); got != "The whole name" {
		t.Errorf("tip of the title %q", got)
	}
	if got := at(fyne.NewPos(s.laneX(0)+20, 30)); got != "" {
		t.Errorf("tip of a title shown whole %q", got)
	}
	s.MouseOut()
	if s.Tip() != "" {
		t.Error("a tip without a pointer")
	}
}

// TestSumMakesRoomForNothingElse narrows the room beside a sum: first the sum is told shortly, then the day goes.
func TestSumMakesRoomForNothingElse(t *testing.T) {
	for _, c := range []struct {
		beside string // which sum the day leaves room for
		tip    string
	}{{"1 600 000", ""}, {"1,6", "1 600 000"}, {"", "the day"}} {
		f := newCardFace()
		f.size = fyne.NewSize(160, 92)
		day := strings.Repeat(".", 200)
		for c.beside != "" && Dense.Width(c.beside)+6+Caption.Width(day) > f.inside() {
			day = day[1:]
		}
		f.PairShort(Ink{S: "1 600 000", T: Text, Style: Dense}, "1,6", Ink{S: day, T: Text2, Style: Caption})
		tip := f.tipText()
		if strings.Contains(tip, ".") {
			tip = "the day"
		}
		if tip != c.tip {
			t.Errorf("a day that leaves room for %q: hidden is %q, want %q", c.beside, tip, c.tip)
		}
	}
}

// bigBoard shows 240 cards at once: eight columns of thirty.
func bigBoard(b *testing.B) *boardBase {
	b.Helper()
	s := showBoard(b, 400, 400, 400, 400, 400, 400, 400, 400)
	s.win.Resize(fyne.NewSize(1360, 52+28+28+30*92))
	s.SetCardHeight(CardLow)
	n := 0
	for _, l := range s.lanes {
		for _, f := range l.faces {
			if f.box.Visible() {
				n++
			}
		}
	}
	if n < 240 {
		b.Fatalf("only %d cards in view", n)
	}
	return s
}

func BenchmarkBoardRefresh(b *testing.B) {
	s := bigBoard(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Refresh()
	}
}

func BenchmarkBoardScroll(b *testing.B) {
	s := bigBoard(b)
	b.ReportAllocs()
	at := fyne.PointEvent{Position: fyne.NewPos(100, 300)}
	down := true
	for b.Loop() {
		dy := float32(-25)
		if !down {
			dy = 25
		}
		s.Scrolled(&fyne.ScrollEvent{PointEvent: at, Scrolled: fyne.NewDelta(0, dy)})
		if off := s.lanes[0].off; off == 0 || off == s.lowest(s.lanes[0]) {
			down = !down
		}
	}
}

func BenchmarkBoardDragStep(b *testing.B) {
	s := bigBoard(b)
	from := s.middle("a", 1)
	s.press(from)
	s.carryTo(from, from.AddXY(30, 0))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		at := fyne.NewPos(60+float32(i*4%1200), 200+float32(i%1500))
		s.Dragged(&fyne.DragEvent{PointEvent: mouseAt(at.X, at.Y).PointEvent})
	}
}
