package desk

import (
	"context"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// validDays is how long a new offer holds: within the 14–30 days usual in the trade.
const validDays = 30

// NewOffer is a fresh draft for a client, filled with what the base knows: number, dates, addressee, tax and signatory.
// It is not saved.
func (d *Desk) NewOffer(ctx context.Context, client crm.ClientID) (trade.Offer, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return trade.Offer{}, err
	}
	number, err := d.offerNumberFor(ctx, client)
	if err != nil {
		return trade.Offer{}, err
	}
	tax, err := d.usualTax(ctx, firm)
	if err != nil {
		return trade.Offer{}, err
	}
	today := d.Today()
	o := trade.Offer{Number: number, Client: client, Rep: d.me(ctx), Day: today, ValidUntil: today.Plus(validDays), Place: firm.City,
		State: trade.Draft, Lang: offerLang(firm.Country), Currency: money.Currency(firm.Currency), Tax: tax,
		Rounding: money.DefaultRounding(firm.Country), SignPost: firm.SignPost, Signatory: firm.Signatory,
		Acceptance: true, Public: "not-public", Sections: []trade.Section{{}}}
	if tax == trade.TaxNone {
		o.NoTaxLine = firm.NoVATLine
	}
	o.Words = o.Lang != "en"
	o.Firm = offerFirm(firm.ID)
	if client != 0 {
		if o, err = d.AddressOffer(ctx, o, client, 0); err != nil {
			return o, err
		}
	}
	return d.dressNew(ctx, o, firm.ID)
}

// usualTax is how a firm's new papers treat VAT: as its main price list does, so that what a client reads there and here is
// one price; net without a list, none for a firm that pays no VAT.
func (d *Desk) usualTax(ctx context.Context, firm crm.Firm) (trade.TaxMode, error) {
	if !firm.VATPayer {
		return trade.TaxNone, nil
	}
	lists, err := d.PriceLists(ctx)
	if err != nil {
		return trade.TaxNet, err
	}
	if main, ok := trade.MainList(lists, money.Currency(firm.Currency), d.Today()); ok && main.Gross {
		return trade.TaxGross, nil
	}
	return trade.TaxNet, nil
}

func offerLang(country string) string {
	switch country {
	case "UA":
		return "uk"
	case "RU", "BY", "KZ":
		return "ru"
	}
	return "en"
}

func firstOf(words ...string) string {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			return w
		}
	}
	return ""
}

// SaveOffer adds an offer (was nil) or changes it, and returns it as saved: a new one with another number where the one
// proposed for it was taken meanwhile. A number that the user chose and that is taken is a fault, and so is
// another content of an offer that has left the house.
func (d *Desk) SaveOffer(ctx context.Context, was *trade.Offer, now trade.Offer) (trade.Offer, error) {
	now = tidyOffer(now)
	if now.Number == "" {
		return now, crm.Fault{Field: "number", Reason: "trade.offer.number"}
	}
	if now.Client == 0 {
		return now, crm.Fault{Field: "client", Reason: "trade.offer.client"}
	}
	if was == nil {
		now.ID, now.Created = trade.OfferID(d.ids.next()), crm.At(d.now())
		return d.addOffer(ctx, now)
	}
	if err := d.freeNumber(ctx, was, now); err != nil {
		return now, err
	}
	if sameJSON(*was, now) {
		return now, nil
	}
	if err := trade.Frozen(*was, now); err != nil {
		return now, err
	}
	return now, d.apply(ctx, "act.offer.edit", []string{"Number", now.FullNumber()}, crm.Alter(*was, now))
}

// freeNumber is a fault when the number of an offer belongs to another one, of which it is not the next version.
func (d *Desk) freeNumber(ctx context.Context, was *trade.Offer, now trade.Offer) error {
	if was != nil && was.Number == now.Number {
		return nil
	}
	other, taken, err := found(d.OfferByNumber(ctx, now.Number))
	if err != nil {
		return err
	}
	if !taken || other.ID == now.ID || was == nil && now.VersionNo() == other.VersionNo()+1 {
		return nil
	}
	return crm.Fault{Field: "number", Reason: "desk.offer.taken", Args: []string{"Number", now.FullNumber()}}
}

func tidyOffer(o trade.Offer) trade.Offer {
	for _, s := range []*string{&o.Number, &o.Place, &o.Request, &o.Subject, &o.Greeting, &o.NoTaxLine, &o.SignPost, &o.Signatory,
		&o.To.Post, &o.To.Firm, &o.To.Person, &o.To.Address} {
		*s = strings.TrimSpace(text.Clean(*s, maxLine))
	}
	for _, s := range []*string{&o.Letter, &o.Note, &o.Answer, &o.Reason} {
		*s = text.Clean(*s, maxNotes)
	}
	return o
}

