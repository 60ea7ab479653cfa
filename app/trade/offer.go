// Package trade holds what is offered and sold: offers, their lines and their arithmetic. Of crm it knows ids only.
package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// OfferID names an offer.
type OfferID int64

// State is how far an offer has come.
type State string

// The states of an offer.
const (
	Draft    State = "draft"
	Sent     State = "sent"
	Accepted State = "accepted"
	Declined State = "declined"
	Expired  State = "expired"
)

// States lists the states in the order they usually come.
var States = []State{Draft, Sent, Accepted, Declined, Expired}

// Open reports whether an offer may still become a sale.
func (s State) Open() bool { return s == Draft || s == Sent }

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
	Number     string         `json:"number"`
	Client     crm.ClientID   `json:"client"`
	Contact    crm.ContactID  `json:"contact,omitempty"`
	Rep        crm.RepID      `json:"rep,omitempty"`
	Day        crm.Day        `json:"day"`
	ValidUntil crm.Day        `json:"valid_until,omitempty"`
	Place      string         `json:"place,omitempty"`
	State      State          `json:"state"`
	SentOn     crm.Day        `json:"sent_on,omitempty"`
	ClosedOn   crm.Day        `json:"closed_on,omitempty"`
	Lang       string         `json:"lang"` // of the paper: ru, uk, en
	Currency   money.Currency `json:"currency"`
	Tax        TaxMode        `json:"tax"`
	NoTaxLine  string         `json:"no_tax,omitempty"` // legal line of one who pays no VAT
	Rounding   money.Rounding `json:"rounding"`
	To         Addressee      `json:"to"`
	Request    string         `json:"request,omitempty"` // their request, number and date
	Subject    string         `json:"subject,omitempty"`
	Greeting   string         `json:"greeting,omitempty"`
	Letter     string         `json:"letter,omitempty"`
	Sections   []Section      `json:"sections"`
	Terms      []Term         `json:"terms,omitempty"`
	Public     string         `json:"public,omitempty"` // legal line: "not-public", "binding" or empty
	SignPost   string         `json:"sign_post,omitempty"`
	Signatory  string         `json:"signatory,omitempty"`
	Acceptance bool           `json:"acceptance,omitempty"` // a place for the client to sign
	Words      bool           `json:"words,omitempty"`      // totals in words
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
	Lines  []Line `json:"lines"`
}

// Line is one thing offered.
type Line struct {
	Article     string    `json:"article,omitempty"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	Quantity    money.Dec `json:"quantity"`
	Unit        string    `json:"unit,omitempty"`
	Price       money.Dec `json:"price"`    // of one unit, in major units of the offer's currency
	Discount    money.Dec `json:"discount"` // per cent
	VAT         money.Dec `json:"vat"`      // per cent
	Exempt      bool      `json:"exempt,omitempty"`
	Optional    bool      `json:"optional,omitempty"` // shown, not summed
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

// Basis tells whether the line sums of the offer hold VAT.
func (o Offer) Basis() money.Basis {
	if o.Tax == TaxGross {
		return money.Gross
	}
	return money.Net
}

// Taxed reports whether VAT is counted in this offer.
func (o Offer) Taxed() bool { return o.Tax == TaxNet || o.Tax == TaxGross }
