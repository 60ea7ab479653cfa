// Package stand sets a screen up for its tests: a desk over a real base, a window with the layers of the kit, the
// surroundings of the shell that note what was asked of them, and the eyes and hands of a user. Only tests know it.
package stand

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Today is the moment at which a stand's clocks stand, in the morning of the demo firm's day.
var Today = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)

// Stand is a desk over a real base with a window, and what the screens asked of the shell.
type Stand struct {
	T      testing.TB
	Desk   *desk.Desk
	Now    time.Time  // by the desk's clock; a test may turn it
	Env    *parts.Env // a test may put its own surroundings in before it makes a screen
	Window fyne.Window
	Screen parts.Screen // the one opened; it is told of every act

	Went     []route.Route
	Replaced []route.Route
	Backs    int
	Said     []string
	Failed   []error
	Opened   []string // files
	Acts     []string // what the desk told of, an undone one behind "undo "

	Everywhere bool // texts below what is on top are seen as well
	Apart      bool // words are seen in one text alone, not across several

	reps map[crm.RepID]crm.Rep // nil until asked for, and after every act
}

// Fill puts into an empty base what a test begins with.
type Fill func(context.Context, *desk.Desk) error

// Demo fills a base with the demo firm of a language.
func Demo(lang text.Lang) Fill {
	return func(ctx context.Context, d *desk.Desk) error { return d.Demo(ctx, lang) }
}

// Crowd fills a base with n invented clients, the same ones each time.
func Crowd(n int) Fill {
	return func(ctx context.Context, d *desk.Desk) error { return d.Fill(ctx, n, 1, func(int) {}) }
}

// Craft is a firm of our own that pays the tax.
var Craft = crm.Firm{Name: "Ремесло", Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"}

// Firm fills a base with a firm of our own and nothing else.
func Firm(f crm.Firm) Fill {
	return func(ctx context.Context, d *desk.Desk) error { return d.SaveFirm(ctx, f) }
}

// Trade opens a base with our firm for the rooms of sales; demo fills it with the demo firm of the language instead. A
// screen may replace its place as well as go: either is noted as gone.
func Trade(t testing.TB, lang text.Lang, demo bool) *Stand {
	t.Helper()
	fill := Firm(Craft)
	if demo {
		fill = Demo(lang)
	}
	st := New(t, lang, fill)
	st.Env.Replace = st.Env.Go
	return st
}

// New opens a base, fills it (a nil fill leaves it empty) and opens a window that shows nothing yet. When the test ends,
// all is closed again, and a word the language lacks fails the test.
func New(t testing.TB, lang text.Lang, fill Fill) *Stand {
	t.Helper()
	st := &Stand{T: t, Now: Today}
	words := st.openDesk()
	if fill != nil {
		st.must(fill(t.Context(), st.Desk))
	}
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(false))
	t.Cleanup(func() { kit.NewTheme(false) })
	st.Window = test.NewTempWindow(t, container.NewStack())
	st.Window.SetPadded(false)
	tongue := words.In(lang)
	st.Env = st.surroundings(tongue)
	t.Cleanup(st.Desk.Listen(st.heard))
	t.Cleanup(func() {
		st.leave()
		st.lacksNoWord(tongue)
		st.lacksNoWord(st.Env.T) // a test may have gone over to another language
	})
	return st
}

// openDesk opens an empty base in a folder of the test, with a desk over it.
func (st *Stand) openDesk() *text.Catalogue {
	st.T.Helper()
	store, err := data.Open(st.T.Context(), st.T.TempDir(), data.Options{})
	st.must(err)
	st.T.Cleanup(func() {
		if err := store.Close(); err != nil {
			st.T.Error(err)
		}
	})
	words, err := text.Load(assets.Messages, "messages")
	st.must(err)
	st.Desk = desk.New(store, words, func() time.Time { return st.Now })
	return words
}

// surroundings note what is asked of them; the clock stands at Today, whatever the desk's clock shows.
func (st *Stand) surroundings(t *text.Tongue) *parts.Env {
	return &parts.Env{
		T: t, Window: st.Window,
		Go:        func(r route.Route) { st.Went = append(st.Went, r) },
		Replace:   func(r route.Route) { st.Replaced = append(st.Replaced, r) },
		Back:      func() { st.Backs++ },
		Say:       func(s string) { st.Said = append(st.Said, s) },
		Fail:      func(err error) { st.Failed = append(st.Failed, err) },
		Search:    func() {},
		Now:       func() time.Time { return Today },
		AskReason: func(bool) bool { return false },
		Lens:      func() crm.Lens { return crm.ShippedLenses()[0] },
		LowMargin: func() money.Dec { return money.DecInt(10) },
		Reps:      st.Reps,
		Me:        func() crm.RepID { return 0 },
		Currency:  func() string { f, _ := st.Desk.Firm(st.T.Context()); return f.Currency },
		OpenFile:  func(path string) { st.Opened = append(st.Opened, path) },
	}
}

// heard notes an act and tells the screen.
func (st *Stand) heard(n crm.News) {
	what := n.Act.What
	if n.Undone {
		what = "undo " + what
	}
	st.Acts, st.reps = append(st.Acts, what), nil
	if st.Screen != nil {
		st.Screen.Changed(n)
	}
}

func (st *Stand) lacksNoWord(t *text.Tongue) {
	st.T.Helper()
	if missing := t.Missing(); len(missing) > 0 {
		st.T.Errorf("words missing in %s: %v", t.Lang(), missing)
	}
}

// must fails the test now when there is an error.
func (st *Stand) must(err error) {
	st.T.Helper()
	if err != nil {
		st.T.Fatal(err)
	}
}

// Rubles are a currency for the surroundings, whatever the firm's own.
func Rubles() string { return "RUB" }
