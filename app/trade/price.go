package trade

import (
	"rapport/app/crm"
	"rapport/app/money"
)

// Names of what prices are made of.
type (
	ListID     int64
	PriceID    int64
	RuleID     int64
	IndexID    int64
	CapacityID int64
	ExchangeID int64
)

// PriceList is a list of prices in one currency, valid for some time.
type PriceList struct {
	ID       ListID         `json:"id"`
	Name     string         `json:"name"`
	Currency money.Currency `json:"currency"`
	Gross    bool           `json:"gross,omitempty"` // its prices include VAT
	From     crm.Day        `json:"from,omitempty"`
	Until    crm.Day        `json:"until,omitempty"`
	Main     bool           `json:"main,omitempty"` // for those who have no other
	Place    int            `json:"place,omitempty"`
}

// ItemPrice is the price of an item on a list from a day on; the earlier ones stay as its history.
type ItemPrice struct {
	ID    PriceID    `json:"id"`
	List  ListID     `json:"list"`
	Item  ItemID     `json:"item"`
	From  crm.Day    `json:"from,omitempty"`
	Until crm.Day    `json:"until,omitempty"`
	Price money.Dec  `json:"price"` // of one unit, major units of the list's currency
	Set   crm.Moment `json:"set"`
}

// Mechanism is a way a price comes about.
type Mechanism string

// The eight mechanisms.
const (
	ByList        Mechanism = "list"
	ByFeature     Mechanism = "feature"
	BySegment     Mechanism = "segment"
	ByVolume      Mechanism = "volume"
	ByNegotiation Mechanism = "negotiation"
	ByYield       Mechanism = "yield"
	ByIndex       Mechanism = "index" // real-time
	ByAuction     Mechanism = "auction"
)

// Mechanisms lists the mechanisms in the order Quote applies them.
var Mechanisms = []Mechanism{ByList, ByIndex, ByFeature, BySegment, ByVolume, ByYield, ByNegotiation, ByAuction}

// Rule is one rule of prices; the part named by its kind is filled.
type Rule struct {
	ID    RuleID    `json:"id"`
	Kind  Mechanism `json:"kind"`
	Name  string    `json:"name,omitempty"`
	Off   bool      `json:"off,omitempty"`
	Scope Scope     `json:"scope"`
	From  crm.Day   `json:"from,omitempty"`
	Until crm.Day   `json:"until,omitempty"`
	Place int       `json:"place,omitempty"` // of two as near, the lower holds

	Segment     *SegmentPrice `json:"segment,omitempty"`
	Volume      *VolumePrice  `json:"volume,omitempty"`
	Negotiation *Negotiation  `json:"negotiation,omitempty"`
	Yield       *YieldPrice   `json:"yield,omitempty"`
	Index       *IndexPrice   `json:"index,omitempty"`
	Auction     *Auction      `json:"auction,omitempty"`
}

// Scope tells which items a rule is for: any of these. An empty one is for all.
type Scope struct {
	Items   []ItemID  `json:"items,omitempty"`
	Groups  []GroupID `json:"groups,omitempty"` // with the groups below them
	Streams []Stream  `json:"streams,omitempty"`
}

// SegmentPrice gives a segment a list of its own, a change in per cent, or both.
type SegmentPrice struct {
	Segment crm.SegmentID `json:"segment"`
	List    ListID        `json:"list,omitempty"`
	Percent money.Dec     `json:"percent"` // -10: ten per cent less
}

// VolumePrice makes the price depend on the quantity.
type VolumePrice struct {
	Cumulated bool   `json:"cumulated,omitempty"` // counts what was bought in the last Days as well
	Days      int    `json:"days,omitempty"`      // 0: ever
	Tiers     []Tier `json:"tiers"`
}

