package kit

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// figPicture draws an object alone on a card of its size.
func figPicture(t testing.TB, o fyne.CanvasObject, w, h float32) image.Image {
	t.Helper()
	win := stage(t, container.NewStack(canvas.NewRectangle(C(Surface)), o), w, h)
	return win.Canvas().Capture()
}

func figSame(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if figPixel(a, x, y) != figPixel(b, x, y) {
				return false
			}
		}
	}
	return true
}

func figPixel(m image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
}

func TestLadderGlyphStandsOnWholePixels(t *testing.T) {
	dress(t, false)
	l := NewLadderGlyph(8, 38, 14)
	l.Set(3, 5, BFill)
	pic := figPicture(t, l, 38, 14)
	fill, track := C(BFill).(color.NRGBA), C(Track).(color.NRGBA)
	white := C(Surface).(color.NRGBA)
	for i := range 8 {
		x := i * 5
		want := [8]color.NRGBA{fill, fill, fill, white, white, track, track, track}[i]
		if got := figPixel(pic, x+1, 12); got != want {
			t.Errorf("bar %d: middle is %v, want %v", i+1, got, want)
		}
		if got := figPixel(pic, x+3, 12); i < 7 && got != white {
			t.Errorf("bar %d: gap is %v, want empty", i+1, got)
		}
	}
	if got := figPixel(pic, 15, 12); got != fill {
		t.Errorf("outline of bar 4 is %v, want %v", got, fill)
	}
	if got := figPixel(pic, 36, 0); got != track {
		t.Errorf("the last bar does not reach the top: %v", got)
	}
}

func TestLadderGlyphRecycledShowsNothingOfFormerValues(t *testing.T) {
	dress(t, false)
	used := NewLadderGlyph(8, 38, 14)
	used.Set(2, 7, SFill)
	figPicture(t, used, 38, 14)
	used.Set(5, 5, BFill)
	fresh := NewLadderGlyph(8, 38, 14)
	fresh.Set(5, 5, BFill)
	if !figSame(figPicture(t, used, 38, 14), figPicture(t, fresh, 38, 14)) {
		t.Error("a recycled ladder differs from a new one")
	}
}

func TestLadderGlyphHoldsToItsRungs(t *testing.T) {
	for _, c := range []struct{ now, highest, wantNow, wantHigh int }{
		{3, 6, 3, 6}, {3, 1, 3, 3}, {-1, 20, 0, 8}, {9, 9, 8, 8},
	} {
		l := NewLadderGlyph(8, 38, 14)
		l.Set(c.now, c.highest, BFill)
		if l.now != c.wantNow || l.highest != c.wantHigh {
			t.Errorf("Set(%d, %d) holds %d, %d", c.now, c.highest, l.now, l.highest)
		}
	}
}

func TestStepperTapAndKeyboard(t *testing.T) {
	dress(t, false)
	s := NewStepper()
	s.Set(figStairs(5, 6))
	var got []int
	s.OnTap = func(n int) { got = append(got, n) }
	win := stage(t, s, 800, 120)
	test.TapCanvas(win.Canvas(), fyne.NewPos(150, 80))
	test.TapCanvas(win.Canvas(), fyne.NewPos(799, 80))
	win.Canvas().Unfocus()
	s.Set(figStairs(5, 6))
	win.Canvas().Focus(s)
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyLeft, fyne.KeyEnter, fyne.KeyEnd, fyne.KeyRight, fyne.KeySpace, fyne.KeyHome, fyne.KeyReturn} {
		s.TypedKey(&fyne.KeyEvent{Name: k})
	}
	want := []int{2, 8, 5, 4, 8, 1}
	if len(got) != len(want) {
		t.Fatalf("proposed %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("proposed %v, want %v", got, want)
		}
	}
}

func TestStepperColoursTellTheState(t *testing.T) {
	s := NewStepper()
	s.Set(figStairs(5, 6))
	for n, want := range map[int]Token{1: BPast, 4: BPast, 5: BFill, 6: BFill, 7: Track} {
		if got := s.barToken(n); got != want {
			t.Errorf("rung %d has token %d, want %d", n, got, want)
		}
	}
	if !s.outlined(6) || s.outlined(5) || s.outlined(7) {
		t.Error("only the sixth rung is to be outlined")
	}
	v := figStairs(5, 6)
	v.Ended = "ушёл"
	s.Set(v)
	for n := 1; n <= 8; n++ {
		if tok := s.barToken(n); tok != Track && tok != Line2 {
			t.Errorf("ended: rung %d is not grey", n)
		}
	}
	if s.above(5).Caption != "ушёл" || s.above(6).Caption != "" || s.outlined(6) {
		t.Error("ended: the word stands over the rung reached last, and nothing else")
	}
}

func TestStepperFitsAnyNumberOfRungs(t *testing.T) {
	dress(t, false)
	for _, n := range []int{1, 5, 6, 7, 8, 9} {
		s := NewStepper()
		v := StepperView{Now: 1, Highest: 1, Fill: SFill, Past: SPast}
		for range n {
			v.Rungs = append(v.Rungs, StepperRung{Name: "Имя ступени подлиннее"})
		}
		s.Set(v)
		stage(t, s, 701, 120)
		end := float32(0)
		for i := 1; i <= n; i++ {
			x, w := s.column(i)
			if x < end || w <= 0 {
				t.Errorf("%d rungs: rung %d at %v is %v wide, the one before ends at %v", n, i, x, w, end)
			}
			end = x + w
			if i > 1 && s.heightOf(i) <= s.heightOf(i-1) {
				t.Errorf("%d rungs: rung %d does not rise", n, i)
			}
		}
		if end > 701 || end < 699 {
			t.Errorf("%d rungs end at %v of 701", n, end)
		}
		if s.heightOf(n) != stepperPeak {
			t.Errorf("%d rungs: the last is %v high", n, s.heightOf(n))
		}
	}
}

