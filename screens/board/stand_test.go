package board

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// today is the day of the demo firm.
var today = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)

// spy is a desk that notes what the board asked of it.
type spy struct {
	*desk.Desk
	moves   []moving
	types   []typing
	queries []crm.ClientQuery // of counts
	pages   []crm.Page
	counts  []crm.TypeCount // instead of the true ones
	broken  error           // of the next act
}

type moving struct {
	id           crm.ClientID
	to           crm.Rung
	reason, note string
}

type typing struct {
	id     crm.ClientID
	to     crm.RelType
	reason string
}

func (d *spy) MoveClient(ctx context.Context, id crm.ClientID, to crm.Rung, reason, note string) (crm.Move, error) {
	d.moves = append(d.moves, moving{id, to, reason, note})
	if d.broken != nil {
		return crm.Move{}, d.broken
	}
	return d.Desk.MoveClient(ctx, id, to, reason, note)
}

func (d *spy) ChooseType(ctx context.Context, id crm.ClientID, to crm.RelType, reason string) (crm.TypeAssessment, error) {
	d.types = append(d.types, typing{id, to, reason})
	return d.Desk.ChooseType(ctx, id, to, reason)
}

func (d *spy) RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error) {
	d.queries = append(d.queries, q)
	return d.Desk.RungCounts(ctx, q)
}

func (d *spy) Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	d.pages = append(d.pages, p)
	return d.Desk.Clients(ctx, q, p)
}

func (d *spy) TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error) {
	if d.counts != nil {
		return d.counts, nil
	}
	return d.Desk.TypeCounts(ctx, q)
}

// stand is the board in a window over a real base, and what it asked of the shell.
type stand struct {
	*Screen
	t        testing.TB
	desk     *spy
	window   fyne.Window
	lenses   []crm.Lens
	settings desk.Settings
	ask      bool // whether moves ask for their reason
	went     []route.Route
	failed   []error
}

// Settings and Apply stand for the shell.
func (st *stand) Settings() desk.Settings { return st.settings }
func (st *stand) Apply(s desk.Settings)   { st.settings = s }

