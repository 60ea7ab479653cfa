package offers

import (
	"testing"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
)

func TestAnAcceptedOfferLeadsToItsOrder(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		e, id := st.handWritten()
		deal, err := st.Desk.NewDeal(ctx, e.offer.Client)
		if err != nil {
			t.Fatal(err)
		}
		deal.Title, deal.Offers = "Дело", []trade.OfferID{id}
		deal, err = st.Desk.SaveDeal(ctx, nil, deal)
		if err != nil {
			t.Fatal(err)
		}
		if e.orderButton() != nil {
			t.Error("a draft has become something")
		}
		e.mark(trade.Accepted)
		made, err := st.Desk.OrdersMade(ctx, 0, id)
		if err != nil || len(made) != 1 {
			t.Fatalf("%v %v %v", made, err, st.Failed)
		}
		st.Press(st.Env.T.T("offers.locked.order", "Number", made[0].Number))
		if last := st.Went[len(st.Went)-1]; last != (route.Route{Room: route.Order, Order: made[0].ID}) {
			t.Errorf("went to %+v", last)
		}
		st.Press(st.Env.T.T("offers.deal", "Title", "Дело"))
		if last := st.Went[len(st.Went)-1]; last != (route.Route{Room: route.Deal, Deal: deal.ID}) {
			t.Errorf("went to %+v", last)
		}
		if err := st.Desk.RemoveOrder(ctx, made[0].ID); err != nil {
			t.Fatal(err)
		}
		if st.Sees(st.Env.T.T("offers.locked.order", "Number", made[0].Number)) {
			t.Error("leads to an order that is gone")
		}
	}
}

// TestNewVersionKnowsItsKin proves that a version just begun leads to the deal and to the version before, as one opened does.
func TestNewVersionKnowsItsKin(t *testing.T) {
	st := newRig(t, text.RU, true)
	o := st.ofState(trade.Sent)
	e := st.editor(route.Route{Offer: o.ID, Sub: versionSub})
	if e.was == nil {
		e.save()
	}
	st.WantSeen(st.Env.T.T("offers.versions", "N", 2, "Of", 2))
	if deal, ok, err := st.Desk.DealOfOffer(ctx, e.offer.ID); err != nil || ok != e.around.hasDeal || deal.ID != e.around.deal.ID {
		t.Errorf("leads to %+v, not to %+v, %v", e.around.deal, deal, err)
	}
	st.Well()
}
