package money

import (
	"errors"
	"strings"
	"unicode"
)

// ErrNotNumber reports text that is not one decimal number.
var ErrNotNumber = errors.New("not a number")

// ErrTooLong reports a number of more than MaxDigits digits.
var ErrTooLong = errors.New("number too long")

// maxText is the longest text, in bytes, that is looked at as a number at all.
const maxText = 300

// ParseDec reads a number as people type it: "1 234,50", "1'234.50", "1.234.567,8", "-0,5".
// Groups may be parted by spaces, apostrophes, commas or points and must have three digits; a lone comma or point is
// the decimal mark. Errors: ErrNotNumber, ErrTooLong.
func ParseDec(text string) (Dec, error) { return parse(text, false) }

// ParseDecIn is ParseDec with the habits of a language: in English a comma before exactly three digits parts groups ("1,234").
func ParseDecIn(text, lang string) (Dec, error) { return parse(text, english(lang)) }

// ParseAmount reads a sum as typed or as Format wrote it, with or without the sign or code of its own currency, and
// rounds it half up to minor units. Errors: ErrNotNumber, ErrTooLong, ErrOverflow.
func ParseAmount(text string, c Currency, lang string) (Amount, error) {
	d, err := parse(stripCurrency(text, c), english(lang))
	if err != nil {
		return Amount{}, err
	}
	minor, err := ToMinor(d, c)
	if err != nil {
		return Amount{}, err
	}
	return Amount{minor, c}, nil
}

func parse(text string, commaGroups bool) (Dec, error) {
	if len(text) > maxText {
		return Dec{}, ErrTooLong
	}
	body, negative := cutSign(squeeze(text))
	whole, fraction, ok := splitMark(body, commaGroups)
	if !ok || (whole == "" && fraction == "") {
		return Dec{}, ErrNotNumber
	}
	if whole, ok = joinGroups(whole); !ok || !onlyDigits(fraction) {
		return Dec{}, ErrNotNumber
	}
	whole = strings.TrimLeft(whole, "0")
	fraction = strings.TrimRight(fraction, "0")
	if len(whole)+len(fraction) > MaxDigits {
		return Dec{}, ErrTooLong
	}
	return canonical(whole, fraction, negative), nil
}

func canonical(whole, fraction string, negative bool) Dec {
	if whole == "" && fraction == "" {
		return Dec{}
	}
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	if whole == "" {
		whole = "0"
	}
	b.WriteString(whole)
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return Dec{b.String()}
}

// squeeze trims the text and folds every kind of space and apostrophe into one.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u202f' || r == '\u2009' || r == '\u2007':
			return ' '
		case r == '’' || r == 'ʼ' || r == '‘' || r == '`':
			return '\''
		case r == '\ufeff' || r == '\u200b' || r == '\u00ad':
			return -1
		}
		return r
	}, strings.TrimSpace(strings.Trim(text, "\ufeff")))
}

func cutSign(s string) (rest string, negative bool) {
	for _, minus := range []string{"-", "–", "−"} {
		if after, found := strings.CutPrefix(s, minus); found {
			return strings.TrimLeft(after, " "), true
		}
	}
	return strings.TrimPrefix(s, "+"), false
}

// splitMark finds the decimal mark: the last comma or point, unless that one parts groups.
func splitMark(s string, commaGroups bool) (whole, fraction string, ok bool) {
	at := strings.LastIndexAny(s, ",.")
	if at < 0 {
		return s, "", true
	}
	mark, other := s[at], byte(',')
	if mark == ',' {
		other = '.'
	}
	before := s[:at]
	if strings.IndexByte(before, mark) >= 0 {
		// The same mark twice can only part groups: 1.234.567.
		return s, "", strings.IndexByte(before, other) < 0
	}
	if mark == ',' && commaGroups && len(s)-at-1 == 3 && at > 0 && strings.IndexByte(before, '.') < 0 {
		return s, "", true
	}
	return before, s[at+1:], true
}

// joinGroups removes one kind of separator between groups of three digits.
func joinGroups(s string) (digits string, ok bool) {
	at := strings.IndexAny(s, " ',.")
	if at < 0 {
		return s, onlyDigits(s)
	}
	groups := strings.Split(s, s[at:at+1])
	for i, g := range groups {
		if !onlyDigits(g) || (i > 0 && len(g) != 3) || (i == 0 && (len(g) == 0 || len(g) > 3)) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// stripCurrency removes the sign, the code or a customary name of the currency c from either end of the text.
func stripCurrency(text string, c Currency) string {
	s, negative := cutSign(squeeze(text))
	letters := func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(" ,.'-–−+", r) }
	head := s[:len(s)-len(strings.TrimLeftFunc(s, letters))]
	if isCurrency(head, c) {
		s = strings.TrimLeft(s[len(head):], " ")
	}
	trimmed := strings.TrimRight(s, ". ")
	tail := trimmed[len(strings.TrimRightFunc(trimmed, letters)):]
	if isCurrency(tail, c) {
		s = strings.TrimRight(trimmed[:len(trimmed)-len(tail)], " ")
	}
	if negative {
		return "-" + s
	}
	return s
}

func isCurrency(name string, c Currency) bool {
	if name == "" {
		return false
	}
	found, ok := ParseCurrency(name)
	return ok && found == c
}
