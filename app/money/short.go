package money

import "strings"

// magnitudes are the steps of FormatShort, smallest first, as powers of ten.
var magnitudes = []struct {
	power      int
	ru, uk, en string
}{
	{3, "тыс.", "тис.", "k"},
	{6, "млн", "млн", "m"},
	{9, "млрд", "млрд", "bn"},
	{12, "трлн", "трлн", "tn"},
}

// shortFrom is the sum in major units from which FormatShort shortens.
var shortFrom = DecInt(100_000)

// FormatShort shows an amount for the heads of board columns: three digits and a word of magnitude from 100 000 up
// ("438 тыс. ₽", "4,38 млн ₽", "£4.38m"), the whole sum below ("95 000 ₽"), with minor units only when there are some.
func FormatShort(a Amount, lang string) string {
	return withSign(shortFigures(a, lang), a.Currency.Symbol(), a.Currency, lang)
}

// FormatShortPlain is FormatShort without the currency, for the axes of charts: "4,38 млн".
func FormatShortPlain(a Amount, lang string) string { return shortFigures(a, lang) }

func shortFigures(a Amount, lang string) string {
	d := a.Decimal()
	if d.Abs().Cmp(shortFrom) < 0 {
		return wholeFigures(a, lang)
	}
	step := 0
	for step < len(magnitudes)-1 && rounded(d, magnitudes[step].power).Abs().Cmp(DecInt(1000)) >= 0 {
		step++
	}
	m := magnitudes[step]
	value := rounded(d, m.power)
	places := threeDigits(value)
	number := figures(value, lang, places, places)
	if english(lang) {
		return number + m.en
	}
	word := m.ru
	if strings.HasPrefix(strings.ToLower(lang), "uk") {
		word = m.uk
	}
	return number + nbsp + word
}

// rounded is d / 10^power rounded to three digits.
func rounded(d Dec, power int) Dec {
	value := fromDecimal(d.value().Shift(int32(-power)))
	return RoundHalfUp(value, threeDigits(value))
}

// threeDigits is the number of decimal places that leaves three digits in all.
func threeDigits(d Dec) int {
	abs := d.Abs()
	switch {
	case abs.Cmp(DecInt(10)) < 0:
		return 2
	case abs.Cmp(DecInt(100)) < 0:
		return 1
	}
	return 0
}
