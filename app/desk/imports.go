package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
)

// Intake is what an import did, or with a dry run would do.
type Intake struct {
	File      string
	Format    string
	Rows      int
	Added     int // clients new to the base
	Completed int // clients that were there and learnt something
	Same      int // clients that were there with all of it
	People    int // people added
	Complaint []intake.Complaint
	DryRun    bool
}

// Import takes a file that was read into the base, as one act that can be undone. A client that is there already
// learns what is missing; nothing it holds is overwritten. With dryRun nothing is written.
func (d *Desk) Import(ctx context.Context, file string, batch intake.Batch, dryRun bool) (Intake, error) {
	in := importing{d: d, ctx: ctx, fresh: map[string]int{}, reps: map[string]crm.RepID{}, fields: map[string]crm.FieldID{},
		done: Intake{File: file, Format: batch.Format, Rows: batch.Rows, Complaint: batch.Complaints, DryRun: dryRun}}
	if err := in.know(); err != nil {
		return in.done, err
	}
	for _, draft := range batch.Clients {
		if err := ctx.Err(); err != nil {
			return in.done, err
		}
		if err := in.take(draft); err != nil {
			return in.done, err
		}
	}
	if dryRun {
		return in.done, nil
	}
	return in.done, d.apply(ctx, "act.import", []string{"File", file}, in.changes()...)
}

// importing is the state of one import: what becomes of each client.
type importing struct {
	d     *Desk
	ctx   context.Context
	done  Intake
	cases []newcomer
	fresh map[string]int // folded name of a client added by this import → its case

	reps   map[string]crm.RepID   // by folded name
	fields map[string]crm.FieldID // own fields by folded name
}

// know reads the names of our people and of own fields: columns that bear them have a place.
func (in *importing) know() error {
	reps, err := in.d.Reps(in.ctx)
	if err != nil {
		return err
	}
	for _, r := range reps {
		in.reps[text.Fold(r.Name)] = r.ID
	}
	fields, err := in.d.Fields(in.ctx)
	for _, f := range fields {
		in.fields[text.Fold(f.Name)] = f.ID
	}
	return err
}

// settle puts what a draft holds beside the client where it belongs: the keeper, own fields, and the rest as lines of
// the notes, so that nothing is lost.
func (in *importing) settle(c *crm.Client, draft intake.Draft) {
	var lines []string
	if c.Notes != "" {
		lines = append(lines, c.Notes)
	}
	for _, p := range draft.Extra {
		if id, own := in.fields[text.Fold(p.Heading)]; own {
			c.Fields = append(c.Fields, crm.FieldValue{Field: id, Value: p.Value})
			continue
		}
		lines = append(lines, p.Heading+": "+p.Value)
	}
	if id, ours := in.reps[text.Fold(draft.Owner)]; ours {
		c.Owner = id
	} else if draft.Owner != "" {
		lines = append(lines, draft.Owner)
	}
	c.Notes = strings.Join(lines, "\n")
}

// newcomer is one client of the file: new, or one that is there already.
type newcomer struct {
	was    *crm.Client
	now    crm.Client
	people []crm.Contact // to be added
	known  []crm.Contact // there already
}

func (in *importing) take(draft intake.Draft) error {
	c, err := in.d.tidyClient(in.ctx, draft.Client)
	if err != nil {
		return nil // a row without a name: intake has complained of it
	}
	in.settle(&c, draft)
	if i, ok := in.fresh[freshKey(c)]; ok {
		in.learn(&in.cases[i], c, draft.Contacts)
		return nil
	}
	was, err := in.d.sameClient(in.ctx, c)
	if err != nil {
		return err
	}
	if was == nil {
		return in.add(c, draft.Contacts)
	}
	known, err := in.d.Contacts(in.ctx, was.ID)
	if err != nil {
		return err
	}
	n := newcomer{was: was, now: *was, known: known}
	in.learn(&n, c, draft.Contacts)
	switch {
	case len(n.people) > 0 || !sameJSON(*n.was, n.now):
		in.done.Completed++
		in.cases = append(in.cases, n)
	default:
		in.done.Same++
	}
	return nil
}

func (in *importing) add(c crm.Client, people []crm.Contact) error {
	in.d.welcome(&c)
	n := newcomer{now: c}
	in.learn(&n, c, people)
	in.done.Added++
	in.fresh[freshKey(c)] = len(in.cases)
	in.cases = append(in.cases, n)
	return nil
}

// freshKey tells clients of one file apart: two firms of one name are one, two people of one name are not.
func freshKey(c crm.Client) string {
	if c.Kind == crm.Person {
		return "person:" + text.Fold(c.Name) + ":" + firstPhoneOrMail(c)
	}
	return "firm:" + text.Fold(c.Name) + ":" + c.Code
}

