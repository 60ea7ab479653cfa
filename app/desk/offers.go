package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// validDays is how long a new offer holds: within the 14–30 days usual in the trade.
const validDays = 30

// numberPrefix begins the numbers of offers, by the language of the firm's country.
var numberPrefix = map[string]string{"RU": "КП", "BY": "КП", "KZ": "КП", "UA": "КП"}

// NextOfferNumber is the first free number of the year: КП-2026-0147, or Q-2026-0147 where offers are written in English.
func (d *Desk) NextOfferNumber(ctx context.Context) (string, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return "", err
	}
	prefix := numberPrefix[firm.Country]
	if prefix == "" {
		prefix = "Q"
	}
	prefix = fmt.Sprintf("%s-%d-", prefix, d.now().Year())
	taken, err := d.OfferNumbers(ctx, prefix)
	if err != nil {
		return "", err
	}
	highest := 0
	for _, number := range taken {
		if n, err := strconv.Atoi(strings.TrimPrefix(number, prefix)); err == nil {
			highest = max(highest, n)
		}
	}
	return fmt.Sprintf("%s%04d", prefix, highest+1), nil
}

// NewOffer is a fresh draft for a client, filled with what the base knows: number, dates, addressee, tax and signatory.
// It is not saved.
func (d *Desk) NewOffer(ctx context.Context, client crm.ClientID) (trade.Offer, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return trade.Offer{}, err
	}
	number, err := d.NextOfferNumber(ctx)
	if err != nil {
		return trade.Offer{}, err
	}
	today := d.Today()
	o := trade.Offer{Number: number, Client: client, Rep: d.me(ctx), Day: today, ValidUntil: today.Plus(validDays), Place: firm.City,
		State: trade.Draft, Lang: offerLang(firm.Country), Currency: money.Currency(firm.Currency), Tax: trade.TaxNet,
		Rounding: money.DefaultRounding(firm.Country), SignPost: firm.SignPost, Signatory: firm.Signatory,
		Acceptance: true, Public: "not-public", Sections: []trade.Section{{}}}
	if !firm.VATPayer {
		o.Tax, o.NoTaxLine = trade.TaxNone, firm.NoVATLine
	}
	o.Words = o.Lang != "en"
	if client == 0 {
		return o, nil
	}
	return d.AddressOffer(ctx, o, client, 0)
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

// AddressOffer turns an offer to a client and a person there (0: the first one), filling the addressee and the greeting.
func (d *Desk) AddressOffer(ctx context.Context, o trade.Offer, client crm.ClientID, person crm.ContactID) (trade.Offer, error) {
	c, err := d.Client(ctx, client)
	if err != nil {
		return o, err
	}
	people, err := d.Contacts(ctx, client)
	if err != nil {
		return o, err
	}
	o.Client, o.Contact = client, 0
	o.To = trade.Addressee{Firm: firstOf(c.LegalName, c.Name)}
	o.Greeting = ""
	if len(c.Addresses) > 0 {
		o.To.Address = c.Addresses[0].Line()
	}
	for _, p := range people {
		if (person == 0 && !p.Left) || p.ID == person {
			o.Contact = p.ID
			o.To.Post, o.To.Person = firstOf(p.PostTo, p.Post), firstOf(p.Dative, p.Name)
			o.Greeting = d.greeting(o.Lang, firstOf(p.Given, p.Name))
			break
		}
	}
	return o, nil
}

// greeting greets a person by name in the language of the offer. The patronymic tells whether it is a man or a woman;
// without one the greeting does not need to know.
func (d *Desk) greeting(lang, name string) string {
	if name == "" {
		return ""
	}
	key := "desk.greeting"
	switch {
	case strings.HasSuffix(name, "вна") || strings.HasSuffix(name, "чна") || strings.HasSuffix(name, "шна"):
		key = "desk.greeting.woman"
	case strings.HasSuffix(name, "вич") || strings.HasSuffix(name, "ьич"):
		key = "desk.greeting.man"
	}
	return d.Words.In(text.Lang(lang)).T(key, "Name", name)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			return w
		}
	}
	return ""
}

// SaveOffer adds an offer (was nil) or changes it, and returns it as saved. A number that is taken is a fault.
func (d *Desk) SaveOffer(ctx context.Context, was *trade.Offer, now trade.Offer) (trade.Offer, error) {
	now = tidyOffer(now)
	if now.Number == "" {
		return now, crm.Fault{Field: "number", Reason: "trade.offer.number"}
	}
	if now.Client == 0 {
		return now, crm.Fault{Field: "client", Reason: "trade.offer.client"}
	}
	other, taken, err := found(d.OfferByNumber(ctx, now.Number))
	if err != nil {
		return now, err
	}
	if taken && other.ID != now.ID {
		return now, crm.Fault{Field: "number", Reason: "desk.offer.taken", Args: []string{"Number", now.Number}}
	}
	if was == nil {
		now.ID, now.Created = trade.OfferID(d.ids.next()), crm.At(d.now())
		return now, d.apply(ctx, "act.offer.add", []string{"Number", now.Number}, crm.Add(now))
	}
	if sameJSON(*was, now) {
		return now, nil
	}
	return now, d.apply(ctx, "act.offer.edit", []string{"Number", now.Number}, crm.Alter(*was, now))
}

func tidyOffer(o trade.Offer) trade.Offer {
	for _, s := range []*string{&o.Number, &o.Place, &o.Request, &o.Subject, &o.Greeting, &o.NoTaxLine, &o.SignPost, &o.Signatory,
		&o.To.Post, &o.To.Firm, &o.To.Person, &o.To.Address} {
		*s = strings.TrimSpace(text.Clean(*s, maxLine))
	}
	o.Letter = text.Clean(o.Letter, maxNotes)
	return o
}

// RemoveOffer removes an offer.
func (d *Desk) RemoveOffer(ctx context.Context, id trade.OfferID) error {
	o, err := d.Offer(ctx, id)
	if err != nil {
		return err
	}
	return d.apply(ctx, "act.offer.remove", []string{"Number", o.Number}, crm.Remove(o))
}

// CopyOffer is a new draft with the lines and texts of another offer and a number and dates of its own. It is not saved.
func (d *Desk) CopyOffer(ctx context.Context, id trade.OfferID) (trade.Offer, error) {
	o, err := d.Offer(ctx, id)
	if err != nil {
		return o, err
	}
	number, err := d.NextOfferNumber(ctx)
	if err != nil {
		return o, err
	}
	o.ID, o.Number, o.State, o.SentOn, o.ClosedOn = 0, number, trade.Draft, "", ""
	o.Day, o.ValidUntil = d.Today(), d.Today().Plus(validDays)
	return o, nil
}

// MarkOffer sets how far an offer has come; the day is today's.
func (d *Desk) MarkOffer(ctx context.Context, id trade.OfferID, state trade.State) (trade.Offer, error) {
	was, err := d.Offer(ctx, id)
	if err != nil {
		return was, err
	}
	now := was
	now.State = state
	switch {
	case state == trade.Sent:
		now.SentOn, now.ClosedOn = d.Today(), ""
	case state == trade.Draft:
		now.SentOn, now.ClosedOn = "", ""
	default:
		now.ClosedOn = d.Today()
	}
	if sameJSON(was, now) {
		return now, nil
	}
	return now, d.apply(ctx, "act.offer.state", []string{"Number", now.Number, "State", string(state)}, crm.Alter(was, now))
}
