package text_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"rapport/app/text"
)

func TestFold(t *testing.T) {
	cases := map[string]string{
		"": "", "Иванов Пётр": "иванов петр", "ЁЛКА": "елка", "Ґалаґан": "галаган", "Їжак": "їжак", "Йод і мило": "йод і мило",
		"Об’єднання": "обєднання", "об'єднання": "обєднання", "обʼєднання": "обєднання", "ООО «Ромашка»": "ооо ромашка", "ООО \"Ромашка\"": "ооо ромашка",
		"  много   мест\u00a0тут\t\n": "много мест тут", "Café Zoë": "cafe zoe", "Größe STRASSE straße": "grosse strasse strasse",
		"Łódź Ørsted Æsir": "lodz orsted aesir", "ﬁrma": "firma", "Ｆｕｌｌ １２": "full 12", "№ 5": "no 5", "x²": "x2",
		"и\u0306од": "йод", "і\u0308жак": "їжак", "е\u0308лка": "елка", "Ива\u0301нов": "иванов", "Дом–Сад — 2": "дом-сад - 2",
		"сло\u00adво": "слово", "\ufeffслово": "слово", "İstanbul": "istanbul", "ẞ": "ss", "Ấ": "a", "a\xffb": "a\ufffdb", "ΑΒΓ ά": "αβγ ά",
		"«»": "", "a\x00b": "a b", "Қазақ Әлия": "қазақ әлия", "ѐ ѝ": "ѐ ѝ",
	}
	for s, want := range cases {
		if got := text.Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestWordsAndDigits(t *testing.T) {
	cases := map[string][]string{
		"  Иванов, Пётр (Киев) ": {"иванов", "петр", "киев"}, "": nil, " – ": nil, "ivan@mail.ru": {"ivan", "mail", "ru"},
		"Об’єднання №5": {"обєднання", "no5"}, "Иванов-Петров": {"иванов", "петров"},
	}
	for query, want := range cases {
		if got := text.Words(query); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q", query, got)
		}
	}
	if got := text.Digits("+7 (495) 123-45-67, доб. ٣ 8"); got != "749512345678" {
		t.Errorf("Digits: %q", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Иванов Пётр", "Об’єднання", "Größe\u00a0x", "и\u0306", "\xff\x00", "г\u0327\u0301", "ᄀ'ᅡ", "´a", "ǅ", "ϓ", "K", "ﬃ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := text.Fold(s)
		if !utf8.ValidString(folded) {
			t.Fatalf("%q folds to bytes that are not UTF-8: %q", s, folded)
		}
		if again := text.Fold(folded); again != folded {
			t.Fatalf("%q folds to %q and that to %q", s, folded, again)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		text.Fold("ООО «Ромашка и партнёры» 12")
	}
}
