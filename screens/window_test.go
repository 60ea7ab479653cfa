package screens

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/data"
	"rapport/screens/help"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// atPlace is the place the window shows.
func (h *house) atPlace() route.Route { return h.visits[h.at].to }

// own sets up our firm as the first run does.
func (h *house) own(t *testing.T) {
	t.Helper()
	if err := h.Desk.BeginFirm(context.Background(), crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, "Ирина"); err != nil {
		t.Fatal(err)
	}
	h.Begun(route.Route{Room: route.Clients})
	h.rest(t)
}

func TestBeforeTheFirstRunIsDoneThereIsNowhereToGo(t *testing.T) {
	h := open(t, text.RU, false)
	for _, key := range h.hotkeys() {
		if key.Key >= fyne.Key1 && key.Key <= fyne.Key9 {
			key.Do()
		}
	}
	h.search()
	if h.atPlace().Room != route.Welcome || kit.ModalOpen() {
		t.Errorf("at %v", h.atPlace())
	}
}

func TestFirstRunSeatsTheOwner(t *testing.T) {
	h := open(t, text.RU, false)
	h.switchTheme()
	h.own(t)
	kept, err := h.Desk.Settings(context.Background())
	if err != nil || kept.Me == 0 || kept.Me != h.settings.Me || !kept.Dark || kept.Lang != text.RU || h.reps[kept.Me].Name != "Ирина" {
		t.Errorf("kept %+v, %v", kept, err)
	}
	if h.atPlace().Room != route.Clients || !h.hasFirm {
		t.Errorf("at %v", h.atPlace())
	}
}

func TestUndoneFirmIsTheFirstRunAgain(t *testing.T) {
	h := open(t, text.RU, false)
	h.own(t)
	h.Go(route.Route{Room: route.Settings})
	h.undo()
	h.rest(t)
	if !kit.ModalOpen() || !h.hasFirm {
		t.Fatal("one key took the firm away without asking")
	}
	kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.rest(t); !h.hasFirm || kit.ModalOpen() {
		t.Fatal("the firm is gone although the answer was no")
	}
	h.undo()
	h.rest(t)
	h.press(t, h.tongue().T("shell.unbegin.yes"))
	if h.atPlace().Room != route.Welcome || h.hasFirm {
		t.Errorf("after undo at %v", h.atPlace())
	}
	h.redo()
	h.rest(t)
	if h.atPlace().Room != route.Clients || !h.hasFirm || h.settings.Me == 0 {
		t.Errorf("after redo at %v", h.atPlace())
	}
}

func TestDroppedFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("Компания\nРомашка\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := open(t, text.RU, false)
	drop := func() { h.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}); h.rest(t) }
	drop()
	if h.atPlace().Room != route.Welcome {
		t.Fatalf("at %v", h.atPlace())
	}
	h.own(t)
	drop()
	if h.atPlace() != (route.Route{Room: route.Imports, Sub: path}) {
		t.Errorf("at %v", h.atPlace())
	}
	h.Back()
	h.search()
	drop()
	if h.atPlace().Room != route.Clients {
		t.Error("a file dropped on the palette changed the place behind it")
	}
	kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
}

func TestReadingAnewAsksFirst(t *testing.T) {
	h := open(t, text.RU, false)
	h.own(t)
	asked := &reluctant{}
	h.rooms[route.Clients] = asked
	h.key(&fyne.KeyEvent{Name: fyne.KeyF5})
	if asked.shown != 0 || asked.leave == nil {
		t.Errorf("shown %d times", asked.shown)
	}
	asked.leave()
	if asked.shown != 1 {
		t.Errorf("shown %d times", asked.shown)
	}
}

// reluctant is a room that asks before it is left.
type reluctant struct {
	shown int
	leave func()
}

func (r *reluctant) Object() fyne.CanvasObject { return kit.Spacer() }
func (r *reluctant) Show(route.Route)          { r.shown++ }
func (r *reluctant) Hide()                     {}
func (r *reluctant) Changed(crm.News)          {}
func (r *reluctant) Leave(leave func())        { r.leave = leave }

func TestLensChangeMakesTheOtherRoomsAnew(t *testing.T) {
	h := open(t, text.RU, true)
	h.Go(route.Route{Room: route.Settings, Sub: "lenses"})
	h.rest(t)
	clients, here := h.rooms[route.Clients], h.here()
	next := h.settings
	next.Lens = "payne"
	h.Apply(next)
	if h.here() != here || h.rooms[route.Clients] == clients || h.lens().Code != "payne" {
		t.Error("the rooms built for the other lens are still there")
	}
	next.Lens = "own:17"
	h.Apply(next)
	if h.lens().Code != "kotler" {
		t.Errorf("a lens that is gone gives %s", h.lens().Code)
	}
	h.rest(t)
}

func TestScaleIsToldToTheToolkit(t *testing.T) {
	t.Setenv(scaleKey, "")
	h := open(t, text.RU, true)
	next := h.settings
	next.Scale = 1.3
	h.Apply(next)
	h.rest(t)
	kept, err := h.Desk.Settings(context.Background())
	if os.Getenv(scaleKey) != "1.30" || err != nil || kept.Scale != 1.3 {
		t.Errorf("%s=%q, kept %v, %v", scaleKey, os.Getenv(scaleKey), kept.Scale, err)
	}
}

func TestHelpListsTheKeysOfTheWindow(t *testing.T) {
	h := open(t, text.EN, true)
	listed := help.Held()
	for _, key := range h.hotkeys() {
		if !key.Shift && !key.Alt && !slices.Contains(listed, string(key.Key)) {
			t.Errorf("the help does not know Ctrl+%s", key.Key)
		}
	}
}

