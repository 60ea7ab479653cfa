package data

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/data/sqlite"
)

// clientRow is a row of the table client.
type clientRow struct {
	id                         int64
	kind, name                 string
	nameKey                    []byte
	bareKey, formKey           string
	industry, city             string
	cityKey                    []byte
	code                       string
	typ, rung, highest         int64
	rungSince, owner           int64
	tags, person, phone, email string
	open                       int64
	openUntil                  string
	touch                      int64
	nextStep, nextDay          string
	created                    int64
	body                       string // not among the fields: lists do not read it
}

// clientNames are the columns of fields, in their order.
var clientNames = []string{"id", "kind", "name", "name_key", "bare_key", "form_key", "industry", "city", "city_key", "code", "type", "rung", "highest",
	"rung_since", "owner", "tags", "person", "phone", "email", "open", "open_until", "touch", "next_step", "next_day", "created", "tie"}

// clientColumns lists the columns with a prefix, "c.".
func clientColumns(prefix string) string { return prefix + strings.Join(clientNames, ", "+prefix) }

func (r *clientRow) fields() []any {
	return []any{&r.id, &r.kind, &r.name, &r.nameKey, &r.bareKey, &r.formKey, &r.industry, &r.city, &r.cityKey, &r.code, &r.typ, &r.rung, &r.highest,
		&r.rungSince, &r.owner, &r.tags, &r.person, &r.phone, &r.email, &r.open, &r.openUntil, &r.touch, &r.nextStep, &r.nextDay, &r.created, &r.id}
}

func (r *clientRow) values() []any {
	return []any{r.id, r.kind, r.name, r.nameKey, r.bareKey, r.formKey, r.industry, r.city, r.cityKey, r.code, r.typ, r.rung, r.highest,
		r.rungSince, r.owner, r.tags, r.person, r.phone, r.email, r.open, r.openUntil, r.touch, r.nextStep, r.nextDay, r.created, r.id}
}

// rowOf makes the columns that come from the client alone.
func rowOf(c crm.Client, body string) clientRow {
	bare, form := bareName(c.Name)
	return clientRow{
		id: int64(c.ID), kind: column(string(c.Kind)),
		name: column(c.Name), nameKey: sortKey(c.Name), bareKey: bare, formKey: form,
		industry: column(c.Industry), city: column(c.City), cityKey: sortKey(c.City),
		code: column(c.Code), typ: typeCode(c.Type), rung: int64(c.Rung), highest: int64(c.Highest),
		rungSince: int64(c.RungSince), owner: int64(c.Owner), tags: tagList(c.Tags), created: int64(c.Created), body: body,
	}
}

func tagList(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	b, err := json.Marshal(tags)
	if err != nil { // strings always encode
		return ""
	}
	return string(b)
}

// carry takes over what is derived from the client's parts.
func (r *clientRow) carry(old clientRow) {
	r.person, r.phone, r.email = old.person, old.phone, old.email
	r.open, r.openUntil = old.open, old.openUntil
	r.touch, r.nextStep, r.nextDay = old.touch, old.nextStep, old.nextDay
}

// reach fills in whom to reach and how: the first person still there, the first phone and address of the client or of
// that person. A person's own card stands for itself.
func (r *clientRow) reach(c crm.Client, people []crm.Contact) {
	r.person, r.phone, r.email = "", firstPhone(c.Phones), firstEmail(c.Emails)
	i := slices.IndexFunc(people, func(p crm.Contact) bool { return !p.Left })
	if i < 0 {
		return
	}
	r.person = column(people[i].Name)
	if r.phone == "" {
		r.phone = firstPhone(people[i].Phones)
	}
	if r.email == "" {
		r.email = firstEmail(people[i].Emails)
	}
}

func firstPhone(phones []crm.Phone) string {
	for _, p := range phones {
		if p.E164 != "" {
			return column(p.E164)
		}
		if p.Raw != "" {
			return column(p.Raw)
		}
	}
	return ""
}

func firstEmail(emails []crm.Email) string {
	if len(emails) == 0 {
		return ""
	}
	return column(emails[0].Address)
}

// clientText is all that a client is found by, its people included.
func clientText(c crm.Client, people []crm.Contact) string {
	var w bodyWriter
	w.words(c.Name, c.LegalName)
	w.phones(c.Phones)
	w.emails(c.Emails)
	for _, q := range c.Requisites {
		w.words(q.INN, q.EDRPOU, q.OGRN, q.IPN, q.VATID, q.RegNo)
	}
	for _, p := range people {
		w.words(p.Name)
		w.phones(p.Phones)
		w.emails(p.Emails)
	}
	w.words(c.City, c.Code)
	w.words(c.Tags...)
	w.words(c.Notes)
	return w.String()
}

// sameKeys reports whether no index on the row changes.
func (r *clientRow) sameKeys(o *clientRow) bool {
	return r.rung == o.rung && r.typ == o.typ && r.owner == o.owner && r.created == o.created && r.touch == o.touch && r.open == o.open &&
		r.bareKey == o.bareKey && r.formKey == o.formKey && r.code == o.code && bytes.Equal(r.nameKey, o.nameKey) && bytes.Equal(r.cityKey, o.cityKey)
}

// same reports whether the row would be written as it is: an act on a deal often changes nothing of its client's.
func (r *clientRow) same(o *clientRow) bool {
	return r.body == o.body && slices.EqualFunc(r.values(), o.values(), sameValue)
}

