package parts

import (
	"slices"

	"rapport/app/text"
	"rapport/screens/kit"
)

// Country is what follows from where a firm is.
type Country struct {
	Code, Currency string
	Rates          []string // VAT in per cent, the usual one first; "" pays none
}

// Countries are offered by name; the rates are those of 2026 (Russia: law 425-ФЗ of 28.11.2025).
var Countries = []Country{
	{"RU", "RUB", []string{"22", "10", "7", "5", ""}},
	{"UA", "UAH", []string{"20", "14", "7", ""}},
	{"KZ", "KZT", []string{"16", ""}},
	{"BY", "BYN", []string{"20", "10", ""}},
	{"GB", "GBP", []string{"20", "5", ""}},
	{"DE", "EUR", []string{"19", "7", ""}},
	{"PL", "PLN", []string{"23", "8", "5", ""}},
	{"US", "USD", []string{""}},
}

// CountryOf is the country of a code, or the first one where the code is not among them.
func CountryOf(code string) Country {
	for _, c := range Countries {
		if c.Code == code {
			return c
		}
	}
	return Countries[0]
}

// CountryOptions are the countries by name, and behind them the code held now if it is another one.
func CountryOptions(t *text.Tongue, held string) []kit.Option {
	options := make([]kit.Option, len(Countries))
	for i, c := range Countries {
		options[i] = kit.Option{ID: c.Code, Label: t.T("welcome.country." + c.Code)}
	}
	if held != "" && !slices.ContainsFunc(Countries, func(c Country) bool { return c.Code == held }) {
		options = append(options, kit.Option{ID: held, Label: text.Line(held, 60)})
	}
	return options
}

// CurrencyOptions are the currencies of the countries, each once, and the one held now.
func CurrencyOptions(held string) []kit.Option {
	var options []kit.Option
	add := func(code string) {
		if code != "" && !slices.ContainsFunc(options, func(o kit.Option) bool { return o.ID == code }) {
			options = append(options, kit.Option{ID: code, Label: code})
		}
	}
	for _, c := range Countries {
		add(c.Currency)
	}
	add(held)
	return options
}
