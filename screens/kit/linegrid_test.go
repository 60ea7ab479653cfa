package kit

import (
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// lgTold records what a grid tells its screen.
type lgTold struct {
	log []string
}

func (l *lgTold) add(format string, a ...any) { l.log = append(l.log, fmt.Sprintf(format, a...)) }

func (l *lgTold) take() string {
	s := fmt.Sprint(l.log)
	l.log = nil
	return s
}

func lgStage(t testing.TB) (*LineGrid, *lgTold, fyne.Window) {
	t.Helper()
	dress(t, false)
	g, told := figLineGrid(), &lgTold{}
	g.OnEdit = func(key int64, col, text string) error { told.add("edit %d %s %s", key, col, text); return nil }
	g.OnMove = func(key, section int64, index int) { told.add("move %d %d %d", key, section, index) }
	g.OnMenu = func(key int64, _ fyne.Position) { told.add("menu %d", key) }
	g.OnAddLine = func(after int64) { told.add("add %d", after) }
	g.OnSelect = func(key int64) { told.add("select %d", key) }
	g.OnTake = func(key int64, on bool) { told.add("take %d %v", key, on) }
	g.OnDelete = func(key int64) { told.add("delete %d", key) }
	return g, told, stage(t, g, 767, 500)
}

func lgKeys(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		if f := w.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
}

func lgType(w fyne.Window, s string) {
	for _, r := range s {
		w.Canvas().Focused().TypedRune(r)
	}
}

// lgSpot is a place in a shown row at x.
func lgSpot(g *LineGrid, key int64, x float32) fyne.Position {
	k := g.place(key)
	return fyne.NewPos(x, lgHeadHigh+(g.tops[k]+g.tops[k+1])/2-g.scroll)
}

func lgDragFrom(g *LineGrid, from fyne.Position, path ...fyne.Position) {
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	for _, p := range path {
		g.Dragged(figDragTo(p.X, p.Y))
	}
}

func TestLineGridEditsByKeyboard(t *testing.T) {
	g, told, win := lgStage(t)
	g.Select(2)
	win.Canvas().Focus(g)
	g.column = 4
	lgType(win, "150")
	if key, col, ok := g.Editing(); !ok || key != 2 || col != "price" {
		t.Fatalf("typing opened %d %s %v", key, col, ok)
	}
	lgKeys(win, fyne.KeyTab)
	if got := told.take(); got != "[edit 2 price 150]" {
		t.Errorf("told %s", got)
	}
	if _, col, _ := g.Editing(); col != "off" {
		t.Errorf("Tab went to %q", col)
	}
	lgKeys(win, fyne.KeyTab)
	if key, col, _ := g.Editing(); key != 3 || col != "code" {
		t.Errorf("Tab at the last editable cell went to %d %q", key, col)
	}
	lgKeys(win, fyne.KeyEscape)
	if g.edit.on || win.Canvas().Focused() != fyne.Focusable(g) {
		t.Error("Esc must close the cell and give the keyboard back")
	}
	told.take()
	g.column = 2
	lgKeys(win, fyne.KeyF2)
	lgType(win, "0")
	lgKeys(win, fyne.KeyEscape)
	if got := told.take(); got != "[]" {
		t.Errorf("Esc told %s", got)
	}
	lgKeys(win, fyne.KeyF2)
	lgType(win, "0")
	lgKeys(win, fyne.KeyReturn)
	if got := told.take(); got != "[edit 3 qty 60 select 102]" {
		t.Errorf("Enter told %s", got)
	}
}

func TestLineGridShiftTabGoesBack(t *testing.T) {
	g, _, win := lgStage(t)
	g.Edit(2, "code")
	heldForTest = fyne.KeyModifierShift
	defer func() { heldForTest = 0 }()
	lgKeys(win, fyne.KeyTab)
	if key, col, _ := g.Editing(); key != 1 || col != "off" {
		t.Errorf("Shift+Tab went to %d %q", key, col)
	}
}

func TestLineGridAddsALineAtTheEnd(t *testing.T) {
	g, told, win := lgStage(t)
	g.Edit(7, "name")
	lgKeys(win, fyne.KeyReturn)
	g.Edit(7, "off")
	lgKeys(win, fyne.KeyTab)
	if got := told.take(); got != "[select 7 add 7 add 7]" {
		t.Errorf("told %s", got)
	}
}

func TestLineGridRefusedTextStaysOpen(t *testing.T) {
	g, told, win := lgStage(t)
	g.OnEdit = func(_ int64, _, text string) error {
		if text == "78 %" {
			return errors.New("скидка не больше 40 %")
		}
		told.add("took %s", text)
		return nil
	}
	g.Edit(2, "off")
	g.edit.field.SetText("78 %")
	lgKeys(win, fyne.KeyReturn)
	if !g.edit.on || g.edit.says.Text != "скидка не больше 40 %" || !g.edit.note.Visible() {
		t.Fatalf("refused: open %v, says %q", g.edit.on, g.edit.says.Text)
	}
	if g.edit.box.edge.FillColor != C(Red) {
		t.Error("the box is not red")
	}
	told.take()
	test.TapCanvas(win.Canvas(), lgSpot(g, 5, 200))
	if !g.edit.on || g.Current() != 2 {
		t.Error("another row was chosen while a refused text is open")
	}
	g.edit.field.SetText("8 %")
	if g.edit.note.Visible() {
		t.Error("the complaint stays although the text changed")
	}
	test.TapCanvas(win.Canvas(), lgSpot(g, 5, 200))
	if got := told.take(); got != "[took 8 % select 5]" || g.edit.on {
		t.Errorf("told %s", got)
	}
}

func TestLineGridColumnSetTakesTheText(t *testing.T) {
	g, told, win := lgStage(t)
	g.columns[1].Set = func(row LGRow, text string) error { told.add("set %d %s", row.Key, text); return nil }
	g.columns[1].Draft = func(LGRow) string { return "черновик" }
	g.Edit(2, "name")
	if g.edit.field.Text != "черновик" {
		t.Errorf("the field begins with %q", g.edit.field.Text)
	}
	g.edit.field.SetText("новое")
	lgKeys(win, fyne.KeyReturn)
	if got := told.take(); got != "[select 2 set 2 новое select 3]" {
		t.Errorf("told %s", got)
	}
}

func TestLineGridSecondTapOpens(t *testing.T) {
	g, told, win := lgStage(t)
	x := g.spans[1].x + 20
	test.TapCanvas(win.Canvas(), lgSpot(g, 4, x))
	if g.edit.on || g.Current() != 4 {
		t.Fatal("the first tap only chooses")
	}
	test.TapCanvas(win.Canvas(), lgSpot(g, 4, x))
	if key, col, ok := g.Editing(); !ok || key != 4 || col != "name" {
		t.Errorf("the second tap opened %d %q", key, col)
	}
	g.closeEdit()
	x = g.spans[7].x + 20 // the sum is never edited
	test.TapCanvas(win.Canvas(), lgSpot(g, 4, x))
	test.TapCanvas(win.Canvas(), lgSpot(g, 4, x))
	if g.edit.on {
		t.Error("a fixed column was opened")
	}
	if got := told.take(); got != "[select 4]" {
		t.Errorf("told %s", got)
	}
}

func TestLineGridFoldsSectionsAndTakesOptions(t *testing.T) {
	g, told, win := lgStage(t)
	test.TapCanvas(win.Canvas(), lgSpot(g, 102, 18))
	if !g.Collapsed(102) || g.place(4) >= 0 {
		t.Error("the section did not fold")
	}
	g.ScrollTo(4)
	if g.Collapsed(102) || g.place(4) < 0 {
		t.Error("ScrollTo must unfold the section")
	}
	test.TapCanvas(win.Canvas(), lgSpot(g, 6, 18))
	g.Select(8)
	win.Canvas().Focus(g)
	lgKeys(win, fyne.KeySpace, fyne.KeyDelete, desktop.KeyMenu)
	if got := told.take(); got != "[select 102 select 6 take 6 true take 8 false delete 8 menu 8]" {
		t.Errorf("told %s", got)
	}
	g.Select(103)
	lgKeys(win, fyne.KeyLeft)
	if !g.Collapsed(103) {
		t.Error("Left must fold a section")
	}
	lgKeys(win, fyne.KeyRight, fyne.KeyF2)
	if _, col, ok := g.Editing(); !ok || col != LGTitle {
		t.Error("F2 must open the title of a section")
	}
	g.edit.field.SetText("Дополнительно")
	lgKeys(win, fyne.KeyReturn)
	if got := told.take(); got != "[edit 103 title Дополнительно select 6]" {
		t.Errorf("told %s", got)
	}
}

func TestLineGridMovesByDrag(t *testing.T) {
	g, told, _ := lgStage(t)
	timers, release := HoldTimers()
	defer release()
	from := lgSpot(g, 1, 18)
	over := func(key int64, below bool) fyne.Position {
		p := lgSpot(g, key, 60)
		if below {
			return p.AddXY(0, 8)
		}
		return p.AddXY(0, -8)
	}
	for _, c := range []struct {
		key  int64
		low  bool
		want string
	}{
		{3, false, "[move 1 101 1]"}, {3, true, "[move 1 101 2]"}, {102, true, "[move 1 102 0]"},
		{5, true, "[move 1 102 2]"}, {7, true, "[move 1 104 1]"}, {101, false, "[]"}, {2, false, "[]"},
	} {
		lgDragFrom(g, from, from.AddXY(0, 4), from.AddXY(0, 8), over(c.key, c.low))
		timers.Advance(lgTick)
		g.DragEnd()
		told.log = lgWithout(told.log, "select")
		if got := told.take(); got != c.want {
			t.Errorf("put at %d, below %v: told %s, want %s", c.key, c.low, got, c.want)
		}
	}
	if g.drag.mark.Visible() || g.drag.card.Visible() {
		t.Error("the placeholder stays after the drop")
	}
}

func lgWithout(log []string, prefix string) []string {
	var rest []string
	for _, l := range log {
		if len(l) < len(prefix) || l[:len(prefix)] != prefix {
			rest = append(rest, l)
		}
	}
	return rest
}

func TestLineGridDragNeedsTravelAndHandle(t *testing.T) {
	g, told, win := lgStage(t)
	_, release := HoldTimers()
	defer release()
	from := lgSpot(g, 6, 18) // an optional line: its handle is the check box
	lgDragFrom(g, from, from.AddXY(0, 3), from.AddXY(2, 4))
	g.DragEnd()
	if got := told.take(); got != "[select 6 take 6 true]" {
		t.Errorf("a press that hardly moved told %s", got)
	}
	from = lgSpot(g, 1, 200)
	lgDragFrom(g, from, from.AddXY(0, 100))
	if g.drag.on {
		t.Error("a drag began beside the handle")
	}
	g.DragEnd()
	from = lgSpot(g, 1, 18)
	lgDragFrom(g, from, from.AddXY(0, 100))
	if !g.drag.on {
		t.Fatal("no drag began on the handle")
	}
	told.take()
	lgKeys(win, fyne.KeyEscape)
	g.Dragged(figDragTo(60, 200))
	g.DragEnd()
	if got := told.take(); got != "[]" || g.drag.on {
		t.Errorf("after Esc the grid told %s", got)
	}
}

func TestLineGridDragScrollsAtTheEdge(t *testing.T) {
	g, _, _ := lgStage(t)
	timers, release := HoldTimers()
	defer release()
	g.SetRows(lgMany(300))
	from := lgSpot(g, 2, 18)
	lgDragFrom(g, from, fyne.NewPos(60, 495))
	for range 50 {
		timers.Advance(lgTick)
	}
	if g.scroll < 100 {
		t.Errorf("scrolled %v units", g.scroll)
	}
	g.cancelDrag()
	was := g.scroll
	for range 5 {
		timers.Advance(lgTick)
	}
	if g.scroll != was {
		t.Error("scrolling went on after Esc")
	}
}

func TestLineGridMovesByKeyboard(t *testing.T) {
	g, told, _ := lgStage(t)
	move := func(key int64, name fyne.KeyName) string {
		g.Select(key)
		g.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierAlt})
		return told.take()
	}
	for _, c := range []struct {
		key  int64
		name fyne.KeyName
		want string
	}{
		{2, fyne.KeyUp, "[move 2 101 0]"}, {2, fyne.KeyDown, "[move 2 101 2]"}, {3, fyne.KeyDown, "[move 3 102 0]"},
		{4, fyne.KeyUp, "[move 4 101 3]"}, {1, fyne.KeyUp, "[]"}, {7, fyne.KeyDown, "[]"}, {101, fyne.KeyDown, "[]"},
	} {
		if got := move(c.key, c.name); got != c.want {
			t.Errorf("%d %s: told %s, want %s", c.key, c.name, got, c.want)
		}
	}
}

