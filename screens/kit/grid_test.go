package kit

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

type gridTestRow struct {
	id   int64
	name string
}

func (r *gridTestRow) Key() int64 { return r.id }

// gridTestSource holds all rows without making them: row i has the key order(i).
type gridTestSource struct {
	n     int64
	order func(i int64) int64
	wants [][2]int64
}

func (s *gridTestSource) Count() int64 { return s.n }

func (s *gridTestSource) Row(i int64) (Row, bool) {
	if i < 0 || i >= s.n {
		return nil, false
	}
	id := i
	if s.order != nil {
		id = s.order(i)
	}
	return &gridTestRow{id: id, name: fmt.Sprintf("row %d", id)}, true
}

func (s *gridTestSource) Want(from, to int64) { s.wants = append(s.wants, [2]int64{from, to}) }

func (s *gridTestSource) Find(key int64) (int64, bool) {
	for i := int64(0); i < min(s.n, 1000); i++ {
		if r, _ := s.Row(i); r.Key() == key {
			return i, true
		}
	}
	return 0, false
}

func gridTestColumns() []Column {
	return []Column{
		{ID: "name", Title: "Name", Width: 160, Sortable: true, Flex: true, Draw: func(c *Cell, r Row) {
			c.TwoLine(r.(*gridTestRow).name, "below")
		}},
		{ID: "kind", Title: "Kind", Width: 100, Draw: func(c *Cell, r Row) {
			if r.Key()%2 == 0 {
				c.Chip(fmt.Sprintf("even %d", r.Key()), "case", B, BSoft)
				return
			}
			c.Text(fmt.Sprintf("odd %d", r.Key()), Red, true)
		}},
		{ID: "sum", Title: "Sum", Width: 120, Align: fyne.TextAlignTrailing, Sortable: true, Draw: func(c *Cell, r Row) {
			c.Text(fmt.Sprint(r.Key()*1000), Text, true)
		}},
	}
}

// showGrid puts a grid of 600 × 436 units in a window: ten rows of 40 fit under the header.
func showGrid(t testing.TB, s Source) (*DataGrid, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(false))
	g := NewDataGrid(gridTestColumns(), s)
	w := test.NewWindow(g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 436))
	t.Cleanup(w.Close)
	return g, w
}

func holdKeys(t testing.TB, m fyne.KeyModifier) {
	t.Helper()
	heldForTest = m
	t.Cleanup(func() { heldForTest = 0 })
}

func mouseAt(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)},
		Button:     desktop.MouseButtonPrimary,
	}
}

func clickGrid(g *DataGrid, x, y float32, m fyne.KeyModifier) {
	ev := mouseAt(x, y)
	ev.Modifier = m
	g.MouseDown(ev)
	g.MouseUp(ev)
}

// dragGrid presses, moves in steps of at most five units and lets go, in the order of the real window.
func dragGrid(g *DataGrid, x0, y0, x1, y1 float32) {
	g.MouseDown(mouseAt(x0, y0))
	const steps = 40
	for i := 1; i <= steps; i++ {
		share := float32(i) / steps
		at := mouseAt(x0+(x1-x0)*share, y0+(y1-y0)*share)
		g.Dragged(&fyne.DragEvent{PointEvent: at.PointEvent})
	}
	g.MouseUp(mouseAt(x1, y1))
	g.DragEnd()
}

func rowMiddle(n int) float32 { return gridHead + float32(n)*40 + 20 }

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// shownTexts lists what is written in a tree of containers, hidden things left out.
func shownTexts(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *fyne.Container:
		var all []string
		for _, c := range o.Objects {
			all = append(all, shownTexts(c)...)
		}
		return all
	}
	return nil
}

func gridRowOf(t *testing.T, g *DataGrid, i int64) *gridRow {
	t.Helper()
	for _, r := range g.rows {
		if r.box.Visible() && r.index == i {
			return r
		}
	}
	t.Fatalf("row %d is not in view", i)
	return nil
}

