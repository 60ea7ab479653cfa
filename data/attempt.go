package data

import (
	"slices"
	"strings"

	"rapport/app/text"
	"rapport/data/sqlite"
)

// attempt is one reading of what was typed: as it is, with the digits taken together, or on another keyboard layout.
type attempt struct {
	terms []sqlite.Term
	bare  string // what names that stand first begin with
	form  string // and their legal form, when one was typed
}

const (
	maxTerms   = 8  // words of a search; further ones are not looked at
	maxWord    = 60 // letters of a word
	wholePhone = 5  // digits that make groups of digits a telephone number
)

// attemptsFor reads what was typed, the likeliest reading first; none when there is nothing to search for.
func attemptsFor(typed string) []attempt {
	var out []attempt
	for _, variant := range append([]string{typed}, text.SwapLayout(typed)...) {
		words := searchWords(variant)
		if len(words) == 0 {
			continue
		}
		bare, form := bareName(variant)
		if joined := joinDigits(words); len(joined) < len(words) {
			out = append(out, attempt{termsOf(joined), bare, form})
		}
		out = append(out, attempt{termsOf(words), bare, form})
	}
	return out
}

func searchWords(s string) []string {
	words := text.Words(s)
	for i, w := range words {
		if r := []rune(w); len(r) > maxWord {
			words[i] = string(r[:maxWord])
		}
	}
	return words[:min(len(words), maxTerms)]
}

// joinDigits takes neighbouring groups of digits together where they make the beginning of a telephone number.
func joinDigits(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		j, run := i, ""
		for j < len(words) && text.Digits(words[j]) == words[j] {
			run += words[j]
			j++
		}
		if j-i > 1 && len(run) >= wholePhone {
			out = append(out, run)
			i = j
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out
}

// termsOf makes terms of words. A number that begins with 8 may be written with +7 in the base.
func termsOf(words []string) []sqlite.Term {
	terms := make([]sqlite.Term, 0, len(words))
	for _, w := range words {
		t := sqlite.Term{w}
		if len(w) >= 4 && w[0] == '8' && text.Digits(w) == w {
			t = append(t, "7"+w[1:])
		}
		terms = append(terms, t)
	}
	return terms
}

// matches reports whether a searched text holds every term.
func (a attempt) matches(body string) bool {
	for _, t := range a.terms {
		if !slices.ContainsFunc(t, func(w string) bool { return strings.Contains(body, sqlite.Needle(w)) }) {
			return false
		}
	}
	return true
}

// needles is the condition that a searched text holds every term, for SQLite to leave out what the pieces only seemed
// to promise.
func (a attempt) needles(column string, args []any) (string, []any) {
	where := ""
	for _, t := range a.terms {
		spellings := make([]string, len(t))
		for i, w := range t {
			args = append(args, sqlite.Needle(w))
			spellings[i] = "instr(" + column + ", " + params(len(args), 1) + ") > 0"
		}
		where += " AND (" + strings.Join(spellings, " OR ") + ")"
	}
	return where, args
}
