package card

import (
	"encoding/json"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/parts"
)

// told is a field of a record in words; of deals and orders also by what stands beside it.
func (w words) told(noun crm.Noun, key string, record map[string]json.RawMessage) string {
	raw := record[key]
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	switch noun {
	case crm.NounDeal:
		return w.ofDeal(key, raw, record)
	case crm.NounOrder:
		return w.ofOrder(key, raw, record)
	}
	return w.value(noun, key, raw)
}

// ofDeal writes a field of a deal. Stages are told by the sentence of the act itself.
func (w words) ofDeal(key string, raw json.RawMessage, record map[string]json.RawMessage) string {
	t := w.s.env.T
	switch key {
	case "amount":
		return w.sum(as[int64](raw), record)
	case "outcome":
		return t.T("trade.outcome." + as[trade.Outcome](raw).Word())
	case "probability":
		if p := as[money.Dec](raw); as[bool](record["own"]) {
			return money.FormatPercent(p, string(t.Lang()))
		}
		return ""
	case "expected", "closed_on":
		return dayWords(t, as[crm.Day](raw))
	case "lost_reason":
		return w.named("trade.lost.", as[string](raw))
	case "stream":
		return w.named("trade.stream.", as[string](raw))
	}
	return w.value(crm.NounDeal, key, raw)
}

// ofOrder writes a field of an order.
func (w words) ofOrder(key string, raw json.RawMessage, record map[string]json.RawMessage) string {
	switch key {
	case "once", "monthly", "yearly":
		return w.sum(as[trade.Sum](raw).Gross, record)
	case "freight":
		return w.sum(as[int64](raw), record)
	case "state":
		return w.named("trade.order.", as[string](raw))
	case "promised", "kept":
		return dayWords(w.s.env.T, as[crm.Day](raw))
	case "lines":
		var section trade.Section
		for _, l := range as[[]trade.OrderLine](raw) {
			section.Lines = append(section.Lines, trade.Line{Name: l.Name, Quantity: l.Quantity})
		}
		return w.sections([]trade.Section{section})
	}
	return w.value(crm.NounOrder, key, raw)
}

// sum writes a sum in the currency of the record, nothing for nought.
func (w words) sum(minor int64, record map[string]json.RawMessage) string {
	if minor == 0 {
		return ""
	}
	return parts.Sum(w.s.env.T, minor, as[string](record["currency"]))
}

// named is the name of a code; one without a name stands as it is.
func (w words) named(prefix, code string) string {
	if t := w.s.env.T; code != "" && t.Has(prefix+code) {
		return t.T(prefix + code)
	}
	return code
}
