package offers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var _ interface {
	parts.Screen
	parts.Maker
	parts.Finder
	parts.Printer
	parts.KeyTaker
	parts.Rememberer
} = (*Screen)(nil)

// choose presses the chip of a state.
func (s *Screen) choose(state trade.State) {
	s.filters.states.Pick(slices.Index(trade.States, state) + 1)
}

func TestListShowsAllOffers(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	total, err := st.Desk.CountOffers(ctx, trade.OfferQuery{})
	if err != nil || s.Source.Count() != total.N {
		t.Fatalf("%d rows of %d, %v", s.Source.Count(), total.N, err)
	}
	st.WantSeen("КП-2026-0221", "Тонкая Нить", "783 500 ₽", "18 500 ₽", "Черновик", "52 предложения", "В работе", "ежемесячно 18 500 ₽")
	st.Well()
}

func TestChipsNarrowAndCount(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	accepted, err := st.Desk.CountOffers(ctx, trade.OfferQuery{States: []trade.State{trade.Accepted}})
	if err != nil || accepted.N == 0 {
		t.Fatal(accepted, err)
	}
	s.choose(trade.Accepted)
	if s.Source.Count() != accepted.N {
		t.Errorf("%d rows, %d accepted", s.Source.Count(), accepted.N)
	}
	if st.Sees("В работе") {
		t.Error("nothing accepted is open")
	}
	s.choose(trade.Accepted)
	if len(s.Query.States) != 0 || s.Source.Count() <= accepted.N {
		t.Error("a second press does not show all again")
	}
	s.Query.Types = []crm.RelType{crm.Strategic}
	s.narrow()
	partners, err := st.Desk.CountOffers(ctx, trade.OfferQuery{Types: []crm.RelType{crm.Strategic}})
	if err != nil || s.Source.Count() != partners.N {
		t.Errorf("%d rows, %d of partners, %v", s.Source.Count(), partners.N, err)
	}
	st.WantSeen(st.Env.T.Int(int(partners.N))) // counted at the chips too
}

func TestTextNarrowsAndEscClears(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	all := s.Source.Count()
	s.Find()
	st.Types("ткацк")
	if n := s.Source.Count(); n == 0 || n == all {
		t.Errorf("%d of %d rows", n, all)
	}
	st.Types("ъъъ")
	st.WantSeen("Под отбор ничего не подходит")
	st.Press("Показать все")
	if s.Source.Count() != all || s.filters.Text.Value() != "" {
		t.Errorf("%d of %d rows", s.Source.Count(), all)
	}
	s.choose(trade.Draft)
	if !s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || s.Source.Count() != all || s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Esc does not show all, or goes on doing so")
	}
}

func TestEmptyListSaysWhatToDo(t *testing.T) {
	st := newRig(t, text.RU, false)
	st.list()
	st.WantSeen("Пока нет ни одного предложения")
	st.Press("Новое КП")
	if len(st.Went) != 1 || st.Went[0] != (route.Route{Room: route.Offer}) {
		t.Errorf("went to %v", st.Went)
	}
}

func TestEnterOpensAndMenuActs(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	st.Window.Canvas().Focus(s.Grid)
	st.Keys(fyne.KeyHome, fyne.KeyReturn)
	if len(st.Went) != 1 || st.Went[0].Room != route.Offer || st.Went[0].Offer == 0 {
		t.Fatalf("went to %v", st.Went)
	}
	id := st.Went[0].Offer
	row, ok := s.Current()
	if !ok || row.ID != id {
		t.Fatalf("current %v", row.ID)
	}
	do := func(label string) {
		t.Helper()
		items := s.rowMenu(row.OfferRow)
		i := slices.IndexFunc(items, func(m kit.MenuItem) bool { return m.Label == label })
		if i < 0 {
			t.Fatalf("no item %q", label)
		}
		items[i].Do()
	}
	do("Отметить отправленным")
	if st.read(id).State != trade.Sent {
		t.Error("not marked")
	}
	do("Копия")
	if last := st.Went[len(st.Went)-1]; last != (route.Route{Room: route.Offer, Offer: id, Sub: copySub}) {
		t.Errorf("went to %v", last)
	}
	do("Карточка клиента")
	if last := st.Went[len(st.Went)-1]; last.Room != route.Card || last.Client != row.Client {
		t.Errorf("went to %v", last)
	}
	s.Print()
	if len(st.Opened) != 1 || !strings.HasSuffix(st.Opened[0], ".pdf") {
		t.Errorf("opened %v", st.Opened)
	}
	st.Keys(fyne.KeyDelete)
	st.Press("Удалить")
	if _, err := st.Desk.Offer(ctx, id); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the offer stays: %v", err)
	}
	st.Well()
}

// pressHead clicks on the heading of a column of the list, which must be wide enough for all of them.
func (st *rig) pressHead(s *Screen, id string) {
	st.T.Helper()
	x, flexed := float32(0), false
	columns := s.Grid.Columns()
	for i, c := range columns {
		if c.ID == id {
			x += c.Width / 2
			break
		}
		if x += c.Width; c.Flex { // what stands behind it is reckoned from the other side
			flexed, x = true, s.Grid.Size().Width
			for _, rest := range columns[i+1:] {
				x -= rest.Width
			}
		}
	}
	if flexed {
		x -= 4 // the bar
	}
	at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 18)}, Button: desktop.MouseButtonPrimary}
	s.Grid.MouseDown(at)
	s.Grid.MouseUp(at)
}

