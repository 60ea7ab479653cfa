package desk

import (
	"context"
	"slices"

	"rapport/app/crm"
	"rapport/app/trade"
)

// prepare addresses and prices the offers one after the other, each with the next number. Those that may not be printed get
// none.
func (b *batch) prepare(ctx context.Context, clients []crm.ClientID) ([]*made, error) {
	numbers, facts, err := b.desk.offerNumbers(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*made, 0, len(clients))
	for _, id := range clients {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		m, err := b.prepareOne(ctx, id, numbers, facts)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

func (b *batch) prepareOne(ctx context.Context, id crm.ClientID, numbers *trade.NumberRow, facts trade.NumberFacts) (*made, error) {
	d, m := b.desk, &made{Batched: Batched{Client: id}}
	client, known, err := found(d.Client(ctx, id))
	if err != nil {
		return nil, err
	}
	if !known {
		m.Refused = crm.ErrNotFound
		return m, nil
	}
	m.Name = client.Name
	o, err := d.AddressOffer(ctx, b.pattern, id, 0)
	if err != nil {
		return nil, err
	}
	o = b.prices.apply(o, client)
	facts.Client = client.Code
	o.Number = numbers.Next(facts)
	for _, f := range trade.Check(o) {
		if trade.Blocks(f) {
			m.Refused = f
			return m, nil
		}
	}
	o.Number = numbers.Take(facts)
	sums, err := trade.Count(o)
	if err != nil {
		return nil, err
	}
	o.ID, o.Created = trade.OfferID(d.ids.next()), crm.At(d.now())
	m.offer, m.Offer, m.Number, m.Gross = tidyOffer(o), o.ID, o.Number, sums.Main().Gross
	m.Remarks = lacks(o, client, b.letters)
	return m, nil
}

// lacks tells what a client lacks for an offer that could be sent as it is.
func lacks(o trade.Offer, c crm.Client, letters bool) []crm.Fault {
	var all []crm.Fault
	check := func(lacks bool, field, reason string) {
		if lacks {
			all = append(all, crm.Fault{Field: field, Reason: reason})
		}
	}
	check(o.To.Person == "", "contact", "desk.batch.person")
	check(o.To.Address == "", "address", "desk.batch.address")
	check(!letters && len(c.Emails) == 0 && o.Contact == 0, "email", "desk.batch.email")
	return all
}

// BatchSample is the offer that a batch would make of one client, with the number that is next, as it leaves the house; it is
// not saved. What the client lacks is told.
func (d *Desk) BatchSample(ctx context.Context, pattern trade.Offer, client crm.ClientID) (trade.Offer, []crm.Fault, error) {
	b, err := d.newBatch(ctx, pattern, BatchInto{}, 1, nil)
	if err != nil {
		return pattern, nil, err
	}
	all, err := b.prepare(ctx, []crm.ClientID{client})
	if err != nil {
		return pattern, nil, err
	}
	return d.leaving(all[0].offer), all[0].Remarks, all[0].Refused
}

// offerNumbers are the numbers of offers that are free today, and what masks are filled with.
func (d *Desk) offerNumbers(ctx context.Context) (*trade.NumberRow, trade.NumberFacts, error) {
	n, err := d.Numbers(ctx)
	if err != nil {
		return nil, trade.NumberFacts{}, err
	}
	facts := trade.NumberFacts{Day: d.Today(), Firm: n.Prefix}
	mask, err := trade.ParseMask(n.Offers.Mask, n.Offers.Reset)
	if err != nil {
		return nil, facts, err
	}
	taken, err := d.takenNumbers(ctx, mask.Prefix(facts))
	return mask.Row(facts, taken), facts, err
}

// offerPrices are the items of an offer with all their prices depend on, read once for many clients.
type offerPrices struct {
	desk  *Desk
	book  *trade.PriceBook
	items map[trade.ItemID]trade.Item
	vat   func(trade.TaxClass, crm.Day) trade.TaxRate
}

func (d *Desk) pricesOf(ctx context.Context, o trade.Offer) (*offerPrices, error) {
	p := &offerPrices{desk: d, items: map[trade.ItemID]trade.Item{}}
	var ids []trade.ItemID
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if l.Item == 0 || l.Text {
				continue
			}
			item, known, err := found(d.Item(ctx, l.Item))
			if err != nil {
				return nil, err
			}
			if _, has := p.items[l.Item]; known && !has {
				p.items[l.Item] = item
				ids = append(ids, l.Item)
			}
		}
	}
	if len(ids) == 0 {
		return p, nil
	}
	parts, err := d.wholeBook(ctx, o.Day, ids)
	if err != nil {
		return nil, err
	}
	taxes, err := d.TaxesOf(ctx, o.Firm)
	p.book, p.vat = trade.NewPriceBook(parts), taxes.Of
	return p, err
}

// apply gives the lines of the catalogue the prices a client pays. A price typed by hand stays, and so does one of an item
// that is gone or has no price.
func (p *offerPrices) apply(o trade.Offer, client crm.Client) trade.Offer {
	o.Sections = slices.Clone(o.Sections)
	for i := range o.Sections {
		lines := slices.Clone(o.Sections[i].Lines)
		for j := range lines {
			l := &lines[j]
			item, known := p.items[l.Item]
			if !known || l.Text || l.Typed() || len(l.Why) == 0 {
				continue
			}
			q := p.book.Quote(trade.Inquiry{Item: item, Choices: l.Choices, Client: client, Quantity: l.Quantity, Day: o.Day, Now: crm.At(p.desk.now()),
				Currency: o.Currency, Gross: o.Tax == trade.TaxGross, VAT: p.vat(item.Tax, o.Day).Rate})
			if q.Found {
				l.Price, l.Quoted, l.Why = q.Price, q.Price, q.Steps
			}
		}
		o.Sections[i].Lines = lines
	}
	return o
}
