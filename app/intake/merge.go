package intake

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
)

// merger puts the rows of one client together: rows of a firm with one name whose identifiers do not contradict each
// other, and rows of a person with one name who share a telephone, an e-mail or an id.
type merger struct {
	own     bool // rows of our own file are told apart by their ids
	heading func(Field) string
	list    []*Draft
	byName  map[string][]int
	people  map[personKey]int
	seen    map[extraKey]bool
	ways    map[wayKey]bool // telephones, e-mails and addresses of clients and people
}

// wayKey is one telephone, e-mail or address of a client, or of its person when person is not negative.
type wayKey struct {
	client, person int
	value          string
}

type personKey struct {
	client int
	name   string
}

type extraKey struct {
	client int
	pair   Pair
}

func (m *merger) add(d Draft) {
	if m.byName == nil {
		m.byName, m.people, m.seen, m.ways = map[string][]int{}, map[personKey]int{}, map[extraKey]bool{}, map[wayKey]bool{}
	}
	key := m.key(d)
	for _, i := range lately(m.byName[key]) {
		if m.own || sameClient(*m.list[i], d) {
			m.join(i, d)
			return
		}
	}
	i := len(m.list)
	m.byName[key] = append(m.byName[key], i)
	people, extra := d.Contacts, d.Extra
	d.Contacts, d.Extra = nil, nil
	m.list = append(m.list, &d)
	m.addWays(i, d.Client)
	m.addPeople(i, people)
	m.addExtra(i, extra, "")
}

func (m *merger) key(d Draft) string {
	if m.own {
		return ownKey(d.Client)
	}
	return string(d.Client.Kind) + ":" + text.Fold(d.Client.Name)
}

// sameClient compares two drafts of one kind and name.
func sameClient(a, b Draft) bool {
	if a.Client.Kind == crm.Person {
		return samePerson(a, b)
	}
	return agree(a.Client.Code, b.Client.Code) && sameRequisites(a.Client.Requisites, b.Client.Requisites)
}

// agree reports whether two values do not contradict each other.
func agree(a, b string) bool { return a == "" || b == "" || a == b }

func sameRequisites(a, b []crm.Requisites) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	r, s := a[0], b[0]
	return agree(r.INN, s.INN) && agree(r.KPP, s.KPP) && agree(r.EDRPOU, s.EDRPOU) && agree(r.IPN, s.IPN) && agree(r.VATID, s.VATID)
}

func samePerson(a, b Draft) bool {
	if a.Client.Code != "" && a.Client.Code == b.Client.Code {
		return true
	}
	for _, p := range a.Client.Phones {
		if slices.ContainsFunc(b.Client.Phones, func(q crm.Phone) bool { return p.Key == q.Key }) {
			return true
		}
	}
	for _, e := range a.Client.Emails {
		if slices.ContainsFunc(b.Client.Emails, func(f crm.Email) bool { return strings.EqualFold(e.Address, f.Address) }) {
			return true
		}
	}
	return false
}

// join adds what a further row knows of a client.
func (m *merger) join(i int, d Draft) {
	if m.own { // each row of ours holds the whole client
		m.addPeople(i, d.Contacts)
		return
	}
	to, from := &m.list[i].Client, d.Client
	who := ""
	if len(d.Contacts) > 0 {
		who = d.Contacts[0].Name
	}
	for _, pair := range []struct {
		field Field
		to    *string
		from  string
	}{{FieldLegal, &to.LegalName, from.LegalName}, {FieldCode, &to.Code, from.Code}, {FieldIndustry, &to.Industry, from.Industry},
		{FieldCity, &to.City, from.City}, {FieldCountry, &to.Country, from.Country}, {FieldSource, &to.Source, from.Source},
		{FieldSuppliers, &to.Suppliers, from.Suppliers}, {FieldManners, &to.Manners, from.Manners}, {FieldOwner, &m.list[i].Owner, d.Owner}} {
		switch {
		case *pair.to == "":
			*pair.to = pair.from
		case pair.from != "" && text.Fold(*pair.to) != text.Fold(pair.from) && pair.field != FieldCity && pair.field != FieldCountry:
			d.Extra = append(d.Extra, Pair{m.heading(pair.field), pair.from})
		}
	}
	to.Phones = unknown(m, i, -1, to.Phones, from.Phones, phoneKey)
	to.Emails = unknown(m, i, -1, to.Emails, from.Emails, emailKey)
	to.Sites = distinct(append(to.Sites, from.Sites...))
	to.Tags = distinct(append(to.Tags, from.Tags...))
	to.Requisites = mergeRequisites(to.Requisites, from.Requisites)
	to.Addresses = unknown(m, i, -1, to.Addresses, from.Addresses, addressKey) // an address under another label is the same
	if !containsLines(to.Notes, from.Notes) {
		to.Notes = strings.TrimPrefix(to.Notes+"\n"+from.Notes, "\n")
	}
	m.addPeople(i, d.Contacts)
	m.addExtra(i, d.Extra, who)
}