func TestLineGridReadOnly(t *testing.T) {
	g, told, win := lgStage(t)
	g.SetReadOnly(true)
	g.Select(2)
	win.Canvas().Focus(g)
	lgType(win, "5")
	lgKeys(win, fyne.KeyF2, fyne.KeyDelete)
	from := lgSpot(g, 1, 18)
	lgDragFrom(g, from, from.AddXY(0, 100))
	g.DragEnd()
	g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	test.TapCanvas(win.Canvas(), lgSpot(g, 6, 18))
	lgKeys(win, desktop.KeyMenu)
	if got := told.take(); got != "[select 6 menu 6]" || g.edit.on {
		t.Errorf("a read-only grid told %s", got)
	}
	lgKeys(win, fyne.KeyF10)
	release := HoldModifiers(fyne.KeyModifierShift)
	lgKeys(win, fyne.KeyF10)
	release()
	if got := told.take(); got != "[menu 6]" {
		t.Errorf("F10 without and with Shift told %s", got)
	}
}

func TestLineGridNewRowsKeepPlaceAndCell(t *testing.T) {
	g, _, _ := lgStage(t)
	g.Edit(5, "qty")
	g.edit.field.SetText("12")
	rows := figOffer()
	rows = append(rows[:1], rows[2:]...)
	g.SetRows(rows)
	if key, col, ok := g.Editing(); !ok || key != 5 || col != "qty" || g.edit.field.Text != "12" {
		t.Error("the cell being edited was lost")
	}
	k := g.place(5)
	if y := g.edit.box.edge.Position().Y; y != g.tops[k]+3 {
		t.Errorf("the field stands at %v, its row at %v", y, g.tops[k])
	}
	g.SetRows(figOffer()[:3])
	if _, _, ok := g.Editing(); ok || g.Current() != 2 {
		t.Errorf("the row is gone: its cell is open %v, the current row is %d", ok, g.Current())
	}
}

