package desk_test

import (
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// withChoices is an offer sent to a client with a normal, an optional and an alternative line, and a monthly part.
func withChoices(t *testing.T, d *desk.Desk, client crm.ClientID) trade.Offer {
	t.Helper()
	o, err := d.NewOffer(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	line := func(name string, price int64) trade.Line {
		return trade.Line{Name: name, Quantity: money.DecInt(1), Price: money.DecInt(price), VAT: money.DecInt(22)}
	}
	option, instead := line("Обучение", 50), line("Насос получше", 300)
	option.Optional, instead.Alternative = true, true
	o.Sections = []trade.Section{{Lines: []trade.Line{line("Насос", 200), instead, option}}, {Period: trade.Monthly, Lines: []trade.Line{line("Обслуживание", 10)}}}
	if o, err = d.SaveOffer(t.Context(), nil, o); err != nil {
		t.Fatal(err)
	}
	if o, err = d.MarkOffer(t.Context(), o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestAcceptedOfferBecomesAnOrder accepts an offer of a deal: the offer, the deal and the order are one act.
func TestAcceptedOfferBecomesAnOrder(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	deal := begun(t, d, client, "Насосы")
	o := withChoices(t, d, client)
	if _, err := d.PutOffer(ctx, deal.ID, o.ID); err != nil {
		t.Fatal(err)
	}
	number, err := d.NextOrderNumber(ctx)
	if err != nil {
		t.Fatal(err)
	}
	undone(t, d, "accepting", func() error { return errOf(d.AcceptOffer(ctx, o.ID, []trade.LineAt{{Section: 0, Line: 1}})) })
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Accepted || !now.Sections[0].Lines[1].Chosen || now.Sections[0].Lines[2].Chosen {
		t.Errorf("%+v %v", now, err)
	}
	won, err := d.Deal(ctx, deal.ID)
	if err != nil || won.Outcome != trade.Won || won.ClosedOn != "2026-11-24" || won.Amount != 366_00 || won.Moves[0].Note != o.FullNumber() {
		t.Errorf("%+v %v", won, err)
	}
	rows, err := d.Orders(ctx, trade.OrderQuery{}, crm.Page{Limit: 5})
	if err != nil || len(rows) != 1 || rows[0].Number != number || rows[0].Total != 366_00 || rows[0].Offer != o.ID || rows[0].Deal != deal.ID || rows[0].State != trade.Placed || rows[0].ClientName != "Один" {
		t.Fatalf("%+v %v", rows, err)
	}
	order, err := d.Order(ctx, rows[0].ID)
	if err != nil || len(order.Lines) != 2 || order.Lines[0].Name != "Насос получше" || order.Lines[1].Name != "Обслуживание" || order.Monthly.Gross != 12_20 || order.Day != "2026-11-24" {
		t.Errorf("%+v %v", order, err)
	}
	_, err = d.AcceptOffer(ctx, o.ID, nil)
	faulty(t, err, "trade.state.refused")
	sum, err := d.SumOrders(ctx, trade.OrderQuery{})
	if err != nil || sum["RUB"] != 366_00 {
		t.Errorf("%v %v", sum, err)
	}
}

// TestAcceptingWithoutADeal records the order all the same, also by the menu of states, and also of a draft.
func TestAcceptingWithoutADeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	o := written(t, d, client)
	undone(t, d, "accepting a draft", func() error { return errOf(d.MarkOffer(ctx, o.ID, trade.Accepted)) })
	if n, err := d.CountOrders(ctx, trade.OrderQuery{Client: client}); err != nil || n.N != 1 {
		t.Error(n, err)
	}
	empty, err := d.NewOffer(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	empty.Sections = []trade.Section{{Lines: []trade.Line{{Name: "По желанию", Optional: true, Quantity: money.DecInt(1), Price: money.DecInt(1)}}}}
	if empty, err = d.SaveOffer(ctx, nil, empty); err != nil {
		t.Fatal(err)
	}
	before := salesOf(t, d)
	_, err = d.AcceptOffer(ctx, empty.ID, nil)
	faulty(t, err, "trade.order.empty")
	if salesOf(t, d) != before {
		t.Error("what was refused left traces")
	}
	undone(t, d, "accepting with the option", func() error { return errOf(d.AcceptOffer(ctx, empty.ID, []trade.LineAt{{}})) })
}

// TestDealInAnotherCurrencyKeepsItsAmount wins deals by offers: one in another currency, and one that was won already.
func TestDealInAnotherCurrencyKeepsItsAmount(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	foreign := begun(t, d, client, "За границу")
	euros := foreign
	euros.Currency = money.EUR
	foreign, err := d.SaveDeal(ctx, &foreign, euros)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SetExchange(ctx, money.EUR, "2026-11-20", money.MustDec("98.5")); err != nil {
		t.Fatal(err)
	}
	if o, err := d.NewDealOffer(ctx, foreign.ID); err != nil || o.Currency != money.EUR || o.Rate.Value.String() != "98.5" {
		t.Errorf("%s at %+v, %v", o.Currency, o.Rate, err)
	}
	done := begun(t, d, client, "Выиграна до того")
	if _, err := d.WinDeal(ctx, done.ID, "устно"); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		deal   trade.DealID
		amount int64
		moves  int
	}{{foreign.ID, 500_000_00, 1}, {done.ID, 122_00, 1}} {
		o := written(t, d, client)
		if _, err := d.PutOffer(ctx, row.deal, o.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := d.AcceptOffer(ctx, o.ID, nil); err != nil {
			t.Fatal(err)
		}
		if deal, err := d.Deal(ctx, row.deal); err != nil || deal.Amount != row.amount || len(deal.Moves) != row.moves || deal.Outcome != trade.Won {
			t.Errorf("%+v %v", deal, err)
		}
	}
}

// TestActsOfAnOrder does every act of an order, and takes each back.
func TestActsOfAnOrder(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	deal := begun(t, d, client, "Насосы")
	if _, err := d.WinDeal(ctx, deal.ID, ""); err != nil {
		t.Fatal(err)
	}
	o, err := d.OrderOfDeal(ctx, deal.ID)
	if err != nil || o.ID != 0 || o.Deal != deal.ID || o.Total() != 500_000_00 || o.Number == "" || o.Client != client {
		t.Fatalf("%+v %v", o, err)
	}
	if o.Tax != trade.TaxNet { // who pays VAT must not be said to pay none
		t.Errorf("VAT is %q", o.Tax)
	}
	keep := func(now trade.Order, err error) error { o = now; return err }
	undone(t, d, "adding", func() error { return keep(d.SaveOrder(ctx, nil, o)) })
	undone(t, d, "changing", func() error {
		now := o
		now.Promised, now.Notes = "2026-12-01", "с доставкой"
		return keep(d.SaveOrder(ctx, &o, now))
	})
	undone(t, d, "changing the sum by hand", func() error {
		now := o
		now.Once.Gross = 400_000_00
		return keep(d.SaveOrder(ctx, &o, now))
	})
	if o.Once.Net != 400_000_00 {
		t.Errorf("%+v", o.Once)
	}
	undone(t, d, "giving it lines", func() error {
		now := o
		now.Tax = trade.TaxNet
		now.Lines = []trade.OrderLine{{Name: "Насос", Quantity: money.DecInt(2), Price: money.DecInt(100), VAT: money.DecInt(22)}}
		return keep(d.SaveOrder(ctx, &o, now))
	})
	if o.Total() != 244_00 || o.Lines[0].Sum.VAT != 44_00 {
		t.Errorf("%+v", o)
	}
	undone(t, d, "fulfilling", func() error { return keep(d.FulfilOrder(ctx, o.ID, "2026-12-03")) })
	if o.State != trade.Fulfilled || o.Kept != "2026-12-03" || o.Late("2026-12-24") != 2 {
		t.Errorf("%+v", o)
	}
	undone(t, d, "resuming", func() error { return keep(d.ResumeOrder(ctx, o.ID)) })
	undone(t, d, "cancelling", func() error { return keep(d.CancelOrder(ctx, o.ID)) })
	if again, err := d.CancelOrder(ctx, o.ID); err != nil || again.State != trade.Cancelled {
		t.Errorf("once more: %+v %v", again, err)
	}
	undone(t, d, "fulfilling today", func() error { return keep(d.FulfilOrder(ctx, o.ID, "")) })
	if o.Kept != "2026-11-24" {
		t.Errorf("%+v", o)
	}
	undone(t, d, "removing its deal", func() error { return d.RemoveDeal(ctx, deal.ID) })
	if o, err = d.Order(ctx, o.ID); err != nil || o.Deal != 0 {
		t.Errorf("%+v %v", o, err)
	}
	undone(t, d, "removing", func() error { return d.RemoveOrder(ctx, o.ID) })
}

func TestWrongOrders(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	made := func() trade.Order {
		o, err := d.NewOrder(ctx, client)
		if err != nil {
			t.Fatal(err)
		}
		o.Once.Gross = 100
		return o
	}
	good, err := d.SaveOrder(ctx, nil, made())
	if err != nil {
		t.Fatal(err)
	}
	before := salesOf(t, d)
	huge := money.MustDec("1000000000000")
	for _, row := range []struct {
		reason string
		spoil  func(*trade.Order)
	}{
		{"trade.order.client", func(o *trade.Order) { o.Client = 0 }},
		{"desk.client.gone", func(o *trade.Order) { o.Client = 55 }},
		{"trade.order.number", func(o *trade.Order) { o.Number = " " }},
		{"desk.order.taken", func(o *trade.Order) { o.Number = good.Number }},
		{"trade.order.day", func(o *trade.Order) { o.Day = "" }},
		{"trade.order.day", func(o *trade.Order) { o.Promised = "скоро" }},
		{"trade.order.currency", func(o *trade.Order) { o.Currency = "рубли" }},
		{"trade.order.negative", func(o *trade.Order) { o.Once.Gross = -1 }},
		{"trade.order.large", func(o *trade.Order) { o.Once.Gross = trade.MostAmount + 1 }},
		{"trade.order.large", func(o *trade.Order) { o.Lines = []trade.OrderLine{{Name: "а", Quantity: huge, Price: huge}} }},
	} {
		o := made()
		row.spoil(&o)
		_, err := d.SaveOrder(ctx, nil, o)
		faulty(t, err, row.reason)
	}
	_, err = d.FulfilOrder(ctx, good.ID, "2026-11-01")
	faulty(t, err, "trade.order.before")
	_, err = d.FulfilOrder(ctx, good.ID, "завтра")
	faulty(t, err, "trade.order.day")
	stale := good
	if _, err := d.CancelOrder(ctx, good.ID); err != nil {
		t.Fatal(err)
	}
	now := stale
	now.Notes = "из старой формы"
	if _, err := d.SaveOrder(ctx, &stale, now); !errors.As(err, new(crm.Stale)) {
		t.Errorf("an old form: %v", err)
	}
	if _, err := d.ResumeOrder(ctx, good.ID); err != nil {
		t.Fatal(err)
	}
	if salesOf(t, d) != before {
		t.Error("what was refused left traces")
	}
	for what, err := range map[string]error{"fulfil": errOf(d.FulfilOrder(ctx, 9, "")), "cancel": errOf(d.CancelOrder(ctx, 9)), "resume": errOf(d.ResumeOrder(ctx, 9)), "remove": d.RemoveOrder(ctx, 9), "deal": errOf(d.OrderOfDeal(ctx, 9))} {
		if !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("%s of none: %v", what, err)
		}
	}
}

// TestTrillions keeps and adds up sums of 10^12.
func TestTrillions(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	const trillion = 1_000_000_000_000_00
	for range 9 {
		o, err := d.NewOrder(ctx, client)
		if err != nil {
			t.Fatal(err)
		}
		o.Once.Gross = trillion
		if _, err = d.SaveOrder(ctx, nil, o); err != nil {
			t.Fatal(err)
		}
		deal := begun(t, d, client, "Большая")
		now := deal
		now.Amount = trillion
		if _, err := d.SaveDeal(ctx, &deal, now); err != nil {
			t.Fatal(err)
		}
	}
	if sum, err := d.SumOrders(ctx, trade.OrderQuery{}); err != nil || sum["RUB"] != 9*trillion {
		t.Errorf("%v %v", sum, err)
	}
	if c, err := d.StageCounts(ctx, trade.DealQuery{}); err != nil || c[0].Sums["RUB"] != 9*trillion || c[0].Expected["RUB"] != 9*trillion/10 {
		t.Errorf("%v %v", c, err)
	}
}
