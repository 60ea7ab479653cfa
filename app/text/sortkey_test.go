package text_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rapport/app/text"
)

func compareKeys(a, b string) int { return bytes.Compare(text.SortKey(a), text.SortKey(b)) }

func TestSortOrder(t *testing.T) {
	orders := map[string][]string{
		"numbers, Latin, Cyrillic": {"", "2", "10", "Alpha", "beta", "Zeta", "Альфа", "яблоко"},
		"Ukrainian alphabet":       strings.Fields("а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я"),
		"Russian alphabet":         strings.Fields("а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"),
		"ё is е until the end":     {"ежа", "елка", "ёлка", "елки", "ёлки", "емкость"},
		"numbers by value":         {"Дом 2", "дом 2а", "ДОМ 10", "Дом 12", "Дом 100", "Дом А"},
		"long numbers":             {"9", "99999999999999999999999", "100000000000000000000000"},
		"shorter first":            {"Ромашка", "Ромашка 5", "Ромашка и К", "Ромашкин"},
		"legal forms stay":         {"АО Ясень", "ООО «Абрис»", "ООО «Ромашка»", "Ромашка"},
		"accents":                  {"Zoe", "Zoë", "Zoef"},
		"quotes do not count":      {"«Ааа»", "Аая", "\"Ббб\"", "Ввв"},
	}
	for name, want := range orders {
		got := slices.Clone(want)
		shuffler := rand.New(rand.NewPCG(1, 2))
		for range 20 {
			shuffler.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortFunc(got, compareKeys)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", name, got, want)
				break
			}
		}
	}
}

func TestSortKeyIgnores(t *testing.T) {
	same := [][]string{
		{"Ромашка", "РОМАШКА", "«Ромашка»", "\"ромашка\"", "  ромашка ", "(Ромашка)", "– Ромашка."},
		{"О’Ніл", "О'Ніл", "оніл", "ОʼНіл"}, {"Иванов-Петров", "Иванов Петров", "иванов\u00a0петров", "Иванов, Петров"},
		{"Дом 2", "Дом 02", "дом-2"}, {"йод", "и\u0306од"}, {"Zoë", "zoe\u0308"}, {"", " ", "«»", "!?"},
	}
	for _, group := range same {
		for _, s := range group[1:] {
			if compareKeys(group[0], s) != 0 {
				t.Errorf("%q and %q: %x, %x", group[0], s, text.SortKey(group[0]), text.SortKey(s))
			}
		}
	}
}

func TestSortKeyIsShort(t *testing.T) {
	long := strings.Repeat("Щ", 10_000)
	if got := len(text.SortKey(long)); got > 600 {
		t.Errorf("key of a long text has %d bytes", got)
	}
	if compareKeys(long, strings.Repeat("щ", 200)) != 0 {
		t.Error("runes past the two hundredth count")
	}
	if got := len(text.SortKey("Ромашка")); got != 14 {
		t.Errorf("key of seven letters has %d bytes", got)
	}
}

func FuzzSortKey(f *testing.F) {
	f.Add("Дом 2", "дом 10")
	f.Add("é\u0301\u0328", "\xff")
	f.Add("漢字", "가")
	f.Fuzz(func(t *testing.T, a, b string) {
		if compareKeys(a, b) != -compareKeys(b, a) {
			t.Fatalf("%q and %q have no order", a, b)
		}
		if len(text.SortKey(a)) > 8*1024 {
			t.Fatalf("key of %q is too long", a)
		}
		if text.Fold(a) == a && compareKeys(a, strings.ToUpper(a)) != 0 && isPlainCyrillic(a) {
			t.Fatalf("case counts in %q", a)
		}
	})
}

func isPlainCyrillic(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && (r < 'а' || r > 'я') })
}

func BenchmarkSortKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		text.SortKey("ООО «Ромашка и партнёры» 12")
	}
}
