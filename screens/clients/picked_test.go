package clients

import (
	"context"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// pick selects rows by their numbers and returns their ids in ascending order.
func (st *rig) pick(rows ...int64) []crm.ClientID {
	st.T.Helper()
	var ids []crm.ClientID
	var keys []int64
	for _, i := range rows {
		r, ok := st.Source.Row(i)
		if !ok {
			st.T.Fatalf("row %d is not there", i)
		}
		ids, keys = append(ids, crm.ClientID(r.Key())), append(keys, r.Key())
	}
	st.Grid.SetSelected(keys)
	st.foot.show()
	slices.Sort(ids)
	return ids
}

func TestActsShowForSeveralPicked(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.pick(2)
	if st.foot.Acts.Visible() {
		t.Error("acts for one picked client")
	}
	st.pick(2, 5)
	if !st.foot.Acts.Visible() || st.foot.Right.Visible() {
		t.Error("no acts for two picked clients")
	}
	st.WantSeen("Выбрано 2", "Передать")
	st.Grid.ClearSelection()
	if st.foot.Acts.Visible() {
		t.Error("acts for nobody")
	}
}

func TestTagsPicked(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	ids := st.pick(1, 4, 6)
	st.Press(st.env.T.T("clients.act.tag"))
	st.Press(st.env.T.T("clients.tag.on"))
	if len(st.desk.tagged) != 0 {
		t.Fatal("tagged without a word")
	}
	st.WantSeen(st.env.T.T("clients.tag.none"))
	st.Types("ярмарка 2027")
	st.Press(st.env.T.T("clients.tag.on"))
	want := []tagging{{desk.Picked{IDs: ids, Query: st.Query}, "ярмарка 2027", false}}
	if !reflect.DeepEqual(st.desk.tagged, want) {
		t.Errorf("tagged %+v, want %+v", st.desk.tagged, want)
	}
	st.Grid.SelectAll()
	st.Press(st.env.T.T("clients.act.tag"))
	st.Types("ярмарка 2027")
	st.Keys(fyne.KeyEscape) // closes the list of known tags
	st.Press(st.env.T.T("clients.tag.off"))
	if got := st.desk.tagged[1]; !got.picked.All || !got.off || len(got.picked.IDs) != 0 {
		t.Errorf("untagged %+v", got)
	}
	if st.Window.Canvas().Overlays().Top() != nil {
		t.Error("something stays open")
	}
	if _, err := st.desk.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if tags, _ := st.desk.Tags(context.Background(), "ярмарка", 1); len(tags) != 1 || tags[0].N != 3 {
		t.Errorf("after the undo: %v", tags)
	}
	st.Well()
}

func TestHandsPickedOver(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	ids := st.pick(0, 3)
	st.Press(st.env.T.T("clients.act.give"))
	st.Press(st.env.T.T("clients.give.do"))
	if len(st.desk.given) != 0 {
		t.Fatal("given to nobody named")
	}
	options := parts.KeeperOptions(st.env, "", true)
	keeper := stand.Find[*kit.Select](st.Top())[0]
	st.Choose(keeper, 1)
	st.Press(st.env.T.T("clients.give.do"))
	rep, _ := parts.ReadKeeper(st.env, options[1].ID)
	if len(st.desk.given) != 1 || st.desk.given[0].owner != rep || !slices.Equal(st.desk.given[0].picked.IDs, ids) {
		t.Errorf("given %+v, want %v to %v", st.desk.given, ids, rep)
	}
	st.pick(0, 3)
	st.Press(st.env.T.T("clients.act.give"))
	st.Choose(stand.Find[*kit.Select](st.Top())[0], len(options)-1)
	st.Press(st.env.T.T("clients.give.do"))
	if len(st.desk.given) != 2 || st.desk.given[1].owner != 0 {
		t.Errorf("taken from everybody: %+v", st.desk.given)
	}
	st.Well()
}

func TestRemovesPickedAfterAsking(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.chip(1)
	ids := st.pick(0, 1, 2)
	st.Keys(fyne.KeyDelete)
	st.WantSeen("Удалить 3 клиентов")
	st.Keys(fyne.KeyEscape)
	if st.desk.removed != nil {
		t.Fatal("removed without a yes")
	}
	st.Press(st.env.T.T("clients.act.remove"))
	st.Press(st.env.T.T("text.delete"))
	if len(st.desk.removed) != 1 || !slices.Equal(st.desk.removed[0].IDs, ids) || st.count() != 68 {
		t.Errorf("removed %+v, %d left", st.desk.removed, st.count())
	}
	if st.Grid.SelectedCount() != 0 {
		t.Error("removed clients are still picked")
	}
	if _, err := st.desk.Undo(context.Background()); err != nil || st.count() != 71 {
		t.Errorf("after the undo %d are there %v", st.count(), err)
	}
	st.Grid.SelectRow(0)
	st.Window.Canvas().Focus(st.Grid)
	st.Keys(fyne.KeyDelete)
	r, _ := st.Grid.Current()
	st.WantSeen("«" + r.(row).Name + "»")
	st.Well()
}

func TestPickedIsAllButSomeUnderTheFilter(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.chip(3)
	st.Grid.SelectRow(2)
	st.Grid.SelectAll()
	st.Window.Canvas().Focus(st.Grid)
	st.Keys(fyne.KeySpace)
	r, _ := st.Grid.Current()
	want := desk.Picked{All: true, IDs: []crm.ClientID{r.(row).ID}, Query: st.Query}
	if got := st.picked(); !reflect.DeepEqual(got, want) {
		t.Errorf("picked %+v, want %+v", got, want)
	}
	st.WantSeen("Выбрано 14")
	if got := st.AboutPicked("clients.tag.for"); got != st.env.T.N("clients.tag.for", 14) {
		t.Errorf("about %q", got)
	}
}

func TestMenuOfARow(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.SelectRow(0)
	r, _ := st.Source.Row(0)
	client := r.(row).ClientRow
	items := st.rowMenu(client)
	items[0].Do()
	items[1].Do()
	items[2].Do()
	want := []route.Route{{Room: route.Card, Client: client.ID}, {Room: route.Form, Client: client.ID}, {Room: route.Card, Client: client.ID, Sub: "record"}}
	if !slices.Equal(st.Went, want) {
		t.Errorf("the menu led to %v", st.Went)
	}
	to := st.env.T.T("parts.move.to", "Stage", parts.RungName(st.env.T, crm.Partner))
	i := slices.IndexFunc(items, func(m kit.MenuItem) bool { return m.Label == to })
	if i < 0 {
		t.Fatalf("no move to the highest stage among %+v", items)
	}
	items[i].Do()
	if moved, err := st.desk.ClientRow(context.Background(), client.ID); err != nil || moved.Rung != crm.Partner {
		t.Errorf("the client stands on %v %v", moved.Rung, err)
	}
	st.pick(0, 1)
	if items := st.rowMenu(client); len(items) != 6 || items[0].Label != st.env.T.T("clients.act.tag") {
		t.Errorf("the menu of several: %+v", items)
	}
	st.Well()
}

func TestExportsPicked(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.SelectAll()
	st.exportPicked()
	body, err := os.ReadFile(st.saveTo)
	if err != nil || strings.Count(string(body), "\n") < 148 || !slices.Equal(st.desk.written, []string{st.saveTo}) {
		t.Errorf("written %v, %d bytes, %v", st.desk.written, len(body), err)
	}
	if len(st.Said) != 1 || !strings.Contains(st.Said[0], "clients.csv") {
		t.Errorf("said %v", st.Said)
	}
	st.Well()
}
