package data

import (
	"errors"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

func TestItemSuppliers(t *testing.T) {
	s := openTemp(t)
	var changes []crm.Change
	for i, name := range []string{"Завод Юг", "", "Завод Север", "Завод Юг"} {
		changes = append(changes, crm.Add(trade.Item{ID: trade.ItemID(i + 1), Name: "Деталь", Supplier: name, Inactive: i == 2}))
	}
	if _, err := s.Apply(t.Context(), crm.Act{What: "act.test"}, changes...); err != nil {
		t.Fatal(err)
	}
	names, err := s.ItemSuppliers(t.Context())
	slices.Sort(names)
	if err != nil || !slices.Equal(names, []string{"Завод Север", "Завод Юг"}) {
		t.Errorf("%q, %v", names, err)
	}
}

func TestTwoOffersNeverBearOneNumber(t *testing.T) {
	s := openTemp(t)
	ctx := t.Context()
	client := crm.Client{ID: 1, Name: "Один"}
	offer := func(id trade.OfferID, number string, version int) trade.Offer {
		return trade.Offer{ID: id, Number: number, Version: version, Client: 1, Day: "2026-11-24", State: trade.Draft, Currency: "RUB"}
	}
	apply := func(changes ...crm.Change) error {
		_, err := s.Apply(ctx, crm.Act{What: "act.test"}, changes...)
		return err
	}
	if err := apply(crm.Add(client), crm.Add(offer(1, "КП-1", 0)), crm.Add(offer(2, "КП-1", 2))); err != nil {
		t.Fatal(err)
	}
	for what, changes := range map[string][]crm.Change{
		"added":      {crm.Add(offer(3, "КП-1", 1))},
		"renumbered": {crm.Add(offer(3, "КП-2", 0)), crm.Alter(offer(3, "КП-2", 0), offer(3, "КП-1", 2))},
		"both added": {crm.Add(offer(3, "КП-3", 0)), crm.Add(offer(4, "КП-3", 1))},
	} {
		var fault crm.Fault
		if err := apply(changes...); !errors.As(err, &fault) || fault.Reason != "desk.offer.taken" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := apply(crm.Remove(offer(1, "КП-1", 0)), crm.Add(offer(3, "КП-1", 1))); err != nil {
		t.Errorf("a number freed in the same step: %v", err)
	}
}