// RemoveOffer removes an offer. The number of a draft is free again; one that has left the house is not given a second time.
func (d *Desk) RemoveOffer(ctx context.Context, id trade.OfferID) error {
	o, err := d.Offer(ctx, id)
	if err != nil {
		return err
	}
	if err := d.spend(ctx, o); err != nil {
		return err
	}
	leaving, err := d.leaveDeal(ctx, id)
	if err != nil {
		return err
	}
	papers, err := d.dropSent(ctx, id)
	if err != nil {
		return err
	}
	return d.apply(ctx, "act.offer.remove", []string{"Number", o.FullNumber()}, append(append(leaving, papers...), crm.Remove(o))...)
}

// CopyOffer is a new draft with the lines and texts of another offer and a number and dates of its own. It is not saved.
func (d *Desk) CopyOffer(ctx context.Context, id trade.OfferID) (trade.Offer, error) {
	o, err := d.Offer(ctx, id)
	if err != nil {
		return o, err
	}
	number, err := d.offerNumberFor(ctx, o.Client)
	if err != nil {
		return o, err
	}
	o.ID, o.Number, o.Version = 0, number, 0
	o.Day, o.ValidUntil = d.Today(), d.Today().Plus(validDays)
	return takenBack(o), nil
}

// NextVersion is the next version of an offer that was sent, a draft of today. It is not saved.
func (d *Desk) NextVersion(ctx context.Context, id trade.OfferID) (trade.Offer, error) {
	o, err := d.Offer(ctx, id)
	if err != nil {
		return o, err
	}
	newest, err := d.OfferByNumber(ctx, o.Number)
	if err != nil {
		return o, err
	}
	next, err := trade.Succeed(o, d.Today())
	if err == nil && newest.VersionNo() != o.VersionNo() {
		return o, crm.Fault{Field: "number", Reason: "desk.offer.succeeded", Args: []string{"Number", newest.FullNumber()}}
	}
	return next, err
}

// takenBack is an offer as a draft: nothing has become of it, and nothing of it is chosen.
func takenBack(o trade.Offer) trade.Offer {
	o.State, o.SentOn, o.ViewedOn, o.AnsweredOn, o.ClosedOn, o.Answer, o.Lost, o.Reason = trade.Draft, "", "", "", "", "", "", ""
	sections := make([]trade.Section, len(o.Sections))
	for i, s := range o.Sections {
		s.Lines = append([]trade.Line(nil), s.Lines...)
		for j := range s.Lines {
			s.Lines[j].Chosen = false
		}
		sections[i] = s
	}
	o.Sections = sections
	return o
}

// MarkOffer sets how far an offer has come; the day is today's. A draft that is said to be further was sent today. One that
// has left the house never becomes a draft again.
func (d *Desk) MarkOffer(ctx context.Context, id trade.OfferID, state trade.State) (trade.Offer, error) {
	if state == trade.Accepted {
		return d.AcceptOffer(ctx, id, nil)
	}
	return d.turnOffer(ctx, id, func(o trade.Offer) (trade.Offer, error) {
		if state == o.State {
			return o, nil
		}
		return o.Become(state, d.Today())
	})
}

// DeclineOffer marks an offer declined today, and why.
func (d *Desk) DeclineOffer(ctx context.Context, id trade.OfferID, why trade.Loss) (trade.Offer, error) {
	why.Note = text.Clean(why.Note, maxNotes)
	return d.turnOffer(ctx, id, func(o trade.Offer) (trade.Offer, error) { return trade.Decline(o, why, d.Today()) })
}

// AnswerOffer keeps what the client said to an offer today.
func (d *Desk) AnswerOffer(ctx context.Context, id trade.OfferID, answer string) (trade.Offer, error) {
	return d.turnOffer(ctx, id, func(o trade.Offer) (trade.Offer, error) { return o.Reply(text.Clean(answer, maxNotes), d.Today()) })
}

// turnOffer keeps what becomes of an offer, in one act with what follows from it; of a draft that is more than sent it keeps
// that it was sent today.
func (d *Desk) turnOffer(ctx context.Context, id trade.OfferID, turn func(trade.Offer) (trade.Offer, error), follow ...func(was, now trade.Offer) ([]crm.Change, error)) (trade.Offer, error) {
	was, err := d.Offer(ctx, id)
	if err != nil {
		return was, err
	}
	now, err := turn(was)
	if err != nil && (was.State == trade.Draft || was.State == "") {
		sent, _ := was.Become(trade.Sent, d.Today()) // a draft may be sent
		now, err = turn(sent)
	}
	if err != nil || sameJSON(was, now) {
		return now, err
	}
	changes := []crm.Change{crm.Alter(was, now)}
	for _, f := range append(follow, func(was, now trade.Offer) ([]crm.Change, error) { return d.keepSent(ctx, was, now) }) {
		more, err := f(was, now)
		if err != nil {
			return was, err
		}
		changes = append(changes, more...)
	}
	return now, d.apply(ctx, "act.offer.state", []string{"Number", now.FullNumber(), "State", string(now.State)}, changes...)
}
