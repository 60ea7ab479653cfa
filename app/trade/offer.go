// Package trade holds what is offered and sold: offers, their lines and their arithmetic. Of crm it knows ids only.
package trade

import (
	"strconv"

	"rapport/app/crm"
	"rapport/app/money"
)

// OfferID names an offer.
type OfferID int64

// Period tells how often a section is paid.
type Period string

// The periods.
const (
	Once    Period = ""
	Monthly Period = "month"
	Yearly  Period = "year"
)

// Times is how many times the period falls into the first twelve months.
func (p Period) Times() int64 {
	if p == Monthly {
		return 12
	}
	return 1
}

// TaxMode tells how an offer treats VAT.
type TaxMode string

// The tax modes.
const (
	TaxNet     TaxMode = "net"     // prices without VAT, VAT is added
	TaxGross   TaxMode = "gross"   // prices include VAT
	TaxNone    TaxMode = "none"    // the firm pays no VAT; the legal line says why
	TaxReverse TaxMode = "reverse" // reverse charge: the buyer accounts for VAT
)

// Offer is a commercial offer with its lines, one aggregate.
type Offer struct {
	ID         OfferID        `json:"id"`
	Number     string         `json:"number"`             // of all its versions; FullNumber is the printed one
	Version    int            `json:"version,omitempty"`  // 0 is the first, as 1
	Firm       int64          `json:"firm,omitempty"`     // of ours, which offers; 0: the first one
	Template   TemplateID     `json:"template,omitempty"` // what its paper is dressed in; 0: the default look
	Client     crm.ClientID   `json:"client"`
	Contact    crm.ContactID  `json:"contact,omitempty"`
	Deal       DealID         `json:"deal,omitempty"` // of one not saved yet: the deal it is made for, which lists it once saved
	Rep        crm.RepID      `json:"rep,omitempty"`
	Day        crm.Day        `json:"day"`
	ValidUntil crm.Day        `json:"valid_until,omitempty"`
	Place      string         `json:"place,omitempty"`
	State      State          `json:"state"`
	SentOn     crm.Day        `json:"sent_on,omitempty"`
	ViewedOn   crm.Day        `json:"viewed_on,omitempty"`
	AnsweredOn crm.Day        `json:"answered_on,omitempty"`
	ClosedOn   crm.Day        `json:"closed_on,omitempty"` // accepted, declined or expired
	Answer     string         `json:"answer,omitempty"`    // what the client said to it
	Lost       string         `json:"lost,omitempty"`      // why it was declined: one of LostReasons
	Reason     string         `json:"reason,omitempty"`    // why it was declined, in words
	Lang       string         `json:"lang"`                // of the paper: ru, uk, en
	Currency   money.Currency `json:"currency"`
	Rate       OfferRate      `json:"rate,omitzero"` // of the currency in the firm's own; none when it is the own
	Tax        TaxMode        `json:"tax"`
	NoTaxLine  string         `json:"no_tax,omitempty"` // legal line of one who pays no VAT
	Rounding   money.Rounding `json:"rounding"`
	To         Addressee      `json:"to"`
	Request    string         `json:"request,omitempty"` // their request, number and date
	Subject    string         `json:"subject,omitempty"`
	Greeting   string         `json:"greeting,omitempty"`
	Letter     string         `json:"letter,omitempty"`
	Sections   []Section      `json:"sections"`
	Discount   Discount       `json:"discount,omitzero"`   // on the whole offer
	SumOrigin  Origin         `json:"sum_origin,omitzero"` // of the sum of the discount, where the currency changed since
	Note       string         `json:"note,omitempty"`      // printed under the totals
	Terms      []Term         `json:"terms,omitempty"`
	Public     string         `json:"public,omitempty"` // legal line: "not-public", "binding" or empty
	SignPost   string         `json:"sign_post,omitempty"`
	Signatory  string         `json:"signatory,omitempty"`
	Acceptance bool           `json:"acceptance,omitempty"` // a place for the client to sign
	Words      bool           `json:"words,omitempty"`      // totals in words
	QR         bool           `json:"qr,omitempty"`         // a code to pay by
	Prepay     money.Dec      `json:"prepay,omitzero"`      // per cent the code asks for; 0: all
	Created    crm.Moment     `json:"created"`
}

// Addressee is whom the offer is written to, as it shall be printed (in the dative where the language has one).
type Addressee struct {
	Post    string `json:"post,omitempty"`
	Firm    string `json:"firm,omitempty"`
	Person  string `json:"person,omitempty"`
	Address string `json:"address,omitempty"`
}

// Section is a group of lines paid in the same period; an offer without named sections has one with no title.
type Section struct {
	Title  string `json:"title,omitempty"`
	Period Period `json:"period,omitempty"`
	Break  bool   `json:"break,omitempty"` // begins a page
	Lines  []Line `json:"lines"`
}

