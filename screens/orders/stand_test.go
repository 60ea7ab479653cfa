package orders

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
	"rapport/app/money"
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
	now    time.Time // by the desk's clock
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
	st := &stand{t: t, now: today}
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
	d := desk.New(store, words, func() time.Time { return st.now })
	st.desk = d
	if demo {
		err = d.Demo(ctx, lang)
	} else {
		err = d.SaveFirm(ctx, crm.Firm{Name: "Ремесло", Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"})
	}
	if err != nil {
		t.Fatal(err)
	}
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
		Reps:     func() map[crm.RepID]crm.Rep { return st.reps() },
		Me:       func() crm.RepID { return 0 },
		Currency: func() string { f, _ := st.desk.Firm(ctx); return f.Currency },
	}
}

func (st *stand) reps() map[crm.RepID]crm.Rep {
	list, err := st.desk.Reps(ctx)
	if err != nil {
		st.t.Fatal(err)
	}
	reps := map[crm.RepID]crm.Rep{}
	for _, r := range list {
		reps[r.ID] = r
	}
	return reps
}

// room shows the orders with all work done at once.
func (st *stand) room() *Screen {
	s := New(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.show(s, route.Route{Room: route.Orders})
	return s
}

// form shows the form of an order, or of a new one.
func (st *stand) form(to route.Route) *OrderScreen {
	s := NewOrder(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	to.Room = route.Order
	st.show(s, to)
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
		if !st.sees(strings.ReplaceAll(w, "\u00a0", " ")) {
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

// clients are the first clients of the base by name.
func (st *stand) clients(n int) []crm.ClientRow {
	st.t.Helper()
	rows, err := st.desk.Clients(ctx, crm.ClientQuery{Sort: crm.SortTouch, Desc: true}, crm.Page{Limit: n})
	if err != nil || len(rows) < n {
		st.t.Fatalf("%d clients of %d: %v", len(rows), n, err)
	}
	return rows
}

// order adds an order of a client.
func (st *stand) order(client crm.ClientID, change func(*trade.Order)) trade.Order {
	st.t.Helper()
	o, err := st.desk.NewOrder(ctx, client)
	if err != nil {
		st.t.Fatal(err)
	}
	change(&o)
	saved, err := st.desk.SaveOrder(ctx, nil, o)
	if err != nil {
		st.t.Fatal(err)
	}
	return saved
}

// goods are names of lines in each language.
var goods = map[text.Lang][]string{
	text.RU: {"Стеллаж грузовой 2000 × 900", "Монтаж и выверка", "Сервисное обслуживание", "Фильтр сменный"},
	text.UK: {"Стелаж вантажний 2000 × 900", "Монтаж і вивіряння", "Сервісне обслуговування", "Фільтр змінний"},
	text.EN: {"Cargo rack 2000 × 900", "Assembly and alignment", "Maintenance", "Spare filter"},
}

// fill makes n orders in all states.
func (st *stand) fill(n int) {
	st.t.Helper()
	rows, names := st.clients(min(n, 60)), goods[st.env.T.Lang()]
	for i := range n {
		o := st.order(rows[i%len(rows)].ID, func(o *trade.Order) {
			o.Day = crm.DayOf(today).Plus(-i * 3)
			o.Promised = o.Day.Plus(14)
			for k := range 1 + i%4 {
				o.Lines = append(o.Lines, trade.OrderLine{Article: "А-" + strings.Repeat("1", k+2), Name: names[k], Unit: st.env.T.T("orders.unit"), Quantity: money.DecInt(int64(1 + k*i%7)),
					Price: money.DecInt(int64(3_500 + i*997%90_000)), VAT: money.DecInt(20), Discount: money.DecInt(int64(i % 3 * 5)),
					Period: map[bool]trade.Period{true: trade.Monthly}[k == 2]})
			}
			if i%3 == 0 {
				o.Freight = 450_000
			}
		})
		switch {
		case i%9 == 8:
			if _, err := st.desk.CancelOrder(ctx, o.ID); err != nil {
				st.t.Fatal(err)
			}
		case i%4 > 1 && i > 3:
			if _, err := st.desk.FulfilOrder(ctx, o.ID, min(o.Day.Plus(11+i%6), crm.DayOf(today))); err != nil {
				st.t.Fatal(err)
			}
		}
	}
}

// longWords is a name of ten thousand letters.
var longWords = strings.Repeat("Сверхдлинное название ", 450)

// timeOf is the beginning of a day.
func timeOf(d crm.Day) time.Time {
	t, _ := d.Time()
	return t
}
