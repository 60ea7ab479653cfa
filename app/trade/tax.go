package trade

import (
	"cmp"
	"slices"
	"strings"
	"sync"

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
	TaxSpecial  TaxClass = "special"
)

// TaxClasses lists the shipped classes in the order they are offered for choice.
var TaxClasses = []TaxClass{TaxStandard, TaxReduced, TaxLow, TaxZero, TaxExempt, TaxSpecial}

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
	Gone    bool      `json:"gone,omitempty"` // takes the shipped rate of the same country, class and day away
}

// SameAs reports whether two rates are of one country and class and begin on one day: only one of them can hold.
func (r TaxRate) SameAs(o TaxRate) bool {
	return r.Country == o.Country && r.Class == o.Class && r.From == o.From
}

// Shipped reports whether the rate came with the program and not from the user.
func (r TaxRate) Shipped() bool { return r.ID > 0 && r.ID < firstOwnRate }

// firstOwnRate parts the ids of shipped rates, which count from 1, from those that a desk makes.
const firstOwnRate = 1 << 16

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

// AllTaxRates are the rates that hold: the user's own, and those shipped in whose place the user has put none, by country,
// class and day.
func AllTaxRates(own []TaxRate) []TaxRate {
	var all []TaxRate
	for _, r := range ShippedTaxRates() {
		if !slices.ContainsFunc(own, r.SameAs) {
			all = append(all, r)
		}
	}
	for _, r := range own {
		if !r.Gone {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b TaxRate) int {
		return cmp.Or(strings.Compare(a.Country, b.Country), cmp.Compare(classPlace(a.Class), classPlace(b.Class)),
			strings.Compare(string(a.Class), string(b.Class)), strings.Compare(string(a.From), string(b.From)))
	})
	return all
}

// classPlace is the place of a class in the order of the shipped ones; the user's own come last.
func classPlace(c TaxClass) int {
	if i := slices.Index(TaxClasses, c); i >= 0 {
		return i
	}
	return len(TaxClasses)
}

// ClassesIn are the classes of VAT an item can have in a country: those that have a rate there, the user's own after the
// shipped ones, and always the standard one, nought and exempt, which need none.
func ClassesIn(rates []TaxRate, country string) []TaxClass {
	classes := []TaxClass{TaxStandard, TaxZero, TaxExempt}
	for _, r := range rates {
		if r.Country == country && r.Class != "" && !slices.Contains(classes, r.Class) {
			classes = append(classes, r.Class)
		}
	}
	slices.SortStableFunc(classes, func(a, b TaxClass) int { return cmp.Compare(classPlace(a), classPlace(b)) })
	return classes
}

// FirmTaxes are the rates of VAT as they concern one firm.
type FirmTaxes struct {
	Rates   []TaxRate
	Country string
	Own     money.Dec // what the firm says it usually charges, per cent
	Named   bool      // it says so
}

// TaxesOf are rates as they concern a firm.
func TaxesOf(firm crm.Firm, rates []TaxRate) FirmTaxes {
	f := FirmTaxes{Rates: rates, Country: firm.Country}
	if own, err := money.ParseDec(firm.VATRate); err == nil { // else a firm whose rate was never set
		f.Own, f.Named = own, true
	}
	return f
}

// Later is the rate that a line has on a day when it had another on a day before: that of the class the rate belonged to.
// It is false for a rate that no class had, which the user typed.
func (f FirmTaxes) Later(rate money.Dec, before, day crm.Day) (money.Dec, bool) {
	if usual := f.Usual(before); usual.Rate.Cmp(rate) == 0 {
		return f.Usual(day).Rate, true
	}
	for _, r := range f.Rates {
		if r.Country != f.Country || r.Exempt {
			continue
		}
		if had, ok := RateOn(f.Rates, f.Country, r.Class, before); ok && had.Rate.Cmp(rate) == 0 {
			now, ok := RateOn(f.Rates, f.Country, r.Class, day)
			return now.Rate, ok
		}
	}
	return rate, false
}

// Of is the rate of a class on a day. An empty class is what the firm usually charges.
func (f FirmTaxes) Of(class TaxClass, day crm.Day) TaxRate {
	if class == "" {
		return f.Usual(day)
	}
	if r, ok := RateOn(f.Rates, f.Country, class, day); ok {
		return r
	}
	return TaxRate{Country: f.Country, Class: class, Rate: f.Own}
}

// Usual is the rate the firm usually charges, as it is on a day: that of the class to which the rate it names has ever
// belonged, the standard one first; one that the table does not know stays as it was named.
func (f FirmTaxes) Usual(day crm.Day) TaxRate {
	class, known := f.usualClass()
	if !known {
		return TaxRate{Country: f.Country, Rate: f.Own}
	}
	if r, ok := RateOn(f.Rates, f.Country, class, day); ok {
		return r
	}
	return TaxRate{Country: f.Country, Class: class, Rate: f.Own}
}

