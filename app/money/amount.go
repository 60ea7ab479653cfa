package money

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// ErrCurrency reports that two amounts of different currencies were to be added or compared.
var ErrCurrency = errors.New("currencies differ")

// ErrOverflow reports that a result does not fit into a 64-bit number of minor units.
var ErrOverflow = errors.New("amount too large")

// Amount is a sum of money in whole minor units (kopecks, pence) of a currency.
type Amount struct {
	Minor    int64
	Currency Currency
}

// New returns the amount of minor units in the currency.
func New(minor int64, c Currency) Amount { return Amount{Minor: minor, Currency: c} }

// Add returns a+b; ErrCurrency when the currencies differ, ErrOverflow when the sum does not fit.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, mismatch(a, b)
	}
	sum, err := AddMinor(a.Minor, b.Minor)
	if err != nil {
		return Amount{}, err
	}
	return Amount{sum, a.Currency}, nil
}

// Sub returns a-b; ErrCurrency when the currencies differ, ErrOverflow when the difference does not fit.
func (a Amount) Sub(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, mismatch(a, b)
	}
	diff := a.Minor - b.Minor
	if (b.Minor > 0 && diff > a.Minor) || (b.Minor < 0 && diff < a.Minor) {
		return Amount{}, ErrOverflow
	}
	return Amount{diff, a.Currency}, nil
}

// Neg returns -a, or ErrOverflow for the single value that has no opposite.
func (a Amount) Neg() (Amount, error) {
	if a.Minor == math.MinInt64 {
		return Amount{}, ErrOverflow
	}
	return Amount{-a.Minor, a.Currency}, nil
}

// Times returns a×n for a whole n, or ErrOverflow.
func (a Amount) Times(n int64) (Amount, error) {
	hi, lo := bits.Mul64(magnitude(a.Minor), magnitude(n))
	negative := (a.Minor < 0) != (n < 0)
	switch {
	case hi != 0 || lo > 1<<63 || (lo == 1<<63 && !negative):
		return Amount{}, ErrOverflow
	case negative:
		return Amount{int64(-lo), a.Currency}, nil
	}
	return Amount{int64(lo), a.Currency}, nil
}

// Cmp returns -1, 0 or 1 as a is less than, equal to or greater than b, or ErrCurrency.
func (a Amount) Cmp(b Amount) (int, error) {
	if a.Currency != b.Currency {
		return 0, mismatch(a, b)
	}
	switch {
	case a.Minor < b.Minor:
		return -1, nil
	case a.Minor > b.Minor:
		return 1, nil
	}
	return 0, nil
}

// IsZero says whether the amount is nothing, in whatever currency.
func (a Amount) IsZero() bool { return a.Minor == 0 }

// Decimal is the amount in major units: 123450 kopecks are 1234.5.
func (a Amount) Decimal() Dec { return scaled(a.Minor, a.Currency.Digits()) }

// String is for logs and tests: "1234.50 RUB".
func (a Amount) String() string {
	digits := a.Currency.Digits()
	return a.Decimal().value().StringFixed(int32(digits)) + " " + string(a.Currency)
}

// Sum adds amounts of the currency c; with no amounts it is zero of c.
func Sum(c Currency, amounts ...Amount) (Amount, error) {
	total := Amount{Currency: c}
	for _, a := range amounts {
		next, err := total.Add(a)
		if err != nil {
			return Amount{}, err
		}
		total = next
	}
	return total, nil
}

// AddMinor adds two numbers of minor units and reports overflow instead of wrapping.
func AddMinor(a, b int64) (int64, error) {
	sum := a + b
	if (b > 0 && sum < a) || (b < 0 && sum > a) {
		return 0, ErrOverflow
	}
	return sum, nil
}

func mismatch(a, b Amount) error {
	return fmt.Errorf("%w: %s and %s", ErrCurrency, a.Currency, b.Currency)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
