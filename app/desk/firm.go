package desk

import (
	"context"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/text"
)

// firmID is the id of the one own firm; several legal persons come with their own ids later.
const firmID = 1

// SaveFirm keeps our own firm's name, requisites and signatory.
func (d *Desk) SaveFirm(ctx context.Context, now crm.Firm) error {
	now, err := tidyFirm(now)
	if err != nil {
		return err
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

// tidyFirm cleans what was typed of our firm; without a name it fails with crm.Fault.
func tidyFirm(f crm.Firm) (crm.Firm, error) {
	f.ID = firmID
	if f.Name = text.Line(f.Name, maxName); f.Name == "" {
		return f, crm.Fault{Field: "name", Reason: "desk.firm.name"}
	}
	tidyLines(&f.LegalName, &f.Country, &f.Currency, &f.Address, &f.City, &f.Phone, &f.Email, &f.Site, &f.VATRate, &f.NoVATLine, &f.Signatory, &f.SignPost)
	r := &f.Requisites
	tidyLines(&r.INN, &r.KPP, &r.OGRN, &r.EDRPOU, &r.IPN, &r.VATID, &r.RegNo, &r.IBAN, &r.Account, &r.Bank, &r.BIK, &r.Corr, &r.BIC)
	return f, nil
}

// The acts of the first run.
const (
	actBegin = "act.begin"
	actDemo  = "act.demo"
)

// UndoesTheBeginning tells whether the next undo would take our firm away, which is the first run again.
func (d *Desk) UndoesTheBeginning(ctx context.Context) (bool, error) {
	step, have, err := found(d.NextUndo(ctx))
	return have && (step.Act.What == actBegin || step.Act.What == actDemo), err
}

// BeginFirm does the first run as one act: our firm and the person at the program, who becomes its first rep.
func (d *Desk) BeginFirm(ctx context.Context, firm crm.Firm, owner string) error {
	firm, err := tidyFirm(firm)
	if err != nil {
		return err
	}
	changes := []crm.Change{crm.Add(firm)}
	rep := crm.Rep{ID: crm.RepID(d.ids.next()), Name: text.Line(owner, maxName), Post: firm.SignPost}
	if rep.Name == "" {
		return d.apply(ctx, actBegin, []string{"Name", firm.Name}, changes...)
	}
	if err := d.apply(ctx, actBegin, []string{"Name", firm.Name}, append(changes, crm.Add(rep))...); err != nil {
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
	tidyLines(&now.Post)
	if now.Name = text.Line(now.Name, maxName); now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.rep.name"}
	}
	if was != nil {
		if *was == now {
			return now, nil
		}
		return now, d.apply(ctx, "act.rep.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID = crm.RepID(d.ids.next())
	return now, d.apply(ctx, "act.rep.add", []string{"Name", now.Name}, crm.Add(now))
}

// SaveField adds an own field of clients (was nil) or changes it.
func (d *Desk) SaveField(ctx context.Context, was *crm.Field, now crm.Field) (crm.Field, error) {
	now, err := d.tidyField(ctx, now)
	if err != nil {
		return now, err
	}
	if was != nil {
		if sameJSON(*was, now) {
			return now, nil
		}
		return now, d.apply(ctx, "act.field.edit", []string{"Name", now.Name}, crm.Alter(*was, now))
	}
	now.ID = crm.FieldID(d.ids.next())
	return now, d.apply(ctx, "act.field.add", []string{"Name", now.Name}, crm.Add(now))
}

// tidyField cleans what was typed of an own field; without a name, with a name another one bears, or as a choice of
// nothing it fails with crm.Fault.
func (d *Desk) tidyField(ctx context.Context, f crm.Field) (crm.Field, error) {
	f.Name, f.Choices = text.Line(f.Name, maxName), distinctLines(f.Choices)
	if f.Name == "" {
		return f, crm.Fault{Field: "name", Reason: "desk.field.name"}
	}
	if f.Kind != crm.FieldChoice {
		f.Choices = nil
	} else if len(f.Choices) == 0 {
		return f, crm.Fault{Field: "choices", Reason: "desk.field.choices"}
	}
	all, err := d.Fields(ctx)
	if slices.ContainsFunc(all, func(o crm.Field) bool { return o.ID != f.ID && text.Fold(o.Name) == text.Fold(f.Name) }) {
		return f, crm.Fault{Field: "name", Reason: "desk.field.taken", Args: []string{"Name", f.Name}}
	}
	return f, err
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
	if now.Name = text.Line(now.Name, maxName); now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.lens.name"}
	}
	now.Columns = slices.Clone(now.Columns)
	for i := range now.Columns {
		tidyLines(&now.Columns[i].Name)
	}
	if faults := now.Check(); len(faults) > 0 {
		return now, faults[0]
	}
	now.Code = "own"
	if was != nil {
		if sameJSON(*was, now) {
			return now, nil
		}
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
