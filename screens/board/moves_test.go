package board

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func TestDropMovesWithoutAskingWhenTheSettingSaysSo(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	_, _, id := st.card("Артель Синица")
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Сторонник"))
	if want := []moving{{id, crm.Supporter, "", ""}}; !slices.Equal(st.desk.moves, want) {
		t.Fatalf("moved %+v, want %+v", st.desk.moves, want)
	}
	if name, column := st.current(); name != "Артель Синица" || column != "Сторонник" {
		t.Errorf("the current card is %s in %s", name, column)
	}
	st.WantSeen("13", "23")
	if _, err := st.desk.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if name, column := st.current(); name != "Артель Синица" || column != "Повторный" {
		t.Errorf("after the undo the current card is %s in %s", name, column)
	}
	st.Well()
}

func TestDropAsksForTheReason(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.ask = true
	_, _, id := st.card("Артель Синица")
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Сторонник"))
	st.WantSeen("Перевод вверх", "Артель Синица", "Повторный покупатель")
	st.Press("Не сейчас")
	if column, _, _ := st.card("Артель Синица"); st.desk.moves != nil || column != 3 {
		t.Fatalf("a move that was called off: %+v, column %d", st.desk.moves, column)
	}
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Потенциальный"))
	st.Press("Перевести")
	st.WantSeen(st.env.T.T("parts.move.need"))
	if st.desk.moves != nil {
		t.Fatal("moved down without a reason")
	}
	st.Choose(stand.Find[*kit.Select](st.Top())[0], 1)
	st.Press("Перевести")
	reason := crm.Reasons(crm.RepeatBuyer, crm.Prospect)[1]
	if want := []moving{{id, crm.Prospect, reason, ""}}; !slices.Equal(st.desk.moves, want) {
		t.Errorf("moved %+v, want %+v", st.desk.moves, want)
	}
	moves, err := st.desk.Moves(context.Background(), id)
	if last := moves[len(moves)-1]; err != nil || last.Reason != reason || last.To != crm.Prospect {
		t.Errorf("kept %+v %v", last, err)
	}
	st.Well()
}

func TestAWordOnWhatHappenedIsReasonEnough(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.ask = true
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Потенциальный"))
	st.Window.Canvas().Focus(stand.Find[*kit.TextArea](st.Top())[0])
	st.Types("Ушли к другому")
	st.Press("Перевести")
	if len(st.desk.moves) != 1 || st.desk.moves[0].note != "Ушли к другому" || st.desk.moves[0].reason != "" {
		t.Errorf("moved %+v", st.desk.moves)
	}
}

func TestHintsOfADrop(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Window.Resize(fyne.NewSize(1900, 1000))
	for column, want := range map[string][]string{"Сторонник": {"Повышение", "до «Сторонник»"}, "Потенциальный": {"Спуск", "до «Потенциальный»"}, "Прекращены": {"Прекращение"}} {
		st.Carry(st.board, "Артель Синица", column)
		st.WantSeen(want...)
		st.Keys(fyne.KeyEscape)
		if st.board.Dragging() {
			t.Fatal("Esc does not put the card back")
		}
		st.Drop(st.board, fyne.Position{})
	}
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Повторный"))
	if st.desk.moves != nil {
		t.Errorf("moved %+v", st.desk.moves)
	}
}

func TestKeyboardMoves(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Keys(fyne.KeyDown)
	st.Keys(fyne.KeyDown)
	name, _ := st.current()
	_, _, id := st.card(name)
	st.Ctrl(fyne.KeyRight)
	st.Ctrl(fyne.KeyRight)
	st.Ctrl(fyne.KeyLeft)
	want := []moving{{id, crm.Prospect, "", ""}, {id, crm.FirstTimeBuyer, "", ""}, {id, crm.Prospect, "", ""}}
	if !slices.Equal(st.desk.moves, want) {
		t.Errorf("moved %+v, want %+v", st.desk.moves, want)
	}
	if now, column := st.current(); now != name || column != "Потенциальный" {
		t.Errorf("the current card is %s in %s", now, column)
	}
	st.Keys(fyne.KeyReturn)
	if !slices.Equal(st.Went, []route.Route{{Room: route.Card, Client: id}}) {
		t.Errorf("Enter led to %v", st.Went)
	}
	st.Window.Canvas().Unfocus()
	st.Keys(fyne.KeyUp)
	if st.Window.Canvas().Focused() != fyne.Focusable(st.board) {
		t.Error("the arrows do not lead to the board")
	}
}

func TestMenuIsTheTwinOfTheDrag(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	column, index, id := st.card("Артель Синица")
	c, _ := st.board.Card(st.lanes[column].id, index)
	items := st.menu(c.(card).ClientRow)
	moves := items[3:]
	if len(moves) != len(st.lanes) || !moves[3].Disabled || moves[4].Disabled || moves[4].Icon != "up" || moves[0].Icon != "down" {
		t.Errorf("the menu %+v", moves)
	}
	moves[6].Do()
	if want := []moving{{id, crm.Advocate, "", ""}}; !slices.Equal(st.desk.moves, want) {
		t.Errorf("moved %+v", st.desk.moves)
	}
	items[1].Do()
	if st.Went[0] != (route.Route{Room: route.Card, Client: id, Sub: "record"}) {
		t.Errorf("the menu led to %v", st.Went)
	}
}

