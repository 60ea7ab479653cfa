package desk

import (
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// bookParts reads all that prices depend on but the prices of items themselves.
func (d *Desk) bookParts(ctx context.Context) (trade.BookParts, error) {
	firm, _, err := found(d.Firm(ctx))
	parts := trade.BookParts{Home: money.Currency(firm.Currency)}
	if err != nil {
		return parts, err
	}
	for _, read := range []func() error{
		func() (err error) { parts.Groups, err = d.ItemGroups(ctx); return err },
		func() (err error) { parts.Lists, err = d.PriceLists(ctx); return err },
		func() (err error) { parts.Rules, err = d.PriceRules(ctx); return err },
		func() (err error) { parts.Indices, err = d.PriceIndices(ctx); return err },
		func() (err error) { parts.Capacities, err = d.Capacities(ctx); return err },
		func() (err error) { parts.Segments, err = d.Segments(ctx); return err },
		func() (err error) { parts.Exchanges, err = d.Exchanges(ctx); return err },
	} {
		if err := read(); err != nil {
			return parts, err
		}
	}
	return parts, nil
}

// Asked is a question for the price of an item in an offer, or with no offer in particular.
type Asked struct {
	Item     trade.ItemID
	Choices  []string
	Client   crm.ClientID // 0: nobody in particular
	Quantity money.Dec
	Day      crm.Day        // empty: today
	Use      crm.Day        // day a capacity is used, empty: the day
	Currency money.Currency // empty: the firm's
	Rate     money.Dec      // what the currency is worth in the firm's own; zero: by the rates kept
	Gross    bool
	Firm     int64 // of ours, by whose country VAT is; 0: the first one
}

// Quoted is the answer with what it is about.
type Quoted struct {
	Item trade.Item
	VAT  trade.TaxRate
	trade.Quotation
}

// Quote tells what a client pays for an item, and why.
func (d *Desk) Quote(ctx context.Context, a Asked) (Quoted, error) {
	var out Quoted
	parts, err := d.bookParts(ctx)
	if err != nil {
		return out, err
	}
	if out.Item, err = d.Item(ctx, a.Item); err != nil {
		return out, err
	}
	if parts.Prices, err = d.ItemPrices(ctx, a.Item); err != nil {
		return out, err
	}
	client, _, err := found(d.Client(ctx, a.Client))
	if err != nil {
		return out, err
	}
	if a.Day == "" {
		a.Day = d.Today()
	}
	if a.Currency == "" {
		a.Currency = parts.Home
	}
	if a.Rate.Sign() > 0 && a.Currency != parts.Home {
		parts.Exchanges = agreedRate(parts.Exchanges, trade.Exchange{Currency: a.Currency, Day: a.Day, Rate: a.Rate})
	}
	taxes, err := d.TaxesOf(ctx, a.Firm)
	if err != nil {
		return out, err
	}
	out.VAT = taxes.Of(out.Item.Tax, a.Day)
	out.Quotation = trade.NewPriceBook(parts).Quote(trade.Inquiry{Item: out.Item, Choices: a.Choices, Client: client, Quantity: a.Quantity,
		Day: a.Day, Use: a.Use, Now: crm.At(d.now()), Currency: a.Currency, Gross: a.Gross, VAT: out.VAT.Rate})
	return out, nil
}

// agreedRate are the rates with one of them in place of all others of its currency.
func agreedRate(kept []trade.Exchange, agreed trade.Exchange) []trade.Exchange {
	others := slices.DeleteFunc(slices.Clone(kept), func(e trade.Exchange) bool { return e.Currency == agreed.Currency })
	return append(others, agreed)
}

// LineOf makes a line of an offer out of an item: name, unit, VAT, and the price this client pays, with the reason.
func (d *Desk) LineOf(ctx context.Context, o trade.Offer, item trade.ItemID, choices []string, quantity money.Dec) (trade.Line, Quoted, error) {
	q, err := d.Quote(ctx, Asked{Item: item, Choices: choices, Client: o.Client, Quantity: quantity, Day: o.Day, Currency: o.Currency, Rate: o.Rate.Value,
		Gross: o.Tax == trade.TaxGross, Firm: o.Firm})
	if err != nil {
		return trade.Line{}, q, err
	}
	line := trade.Line{Item: item, Choices: choices, Article: q.Item.Article, Name: q.Item.Name, Description: q.Item.Description, Quantity: quantity,
		Unit: q.Item.Unit, VAT: q.VAT.Rate, Exempt: q.VAT.Exempt}
	if said := chosen(q.Item, choices); said != "" {
		line.Description = strings.TrimSpace(line.Description + "\n" + said)
	}
	if v, ok := q.Item.Variant(choices); ok && v.Article != "" {
		line.Article = v.Article
	}
	if q.Found {
		line.Price, line.Quoted, line.Why = q.Price, q.Price, q.Steps
	}
	return line, q, nil
}

// chosen says what was chosen of an item's features.
func chosen(item trade.Item, choices []string) string {
	var said []string
	for i, f := range item.Features {
		if i < len(choices) && choices[i] != "" {
			said = append(said, f.Name+": "+choices[i])
		}
	}
	return strings.Join(said, "; ")
}

// QuoteItems quotes every item that a query holds for one client, in the order of their ids: what a price list for that
// client is made of. The item of the question is not looked at.
func (d *Desk) QuoteItems(ctx context.Context, q trade.ItemQuery, a Asked, f func(Quoted) error) error {
	client, _, err := found(d.Client(ctx, a.Client))
	if err != nil {
		return err
	}
	return d.quoteAll(ctx, q, a, client, f)
}

// quoteAll quotes every item that a query holds for a client, known or imagined.
func (d *Desk) quoteAll(ctx context.Context, q trade.ItemQuery, a Asked, client crm.Client, f func(Quoted) error) error {
	return d.askAll(ctx, q, a, client, func(book *trade.PriceBook, i trade.Inquiry, vat trade.TaxRate) error {
		return f(Quoted{i.Item, vat, book.Quote(i)})
	})
}

// askAll hands f a question for the price of every item that a query holds, with the book that answers it.
func (d *Desk) askAll(ctx context.Context, q trade.ItemQuery, a Asked, client crm.Client, f func(*trade.PriceBook, trade.Inquiry, trade.TaxRate) error) error {
	if a.Day == "" {
		a.Day = d.Today()
	}
	parts, err := d.wholeBook(ctx, a.Day, nil)
	if err != nil {
		return err
	}
	if a.Currency == "" {
		a.Currency = parts.Home
	}
	taxes, err := d.TaxesOf(ctx, a.Firm)
	if err != nil {
		return err
	}
	book := trade.NewPriceBook(parts)
	return d.EachItem(ctx, q, func(i trade.Item) error {
		vat := taxes.Of(i.Tax, a.Day)
		return f(book, trade.Inquiry{Item: i, Choices: a.Choices, Client: client, Quantity: a.Quantity, Day: a.Day, Use: a.Use,
			Now: crm.At(d.now()), Currency: a.Currency, Gross: a.Gross, VAT: vat.Rate}, vat)
	})
}

// wholeBook reads all that prices depend on, with the prices of some items on all lists on a day, or of all when items is nil.
func (d *Desk) wholeBook(ctx context.Context, day crm.Day, items []trade.ItemID) (trade.BookParts, error) {
	parts, err := d.bookParts(ctx)
	if err != nil {
		return parts, err
	}
	for _, l := range parts.Lists {
		prices, err := d.PricesFrom(ctx, l.ID, day, items)
		if err != nil {
			return parts, err
		}
		for _, p := range prices {
			parts.Prices = append(parts.Prices, p)
		}
	}
	return parts, nil
}
