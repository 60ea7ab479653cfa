package trade

import (
	"fmt"

	"rapport/app/money"
)

// LineSum is one counted line, in minor units of the offer's currency.
type LineSum struct {
	Full     int64 // price × quantity
	Discount int64 // taken off, zero or more for a positive line
	Net      int64 // without VAT
	VAT      int64
	Gross    int64
	Share    int64 // of the discount on the whole offer, not taken off the sums above; with VAT where prices include it
	Rate     money.Dec
	Summed   bool // it is in the totals
}

// Total is what a set of lines comes to, in minor units.
type Total struct {
	Full            int64
	Discount        int64 // all that is taken off, the part of Whole included
	Whole           int64 // the discount on the whole offer
	Net, VAT, Gross int64
	Rates           []money.RateSum // highest rate first; lines without VAT stand in a row of rate 0
}

// SectionSum is a counted section. Its total is that of its lines as they are shown, before the discount on the whole
// offer.
type SectionSum struct {
	Lines []LineSum
	Total Total
}

// Sums is a counted offer: every sum that screen, list, paper and words show comes from here.
type Sums struct {
	Sections []SectionSum
	Once     Total
	Monthly  Total
	Yearly   Total
	// FirstYear is once + 12 × monthly + yearly.
	FirstYear Total
	// Recurring tells whether anything is paid by the month or by the year.
	Recurring bool
	// Options is the number of optional lines and alternatives that are in no total.
	Options int
}

// periods are the periods in the order their totals are shown.
var periods = []Period{Once, Monthly, Yearly}

// Main is the total a list shows for the offer: that of the main period.
func (s Sums) Main() Total { return s.Of(s.MainPeriod()) }

// MainPeriod is the period whose total speaks for the offer: once, or when nothing is paid once, what recurs. Where all is
// given away it is that of what would be paid.
func (s Sums) MainPeriod() Period {
	switch {
	case s.Once.Gross != 0 || !s.Recurring:
		return Once
	case s.Monthly.Gross != 0:
		return Monthly
	case s.Yearly.Gross != 0:
		return Yearly
	case s.Once.Full != 0:
		return Once
	case s.Monthly.Full != 0:
		return Monthly
	}
	return Yearly
}

// Count counts an offer in the order price × quantity, rounded; discount of the line, rounded; its share of the discount on
// the whole offer; VAT, rounded by the offer's mode. Optional and alternative lines are in no total until they are chosen
// in an accepted offer, lines of text count nothing.
// It fails only when a sum does not fit into 63 bits or a rate is below zero, and names the line.
func Count(o Offer) (Sums, error) {
	var s Sums
	for i, sec := range o.Sections {
		counted, err := countSection(o, sec)
		if err != nil {
			return Sums{}, fmt.Errorf("section %d: %w", i+1, err)
		}
		s.Sections = append(s.Sections, counted)
		for j, l := range sec.Lines {
			s.Recurring = s.Recurring || sec.Period != Once && !l.Text
			if l.Choice() && !counted.Lines[j].Summed {
				s.Options++
			}
		}
	}
	if err := s.share(o); err != nil {
		return Sums{}, fmt.Errorf("discount: %w", err)
	}
	return s, s.total(o)
}

// share gives every summed line its share of the discount on the whole offer: in per cent of each period's total, a sum
// off one of them.
func (s *Sums) share(o Offer) error {
	if o.Discount == (Discount{}) {
		return nil
	}
	lines, sums, totals := map[Period][]*LineSum{}, map[Period][]int64{}, map[Period]int64{}
	for i, sec := range o.Sections {
		for j := range s.Sections[i].Lines {
			l := &s.Sections[i].Lines[j]
			if !l.Summed {
				continue
			}
			lines[sec.Period] = append(lines[sec.Period], l)
			sums[sec.Period] = append(sums[sec.Period], base(o, *l))
			total, err := money.AddMinor(totals[sec.Period], base(o, *l))
			if err != nil {
				return err
			}
			totals[sec.Period] = total
		}
	}
	for _, p := range periods {
		if o.Discount.Percent.IsZero() && p != concerns(totals) {
			continue
		}
		_, shares, err := o.Discount.taken(sums[p], o.Currency)
		if err != nil {
			return err
		}
		for i, l := range lines[p] {
			l.Share = shares[i]
		}
	}
	return nil
}

// total counts the totals of each period and of the first year.
func (s *Sums) total(o Offer) error {
	for _, p := range periods {
		t, err := totalOf(o, s.linesOf(o, p))
		if err != nil {
			return fmt.Errorf("total: %w", err)
		}
		*s.of(p) = t
	}
	year, err := s.Once.plus(s.Monthly, Monthly.Times())
	if err == nil {
		year, err = year.plus(s.Yearly, 1)
	}
	if err != nil {
		return fmt.Errorf("first year: %w", err)
	}
	s.FirstYear = year
	return nil
}

// Of returns the total of one period.
func (s Sums) Of(p Period) Total { return *s.of(p) }

