package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Break cuts a text into lines no wider than width mm. A line may end at a space (which goes), after "-", "—" or "/";
// never at a non-breaking space or hyphen, and not before a dash that stands between spaces. A word wider than the
// line is cut at any letter. "\n" ends a line. The empty text is one empty line.
func (m *Metrics) Break(s string, f Face, size, width float64) []string {
	return m.BreakAfter(s, f, size, width, 0)
}

// BreakAfter is Break for a text whose first line starts indent mm into the width.
func (m *Metrics) BreakAfter(s string, f Face, size, width, indent float64) []string {
	g := m.face(f)
	unit := size * MMPerPoint / 1000
	full := fitting(width, unit)
	room := fitting(width-indent, unit)
	var lines []string
	for {
		paragraph, rest, more := strings.Cut(s, "\n")
		for {
			line, left := g.take(paragraph, room, room == full)
			lines, room = append(lines, line), full
			if paragraph = left; paragraph == "" {
				break
			}
		}
		if !more {
			return lines
		}
		s = rest
	}
}

// fitting is the number of units that fit into so many mm; a hair is forgiven for rounding.
func fitting(mm, unit float64) int { return int((mm + 0.001) / unit) }

// take cuts one line off a paragraph. When not even the first word fits and must is set, the word is cut.
func (g *glyphs) take(s string, room int, must bool) (line, rest string) {
	used, brk, dash, last := 0, -1, -1, 0
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		used += g.of(r)
		if r == ' ' {
			switch {
			case i == 0:
			case beforeDash(s[i:]):
				dash = i
			default:
				brk = i
			}
			continue
		}
		if used > room && i > 0 {
			if brk < 0 {
				brk = dash // a dash may begin a line when there is no other way
			}
			switch {
			case brk >= 0:
				return strings.TrimRight(s[:brk], " "), strings.TrimLeft(s[brk:], " ")
			case !must:
				return "", s
			case last > 0 && unicode.Is(unicode.Mn, r):
				return s[:last], s[last:]
			}
			return s[:i], s[i:]
		}
		if breaksAfter(r, s[:i], s[i+size:]) {
			brk = i + size
		}
		if !unicode.Is(unicode.Mn, r) {
			last = i
		}
	}
	return strings.TrimRight(s, " "), ""
}

// breaksAfter tells whether a line may end after r, given what stands before and after it.
func breaksAfter(r rune, before, after string) bool {
	switch r {
	case '-', '—', '/':
		return before != "" && after != "" && !strings.HasSuffix(before, " ") && after[0] != ' '
	}
	return false
}

// beforeDash tells whether a space is followed by a dash and another space: the dash stays on the line it began after.
func beforeDash(s string) bool {
	return strings.HasPrefix(s, " — ") || strings.HasPrefix(s, " – ")
}
