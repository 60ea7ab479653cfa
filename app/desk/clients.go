package desk

import (
	"context"
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
)

// NewClient is an empty client as the form for a new one starts.
func (d *Desk) NewClient(ctx context.Context) (crm.Client, error) {
	firm, _, err := found(d.Firm(ctx))
	return crm.Client{Kind: crm.Company, Country: firm.Country, Rung: crm.Suspect, Highest: crm.Suspect, Owner: d.me(ctx)}, err
}

// SaveClient adds a client (was nil) or changes it, and returns it as saved. It fails with crm.Fault on a client
// without a name and with crm.Stale when somebody changed it meanwhile.
func (d *Desk) SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error) {
	if was == nil {
		return d.AddClient(ctx, now)
	}
	now, err := d.tidyClient(ctx, now)
	if err != nil || sameJSON(*was, now) {
		return now, err
	}
	return now, d.apply(ctx, "act.client.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
}

// AddClient adds a client with people there as one act, and returns it as saved.
func (d *Desk) AddClient(ctx context.Context, c crm.Client, people ...crm.Contact) (crm.Client, error) {
	c, err := d.tidyClient(ctx, c)
	if err != nil {
		return c, err
	}
	d.welcome(&c)
	changes := []crm.Change{crm.Add(c)}
	for _, p := range people {
		if p, err = d.tidyContact(ctx, p, c.Country); err != nil {
			return c, err
		}
		p.ID, p.Client, p.Created = crm.ContactID(d.ids.next()), c.ID, crm.At(d.now())
		changes = append(changes, crm.Add(p))
	}
	return c, d.apply(ctx, "act.client.add", []string{"Name", c.Name}, changes...)
}

// Twins are the clients of the base that look like one being typed: by identifier, phone, address of mail or name.
func (d *Desk) Twins(ctx context.Context, c crm.Client, limit int) ([]crm.ClientRow, error) {
	c.Phones, c.Emails, c.Requisites = d.tidyPhones(ctx, c.Phones, c.Country), tidyEmails(c.Emails), tidyRequisites(c.Requisites)
	return d.ClientsLike(ctx, c, limit)
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
	out = removeAll(out, file.Orders)
	out = removeAll(out, file.Deals)
	for _, o := range file.Offers {
		papers, err := d.dropSent(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, papers...)
	}
	out = removeAll(out, file.Offers)
	rules, err := d.store.ClientRules(ctx, id)
	return removeAll(out, rules), err
}

func removeAll[T crm.Record](out []crm.Change, records []T) []crm.Change {
	for _, r := range records {
		out = append(out, crm.Remove(r))
	}
	return out
}

// SaveContact adds a person (was nil) or changes him, and returns him as saved.
func (d *Desk) SaveContact(ctx context.Context, was *crm.Contact, now crm.Contact) (crm.Contact, error) {
	now, err := d.tidyContact(ctx, now, "")
	if err != nil {
		return now, err
	}
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
