package trade

import (
	"errors"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
)

var hundred = money.DecInt(100)

// Check lists what is doubtful or wrong in an offer, field by field; only the reasons in Blocks keep it from being printed.
func Check(o Offer) []crm.Fault {
	var f []crm.Fault
	add := func(field, reason string, args ...string) {
		f = append(f, crm.Fault{Field: field, Reason: reason, Args: args})
	}
	if o.Client == 0 {
		add("client", "trade.offer.client")
	}
	if strings.TrimSpace(o.Number) == "" {
		add("number", "trade.offer.number")
	}
	if o.ValidUntil == "" {
		add("valid", "trade.offer.valid")
	} else if n, ok := o.Day.DaysTo(o.ValidUntil); ok && n < 0 {
		add("valid", "trade.offer.past")
	}
	lines, summed := 0, 0
	for i, s := range o.Sections {
		for j, l := range s.Lines {
			if !l.Text {
				lines++
			}
			if l.Normal() {
				summed++
			}
			checkLine(l, lineField(i, j), add)
			if _, ok := s.Instead(j); l.Alternative && !l.Text && !ok {
				add(lineField(i, j), "trade.line.alternative")
			}
		}
	}
	switch {
	case lines == 0:
		add("lines", "trade.offer.empty")
	case summed == 0:
		add("lines", "trade.offer.optional")
	}
	checkDiscount(o, add)
	sums, err := Count(o)
	switch {
	case errors.Is(err, money.ErrOverflow):
		add("lines", "trade.offer.overflow")
	case err != nil || len(f) > 0: // what was said already may tell why
	case sums.Once.Gross < 0 || sums.Monthly.Gross < 0 || sums.Yearly.Gross < 0:
		add("lines", "trade.offer.negative")
	case sums.Once.Gross == 0 && sums.Monthly.Gross == 0 && sums.Yearly.Gross == 0:
		add("lines", "trade.offer.nothing")
	}
	return f
}

// checkDiscount says what Count does not take as it was written.
func checkDiscount(o Offer, add func(field, reason string, args ...string)) {
	d := o.Discount
	if d.Percent.Sign() < 0 || d.Percent.Cmp(hundred) > 0 || d.Sum.Sign() < 0 {
		add("discount", "trade.offer.discount")
		return
	}
	if d.Sum.Sign() == 0 || d.Percent.Sign() != 0 {
		return
	}
	if s, err := Count(o); err == nil {
		all := s.Once.Whole
		for _, p := range []Total{s.Monthly, s.Yearly} {
			all += p.Whole // of a discount in a sum only one is not nought
		}
		if off, err := money.ToMinor(d.Sum, o.Currency); err != nil || off > all {
			add("discount", "trade.offer.discount.more")
		}
	}
}

func checkLine(l Line, field string, add func(field, reason string, args ...string)) {
	if strings.TrimSpace(l.Name) == "" {
		add(field, "trade.line.name")
	}
	if l.Text {
		return
	}
	if l.Quantity.Sign() == 0 {
		add(field, "trade.line.zero")
	}
	if l.Discount.Sign() < 0 || l.Discount.Cmp(hundred) > 0 {
		add(field, "trade.line.discount")
	}
	if l.VAT.Sign() < 0 || l.VAT.Cmp(hundred) > 0 {
		add(field, "trade.line.vat")
	}
}

// Blocks reports whether a fault keeps the offer from being printed or sent; the others are warnings.
func Blocks(f crm.Fault) bool {
	switch f.Reason {
	case "trade.offer.client", "trade.offer.number", "trade.offer.empty", "trade.offer.overflow", "trade.line.vat":
		return true
	}
	return false
}
