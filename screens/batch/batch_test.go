package batch

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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

// spy is a desk that notes what is made, and can be made to fail.
type spy struct {
	*desk.Desk
	made   []crm.ClientID
	into   desk.BatchInto
	broken error
}

func (d *spy) MakeBatch(ctx context.Context, o trade.Offer, ids []crm.ClientID, into desk.BatchInto, tell func(desk.BatchProgress)) (desk.Batch, error) {
	d.made, d.into = ids, into
	if d.broken != nil {
		return desk.Batch{Folder: into.Folder}, d.broken
	}
	return d.Desk.MakeBatch(ctx, o, ids, into, tell)
}

// stand is the room in a window over a base with the demo firm.
type stand struct {
	*Screen
	t      testing.TB
	desk   *spy
	window fyne.Window
	out    string
	opened []string
	went   []route.Route
	failed []error
}

func newStand(t testing.TB, lang text.Lang) *stand {
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
	if err := d.Demo(ctx, lang); err != nil {
		t.Fatal(err)
	}
	st := &stand{t: t, desk: &spy{Desk: d}, out: filepath.Join(t.TempDir(), "out")}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	st.window = test.NewTempWindow(t, container.NewStack())
	st.window.SetPadded(false)
	env := &parts.Env{T: words.In(lang), Window: st.window, Go: func(r route.Route) { st.went = append(st.went, r) }, Back: func() {}, Search: func() {},
		Say: func(string) {}, Fail: func(err error) { st.failed = append(st.failed, err) }, Now: func() time.Time { return today },
		OutFolder: func() string { return st.out }, RevealFile: func(p string) { st.opened = append(st.opened, p) }}
	st.Screen = New(env, st.desk)
	st.loader.Sync, st.acts.Sync = true, true
	st.view.PaintAtOnce()
	st.window.SetContent(kit.NewLayers(container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(st.Object(), kit.RailWidth, 0, 0, 0))))
	st.window.Resize(fyne.NewSize(1360, 860))
	t.Cleanup(func() {
		for st.window.Canvas().Overlays().Top() != nil {
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := words.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return st
}

// pattern is an offer of the demo firm.
func (st *stand) pattern() trade.OfferID {
	st.t.Helper()
	rows, err := st.desk.Offers(ctx, trade.OfferQuery{States: []trade.State{trade.Draft}}, crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		st.t.Fatal(rows, err)
	}
	return rows[0].ID
}

func (st *stand) clients(n int) []crm.ClientID {
	st.t.Helper()
	rows, err := st.desk.Clients(ctx, crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: n})
	if err != nil || len(rows) != n {
		st.t.Fatal(len(rows), err)
	}
	ids := make([]crm.ClientID, n)
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

func (st *stand) shot(w, h float32, name string) {
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		st.t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
	st.window.Resize(fyne.NewSize(w, h))
	st.window.Canvas().Capture()
	kit.WaitIdle(5 * time.Second)
	file, err := os.Create(filepath.Join(folder, fmt.Sprintf("batch-%s-%dx%d.png", name, int(w), int(h))))
	if err != nil {
		st.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, st.window.Canvas().Capture()); err != nil {
		st.t.Fatal(err)
	}
}

func TestPickedClientsGetAnOfferEach(t *testing.T) {
	st := newStand(t, text.RU)
	ids := st.clients(5)
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(ids)})
	if len(st.failed) > 0 || len(st.Screen.clients) != 5 || st.whom.Value() != picked || st.view.Pages() == 0 {
		t.Fatalf("%v, %d clients, %q, %d pages", st.failed, len(st.Screen.clients), st.whom.Value(), st.view.Pages())
	}
	if want := "Создать 5 предложений"; st.make.Label() != want {
		t.Errorf("the button says %q", st.make.Label())
	}
	st.make.Tapped(nil)
	if len(st.desk.made) != 5 || !strings.HasPrefix(st.desk.into.Folder, st.out) || st.done == nil || st.done.Made != 5 || st.running {
		t.Fatalf("%v into %s: %+v", st.desk.made, st.desk.into.Folder, st.done)
	}
	for _, d := range st.done.Done {
		if _, err := os.Stat(d.Path); err != nil {
			t.Error(err)
		}
	}
	st.make.Tapped(nil)
	if n, err := st.desk.CountOffers(ctx, trade.OfferQuery{Search: st.done.Done[0].Number}); err != nil || n.N != 1 || len(st.desk.made) != 5 {
		t.Errorf("a second press makes them again: %v, %v", n, err)
	}
}

