package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// OfferSort names the order of a list of offers.
type OfferSort string

// The orders of a list of offers.
const (
	OffersByNumber  OfferSort = "number" // the versions of one in their order
	OffersByClient  OfferSort = "client"
	OffersBySubject OfferSort = "subject"
	OffersByDay     OfferSort = "day"
	OffersByValid   OfferSort = "valid" // those without a last day last
	OffersByState   OfferSort = "state" // as offers go from draft to end, those of one state by day
	OffersByTotal   OfferSort = "total" // by the number alone, whatever the currency
)

// OfferSorts lists the orders in which they are offered for choice.
var OfferSorts = []OfferSort{OffersByNumber, OffersByClient, OffersBySubject, OffersByDay, OffersByValid, OffersByState, OffersByTotal}

// OfferQuery narrows a list of offers; zero values narrow nothing. With no Sort the newest come first, with Desc the oldest.
type OfferQuery struct {
	Search string // number, client's name or subject
	Client crm.ClientID
	States []State
	Types  []crm.RelType // of the client
	Newest bool          // only the newest version of each number
	Sort   OfferSort
	Desc   bool
}

// OfferRow is what lists show of an offer.
type OfferRow struct {
	ID         OfferID
	Number     string
	Version    int // 1 for the first
	Client     crm.ClientID
	ClientName string
	ClientType crm.RelType
	Subject    string
	Day        crm.Day
	ValidUntil crm.Day
	State      State
	Currency   money.Currency
	Total      int64 // Sums.Main().Gross, minor units
	Monthly    int64 // gross per month, minor units
	Succeeded  bool  // there is a later version of it
	Anchor     crm.Anchor
}

// Open reports whether the offer may still become a sale: a version that has a later one may not.
func (r OfferRow) Open() bool { return r.State.Open() && !r.Succeeded }

// FullNumber is the number as it is printed: a version after the first stands behind a slash.
func (r OfferRow) FullNumber() string {
	return Offer{Number: r.Number, Version: r.Version}.FullNumber()
}
