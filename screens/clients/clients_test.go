package clients

import (
	"context"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var languages = []text.Lang{text.RU, text.UK, text.EN}

func TestShowsTheDemoFirmInThreeLanguages(t *testing.T) {
	for _, lang := range languages {
		t.Run(string(lang), func(t *testing.T) {
			st := newStand(t, lang, demo(lang))
			st.well()
			tongue := st.env.T
			st.wantSeen(tongue.T("clients.title"), strings.ReplaceAll(tongue.N("text.clients", 148), "\u00a0", " "), "71", "62", "15", st.names()[0])
			if names := st.names(); !slices.IsSortedFunc(names, parts.Compare) || len(names) < 100 {
				t.Errorf("%d names, sorted: %v", len(names), slices.IsSortedFunc(names, parts.Compare))
			}
			if st.window.Canvas().Focused() != fyne.Focusable(st.grid) {
				t.Error("the keyboard is not in the grid")
			}
		})
	}
}

func TestFiltersFitOneLine(t *testing.T) {
	for _, lang := range languages {
		st := newStand(t, lang, demo(lang))
		st.desk.counts = []crm.TypeCount{{N: 9155}, {Type: crm.MarketExchange, N: 7079}, {Type: crm.Business, N: 3181}, {Type: crm.Strategic, N: 585}}
		st.filters.load()
		if h := kit.HeightAt(st.filters.object, 1360-kit.RailWidth-32); h != kit.ControlHeight {
			t.Errorf("%s: the filters are %v high", lang, h)
		}
		st.window.Resize(fyne.NewSize(1100, 700))
		if h := kit.HeightAt(st.filters.object, 1100-kit.RailWidth-32); st.filters.object.Size().Height != h || h != 2*kit.ControlHeight+8 {
			t.Errorf("%s: in a narrow window the filters have %v, they need %v", lang, st.filters.object.Size().Height, h)
		}
	}
}

func TestTypesNarrowInOneClick(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	for _, step := range []struct {
		chip  int
		types []crm.RelType
		n     int64
	}{{1, []crm.RelType{crm.MarketExchange}, 71}, {3, []crm.RelType{crm.Strategic}, 15}, {3, nil, 148}, {2, []crm.RelType{crm.Business}, 62}, {0, nil, 148}} {
		st.chip(step.chip)
		if got := st.asked().Types; !slices.Equal(got, step.types) || st.count() != step.n {
			t.Errorf("chip %d: asked for %v, %d clients; want %v, %d", step.chip, got, st.count(), step.types, step.n)
		}
		if !strings.Contains(st.foot.left.Text(), st.env.T.Int(int(step.n))) {
			t.Errorf("the foot says %q of %d", st.foot.left.Text(), step.n)
		}
	}
	st.well()
}

func TestChipOfUnassessedClientsComesWhenThereAreSome(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	if n := len(find[*kit.FilterChip](st.Object())); n != 4 {
		t.Fatalf("%d chips, none is unassessed", n)
	}
	if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Новый"}); err != nil {
		t.Fatal(err)
	}
	chips := find[*kit.FilterChip](st.Object())
	if len(chips) != 5 {
		t.Fatalf("%d chips", len(chips))
	}
	chips[4].Tapped(nil)
	if q := st.asked(); !q.Untyped || len(q.Types) > 0 || !slices.Equal(st.names(), []string{"Новый"}) {
		t.Errorf("asked for %+v, got %v", q, st.names())
	}
}

