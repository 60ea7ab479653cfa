package desk

import (
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/text"
)

// learn adds to a client and to its people what they do not hold yet, and the people it does not know.
func (in *importing) learn(n *newcomer, c crm.Client, people []crm.Contact) {
	complete(&n.now, c)
	for _, p := range people {
		p, err := in.d.tidyContact(in.ctx, p, c.Country)
		if err != nil {
			continue // nameless
		}
		if i := n.known(p); i >= 0 {
			completePerson(&n.people[i].now, p)
			continue
		}
		fresh := person{now: p, file: p.ID}
		fresh.now.ID, fresh.now.Client = crm.ContactID(in.d.ids.next()), n.now.ID
		if p.Created == 0 {
			fresh.now.Created = crm.At(in.d.now())
		}
		n.people = append(n.people, fresh)
	}
}

// known is the place of a person among those of the client: by the id of a file this program wrote, else by name.
func (n *newcomer) known(p crm.Contact) int {
	own := func(q person) bool { return p.ID != 0 && (q.file == p.ID || q.was != nil && q.was.ID == p.ID) }
	if i := slices.IndexFunc(n.people, own); i >= 0 {
		return i
	}
	return slices.IndexFunc(n.people, func(q person) bool {
		return text.Fold(q.now.Name) == text.Fold(p.Name) && !twoIDs(int64(p.ID), int64(q.file))
	})
}

// fill is a place and what goes there if it is empty.
type fill struct {
	to   *string
	from string
}

func fillEmpty(places ...fill) {
	for _, p := range places {
		if *p.to == "" {
			*p.to = p.from
		}
	}
}

// completePerson fills what is empty in a person and adds what his lists lack.
func completePerson(to *crm.Contact, from crm.Contact) {
	fillEmpty(fill{&to.Given, from.Given}, fill{&to.Dative, from.Dative}, fill{&to.Post, from.Post}, fill{&to.PostTo, from.PostTo},
		fill{&to.Birthday, from.Birthday}, fill{&to.Notes, from.Notes})
	to.Phones = union(to.Phones, from.Phones, phoneMark)
	to.Emails = union(to.Emails, from.Emails, emailMark)
	if len(to.Roles) == 0 {
		to.Roles = from.Roles
	}
}

func phoneMark(p crm.Phone) string {
	if p.Key == "" {
		return text.Fold(p.Raw)
	}
	return p.Key + "#" + p.Ext
}

func emailMark(e crm.Email) string { return text.Fold(e.Address) }

// complete fills what is empty in a client and adds what its lists lack.
func complete(to *crm.Client, from crm.Client) {
	fillEmpty(fill{&to.LegalName, from.LegalName}, fill{&to.Industry, from.Industry}, fill{&to.City, from.City}, fill{&to.Country, from.Country},
		fill{&to.Source, from.Source}, fill{&to.Code, from.Code}, fill{&to.Notes, from.Notes}, fill{&to.Suppliers, from.Suppliers}, fill{&to.Manners, from.Manners})
	if to.Type == "" {
		to.Type = from.Type
	}
	if to.Owner == 0 {
		to.Owner = from.Owner
	}
	to.Fields = union(to.Fields, from.Fields, func(f crm.FieldValue) string { return strconv.FormatInt(int64(f.Field), 10) })
	to.Phones = union(to.Phones, from.Phones, phoneMark)
	to.Emails = union(to.Emails, from.Emails, emailMark)
	to.Addresses = union(to.Addresses, from.Addresses, func(a crm.Address) string { return text.Fold(a.Line()) })
	to.Sites = union(to.Sites, from.Sites, text.Fold)
	to.Tags = union(to.Tags, from.Tags, func(t string) string { return t })
	if len(to.Requisites) == 0 {
		to.Requisites = from.Requisites
	}
}

// union adds to a list what another holds beyond it; the first list is left as it is.
func union[T any](list, more []T, key func(T) string) []T {
	out := slices.Clone(list)
	seen := map[string]bool{}
	for _, x := range list {
		seen[key(x)] = true
	}
	for _, x := range more {
		if !seen[key(x)] {
			seen[key(x)] = true
			out = append(out, x)
		}
	}
	return out
}
