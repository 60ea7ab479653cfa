package deals

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

// room shows the deals with all work done at once; sub is the view.
func (st *stand) room(sub string) *Screen {
	s := New(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.show(s, route.Route{Room: route.Deals, Sub: sub})
	return s
}

// form shows the form of a deal, or of a new one.
func (st *stand) form(to route.Route) *DealScreen {
	s := NewDeal(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	to.Room = route.Deal
	st.show(s, to)
	return s
}

// editor shows the editor of the pipelines.
func (st *stand) editor() *PipelinesScreen {
	s := NewPipelines(st.env, st.desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.show(s, route.Route{Room: route.Pipelines})
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

// deal adds a deal with a client, on the n-th stage of the shipped pipeline, where it came so many days ago.
func (st *stand) deal(client crm.ClientID, title string, stage trade.StageID, rubles int64, ago int, change func(*trade.Deal)) trade.Deal {
	st.t.Helper()
	st.now = today.AddDate(0, 0, -ago-9)
	d, err := st.desk.NewDeal(ctx, client)
	if err != nil {
		st.t.Fatal(err)
	}
	d.Title, d.Amount, d.Currency = title, rubles*100, money.Currency(st.env.Currency())
	if change != nil {
		change(&d)
	}
	saved, err := st.desk.SaveDeal(ctx, nil, d)
	if err != nil {
		st.t.Fatal(err)
	}
	st.now = today.AddDate(0, 0, -ago)
	if stage != saved.Stage {
		if saved, err = st.desk.MoveDeal(ctx, saved.ID, saved.Pipeline, stage, ""); err != nil {
			st.t.Fatal(err)
		}
	}
	st.now = today
	return saved
}

// works are titles of deals in each language.
var works = map[text.Lang][]string{
	text.RU: {"Оснащение склада", "Сервис на год", "Вторая линия", "Пробная партия", "Замена фильтров", "Монтаж и пусконаладка", "Стеллажи для цеха", "Договор на обслуживание"},
	text.UK: {"Оснащення складу", "Сервіс на рік", "Друга лінія", "Пробна партія", "Заміна фільтрів", "Монтаж і пусконалагодження", "Стелажі для цеху", "Договір на обслуговування"},
	text.EN: {"Warehouse fit-out", "Service for a year", "Second line", "Trial lot", "Filter replacement", "Assembly and commissioning", "Racks for the shop", "Maintenance contract"},
}

// fill makes n deals on all stages.
func (st *stand) fill(n int) {
	st.t.Helper()
	names, rows := works[st.env.T.Lang()], st.clients(min(n, 60))
	steps := map[text.Lang][]string{text.RU: {"Позвонить директору", "Отправить расчёт", ""}, text.UK: {"Зателефонувати директорові", "Надіслати розрахунок", ""}, text.EN: {"Call the director", "Send the estimate", ""}}[st.env.T.Lang()]
	for i := range n {
		stage := trade.StageID(1 + i*7/n)
		st.deal(rows[i%len(rows)].ID, names[i%len(names)], stage, int64(40_000+(i*i*7919)%1_900_000), i*3%41, func(d *trade.Deal) {
			d.Expected = crm.DayOf(today).Plus(i*5%60 - 12)
			d.NextStep = steps[i%len(steps)]
			if d.NextStep != "" {
				d.NextDay = crm.DayOf(today).Plus(i%9 - 2)
			}
			d.Stream = trade.Streams[i%len(trade.Streams)]
			if i%5 == 0 {
				d.Rival = "Север"
			}
			if i%11 == 0 {
				d.Amount = 0
			}
		})
	}
}

// longWords is a name of ten thousand letters.
var longWords = strings.Repeat("Сверхдлинное название ", 450)

// deskSettings are settings in a language.
func deskSettings(lang text.Lang) desk.Settings { return desk.Settings{Lang: lang} }

// routePipelines is where the editor of the pipelines stands.
var routePipelines = route.Route{Room: route.Pipelines}
