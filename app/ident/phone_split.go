package ident

import (
	"strings"
	"unicode"
)

// piece is a part of a cell and the separator that stood before it.
type piece struct{ text, separator string }

// splitPhones cuts a cell at , ; / line ends and " ::: ", and before a "+" that begins another number, but not inside
// brackets. Blank pieces are dropped; words without a digit ("тел./факс") stay with the number they stand by.
func splitPhones(cell string) []piece {
	s := splitter{cell: strings.ReplaceAll(cell, ":::", "\n")}
	s.run()
	return joinWordsToNumbers(s.pieces)
}

func joinWordsToNumbers(pieces []piece) []piece {
	var out []piece
	var words strings.Builder
	for _, p := range pieces {
		words.WriteString(p.joined(words.Len() > 0))
		if Digits(p.text) != "" {
			out = append(out, piece{words.String(), p.separator})
			words.Reset()
		}
	}
	switch rest := words.String(); {
	case rest == "":
	case len(out) == 0:
		out = append(out, piece{text: rest})
	default:
		out[len(out)-1].text += ", " + rest
	}
	return out
}

// joined is the text with its separator before it when it continues another.
func (p piece) joined(continues bool) string {
	if !continues {
		return p.text
	}
	return p.separator + strings.TrimSpace(p.text)
}

type splitter struct {
	cell     string
	pieces   []piece
	lastShut int // a bracket that is never shut does not shield separators
	depth    int
	start    int
	digits   int // in the piece so far
	before   string
}

func (s *splitter) run() {
	s.lastShut = strings.LastIndexAny(s.cell, ")]")
	for i, r := range s.cell {
		switch {
		case r >= '0' && r <= '9':
			s.digits++
		case (r == '(' || r == '[') && i < s.lastShut:
			s.depth++
		case (r == ')' || r == ']') && s.depth > 0:
			s.depth--
		case s.depth > 0:
		case r == '+' && s.digits >= 5:
			s.cut(i, i, " ")
		case unicode.IsControl(r) && r != '\t' || strings.ContainsRune(",;/|", r):
			s.cut(i, i+len(string(r)), separatorShown(r))
		}
	}
	s.cut(len(s.cell), len(s.cell), "")
}

// cut ends the piece at end and begins the next at next.
func (s *splitter) cut(end, next int, separator string) {
	if text := s.cell[s.start:end]; strings.TrimSpace(text) != "" {
		s.pieces = append(s.pieces, piece{text, s.before})
	}
	s.start, s.digits, s.before = next, 0, separator
}

func separatorShown(r rune) string {
	switch r {
	case '/':
		return "/"
	case ',', ';', '|':
		return string(r) + " "
	}
	return "; "
}
