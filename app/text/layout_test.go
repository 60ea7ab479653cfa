package text_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"rapport/app/text"
)

func TestSwapLayout(t *testing.T) {
	cases := map[string][]string{
		"bdfyjd": {"иванов"}, "Bdfyjd": {"Иванов"}, "ghbdsn": {"привыт", "привіт"}, "[kt,": {"хлеб"}, "'kz": {"эля", "єля"}, "`krf": {"ёлка", "'лка"},
		"GTNHJD": {"ПЕТРОВ"}, "Vfif": {"Маша"}, "ghbdtn": {"привет"}, "ytgjuj;bq": {"непогожий"}, "gj]pl": {"поъзд", "поїзд"},
		"руддщ": {"hello"}, "РУДДЩ": {"HELLO"}, "шмфт\"ьфшдюкг": {"ivan@mail.ru"}, "їжак": {"];fr"}, "єґ": {`'\`}, "ёж": {"`;"},
		"": nil, "123": nil, "[];": nil, "日本": nil,
	}
	for typed, want := range cases {
		if got := text.SwapLayout(typed); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// TestLettersGoThereAndBack holds that swapping a word of letters twice can bring it back.
func TestLettersGoThereAndBack(t *testing.T) {
	for _, word := range []string{"съешьещёэтихмягкихфранцузскихбулок", "ЮЖНЫЙ", "жебракують", "філософи", "ґанок", "їжаки", "thequickbrownfox"} {
		back := false
		for _, swapped := range text.SwapLayout(word) {
			back = back || slices.Contains(text.SwapLayout(swapped), word)
		}
		if !back {
			t.Errorf("%q does not come back from %q", word, text.SwapLayout(word))
		}
	}
}

func FuzzSwapLayout(f *testing.F) {
	f.Add("bdfyjd")
	f.Add("їжак\xff")
	f.Fuzz(func(t *testing.T, s string) {
		variants := text.SwapLayout(s)
		if len(variants) > 4 {
			t.Fatalf("%q: %d variants", s, len(variants))
		}
		for _, v := range variants {
			if utf8.RuneCountInString(v) != utf8.RuneCountInString(s) || v == s {
				t.Fatalf("%q: variant %q", s, v)
			}
		}
	})
}
