package money

import (
	"fmt"
	"strings"
)

var englishOnes = [20]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}

var englishTens = [10]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

var englishScales = []string{"", "thousand", "million", "billion", "trillion"}

// englishUnit has singular and plural; american is the plural where American spelling differs.
type englishUnit struct {
	one, many, american string
	minorOne, minorMany string
}

var englishUnits = map[Currency]englishUnit{
	GBP: {"pound", "pounds", "", "penny", "pence"},
	USD: {"dollar", "dollars", "", "cent", "cents"},
	EUR: {"euro", "euros", "", "cent", "cents"},
	RUB: {"rouble", "roubles", "rubles", "kopeck", "kopecks"},
	UAH: {"hryvnia", "hryvnias", "", "kopiyka", "kopiykas"},
	BYN: {"Belarusian rouble", "Belarusian roubles", "Belarusian rubles", "kopeck", "kopecks"},
	KZT: {"tenge", "tenge", "", "tiyn", "tiyn"},
	PLN: {"zloty", "zlotys", "", "grosz", "groszy"},
}

// british decides plain "en" by the currency: dollars are written the American way, everything else the British.
func british(lang string, c Currency) bool {
	switch strings.ToLower(lang) {
	case "en-us":
		return false
	case "en-gb":
		return true
	}
	return c != USD
}

func englishAmount(a Amount, major int64, minor int, lang string, style WordStyle) (string, error) {
	u, ok := englishUnits[a.Currency]
	if base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base != "en" || !ok {
		return "", fmt.Errorf("%w: %s in %q", ErrNoWords, a.Currency, lang)
	}
	if british(lang, a.Currency) {
		tail := fmt.Sprintf("%s and %02d %s", either(major, u.one, u.many), minor, either(int64(minor), u.minorOne, u.minorMany))
		return joinWords(a, lang, style, capital(signedEnglish(a, major, true)), tail), nil
	}
	plural := u.many
	if u.american != "" {
		plural = u.american
	}
	number := fmt.Sprintf("%s and %02d/100", capital(signedEnglish(a, major, false)), minor)
	return joinWords(a, lang, style, number, plural), nil
}

func signedEnglish(a Amount, major int64, and bool) string {
	words := englishNumber(major, and)
	if a.Minor < 0 {
		return "minus " + words
	}
	return words
}

// englishNumber writes n ≥ 0; with and, the British way: "one thousand and one", "one hundred and eleven".
func englishNumber(n int64, and bool) string {
	if n == 0 {
		return "zero"
	}
	var words []string
	groups := groupsOf(n)
	for i, group := range groups {
		scale := englishScales[len(groups)-1-i]
		if group == 0 {
			continue
		}
		if and && scale == "" && group < 100 && len(words) > 0 {
			words = append(words, "and")
		}
		words = append(words, englishGroup(group, and))
		if scale != "" {
			words = append(words, scale)
		}
	}
	return strings.Join(words, " ")
}

// englishGroup writes 1–999.
func englishGroup(n int, and bool) string {
	if n < 100 {
		return englishPair(n)
	}
	words := englishOnes[n/100] + " hundred"
	switch {
	case n%100 == 0:
		return words
	case and:
		return words + " and " + englishPair(n%100)
	}
	return words + " " + englishPair(n%100)
}

func englishPair(n int) string {
	switch {
	case n < 20:
		return englishOnes[n]
	case n%10 == 0:
		return englishTens[n/10]
	}
	return englishTens[n/10] + "-" + englishOnes[n%10]
}

func either(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