// Line is one thing offered, or with Text a line of text between them.
type Line struct {
	Item        ItemID      `json:"item,omitempty"` // of the catalogue; 0: written by hand
	Choices     []string    `json:"choices,omitempty"`
	Article     string      `json:"article,omitempty"`
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	Note        string      `json:"note,omitempty"` // printed under the line
	Quantity    money.Dec   `json:"quantity"`
	Unit        string      `json:"unit,omitempty"`
	Price       money.Dec   `json:"price"`           // of one unit, in major units of the offer's currency
	Quoted      money.Dec   `json:"quoted,omitzero"` // the price Quote proposed
	Why         []PriceStep `json:"why,omitempty"`   // how the proposed price came about
	Origin      Origin      `json:"origin,omitzero"` // of the price, where the currency changed since it was set
	Discount    money.Dec   `json:"discount"`        // per cent
	VAT         money.Dec   `json:"vat"`             // per cent
	Exempt      bool        `json:"exempt,omitempty"`
	Optional    bool        `json:"optional,omitempty"`    // shown, not summed
	Alternative bool        `json:"alternative,omitempty"` // instead of the normal line before it in its section
	Chosen      bool        `json:"chosen,omitempty"`      // an optional or alternative line the client took when accepting
	Text        bool        `json:"text,omitempty"`        // Name and Description alone: no quantity, no price
	Break       bool        `json:"break,omitempty"`       // begins a page
}

// Discount is taken off a whole offer: so many per cent of each of its totals, or a sum. Per cent goes before the sum.
type Discount struct {
	Percent money.Dec `json:"percent,omitzero"`
	Sum     money.Dec `json:"sum,omitzero"` // major units of the offer's currency; includes VAT where prices do
}

// OfferRate is what one unit of the offer's currency was worth in the firm's own on a day.
type OfferRate struct {
	Value money.Dec `json:"value,omitzero"`
	Day   crm.Day   `json:"day,omitempty"`
}

// Term is one condition: what it is about, and what is agreed.
type Term struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Noun names the offer for the journal.
func (o Offer) Noun() crm.Noun { return crm.NounOffer }

// Key is the offer's id.
func (o Offer) Key() int64 { return int64(o.ID) }

// About is the client the offer is for.
func (o Offer) About() crm.ClientID { return o.Client }

// VersionNo is the number of the version, 1 for the first.
func (o Offer) VersionNo() int { return max(o.Version, 1) }

// FullNumber is the number as it is printed: a version after the first stands behind a slash.
func (o Offer) FullNumber() string {
	if o.VersionNo() == 1 || o.Number == "" {
		return o.Number
	}
	return o.Number + "/" + strconv.Itoa(o.Version)
}

// Typed reports whether the price of the line was typed by hand in place of the one proposed.
func (l Line) Typed() bool { return len(l.Why) > 0 && l.Price != l.Quoted }

// Choice reports whether the client may take the line or leave it.
func (l Line) Choice() bool { return !l.Text && (l.Optional || l.Alternative) }

// Kind names what a line is: "text", "alternative", "optional" or "normal".
func (l Line) Kind() string {
	switch {
	case l.Text:
		return "text"
	case l.Alternative:
		return "alternative"
	case l.Optional:
		return "optional"
	}
	return "normal"
}

// Normal reports whether the line is in the totals unless an alternative takes its place.
func (l Line) Normal() bool { return !l.Text && !l.Choice() }

// Instead finds the normal line that line i may take the place of; false when it is no alternative or has none before it.
func (s Section) Instead(i int) (int, bool) {
	if !s.Lines[i].Alternative || s.Lines[i].Text {
		return 0, false
	}
	for n := i - 1; n >= 0; n-- {
		if s.Lines[n].Normal() {
			return n, true
		}
	}
	return 0, false
}

// summed tells for each line of a section whether it is in the totals: the normal ones are, the chosen ones of an accepted
// offer are, and then those they take the place of are not.
func (o Offer) summed(s Section) []bool {
	in := make([]bool, len(s.Lines))
	for i, l := range s.Lines {
		in[i] = l.Normal()
	}
	if o.State != Accepted {
		return in
	}
	for i, l := range s.Lines {
		if !l.Choice() || !l.Chosen {
			continue
		}
		in[i] = true
		if n, ok := s.Instead(i); ok {
			in[n] = false
		}
	}
	return in
}

// Basis tells whether the line sums of the offer hold VAT.
func (o Offer) Basis() money.Basis {
	if o.Tax == TaxGross {
		return money.Gross
	}
	return money.Net
}

// Taxed reports whether VAT is counted in this offer.
func (o Offer) Taxed() bool { return o.Tax == TaxNet || o.Tax == TaxGross }
