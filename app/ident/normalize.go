package ident

import (
	"strings"
	"unicode"
)

// Normalize is the form in which a value is stored and compared: no spaces and punctuation in numbers, capital letters
// in codes; phones and addresses are only trimmed.
func Normalize(kind Kind, value string) string {
	switch kind {
	case PhoneNo, Email:
		return strings.TrimSpace(strings.Trim(value, "\ufeff\u200b"))
	case IBAN:
		return NormIBAN(value)
	case EUVAT:
		// Irish numbers of the old kind may hold "+" and "*".
		return compact(value, "+*")
	}
	return compact(value, "")
}

// NormIBAN drops spaces, hyphens, points and a leading word "IBAN", and makes letters capital.
func NormIBAN(value string) string {
	s := compact(value, "")
	if rest, found := strings.CutPrefix(s, "IBAN"); found {
		return strings.TrimPrefix(rest, ":")
	}
	return s
}

// GroupIBAN shows an IBAN in groups of four joined by U+00A0.
func GroupIBAN(value string) string {
	var b strings.Builder
	for i, r := range []rune(NormIBAN(value)) {
		if i > 0 && i%4 == 0 {
			b.WriteRune('\u00a0')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Digits keeps only the ASCII digits of a text.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// compact removes spaces, hyphens, points, apostrophes and invisible marks, and makes letters capital.
func compact(value, keep string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(keep, r):
			return r
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("-‐‑–—.'’`\"", r):
			return -1
		}
		return unicode.ToUpper(r)
	}, value)
}

// scientific is what a spreadsheet makes of a long number.
var scientific = pattern(`^['+]?\d+([.,]\d+)?[EeЕе]\+?\d{1,3}$`)

func damaged(value string) bool {
	value = strings.TrimSpace(value)
	return len(value) < 40 && strings.ContainsRune(value, '+') && scientific().MatchString(value)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func allZeros(s string) bool { return strings.Trim(s, "0") == "" }

// latin has the Latin twins of Cyrillic capitals.
var latin = map[rune]rune{
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'У': 'Y', 'Х': 'X', 'І': 'I', 'Ј': 'J', 'Ѕ': 'S',
}

// twins replaces Cyrillic letters that look Latin; changed says whether there were any.
func twins(s string) (fixed string, changed bool) {
	fixed = strings.Map(func(r rune) rune {
		if twin, ok := latin[r]; ok {
			return twin
		}
		return r
	}, s)
	return fixed, fixed != s
}

// latinOnly runs a check of a Latin code. A code typed with Cyrillic twins is told so, and mended in the suggestion.
func latinOnly(value string, check func(string) (Reason, string)) (Reason, string) {
	fixed, changed := twins(value)
	if !changed {
		return check(value)
	}
	if reason, _ := check(fixed); reason != "" {
		return reason, ""
	}
	return Letters, fixed
}