func TestGridShowsTheLastOfTenMillionRowsWhole(t *testing.T) {
	const n = 10_000_000
	g, _ := showGrid(t, &gridTestSource{n: n})
	g.TypedKey(key(fyne.KeyEnd))
	last := gridRowOf(t, g, n-1)
	if end := last.box.Position().Y + last.box.Size().Height; end != 436 {
		t.Errorf("the last row ends at %v, want 436", end)
	}
	if got := shownTexts(last.box); !slices.Contains(got, "row 9999999") {
		t.Errorf("last row shows %q", got)
	}
	for i := int64(n - 10); i < n; i++ {
		want := gridHead + float32(i-(n-10))*40
		if y := gridRowOf(t, g, i).box.Position().Y; y != want {
			t.Errorf("row %d at %v, want %v", i, y, want)
		}
	}
}

func TestGridScrollsByUnitsFarDown(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 10_000_000})
	g.ScrollTo(8_000_000)
	y := gridRowOf(t, g, 7_999_995).box.Position().Y
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1)})
	if now := gridRowOf(t, g, 7_999_995).box.Position().Y; now != y+1 {
		t.Errorf("one unit of the wheel moved the row from %v to %v", y, now)
	}
}

func TestGridScrollBarReachesEverywhere(t *testing.T) {
	const n = 10_000_000
	g, _ := showGrid(t, &gridTestSource{n: n})
	bar := func(y float32) { // take the handle at its upper end and carry it
		at, _ := g.thumbDown()
		dragGrid(g, 597, gridHead+5+at.at, 597, y)
	}
	bar(gridHead + 5 + 0.7*(392-gridThumbMin))
	if share := float64(g.top) / n; share < 0.69 || share > 0.71 {
		t.Errorf("70 %% of the bar shows row %d", g.top)
	}
	bar(900)
	if g.top != n-10 || g.offset != 0 {
		t.Errorf("the lower end shows %d + %v", g.top, g.offset)
	}
	bar(-900)
	if g.top != 0 || g.offset != 0 {
		t.Errorf("the upper end shows %d + %v", g.top, g.offset)
	}
}

func TestGridKeysMoveTheCurrentRow(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 1000})
	var told []int64
	g.OnSelect = func(r Row) { told = append(told, r.Key()) }
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyUp} {
		g.TypedKey(key(k))
	}
	if want := []int64{0, 1, 0, 9, 999, 990, 0, 0}; !slices.Equal(told, want) {
		t.Errorf("selected %v, want %v", told, want)
	}
	if got := g.Selected(); !slices.Equal(got.Keys, []int64{0}) {
		t.Errorf("selection %v", got)
	}
}

func TestGridSelectsMany(t *testing.T) {
	ctrl, shift := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	click := func(row int, m fyne.KeyModifier) func(*DataGrid) {
		return func(g *DataGrid) { clickGrid(g, 50, rowMiddle(row), m) }
	}
	tests := []struct {
		name string
		acts []func(*DataGrid)
		want []int64
	}{
		{"a click selects one", []func(*DataGrid){click(2, 0), click(4, 0)}, []int64{4}},
		{"ctrl adds", []func(*DataGrid){click(2, 0), click(4, ctrl)}, []int64{2, 4}},
		{"ctrl takes out", []func(*DataGrid){click(2, 0), click(4, ctrl), click(2, ctrl)}, []int64{4}},
		{"shift selects a run", []func(*DataGrid){click(2, 0), click(5, shift)}, []int64{2, 3, 4, 5}},
		{"shift turns around the anchor", []func(*DataGrid){click(4, 0), click(6, shift), click(3, shift)}, []int64{3, 4}},
		{"a click after a run", []func(*DataGrid){click(2, 0), click(5, shift), click(1, 0)}, []int64{1}},
		{"shift with arrows", []func(*DataGrid){click(2, 0), shiftKey(fyne.KeyDown), shiftKey(fyne.KeyDown)}, []int64{2, 3, 4}},
		{"shift with End", []func(*DataGrid){click(17-10, 0), shiftKey(fyne.KeyEnd)}, []int64{7, 8, 9, 10, 11}},
		{"space takes out and in", []func(*DataGrid){click(2, 0), plainKey(fyne.KeySpace), plainKey(fyne.KeySpace)}, []int64{2}},
		{"ctrl with an arrow walks", []func(*DataGrid){click(2, 0), ctrlKey(fyne.KeyDown), ctrlKey(fyne.KeyDown), plainKey(fyne.KeySpace)}, []int64{2, 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g, _ := showGrid(t, &gridTestSource{n: 12})
			for _, act := range tt.acts {
				act(g)
			}
			if got := g.Selected(); !slices.Equal(got.Keys, tt.want) || got.All {
				t.Errorf("selected %+v, want %v", got, tt.want)
			}
			if got := g.SelectedCount(); got != int64(len(tt.want)) {
				t.Errorf("counted %d", got)
			}
		})
	}
}