// Tier is the price from a quantity on, for the whole quantity.
type Tier struct {
	From    money.Dec `json:"from"`
	Percent money.Dec `json:"percent"`
	Fixed   bool      `json:"fixed,omitempty"`
	Price   money.Dec `json:"price"` // in place of the percentage, when Fixed
}

// Negotiation is what a client and we said about a price, and what was agreed.
type Negotiation struct {
	Client   crm.ClientID   `json:"client"`
	Currency money.Currency `json:"currency"`
	Gross    bool           `json:"gross,omitempty"`
	Rounds   []Round        `json:"rounds"` // oldest first
	Agreed   bool           `json:"agreed,omitempty"`
	Price    money.Dec      `json:"price"`               // the one agreed
	Least    money.Dec      `json:"least"`               // quantity it holds from
	Floor    money.Dec      `json:"floor"`               // below this we should not go; 0: none
	AgreedOn crm.Day        `json:"agreed_on,omitempty"` // Rule.Until tells how long it holds
}

// Round is one bid in a negotiation.
type Round struct {
	Day    crm.Day   `json:"day"`
	Theirs bool      `json:"theirs,omitempty"` // asked by the client, not by us
	Price  money.Dec `json:"price"`
	Least  money.Dec `json:"least"` // for this quantity, 0: any
	Note   string    `json:"note,omitempty"`
}

// YieldPrice changes the price by what is left of a capacity on the day of use, and by how far ahead that day is.
type YieldPrice struct {
	Capacity CapacityID  `json:"capacity"`
	Left     []LeftStep  `json:"left,omitempty"`
	Ahead    []AheadStep `json:"ahead,omitempty"`
}

// LeftStep holds while no more than so many per cent of the capacity are left.
type LeftStep struct {
	AtMost  money.Dec `json:"at_most"` // per cent
	Percent money.Dec `json:"percent"`
}

// AheadStep holds when the day of use is at least so many days ahead.
type AheadStep struct {
	Days    int       `json:"days"`
	Percent money.Dec `json:"percent"`
}

// Capacity is a calendar of what can be sold on each day: rooms, hours of a machine, seats.
type Capacity struct {
	ID    CapacityID    `json:"id"`
	Name  string        `json:"name"`
	Unit  string        `json:"unit,omitempty"`
	Daily money.Dec     `json:"daily"` // on days that say nothing else
	Days  []CapacityDay `json:"days,omitempty"`
}

// CapacityDay is what one day has, and how much of it is taken.
type CapacityDay struct {
	Day   crm.Day   `json:"day"`
	Own   bool      `json:"own,omitempty"` // Total holds in place of Daily
	Total money.Dec `json:"total"`
	Taken money.Dec `json:"taken"`
}

// IndexPrice makes the price follow an index: fixed + factor × index, or the list price × index ÷ base.
type IndexPrice struct {
	Index    IndexID        `json:"index"`
	Scale    bool           `json:"scale,omitempty"` // the list price is scaled by index ÷ Base
	Base     money.Dec      `json:"base"`
	Fixed    money.Dec      `json:"fixed"`
	Factor   money.Dec      `json:"factor"`
	Currency money.Currency `json:"currency,omitempty"` // of the formula's price
	Gross    bool           `json:"gross,omitempty"`
	Fresh    int            `json:"fresh,omitempty"` // an older reading, in days, is told; 0: never
}

// Index is a figure of the market that the user keeps: a metal's price, a rate of exchange.
type Index struct {
	ID       IndexID   `json:"id"`
	Name     string    `json:"name"`
	Unit     string    `json:"unit,omitempty"`
	Readings []Reading `json:"readings,omitempty"` // in no order
}

// Reading is the value of an index on a day.
type Reading struct {
	Day   crm.Day   `json:"day"`
	Value money.Dec `json:"value"`
}

