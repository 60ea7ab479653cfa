package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// TaxClass names a kind of VAT rate; which rate it is depends on the country and the day.
type TaxClass string

// The classes the shipped rates use; the user may add others.
const (
	TaxStandard TaxClass = "standard"
	TaxReduced  TaxClass = "reduced"
	TaxLow      TaxClass = "low"
	TaxZero     TaxClass = "zero"
	TaxExempt   TaxClass = "exempt"
)

// TaxClasses lists the shipped classes in the order they are offered for choice.
var TaxClasses = []TaxClass{TaxStandard, TaxReduced, TaxLow, TaxZero, TaxExempt}

// TaxRateID names a rate of the user's own table.
type TaxRateID int64

// TaxRate is the VAT rate of a class in a country from a day on.
type TaxRate struct {
	ID      TaxRateID `json:"id"`
	Country string    `json:"country"` // ISO 3166, two letters
	Class   TaxClass  `json:"class"`
	From    crm.Day   `json:"from,omitempty"` // empty: always
	Rate    money.Dec `json:"rate"`           // per cent
	Exempt  bool      `json:"exempt,omitempty"`
}

// Noun names the rate for the journal.
func (r TaxRate) Noun() crm.Noun { return crm.NounTaxRate }

// Key is the rate's id.
func (r TaxRate) Key() int64 { return int64(r.ID) }

// About is nobody: a rate belongs to no client.
func (r TaxRate) About() crm.ClientID { return 0 }

// RateOn finds the rate of a class in a country on a day: the one that began last. An empty class is the standard one.
// Where the country has no such class the standard rate holds; false when there is none either.
func RateOn(rates []TaxRate, country string, class TaxClass, day crm.Day) (TaxRate, bool) {
	if class == "" {
		class = TaxStandard
	}
	var best TaxRate
	found := false
	for _, r := range rates {
		if r.Country != country || r.Class != class || r.From > day || found && r.From < best.From {
			continue
		}
		best, found = r, true
	}
	if found || class == TaxStandard {
		return best, found
	}
	if class == TaxExempt || class == TaxZero {
		return TaxRate{Country: country, Class: class, Exempt: class == TaxExempt}, true
	}
	return RateOn(rates, country, TaxStandard, day)
}

// ShippedTaxRates are the rates a new base begins with. Sources: Russia, law 425-FZ of 28.11.2025 (22 % from 1 January
// 2026) and 303-FZ of 03.08.2018 (20 % before); Ukraine, Tax Code art. 193; the EU, tables of the member states as of June
// 2026; the United Kingdom, VATA 1994; Kazakhstan, Tax Code of 2026; Belarus, Tax Code art. 122.
func ShippedTaxRates() []TaxRate {
	table := []struct {
		country string
		class   TaxClass
		from    crm.Day
		rate    string
	}{
		{"RU", TaxStandard, "2019-01-01", "20"}, {"RU", TaxStandard, "2026-01-01", "22"}, {"RU", TaxReduced, "", "10"}, {"RU", TaxZero, "", "0"},
		{"RU", TaxLow, "2025-01-01", "5"},
		{"UA", TaxStandard, "", "20"}, {"UA", TaxReduced, "2021-03-01", "14"}, {"UA", TaxLow, "", "7"}, {"UA", TaxZero, "", "0"},
		{"GB", TaxStandard, "2011-01-04", "20"}, {"GB", TaxReduced, "", "5"}, {"GB", TaxZero, "", "0"},
		{"DE", TaxStandard, "", "19"}, {"DE", TaxReduced, "", "7"}, {"PL", TaxStandard, "", "23"}, {"PL", TaxReduced, "", "8"}, {"PL", TaxLow, "", "5"},
		{"FR", TaxStandard, "", "20"}, {"FR", TaxReduced, "", "10"}, {"FR", TaxLow, "", "5.5"}, {"CZ", TaxStandard, "", "21"}, {"CZ", TaxReduced, "", "12"},
		{"IT", TaxStandard, "", "22"}, {"IT", TaxReduced, "", "10"}, {"IT", TaxLow, "", "5"}, {"ES", TaxStandard, "", "21"}, {"ES", TaxReduced, "", "10"}, {"ES", TaxLow, "", "4"},
		{"NL", TaxStandard, "", "21"}, {"NL", TaxReduced, "", "9"}, {"AT", TaxStandard, "", "20"}, {"AT", TaxReduced, "", "13"}, {"AT", TaxLow, "", "10"},
		{"LT", TaxStandard, "", "21"}, {"LT", TaxReduced, "2026-01-01", "12"}, {"LT", TaxLow, "", "5"}, {"LV", TaxStandard, "", "21"}, {"LV", TaxReduced, "", "12"}, {"LV", TaxLow, "", "5"},
		{"EE", TaxStandard, "2024-01-01", "22"}, {"EE", TaxStandard, "2025-07-01", "24"}, {"EE", TaxReduced, "", "9"},
		{"RO", TaxStandard, "", "19"}, {"RO", TaxStandard, "2025-08-01", "21"}, {"RO", TaxReduced, "2025-08-01", "11"},
		{"SK", TaxStandard, "2025-01-01", "23"}, {"SK", TaxReduced, "2025-01-01", "19"}, {"SK", TaxLow, "2025-01-01", "5"},
		{"FI", TaxStandard, "2024-09-01", "25.5"}, {"FI", TaxReduced, "2026-01-01", "13.5"}, {"FI", TaxLow, "", "10"},
		{"HU", TaxStandard, "", "27"}, {"HU", TaxReduced, "", "18"}, {"HU", TaxLow, "", "5"}, {"IE", TaxStandard, "", "23"},
		{"BG", TaxStandard, "", "20"}, {"BG", TaxReduced, "", "9"}, {"SE", TaxStandard, "", "25"}, {"SE", TaxReduced, "", "12"}, {"SE", TaxLow, "", "6"},
		{"KZ", TaxStandard, "2009-01-01", "12"}, {"KZ", TaxStandard, "2026-01-01", "16"}, {"BY", TaxStandard, "", "20"}, {"BY", TaxReduced, "", "10"}, {"BY", TaxZero, "", "0"},
	}
	rates := make([]TaxRate, len(table))
	for i, r := range table {
		rates[i] = TaxRate{ID: TaxRateID(i + 1), Country: r.country, Class: r.class, From: r.from, Rate: money.MustDec(r.rate)}
	}
	return rates
}
