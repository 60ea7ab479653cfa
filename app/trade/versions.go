package trade

import (
	"reflect"
	"slices"
	"strconv"

	"rapport/app/crm"
)

// Succeed is the next version of an offer that has left the house: a draft of today with the same number, the same content
// and as many days to hold, not saved yet. A draft has nothing to succeed, and what was accepted is an order already.
func Succeed(o Offer, today crm.Day) (Offer, error) {
	switch o.State.orDraft() {
	case Draft:
		return o, crm.Fault{Field: "state", Reason: "trade.version.draft"}
	case Accepted:
		return o, crm.Fault{Field: "state", Reason: "trade.version.accepted"}
	}
	next := o
	next.ID, next.Created, next.Version = 0, 0, o.VersionNo()+1
	next.State, next.Answer, next.Lost, next.Reason = Draft, "", "", ""
	next.SentOn, next.ViewedOn, next.AnsweredOn, next.ClosedOn = "", "", "", ""
	if n, ok := o.Day.DaysTo(o.ValidUntil); ok && o.ValidUntil != "" && n >= 0 {
		next.ValidUntil = today.Plus(n)
	}
	next.Day = today
	next.Sections, next.Terms = o.cloneSections(), slices.Clone(o.Terms)
	return next, nil
}

// Frozen compares an offer as it was with what it shall become and names the first thing that may not change: of one that
// has left the house nothing but the state, its dates, the answer, the reason and, on accepting, what was chosen. A draft
// may change in everything but its number's version. Nil when the change may be.
func Frozen(was, now Offer) error {
	if state := was.State.orDraft(); state != now.State.orDraft() && !state.MayBecome(now.State) {
		return crm.Fault{Field: "state", Reason: "trade.state.refused"}
	}
	if was.State.orDraft() == Draft {
		if was.VersionNo() != now.VersionNo() || was.VersionNo() > 1 && was.Number != now.Number {
			return crm.Fault{Field: "number", Reason: "trade.version.number"}
		}
		return nil
	}
	if field := changed(was, now); field != "" {
		return crm.Fault{Field: field, Reason: "trade.version.frozen"}
	}
	return nil
}

// changed names the first part of the content in which two offers differ, empty when they are the same.
func changed(was, now Offer) string {
	if now.State == Accepted && was.State != Accepted {
		now.Sections, was.Sections = now.cloneSections(), was.cloneSections()
	}
	a, b := reflect.ValueOf(was), reflect.ValueOf(now)
	for i := range a.NumField() {
		f := a.Type().Field(i)
		if slices.Contains(loose, f.Name) || alike(a.Field(i), b.Field(i)) {
			continue
		}
		switch f.Name {
		case "Sections":
			return changedLine(was.Sections, now.Sections)
		case "Terms":
			return "terms"
		}
		return fieldNames[f.Name]
	}
	return ""
}

// loose are the fields that may change once an offer has left the house.
var loose = []string{"State", "SentOn", "ViewedOn", "AnsweredOn", "ClosedOn", "Answer", "Lost", "Reason"}

// fieldNames are the fields as faults and papers name them.
var fieldNames = map[string]string{
	"ID": "id", "Number": "number", "Version": "number", "Firm": "firm", "Template": "template", "Client": "client", "Contact": "to", "Deal": "deal", "Rep": "rep", "Day": "day",
	"ValidUntil": "valid", "Place": "place", "Lang": "lang", "Currency": "currency", "Rate": "rate", "Tax": "tax", "NoTaxLine": "tax",
	"Rounding": "rounding", "To": "to", "Request": "request", "Subject": "subject", "Greeting": "greeting", "Letter": "letter",
	"Discount": "discount", "SumOrigin": "discount", "Note": "note", "Public": "public", "SignPost": "sign", "Signatory": "sign", "Acceptance": "accept",
	"Words": "words", "QR": "qr", "Prepay": "qr", "Created": "created",
}

// alike compares two values; an empty list is as good as none, since neither survives being stored.
func alike(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func changedLine(was, now []Section) string {
	for i := range min(len(was), len(now)) {
		a, b := was[i], now[i]
		for j := range min(len(a.Lines), len(b.Lines)) {
			if !sameLine(a.Lines[j], b.Lines[j]) {
				return lineField(i, j)
			}
		}
		if len(a.Lines) != len(b.Lines) {
			return lineField(i, min(len(a.Lines), len(b.Lines)))
		}
		if a.Title != b.Title || a.Period != b.Period || a.Break != b.Break {
			return "section " + strconv.Itoa(i)
		}
	}
	if len(was) != len(now) {
		return "section " + strconv.Itoa(min(len(was), len(now)))
	}
	return ""
}

func sameLine(a, b Line) bool {
	if !slices.Equal(a.Choices, b.Choices) || !slices.Equal(a.Why, b.Why) {
		return false
	}
	a.Choices, a.Why, b.Choices, b.Why = nil, nil, nil, nil
	return reflect.DeepEqual(a, b)
}

// lineField names a line as faults do.
func lineField(section, line int) string {
	return "line " + strconv.Itoa(section) + "." + strconv.Itoa(line)
}