func plainKey(name fyne.KeyName) func(*DataGrid) {
	return func(g *DataGrid) { g.TypedKey(key(name)) }
}

func shiftKey(name fyne.KeyName) func(*DataGrid) {
	return func(g *DataGrid) {
		heldForTest = fyne.KeyModifierShift
		g.TypedKey(key(name))
		heldForTest = 0
	}
}

func ctrlKey(name fyne.KeyName) func(*DataGrid) {
	return func(g *DataGrid) {
		g.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
	}
}

func TestGridSelectsAllAsOneFlag(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 10_000_000})
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	if s := g.Selected(); !s.All || len(s.Keys) != 0 || g.SelectedCount() != 10_000_000 {
		t.Errorf("selection %+v of %d", s, g.SelectedCount())
	}
	clickGrid(g, 50, rowMiddle(3), fyne.KeyModifierShortcutDefault)
	if s := g.Selected(); !s.All || !slices.Equal(s.Except, []int64{3}) || g.SelectedCount() != 9_999_999 {
		t.Errorf("selection %+v of %d", s, g.SelectedCount())
	}
	clickGrid(g, 50, rowMiddle(4), 0)
	if s := g.Selected(); s.All || !slices.Equal(s.Keys, []int64{4}) {
		t.Errorf("selection %+v", s)
	}
}

func TestGridSelectionSurvivesAnotherOrder(t *testing.T) {
	s := &gridTestSource{n: 30}
	g, _ := showGrid(t, s)
	clickGrid(g, 50, rowMiddle(2), 0)
	clickGrid(g, 50, rowMiddle(5), fyne.KeyModifierShortcutDefault)
	s.order = func(i int64) int64 { return 29 - i }
	g.Refresh()
	if got := g.Selected(); !slices.Equal(got.Keys, []int64{2, 5}) {
		t.Errorf("selected %v", got.Keys)
	}
	if row, ok := g.Current(); !ok || row.Key() != 5 {
		t.Errorf("current row %v %v, want the key 5", row, ok)
	}
	g.TypedKey(key(fyne.KeyUp))
	if row, _ := g.Current(); row == nil || row.Key() != 6 {
		t.Errorf("above the key 5 is now %v, want 6", row)
	}
}

func TestGridSortResizeReorder(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	var sorts []string
	layouts := 0
	g.OnSort = func(id string, desc bool) { sorts = append(sorts, fmt.Sprint(id, desc)) }
	g.OnLayout = func() { layouts++ }
	clickGrid(g, 500, 18, 0) // sum
	clickGrid(g, 500, 18, 0)
	clickGrid(g, 50, 18, 0)             // name
	clickGrid(g, g.cols[1].x+30, 18, 0) // kind cannot be sorted
	if want := []string{"sumfalse", "sumtrue", "namefalse"}; !slices.Equal(sorts, want) {
		t.Errorf("sorts %v, want %v", sorts, want)
	}
	edge := g.cols[1].x + g.cols[1].w
	dragGrid(g, edge, 18, edge+50, 18)
	if w := g.columns[1].Width; w != 150 {
		t.Errorf("width after the drag %v, want 150", w)
	}
	edge = g.cols[1].x + g.cols[1].w
	dragGrid(g, edge, 18, edge-500, 18)
	if w := g.columns[1].Width; w != 40 {
		t.Errorf("width cannot fall below the least: %v", w)
	}
	dragGrid(g, g.cols[2].x+50, 18, 20, 18)
	ids := []string{g.columns[0].ID, g.columns[1].ID, g.columns[2].ID}
	if want := []string{"sum", "name", "kind"}; !slices.Equal(ids, want) {
		t.Errorf("order %v, want %v", ids, want)
	}
	if layouts != 6 {
		t.Errorf("told of %d layouts, want 6", layouts)
	}
}