func TestFiltersCombine(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	tag := st.filters.tag.Options()[1].ID
	st.choose(st.filters.tag, 1)
	if got := st.asked(); got.Tag != tag || st.count() == 0 || st.count() == 148 {
		t.Errorf("asked for %+v, %d found", got, st.count())
	}
	st.chip(2)
	st.choose(st.filters.stage, 4)
	st.choose(st.filters.keeper, 1)
	st.window.Canvas().Focus(st.filters.text)
	st.types("а")
	rep, _ := parts.ReadKeeper(st.env, parts.KeeperOptions(st.env, "", false)[0].ID)
	want := crm.ClientQuery{Search: "а", Types: []crm.RelType{crm.Business}, Rungs: []crm.Rung{crm.RepeatBuyer}, Owner: rep, Tag: tag, Sort: crm.SortName}
	if got := st.query; !reflect.DeepEqual(got, want) {
		t.Errorf("narrowed to %+v, want %+v", got, want)
	}
	rows, err := st.desk.Desk.Clients(context.Background(), want, crm.Page{Limit: 500})
	if err != nil || int64(len(rows)) != st.count() {
		t.Errorf("%d clients shown, %d there %v", st.count(), len(rows), err)
	}
	n := len(st.desk.queries)
	st.filters.take()
	if len(st.desk.queries) != n {
		t.Error("an unchanged filter was read again")
	}
	st.choose(st.filters.keeper, len(st.filters.keeper.Options())-1)
	if q := st.query; q.Owner != 0 || !q.NoOwner {
		t.Errorf("nobody's clients are asked for as %+v", q)
	}
	st.well()
}

func TestStagesFollowTheLens(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.choose(st.filters.stage, 2)
	st.lens = crm.ShippedLenses()[1]
	st.Show(route.Route{Room: route.Clients})
	if got, want := len(st.filters.stage.Options()), len(st.lens.Columns)+1; got != want {
		t.Errorf("%d stages offered, the lens has %d with all", got, want)
	}
	if st.query.Rungs != nil || st.count() != 148 {
		t.Errorf("a stage of another lens narrows on: %+v", st.query)
	}
	st.choose(st.filters.stage, 1)
	st.Show(route.Route{Room: route.Clients})
	if !slices.Equal(st.query.Rungs, st.lens.Columns[0].Rungs) || st.filters.stage.Value() != st.lens.Columns[0].Code {
		t.Errorf("a stage of the lens is forgotten: %+v", st.query)
	}
}

func TestSortsByHeader(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	for _, c := range st.grid.Columns() {
		if !c.Sortable {
			continue
		}
		st.grid.OnSort(c.ID, true)
		if q := st.asked(); q.Sort != crm.Sort(c.ID) || !q.Desc {
			t.Errorf("column %s asked for %s, downwards %v", c.ID, q.Sort, q.Desc)
		}
	}
	st.grid.OnSort(string(crm.SortOpen), true)
	r, _ := st.source.Row(0)
	if got := r.(row).Open; got != 320_000_000 {
		t.Errorf("the greatest sum is %d", got)
	}
	st.well()
}

func TestLettersGoToTheFilterAndEscLetsGoStepByStep(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.types("кедр")
	if st.query.Search != "кедр" || st.count() != 1 {
		t.Fatalf("searched %q, %d found", st.query.Search, st.count())
	}
	st.key(fyne.KeyReturn) // into the grid
	st.key(fyne.KeyDown)
	if !st.preview.visible() {
		t.Fatal("no preview of the row")
	}
	st.key(fyne.KeyReturn)
	if len(st.went) != 1 || st.went[0].Room != route.Card || st.went[0].Client == 0 {
		t.Errorf("Enter led to %v", st.went)
	}
	st.grid.SelectAll()
	st.chip(2)
	st.grid.SetSelected([]int64{1, 2})
	st.window.Canvas().Focus(st.grid)
	st.key(fyne.KeyEscape)
	if st.grid.SelectedCount() != 0 || !st.preview.visible() {
		t.Error("the first Esc lets go of the picked clients")
	}
	st.key(fyne.KeyEscape)
	if st.preview.visible() || !st.query.Narrow() {
		t.Error("the second Esc closes the preview")
	}
	st.key(fyne.KeyEscape)
	if st.query.Narrow() || st.count() != 148 || st.filters.text.Value() != "" {
		t.Errorf("the third Esc shows all: %+v", st.query)
	}
	st.window.Canvas().Focus(st.filters.text)
	st.types("щ")
	st.key(fyne.KeyEscape)
	if st.filters.text.Value() != "" || st.query.Search != "" {
		t.Error("Esc in the filter does not empty it")
	}
	st.key(fyne.KeyEscape)
	if st.window.Canvas().Focused() != fyne.Focusable(st.grid) {
		t.Error("Esc in the empty filter does not lead back to the grid")
	}
}

