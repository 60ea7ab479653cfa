package desk

import (
	"context"
	"errors"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// Numbering is how the numbers of one kind of paper are made; trade.ParseMask tells of what a mask consists.
type Numbering struct {
	Mask  string
	Reset trade.Reset
}

// Numbers is how papers are numbered.
type Numbers struct {
	Prefix string // of the firm, what {firm} stands for
	Offers Numbering
	Orders Numbering
}

// Setting keys of the numbers.
const (
	keyNumberPrefix = "number.prefix"
	keyOfferMask    = "number.offers"
	keyOfferReset   = "number.offers.reset"
	keyOrderMask    = "number.orders"
	keyOrderReset   = "number.orders.reset"
)

// Fields that a fault of the numbers speaks of.
const (
	FieldNumberPrefix = "prefix"
	FieldOfferMask    = "offers"
	FieldOrderMask    = "orders"
)

// maxPrefix is the longest prefix of the firm, in runes.
const maxPrefix = 20

// usualNumbers are the numbers of a firm that set none up, by the language of its country.
func usualNumbers(country string) Numbers {
	offers, orders := "Q", "SO"
	switch country {
	case "RU", "BY", "KZ":
		offers, orders = "КП", "ЗК"
	case "UA":
		offers, orders = "КП", "ЗМ"
	}
	const rest = "-{year}-{n:4}"
	return Numbers{Offers: Numbering{offers + rest, trade.ResetYearly}, Orders: Numbering{orders + rest, trade.ResetYearly}}
}

// Numbers reads how papers are numbered; what was never set is as usual in the firm's country: КП-2026-0147.
func (d *Desk) Numbers(ctx context.Context) (Numbers, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return Numbers{}, err
	}
	n := usualNumbers(firm.Country)
	for key, into := range numberSettings(&n) {
		kept, err := d.Setting(ctx, key)
		if err != nil {
			return n, err
		}
		if kept != "" {
			*into = kept
		}
	}
	return n, nil
}

// numberSettings are the places of the settings.
func numberSettings(n *Numbers) map[string]*string {
	return map[string]*string{keyNumberPrefix: &n.Prefix, keyOfferMask: &n.Offers.Mask, keyOfferReset: (*string)(&n.Offers.Reset),
		keyOrderMask: &n.Orders.Mask, keyOrderReset: (*string)(&n.Orders.Reset)}
}

// SaveNumbers keeps how papers are numbered. A mask that could give a number twice is a fault of its field.
func (d *Desk) SaveNumbers(ctx context.Context, n Numbers) error {
	n = tidyNumbers(n)
	if err := CheckNumbers(n); err != nil {
		return err
	}
	for key, value := range numberSettings(&n) {
		if err := d.store.SetSetting(ctx, key, *value); err != nil {
			return err
		}
	}
	return nil
}

func tidyNumbers(n Numbers) Numbers {
	n.Prefix = text.Line(n.Prefix, maxPrefix)
	n.Offers.Mask, n.Orders.Mask = strings.TrimSpace(n.Offers.Mask), strings.TrimSpace(n.Orders.Mask)
	return n
}

// CheckNumbers tells what is wrong with the numbers, as a crm.Fault of one of the fields; nil when nothing is.
func CheckNumbers(n Numbers) error {
	return errors.Join(checkNumbering(FieldOfferMask, n.Offers, n.Prefix), checkNumbering(FieldOrderMask, n.Orders, n.Prefix))
}

// checkNumbering tells what is wrong with the numbers of one kind of paper.
func checkNumbering(field string, n Numbering, prefix string) error {
	mask, err := trade.ParseMask(n.Mask, n.Reset)
	var fault crm.Fault
	switch {
	case errors.As(err, &fault):
		fault.Field = field
		return fault
	case err == nil && mask.HasFirm() && strings.TrimSpace(prefix) == "":
		return crm.Fault{Field: FieldNumberPrefix, Reason: "trade.mask.firm"}
	}
	return err
}

// SampleNumbers are the numbers that the next offer and the next order would get for a client with a code: what a form of
// the numbers shows while one types. Of a mask that is wrong there is no number, and the error tells why.
func (d *Desk) SampleNumbers(ctx context.Context, n Numbers, code string) (offer, order string, err error) {
	n = tidyNumbers(n)
	sample := func(field string, of Numbering, taken func(context.Context, string) ([]string, error)) (number string) {
		wrong := checkNumbering(field, of, n.Prefix)
		if wrong == nil {
			number, wrong = d.nextNumber(ctx, of, n.Prefix, code, taken)
		}
		err = errors.Join(err, wrong)
		return number
	}
	offer = sample(FieldOfferMask, n.Offers, d.takenNumbers)
	order = sample(FieldOrderMask, n.Orders, d.OrderNumbers)
	return offer, order, err
}

// NextOfferNumber is the next free number by the mask of offers, for nobody in particular.
func (d *Desk) NextOfferNumber(ctx context.Context) (string, error) { return d.offerNumberFor(ctx, 0) }

