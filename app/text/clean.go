package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes any text from outside fit to be stored and drawn: bytes that are not UTF-8 become U+FFFD, line ends
// become \n, controls other than \n and \t go, as do marks that turn the direction of writing, soft hyphens and byte
// order marks; letters are composed (NFC), white space is trimmed off both ends, and what is longer than maxRunes is
// cut. A maxRunes of zero or less means no limit. Cleaning twice changes nothing.
func Clean(s string, maxRunes int) string {
	if !isCleanASCII(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
		s = strings.Map(cleanRune, strings.ReplaceAll(s, "\r\n", "\n"))
		s = norm.NFC.String(s)
	}
	s = strings.TrimSpace(s)
	if maxRunes > 0 {
		s = strings.TrimSpace(firstRunes(s, maxRunes))
	}
	return s
}

func isCleanASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// cleanRune replaces or drops (-1) one rune.
func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
		return '\n'
	case unicode.IsControl(r):
		return -1
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
		return -1
	case r == '\u00ad', r == '\ufeff', r&0xfffe == 0xfffe, r >= '\ufdd0' && r <= '\ufdef':
		return -1
	}
	return r
}

// firstRunes cuts a text to its first n runes.
func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Line is Clean for texts of one line: line ends and tabs become spaces, and runs of spaces one space.
func Line(s string, maxRunes int) string {
	return Clean(strings.Join(strings.FieldsFunc(Clean(s, 0), isBreakingSpace), " "), maxRunes)
}

// isBreakingSpace tells white space that holds nothing together: all but the non-breaking spaces.
func isBreakingSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
}

// Ellipsis shortens a text to at most maxRunes runes, the last of them "…", at the end of a word where one is near.
// Texts that fit are returned unchanged.
func Ellipsis(s string, maxRunes int) string {
	if maxRunes <= 0 {
		return ""
	}
	if utf8.RuneCountInString(s) <= maxRunes {
		return s
	}
	head := firstRunes(s, maxRunes-1)
	next, _ := utf8.DecodeRuneInString(s[len(head):])
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i > len(head)*2/3 && !unicode.IsSpace(next) {
		head = head[:i]
	}
	return strings.TrimRightFunc(head, isLoose) + "…"
}

// isLoose tells what should not stand before an ellipsis.
func isLoose(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:.–—-", r) }

// legalForms are passed over when a firm's initials are taken.
var legalForms = map[string]bool{
	"ооо": true, "оао": true, "зао": true, "пао": true, "ао": true, "нко": true, "ано": true, "ип": true, "гуп": true, "муп": true,
	"тов": true, "тдв": true, "пат": true, "прат": true, "ат": true, "пп": true, "фоп": true, "дп": true, "кп": true,
	"llc": true, "ltd": true, "inc": true, "gmbh": true, "plc": true, "the": true,
}

// Initials gives one or two capital letters for a picture of a person or a firm: the first letters of the first two
// words, or the first two letters of a single word. Legal forms ("ООО", "ФОП", "Ltd") are passed over while other
// words remain. A text with no letters and digits gives "".
func Initials(name string) string {
	words := nameWords(name)
	if len(words) == 0 {
		return ""
	}
	if len(words) == 1 {
		return strings.ToUpper(firstRunes(words[0], 2))
	}
	return strings.ToUpper(firstRunes(words[0], 1) + firstRunes(words[1], 1))
}

// nameWords splits a name into words, without legal forms unless nothing else is left.
func nameWords(name string) []string {
	all := strings.FieldsFunc(norm.NFC.String(dropMarks(strings.ToValidUTF8(name, ""))), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var own []string
	for _, w := range all {
		if !legalForms[strings.ToLower(w)] {
			own = append(own, w)
		}
	}
	if len(own) == 0 {
		return all
	}
	return own
}
