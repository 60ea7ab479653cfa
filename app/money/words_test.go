package money

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestWordsTables(t *testing.T) {
	for _, row := range wordsTable {
		expectWords(t, New(row.minor, RUB), "ru", row.ru)
		expectWords(t, New(row.minor, UAH), "uk", row.uk)
	}
	for _, row := range englishTable {
		expectWords(t, New(row.minor, GBP), "en-GB", row.gb)
		expectWords(t, New(row.minor, USD), "en-US", row.us)
	}
}

func TestWordsOfOtherCurrencies(t *testing.T) {
	for _, row := range []struct {
		amount     Amount
		lang, want string
	}{
		{New(100, EUR), "ru", "Один евро 00 центов"},
		{New(202, USD), "ru", "Два доллара 02 цента"},
		{New(2100, USD), "ru", "Двадцать один доллар 00 центов"},
		{New(202, USD), "uk", "Два долари 02 центи"},
		{New(505, EUR), "uk", "П’ять євро 05 центів"},
		{New(50, USD), "en-US", "Zero and 50/100 dollars"},
		{New(-550, RUB), "ru", "Минус пять рублей 50 копеек"},
		{New(-550, UAH), "uk", "Мінус п’ять гривень 50 копійок"},
		{New(-550, GBP), "en-GB", "Minus five pounds and 50 pence"},
		{New(-1, RUB), "ru", "Минус ноль рублей 01 копейка"},
		{New(100100100, UAH), "uk", "Один мільйон одна тисяча одна гривня 00 копійок"},
		{New(2200, UAH), "ru", "Двадцать две гривны 00 копеек"},
		{New(200, BYN), "ru", "Два белорусских рубля 00 копеек"},
		{New(102, KZT), "ru", "Один тенге 02 тиына"},
		{New(200, RUB), "uk", "Два рублі 00 копійок"},
		{New(100, USD), "en", "One and 00/100 dollars"},
		{New(100, EUR), "en", "One euro and 00 cents"},
		{New(101, RUB), "en-GB", "One rouble and 01 kopeck"},
		{New(200, RUB), "en-US", "Two and 00/100 rubles"},
	} {
		expectWords(t, row.amount, row.lang, row.want)
	}
}

func TestWordsInBrackets(t *testing.T) {
	for _, row := range []struct {
		amount     Amount
		lang, want string
	}{
		{New(123450, RUB), "ru", hard("1 234,50") + " (Одна тысяча двести тридцать четыре) рубля 50 копеек"},
		{New(123450, UAH), "uk", hard("1 234,50") + " (Одна тисяча двісті тридцять чотири) гривні 50 копійок"},
		{New(-123450, GBP), "en-GB", "–1,234.50 (Minus one thousand two hundred and thirty-four) pounds and 50 pence"},
		{New(123450, USD), "en-US", "1,234.50 (One thousand two hundred thirty-four and 50/100) dollars"},
	} {
		got, err := Words(row.amount, row.lang, WordsBracket)
		if err != nil || got != row.want {
			t.Errorf("%v in brackets, %s: %q, %v; want %q", row.amount, row.lang, got, err, row.want)
		}
	}
}

func TestWordsRefuse(t *testing.T) {
	limit := int64(wordsLimit) * 100
	for _, row := range []struct {
		amount Amount
		lang   string
		want   error
	}{
		{New(limit+1, RUB), "ru", ErrWordsRange},
		{New(-limit-1, GBP), "en-GB", ErrWordsRange},
		{New(-1<<63, RUB), "ru", ErrWordsRange},
		{New(1, "JPY"), "ru", ErrNoWords},
		{New(1, "JPY"), "en-GB", ErrNoWords},
		{New(1, EUR), "de", ErrNoWords},
	} {
		if got, err := Words(row.amount, row.lang, WordsPlain); !errors.Is(err, row.want) {
			t.Errorf("%v %s: %q, %v; want error %v", row.amount, row.lang, got, err, row.want)
		}
	}
	expectWords(t, New(-limit, RUB), "ru", "Минус один триллион рублей 00 копеек")
}

// TestWordsTellNumbersApart reads numbers back from their words, which also proves that different numbers differ.
func TestWordsTellNumbersApart(t *testing.T) {
	langs := []string{"ru", "uk", "en-GB", "en-US"}
	for _, n := range wordSamples() {
		for _, lang := range langs {
			words, err := NumberWords(n, lang)
			if err != nil {
				t.Fatal(err)
			}
			if back := readBack(words, lang); back != n {
				t.Fatalf("%s: %d reads back as %d from %q", lang, n, back, words)
			}
		}
	}
}

// TestWordsAreComposedOfGroups checks that a thousand and the rest are written as each would be alone.
func TestWordsAreComposedOfGroups(t *testing.T) {
	for i := range int64(2000) {
		n := 1 + (i*7919)%999
		alone := russian.number(n, feminine)
		want := alone + " " + russian.scales[0].form(n)
		if got := russian.number(n*1000, masculine); got != want {
			t.Fatalf("%d thousand: %q, want %q", n, got, want)
		}
		if got := russian.number(n*1000+n, feminine); got != want+" "+alone {
			t.Fatalf("%d: %q", n*1001, got)
		}
	}
}

func expectWords(t *testing.T, a Amount, lang, want string) {
	t.Helper()
	got, err := Words(a, lang, WordsPlain)
	if err != nil || got != want {
		t.Errorf("%v, %s:\n got %q, %v\nwant %q", a, lang, got, err, want)
	}
}

func wordSamples() []int64 {
	samples := []int64{wordsLimit, wordsLimit - 1, -wordsLimit}
	for n := range int64(2500) {
		samples = append(samples, n, -n, n*1000, n*1_000_001)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		samples = append(samples, r.Int64N(wordsLimit))
	}
	return samples
}

// readBack is an independent reader: it adds up the values of words and multiplies at scale words.
func readBack(words, lang string) int64 {
	values, scales := vocabulary(lang)
	var total, group int64
	negative := false
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == '-' }) {
		scale, isScale := scales[w]
		switch {
		case w == "минус" || w == "мінус" || w == "minus":
			negative = true
		case w == "hundred":
			group *= 100
		case isScale:
			total += group * scale
			group = 0
		default:
			group += values[w]
		}
	}
	total += group
	if negative {
		return -total
	}
	return total
}

func vocabulary(lang string) (values, scales map[string]int64) {
	values, scales = map[string]int64{}, map[string]int64{}
	if strings.HasPrefix(lang, "en") {
		addWords(values, englishOnes[:], 1)
		addWords(values, englishTens[:], 10)
		addScales(scales, englishScales[1:])
		return values, scales
	}
	s := russian
	if lang == "uk" {
		s = ukrainian
	}
	addWords(values, s.ones[:], 1)
	addWords(values, s.femOnes[:], 1)
	addWords(values, s.tens[:], 10)
	addWords(values, s.hundreds[:], 100)
	for _, form := range []func(noun) string{
		func(n noun) string { return n.one }, func(n noun) string { return n.few }, func(n noun) string { return n.many },
	} {
		var names []string
		for _, n := range s.scales {
			names = append(names, form(n))
		}
		addScales(scales, names)
	}
	return values, scales
}

func addWords(values map[string]int64, words []string, step int64) {
	for i, w := range words {
		values[w] = int64(i) * step
	}
}

func addScales(scales map[string]int64, names []string) {
	value := int64(1)
	for _, name := range names {
		value *= 1000
		scales[name] = value
	}
}