func (s *Sums) of(p Period) *Total {
	switch p {
	case Monthly:
		return &s.Monthly
	case Yearly:
		return &s.Yearly
	}
	return &s.Once
}

func (s *Sums) linesOf(o Offer, p Period) []LineSum {
	var lines []LineSum
	for i, sec := range o.Sections {
		if sec.Period == p {
			lines = append(lines, s.Sections[i].Lines...)
		}
	}
	return lines
}

func countSection(o Offer, sec Section) (SectionSum, error) {
	var out SectionSum
	in := o.summed(sec)
	for i, l := range sec.Lines {
		sum, err := CountLine(o, l)
		if err != nil {
			return out, fmt.Errorf("line %d: %w", i+1, err)
		}
		sum.Summed = in[i]
		out.Lines = append(out.Lines, sum)
	}
	var err error
	out.Total, err = totalOf(o, out.Lines)
	return out, err
}

// CountLine counts one line by itself, without the discount on the whole offer; its VAT is rounded per line whatever the
// offer's mode. A normal line is in the totals.
func CountLine(o Offer, l Line) (LineSum, error) {
	if l.Text {
		return LineSum{}, nil
	}
	full, err := money.Extend(l.Price, l.Quantity, o.Currency)
	if err != nil {
		return LineSum{}, err
	}
	off, err := money.Percent(full, l.Discount)
	if err != nil {
		return LineSum{}, err
	}
	rest, err := money.AddMinor(full, -off)
	if err != nil {
		return LineSum{}, err
	}
	sum := LineSum{Full: full, Discount: off, Rate: rateOf(o, l), Summed: l.Normal()}
	r, err := money.LineSum(money.TaxLine{Minor: rest, Rate: sum.Rate}, o.Basis())
	sum.Net, sum.VAT, sum.Gross = r.Net, r.VAT, r.Gross
	return sum, err
}

func rateOf(o Offer, l Line) money.Dec {
	if l.Exempt || !o.Taxed() {
		return money.Dec{}
	}
	return l.VAT
}

func base(o Offer, s LineSum) int64 {
	if o.Basis() == money.Gross {
		return s.Gross
	}
	return s.Net
}

// totalOf adds up the summed lines less their shares of the discount on the whole offer.
func totalOf(o Offer, lines []LineSum) (Total, error) {
	var t Total
	var taxed []money.TaxLine
	for _, l := range lines {
		if !l.Summed {
			continue
		}
		rest, err := addTo(&t, o, l)
		if err != nil {
			return t, err
		}
		taxed = append(taxed, money.TaxLine{Minor: rest, Rate: l.Rate})
	}
	var err error
	if t.Rates, err = o.Rounding.VAT(taxed, o.Basis()); err != nil {
		return t, err
	}
	sum, err := money.TotalOf(t.Rates)
	t.Net, t.VAT, t.Gross = sum.Net, sum.VAT, sum.Gross
	return t, err
}

// addTo adds what a line costs and what is taken off it, and returns what is left of it.
func addTo(t *Total, o Offer, l LineSum) (rest int64, err error) {
	off, err := money.AddMinor(l.Discount, l.Share)
	if err != nil {
		return 0, err
	}
	if t.Full, err = money.AddMinor(t.Full, l.Full); err != nil {
		return 0, err
	}
	if t.Discount, err = money.AddMinor(t.Discount, off); err != nil {
		return 0, err
	}
	if t.Whole, err = money.AddMinor(t.Whole, l.Share); err != nil {
		return 0, err
	}
	return money.AddMinor(base(o, l), -l.Share)
}

// plus adds n times another total, rate by rate.
func (t Total) plus(u Total, n int64) (Total, error) {
	var err error
	add := func(a, b int64) int64 {
		product, e := money.New(b, "").Times(n)
		if e != nil {
			err = e
			return 0
		}
		sum, e := money.AddMinor(a, product.Minor)
		if e != nil {
			err = e
		}
		return sum
	}
	out := Total{Full: add(t.Full, u.Full), Discount: add(t.Discount, u.Discount), Whole: add(t.Whole, u.Whole),
		Net: add(t.Net, u.Net), VAT: add(t.VAT, u.VAT), Gross: add(t.Gross, u.Gross)}
	out.Rates = append(out.Rates, t.Rates...)
	for _, r := range u.Rates {
		i := rowOf(&out.Rates, r.Rate)
		row := &out.Rates[i]
		row.Net, row.VAT, row.Gross = add(row.Net, r.Net), add(row.VAT, r.VAT), add(row.Gross, r.Gross)
	}
	return out, err
}

// rowOf finds the row of a rate, inserting an empty one where the order (highest first) wants it.
func rowOf(rows *[]money.RateSum, rate money.Dec) int {
	i := 0
	for i < len(*rows) && (*rows)[i].Rate.Cmp(rate) > 0 {
		i++
	}
	if i < len(*rows) && (*rows)[i].Rate == rate {
		return i
	}
	*rows = append(*rows, money.RateSum{})
	copy((*rows)[i+1:], (*rows)[i:])
	(*rows)[i] = money.RateSum{Rate: rate}
	return i
}
