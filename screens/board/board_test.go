package board

import (
	"context"
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

var languages = []text.Lang{text.RU, text.UK, text.EN}

func TestShowsTheLadderInThreeLanguages(t *testing.T) {
	for _, lang := range languages {
		t.Run(string(lang), func(t *testing.T) {
			st := newRig(t, lang, stand.Demo(lang))
			st.Well()
			if len(st.lanes) != len(crm.AllRungs) {
				t.Fatalf("%d columns", len(st.lanes))
			}
			for i, n := range []string{"23", "31", "27", "24", "21", "12", "6", "4"} {
				st.WantSeen(st.lanes[i].title, n)
			}
			st.WantSeen(st.env.T.N("text.clients", 148))
			if st.Window.Canvas().Focused() != fyne.Focusable(st.board) {
				t.Error("the keyboard is not on the board")
			}
		})
	}
}

func TestHeadFitsOneLine(t *testing.T) {
	for _, lang := range languages {
		st := newRig(t, lang, stand.Demo(lang))
		st.desk.counts = []crm.TypeCount{{N: 9155}, {Type: crm.MarketExchange, N: 7079}, {Type: crm.Business, N: 3181}, {Type: crm.Strategic, N: 585}}
		st.head.load()
		if h := kit.HeightAt(st.head.object, 1360-kit.RailWidth-32); h != kit.ControlHeight {
			t.Errorf("%s: the head is %v high", lang, h)
		}
		st.Window.Resize(fyne.NewSize(1100, 700))
		if h := kit.HeightAt(st.head.object, 1100-kit.RailWidth-32); st.head.object.Size().Height != h {
			t.Errorf("%s: in a narrow window the head has %v, it needs %v", lang, st.head.object.Size().Height, h)
		}
	}
}

func TestEveryLensShowsEveryClient(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	own := crm.Lens{Name: "Моя", Columns: []crm.LensColumn{{Code: "a", Name: "Низ", Rungs: []crm.Rung{1, 2, 3}, Lands: 2},
		{Code: "b", Name: "Верх", Rungs: []crm.Rung{4, 5, 6, 7, 8}, Lands: 4}, {Code: "c", Name: "Ушли", Rungs: []crm.Rung{crm.Ended}, Lands: crm.Ended}}}
	if _, err := st.desk.SaveLens(context.Background(), nil, own); err != nil {
		t.Fatal(err)
	}
	_, _, id := st.card("Рыжий Клён")
	if _, err := st.desk.Desk.MoveClient(context.Background(), id, crm.Ended, "", ""); err != nil {
		t.Fatal(err)
	}
	st.open(st.env.T, "")
	if n := len(st.lenses); n != 6 {
		t.Fatalf("%d lenses", n)
	}
	for i, l := range st.lenses {
		st.Choose(st.head.lens, i)
		if st.settings.Lens != parts.LensKey(l) {
			t.Fatalf("the setting is %q, chosen was %q", st.settings.Lens, parts.LensKey(l))
		}
		st.WantSeen(st.env.T.N("text.clients", 148))
		shown := 0
		for n, lane := range st.lanes {
			if lane.title != parts.ColumnShort(st.env.T, l, n) {
				t.Errorf("%s: column %d is called %q", l.Code, n, lane.title)
			}
			for ; ; shown++ {
				c, ok := st.board.Card(lane.id, shown)
				if !ok {
					break
				}
				if r := c.(card); l.Column(r.Rung) != n {
					t.Errorf("%s: %s on rung %v stands in column %d", l.Code, r.Name, r.Rung, n)
				}
			}
			shown = 0
		}
		if last := st.lanes[len(st.lanes)-1]; last.climb != 0 {
			t.Errorf("%s: the ended ones climb", l.Code)
		} else if c, ok := st.board.Card(last.id, 0); !ok || c.(card).Name != "Рыжий Клён" {
			t.Errorf("%s: the client whose relations ended is not shown", l.Code)
		}
	}
	st.WantSeen("Низ", "Верх", "Ушли")
	st.Well()
}

func TestFiltersNarrowAllColumns(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	stand.Find[*kit.FilterChip](st.Object())[3].Tapped(nil)
	st.WantSeen(st.env.T.N("text.clients", 15))
	if _, ok := st.board.Card(st.lanes[0].id, 0); ok {
		t.Error("a column without partners has a card")
	}
	st.Choose(st.head.keeper, 2) // keeps no partner
	st.WantSeen(st.env.T.T("board.none"))
	st.Press(st.env.T.T("board.clear"))
	st.WantSeen(st.env.T.N("text.clients", 148))
	if st.query.Narrow() || st.head.keeper.Value() != parts.Anyone {
		t.Errorf("narrowed to %+v", st.query)
	}
	for _, o := range sorts {
		st.query.Sort, st.query.Desc = o, o != crm.SortName
		st.narrow()
		for _, l := range st.lanes {
			first, ok := st.board.Card(l.id, 0)
			second, two := st.board.Card(l.id, 1)
			if ok && two && o == crm.SortOpen && first.(card).Open < second.(card).Open {
				t.Errorf("%s: the smaller sum stands first", l.title)
			}
		}
	}
	st.Well()
}

func TestSaysSoWhenThereIsNobody(t *testing.T) {
	for _, lang := range languages {
		st := newRig(t, lang, nil)
		st.WantSeen(st.env.T.T("board.empty"))
		st.Press(st.env.T.T("board.new"))
		if !slices.Equal(st.Went, []route.Route{{Room: route.Form}}) {
			t.Errorf("%s: the button led to %v", lang, st.Went)
		}
		if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: "Первый"}); err != nil {
			t.Fatal(err)
		}
		if st.empty.Visible() {
			t.Errorf("%s: the first client is not shown", lang)
		}
	}
}