func TestGridFitsAColumnOnDoubleClick(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	clock := time.Unix(0, 0)
	g.now = func() time.Time { return clock }
	edge := g.cols[1].x + g.cols[1].w
	clickGrid(g, edge, 18, 0)
	if g.columns[1].Width != 100 {
		t.Fatal("one click changed the width")
	}
	clock = clock.Add(300 * time.Millisecond)
	clickGrid(g, edge, 18, 0)
	widest := float32(0)
	for _, s := range []string{"even 0", "even 2", "even 4", "even 6", "even 8"} {
		widest = max(widest, Caption.Width(s)+32)
	}
	for _, s := range []string{"odd 1", "odd 3", "odd 5", "odd 7", "odd 9"} {
		widest = max(widest, (Dense | Bold).Width(s))
	}
	if want := roundUnit(widest + 2*gridCellPad); g.columns[1].Width != want {
		t.Errorf("fitted to %v, want %v", g.columns[1].Width, want)
	}
}

func TestGridOpensOnDoubleClickAndEnter(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	clock := time.Unix(0, 0)
	g.now = func() time.Time { return clock }
	var opened []int64
	g.OnOpen = func(r Row) { opened = append(opened, r.Key()) }
	click := func(row int, after time.Duration) {
		clock = clock.Add(after)
		clickGrid(g, 50, rowMiddle(row), 0)
	}
	click(1, 0)
	click(1, 600*time.Millisecond) // too late
	click(2, 100*time.Millisecond) // another row
	click(2, 100*time.Millisecond) // this is one
	click(2, 100*time.Millisecond) // the third click begins anew
	g.TypedKey(key(fyne.KeyReturn))
	if want := []int64{2, 2}; !slices.Equal(opened, want) {
		t.Errorf("opened %v, want %v", opened, want)
	}
}

func TestGridEnterFindsTheFirstRow(t *testing.T) {
	for _, c := range []struct {
		rows    int64
		current bool
		opened  []int64
	}{{0, false, nil}, {1, true, []int64{0}}, {30, true, nil}} {
		g, _ := showGrid(t, &gridTestSource{n: c.rows})
		var opened []int64
		g.OnOpen = func(r Row) { opened = append(opened, r.Key()) }
		g.TypedKey(key(fyne.KeyReturn))
		row, ok := g.Current()
		if ok != c.current || ok && row.Key() != 0 || !slices.Equal(opened, c.opened) {
			t.Errorf("of %d rows the current one is %v (%v), opened %v", c.rows, row, ok, opened)
		}
		g.TypedKey(key(fyne.KeyReturn))
		if c.rows > 1 && !slices.Equal(opened, []int64{0}) {
			t.Errorf("the second Enter opened %v", opened)
		}
	}
}

func TestGridMenus(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	var rows []int64
	var at fyne.Position
	header := ""
	g.OnMenu = func(p fyne.Position, r Row) { rows, at = append(rows, r.Key()), p }
	g.OnHeaderMenu = func(_ fyne.Position, id string) { header = id }
	right := func(x, y float32) {
		g.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)})
	}
	clickGrid(g, 50, rowMiddle(1), 0)
	clickGrid(g, 50, rowMiddle(2), fyne.KeyModifierShortcutDefault)
	right(50, rowMiddle(1))
	if got := g.Selected().Keys; !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("the menu of a selected row changed the selection to %v", got)
	}
	right(50, rowMiddle(7))
	if got := g.Selected().Keys; !slices.Equal(got, []int64{7}) || at.X != 50 {
		t.Errorf("the menu of another row at %v selected %v", at, got)
	}
	g.TypedKey(key(desktop.KeyMenu))
	right(500, 10)
	if !slices.Equal(rows, []int64{1, 7, 7}) || header != "sum" {
		t.Errorf("menus of %v, header menu of %q", rows, header)
	}
}