// Auction sells to the highest bidder: the winner's bid is the price once it is closed.
type Auction struct {
	Currency money.Currency `json:"currency"`
	Gross    bool           `json:"gross,omitempty"`
	Closes   crm.Moment     `json:"closes"`
	Reserve  money.Dec      `json:"reserve"` // the least bid that wins; 0: any
	Bids     []Bid          `json:"bids,omitempty"`
}

// Bid is what a client would pay.
type Bid struct {
	Client crm.ClientID `json:"client"`
	Price  money.Dec    `json:"price"`
	At     crm.Moment   `json:"at"`
}

// Exchange is the rate of a currency on a day: so much of the firm's own currency for one unit.
type Exchange struct {
	ID       ExchangeID     `json:"id"`
	Currency money.Currency `json:"currency"`
	Day      crm.Day        `json:"day"`
	Rate     money.Dec      `json:"rate"`
}

// Winner is the bid that wins: the highest, and of two as high the earlier; false while there is none or it is open.
func (a Auction) Winner(now crm.Moment) (Bid, bool) {
	var best Bid
	found := false
	if now < a.Closes {
		return best, false
	}
	for _, b := range a.Bids {
		if b.At > a.Closes || b.Price.Cmp(a.Reserve) < 0 {
			continue
		}
		if c := b.Price.Cmp(best.Price); !found || c > 0 || c == 0 && b.At < best.At {
			best, found = b, true
		}
	}
	return best, found
}

// On is the last reading up to a day; false when there is none.
func (i Index) On(day crm.Day) (Reading, bool) {
	var last Reading
	found := false
	for _, r := range i.Readings {
		if r.Day <= day && (!found || r.Day >= last.Day) {
			last, found = r, true
		}
	}
	return last, found
}

// On is what a day has in all, and how much of it is taken.
func (c Capacity) On(day crm.Day) (total, taken money.Dec) {
	for _, d := range c.Days {
		if d.Day == day {
			if d.Own {
				return d.Total, d.Taken
			}
			return c.Daily, d.Taken
		}
	}
	return c.Daily, money.Dec{}
}

// Noun names the list for the journal.
func (l PriceList) Noun() crm.Noun { return crm.NounPriceList }

// Key is the list's id.
func (l PriceList) Key() int64 { return int64(l.ID) }

// About is nobody: a list belongs to no client.
func (l PriceList) About() crm.ClientID { return 0 }

// Noun names the price for the journal.
func (p ItemPrice) Noun() crm.Noun { return crm.NounPrice }

// Key is the price's id.
func (p ItemPrice) Key() int64 { return int64(p.ID) }

// About is nobody: a price on a list belongs to no client.
func (p ItemPrice) About() crm.ClientID { return 0 }

// Noun names the rule for the journal.
func (r Rule) Noun() crm.Noun { return crm.NounPriceRule }

// Key is the rule's id.
func (r Rule) Key() int64 { return int64(r.ID) }

// About is the client a price was negotiated with, nobody otherwise.
func (r Rule) About() crm.ClientID {
	if r.Negotiation != nil {
		return r.Negotiation.Client
	}
	return 0
}

// Noun names the index for the journal.
func (i Index) Noun() crm.Noun { return crm.NounIndex }

// Key is the id of the index.
func (i Index) Key() int64 { return int64(i.ID) }

// About is nobody: an index belongs to no client.
func (i Index) About() crm.ClientID { return 0 }

// Noun names the capacity for the journal.
func (c Capacity) Noun() crm.Noun { return crm.NounCapacity }

// Key is the id of the capacity.
func (c Capacity) Key() int64 { return int64(c.ID) }

// About is nobody: a capacity belongs to no client.
func (c Capacity) About() crm.ClientID { return 0 }

// Noun names the rate for the journal.
func (e Exchange) Noun() crm.Noun { return crm.NounExchange }

// Key is the id of the rate.
func (e Exchange) Key() int64 { return int64(e.ID) }

// About is nobody: a rate of exchange belongs to no client.
func (e Exchange) About() crm.ClientID { return 0 }