func TestComesBackAsItWasLeft(t *testing.T) {
	st := newRig(t, text.RU, stand.Crowd(3000))
	st.head.chips.Set([]crm.RelType{crm.MarketExchange}, false)
	st.query.Types = []crm.RelType{crm.MarketExchange}
	st.narrow()
	for range 12 {
		st.Keys(fyne.KeyPageDown)
	}
	name, column := st.current()
	was, place := st.State(), st.board.State()
	st.open(st.env.T, "")
	st.Restore(was)
	st.Show(route.Route{Room: route.Board})
	if now, there := st.current(); now != name || there != column || name == "" {
		t.Errorf("the current card is %q in %q, was %q in %q", now, there, name, column)
	}
	if got := st.board.State(); got.Down[st.lanes[0].id] != place.Down[st.lanes[0].id] || got.Down[st.lanes[0].id] == 0 {
		t.Errorf("scrolled to %v, was %v", got.Down, place.Down)
	}
	if !slices.Equal(st.query.Types, []crm.RelType{crm.MarketExchange}) {
		t.Errorf("narrowed to %+v", st.query)
	}
	before := st.State()
	st.Show(route.Route{Room: route.Board, Sub: byType})
	st.Restore(before) // back from the board by type to the one by stage
	st.Show(route.Route{Room: route.Board})
	if now, there := st.current(); now != name || there != column {
		t.Errorf("from the other board it comes back to %q in %q", now, there)
	}
	st.Well()
}

func TestAReloadReadsOnlyWhatIsSeenAndFromFreshPages(t *testing.T) {
	st := newRig(t, text.RU, stand.Crowd(3000))
	st.desk.pages, st.desk.queries = nil, nil
	name, err := st.desk.ClientNamed(context.Background(), st.first(0))
	if err != nil {
		t.Skip("the first name is not the only one of its kind")
	}
	if _, err := st.desk.TagClients(context.Background(), desk.Picked{IDs: []crm.ClientID{name}}, "проба", false); err != nil {
		t.Fatal(err)
	}
	if len(st.desk.queries) != 1 || len(st.desk.pages) > 2*len(st.lanes) {
		t.Errorf("%d counts and %d pages after one act", len(st.desk.queries), len(st.desk.pages))
	}
	seen := map[int64]bool{}
	for _, l := range st.lanes {
		for i := 0; ; i++ {
			c, ok := st.board.Card(l.id, i)
			if !ok {
				break
			}
			if seen[c.Key()] {
				t.Fatalf("%s is shown twice", c.(card).Name)
			}
			seen[c.Key()] = true
		}
	}
}

// first is the name of the first card of a column.
func (st *rig) first(lane int) string {
	c, ok := st.board.Card(st.lanes[lane].id, 0)
	if !ok {
		st.T.Fatal("the column is empty")
	}
	return c.(card).Name
}

func TestAnyNameIsShown(t *testing.T) {
	st := newRig(t, text.RU, nil)
	for _, name := range []string{strings.Repeat("Длинное имя ", 900), strings.Repeat("ы", 10_000), "🦊 Лис и ‏שלום‎ عميل", "Нуль\x00 и \x1b[31m", "{{.N}} %s <b>"} {
		if _, err := st.desk.SaveClient(context.Background(), nil, crm.Client{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	for range 5 {
		st.Keys(fyne.KeyDown)
		if name, _ := st.current(); name == "" {
			t.Error("no current card")
		}
		st.Ctrl(fyne.KeyRight)
	}
	st.Well()
}
