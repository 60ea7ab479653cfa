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
	facts, lang, err := d.orderFacts(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	return d.layOrder(o, facts, lang)
}

func (d *Desk) layOrder(o trade.Order, facts paper.OrderFacts, lang text.Lang) (*page.Document, []Remark, error) {
	doc, remarks, err := paper.Order(o, facts, d.Words.In(lang))
	if errors.Is(err, paper.ErrNoLines) {
		err = crm.Fault{Field: "lines", Reason: "trade.order.empty"}
	}
	return doc, remarks, err
}

// PrintOrder prints the confirmation of an order. One that was called off is not confirmed, and neither is one of nothing:
// both are faults that say so.
func (d *Desk) PrintOrder(ctx context.Context, o trade.Order) (Print, error) {
	facts, lang, err := d.orderFacts(ctx, o)
	if err != nil {
		return Print{}, err
	}
	return d.printOrder(o, facts, lang)
}

func (d *Desk) printOrder(o trade.Order, facts paper.OrderFacts, lang text.Lang) (Print, error) {
	if o.State == trade.Cancelled {
		return Print{}, crm.Fault{Field: "state", Reason: "desk.order.cancelled"}
	}
	doc, remarks, err := d.layOrder(o, facts, lang)
	if err != nil {
		return Print{}, err
	}
	return printed(doc, remarks, paper.OrderFile(o, facts.Buyer.Name, d.Words.In(lang)))
}

// orderFacts gathers what a confirmation tells beside the order: of the offer it came from the addressee and what was agreed,
// otherwise of the client.
func (d *Desk) orderFacts(ctx context.Context, o trade.Order) (paper.OrderFacts, text.Lang, error) {
	var facts paper.OrderFacts
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return facts, "", err
	}
	lang := text.Lang(offerLang(firm.Country))
	offer, known, err := found(d.Offer(ctx, o.Offer))
	if err != nil {
		return facts, lang, err
	}
	if known {
		if firm, _, err = d.FirmByID(ctx, offer.Firm); err != nil {
			return facts, lang, err
		}
		facts.Look, err = d.letterhead(ctx, offer.Template)
	} else {
		facts.Look, err = d.usualLetterhead(ctx, firm.ID)
	}
	if err != nil {
		return facts, lang, err
	}
	facts.Firm, facts.Place = firm, firm.City
	has, err := d.orderPeople(ctx, o, &facts)
	if err != nil {
		return facts, lang, err
	}
	if known {
		facts.To, facts.Greeting, facts.Terms, facts.Place = offer.To, offer.Greeting, offer.Terms, firstOf(offer.Place, firm.City)
		facts.Offer, facts.OfferDay = offer.FullNumber(), offer.Day
		facts.OfferValid, facts.Request, facts.Subject = offer.ValidUntil, offer.Request, offer.Subject
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

// orderPeople gathers who an order is from and whom it is for, and tells whether the client is known.
func (d *Desk) orderPeople(ctx context.Context, o trade.Order, facts *paper.OrderFacts) (has bool, err error) {
	if facts.Buyer, has, err = found(d.Client(ctx, o.Client)); err != nil {
		return has, err
	}
	if has {
		facts.Client = firstOf(facts.Buyer.LegalName, facts.Buyer.Name)
	}
	if facts.Person, _, err = found(d.Contact(ctx, o.Contact)); err != nil {
		return has, err
	}
	facts.Rep, err = d.repOf(ctx, o.Rep)
	return has, err
}

// letterhead is what papers other than offers take of a template; 0 is the default look, and so is one that is there no
// more, which the paper remarks on.
func (d *Desk) letterhead(ctx context.Context, id trade.TemplateID) (paper.Letterhead, error) {
	if id == 0 {
		return paper.Letterhead{}, nil
	}
	t, have, err := found(d.Template(ctx, id))
	if err != nil || !have {
		return paper.Letterhead{Gone: true}, err
	}
	return d.letterheadOf(ctx, t)
}

// usualLetterhead is that of the template new offers of an own firm begin with.
func (d *Desk) usualLetterhead(ctx context.Context, firm int64) (paper.Letterhead, error) {
	all, err := d.Templates(ctx)
	if err != nil {
		return paper.Letterhead{}, err
	}
	t, ok := trade.DefaultTemplate(all, firm)
	if !ok {
		return paper.Letterhead{}, nil
	}
	return d.letterheadOf(ctx, t)
}

func (d *Desk) letterheadOf(ctx context.Context, t trade.Template) (paper.Letterhead, error) {
	look := paper.Letterhead{Template: &t}
	var err error
	if t.Logo != 0 {
		look.Pictures, err = d.pictures(ctx, []trade.PictureID{t.Logo})
	}
	return look, err
}
