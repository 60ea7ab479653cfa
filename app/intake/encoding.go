package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// decoded is a text with the encoding it was written in. raw keeps the bytes where cards may hold several encodings.
type decoded struct {
	text     string
	raw      []byte // without a byte order mark; UTF-8 when the file was UTF-16
	encoding string
}

// decodeText turns a file into UTF-8: by its byte order mark, by the pattern of UTF-16, as valid UTF-8, or by guessing
// an 8-bit page from the letters. named, when known, is taken instead of guessing.
func decodeText(data []byte, named string) decoded {
	if kind := bom16(data); kind != "" {
		return from16(data[2:], kind)
	}
	if named != "" && !strings.EqualFold(named, "UTF-8") {
		if strings.HasPrefix(strings.ToUpper(named), "UTF-16") {
			return from16(data, strings.ToUpper(named))
		}
		if page := pageNamed(named); page != nil {
			return decoded{text: decodePage(data, page), raw: data, encoding: named}
		}
	}
	if rest, found := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); found {
		return decoded{text: strings.ToValidUTF8(string(rest), "\ufffd"), raw: rest, encoding: "UTF-8"}
	}
	if kind := guess16(data); kind != "" {
		return from16(data, kind)
	}
	if utf8.Valid(data) || mostly8(data) {
		return decoded{text: strings.ToValidUTF8(string(data), "\ufffd"), raw: data, encoding: "UTF-8"}
	}
	name, page := guessPage(data)
	return decoded{text: decodePage(data, page), raw: data, encoding: name}
}

// bom16 names the UTF-16 that a byte order mark announces.
func bom16(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "UTF-16LE"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "UTF-16BE"
	}
	return ""
}

// guess16 finds UTF-16 without a mark: every other byte is nearly always 0 or 4 (Cyrillic).
func guess16(data []byte) string {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 8 {
		return ""
	}
	var high, zero [2]int
	for i, b := range head {
		if b == 0 || b == 4 {
			high[i&1]++
		}
		if b == 0 {
			zero[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case high[1]*10 > half*9 && high[0]*3 < half && zero[1] > 0:
		return "UTF-16LE"
	case high[0]*10 > half*9 && high[1]*3 < half && zero[0] > 0:
		return "UTF-16BE"
	}
	return ""
}

func from16(data []byte, kind string) decoded {
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if kind == "UTF-16BE" {
			a, b = b, a
		}
		units[i] = a | b<<8
	}
	s := strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	return decoded{text: s, raw: []byte(s), encoding: kind}
}

// mostly8 takes a text for UTF-8 in spite of a few broken letters, as when folding cut them or the end is lost.
func mostly8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 20*bad
}

// pages are the 8-bit pages that the guess weighs against each other.
var pages = []struct {
	name string
	page encoding.Encoding
}{
	{"windows-1251", charmap.Windows1251}, {"IBM866", charmap.CodePage866}, {"KOI8-U", charmap.KOI8U},
	{"x-mac-cyrillic", charmap.MacintoshCyrillic}, {"windows-1252", charmap.Windows1252}, {"windows-1250", charmap.Windows1250},
	{"ISO-8859-2", charmap.ISO8859_2},
}

// guessPage finds the 8-bit page in which the letters make the likeliest words. Texts of the Far East, which no such
// page explains, are left to chardet.
func guessPage(data []byte) (string, encoding.Encoding) {
	sample := highLines(data, 64<<10)
	best, bestScore := 0, -1e9
	for i, p := range pages {
		if score := likelihood(decodePage(sample, p.page)); score > bestScore+1e-9 {
			best, bestScore = i, score
		}
	}
	if bestScore < 0.3 {
		if name, page := askChardet(sample); page != nil {
			return name, page
		}
	}
	return pages[best].name, pages[best].page
}