func TestCrashIsToldOnce(t *testing.T) {
	h := open(t, text.RU, false)
	h.Crash = "goroutine 1"
	h.tellCrash()
	if !kit.ModalOpen() {
		t.Error("not told")
	}
	kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if kit.ModalOpen() {
		t.Error("it does not close at Esc")
	}
}

func TestToolkitSpeaksOurLanguages(t *testing.T) {
	h := open(t, text.RU, false)
	for theirs, ours := range toolkitWords {
		for _, lang := range text.Langs {
			if !h.words.In(lang).Has(ours) {
				t.Errorf("%q: no %s in %s", theirs, ours, lang)
			}
		}
	}
}

func TestRefusalOffersACopyOnlyWhereItHelps(t *testing.T) {
	words := open(t, text.RU, false).words
	dir := t.TempDir()
	copies := filepath.Join(dir, "backups")
	if err := os.Mkdir(copies, 0o700); err != nil {
		t.Fatal(err)
	}
	last := filepath.Join(copies, "rapport-2026-11-24-101010.db")
	if err := os.WriteFile(last, []byte("copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		base BaseFiles
		want string
	}{"damaged": {data.Folder(dir), last}, "newer": {nil, ""}, "no copies": {data.Folder(t.TempDir()), ""}} {
		if got := lastCopy(c.base); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
		w := test.NewTempWindow(t, kit.Spacer())
		tongue := words.In(text.UK)
		o := refusal(Setup{Folder: dir, Base: c.base}, tongue, w, errors.Join(crm.Fault{Field: "base", Reason: "shell.silent"}, errors.New("details")))
		if kit.HeightAt(o, 640) > 600 || len(tongue.Missing()) > 0 {
			t.Errorf("%s: %v high, missing %v", name, kit.HeightAt(o, 640), tongue.Missing())
		}
	}
}

func TestWritesAreOverWhenTheProgramStops(t *testing.T) {
	h := open(t, text.RU, false)
	h.own(t)
	h.Go(route.Route{Room: route.Form})
	h.rest(t)
	h.stopped()
	if !kit.FinishCommits(time.Second) {
		t.Error("writes are still under way")
	}
}

func TestFailuresAreToldByTheirKind(t *testing.T) {
	h := open(t, text.RU, false)
	h.fail(nil)
	h.fail(context.Canceled)
	if kit.ModalOpen() || kit.ToastShown() != "" {
		t.Error("nothing happened, and it is told")
	}
	h.fail(crm.Fault{Field: "name", Reason: "desk.client.name"})
	if kit.ModalOpen() || !strings.Contains(kit.ToastShown(), "Назовите клиента") {
		t.Errorf("a fault is told as %q", kit.ToastShown())
	}
	for _, err := range []error{errors.New("odd"), crm.Stale{Kind: crm.NounClient, ID: 1}, crm.Fault{Field: "base", Reason: "data.err.full", Args: []string{"Path", "x", "Folder", "y"}}} {
		h.fail(err)
		if !kit.ModalOpen() {
			t.Errorf("%v is not told", err)
		}
		kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}

// press presses the button of a label in what lies over the window.
func (h *house) press(t *testing.T, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(h.window.Canvas().Overlays().Top()) {
		if b, ok := o.(*kit.Button); ok && b.Label() == label {
			b.Tapped(&fyne.PointEvent{})
			h.rest(t)
			return
		}
	}
	t.Fatalf("no button %q", label)
}

func TestLeftoverIsOfferedAtTheStart(t *testing.T) {
	h := open(t, text.RU, true)
	if s := kit.ToastShown(); s != "" {
		t.Fatalf("an orderly start says %q", s)
	}
	ctx := context.Background()
	rows, err := h.Desk.Clients(ctx, crm.ClientQuery{}, crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		t.Fatal(err)
	}
	id := rows[0].ID
	for _, c := range []struct {
		key  string
		says string
		to   route.Route
	}{
		{"client:new", "нового клиента", route.Route{Room: route.Form}},
		{"client:" + parts.ID(id), rows[0].Name, route.Route{Room: route.Form, Client: id}},
		{"interaction:" + parts.ID(id), rows[0].Name, route.Route{Room: route.Card, Client: id}},
		{"assess:" + parts.ID(id), rows[0].Name, route.Route{Room: route.Assess, Client: id}},
		{"offer:new", "КП", route.Route{Room: route.Offer}},
	} {
		if err := h.Desk.SaveDraft(ctx, c.key, []byte("{}")); err != nil {
			t.Fatal(err)
		}
		if err := h.Desk.SaveDraft(ctx, "client:1", []byte("{}")); err != nil { // of a client that is gone
			t.Fatal(err)
		}
		kit.HideToast()
		h.offerLeftover()
		h.rest(t)
		if says := kit.ToastShown(); !strings.Contains(says, c.says) {
			t.Errorf("%s is told as %q", c.key, says)
		}
		l, err := h.newestLeftover(ctx)
		if err != nil || l.to != c.to {
			t.Errorf("%s leads to %v, %v", c.key, l.to, err)
		}
		if err := h.Desk.DropDraft(ctx, c.key); err != nil {
			t.Fatal(err)
		}
	}
	if l, err := h.newestLeftover(ctx); l.what != "" || err != nil {
		t.Errorf("the draft of a client that is gone is offered: %v, %v", l, err)
	}
}