// NextOrderNumber is the next free number by the mask of orders, for nobody in particular.
func (d *Desk) NextOrderNumber(ctx context.Context) (string, error) {
	return d.NextOrderNumberFor(ctx, 0)
}

// NextOrderNumberFor is the next free number by the mask of orders, with the code of a client.
func (d *Desk) NextOrderNumberFor(ctx context.Context, client crm.ClientID) (string, error) {
	n, err := d.Numbers(ctx)
	if err != nil {
		return "", err
	}
	code, err := d.codeOf(ctx, client)
	if err != nil {
		return "", err
	}
	return d.nextNumber(ctx, n.Orders, n.Prefix, code, d.OrderNumbers)
}

// offerNumberFor is the next free number by the mask of offers, with the code of a client. It is remembered as proposed.
func (d *Desk) offerNumberFor(ctx context.Context, client crm.ClientID) (string, error) {
	n, err := d.Numbers(ctx)
	if err != nil {
		return "", err
	}
	code, err := d.codeOf(ctx, client)
	if err != nil {
		return "", err
	}
	number, err := d.nextNumber(ctx, n.Offers, n.Prefix, code, d.takenNumbers)
	if err == nil {
		d.propose(number, 1)
	}
	return number, err
}

// codeOf is the code of a client, empty for nobody.
func (d *Desk) codeOf(ctx context.Context, client crm.ClientID) (string, error) {
	if client == 0 {
		return "", nil
	}
	c, _, err := found(d.Client(ctx, client))
	return c.Code, err
}

func (d *Desk) nextNumber(ctx context.Context, n Numbering, prefix, code string, taken func(context.Context, string) ([]string, error)) (string, error) {
	mask, err := trade.ParseMask(n.Mask, n.Reset)
	if err != nil {
		return "", err
	}
	facts := trade.NumberFacts{Day: d.Today(), Firm: prefix, Client: code}
	numbers, err := taken(ctx, mask.Prefix(facts))
	if err != nil {
		return "", err
	}
	return mask.Next(facts, numbers), nil
}

// propose counts a number that was proposed, or with -1 one that was used.
func (d *Desk) propose(number string, by int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.proposed[number] += by; d.proposed[number] <= 0 {
		delete(d.proposed, number)
	}
}

// isProposed reports whether the program itself made up a number that is not used yet, so that it may make up another in
// its place.
func (d *Desk) isProposed(number string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.proposed[number] > 0
}

// renumbered is the number of an offer that is not in the base and goes to another client: a proposed one follows the code of
// the client where the mask has it.
func (d *Desk) renumbered(ctx context.Context, o trade.Offer, client crm.ClientID) (string, error) {
	if o.ID != 0 || o.Version > 1 || !d.isProposed(o.Number) {
		return o.Number, nil
	}
	n, err := d.Numbers(ctx)
	if err != nil {
		return o.Number, err
	}
	if mask, err := trade.ParseMask(n.Offers.Mask, n.Offers.Reset); err != nil || !mask.HasClient() {
		return o.Number, nil
	}
	return d.offerNumberFor(ctx, client)
}

// mostNumbers is how many numbers a new paper tries when others take them at the same time.
const mostNumbers = 20

// addOffer adds an offer. Where the number proposed for it was taken meanwhile it gets the next one; a number that the user
// chose is a fault when it is taken.
func (d *Desk) addOffer(ctx context.Context, o trade.Offer) (trade.Offer, error) {
	joining, err := d.joinDeal(ctx, &o)
	if err != nil {
		return o, err
	}
	for tries := 0; ; tries++ {
		err := d.freeNumber(ctx, nil, o)
		if err == nil {
			err = d.apply(ctx, "act.offer.add", []string{"Number", o.FullNumber()}, append([]crm.Change{crm.Add(o)}, joining...)...)
		}
		if err == nil {
			d.propose(o.Number, -1)
			return o, nil
		}
		if !isFault(err, "desk.offer.taken") || !d.isProposed(o.Number) || tries == mostNumbers {
			return o, err
		}
		d.propose(o.Number, -1)
		if o.Number, err = d.offerNumberFor(ctx, o.Client); err != nil {
			return o, err
		}
	}
}

// keySpent keeps the numbers of offers that left the house and were removed afterwards, one a line.
const keySpent = "number.spent"

// spend keeps that a number is known outside: it is not given again though its offer is removed.
func (d *Desk) spend(ctx context.Context, o trade.Offer) error {
	if o.State == trade.Draft || o.State == "" {
		return nil
	}
	spent, err := d.Setting(ctx, keySpent)
	if err != nil || strings.Contains("\n"+spent, "\n"+o.Number+"\n") {
		return err
	}
	return d.store.SetSetting(ctx, keySpent, spent+o.Number+"\n")
}

// takenNumbers lists the numbers that begin with a prefix and that no offer may get.
func (d *Desk) takenNumbers(ctx context.Context, prefix string) ([]string, error) {
	numbers, err := d.OfferNumbers(ctx, prefix)
	if err != nil {
		return nil, err
	}
	spent, err := d.Setting(ctx, keySpent)
	return append(numbers, strings.Split(spent, "\n")...), err
}
