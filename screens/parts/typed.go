package parts

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
)

// Longest texts of a line of an offer or an order, in letters.
const (
	LongArticle = 80
	LongName    = 2000
	LongUnit    = 24
)

// Dash stands for nothing in a column of numbers.
const Dash = "—"

// Refusal is a sentence that says why a cell cannot be what was typed.
type Refusal string

// Error is the sentence.
func (r Refusal) Error() string { return string(r) }

// Refused is the refusal of what could not be read; nil for no error.
func Refused(env *Env, err error) error {
	if err == nil {
		return nil
	}
	return Refusal(ErrorSentence(env, err))
}

// ReadLine reads a text of one line as it is typed. One longer than there is room for is a fault, so that nothing of it is
// lost unseen.
func ReadLine(env *Env, typed string, most int) (string, error) {
	line := text.Line(typed, 0)
	if n := utf8.RuneCountInString(line); n > most {
		return line, crm.Fault{Reason: "parts.typed.text", Args: []string{"N", env.T.Int(n), "Most", env.T.Int(most)}}
	}
	return line, nil
}

// ReadTyped reads a number as it is typed in the language; nothing, or a dash, is nought. The fault says that it cannot be
// read, or has too many digits.
func ReadTyped(env *Env, typed string) (money.Dec, error) {
	if typed = strings.TrimSpace(typed); typed == "" || typed == Dash {
		return money.Dec{}, nil
	}
	d, err := money.ParseDecIn(typed, string(env.T.Lang()))
	switch {
	case errors.Is(err, money.ErrTooLong):
		return d, crm.Fault{Reason: "parts.typed.long"}
	case err != nil:
		return d, crm.Fault{Reason: "parts.typed.number"}
	}
	return d, nil
}

// ReadPercent reads a share of a hundred as it is typed, with or without its sign; nothing is nought. The fault says that
// it cannot be read, or by the reason bounds that it lies outside.
func ReadPercent(env *Env, typed, bounds string) (money.Dec, error) {
	d, err := ReadTyped(env, strings.TrimSuffix(strings.TrimSpace(typed), "%"))
	if err == nil && (d.Sign() < 0 || d.Cmp(money.DecInt(100)) > 0) {
		return d, crm.Fault{Reason: bounds}
	}
	return d, err
}

// exemptWords are what people write where a line bears no VAT.
var exemptWords = []string{"", Dash, "-", "–", "без", "без ндс", "без пдв", "нет", "ні", "exempt", "no", "none", "n/a"}

// Exempt tells whether what was typed means that a line bears no VAT.
func Exempt(typed string) bool {
	return slices.Contains(exemptWords, strings.ToLower(strings.Join(strings.Fields(typed), " ")))
}

// ReadVAT reads the rate of a line as it is typed, in per cent, or that it bears none.
func ReadVAT(env *Env, typed string) (rate money.Dec, exempt bool, err error) {
	if Exempt(typed) {
		return money.Dec{}, true, nil
	}
	rate, err = ReadPercent(env, typed, "trade.line.vat")
	return rate, false, err
}