// writeClients writes the rows of some clients.
func (b *batch) writeClients(ctx context.Context, part []*clientState) error {
	put := newClientWriter(b.s)
	var gone []int64
	for _, s := range part {
		var err error
		switch {
		case s.value == nil:
			gone = append(gone, s.id)
		case s.had && s.row.same(&s.old):
		case s.had && s.row.sameKeys(&s.old):
			err = writeLight(ctx, b.s, &s.row)
		default:
			err = put.add(ctx, append(s.row.values(), s.row.body)...)
		}
		if err != nil {
			return err
		}
	}
	if err := put.flush(ctx); err != nil {
		return err
	}
	return deleteIn(ctx, b.s, "DELETE FROM client WHERE id IN %s", gone)
}

func newClientWriter(s *sqlite.Session) *rowWriter {
	columns := append(slices.Clone(clientNames), "body")
	return newRowWriter(s, "client", upsert(columns), columns...)
}

// writeLight writes the columns no index holds: mass acts, such as a tag on many clients, change nothing else.
func writeLight(ctx context.Context, s *sqlite.Session, r *clientRow) error {
	return s.Exec(ctx, `UPDATE client SET kind = $2, name = $3, industry = $4, city = $5, highest = $6, rung_since = $7, tags = $8,
		person = $9, phone = $10, email = $11, open_until = $12, next_step = $13, next_day = $14, body = $15 WHERE id = $1`,
		r.id, r.kind, r.name, r.industry, r.city, r.highest, r.rungSince, r.tags,
		r.person, r.phone, r.email, r.openUntil, r.nextStep, r.nextDay, r.body)
}

// view is the row as the lists show it.
func (r *clientRow) view(anchor any) crm.ClientRow {
	row := crm.ClientRow{
		ID: crm.ClientID(r.id), Kind: crm.Kind(r.kind), Name: r.name, Industry: r.industry, City: r.city,
		Type: typeOf(r.typ), Rung: crm.Rung(r.rung), Highest: crm.Rung(r.highest), RungSince: crm.Moment(r.rungSince),
		Owner: crm.RepID(r.owner), Person: r.person, Phone: r.phone, Email: r.email,
		Open: r.open, OpenUntil: crm.Day(r.openUntil), Touch: crm.Moment(r.touch),
		NextStep: r.nextStep, NextDay: crm.Day(r.nextDay), Created: crm.Moment(r.created),
		Anchor: crm.Anchor{Key: anchor, ID: r.id},
	}
	if r.tags != "" {
		_ = json.Unmarshal([]byte(r.tags), &row.Tags) // written by tagList; Verify looks at it
	}
	return row
}

// mark is one thing that tells duplicates.
type mark struct {
	kind, value     string
	client, contact int64
}

// marksOf are the phones, addresses and identifiers of a client or a contact.
func marksOf(r crm.Record) map[mark]bool {
	out := map[mark]bool{}
	put := func(client, contact int64, kind, value string) {
		if value != "" {
			out[mark{kind, value, client, contact}] = true
		}
	}
	switch v := r.(type) {
	case crm.Client:
		for kind, values := range waysOf(v.Phones, v.Emails) {
			for _, value := range values {
				put(int64(v.ID), 0, kind, value)
			}
		}
		for _, id := range identifiers(v) {
			put(int64(v.ID), 0, id.kind, id.value)
		}
	case crm.Contact:
		for kind, values := range waysOf(v.Phones, v.Emails) {
			for _, value := range values {
				put(int64(v.Client), int64(v.ID), kind, value)
			}
		}
	}
	return out
}

// The kinds of mark.
const (
	markPhone = "phone"
	markEmail = "email"
)

func waysOf(phones []crm.Phone, emails []crm.Email) map[string][]string {
	ways := map[string][]string{}
	for _, p := range phones {
		ways[markPhone] = append(ways[markPhone], phoneKey(p))
	}
	for _, e := range emails {
		ways[markEmail] = append(ways[markEmail], strings.TrimSpace(text.Fold(e.Address)))
	}
	return ways
}

type identifier struct{ kind, value string }

// identifiers are the numbers that name one legal person.
func identifiers(c crm.Client) []identifier {
	var out []identifier
	for _, q := range c.Requisites {
		for _, id := range []identifier{{"inn", q.INN}, {"edrpou", q.EDRPOU}, {"ogrn", q.OGRN}, {"ipn", q.IPN}, {"vat", q.VATID}} {
			if id.value = strings.Join(text.Words(id.value), ""); id.value != "" {
				out = append(out, id)
			}
		}
	}
	return out
}

// writeMarks brings the marks of all changed clients and contacts up to date.
func (b *batch) writeMarks(ctx context.Context) error {
	put := newRowWriter(b.s, "mark", "", "kind", "value", "client", "contact")
	for _, it := range b.items {
		if it.noun != crm.NounClient && it.noun != crm.NounContact {
			continue
		}
		was, now := marksOf(it.before), marksOf(it.after)
		for m := range was {
			if now[m] {
				continue
			}
			err := b.s.Exec(ctx, "DELETE FROM mark WHERE kind = $1 AND value = $2 AND client = $3 AND contact = $4", m.kind, m.value, m.client, m.contact)
			if err != nil {
				return err
			}
		}
		for m := range now {
			if was[m] {
				continue
			}
			if err := put.add(ctx, m.kind, m.value, m.client, m.contact); err != nil {
				return err
			}
		}
	}
	return put.flush(ctx)
}