// askChardet takes the statistical guess where it is sure of itself.
func askChardet(sample []byte) (string, encoding.Encoding) {
	found := chardet.Detect(sample)
	name := found.Charset
	if name == "KOI8-R" {
		name = "KOI8-U" // the same letters, with the Ukrainian ones
	}
	if found.Confidence < 0.6 {
		return "", nil
	}
	return name, pageNamed(name)
}

// highLines gathers the lines that hold anything but ASCII, which alone tell the page.
func highLines(data []byte, limit int) []byte {
	var out []byte
	for line := range bytes.Lines(data) {
		if len(out) > limit {
			break
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			out = append(out, line[:min(len(line), limit)]...)
		}
	}
	return out
}

// pageNamed finds an encoding by its name in a file or in a card, or nil.
func pageNamed(name string) encoding.Encoding {
	name = strings.ToLower(strings.Trim(name, `"' `))
	for _, p := range pages {
		if strings.EqualFold(p.name, name) {
			return p.page
		}
	}
	switch name {
	case "cp1251", "win-1251", "win1251", "ansi-1251":
		return charmap.Windows1251
	case "cp866", "ibm866":
		return charmap.CodePage866
	case "koi8-r", "koi8-u", "koi8":
		return charmap.KOI8U
	case "cp1252":
		return charmap.Windows1252
	case "cp1250":
		return charmap.Windows1250
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil
	}
	page, err := htmlindex.Get(name)
	if err != nil || page == nil {
		return nil
	}
	if canonical, _ := htmlindex.Name(page); canonical == "replacement" || strings.HasPrefix(canonical, "utf-") {
		return nil
	}
	return page
}

// decodePage never fails: what the page does not hold becomes U+FFFD.
func decodePage(data []byte, page encoding.Encoding) string {
	out, err := page.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(out)
}

// common are the letters that Russian and Ukrainian texts are mostly made of.
const common = "оеаинтсрвлкмдпуяіь"

// likelihood weighs how much a text looks like words: letters of one alphabet side by side, frequent ones above all,
// capitals at the beginning of words; signs that no address book holds count against it. It is the mean over the
// characters beyond ASCII.
func likelihood(s string) float64 {
	var sum float64
	n := 0
	last := ' '
	for _, r := range s {
		if r >= utf8.RuneSelf {
			n++
			sum += weight(last, r)
		} else if isCyrillic(last) && unicode.IsLetter(r) {
			sum -= 2
		}
		last = r
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// weight is that of one character beyond ASCII after another.
func weight(last, r rune) float64 {
	switch {
	case strings.ContainsRune("«»№–—“”„’…\u00a0§°€", r):
		return 0.6
	case !unicode.IsLetter(r):
		return -2
	case isCyrillic(r):
		return cyrillicWeight(last, r)
	case strings.ContainsRune("éèêëàâäöüßñóáíúçôîïåøæãõÉÖÜÄÅÁ", r):
		return besideLatin(last, 0.9)
	case r > 0x17f:
		return -1.5
	}
	return besideLatin(last, 0.4)
}

func besideLatin(last rune, w float64) float64 {
	if last >= utf8.RuneSelf && unicode.IsLetter(last) {
		return -1 // two accented letters in a row are rare
	}
	return w
}

func cyrillicWeight(last, r rune) float64 {
	if unicode.IsLetter(last) && !isCyrillic(last) {
		return -2
	}
	w := 0.7
	if strings.ContainsRune(common, unicode.ToLower(r)) {
		w = 1
	}
	switch {
	case unicode.IsUpper(r) && unicode.IsLower(last):
		w -= 3 // a capital inside a word: the wrong page turns the case round
	case unicode.IsUpper(r) && unicode.IsUpper(last):
		w -= 0.1
	case !strings.ContainsRune("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ", unicode.ToLower(r)):
		w -= 2 // letters of other Cyrillic alphabets
	}
	return w
}

func isCyrillic(r rune) bool { return r >= 0x400 && r <= 0x52f }
