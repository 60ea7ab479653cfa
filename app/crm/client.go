// Package crm holds the nouns and the rules of relationships. It knows neither screens nor SQL.
package crm

import (
	"strings"
	"unicode"
)

// Ids of the nouns: 63-bit, time-ordered, made by the program.
type (
	ClientID      int64
	ContactID     int64
	RepID         int64
	InteractionID int64
	AssessmentID  int64
	MoveID        int64
	FieldID       int64
)

// Kind tells a firm from a person.
type Kind string

// The kinds of client.
const (
	Company Kind = "company"
	Person  Kind = "person"
)

// Client is a company or a person we have, or want, a relationship with.
type Client struct {
	ID         ClientID     `json:"id"`
	Kind       Kind         `json:"kind"`
	Name       string       `json:"name"`
	LegalName  string       `json:"legal,omitempty"`
	Industry   string       `json:"industry,omitempty"`
	City       string       `json:"city,omitempty"`
	Country    string       `json:"country,omitempty"` // ISO 3166 two letters, or as imported
	Source     string       `json:"source,omitempty"`  // where we know them from
	Code       string       `json:"code,omitempty"`    // the id it had in the file it came from
	Type       RelType      `json:"type,omitempty"`    // empty: not assessed yet
	Rung       Rung         `json:"rung"`
	Highest    Rung         `json:"highest"`
	RungSince  Moment       `json:"rung_since"`
	Owner      RepID        `json:"owner,omitempty"`
	Cadence    int          `json:"cadence,omitempty"` // own interval of contact in days; 0: by type
	Tags       []string     `json:"tags,omitempty"`
	Phones     []Phone      `json:"phones,omitempty"`
	Emails     []Email      `json:"emails,omitempty"`
	Addresses  []Address    `json:"addresses,omitempty"`
	Sites      []string     `json:"sites,omitempty"`
	Requisites []Requisites `json:"requisites,omitempty"`
	Fields     []FieldValue `json:"fields,omitempty"`
	Notes      string       `json:"notes,omitempty"`
	Suppliers  string       `json:"suppliers,omitempty"` // who supplies them now, and how that went
	Manners    string       `json:"manners,omitempty"`   // how they like to be dealt with, their business culture
	Created    Moment       `json:"created"`
}

// Phone is one number: as written, in international form when it could be read, and its digits for search.
type Phone struct {
	Label string `json:"label,omitempty"`
	Raw   string `json:"raw"`
	E164  string `json:"e164,omitempty"`
	Ext   string `json:"ext,omitempty"`
	Key   string `json:"key,omitempty"`
}

// Email is one address of electronic mail.
type Email struct {
	Label   string `json:"label,omitempty"`
	Address string `json:"address"`
}

// Address is one postal address.
type Address struct {
	Label   string `json:"label,omitempty"`
	Street  string `json:"street,omitempty"`
	City    string `json:"city,omitempty"`
	Region  string `json:"region,omitempty"`
	Zip     string `json:"zip,omitempty"`
	Country string `json:"country,omitempty"`
}

