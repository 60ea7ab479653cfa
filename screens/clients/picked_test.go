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
)

// pick selects rows by their numbers and returns their ids in ascending order.
func (st *stand) pick(rows ...int64) []crm.ClientID {
	st.t.Helper()
	var ids []crm.ClientID
	var keys []int64
	for _, i := range rows {
		r, ok := st.source.Row(i)
		if !ok {
			st.t.Fatalf("row %d is not there", i)
		}
		ids, keys = append(ids, crm.ClientID(r.Key())), append(keys, r.Key())
	}
	st.grid.SetSelected(keys)
	st.foot.show()
	slices.Sort(ids)
	return ids
}

func TestActsShowForSeveralPicked(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.pick(2)
	if st.foot.acts.Visible() {
		t.Error("acts for one picked client")
	}
	st.pick(2, 5)
	if !st.foot.acts.Visible() || st.foot.right.Visible() {
		t.Error("no acts for two picked clients")
	}
	st.wantSeen("Выбрано 2", "Передать")
	st.grid.ClearSelection()
	if st.foot.acts.Visible() {
		t.Error("acts for nobody")
	}
}

func TestTagsPicked(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	ids := st.pick(1, 4, 6)
	st.press(st.env.T.T("clients.act.tag"))
	st.press(st.env.T.T("clients.tag.on"))
	if len(st.desk.tagged) != 0 {
		t.Fatal("tagged without a word")
	}
	st.wantSeen(st.env.T.T("clients.tag.none"))
	st.types("ярмарка 2027")
	st.press(st.env.T.T("clients.tag.on"))
	want := []tagging{{desk.Picked{IDs: ids, Query: st.query}, "ярмарка 2027", false}}
	if !reflect.DeepEqual(st.desk.tagged, want) {
		t.Errorf("tagged %+v, want %+v", st.desk.tagged, want)
	}
	st.grid.SelectAll()
	st.press(st.env.T.T("clients.act.tag"))
	st.types("ярмарка 2027")
	st.key(fyne.KeyEscape) // closes the list of known tags
	st.press(st.env.T.T("clients.tag.off"))
	if got := st.desk.tagged[1]; !got.picked.All || !got.off || len(got.picked.IDs) != 0 {
		t.Errorf("untagged %+v", got)
	}
	if st.window.Canvas().Overlays().Top() != nil {
		t.Error("something stays open")
	}
	if _, err := st.desk.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if tags, _ := st.desk.Tags(context.Background(), "ярмарка", 1); len(tags) != 1 || tags[0].N != 3 {
		t.Errorf("after the undo: %v", tags)
	}
	st.well()
}

func TestHandsPickedOver(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	ids := st.pick(0, 3)
	st.press(st.env.T.T("clients.act.give"))
	st.press(st.env.T.T("clients.give.do"))
	if len(st.desk.given) != 0 {
		t.Fatal("given to nobody named")
	}
	options := parts.KeeperOptions(st.env, "", true)
	keeper := find[*kit.Select](st.top()...)[0]
	st.choose(keeper, 1)
	st.press(st.env.T.T("clients.give.do"))
	rep, _ := parts.ReadKeeper(st.env, options[1].ID)
	if len(st.desk.given) != 1 || st.desk.given[0].owner != rep || !slices.Equal(st.desk.given[0].picked.IDs, ids) {
		t.Errorf("given %+v, want %v to %v", st.desk.given, ids, rep)
	}
	st.pick(0, 3)
	st.press(st.env.T.T("clients.act.give"))
	st.choose(find[*kit.Select](st.top()...)[0], len(options)-1)
	st.press(st.env.T.T("clients.give.do"))
	if len(st.desk.given) != 2 || st.desk.given[1].owner != 0 {
		t.Errorf("taken from everybody: %+v", st.desk.given)
	}
	st.well()
}

func TestRemovesPickedAfterAsking(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.chip(1)
	ids := st.pick(0, 1, 2)
	st.key(fyne.KeyDelete)
	st.wantSeen("Удалить 3 клиентов")
	st.key(fyne.KeyEscape)
	if st.desk.removed != nil {
		t.Fatal("removed without a yes")
	}
	st.press(st.env.T.T("clients.act.remove"))
	st.press(st.env.T.T("text.delete"))
	if len(st.desk.removed) != 1 || !slices.Equal(st.desk.removed[0].IDs, ids) || st.count() != 68 {
		t.Errorf("removed %+v, %d left", st.desk.removed, st.count())
	}
	if st.grid.SelectedCount() != 0 {
		t.Error("removed clients are still picked")
	}
	if _, err := st.desk.Undo(context.Background()); err != nil || st.count() != 71 {
		t.Errorf("after the undo %d are there %v", st.count(), err)
	}
	st.grid.SelectRow(0)
	st.window.Canvas().Focus(st.grid)
	st.key(fyne.KeyDelete)
	r, _ := st.grid.Current()
	st.wantSeen("«" + r.(row).Name + "»")
	st.well()
}

func TestPickedIsAllButSomeUnderTheFilter(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.chip(3)
	st.grid.SelectRow(2)
	st.grid.SelectAll()
	st.window.Canvas().Focus(st.grid)
	st.key(fyne.KeySpace)
	r, _ := st.grid.Current()
	want := desk.Picked{All: true, IDs: []crm.ClientID{r.(row).ID}, Query: st.query}
	if got := st.picked(); !reflect.DeepEqual(got, want) {
		t.Errorf("picked %+v, want %+v", got, want)
	}
	st.wantSeen("Выбрано 14")
	if got := st.about("clients.tag.for"); got != st.env.T.N("clients.tag.for", 14) {
		t.Errorf("about %q", got)
	}
}

func TestMenuOfARow(t *testing.T) {
	st := newStand(t, text.RU, demo(text.RU))
	st.grid.SelectRow(0)
	r, _ := st.source.Row(0)
	client := r.(row).ClientRow
	items := st.rowMenu(client)
	items[0].Do()
	items[1].Do()
	items[2].Do()
	want := []route.Route{{Room: route.Card, Client: client.ID}, {Room: route.Form, Client: client.ID}, {Room: route.Card, Client: client.ID, Sub: "record"}}
	if !slices.Equal(st.went, want) {
		t.Errorf("the menu led to %v", st.went)
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
	st.well()
}

func TestExportsPicked(t *testing.T) {
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
