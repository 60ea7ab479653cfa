package text

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestNested(t *testing.T) {
	for _, c := range []struct {
		lang     Lang
		in, want string
	}{
		{RU, "Аптеки «Мята»", "Аптеки „Мята“"},
		{UK, "ТОВ «М'ята»", "ТОВ „М'ята“"},
		{UK, "ТОВ «М’ята і О’Ніл»", "ТОВ „М’ята і О’Ніл“"},
		{RU, `ООО "Мята"`, "ООО „Мята“"},
		{RU, "Pharmacy “Mint”", "Pharmacy „Mint“"},
		{RU, "Аптеки „Мята“", "Аптеки „Мята“"},
		{RU, "Аптеки „Мята”", "Аптеки „Мята“"},
		{RU, "ООО «Аптеки «Мята»»", "ООО „Аптеки ‚Мята‘“"},
		{RU, "ООО «Аптеки „Мята“»", "ООО „Аптеки ‚Мята‘“"},
		{RU, `"Аптеки "Мята""`, "„Аптеки ‚Мята‘“"},
		{RU, "«Мята» и «Рута»", "„Мята“ и „Рута“"},
		{EN, "Pharmacy “Mint”", "Pharmacy ‘Mint’"},
		{EN, `Pharmacy "Mint"`, "Pharmacy ‘Mint’"},
		{EN, "Pharmacy ‘Mint’", "Pharmacy ‘Mint’"},
		{EN, "“The ‘Mint’ Shop”", "‘The “Mint” Shop’"},
		{EN, "ООО «Мята»", "ООО ‘Мята’"},
		{EN, "O’Neill & Sons", "O’Neill & Sons"},
		{EN, "“O’Neill’s”", "‘O’Neill’s’"},
		{EN, "the ’90s “Club”", "the ’90s ‘Club’"},
		{EN, "rock ‘n’ roll", "rock ‘n’ roll"},
		// marks without a partner
		{RU, "Аптеки «Мята", "Аптеки «Мята"},
		{RU, "Аптеки Мята»", "Аптеки Мята»"},
		{RU, "«Аптеки «Мята»", "«Аптеки „Мята“"},
		{RU, `Аптеки "Мята`, `Аптеки "Мята`},
		{RU, "»Мята«", "»Мята«"},
		{EN, "“Mint", "“Mint"},
		{EN, "Mint”", "Mint”"},
		// inches
		{RU, `Труба 1/2"`, `Труба 1/2"`},
		{RU, `Труба 1/2" и 3/4"`, `Труба 1/2" и 3/4"`},
		{RU, `Экран 7" «Луч»`, `Экран 7" „Луч“`},
		{RU, `Экран 7" "Луч"`, `Экран 7" „Луч“`},
		{EN, `6' 2" shelf`, `6' 2" shelf`},
		// nothing to do
		{RU, "", ""},
		{RU, `"`, `"`},
		{RU, `" "`, `" "`},
		{RU, "Мята", "Мята"},
	} {
		if got := Nested(c.in, c.lang, 1); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.lang, c.in, got, c.want)
		}
		if got := Nested(c.in, c.lang, 0); got != c.in {
			t.Errorf("%s %s outside any marks: %s", c.lang, c.in, got)
		}
	}
}

// TestNestedChangesOnlyMarks compares everything else of texts made of marks and words at random.
func TestNestedChangesOnlyMarks(t *testing.T) {
	pieces := []string{"«", "»", "“", "”", "„", "‘", "’", "‚", "\"", "'", " ", "а", "b", "7", "\u00a0", "«Мята»", "O’Neill"}
	bare := strings.NewReplacer("«", "", "»", "", "“", "", "”", "", "„", "", "‘", "", "’", "", "‚", "", "\"", "")
	seed := uint64(1)
	for range 20000 {
		var b strings.Builder
		for range seed >> 33 % 9 {
			seed = seed*6364136223846793005 + 1442695040888963407
			b.WriteString(pieces[seed>>33%uint64(len(pieces))])
		}
		seed = seed*6364136223846793005 + 1442695040888963407
		for _, lang := range Langs {
			got := Nested(b.String(), lang, 1)
			if bare.Replace(got) != bare.Replace(b.String()) || len([]rune(got)) != len([]rune(b.String())) {
				t.Fatalf("%s: %q became %q", lang, b.String(), got)
			}
		}
	}
}

func TestMessagesNestTheirArguments(t *testing.T) {
	files := fstest.MapFS{}
	for lang, source := range map[Lang]string{
		RU: "\"m.ask\" = \"Удалить «{{.Name}}» и {{.Name}}?\"\n\"m.deep\" = \"«Строка „{{.Name}}“ в {{.Name}}»\"\n[\"m.n\"]\none = \"{{.N}} в «{{.Name}}»\"\nfew = \"\"\nmany = \"{{.N}} в «{{.Name}}»\"\nother = \"{{.N}} в «{{.Name}}»\"\n",
		UK: "\"m.ask\" = \"Видалити «{{.Name}}»?\"\n",
		EN: "\"m.ask\" = \"Delete “{{.Name}}” of {{.Name}}’s?\"\n",
	} {
		files["m."+string(lang)+".toml"] = &fstest.MapFile{Data: []byte(source)}
	}
	c, err := Load(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		lang      Lang
		key, name string
		want      string
	}{
		{RU, "m.ask", "Аптеки «Мята»", "Удалить «Аптеки „Мята“» и Аптеки «Мята»?"},
		{RU, "m.deep", "«Мята»", "«Строка „‚Мята‘“ в „Мята“»"},
		{UK, "m.ask", "Аптеки «М'ята»", "Видалити «Аптеки „М'ята“»?"},
		{EN, "m.ask", "Pharmacy “Mint”", "Delete “Pharmacy ‘Mint’” of Pharmacy “Mint”’s?"},
	} {
		if got := c.In(one.lang).T(one.key, "Name", one.name); got != one.want {
			t.Errorf("%s, want %s", got, one.want)
		}
	}
	if got := c.In(RU).N("m.n", 1, "Name", "«Мята»"); got != "1 в «„Мята“»" {
		t.Error(got)
	}
}
