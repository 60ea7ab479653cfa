package offers

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/parts"
)

// tie ties a field to a part of the offer.
type tie struct {
	get func(o *trade.Offer) string
	set func(o *trade.Offer, v string)
}

// on ties a field to a text of the offer.
func on(part func(o *trade.Offer) *string) tie {
	return tie{func(o *trade.Offer) string { return *part(o) }, func(o *trade.Offer, v string) { *part(o) = v }}
}

// word ties a field to a text of another type.
func word[T ~string](part func(o *trade.Offer) *T) tie {
	return tie{func(o *trade.Offer) string { return string(*part(o)) }, func(o *trade.Offer, v string) { *part(o) = T(v) }}
}

// yes ties a field to a yes or no.
func yes(part func(o *trade.Offer) *bool) tie {
	return tie{func(o *trade.Offer) string {
		if *part(o) {
			return "1"
		}
		return ""
	}, func(o *trade.Offer, v string) { *part(o) = v != "" }}
}

// numeric ties a field to a number; what is no number is not taken.
func numeric(part func(o *trade.Offer) *money.Dec) tie {
	return tie{func(o *trade.Offer) string {
		if d := *part(o); !d.IsZero() {
			return d.String()
		}
		return ""
	}, func(o *trade.Offer, v string) {
		if d, err := money.ParseDec(v); err == nil || v == "" {
			*part(o) = d
		}
	}}
}

// id ties a field to the id of a record.
func id[T ~int64](part func(o *trade.Offer) *T, none int64) tie {
	return tie{func(o *trade.Offer) string { return parts.ID(max(int64(*part(o)), none)) }, func(o *trade.Offer, v string) {
		n := optionID(v)
		if v == "" { // nothing is listed to choose from
			return
		}
		if n == none {
			n = 0
		}
		*part(o) = T(n)
	}}
}

// firstFirm is the id of the own firm whose offers name none.
const firstFirm = 1

var ties = map[string]tie{
	fieldNote:    on(func(o *trade.Offer) *string { return &o.Note }),
	fieldCode:    yes(func(o *trade.Offer) *bool { return &o.QR }),
	fieldPrepay:  numeric(func(o *trade.Offer) *money.Dec { return &o.Prepay }),
	fieldRate:    numeric(func(o *trade.Offer) *money.Dec { return &o.Rate.Value }),
	fieldRateDay: word(func(o *trade.Offer) *crm.Day { return &o.Rate.Day }),
	fieldFirm:    id(func(o *trade.Offer) *int64 { return &o.Firm }, firstFirm),
	fieldPaper:   id(func(o *trade.Offer) *trade.TemplateID { return &o.Template }, 0),
	fieldNumber:  on(func(o *trade.Offer) *string { return &o.Number }),
	fieldSubject: on(func(o *trade.Offer) *string { return &o.Subject }),
	fieldDay:     word(func(o *trade.Offer) *crm.Day { return &o.Day }),
	fieldValid:   word(func(o *trade.Offer) *crm.Day { return &o.ValidUntil }),
	"to-post":    on(func(o *trade.Offer) *string { return &o.To.Post }),
	"to-firm":    on(func(o *trade.Offer) *string { return &o.To.Firm }),
	"to-person":  on(func(o *trade.Offer) *string { return &o.To.Person }),
	"to-address": on(func(o *trade.Offer) *string { return &o.To.Address }),
	"request":    on(func(o *trade.Offer) *string { return &o.Request }),
	"place":      on(func(o *trade.Offer) *string { return &o.Place }),
	"greeting":   on(func(o *trade.Offer) *string { return &o.Greeting }),
	"letter":     on(func(o *trade.Offer) *string { return &o.Letter }),
	"lang":       on(func(o *trade.Offer) *string { return &o.Lang }),
	"currency":   word(func(o *trade.Offer) *money.Currency { return &o.Currency }),
	"tax":        word(func(o *trade.Offer) *trade.TaxMode { return &o.Tax }),
	"rounding":   word(func(o *trade.Offer) *money.Rounding { return &o.Rounding }),
	fieldNoTax:   on(func(o *trade.Offer) *string { return &o.NoTaxLine }),
	"public":     on(func(o *trade.Offer) *string { return &o.Public }),
	"sign-post":  on(func(o *trade.Offer) *string { return &o.SignPost }),
	"signatory":  on(func(o *trade.Offer) *string { return &o.Signatory }),
	"acceptance": yes(func(o *trade.Offer) *bool { return &o.Acceptance }),
	"words":      yes(func(o *trade.Offer) *bool { return &o.Words }),
}
