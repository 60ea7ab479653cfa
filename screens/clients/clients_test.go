package clients

import (
	"context"
	"errors"
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
			if st.Window.Canvas().Focused() != fyne.Focusable(st.Grid) {
				t.Error("the keyboard is not in the grid")
			}
		})
	}
}

func TestSortsByHeader(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	for _, c := range st.Grid.Columns() {
		if !c.Sortable {
			continue
		}
		st.Grid.OnSort(c.ID, true)
		if q := st.asked(); q.Sort != crm.Sort(c.ID) || !q.Desc {
			t.Errorf("column %s asked for %s, downwards %v", c.ID, q.Sort, q.Desc)
		}
	}
	st.Grid.OnSort(string(crm.SortOpen), true)
	r, _ := st.Source.Row(0)
	if got := r.(row).Open; got != 320_000_000 {
		t.Errorf("the greatest sum is %d", got)
	}
	st.Window.Canvas().Focus(st.filters.Text)
	st.Types("дом")
	var sums []int64
	for i := range st.count() {
		r, _ := st.Source.Row(i)
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
	if r, ok := st.Grid.Current(); !ok || st.Window.Canvas().Focused() != fyne.Focusable(st.Grid) || r.(row).Type != crm.MarketExchange {
		t.Error("Down after a chip does not lead into the grid")
	}
	st.Find()
	if st.Window.Canvas().Focused() != fyne.Focusable(st.filters.Text) {
		t.Error("Ctrl+F does not lead to the filter")
	}
	st.New()
	if st.Went[len(st.Went)-1] != (route.Route{Room: route.Form}) {
		t.Error("Ctrl+N does not begin a client")
	}
}

func TestANewListBeginsAtItsTop(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.ScrollTo(140)
	if st.Grid.ScrollState().Top == 0 {
		t.Fatal("the grid did not scroll")
	}
	st.chip(1)
	if top := st.Grid.ScrollState().Top; top != 0 {
		t.Errorf("the narrowed list begins at %d", top)
	}
	st.Grid.ScrollTo(70)
	st.Grid.OnSort(string(crm.SortCity), false)
	if top := st.Grid.ScrollState().Top; top != 0 {
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
		if st.Instead() != nil || st.count() != 1 {
			t.Errorf("%s: the first client is not shown", lang)
		}
		st.Window.Canvas().Focus(st.filters.Text)
		st.Types("xyz")
		st.WantSeen(st.env.T.T("clients.none"))
		st.Press(st.env.T.T("clients.filter.clear"))
		if st.Instead() != nil || st.count() != 1 || st.Query.Narrow() {
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
	st.Grid.SelectRow(0)
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
	st.Grid.ShowColumn("tags", true)
	for i := range st.count() {
		st.Grid.SelectRow(i)
		if !st.preview.visible() {
			t.Fatalf("no preview of row %d", i)
		}
	}
	st.Window.Resize(fyne.NewSize(1100, 700))
	st.Well()
}
