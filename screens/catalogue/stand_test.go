package catalogue

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
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
	"rapport/app/trade"
	"rapport/assets"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// today is the day of the demo firm.
var today = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)

var ctx = context.Background()

// stand is a desk over a real base with a window, and what the screens asked of the shell.
type stand struct {
	t      testing.TB
	desk   *desk.Desk
	env    *parts.Env
	window fyne.Window
	screen parts.Screen

	went   []route.Route
	said   []string
	failed []error
	acts   []string
	backs  int
}

// newStand opens a base with our firm; demo fills it with the demo firm of the language instead.
func newStand(t testing.TB, lang text.Lang, demo bool) *stand {
	t.Helper()
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
	if demo {
		err = d.Demo(ctx, lang)
	} else {
		err = d.SaveFirm(ctx, crm.Firm{Name: "Ремесло", Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"})
	}
	if err != nil {
		t.Fatal(err)
	}
	st := &stand{t: t, desk: d}
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(false))
	t.Cleanup(func() { kit.NewTheme(false) })
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	st.env = st.surroundings(words.In(lang))
	t.Cleanup(d.Listen(func(n crm.News) {
		what := n.Act.What
		if n.Undone {
			what = "undo " + what
		}
		st.acts = append(st.acts, what)
		if st.screen != nil {
			st.screen.Changed(n)
		}
	}))
	t.Cleanup(func() {
		for st.window.Canvas().Overlays().Top() != nil { // what is left open would take the keys of the next test
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := st.env.T.Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return st
}

func (st *stand) surroundings(t *text.Tongue) *parts.Env {
	return &parts.Env{
		T: t, Window: st.window,
		Go:       func(r route.Route) { st.went = append(st.went, r) },
		Replace:  func(r route.Route) { st.went = append(st.went, r) },
		Back:     func() { st.backs++ },
		Say:      func(s string) { st.said = append(st.said, s) },
		Fail:     func(err error) { st.failed = append(st.failed, err) },
		Search:   func() {},
		Now:      func() time.Time { return today },
		Lens:     func() crm.Lens { return crm.ShippedLenses()[0] },
		Reps:     func() map[crm.RepID]crm.Rep { return nil },
		Me:       func() crm.RepID { return 0 },
		Currency: func() string { f, _ := st.desk.Firm(ctx); return f.Currency },
	}
}

// grid shows the room of items with all work done at once.
func (st *stand) grid() *Screen {
	s := New(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.show(s, route.Route{Room: route.Catalogue})
	return s
}

// item shows the form of an item, or of a new one.
func (st *stand) item(to route.Route) *ItemScreen {
	s := NewItem(st.env, st.desk)
	s.loader.Sync = true
	to.Room = route.Item
	st.show(s, to)
	return s
}

// prices shows a tab of the prices.
func (st *stand) prices(tab string) *PricesScreen {
	s := NewPrices(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.show(s, route.Route{Room: route.Prices, Sub: tab})
	return s
}

func (st *stand) show(s parts.Screen, to route.Route) {
	st.screen = s
	ground := container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(s.Object(), kit.RailWidth, 0, 0, 0))
	st.window.SetContent(kit.NewLayers(ground))
	st.window.Resize(fyne.NewSize(1360, 860))
	kit.SetRouter(func(ev *fyne.KeyEvent) bool {
		taker, ok := s.(parts.KeyTaker)
		return ok && taker.Key(ev)
	})
	kit.AttachKeys(st.window.Canvas())
	st.t.Cleanup(func() { kit.SetRouter(nil) })
	s.Show(to)
}

// itemOf is the item with an article.
func (st *stand) itemOf(article string) trade.Item {
	st.t.Helper()
	found, err := st.desk.ItemsByArticle(ctx, article, 1)
	if err != nil || len(found) == 0 {
		st.t.Fatalf("no item %s: %v", article, err)
	}
	return found[0]
}

// names are the names of the rows the grid has in memory, in order.
func (st *stand) names() []string {
	var names []string
	s := st.screen.(*Screen)
	for i := range s.source.Count() {
		if r, ok := s.source.Row(i); ok {
			names = append(names, r.(row).Name)
		}
	}
	return names
}

// seek makes the row with the article the current one.
func (st *stand) seek(article string) trade.ItemRow {
	st.t.Helper()
	s := st.screen.(*Screen)
	for i := range s.source.Count() {
		if r, ok := s.source.Row(i); ok && r.(row).Article == article {
			s.grid.SelectRow(i)
			return r.(row).ItemRow
		}
	}
	st.t.Fatalf("no row %s", article)
	return trade.ItemRow{}
}

// key presses keys where the keyboard is.
func (st *stand) key(names ...fyne.KeyName) {
	for _, name := range names {
		if f := st.window.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
		} else {
			kit.RouteKey(&fyne.KeyEvent{Name: name})
		}
	}
}

// ctrl presses a key with Ctrl where the keyboard is.
func (st *stand) ctrl(name fyne.KeyName) {
	st.t.Helper()
	f, ok := st.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.t.Fatal("the keyboard is nowhere")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// types types letters where the keyboard is.
func (st *stand) types(s string) {
	st.t.Helper()
	for _, r := range s {
		f := st.window.Canvas().Focused()
		if f == nil {
			st.t.Fatal("nothing holds the keyboard")
		}
		f.TypedRune(r)
	}
}

// top is what is on top: the window, or what lies over it.
func (st *stand) top() fyne.CanvasObject {
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return st.window.Content()
}

// find lists the visible widgets of a type in what is on top.
func find[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	if o == nil || !o.Visible() {
		return nil
	}
	var all []T
	if x, ok := o.(T); ok {
		all = append(all, x)
	}
	var children []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		children = x.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(x).Objects()
	}
	for _, child := range children {
		all = append(all, find[T](child)...)
	}
	return all
}

// press presses the button with the label in what is on top.
func (st *stand) press(label string) {
	st.t.Helper()
	for _, b := range find[*kit.Button](st.top()) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	st.t.Fatalf("there is no button %q", label)
}

// sees reports whether the words are drawn in what is on top, on one line or on several.
func (st *stand) sees(words string) bool {
	var all []string
	for _, t := range find[*canvas.Text](st.top()) {
		all = append(all, t.Text)
	}
	return strings.Contains(strings.ReplaceAll(strings.Join(all, " "), "\u00a0", " "), words)
}

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

// did fails the test unless these acts were done, the last ones.
func (st *stand) did(acts ...string) {
	st.t.Helper()
	from := max(0, len(st.acts)-len(acts))
	if !slices.Equal(st.acts[from:], acts) {
		st.t.Errorf("done %v, want %v", st.acts[from:], acts)
	}
}

// shot writes a picture of the window into the folder of RAPPORT_SHOTS.
func (st *stand) shot(w, h float32, name string) {
	st.t.Helper()
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		st.t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
	st.window.Resize(fyne.NewSize(w, h))
	st.window.Canvas().Capture()
	kit.WaitIdle(5 * time.Second)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		st.t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, fmt.Sprintf("%s-%dx%d.png", name, int(w), int(h))))
	if err != nil {
		st.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, st.window.Canvas().Capture()); err != nil {
		st.t.Fatal(err)
	}
}