func TestHeadsSortAndTheOrderStays(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	shown := func(s *Screen) []trade.OfferID {
		var ids []trade.OfferID
		for i := range s.Source.Count() {
			r, _ := s.Source.Row(i)
			ids = append(ids, r.(row).ID)
		}
		return ids
	}
	check := func(s *Screen, q trade.OfferQuery) {
		t.Helper()
		want, err := st.Desk.Offers(ctx, q, crm.Page{Limit: 500})
		got := shown(s)
		if err != nil || len(want) == 0 || !slices.EqualFunc(got, want, func(id trade.OfferID, r trade.OfferRow) bool { return id == r.ID }) {
			t.Errorf("%+v: shown %v, %v", q, got, err)
		}
		if id, desc := s.Grid.Sort(); id != string(q.Sort) || q.Sort != "" && desc != q.Desc {
			t.Errorf("%+v: the arrow stands at %q, %v", q, id, desc)
		}
	}
	check(s, trade.OfferQuery{})
	for _, by := range trade.OfferSorts {
		falls := by == trade.OffersByTotal
		st.pressHead(s, string(by))
		check(s, trade.OfferQuery{Sort: by, Desc: falls})
		st.pressHead(s, string(by))
		check(s, trade.OfferQuery{Sort: by, Desc: !falls})
	}
	s.choose(trade.Sent)
	check(s, trade.OfferQuery{Sort: trade.OffersByTotal, States: []trade.State{trade.Sent}})
	s.filters.clear()
	check(s, trade.OfferQuery{Sort: trade.OffersByTotal})
	check(st.list(), trade.OfferQuery{Sort: trade.OffersByTotal})
	st.Well()
}

func TestListComesBackAsItWasLeft(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.list()
	s.choose(trade.Sent)
	s.filters.Text.SetValue("а")
	s.filters.take()
	rows := s.Source.Count()
	kept := s.State()
	other := New(st.Env, st.Desk)
	other.loader.Sync, other.acts.Sync = true, true
	other.Restore(kept)
	st.Open(other, route.Route{Room: route.Offers})
	if other.Source.Count() != rows || other.filters.Text.Value() != "а" || other.filters.states.Chosen() != 2 {
		t.Errorf("%d rows of %d, text %q", other.Source.Count(), rows, other.filters.Text.Value())
	}
}

func TestEndOfValidityIsColoured(t *testing.T) {
	env := newRig(t, text.RU, false).Env
	day := crm.DayOf(morning)
	for _, c := range []struct {
		state trade.State
		until crm.Day
		want  kit.Token
	}{
		{trade.Sent, day.Plus(4), kit.Text2}, {trade.Sent, day.Plus(3), kit.Amber}, {trade.Draft, day, kit.Amber}, {trade.Sent, day.Plus(-1), kit.Red},
		{trade.Accepted, day.Plus(-9), kit.Text2}, {trade.Expired, day.Plus(-9), kit.Text2}, {trade.Sent, "", kit.Text2},
	} {
		if got, _ := validInk(env, trade.OfferRow{State: c.state, ValidUntil: c.until}); got != c.want {
			t.Errorf("%s until %s: %v, want %v", c.state, c.until, got, c.want)
		}
	}
}

// broken is a desk whose reads fail.
type broken struct{ *desk.Desk }

func (broken) Offers(context.Context, trade.OfferQuery, crm.Page) ([]trade.OfferRow, error) {
	return nil, errors.New("no disk")
}

func TestFailureIsTold(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := New(st.Env, broken{st.Desk})
	s.loader.Sync = true
	st.Open(s, route.Route{Room: route.Offers})
	if len(st.Failed) == 0 {
		t.Error("nobody is told")
	}
}

func TestOpenSums(t *testing.T) {
	st := newRig(t, text.RU, true)
	sums, err := st.Desk.OpenOffers(ctx, trade.OfferQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var n, total, monthly int64
	err = st.Desk.EachOffer(ctx, trade.OfferQuery{}, func(r trade.OfferRow) error {
		if r.State.Open() {
			n, total, monthly = n+1, total+r.Total, monthly+r.Monthly
		}
		return nil
	})
	if err != nil || sums.N != n || sums.Sums["RUB"] != total || sums.Monthly["RUB"] != monthly {
		t.Errorf("%+v, want %d, %d, %d (%v)", sums, n, total, monthly, err)
	}
	none, err := st.Desk.OpenOffers(ctx, trade.OfferQuery{States: []trade.State{trade.Accepted}})
	if err != nil || none.N != 0 {
		t.Errorf("accepted are open: %+v, %v", none, err)
	}
}

func TestOffersSpeakThreeLanguages(t *testing.T) {
	for lang, words := range map[text.Lang][]string{text.UK: {"Пропозиції", "Нова КП", "Чинна до"}, text.EN: {"Offers", "New offer", "Valid until"}} {
		st := newRig(t, lang, true)
		st.list()
		st.WantSeen(words...)
		o := st.ofState(trade.Sent)
		e := st.editor(route.Route{Offer: o.ID})
		for _, key := range []string{"letter", "tax", "terms"} {
			e.sheet.unfold(key)
		}
		st.Well()
	}
}
