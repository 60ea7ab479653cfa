package offers

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// refusal is a sentence that says why a cell cannot be what was typed.
type refusal string

// Error is the sentence.
func (r refusal) Error() string { return string(r) }

// setCell takes an edited text. What cannot be read, or makes the sums overflow, is refused with a sentence and
// changes nothing.
func (e *Editor) setCell(key int64, id, typed string) error {
	it := e.ledger.line(key)
	if it == nil || it.line.Text && id != colName {
		return nil
	}
	line, err := rewritten(it.line, id, typed, string(e.env.T.Lang()))
	if err != nil {
		return refusal(e.env.T.T(err.Error()))
	}
	was := it.line
	it.line = line
	sums, err := e.count()
	if err != nil {
		it.line = was
		return refusal(e.env.T.T("trade.offer.overflow"))
	}
	if !reflect.DeepEqual(was, line) {
		e.changedTo(sums)
	}
	if id == colName && was.Description != line.Description {
		e.env.Say(e.env.T.T("offers.name.long"))
	}
	if was.Quantity != line.Quantity {
		e.reprice(key)
	}
	return nil
}

// rewritten is a line with one column changed by what was typed; the error is a message key.
func rewritten(l trade.Line, id, typed, lang string) (trade.Line, error) {
	var err error
	switch id {
	case colArticle:
		l.Article = text.Line(typed, longArticle)
	case colName:
		l, err = named(l, typed)
	case colUnit:
		l.Unit = text.Line(typed, longUnit)
	case colQuantity:
		l.Quantity, err = readNumber(typed, lang)
	case colPrice:
		was := l.Price
		if l.Price, err = readNumber(typed, lang); l.Price != was {
			l.Origin = trade.Origin{} // what is typed is meant in the currency of the offer
		}
	case colDiscount:
		l.Discount, err = readPercent(typed, lang, "trade.line.discount")
	case colVAT:
		if l.Exempt = exempt(typed); l.Exempt {
			l.VAT = money.Dec{}
			break
		}
		l.VAT, err = readPercent(typed, lang, "trade.line.vat")
	}
	return l, err
}

// named gives a line its name. What is longer than a name may be goes on in the description, so that nothing typed is lost;
// the error is a message key.
func named(l trade.Line, typed string) (trade.Line, error) {
	name, rest := text.Line(typed, 0), ""
	if all := []rune(name); len(all) > longName {
		at := longName
		for i := longName; i > longName-longUnit; i-- {
			if all[i] == ' ' {
				at = i
				break
			}
		}
		name, rest = string(all[:at]), strings.TrimSpace(string(all[at:]))
	}
	l.Name = name
	if rest == "" {
		return l, nil
	}
	l.Description = strings.TrimSpace(rest + "\n" + l.Description)
	if utf8.RuneCountInString(l.Description) > longDescription {
		return l, errors.New("offers.bad.text")
	}
	return l, nil
}

// readNumber reads a number as it is typed in a language; nothing is nought.
func readNumber(typed, lang string) (money.Dec, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || typed == dash {
		return money.Dec{}, nil
	}
	d, err := money.ParseDecIn(typed, lang)
	switch {
	case errors.Is(err, money.ErrTooLong):
		return d, errors.New("offers.bad.long")
	case err != nil:
		return d, errors.New("offers.bad.number")
	}
	return d, nil
}

// readPercent reads a share of a hundred, with or without its sign.
func readPercent(typed, lang, bounds string) (money.Dec, error) {
	d, err := readNumber(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
	if err == nil && (d.Sign() < 0 || d.Cmp(money.DecInt(100)) > 0) {
		err = errors.New(bounds)
	}
	return d, err
}

// exemptWords are what people write where a line bears no VAT.
var exemptWords = []string{"", dash, "-", "–", "без", "без ндс", "без пдв", "нет", "ні", "exempt", "no", "none", "n/a"}

func exempt(typed string) bool {
	return slices.Contains(exemptWords, strings.ToLower(strings.Join(strings.Fields(typed), " ")))
}
