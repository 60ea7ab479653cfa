package desk

import (
	"context"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/text"
)

// firmID is the id of the first own firm; offers that name none are the first one's. Further legal persons have ids of
// their own.
const firmID = 1

// OwnFirm is our main firm and whether there is one yet.
func (d *Desk) OwnFirm(ctx context.Context) (firm crm.Firm, have bool, err error) {
	return found(d.Firm(ctx))
}

// OwnFirms are our legal persons, the main one first.
func (d *Desk) OwnFirms(ctx context.Context) ([]crm.Firm, error) { return d.Firms(ctx) }

// FirmByID is one of our firms; 0 is the first one. When it is there no more it is the main one.
func (d *Desk) FirmByID(ctx context.Context, id int64) (firm crm.Firm, have bool, err error) {
	all, err := d.Firms(ctx)
	if err != nil || len(all) == 0 {
		return crm.Firm{}, false, err
	}
	if i := firmAt(all, id); i >= 0 {
		return all[i], true, nil
	}
	return all[0], true, nil
}

func firmAt(all []crm.Firm, id int64) int {
	if id == 0 {
		id = firmID
	}
	return slices.IndexFunc(all, func(f crm.Firm) bool { return f.ID == id })
}

// offerFirm is how an offer names a firm.
func offerFirm(id int64) int64 {
	if id == firmID {
		return 0
	}
	return id
}

// SaveFirm keeps the name, requisites and signatory of one of our firms; with no id, of the first one.
func (d *Desk) SaveFirm(ctx context.Context, now crm.Firm) error {
	now, err := tidyFirm(now)
	if err != nil {
		return err
	}
	if now.ID == 0 {
		now.ID = firmID
	}
	all, err := d.Firms(ctx)
	if err != nil {
		return err
	}
	i := firmAt(all, now.ID)
	if i < 0 {
		return d.apply(ctx, "act.firm", []string{"Name", now.Name}, crm.Add(now))
	}
	now.Place = all[i].Place
	if sameJSON(all[i], now) {
		return nil
	}
	return d.apply(ctx, "act.firm", []string{"Name", now.Name}, crm.Alter(all[i], now))
}

// AddFirm adds another legal person of ours, behind those there are.
func (d *Desk) AddFirm(ctx context.Context, now crm.Firm) (crm.Firm, error) {
	now, err := tidyFirm(now)
	if err != nil {
		return now, err
	}
	all, err := d.Firms(ctx)
	if err != nil {
		return now, err
	}
	now.ID, now.Place = firmID, 0
	if len(all) > 0 {
		now.ID, now.Place = d.ids.next(), all[len(all)-1].Place+1
	}
	return now, d.apply(ctx, "act.firm.add", []string{"Name", now.Name}, crm.Add(now))
}

// MakeFirmMain makes one of our firms the one that new offers begin with.
func (d *Desk) MakeFirmMain(ctx context.Context, id int64) error {
	all, err := d.Firms(ctx)
	if err != nil {
		return err
	}
	i := firmAt(all, id)
	if i <= 0 { // not there, or the main one already
		return nil
	}
	now := all[i]
	now.Place = all[0].Place - 1
	return d.apply(ctx, "act.firm.main", []string{"Name", now.Name}, crm.Alter(all[i], now))
}

// RemoveFirm removes one of our firms with its templates. The last one stays, and so does one that offers were made by:
// the fault tells how many.
func (d *Desk) RemoveFirm(ctx context.Context, id int64) error {
	all, err := d.Firms(ctx)
	if err != nil {
		return err
	}
	i := firmAt(all, id)
	if i < 0 {
		return nil
	}
	if len(all) == 1 {
		return crm.Fault{Field: "firm", Reason: "desk.firm.last"}
	}
	n, err := d.FirmOffers(ctx, offerFirm(all[i].ID))
	if err != nil {
		return err
	}
	if n > 0 {
		return crm.Fault{Field: "firm", Reason: "desk.firm.used", Args: []string{"Name", all[i].Name, "N", strconv.FormatInt(n, 10)}}
	}
	changes := []crm.Change{crm.Remove(all[i])}
	templates, err := d.Templates(ctx)
	if err != nil {
		return err
	}
	for _, t := range templates {
		if t.Firm == all[i].ID {
			changes = append(changes, crm.Remove(t))
		}
	}
	return d.apply(ctx, "act.firm.remove", []string{"Name", all[i].Name}, changes...)
}

// tidyFirm cleans what was typed of our firm; without a name it fails with crm.Fault.
func tidyFirm(f crm.Firm) (crm.Firm, error) {
	if f.Name = text.Line(f.Name, maxName); f.Name == "" {
		return f, crm.Fault{Field: "name", Reason: "desk.firm.name"}
	}
	tidyLines(&f.LegalName, &f.Country, &f.Currency, &f.Address, &f.City, &f.Phone, &f.Email, &f.Site, &f.VATRate, &f.NoVATLine, &f.Signatory, &f.SignPost, &f.Accent)
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

// BeginFirm does the first run as one act: our firm, the shipped pipeline, and the person at the program, who becomes its
// first rep.
func (d *Desk) BeginFirm(ctx context.Context, firm crm.Firm, owner string) error {
	firm, err := tidyFirm(firm)
	if err != nil {
		return err
	}
	firm.ID = firmID
	_, changes, err := d.pipelines(ctx)
	if err != nil {
		return err
	}
	changes = append(changes, crm.Add(firm))
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
