package trade

import (
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
)

// OrderID names an order.
type OrderID int64

// OrderState is how far an order has come.
type OrderState string

// The states of an order.
const (
	Placed    OrderState = "placed"
	Fulfilled OrderState = "fulfilled" // what was promised was done
	Cancelled OrderState = "cancelled"
)

// OrderStates lists the states in the order they usually come.
var OrderStates = []OrderState{Placed, Fulfilled, Cancelled}

// Order is a won sale, with its sums as they were when it was won.
type Order struct {
	ID       OrderID        `json:"id"`
	Number   string         `json:"number"`
	Client   crm.ClientID   `json:"client"`
	Contact  crm.ContactID  `json:"contact,omitempty"`
	Rep      crm.RepID      `json:"rep,omitempty"`
	Deal     DealID         `json:"deal,omitempty"`
	Offer    OfferID        `json:"offer,omitempty"`
	Day      crm.Day        `json:"day"`
	Promised crm.Day        `json:"promised,omitempty"` // the day by which we said it would be done
	Kept     crm.Day        `json:"kept,omitempty"`     // the day it was done
	State    OrderState     `json:"state"`
	Currency money.Currency `json:"currency"`
	Tax      TaxMode        `json:"tax"`
	Rounding money.Rounding `json:"rounding"`
	Lines    []OrderLine    `json:"lines,omitempty"`
	Discount Discount       `json:"discount,omitzero"` // on the whole order
	Once     Sum            `json:"once"`              // paid once
	Monthly  Sum            `json:"monthly"`           // paid every month
	Yearly   Sum            `json:"yearly"`            // paid every year
	Freight  int64          `json:"freight,omitempty"` // carriage charged beside the lines, in no sum; minor units
	Notes    string         `json:"notes,omitempty"`
	Created  crm.Moment     `json:"created"`
}

// OrderLine is one thing sold.
type OrderLine struct {
	Item     ItemID      `json:"item,omitempty"`
	Choices  []string    `json:"choices,omitempty"` // of the item's features
	Article  string      `json:"article,omitempty"`
	Name     string      `json:"name"`
	Unit     string      `json:"unit,omitempty"`
	Quantity money.Dec   `json:"quantity"`
	Price    money.Dec   `json:"price"`           // of one unit, in major units of the order's currency
	Quoted   money.Dec   `json:"quoted,omitzero"` // the price Quote proposed
	Why      []PriceStep `json:"why,omitempty"`   // how the proposed price came about
	Discount money.Dec   `json:"discount"`        // per cent
	VAT      money.Dec   `json:"vat"`             // per cent
	Exempt   bool        `json:"exempt,omitempty"`
	Period   Period      `json:"period,omitempty"`
	Stream   Stream      `json:"stream,omitempty"`
	Share    int64       `json:"share,omitempty"` // of the discount on the whole order, in minor units
	Sum      Sum         `json:"sum"`             // less that share; its VAT rounded by itself
}

// Sum is what something comes to, in minor units; Net + VAT = Gross.
type Sum struct {
	Net   int64 `json:"net"`
	VAT   int64 `json:"vat"`
	Gross int64 `json:"gross"`
}

// Noun names the order for the journal.
func (o Order) Noun() crm.Noun { return crm.NounOrder }

// Key is the order's id.
func (o Order) Key() int64 { return int64(o.ID) }

// About is the client who ordered.
func (o Order) About() crm.ClientID { return o.Client }

// Total is what a list shows for the order, with VAT: what is paid once, or when nothing is, what recurs.
func (o Order) Total() int64 {
	switch {
	case o.Once.Gross != 0:
		return o.Once.Gross
	case o.Monthly.Gross != 0:
		return o.Monthly.Gross
	}
	return o.Yearly.Gross
}

