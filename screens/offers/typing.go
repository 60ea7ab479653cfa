package offers

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/parts"
)

// setCell takes an edited text. What cannot be read, or makes the sums overflow, is refused with a sentence and
// changes nothing.
func (e *Editor) setCell(key int64, id, typed string) error {
	it := e.ledger.line(key)
	if it == nil || it.line.Text && id != colName {
		return nil
	}
	line, err := rewritten(e.env, it.line, id, typed)
	if err != nil {
		return parts.Refused(e.env, err)
	}
	was := it.line
	it.line = line
	sums, err := e.count()
	if err != nil {
		it.line = was
		return parts.Refusal(e.env.T.T("trade.offer.overflow"))
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

// rewritten is a line with one column changed by what was typed.
func rewritten(env *parts.Env, l trade.Line, id, typed string) (trade.Line, error) {
	var err error
	switch id {
	case colArticle:
		l.Article, err = parts.ReadLine(env, typed, parts.LongArticle)
	case colName:
		l, err = named(l, typed)
	case colUnit:
		l.Unit, err = parts.ReadLine(env, typed, parts.LongUnit)
	case colQuantity:
		l.Quantity, err = parts.ReadTyped(env, typed)
	case colPrice:
		was := l.Price
		if l.Price, err = parts.ReadTyped(env, typed); l.Price != was {
			l.Origin = trade.Origin{} // what is typed is meant in the currency of the offer
		}
	case colDiscount:
		l.Discount, err = parts.ReadPercent(env, typed, "trade.line.discount")
	case colVAT:
		l.VAT, l.Exempt, err = parts.ReadVAT(env, typed)
	}
	return l, err
}

// named gives a line its name. What is longer than a name may be goes on in the description, so that nothing typed is lost.
func named(l trade.Line, typed string) (trade.Line, error) {
	name, rest := text.Line(typed, 0), ""
	if all := []rune(name); len(all) > parts.LongName {
		at := parts.LongName
		for i := parts.LongName; i > parts.LongName-parts.LongUnit; i-- {
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
		return l, crm.Fault{Reason: "offers.bad.text"}
	}
	return l, nil
}
