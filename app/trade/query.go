package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// OfferQuery narrows a list of offers; zero values narrow nothing. The newest come first.
type OfferQuery struct {
	Search string // number, client's name or subject
	Client crm.ClientID
	States []State
	Types  []crm.RelType // of the client
	Newest bool          // only the newest version of each number
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
