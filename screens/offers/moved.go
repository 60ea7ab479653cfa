package offers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// amount is an amount of the offer in its currency: the price of a line, or the sum taken off the whole.
type amount struct {
	line   *trade.Line // nil: the sum taken off the whole
	value  *money.Dec
	origin *trade.Origin
	quoted *money.Dec // follows where the price is the one the catalogue proposed; nil where it is not
}

// amounts are all amounts of the offer.
func (e *Editor) amounts() []amount {
	var all []amount
	for _, b := range e.ledger.blocks {
		for _, it := range b.items {
			if !it.line.Text {
				all = append(all, priceOf(&it.line))
			}
		}
	}
	return append(all, amount{value: &e.offer.Discount.Sum, origin: &e.offer.SumOrigin})
}

// nameOf says what an amount is of.
func (e *Editor) nameOf(a amount) string {
	if a.line == nil {
		return e.env.T.T("offers.whole")
	}
	return strings.TrimSpace(a.line.Article + " " + a.line.Name)
}

// priceOf is the price of a line as an amount.
func priceOf(l *trade.Line) amount {
	one := amount{line: l, value: &l.Price, origin: &l.Origin}
	if len(l.Why) > 0 && !l.Typed() {
		one.quoted = &l.Quoted
	}
	return one
}

// take gives the amount a number, and the proposed price with it.
func (a amount) take(value money.Dec, origin trade.Origin) {
	*a.value, *a.origin = value, origin
	if a.quoted != nil {
		*a.quoted = value
	}
}

// waitingAmounts are those that are still numbers of another currency.
func (e *Editor) waitingAmounts() []amount {
	var all []amount
	for _, a := range e.amounts() {
		if _, waits := a.origin.Awaits(*a.value, e.offer.Currency); waits {
			all = append(all, a)
		}
	}
	return all
}

// staleAmounts are those that were recalculated at a rate which is another by now.
func (e *Editor) staleAmounts() []amount {
	rates := maps.Clone(e.rates)
	if e.foreign() {
		rates[e.offer.Currency] = e.offer.Rate
	}
	worth := e.worthBy(rates)
	var all []amount
	for _, a := range e.amounts() {
		if a.origin.Stale(*a.value, e.offer.Currency, worth) {
			all = append(all, a)
		}
	}
	return all
}

// turnable are the amounts a recalculation takes into the currency of the offer: those that wait for it, and those of which
// the rate is another by now.
func (e *Editor) turnable() []amount { return append(e.waitingAmounts(), e.staleAmounts()...) }

// moveAmounts follows a change of the currency: an amount that was set in the new one is what it was, the others wait to be
// recalculated, or for the catalogue to say another price.
func (e *Editor) moveAmounts(from money.Currency) {
	for _, a := range e.amounts() {
		a.take(a.origin.Moved(*a.value, from, e.offer.Currency))
	}
}

// moveLine follows a line that comes from an offer in a currency into this one.
func (e *Editor) moveLine(l *trade.Line, from money.Currency) {
	if a := priceOf(l); from != e.offer.Currency && !l.Text {
		a.take(a.origin.Moved(*a.value, from, e.offer.Currency))
	}
}

// learnMoved reads the rates at which waiting amounts would be recalculated, for the strip to show them.
func (e *Editor) learnMoved() {
	if len(e.waitingAmounts()) > 0 {
		e.learnRates(e.moved.show)
	}
}

// leaveAmounts takes the numbers for numbers of the offer's currency.
func (e *Editor) leaveAmounts() {
	for _, a := range e.turnable() {
		*a.origin = trade.Origin{}
	}
	e.changed()
}

// movedStrip says above the lines that amounts are still in another currency, and what can be done about it.
type movedStrip struct {
	e     *Editor
	what  *kit.TipLabel
	rate  *kit.TipLabel
	shown string // what it says
	box   *fyne.Container
}

func newMovedStrip(e *Editor) *movedStrip {
	s := &movedStrip{e: e, what: kit.NewTipText("", kit.Body, kit.Text), rate: kit.NewTipText("", kit.Dense, kit.Text2)}
	t := e.env.T
	line := kit.HBox(12, kit.NewGlyph("swap", kit.Amber, 16), kit.Grow(kit.VBox(1, s.what, s.rate)),
		kit.NewButton(kit.Plain, t.T("offers.moved.leave"), e.leaveAmounts).WithTip(t.T("offers.moved.leave.tip")),
		kit.NewButton(kit.Soft, t.T("offers.moved.turn"), e.askRecalculation))
	s.box = kit.Pad(container.NewStack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(line, 14, 6, 8, 6)), 0, 0, 0, 12)
	s.box.Hide()
	return s
}

// show says what waits, or goes away where nothing does.
func (s *movedStrip) show() {
	e, words, rate := s.e, "", ""
	if turnable := e.turnable(); len(turnable) > 0 && e.editable() {
		words, rate = e.movedSentence(), e.ratesSentence(turnable)
	}
	if words+rate == s.shown {
		return
	}
	s.shown = words + rate
	s.what.SetText(words)
	s.rate.SetText(rate)
	if visible := words != ""; visible == s.box.Hidden {
		s.box.Hidden = !visible
		e.object.Refresh()
	}
}