func TestLineGridRecycledRowShowsNothingOfFormerRow(t *testing.T) {
	g, _, _ := lgStage(t)
	r := newLGRow()
	r.fill(g, g.place(8))   // taken option
	r.fill(g, g.place(104)) // section with note and total
	r.fill(g, g.place(3))
	for name, o := range map[string]fyne.CanvasObject{
		"title": r.title, "note": r.note, "total": r.total, "check": r.check, "box": r.tick, "hole": r.tickHole,
	} {
		if o.Visible() {
			t.Errorf("%s of a former row is visible", name)
		}
	}
	for c, cell := range r.cells {
		if want := g.text(g.rows[g.shown[g.place(3)]], c); cell.Text != want {
			t.Errorf("cell %d shows %q, want %q", c, cell.Text, want)
		}
	}
}

// TestLineGridWideRow checks a row that is words alone, with an icon, a note and a line above.
func TestLineGridWideRow(t *testing.T) {
	g, told, w := lgStage(t)
	rows := figOffer()
	rows[2].Wide, rows[2].Icon, rows[2].Note, rows[2].Break = true, "doc", "примечание", true
	g.SetRows(rows)
	key, flex := rows[2].Key, g.flexible()
	k := g.place(key)
	g.Select(key)
	r := g.live[k]
	if !r.turn.Visible() || !r.note.Visible() || r.note.Text != "примечание" || !r.lead.Visible() {
		t.Errorf("turn %v, note %q %v, icon %v", r.turn.Visible(), r.note.Text, r.note.Visible(), r.lead.Visible())
	}
	for c, cell := range r.cells {
		if cell.Visible() != (c == flex) {
			t.Errorf("column %s is shown: %v", g.columns[c].ID, cell.Visible())
		}
	}
	last := g.spans[len(g.spans)-1]
	if at := g.spanIn(g.rows[g.shown[k]], flex); at.x+at.w != last.x+last.w {
		t.Errorf("it ends at %v, not at %v", at.x+at.w, last.x+last.w)
	}
	for _, c := range g.columns {
		if c.Width != 0 && g.Edit(key, c.ID) {
			t.Errorf("%s of it is edited", c.ID)
		}
	}
	told.take()
	w.Canvas().Focus(g)
	lgKeys(w, fyne.KeyF2)
	if _, col, ok := g.Editing(); !ok || col != g.columns[flex].ID {
		t.Errorf("opened %s %v", col, ok)
	}
	g.edit.field.SetText("иначе")
	lgKeys(w, fyne.KeyReturn)
	if got := told.take(); got != fmt.Sprintf("[edit %d %s иначе select %d]", key, g.columns[flex].ID, g.rows[g.shown[k+1]].Key) {
		t.Error(got)
	}
}

