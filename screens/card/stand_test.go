package card

import (
	"context"
	"maps"
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

// stand is a desk over a real base with a window, and what the screens asked of the shell.
type stand struct {
	t      testing.TB
	desk   *desk.Desk
	env    *parts.Env
	window fyne.Window
	lang   text.Lang

	went     []route.Route
	replaced []route.Route
	said     []string
	failed   []error
	opened   []string
	backs    int
	out      string
	screen   parts.Screen
}

// newStand opens a base; demo fills it with the demo firm.
func newStand(t testing.TB, lang text.Lang, demo bool) *stand {
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
	if demo {
		if err := d.Demo(ctx, lang); err != nil {
			t.Fatal(err)
		}
	}
	st := &stand{t: t, desk: d, lang: lang, out: t.TempDir()}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	t.Cleanup(func() { kit.NewTheme(false) })
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	st.env = st.surroundings(words.In(lang))
	t.Cleanup(func() {
		for range 5 { // what is left open would take the keys of the next test
			if st.modal() {
				kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			}
		}
	})
	stop := d.Listen(func(n crm.News) {
		if st.screen != nil {
			st.screen.Changed(n)
		}
	})
	t.Cleanup(stop)
	t.Cleanup(func() {
		if missing := st.env.T.Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return st
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
		Replace:   func(r route.Route) { st.replaced = append(st.replaced, r) },
		Back:      func() { st.backs++ },
		Say:       func(s string) { st.said = append(st.said, s) },
		Fail:      func(err error) { st.failed = append(st.failed, err) },
		Search:    func() {},
		Now:       func() time.Time { return today },
		AskReason: func(bool) bool { return false },
		Lens:      func() crm.Lens { return crm.ShippedLenses()[0] },
		Reps:      func() map[crm.RepID]crm.Rep { return reps },
		Me: func() crm.RepID {
			if len(reps) == 0 {
				return 0
			}
			return slices.Min(slices.Collect(maps.Keys(reps)))
		},
		Currency:  func() string { return "RUB" },
		OpenFile:  func(path string) { st.opened = append(st.opened, path) },
		OutFolder: func() string { return st.out },
	}
}

// card shows the card of a client.
func (st *stand) card(id crm.ClientID, sub string) *Screen {
	s := New(st.env, st.desk)
	s.loader.Sync, s.keeper.Sync = true, true
	st.show(s, route.Route{Room: route.Card, Client: id, Sub: sub})
	return s
}

// assess shows the questionnaire of a client.
func (st *stand) assess(id crm.ClientID) *Assess {
	s := NewAssess(st.env, st.desk)
	s.loader.Sync, s.keeper.Sync = true, true
	st.show(s, route.Route{Room: route.Assess, Client: id})
	return s
}

// rail stands for the navigation at the left of the screens.
const rail = kit.RailWidth

func (st *stand) show(s parts.Screen, to route.Route) {
	st.screen = s
	ground := container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(s.Object(), rail, 0, 0, 0))
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

// named finds a client of the base by its name.
func (st *stand) named(name string) crm.ClientID {
	st.t.Helper()
	id, err := st.desk.ClientNamed(context.Background(), name)
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

// well fails the test when the screen told of an error.
func (st *stand) well() {
	st.t.Helper()
	for _, err := range st.failed {
		st.t.Errorf("told: %v", err)
	}
}

// sees reports whether a text that contains the words stands in the window, in view or scrolled away.
func (st *stand) sees(words string) bool {
	roots := append([]fyne.CanvasObject{st.window.Content()}, st.window.Canvas().Overlays().List()...)
	return slices.ContainsFunc(find[*canvas.Text](roots...), func(t *canvas.Text) bool { return strings.Contains(strings.ReplaceAll(t.Text, "\u00a0", " "), words) })
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

// key presses a key where the keyboard is.
func (st *stand) key(name fyne.KeyName) {
	c := st.window.Canvas()
	if f := c.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	kit.RouteKey(&fyne.KeyEvent{Name: name})
}

// ctrlEnter presses Enter with Ctrl held in the field that has the keyboard.
func (st *stand) ctrlEnter() {
	st.t.Helper()
	f, ok := st.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.t.Fatal("the keyboard is in no field")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

// press presses the button of a modal or screen that has the label.
func (st *stand) press(label string) {
	st.t.Helper()
	roots := []fyne.CanvasObject{st.window.Content()}
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		roots = []fyne.CanvasObject{top}
	}
	for _, b := range find[*kit.Button](roots...) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	st.t.Fatalf("there is no button %q", label)
}

// modal reports whether a modal is open.
func (st *stand) modal() bool { return st.window.Canvas().Overlays().Top() != nil }

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
