package trade

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

func saleWay() Pipeline {
	p := ShippedPipeline(func(key string) string { return key })
	p.ID = 5
	return p
}

func sale() Deal {
	return Deal{ID: 1, Client: 2, Title: "Склад", Pipeline: 5, Stage: 3, Amount: 1_234_567, Currency: money.RUB, Expected: "2026-12-20",
		NextStep: "позвонить", NextDay: "2026-12-01", Created: 10}
}

// moved makes the edit or fails, and checks that the deal it was made of is untouched.
func moved(t *testing.T, d Deal, do func(Deal) (crm.Edit[Deal], error)) Deal {
	t.Helper()
	before := d
	edit, err := do(d)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*edit.Was, before) {
		t.Fatalf("was %+v, want %+v", *edit.Was, before)
	}
	return *edit.Now
}

func TestShippedPipelineIsSound(t *testing.T) {
	p := saleWay()
	if faults := CheckPipeline(p); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	if p.NewStage() != 8 || len(p.Stages) != 7 || p.Stages[0].Name != "trade.stage.inquiry" || p.Name != "trade.pipeline.sales" {
		t.Errorf("%+v", p)
	}
}

func TestCheckPipeline(t *testing.T) {
	for _, row := range []struct {
		name  string
		spoil func(*Pipeline)
		want  crm.Fault
	}{
		{"no name", func(p *Pipeline) { p.Name = " " }, crm.Fault{Field: "name", Reason: "trade.pipeline.name"}},
		{"nothing open", func(p *Pipeline) { p.Stages = p.Stages[5:] }, crm.Fault{Field: "stages", Reason: "trade.pipeline.open"}},
		{"no won", func(p *Pipeline) { p.Stages = slices.Delete(p.Stages, 5, 6) }, crm.Fault{Field: "stages", Reason: "trade.pipeline.won"}},
		{"no lost", func(p *Pipeline) { p.Stages = p.Stages[:6] }, crm.Fault{Field: "stages", Reason: "trade.pipeline.lost"}},
		{"nameless stage", func(p *Pipeline) { p.Stages[1].Name = "" }, crm.Fault{Field: "stage 1", Reason: "trade.stage.name"}},
		{"two of a name", func(p *Pipeline) { p.Stages[2].Name = "TRADE.stage.needs" }, crm.Fault{Field: "stage 2", Reason: "trade.stage.twice"}},
		{"two of an id", func(p *Pipeline) { p.Stages[2].ID = 1 }, crm.Fault{Field: "stage 2", Reason: "trade.stage.twice"}},
		{"probability over 100", func(p *Pipeline) { p.Stages[2].Probability = dec("100.5") }, crm.Fault{Field: "stage 2", Reason: "trade.stage.probability"}},
	} {
		p := saleWay()
		row.spoil(&p)
		if faults := CheckPipeline(p); len(faults) != 1 || !reflect.DeepEqual(faults[0], row.want) {
			t.Errorf("%s: %v, want %v", row.name, faults, row.want)
		}
	}
}

func TestExpectedValueIsExact(t *testing.T) {
	p := saleWay()
	for _, row := range []struct {
		change func(*Deal)
		want   string
	}{
		{func(*Deal) {}, "6172.835"},
		{func(d *Deal) { d.Stage = 1 }, "1234.567"},
		{func(d *Deal) { d.Own, d.Probability = true, dec("33.3") }, "4111.10811"},
		{func(d *Deal) { d.Own = true }, "0"},
		{func(d *Deal) { d.Own, d.Probability, d.Outcome = true, dec("1"), Won }, "12345.67"},
		{func(d *Deal) { d.Own, d.Probability, d.Outcome = true, dec("99"), Lost }, "0"},
		{func(d *Deal) { d.Currency = "JPY" }, "617283.5"},
		{func(d *Deal) { d.Stage = 99 }, "0"},
		{func(d *Deal) { d.Amount = 9_007_199_254_740_993 }, "45035996273704.965"},
	} {
		d := sale()
		row.change(&d)
		if got := d.ExpectedValue(p); got != dec(row.want) {
			t.Errorf("expected %s, want %s", got, row.want)
		}
	}
}

func TestMoveTo(t *testing.T) {
	p, d := saleWay(), sale()
	on := Turn{At: 20, Day: "2026-11-25", By: 4, Note: " дозвонились "}
	now := moved(t, d, func(d Deal) (crm.Edit[Deal], error) { return d.MoveTo(p, 4, on) })
	want := []StageMove{{Was: 5, From: 3, Now: 5, To: 4, When: 20, Day: "2026-11-25", By: 4, Note: "дозвонились"}}
	if now.Stage != 4 || now.Outcome != Running || now.ClosedOn != "" || !reflect.DeepEqual(now.Moves, want) || now.Since() != 20 || d.Since() != 10 {
		t.Errorf("%+v", now)
	}
	back := moved(t, now, func(d Deal) (crm.Edit[Deal], error) { return d.MoveTo(p, 1, Turn{At: 30}) })
	if back.Stage != 1 || len(back.Moves) != 2 || len(now.Moves) != 1 {
		t.Errorf("%+v", back)
	}
	for _, stage := range []StageID{4, 0, 99} {
		if _, err := now.MoveTo(p, stage, on); err == nil {
			t.Errorf("moved to stage %d", stage)
		}
	}
	other := p
	other.ID = 6
	if there := moved(t, now, func(d Deal) (crm.Edit[Deal], error) { return d.MoveTo(other, 4, on) }); there.Pipeline != 6 || there.Moves[1].Was != 5 {
		t.Errorf("%+v", there)
	}
}