func firstPhoneOrMail(c crm.Client) string {
	if len(c.Phones) > 0 {
		return c.Phones[0].Key
	}
	if len(c.Emails) > 0 {
		return text.Fold(c.Emails[0].Address)
	}
	return ""
}

// learn adds to a client what it does not hold yet, and the people it does not know.
func (in *importing) learn(n *newcomer, c crm.Client, people []crm.Contact) {
	complete(&n.now, c)
	for _, p := range people {
		p.Phones, p.Emails = in.d.tidyPhones(in.ctx, p.Phones, c.Country), tidyEmails(p.Emails)
		p.Name = strings.TrimSpace(text.Clean(p.Name, maxName))
		if p.Name == "" || knows(n.known, p) || knows(n.people, p) {
			continue
		}
		p.ID, p.Client, p.Created = crm.ContactID(in.d.ids.next()), n.now.ID, crm.At(in.d.now())
		n.people = append(n.people, p)
		in.done.People++
	}
}

func knows(people []crm.Contact, p crm.Contact) bool {
	return slices.ContainsFunc(people, func(q crm.Contact) bool { return text.Fold(q.Name) == text.Fold(p.Name) })
}

// complete fills what is empty in a client and adds what its lists lack.
func complete(to *crm.Client, from crm.Client) {
	for _, pair := range []struct {
		to   *string
		from string
	}{{&to.LegalName, from.LegalName}, {&to.Industry, from.Industry}, {&to.City, from.City}, {&to.Country, from.Country},
		{&to.Source, from.Source}, {&to.Code, from.Code}, {&to.Notes, from.Notes}} {
		if *pair.to == "" {
			*pair.to = pair.from
		}
	}
	if to.Type == "" {
		to.Type = from.Type
	}
	if to.Owner == 0 {
		to.Owner = from.Owner
	}
	to.Fields = union(to.Fields, from.Fields, func(f crm.FieldValue) string { return strconv.FormatInt(int64(f.Field), 10) })
	to.Phones = union(to.Phones, from.Phones, func(p crm.Phone) string { return p.Key + "#" + p.Ext })
	to.Emails = union(to.Emails, from.Emails, func(e crm.Email) string { return text.Fold(e.Address) })
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

// sameClient finds the client of the base that a client of a file is, or nil: one with its code or identifier, a firm
// of its name whose identifiers do not contradict, or a person of its name with a phone or address in common.
func (d *Desk) sameClient(ctx context.Context, c crm.Client) (*crm.Client, error) {
	if c.ID != 0 { // of a file this program wrote
		if own, ok, err := found(d.Client(ctx, c.ID)); ok || err != nil {
			return &own, err
		}
	}
	rows, err := d.ClientsLike(ctx, c, 20)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		other, err := d.Client(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		if sameAs(other, c) {
			return &other, nil
		}
	}
	return nil, nil
}

func sameAs(a, b crm.Client) bool {
	if ids := idsOf(b); len(ids) > 0 {
		if shared := idsOf(a); len(shared) > 0 {
			return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(shared, id) })
		}
	}
	if text.Fold(a.Name) != text.Fold(b.Name) {
		return false
	}
	if a.Code != "" && b.Code != "" && a.Code != b.Code {
		return false
	}
	return a.Kind == crm.Company || b.Kind == crm.Company || shareWay(a, b)
}

func idsOf(c crm.Client) []string {
	var ids []string
	for _, r := range c.Requisites {
		for _, id := range []string{r.INN, r.EDRPOU, r.VATID} {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// shareWay reports whether two people have a phone or an address of mail in common, or one of them has none at all.
func shareWay(a, b crm.Client) bool {
	waysA, waysB := ways(a), ways(b)
	if len(waysA) == 0 || len(waysB) == 0 {
		return true
	}
	return slices.ContainsFunc(waysA, func(w string) bool { return slices.Contains(waysB, w) })
}

func ways(c crm.Client) []string {
	var out []string
	for _, p := range c.Phones {
		out = append(out, p.Key)
	}
	for _, e := range c.Emails {
		out = append(out, text.Fold(e.Address))
	}
	return out
}

func (in *importing) changes() []crm.Change {
	var out []crm.Change
	for _, n := range in.cases {
		switch {
		case n.was == nil:
			out = append(out, crm.Add(n.now))
		case !sameJSON(*n.was, n.now):
			out = append(out, crm.Alter(*n.was, n.now))
		}
		for _, p := range n.people {
			out = append(out, crm.Add(p))
		}
	}
	return out
}
