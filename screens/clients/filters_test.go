package clients

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func TestFiltersFitOneLine(t *testing.T) {
	for _, lang := range languages {
		st := newRig(t, lang, stand.Demo(lang))
		st.desk.counts = []crm.TypeCount{{N: 9155}, {Type: crm.MarketExchange, N: 7079}, {Type: crm.Business, N: 3181}, {Type: crm.Strategic, N: 585}}
		st.filters.load()
		if h := kit.HeightAt(st.filters.object, 1360-kit.RailWidth-32); h != kit.ControlHeight {
			t.Errorf("%s: the filters are %v high", lang, h)
		}
		st.Window.Resize(fyne.NewSize(1100, 700))
		if h := kit.HeightAt(st.filters.object, 1100-kit.RailWidth-32); st.filters.object.Size().Height != h || h != 2*kit.ControlHeight+8 {
			t.Errorf("%s: in a narrow window the filters have %v, they need %v", lang, st.filters.object.Size().Height, h)
		}
	}
}

func TestTypesNarrowInOneClick(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	for _, step := range []struct {
		chip  int
		types []crm.RelType
		n     int64
	}{{1, []crm.RelType{crm.MarketExchange}, 71}, {3, []crm.RelType{crm.Strategic}, 15}, {3, nil, 148}, {2, []crm.RelType{crm.Business}, 62}, {0, nil, 148}} {
		st.chip(step.chip)
		if got := st.asked().Types; !slices.Equal(got, step.types) || st.count() != step.n {
			t.Errorf("chip %d: asked for %v, %d clients; want %v, %d", step.chip, got, st.count(), step.types, step.n)
		}
		if !strings.Contains(st.foot.Left.Text(), st.env.T.Int(int(step.n))) {
			t.Errorf("the foot says %q of %d", st.foot.Left.Text(), step.n)
		}
	}
	st.Well()
}

func TestChipOfUnassessedClientsComesWhenThereAreSome(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	if n := len(stand.Find[*kit.FilterChip](st.Object())); n != 4 {
		t.Fatalf("%d chips, none is unassessed", n)
	}
	if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Новый"}); err != nil {
		t.Fatal(err)
	}
	chips := stand.Find[*kit.FilterChip](st.Object())
	if len(chips) != 5 {
		t.Fatalf("%d chips", len(chips))
	}
	chips[4].Tapped(nil)
	if q := st.asked(); !q.Untyped || len(q.Types) > 0 || !slices.Equal(st.names(), []string{"Новый"}) {
		t.Errorf("asked for %+v, got %v", q, st.names())
	}
}

