package text

import (
	"strings"
	"unicode"
)

// marks is a pair of quotation marks.
type marks struct{ open, close rune }

// levelsOf are the marks of a language from the outermost inwards: a name in quotes that stands in quotes takes the next.
func levelsOf(lang Lang) [3]marks {
	if lang == EN {
		return [3]marks{{'“', '”'}, {'‘', '’'}, {'“', '”'}}
	}
	return [3]marks{{'«', '»'}, {'„', '“'}, {'‚', '‘'}}
}

// Nested is a text as it stands inside so many pairs of quotation marks of a language: its own pairs become the next ones
// inwards, «Аптеки „Мята“». A mark that has no partner stays as it is, and so do apostrophes and signs of inches.
func Nested(s string, lang Lang, within int) string {
	if within <= 0 || !strings.ContainsAny(s, "«“„\"‘‚") {
		return s
	}
	runes := []rune(s)
	levels := levelsOf(lang)
	for _, p := range pairs(runes) {
		at := levels[min(within+p.level, len(levels)-1)]
		runes[p.open], runes[p.close] = at.open, at.close
	}
	return string(runes)
}

// pair is where two quotation marks stand that belong together, and within how many other pairs.
type pair struct{ open, close, level int }

// pairs finds the quotation marks of a text that belong together.
func pairs(s []rune) []pair {
	var open []int
	var found []pair
	for i := range s {
		if at := partner(s, open, i); at >= 0 {
			found = append(found, pair{open: open[at], close: i})
			open = open[:at]
		} else if opens(s, i) {
			open = append(open, i)
		}
	}
	for i := range found {
		for _, around := range found {
			if around.open < found[i].open && found[i].close < around.close {
				found[i].level++
			}
		}
	}
	return found
}

// closers are the marks that may end what a mark begins: people mix them.
var closers = map[rune]string{'«': "»", '“': "”", '„': "“”", '"': "\"", '‘': "’", '‚': "‘’"}

// partner is the place among the open marks of the one that the mark at i closes, -1 where it closes none.
func partner(s []rune, open []int, i int) int {
	for at := len(open) - 1; at >= 0; at-- {
		if strings.ContainsRune(closers[s[open[at]]], s[i]) && closes(s, i) {
			return at
		}
	}
	return -1
}

// opens reports whether the mark at i may begin a quotation. A straight one must stand before a word: that behind a
// figure is a sign of inches.
func opens(s []rune, i int) bool {
	switch s[i] {
	case '«', '„', '“':
		return true
	case '"', '‘', '‚':
		return !wordAt(s, i-1) && !spaceAt(s, i+1)
	}
	return false
}

// closes reports whether the mark at i may end a quotation; an apostrophe has a letter behind it, and a straight mark that
// ends something has none.
func closes(s []rune, i int) bool {
	switch s[i] {
	case '"', '’', '‘':
		return !wordAt(s, i+1) && !spaceAt(s, i-1)
	}
	return true
}

func wordAt(s []rune, i int) bool {
	return i >= 0 && i < len(s) && (unicode.IsLetter(s[i]) || unicode.IsDigit(s[i]))
}

// spaceAt reports whether there is nothing at i: a space, or an end of the text.
func spaceAt(s []rune, i int) bool {
	return i < 0 || i >= len(s) || unicode.IsSpace(s[i])
}

// Within is within how many quotation marks of its line one stands behind a text.
func Within(before string) int {
	return levelIn(stillOpen(nil, before[strings.LastIndexByte(before, '\n')+1:]))
}

// levelIn is within how many quotation marks one stands where some are open: whoever begins with inner ones has nothing
// but inner ones left.
func levelIn(open []rune) int {
	n := len(open)
	if n == 0 {
		return 0
	}
	switch open[n-1] {
	case '„', '‘':
		return max(n, 2)
	}
	return n
}

// stillOpen are the quotation marks that are open behind a piece of a message, where some were open before it.
func stillOpen(before []rune, piece string) []rune {
	for _, r := range piece {
		if n := len(before); n > 0 && strings.ContainsRune(closers[before[n-1]], r) {
			before = before[:n-1]
		} else if r == '«' || r == '“' || r == '„' || r == '‘' {
			before = append(before, r)
		}
	}
	return before
}