func TestArrowsLeadIntoTheGridFromAnywhere(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.chip(1)
	st.key(fyne.KeyDown)
	if r, ok := st.grid.Current(); !ok || st.window.Canvas().Focused() != fyne.Focusable(st.grid) || r.(row).Type != crm.MarketExchange {
		t.Error("Down after a chip does not lead into the grid")
	}
	st.Find()
	if st.window.Canvas().Focused() != fyne.Focusable(st.filters.text) {
		t.Error("Ctrl+F does not lead to the filter")
	}
	st.New()
	if st.went[len(st.went)-1] != (route.Route{Room: route.Form}) {
		t.Error("Ctrl+N does not begin a client")
	}
}

func TestANewListBeginsAtItsTop(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.grid.ScrollTo(140)
	if st.grid.ScrollState().Top == 0 {
		t.Fatal("the grid did not scroll")
	}
	st.chip(1)
	if top := st.grid.ScrollState().Top; top != 0 {
		t.Errorf("the narrowed list begins at %d", top)
	}
	st.grid.ScrollTo(70)
	st.grid.OnSort(string(crm.SortCity), false)
	if top := st.grid.ScrollState().Top; top != 0 {
		t.Errorf("the sorted list begins at %d", top)
	}
}

func TestComesBackAsItWasLeft(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.chip(1)
	st.choose(st.filters.keeper, 4)
	if st.count() < 10 {
		t.Fatalf("only %d clients", st.count())
	}
	st.grid.OnSort(string(crm.SortCity), true)
	st.grid.SelectRow(3)
	st.grid.SetSelected([]int64{5, 7, 9})
	st.grid.ScrollTo(st.count() - 1)
	was := st.State()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	before, left := st.query, st.grid.ScrollState()
	st.open(words.In(text.UK)) // another language: a new screen
	st.Restore(was)
	st.Show(route.Route{Room: route.Clients})
	if !reflect.DeepEqual(st.query, before) || st.filters.keeper.Value() != parts.ID(before.Owner) {
		t.Errorf("narrowed to %+v, was %+v", st.query, before)
	}
	if now := st.grid.ScrollState(); now.Top != left.Top || now.Current != left.Current {
		t.Errorf("scrolled to %+v, was %+v", now, left)
	}
	if got := st.grid.Selected().Keys; !slices.Equal(got, []int64{5, 7, 9}) {
		t.Errorf("picked %v", got)
	}
	if !st.preview.visible() {
		t.Error("the preview is gone")
	}
	st.grid.SelectAll()
	was = st.State()
	st.grid.ClearSelection()
	st.Restore(was)
	if !st.grid.Selected().All {
		t.Error("all were picked, and are not any more")
	}
	st.Restore(nil)
	if !reflect.DeepEqual(st.query, before) {
		t.Error("a visit without memory changed the screen")
	}
}

func TestKeepsHowTheColumnsWereArranged(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.grid.ShowColumn("tags", true)
	st.grid.ShowColumn("phone", false)
	st.grid.MoveColumn("person", string(crm.SortType))
	st.grid.FitColumn("next")
	st.grid.SetSort(string(crm.SortOpen), true)
	st.keepLayout()
	want := st.grid.Layout()
	st.open(st.env.T)
	if got := st.grid.Layout(); !reflect.DeepEqual(got, want) {
		t.Errorf("arranged as %+v, was %+v", got, want)
	}
	if st.query.Sort != crm.SortOpen || !st.query.Desc || st.asked().Sort != crm.SortOpen {
		t.Errorf("sorted by %+v", st.query)
	}
	items := st.columnMenu()
	if len(items) != len(want.Columns) || items[0].Label != st.env.T.T("clients.col.name") || !items[0].Checked {
		t.Errorf("the menu of columns: %+v", items)
	}
	items[0].Do()
	if !st.grid.Columns()[0].Hidden {
		t.Error("the menu does not hide a column")
	}
}

