package trade

import "rapport/app/money"

// OfferMargin is what the main total of an offer leaves once what is sold has been paid for. It is for the owner's eyes only.
type OfferMargin struct {
	Net   int64 // what the lines bring whose cost is known, without VAT and after all discounts, in minor units
	Cost  int64 // what they cost, in minor units of the same currency
	Lines []LineMargin
}

// LineMargin is what one line of the main total brings and costs.
type LineMargin struct {
	At    LineAt
	Net   int64 // without VAT and after all discounts, in minor units
	Cost  int64
	Known bool // the cost is
}

// Below reports whether the line is sold below its cost.
func (l LineMargin) Below() bool { return l.Known && l.Net < l.Cost }

// Left is what remains, in minor units.
func (m OfferMargin) Left() int64 { return m.Net - m.Cost }

// Percent is what remains in per cent of what the lines bring, to one digit; false when they bring nothing.
func (m OfferMargin) Percent() (money.Dec, bool) { return marginOf(m.Net, m.Cost) }

// Percent is what the line leaves in per cent of what it brings, to one digit; false when that is nothing or not known.
func (l LineMargin) Percent() (money.Dec, bool) {
	m, ok := marginOf(l.Net, l.Cost)
	return m, ok && l.Known
}

func marginOf(net, cost int64) (money.Dec, bool) {
	return Margin(money.DecInt(net), money.DecInt(cost))
}

// Costed is how many lines there are whose cost is known.
func (m OfferMargin) Costed() int {
	n := 0
	for _, l := range m.Lines {
		if l.Known {
			n++
		}
	}
	return n
}

// MarginOf counts the margin of a counted offer. The cost of one unit of a line without VAT, in major units of the offer's
// currency, is asked for; false when it is not known. It fails when a sum does not fit into 63 bits.
func (s Sums) MarginOf(o Offer, cost func(Line) (money.Dec, bool)) (OfferMargin, error) {
	var m OfferMargin
	period := s.MainPeriod()
	for i, sec := range o.Sections {
		if sec.Period != period {
			continue
		}
		for j, l := range sec.Lines {
			sum := s.Sections[i].Lines[j]
			if !sum.Summed || l.Text {
				continue
			}
			one, known := cost(l)
			if err := m.add(o, LineMargin{At: LineAt{Section: i, Line: j}, Known: known}, sum, one); err != nil {
				return m, err
			}
		}
	}
	return m, nil
}

func (m *OfferMargin) add(o Offer, l LineMargin, sum LineSum, one money.Dec) error {
	brings, err := money.LineSum(money.TaxLine{Minor: base(o, sum) - sum.Share, Rate: sum.Rate}, o.Basis())
	if err != nil {
		return err
	}
	l.Net = brings.Net
	if l.Known {
		if l.Cost, err = money.Extend(one, o.Sections[l.At.Section].Lines[l.At.Line].Quantity, o.Currency); err != nil {
			return err
		}
		if m.Net, err = money.AddMinor(m.Net, l.Net); err != nil {
			return err
		}
		if m.Cost, err = money.AddMinor(m.Cost, l.Cost); err != nil {
			return err
		}
	}
	m.Lines = append(m.Lines, l)
	return nil
}

// Margin is what is left of a price after the cost in the same terms, in per cent of the price to one digit; false for a
// price of nought.
func Margin(price, cost money.Dec) (money.Dec, bool) {
	if price.Sign() <= 0 {
		return money.Dec{}, false
	}
	m, err := price.Sub(cost).Mul(hundred).Div(price, 1)
	return m, err == nil
}