// movedSentence says how many amounts are in which currency still, else how many were recalculated at another rate.
func (e *Editor) movedSentence() string {
	waiting := e.waitingAmounts()
	if len(waiting) == 0 {
		return e.env.T.N("offers.moved.again", len(e.staleAmounts()))
	}
	return e.env.T.N("offers.moved", len(waiting), "Was", signsOf(currenciesOf(waiting, e.offer.Currency)), "Now", e.offer.Currency.Symbol())
}

func signsOf(all []money.Currency) string {
	signs := make([]string, len(all))
	for i, c := range all {
		signs[i] = c.Symbol()
	}
	return strings.Join(signs, ", ")
}

// currenciesOf are the currencies the numbers of waiting amounts are of, each once, as they come.
func currenciesOf(waiting []amount, offer money.Currency) []money.Currency {
	var all []money.Currency
	met := map[money.Currency]bool{}
	for _, a := range waiting {
		if c, waits := a.origin.Awaits(*a.value, offer); waits && !met[c] {
			met[c] = true
			all = append(all, c)
		}
	}
	return all
}

// ratesSentence says at which rate of which day they would be recalculated.
func (e *Editor) ratesSentence(turnable []amount) string {
	t, other := e.env.T, e.offer.Currency
	if !e.foreign() && len(turnable) > 0 {
		if other = turnable[0].origin.In; other == e.offer.Currency { // recalculated before
			other = turnable[0].origin.Currency
		}
	}
	rate := e.rateOf(other)
	if rate.Value.Sign() <= 0 {
		return t.T("offers.moved.rate.none", "Home", e.home().Symbol(), "Other", other.Symbol())
	}
	return t.T("offers.moved.rate", "Other", other.Symbol(), "Sum", money.SignedPrice(rate.Value, e.home(), string(t.Lang())), "Day", parts.DayWord(e.env, rate.Day))
}

// rateOf is what one unit of a currency is worth in the firm's own, as the offer says or as it was known last.
func (e *Editor) rateOf(c money.Currency) trade.OfferRate {
	if c == e.offer.Currency {
		return e.offer.Rate
	}
	return e.rates[c]
}

// learnRates reads the rates of the currencies amounts come from, where they are not known yet.
func (e *Editor) learnRates(then func()) {
	var lacking []money.Currency
	for _, c := range e.ratesNeeded() {
		if e.rateOf(c).Value.Sign() <= 0 && c != e.offer.Currency {
			lacking = append(lacking, c)
		}
	}
	day, sitting := e.offer.Day, e.sitting
	kit.Load(&e.loader, "rates", func(ctx context.Context) (map[money.Currency]trade.OfferRate, error) {
		found := map[money.Currency]trade.OfferRate{}
		for _, c := range lacking {
			rate, kept, err := e.desk.RateOn(ctx, c, day)
			if err != nil {
				return found, err
			}
			if kept {
				found[c] = rate
			}
		}
		return found, nil
	}, func(found map[money.Currency]trade.OfferRate, _ error) { // what is not found can be typed
		if sitting == e.sitting {
			maps.Copy(e.rates, found)
			then()
		}
	})
}

// ratesNeeded are the foreign currencies whose rates a recalculation needs, the offer's own first.
func (e *Editor) ratesNeeded() []money.Currency {
	var all []money.Currency
	if e.foreign() {
		all = append(all, e.offer.Currency)
	}
	for _, a := range e.turnable() {
		if c := a.origin.Currency; c != e.home() && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// currencyFaults are what the currency of the offer makes doubtful: amounts in another one, and a rate that is lacking.
func (e *Editor) currencyFaults() []crm.Fault {
	var faults []crm.Fault
	if waiting := e.waitingAmounts(); len(waiting) > 0 {
		faults = append(faults, crm.Fault{Field: fieldMoved, Reason: "offers.moved.short", Args: []string{"Was", signsOf(currenciesOf(waiting, e.offer.Currency))}})
	}
	if e.foreign() && e.offer.Rate.Value.Sign() <= 0 {
		faults = append(faults, crm.Fault{Field: fieldRate, Reason: "offers.rate.lacks", Args: []string{"Home", e.home().Symbol(), "Other", e.offer.Currency.Symbol()}})
	}
	return faults
}

// requoteTyped asks anew what the catalogue says of lines whose price was typed by hand, which stays.
func (e *Editor) requoteTyped() {
	for _, b := range e.ledger.blocks {
		for _, it := range b.items {
			if it.line.Item != 0 && it.line.Typed() {
				e.requote(it.key)
			}
		}
	}
}

// requote asks what the catalogue says of a line in the present currency, for the price to be taken again.
func (e *Editor) requote(key int64) {
	o, l := e.snapshot(), e.ledger.line(key).line
	kit.Load(&e.loader, "quote "+parts.ID(key), func(ctx context.Context) (trade.Line, error) {
		line, _, err := e.desk.LineOf(ctx, o, l.Item, l.Choices, l.Quantity)
		return line, err
	}, func(line trade.Line, err error) {
		now := e.ledger.line(key)
		if err != nil || now == nil || !now.line.Typed() || now.line.Quantity != l.Quantity || e.offer.Currency != o.Currency || len(line.Why) == 0 {
			return
		}
		now.line.Quoted, now.line.Why = line.Quoted, line.Why
		e.changed()
	})
}