func TestPreviewFollowsWhatIsDone(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.types("кедровый")
	st.grid.SelectRow(0)
	st.wantSeen("Кедровый Двор", "Деловые отношения", "высшая: Сторонник", "Павел Жданов")
	id := st.preview.id
	if _, err := st.desk.MoveClient(context.Background(), id, crm.Advocate, "", ""); err != nil {
		t.Fatal(err)
	}
	if st.wantSeen("Пропагандист"); st.sees("высшая: Сторонник") {
		t.Error("the preview shows the stage before the move")
	}
	if err := st.desk.RemoveClient(context.Background(), id); err != nil {
		t.Fatal(err)
	}
	if st.preview.shown {
		t.Error("the preview of a removed client stands")
	}
	st.well()
}

func TestPreviewLeavesTheTableItsRoom(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.grid.SelectRow(0)
	for _, w := range []float32{1900, 1360, 1100, 1000, 800} {
		st.window.Resize(fyne.NewSize(w, 700))
		room := w - kit.RailWidth - 32
		seen := room-previewWidth-previewGap >= tableLeast
		if st.preview.visible() != seen {
			t.Errorf("%v wide: the preview is seen: %v", w, st.preview.visible())
		}
		if seen {
			room -= previewWidth + previewGap
		}
		if got := st.body.Objects[0].Size().Width; got != room {
			t.Errorf("%v wide: the table has %v, want %v", w, got, room)
		}
	}
}

func TestSaysSoWhenThereIsNobody(t *testing.T) {
	for _, lang := range languages {
		st := newStand(t, lang, nil)
		st.wantSeen(st.env.T.T("clients.empty"))
		st.press(st.env.T.T("clients.new"))
		if !slices.Equal(st.went, []route.Route{{Room: route.Form}}) {
			t.Errorf("%s: the button led to %v", lang, st.went)
		}
		if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Первый"}); err != nil {
			t.Fatal(err)
		}
		if st.empty.Visible() || st.count() != 1 {
			t.Errorf("%s: the first client is not shown", lang)
		}
		st.window.Canvas().Focus(st.filters.text)
		st.types("xyz")
		st.wantSeen(st.env.T.T("clients.none"))
		st.press(st.env.T.T("clients.filter.clear"))
		if st.empty.Visible() || st.count() != 1 || st.query.Narrow() {
			t.Errorf("%s: the filter was not taken off", lang)
		}
	}
}

func TestSearchGoesOnBeyondWhatWasCounted(t *testing.T) {
	st := newStand(t, text.RU, func(d *desk.Desk) error { return d.Fill(context.Background(), 4000, 1, func(int) {}) })
	st.types("ооо")
	if st.count() != 1000 || !st.source.More() {
		t.Fatalf("%d found, more: %v", st.count(), st.source.More())
	}
	st.wantSeen("1 000+ клиентов", "1 000+")
	st.grid.SelectAll()
	st.wantSeen("Выбрано 1 000+")
	if p := st.picked(); !p.All || p.Query.Search != "ооо" {
		t.Errorf("picked %+v", p)
	}
	if got := st.about("clients.remove.ask"); got != st.env.T.T("clients.remove.ask.all") {
		t.Errorf("asks %q", got)
	}
	for last := int64(0); st.source.More(); last = st.count() {
		if st.count() == last {
			t.Fatalf("the list does not go on beyond %d", last)
		}
		st.grid.ScrollTo(st.count() - 1)
	}
	all := 0
	if err := st.desk.EachClient(context.Background(), st.query, func(crm.ClientRow) error { all++; return nil }); err != nil || int64(all) != st.count() {
		t.Errorf("the list ends at %d, there are %d %v", st.count(), all, err)
	}
	if r, ok := st.source.Row(st.count() - 1); !ok || !strings.HasPrefix(r.(row).Name, "ООО") {
		t.Error("the last row is not there")
	}
	st.well()
}

func TestTellsOfErrors(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.desk.broken = errors.New("the disk is gone")
	st.chip(1)
	if len(st.failed) == 0 || !errors.Is(st.failed[0], st.desk.broken) {
		t.Errorf("told %v", st.failed)
	}
	st.desk.broken = nil
	st.Changed(crm.News{})
	if st.count() != 71 {
		t.Errorf("%d clients after the trouble", st.count())
	}
}