func TestGridRecycledCellsShowNothingOfTheirFormerRow(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 500})
	for range 37 {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -53)})
	}
	from, to := g.visibleRows()
	for i := from; i < to; i++ {
		want := []string{fmt.Sprintf("row %d", i), "below", fmt.Sprintf("odd %d", i), fmt.Sprint(i * 1000)}
		if i%2 == 0 {
			want[2] = fmt.Sprintf("even %d", i)
		}
		r := gridRowOf(t, g, i)
		if got := shownTexts(r.box); !slices.Equal(got, want) {
			t.Errorf("row %d shows %q, want %q", i, got, want)
		}
		chip := r.cells["kind"]
		if blocks := slices.ContainsFunc(chip.blocks, func(b *canvas.Rectangle) bool { return b.Visible() }); blocks != (i%2 == 0) {
			t.Errorf("row %d: chip shown %v", i, blocks)
		}
	}
}

func TestGridLayoutIsKept(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	g.SetSort("sum", true)
	g.MoveColumn("sum", "name")
	g.ShowColumn("kind", false)
	kept, err := json.Marshal(g.Layout())
	if err != nil {
		t.Fatal(err)
	}
	var l GridLayout
	if err := json.Unmarshal(kept, &l); err != nil {
		t.Fatal(err)
	}
	l.Columns = slices.Insert(l.Columns, 0, ColumnLayout{ID: "gone", Width: 70})
	h, _ := showGrid(t, &gridTestSource{n: 30})
	h.SetLayout(l)
	if got, want := h.Layout(), g.Layout(); !reflect.DeepEqual(got, want) {
		t.Errorf("layout %+v, want %+v", got, want)
	}
	if len(h.cols) != 2 || h.columns[h.cols[0].at].ID != "sum" {
		t.Errorf("columns in view: %v", h.cols)
	}
}

func TestGridScrollsSidewaysWhenColumnsAreWide(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 3})
	g.columns[0].Width = 700
	g.Refresh()
	if g.contentWidth != 700+100+120+16 {
		t.Fatalf("content width %v", g.contentWidth)
	}
	before := g.headCells[2].box.Position().X
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-1000, 0)})
	if g.left != g.contentWidth-600 {
		t.Errorf("scrolled to %v", g.left)
	}
	if moved := before - g.headCells[2].box.Position().X; moved != g.left {
		t.Errorf("header moved by %v", moved)
	}
	cell := gridRowOf(t, g, 1).cells["sum"].box
	if cell.Position().X != g.headCells[2].box.Position().X {
		t.Errorf("cell at %v under a title at %v", cell.Position().X, g.headCells[2].box.Position().X)
	}
}

func TestGridGivesALittleBeforeItScrollsSideways(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 3})
	for _, c := range []struct{ width, least, shown, content float32 }{
		{400, 0, 364, 600}, // 36 too wide: the flexible column gives them
		{428, 0, 364, 600}, // 64 is 15 % of it
		{432, 0, 432, 668}, // more than that scrolls
		{400, 380, 400, 636},
		{300, 0, 364, 600}, // and it takes what is left over
	} {
		g.columns[0].Width, g.columns[0].Min = c.width, c.least
		g.Refresh()
		if g.cols[0].w != c.shown || g.cols[1].x != 8+c.shown || g.contentWidth != c.content {
			t.Errorf("%v wide, at least %v: shown %v, the next at %v, content %v", c.width, c.least, g.cols[0].w, g.cols[1].x, g.contentWidth)
		}
		if g.columns[0].Width != c.width {
			t.Errorf("the width the user gave became %v", g.columns[0].Width)
		}
	}
}

func TestGridShowsTheTitleOfTheSortedColumnWhole(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 3})
	g.columns[2].Title = "Маржа"
	bold, plain := (Caption | Bold).Width("Маржа"), Caption.Width("Маржа")
	for _, c := range []struct {
		room  float32
		shown string
		bold  bool
	}{{bold + 1, "Маржа", true}, {(bold + plain) / 2, "Маржа", false}, {plain / 2, "", true}} {
		g.columns[2].Width = c.room + 14 + 2*gridCellPad
		g.Refresh()
		g.SetSort("sum", true)
		var title *canvas.Text
		for _, o := range g.headCells[2].box.Objects {
			if text, ok := o.(*canvas.Text); ok && text.Visible() {
				title = text
			}
		}
		if title == nil || c.shown != "" && title.Text != c.shown || title.TextStyle.Bold != c.bold {
			t.Errorf("in %v units the title is %+v", c.room, title)
		}
	}
}

