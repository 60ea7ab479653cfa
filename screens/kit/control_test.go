package kit

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func keyed(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// typeInto sends a text to whatever holds the keyboard.
func typeInto(t *testing.T, c fyne.Canvas, s string) {
	t.Helper()
	for _, r := range s {
		if c.Focused() == nil {
			t.Fatal("nothing holds the keyboard")
		}
		c.Focused().TypedRune(r)
	}
}

// press sends keys as the driver does: to what holds the keyboard, otherwise to the canvas.
func press(c fyne.Canvas, names ...fyne.KeyName) {
	for _, n := range names {
		switch {
		case c.Focused() != nil:
			c.Focused().TypedKey(keyed(n))
		case c.OnTypedKey() != nil:
			c.OnTypedKey()(keyed(n))
		}
	}
}

// tab moves the keyboard as the driver does.
func tab(c fyne.Canvas) {
	if f, ok := c.Focused().(fyne.Tabbable); ok && f.AcceptsTab() {
		c.Focused().TypedKey(keyed(fyne.KeyTab))
		return
	}
	c.FocusNext()
}

// findAll lists the objects of a kind within an object, in the order they are drawn.
func findAll[T fyne.CanvasObject](root fyne.CanvasObject) []T {
	var found []T
	if t, ok := root.(T); ok {
		found = append(found, t)
	}
	var children []fyne.CanvasObject
	switch v := root.(type) {
	case *fyne.Container:
		children = v.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(v).Objects()
	}
	for _, c := range children {
		found = append(found, findAll[T](c)...)
	}
	return found
}

func TestButtonIsPressedByMouseEnterAndSpace(t *testing.T) {
	dress(t, false)
	n := 0
	b := NewButton(Primary, "Записать", func() { n++ })
	w := stage(t, Center(b), 200, 100)
	test.Tap(b)
	w.Canvas().Focus(b)
	press(w.Canvas(), fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	if n != 4 {
		t.Errorf("pressed %d times of 4", n)
	}
	b.Disable()
	b.Tapped(nil)
	b.TypedKey(keyed(fyne.KeySpace))
	if n != 4 {
		t.Error("a disabled button was pressed")
	}
}

func TestRingIsForTheKeyboardAlone(t *testing.T) {
	dress(t, false)
	b, next := NewButton(Plain, "Да", nil), NewButton(Plain, "Нет", nil)
	w := stage(t, HBox(8, b, next), 200, 100)
	test.Tap(b)
	if b.ringed() {
		t.Error("the mouse drew a focus mark")
	}
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("a pressed button does not hold the keyboard")
	}
	press(w.Canvas(), fyne.KeySpace)
	if !b.ringed() {
		t.Error("a key did not bring the focus mark")
	}
	tab(w.Canvas())
	if !next.ringed() || b.ringed() {
		t.Error("Tab did not move the focus mark")
	}
}

func TestUnusedKeysReachTheRouter(t *testing.T) {
	dress(t, false)
	var routed []fyne.KeyName
	SetRouter(func(ev *fyne.KeyEvent) bool {
		routed = append(routed, ev.Name)
		return true
	})
	defer SetRouter(nil)
	option := NewOptionGroup(nil).Card("а", "б")
	widgets := []fyne.Focusable{
		NewButton(Plain, "Да", nil), NewEntry(""), NewTextArea("", 3, ""), NewCheck("да", nil), NewSelect(nil, nil),
		NewFilterChip("все", "1", nil), NewSegmented(nil, "а", "б"), NewTabs(nil, "а", "б"), NewLink("тут", nil),
		NewChipButton("", "тип", ToneBusiness, nil), option,
	}
	for _, w := range widgets {
		routed = nil
		w.TypedKey(keyed(fyne.KeyF5))
		w.TypedKey(keyed(fyne.KeyEscape))
		if fmt.Sprint(routed) != "[F5 Escape]" {
			t.Errorf("%T routed %v", w, routed)
		}
	}
}

func TestThemeChangeRepaints(t *testing.T) {
	dress(t, false)
	b := NewButton(Primary, "Записать", nil)
	label := NewText("слово", Body, Text2)
	stage(t, VBox(0, b, label), 200, 100)
	face := func() color.Color { return test.WidgetRenderer(b).Objects()[2].(*canvas.Rectangle).FillColor }
	ink := func() color.Color { return test.WidgetRenderer(label).Objects()[0].(*canvas.Text).Color }
	lightFace, lightInk := face(), ink()
	fyne.CurrentApp().Settings().SetTheme(NewTheme(true))
	b.Refresh()
	label.Refresh()
	if face() == lightFace || ink() == lightInk {
		t.Error("colours did not follow the theme")
	}
	if face() != C(AccentFill) || ink() != C(Text2) {
		t.Errorf("colours are %v %v", face(), ink())
	}
}

func TestLabelIsCutAndTells(t *testing.T) {
	dress(t, false)
	whole := "Общество с ограниченной ответственностью «Кедровый Двор»"
	for _, width := range []float32{300, 120, 60, 20} {
		cut := CutText(whole, Body, width)
		if w := Body.Width(cut); w > width {
			t.Errorf("%q is %v wide, room %v", cut, w, width)
		}
		if []rune(cut)[len([]rune(cut))-1] != '…' {
			t.Errorf("%q has no ellipsis", cut)
		}
	}
	if CutText("да", Body, 100) != "да" {
		t.Error("a short text was cut")
	}
	l := NewTipText(whole, Body, Text)
	l.Resize(fyne.NewSize(100, 18))
	if l.Tip() != whole {
		t.Error("a cut text does not tell itself")
	}
	l.Resize(fyne.NewSize(1000, 18))
	if l.Tip() != "" {
		t.Error("a whole text tells itself")
	}
}

func TestWrapText(t *testing.T) {
	dress(t, false)
	words := "Довольна сервисом, но просит один счёт на все шесть домов. Обещал сверить с Мариной."
	lines := WrapText(words, Dense, 180, 0)
	if len(lines) < 2 {
		t.Fatalf("lines %q", lines)
	}
	joined := ""
	for i, l := range lines {
		if Dense.Width(l) > 180 {
			t.Errorf("line %q is too wide", l)
		}
		if i > 0 {
			joined += " "
		}
		joined += l
	}
	if joined != words {
		t.Errorf("words were lost: %q", joined)
	}
	two := WrapText(words, Dense, 180, 2)
	if len(two) != 2 || two[0] != lines[0] || []rune(two[1])[len([]rune(two[1]))-1] != '…' {
		t.Errorf("two lines: %q", two)
	}
	if got := WrapText("1\u00a0240\u00a0000\u00a0₽ всего", Dense, Dense.Width("1 240 000 ₽")+1, 0); got[0] != "1\u00a0240\u00a0000\u00a0₽" {
		t.Errorf("a non-breaking space was broken: %q", got)
	}
	if got := WrapText("Достопримечательность", Dense, 40, 0); len(got) < 3 {
		t.Errorf("a long word was not broken: %q", got)
	}
	if got := WrapText("одна\nдве", Dense, 500, 0); len(got) != 2 {
		t.Errorf("line breaks: %q", got)
	}
}

func TestTallLayouts(t *testing.T) {
	dress(t, false)
	long := "Клиент поднимется сюда, когда сам порекомендует вас. Спросите тех, кто доволен."
	p := NewWrap(long, Dense, Text, 0)
	box := Pad(VBox(8, NewText("а", Body, Text), p), 10, 5, 10, 5)
	wide, narrow := HeightAt(box, 600), HeightAt(box, 120)
	if wide != 5+18+8+16+5 {
		t.Errorf("one line: %v", wide)
	}
	if want := float32(5 + 18 + 8 + 16*len(WrapText(long, Dense, 100.5, 0)) + 5); narrow != want {
		t.Errorf("narrow: %v, want %v", narrow, want)
	}
	card := NewCard("Заголовок", p)
	s := NewScrollMemory(card)
	stage(t, s, 160, 100)
	if card.Size().Height < HeightAt(card, 160) {
		t.Errorf("card is %v high, needs %v", card.Size().Height, HeightAt(card, 160))
	}
}

func TestRowsAndColumns(t *testing.T) {
	dress(t, false)
	a, b := NewButton(Plain, "а", nil), NewButton(Plain, "б", nil).Sized(ControlSmall)
	row := HBox(8, a, Spacer(), b)
	row.Resize(fyne.NewSize(300, 40))
	if b.Position().X+b.Size().Width != 300 || b.Position().Y != 8 || b.Size().Height != ControlSmall {
		t.Errorf("the right button is at %v, size %v", b.Position(), b.Size())
	}
	a.Hide()
	row.Refresh()
	if got := row.MinSize().Width; got != b.MinSize().Width+8 {
		t.Errorf("a hidden button takes room: %v", got)
	}
	x, y := NewGround(Bg, 0), NewGround(Bg, 0)
	cols := Columns(10, []float32{1, 2}, x, y)
	cols.Resize(fyne.NewSize(310, 20))
	if x.Size().Width != 100 || y.Size().Width != 200 || y.Position().X != 110 {
		t.Errorf("columns %v and %v at %v", x.Size(), y.Size(), y.Position())
	}
}

func TestFlowWraps(t *testing.T) {
	dress(t, false)
	chips := []fyne.CanvasObject{NewChip("", "выиграна", ToneGreen), NewChip("", "сегодня", ToneAmber), NewChip("", "в работе", ToneAccent)}
	f := Flow(8, chips...)
	if h := HeightAt(f, 1000); h != 20 {
		t.Errorf("one row: %v", h)
	}
	w := chips[0].MinSize().Width + 8 + chips[1].MinSize().Width
	if h := HeightAt(f, w); h != 48 {
		t.Errorf("two rows: %v", h)
	}
	f.Resize(fyne.NewSize(w, 48))
	if chips[2].Position() != fyne.NewPos(0, 28) {
		t.Errorf("the third chip is at %v", chips[2].Position())
	}
}

func TestCheckTogglesBySpace(t *testing.T) {
	dress(t, false)
	var told []bool
	c := NewCheck("Задача", func(on bool) { told = append(told, on) })
	w := stage(t, c, 200, 40)
	w.Canvas().Focus(c)
	press(w.Canvas(), fyne.KeySpace)
	test.Tap(c)
	if fmt.Sprint(told) != "[true false]" {
		t.Errorf("told %v", told)
	}
	c.SetState(Part)
	if c.Checked() || c.Value() != "" {
		t.Error("a partial box counts as checked")
	}
	press(w.Canvas(), fyne.KeySpace)
	if !c.Checked() {
		t.Error("a partial box was not checked")
	}
}

func TestRadioMovesByArrows(t *testing.T) {
	dress(t, false)
	var told []string
	r := NewRadio(false, []Option{{ID: "m", Label: "Обмен"}, {ID: "b", Label: "Деловые"}, {ID: "s", Label: "Партнёрство"}},
		func(id string) { told = append(told, id) })
	w := stage(t, r, 400, 40)
	w.Canvas().Focus(r.FocusTarget())
	press(w.Canvas(), fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if fmt.Sprint(told) != "[m b s b]" || r.Value() != "b" {
		t.Errorf("told %v, value %q", told, r.Value())
	}
	if r.SetValue("nothing"); r.Value() != "" {
		t.Error("an unknown id was chosen")
	}
}

func TestOptionCards(t *testing.T) {
	dress(t, false)
	var told []int
	g := NewOptionGroup(func(i int) { told = append(told, i) })
	a, b := g.Answer("Разовые сделки", ToneExchange), g.Answer("Договор на год", ToneBusiness)
	w := stage(t, Columns(8, nil, a, b), 400, 64)
	test.Tap(b)
	w.Canvas().Focus(a)
	press(w.Canvas(), fyne.KeyReturn, fyne.KeyRight)
	if fmt.Sprint(told) != "[1 0 1]" || g.Chosen() != 1 || w.Canvas().Focused() != fyne.Focusable(b) {
		t.Errorf("told %v, chosen %d", told, g.Chosen())
	}
}

func TestSegmentedAndTabs(t *testing.T) {
	dress(t, false)
	var told []int
	s := NewSegmented(func(i int) { told = append(told, i) }, "День", "Неделя", "Месяц")
	tabs := NewTabs(func(i int) { told = append(told, 10+i) }, "Лента", "Люди", "Задачи")
	w := stage(t, VBox(8, Left(s), tabs), 400, 100)
	e := s.edges()
	test.TapAt(s, fyne.NewPos(e[1]+4, 10))
	w.Canvas().Focus(s)
	press(w.Canvas(), fyne.KeyRight, fyne.KeyRight, fyne.KeyHome)
	e = tabs.edges()
	test.TapAt(tabs, fyne.NewPos(e[2]+2, 10))
	if fmt.Sprint(told) != "[1 2 0 12]" {
		t.Errorf("told %v", told)
	}
	if s.SetChosen(2); s.Chosen() != 2 || len(told) != 4 {
		t.Error("SetChosen called back or did not choose")
	}
}

func TestFilterChip(t *testing.T) {
	dress(t, false)
	n := 0
	f := NewFilterChip("Деловые", "62", func() { n++ }).WithSquare(BFill)
	w := stage(t, f, 200, 32)
	test.Tap(f)
	w.Canvas().Focus(f)
	press(w.Canvas(), fyne.KeySpace)
	if n != 2 {
		t.Errorf("chosen %d times of 2", n)
	}
}

func TestTipShowsAfterAWhileAndGoes(t *testing.T) {
	dress(t, false)
	timers, release := HoldTimers()
	defer release()
	b := NewIconButton("x", "Закрыть", nil)
	l := NewLayers(Center(b))
	w := stage(t, l, 300, 200)
	test.MoveMouse(w.Canvas(), fyne.NewPos(150, 100))
	if l.tips.open {
		t.Error("a tooltip came at once")
	}
	timers.Advance(tipDelay)
	if !l.tips.open || l.tips.text.Text() != "Закрыть" {
		t.Errorf("no tooltip: %v %q", l.tips.open, l.tips.text.Text())
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(5, 5))
	if l.tips.open {
		t.Error("the tooltip stays")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(150, 100))
	b.MouseDown(&desktop.MouseEvent{})
	timers.Advance(time1s)
	if l.tips.open {
		t.Error("a pressed button shows its tooltip")
	}
}

func TestToastGoesUndoesAndStays(t *testing.T) {
	dress(t, false)
	timers, release := HoldTimers()
	defer release()
	l := NewLayers(NewGround(Bg, 0))
	w := stage(t, l, 600, 300)
	undone := 0
	show := func(s string) {
		ShowToast(Toast{Icon: "check", IconToken: Green, Sentence: s, Action: "Отменить", OnAction: func() { undone++ }})
	}
	show("первая")
	show("вторая")
	if ToastShown() != "вторая" {
		t.Errorf("shown %q", ToastShown())
	}
	box := l.toasts.box
	if y := box.Position().Y + box.Size().Height; y != 300-16-listFoot || box.Size().Height != 48 {
		t.Errorf("the toast ends at %v, is %v high", y, box.Size().Height)
	}
	KeepFootClear(130)
	if y := box.Position().Y + box.Size().Height; y != 300-16-130 {
		t.Errorf("above a high foot the toast ends at %v", y)
	}
	KeepFootClear(0)
	if y := box.Position().Y + box.Size().Height; y != 300-16-listFoot {
		t.Errorf("back above a list the toast ends at %v", y)
	}
	if x := box.Position().X; x != RailWidth+16 || x+box.Size().Width > 400 {
		t.Errorf("a short toast lies at %v, %v wide: the totals at the right must stay in sight", x, box.Size().Width)
	}
	box.MouseIn(&desktop.MouseEvent{})
	timers.Advance(toastStay * 2)
	if ToastShown() == "" {
		t.Fatal("the toast went while hovered")
	}
	box.MouseOut()
	timers.Advance(toastStay - 1)
	if ToastShown() == "" {
		t.Fatal("the toast went too early")
	}
	timers.Advance(1)
	if ToastShown() != "" {
		t.Error("the toast stays")
	}
	show("под кнопкой")
	l.toasts.box.close.MouseIn(&desktop.MouseEvent{})
	timers.Advance(toastStay)
	if ToastShown() == "" {
		t.Fatal("the toast went from under the pointer on its button")
	}
	l.toasts.box.close.MouseOut()
	timers.Advance(toastStay)
	show(strings.Repeat("длинное слово ", 40))
	if box := l.toasts.box; box.Position().X+box.Size().Width != 600-16 {
		t.Errorf("a long toast ends at %v", box.Position().X+box.Size().Width)
	}
	show("третья")
	test.TapCanvas(w.Canvas(), l.toasts.box.Position().Add(l.toasts.box.action.Position()).AddXY(4, 4))
	if undone != 1 || ToastShown() != "" {
		t.Errorf("undone %d, shown %q", undone, ToastShown())
	}
}

func TestGhostLayerTakesNoClicks(t *testing.T) {
	dress(t, false)
	n := 0
	b := NewButton(Plain, "Под низом", func() { n++ })
	l := NewLayers(b)
	w := stage(t, l, 200, 100)
	ghost := NewGround(AccentSoft, 6)
	ghost.Resize(fyne.NewSize(200, 100))
	l.ShowGhost(ghost, fyne.NewPos(0, 0))
	l.MoveGhost(fyne.NewPos(3, 4))
	if ghost.Position() != fyne.NewPos(3, 4) {
		t.Errorf("the ghost is at %v", ghost.Position())
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(50, 50))
	if n != 1 {
		t.Error("the ghost took the click")
	}
	l.HideGhost()
	if len(l.ghosts.Objects) != 0 {
		t.Error("the ghost stays")
	}
}

func TestScrollMemory(t *testing.T) {
	dress(t, false)
	column := VBox(0)
	var rows []*Button
	for i := range 30 {
		b := NewButton(Plain, fmt.Sprint(i), nil)
		rows = append(rows, b)
		column.Add(b)
	}
	s := NewScrollMemory(column)
	s.SetOffset(320)
	if s.Offset() != 320 {
		t.Error("the offset set before the first layout was forgotten")
	}
	stage(t, s, 200, 160)
	if s.Offset() != 320 {
		t.Errorf("offset %v", s.Offset())
	}
	s.Reveal(rows[0])
	if s.Offset() != 0 {
		t.Errorf("revealed the first row at %v", s.Offset())
	}
	s.Reveal(rows[29])
	if s.Offset() != 30*32-160 {
		t.Errorf("revealed the last row at %v", s.Offset())
	}
}

func TestIconLinesFitTheirSize(t *testing.T) {
	dress(t, false)
	g := NewGlyph("trash", Red, 12)
	stage(t, Center(g), 50, 50)
	img := test.WidgetRenderer(g).Objects()[0].(*canvas.Image)
	if want := `stroke-width="0.875"`; !contains(img.Resource.Content(), want) {
		t.Errorf("%s lacks %s: %s", img.Resource.Name(), want, img.Resource.Content())
	}
	g.Set("trash", Green)
	if !contains(img.Resource.Content(), hexOf(C(Green))) || !contains(img.Resource.Content(), `"0.875"`) {
		t.Errorf("after a change: %s", img.Resource.Content())
	}
}

func TestRailItemWearsARingAtTheKeyboard(t *testing.T) {
	dress(t, true)
	chosen, other := NewRailItem("people", "Клиенты", func() {}), NewRailItem("ul", "Импорт", func() {})
	chosen.SetChosen(true)
	w := stage(t, VBox(4, chosen, other), 72, 120)
	for _, r := range []*RailItem{chosen, other} {
		w.Canvas().Focus(r)
		halo, edge, face := railBox(t, r)
		if halo.Hidden || edge.Hidden || edge.FillColor != C(Accent) {
			t.Errorf("%q has no ring: halo hidden %v, edge hidden %v", r.word, halo.Hidden, edge.Hidden)
		}
		if _, _, _, a := face.FillColor.RGBA(); a != 0xFFFF {
			t.Errorf("the ring of %q fills its box: face %v", r.word, face.FillColor)
		}
	}
	w.Canvas().Unfocus()
	if halo, edge, _ := railBox(t, other); !halo.Hidden || !edge.Hidden {
		t.Error("the ring stays")
	}
}

// railBox are the halo, the edge and the face of an item, as it is drawn.
func railBox(t *testing.T, r *RailItem) (halo, edge, face *canvas.Rectangle) {
	t.Helper()
	var boxes []*canvas.Rectangle
	for _, o := range test.WidgetRenderer(r).Objects() {
		if b, ok := o.(*canvas.Rectangle); ok {
			boxes = append(boxes, b)
		}
	}
	if len(boxes) < 3 {
		t.Fatalf("%d boxes", len(boxes))
	}
	return boxes[0], boxes[1], boxes[2]
}
