package guide_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"golang.org/x/image/font/sfnt"

	"rapport/app/text"
	"rapport/assets"
	"rapport/docs/guide"
)

// guides are the texts as the program shows them, by language.
func guides(t *testing.T) map[text.Lang]string {
	t.Helper()
	all := map[text.Lang]string{}
	for _, lang := range text.Langs {
		all[lang] = guide.Text(string(lang))
	}
	return all
}

// depths are the depths of the headings in their order.
func depths(page string) []int {
	var all []int
	for line := range strings.Lines(page) {
		if depth := len(line) - len(strings.TrimLeft(line, "#")); depth > 0 {
			all = append(all, depth)
		}
	}
	return all
}

func TestGuidesAreTheSameInEveryLanguage(t *testing.T) {
	all := guides(t)
	want := depths(all[text.EN])
	if len(want) < 12 {
		t.Fatalf("the English guide has %d headings", len(want))
	}
	for lang, page := range all {
		if got := depths(page); !slices.Equal(got, want) {
			t.Errorf("%s: headings %v, in English %v", lang, got, want)
		}
		if n := len(strings.Fields(page)); n < 1800 || n > 3800 {
			t.Errorf("%s: %d words", lang, n)
		}
		if lang != text.EN && page == all[text.EN] {
			t.Errorf("%s: the guide is the English one", lang)
		}
	}
}

func TestUnknownLanguageReadsEnglish(t *testing.T) {
	if guide.Text("de") != guide.Text("en") {
		t.Error("a language without a guide does not read the English one")
	}
}

// strange is what the toolkit's Markdown is not to be asked for here: pictures, links, HTML, code, quotations, rules.
var strange = regexp.MustCompile("(?m)!\\[|\\]\\(|<[a-z/!]|`|^>|^---|^ {4}|\t")

func TestGuidesArePlain(t *testing.T) {
	for lang, page := range guides(t) {
		if found := strange.FindString(page); found != "" {
			t.Errorf("%s: %q is more than headings, paragraphs and lists", lang, found)
		}
		for _, quote := range map[text.Lang]string{text.RU: "\"'“”", text.UK: "\"'“”", text.EN: "\"'«»"}[lang] {
			if strings.ContainsRune(page, quote) {
				t.Errorf("%s: the quote %q is not this language's", lang, quote)
			}
		}
		if strings.Contains(page, "Ctrl ") && regexp.MustCompile(`Ctrl [A-Z]\b`).MatchString(page) {
			t.Errorf("%s: a key is parted from its Ctrl at the end of a line", lang)
		}
	}
}

// TestEveryFaceDrawsTheGuides looks each character up in the fonts themselves.
func TestEveryFaceDrawsTheGuides(t *testing.T) {
	for _, face := range []string{"Regular", "Bold", "Italic"} {
		font, err := sfnt.Parse(assets.Font(face))
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		missing := func(r rune) bool {
			glyph, err := font.GlyphIndex(&buffer, r)
			return r != '\n' && (err != nil || glyph == 0)
		}
		if !missing('✓') {
			t.Fatalf("%s draws a check mark: the lookup is wrong", face)
		}
		for lang, page := range guides(t) {
			if i := strings.IndexFunc(page, missing); i >= 0 {
				t.Errorf("%s: %s cannot be drawn from %.30q on", face, lang, page[i:])
			}
		}
	}
}

// words are all that the window says in a language.
func words(t *testing.T, lang text.Lang) map[string]bool {
	t.Helper()
	files, err := assets.Messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), "."+string(lang)+".toml") {
			continue
		}
		body, err := assets.Messages.ReadFile("messages/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := toml.Unmarshal(body, &messages); err != nil {
			t.Fatal(err)
		}
		for _, said := range messages {
			if s, ok := said.(string); ok {
				all[s] = true
			}
		}
	}
	return all
}

var (
	bold    = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	pressed = regexp.MustCompile("^(Ctrl\u00a0([A-Z]|Enter)|F[0-9]+|Esc)$")
)

// TestGuidesNameWhatTheWindowShows holds the guide to the program: what is bold is a key, a command, or a word of the window.
func TestGuidesNameWhatTheWindowShows(t *testing.T) {
	for lang, page := range guides(t) {
		shown := words(t, lang)
		if len(shown) < 300 {
			t.Fatalf("%s: only %d messages", lang, len(shown))
		}
		found := bold.FindAllStringSubmatch(page, -1)
		if len(found) < 30 {
			t.Errorf("%s: only %d words are bold", lang, len(found))
		}
		for _, m := range found {
			word := strings.TrimRight(m[1], ",.;:)") // bold as well: the toolkit would begin a line with them
			if !shown[word] && !shown[m[1]] && !pressed.MatchString(word) && !strings.HasPrefix(word, "rapport ") {
				t.Errorf("%s: the window does not say %q", lang, word)
			}
		}
	}
}

// TestWrongLayoutsOfTheGuides tries the words that the guides say are found though typed with the wrong layout on.
func TestWrongLayoutsOfTheGuides(t *testing.T) {
	for _, row := range []struct {
		lang         text.Lang
		typed, meant string
	}{
		{text.RU, "bdfyjd", "иванов"},
		{text.UK, "itdxtyrj", "шевченко"},
		{text.EN, "ьфкштф", "marina"},
	} {
		if !strings.Contains(guide.Text(string(row.lang)), row.typed) {
			t.Errorf("%s: the guide does not say %q", row.lang, row.typed)
		}
		if got := text.SwapLayout(row.typed); !slices.Contains(got, row.meant) {
			t.Errorf("%s: %q gives %q", row.lang, row.typed, got)
		}
	}
}

// TestPromisesNameTheirTests reads docs/reliability.md: every test it names is there.
func TestPromisesNameTheirTests(t *testing.T) {
	promises, err := os.ReadFile("../reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	root := os.DirFS("../..")
	err = fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		body, err := fs.ReadFile(root, path)
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllSubmatch(body, -1) {
			written[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllSubmatch(promises, -1)
	if len(named) < 40 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		if !written[string(m[1])] {
			t.Errorf("there is no %s", m[1])
		}
	}
}
