package offers

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

// morning is the moment of the tests.
var morning = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)

var ctx = context.Background()

// stand is a desk over a real base with a window, and what the screens asked of the shell.
type stand struct {
	t      testing.TB
	desk   *desk.Desk
	env    *parts.Env
	window fyne.Window
	screen parts.Screen

	went, replaced []route.Route
	said           []string
	failed         []error
	opened         []string
	backs          int
	out            string
	acts           []string
	saveTo         string
}

// newStand opens a base; demo fills it with the demo firm.
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
	d := desk.New(store, words, func() time.Time { return morning })
	if demo {
		if err := d.Demo(ctx, lang); err != nil {
			t.Fatal(err)
		}
	} else if err := d.SaveFirm(ctx, crm.Firm{Name: "Ремесло", Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22", Signatory: "И. А. Вересова", SignPost: "Директор"}); err != nil {
		t.Fatal(err)
	}
	st := &stand{t: t, desk: d, out: t.TempDir()}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	t.Cleanup(func() { kit.NewTheme(false) })
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	t.Cleanup(st.closeAll)
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
		if missing := st.env.T.Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return st
}

func (st *stand) surroundings(t *text.Tongue) *parts.Env {
	return &parts.Env{
		T: t, Window: st.window,
		Go:        func(r route.Route) { st.went = append(st.went, r) },
		Replace:   func(r route.Route) { st.replaced = append(st.replaced, r) },
		Back:      func() { st.backs++ },
		Say:       func(s string) { st.said = append(st.said, s) },
		Fail:      func(err error) { st.failed = append(st.failed, err) },
		Search:    func() {},
		Now:       func() time.Time { return morning },
		Lens:      func() crm.Lens { return crm.ShippedLenses()[0] },
		Reps:      func() map[crm.RepID]crm.Rep { return nil },
		Me:        func() crm.RepID { return 0 },
		Currency:  func() string { return "RUB" },
		OpenFile:  func(path string) { st.opened = append(st.opened, path) },
		OutFolder: func() string { return st.out },
		SaveFile: func(_, proposed string, picked func(string)) {
			if st.saveTo != "" {
				picked(filepath.Join(st.saveTo, proposed))
			}
		},
	}
}

// editor shows an offer, or a new one, with all work done at once.
func (st *stand) editor(to route.Route) *Editor {
	st.t.Helper()
	e := NewEditor(st.env, st.desk)
	st.atOnce(e)
	to.Room = route.Offer
	st.show(e, to)
	return e
}

func (st *stand) atOnce(e *Editor) {
	e.loader.Sync, e.saver.Sync, e.preview.loader.Sync = true, true, true
	e.preview.view.PaintAtOnce()
}

// list shows the list.
func (st *stand) list() *Screen {
	st.t.Helper()
	s := New(st.env, st.desk)
	s.loader.Sync = true
	st.show(s, route.Route{Room: route.Offers})
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

// offerOf is the demo's offer whose subject holds the words.
func (st *stand) offerOf(words string) trade.Offer {
	st.t.Helper()
	rows, err := st.desk.Offers(ctx, trade.OfferQuery{}, crm.Page{Limit: 200})
	if err != nil {
		st.t.Fatal(err)
	}
	for _, r := range rows {
		if strings.Contains(r.Subject, words) {
			return st.read(r.ID)
		}
	}
	st.t.Fatalf("no offer about %q", words)
	return trade.Offer{}
}

// ofState is the newest offer of a state.
func (st *stand) ofState(state trade.State) trade.Offer {
	st.t.Helper()
	rows, err := st.desk.Offers(ctx, trade.OfferQuery{States: []trade.State{state}}, crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		st.t.Fatalf("no offer %s: %v", state, err)
	}
	return st.read(rows[0].ID)
}

func (st *stand) read(id trade.OfferID) trade.Offer {
	st.t.Helper()
	o, err := st.desk.Offer(ctx, id)
	if err != nil {
		st.t.Fatal(err)
	}
	return o
}

// client makes a client with a person.
func (st *stand) client(name string) crm.ClientID {
	st.t.Helper()
	c, err := st.desk.SaveClient(ctx, nil, crm.Client{Kind: crm.Company, Name: name})
	if err != nil {
		st.t.Fatal(err)
	}
	if _, err := st.desk.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Ольга Ивановна Ким", Dative: "Ким О. И.", Given: "Ольга Ивановна", Post: "директор", PostTo: "Директору"}); err != nil {
		st.t.Fatal(err)
	}
	if _, err := st.desk.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Пётр Лось", Given: "Пётр", Post: "снабженец"}); err != nil {
		st.t.Fatal(err)
	}
	st.acts = nil
	return c.ID
}

