package money

import (
	"errors"
	"sort"

	"github.com/shopspring/decimal"
)

// Rounding says where VAT is rounded to minor units. It is stored in each offer, so that a reprint never changes.
type Rounding string

const (
	// PerLine rounds the VAT of every line; the total is the sum of lines (customary in RU and UA).
	PerLine Rounding = "line"
	// PerRate sums the lines of one rate and rounds once (EN 16931, rule BR-CO-17; customary in the EU and UK).
	PerRate Rounding = "rate"
)

// Valid says whether r is one of the two known modes.
func (r Rounding) Valid() bool { return r == PerLine || r == PerRate }

// DefaultRounding is the customary mode in a country (ISO 3166 code): per line in RU, UA, BY and KZ, per rate elsewhere.
func DefaultRounding(country string) Rounding {
	switch country {
	case "RU", "UA", "BY", "KZ":
		return PerLine
	}
	return PerRate
}

// Basis says whether the sums of lines are without VAT or with it.
type Basis string

const (
	// Net sums are without VAT: VAT is added.
	Net Basis = "net"
	// Gross sums include VAT: it is extracted as gross × rate / (100 + rate).
	Gross Basis = "gross"
)

// ErrRate reports a tax rate below 0 %.
var ErrRate = errors.New("tax rate below zero")

// TaxLine is one line of a paper: its sum in minor units, after discount, and its VAT rate in percent.
type TaxLine struct {
	Minor int64
	Rate  Dec
}

// RateSum is one row of the VAT summary, all in minor units; Net + VAT = Gross always.
type RateSum struct {
	Rate            Dec
	Net, VAT, Gross int64
}

// RoundHalfUp rounds to so many decimal places, a half going away from zero.
func RoundHalfUp(d Dec, places int) Dec {
	if places >= 0 && d.Places() <= places {
		return d
	}
	return fromDecimal(d.value().Round(int32(places)))
}

// ToMinor turns major units into minor ones, rounding half away from zero; ErrOverflow when they do not fit.
func ToMinor(d Dec, c Currency) (int64, error) {
	return wholeMinor(d.value().Shift(int32(c.Digits())))
}

// FromDec is ToMinor as an Amount.
func FromDec(d Dec, c Currency) (Amount, error) {
	minor, err := ToMinor(d, c)
	if err != nil {
		return Amount{}, err
	}
	return Amount{minor, c}, nil
}

// Extend is price × quantity rounded to minor units, the first step of a line.
func Extend(price, quantity Dec, c Currency) (int64, error) { return ToMinor(price.Mul(quantity), c) }

// Percent is minor × percent / 100, rounded half away from zero: a discount of a sum, for example.
func Percent(minor int64, percent Dec) (int64, error) {
	return wholeMinor(decimal.NewFromInt(minor).Mul(percent.value()).Shift(-2))
}

// VATOf is the VAT in minor units upon a net sum.
func VATOf(net int64, rate Dec) (int64, error) {
	if rate.Sign() < 0 {
		return 0, ErrRate
	}
	return Percent(net, rate)
}

// VATIn is the VAT in minor units contained in a gross sum: gross × rate / (100 + rate).
func VATIn(gross int64, rate Dec) (int64, error) {
	if rate.Sign() < 0 {
		return 0, ErrRate
	}
	r := rate.value()
	return wholeMinor(decimal.NewFromInt(gross).Mul(r).DivRound(r.Add(decimal.NewFromInt(100)), 0))
}

// LineSum is the net, VAT and gross of one line, rounded by itself.
func LineSum(line TaxLine, basis Basis) (RateSum, error) {
	if basis == Gross {
		vat, err := VATIn(line.Minor, line.Rate)
		return RateSum{line.Rate, line.Minor - vat, vat, line.Minor}, err
	}
	vat, err := VATOf(line.Minor, line.Rate)
	if err != nil {
		return RateSum{}, err
	}
	gross, err := AddMinor(line.Minor, vat)
	return RateSum{line.Rate, line.Minor, vat, gross}, err
}

// VATPerLine sums lines by rate, highest rate first; VAT is rounded in every line.
func VATPerLine(lines []TaxLine, basis Basis) ([]RateSum, error) {
	sums := map[Dec]RateSum{}
	for _, line := range lines {
		one, err := LineSum(line, basis)
		if err != nil {
			return nil, err
		}
		if sums[line.Rate], err = sums[line.Rate].plus(one); err != nil {
			return nil, err
		}
	}
	return highestFirst(sums), nil
}

// VATPerRate sums lines by rate, highest rate first; VAT is rounded once per rate.
func VATPerRate(lines []TaxLine, basis Basis) ([]RateSum, error) {
	totals := map[Dec]int64{}
	for _, line := range lines {
		total, err := AddMinor(totals[line.Rate], line.Minor)
		if err != nil {
			return nil, err
		}
		totals[line.Rate] = total
	}
	sums := map[Dec]RateSum{}
	for rate, total := range totals {
		one, err := LineSum(TaxLine{total, rate}, basis)
		if err != nil {
			return nil, err
		}
		sums[rate] = one
	}
	return highestFirst(sums), nil
}

// VAT sums lines by rate in the given mode, highest rate first; an unknown mode counts per line.
func (r Rounding) VAT(lines []TaxLine, basis Basis) ([]RateSum, error) {
	if r == PerRate {
		return VATPerRate(lines, basis)
	}
	return VATPerLine(lines, basis)
}

// TotalOf adds up the rows of a VAT summary; the Rate of the result is meaningless.
func TotalOf(sums []RateSum) (RateSum, error) {
	var total RateSum
	for _, s := range sums {
		next, err := total.plus(s)
		if err != nil {
			return RateSum{}, err
		}
		total = next
	}
	total.Rate = Dec{}
	return total, nil
}

func (s RateSum) plus(t RateSum) (RateSum, error) {
	net, err1 := AddMinor(s.Net, t.Net)
	vat, err2 := AddMinor(s.VAT, t.VAT)
	gross, err3 := AddMinor(s.Gross, t.Gross)
	return RateSum{t.Rate, net, vat, gross}, errors.Join(err1, err2, err3)
}

func highestFirst(sums map[Dec]RateSum) []RateSum {
	rows := make([]RateSum, 0, len(sums))
	for _, s := range sums {
		rows = append(rows, s)
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Rate.Cmp(rows[j].Rate) > 0 })
	return rows
}

func wholeMinor(v decimal.Decimal) (int64, error) {
	n := v.Round(0).BigInt()
	if !n.IsInt64() {
		return 0, ErrOverflow
	}
	return n.Int64(), nil
}
