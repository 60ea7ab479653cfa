package offers

import (
	"context"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// showClient shows client and people.
func (f *fields) showClient(c crm.Client) {
	f.client = c
	f.picker.SetChosen(kit.Option{})
	if c.ID != 0 {
		f.picker.SetChosen(kit.Option{ID: parts.ID(c.ID), Label: c.Name})
	}
	if c.ID == 0 {
		f.contact.SetOptions(nil)
		f.contact.Disable()
		return
	}
	t := f.e.env.T
	options := []kit.Option{{ID: toFirm, Label: t.T("offers.contact.none")}}
	chosen := toFirm
	for _, p := range f.e.people {
		if p.Left && p.ID != f.e.offer.Contact {
			continue
		}
		label := p.Name
		if p.Post != "" {
			label += ", " + p.Post
		}
		options = append(options, kit.Option{ID: parts.ID(p.ID), Label: label})
		if p.ID == f.e.offer.Contact {
			chosen = parts.ID(p.ID)
		}
	}
	f.contact.SetOptions(options)
	f.contact.SetValue(chosen)
	if !f.e.editable() {
		f.contact.Disable()
	} else {
		f.contact.Enable()
	}
}

func (f *fields) findClients(ctx context.Context, q string) ([]kit.Option, error) {
	rows, err := f.e.desk.Clients(ctx, crm.ClientQuery{Search: q, Sort: crm.SortName}, crm.Page{Limit: clientsShown})
	options := make([]kit.Option, len(rows))
	for i, r := range rows {
		note := r.City
		if r.Person != "" {
			note = r.Person
		}
		options[i] = kit.Option{ID: parts.ID(r.ID), Label: r.Name, Note: note}
	}
	return options, err
}

func (f *fields) chooseClient(o kit.Option) {
	id := crm.ClientID(optionID(o.ID))
	if id == f.e.offer.Client || id == 0 {
		f.showClient(f.client)
		return
	}
	begun := f.e.offer.Client == 0 && f.e.offer.Subject == ""
	f.address(id, 0)
	if begun { // of a new offer the subject is next
		f.focus(fieldSubject)
	}
}

func (f *fields) chooseContact(id string) {
	if !f.quiet {
		f.address(f.e.offer.Client, crm.ContactID(optionID(id)))
	}
}

// address turns the offer to a client and a person there; only what names them is taken over.
func (f *fields) address(client crm.ClientID, person crm.ContactID) {
	e, o := f.e, f.e.offer
	kit.Load(&e.loader, "address", func(ctx context.Context) (addressed, error) {
		var a addressed
		var err error
		if a.offer, err = e.desk.AddressOffer(ctx, o, client, person); err != nil {
			return a, err
		}
		if a.client, err = e.desk.Client(ctx, client); err != nil {
			return a, err
		}
		a.people, err = e.desk.Contacts(ctx, client)
		return a, err
	}, func(a addressed, err error) {
		if err != nil {
			e.env.Fail(err)
			f.showClient(f.client)
			return
		}
		e.offer.Client, e.offer.Contact, e.offer.To, e.offer.Greeting = a.offer.Client, a.offer.Contact, a.offer.To, a.offer.Greeting
		e.offer.Number = a.offer.Number
		e.people = a.people
		f.fill(a.client)
		e.changed()
		e.repriceAll()
	})
}
