package screens

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
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

// settle is how long the background work of a room may take before a test gives up.
const settle = 30 * time.Second

// house is a window over a base of its own.
type house struct {
	*Shell
	words *text.Catalogue
	store *data.Store
}

// open makes a window over the demo firm in a language, or over an empty base.
func open(t *testing.T, lang text.Lang, demo bool) *house {
	t.Helper()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	store, err := data.Open(context.Background(), dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(store, words, time.Now)
	if demo {
		if err := d.Demo(context.Background(), lang); err != nil {
			t.Fatal(err)
		}
	}
	release := kit.WorkInline()
	_, held := kit.HoldTimers()
	app := test.NewApp()
	sh, err := Open(Setup{Ctx: context.Background(), App: app, Window: app.NewWindow("Rapport"), Desk: d, Words: words, Lang: lang, Folder: dir, Base: data.Folder(dir)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer release()
		defer held()
		sh.stopped()
		sh.window.Close()
		app.Quit()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	h := &house{Shell: sh, words: words, store: store}
	h.window.Resize(fyne.NewSize(1360, 860))
	h.rest(t)
	return h
}

// rest waits until nothing is under way.
func (h *house) rest(t *testing.T) {
	t.Helper()
	if !kit.WaitIdle(settle) {
		t.Fatal("the window does not come to rest")
	}
}

// itemShown is the article of an item of the demo firm that has a picture and features.
var itemShown = map[text.Lang]string{text.RU: "ВУ-1200", text.UK: "ВУ-1200", text.EN: "VU-1200"}

// places are the rooms over the demo firm, by the names of their pictures.
func (h *house) places(t *testing.T) []struct {
	name string
	to   route.Route
} {
	t.Helper()
	hits, err := h.Desk.Find(context.Background(), map[text.Lang]string{text.RU: "Кедровый", text.UK: "Кедровий", text.EN: "Cedar"}[h.settings.Lang], 5)
	if err != nil || len(hits) == 0 {
		t.Fatal("the client of the card is not there", err)
	}
	client := hits[0].Client
	if client == 0 {
		client = crm.ClientID(hits[0].ID)
	}
	offers, err := h.Desk.Offers(context.Background(), trade.OfferQuery{}, crm.Page{Limit: 1})
	if err != nil || len(offers) == 0 {
		t.Fatal("no offers", err)
	}
	items, err := h.Desk.Items(context.Background(), trade.ItemQuery{Search: itemShown[h.settings.Lang]}, h.Desk.Today(), crm.Page{Limit: 1})
	if err != nil || len(items) == 0 {
		t.Fatal("no items", err)
	}
	deals, err := h.Desk.Deals(context.Background(), trade.DealQuery{Client: client}, crm.Page{Limit: 1})
	if err != nil || len(deals) == 0 {
		t.Fatal("no deals", err)
	}
	orders, err := h.Desk.Orders(context.Background(), trade.OrderQuery{}, crm.Page{Limit: 1})
	if err != nil || len(orders) == 0 {
		t.Fatal("no orders", err)
	}
	return []struct {
		name string
		to   route.Route
	}{
		{"clients", route.Route{Room: route.Clients}}, {"form", route.Route{Room: route.Form, Client: client}}, {"form-new", route.Route{Room: route.Form}},
		{"card", route.Route{Room: route.Card, Client: client}}, {"card-people", route.Route{Room: route.Card, Client: client, Sub: "people"}},
		{"assess", route.Route{Room: route.Assess, Client: client}}, {"board", route.Route{Room: route.Board}}, {"board-types", route.Route{Room: route.Board, Sub: "type"}},
		{"offers", route.Route{Room: route.Offers}}, {"offer", route.Route{Room: route.Offer, Offer: offers[0].ID}},
		{"deals", route.Route{Room: route.Deals}}, {"deals-list", route.Route{Room: route.Deals, Sub: parts.DealList}}, {"deal", route.Route{Room: route.Deal, Deal: deals[0].ID}},
		{"pipelines", route.Route{Room: route.Pipelines}}, {"orders", route.Route{Room: route.Orders}}, {"order", route.Route{Room: route.Order, Order: orders[0].ID}},
		{"batch", route.Route{Room: route.Batch, Offer: offers[0].ID}},
		{"catalogue", route.Route{Room: route.Catalogue}}, {"item", route.Route{Room: route.Item, Item: items[0].ID}}, {"prices", route.Route{Room: route.Prices}},
		{"imports", route.Route{Room: route.Imports}}, {"settings", route.Route{Room: route.Settings}}, {"settings-templates", route.Route{Room: route.Settings, Sub: "templates"}},
		{"settings-vat", route.Route{Room: route.Settings, Sub: "vat"}}, {"settings-numbers", route.Route{Room: route.Settings, Sub: "numbers"}},
		{"settings-look", route.Route{Room: route.Settings, Sub: "look"}},
		{"settings-lenses", route.Route{Room: route.Settings, Sub: "lenses"}}, {"settings-base", route.Route{Room: route.Settings, Sub: "base"}},
		{"keys", route.Route{Room: route.Help}}, {"guide", route.Route{Room: route.Help, Sub: "guide"}},
	}
}

// picture writes what the window shows to the folder of RAPPORT_SHOTS, where it is set.
func (h *house) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, h.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestEveryRoomInEveryLanguage(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			h := open(t, lang, true)
			for _, dark := range []bool{false, true} {
				if h.settings.Dark != dark {
					h.switchTheme()
				}
				theme := map[bool]string{false: "light", true: "dark"}[dark]
				for _, p := range h.places(t) {
					h.Go(p.to)
					h.rest(t)
					h.picture(t, fmt.Sprintf("%s-%s-%s", p.name, lang, theme))
					if h.here() == nil || h.visits[h.at].to != p.to {
						t.Errorf("%s: not shown", p.name)
					}
				}
			}
			if missing := h.words.In(lang).Missing(); len(missing) > 0 {
				t.Errorf("messages missing: %v", missing)
			}
		})
	}
}

