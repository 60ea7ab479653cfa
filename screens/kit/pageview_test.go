package kit

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/page"
)

func pageStage(t testing.TB, doc *page.Document, w, h float32) (*PageView, fyne.Window) {
	t.Helper()
	dress(t, false)
	v := NewPageView()
	v.loader.Sync = true
	win := stage(t, v, w, h)
	v.SetDocument(doc)
	win.Canvas().Capture()
	return v, win
}

// pageInk draws marks on a sheet of w × h mm at ten pixels per millimetre.
func pageInk(t *testing.T, pictures map[string][]byte, w, h int, marks ...any) *image.RGBA {
	t.Helper()
	p := pagePainter{dst: image.NewRGBA(image.Rect(0, 0, w*10, h*10)), scale: 10, pictures: pictures, shelf: &pageShelf{}, fonts: pageFonts}
	if err := p.paint(context.Background(), marks); err != nil {
		t.Fatal(err)
	}
	return p.dst
}

func pageBlack(m *image.RGBA, x, y int) bool { return m.RGBAAt(x, y).R < 100 }

func TestPagePainterDrawsEveryMark(t *testing.T) {
	var png1 bytes.Buffer
	red := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		red.Set(i%4, i/4, color.RGBA{R: 255, A: 255})
	}
	if err := png.Encode(&png1, red); err != nil {
		t.Fatal(err)
	}
	m := pageInk(t, map[string][]byte{"logo": png1.Bytes()}, 20, 20,
		page.Rect{X: 1, Y: 1, W: 2, H: 2, Filled: true},
		page.Rect{X: 5, Y: 1, W: 3, H: 3, Thick: 0.4},
		page.Line{X1: 1, Y1: 6, X2: 9, Y2: 6, Thick: 0.5, Dash: []float64{1, 1}},
		page.Line{X1: 10, Y1: 10, X2: 14, Y2: 14, Thick: 0.6},
		page.Poly{Points: []page.Point{{X: 12, Y: 1}, {X: 16, Y: 1}, {X: 14, Y: 5}}, Filled: true},
		page.Circle{X: 4, Y: 12, R: 2, Filled: true},
		page.Circle{X: 4, Y: 17, R: 2, Thick: 0.5},
		page.Image{X: 16, Y: 16, W: 3, H: 3, Name: "logo"},
		page.Image{X: 1, Y: 1, W: 3, H: 3, Name: "missing"},
	)
	for name, c := range map[string]struct {
		x, y  int
		black bool
	}{
		"filled": {20, 20, true}, "outline": {50, 20, true}, "hollow": {65, 25, false},
		"dash on": {15, 60, true}, "dash off": {25, 60, false}, "oblique": {120, 120, true},
		"polygon": {140, 20, true}, "beside the polygon": {121, 45, false},
		"disc": {40, 120, true}, "ring": {20, 170, true}, "ring's middle": {40, 170, false},
	} {
		if pageBlack(m, c.x, c.y) != c.black {
			t.Errorf("%s at %d, %d: %v", name, c.x, c.y, m.RGBAAt(c.x, c.y))
		}
	}
	if got := m.RGBAAt(175, 175); got != (color.RGBA{255, 0, 0, 255}) {
		t.Errorf("picture is %v", got)
	}
}

func TestPagePainterKeepsMarksOutsideTheSheetAway(t *testing.T) {
	pageInk(t, nil, 4, 4,
		page.Text{X: -5, Y: -1, S: "вне листа", Size: 30, Width: 40},
		page.Text{X: 3, Y: 4.2, S: "вне листа", Size: 30, Width: 40},
		page.Circle{X: 0, Y: 0, R: 50, Filled: true, Thick: 1},
		page.Poly{Points: []page.Point{{X: -9, Y: -9}, {X: 90, Y: -9}, {X: 2, Y: 90}}, Filled: true, Thick: 1},
		page.Line{X1: -9, Y1: 2, X2: 99, Y2: 3, Thick: 2})
}

// textEnds finds the first and the last inked column.
func textEnds(m *image.RGBA) (first, last int) {
	first = -1
	for x := range m.Rect.Dx() {
		for y := range m.Rect.Dy() {
			if m.RGBAAt(x, y).R < 160 {
				if first < 0 {
					first = x
				}
				last = x
			}
		}
	}
	return first, last
}

func TestPagePainterSetsTextByTheMeasuredWidth(t *testing.T) {
	const s = "Нагревание помещений Н"
	natural := pageWidth(s, page.Regular, 10)
	for _, stretch := range []float64{1, 1.03} {
		m := pageInk(t, nil, 90, 8, page.Text{X: 5, Y: 6, S: s, Size: 10, Width: natural * stretch})
		first, last := textEnds(m)
		left, right := 50, int((5+natural*stretch)*10)
		if first < left || first > left+6 || last > right || last < right-8 {
			t.Errorf("×%v: ink from %d to %d, the run goes from %d to %d", stretch, first, last, left, right)
		}
	}
}

func TestPagePainterKeepsTheDotOfUkrainianI(t *testing.T) {
	for _, f := range []page.Face{page.Regular, page.Bold, page.Italic} {
		m := pageInk(t, nil, 6, 10, page.Text{X: 2, Y: 8, S: "і", Face: f, Size: 20})
		if got := figParts(m); got != 2 {
			t.Errorf("face %d: «і» has %d parts one above the other", f, got)
		}
	}
}

