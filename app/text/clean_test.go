package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"rapport/app/text"
)

func TestClean(t *testing.T) {
	cases := []struct {
		s    string
		max  int
		want string
	}{
		{"", 10, ""}, {"  просто  текст ", 0, "просто  текст"}, {"a\x00b\x07c\x7f", 0, "abc"}, {"a\r\nb\rc\n", 0, "a\nb\nc"}, {"a\tb", 0, "a\tb"},
		{"\xffИва\xd0нов", 0, "\ufffdИва\ufffdнов"}, {"и\u0306од", 0, "йод"}, {"a\u202eb\u2066c\u2069", 0, "abc"}, {"сло\u00adво\ufeff", 0, "слово"},
		{"привет", 3, "при"}, {"при вет", 4, "при"}, {"аб", 2, "аб"}, {"abc", 2, "ab"}, {"  abc  ", 3, "abc"}, {"a\u0085b\u0080", 0, "a\nb"}, {"a\uffffb", 0, "ab"},
		{"\u00a0текст\u00a0", 0, "текст"}, {"10\u00a0000", 0, "10\u00a0000"}, {"👩‍👧", 0, "👩‍👧"}, {"\ufffe", 5, ""},
	}
	for _, c := range cases {
		if got := text.Clean(c.s, c.max); got != c.want {
			t.Errorf("Clean(%q, %d) = %q, want %q", c.s, c.max, got, c.want)
		}
	}
}

func TestLine(t *testing.T) {
	if got := text.Line(" a \t b\r\n\nc\u00a0d ", 0); got != "a b c\u00a0d" {
		t.Errorf("%q", got)
	}
	if got := text.Line("аб\nв", 3); got != "аб" {
		t.Errorf("%q", got)
	}
}

func TestEllipsis(t *testing.T) {
	cases := []struct {
		s    string
		max  int
		want string
	}{
		{"коротко", 7, "коротко"}, {"коротко", 6, "корот…"}, {"Ромашка и партнёры", 10, "Ромашка и…"}, {"Ромашка, партнёры", 9, "Ромашка…"},
		{"абв", 1, "…"}, {"абв", 0, ""}, {"", 5, ""},
	}
	for _, c := range cases {
		if got := text.Ellipsis(c.s, c.max); got != c.want {
			t.Errorf("Ellipsis(%q, %d) = %q, want %q", c.s, c.max, got, c.want)
		}
	}
}

func TestInitials(t *testing.T) {
	cases := map[string]string{
		"Иванов Пётр Сергеевич": "ИП", "ООО «Ромашка»": "РО", "ТОВ «Зелений Гай»": "ЗГ", "ФОП Ґалаґан Є. І.": "ҐЄ", "Acme Ltd": "AC", "ООО": "ОО",
		"я": "Я", "": "", "«»": "", "3M": "3M", "О’Ніл Джон": "ОД", "иванов-петров": "ИП", "\xff": "",
	}
	for name, want := range cases {
		if got := text.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\r\nb", "\xff\x00", "и\u0306", "\u202e", "a \u0301", "\u1100\u202e\u1161"} {
		f.Add(s, 3)
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		clean := text.Clean(s, limit)
		if !utf8.ValidString(clean) || limit > 0 && utf8.RuneCountInString(clean) > limit {
			t.Fatalf("Clean(%q, %d) = %q", s, limit, clean)
		}
		if strings.ContainsFunc(clean, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Fatalf("a control is left in %q", clean)
		}
		if again := text.Clean(clean, limit); again != clean {
			t.Fatalf("%q cleans to %q and that to %q", s, clean, again)
		}
		text.Initials(s)
		if short := text.Ellipsis(clean, 5); utf8.RuneCountInString(short) > 5 {
			t.Fatalf("Ellipsis gives %q", short)
		}
	})
}
