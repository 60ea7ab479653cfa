package screens

import (
	"context"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// TestOverdueOffersExpireWithTheWindow marks what is overdue when the window begins, and takes it back by undo.
func TestOverdueOffersExpireWithTheWindow(t *testing.T) {
	ctx := context.Background()
	h := open(t, text.RU, false)
	h.expireNow() // before there is a firm there is nothing to do
	h.own(t)
	client, err := h.Desk.SaveClient(ctx, nil, crm.Client{Name: "Один"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := h.Desk.NewOffer(ctx, client.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.Day, o.ValidUntil = "2020-01-01", "2020-02-01"
	o.Sections = []trade.Section{{Lines: []trade.Line{{Name: "Насос", Quantity: money.DecInt(1), Price: money.DecInt(1)}}}}
	if o, err = h.Desk.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Desk.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	state := func() trade.State {
		t.Helper()
		h.rest(t)
		now, err := h.Desk.Offer(ctx, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now.State
	}
	h.expireNow()
	if got := state(); got != trade.Expired {
		t.Errorf("the offer is %s", got)
	}
	h.undo()
	if got := state(); got != trade.Sent {
		t.Errorf("after undo the offer is %s", got)
	}
}
