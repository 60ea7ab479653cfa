package money

import "strings"

// nbsp keeps groups of digits and the sign on one line.
const nbsp = "\u00a0"

// Format shows an amount with its sign: "1 234,50 ₽" in ru and uk, "£1,234.50" or "RUB 1,234.50" in English.
// Spaces are U+00A0 and minus is "-". Any lang other than ru and uk is shown as English.
func Format(a Amount, lang string) string {
	return withSign(FormatPlain(a, lang), a.Currency.Symbol(), a.Currency, lang)
}

// FormatPaper is Format for printed papers: minus is "–" (U+2013) and hryvnias are "грн".
func FormatPaper(a Amount, lang string) string {
	return Paper(withSign(FormatPlain(a, lang), a.Currency.PaperSymbol(lang), a.Currency, lang))
}

// FormatPlain is the amount without its currency: "1 234,50".
func FormatPlain(a Amount, lang string) string {
	digits := a.Currency.Digits()
	return figures(a.Decimal(), lang, digits, digits)
}

// FormatWhole is Format without the minor units when they are nought: "1 240 000 ₽", but "1 240 000,50 ₽".
func FormatWhole(a Amount, lang string) string {
	return withSign(wholeFigures(a, lang), a.Currency.Symbol(), a.Currency, lang)
}

// FormatDec shows a quantity or a rate without trailing zeros: "1 234,5" in ru and uk, "1,234.5" in English.
func FormatDec(d Dec, lang string) string { return figures(d, lang, 0, d.Places()) }

// FormatPrice shows a unit price with the minor digits of its currency, and with up to four when it has more.
func FormatPrice(d Dec, c Currency, lang string) string {
	return figures(d, lang, c.Digits(), max(4, c.Digits()))
}

// SignedPrice writes the price of one unit with the sign of its currency, its cents only when there are any: "1 240 ₽".
func SignedPrice(d Dec, c Currency, lang string) string {
	if d.Places() == 0 {
		return withSign(FormatDec(d, lang), c.Symbol(), c, lang)
	}
	return withSign(FormatPrice(d, c, lang), c.Symbol(), c, lang)
}

// FormatPercent shows "22 %" in ru and uk (U+00A0 before the sign) and "22%" in English.
func FormatPercent(d Dec, lang string) string {
	if english(lang) {
		return FormatDec(d, lang) + "%"
	}
	return FormatDec(d, lang) + nbsp + "%"
}

// Paper turns the minus of the screen into the minus of print, U+2013.
func Paper(figures string) string {
	if rest, negative := strings.CutPrefix(figures, "-"); negative {
		return "–" + rest
	}
	return figures
}

// english says whether numbers are written the English way: every language but Russian and Ukrainian.
func english(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base != "ru" && base != "uk"
}

func wholeFigures(a Amount, lang string) string {
	if d := a.Decimal(); d.Places() == 0 {
		return figures(d, lang, 0, 0)
	}
	return FormatPlain(a, lang)
}

// figures writes d with at least low and at most high decimal places, rounding half up to high.
func figures(d Dec, lang string, low, high int) string {
	d = RoundHalfUp(d, high)
	whole, fraction, _ := strings.Cut(d.Abs().String(), ".")
	for len(fraction) < low {
		fraction += "0"
	}
	group, mark := nbsp, ","
	if english(lang) {
		group, mark = ",", "."
	}
	text := grouped(whole, group)
	if fraction != "" {
		text += mark + fraction
	}
	if d.Sign() < 0 {
		return "-" + text
	}
	return text
}

func grouped(digits, separator string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// prefixed are the signs that stand before the number in English; other currencies show their code.
var prefixed = map[Currency]bool{GBP: true, USD: true, EUR: true, "JPY": true}

func withSign(figures, sign string, c Currency, lang string) string {
	if c == "" {
		return figures
	}
	if !english(lang) {
		return figures + nbsp + sign
	}
	number, negative := strings.CutPrefix(figures, "-")
	if prefixed[c] {
		number = sign + number
	} else {
		number = string(c) + nbsp + number
	}
	if negative {
		return "-" + number
	}
	return number
}