func TestSegmentGetsAnOffer(t *testing.T) {
	st := newStand(t, text.UK)
	st.Show(route.Route{Room: route.Batch})
	if len(st.segments) == 0 {
		t.Fatal("the demo firm has no segment")
	}
	st.make.Tapped(nil)
	if st.desk.made != nil {
		t.Error("offers were made of nothing")
	}
	st.readOffer(st.pattern())
	st.whom.SetValue(parts.ID(st.segments[0].ID))
	st.choose(st.whom.Value())
	want, err := st.desk.SegmentClients(ctx, st.segments[0].ID)
	if err != nil || len(want) == 0 || len(st.Screen.clients) != len(want) {
		t.Fatalf("%d clients, want %d, %v", len(st.Screen.clients), len(want), err)
	}
	for _, r := range want {
		c, err := st.desk.Client(ctx, r.ID)
		if err != nil || !st.segments[0].Holds(c) {
			t.Errorf("%s is not in the segment (%v)", r.Name, err)
		}
	}
}

func TestFaultOfABatchIsTold(t *testing.T) {
	st := newStand(t, text.EN)
	st.desk.broken = crm.Fault{Field: "file", Reason: "desk.batch.file"}
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(2))})
	st.make.Tapped(nil)
	if len(st.failed) != 1 || st.running {
		t.Errorf("%v", st.failed)
	}
}

// TestLettersAreMadeWhenAskedFor proves that no letter is made unless one is asked for, and that each can be opened.
func TestLettersAreMadeWhenAskedFor(t *testing.T) {
	st := newStand(t, text.RU)
	ids := st.clients(4)
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(ids)})
	st.start()
	if st.desk.into.Letters || st.done == nil || st.done.Letters != 0 {
		t.Fatalf("letters nobody asked for: %+v", st.done)
	}
	st.take(st.Screen.clients)
	st.letter.Tapped(nil)
	st.start()
	if !st.desk.into.Letters || st.done.Letters == 0 || len(st.failed) > 0 {
		t.Fatalf("%+v, %v", st.done, st.failed)
	}
	for _, d := range st.done.Done {
		if d.Letter == "" {
			continue
		}
		if _, err := os.Stat(d.Letter); err != nil {
			t.Error(err)
		}
	}
}

func TestRouteOfClientsReadsBack(t *testing.T) {
	ids := []crm.ClientID{7, 1 << 60, 12}
	if got := readClients(parts.ClientList(ids)); fmt.Sprint(got) != fmt.Sprint(ids) {
		t.Errorf("%v", got)
	}
	if got := readClients("x,,-"); len(got) != 0 {
		t.Errorf("%v of nonsense", got)
	}
}

// TestShots draws the room for people to look at.
func TestShots(t *testing.T) {
	for _, lang := range text.Langs {
		st := newStand(t, lang)
		st.Show(route.Route{Room: route.Batch})
		st.shot(1100, 700, "empty-"+string(lang))
		if lang == text.UK {
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(true))
		}
		st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(30))})
		st.shot(1360, 860, "ready-"+string(lang))
		st.shot(1100, 700, "ready-"+string(lang))
		st.running = true
		st.ready()
		st.progress(desk.BatchProgress{Done: 17, All: 30, Last: "Гостиница «Заречье»"})
		st.under.Show()
		st.left.Refresh()
		st.shot(1100, 700, "running-"+string(lang))
		st.running = false
		st.make.SetEnabled(true)
		st.letter.SetChecked(true)
		st.start()
		st.done.Done[2].Refused, st.done.Done[2].Remarks = crm.Fault{Field: "lines", Reason: "trade.offer.overflow"}, nil
		st.showDone(*st.done)
		st.shot(1360, 860, "done-"+string(lang))
		st.shot(1100, 700, "done-"+string(lang))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false))
	}
}