func TestWinLoseReopen(t *testing.T) {
	p := saleWay()
	won := moved(t, sale(), func(d Deal) (crm.Edit[Deal], error) { return d.Win(p, Turn{At: 20, Day: "2026-11-25"}) })
	if won.Outcome != Won || won.Stage != 6 || won.ClosedOn != "2026-11-25" {
		t.Errorf("won: %+v", won)
	}
	if _, err := won.Win(p, Turn{}); err == nil {
		t.Error("won twice")
	}
	lost := moved(t, won, func(d Deal) (crm.Edit[Deal], error) {
		return d.Lose(p, Loss{Reason: "rival", Note: " дешевле ", Rival: "Север"}, Turn{At: 30, Day: "2026-11-26"})
	})
	if lost.Outcome != Lost || lost.Stage != 7 || lost.ClosedOn != "2026-11-26" || lost.LostReason != "rival" || lost.LostNote != "дешевле" || lost.Rival != "Север" {
		t.Errorf("lost: %+v", lost)
	}
	again := moved(t, lost, func(d Deal) (crm.Edit[Deal], error) {
		return d.Lose(p, Loss{Reason: "price"}, Turn{At: 31, Day: "2026-11-27"})
	})
	if again.LostReason != "price" || again.ClosedOn != "2026-11-26" || len(again.Moves) != len(lost.Moves) || again.Rival != "Север" {
		t.Errorf("another reason: %+v", again)
	}
	open := moved(t, again, func(d Deal) (crm.Edit[Deal], error) { return d.Reopen(p, Turn{At: 40, Day: "2026-11-28"}) })
	if open.Outcome != Running || open.Stage != 3 || open.ClosedOn != "" || open.LostReason != "" || open.Rival != "Север" || len(open.Moves) != 3 {
		t.Errorf("open again: %+v", open)
	}
	if _, err := open.Reopen(p, Turn{}); err == nil {
		t.Error("a running deal was opened")
	}
	without := p
	without.Stages = p.Stages[:1]
	if _, err := open.Win(without, Turn{}); err == nil {
		t.Error("won on a pipeline without such a stage")
	}
	if _, err := open.Lose(without, Loss{}, Turn{}); err == nil {
		t.Error("lost on a pipeline without such a stage")
	}
}

// The stage a deal ended from may be gone, or of another pipeline whose stages bear the same ids.
func TestReopenFindsAStage(t *testing.T) {
	p := saleWay()
	lost := moved(t, sale(), func(d Deal) (crm.Edit[Deal], error) { return d.Lose(p, Loss{}, Turn{}) })
	gone := p
	gone.Stages = slices.Delete(slices.Clone(p.Stages), 2, 3)
	if d := moved(t, lost, func(d Deal) (crm.Edit[Deal], error) { return d.Reopen(gone, Turn{}) }); d.Stage != 1 {
		t.Errorf("opened on stage %d", d.Stage)
	}
	other := p
	other.ID = 6
	if d := moved(t, lost, func(d Deal) (crm.Edit[Deal], error) { return d.Reopen(other, Turn{}) }); d.Stage != 1 || d.Pipeline != 6 {
		t.Errorf("opened on stage %d of %d", d.Stage, d.Pipeline)
	}
	gone.Stages = p.Stages[5:]
	if _, err := lost.Reopen(gone, Turn{}); err == nil {
		t.Error("opened where no stage is open")
	}
}

// Whatever a deal goes through, its moves tell it without a gap and its outcome is the mark of its stage.
func TestMovesTellTheDeal(t *testing.T) {
	p, d := saleWay(), sale()
	for i := range 200 {
		to := StageID(i*i*7%9 + 1)
		edit, err := d.MoveTo(p, to, Turn{At: crm.Moment(i + 20), Day: crm.Day("2026-11-25").Plus(i)})
		if (err == nil) != (to <= 7 && to != d.Stage) {
			t.Fatalf("move to %d from %d: %v", to, d.Stage, err)
		}
		if err != nil {
			continue
		}
		d = *edit.Now
		stage, _ := p.Stage(d.Stage)
		if d.Outcome != stage.Mark || (d.ClosedOn == "") != (d.Outcome == Running) {
			t.Fatalf("on %+v: %+v", stage, d)
		}
	}
	at := StageID(3)
	for _, m := range d.Moves {
		if m.From != at {
			t.Fatalf("a move from %d, the deal stood on %d", m.From, at)
		}
		at = m.To
	}
	if at != d.Stage || len(d.Moves) < 50 {
		t.Errorf("%d moves end on %d, the deal stands on %d", len(d.Moves), at, d.Stage)
	}
}

