package paper

import (
	"slices"
	"unicode/utf8"

	"rapport/app/money"
)

// Bounds of what is shown of prices by quantity, and places in mm.
const (
	mostSteps  = 3    // columns
	mostTiers  = 24   // lines under a price
	mostTiered = 66.0 // width of the price where tiers stand under it
	tierGap    = 2.6  // between a quantity and its price
	shortUnit  = 5    // letters of a unit that is said with the quantity: a whole word would have to be declined
)

// sharedSteps are the quantities from which prices change, where they are the same for all items that have any, are few, and
// are so common that columns of their own are not mostly empty.
func (p *pricing) sharedSteps() []money.Dec {
	var steps []money.Dec
	tiered, plain, alike := 0, 0, true
	p.everyLine(func(l priceLine) {
		switch {
		case !l.Priced:
		case len(l.Tiers) == 0:
			plain++
		default:
			own := make([]money.Dec, len(l.Tiers))
			for i, t := range l.Tiers {
				own[i] = t.From
			}
			if tiered++; tiered == 1 {
				steps = own
			}
			alike = alike && slices.EqualFunc(steps, own, func(a, b money.Dec) bool { return a.Cmp(b) == 0 })
		}
	})
	if !alike || len(steps) > mostSteps || tiered <= plain {
		return nil
	}
	return steps
}

// priceFrom is what a line costs from a quantity on; what costs no less then says nothing.
func (p *pricing) priceFrom(l priceLine, from money.Dec) string {
	for _, t := range l.Tiers {
		if t.From.Cmp(from) == 0 {
			return p.said(t.Price, l)
		}
	}
	return ""
}

// under are the tiers that stand under the price of a line.
func (p *pricing) under(l priceLine) []PriceTier {
	if len(p.steps) > 0 {
		return nil
	}
	return l.Tiers[:min(len(l.Tiers), mostTiers)]
}

// from says from how many units a price holds.
func (p *pricing) from(quantity money.Dec, unit string) string {
	n := money.Paper(money.FormatDec(quantity, p.lang))
	if unit != "" && utf8.RuneCountInString(unit) <= shortUnit {
		n += " " + unit
	}
	return nowrap(p.say.T("paper.prices.tier", "N", n))
}

// tierMarks is the room of the prices of tiers that stand under a price.
func (p *pricing) tierMarks() (m marks) {
	p.everyLine(func(l priceLine) {
		for _, t := range p.under(l) {
			m.take(&p.press, p.said(t.Price, l), p.tierStyle())
		}
	})
	return m
}

// tierLabels is the width of the widest quantity.
func (p *pricing) tierLabels() (most float64) {
	p.everyLine(func(l priceLine) {
		for _, t := range p.under(l) {
			most = max(most, p.width(p.from(t.From, l.Unit), p.hue.small()))
		}
	})
	return most
}

func (p *pricing) tierStyle() style { return p.hue.small().in(p.hue.ink) }

// drawUnder draws how often a price is paid, and quantities with their prices, each kind on one edge.
func (p *pricing) drawUnder(c priceColumn, top float64, l priceLine) {
	edge := c.x + c.w - 1.2
	label, st := p.hue.small(), p.tierStyle()
	number := min(p.tier.room(), c.w-2.4)
	if said := p.period(l); said != "" {
		p.right(edge, top, said, p.fit(said, label, c.w-2.4))
		top += label.lead
	}
	for _, t := range p.under(l) {
		said, from := p.said(t.Price, l), p.from(t.From, l.Unit)
		p.right(edge-number-tierGap, top, from, p.fit(from, label, max(c.w-2.4-number-tierGap, 8)))
		p.tier.draw(&p.press, edge, top, number, said, st)
		top += st.lead
	}
}
