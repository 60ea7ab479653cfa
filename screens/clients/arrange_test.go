package clients

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/assets"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func TestComesBackAsItWasLeft(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.chip(1)
	st.Choose(st.filters.keeper, 4)
	if st.count() < 10 {
		t.Fatalf("only %d clients", st.count())
	}
	st.Grid.OnSort(string(crm.SortCity), true)
	st.Grid.SelectRow(3)
	st.Grid.SetSelected([]int64{5, 7, 9})
	st.Grid.ScrollTo(st.count() - 1)
	was := st.State()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	before, left := st.Query, st.Grid.ScrollState()
	st.open(words.In(text.UK)) // another language: a new screen
	st.Restore(was)
	st.Show(route.Route{Room: route.Clients})
	if !reflect.DeepEqual(st.Query, before) || st.filters.keeper.Value() != parts.ID(before.Owner) {
		t.Errorf("narrowed to %+v, was %+v", st.Query, before)
	}
	if now := st.Grid.ScrollState(); now.Top != left.Top || now.Current != left.Current {
		t.Errorf("scrolled to %+v, was %+v", now, left)
	}
	if got := st.Grid.Selected().Keys; !slices.Equal(got, []int64{5, 7, 9}) {
		t.Errorf("picked %v", got)
	}
	if !st.preview.visible() {
		t.Error("the preview is gone")
	}
	st.Grid.SelectAll()
	was = st.State()
	st.Grid.ClearSelection()
	st.Restore(was)
	if !st.Grid.Selected().All {
		t.Error("all were picked, and are not any more")
	}
	st.Restore(nil)
	if !reflect.DeepEqual(st.Query, before) {
		t.Error("a visit without memory changed the screen")
	}
}

func TestKeepsHowTheColumnsWereArranged(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.ShowColumn("tags", true)
	st.Grid.ShowColumn("phone", false)
	st.Grid.MoveColumn("person", string(crm.SortType))
	st.Grid.FitColumn("next")
	st.Grid.OnSort(string(crm.SortOpen), true)
	st.KeepLayout()
	want := st.Grid.Layout()
	st.open(st.env.T)
	if got := st.Grid.Layout(); !reflect.DeepEqual(got, want) {
		t.Errorf("arranged as %+v, was %+v", got, want)
	}
	if st.Query.Sort != crm.SortOpen || !st.Query.Desc || st.asked().Sort != crm.SortOpen {
		t.Errorf("sorted by %+v", st.Query)
	}
	items := st.ColumnMenu()
	if len(items) != len(want.Columns) || items[0].Label != st.env.T.T("clients.col.name") || !items[0].Checked {
		t.Errorf("the menu of columns: %+v", items)
	}
	items[0].Do()
	if !st.Grid.Columns()[0].Hidden {
		t.Error("the menu does not hide a column")
	}
}

func TestPreviewFollowsWhatIsDone(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Types("кедровый")
	st.Grid.SelectRow(0)
	st.WantSeen("Кедровый Двор", "Деловые отношения", "высшая: Сторонник", "Павел Жданов")
	id := st.preview.id
	if _, err := st.desk.MoveClient(context.Background(), id, crm.Advocate, "", ""); err != nil {
		t.Fatal(err)
	}
	if st.WantSeen("Пропагандист"); st.Sees("высшая: Сторонник") {
		t.Error("the preview shows the stage before the move")
	}
	if err := st.desk.RemoveClient(context.Background(), id); err != nil {
		t.Fatal(err)
	}
	if st.preview.shown {
		t.Error("the preview of a removed client stands")
	}
	st.Well()
}

func TestPreviewLeavesTheTableItsRoom(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.SelectRow(0)
	for _, w := range []float32{1900, 1360, 1100, 1000, 800} {
		st.Window.Resize(fyne.NewSize(w, 700))
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
