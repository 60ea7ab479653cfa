package intake

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

// draft makes a client of what was gathered. It is false when there is nothing to name it by.
func (g *gathering) draft() (Draft, bool) {
	company := g.single[FieldCompany]
	if company == "" {
		company = g.single[FieldLegal]
	}
	everywhere := g.addresses()
	places := g.split(everywhere, company != "")
	name := g.person.name()
	g.joinBirthday()
	if text.Fold(company) == text.Fold(name) {
		name = ""
	}
	g.leftover(name)
	c := crm.Client{Kind: crm.Company, Name: company, LegalName: g.single[FieldLegal], Code: g.single[FieldCode],
		Industry: g.single[FieldIndustry], Source: g.single[FieldSource], Sites: distinct(g.sites), Tags: distinct(g.tags),
		Suppliers: g.single[FieldSuppliers], Manners: g.single[FieldManners], Addresses: places}
	if c.LegalName == c.Name {
		c.LegalName = ""
	}
	if len(places) > 0 {
		c.City, c.Country = places[0].City, places[0].Country
	}
	c.Requisites = g.requisites(c.Country)
	country := g.customs(c, everywhere)
	ours, theirs := g.telephones(country)
	mails, theirMails := g.mails()
	if company == "" {
		c.Kind = crm.Person
		c.Name = name
	} else if g.isPerson(company) {
		c.Kind = crm.Person
	}
	if company == "" || name == "" {
		ours, theirs = mergePhones(ours, theirs), nil
		mails, theirMails = mergeEmails(mails, theirMails), nil
	}
	c.Phones, c.Emails = ours, mails
	people := g.people(&c, company, name, theirs, theirMails)
	if c.Name == "" && !g.nameless(&c) {
		return Draft{}, false
	}
	c.Notes = strings.Join(distinct(g.notes), "\n")
	return Draft{Line: g.line, Client: c, Contacts: people, Owner: g.single[FieldOwner], Extra: g.extra}, true
}

// joinBirthday puts together a birthday that stood in three columns; the year may be missing.
func (g *gathering) joinBirthday() {
	month, day := g.single[FieldBirthMonth], g.single[FieldBirthDay]
	if g.single[FieldBirthday] != "" || month == "" || day == "" {
		return
	}
	if found, ok := calendarDay(number(g.single[FieldBirthYear]), number(month), number(day), g.opts.Year); ok {
		g.single[FieldBirthday] = found
		return
	}
	g.doubt(g.heading(FieldBirthMonth), strings.Join([]string{day, month, g.single[FieldBirthYear]}, "."), "intake.date")
}

// leftover keeps a whole name that says more than its parts.
func (g *gathering) leftover(name string) {
	whole := g.person.whole
	if whole == "" || name == whole {
		return
	}
	said := strings.Fields(text.Fold(name))
	for _, w := range strings.Fields(text.Fold(strings.ReplaceAll(whole, ",", " "))) {
		if !slices.Contains(said, w) {
			g.keep(g.heading(FieldName), whole)
			return
		}
	}
}

// isPerson tells a person among counterparties by the column of kinds, or by a patronymic.
func (g *gathering) isPerson(name string) bool {
	kind := text.Fold(g.single[FieldKind])
	switch {
	case looksLikeFirm(name):
		return false
	case strings.HasPrefix(kind, "физ"), strings.HasPrefix(kind, "фіз"), kind == "person", kind == "individual":
		return true
	case kind != "":
		return false
	}
	return g.person.empty() && looksLikePerson(name)
}

// people makes the person of a row. A client who is a person has himself as a contact when more than the name is known.
func (g *gathering) people(c *crm.Client, company, name string, phones []crm.Phone, emails []crm.Email) []crm.Contact {
	p := crm.Contact{Name: name, Given: g.person.greeting(), Post: g.single[FieldPost], Birthday: g.single[FieldBirthday],
		Phones: phones, Emails: emails}
	notes := strings.Join(distinct(g.personal), "\n")
	if c.Kind == crm.Person {
		g.notes = append(g.notes, notes)
		p.Name = c.Name
		if p.Given == "" {
			p.Given = greetingIn(c.Name)
		}
		if p.Name == "" || p.Given == "" && p.Post == "" && p.Birthday == "" {
			return nil
		}
		p.Phones, p.Emails = nil, nil
		return []crm.Contact{p}
	}
	if name == "" {
		g.notes = append(g.notes, notes)
		if p.Post != "" {
			g.keep(g.heading(FieldPost), p.Post)
		}
		if p.Birthday != "" {
			g.keep(g.heading(FieldBirthday), p.Birthday)
		}
		return nil
	}
	p.Notes = notes
	return []crm.Contact{p}
}

// nameless names a client by what else is known of him; it fails when nothing is.
func (g *gathering) nameless(c *crm.Client) bool {
	switch {
	case g.single[FieldDeal] != "":
		c.Name = g.single[FieldDeal]
	case len(c.Emails) > 0:
		c.Name = c.Emails[0].Address
	case len(c.Phones) > 0:
		c.Name = ident.FormatPhone(ident.Phone{Raw: c.Phones[0].Raw, E164: c.Phones[0].E164})
	default:
		g.complain.add(Fail, g.line, "", "intake.nameless.left", "Text", text.Ellipsis(g.rest(), 80))
		return false
	}
	g.complain.add(Note, g.line, "", "intake.nameless", "Text", c.Name)
	return true
}

