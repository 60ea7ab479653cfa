package deals

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	_ parts.Screen     = (*Screen)(nil)
	_ parts.Maker      = (*Screen)(nil)
	_ parts.Finder     = (*Screen)(nil)
	_ parts.Printer    = (*Screen)(nil)
	_ parts.KeyTaker   = (*Screen)(nil)
	_ parts.Rememberer = (*Screen)(nil)
	_ parts.Screen     = (*DealScreen)(nil)
	_ parts.Leaver     = (*DealScreen)(nil)
	_ parts.Saver      = (*DealScreen)(nil)
	_ parts.Keeper     = (*DealScreen)(nil)
	_ parts.Rememberer = (*DealScreen)(nil)
	_ parts.Screen     = (*PipelinesScreen)(nil)
	_ parts.Leaver     = (*PipelinesScreen)(nil)
	_ parts.Saver      = (*PipelinesScreen)(nil)
	_ parts.Maker      = (*PipelinesScreen)(nil)
	_ parts.Rememberer = (*PipelinesScreen)(nil)
)

// sold opens a base with three clients and a deal of each on the stages 1, 3 and 5.
func sold(t *testing.T, lang text.Lang) (*rig, []trade.Deal) {
	t.Helper()
	st := newRig(t, lang, false)
	if err := st.Desk.SaveSettings(ctx, deskSettings(lang)); err != nil {
		t.Fatal(err)
	}
	var deals []trade.Deal
	for i, name := range []string{"Артель", "Верфь", "Гончары"} {
		c, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		deals = append(deals, st.deal(c.ID, "Сделка "+name, trade.StageID(1+2*i), int64(100_000*(i+1)), 5*i, func(d *trade.Deal) {
			d.Expected = crm.DayOf(today).Plus(10 * (i + 1))
		}))
	}
	st.Acts = nil
	return st, deals
}

// saved is a deal as the base has it.
func (st *rig) saved(id trade.DealID) trade.Deal {
	st.T.Helper()
	d, err := st.Desk.Deal(ctx, id)
	if err != nil {
		st.T.Fatal(err)
	}
	return d
}

func TestBoardShowsStagesWithSumsInThreeLanguages(t *testing.T) {
	for _, lang := range text.Langs {
		st, _ := sold(t, lang)
		s := st.room("")
		tongue := st.Env.T
		if len(s.lanes) != 7 || s.lanes[5].stage.Mark != trade.Won || s.lanes[6].stage.Mark != trade.Lost || s.lanes[6].climb != 0 || s.lanes[4].climb != 16 {
			t.Fatalf("%s: columns %+v", lang, s.lanes)
		}
		st.WantSeen(tongue.T("deals.title"), tongue.T("trade.stage.won"), tongue.T("trade.stage.lost"), tongue.N("text.deals", 3),
			parts.ShortSum(tongue, 300_000_00, st.Env.Currency()), "Сделка Артель", parts.Sum(tongue, 200_000_00, st.Env.Currency()))
		tip := s.columnTip(s.lanes[2], trade.StageCount{})
		if !strings.Contains(tip, "50") {
			t.Errorf("%s: the tip of a column is %q", lang, tip)
		}
		st.Well()
	}
}

