package desk

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/text"
)

// MoveClient moves a client to another rung, up or down, and writes the dated Move.
func (d *Desk) MoveClient(ctx context.Context, id crm.ClientID, to crm.Rung, reason, note string) (crm.Move, error) {
	was, err := d.Client(ctx, id)
	if err != nil {
		return crm.Move{}, err
	}
	move := crm.Move{ID: crm.MoveID(d.ids.next()), Client: id, From: was.Rung, To: to, When: crm.At(d.now()),
		Reason: reason, Note: text.Clean(note, maxLine), By: d.me(ctx)}
	now, err := was.Climb(move)
	if err != nil {
		return move, err
	}
	return move, d.apply(ctx, "act.move", []string{"Name", was.Name, "Rung", to.Word()}, crm.Alter(was, now), crm.Add(move))
}

// AssessType keeps an assessment of a client's type and gives the client the type it comes to.
func (d *Desk) AssessType(ctx context.Context, a crm.TypeAssessment) (crm.TypeAssessment, error) {
	if faults := a.Check(); len(faults) > 0 {
		return a, faults[0]
	}
	was, err := d.Client(ctx, a.Client)
	if err != nil {
		return a, err
	}
	a.ID, a.Made = crm.AssessmentID(d.ids.next()), crm.At(d.now())
	a.Reason, a.Grounds = text.Clean(a.Reason, maxLine), text.Clean(a.Grounds, maxLine)
	if a.Day == "" {
		a.Day = d.Today()
	}
	if a.By == 0 {
		a.By = d.me(ctx)
	}
	now := was
	now.Type = a.Type()
	changes := []crm.Change{crm.Add(a)}
	if now.Type != was.Type {
		changes = append(changes, crm.Alter(was, now))
	}
	return a, d.apply(ctx, "act.assess", []string{"Name", was.Name, "Type", a.Type().Word()}, changes...)
}

// ChooseType gives a client a type by the owner's word, with his reason, keeping the last answers.
func (d *Desk) ChooseType(ctx context.Context, id crm.ClientID, t crm.RelType, reason string) (crm.TypeAssessment, error) {
	all, err := d.TypeAssessments(ctx, id)
	if err != nil {
		return crm.TypeAssessment{}, err
	}
	a := crm.TypeAssessment{Client: id, Chosen: t, Reason: reason}
	if n := len(all); n > 0 {
		a.Answers, a.Gate = all[n-1].Answers, all[n-1].Gate
	}
	return d.AssessType(ctx, a)
}

// Picked is a choice of clients in a grid: the listed ones, or all that a query holds less the listed ones.
type Picked struct {
	IDs   []crm.ClientID
	All   bool
	Query crm.ClientQuery
}

// eachPicked reads the picked clients one by one.
func (d *Desk) eachPicked(ctx context.Context, p Picked, f func(crm.Client) error) error {
	ids := p.IDs
	if p.All {
		var err error
		if ids, err = d.idsOf(ctx, p); err != nil {
			return err
		}
	}
	for _, id := range ids {
		c, err := d.Client(ctx, id)
		if err != nil {
			return err
		}
		if err := f(c); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) idsOf(ctx context.Context, p Picked) ([]crm.ClientID, error) {
	left := map[crm.ClientID]bool{}
	for _, id := range p.IDs {
		left[id] = true
	}
	var ids []crm.ClientID
	page := crm.Page{Limit: 1000}
	for {
		rows, err := d.Clients(ctx, p.Query, page)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if !left[r.ID] {
				ids = append(ids, r.ID)
			}
		}
		if len(rows) < page.Limit {
			return ids, nil
		}
		page.From = &rows[len(rows)-1].Anchor
	}
}

// alterPicked changes every picked client in one act.
func (d *Desk) alterPicked(ctx context.Context, what string, args []string, p Picked, change func(*crm.Client)) (int, error) {
	var changes []crm.Change
	err := d.eachPicked(ctx, p, func(was crm.Client) error {
		now := was
		now.Tags = slices.Clone(was.Tags)
		change(&now)
		if !sameJSON(was, now) {
			changes = append(changes, crm.Alter(was, now))
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(changes), d.apply(ctx, what, args, changes...)
}

// TagClients puts a tag on the picked clients, or takes it off, as one act; it returns how many changed.
func (d *Desk) TagClients(ctx context.Context, p Picked, tag string, off bool) (int, error) {
	tags := distinctLines([]string{tag})
	if len(tags) == 0 {
		return 0, crm.Fault{Field: "tag", Reason: "desk.tag.empty"}
	}
	what := "act.tag.on"
	if off {
		what = "act.tag.off"
	}
	return d.alterPicked(ctx, what, []string{"Tag", tags[0]}, p, func(c *crm.Client) {
		c.Tags = slices.DeleteFunc(c.Tags, func(t string) bool { return t == tags[0] })
		if !off {
			c.Tags = append(c.Tags, tags[0])
		}
	})
}

// GiveClients makes a rep the keeper of the picked clients, as one act; it returns how many changed.
func (d *Desk) GiveClients(ctx context.Context, p Picked, owner crm.RepID) (int, error) {
	return d.alterPicked(ctx, "act.owner", nil, p, func(c *crm.Client) { c.Owner = owner })
}

// RemoveClients removes the picked clients with all that belongs to them, as one act; it returns how many went.
func (d *Desk) RemoveClients(ctx context.Context, p Picked) (int, error) {
	var changes []crm.Change
	n := 0
	err := d.eachPicked(ctx, p, func(c crm.Client) error {
		more, err := d.removals(ctx, c.ID)
		changes = append(append(changes, more...), crm.Remove(c))
		n++
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, d.apply(ctx, "act.clients.remove", []string{"N", strconv.Itoa(n)}, changes...)
}

// ExportPicked writes the picked clients with their people to a CSV file in the customs of a language.
func (d *Desk) ExportPicked(ctx context.Context, p Picked, lang, path string) error {
	var body bytes.Buffer
	out, err := d.clientWriter(ctx, d.Words.In(text.Lang(lang)), &body)
	if err != nil {
		return err
	}
	if err := d.eachPicked(ctx, p, func(c crm.Client) error { return d.exportClient(ctx, out, c) }); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return WriteFile(path, body.Bytes())
}
