package text_test

import (
	"strings"
	"testing"

	"rapport/app/text"
)

const wholePluralRU = "[\"a.n\"]\none = \"{{.N}} д\"\nfew = \"{{.N}} д\"\nmany = \"{{.N}} д\"\nother = \"{{.N}} д\"\n"
const wholePluralEN = "[\"a.n\"]\none = \"a day\"\nother = \"{{.N}} days\"\n"

func TestNoFaults(t *testing.T) {
	faults := text.Faults(folder(
		"a.ru.toml", `"a.x" = '«Да» {{.A}} – {{if .B}}{{printf "%s" .B}}{{end}}'`+"\n"+wholePluralRU,
		"a.uk.toml", `"a.x" = "«Так» {{.B}} {{.A}} №"`+"\n"+wholePluralRU,
		"a.en.toml", `"a.x" = "\"Yes\" {{.A}} {{.B}}"`+"\n"+wholePluralEN), "m")
	if len(faults) != 0 {
		t.Errorf("faults in a whole catalogue: %q", faults)
	}
}

func TestFaultsAreFound(t *testing.T) {
	same := func(s string) []string { return []string{s, s, s} }
	cases := map[string]struct {
		files []string // ru, uk, en
		want  string
	}{
		"missing key":        {[]string{`"a.x" = "1"`, `"a.x" = "1"`, ``}, "a.x: missing in en"},
		"missing in Russian": {[]string{``, `"a.x" = "1"`, `"a.x" = "1"`}, "a.x: missing in ru"},
		"other fields":       {[]string{`"a.x" = "{{.A}}"`, `"a.x" = "{{.B}}"`, `"a.x" = "{{.A}}"`}, "a.x: fields are [A] in ru but [B] in uk"},
		"broken template":    {same(`"a.x" = "{{.A"`), "cannot be read"},
		"form missing":       {[]string{wholePluralRU, strings.Replace(wholePluralRU, "few", "# few", 1), wholePluralEN}, "a.n: plural form few missing in uk"},
		"form too many":      {same(wholePluralRU), "a.n: a plural form that en does not have"},
		"plural or not":      {[]string{wholePluralRU, wholePluralRU, `"a.n" = "{{.N}}"`}, "a.n: plural in only one of ru and en"},
		"N in some forms":    {[]string{strings.Replace(wholePluralRU, "{{.N}} д", "день", 1), wholePluralRU, wholePluralEN}, "a.n: {{.N}} is not in every plural form in ru"},
		"arrow":              {same(`"a.x" = "A → B"`), "U+2192"},
		"check mark":         {same(`"a.x" = "✓"`), "U+2713"},
		"minus":              {same(`"a.x" = "−5"`), "U+2212"},
		"box":                {same(`"a.x" = "┌"`), "U+250C"},
		"triangle":           {same(`"a.x" = "▼"`), "U+25BC"},
		"picture":            {same(`"a.x" = "🙂"`), "U+1F642"},
		"less or equal":      {same(`"a.x" = "≤ 5"`), "U+2264"},
		"soft hyphen":        {same("\"a.x\" = \"до\u00adм\""), "U+00AD"},
		"ASCII quotes":       {same(`"a.x" = "ООО \"Ромашка\""`), "a.x: uk has the ASCII quote"},
		"space at the end":   {same(`"a.x" = "да "`), "a.x: ru ends in white space"},
		"no-break at end":    {same("\"a.x\" = \"да\u00a0\""), "a.x: ru ends in white space"},
		"space at line end":  {same(`"a.x" = "да \nнет"`), "a.x: ru ends in white space"},
		"foreign room":       {same(`"b.x" = "да"`), `key "b.x" does not begin with "a."`},
		"empty text":         {same(`"a.x" = ""`), "a.x: no text (form other) in ru"},
		"twice":              {same("\"a.x\" = \"1\"\n\"a.x\" = \"1\""), "a.ru.toml"},
	}
	for name, c := range cases {
		faults := text.Faults(folder("a.ru.toml", c.files[0], "a.uk.toml", c.files[1], "a.en.toml", c.files[2]), "m")
		if !strings.Contains(strings.Join(faults, "\n"), c.want) {
			t.Errorf("%s: %q lacks %q", name, faults, c.want)
		}
	}
}

func TestFaultsNameMisnamedFiles(t *testing.T) {
	for _, name := range []string{"a.ua.toml", "a.toml", ".ru.toml", "a.b.ru.toml"} {
		faults := text.Faults(folder(name, `"a.x" = "да"`), "m")
		if len(faults) != 1 || !strings.Contains(faults[0], "m/"+name+": not named") {
			t.Errorf("%s: %q", name, faults)
		}
	}
}

func TestUndrawable(t *testing.T) {
	files := folder("a.ru.toml", `"a.x" = "аб"`, "a.en.toml", "[\"a.x\"]\none = \"a\"\nother = \"b\\nc\"\n")
	got := text.Undrawable(files, "m", func(r rune) bool { return r != 'б' && r != 'c' && r != '\n' })
	if len(got) != 2 || !strings.Contains(got[0], "en") || !strings.Contains(got[1], "ru") {
		t.Errorf("undrawable: %q", got)
	}
}
