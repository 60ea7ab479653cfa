package money

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrNoWords reports a language or currency that cannot be written in words.
var ErrNoWords = errors.New("no words for this language or currency")

// ErrWordsRange reports an amount above 10^12 major units.
var ErrWordsRange = errors.New("amount too large for words")

// WordStyle is the way Words joins figures and words.
type WordStyle int

const (
	// WordsPlain is "Две тысячи рублей 05 копеек".
	WordsPlain WordStyle = iota
	// WordsBracket puts the figures first: "2 000,05 (Две тысячи) рублей 05 копеек".
	WordsBracket
)

const wordsLimit = 1_000_000_000_000

type gender int

const (
	masculine gender = iota
	feminine
)

// noun has the forms for 1, for 2–4 and for 5 and more.
type noun struct {
	one, few, many string
	gender         gender
}

// unit is a currency in one language: its major and its minor noun.
type unit struct{ major, minor noun }

// speller turns the groups of a whole number into words of one language.
type speller struct {
	zero, minus string
	ones        [20]string
	femOnes     [3]string
	tens        [10]string
	hundreds    [10]string
	scales      []noun
	units       map[Currency]unit
}

// Words writes an amount in words, as papers want it: units in words with a capital letter, minor units in two digits.
// lang is "ru", "uk", "en-GB" or "en-US"; plain "en" is American for USD and British for the rest.
// Errors: ErrNoWords for an unknown language or currency, ErrWordsRange beyond ±10^12 major units.
func Words(a Amount, lang string, style WordStyle) (string, error) {
	major, minor := magnitude(a.Minor)/100, int(magnitude(a.Minor)%100)
	if major > wordsLimit || (major == wordsLimit && minor > 0) {
		return "", ErrWordsRange
	}
	if english(lang) {
		return englishAmount(a, int64(major), minor, lang, style)
	}
	s := &russian
	if strings.HasPrefix(strings.ToLower(lang), "uk") {
		s = &ukrainian
	}
	u, ok := s.units[a.Currency]
	if !ok {
		return "", fmt.Errorf("%w: %s in %q", ErrNoWords, a.Currency, lang)
	}
	number := s.number(int64(major), u.major.gender)
	if a.Minor < 0 {
		number = s.minus + " " + number
	}
	tail := fmt.Sprintf("%s %02d %s", u.major.form(int64(major)), minor, u.minor.form(int64(minor)))
	return joinWords(a, lang, style, capital(number), tail), nil
}

// NumberWords writes a whole number in words without a noun, in the masculine: "двадцать один", "twenty-one".
// Errors as in Words.
func NumberWords(n int64, lang string) (string, error) {
	if magnitude(n) > wordsLimit {
		return "", ErrWordsRange
	}
	abs, minus, words := int64(magnitude(n)), "minus", ""
	switch base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base {
	case "ru":
		minus, words = russian.minus, russian.number(abs, masculine)
	case "uk":
		minus, words = ukrainian.minus, ukrainian.number(abs, masculine)
	case "en":
		words = englishNumber(abs, british(lang, ""))
	default:
		return "", fmt.Errorf("%w: %q", ErrNoWords, lang)
	}
	if n < 0 {
		return minus + " " + words, nil
	}
	return words, nil
}

func joinWords(a Amount, lang string, style WordStyle, number, tail string) string {
	if style == WordsBracket {
		return Paper(FormatPlain(a, lang)) + " (" + number + ") " + tail
	}
	return number + " " + tail
}

// number writes n ≥ 0; only the last group takes the gender of the noun that follows.
func (s *speller) number(n int64, g gender) string {
	if n == 0 {
		return s.zero
	}
	var words []string
	groups := groupsOf(n)
	for i, group := range groups {
		last := len(groups) - 1 - i
		if group == 0 {
			continue
		}
		if last == 0 {
			words = s.group(words, group, g)
			continue
		}
		scale := s.scales[last-1]
		words = append(s.group(words, group, scale.gender), scale.form(int64(group)))
	}
	return strings.Join(words, " ")
}

// group appends the words of 1–999.
func (s *speller) group(words []string, n int, g gender) []string {
	if h := n / 100; h > 0 {
		words = append(words, s.hundreds[h])
	}
	n %= 100
	if n >= 20 {
		words = append(words, s.tens[n/10])
		n %= 10
	}
	switch {
	case n == 0:
		return words
	case g == feminine && n <= 2:
		return append(words, s.femOnes[n])
	}
	return append(words, s.ones[n])
}

// form picks the Slavic plural form by the last two digits.
func (w noun) form(n int64) string {
	tens, ones := n/10%10, n%10
	switch {
	case tens == 1 || ones == 0 || ones >= 5:
		return w.many
	case ones == 1:
		return w.one
	}
	return w.few
}

// groupsOf splits n > 0 into groups of three digits, highest first.
func groupsOf(n int64) []int {
	var groups []int
	for ; n > 0; n /= 1000 {
		groups = append([]int{int(n % 1000)}, groups...)
	}
	return groups
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