func TestAnActGoesOnWhenAnotherRoomIsShown(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.acts.Sync = false
	st.desk.slow = make(chan struct{})
	st.grid.SelectRow(0)
	st.act(func(ctx context.Context, p desk.Picked) error {
		_, err := st.desk.TagClients(ctx, p, "долго", false)
		return err
	}, nil)
	st.act(func(context.Context, desk.Picked) error { return nil }, nil) // does not call off the first
	st.Hide()
	close(st.desk.slow)
	if !kit.WaitIdle(30 * time.Second) {
		t.Fatal("the acts do not end")
	}
	tags, err := st.desk.Tags(context.Background(), "долго", 1)
	if err != nil || len(tags) != 1 || tags[0].N != 1 || st.desk.called != nil {
		t.Errorf("tags %v %v, called off: %v", tags, err, st.desk.called)
	}
}

func TestAnyNameIsShown(t *testing.T) {
	st := newStand(t, text.RU, nil)
	for _, name := range []string{strings.Repeat("Длинное имя ", 900), strings.Repeat("ы", 10_000), "🦊 Лис и ‏שלום‎ عميل", "Нуль\x00 и \x1b[31m", "<b>&amp;</b> {{.N}} %s"} {
		c := crm.Client{Name: name, Industry: name, City: name, Tags: []string{name[:min(len(name), 180)], "a", "b", "c", "d", "e"},
			Phones: []crm.Phone{{Raw: "позвать Анну " + name[:4]}}}
		if _, err := st.desk.SaveClient(context.Background(), nil, c); err != nil {
			t.Fatal(err)
		}
	}
	st.grid.ShowColumn("tags", true)
	for i := range st.count() {
		st.grid.SelectRow(i)
		if !st.preview.visible() {
			t.Fatalf("no preview of row %d", i)
		}
	}
	st.window.Resize(fyne.NewSize(1100, 700))
	st.well()
}

func TestPageOf(t *testing.T) {
	anchor := &row{crm.ClientRow{Anchor: crm.Anchor{Key: "k", ID: 7}}}
	for _, c := range []struct {
		name string
		at   kit.Anchor[row]
		want crm.Page
	}{
		{"the first", kit.Anchor[row]{Limit: 100, Total: -1}, crm.Page{Limit: 100}},
		{"behind a row", kit.Anchor[row]{Index: 100, Limit: 100, After: anchor, Total: 500}, crm.Page{Limit: 100, From: &anchor.Anchor}},
		{"before a row", kit.Anchor[row]{Index: 100, Limit: 100, Before: anchor, Total: 500}, crm.Page{Limit: 100, From: &anchor.Anchor, Back: true}},
		{"a jump in the first half", kit.Anchor[row]{Index: 200, Limit: 100, Total: 500}, crm.Page{Limit: 100, Skip: 200}},
		{"a jump from the end", kit.Anchor[row]{Index: 300, Limit: 100, Total: 500}, crm.Page{Limit: 100, Skip: 100, Back: true}},
		{"a jump to the short last page", kit.Anchor[row]{Index: 400, Limit: 100, Total: 430}, crm.Page{Limit: 30, Back: true}},
		{"a jump where the end is not known", kit.Anchor[row]{Index: 900, Limit: 100, Total: -1}, crm.Page{Limit: 100, Skip: 900}},
	} {
		if got := pageOf(c.at); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestSetupOfExportFile(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.grid.SelectAll()
	st.exportPicked()
	body, err := os.ReadFile(st.saveTo)
	if err != nil || strings.Count(string(body), "\n") < 148 || !slices.Equal(st.desk.written, []string{st.saveTo}) {
		t.Errorf("written %v, %d bytes, %v", st.desk.written, len(body), err)
	}
	if len(st.said) != 1 || !strings.Contains(st.said[0], "clients.csv") {
		t.Errorf("said %v", st.said)
	}
	st.well()
}
