package deals

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

func TestNewDealNeedsClientAndTitle(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{})
	s.Save()
	if len(st.Acts) > 0 {
		t.Fatal("a deal with nobody was saved")
	}
	if level, _ := s.sheet.form.Message("title"); level != kit.Error {
		t.Error("the missing title is not blamed")
	}
	if level, _ := s.sheet.form.Message("amount"); level != kit.Good {
		t.Error("a new deal is blamed for what is not filled in yet")
	}
	s.sheet.who.Picker.OnChoose(kit.Option{ID: "1"}) // nobody of that id
	s.sheet.who.Turn(deals[0].Client, 0)
	s.sheet.form.SetValues(map[string]string{"title": "Новая", "amount": "1 250,50", "chance": "35", "expected": "2026-12-20", "next": "Позвонить",
		"nextday": "2026-11-25", "stream": string(trade.Subscription), "rival": "Север", "notes": "важно"})
	s.sheet.touched()
	s.Save()
	st.Did("act.deal.add")
	d := st.saved(s.was.ID)
	if d.Client != deals[0].Client || d.Title != "Новая" || d.Amount != 1_250_50 || d.Currency != money.RUB || !d.Own || d.Probability != money.DecInt(35) ||
		d.Expected != "2026-12-20" || d.NextStep != "Позвонить" || d.NextDay != "2026-11-25" || d.Stream != trade.Subscription || d.Rival != "Север" || d.Notes != "важно" || d.Stage != 1 {
		t.Errorf("saved %+v", d)
	}
	if st.Backs != 1 {
		t.Error("it does not go back")
	}
	st.Well()
}

func TestFormOfASavedDealKeepsAllFields(t *testing.T) {
	st, deals := sold(t, text.UK)
	s := st.form(route.Route{Deal: deals[1].ID})
	if got := s.sheet.take(); !same(t, got, deals[1]) {
		t.Errorf("taken %+v, is %+v", got, deals[1])
	}
	if s.Dirty() {
		t.Error("a deal just opened counts as changed")
	}
	s.Save()
	if len(st.Acts) > 0 {
		t.Errorf("done %v without a change", st.Acts)
	}
}

func same(t *testing.T, a, b trade.Deal) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}

func TestWarningsNeverBlock(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	for id, want := range map[string]kit.Level{"next": kit.Warning, "expected": kit.Good, "amount": kit.Good} {
		if level, words := s.sheet.form.Message(id); level != want {
			t.Errorf("%s: %v %q", id, level, words)
		}
	}
	s.sheet.form.SetValues(map[string]string{"expected": "2026-11-01", "amount": "", "next": "Зайти", "nextday": "2026-11-20"})
	s.sheet.touched()
	for _, id := range []string{"expected", "amount", "nextday"} {
		if level, _ := s.sheet.form.Message(id); level != kit.Warning {
			t.Errorf("%s is not doubted", id)
		}
	}
	s.Save()
	st.Did("act.deal.edit")
	if d := st.saved(deals[0].ID); d.Expected != "2026-11-01" || d.Amount != 0 {
		t.Errorf("saved %+v", d)
	}
	for id, wrong := range map[string]string{"amount": "-5", "chance": "101"} {
		s := st.form(route.Route{Deal: deals[1].ID})
		s.sheet.form.SetValues(map[string]string{id: wrong})
		s.sheet.touched()
		st.Acts = nil
		s.Save()
		if level, _ := s.sheet.form.Message(id); level != kit.Error || len(st.Acts) > 0 {
			t.Errorf("%s of %s: %v, done %v", id, wrong, level, st.Acts)
		}
	}
	s = st.form(route.Route{Deal: deals[1].ID})
	s.sheet.form.SetValues(map[string]string{"amount": "99999999999999999999999999"})
	s.Save()
	if level, _ := s.sheet.form.Message("amount"); level != kit.Error {
		t.Error("an amount no number holds is not refused")
	}
}

func TestStageInTheFormMovesAndEnds(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	if s.sheet.form.Has("pipeline") {
		t.Error("the only pipeline is asked for")
	}
	s.sheet.stage.SetValue("7")
	s.sheet.touched()
	if s.sheet.take().Outcome != trade.Lost {
		t.Fatalf("on the lost stage it is %q", s.sheet.take().Outcome)
	}
	s.sheet.form.SetValues(map[string]string{"reason": "silence", "lostnote": "тишина"})
	s.Save()
	d := st.saved(deals[0].ID)
	if d.Outcome != trade.Lost || d.LostReason != "silence" || d.LostNote != "тишина" || len(d.Moves) != 1 || d.Moves[0].To != 7 {
		t.Errorf("saved %+v", d)
	}
	s = st.form(route.Route{Deal: deals[1].ID})
	s.sheet.stage.SetValue("6")
	s.sheet.touched()
	s.Save()
	if d := st.saved(deals[1].ID); d.Outcome != trade.Won || d.ClosedOn != crm.DayOf(today) {
		t.Errorf("saved %+v", d)
	}
	st.WantSeen(st.Env.T.T("deals.won.title"))
	st.Press(st.Env.T.T("deals.won.order"))
	if want := (route.Route{Room: route.Order, Client: deals[1].Client, Deal: deals[1].ID}); st.Went[len(st.Went)-1] != want {
		t.Errorf("went %v", st.Went)
	}
	st.Well()
}