// Line writes the address on one line: from the code to the house in Cyrillic, from the house to the country elsewhere,
// as the post of either wants it.
func (a Address) Line() string {
	order := []string{a.Street, a.City, a.Region, a.Zip, a.Country}
	if strings.ContainsFunc(a.Street+a.City+a.Region, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		order = []string{a.Zip, a.Country, a.Region, a.City, a.Street}
	}
	var parts []string
	for _, p := range order {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// Requisites are the identifiers and the account of a legal person, by the customs of its country.
type Requisites struct {
	Country string `json:"country,omitempty"` // RU, UA, or other
	INN     string `json:"inn,omitempty"`
	KPP     string `json:"kpp,omitempty"`
	OGRN    string `json:"ogrn,omitempty"`
	EDRPOU  string `json:"edrpou,omitempty"`
	IPN     string `json:"ipn,omitempty"`
	VATID   string `json:"vat_id,omitempty"`
	RegNo   string `json:"reg_no,omitempty"`
	IBAN    string `json:"iban,omitempty"`
	Account string `json:"account,omitempty"`
	Bank    string `json:"bank,omitempty"`
	BIK     string `json:"bik,omitempty"`
	Corr    string `json:"corr,omitempty"`
	BIC     string `json:"bic,omitempty"`
}

// Empty reports whether nothing is known.
func (r Requisites) Empty() bool { return r == Requisites{Country: r.Country} }

// FieldKind is what an own field holds.
type FieldKind string

// The kinds of own field.
const (
	FieldText   FieldKind = "text"
	FieldNumber FieldKind = "number"
	FieldDay    FieldKind = "day"
	FieldYesNo  FieldKind = "yes-no"
	FieldChoice FieldKind = "choice"
)

// What an own field of yes or no holds; nothing is not known.
const (
	Yes = "1"
	No  = "0"
)

// Field is a field of the client that the user invented.
type Field struct {
	ID      FieldID   `json:"id"`
	Name    string    `json:"name"`
	Kind    FieldKind `json:"kind"`
	Choices []string  `json:"choices,omitempty"`
	Place   int       `json:"place"`
}

// FieldValue is what an own field holds for one client.
type FieldValue struct {
	Field FieldID `json:"field"`
	Value string  `json:"value"`
}

// Role is a part a person plays in the client's buying centre.
type Role string

// Roles are the six buying-centre roles (Webster & Wind 1972, with the initiator of Bonoma 1982).
var Roles = []Role{"initiator", "user", "influencer", "decider", "buyer", "gatekeeper"}

// Contact is a person at a client.
type Contact struct {
	ID       ContactID `json:"id"`
	Client   ClientID  `json:"client"`
	Name     string    `json:"name"`
	Given    string    `json:"given,omitempty"`  // given name and patronymic, for the greeting
	Dative   string    `json:"dative,omitempty"` // the name as the addressee of a letter
	Post     string    `json:"post,omitempty"`
	PostTo   string    `json:"post_to,omitempty"` // the post as the addressee of a letter
	Roles    []Role    `json:"roles,omitempty"`
	Phones   []Phone   `json:"phones,omitempty"`
	Emails   []Email   `json:"emails,omitempty"`
	Birthday string    `json:"birthday,omitempty"` // YYYY-MM-DD or --MM-DD
	Notes    string    `json:"notes,omitempty"`    // the small things
	Left     bool      `json:"left,omitempty"`     // works there no more
	Created  Moment    `json:"created"`
}

// Rep is a person of our own firm.
type Rep struct {
	ID   RepID  `json:"id"`
	Name string `json:"name"`
	Post string `json:"post,omitempty"`
	Gone bool   `json:"gone,omitempty"`
}

// Way is how we and a client were in touch.
type Way string

// Ways are the kinds of interaction.
var Ways = []Way{"call", "meeting", "visit", "letter", "email", "message", "delivery", "complaint", "note"}

// Direction tells who spoke.
type Direction string

// The directions of an interaction; only the two-way one keeps a thread alive.
const (
	Out    Direction = "out"
	In     Direction = "in"
	TwoWay Direction = "two-way"
)

// Interaction is one contact of ours with a client, as it happened.
type Interaction struct {
	ID        InteractionID `json:"id"`
	Client    ClientID      `json:"client"`
	Contacts  []ContactID   `json:"contacts,omitempty"`
	Rep       RepID         `json:"rep,omitempty"`
	Way       Way           `json:"way"`
	Direction Direction     `json:"direction"`
	When      Moment        `json:"when"`
	Minutes   int           `json:"minutes,omitempty"`
	Said      string        `json:"said"`
	Outcome   string        `json:"outcome,omitempty"`
	NextStep  string        `json:"next,omitempty"`
	NextDay   Day           `json:"next_day,omitempty"`
}

// Firm is our own legal person: what letters, offers and dossiers are headed with.
type Firm struct {
	ID         int64      `json:"id"`
	Place      int        `json:"place,omitempty"` // the one with the lowest is the main one
	Name       string     `json:"name"`
	LegalName  string     `json:"legal,omitempty"`
	Country    string     `json:"country"`
	Currency   string     `json:"currency"`
	Address    string     `json:"address,omitempty"`
	City       string     `json:"city,omitempty"`
	Phone      string     `json:"phone,omitempty"`
	Email      string     `json:"email,omitempty"`
	Site       string     `json:"site,omitempty"`
	Requisites Requisites `json:"requisites"`
	VATPayer   bool       `json:"vat_payer"`
	VATRate    string     `json:"vat_rate,omitempty"` // per cent, as decimal text
	NoVATLine  string     `json:"no_vat,omitempty"`   // the legal line of one who pays none
	Signatory  string     `json:"signatory,omitempty"`
	SignPost   string     `json:"sign_post,omitempty"`
	Accent     string     `json:"accent,omitempty"` // colour of the papers, RRGGBB
	Logo       []byte     `json:"logo,omitempty"`   // PNG, JPEG or SVG
	Demo       bool       `json:"demo,omitempty"`
}

// The nouns, ids and clients of the records.

func (c Client) Noun() Noun              { return NounClient }
func (c Client) Key() int64              { return int64(c.ID) }
func (c Client) About() ClientID         { return c.ID }
func (c Contact) Noun() Noun             { return NounContact }
func (c Contact) Key() int64             { return int64(c.ID) }
func (c Contact) About() ClientID        { return c.Client }
func (r Rep) Noun() Noun                 { return NounRep }
func (r Rep) Key() int64                 { return int64(r.ID) }
func (r Rep) About() ClientID            { return 0 }
func (f Field) Noun() Noun               { return NounField }
func (f Field) Key() int64               { return int64(f.ID) }
func (f Field) About() ClientID          { return 0 }
func (i Interaction) Noun() Noun         { return NounInteraction }
func (i Interaction) Key() int64         { return int64(i.ID) }
func (i Interaction) About() ClientID    { return i.Client }
func (f Firm) Noun() Noun                { return NounFirm }
func (f Firm) Key() int64                { return f.ID }
func (f Firm) About() ClientID           { return 0 }
func (m Move) Noun() Noun                { return NounMove }
func (m Move) Key() int64                { return int64(m.ID) }
func (m Move) About() ClientID           { return m.Client }
func (a TypeAssessment) Noun() Noun      { return NounTypeAssessment }
func (a TypeAssessment) Key() int64      { return int64(a.ID) }
func (a TypeAssessment) About() ClientID { return a.Client }
func (l Lens) Noun() Noun                { return NounLens }
func (l Lens) Key() int64                { return l.ID }
func (l Lens) About() ClientID           { return 0 }