func TestFirstRun(t *testing.T) {
	for _, lang := range text.Langs {
		h := open(t, lang, false)
		if h.visits[h.at].to.Room != route.Welcome {
			t.Fatalf("an empty base begins with %v", h.visits[h.at].to)
		}
		h.picture(t, fmt.Sprintf("welcome-%s-light", lang))
		h.switchTheme()
		h.rest(t)
		h.picture(t, fmt.Sprintf("welcome-%s-dark", lang))
		if missing := h.words.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("messages missing: %v", missing)
		}
	}
}

func TestBackAndForward(t *testing.T) {
	h := open(t, text.EN, true)
	for _, room := range []route.Room{route.Board, route.Offers, route.Imports} {
		h.Go(route.Route{Room: room})
		h.rest(t)
	}
	h.Back()
	h.Back()
	if got := h.visits[h.at].to.Room; got != route.Board {
		t.Errorf("two back: %s", got)
	}
	h.Forward()
	if got := h.visits[h.at].to.Room; got != route.Offers {
		t.Errorf("forward: %s", got)
	}
	h.Go(route.Route{Room: route.Settings})
	h.Forward()
	if got := h.visits[h.at].to.Room; got != route.Settings {
		t.Errorf("what lay ahead was not forgotten: %s", got)
	}
	h.rest(t)
}

func TestLanguageSwitchKeepsThePlace(t *testing.T) {
	h := open(t, text.RU, true)
	h.Go(route.Route{Room: route.Board, Sub: "type"})
	h.rest(t)
	next := h.settings
	next.Lang = text.UK
	h.Apply(next)
	h.rest(t)
	if got := h.visits[h.at].to; got != (route.Route{Room: route.Board, Sub: "type"}) {
		t.Errorf("after the switch: %v", got)
	}
	if h.env.T.Lang() != text.UK {
		t.Errorf("the window speaks %s", h.env.T.Lang())
	}
	kept, err := h.Desk.Settings(context.Background())
	if err != nil || kept.Lang != text.UK {
		t.Errorf("kept: %v, %v", kept.Lang, err)
	}
}

func TestUndoOnTheWindow(t *testing.T) {
	h := open(t, text.EN, true)
	rows, err := h.Desk.Clients(context.Background(), crm.ClientQuery{Rungs: []crm.Rung{crm.Prospect}}, crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		t.Fatal(err)
	}
	if _, err := h.Desk.MoveClient(context.Background(), rows[0].ID, crm.FirstTimeBuyer, "order", ""); err != nil {
		t.Fatal(err)
	}
	h.rest(t)
	if kit.ToastShown() == "" {
		t.Error("an act is not announced")
	}
	rung := func() crm.Rung {
		c, err := h.Desk.Client(context.Background(), rows[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return c.Rung
	}
	h.undo()
	h.rest(t)
	if rung() != crm.Prospect {
		t.Errorf("after undo: %v", rung())
	}
	h.redo()
	h.rest(t)
	if rung() != crm.FirstTimeBuyer {
		t.Errorf("after redo: %v", rung())
	}
}

// TestOwnFileDialogs opens the toolkit's dialogs, which ask for files where the system has none.
func TestOwnFileDialogs(t *testing.T) {
	h := open(t, text.RU, false)
	h.window.Resize(fyne.NewSize(1100, 700))
	for name, show := range map[string]func(){
		"open": func() { h.ownOpen("Выбрать картинку", []string{"png"}, func(string) {}) },
		"save": func() { h.ownSave("Сохранить", "КП.pdf", func(string) {}) },
	} {
		show()
		dialogs := h.window.Canvas().Overlays()
		if dialogs.Top() == nil {
			t.Fatalf("%s: nothing is shown", name)
		}
		dialogs.Remove(dialogs.Top())
	}
}
