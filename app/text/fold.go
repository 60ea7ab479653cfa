package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes the form in which texts are searched: two spellings a person holds for the same fold to the same string.
// Compatibility forms are unified (NFKC), letters are lower case, ё becomes е, ґ becomes г (many keyboards lack it and
// the names Ґалаґан and Галаган live side by side), accents leave Latin letters (é → e, ß → ss, ł → l) and stress marks
// leave Cyrillic ones, while й, ї and і stay what they are: they tell words apart. Apostrophes, quotes and invisible
// marks vanish, dashes become "-", and runs of white space become one space. Folding twice changes nothing.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	if isEveryday(s) {
		return foldRunes(s)
	}
	s = foldRunes(norm.NFKC.String(dropMarks(strings.ToValidUTF8(s, "\ufffd"))))
	for range 4 { // dropping marks can bring letters together that then compose
		again := foldRunes(norm.NFKC.String(s))
		if again == s {
			break
		}
		s = again
	}
	return s
}

// isFolded is the quick answer for texts that are already folded: plain lower-case words and digits.
func isFolded(s string) bool {
	space := true
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 'а' && r <= 'я':
			space = false
		case r == ' ' && !space:
			space = true
		default:
			return false
		}
	}
	return !space || s == ""
}

// isEveryday tells whether normalization has nothing to do: ASCII, whole Russian and Ukrainian letters and their marks.
func isEveryday(s string) bool {
	for _, r := range s {
		if r < 0x80 || r >= 0x400 && r <= 0x45f || r == 'ґ' || r == 'Ґ' {
			continue
		}
		switch r {
		case '«', '»', '“', '”', '„', '’', 'ʼ', '–', '—', '\u00a0':
		default:
			return false
		}
	}
	return true
}

// dropMarks removes apostrophes and quotes before normalization takes some of them apart.
func dropMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if isDropped(r) {
			return -1
		}
		return r
	}, s)
}

// What the fold table says besides the folded letter.
const (
	foldDrop  = -1
	foldSpace = -2
	foldLong  = -3 // a letter of longLatin
)

// foldTable holds the answers for Latin and Cyrillic, where nearly all letters come from.
var foldTable = sync.OnceValue(func() *[0x500]rune {
	table := &[0x500]rune{}
	for r := range table {
		table[r] = classifyFold(rune(r))
	}
	return table
})

// classifyFold is the folded form of one composed rune, or one of the fold constants.
func classifyFold(r rune) rune {
	if isDropped(r) {
		return foldDrop
	}
	if unicode.IsSpace(r) || unicode.IsControl(r) {
		return foldSpace
	}
	r = foldRune(r)
	if unicode.Is(unicode.Mn, r) {
		return foldDrop
	}
	if _, long := longLatin[r]; long {
		return foldLong
	}
	return r
}

// foldRunes folds a normalized text rune by rune.
func foldRunes(s string) string {
	table := foldTable()
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		var folded rune
		if int(r) < len(table) {
			folded = table[r]
		} else {
			folded = classifyFold(r)
		}
		if folded == foldDrop {
			continue
		}
		if folded == foldSpace {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if folded == foldLong {
			b.WriteString(longLatin[foldRune(r)])
			continue
		}
		b.WriteRune(folded)
	}
	return b.String()
}

// foldRune folds one composed rune to one rune.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'ё':
		return 'е'
	case 'ґ':
		return 'г'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	}
	if unicode.Is(unicode.Pd, r) || r == '−' {
		return '-'
	}
	if unicode.Is(unicode.Latin, r) {
		return latinBase(r)
	}
	return r
}

// longLatin are the letters that fold to two.
var longLatin = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th"}

// latinBase takes the accents off one letter.
func latinBase(r rune) rune {
	parts := norm.NFD.PropertiesString(string(r)).Decomposition()
	if len(parts) == 0 {
		return r
	}
	base, _ := utf8.DecodeRune(parts)
	if unicode.Is(unicode.Latin, base) {
		return latinBase(base)
	}
	return r
}

// isDropped tells the marks that searching does not see: apostrophes, quotes, and what is invisible.
func isDropped(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʹ', '′', '`', '´', '‛',
		'"', '«', '»', '“', '”', '„', '‟', '″', '‹', '›', '‚',
		'\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return false
}

// Words splits a search query into its folded words; letters and digits make words, all else parts them.
func Words(query string) []string {
	return strings.FieldsFunc(Fold(query), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// Digits keeps the digits 0–9 of a text and drops all else, as telephone numbers are compared.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, s)
}