func TestOtherPipelineHasItsOwnStages(t *testing.T) {
	st, deals := sold(t, text.RU)
	other, err := st.Desk.SavePipeline(ctx, nil, trade.Pipeline{Name: "Тендеры", Stages: []trade.Stage{{ID: 11, Name: "Заявка"}, {ID: 12, Name: "Победа", Mark: trade.Won}, {ID: 13, Name: "Мимо", Mark: trade.Lost}}})
	if err != nil {
		t.Fatal(err)
	}
	s := st.form(route.Route{Deal: deals[0].ID})
	s.sheet.pipeline.SetValue(idOf(other))
	s.sheet.touched()
	if s.sheet.stage.Value() != "11" || len(s.sheet.stage.Options()) != 3 {
		t.Errorf("the stage is %s of %v", s.sheet.stage.Value(), s.sheet.stage.Options())
	}
	s.Save()
	if d := st.saved(deals[0].ID); d.Pipeline != other.ID || d.Stage != 11 {
		t.Errorf("saved %+v", d)
	}
	b := st.room("")
	b.head.pipeline.SetValue(idOf(other))
	b.head.take()
	st.WantSeen("Заявка", "Сделка Артель")
	if st.Sees("Сделка Верфь") {
		t.Error("deals of the other pipeline are shown")
	}
	st.Well()
}

func idOf(p trade.Pipeline) string {
	body, _ := json.Marshal(p.ID)
	return string(body)
}

func TestDraftSurvivesACrash(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	s.sheet.form.SetValues(map[string]string{"title": "Недописано"})
	s.sheet.touched()
	s.KeepDraft()
	again := st.form(route.Route{Deal: deals[0].ID})
	st.Press(st.Env.T.T("parts.draft.take"))
	if again.sheet.form.Value("title") != "Недописано" || !again.Dirty() {
		t.Errorf("taken up as %q", again.sheet.form.Value("title"))
	}
	again.Save()
	if _, err := st.Desk.Draft(ctx, dealKey(deals[0].ID)); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft is kept after saving: %v", err)
	}
	if d := st.saved(deals[0].ID); d.Title != "Недописано" {
		t.Errorf("saved %q", d.Title)
	}
	// what is thrown away is not offered again
	s = st.form(route.Route{})
	s.sheet.form.SetValues(map[string]string{"title": "Мимо"})
	s.sheet.touched()
	s.KeepDraft()
	st.form(route.Route{})
	st.Press(st.Env.T.T("parts.draft.drop"))
	if _, err := st.Desk.Draft(ctx, "deal:new"); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
	st.Well()
}

func TestLeaveAsks(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	left := 0
	leave := func() { left++ }
	s.Leave(leave)
	if left != 1 {
		t.Fatal("a form without changes asks")
	}
	s.sheet.form.SetValues(map[string]string{"title": "Другое"})
	s.sheet.touched()
	s.Leave(leave)
	st.Press(st.Env.T.T("parts.unsaved.stay"))
	if left != 1 || !s.Dirty() {
		t.Error("staying leaves")
	}
	s.Leave(leave)
	st.Press(st.Env.T.T("text.save"))
	if left != 2 || st.saved(deals[0].ID).Title != "Другое" {
		t.Error("saving does not leave, or does not save")
	}
	s.sheet.form.SetValues(map[string]string{"title": "Третье"})
	s.sheet.touched()
	s.Leave(leave)
	st.Press(st.Env.T.T("parts.unsaved.discard"))
	if left != 3 || st.saved(deals[0].ID).Title != "Другое" {
		t.Error("throwing away does not leave, or saves")
	}
}

func TestChangedElsewhereAsksWhatIsToStand(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	s.sheet.form.SetValues(map[string]string{"title": "Моё"})
	s.sheet.touched()
	theirs := st.saved(deals[0].ID)
	theirs.Rival = "Юг"
	if _, err := st.Desk.SaveDeal(ctx, &deals[0], theirs); err != nil {
		t.Fatal(err)
	}
	s.Save()
	if d := st.saved(deals[0].ID); d.Title == "Моё" {
		t.Fatal("the other's change was overwritten")
	}
	st.WantSeen(st.Env.T.T("parts.stale"))
	st.Press(st.Env.T.T("parts.stale.mine"))
	if d := st.saved(deals[0].ID); d.Title != "Моё" {
		t.Errorf("saved %+v", d)
	}
	st.Well()
}

