// Package money holds amounts in whole minor units, exact decimals for prices and rates,
// the rounding rules of VAT, and the ways an amount is shown: in figures, short, and in words.
package money

import "strings"

// Currency is an ISO 4217 alphabetic code such as "RUB".
type Currency string

// The currencies the program knows by name; any other ISO code may be used too.
const (
	RUB Currency = "RUB"
	UAH Currency = "UAH"
	USD Currency = "USD"
	EUR Currency = "EUR"
	GBP Currency = "GBP"
	KZT Currency = "KZT"
	BYN Currency = "BYN"
	PLN Currency = "PLN"
)

// minorDigits lists the currencies of ISO 4217 whose minor unit is not 1/100.
var minorDigits = map[Currency]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
	"RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

var signs = map[Currency]string{
	RUB: "₽", UAH: "₴", USD: "$", EUR: "€", GBP: "£", KZT: "₸", BYN: "Br", PLN: "zł", "JPY": "¥",
}

// Digits is the number of decimal places of the minor unit: 2 for RUB, 0 for JPY, 2 for an unknown code.
func (c Currency) Digits() int {
	if n, ok := minorDigits[c]; ok {
		return n
	}
	return 2
}

// Symbol is the sign shown on screens ("₽", "₴", "£"), or the code itself where there is no sign.
func (c Currency) Symbol() string {
	if s, ok := signs[c]; ok {
		return s
	}
	return string(c)
}

// PaperSymbol is the sign printed on papers in the language: like Symbol, but hryvnias are "грн" in Russian and Ukrainian.
func (c Currency) PaperSymbol(lang string) string {
	if c == UAH && !english(lang) {
		return "грн"
	}
	return c.Symbol()
}

// Valid says whether c looks like an ISO 4217 code: three capital Latin letters.
func (c Currency) Valid() bool {
	if len(c) != 3 {
		return false
	}
	for _, r := range c {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// Known says whether c is a code that ISO 4217 lists for money people pay with.
func (c Currency) Known() bool { return c.Valid() && strings.Contains(listed, string(c)) }

// listed are the codes of ISO 4217 in use, without those of metals, funds and tests.
const listed = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK " +
	"DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW " +
	"KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG " +
	"QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV " +
	"WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"

// ParseCurrency reads a code, a sign or a customary short name ("руб.", "грн", "₽", "usd"); ok is false when it knows none.
func ParseCurrency(text string) (c Currency, ok bool) {
	s := strings.ToLower(strings.TrimRight(strings.TrimSpace(text), "."))
	if known, found := currencyNames[s]; found {
		return known, true
	}
	c = Currency(strings.ToUpper(s))
	return c, c.Valid()
}

var currencyNames = map[string]Currency{
	"₽": RUB, "р": RUB, "руб": RUB, "рублей": RUB, "рубль": RUB, "rur": RUB,
	"₴": UAH, "грн": UAH, "гривень": UAH, "гривня": UAH, "гривен": UAH,
	"$": USD, "долл": USD, "дол": USD, "€": EUR, "евро": EUR, "євро": EUR, "£": GBP,
	"₸": KZT, "тг": KZT, "тенге": KZT, "br": BYN, "zł": PLN, "zl": PLN, "¥": "JPY",
}
