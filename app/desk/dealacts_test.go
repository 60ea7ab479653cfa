package desk_test

import (
	"context"
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

func TestStaleDeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"})
	was := begun(t, d, client.ID, "Вентиляция")
	if _, err := d.MoveDeal(ctx, was.ID, was.Pipeline, 3, ""); err != nil {
		t.Fatal(err)
	}
	now := was
	now.Notes = "из старой формы"
	if _, err := d.SaveDeal(ctx, &was, now); !errors.As(err, new(crm.Stale)) {
		t.Errorf("an old form: %v", err)
	}
	if err := d.RemoveClient(ctx, client.ID); err != nil {
		t.Fatal(err)
	}
	_, err := d.SaveDeal(ctx, &was, now)
	faulty(t, err, "desk.client.gone")
	if _, err := d.WinDeal(ctx, was.ID, ""); !errors.Is(err, crm.ErrNotFound) {
		t.Error(err)
	}
}

// TestAClientGoesWithItsSales removes clients that have deals, orders and offers, and brings them back.
func TestAClientGoesWithItsSales(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	for name, remove := range map[string]func(id crm.ClientID) error{"one": func(id crm.ClientID) error { return d.RemoveClient(ctx, id) },
		"some": func(id crm.ClientID) error {
			_, err := d.RemoveClients(ctx, desk.Picked{IDs: []crm.ClientID{id}})
			return err
		}} {
		client := addClient(t, d, crm.Client{Name: "Клиент " + name}).ID
		deal := begun(t, d, client, "Вентиляция "+name)
		o := written(t, d, client)
		if _, err := d.PutOffer(ctx, deal.ID, o.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := d.AcceptOffer(ctx, o.ID, nil); err != nil {
			t.Fatal(err)
		}
		file, err := d.File(ctx, client)
		if err != nil || len(file.Deals) != 1 || len(file.Orders) != 1 || len(file.Offers) != 1 {
			t.Fatalf("%+v %v", file, err)
		}
		undone(t, d, "removing "+name, func() error { return remove(client) })
		if rows, err := d.Deals(ctx, trade.DealQuery{Client: client}, crm.Page{Limit: 5}); err != nil || len(rows) > 0 {
			t.Error(rows, err)
		}
		if n, err := d.CountOrders(ctx, trade.OrderQuery{Client: client}); err != nil || n.N > 0 {
			t.Error(n, err)
		}
	}
}

func TestOffersOfADeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client, other := addClient(t, d, crm.Client{Name: "Один"}).ID, addClient(t, d, crm.Client{Name: "Два"}).ID
	first, second, theirs := begun(t, d, client, "Первая"), begun(t, d, client, "Вторая"), begun(t, d, other, "Чужая")
	o := written(t, d, client)
	belongs := func(want trade.DealID) {
		t.Helper()
		deal, has, err := d.DealOfOffer(ctx, o.ID)
		if err != nil || has != (want != 0) || deal.ID != want {
			t.Errorf("belongs to %d %v %v, want %d", deal.ID, has, err, want)
		}
	}
	belongs(0)
	put := func(id trade.DealID) func() error { return func() error { return errOf(d.PutOffer(ctx, id, o.ID)) } }
	undone(t, d, "putting", put(first.ID))
	belongs(first.ID)
	undone(t, d, "putting into another", put(second.ID))
	belongs(second.ID)
	if left, err := d.Deal(ctx, first.ID); err != nil || len(left.Offers) > 0 {
		t.Errorf("it stays with the first, too: %+v %v", left, err)
	}
	faulty(t, put(theirs.ID)(), "desk.deal.offer.client")
	now, err := d.Deal(ctx, second.ID)
	if err != nil {
		t.Fatal(err)
	}
	moved := now
	moved.Client = other
	_, err = d.SaveDeal(ctx, &now, moved)
	faulty(t, err, "desk.deal.offer.client")
	if rows, err := d.DealOffers(ctx, second.ID); err != nil || len(rows) != 1 || rows[0].ID != o.ID || rows[0].Total != 122_00 {
		t.Errorf("%+v %v", rows, err)
	}
	undone(t, d, "by the form of the first", func() error {
		was, err := d.Deal(ctx, first.ID)
		if err != nil {
			return err
		}
		with := was
		with.Offers = []trade.OfferID{o.ID}
		return errOf(d.SaveDeal(ctx, &was, with))
	})
	belongs(first.ID)
	undone(t, d, "taking out", func() error { return errOf(d.TakeOffer(ctx, first.ID, o.ID)) })
	belongs(0)
	if err := put(first.ID)(); err != nil {
		t.Fatal(err)
	}
	undone(t, d, "removing the offer", func() error { return d.RemoveOffer(ctx, o.ID) })
	belongs(0)
}