func lgMany(n int) []LGRow {
	var rows []LGRow
	for i := range n {
		if i%12 == 0 {
			rows = append(rows, LGRow{Key: int64(100000 + i), Section: true, Title: fmt.Sprintf("Раздел %d", i/12+1), Total: "100 000"})
		}
		rows = append(rows, figLine2(int64(i+1), fmt.Sprintf("А-%d", i), fmt.Sprintf("Позиция номер %d с длинным названием, которое не помещается", i), "1", "шт", "100", "—", "100"))
	}
	return rows
}

func TestLineGridKeepsFewObjects(t *testing.T) {
	g, _, win := lgStage(t)
	g.SetRows(lgMany(2000))
	for range 200 {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -250)})
	}
	if n := len(g.live) + len(g.free); n > 20 {
		t.Errorf("%d rows exist", n)
	}
	win.Canvas().Focus(g)
	g.Select(1500)
	lgKeys(win, fyne.KeyDown, fyne.KeyDown)
	k := g.place(g.Current())
	if g.tops[k] < g.scroll || g.tops[k+1] > g.scroll+g.viewHeight()+0.5 {
		t.Errorf("the current row is out of view: %v in %v", g.tops[k], g.scroll)
	}
}

func TestLineGridRowsStayUnderTheHead(t *testing.T) {
	g, _, win := lgStage(t)
	g.SetRows(lgMany(60))
	g.scrollTo(17)
	pic := win.Canvas().Capture()
	for x := range 767 {
		if got := figPixel(pic, x, 2); got != C(Sunken) {
			t.Fatalf("at %d, 2 the head shows %v", x, got)
		}
	}
}

// BenchmarkLineGridRefresh300 gives a grid of 300 lines new rows, as an edit does.
func BenchmarkLineGridRefresh300(b *testing.B) {
	g, _, _ := lgStage(b)
	rows := lgMany(300)
	g.SetRows(rows)
	b.ResetTimer()
	for range b.N {
		g.SetRows(rows)
	}
}

func BenchmarkLineGridScroll300(b *testing.B) {
	g, _, _ := lgStage(b)
	g.SetRows(lgMany(300))
	b.ResetTimer()
	for i := range b.N {
		g.scrollTo(float32(i * 60 % 10000))
	}
}