func TestDragMovesADeal(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	st.Drag(s.board, "Сделка Артель", "Выясняем задачу")
	if d := st.saved(deals[0].ID); d.Stage != 2 || len(d.Moves) != 1 {
		t.Errorf("moved to %+v", d)
	}
	st.Did("act.deal.move")
	if lane, c, ok := s.board.Current(); !ok || c.(card).ID != deals[0].ID || lane != s.lanes[1].id {
		t.Errorf("the current card is %v in %s", c, lane)
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if d := st.saved(deals[0].ID); d.Stage != 1 {
		t.Errorf("undone to %+v", d)
	}
	if c, ok := s.board.Card(s.lanes[0].id, 0); !ok || c.(card).ID != deals[0].ID {
		t.Error("the card did not come back")
	}
	st.Well()
}

func TestDropOnLostAsksWhy(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	st.Drag(s.board, "Сделка Верфь", "Потеряно")
	st.Press(st.Env.T.T("deals.loss.do"))
	if len(st.Acts) > 0 {
		t.Fatal("the deal was lost without a reason")
	}
	st.WantSeen(st.Env.T.T("deals.loss.need"))
	stand.Find[*kit.Select](st.Top())[0].SetValue("price")
	st.Press(st.Env.T.T("deals.loss.do"))
	if d := st.saved(deals[1].ID); d.Outcome != trade.Lost || d.LostReason != "price" || d.ClosedOn != crm.DayOf(today) {
		t.Errorf("lost as %+v", d)
	}
	st.Did("act.deal.lose")
	st.WantSeen("Дорого")
	// thought better of: nothing happens
	st.Drag(s.board, "Сделка Артель", "Потеряно")
	st.Keys(fyne.KeyEscape)
	if d := st.saved(deals[0].ID); d.Outcome != trade.Running || d.Stage != 1 {
		t.Errorf("after Esc %+v", d)
	}
	// off the lost column it runs again and forgets why
	st.Drag(s.board, "Сделка Верфь", "Обращение")
	if d := st.saved(deals[1].ID); d.Outcome != trade.Running || d.LostReason != "" || d.ClosedOn != "" {
		t.Errorf("runs again as %+v", d)
	}
	st.Well()
}

func TestSecondLostStageKeepsTheReason(t *testing.T) {
	st, deals := sold(t, text.RU)
	all, err := st.Desk.Pipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	now := all[0]
	now.Stages = append(slices.Clone(now.Stages), trade.Stage{ID: 8, Name: "Ушли сами", Mark: trade.Lost})
	if now, err = st.Desk.SavePipeline(ctx, &all[0], now); err != nil {
		t.Fatal(err)
	}
	if err := lose(ctx, st.Desk, deals[0].ID, now, now.Stages[7], trade.Loss{Note: "передумали", Rival: "Север"}); err != nil {
		t.Fatal(err)
	}
	if d := st.saved(deals[0].ID); d.Stage != 8 || d.Outcome != trade.Lost || d.LostNote != "передумали" || d.Rival != "Север" {
		t.Errorf("%+v", d)
	}
}

// A deal won while its offer waits for an answer leads to that offer, so that no line of it is lost.
func TestWinLeadsToTheOfferThatIsOut(t *testing.T) {
	st, deals := sold(t, text.RU)
	offer, err := st.Desk.NewDealOffer(ctx, deals[2].ID)
	if err != nil {
		t.Fatal(err)
	}
	offer.Sections = []trade.Section{{Lines: []trade.Line{{Name: "Печь", Quantity: money.DecInt(1), Price: money.DecInt(5)}}}}
	if offer, err = st.Desk.SaveOffer(ctx, nil, offer); err != nil {
		t.Fatal(err)
	}
	if _, err = st.Desk.MarkOffer(ctx, offer.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	s := st.room("")
	st.Drag(s.board, "Сделка Гончары", "Продано")
	st.WantSeen(st.Env.T.T("deals.won.title"), st.Env.T.T("deals.won.out", "Number", offer.FullNumber()))
	st.Press(st.Env.T.T("deals.won.offer"))
	if want := (route.Route{Room: route.Offer, Offer: offer.ID}); !slices.Equal(st.Went, []route.Route{want}) {
		t.Errorf("went %+v, want %+v", st.Went, want)
	}
}

func TestWinOffersToRecordTheOrder(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	st.Drag(s.board, "Сделка Гончары", "Продано")
	if d := st.saved(deals[2].ID); d.Outcome != trade.Won {
		t.Fatalf("%+v", d)
	}
	st.WantSeen(st.Env.T.T("deals.won.title"), "300 000 ₽")
	st.Press(st.Env.T.T("deals.won.order"))
	if want := (route.Route{Room: route.Order, Client: deals[2].Client, Deal: deals[2].ID}); !slices.Equal(st.Went, []route.Route{want}) {
		t.Errorf("went %+v, want %+v", st.Went, want)
	}
	// an order that is there already is not asked for
	o, err := st.Desk.OrderOfDeal(ctx, deals[2].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Desk.SaveOrder(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	r, _ := s.board.Card(s.lanes[5].id, 0)
	s.won(r.(card).DealRow)
	if st.Window.Canvas().Overlays().Top() != nil {
		t.Error("an order that is recorded is asked for")
	}
	st.Well()
}

func TestKeyboardAndMenuMove(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	st.Keys(fyne.KeyDown)
	st.Ctrl(fyne.KeyRight)
	if d := st.saved(deals[0].ID); d.Stage != 2 {
		t.Errorf("Ctrl+Right moved to %d", d.Stage)
	}
	_, c, _ := s.board.Current()
	items := s.menu(c.(card).DealRow)
	moves := items[4 : 4+len(s.lanes)]
	if !moves[1].Disabled || moves[0].Disabled || moves[6].Icon != "x" {
		t.Fatalf("the menu %+v", moves)
	}
	moves[3].Do()
	if d := st.saved(deals[0].ID); d.Stage != 4 {
		t.Errorf("the menu moved to %d", d.Stage)
	}
	items[2].Do()
	items[1].Do()
	if want := []route.Route{{Room: route.Offer, Client: deals[0].Client, Deal: deals[0].ID}, {Room: route.Card, Client: deals[0].Client}}; !slices.Equal(st.Went, want) {
		t.Errorf("went %+v", st.Went)
	}
	st.Keys(fyne.KeyDelete)
	st.Press(st.Env.T.T("text.delete"))
	st.Did("act.deal.remove")
	if _, err := st.Desk.Deal(ctx, deals[0].ID); err == nil {
		t.Error("the deal is still there")
	}
	st.Well()
}

func TestFailedMoveIsTold(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.room("")
	p, _ := s.pipeline()
	s.move(trade.DealRow{ID: 99}, p, p.Stages[1])
	if len(st.Failed) != 1 {
		t.Errorf("told %v", st.Failed)
	}
}

func TestFiltersNarrow(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	s.head.Text.SetValue("верфь")
	st.WantSeen(st.Env.T.N("text.deals", 1), "Сделка Верфь")
	if st.Sees("Сделка Артель") {
		t.Error("another deal is shown")
	}
	s.head.Text.SetValue("такого нет")
	st.WantSeen(st.Env.T.T("deals.none"))
	st.Press(st.Env.T.T("deals.clear"))
	st.WantSeen(st.Env.T.N("text.deals", 3))
	s.head.chooseClient(deals[0].Client)
	st.WantSeen(st.Env.T.N("text.deals", 1))
	s.New()
	if st.Went[0] != (route.Route{Room: route.Deal, Client: deals[0].Client}) {
		t.Errorf("a new deal is for %+v", st.Went[0])
	}
	s.head.clear()
	if _, err := st.Desk.ChooseType(ctx, deals[1].Client, crm.Strategic, "так"); err != nil {
		t.Fatal(err)
	}
	stand.Find[*kit.FilterChip](s.Object())[3].Tapped(nil)
	st.WantSeen(st.Env.T.N("text.deals", 1), "Сделка Верфь")
	st.Well()
}

func TestRouteNarrowsToAClientUntilTheNext(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.room("")
	s.Show(route.Route{Room: route.Deals, Client: deals[1].Client})
	if o, ok := s.head.client.Chosen(); s.Query.Client != deals[1].Client || !ok || o.Label != "Верфь" {
		t.Fatalf("narrowed to %d, the field shows %v", s.Query.Client, o)
	}
	was := s.State()
	s.Show(route.Route{Room: route.Deals})
	if s.Query.Client != 0 {
		t.Error("the room stays narrowed")
	}
	s.Restore(was)
	s.Show(route.Route{Room: route.Deals})
	if s.Query.Client != deals[1].Client {
		t.Error("the place was not come back to")
	}
}

func TestComesBackAsItWasLeft(t *testing.T) {
	st := newRig(t, text.RU, true)
	st.fill(120)
	s := st.room("")
	for range 9 {
		st.Keys(fyne.KeyDown)
	}
	lane, c, ok := s.board.Current()
	if !ok {
		t.Fatal("no current card")
	}
	was := s.State()
	again := New(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Deals})
	if now, d, ok := again.board.Current(); !ok || now != lane || d.(card).ID != c.(card).ID {
		t.Errorf("the current card is %v in %s, was %v in %s", d, now, c, lane)
	}
	st.Well()
}

func TestListSortsAndSums(t *testing.T) {
	st, deals := sold(t, text.RU)
	if _, err := st.Desk.LoseDeal(ctx, deals[0].ID, trade.Loss{Reason: "price"}); err != nil {
		t.Fatal(err)
	}
	s := st.room(parts.DealList)
	titles := func() []string {
		var all []string
		for i := range s.Source.Count() {
			if r, ok := s.Source.Row(i); ok {
				all = append(all, r.(row).Title)
			}
		}
		return all
	}
	if got := titles(); !slices.Equal(got, []string{"Сделка Верфь", "Сделка Гончары"}) {
		t.Errorf("the running deals are %v", got)
	}
	st.WantSeen("Всего 500 000 ₽", "ожидаем 370 000 ₽")
	s.Grid.OnSort(string(trade.DealsByAmount), true)
	if got := titles(); got[0] != "Сделка Гончары" {
		t.Errorf("sorted %v", got)
	}
	s.head.outcome.SetValue("")
	s.head.take()
	if got := titles(); len(got) != 3 || got[0] != "Сделка Гончары" || got[2] != "Сделка Артель" {
		t.Errorf("all are %v", got)
	}
	st.WantSeen("Всего 600 000 ₽", "Потеряно")
	foot := s.listFoot([]row{{trade.DealRow{Amount: 5_00, Currency: "RUB"}}, {trade.DealRow{Amount: 7_00, Currency: "RUB"}}})
	if strings.ReplaceAll(foot["amount"], "\u00a0", " ") != "12 ₽" {
		t.Errorf("the foot of the print is %v", foot)
	}
	st.Well()
}

func TestSaysSoWhenThereAreNoDeals(t *testing.T) {
	for _, lang := range text.Langs {
		for _, sub := range []string{"", parts.DealList} {
			st := newRig(t, lang, false)
			st.room(sub)
			st.WantSeen(st.Env.T.T("deals.empty"))
			st.Press(st.Env.T.T("deals.new"))
			if !slices.Equal(st.Went, []route.Route{{Room: route.Deal}}) {
				t.Errorf("went %v", st.Went)
			}
			st.Well()
		}
	}
}

func TestViewsLeadToEachOther(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.room("")
	st.Window.Canvas().Focus(s.head.views)
	st.Keys(fyne.KeyRight)
	st.Keys(fyne.KeyRight)
	want := []route.Route{{Room: route.Deals, Sub: parts.DealList}}
	if len(st.Went) == 0 || st.Went[0] != want[0] {
		t.Errorf("went %v, want %v", st.Went, want)
	}
}

func TestAnyNameIsShown(t *testing.T) {
	st := newRig(t, text.RU, false)
	for _, name := range []string{stand.LongWords, "🦊 Лис и ‏שלום‎", "Нуль\x00 и \x1b[31m", "{{.N}} %s"} {
		c, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		st.deal(c.ID, name, 2, 1, 3, func(d *trade.Deal) { d.NextStep, d.Rival = name, name })
	}
	st.room("")
	for range 4 {
		st.Keys(fyne.KeyDown)
		st.Ctrl(fyne.KeyRight)
	}
	st.room(parts.DealList)
	st.Well()
}

func TestListIsPrintedAsItIsShown(t *testing.T) {
	st, _ := sold(t, text.RU)
	var printed []parts.List
	st.Env.PrintList = func(l parts.List) { printed = append(printed, l) }
	board := st.room("")
	board.Print()
	s := st.room(parts.DealList)
	s.Query.Search = "сделка"
	s.narrow()
	s.Print()
	if len(printed) != 1 || len(printed[0].Rows) != 3 || printed[0].Title != "Сделки" || len(printed[0].About) != 2 {
		t.Fatalf("printed %+v", printed)
	}
	if got := strings.Join(printed[0].Foot, "|"); !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), "600 000 ₽") {
		t.Errorf("the foot is %s", got)
	}
	said := map[string]string{}
	for i, c := range printed[0].Columns {
		said[c.Title] = printed[0].Rows[0][i]
		if c.ID == "value" && printed[0].Foot[i] == "" {
			t.Error("what is to be expected is not summed")
		}
	}
	if since := said["На этапе с"]; !strings.HasSuffix(since, "2026") {
		t.Errorf("on the stage since %q of %v", since, said)
	}
	st.Well()
}

func TestEscEmptiesTheFilter(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.room("")
	s.head.Text.SetValue("верфь")
	s.focusView()
	st.Keys(fyne.KeyEscape)
	if s.narrowed() || s.head.Text.Value() != "" {
		t.Errorf("still narrowed to %+v", s.Query)
	}
	st.WantSeen("Сделка Артель")
	if s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Esc is used though nothing is narrowed")
	}
}
