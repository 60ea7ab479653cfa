package desk_test

import (
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

func TestOpenOffersCountTheNewestVersion(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	o := written(t, d, client)
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	next, err := d.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	next.Sections[0].Lines[0].Price = money.DecInt(200)
	if _, err = d.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	sums, err := d.OpenOffers(ctx, trade.OfferQuery{})
	row, err2 := d.ClientRow(ctx, client)
	rungs, err3 := d.RungCounts(ctx, crm.ClientQuery{})
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	const want = 244_00
	if sums.N != 1 || sums.Sums["RUB"] != want || row.Open != want || rungs[0].Open != want {
		t.Errorf("list %+v, card %d, board %d, want %d", sums, row.Open, rungs[0].Open, want)
	}
	sound(t, d)
}
