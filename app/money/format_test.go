package money

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, row := range []struct {
		amount     Amount
		lang, want string
	}{
		{New(123450, RUB), "ru", "1 234,50 ₽"},
		{New(123450, UAH), "uk", "1 234,50 ₴"},
		{New(123450, USD), "ru", "1 234,50 $"},
		{New(123450, GBP), "en", "£1,234.50"},
		{New(123450, USD), "en-US", "$1,234.50"},
		{New(123450, RUB), "en", "RUB 1,234.50"},
		{New(-123450, RUB), "en", "-RUB 1,234.50"},
		{New(-123450, GBP), "en", "-£1,234.50"},
		{New(-5, RUB), "ru", "-0,05 ₽"},
		{New(0, RUB), "ru", "0,00 ₽"},
		{New(100000000, "JPY"), "en", "¥100,000,000"},
		{New(123450, "CHF"), "uk", "1 234,50 CHF"},
		{New(1234567, "KWD"), "en", "KWD 1,234.567"},
		{New(math.MinInt64, RUB), "ru", "-92 233 720 368 547 758,08 ₽"},
	} {
		if got := Format(row.amount, row.lang); got != hard(row.want) {
			t.Errorf("Format(%v, %s) = %q, want %q", row.amount, row.lang, got, hard(row.want))
		}
	}
}

func TestFormatVariants(t *testing.T) {
	for _, row := range []struct{ what, got, want string }{
		{"paper uk", FormatPaper(New(-123450, UAH), "uk"), "–1 234,50 грн"},
		{"paper ru", FormatPaper(New(123450, RUB), "ru"), "1 234,50 ₽"},
		{"paper en", FormatPaper(New(-123450, GBP), "en"), "–£1,234.50"},
		{"plain", FormatPlain(New(123456789, RUB), "ru"), "1 234 567,89"},
		{"whole", FormatWhole(New(124000000, RUB), "ru"), "1 240 000 ₽"},
		{"whole with kopecks", FormatWhole(New(124000050, RUB), "ru"), "1 240 000,50 ₽"},
		{"quantity", FormatDec(MustDec("1234.500"), "ru"), "1 234,5"},
		{"quantity en", FormatDec(MustDec("1234.5"), "en"), "1,234.5"},
		{"small", FormatDec(MustDec("-0.005"), "uk"), "-0,005"},
		{"percent", FormatPercent(MustDec("22"), "ru"), "22 %"},
		{"percent en", FormatPercent(MustDec("18.03"), "en"), "18.03%"},
		{"price", FormatPrice(MustDec("7"), RUB, "ru"), "7,00"},
		{"price of four", FormatPrice(MustDec("7.12346"), RUB, "ru"), "7,1235"},
	} {
		if row.got != hard(row.want) {
			t.Errorf("%s: %q, want %q", row.what, row.got, hard(row.want))
		}
	}
}

func TestFormatShort(t *testing.T) {
	for _, row := range []struct {
		major      string
		c          Currency
		lang, want string
	}{
		{"4384000", RUB, "ru", "4,38 млн ₽"},
		{"5600000", RUB, "ru", "5,60 млн ₽"},
		{"24500000", RUB, "ru", "24,5 млн ₽"},
		{"4384000", UAH, "uk", "4,38 млн ₴"},
		{"4384000", GBP, "en", "£4.38m"},
		{"4384000", RUB, "en", "RUB 4.38m"},
		{"438000", RUB, "ru", "438 тыс. ₽"},
		{"438000", UAH, "uk", "438 тис. ₴"},
		{"438000", USD, "en", "$438k"},
		{"95000", RUB, "ru", "95 000 ₽"},
		{"99999.99", RUB, "ru", "99 999,99 ₽"},
		{"999499", RUB, "ru", "999 тыс. ₽"},
		{"999500", RUB, "ru", "1,00 млн ₽"},
		{"9995000", RUB, "ru", "10,0 млн ₽"},
		{"999500000", RUB, "ru", "1,00 млрд ₽"},
		{"-4384000", RUB, "ru", "-4,38 млн ₽"},
		{"1234000000000000", EUR, "en", "€1,234tn"},
		{"0", RUB, "ru", "0 ₽"},
	} {
		a, err := FromDec(MustDec(row.major), row.c)
		if err != nil {
			t.Fatal(err)
		}
		if got := FormatShort(a, row.lang); got != hard(row.want) {
			t.Errorf("FormatShort(%v, %s) = %q, want %q", a, row.lang, got, hard(row.want))
		}
	}
}

// TestParseReadsWhatFormatWrote is the round trip over random amounts, languages, currencies and forms.
func TestParseReadsWhatFormatWrote(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	currencies := []Currency{RUB, UAH, USD, EUR, GBP, BYN, PLN, KZT, "JPY", "KWD", "CHF"}
	for i := range 20000 {
		a := New(r.Int64()>>r.IntN(63), currencies[i%len(currencies)])
		if i%2 == 0 {
			a.Minor = -a.Minor
		}
		for _, lang := range []string{"ru", "uk", "en", "en-US"} {
			for _, text := range []string{Format(a, lang), FormatPaper(a, lang), FormatPlain(a, lang), FormatWhole(a, lang)} {
				if back, err := ParseAmount(text, a.Currency, lang); err != nil || back != a {
					t.Fatalf("%v in %s is %q and reads back as %v, %v", a, lang, text, back, err)
				}
			}
			if back, err := ParseDecIn(FormatDec(a.Decimal(), lang), lang); err != nil || back != a.Decimal() {
				t.Fatalf("%v in %s reads back as %v, %v", a.Decimal(), lang, back, err)
			}
		}
	}
}
