package form

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/screens/parts"
)

func isNumber(v string) bool {
	_, err := money.ParseDec(v)
	return err == nil
}

// isDay tells a day as the date field gives it from what it could not read.
func isDay(v string) bool {
	_, ok := crm.Day(v).Time()
	return ok
}

// fill shows a client, and the first person of a new one.
func (h *sheet) fill(c crm.Client, person crm.Contact) {
	h.filling = true
	defer func() { h.filling = false }()
	if c.Kind == crm.Person {
		h.kind.SetChosen(1)
	} else {
		h.kind.SetChosen(0)
	}
	values := map[string]string{"name": c.Name, "legal": c.LegalName, "industry": c.Industry, "city": c.City, "source": c.Source,
		"country": c.Country, "tags": strings.Join(c.Tags, ", "), "sites": strings.Join(c.Sites, ", "), "owner": ""}
	if c.Owner != 0 {
		values["owner"] = parts.ID(c.Owner)
	}
	if h.s.id == 0 {
		values["p.name"], values["p.post"] = person.Name, person.Post
		values["p.phone"], values["p.email"] = firstPhone(person.Phones), firstMail(person.Emails)
	}
	h.form.SetValues(values)
	h.phones.SetRows(rowsOf(c.Phones, func(p crm.Phone) []string { return []string{p.Raw, p.Label} }))
	h.emails.SetRows(rowsOf(c.Emails, func(e crm.Email) []string { return []string{e.Address, e.Label} }))
	h.addrs.SetRows(rowsOf(c.Addresses, func(a crm.Address) []string { return []string{a.Street, a.City, a.Zip, a.Label} }))
	h.extra.SetValues(map[string]string{"notes": c.Notes, "suppliers": c.Suppliers, "manners": c.Manners})
	if h.ownForm != nil {
		own := map[string]string{}
		for _, o := range h.own {
			own[o.id] = valueOf(c.Fields, o.field)
		}
		h.ownForm.SetValues(own)
	}
	h.reqs.fill(c.Requisites)
}

func firstPhone(p []crm.Phone) string {
	if len(p) == 0 {
		return ""
	}
	return p[0].Raw
}

func firstMail(m []crm.Email) string {
	if len(m) == 0 {
		return ""
	}
	return m[0].Address
}

// rowsOf are the rows of a group; an empty list shows one empty row to type into.
func rowsOf[T any](list []T, row func(T) []string) [][]string {
	if len(list) == 0 {
		var none T
		return [][]string{row(none)}
	}
	rows := make([][]string, len(list))
	for i, x := range list {
		rows[i] = row(x)
	}
	return rows
}

func valueOf(fields []crm.FieldValue, id crm.FieldID) string {
	for _, f := range fields {
		if f.Field == id {
			return f.Value
		}
	}
	return ""
}

// take is the client as the form has it, and the first person of a new one. What the form does not show is kept.
func (h *sheet) take() (crm.Client, crm.Contact) {
	c := h.base
	v := h.form.Values()
	c.Kind = crm.Company
	if h.kind.Chosen() == 1 {
		c.Kind = crm.Person
	}
	c.Name, c.LegalName, c.Industry, c.City = v["name"], v["legal"], v["industry"], v["city"]
	c.Source, c.Country = v["source"], v["country"]
	c.Tags, c.Sites = split(v["tags"]), split(v["sites"])
	c.Owner = 0
	for id := range h.s.env.Reps() {
		if parts.ID(id) == v["owner"] {
			c.Owner = id
		}
	}
	c.Phones, c.Emails, c.Addresses = h.takePhones(), h.takeEmails(), h.takeAddresses()
	extra := h.extra.Values()
	c.Notes, c.Suppliers, c.Manners = extra["notes"], extra["suppliers"], extra["manners"]
	c.Requisites = h.reqs.take()
	c.Fields = h.takeOwn()
	person := crm.Contact{}
	if h.s.id == 0 {
		person = crm.Contact{Name: strings.TrimSpace(v["p.name"]), Post: v["p.post"]}
		if v["p.phone"] != "" {
			person.Phones = []crm.Phone{{Raw: v["p.phone"]}}
		}
		if v["p.email"] != "" {
			person.Emails = []crm.Email{{Address: v["p.email"]}}
		}
	}
	return c, person
}

// takePhones keeps what was known of numbers that were not touched.
func (h *sheet) takePhones() []crm.Phone {
	var out []crm.Phone
	for _, r := range h.phones.Rows() {
		if strings.TrimSpace(r[0]) == "" {
			continue
		}
		p := crm.Phone{Raw: r[0], Label: r[1]}
		if i := slices.IndexFunc(h.base.Phones, func(q crm.Phone) bool { return q.Raw == r[0] }); i >= 0 {
			p = h.base.Phones[i]
			p.Label = r[1]
		}
		out = append(out, p)
	}
	return out
}

func (h *sheet) takeEmails() []crm.Email {
	var out []crm.Email
	for _, r := range h.emails.Rows() {
		if strings.TrimSpace(r[0]) != "" {
			out = append(out, crm.Email{Address: r[0], Label: r[1]})
		}
	}
	return out
}

// takeAddresses keeps what the form does not show of an address: region and country.
func (h *sheet) takeAddresses() []crm.Address {
	var out []crm.Address
	rows := h.addrs.Rows()
	for i, r := range rows {
		a := h.addressOf(i, r, len(rows))
		a.Street, a.City, a.Zip, a.Label = r[0], r[1], r[2], r[3]
		if a.Line() != "" {
			out = append(out, a)
		}
	}
	return out
}

// addressOf is the address a row was filled from: one that looks like it, or, while no row came or went, the one in its place.
func (h *sheet) addressOf(i int, row []string, rows int) crm.Address {
	list := h.base.Addresses
	like := slices.IndexFunc(list, func(a crm.Address) bool { return a.Street == row[0] && a.City == row[1] && a.Zip == row[2] })
	switch {
	case like >= 0:
		return list[like]
	case rows == len(list) && strings.TrimSpace(row[0]+row[1]+row[2]) != "":
		return list[i]
	}
	return crm.Address{}
}

// takeOwn keeps what own fields hold that are not shown any more.
func (h *sheet) takeOwn() []crm.FieldValue {
	var out []crm.FieldValue
	for _, f := range h.base.Fields {
		if !slices.ContainsFunc(h.own, func(o ownInput) bool { return o.field == f.Field }) {
			out = append(out, f)
		}
	}
	for _, o := range h.own {
		if v := h.ownForm.Value(o.id); v != "" {
			out = append(out, crm.FieldValue{Field: o.field, Value: v})
		}
	}
	return out
}

func split(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