// addWays remembers what a new client is reached by.
func (m *merger) addWays(i int, c crm.Client) {
	unknown(m, i, -1, nil, c.Phones, phoneKey)
	unknown(m, i, -1, nil, c.Emails, emailKey)
	unknown(m, i, -1, nil, c.Addresses, addressKey)
}

// unknown adds to a list of a client, or of its person, what was not met there before.
func unknown[T any](m *merger, client, person int, to, more []T, key func(T) string) []T {
	for _, x := range more {
		if k := (wayKey{client, person, key(x)}); !m.ways[k] {
			m.ways[k] = true
			to = append(to, x)
		}
	}
	return to
}

func mergeRequisites(to, from []crm.Requisites) []crm.Requisites {
	if len(to) == 0 || len(from) == 0 {
		return append(to, from...)
	}
	r, s := &to[0], from[0]
	for _, pair := range []struct {
		to   *string
		from string
	}{{&r.INN, s.INN}, {&r.KPP, s.KPP}, {&r.OGRN, s.OGRN}, {&r.EDRPOU, s.EDRPOU}, {&r.IPN, s.IPN}, {&r.VATID, s.VATID}, {&r.RegNo, s.RegNo},
		{&r.IBAN, s.IBAN}, {&r.Account, s.Account}, {&r.Bank, s.Bank}, {&r.BIK, s.BIK}, {&r.Corr, s.Corr}, {&r.BIC, s.BIC}} {
		if *pair.to == "" {
			*pair.to = pair.from
		}
	}
	return to
}

func containsLines(notes, more string) bool {
	return more == "" || strings.Contains("\n"+notes+"\n", "\n"+more+"\n")
}

func (m *merger) addPeople(i int, people []crm.Contact) {
	for _, p := range people {
		key := personKey{i, text.Fold(p.Name)}
		if m.own {
			key.name = ownPersonKey(p)
		}
		list := &m.list[i].Contacts
		if at, known := m.people[key]; known {
			m.completePerson(i, at, &(*list)[at], p)
			continue
		}
		m.people[key] = len(*list)
		unknown(m, i, len(*list), nil, p.Phones, phoneKey)
		unknown(m, i, len(*list), nil, p.Emails, emailKey)
		*list = append(*list, p)
	}
}

// completePerson adds what a further row knows of a person.
func (m *merger) completePerson(client, at int, to *crm.Contact, from crm.Contact) {
	for _, pair := range []struct {
		to   *string
		from string
	}{{&to.Given, from.Given}, {&to.Post, from.Post}, {&to.Birthday, from.Birthday}} {
		if *pair.to == "" {
			*pair.to = pair.from
		}
	}
	to.Phones = unknown(m, client, at, to.Phones, from.Phones, phoneKey)
	to.Emails = unknown(m, client, at, to.Emails, from.Emails, emailKey)
	if !containsLines(to.Notes, from.Notes) {
		to.Notes = strings.TrimPrefix(to.Notes+"\n"+from.Notes, "\n")
	}
}

// addExtra keeps the pairs of a row once each; those of a further person bear the name.
func (m *merger) addExtra(i int, pairs []Pair, who string) {
	for _, p := range pairs {
		if m.seen[extraKey{i, p}] {
			continue
		}
		m.seen[extraKey{i, p}] = true
		if who != "" && slices.ContainsFunc(m.list[i].Extra, func(q Pair) bool { return q.Heading == p.Heading }) {
			p.Heading += " (" + who + ")"
		}
		m.list[i].Extra = append(m.list[i].Extra, p)
	}
}

func (m *merger) drafts() []Draft {
	out := make([]Draft, 0, len(m.list))
	for _, d := range m.list {
		out = append(out, *d)
	}
	return out
}

// lately bounds the search among clients of one name, so that a file of one name all through is still read in time.
func lately(list []int) []int { return list[max(0, len(list)-200):] }
