package desk_test

import (
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// standard is the standard rate of Russia on a day, as a line of an offer gets it.
func standardRate(t *testing.T, taxes trade.FirmTaxes, day crm.Day) string {
	t.Helper()
	return taxes.Of("", day).Rate.String()
}

func TestRatesFollowTheDay(t *testing.T) {
	d := withFirm(t)
	for _, c := range []struct{ country, named, day, want string }{
		{"RU", "22", "2025-12-31", "20"}, {"RU", "22", "2026-01-01", "22"}, {"RU", "20", "2026-01-01", "22"}, {"RU", "", "2026-11-24", "22"},
		{"RU", "7", "2026-11-24", "7"}, {"RU", "5", "2026-11-24", "5"}, {"RU", "10", "2026-11-24", "10"}, {"RU", "0", "2026-11-24", "0"},
		{"KZ", "12", "2025-12-31", "12"}, {"KZ", "12", "2026-01-01", "16"}, {"UA", "20", "2026-01-01", "20"}, {"US", "8", "2026-01-01", "8"},
		{"EE", "22", "2025-06-30", "22"}, {"EE", "22", "2025-07-01", "24"}, {"RO", "", "2025-08-01", "21"},
	} {
		firm, _, err := d.OwnFirm(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		firm.Country, firm.VATRate = c.country, c.named
		if err := d.SaveFirm(t.Context(), firm); err != nil {
			t.Fatal(err)
		}
		taxes, err := d.Taxes(t.Context())
		if got := standardRate(t, taxes, crm.Day(c.day)); err != nil || got != c.want {
			t.Errorf("%s with %q on %s: %s, want %s, %v", c.country, c.named, c.day, got, c.want, err)
		}
	}
}

func TestLineTakesTheRateOfItsDay(t *testing.T) {
	d := withFirm(t)
	item, err := d.SaveItem(t.Context(), nil, trade.Item{Name: "Доска", Unit: "шт", Kind: trade.Goods}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[crm.Day]string{"2025-12-31": "20", "2026-01-01": "22"} {
		line, _, err := d.LineOf(t.Context(), trade.Offer{Day: day, Currency: "RUB"}, item.ID, nil, money.DecInt(1))
		if err != nil || line.VAT.String() != want {
			t.Errorf("%s: %s, want %s, %v", day, line.VAT, want, err)
		}
	}
}

func TestOwnRates(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	rate := func(day crm.Day) string {
		t.Helper()
		taxes, err := d.Taxes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return standardRate(t, taxes, day)
	}
	count := func() int {
		t.Helper()
		all, err := d.AllTaxRates(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	shipped := count()
	added, err := d.SaveTaxRate(ctx, trade.TaxRate{Country: "ru", Class: trade.TaxStandard, From: "2027-01-01", Rate: money.MustDec("24")})
	if err != nil || rate("2026-12-31") != "22" || rate("2027-01-01") != "24" || count() != shipped+1 {
		t.Fatalf("%s and %s of %d, %v", rate("2026-12-31"), rate("2027-01-01"), count(), err)
	}
	added.Rate = money.MustDec("25")
	if added, err = d.SaveTaxRate(ctx, added); err != nil || rate("2027-06-01") != "25" || count() != shipped+1 {
		t.Errorf("%s of %d, %v", rate("2027-06-01"), count(), err)
	}
	var known trade.TaxRate
	all, _ := d.AllTaxRates(ctx)
	for _, r := range all {
		if r.Country == "RU" && r.Class == trade.TaxStandard && r.From == "2026-01-01" {
			known = r
		}
	}
	if !known.Shipped() {
		t.Fatalf("%+v was not shipped", known)
	}
	known.Rate = money.MustDec("21")
	own, err := d.SaveTaxRate(ctx, known)
	if err != nil || rate("2026-05-01") != "21" || own.Shipped() || count() != shipped+1 {
		t.Errorf("%s of %d, %v", rate("2026-05-01"), count(), err)
	}
	if err := d.RemoveTaxRate(ctx, own.ID); err != nil || rate("2026-05-01") != "22" {
		t.Errorf("without the user's own %s, %v", rate("2026-05-01"), err)
	}
	for _, r := range all { // the one shipped goes as well, and comes back by undo
		if r.Country == "RU" && r.Class == trade.TaxStandard && r.From == "2026-01-01" {
			if err := d.RemoveTaxRate(ctx, r.ID); err != nil || rate("2026-05-01") != "20" {
				t.Errorf("without the shipped one %s, %v", rate("2026-05-01"), err)
			}
			r.ID = 0
			if _, err := d.SaveTaxRate(ctx, r); err != nil || rate("2026-05-01") != "22" {
				t.Errorf("entered again %s, %v", rate("2026-05-01"), err)
			}
		}
	}
	for range 6 {
		if _, err := d.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if count() != shipped || rate("2027-06-01") != "22" {
		t.Errorf("after undo %d of %d, %s", count(), shipped, rate("2027-06-01"))
	}
	if faults, err := d.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

func TestShippedRateMovesToAnotherDay(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	all, err := d.AllTaxRates(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Country == "KZ" && r.From == "2026-01-01" {
			r.From = "2026-07-01"
			if _, err := d.SaveTaxRate(ctx, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	now, err := d.AllTaxRates(ctx)
	june, _ := trade.RateOn(now, "KZ", trade.TaxStandard, "2026-06-30")
	july, _ := trade.RateOn(now, "KZ", trade.TaxStandard, "2026-07-01")
	if err != nil || june.Rate.String() != "12" || july.Rate.String() != "16" || len(now) != len(all) {
		t.Errorf("%s, then %s, %v", june.Rate, july.Rate, err)
	}
}

func TestBadRatesAreRefused(t *testing.T) {
	d := withFirm(t)
	good := trade.TaxRate{Country: "RU", Class: trade.TaxStandard, From: "2030-01-01", Rate: money.MustDec("30")}
	for reason, spoil := range map[string]func(*trade.TaxRate){
		"trade.taxrate.rate":    func(r *trade.TaxRate) { r.Rate = money.MustDec("100.01") },
		"trade.taxrate.country": func(r *trade.TaxRate) { r.Country = "Россия" },
		"trade.taxrate.class":   func(r *trade.TaxRate) { r.Class = " " },
		"trade.taxrate.day":     func(r *trade.TaxRate) { r.From = "2026-02-30" },
		"trade.taxrate.twice":   func(r *trade.TaxRate) { r.From = "2026-01-01" },
	} {
		r := good
		spoil(&r)
		_, err := d.SaveTaxRate(t.Context(), r)
		faulty(t, err, reason)
	}
	negative := good
	negative.Rate = money.MustDec("-1")
	_, err := d.SaveTaxRate(t.Context(), negative)
	faulty(t, err, "trade.taxrate.rate")
	gone := good
	gone.ID = 1 << 40
	if _, err := d.SaveTaxRate(t.Context(), gone); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("a rate that is gone: %v", err)
	}
}