func TestStepperTellsACutName(t *testing.T) {
	dress(t, false)
	s := NewStepper()
	s.Set(figStairs(5, 6))
	stage(t, s, 500, 120)
	s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 100)}})
	if s.Tip() != "1. Колеблющийся" {
		t.Errorf("tip is %q", s.Tip())
	}
	s.MouseOut()
}

func TestRingTellsByFullness(t *testing.T) {
	dress(t, false)
	r := NewRing(48)
	r.Set(0.5, GreenFill)
	pic := figPicture(t, r, 48, 48)
	if got := figPixel(pic, 45, 24); got != C(GreenFill) {
		t.Errorf("right half is %v", got)
	}
	if got := figPixel(pic, 2, 24); got != C(Track) {
		t.Errorf("left half is %v", got)
	}
	for share, want := range map[float64]Token{0: GreenFill, 0.8: GreenFill, 0.81: AmberFill, 1: AmberFill, 1.01: RedFill} {
		if TermFill(share) != want {
			t.Errorf("TermFill(%v) = %d, want %d", share, TermFill(share), want)
		}
	}
}

func TestGaugeZonesAndMarks(t *testing.T) {
	for value, want := range map[float64]int{1: 0, 1.6: 0, 1.7: 1, 2.3: 1, 2.4: 2, 3: 2, 9: 2} {
		v := GaugeView{Low: 1, High: 3, Value: value, HasValue: true}
		if v.zone() != want {
			t.Errorf("value %v is in zone %d, want %d", value, v.zone(), want)
		}
	}
	dress(t, false)
	g := NewGauge()
	g.Set(GaugeView{Low: 1, High: 3, Value: 2, HasValue: true, Figure: "2,00"})
	stage(t, g, 212, 118)
	if !g.before.Hidden || g.rim.Hidden {
		t.Error("the dot before shows without a value before, or the marker is missing")
	}
	if mid := g.rim.Position().X + g.rim.Size().Width/2; mid < 105 || mid > 107 {
		t.Errorf("the middle value stands at %v of 212", mid)
	}
	g.Set(GaugeView{Low: 1, High: 3})
	if !g.rim.Hidden || !g.marker.Hidden {
		t.Error("a gauge without a value shows a marker")
	}
}

func TestMiniHistoryKeepsTheNewest(t *testing.T) {
	dress(t, false)
	h := NewMiniHistory(1, 3)
	points := make([]HistoryPoint, 7)
	for i := range points {
		points[i] = HistoryPoint{Value: 1 + float64(i)/3, Figure: "x"}
	}
	h.Set(points)
	stage(t, h, 374, 130)
	visible := 0
	for i, m := range h.marks {
		if m.disc.Visible() {
			visible++
			if i < 3 {
				t.Errorf("old measurement %d is shown", i)
			}
		}
	}
	if visible != 4 {
		t.Errorf("%d measurements shown, want 4", visible)
	}
	h.Set(points[:1])
	if h.marks[0].line.Visible() || !h.marks[0].disc.Visible() {
		t.Error("a single measurement is a dot without a line")
	}
}

func TestUkrainianLettersKeepTheirDots(t *testing.T) {
	dress(t, false)
	for _, bold := range []bool{false, true} {
		text := canvas.NewText("і", C(Text))
		text.TextSize, text.TextStyle = 28, fyne.TextStyle{Bold: bold}
		if got := figParts(figPicture(t, text, 20, 44)); got != 2 {
			t.Errorf("bold %v: «і» has %d parts one above the other, want a stem and a dot", bold, got)
		}
		text.Text = "ı"
		if got := figParts(figPicture(t, text, 20, 44)); got != 1 {
			t.Errorf("bold %v: the dotless letter has %d parts: the test cannot tell", bold, got)
		}
		text.Text, text.TextSize = "її і клієнт", 56
		win := figPicture(t, text, 440, 88)
		if n := figDotRow(win); n < 6 {
			t.Errorf("bold %v: the row of the dots has %d marks, want at least 6", bold, n)
		}
	}
}

func figInk(m image.Image, x, y int) bool {
	c := figPixel(m, x, y)
	return int(c.R)+int(c.G)+int(c.B) < 3*170
}

// figParts counts the runs of inked rows from top to bottom.
func figParts(m image.Image) int {
	n, was := 0, false
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		inked := false
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			inked = inked || figInk(m, x, y)
		}
		if inked && !was {
			n++
		}
		was = inked
	}
	return n
}

// figDotRow counts the separate marks in the row that crosses the dots: the first inked row and the two below it.
func figDotRow(m image.Image) int {
	best, rows := 0, 0
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y && rows < 4; y++ {
		n, was := 0, false
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			ink := figInk(m, x, y)
			if ink && !was {
				n++
			}
			was = ink
		}
		if n > 0 {
			rows++
		}
		best = max(best, n)
	}
	return best
}