func TestGridPassesOnWhatItHasNoUseFor(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 3})
	var got []string
	g.OnType = func(r rune) { got = append(got, string(r)) }
	g.OnKey = func(ev *fyne.KeyEvent) bool { got = append(got, string(ev.Name)); return true }
	g.OnShortcut = func(s fyne.Shortcut) { got = append(got, s.ShortcutName()) }
	g.TypedRune('я')
	g.TypedRune(' ')
	g.TypedKey(key(fyne.KeyEscape))
	g.TypedShortcut(&fyne.ShortcutCopy{})
	if want := "я Escape Copy"; strings.Join(got, " ") != want {
		t.Errorf("passed on %q, want %q", got, want)
	}
}

func TestGridReturnsToItsPlace(t *testing.T) {
	s := &gridTestSource{n: 1000}
	g, _ := showGrid(t, s)
	g.ScrollTo(500)
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -13)})
	clickGrid(g, 50, rowMiddle(4), 0)
	kept := g.ScrollState()
	h, _ := showGrid(t, &gridTestSource{n: -1})
	h.Restore(kept)
	if h.top != g.top || h.offset != g.offset {
		t.Errorf("place %d+%v before the rows are counted, want %d+%v", h.top, h.offset, g.top, g.offset)
	}
	h.source = s
	h.Refresh()
	row, ok := h.Current()
	was, _ := g.Current()
	if !ok || row.Key() != was.Key() || h.top != g.top || h.offset != g.offset {
		t.Errorf("current %v at %d+%v, want %v at %d+%v", row, h.top, h.offset, was, g.top, g.offset)
	}
}

func TestGridTurnsToTheOtherTheme(t *testing.T) {
	g, w := showGrid(t, &gridTestSource{n: 30})
	clickGrid(g, 50, rowMiddle(1), 0)
	fyne.CurrentApp().Settings().SetTheme(NewTheme(true))
	t.Cleanup(func() { NewTheme(false) })
	g.Refresh()
	if m := test.RenderToMarkup(w.Canvas()); strings.Contains(m, "rgba(255,255,255,255)") {
		t.Error("something is still white in the dark theme")
	}
	if r := gridRowOf(t, g, 1); r.back.FillColor != C(AccentSoft) {
		t.Errorf("selected row is %v", r.back.FillColor)
	}
}

func TestGridTips(t *testing.T) {
	g, _ := showGrid(t, &gridTestSource{n: 30})
	g.columns[1].Tip = "What kind"
	g.setWidth(0, 40)
	g.columns[1].Width = 700
	g.Refresh()
	at := func(x, y float32) string {
		g.MouseMoved(mouseAt(x, y))
		return g.Tip()
	}
	if got := at(20, rowMiddle(2)); got != "row 2\nbelow" {
		t.Errorf("tip of a cut cell %q", got)
	}
	if got := at(g.cols[1].x+20, rowMiddle(2)); got != "" {
		t.Errorf("tip of a cell shown whole %q", got)
	}
	if got := at(g.cols[1].x+20, 10); got != "What kind" {
		t.Errorf("tip of the title %q", got)
	}
	g.MouseOut()
	if g.Tip() != "" {
		t.Error("a tip without a pointer")
	}
}

func BenchmarkGridWheel(b *testing.B) {
	g, _ := showGrid(b, &gridTestSource{n: 10_000_000})
	b.ReportAllocs()
	for b.Loop() {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	}
}

func BenchmarkGridPage(b *testing.B) {
	g, _ := showGrid(b, &gridTestSource{n: 10_000_000})
	b.ReportAllocs()
	for b.Loop() {
		g.TypedKey(key(fyne.KeyPageDown))
	}
}
