package card

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
			for id := range reps {
				return id
			}
			return 0
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
