package trade

import (
	"slices"
	"strings"
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

// TestRatesOfTheYear holds the shipped rates to those published for the middle of 2026.
func TestRatesOfTheYear(t *testing.T) {
	published := map[string]string{
		"RU": "22 10 5 0 7", "UA": "20 14 7 0", "DE": "19 7", "FR": "20 10 5.5 2.1", "PL": "23 8 5", "CZ": "21 12", "IT": "22 10 5 4", "ES": "21 10 4",
		"NL": "21 9", "AT": "20 13 10", "LT": "21 12 5", "LV": "21 12 5", "EE": "24 9", "RO": "21 11", "SK": "23 19 5", "FI": "25.5 13.5 10", "HU": "27 18 5",
		"IE": "23", "BG": "20 9", "SE": "25 12 6", "GB": "20 5 0", "KZ": "16", "BY": "20 10 0",
	}
	rates := ShippedTaxRates()
	for country, want := range published {
		var got []string
		for _, class := range TaxClasses {
			if r, ok := RateOn(rates, country, class, "2026-06-30"); ok && r.Class == class && r.ID != 0 {
				got = append(got, r.Rate.String())
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", country, strings.Join(got, " "), want)
		}
	}
}

func TestClassesIn(t *testing.T) {
	own := append(ShippedTaxRates(), TaxRate{ID: firstOwnRate, Country: "GB", Class: "book"})
	for country, want := range map[string][]TaxClass{
		"RU": {TaxStandard, TaxReduced, TaxLow, TaxZero, TaxExempt, TaxSpecial}, "GB": {TaxStandard, TaxReduced, TaxZero, TaxExempt, "book"},
		"DE": {TaxStandard, TaxReduced, TaxZero, TaxExempt}, "US": {TaxStandard, TaxZero, TaxExempt},
	} {
		if got := ClassesIn(own, country); !slices.Equal(got, want) {
			t.Errorf("%s: %v", country, got)
		}
	}
}
