package offers

import (
	"context"
	"errors"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// home is the currency of the firm that offers.
func (e *Editor) home() money.Currency { return money.Currency(e.firm.Currency) }

// foreign reports whether the offer is in another currency than the firm's own.
func (e *Editor) foreign() bool {
	return e.home() != "" && e.offer.Currency != "" && e.offer.Currency != e.home()
}

// rateField is what one unit of the offer's currency is worth in the firm's own.
func (f *fields) rateField() kit.Field {
	t := f.e.env.T
	field := f.amount(fieldRate, 6)
	f.rateOf = kit.NewText("", kit.Body, kit.Text3)
	field.Input.(*kit.NumberField).WithEnd(f.rateOf)
	field.Check = func(v string) (kit.Level, string) {
		switch d, err := money.ParseDec(v); {
		case v == "" && f.e.foreign():
			return kit.Warning, t.T("offers.rate.none")
		case v != "" && (err != nil || d.Sign() <= 0):
			return kit.Error, t.T("offers.rate.bad")
		}
		return kit.Good, ""
	}
	return field
}

// showRate writes behind the rate what it is of: "₽ for 1 $".
func (f *fields) showRate() {
	if !f.e.foreign() {
		return
	}
	f.rateOf.SetText(f.e.env.T.T("offers.rate.of", "Home", f.e.home().Symbol(), "Other", f.e.offer.Currency.Symbol()))
	f.inputs[fieldRate].Refresh()
}

// changeCurrency follows a change of the offer's currency: its rate, and the amounts that were set in another.
func (e *Editor) changeCurrency(was money.Currency) {
	if e.offer.Rate.Value.Sign() > 0 {
		e.rates[was] = e.offer.Rate
	}
	e.moveAmounts(was)
	e.takeRate()
	e.learnMoved()
}

// takeRate fills in the rate of the offer's day where the base keeps one; of the firm's own currency there is none.
func (e *Editor) takeRate() {
	e.offer.Rate = trade.OfferRate{}
	e.loader.Drop("rate")
	if !e.foreign() {
		e.fields.fillRate()
		return
	}
	currency, day := e.offer.Currency, e.offer.Day
	kit.Load(&e.loader, "rate", func(ctx context.Context) (trade.OfferRate, error) {
		rate, _, err := e.desk.RateOn(ctx, currency, day)
		return rate, err
	}, func(rate trade.OfferRate, err error) {
		if err != nil || e.offer.Currency != currency || !e.editable() {
			return // the rate can be typed
		}
		if rate.Day == "" {
			rate.Day = day
		}
		e.offer.Rate = rate
		e.fields.fillRate()
		e.changed()
	})
}

// followRate asks anew what the lines cost when the rate of the offer became another.
func (e *Editor) followRate() {
	if e.rated == e.offer.Rate.Value {
		return
	}
	e.rated = e.offer.Rate.Value
	if e.foreign() && e.rated.Sign() > 0 {
		e.repriceAll()
		e.requoteTyped()
	}
}

// goToRate leads to the rate, which unfolds first.
func (e *Editor) goToRate() {
	if open := e.sheet.unfolded(); open == nil || open.key != "tax" {
		e.sheet.unfold("tax")
	}
	e.fields.tax.FocusField(fieldRate)
}

// fillRate shows the rate without taking it for something typed.
func (f *fields) fillRate() {
	quiet := f.quiet
	f.quiet = true
	o := &f.e.offer
	f.tax.SetValues(map[string]string{fieldRate: ties[fieldRate].get(o), fieldRateDay: ties[fieldRateDay].get(o)})
	f.quiet = quiet
}

// atHome is a sum in the firm's own currency by the rate of the offer.
func (e *Editor) atHome(minor int64) (string, bool) {
	if !e.foreign() || e.offer.Rate.Value.Sign() <= 0 || minor == 0 {
		return "", false
	}
	sum, err := money.ToMinor(money.New(minor, e.offer.Currency).Decimal().Mul(e.offer.Rate.Value), e.home())
	if err != nil {
		return "", false
	}
	return parts.Sum(e.env.T, sum, string(e.home())), true
}

// changeFirm takes over what another firm of ours writes into its offers: who signs, where, and how it pays VAT.
func (e *Editor) changeFirm() {
	id, sitting := e.offer.Firm, e.sitting
	kit.Load(&e.loader, "firm", func(ctx context.Context) (crm.Firm, error) {
		firm, have, err := e.desk.FirmByID(ctx, id)
		if err == nil && !have {
			err = crm.ErrNotFound
		}
		return firm, err
	}, func(firm crm.Firm, err error) {
		if sitting != e.sitting || e.offer.Firm != id || errors.Is(err, crm.ErrNotFound) {
			return
		}
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.firm = firm
		o := &e.offer
		o.SignPost, o.Signatory, o.Place = firm.SignPost, firm.Signatory, firm.City
		switch {
		case !firm.VATPayer:
			o.Tax, o.NoTaxLine = trade.TaxNone, firm.NoVATLine
		case o.Tax == trade.TaxNone:
			o.Tax, o.NoTaxLine = trade.TaxNet, ""
		}
		e.fields.fill(e.fields.client)
		e.sheet.build()
		e.changed()
	})
}
