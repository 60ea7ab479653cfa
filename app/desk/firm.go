package desk

import (
	"context"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
)

// firmID is the id of the one own firm; several legal persons come with their own ids later.
const firmID = 1

// SaveFirm keeps our own firm's name, requisites and signatory.
func (d *Desk) SaveFirm(ctx context.Context, now crm.Firm) error {
	now.ID = firmID
	now.Name = strings.TrimSpace(text.Clean(now.Name, maxName))
	if now.Name == "" {
		return crm.Fault{Field: "name", Reason: "desk.firm.name"}
	}
	was, have, err := found(d.Firm(ctx))
	if err != nil {
		return err
	}
	if !have {
		return d.apply(ctx, "act.firm", []string{"Name", now.Name}, crm.Add(now))
	}
	if sameJSON(was, now) {
		return nil
	}
	return d.apply(ctx, "act.firm", []string{"Name", now.Name}, crm.Alter(was, now))
}

// BeginFirm does the first run: our firm and the person at the program, who becomes its first rep.
func (d *Desk) BeginFirm(ctx context.Context, firm crm.Firm, owner string) error {
	if err := d.SaveFirm(ctx, firm); err != nil {
		return err
	}
	owner = strings.TrimSpace(text.Clean(owner, maxName))
	if owner == "" {
		return nil
	}
	rep := crm.Rep{ID: crm.RepID(d.ids.next()), Name: owner, Post: firm.SignPost}
	if err := d.apply(ctx, "act.rep.add", []string{"Name", rep.Name}, crm.Add(rep)); err != nil {
		return err
	}
	return d.SitDown(ctx, rep.ID)
}

// SitDown names the rep who works at this program.
func (d *Desk) SitDown(ctx context.Context, rep crm.RepID) error {
	return d.store.SetSetting(ctx, keyMe, strconv.FormatInt(int64(rep), 10))
}

// SaveRep adds a person of our own firm (was nil) or changes him.
func (d *Desk) SaveRep(ctx context.Context, was *crm.Rep, now crm.Rep) (crm.Rep, error) {
	now.Name = strings.TrimSpace(text.Clean(now.Name, maxName))
	if now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.rep.name"}
	}
	if was != nil {
		return now, d.apply(ctx, "act.rep.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID = crm.RepID(d.ids.next())
	return now, d.apply(ctx, "act.rep.add", []string{"Name", now.Name}, crm.Add(now))
}

// SaveField adds an own field of clients (was nil) or changes it.
func (d *Desk) SaveField(ctx context.Context, was *crm.Field, now crm.Field) (crm.Field, error) {
	now.Name = strings.TrimSpace(text.Clean(now.Name, maxName))
	if now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.field.name"}
	}
	if was != nil {
		return now, d.apply(ctx, "act.field.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID = crm.FieldID(d.ids.next())
	return now, d.apply(ctx, "act.field.add", []string{"Name", now.Name}, crm.Add(now))
}

// RemoveField removes an own field; what clients hold in it stays with them and shows again after undo.
func (d *Desk) RemoveField(ctx context.Context, f crm.Field) error {
	return d.apply(ctx, "act.field.remove", []string{"Name", f.Name}, crm.Remove(f))
}

// AllLenses are the shipped lenses and the user's own.
func (d *Desk) AllLenses(ctx context.Context) ([]crm.Lens, error) {
	own, err := d.Lenses(ctx)
	return append(crm.ShippedLenses(), own...), err
}

// SaveLens adds an own lens (was nil) or changes it.
func (d *Desk) SaveLens(ctx context.Context, was *crm.Lens, now crm.Lens) (crm.Lens, error) {
	now.Name = strings.TrimSpace(text.Clean(now.Name, maxName))
	if now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.lens.name"}
	}
	if faults := now.Check(); len(faults) > 0 {
		return now, faults[0]
	}
	now.Code = "own"
	if was != nil {
		return now, d.apply(ctx, "act.lens.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID = d.ids.next()
	return now, d.apply(ctx, "act.lens.add", []string{"Name", now.Name}, crm.Add(now))
}

// RemoveLens removes an own lens.
func (d *Desk) RemoveLens(ctx context.Context, l crm.Lens) error {
	return d.apply(ctx, "act.lens.remove", []string{"Name", l.Name}, crm.Remove(l))
}

// OwnFirm is our own firm and whether there is one yet.
func (d *Desk) OwnFirm(ctx context.Context) (firm crm.Firm, have bool, err error) {
	return found(d.Firm(ctx))
}
