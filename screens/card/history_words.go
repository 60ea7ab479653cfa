package card

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// words tell the changes of the journal to people: field by field, by the names and values of the screens.
type words struct{ s *Screen }

// silent are the fields nobody reads in a history: what the program keeps for itself.
var silent = map[string]bool{"id": true, "client": true, "created": true, "rung_since": true, "made": true, "highest": true}

// changes are the lines of all records one step changed.
func (w words) changes(entries []crm.Entry) string {
	var lines []string
	for _, e := range entries {
		if len(entries) > 2 { // a move is two records, and reads well without headings
			lines = append(lines, w.heading(e.Change))
		}
		lines = append(lines, w.change(e.Change)...)
	}
	return strings.Join(lines, "\n")
}

func (w words) change(c crm.Change) []string {
	t := w.s.env.T
	was, now := fields(c.Before()), fields(c.After())
	var lines []string
	for _, key := range fieldOrder(was, now) {
		a, b := w.told(c.Noun(), key, was), w.told(c.Noun(), key, now)
		name := "card.f." + fieldName(c.Noun(), key)
		if silent[key] || !t.Has(name) || a == b {
			continue
		}
		lines = append(lines, w.line(t.T(name), a, b))
	}
	return lines
}

// heading names the record of a change: "Человек: Ольга Лапина".
func (w words) heading(c crm.Change) string {
	t := w.s.env.T
	r := c.After()
	if r == nil {
		r = c.Before()
	}
	name := ""
	switch x := r.(type) {
	case crm.Client:
		name = x.Name
	case crm.Contact:
		name = x.Name
	case crm.Interaction:
		name = t.T("crm.way."+string(x.Way)) + " " + t.Date(x.When.Time(time.Local))
	case crm.Move:
		name = t.Date(x.When.Time(time.Local))
	case crm.TypeAssessment:
		name = dayWords(t, x.Day)
	case trade.Offer:
		name = x.Number
	case trade.Deal:
		name = x.Title
	case trade.Order:
		name = x.Number
	case trade.Pipeline:
		name = x.Name
	}
	return t.T("card.noun."+strings.ReplaceAll(string(c.Noun()), " ", "."), "Name", name)
}

// fieldName is the name of a field in the catalogue: its name in the journal, but for those that mean two things.
func fieldName(noun crm.Noun, key string) string {
	if noun == crm.NounOffer && key == "to" {
		return "addressee"
	}
	if noun == crm.NounDeal && key == "outcome" {
		return "ending"
	}
	return key
}

// line says what a field held before and what it holds now.
func (w words) line(name, was, now string) string {
	t := w.s.env.T
	was, now = short(was), short(now)
	switch {
	case was == now: // they differ further on
		return t.T("card.change.text", "Field", name)
	case was == "":
		return t.T("card.change.set", "Field", name, "Now", now)
	case now == "":
		return t.T("card.change.cleared", "Field", name, "Was", was)
	}
	return t.T("card.change.turned", "Field", name, "Was", was, "Now", now)
}

// fields are the fields of a record by their names in the journal; none of no record.
func fields(r crm.Record) map[string]json.RawMessage {
	if r == nil {
		return nil
	}
	body, err := json.Marshal(r)
	if err != nil {
		return nil
	}
	var m map[string]json.RawMessage
	if json.Unmarshal(body, &m) != nil {
		return nil
	}
	return m
}

