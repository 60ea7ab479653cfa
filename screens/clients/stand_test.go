package clients

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

// spy is a desk that notes what the screen asked of it.
type spy struct {
	*desk.Desk
	queries []crm.ClientQuery // of lists
	pages   []crm.Page
	tagged  []tagging
	given   []giving
	removed []desk.Picked
	written []string
	broken  error           // of the next read of a list
	counts  []crm.TypeCount // instead of the true ones
	slow    chan struct{}   // an act waits until it is closed
	called  error           // whether the context of a slow act was called off meanwhile
}

func (d *spy) TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error) {
	if d.counts != nil {
		return d.counts, nil
	}
	return d.Desk.TypeCounts(ctx, q)
}

type tagging struct {
	picked desk.Picked
	tag    string
	off    bool
}

type giving struct {
	picked desk.Picked
	owner  crm.RepID
}

func (d *spy) Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	d.queries, d.pages = append(d.queries, q), append(d.pages, p)
	if d.broken != nil {
		return nil, d.broken
	}
	return d.Desk.Clients(ctx, q, p)
}

func (d *spy) TagClients(ctx context.Context, p desk.Picked, tag string, off bool) (int, error) {
	d.tagged = append(d.tagged, tagging{p, tag, off})
	if d.slow != nil {
		<-d.slow
		d.called = ctx.Err()
	}
	return d.Desk.TagClients(ctx, p, tag, off)
}

func (d *spy) GiveClients(ctx context.Context, p desk.Picked, owner crm.RepID) (int, error) {
	d.given = append(d.given, giving{p, owner})
	return d.Desk.GiveClients(ctx, p, owner)
}

func (d *spy) RemoveClients(ctx context.Context, p desk.Picked) (int, error) {
	d.removed = append(d.removed, p)
	return d.Desk.RemoveClients(ctx, p)
}

func (d *spy) ExportPicked(ctx context.Context, p desk.Picked, lang, path string) error {
	d.written = append(d.written, path)
	return d.Desk.ExportPicked(ctx, p, lang, path)
}

// stand is the screen in a window over a real base, and what it asked of the shell.
type stand struct {
	*Screen
	t      testing.TB
	desk   *spy
	window fyne.Window
	lens   crm.Lens
	went   []route.Route
	said   []string
	failed []error
	saveTo string
}

// newStand opens a base, fills it with the demo firm of a language, or with invented clients, and shows the screen.
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
	st := &stand{t: t, desk: &spy{Desk: d}, lens: crm.ShippedLenses()[0], saveTo: t.TempDir() + "/clients.csv"}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	st.open(words.In(lang))
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

// open makes a new screen, as the first visit and a change of language do, and shows it.
func (st *stand) open(t *text.Tongue) {
	st.Screen = New(st.surroundings(t), st.desk)
	st.loader.Sync, st.acts.Sync = true, true
	ground := container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(st.Object(), kit.RailWidth, 0, 0, 0))
	st.window.SetContent(kit.NewLayers(ground))
	st.window.Resize(fyne.NewSize(1360, 860))
	kit.SetRouter(func(ev *fyne.KeyEvent) bool { return st.Key(ev) })
	kit.AttachKeys(st.window.Canvas())
	st.t.Cleanup(func() { kit.SetRouter(nil) })
	st.Show(route.Route{Room: route.Clients})
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
		Go:        func(r route.Route) { st.went = append(st.went, r) },
		Say:       func(s string) { st.said = append(st.said, s) },
		Fail:      func(err error) { st.failed = append(st.failed, err) },
		Search:    func() {},
		Now:       func() time.Time { return today },
		AskReason: func(bool) bool { return false },
		Lens:      func() crm.Lens { return st.lens },
		Reps:      func() map[crm.RepID]crm.Rep { return reps },
		Currency:  func() string { return "RUB" },
		SaveFile:  func(_, _ string, picked func(string)) { picked(st.saveTo) },
	}
}

// key presses a key where the keyboard is.
func (st *stand) key(name fyne.KeyName) {
	if f := st.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	kit.RouteKey(&fyne.KeyEvent{Name: name})
}

// ctrl presses a key with Ctrl where the keyboard is.
func (st *stand) ctrl(name fyne.KeyName) {
	f, ok := st.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.t.Fatal("the keyboard is nowhere")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// types types a text where the keyboard is, letter by letter, the field changing on the way.
func (st *stand) types(s string) {
	for _, r := range s {
		st.window.Canvas().Focused().TypedRune(r)
	}
}

// names are the names of the rows the grid has in memory, in order.
func (st *stand) names() []string {
	var names []string
	for i := range st.source.Count() {
		if r, ok := st.source.Row(i); ok {
			names = append(names, r.(row).Name)
		}
	}
	return names
}

// chip presses a chip: 0 is all types.
func (st *stand) chip(i int) { find[*kit.FilterChip](st.Object())[i].Tapped(nil) }

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

// asked is what the last list was asked for.
func (st *stand) asked() crm.ClientQuery { return st.desk.queries[len(st.desk.queries)-1] }

// count is how many clients the grid holds.
func (st *stand) count() int64 { return st.source.Count() }

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
		if !st.sees(w) {
			st.t.Errorf("%q is not shown", w)
		}
	}
}

// well fails the test when the screen told of an error.
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
