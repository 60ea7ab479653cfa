package text_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rapport/app/text"
)

// ownMessages are the messages this package brings for every screen.
func ownMessages(t testing.TB) *text.Catalogue {
	t.Helper()
	catalogue, err := text.Load(os.DirFS("../../assets"), "messages")
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

// folder makes a message folder of files given as name, content pairs.
func folder(pairs ...string) fs.FS {
	files := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		files["m/"+pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return files
}

func load(t *testing.T, pairs ...string) *text.Catalogue {
	t.Helper()
	catalogue, err := text.Load(folder(pairs...), "m")
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

func TestPlurals(t *testing.T) {
	said := map[text.Lang]map[int]string{
		text.RU: {0: "0 дней", 1: "1 день", 2: "2 дня", 5: "5 дней", 11: "11 дней", 12: "12 дней", 21: "21 день",
			22: "22 дня", 25: "25 дней", 101: "101 день", 111: "111 дней", 112: "112 дней", 1021: "1 021 день", 10_003: "10 003 дня", -1: "-1 день"},
		text.UK: {0: "0 днів", 1: "1 день", 2: "2 дні", 5: "5 днів", 11: "11 днів", 12: "12 днів", 21: "21 день",
			22: "22 дні", 25: "25 днів", 101: "101 день", 111: "111 днів", 112: "112 днів", 1021: "1 021 день", 10_003: "10 003 дні", -1: "-1 день"},
		text.EN: {0: "0 days", 1: "1 day", 2: "2 days", 5: "5 days", 11: "11 days", 12: "12 days", 21: "21 days",
			22: "22 days", 25: "25 days", 101: "101 days", 111: "111 days", 112: "112 days", 1021: "1,021 days", 10_003: "10,003 days", -1: "-1 day"},
	}
	catalogue := ownMessages(t)
	for lang, cases := range said {
		for n, want := range cases {
			got := strings.ReplaceAll(catalogue.In(lang).N("text.days", n), "\u00a0", " ")
			if got != want {
				t.Errorf("%s %d: %q, want %q", lang, n, got, want)
			}
		}
	}
}

func TestNumberAndUnitDoNotPart(t *testing.T) {
	for _, lang := range []text.Lang{text.RU, text.UK} {
		if got := ownMessages(t).In(lang).N("text.days", 12345); strings.Contains(got, " ") {
			t.Errorf("%s: plain space in %q", lang, got)
		}
	}
}

func TestTextWithFields(t *testing.T) {
	c := load(t,
		"a.en.toml", "\"a.plain\" = \"Plain\"\n\"a.two\" = \"{{.A}} of {{ .B }}, {{.A}}\"\n\"a.if\" = \"{{if .Late}}late{{else}}in time{{end}}, {{.Name}}\"\n",
		"b.en.toml", "[\"b.left\"]\none = \"{{.Name}} has {{.N}} day\"\nother = \"{{.Name}} has {{.N}} days\"\n[\"b.if\"]\none = \"{{if .Late}}{{.N}} late day{{end}}\"\nother = \"{{if .Late}}{{.N}} late days{{end}}\"\n",
	).In(text.EN)
	cases := []struct{ got, want string }{
		{c.T("a.plain"), "Plain"},
		{c.T("a.plain", "A", 1), "Plain"},
		{c.T("a.two", "A", "one", "B", 2), "one of 2, one"},
		{c.T("a.two", "A", "{{.B}}", "B", "<&>"), "{{.B}} of <&>, {{.B}}"},
		{c.T("a.two", "B", 2), "[A] of 2, [A]"},
		{c.T("a.two", "B"), "[A] of [B], [A]"},
		{c.T("a.two", 7, 8, "A", 1, "B", 2), "1 of 2, 1"},
		{c.T("a.if", "Late", true, "Name", "Ann"), "late, Ann"},
		{c.T("a.if", "Late", false, "Name", "Ann"), "in time, Ann"},
		{c.N("b.left", 1, "Name", "Ann"), "Ann has 1 day"},
		{c.N("b.left", 2000, "Name", "Ann"), "Ann has 2,000 days"},
		{c.N("b.if", 1, "Late", true), "1 late day"},
		{c.N("b.if", 3, "Late", true), "3 late days"},
		{c.N("a.plain", 5), "Plain"},
		{c.N("a.two", 5, "A", 1, "B", 2), "1 of 2, 1"},
		{c.T("b.left", "Name", "Ann", "N", 5), "Ann has 5 days"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if len(c.Missing()) != 0 {
		t.Errorf("missing: %v", c.Missing())
	}
}

func TestMissingKeysShowAndAreRemembered(t *testing.T) {
	tongue := load(t, "a.ru.toml", `"a.here" = "тут"`).In(text.RU)
	for _, got := range []string{tongue.T("a.gone"), tongue.T("a.gone"), tongue.N("a.gone", 3)} {
		if got != "[a.gone]" {
			t.Errorf("a missing key shows as %q", got)
		}
	}
	tongue.T("a.also")
	if got := tongue.Missing(); !slices.Equal(got, []string{"a.also", "a.gone"}) {
		t.Errorf("missing: %v", got)
	}
	if !tongue.Has("a.here") || tongue.Has("a.gone") {
		t.Error("Has is wrong")
	}
}

func TestLoadRefuses(t *testing.T) {
	cases := map[string]struct {
		files []string
		words []string
	}{
		"a key in two files": {[]string{"a.ru.toml", `"x.y" = "1"`, "b.ru.toml", `"x.y" = "2"`}, []string{"x.y", "a.ru.toml", "b.ru.toml"}},
		"a key twice":        {[]string{"a.ru.toml", "\"x.y\" = \"1\"\n\"x.y\" = \"2\""}, []string{"a.ru.toml"}},
		"broken TOML":        {[]string{"a.en.toml", `"x.y" = `}, []string{"a.en.toml"}},
	}
	for name, c := range cases {
		_, err := text.Load(folder(c.files...), "m")
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, word := range c.words {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: error %q does not name %q", name, err, word)
			}
		}
	}
	if _, err := text.Load(folder(), "nowhere"); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

func TestSameKeyInTwoLanguagesIsFine(t *testing.T) {
	c := load(t, "a.ru.toml", `"a.yes" = "Да"`, "a.uk.toml", `"a.yes" = "Так"`, "a.en.toml", `"a.yes" = "Yes"`, "notes.txt", "x", "a.de.toml", `"a.yes" = "Ja"`)
	for lang, want := range map[text.Lang]string{text.RU: "Да", text.UK: "Так", text.EN: "Yes", "de": "Yes", "": "Yes"} {
		if got := c.In(lang).T("a.yes"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if c.In(text.UK).Lang() != text.UK || c.In(text.UK) != c.In(text.UK) {
		t.Error("In does not give the one Ukrainian tongue")
	}
}

func TestManySpeakersAtOnce(t *testing.T) {
	tongue := ownMessages(t).In(text.RU)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 200 {
				if got := tongue.N("text.clients", n); !strings.Contains(got, "клиент") {
					t.Errorf("%q", got)
				}
				tongue.T(fmt.Sprint("no.", i, ".", n))
				text.SortKey(tongue.T("text.save") + " ąö́ 12")
			}
		})
	}
	all.Wait()
	if got := len(tongue.Missing()); got != 1600 {
		t.Errorf("%d keys missing, want 1600", got)
	}
}

func TestLangs(t *testing.T) {
	cases := map[string]struct {
		lang text.Lang
		ok   bool
	}{
		"ru": {text.RU, true}, "uk": {text.UK, true}, "en": {text.EN, true}, "RU": {text.RU, true}, "ru_RU.UTF-8": {text.RU, true},
		"uk-UA": {text.UK, true}, "en_GB@euro": {text.EN, true}, " uk ": {text.UK, true},
		"de": {text.EN, false}, "C": {text.EN, false}, "": {text.EN, false}, "rus": {text.EN, false}, "ua": {text.EN, false},
	}
	for s, want := range cases {
		if lang, ok := text.ParseLang(s); lang != want.lang || ok != want.ok {
			t.Errorf("ParseLang(%q) = %s, %t", s, lang, ok)
		}
	}
}

func TestSystemLang(t *testing.T) {
	cases := []struct {
		all, messages, lang string
		want                text.Lang
	}{
		{"", "", "uk_UA.UTF-8", text.UK},
		{"", "ru_RU.UTF-8", "uk_UA.UTF-8", text.RU},
		{"en_US.UTF-8", "ru_RU.UTF-8", "uk_UA.UTF-8", text.EN},
		{"", "", "", text.EN},
		{"", "", "de_DE.UTF-8", text.EN},
		{"C.UTF-8", "", "ru_RU", text.EN},
	}
	for _, c := range cases {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		if got := text.SystemLang(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func BenchmarkPlainText(b *testing.B) {
	tongue := ownMessages(b).In(text.RU)
	b.ReportAllocs()
	for b.Loop() {
		tongue.T("text.save")
	}
}

func BenchmarkPluralText(b *testing.B) {
	tongue := ownMessages(b).In(text.RU)
	b.ReportAllocs()
	for b.Loop() {
		tongue.N("text.clients", 12345)
	}
}

// TestOpenReadsARoomWhenAsked has a file that cannot be read: only its own room is missing.
func TestOpenReadsARoomWhenAsked(t *testing.T) {
	c, err := text.Open(folder("a.en.toml", `"a.yes" = "Yes"`, "b.en.toml", `"b.broken" = `), "m")
	if err != nil {
		t.Fatal(err)
	}
	tongue := c.In(text.EN)
	for key, want := range map[string]string{"a.yes": "Yes", "b.broken": "[b.broken]", "nowhere": "[nowhere]", "": "[]"} {
		if got := tongue.T(key); got != want {
			t.Errorf("%q says %q, want %q", key, got, want)
		}
	}
	if _, err := text.Open(folder(), "nowhere"); err == nil {
		t.Error("no error for a folder that is not there")
	}
}