// closeAll closes what a test left open over the window: the keys belong to it otherwise.
func (st *stand) closeAll() {
	for _, o := range slices.Backward(st.window.Canvas().Overlays().List()) {
		if open, ok := o.(interface{ Close() }); ok {
			open.Close()
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

// key presses a key where the keyboard is.
func (st *stand) key(names ...fyne.KeyName) {
	for _, name := range names {
		if f := st.window.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
		} else {
			kit.RouteKey(&fyne.KeyEvent{Name: name})
		}
	}
}

// typed types letters where the keyboard is.
func (st *stand) typed(s string) {
	st.t.Helper()
	f := st.window.Canvas().Focused()
	if f == nil {
		st.t.Fatal("nothing holds the keyboard")
	}
	for _, r := range s {
		f.TypedRune(r)
	}
}

func (st *stand) shortcut(s fyne.Shortcut) {
	st.t.Helper()
	f, ok := st.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.t.Fatal("the keyboard is in nothing that takes shortcuts")
	}
	f.TypedShortcut(s)
}

// ctrlEnter presses Enter with Ctrl held.
func (st *stand) ctrlEnter() {
	st.t.Helper()
	defer kit.HoldModifiers(fyne.KeyModifierControl)()
	st.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

// texts are all texts drawn in the window and over it.
func (st *stand) texts() []string {
	var all []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch x := o.(type) {
		case *canvas.Text:
			if x.Text != "" {
				all = append(all, x.Text)
			}
		case *fyne.Container:
			for _, child := range x.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(x).Objects() {
				walk(child)
			}
		}
	}
	walk(st.window.Content())
	for _, o := range st.window.Canvas().Overlays().List() {
		walk(o)
	}
	return all
}

// sees reports whether the words are drawn, on one line or on several; spaces of all kinds are alike.
func (st *stand) sees(words string) bool {
	return strings.Contains(strings.ReplaceAll(strings.Join(st.texts(), " "), "\u00a0", " "), words)
}

func (st *stand) wantSeen(words ...string) {
	st.t.Helper()
	for _, w := range words {
		if !st.sees(w) {
			st.t.Errorf("%q is not shown", w)
		}
	}
}

// find lists the widgets of a type in the window, those on top alone when there are any.
func find[T fyne.CanvasObject](st *stand) []T {
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		return within[T](top)
	}
	return within[T](st.window.Content())
}

// within lists the visible widgets of a type within an object.
func within[T fyne.CanvasObject](o fyne.CanvasObject) []T {
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
		all = append(all, within[T](child)...)
	}
	return all
}

// press presses the button with the label.
func (st *stand) press(label string) {
	st.t.Helper()
	for _, b := range find[*kit.Button](st) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	st.t.Fatalf("there is no button %q", label)
}

// shot writes a picture of the window into the folder of RAPPORT_SHOTS.
func (st *stand) shot(w, h float32, name string) {
	st.t.Helper()
	st.window.Resize(fyne.NewSize(w, h))
	st.window.Canvas().Capture()
	kit.WaitIdle(5 * time.Second)
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		st.t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
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
