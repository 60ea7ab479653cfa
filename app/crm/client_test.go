package crm

import "testing"

func TestAddressLine(t *testing.T) {
	for _, row := range []struct {
		a    Address
		want string
	}{
		{Address{}, ""},
		{Address{City: "Лесогорск"}, "Лесогорск"},
		{Address{Label: "склад", Zip: "000147", Country: "RU", Region: "край", City: "г. Лесогорск", Street: "Кирпичная ул., 12"},
			"000147, RU, край, г. Лесогорск, Кирпичная ул., 12"},
		{Address{Zip: " ", City: " Лесогорск ", Street: "\t"}, "Лесогорск"},
	} {
		if got := row.a.Line(); got != row.want {
			t.Errorf("%+v: %q", row.a, got)
		}
	}
}

func TestRequisitesEmpty(t *testing.T) {
	if !(Requisites{}).Empty() || !(Requisites{Country: "RU"}).Empty() {
		t.Error("a country alone is something known")
	}
	if (Requisites{INN: "9876543210"}).Empty() || (Requisites{Country: "UA", Bank: "Банк"}).Empty() {
		t.Error("requisites with a number or a bank are empty")
	}
}

func TestQueryNarrow(t *testing.T) {
	if (ClientQuery{Sort: SortOpen, Desc: true}).Narrow() {
		t.Error("an order narrows")
	}
	for _, q := range []ClientQuery{{Search: "a"}, {Types: []RelType{Business}}, {Untyped: true}, {Rungs: []Rung{Loyal}}, {Owner: 1}, {NoOwner: true}, {Tag: "a"}} {
		if !q.Narrow() {
			t.Errorf("%+v narrows nothing", q)
		}
	}
}
