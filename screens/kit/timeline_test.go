package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func tlWheel(t *Timeline, dy float32) {
	t.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
}

func TestTimelineKeepsFewObjects(t *testing.T) {
	dress(t, false)
	line := figTimeline(10000)
	stage(t, line, 400, 600)
	for range 400 {
		tlWheel(line, -300)
	}
	if line.top < 1000 {
		t.Errorf("after 120,000 units the first item is %d", line.top)
	}
	if n := line.objectsAlive(); n > 20 {
		t.Errorf("%d rows exist for a view of 600 units", n)
	}
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	last := line.place(9999) + line.height(9999)
	if last < 599 || last > 601 {
		t.Errorf("the last item ends at %v of 600", last)
	}
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if line.top != 0 || line.off != 0 {
		t.Errorf("home is item %d, %v", line.top, line.off)
	}
}

func TestTimelineScrollsThereAndBack(t *testing.T) {
	dress(t, false)
	line := figTimeline(500)
	stage(t, line, 400, 600)
	tlWheel(line, -1234.5)
	tlWheel(line, -777)
	tlWheel(line, 777)
	tlWheel(line, 1234.5)
	if line.top != 0 || line.off > 0.01 {
		t.Errorf("back at item %d, %v units in", line.top, line.off)
	}
	tlWheel(line, 500)
	if line.top != 0 || line.off != 0 {
		t.Error("scrolled above the first item")
	}
}

func TestTimelineAsksForPagesOnce(t *testing.T) {
	dress(t, false)
	line := NewTimeline()
	var asked []int
	line.Want = func(from int) { asked = append(asked, from) }
	stage(t, line, 400, 600)
	line.SetItems(figItems(0, 50), true)
	if len(asked) != 0 {
		t.Errorf("asked %v although 50 items are at hand", asked)
	}
	for range 12 {
		tlWheel(line, -200)
	}
	if len(asked) != 1 || asked[0] != 50 {
		t.Fatalf("asked %v, want once from 50", asked)
	}
	line.Append(figItems(50, 50), false)
	for range 60 {
		tlWheel(line, -200)
	}
	if len(asked) != 1 || line.Count() != 100 {
		t.Errorf("asked %v with %d items", asked, line.Count())
	}
}

func TestTimelineUnfoldsLongTexts(t *testing.T) {
	dress(t, false)
	line := figTimeline(6)
	win := stage(t, line, 400, 600)
	opened := int64(0)
	line.OnOpen = func(key int64) { opened = key }
	s := line.shape(2)
	if len(s.lines) != 2 || !strings.HasSuffix(s.lines[1], "…") || s.link != "ещё" {
		t.Fatalf("folded: %d lines, link %q, ends %q", len(s.lines), s.link, s.lines[len(s.lines)-1])
	}
	if end := s.linkAt.X + Dense.Width(s.link); end > line.width {
		t.Errorf("the word ends at %v of %v", end, line.width)
	}
	at := fyne.NewPos(s.linkAt.X+4, line.place(2)+s.linkAt.Y+4)
	test.TapCanvas(win.Canvas(), at)
	s = line.shape(2)
	if len(s.lines) < 3 || s.link != "свернуть" || strings.Contains(strings.Join(s.lines, ""), "…") {
		t.Errorf("unfolded: %q, link %q", s.lines, s.link)
	}
	if opened != 0 {
		t.Error("unfolding opened the item")
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(100, line.place(2)+8))
	if opened != 3 {
		t.Errorf("opened %d, want 3", opened)
	}
}

func TestTimelineMenus(t *testing.T) {
	dress(t, false)
	line := figTimeline(12)
	win := stage(t, line, 400, 600)
	var keys []int64
	line.OnMenu = func(key int64, at fyne.Position) { keys = append(keys, key) }
	line.OnOpen = func(int64) { t.Error("a menu opened the item") }
	test.TapSecondaryAt(line, fyne.NewPos(100, line.place(1)+20))
	line.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, line.place(2)+20)}})
	if !line.live[2].menu.Visible() || line.live[1].menu.Visible() {
		t.Error("the menu button belongs to the item under the pointer")
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(line.width-8, line.place(2)+line.shape(2).headTop()+8))
	line.current = 4
	line.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if len(keys) != 3 || keys[0] != 2 || keys[1] != 3 || keys[2] != 5 {
		t.Errorf("menus of %v, want 2, 3, 5", keys)
	}
}

func TestTimelineRecycledRowShowsNothingOfFormerItem(t *testing.T) {
	dress(t, false)
	line := figTimeline(6)
	stage(t, line, 400, 600)
	r := newTLRow()
	r.fill(line, 3) // with a chip and a month
	line.hover = 3
	r.fill(line, 2) // with a folded text
	line.hover = -1
	r.fill(line, 4)
	if r.pill.Visible() || r.chip.Visible() || r.chipIcon.Visible() || r.link.Visible() || r.month.Visible() || r.menu.Visible() {
		t.Error("something of a former item is still visible")
	}
	if r.title.Text != line.items[4].Title || r.lines[0].Text != line.shape(4).lines[0] {
		t.Errorf("the row shows %q", r.title.Text)
	}
}

func TestTimelineUpdateAndReveal(t *testing.T) {
	dress(t, false)
	line := figTimeline(40)
	stage(t, line, 400, 300)
	item := line.items[30]
	item.Title = "Новое"
	if !line.Update(item) || line.Update(TimelineItem{Key: 999}) {
		t.Fatal("Update must find keys that exist, and only those")
	}
	line.ScrollTo(31)
	if line.top != 30 || line.live[30].title.Text != "Новое" {
		t.Errorf("top is %d", line.top)
	}
	for range 12 {
		line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
		y := line.place(line.current)
		if y < -0.01 || y+line.height(line.current) > 300.01 {
			t.Fatalf("item %d stands at %v", line.current, y)
		}
	}
	for range 18 {
		line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		y := line.place(line.current)
		if y < -0.01 || y+line.height(line.current) > 300.01 {
			t.Fatalf("item %d stands at %v", line.current, y)
		}
	}
}

func BenchmarkTimelineScroll10000(b *testing.B) {
	dress(b, false)
	line := figTimeline(10000)
	stage(b, line, 400, 800)
	b.ResetTimer()
	for i := range b.N {
		dy := float32(-90)
		if i%2000 > 1000 {
			dy = 90
		}
		tlWheel(line, dy)
	}
}
