package trade

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

func TestOwnRatesStandInThePlaceOfShippedOnes(t *testing.T) {
	shipped := len(ShippedTaxRates())
	own := []TaxRate{
		{ID: 1 << 40, Country: "RU", Class: TaxStandard, From: "2026-01-01", Rate: money.DecInt(21)},
		{ID: 1<<40 + 1, Country: "RU", Class: TaxReduced, Gone: true},
		{ID: 1<<40 + 2, Country: "US", Class: TaxStandard, Rate: money.DecInt(8)},
	}
	all := AllTaxRates(own)
	if len(all) != shipped {
		t.Errorf("%d rates, want %d: one replaced, one gone, one more", len(all), shipped)
	}
	for i := range all[1:] {
		if all[i].SameAs(all[i+1]) {
			t.Errorf("%+v stands twice", all[i])
		}
	}
	if r, _ := RateOn(all, "RU", TaxReduced, "2026-11-24"); r.Rate != money.DecInt(21) {
		t.Errorf("without a reduced rate %s", r.Rate)
	}
	if r, ok := RateOn(all, "US", TaxStandard, "2026-11-24"); !ok || r.Rate != money.DecInt(8) {
		t.Errorf("%s, %v", r.Rate, ok)
	}
}

func TestShippedRatesAreSound(t *testing.T) {
	for _, r := range ShippedTaxRates() {
		if !r.Shipped() {
			t.Errorf("%+v counts as the user's own", r)
		}
		if err := CheckTaxRate(r, ShippedTaxRates()); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

func TestLaterRate(t *testing.T) {
	f := TaxesOf(crm.Firm{Country: "RU", VATRate: "22"}, ShippedTaxRates())
	for _, c := range []struct {
		rate, want  string
		before, day crm.Day
		known       bool
	}{{"20", "22", "2025-12-31", "2026-01-01", true}, {"22", "20", "2026-01-01", "2025-01-01", true}, {"10", "10", "2025-12-31", "2026-01-01", true},
		{"0", "0", "2025-12-31", "2026-01-01", true}, {"18", "18", "2025-12-31", "2026-01-01", false}} {
		if got, known := f.Later(money.MustDec(c.rate), c.before, c.day); got.String() != c.want || known != c.known {
			t.Errorf("%+v: %s, %v", c, got, known)
		}
	}
}
