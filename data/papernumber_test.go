package data

import (
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

func numberedOffer(id trade.OfferID, number string, version int) trade.Offer {
	return trade.Offer{ID: id, Number: number, Version: version, Client: 1, Day: "2026-11-24", State: trade.Draft, Currency: "RUB"}
}

func numberedOrder(id trade.OrderID, number string) trade.Order {
	return trade.Order{ID: id, Number: number, Client: 1, Day: "2026-11-24", State: trade.Placed, Currency: "RUB"}
}

func TestNoTwoPapersBearOneNumber(t *testing.T) {
	s := openTemp(t)
	do(t, s, crm.Add(crm.Client{ID: 1, Name: "Один"}), crm.Add(numberedOffer(1, "КП-1", 0)), crm.Add(numberedOffer(2, "КП-1", 2)),
		crm.Add(numberedOrder(1, "ЗК-1")), crm.Add(numberedOrder(2, "ЗК-2")), crm.Add(numberedOrder(8, "")))
	for what, c := range map[string]struct {
		changes        []crm.Change
		reason, number string
	}{
		"an offer added":           {[]crm.Change{crm.Add(numberedOffer(3, "КП-1", 1))}, "desk.offer.taken", "КП-1"},
		"an offer renumbered":      {[]crm.Change{crm.Add(numberedOffer(3, "КП-2", 0)), crm.Alter(numberedOffer(3, "КП-2", 0), numberedOffer(3, "КП-1", 2))}, "desk.offer.taken", "КП-1/2"},
		"both offers in one step":  {[]crm.Change{crm.Add(numberedOffer(3, "КП-3", 0)), crm.Add(numberedOffer(4, "КП-3", 1))}, "desk.offer.taken", "КП-3"},
		"an order added":           {[]crm.Change{crm.Add(numberedOrder(3, "ЗК-1"))}, "desk.order.taken", "ЗК-1"},
		"an order renumbered":      {[]crm.Change{crm.Alter(numberedOrder(1, "ЗК-1"), numberedOrder(1, "ЗК-2"))}, "desk.order.taken", "ЗК-2"},
		"both orders in one step":  {[]crm.Change{crm.Add(numberedOrder(3, "ЗК-3")), crm.Add(numberedOrder(4, "ЗК-3"))}, "desk.order.taken", "ЗК-3"},
		"signs that are not kept":  {[]crm.Change{crm.Add(numberedOrder(3, "ЗК\x00-1"))}, "desk.order.taken", "ЗК-1"},
		"one that the next frees":  {[]crm.Change{crm.Add(numberedOrder(3, "ЗК-1")), crm.Add(numberedOrder(4, "ЗК-2")), crm.Remove(numberedOrder(1, "ЗК-1"))}, "desk.order.taken", "ЗК-2"},
		"one taken by what it was": {[]crm.Change{crm.Alter(numberedOrder(2, "ЗК-2"), numberedOrder(2, "ЗК-1"))}, "desk.order.taken", "ЗК-1"},
	} {
		_, err := s.Apply(t.Context(), crm.Act{What: "act.test"}, c.changes...)
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Reason != c.reason || fault.Field != "number" || fault.Args[1] != c.number {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, changes := range map[string][]crm.Change{
		"numbers freed in the same step": {crm.Remove(numberedOffer(1, "КП-1", 0)), crm.Add(numberedOffer(3, "КП-1", 1)), crm.Remove(numberedOrder(1, "ЗК-1")), crm.Add(numberedOrder(3, "ЗК-1"))},
		"numbers exchanged":              {crm.Alter(numberedOrder(3, "ЗК-1"), numberedOrder(3, "ЗК-2")), crm.Alter(numberedOrder(2, "ЗК-2"), numberedOrder(2, "ЗК-1"))},
		"an offer and an order alike":    {crm.Add(numberedOrder(5, "КП-1"))},
		"none at all":                    {crm.Add(numberedOrder(9, ""))},
	} {
		if _, err := s.Apply(t.Context(), crm.Act{What: "act.test"}, changes...); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestTwoStoresGiveANumberOnce lets two programs on one base write an order each under one number.
func TestTwoStoresGiveANumberOnce(t *testing.T) {
	folder, ctx := t.TempDir(), t.Context()
	var stores []*Store
	for range 2 {
		s, err := Open(ctx, folder, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		stores = append(stores, s)
	}
	do(t, stores[0], crm.Add(crm.Client{ID: 1, Name: "Один"}))
	do(t, stores[0], crm.Add(numberedOrder(1, "ЗК-1")))
	var fault crm.Fault
	if _, err := stores[1].Apply(ctx, crm.Act{What: "act.test"}, crm.Add(numberedOrder(2, "ЗК-1"))); !errors.As(err, &fault) || fault.Reason != "desk.order.taken" {
		t.Errorf("the second store: %v", err)
	}
	do(t, stores[1], crm.Add(numberedOrder(2, "ЗК-2")))
	if n, err := stores[0].CountOrders(ctx, trade.OrderQuery{}); err != nil || n.N != 2 {
		t.Errorf("%+v, %v", n, err)
	}
}
