package desk

import (
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// AllTaxRates are the rates of VAT that hold: the user's own and, where he has put none in their place, those shipped.
func (d *Desk) AllTaxRates(ctx context.Context) ([]trade.TaxRate, error) {
	own, err := d.TaxRates(ctx)
	return trade.AllTaxRates(own), err
}

// Taxes are the rates of VAT as they concern our firm, the first of them where there are several.
func (d *Desk) Taxes(ctx context.Context) (trade.FirmTaxes, error) { return d.TaxesOf(ctx, 0) }

// TaxesOf are the rates of VAT as they concern one of our firms; 0 is the first.
func (d *Desk) TaxesOf(ctx context.Context, firm int64) (trade.FirmTaxes, error) {
	ours, _, err := d.FirmByID(ctx, firm)
	if err != nil {
		return trade.FirmTaxes{}, err
	}
	rates, err := d.AllTaxRates(ctx)
	return trade.TaxesOf(ours, rates), err
}

// SaveTaxRate adds a rate (ID 0), changes one of the user's own, or puts one of his own in the place of a shipped one. A
// rate out of bounds, and a second one of the same country, class and day, is a fault.
func (d *Desk) SaveTaxRate(ctx context.Context, now trade.TaxRate) (trade.TaxRate, error) {
	now.Class = trade.TaxClass(text.Line(string(now.Class), maxName))
	now.Country = strings.ToUpper(strings.TrimSpace(now.Country))
	now.Gone = false
	own, err := d.TaxRates(ctx)
	if err != nil {
		return now, err
	}
	all := trade.AllTaxRates(own)
	if err := trade.CheckTaxRate(now, all); err != nil {
		return now, err
	}
	before, known := rateOf(all, now.ID)
	if now.ID != 0 && !known {
		return now, crm.ErrNotFound
	}
	if known && sameJSON(before, now) {
		return now, nil
	}
	if i := slices.IndexFunc(own, func(r trade.TaxRate) bool { return r.Gone && r.SameAs(now) }); i >= 0 {
		return d.revive(ctx, own[i], before, now)
	}
	what, changes := "act.taxrate.edit", []crm.Change{}
	switch {
	case !known:
		what, now.ID = "act.taxrate.add", trade.TaxRateID(d.ids.next())
		changes = append(changes, crm.Add(now))
	case before.Shipped():
		now.ID = trade.TaxRateID(d.ids.next())
		changes = append(changes, crm.Add(now))
		if !before.SameAs(now) {
			changes = append(changes, crm.Add(d.without(before)))
		}
	default:
		changes = append(changes, crm.Alter(before, now))
	}
	return now, d.apply(ctx, what, d.rateWords(ctx, now), changes...)
}

// revive puts a rate in the place of a note that takes the shipped rate of its day away.
func (d *Desk) revive(ctx context.Context, note, before, now trade.TaxRate) (trade.TaxRate, error) {
	now.ID = note.ID
	changes := []crm.Change{crm.Alter(note, now)}
	what := "act.taxrate.add"
	switch {
	case before.ID == 0:
	case before.Shipped():
		what, changes = "act.taxrate.edit", append(changes, crm.Add(d.without(before)))
	default:
		what, changes = "act.taxrate.edit", append(changes, crm.Remove(before))
	}
	return now, d.apply(ctx, what, d.rateWords(ctx, now), changes...)
}

// without is the note that a shipped rate no longer holds.
func (d *Desk) without(r trade.TaxRate) trade.TaxRate {
	return trade.TaxRate{ID: trade.TaxRateID(d.ids.next()), Country: r.Country, Class: r.Class, From: r.From, Gone: true}
}

// RemoveTaxRate removes a rate: one of the user's own, so that the shipped one of its day, if any, holds again, or a
// shipped one.
func (d *Desk) RemoveTaxRate(ctx context.Context, id trade.TaxRateID) error {
	all, err := d.AllTaxRates(ctx)
	if err != nil {
		return err
	}
	r, known := rateOf(all, id)
	if !known {
		return crm.ErrNotFound
	}
	change := crm.Change(crm.Remove(r))
	if r.Shipped() {
		change = crm.Add(d.without(r))
	}
	return d.apply(ctx, "act.taxrate.remove", d.rateWords(ctx, r), change)
}

// rateOf finds a rate by its id.
func rateOf(all []trade.TaxRate, id trade.TaxRateID) (trade.TaxRate, bool) {
	i := slices.IndexFunc(all, func(r trade.TaxRate) bool { return r.ID == id && id != 0 })
	if i < 0 {
		return trade.TaxRate{}, false
	}
	return all[i], true
}

// rateWords are what the sentence of an act says of a rate.
func (d *Desk) rateWords(ctx context.Context, r trade.TaxRate) []string {
	return []string{"Country", r.Country, "Rate", money.FormatPercent(r.Rate, string(d.lang(ctx)))}
}
