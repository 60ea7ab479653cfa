package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const nbsp = "\u00a0"

// nowrap keeps a short text on one line.
func nowrap(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// capital and lowered change the first letter of a text.
func capital(s string) string { return first(s, unicode.ToUpper) }
func lowered(s string) string { return first(s, unicode.ToLower) }

func first(s string, turn func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(turn(r)) + s[n:]
}

// trimBlank takes empty lines and spaces off both ends of a text.
func trimBlank(s string) string { return strings.Trim(s, "\n \t") }

// groups puts a non-breaking space after every n characters: an IBAN in fours.
func groups(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%n == 0 {
			b.WriteString(nbsp)
		}
		b.WriteRune(r)
	}
	return b.String()
}