func TestPageViewStaysWhiteInTheDark(t *testing.T) {
	dress(t, true)
	v := NewPageView()
	v.loader.Sync = true
	win := stage(t, v, 400, 500)
	v.SetDocument(figPaper(3, ""))
	win.Canvas().Capture()
	pic := win.Canvas().Capture()
	if got := figPixel(pic, 200, 300); got.R != 255 || got.B != 255 {
		t.Errorf("the sheet is %v", got)
	}
	if got := figPixel(pic, 3, 300); got != C(Well) {
		t.Errorf("the desk is %v", got)
	}
}

func TestPageViewPaintsOnlyWhatIsVisible(t *testing.T) {
	v, win := pageStage(t, figPaper(400, ""), 400, 500)
	if v.Pages() < 10 {
		t.Fatalf("%d pages", v.Pages())
	}
	for n := 1; n <= v.Pages(); n++ {
		v.GoTo(n)
		win.Canvas().Capture()
	}
	if all := len(v.sheets) + len(v.spare); all > 3 {
		t.Errorf("%d sheets exist", all)
	}
	if v.Page() != v.Pages() {
		t.Errorf("at page %d of %d", v.Page(), v.Pages())
	}
}

func TestPageViewRepaintsChangedPagesOnly(t *testing.T) {
	v, win := pageStage(t, figPaper(38, ""), 400, 1300)
	first, second := v.sheets[0].img, v.sheets[1].img
	if first == nil || second == nil {
		t.Fatal("both pages are in view and should be painted")
	}
	v.SetDocument(figPaper(38, " и насосом"))
	win.Canvas().Capture()
	if v.sheets[0].img == first {
		t.Error("the changed page was not painted again")
	}
	if v.sheets[1].img != second {
		t.Error("the unchanged page was painted again")
	}
	if bytes.Equal(first.Pix, v.sheets[0].img.Pix) {
		t.Error("the new picture shows the old text")
	}
}

func TestPageViewDropsOvertakenPictures(t *testing.T) {
	v, _ := pageStage(t, figPaper(5, ""), 400, 500)
	s := v.sheets[0]
	shown := s.img
	v.hang(s, 7, pageResult{img: image.NewRGBA(image.Rect(0, 0, 1, 1)), doc: v.doc}, nil)
	v.hang(s, 0, pageResult{}, context.Canceled)
	if s.img != shown {
		t.Error("a picture of another page or of cancelled work was hung")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := pagePainter{dst: image.NewRGBA(image.Rect(0, 0, 10, 10)), scale: 1, shelf: &pageShelf{}, fonts: pageFonts}
	if p.paint(ctx, v.doc.Pages[0].Marks) == nil {
		t.Error("overtaken painting went on to its end")
	}
}

func TestPageViewZoom(t *testing.T) {
	v, _ := pageStage(t, figPaper(5, ""), 472, 500)
	var told []int
	v.OnZoom = func(p int) { told = append(told, p) }
	if v.Zoom() != 74 || !v.Fits() {
		t.Errorf("fits 472 units at %d %%", v.Zoom())
	}
	v.ZoomIn()
	v.ZoomOut()
	v.SetZoom(500)
	v.SetZoom(1)
	heldForTest = fyne.KeyModifierControl
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	heldForTest = 0
	v.FitWidth()
	want := []int{80, 70, 200, 50, 60, 74}
	if len(told) != len(want) {
		t.Fatalf("told %v, want %v", told, want)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Fatalf("told %v, want %v", told, want)
		}
	}
}

func TestPageViewFollowsATag(t *testing.T) {
	v, _ := pageStage(t, figPaper(80, ""), 400, 400)
	if !v.ScrollToTag("line:70") || !v.band.Visible() {
		t.Fatal("the tag was not found")
	}
	if y := v.band.Position().Y; y < 0 || y > 400 {
		t.Errorf("the mark stands at %v of 400", y)
	}
	if v.Page() < 2 {
		t.Errorf("at page %d", v.Page())
	}
	was := v.y
	v.ScrollToTag("line:71")
	if v.y != was {
		t.Error("scrolled although the next line was in view")
	}
	if v.ScrollToTag("no such") || v.band.Visible() {
		t.Error("a tag nobody bears is marked")
	}
	v.SetDocument(nil)
	if v.Pages() != 0 || v.Page() != 0 {
		t.Error("an empty desk has pages")
	}
}

func TestPageViewKeystrokeIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	v, win := pageStage(t, figPaper(30, ""), 472, 700)
	best := time.Hour
	for i := range 20 {
		doc := figPaper(30, string(rune('а'+i)))
		start := time.Now()
		v.SetDocument(doc)
		best = min(best, time.Since(start))
	}
	win.Canvas().Capture()
	if best > 16*time.Millisecond {
		t.Errorf("a keystroke takes %v at best", best)
	}
}

// BenchmarkPageViewKeystroke lays a changed offer of 30 lines on the desk and paints it, without the background.
func BenchmarkPageViewKeystroke(b *testing.B) {
	v, _ := pageStage(b, figPaper(30, ""), 472, 700)
	docs := []*page.Document{figPaper(30, " а"), figPaper(30, " б")}
	b.ResetTimer()
	for i := range b.N {
		v.SetDocument(docs[i%2])
	}
}

// BenchmarkPagePainterDense paints a full A4 sheet at the pixels of a 200 % screen.
func BenchmarkPagePainterDense(b *testing.B) {
	doc := figPaper(31, "")
	dst := image.NewRGBA(image.Rect(0, 0, 1190, 1684))
	p := pagePainter{dst: dst, scale: 1190.0 / 210, shelf: &pageShelf{}, fonts: pageFonts}
	for b.Loop() {
		if err := p.paint(context.Background(), doc.Pages[0].Marks); err != nil {
			b.Fatal(err)
		}
	}
}
