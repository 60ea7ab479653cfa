package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"rapport/app/crm"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// AddressOffer turns an offer to a client and a person there (0: the first one), filling the addressee and the greeting in
// the language of the offer.
func (d *Desk) AddressOffer(ctx context.Context, o trade.Offer, client crm.ClientID, person crm.ContactID) (trade.Offer, error) {
	c, err := d.Client(ctx, client)
	if err != nil {
		return o, err
	}
	people, err := d.Contacts(ctx, client)
	if err != nil {
		return o, err
	}
	if o.Number, err = d.renumbered(ctx, o, client); err != nil {
		return o, err
	}
	o.Client, o.Contact = client, 0
	o.To = trade.Addressee{Firm: firstOf(c.LegalName, c.Name)}
	if len(c.Addresses) > 0 {
		o.To.Address = c.Addresses[0].Line()
	}
	own := paper.HasFields(o.Greeting) // one of a template fits whoever is addressed
	if !own {
		o.Greeting = ""
	}
	for _, p := range people {
		if (person == 0 && !p.Left) || p.ID == person {
			o.Contact = p.ID
			said := d.wordingFor(p, o.Lang)
			o.To.Post, o.To.Person = said.post, said.person
			if !own {
				o.Greeting = said.greeting
			}
			break
		}
	}
	return o, nil
}

// wording is what a paper says to the person it is for.
type wording struct{ post, person, greeting string }

// wordingFor is how a person is written to in a language.
func (d *Desk) wordingFor(p crm.Contact, lang string) wording {
	return wording{post: addressed(p.PostTo, p.Post, lang), person: addressed(p.Dative, p.Name, lang), greeting: d.greeting(lang, firstOf(p.Given, p.Name))}
}

// addressed is what stands in the address of a letter: the form kept for it, else the plain one. English has no cases, so
// that one in Cyrillic letters is of no use there.
func addressed(kept, plain, lang string) string {
	if lang == "en" && strings.ContainsFunc(kept, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		kept = ""
	}
	return firstOf(kept, plain)
}

// RewordOffer is an offer in another language: post, person and greeting are written anew for the person of the offer where
// they stand as the program writes them in the present language, and stay where they were typed by hand.
func (d *Desk) RewordOffer(o trade.Offer, people []crm.Contact, lang text.Lang) trade.Offer {
	was := o.Lang
	o.Lang = string(lang)
	i := slices.IndexFunc(people, func(p crm.Contact) bool { return p.ID == o.Contact && p.ID != 0 })
	if i < 0 {
		return o
	}
	p := people[i]
	before, after := d.wordingFor(p, was), d.wordingFor(p, o.Lang)
	reword := func(s *string, now string, derived ...string) {
		if slices.Contains(derived, strings.TrimSpace(*s)) {
			*s = now
		}
	}
	reword(&o.To.Post, after.post, before.post, text.DativePost(p.Post, text.Lang(was)))
	reword(&o.To.Person, after.person, before.person, text.DativeName(p.Name, text.Lang(was)))
	reword(&o.Greeting, after.greeting, before.greeting)
	return o
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