func TestFiltersCombine(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	tag := st.filters.tag.Options()[1].ID
	st.Choose(st.filters.tag, 1)
	if got := st.asked(); got.Tag != tag || st.count() == 0 || st.count() == 148 {
		t.Errorf("asked for %+v, %d found", got, st.count())
	}
	st.chip(2)
	st.Choose(st.filters.stage, 4)
	st.Choose(st.filters.keeper, 1)
	st.Window.Canvas().Focus(st.filters.Text)
	st.Types("а")
	rep, _ := parts.ReadKeeper(st.env, parts.KeeperOptions(st.env, "", false)[0].ID)
	want := crm.ClientQuery{Search: "а", Types: []crm.RelType{crm.Business}, Rungs: []crm.Rung{crm.RepeatBuyer}, Owner: rep, Tag: tag, Sort: crm.SortName}
	if got := st.Query; !reflect.DeepEqual(got, want) {
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
	st.Choose(st.filters.keeper, len(st.filters.keeper.Options())-1)
	if q := st.Query; q.Owner != 0 || !q.NoOwner {
		t.Errorf("nobody's clients are asked for as %+v", q)
	}
	st.Well()
}

func TestStagesFollowTheLens(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Choose(st.filters.stage, 2)
	st.lens = crm.ShippedLenses()[1]
	st.Show(route.Route{Room: route.Clients})
	if got, want := len(st.filters.stage.Options()), len(st.lens.Columns)+1; got != want {
		t.Errorf("%d stages offered, the lens has %d with all", got, want)
	}
	if st.Query.Rungs != nil || st.count() != 148 {
		t.Errorf("a stage of another lens narrows on: %+v", st.Query)
	}
	st.Choose(st.filters.stage, 1)
	st.Show(route.Route{Room: route.Clients})
	if !slices.Equal(st.Query.Rungs, st.lens.Columns[0].Rungs) || st.filters.stage.Value() != st.lens.Columns[0].Code {
		t.Errorf("a stage of the lens is forgotten: %+v", st.Query)
	}
}

func TestLettersGoToTheFilterAndEscLetsGoStepByStep(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Types("кедр")
	if st.Query.Search != "кедр" || st.count() != 1 {
		t.Fatalf("searched %q, %d found", st.Query.Search, st.count())
	}
	st.Keys(fyne.KeyReturn) // into the grid
	st.Keys(fyne.KeyDown)
	if !st.preview.visible() {
		t.Fatal("no preview of the row")
	}
	st.Keys(fyne.KeyReturn)
	if len(st.Went) != 1 || st.Went[0].Room != route.Card || st.Went[0].Client == 0 {
		t.Errorf("Enter led to %v", st.Went)
	}
	st.Grid.SelectAll()
	st.chip(2)
	st.Grid.SetSelected([]int64{1, 2})
	st.Window.Canvas().Focus(st.Grid)
	st.Keys(fyne.KeyEscape)
	if st.Grid.SelectedCount() != 0 || !st.preview.visible() {
		t.Error("the first Esc lets go of the picked clients")
	}
	st.Keys(fyne.KeyEscape)
	if st.preview.visible() || !st.Query.Narrow() {
		t.Error("the second Esc closes the preview")
	}
	st.Keys(fyne.KeyEscape)
	if st.Query.Narrow() || st.count() != 148 || st.filters.Text.Value() != "" {
		t.Errorf("the third Esc shows all: %+v", st.Query)
	}
	st.Window.Canvas().Focus(st.filters.Text)
	st.Types("щ")
	st.Keys(fyne.KeyEscape)
	if st.filters.Text.Value() != "" || st.Query.Search != "" {
		t.Error("Esc in the filter does not empty it")
	}
	st.Keys(fyne.KeyEscape)
	if st.Window.Canvas().Focused() != fyne.Focusable(st.Grid) {
		t.Error("Esc in the empty filter does not lead back to the grid")
	}
}

func TestSearchGoesOnBeyondWhatWasCounted(t *testing.T) {
	st := newRig(t, text.RU, stand.Crowd(4000))
	st.Types("ооо")
	if st.count() != 1000 || !st.Source.More() {
		t.Fatalf("%d found, more: %v", st.count(), st.Source.More())
	}
	st.WantSeen("1 000+ клиентов", "1 000+")
	if id, _ := st.Grid.Sort(); id != "" {
		t.Errorf("the column %s claims to be sorted", id)
	}
	st.Grid.OnSort(string(crm.SortCity), true)
	if !slices.Equal(st.Said, []string{st.env.T.T("clients.sort.many")}) {
		t.Errorf("said %v", st.Said)
	}
	st.Grid.SelectAll()
	st.WantSeen("Выбрано 1 000+")
	if p := st.picked(); !p.All || p.Query.Search != "ооо" {
		t.Errorf("picked %+v", p)
	}
	if got := st.AboutPicked("clients.remove.ask"); got != st.env.T.T("clients.remove.ask.all") {
		t.Errorf("asks %q", got)
	}
	for last := int64(0); st.Source.More(); last = st.count() {
		if st.count() == last {
			t.Fatalf("the list does not go on beyond %d", last)
		}
		st.Grid.ScrollTo(st.count() - 1)
	}
	all := 0
	if err := st.desk.EachClient(context.Background(), st.Query, func(crm.ClientRow) error { all++; return nil }); err != nil || int64(all) != st.count() {
		t.Errorf("the list ends at %d, there are %d %v", st.count(), all, err)
	}
	if r, ok := st.Source.Row(st.count() - 1); !ok || !strings.HasPrefix(r.(row).Name, "ООО") {
		t.Error("the last row is not there")
	}
	st.Well()
}