func TestFailedMoveLeavesTheCard(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.desk.broken = errors.New("the disk is full")
	st.Drop(st.board, st.Carry(st.board, "Артель Синица", "Сторонник"))
	if len(st.Failed) != 1 || !errors.Is(st.Failed[0], st.desk.broken) {
		t.Errorf("told %v", st.Failed)
	}
	if column, _, _ := st.card("Артель Синица"); column != 3 {
		t.Errorf("the card stands in column %d", column)
	}
}

func TestBoardByTypeAsksWhy(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	stand.Find[*kit.FilterChip](st.Object())[3].Tapped(nil) // a filter of types means nothing where types are columns
	st.head.by.SetChosen(1)
	st.Show(route.Route{Room: route.Board, Sub: byType})
	st.WantSeen("Рыночный обмен", "71", "Деловые отношения", "62", "Стратегическое партнёрство", "15", st.env.T.N("text.clients", 148))
	if st.Sees(parts.TypeName(st.env.T, "")) || st.head.chips.Object().Visible() || st.head.lensBox.Visible() {
		t.Error("an empty column of the unassessed, chips or lens are shown")
	}
	st.ask = false // of moves; a type always has its reason
	name := "Ателье «Шов»"
	_, _, id := st.card(name)
	st.Drop(st.board, st.Carry(st.board, name, "Деловые отношения"))
	st.Press("Сменить тип")
	if st.desk.types != nil {
		t.Fatal("the type was changed without a reason")
	}
	st.Types("Заказывают каждый месяц")
	st.Press("Сменить тип")
	if want := []typing{{id, crm.Business, "Заказывают каждый месяц"}}; !slices.Equal(st.desk.types, want) {
		t.Errorf("chosen %+v, want %+v", st.desk.types, want)
	}
	if now, column := st.current(); now != name || column != "Деловые отношения" {
		t.Errorf("the current card is %s in %s", now, column)
	}
	if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Новый"}); err != nil {
		t.Fatal(err)
	}
	st.WantSeen(parts.TypeName(st.env.T, ""))
	if st.board.CanDrop(nil, "business", untyped) {
		t.Error("a type can be taken away by dropping")
	}
	st.Well()
}

func TestMovedCardIsFollowedDownALongColumn(t *testing.T) {
	st := newRig(t, text.RU, stand.Crowd(6000))
	n, err := st.desk.CountClients(context.Background(), st.lanes[0].query)
	if err != nil || n.N < 500 {
		t.Fatalf("%d clients in the first column %v", n.N, err)
	}
	st.Keys(fyne.KeyDown)
	st.Keys(fyne.KeyEnd)
	_, c, ok := st.board.Current()
	if !ok {
		t.Fatal("the last card is not current")
	}
	id := c.(card).ID
	st.Ctrl(fyne.KeyRight)
	if len(st.desk.moves) != 1 {
		t.Fatalf("moved %+v", st.desk.moves)
	}
	lane, c, ok := st.board.Current()
	if !ok || c.(card).ID != id || lane != st.lanes[1].id {
		t.Fatalf("the current card is %v in %s", c, lane)
	}
	if !st.Sees(c.(card).Name) && len(c.(card).Name) < 12 {
		t.Errorf("%s is not in view", c.(card).Name)
	}
	before := 0
	q := st.narrowed(st.lanes[1])
	if err := st.desk.EachClient(context.Background(), q, func(r crm.ClientRow) error {
		if r.ID == id {
			return errors.New("found")
		}
		before++
		return nil
	}); err == nil {
		t.Fatal("the client is not in the column")
	}
	if at := st.board.State().Index; at != before || before < parts.CardPage {
		t.Errorf("the card is number %d, the board thinks %d", before, at)
	}
	st.Well()
}

func TestPlaceOf(t *testing.T) {
	st := newRig(t, text.RU, stand.Crowd(2500))
	ctx := context.Background()
	for _, q := range []crm.ClientQuery{{Sort: crm.SortName}, {Sort: crm.SortCreated, Desc: true}, {Sort: crm.SortName, Rungs: []crm.Rung{crm.Suspect}}, {Sort: crm.SortOpen, Desc: true, Owner: 2}} {
		rows, err := st.desk.Desk.Clients(ctx, q, crm.Page{Limit: 3000})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{0, 1, 49, 50, 51, 200, 777, len(rows) - 1} {
			if i >= len(rows) {
				continue
			}
			if got := placeOf(ctx, st.desk, q, rows[i].Anchor); got != i {
				t.Errorf("%+v: number %d was found at %d", q, i, got)
			}
		}
	}
}

func TestPassesTheFilters(t *testing.T) {
	r := crm.ClientRow{Type: crm.Business, Owner: 7}
	for _, c := range []struct {
		q    crm.ClientQuery
		want bool
	}{
		{crm.ClientQuery{}, true}, {crm.ClientQuery{Types: []crm.RelType{crm.Business}}, true}, {crm.ClientQuery{Types: []crm.RelType{crm.Strategic}}, false},
		{crm.ClientQuery{Untyped: true}, false}, {crm.ClientQuery{Owner: 7}, true}, {crm.ClientQuery{Owner: 8}, false}, {crm.ClientQuery{NoOwner: true}, false},
	} {
		if got := passes(c.q, r); got != c.want {
			t.Errorf("%+v lets it through: %v", c.q, got)
		}
	}
	if !passes(crm.ClientQuery{Untyped: true, NoOwner: true}, crm.ClientRow{}) {
		t.Error("nobody's unassessed client is left out")
	}
}