// newStand opens a base, has it filled and shows the board.
func newStand(t testing.TB, lang text.Lang, fill func(d *desk.Desk) error) *stand {
	t.Helper()
	ctx := context.Background()
	store, err := data.Open(ctx, t.TempDir(), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(store, words, func() time.Time { return today })
	if fill != nil {
		if err := fill(d); err != nil {
			t.Fatal(err)
		}
	}
	st := &stand{t: t, desk: &spy{Desk: d}, settings: desk.Settings{Lens: "kotler"}}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	st.open(words.In(lang), "")
	t.Cleanup(d.Listen(func(n crm.News) { st.Changed(n) }))
	t.Cleanup(func() {
		for st.window.Canvas().Overlays().Top() != nil { // what is left open would take the keys of the next test
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := words.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return st
}

// demo fills the base with the demo firm.
func demo(lang text.Lang) func(d *desk.Desk) error {
	return func(d *desk.Desk) error { return d.Demo(context.Background(), lang) }
}

// crowd fills the base with invented clients.
func crowd(n int) func(d *desk.Desk) error {
	return func(d *desk.Desk) error { return d.Fill(context.Background(), n, 1, func(int) {}) }
}

// open makes a new board, as the first visit and a change of language do, and shows it.
func (st *stand) open(t *text.Tongue, sub string) {
	var err error
	if st.lenses, err = st.desk.AllLenses(context.Background()); err != nil {
		st.t.Fatal(err)
	}
	st.Screen = New(st.surroundings(t), st.desk, st)
	st.loader.Sync, st.acts.Sync = true, true
	ground := container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(st.Object(), kit.RailWidth, 0, 0, 0))
	st.window.SetContent(kit.NewLayers(ground))
	st.window.Resize(fyne.NewSize(1360, 860))
	kit.SetRouter(func(ev *fyne.KeyEvent) bool { return st.Key(ev) })
	kit.AttachKeys(st.window.Canvas())
	st.t.Cleanup(func() { kit.SetRouter(nil) })
	st.Show(route.Route{Room: route.Board, Sub: sub})
}

func (st *stand) surroundings(t *text.Tongue) *parts.Env {
	reps := map[crm.RepID]crm.Rep{}
	list, err := st.desk.Reps(context.Background())
	if err != nil {
		st.t.Fatal(err)
	}
	for _, r := range list {
		reps[r.ID] = r
	}
	return &parts.Env{
		T: t, Window: st.window,
		Go: func(r route.Route) { st.went = append(st.went, r) },
		Replace: func(r route.Route) {
			st.went = append(st.went, r)
			st.Show(r)
		},
		Fail:      func(err error) { st.failed = append(st.failed, err) },
		Search:    func() {},
		Now:       func() time.Time { return today },
		AskReason: func(bool) bool { return st.ask },
		Lens: func() crm.Lens {
			return st.lenses[max(0, slices.IndexFunc(st.lenses, func(l crm.Lens) bool { return parts.LensKey(l) == st.settings.Lens }))]
		},
		Reps:     func() map[crm.RepID]crm.Rep { return reps },
		Currency: func() string { return "RUB" },
	}
}

// card is the number of a column and of a card in it, by the name of the client.
func (st *stand) card(name string) (column, index int, id crm.ClientID) {
	st.t.Helper()
	for i, l := range st.lanes {
		for n := 0; ; n++ {
			c, ok := st.board.Card(l.id, n)
			if !ok {
				break
			}
			if r := c.(card).ClientRow; r.Name == name {
				return i, n, r.ID
			}
		}
	}
	st.t.Fatalf("%s is on no column", name)
	return 0, 0, 0
}

// at is where a text of the board is drawn, on the board.
func (st *stand) at(words string) fyne.Position {
	st.t.Helper()
	for _, t := range find[*canvas.Text](st.board) {
		if strings.ReplaceAll(t.Text, "\u00a0", " ") == words {
			driver := fyne.CurrentApp().Driver()
			return driver.AbsolutePositionForObject(t).Subtract(driver.AbsolutePositionForObject(st.board)).AddXY(4, 4)
		}
	}
	st.t.Fatalf("%q is not drawn", words)
	return fyne.Position{}
}

// take presses a card and begins to carry it to a column; drop lets go.
func (st *stand) take(name, column string) (to fyne.Position) {
	st.t.Helper()
	from, over := st.at(name), st.at(column)
	to = fyne.NewPos(over.X+20, 300)
	st.board.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	st.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	if !st.board.Dragging() {
		st.t.Fatalf("%s is not carried", name)
	}
	return to
}

func (st *stand) drop(to fyne.Position) {
	st.board.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary})
	st.board.DragEnd()
}

// current is the name of the current card and its column.
func (st *stand) current() (name, column string) {
	id, c, ok := st.board.Current()
	if !ok {
		return "", ""
	}
	l, _ := st.lane(id)
	return c.(card).Name, l.title
}

// key presses a key where the keyboard is.
func (st *stand) key(name fyne.KeyName) {
	if f := st.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	kit.RouteKey(&fyne.KeyEvent{Name: name})
}

// ctrl presses a key with Ctrl on the board.
func (st *stand) ctrl(name fyne.KeyName) {
	st.board.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// types types a text where the keyboard is.
func (st *stand) typed(s string) {
	for _, r := range s {
		st.window.Canvas().Focused().TypedRune(r)
	}
}

// choose chooses the n-th option of a field by the keyboard.
func (st *stand) choose(s *kit.Select, n int) {
	st.window.Canvas().Focus(s)
	st.key(fyne.KeySpace)
	st.key(fyne.KeyHome)
	for range n {
		st.key(fyne.KeyDown)
	}
	st.key(fyne.KeyReturn)
}

// press presses the button of what is on top that has the label.
func (st *stand) press(label string) {
	st.t.Helper()
	for _, b := range find[*kit.Button](st.top()...) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	st.t.Fatalf("there is no button %q", label)
}

func (st *stand) top() []fyne.CanvasObject {
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		return []fyne.CanvasObject{top}
	}
	return []fyne.CanvasObject{st.window.Content()}
}

// sees reports whether a text that contains the words is drawn in what is on top.
func (st *stand) sees(words string) bool {
	return slices.ContainsFunc(find[*canvas.Text](st.top()...), func(t *canvas.Text) bool {
		return strings.Contains(strings.ReplaceAll(t.Text, "\u00a0", " "), words)
	})
}

// wantSeen fails the test for words that are not drawn.
func (st *stand) wantSeen(words ...string) {
	st.t.Helper()
	for _, w := range words {
		if !st.sees(strings.ReplaceAll(w, "\u00a0", " ")) {
			st.t.Errorf("%q is not shown", w)
		}
	}
}

// well fails the test when the board told of an error.
func (st *stand) well() {
	st.t.Helper()
	for _, err := range st.failed {
		st.t.Errorf("told: %v", err)
	}
}

// find lists the visible objects of a kind within others.
func find[T fyne.CanvasObject](roots ...fyne.CanvasObject) []T {
	var list []T
	for _, o := range roots {
		if !o.Visible() {
			continue
		}
		if v, ok := o.(T); ok {
			list = append(list, v)
		}
		switch v := o.(type) {
		case *fyne.Container:
			list = append(list, find[T](v.Objects...)...)
		case fyne.Widget:
			list = append(list, find[T](test.WidgetRenderer(v).Objects()...)...)
		}
	}
	return list
}