func (f FirmTaxes) usualClass() (TaxClass, bool) {
	if !f.Named {
		return TaxStandard, true
	}
	var class TaxClass
	for _, rates := range [][]TaxRate{f.Rates, shippedTaxRates()} { // a shipped rate that the user replaced still tells the class
		for _, r := range rates {
			switch {
			case r.Country != f.Country || r.Rate != f.Own:
			case r.Class == TaxStandard:
				return TaxStandard, true
			case class == "":
				class = r.Class
			}
		}
	}
	return class, class != ""
}

// CheckTaxRate tells what is wrong with a rate that is to stand beside others; nil when nothing is.
func CheckTaxRate(r TaxRate, others []TaxRate) error {
	if len(r.Country) != 2 {
		return crm.Fault{Field: "country", Reason: "trade.taxrate.country"}
	}
	if strings.TrimSpace(string(r.Class)) == "" {
		return crm.Fault{Field: "class", Reason: "trade.taxrate.class"}
	}
	if _, ok := r.From.Time(); r.From != "" && !ok {
		return crm.Fault{Field: "from", Reason: "trade.taxrate.day"}
	}
	if r.Rate.Sign() < 0 || r.Rate.Cmp(money.DecInt(100)) > 0 {
		return crm.Fault{Field: "rate", Reason: "trade.taxrate.rate"}
	}
	for _, o := range others {
		if o.ID != r.ID && o.SameAs(r) {
			return crm.Fault{Field: "from", Reason: "trade.taxrate.twice"}
		}
	}
	return nil
}

// ShippedTaxRates are the rates that come with the program; their ids are places in this list. Sources: Russia, law 425-FZ of 28.11.2025 (22 % from 1 January
// 2026), 303-FZ of 03.08.2018 (20 % before) and 176-FZ of 12.07.2024 (5 and 7 % of payers of the simplified tax); Ukraine, Tax Code art. 193; the EU, tables of the member states as of June
// 2026; the United Kingdom, VATA 1994; Kazakhstan, Tax Code of 2026; Belarus, Tax Code art. 122.
func ShippedTaxRates() []TaxRate { return slices.Clone(shippedTaxRates()) }

// shippedTaxRates makes the rates once: every quotation asks for them. They must not be changed.
var shippedTaxRates = sync.OnceValue(func() []TaxRate {
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
		{"LT", TaxStandard, "", "21"}, {"LT", TaxReduced, "", "9"}, {"LT", TaxReduced, "2026-01-01", "12"}, {"LT", TaxLow, "", "5"}, {"LV", TaxStandard, "", "21"}, {"LV", TaxReduced, "", "12"}, {"LV", TaxLow, "", "5"},
		{"EE", TaxStandard, "2024-01-01", "22"}, {"EE", TaxStandard, "2025-07-01", "24"}, {"EE", TaxReduced, "", "9"},
		{"RO", TaxStandard, "", "19"}, {"RO", TaxStandard, "2025-08-01", "21"}, {"RO", TaxReduced, "", "9"}, {"RO", TaxReduced, "2025-08-01", "11"},
		{"SK", TaxStandard, "", "20"}, {"SK", TaxStandard, "2025-01-01", "23"}, {"SK", TaxReduced, "", "10"}, {"SK", TaxReduced, "2025-01-01", "19"}, {"SK", TaxLow, "2025-01-01", "5"},
		{"FI", TaxStandard, "2024-09-01", "25.5"}, {"FI", TaxReduced, "", "14"}, {"FI", TaxReduced, "2026-01-01", "13.5"}, {"FI", TaxLow, "", "10"},
		{"HU", TaxStandard, "", "27"}, {"HU", TaxReduced, "", "18"}, {"HU", TaxLow, "", "5"}, {"IE", TaxStandard, "", "23"},
		{"BG", TaxStandard, "", "20"}, {"BG", TaxReduced, "", "9"}, {"SE", TaxStandard, "", "25"}, {"SE", TaxReduced, "", "12"}, {"SE", TaxLow, "", "6"},
		{"KZ", TaxStandard, "2009-01-01", "12"}, {"KZ", TaxStandard, "2026-01-01", "16"}, {"BY", TaxStandard, "", "20"}, {"BY", TaxReduced, "", "10"}, {"BY", TaxZero, "", "0"},
		{"RU", TaxSpecial, "2025-01-01", "7"}, {"FR", TaxSpecial, "", "2.1"}, {"IT", TaxSpecial, "", "4"}, // new ones come last: an id is a place
	}
	rates := make([]TaxRate, len(table))
	for i, r := range table {
		rates[i] = TaxRate{ID: TaxRateID(i + 1), Country: r.country, Class: r.class, From: r.from, Rate: money.MustDec(r.rate)}
	}
	return rates
})