// fieldOrder is the order in which fields are told: as the list of names has them.
func fieldOrder(was, now map[string]json.RawMessage) []string {
	var keys []string
	for _, m := range []map[string]json.RawMessage{now, was} {
		for key := range m {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return keys
}

// told is the order of the fields that matter most; the others follow by name.
var told = []string{"name", "number", "title", "subject", "state", "type", "chosen", "from", "to", "rung", "reason", "way", "direction", "when", "contacts",
	"said", "outcome", "next", "next_day", "post", "roles", "phones", "emails"}

func place(key string) int {
	if i := slices.Index(told, key); i >= 0 {
		return i
	}
	return len(told)
}

// valueRunes is how much of a value is told.
const valueRunes = 160

// value is a field of a record in words; empty for nothing.
func (w words) value(noun crm.Noun, key string, raw json.RawMessage) string {
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	shown := w.known(noun, key, raw)
	if shown == "" {
		shown = plain(raw)
	}
	return strings.Join(strings.Fields(shown), " ")
}

// short cuts a value that is too long to be told.
func short(v string) string {
	if cut := beginning(v, valueRunes); cut != v {
		return cut + "…"
	}
	return v
}

// plain writes a value of no special kind.
func plain(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return ""
	}
	switch x := v.(type) {
	case string:
		return x
	case float64:
		if x == 0 {
			return ""
		}
		return strconv.FormatFloat(x, 'f', -1, 64)
	case []any:
		var items []string
		for _, i := range x {
			if s, ok := i.(string); ok {
				items = append(items, s)
			}
		}
		return strings.Join(items, ", ")
	}
	return ""
}

// as reads a value of the journal.
func as[T any](raw json.RawMessage) T {
	var v T
	_ = json.Unmarshal(raw, &v) // what cannot be read is told as nothing
	return v
}

// known writes the values that mean more than their letters; nothing for all others.
func (w words) known(noun crm.Noun, key string, raw json.RawMessage) string {
	t := w.s.env.T
	switch key {
	case "rung", "from":
		return parts.RungName(t, as[crm.Rung](raw))
	case "to":
		return w.to(noun, raw)
	case "type", "chosen":
		return parts.TypeName(t, as[crm.RelType](raw))
	case "kind", "way", "direction", "state", "reason", "tax", "lang":
		return w.coded(key, as[string](raw))
	case "roles":
		return list(as[[]crm.Role](raw), func(r crm.Role) string { return t.T("crm.role." + string(r)) })
	case "day", "valid_until", "sent_on", "closed_on", "next_day":
		return dayWords(t, as[crm.Day](raw))
	case "when":
		return t.DateClock(as[crm.Moment](raw).Time(time.Local))
	case "birthday":
		return w.birthday(as[string](raw))
	case "owner", "rep", "by":
		return w.s.env.Reps()[as[crm.RepID](raw)].Name
	case "left", "acceptance", "words":
		return w.yesNo(as[bool](raw))
	}
	return w.composed(key, raw)
}

// to is the rung of a move, or the addressee of an offer.
func (w words) to(noun crm.Noun, raw json.RawMessage) string {
	if noun == crm.NounMove {
		return parts.RungName(w.s.env.T, as[crm.Rung](raw))
	}
	a := as[trade.Addressee](raw)
	return joinComma(a.Post, joinComma(a.Firm, a.Person))
}

func (w words) yesNo(yes bool) string {
	if yes {
		return w.s.env.T.T("text.yes")
	}
	return ""
}

// coded is the name of a code of the records; a code without one stands as it is.
func (w words) coded(key, code string) string {
	t := w.s.env.T
	if key == "lang" {
		return text.Lang(code).Name()
	}
	prefix := map[string]string{"kind": "crm.kind.", "way": "crm.way.", "direction": "crm.dir.", "state": "trade.state.",
		"reason": "crm.reason.", "tax": "trade.tax."}[key]
	if code != "" && t.Has(prefix+code) {
		return t.T(prefix + code)
	}
	return code
}

func (w words) birthday(s string) string {
	if b, ok := readBirthday(s); ok {
		return b.field(w.s.env.T)
	}
	return s
}

// composed writes the values made of several.
func (w words) composed(key string, raw json.RawMessage) string {
	t := w.s.env.T
	switch key {
	case "phones":
		return list(as[[]crm.Phone](raw), func(p crm.Phone) string { return phoneWords(t, p) })
	case "emails":
		return list(as[[]crm.Email](raw), func(e crm.Email) string { return e.Address })
	case "addresses":
		return list(as[[]crm.Address](raw), crm.Address.Line)
	case "contacts":
		return list(as[[]crm.ContactID](raw), func(id crm.ContactID) string { return w.s.known.person(id).Name })
	case "contact":
		return w.s.known.person(as[crm.ContactID](raw)).Name
	case "requisites":
		return list(as[[]crm.Requisites](raw), func(r crm.Requisites) string {
			return list(w.s.requisiteRows(r), func(q requisite) string { return q.label + " " + q.value })
		})
	case "fields":
		return list(as[[]crm.FieldValue](raw), w.field)
	case "answers":
		return w.answers(as[[7]int8](raw))
	case "gate":
		return w.gate(as[crm.Gate](raw))
	case "sections":
		return w.sections(as[[]trade.Section](raw))
	case "terms":
		return list(as[[]trade.Term](raw), func(x trade.Term) string { return x.Title + ": " + x.Text })
	}
	return ""
}

// list writes several values with commas, without the empty ones.
func list[T any](values []T, write func(T) string) string {
	var out []string
	for _, v := range values {
		if s := write(v); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

func (w words) field(v crm.FieldValue) string {
	for _, f := range w.s.known.fields {
		if f.ID == v.Field {
			return f.Name + ": " + ownValue(w.s.env.T, f, v.Value)
		}
	}
	return v.Value
}

func (w words) answers(answers [7]int8) string {
	v := crm.TypeAssessment{Answers: answers}.Verdict()
	if v.Answered == 0 {
		return ""
	}
	return w.s.env.T.T("card.event.mean", "Mean", w.s.env.T.Decimal(v.Mean, 2))
}

func (w words) gate(g crm.Gate) string {
	t := w.s.env.T
	var met []string
	for _, c := range gateConditions {
		if *c.of(&g) {
			met = append(met, t.T("card.gate."+c.name))
		}
	}
	return strings.Join(met, ", ")
}

// sections say how many lines an offer has, and what the first of them are.
func (w words) sections(sections []trade.Section) string {
	var names []string
	for _, s := range sections {
		for _, l := range s.Lines {
			names = append(names, kit.CutText(l.Name, kit.Dense, 240)+" × "+l.Quantity.String())
		}
	}
	if len(names) == 0 {
		return ""
	}
	return w.s.env.T.N("text.rows", len(names)) + ": " + strings.Join(names, ", ")
}