// rest shows what a row without a name held.
func (g *gathering) rest() string {
	var parts []string
	for _, p := range g.extra {
		parts = append(parts, p.Value)
	}
	return tidy(strings.Join(append(parts, distinct(g.notes)...), ", "), 0)
}

// addresses writes out the addresses gathered.
func (g *gathering) addresses() []crm.Address {
	var out []crm.Address
	seen := map[crm.Address]bool{}
	for _, p := range g.places {
		a := p.Address
		if word := g.labels[p.group]; word != "" {
			a.Label = g.ownLabel(word)
		} else {
			a.Label = g.opts.label(a.Label)
		}
		if a.Street == "" {
			a.Street = p.whole
		} else if p.whole != "" && !strings.Contains(p.whole, a.Street) {
			g.keep(g.heading(FieldAddress), p.whole)
		}
		if !strings.Contains(a.Street, p.street2) || p.street2 == "" {
			a.Street = joinParts(a.Street, p.street2)
		}
		a.Street = joinParts(p.pobox, a.Street)
		if a.Line() != "" && !seen[a] {
			seen[a] = true
			out = append(out, a)
		}
	}
	return out
}

// split leaves the home addresses of people out of the addresses of their firm: they are kept aside.
func (g *gathering) split(places []crm.Address, firm bool) []crm.Address {
	home := g.opts.label("home")
	if !firm {
		return places
	}
	var out []crm.Address
	for _, a := range places {
		if a.Label == home {
			g.keep(home, a.Line())
			continue
		}
		out = append(out, a)
	}
	return out
}

// ownLabel turns a word of the file into a sort we know, or keeps it.
func (g *gathering) ownLabel(word string) string {
	word = tidy(strings.TrimPrefix(strings.TrimSpace(word), "* "), 60)
	folded := text.Fold(word)
	if code := phoneSort(folded); code != "" && len(strings.Fields(folded)) <= 2 {
		return g.opts.label(code)
	}
	return word
}

func (g *gathering) wayLabel(w way) string {
	if word := g.labels[w.group]; w.group != "" && word != "" {
		return g.ownLabel(word)
	}
	return g.opts.label(w.label)
}

// telephones reads the numbers of the row: those of the firm, and those of its person.
func (g *gathering) telephones(country string) (ours, theirs []crm.Phone) {
	for _, w := range g.phones {
		var read []crm.Phone
		for _, p := range ident.ParsePhones(text.Clean(w.value, 0), country) {
			switch {
			case isDamaged(p.Raw):
				g.doubt(w.heading, p.Raw, "intake.damaged")
			case p.Key == "":
				g.doubt(w.heading, p.Raw, "intake.phone")
			default:
				read = append(read, crm.Phone{Label: g.wayLabel(w), Raw: tidy(p.Raw, 200), E164: p.E164, Ext: p.Ext, Key: p.Key})
			}
		}
		if w.company {
			ours = append(ours, read...)
		} else {
			theirs = append(theirs, read...)
		}
	}
	return mergePhones(nil, ours), mergePhones(nil, theirs)
}

// mails reads the addresses of electronic mail of the row.
func (g *gathering) mails() (ours, theirs []crm.Email) {
	for _, w := range g.emails {
		found := emailsIn(w.value)
		if len(found) == 0 {
			g.doubt(w.heading, w.value, "intake.email")
		}
		var read []crm.Email
		for _, a := range found {
			read = append(read, crm.Email{Label: g.wayLabel(w), Address: a})
		}
		if w.company {
			ours = append(ours, read...)
		} else {
			theirs = append(theirs, read...)
		}
	}
	return mergeEmails(nil, ours), mergeEmails(nil, theirs)
}

// customs is the country by which the telephones are read: that of an address, of the identifiers, or the user's own.
func (g *gathering) customs(c crm.Client, places []crm.Address) string {
	for _, a := range places {
		if len(a.Country) == 2 {
			return a.Country
		}
	}
	if c.Country == "" && len(c.Requisites) > 0 {
		return phoneCountry(c.Requisites[0].Country, g.opts.Country)
	}
	return g.opts.Country
}

// requisites names the country whose customs the identifiers follow.
func (g *gathering) requisites(country string) []crm.Requisites {
	r := g.requisite
	if r.Empty() {
		return nil
	}
	switch {
	case r.EDRPOU != "" || r.IPN != "" || strings.HasPrefix(r.IBAN, "UA"):
		r.Country = "UA"
	case r.INN != "" || r.KPP != "" || r.OGRN != "":
		r.Country = "RU"
	default:
		r.Country = phoneCountry(country, g.opts.Country)
	}
	return []crm.Requisites{r}
}

// distinct drops blank and repeated values.
func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// union adds to a list what it does not hold yet, comparing by key.
func union[T any](to, more []T, key func(T) string) []T {
	if len(more) == 0 {
		return to
	}
	seen := make(map[string]bool, len(to))
	for _, x := range to {
		seen[key(x)] = true
	}
	for _, x := range more {
		if !seen[key(x)] {
			seen[key(x)] = true
			to = append(to, x)
		}
	}
	return to
}

func phoneKey(p crm.Phone) string { return p.Key + "#" + p.Ext }

func emailKey(e crm.Email) string { return strings.ToLower(e.Address) }

func addressKey(a crm.Address) string { return text.Fold(a.Line()) }

func mergePhones(to, more []crm.Phone) []crm.Phone { return union(to, more, phoneKey) }

func mergeEmails(to, more []crm.Email) []crm.Email { return union(to, more, emailKey) }