func TestOffersOfADeal(t *testing.T) {
	d := sale()
	edit, ok := d.WithOffer(8)
	if !ok || !slices.Equal(edit.Now.Offers, []OfferID{8}) || len(d.Offers) != 0 {
		t.Fatalf("%+v", edit.Now)
	}
	d = *edit.Now
	if _, ok := d.WithOffer(8); ok {
		t.Error("one offer twice")
	}
	edit, ok = d.WithoutOffer(8)
	if !ok || len(edit.Now.Offers) != 0 || len(d.Offers) != 1 {
		t.Errorf("%+v", edit.Now)
	}
	if _, ok := d.WithoutOffer(9); ok {
		t.Error("an offer left that was not there")
	}
}

func TestCheckDeal(t *testing.T) {
	p := saleWay()
	if faults := CheckDeal(sale(), p, "2026-11-24"); len(faults) > 0 {
		t.Fatalf("the sound deal has faults: %v", faults)
	}
	for _, row := range []struct {
		spoil         func(*Deal)
		field, reason string
		blocks        bool
	}{
		{func(d *Deal) { d.Client = 0 }, "client", "trade.deal.client", true},
		{func(d *Deal) { d.Title = " " }, "title", "trade.deal.title", true},
		{func(d *Deal) { d.Stage = 9 }, "stage", "trade.deal.stage", true},
		{func(d *Deal) { d.Pipeline = 6 }, "stage", "trade.deal.stage", true},
		{func(d *Deal) { d.Amount = -1 }, "amount", "trade.deal.negative", true},
		{func(d *Deal) { d.Amount = MostAmount + 1 }, "amount", "trade.deal.large", true},
		{func(d *Deal) { d.Amount = 0 }, "amount", "trade.deal.amount", false},
		{func(d *Deal) { d.Currency = "руб" }, "currency", "trade.deal.currency", true},
		{func(d *Deal) { d.Own, d.Probability = true, dec("101") }, "probability", "trade.deal.probability", true},
		{func(d *Deal) { d.Expected = "2026-02-30" }, "expected", "trade.deal.day", true},
		{func(d *Deal) { d.NextDay = "завтра" }, "next", "trade.deal.day", true},
		{func(d *Deal) { d.Expected = "" }, "expected", "trade.deal.expected", false},
		{func(d *Deal) { d.Expected = "2026-11-23" }, "expected", "trade.deal.overdue", false},
		{func(d *Deal) { d.NextStep = "" }, "next", "trade.deal.next", false},
		{func(d *Deal) { d.NextDay = "2026-11-23" }, "next", "trade.deal.late", false},
		{func(d *Deal) { d.Outcome, d.NextStep, d.Expected = Lost, "", "2026-01-01" }, "lost", "trade.deal.reason", false},
	} {
		d := sale()
		row.spoil(&d)
		faults := CheckDeal(d, p, "2026-11-24")
		if len(faults) != 1 || faults[0].Field != row.field || faults[0].Reason != row.reason || DealBlocks(faults[0]) != row.blocks {
			t.Errorf("%s: %v", row.reason, faults)
		}
	}
}

func TestDealsAndOrdersComeBackFromJSON(t *testing.T) {
	d := sale()
	d.Contact, d.Own, d.Probability, d.Rival, d.Stream, d.Owner, d.Offers, d.Notes = 3, true, dec("12.5"), "Север", Renting, 4, []OfferID{7, 8}, "срочно"
	d = moved(t, d, func(d Deal) (crm.Edit[Deal], error) {
		return d.Lose(saleWay(), Loss{"price", "дорого", ""}, Turn{20, "2026-11-25", 4, "x"})
	})
	o := ordered(t)
	o.ID, o.Number, o.Deal, o.Promised, o.Kept, o.Freight, o.Notes, o.Created = 9, "З-1", 1, "2026-12-01", "2026-12-02", 500, "хрупкое", 11
	testJSON(t, d, crm.NounDeal, 1, 2)
	testJSON(t, saleWay(), crm.NounPipeline, 5, 0)
	testJSON(t, o, crm.NounOrder, 9, 1)
}

func testJSON[T crm.Record](t *testing.T, want T, noun crm.Noun, key int64, about crm.ClientID) {
	t.Helper()
	body, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got T
	if err := json.Unmarshal(body, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("came back as %+v, %v, want %+v", got, err, want)
	}
	if got.Noun() != noun || got.Key() != key || got.About() != about {
		t.Errorf("%s %d about %d", got.Noun(), got.Key(), got.About())
	}
}