// TestAnOfferFromADeal writes an offer from a deal, and its next version: both belong to the deal.
func TestAnOfferFromADeal(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client, other := addClient(t, d, crm.Client{Name: "Один"}).ID, addClient(t, d, crm.Client{Name: "Два"}).ID
	deal := begun(t, d, client, "Вентиляция")
	o, err := d.NewDealOffer(ctx, deal.ID)
	if err != nil || o.Client != client || o.Subject != "Вентиляция" || o.Deal != deal.ID {
		t.Fatalf("%+v %v", o, err)
	}
	o.Sections[0].Lines = []trade.Line{{Name: "Работа", Quantity: money.DecInt(1), Price: money.DecInt(100)}}
	undone(t, d, "saving it", func() (err error) { o, err = d.SaveOffer(ctx, nil, o); return err })
	if o.Deal != 0 {
		t.Errorf("the offer still says %d", o.Deal)
	}
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	next, err := d.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	undone(t, d, "saving the next version", func() (err error) { next, err = d.SaveOffer(ctx, nil, next); return err })
	rows, err := d.DealOffers(ctx, deal.ID)
	if err != nil || len(rows) != 2 || rows[0].ID != o.ID || rows[1].ID != next.ID {
		t.Errorf("%+v %v", rows, err)
	}
	astray, err := d.NewDealOffer(ctx, deal.ID)
	if err != nil {
		t.Fatal(err)
	}
	if astray, err = d.AddressOffer(ctx, astray, other, 0); err != nil {
		t.Fatal(err)
	}
	orphan, err := d.NewDealOffer(ctx, deal.ID)
	if err != nil {
		t.Fatal(err)
	}
	if astray, err = d.SaveOffer(ctx, nil, astray); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveDeal(ctx, deal.ID); err != nil {
		t.Fatal(err)
	}
	if orphan, err = d.SaveOffer(ctx, nil, orphan); err != nil {
		t.Fatal(err)
	}
	for what, id := range map[string]trade.OfferID{"to another client": astray.ID, "of a deal that is gone": orphan.ID} {
		if _, has, err := d.DealOfOffer(ctx, id); has || err != nil {
			t.Errorf("an offer %s belongs to a deal, %v", what, err)
		}
	}
}

// TestDealsAreFound asks the desk what the store answers, as screens do.
func TestDealsAreFound(t *testing.T) {
	d := withFirm(t)
	ctx := context.Background()
	begun(t, d, addClient(t, d, crm.Client{Name: "Ёлки и палки"}).ID, "Вентиляция")
	for search, want := range map[string]int{"вент": 1, "елки": 1, "Ёлки вент": 1, "dtyn": 1, "позвон": 1, "окна": 0} {
		rows, err := d.Deals(ctx, trade.DealQuery{Search: search}, crm.Page{Limit: 5})
		if err != nil || len(rows) != want {
			t.Errorf("%s: %v %v", search, rows, err)
		}
	}
	counts, err := d.StageCounts(ctx, trade.DealQuery{})
	if err != nil || len(counts) != 1 || counts[0].Sums["RUB"] != 500_000_00 || counts[0].Expected["RUB"] != 50_000_00 {
		t.Errorf("%+v %v", counts, err)
	}
}