// FirstYear is once + 12 × monthly + yearly, with VAT; money.ErrOverflow when that does not fit.
func (o Order) FirstYear() (int64, error) {
	year, err := money.New(o.Monthly.Gross, o.Currency).Times(Monthly.Times())
	if err != nil {
		return 0, fmt.Errorf("first year: %w", err)
	}
	sum, err := money.AddMinor(o.Once.Gross, o.Yearly.Gross)
	if err == nil {
		sum, err = money.AddMinor(sum, year.Minor)
	}
	if err != nil {
		return 0, fmt.Errorf("first year: %w", err)
	}
	return sum, nil
}

// Late is by how many days the promise was, or up to a day still is, overrun; 0 when it was kept, is not due, or nothing
// was promised. A cancelled order is never late.
func (o Order) Late(today crm.Day) int {
	done := o.Kept
	if done == "" {
		done = today
	}
	if n, ok := o.Promised.DaysTo(done); ok && o.State != Cancelled {
		return max(n, 0)
	}
	return 0
}

// OrderOf is the order that an accepted offer becomes on a day: of its lines those that were chosen, with the very sums of
// the offer. Id, number, deal and promise are left to whoever keeps it. It fails with crm.Fault for an offer that was not
// accepted, or of which nothing was chosen.
func OrderOf(o Offer, day crm.Day) (Order, error) {
	if o.State != Accepted {
		return Order{}, crm.Fault{Field: "offer", Reason: "trade.order.accepted"}
	}
	sums, err := Count(o)
	if err != nil {
		return Order{}, fmt.Errorf("order of offer %s: %w", o.Number, err)
	}
	order := Order{Client: o.Client, Contact: o.Contact, Rep: o.Rep, Offer: o.ID, Day: day, State: Placed, Currency: o.Currency, Tax: o.Tax,
		Rounding: o.Rounding, Discount: o.Discount, Once: sumOf(sums.Once), Monthly: sumOf(sums.Monthly), Yearly: sumOf(sums.Yearly)}
	for i, section := range o.Sections {
		for j, l := range section.Lines {
			s := sums.Sections[i].Lines[j]
			if l.Text || !s.Summed {
				continue
			}
			line, err := OrderLine{Item: l.Item, Choices: l.Choices, Article: l.Article, Name: l.Name, Unit: l.Unit, Quantity: l.Quantity, Price: l.Price,
				Quoted: l.Quoted, Why: l.Why, Discount: l.Discount, VAT: s.Rate, Exempt: l.Exempt, Period: section.Period}.counted(o, s)
			if err != nil {
				return Order{}, fmt.Errorf("order of offer %s: %w", o.Number, err)
			}
			order.Lines = append(order.Lines, line)
		}
	}
	if len(order.Lines) == 0 {
		return Order{}, crm.Fault{Field: "offer", Reason: "trade.order.empty"}
	}
	return order, nil
}

// counted is the line with its sum: what it was counted to, less its share of the discount on the whole.
func (l OrderLine) counted(o Offer, s LineSum) (OrderLine, error) {
	rest, err := money.AddMinor(base(o, s), -s.Share)
	if err != nil {
		return l, err
	}
	sum, err := money.LineSum(money.TaxLine{Minor: rest, Rate: s.Rate}, o.Basis())
	l.Share, l.Sum = s.Share, Sum{Net: sum.Net, VAT: sum.VAT, Gross: sum.Gross}
	return l, err
}

func sumOf(t Total) Sum { return Sum{Net: t.Net, VAT: t.VAT, Gross: t.Gross} }

// CountOrder is the order with the sums of its lines and its totals counted anew, as an offer of these lines is counted.
// An order that has no lines keeps its totals. Errors as in Count.
func CountOrder(o Order) (Order, error) {
	if len(o.Lines) == 0 {
		return o, nil
	}
	offer := o.asOffer()
	sums, err := Count(offer)
	if err != nil {
		return o, fmt.Errorf("order %s: %w", o.Number, err)
	}
	lines := make([]OrderLine, len(o.Lines))
	for i, l := range o.Lines {
		if lines[i], err = l.counted(offer, sums.Sections[i].Lines[0]); err != nil {
			return o, fmt.Errorf("order %s: %w", o.Number, err)
		}
	}
	o.Lines, o.Once, o.Monthly, o.Yearly = lines, sumOf(sums.Once), sumOf(sums.Monthly), sumOf(sums.Yearly)
	return o, nil
}

