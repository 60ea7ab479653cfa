package desk

import (
	"context"
	"errors"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// LayOrder lays the confirmation of an order out with the sums the order keeps: in the language of the offer it came from,
// or that of the firm's country.
func (d *Desk) LayOrder(ctx context.Context, o trade.Order) (*page.Document, []Remark, error) {
	doc, remarks, _, err := d.layOrder(ctx, o)
	return doc, remarks, err
}

// PrintOrder prints the confirmation of an order. One that was called off is not confirmed, and neither is one of nothing:
// both are faults that say so.
func (d *Desk) PrintOrder(ctx context.Context, o trade.Order) (Print, error) {
	if o.State == trade.Cancelled {
		return Print{}, crm.Fault{Field: "state", Reason: "desk.order.cancelled"}
	}
	doc, remarks, lang, err := d.layOrder(ctx, o)
	if err != nil {
		return Print{}, err
	}
	row, _, err := found(d.ClientRow(ctx, o.Client))
	if err != nil {
		return Print{}, err
	}
	return printed(doc, remarks, paper.OrderFile(o, row.Name, d.Words.In(lang)))
}

func (d *Desk) layOrder(ctx context.Context, o trade.Order) (*page.Document, []Remark, text.Lang, error) {
	facts, lang, err := d.orderFacts(ctx, o)
	if err != nil {
		return nil, nil, lang, err
	}
	doc, remarks, err := paper.Order(o, facts, d.Words.In(lang))
	if errors.Is(err, paper.ErrNoLines) {
		err = crm.Fault{Field: "lines", Reason: "trade.order.empty"}
	}
	return doc, remarks, lang, err
}

// orderFacts gathers what a confirmation tells beside the order: of the offer it came from the addressee and what was agreed,
// otherwise of the client.
func (d *Desk) orderFacts(ctx context.Context, o trade.Order) (paper.OrderFacts, text.Lang, error) {
	var facts paper.OrderFacts
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return facts, "", err
	}
	facts.Firm, facts.Place = firm, firm.City
	lang := text.Lang(offerLang(firm.Country))
	offer, known, err := found(d.Offer(ctx, o.Offer))
	if err != nil {
		return facts, lang, err
	}
	client, has, err := found(d.Client(ctx, o.Client))
	if err != nil {
		return facts, lang, err
	}
	if has {
		facts.Client = firstOf(client.LegalName, client.Name)
	}
	if known {
		facts.To, facts.Greeting, facts.Terms, facts.Place = offer.To, offer.Greeting, offer.Terms, firstOf(offer.Place, firm.City)
		facts.Offer, facts.OfferDay = offer.FullNumber(), offer.Day
		return facts, text.Lang(offer.Lang), nil
	}
	if has {
		to, err := d.AddressOffer(ctx, trade.Offer{Lang: string(lang)}, o.Client, o.Contact)
		if err != nil {
			return facts, lang, err
		}
		facts.To, facts.Greeting = to.To, to.Greeting
	}
	return facts, lang, nil
}