func TestRemovedElsewhereIsLeft(t *testing.T) {
	st, deals := sold(t, text.RU)
	st.form(route.Route{Deal: deals[0].ID})
	if err := st.Desk.RemoveDeal(ctx, deals[0].ID); err != nil {
		t.Fatal(err)
	}
	if st.Backs != 1 {
		t.Error("the form of a deal that is gone stays open")
	}
}

func TestNewOfferSavesTheDealFirst(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Client: deals[0].Client})
	s.sheet.form.SetValues(map[string]string{"title": "Под КП"})
	s.sheet.touched()
	s.newOffer()
	st.Did("act.deal.add")
	id := s.was.ID
	want := []route.Route{{Room: route.Deal, Deal: id}, {Room: route.Offer, Client: deals[0].Client, Deal: id}}
	if !slices.Equal(st.Went, want) {
		t.Errorf("went %v, want %v", st.Went, want)
	}
	// an offer of the deal stands beside the form
	o, err := st.Desk.NewDealOffer(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	o.Sections = []trade.Section{{Lines: []trade.Line{{Name: "Стеллаж", Quantity: money.DecInt(2), Price: money.DecInt(1500)}}}}
	if o, err = st.Desk.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	s = st.form(route.Route{Deal: id})
	st.WantSeen(o.Number, st.Env.T.T("trade.state.draft"))
	menu := s.sheet.offerMenu(s.sheet.offers[0])
	menu[1].Do()
	if got := s.sheet.take().Amount; got != s.sheet.offers[0].Total || got == 0 || !s.Dirty() {
		t.Errorf("the sum taken is %d", got)
	}
	s.Save()
	s = st.form(route.Route{Deal: id})
	menu = s.sheet.offerMenu(s.sheet.offers[0])
	menu[len(menu)-1].Do()
	if d := st.saved(id); len(d.Offers) != 0 {
		t.Errorf("the offer stays in the deal: %v", d.Offers)
	}
	st.Well()
}

func TestWayShowsTheStages(t *testing.T) {
	st, deals := sold(t, text.RU)
	if _, err := st.Desk.MoveDeal(ctx, deals[2].ID, deals[2].Pipeline, 2, "вернулись к задаче"); err != nil {
		t.Fatal(err)
	}
	st.form(route.Route{Deal: deals[2].ID})
	st.WantSeen("Как шла сделка", "Договорились, ждём подписи", "вернулись к задаче", "заведена", "10 дн", "9 дн", "ожидаем 75 000 ₽")
}

func TestRemoveFromTheForm(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	s.askRemove()
	st.Press(st.Env.T.T("text.delete"))
	st.Did("act.deal.remove")
	if st.Backs != 1 {
		t.Errorf("went back %d times", st.Backs)
	}
	st.Well()
}

func TestEscLeavesTheForm(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	st.Window.Canvas().Unfocus()
	if !s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || st.Backs != 1 {
		t.Error("Esc does not leave")
	}
}

func TestTypedSurvivesARebuild(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Deal: deals[0].ID})
	if s.State() != nil {
		t.Error("nothing typed is carried over")
	}
	s.sheet.form.SetValues(map[string]string{"title": "Набрано"})
	s.sheet.touched()
	was := s.State()
	again := NewDeal(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Deal, Deal: deals[0].ID})
	if again.sheet.form.Value("title") != "Набрано" || !again.Dirty() {
		t.Errorf("carried over as %q", again.sheet.form.Value("title"))
	}
}

func TestKeyboardStaysInItsFieldOverARebuild(t *testing.T) {
	for name, typed := range map[string]string{"typed in": "Наш", "only entered": ""} {
		t.Run(name, func(t *testing.T) {
			st, _ := sold(t, text.RU)
			s := st.form(route.Route{})
			if id, ok := s.sheet.form.Focused(); !ok || id != "client" {
				t.Fatalf("a new deal begins at %q", id)
			}
			s.sheet.form.FocusField("rival")
			st.Types(typed)
			was := s.State()
			again := NewDeal(st.Env, st.Desk)
			again.loader.Sync, again.acts.Sync = true, true
			again.Restore(was)
			st.Open(again, route.Route{Room: route.Deal})
			if id, _ := again.sheet.form.Focused(); id != "rival" || again.Dirty() != (typed != "") {
				t.Errorf("the keyboard is at %q, typed %v", id, again.Dirty())
			}
		})
	}
}
