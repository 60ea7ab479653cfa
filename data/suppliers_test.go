package data

import (
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
