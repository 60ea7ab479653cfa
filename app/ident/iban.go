package ident

import "strings"

// ibanLengths has the length of an IBAN by country, from the SWIFT registry.
var ibanLengths = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28,
	"CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24,
	"FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28,
	"IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
	"LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30,
	"NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33,
	"SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28,
	"TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}

// ibanShapes has the national part of neighbours: n digit, a letter, c either, one mark a place.
var ibanShapes = map[string]string{
	"BY": "cccc" + "nnnn" + "cccccccccccccccc",
	"DE": strings.Repeat("n", 18),
	"GB": "aaaa" + strings.Repeat("n", 14),
	"GE": "aa" + strings.Repeat("n", 16),
	"KZ": "nnn" + strings.Repeat("c", 13),
	"LT": strings.Repeat("n", 16),
	"MD": strings.Repeat("c", 20),
	"PL": strings.Repeat("n", 24),
	"RU": strings.Repeat("n", 14) + strings.Repeat("c", 15),
	"UA": "nnnnnn" + strings.Repeat("c", 19),
}

func checkIBAN(s string, _ Context) (Reason, string) { return latinOnly(s, ibanReason) }

func ibanReason(s string) (Reason, string) {
	if len(s) < 5 {
		return Length, ""
	}
	want, known := ibanLengths[s[:2]]
	switch {
	case !digitsOrCapitals(s) || !capitals(s[:2]) || !allDigits(s[2:4]):
		return Format, ""
	case !known:
		return Country, ""
	case len(s) != want:
		return Length, ""
	case !fits(s[4:], ibanShapes[s[:2]]):
		return Format, ""
	case s[2:4] < "02" || s[2:4] > "98":
		return Checksum, ""
	}
	return checksumReason(ibanRemainder(s) == 1)
}

// ibanRemainder moves the first four places to the end, writes A as 10 … Z as 35, and divides by 97.
func ibanRemainder(s string) int {
	rest := 0
	for i := range len(s) {
		c := s[(i+4)%len(s)]
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest
}

// fits compares place by place; an empty shape fits all.
func fits(s, shape string) bool {
	if shape == "" {
		return true
	}
	for i := range len(shape) {
		isDigit := s[i] >= '0' && s[i] <= '9'
		if (shape[i] == 'n' && !isDigit) || (shape[i] == 'a' && isDigit) {
			return false
		}
	}
	return true
}

func capitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != ""
}
