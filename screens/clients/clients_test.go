package clients

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var languages = []text.Lang{text.RU, text.UK, text.EN}

func TestShowsTheDemoFirmInThreeLanguages(t *testing.T) {
	for _, lang := range languages {
		t.Run(string(lang), func(t *testing.T) {
			st := newRig(t, lang, stand.Demo(lang))
			st.Well()
			tongue := st.env.T
			st.WantSeen(tongue.T("clients.title"), strings.ReplaceAll(tongue.N("text.clients", 148), "\u00a0", " "), "71", "62", "15", st.names()[0])
			if names := st.names(); !slices.IsSortedFunc(names, parts.Compare) || len(names) < 100 {
				t.Errorf("%d names, sorted: %v", len(names), slices.IsSortedFunc(names, parts.Compare))
			}
			if st.Window.Canvas().Focused() != fyne.Focusable(st.grid) {
				t.Error("the keyboard is not in the grid")
			}
		})
	}
}

func TestSortsByHeader(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
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
	st.Window.Canvas().Focus(st.filters.text)
	st.Types("дом")
	var sums []int64
	for i := range st.count() {
		r, _ := st.source.Row(i)
		sums = append(sums, -r.(row).Open)
	}
	if len(sums) < 3 || !slices.IsSorted(sums) {
		t.Errorf("what was found has the sums %v", sums)
	}
	st.Well()
}

func TestArrowsLeadIntoTheGridFromAnywhere(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.chip(1)
	st.Keys(fyne.KeyDown)
	if r, ok := st.grid.Current(); !ok || st.Window.Canvas().Focused() != fyne.Focusable(st.grid) || r.(row).Type != crm.MarketExchange {
		t.Error("Down after a chip does not lead into the grid")
	}
	st.Find()
	if st.Window.Canvas().Focused() != fyne.Focusable(st.filters.text) {
		t.Error("Ctrl+F does not lead to the filter")
	}
	st.New()
	if st.Went[len(st.Went)-1] != (route.Route{Room: route.Form}) {
		t.Error("Ctrl+N does not begin a client")
	}
}

func TestANewListBeginsAtItsTop(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
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

func TestSaysSoWhenThereIsNobody(t *testing.T) {
	for _, lang := range languages {
		st := newRig(t, lang, nil)
		st.WantSeen(st.env.T.T("clients.empty"))
		st.Press(st.env.T.T("clients.new"))
		if !slices.Equal(st.Went, []route.Route{{Room: route.Form}}) {
			t.Errorf("%s: the button led to %v", lang, st.Went)
		}
		if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Первый"}); err != nil {
			t.Fatal(err)
		}
		if st.empty.Visible() || st.count() != 1 {
			t.Errorf("%s: the first client is not shown", lang)
		}
		st.Window.Canvas().Focus(st.filters.text)
		st.Types("xyz")
		st.WantSeen(st.env.T.T("clients.none"))
		st.Press(st.env.T.T("clients.filter.clear"))
		if st.empty.Visible() || st.count() != 1 || st.query.Narrow() {
			t.Errorf("%s: the filter was not taken off", lang)
		}
	}
}

func TestTellsOfErrors(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.desk.broken = errors.New("the disk is gone")
	st.chip(1)
	if len(st.Failed) == 0 || !errors.Is(st.Failed[0], st.desk.broken) {
		t.Errorf("told %v", st.Failed)
	}
	st.desk.broken = nil
	st.Changed(crm.News{})
	if st.count() != 71 {
		t.Errorf("%d clients after the trouble", st.count())
	}
}

func TestAnActGoesOnWhenAnotherRoomIsShown(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.acts.Sync = false
	st.desk.slow = make(chan struct{})
	st.grid.SelectRow(0)
	st.act("tag", func(ctx context.Context, p desk.Picked) error {
		_, err := st.desk.TagClients(ctx, p, "долго", false)
		return err
	}, nil)
	st.act("tag", func(context.Context, desk.Picked) error { return nil }, nil) // does not call off the first
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
	st := newRig(t, text.RU, nil)
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
	st.Window.Resize(fyne.NewSize(1100, 700))
	st.Well()
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
