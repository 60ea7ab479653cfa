package data

import (
	"fmt"
	"math/rand/v2"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// household is a client of a filled base with all that belongs to it.
type household struct {
	client crm.Client
	people []crm.Contact
	talks  []crm.Interaction
	moves  []crm.Move
	offers []trade.Offer
}

// filler makes households: the same seed and number give the same one.
type filler struct {
	seed   uint64
	reps   []crm.RepID
	vat    money.Dec
	number func(i int) string // of an offer of household i
}

var (
	fillStart    = time.Date(2021, 1, 11, 6, 0, 0, 0, time.UTC)
	fillSpan     = 5 * 365 * 24 * time.Hour
	tongueShares = []int{70, 20, 10}
	typeShares   = []int{45, 36, 16, 3}
	rungShares   = []int{0, 380, 300, 110, 85, 60, 22, 10, 5, 28}
)

// fillIDs begin households' ids: ordered by time like the program's own, and below any of today.
const fillIDBits = 22

// household makes the i-th of n.
func (f *filler) household(i, n int) household {
	r := rand.New(rand.NewPCG(f.seed, uint64(i)))
	t := &tongues[weighted(r, tongueShares)]
	created := fillStart.Add(time.Duration(float64(fillSpan) * float64(i) / float64(max(n, 1))))
	h := household{client: f.client(r, t, created)}
	first := int64(i+1) << fillIDBits
	h.client.ID = crm.ClientID(first)
	ids := func() int64 { first++; return first }
	if h.client.Kind == crm.Company {
		for range 1 + r.IntN(2) {
			h.people = append(h.people, f.person(r, t, &h.client, crm.ContactID(ids())))
		}
	}
	if r.IntN(50) == 0 {
		f.live(r, t, &h, i, ids)
	}
	return h
}

func (f *filler) client(r *rand.Rand, t *tongue, created time.Time) crm.Client {
	name := t.firmName(r)
	c := crm.Client{
		Kind: crm.Company, Name: fmt.Sprintf(pick(r, t.forms), name), City: pick(r, t.cities), Country: t.country,
		Type: typeOf(int64(weighted(r, typeShares))), Rung: crm.Rung(weighted(r, rungShares)),
		Phones: []crm.Phone{t.phone(r)}, Created: crm.At(created),
	}
	switch {
	case r.IntN(12) == 0:
		whole, given := t.personName(r)
		c.Kind, c.Name = crm.Person, whole
		c.Emails = []crm.Email{email(given, name)}
	default:
		c.Industry = pick(r, t.trades)
		c.Emails = []crm.Email{email("info", name)}
		c.Requisites = t.requisites(r)
	}
	c.Highest = max(c.Rung%crm.Ended, crm.Prospect)
	c.RungSince = crm.At(created.Add(time.Duration(r.IntN(300*24)) * time.Hour))
	if r.IntN(10) > 0 {
		c.Owner = pick(r, f.reps)
	}
	for range r.IntN(3) {
		c.Tags = appendNew(c.Tags, pick(r, t.tags))
	}
	return c
}

func appendNew(tags []string, tag string) []string {
	for _, t := range tags {
		if t == tag {
			return tags
		}
	}
	return append(tags, tag)
}

var fillRoles = []crm.Role{"decider", "buyer", "user", "influencer"}

func (f *filler) person(r *rand.Rand, t *tongue, c *crm.Client, id crm.ContactID) crm.Contact {
	whole, given := t.personName(r)
	p := crm.Contact{ID: id, Client: c.ID, Name: whole, Given: given, Created: c.Created}
	if r.IntN(2) == 0 {
		p.Phones = []crm.Phone{t.phone(r)}
	}
	if r.IntN(4) == 0 {
		p.Roles = []crm.Role{pick(r, fillRoles)}
	}
	return p
}

// live gives a household some history: talks, a climb and offers.
func (f *filler) live(r *rand.Rand, t *tongue, h *household, i int, ids func() int64) {
	c := &h.client
	at := c.Created
	for range 2 + r.IntN(8) {
		at += crm.Moment(time.Duration(24+r.IntN(60*24)) * time.Hour / time.Millisecond)
		talk := crm.Interaction{ID: crm.InteractionID(ids()), Client: c.ID, Rep: c.Owner, Way: pick(r, crm.Ways[:6]), Direction: crm.TwoWay, When: at, Said: pick(r, t.said)}
		if len(h.people) > 0 {
			talk.Contacts = []crm.ContactID{h.people[0].ID}
		}
		if r.IntN(2) == 0 {
			talk.NextStep, talk.NextDay = pick(r, t.steps), crm.DayOf(at.Time(time.UTC)).Plus(3+r.IntN(20))
		}
		h.talks = append(h.talks, talk)
	}
	if c.Rung > crm.Suspect {
		h.moves = append(h.moves, crm.Move{ID: crm.MoveID(ids()), Client: c.ID, From: crm.Suspect, To: c.Rung, When: c.RungSince, By: c.Owner})
	}
	for k := range r.IntN(3) {
		h.offers = append(h.offers, f.offer(r, t, h, trade.OfferID(ids()), f.number(i*4+k), at))
	}
}

var fillCurrency = map[string]money.Currency{"RU": money.RUB, "UA": money.UAH, "GB": money.GBP}

func (f *filler) offer(r *rand.Rand, t *tongue, h *household, id trade.OfferID, number string, at crm.Moment) trade.Offer {
	day := crm.DayOf(at.Time(time.UTC))
	o := trade.Offer{
		ID: id, Number: number, Client: h.client.ID, Rep: h.client.Owner, Day: day, ValidUntil: day.Plus(14 + r.IntN(30)),
		State: pick(r, trade.States), Lang: map[string]string{"RU": "ru", "UA": "uk"}[t.country], Currency: fillCurrency[t.country], Tax: trade.TaxNet,
		Rounding: money.DefaultRounding(t.country), To: trade.Addressee{Firm: h.client.Name}, Subject: pick(r, t.subjects), Created: at,
	}
	if o.Lang == "" {
		o.Lang = "en"
	}
	section := trade.Section{}
	for range 1 + r.IntN(5) {
		section.Lines = append(section.Lines, trade.Line{Name: pick(r, t.goods), Quantity: money.DecInt(int64(1 + r.IntN(20))),
			Price: money.DecInt(int64(100 * (1 + r.IntN(900)))), VAT: f.vat})
	}
	o.Sections = []trade.Section{section}
	return o
}