// asOffer is an offer of the lines of the order, a section for each.
func (o Order) asOffer() Offer {
	offer := Offer{Currency: o.Currency, Tax: o.Tax, Rounding: o.Rounding, Discount: o.Discount}
	for _, l := range o.Lines {
		offer.Sections = append(offer.Sections, Section{Period: l.Period, Lines: []Line{{
			Quantity: l.Quantity, Price: l.Price, Discount: l.Discount, VAT: l.VAT, Exempt: l.Exempt}}})
	}
	return offer
}

// CountedLines are the sums of an order as those of an offer of its lines, a section for each. Errors as in Count.
func CountedLines(o Order) (Sums, error) { return Count(o.asOffer()) }

// Shown is what the line comes to in an order as an offer shows it, in minor units: in the basis of the price, its own
// discount off, before the discount on the whole.
func (l OrderLine) Shown(o Order) int64 {
	if (Offer{Tax: o.Tax}).Basis() == money.Gross {
		return l.Sum.Gross + l.Share
	}
	return l.Sum.Net + l.Share
}

// Fulfil is the edit by which the order is done on a day.
func (o Order) Fulfil(day crm.Day) crm.Edit[Order] {
	now := o
	now.State, now.Kept = Fulfilled, day
	return crm.Alter(o, now)
}

// Cancel is the edit by which the order is called off.
func (o Order) Cancel() crm.Edit[Order] {
	now := o
	now.State, now.Kept = Cancelled, ""
	return crm.Alter(o, now)
}

// Resume is the edit by which an order that was done or called off runs again.
func (o Order) Resume() crm.Edit[Order] {
	now := o
	now.State, now.Kept = Placed, ""
	return crm.Alter(o, now)
}

// greatest is the greatest of the sums of an order.
func (o Order) greatest() int64 { return max(o.Once.Gross, o.Monthly.Gross, o.Yearly.Gross) }

// CheckOrder lists what is doubtful or wrong in an order, field by field; only the reasons in OrderBlocks keep it from
// being saved.
func CheckOrder(o Order) []crm.Fault {
	var f []crm.Fault
	check := func(wrong bool, field, reason string) {
		if wrong {
			f = append(f, crm.Fault{Field: field, Reason: reason})
		}
	}
	check(o.Client == 0, "client", "trade.order.client")
	check(strings.TrimSpace(o.Number) == "", "number", "trade.order.number")
	check(!isDay(o.Day), "day", "trade.order.day")
	check(!o.Currency.Valid(), "currency", "trade.order.currency")
	check(o.Promised != "" && !isDay(o.Promised), "promised", "trade.order.day")
	check(o.Kept != "" && !isDay(o.Kept), "kept", "trade.order.day")
	check(isDay(o.Promised) && o.Promised < o.Day, "promised", "trade.order.before")
	check(isDay(o.Kept) && o.Kept < o.Day, "kept", "trade.order.before")
	check(len(o.Lines) == 0 && o.Total() == 0, "lines", "trade.order.empty")
	check(o.Total() < 0, "lines", "trade.order.negative")
	check(len(o.Lines) == 0 && o.greatest() > MostAmount, "lines", "trade.order.large")
	for i, l := range o.Lines {
		checkLine(Line{Name: l.Name, Quantity: l.Quantity, Discount: l.Discount, VAT: l.VAT}, fmt.Sprintf("line %d", i), func(field, reason string, _ ...string) {
			check(true, field, reason)
		})
	}
	return f
}

// OrderBlocks reports whether a fault keeps the order from being saved; the others are warnings.
func OrderBlocks(f crm.Fault) bool {
	switch f.Reason {
	case "trade.order.client", "trade.order.number", "trade.order.day", "trade.order.currency", "trade.order.negative", "trade.order.large", "trade.line.vat":
		return true
	}
	return false
}
