package offers

import (
	"maps"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// amountsShown is how many amounts are shown before they are recalculated; the others are counted.
const amountsShown = 8

// recalculation is the dialog that takes amounts into the currency of the offer: at which rates, and what becomes of them.
type recalculation struct {
	e       *Editor
	needed  []money.Currency
	form    *kit.Form
	result  *fyne.Container
	do      *kit.Button
	modal   *kit.Modal
	waiting []amount
}

// askRecalculation asks at which rates, and shows what becomes of the amounts while they are typed.
func (e *Editor) askRecalculation() {
	if !e.editable() || e.closeCell() != nil || len(e.turnable()) == 0 {
		return
	}
	e.learnRates(func() { newRecalculation(e).show() })
}

func newRecalculation(e *Editor) *recalculation {
	t := e.env.T
	r := &recalculation{e: e, needed: e.ratesNeeded(), waiting: e.turnable(), result: kit.VBox(4)}
	r.form = kit.NewForm(12)
	for _, c := range r.needed {
		r.form.Add(r.rateField(c), r.dayField(c))
	}
	r.form.SetValues(r.values())
	r.form.OnChange = r.typed
	r.modal = kit.NewModal(t.T("offers.moved.title", "Now", e.offer.Currency.Symbol()), kit.VBox(16, r.form, r.result)).CancelButton(t.T("text.cancel"))
	r.modal.Width = 560
	r.do = r.modal.Action(kit.Primary, t.T("offers.moved.do"), r.apply)
	return r
}

func (r *recalculation) show() {
	r.typed()
	if len(r.needed) > 0 {
		r.modal.Show()
		r.form.FocusField(rateID(r.needed[0]))
		return
	}
	r.modal.StartWith(r.do).Show()
}

// rateID and dayID name the fields of a currency.
func rateID(c money.Currency) string { return "rate " + string(c) }
func dayID(c money.Currency) string  { return "day " + string(c) }

func (r *recalculation) rateField(c money.Currency) kit.Field {
	t, lang := r.e.env.T, string(r.e.env.T.Lang())
	number := kit.NewNumberField("", func(typed string) (string, string, bool) {
		d, err := money.ParseDecIn(typed, lang)
		return d.String(), money.FormatDec(d, lang), err == nil
	})
	number.WithEnd(kit.NewText(t.T("offers.rate.of", "Home", r.e.home().Symbol(), "Other", c.Symbol()), kit.Body, kit.Text3))
	return kit.Field{ID: rateID(c), Label: t.T("offers.field.rate"), Input: number, Span: 7, Unreadable: t.T("parts.typed.number"),
		Check: func(v string) (kit.Level, string) {
			if d, err := money.ParseDec(v); v != "" && (err != nil || d.Sign() <= 0) {
				return kit.Error, t.T("offers.rate.bad")
			}
			return kit.Good, ""
		}}
}

func (r *recalculation) dayField(c money.Currency) kit.Field {
	env := r.e.env
	return kit.Field{ID: dayID(c), Label: env.T.T("offers.field.rate-day"), Input: kit.NewDateField(env.T.Lang(), env.Now), Span: 5, Unreadable: env.T.T("text.wrong.date")}
}

// values are the rates as they are known, of the day of the offer where none is.
func (r *recalculation) values() map[string]string {
	values := map[string]string{}
	for _, c := range r.needed {
		rate := r.e.rateOf(c)
		if rate.Value.Sign() > 0 {
			values[rateID(c)] = rate.Value.String()
		}
		if rate.Day == "" {
			rate.Day = r.e.offer.Day
		}
		values[dayID(c)] = string(rate.Day)
	}
	return values
}

// rates are the rates as they stand in the dialog; what cannot be read is none.
func (r *recalculation) rates() map[money.Currency]trade.OfferRate {
	all := map[money.Currency]trade.OfferRate{}
	for _, c := range r.needed {
		if d, err := money.ParseDec(r.form.Value(rateID(c))); err == nil && d.Sign() > 0 {
			all[c] = trade.OfferRate{Value: d, Day: crm.Day(r.form.Value(dayID(c)))}
		}
	}
	return all
}

// worthBy is what each currency is worth in the firm's own by rates.
func (e *Editor) worthBy(rates map[money.Currency]trade.OfferRate) trade.Worth {
	worth := trade.Worth{e.home(): money.DecInt(1)}
	for c, rate := range rates {
		worth[c] = rate.Value
	}
	return worth
}

// typed shows what becomes of the amounts at the rates typed.
func (r *recalculation) typed() {
	t, worth, to := r.e.env.T, r.e.worthBy(r.rates()), r.e.offer.Currency
	lang, known := string(t.Lang()), true
	r.result.Objects = nil
	for i, a := range r.waiting {
		now, ok := a.origin.Recalculated(to, worth)
		known = known && ok
		if i < amountsShown || len(r.waiting) == amountsShown+1 {
			sum := parts.Dash
			if ok {
				sum = money.SignedPrice(now.Now, to, lang)
			}
			r.result.Add(recalculated(r.e.nameOf(a), money.SignedPrice(*a.value, a.origin.In, lang), sum))
		}
	}
	if more := len(r.waiting) - amountsShown; more > 1 {
		r.result.Add(kit.NewText(t.N("offers.moved.more", more), kit.Caption, kit.Text3))
	}
	r.result.Refresh()
	r.do.SetEnabled(known && r.form.Valid())
	r.modal.Refit()
}

// recalculated is a row of the dialog: an amount as it is and as it will be.
func recalculated(name, was, now string) fyne.CanvasObject {
	return kit.HBox(8, kit.Grow(kit.NewText(text.Ellipsis(name, 80), kit.Dense, kit.Text2).Shrinks()), kit.NewText(was, kit.Dense, kit.Text2),
		kit.NewGlyph("right", kit.Text3, 12), kit.NewText(now, kit.Dense|kit.Bold, kit.Text))
}

// apply recalculates once what was typed before is saved, so that one undo takes back the recalculation and nothing else.
func (r *recalculation) apply() bool {
	if !r.form.Validate() {
		return false
	}
	e, rates := r.e, r.rates()
	e.settled(func(error) { e.recalculate(rates) }) // what cannot be saved yet is recalculated all the same
	return true
}

// recalculate takes all amounts that wait, or whose rate is another by now, into the currency of the offer. Where the sums would become too large nothing changes.
func (e *Editor) recalculate(rates map[money.Currency]trade.OfferRate) {
	if !e.editable() {
		return
	}
	n, back := e.turnAmounts(e.worthBy(rates))
	if _, err := e.count(); err != nil {
		back()
		e.env.Say(e.env.T.T("trade.offer.overflow"))
		return
	}
	maps.Copy(e.rates, rates)
	if rate, typed := rates[e.offer.Currency]; typed {
		e.offer.Rate = rate
		e.fields.fillRate()
	}
	e.env.Say(e.env.T.N("offers.moved.done", n, "Now", e.offer.Currency.Symbol()))
	e.changed()
	e.requoteTyped()
}

// turnAmounts takes the amounts that are to be recalculated into the currency of the offer and returns how many there were, and what takes
// them back.
func (e *Editor) turnAmounts(worth trade.Worth) (n int, back func()) {
	var undo []func()
	for _, a := range e.turnable() {
		if now, known := a.origin.Recalculated(e.offer.Currency, worth); known {
			value, origin := *a.value, *a.origin
			undo = append(undo, func() { a.take(value, origin) })
			a.take(now.Now, now)
		}
	}
	return len(undo), func() {
		for _, f := range undo {
			f()
		}
	}
}
