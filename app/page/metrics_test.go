package page_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"rapport/app/page"
)

func loadFace(t testing.TB) func(string) []byte {
	return func(face string) []byte {
		b, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", "NotoSans-"+face+".ttf"))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

func metrics(t testing.TB) *page.Metrics { return page.NewMetrics(loadFace(t)) }

func TestWidthsOfTheFont(t *testing.T) {
	m := metrics(t)
	for _, c := range []struct {
		s    string
		face page.Face
		size float64
		want float64
	}{
		{"0", page.Regular, 8.5, 1.715},
		{"1", page.Bold, 8.5, 1.715},
		{"12 345 678,90", page.Regular, 8.5, 19.5},
		{"123 456 789,00", page.Regular, 8.5, 21.2},
		{"9 999 999 999,99", page.Bold, 11, 30.8},
	} {
		s := strings.ReplaceAll(c.s, " ", "\u00a0")
		if got := m.Width(s, c.face, c.size); got < c.want-0.06 || got > c.want+0.06 {
			t.Errorf("%q is %.3f mm wide, want %.3f", c.s, got, c.want)
		}
	}
}

func TestHasGlyph(t *testing.T) {
	m := metrics(t)
	for _, r := range "₽₴£€№«»“”„’ʼ—–…×·§°±½ІЇЄҐіїєґ\u00a0\u202f\u2011" {
		if !m.HasGlyph(r) {
			t.Errorf("%q has no glyph", r)
		}
	}
	for _, r := range "−→↑↓▲▼■●☐✓≈≤≥∅😀漢" {
		if m.HasGlyph(r) {
			t.Errorf("%q has a glyph", r)
		}
	}
}

func TestBreak(t *testing.T) {
	m := metrics(t)
	wide := func(s string) float64 { return m.Width(s, page.Regular, 10) }
	for _, c := range []struct {
		name, s string
		width   float64
		want    []string
	}{
		{"empty", "", 50, []string{""}},
		{"fits", "одна строка", 50, []string{"одна строка"}},
		{"at a space", "раз два", wide("раз д"), []string{"раз", "два"}},
		{"never at NBSP", "сумма 1\u00a0234\u00a0567", wide("сумма 1\u00a0234"), []string{"сумма", "1\u00a0234\u00a0567"}},
		{"never at U+2011", "а б\u2011в", wide("а б\u2011"), []string{"а", "б\u2011в"}},
		{"after a hyphen", "Бариста-Опт", wide("Бариста-О"), []string{"Бариста-", "Опт"}},
		{"after a slash", "дом/сад", wide("дом/с"), []string{"дом/", "сад"}},
		{"a minus stays with its number", "цена -5", wide("цена -"), []string{"цена", "-5"}},
		{"a dash does not begin a line", "раз — два", wide("раз —"), []string{"раз —", "два"}},
		{"a long word at any letter", "абвгд", wide("абв"), []string{"абв", "гд"}},
		{"line ends stay", "а\n\nб", 50, []string{"а", "", "б"}},
		{"spaces at the break go", "раз    два", wide("раз "), []string{"раз", "два"}},
	} {
		if got := m.Break(c.s, page.Regular, 10, c.width); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := m.BreakAfter("раз два", page.Regular, 10, wide("раз два"), 1); strings.Join(got, "|") != "раз|два" {
		t.Errorf("indented: %q", got)
	}
	if got := m.BreakAfter("раз", page.Regular, 10, wide("раз"), 1); strings.Join(got, "|") != "|раз" {
		t.Errorf("the first word goes to the second line: %q", got)
	}
}

// FuzzBreak proves that no line is wider than asked, nothing but spaces is lost, and it ends.
func FuzzBreak(f *testing.F) {
	for _, s := range []string{"", "а б", "длинноеслово", "a-b/c — d", "e\u0301e\u0301", "\u0301", "   ", "1\u00a0000", "x\n\ny ", "\xff\xfe-\xff", "a\xff", "0-00c — 0", "x — — y"} {
		f.Add(s, 12.0)
	}
	m := metrics(f)
	f.Fuzz(func(t *testing.T, s string, width float64) {
		m.Break(s, page.Regular, 10, width) // whatever it is, it ends
		if !utf8.ValidString(s) || width < 5 || width > 500 || len(s) > 5000 {
			return
		}
		s, _ = m.Clean(s)
		lines := m.Break(s, page.Regular, 10, width)
		for _, l := range lines {
			if utf8.RuneCountInString(l) > 1 && m.Width(l, page.Regular, 10) > width+0.01 && !strings.ContainsAny(l, "\u0301") {
				t.Errorf("%q is wider than %g", l, width)
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if got := bare(strings.Join(lines, "")); got != bare(s) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func TestClean(t *testing.T) {
	m := metrics(t)
	for _, c := range []struct{ in, want, lost string }{
		{"Кофе «Утро» 5\u00a0% — да", "Кофе «Утро» 5\u00a0% — да", ""},
		{"час 😀 радости", "час  радости", "😀"},
		{"мяг\u00adкий\u200b знак", "мягкий знак", ""},
		{"а\tб\r\nв\x00г\u0085д", "а б\nвг\nд", ""},
		{"\u22125 \u2264 7", "–5 <= 7", ""},
		{"漢字 漢", "?? ?", "漢字"},
		{"и\u0306", "й", ""},
		{"\xff", "?", ""},
		{"\u202eзло\u202c", "зло", ""},
		{"❤\ufe0f", "?", "❤"},
	} {
		got, lost := m.Clean(c.in)
		if got != c.want || string(lost) != c.lost {
			t.Errorf("%q: %q lost %q, want %q lost %q", c.in, got, string(lost), c.want, c.lost)
		}
		if again, _ := m.Clean(got); again != got {
			t.Errorf("%q is not clean after cleaning: %q", got, again)
		}
	}
	if got, _ := m.CleanLine(" а \n б "); got != "а б" {
		t.Errorf("one line: %q", got)
	}
}

func TestBrokenFontPanicsAtFirstUse(t *testing.T) {
	m := page.NewMetrics(func(string) []byte { return []byte("not a font at all") })
	defer func() {
		if recover() == nil {
			t.Error("a broken font was accepted")
		}
	}()
	m.Width("а", page.Regular, 10)
}

func BenchmarkReadFace(b *testing.B) {
	load := loadFace(b)
	data := load("Regular")
	for b.Loop() {
		page.NewMetrics(func(string) []byte { return data }).Width("а", page.Regular, 10)
	}
}

func BenchmarkBreak(b *testing.B) {
	m := metrics(b)
	s := strings.Repeat("Вы говорили, что по утрам к кофемашине выстраивается очередь. ", 20)
	for b.Loop() {
		m.Break(s, page.Regular, 9.5, 176)
	}
}
