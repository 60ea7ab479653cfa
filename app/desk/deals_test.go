package desk_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// begun is a saved deal with a client.
func begun(t *testing.T, d *desk.Desk, client crm.ClientID, title string) trade.Deal {
	t.Helper()
	deal, err := d.NewDeal(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	deal.Title, deal.Amount, deal.Expected, deal.NextStep = title, 500_000_00, "2026-12-20", "позвонить"
	if deal, err = d.SaveDeal(t.Context(), nil, deal); err != nil {
		t.Fatal(err)
	}
	return deal
}

// salesOf is all there is of pipelines, deals, orders and offers as text.
func salesOf(t *testing.T, d *desk.Desk) string {
	t.Helper()
	ctx := t.Context()
	ways, err := d.SavedPipelines(ctx)
	all := []any{ways}
	errs := []error{err,
		d.EachDeal(ctx, trade.DealQuery{Sort: trade.DealsByCreated}, func(r trade.DealRow) error {
			deal, err := d.Deal(ctx, r.ID)
			all = append(all, deal)
			return err
		}),
		d.EachOrder(ctx, trade.OrderQuery{Sort: trade.OrdersByDay}, func(r trade.OrderRow) error {
			o, err := d.Order(ctx, r.ID)
			all = append(all, o)
			return err
		}),
		d.EachOffer(ctx, trade.OfferQuery{}, func(r trade.OfferRow) error {
			o, err := d.Offer(ctx, r.ID)
			all = append(all, o)
			return err
		}),
	}
	body, err := json.Marshal(all)
	if err := errors.Join(append(errs, err)...); err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// undone does something that must be one act, takes it back and does it again: each time the base is what it was.
func undone(t *testing.T, d *desk.Desk, what string, act func() error) {
	t.Helper()
	ctx := t.Context()
	before, stepBefore := salesOf(t, d), lastStep(t, d)
	if err := act(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	after := salesOf(t, d)
	if after == before {
		t.Fatalf("%s changed nothing", what)
	}
	step, err := d.Undo(ctx)
	if err != nil || lastStep(t, d) != stepBefore {
		t.Fatalf("%s was not one act: %v", what, err)
	}
	if got := salesOf(t, d); got != before {
		t.Errorf("%s undone:\n got %s\nwant %s", what, got, before)
	}
	for _, lang := range text.Langs {
		args := make([]any, len(step.Act.Args))
		for i, a := range step.Act.Args {
			args[i] = a
		}
		if said := d.Words.In(lang).T(step.Act.What, args...); said == "" || said == step.Act.What || strings.Contains(said, "no value") {
			t.Errorf("%s has no words in %s: %q", what, lang, said)
		}
	}
	if _, err := d.Redo(ctx); err != nil || salesOf(t, d) != after {
		t.Errorf("%s done again is another: %v", what, err)
	}
	sound(t, d)
}

// lastStep is the step that the next undo would take back, 0 for none.
func lastStep(t *testing.T, d *desk.Desk) crm.StepID {
	t.Helper()
	step, err := d.NextUndo(t.Context())
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		t.Fatal(err)
	}
	return step.ID
}

func TestShippedPipelineIsSavedWithTheFirstDeal(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}); err != nil { // a base of before there were pipelines
		t.Fatal(err)
	}
	if err := d.SaveSettings(ctx, desk.Settings{Lang: text.UK, Scale: 1}); err != nil {
		t.Fatal(err)
	}
	shown, err := d.Pipelines(ctx)
	if err != nil || len(shown) != 1 || shown[0].Name != d.Words.In(text.UK).T("trade.pipeline.sales") || len(shown[0].Stages) != 7 || shown[0].ID == 0 {
		t.Fatalf("%+v %v", shown, err)
	}
	if saved, err := d.SavedPipelines(ctx); err != nil || len(saved) > 0 {
		t.Fatalf("asking saved %v, %v", saved, err)
	}
	deal := begun(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID, "Первая")
	saved, err := d.SavedPipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	like(t, "saved", saved, shown)
	if err := d.SaveSettings(ctx, desk.Settings{Lang: text.EN, Scale: 1}); err != nil {
		t.Fatal(err)
	}
	again, err := d.Pipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	like(t, "in another language", again, shown)
	if deal.Pipeline != shown[0].ID || deal.Stage != shown[0].Stages[0].ID {
		t.Errorf("%+v", deal)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if saved, err := d.SavedPipelines(ctx); err != nil || len(saved) > 0 {
		t.Errorf("undoing the first deal left %v, %v", saved, err)
	}
	sound(t, d)
}

func TestANewBaseHasThePipeline(t *testing.T) {
	d := withFirm(t)
	if saved, err := d.SavedPipelines(t.Context()); err != nil || len(saved) != 1 || len(saved[0].Stages) != 7 {
		t.Errorf("%+v, %v", saved, err)
	}
}

func TestPipelines(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	all, err := d.Pipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sales := all[0]
	service := trade.Pipeline{Name: " Сервис ", Stages: []trade.Stage{{Name: "Заявка", Probability: money.DecInt(40)}, {Name: "Сделано", Mark: trade.Won}, {Name: "Отказ", Mark: trade.Lost}}}
	undone(t, d, "adding a pipeline", func() (err error) { service, err = d.SavePipeline(ctx, nil, service); return err })
	if service.ID == 0 || service.Name != "Сервис" || service.Stages[0].ID != 1 || service.Stages[2].ID != 3 || service.Place <= sales.Place {
		t.Errorf("%+v", service)
	}
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	deal := begun(t, d, client, "Ремонт")
	for _, row := range []struct {
		reason string
		spoil  func(*trade.Pipeline)
	}{
		{"trade.pipeline.name", func(p *trade.Pipeline) { p.Name = " \n" }},
		{"trade.pipeline.won", func(p *trade.Pipeline) { p.Stages = p.Stages[:5] }},
		{"trade.stage.twice", func(p *trade.Pipeline) { p.Stages[1].Name = p.Stages[0].Name }},
		{"trade.stage.probability", func(p *trade.Pipeline) { p.Stages[1].Probability = money.DecInt(101) }},
		{"desk.pipeline.taken", func(p *trade.Pipeline) { p.Name = "СЕРВИС" }},
		{"desk.pipeline.stands", func(p *trade.Pipeline) { p.Stages = p.Stages[1:] }},
		{"desk.pipeline.marked", func(p *trade.Pipeline) { p.Stages[0].Mark = trade.Lost }},
	} {
		now := sales
		now.Stages = append([]trade.Stage(nil), sales.Stages...)
		row.spoil(&now)
		_, err := d.SavePipeline(ctx, &sales, now)
		faulty(t, err, row.reason)
	}
	now := sales
	now.Stages = append([]trade.Stage{{Name: "Слух"}}, sales.Stages[:1]...)
	now.Stages = append(now.Stages, sales.Stages[2:]...) // one goes on which nothing stands
	undone(t, d, "changing a pipeline", func() (err error) { now, err = d.SavePipeline(ctx, &sales, now); return err })
	if now.Stages[0].ID != 8 {
		t.Errorf("a new stage got id %d", now.Stages[0].ID)
	}
	if _, err := d.SavePipeline(ctx, &sales, sales); err != nil {
		t.Errorf("saving what is unchanged: %v", err)
	}
	stale := sales
	stale.Name = "Другая"
	if _, err := d.SavePipeline(ctx, &sales, stale); !errors.As(err, new(crm.Stale)) {
		t.Errorf("an old form: %v", err)
	}
	faulty(t, d.RemovePipeline(ctx, sales.ID), "desk.pipeline.used")
	undone(t, d, "moving to another pipeline", func() error {
		_, err := d.MoveDeal(ctx, deal.ID, service.ID, 2, "сразу сделали")
		return err
	})
	undone(t, d, "removing a pipeline", func() error { return d.RemovePipeline(ctx, sales.ID) })
	faulty(t, d.RemovePipeline(ctx, service.ID), "desk.pipeline.last")
	if err := d.RemovePipeline(ctx, 99); !errors.Is(err, crm.ErrNotFound) {
		t.Error(err)
	}
	if got, err := d.Deal(ctx, deal.ID); err != nil || got.Outcome != trade.Won || got.ClosedOn != "2026-11-24" || got.Moves[0].Note != "сразу сделали" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestNewDealIsFilled(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	for _, c := range []crm.Contact{{Client: client, Name: "Ушедший", Left: true}, {Client: client, Name: "Вера"}} {
		if _, err := d.SaveContact(ctx, nil, c); err != nil {
			t.Fatal(err)
		}
	}
	people, err := d.Contacts(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	deal, err := d.NewDeal(ctx, client)
	if err != nil || deal.ID != 0 || deal.Client != client || deal.Contact != people[1].ID || deal.Currency != "RUB" || deal.Owner == 0 || deal.Stage != 1 {
		t.Errorf("%+v %v", deal, err)
	}
	if deal, err = d.NewDeal(ctx, 0); err != nil || deal.Client != 0 || deal.Contact != 0 {
		t.Errorf("%+v %v", deal, err)
	}
}

// TestActsOfADeal does every act of a deal, and takes each back.
func TestActsOfADeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	var deal trade.Deal
	keep := func(now trade.Deal, err error) error { deal = now; return err }
	undone(t, d, "adding", func() error { deal = begun(t, d, client, "Вентиляция"); return nil })
	undone(t, d, "changing", func() error {
		now := deal
		now.Title, now.Rival, now.Notes = " Вентиляция\nцеха ", "Буран", "две\nстроки"
		return keep(d.SaveDeal(ctx, &deal, now))
	})
	if deal.Title != "Вентиляция цеха" || deal.Notes != "две\nстроки" {
		t.Errorf("%+v", deal)
	}
	undone(t, d, "moving", func() error { return keep(d.MoveDeal(ctx, deal.ID, deal.Pipeline, 3, " ждут ")) })
	if deal.Stage != 3 || len(deal.Moves) != 1 || deal.Moves[0].Note != "ждут" || deal.Moves[0].By == 0 {
		t.Errorf("%+v", deal)
	}
	undone(t, d, "losing", func() error {
		return keep(d.LoseDeal(ctx, deal.ID, trade.Loss{Reason: "rival", Note: "дешевле", Rival: "Пассат"}))
	})
	if deal.Outcome != trade.Lost || deal.LostReason != "rival" || deal.Rival != "Пассат" || deal.ClosedOn != "2026-11-24" {
		t.Errorf("%+v", deal)
	}
	undone(t, d, "another reason", func() error { return keep(d.LoseDeal(ctx, deal.ID, trade.Loss{Reason: "price"})) })
	undone(t, d, "reopening", func() error { return keep(d.ReopenDeal(ctx, deal.ID, "передумали")) })
	if deal.Stage != 3 || deal.Outcome != trade.Running || deal.LostReason != "" || deal.ClosedOn != "" {
		t.Errorf("%+v", deal)
	}
	undone(t, d, "winning", func() error { return keep(d.WinDeal(ctx, deal.ID, "")) })
	if deal.Outcome != trade.Won || deal.Stage != 6 {
		t.Errorf("%+v", deal)
	}
	undone(t, d, "removing", func() error { return d.RemoveDeal(ctx, deal.ID) })
	if _, err := d.Deal(ctx, deal.ID); !errors.Is(err, crm.ErrNotFound) {
		t.Error(err)
	}
}

// TestAFormMovesADeal saves a deal that a form put onto another stage: it is moved, and ended or run again by the stage.
func TestAFormMovesADeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	was := begun(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID, "Вентиляция")
	for _, row := range []struct {
		stage  trade.StageID
		set    func(*trade.Deal)
		mark   trade.Outcome
		closed crm.Day
	}{
		{2, func(*trade.Deal) {}, trade.Running, ""},
		{7, func(now *trade.Deal) { now.LostReason = "budget" }, trade.Lost, "2026-11-24"},
		{7, func(now *trade.Deal) { now.ClosedOn = "2026-11-20" }, trade.Lost, "2026-11-20"},
		{6, func(*trade.Deal) {}, trade.Won, "2026-11-24"},
		{1, func(now *trade.Deal) { now.ClosedOn = "2026-11-20" }, trade.Running, ""},
	} {
		now := was
		now.Stage = row.stage
		row.set(&now)
		saved, err := d.SaveDeal(ctx, &was, now)
		moves := len(was.Moves)
		if row.stage != was.Stage {
			moves++
		}
		if err != nil || saved.Outcome != row.mark || saved.ClosedOn != row.closed || len(saved.Moves) != moves {
			t.Errorf("to %d: %+v %v", row.stage, saved, err)
		}
		if saved.Outcome != trade.Lost && saved.LostReason != "" {
			t.Errorf("to %d: the reason stays: %+v", row.stage, saved)
		}
		was = saved
	}
}

func TestWrongDeals(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	good := begun(t, d, client, "Вентиляция")
	before := salesOf(t, d)
	for _, row := range []struct {
		reason string
		spoil  func(*trade.Deal)
	}{
		{"trade.deal.client", func(x *trade.Deal) { x.Client = 0 }},
		{"desk.client.gone", func(x *trade.Deal) { x.Client = 12345 }},
		{"trade.deal.title", func(x *trade.Deal) { x.Title = "\t " }},
		{"trade.deal.stage", func(x *trade.Deal) { x.Stage = 55 }},
		{"trade.deal.stage", func(x *trade.Deal) { x.Pipeline = 55 }},
		{"trade.deal.negative", func(x *trade.Deal) { x.Amount = -1 }},
		{"trade.deal.large", func(x *trade.Deal) { x.Amount = trade.MostAmount + 1 }},
		{"trade.deal.currency", func(x *trade.Deal) { x.Currency = "" }},
		{"trade.deal.probability", func(x *trade.Deal) { x.Own, x.Probability = true, money.DecInt(-5) }},
		{"trade.deal.day", func(x *trade.Deal) { x.Expected = "2026-13-01" }},
		{"trade.deal.reason", func(x *trade.Deal) { x.LostReason, x.Stage = "потому что", 7 }},
		{"desk.deal.offer.gone", func(x *trade.Deal) { x.Offers = []trade.OfferID{77} }},
	} {
		now := good
		row.spoil(&now)
		_, err := d.SaveDeal(ctx, &good, now)
		faulty(t, err, row.reason)
		now.ID, now.Moves = 0, nil
		if row.reason != "trade.deal.reason" || now.Stage == 7 {
			_, err = d.SaveDeal(ctx, nil, now)
			faulty(t, err, row.reason)
		}
	}
	_, err := d.LoseDeal(ctx, good.ID, trade.Loss{Reason: "просто так"})
	faulty(t, err, "trade.deal.reason")
	_, err = d.MoveDeal(ctx, good.ID, good.Pipeline, 55, "")
	faulty(t, err, "trade.deal.stage")
	_, err = d.MoveDeal(ctx, good.ID, 55, 1, "")
	faulty(t, err, "trade.deal.stage")
	_, err = d.MoveDeal(ctx, good.ID, good.Pipeline, good.Stage, "")
	faulty(t, err, "trade.deal.same")
	_, err = d.ReopenDeal(ctx, good.ID, "")
	faulty(t, err, "trade.deal.running")
	_, err = d.OrderOfDeal(ctx, good.ID)
	faulty(t, err, "desk.order.deal")
	for what, err := range map[string]error{"move": errOf(d.MoveDeal(ctx, 9, 1, 1, "")), "win": errOf(d.WinDeal(ctx, 9, "")), "put": errOf(d.PutOffer(ctx, 9, 9)), "remove": d.RemoveDeal(ctx, 9), "offer": errOf(d.NewDealOffer(ctx, 9))} {
		if !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("%s of none: %v", what, err)
		}
	}
	if salesOf(t, d) != before {
		t.Error("what was refused left traces")
	}
}

func errOf[T any](_ T, err error) error { return err }
