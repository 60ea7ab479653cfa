package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

// Limits of what a field keeps, in runes; longer input is cut, and the form says so beforehand.
const (
	maxName  = 10_000
	maxLine  = 10_000
	maxNotes = 1_000_000
)

// NewClient is an empty client as the form for a new one starts.
func (d *Desk) NewClient(ctx context.Context) (crm.Client, error) {
	firm, _, err := found(d.Firm(ctx))
	return crm.Client{Kind: crm.Company, Country: firm.Country, Rung: crm.Suspect, Highest: crm.Suspect, Owner: d.me(ctx)}, err
}

// SaveClient adds a client (was nil) or changes it, and returns it as saved. It fails with crm.Fault on a client
// without a name and with crm.Stale when somebody changed it meanwhile.
func (d *Desk) SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error) {
	now, err := d.tidyClient(ctx, now)
	if err != nil {
		return now, err
	}
	if was != nil {
		if sameJSON(*was, now) {
			return now, nil
		}
		return now, d.apply(ctx, "act.client.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	d.welcome(&now)
	return now, d.apply(ctx, "act.client.add", []string{"Name", now.Name}, crm.Add(now))
}

// welcome gives a new client its id and its first rung.
func (d *Desk) welcome(c *crm.Client) {
	c.ID = crm.ClientID(d.ids.next())
	if c.Created == 0 {
		c.Created = crm.At(d.now())
	}
	if c.Rung == crm.NoRung {
		c.Rung = crm.Suspect
	}
	if c.RungSince == 0 {
		c.RungSince = c.Created
	}
	if c.Rung.OnLadder() {
		c.Highest = max(c.Highest, c.Rung)
	}
}

func (d *Desk) tidyClient(ctx context.Context, c crm.Client) (crm.Client, error) {
	c.Name = strings.TrimSpace(text.Clean(c.Name, maxName))
	if c.Name == "" {
		return c, crm.Fault{Field: "name", Reason: "desk.client.name"}
	}
	if c.Kind == "" {
		c.Kind = crm.Company
	}
	for _, s := range []*string{&c.LegalName, &c.Industry, &c.City, &c.Country, &c.Source, &c.Code, &c.Suppliers, &c.Manners} {
		*s = text.Clean(*s, maxLine)
	}
	c.Notes = text.Clean(c.Notes, maxNotes)
	c.Tags = tidyTags(c.Tags)
	c.Phones = d.tidyPhones(ctx, c.Phones, c.Country)
	c.Emails = tidyEmails(c.Emails)
	c.Addresses = slices.DeleteFunc(slices.Clone(c.Addresses), func(a crm.Address) bool { return a.Line() == "" })
	c.Requisites = slices.DeleteFunc(slices.Clone(c.Requisites), func(r crm.Requisites) bool { return r.Empty() })
	c.Fields = slices.DeleteFunc(slices.Clone(c.Fields), func(f crm.FieldValue) bool { return f.Value == "" })
	c.Sites = slices.DeleteFunc(slices.Clone(c.Sites), func(s string) bool { return strings.TrimSpace(s) == "" })
	return c, nil
}

func tidyTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		t = strings.TrimSpace(text.Clean(t, 200))
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// tidyPhones reads the numbers by the customs of the client's country, or of our own where it is unknown.
func (d *Desk) tidyPhones(ctx context.Context, phones []crm.Phone, country string) []crm.Phone {
	var out []crm.Phone
	for _, p := range phones {
		if strings.TrimSpace(p.Raw) == "" {
			continue
		}
		for _, q := range ident.ParsePhones(text.Clean(p.Raw, maxLine), d.country(ctx, country)) {
			out = append(out, crm.Phone{Label: p.Label, Raw: q.Raw, E164: q.E164, Ext: q.Ext, Key: q.Key})
		}
	}
	return out
}

func (d *Desk) country(ctx context.Context, country string) string {
	if len(country) == 2 {
		return strings.ToUpper(country)
	}
	firm, _, _ := found(d.Firm(ctx))
	return firm.Country
}

func tidyEmails(emails []crm.Email) []crm.Email {
	var out []crm.Email
	for _, e := range emails {
		if e.Address = strings.TrimSpace(text.Clean(e.Address, maxLine)); e.Address != "" {
			out = append(out, e)
		}
	}
	return out
}

// RemoveClient removes a client with all that belongs to it, as one act that can be undone.
func (d *Desk) RemoveClient(ctx context.Context, id crm.ClientID) error {
	c, err := d.Client(ctx, id)
	if err != nil {
		return err
	}
	changes, err := d.removals(ctx, id)
	if err != nil {
		return fmt.Errorf("remove client: %w", err)
	}
	changes = append(changes, crm.Remove(c))
	return d.apply(ctx, "act.client.remove", []string{"Name", c.Name}, changes...)
}

// removals are the edits that remove all that belongs to a client.
func (d *Desk) removals(ctx context.Context, id crm.ClientID) ([]crm.Change, error) {
	file, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []crm.Change
	out = removeAll(out, file.Contacts)
	out = removeAll(out, file.Interactions)
	out = removeAll(out, file.Moves)
	out = removeAll(out, file.Assessments)
	return removeAll(out, file.Offers), nil
}

func removeAll[T crm.Record](out []crm.Change, records []T) []crm.Change {
	for _, r := range records {
		out = append(out, crm.Remove(r))
	}
	return out
}

// SaveContact adds a person (was nil) or changes him, and returns him as saved.
func (d *Desk) SaveContact(ctx context.Context, was *crm.Contact, now crm.Contact) (crm.Contact, error) {
	now.Name = strings.TrimSpace(text.Clean(now.Name, maxName))
	if now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.contact.name"}
	}
	for _, s := range []*string{&now.Given, &now.Dative, &now.Post, &now.PostTo, &now.Birthday} {
		*s = text.Clean(*s, maxLine)
	}
	now.Notes = text.Clean(now.Notes, maxNotes)
	now.Phones, now.Emails = d.tidyPhones(ctx, now.Phones, ""), tidyEmails(now.Emails)
	if was != nil {
		if sameJSON(*was, now) {
			return now, nil
		}
		return now, d.apply(ctx, "act.contact.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID, now.Created = crm.ContactID(d.ids.next()), crm.At(d.now())
	return now, d.apply(ctx, "act.contact.add", []string{"Name", now.Name}, crm.Add(now))
}

// RemoveContact removes a person.
func (d *Desk) RemoveContact(ctx context.Context, id crm.ContactID) error {
	c, err := d.Contact(ctx, id)
	if err != nil {
		return err
	}
	return d.apply(ctx, "act.contact.remove", []string{"Name", c.Name}, crm.Remove(c))
}

// Record writes down an interaction: adds it (was nil) or corrects it.
func (d *Desk) Record(ctx context.Context, was *crm.Interaction, now crm.Interaction) (crm.Interaction, error) {
	now.Said = text.Clean(now.Said, maxNotes)
	now.Outcome, now.NextStep = text.Clean(now.Outcome, maxLine), text.Clean(now.NextStep, maxLine)
	if strings.TrimSpace(now.Said+now.Outcome+now.NextStep) == "" {
		return now, crm.Fault{Field: "said", Reason: "desk.interaction.said"}
	}
	if now.When == 0 {
		now.When = crm.At(d.now())
	}
	if was != nil {
		return now, d.apply(ctx, "act.interaction.edit", nil, crm.Alter(*was, now))
	}
	now.ID = crm.InteractionID(d.ids.next())
	return now, d.apply(ctx, "act.interaction.add", nil, crm.Add(now))
}

// RemoveInteraction removes an interaction.
func (d *Desk) RemoveInteraction(ctx context.Context, i crm.Interaction) error {
	return d.apply(ctx, "act.interaction.remove", nil, crm.Remove(i))
}
