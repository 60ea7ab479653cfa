package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alike are characters the faces lack with the ones that say the same.
var alike = map[rune]string{
	'−': "–", '‐': "-", '‒': "–", '―': "—", '→': "—", '⇒': "—", '≤': "<=", '≥': ">=", '≈': "~", '≠': "<>",
	'●': "•", '■': "•", '▪': "•", '◦': "•", '►': "•", '▶': "•", '✓': "+", '✔': "+", '★': "*", '☆': "*",
	'\u2002': " ", '\u2003': " ", '\u2009': " ", '\u200a': "", '\u2007': "\u00a0", '\u3000': " ",
}

// Clean makes a text fit for paper: letters composed, tabs turned into spaces, other controls, soft hyphens, zero widths
// and marks of direction dropped, characters beyond U+FFFF dropped, and a character the faces lack replaced by one
// that says the same, else by "?". Line ends stay as "\n". It also lists, once each, the characters lost that way.
func (m *Metrics) Clean(s string) (clean string, lost []rune) {
	if m.isClean(s) {
		return s, nil
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "?"))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if m.write(&b, r) && !strings.ContainsRune(string(lost), r) {
			lost = append(lost, r)
		}
	}
	return b.String(), lost
}

// CleanLine is Clean for a text of one line: line ends become spaces, and runs of spaces one.
func (m *Metrics) CleanLine(s string) (clean string, lost []rune) {
	clean, lost = m.Clean(s)
	if strings.ContainsAny(clean, "\n") || strings.Contains(clean, "  ") || strings.HasPrefix(clean, " ") || strings.HasSuffix(clean, " ") {
		clean = strings.Join(strings.FieldsFunc(clean, func(r rune) bool { return r == '\n' || r == ' ' }), " ")
	}
	return clean, lost
}

// write puts one character, or what stands for it, and reports whether it was lost.
func (m *Metrics) write(b *strings.Builder, r rune) bool {
	switch {
	case r == '\n', r == ' ':
		b.WriteRune(r)
		return false
	case r == '\t', r == '\v', r == '\f':
		b.WriteByte(' ')
		return false
	case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
		b.WriteByte('\n')
		return false
	case isSilent(r):
		return false
	case r > 0xffff:
		return true
	case m.HasGlyph(r):
		b.WriteRune(r)
		return false
	}
	if same, ok := alike[r]; ok {
		b.WriteString(same)
		return false
	}
	b.WriteByte('?')
	return true
}

// isSilent tells the characters that are never seen and go without a word.
func isSilent(r rune) bool {
	switch {
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
		return true
	case r >= 0xd800 && r <= 0xf8ff: // surrogates and private use
		return true
	}
	return false
}

func (m *Metrics) isClean(s string) bool {
	g := m.face(Regular)
	for _, r := range s {
		if r == '\n' {
			continue
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u00ad' || r >= 0x300 && r < 0x370 || r == '\ufffd' ||
			r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r >= 0xd800 || !g.has(r) {
			return false
		}
	}
	return true
}
