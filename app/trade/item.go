package trade

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
)

// ItemID names an item of the catalogue, GroupID a group of items.
type (
	ItemID  int64
	GroupID int64
)

// ItemKind tells goods from services and work.
type ItemKind string

// The kinds of items.
const (
	Goods   ItemKind = "goods"
	Service ItemKind = "service"
	Work    ItemKind = "work"
)

// ItemKinds lists the kinds in the order they are offered for choice.
var ItemKinds = []ItemKind{Goods, Service, Work}

// Stream is how an item brings revenue (Osterwalder and Pigneur, Business Model Generation: seven kinds).
type Stream string

// The revenue streams.
const (
	AssetSale    Stream = "asset sale"
	UsageFee     Stream = "usage fee"
	Subscription Stream = "subscription"
	Renting      Stream = "renting"
	Licensing    Stream = "licensing"
	Brokerage    Stream = "brokerage"
	Advertising  Stream = "advertising"
)

// Streams lists the revenue streams in the order they are offered for choice.
var Streams = []Stream{AssetSale, UsageFee, Subscription, Renting, Licensing, Brokerage, Advertising}

// Word is the stream as the keys of messages have it; "none" when it is not set.
func (s Stream) Word() string {
	if s == "" {
		return "none"
	}
	return strings.ReplaceAll(string(s), " ", "-")
}

// Item is something the firm sells, one aggregate with its features and variants.
type Item struct {
	ID          ItemID         `json:"id"`
	Article     string         `json:"article,omitempty"`
	Name        string         `json:"name"`
	Description string         `json:"description,omitempty"`
	Unit        string         `json:"unit,omitempty"`
	Kind        ItemKind       `json:"kind"`
	Group       GroupID        `json:"group,omitempty"`
	Tax         TaxClass       `json:"tax,omitempty"` // empty: standard
	Cost        money.Dec      `json:"cost"`          // of one unit, without VAT; 0: not known
	CostIn      money.Currency `json:"cost_in,omitempty"`
	Supplier    string         `json:"supplier,omitempty"`
	Stream      Stream         `json:"stream,omitempty"`
	Period      Period         `json:"period,omitempty"` // how often it is paid
	Inactive    bool           `json:"inactive,omitempty"`
	Picture     PictureID      `json:"picture_id,omitempty"`
	PictureFile string         `json:"picture,omitempty"` // as a file the item came from names its picture
	Features    []Feature      `json:"features,omitempty"`
	Variants    []Variant      `json:"variants,omitempty"`
	Created     crm.Moment     `json:"created"`
}

// Feature is a property that the buyer chooses: a colour, a length, an option.
type Feature struct {
	Name     string   `json:"name"`
	Optional bool     `json:"optional,omitempty"` // nothing need be chosen
	Choices  []Choice `json:"choices"`
}

// Choice is one value of a feature and what it adds to the price.
type Choice struct {
	Name    string    `json:"name"`
	Add     money.Dec `json:"add"` // in the currency of the price, or per cent
	Percent bool      `json:"percent,omitempty"`
}

// Variant is a combination of choices with an article, and perhaps a price, of its own.
type Variant struct {
	Choices []string  `json:"choices"` // one of each feature in their order, "" for none
	Article string    `json:"article,omitempty"`
	Priced  bool      `json:"priced,omitempty"`
	Price   money.Dec `json:"price"` // in place of the list price and what the choices add, when Priced
}

// Group is a branch of the catalogue.
type Group struct {
	ID     GroupID `json:"id"`
	Parent GroupID `json:"parent,omitempty"` // 0: at the top
	Name   string  `json:"name"`
	Place  int     `json:"place,omitempty"` // among its sisters
}

// Noun names the item for the journal.
func (i Item) Noun() crm.Noun { return crm.NounItem }

// Key is the item's id.
func (i Item) Key() int64 { return int64(i.ID) }

// About is nobody: an item belongs to no client.
func (i Item) About() crm.ClientID { return 0 }

// Noun names the group for the journal.
func (g Group) Noun() crm.Noun { return crm.NounGroup }

// Key is the group's id.
func (g Group) Key() int64 { return int64(g.ID) }

// About is nobody: a group belongs to no client.
func (g Group) About() crm.ClientID { return 0 }

// Feature finds a feature by its name.
func (i Item) Feature(name string) (Feature, bool) {
	for _, f := range i.Features {
		if f.Name == name {
			return f, true
		}
	}
	return Feature{}, false
}

// Variant finds the variant of some choices, one of each feature in their order.
func (i Item) Variant(choices []string) (Variant, bool) {
	for _, v := range i.Variants {
		if sameChoices(v.Choices, choices, len(i.Features)) {
			return v, true
		}
	}
	return Variant{}, false
}

// sameChoices compares the first n choices; what is missing at the end is no choice.
func sameChoices(a, b []string, n int) bool {
	at := func(s []string, i int) string {
		if i < len(s) {
			return s[i]
		}
		return ""
	}
	for i := range n {
		if at(a, i) != at(b, i) {
			return false
		}
	}
	return true
}
