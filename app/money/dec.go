package money

import (
	"cmp"
	"errors"
	"math/big"

	"github.com/shopspring/decimal"
)

// ErrDivision reports a division by zero.
var ErrDivision = errors.New("division by zero")

// Dec is an exact decimal number for quantities, prices, percents and rates.
// It keeps its canonical text, so equal numbers are equal with == and may be map keys; the zero value is 0.
type Dec struct{ text string }

// MaxDigits is the number of digits ParseDec accepts at most, before and after the point together.
const MaxDigits = 30

// DecInt returns the whole number n.
func DecInt(n int64) Dec { return fromDecimal(decimal.NewFromInt(n)) }

// MustDec reads a constant written in the program, such as "22" or "1234.5"; anything else panics.
func MustDec(text string) Dec {
	d, err := ParseDec(text)
	if err != nil {
		panic("money: bad constant " + text)
	}
	return d
}

// String is the canonical form for storage: a point, no groups, no trailing zeros, "1234.5".
func (d Dec) String() string {
	if d.text == "" {
		return "0"
	}
	return d.text
}

// IsZero says whether d is 0.
func (d Dec) IsZero() bool { return d.text == "" }

// Sign is -1, 0 or 1.
func (d Dec) Sign() int {
	switch {
	case d.text == "":
		return 0
	case d.text[0] == '-':
		return -1
	}
	return 1
}

// Cmp is -1, 0 or 1 as d is less than, equal to or greater than e.
func (d Dec) Cmp(e Dec) int {
	if a, b, _, ok := aligned(d, e); ok {
		return cmp.Compare(a, b)
	}
	return d.value().Cmp(e.value())
}

// Add returns d+e exactly.
func (d Dec) Add(e Dec) Dec {
	if a, b, places, ok := aligned(d, e); ok {
		return ofShort(a+b, places)
	}
	return fromDecimal(d.value().Add(e.value()))
}

// Sub returns d-e exactly.
func (d Dec) Sub(e Dec) Dec {
	if a, b, places, ok := aligned(d, e); ok {
		return ofShort(a-b, places)
	}
	return fromDecimal(d.value().Sub(e.value()))
}

// Mul returns d×e exactly.
func (d Dec) Mul(e Dec) Dec {
	if len(d.text)+len(e.text) <= shortest { // so has the product
		a, p, _ := short(d.text)
		b, q, _ := short(e.text)
		return ofShort(a*b, p+q)
	}
	return fromDecimal(d.value().Mul(e.value()))
}

// Neg returns -d.
func (d Dec) Neg() Dec { return fromDecimal(d.value().Neg()) }

// Abs returns d without its sign.
func (d Dec) Abs() Dec { return fromDecimal(d.value().Abs()) }

// Div returns d/e rounded half away from zero to so many decimal places, or ErrDivision.
func (d Dec) Div(e Dec, places int) (Dec, error) {
	if e.IsZero() {
		return Dec{}, ErrDivision
	}
	if q, ok := quotient(d, e, places); ok {
		return q, nil
	}
	return fromDecimal(d.value().DivRound(e.value(), int32(places))), nil
}

// Places is the number of digits after the point: 2 for 1.25, 0 for 100.
func (d Dec) Places() int {
	for i := range len(d.text) {
		if d.text[i] == '.' {
			return len(d.text) - i - 1
		}
	}
	return 0
}

// Float is the nearest float64, for charts and statistics only: never for money.
func (d Dec) Float() float64 { return d.value().InexactFloat64() }

// MarshalText writes the canonical form.
func (d Dec) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote, or anything ParseDec accepts; empty text is 0.
func (d *Dec) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Dec{}
		return nil
	}
	if isCanonical(text) {
		*d = Dec{string(text)}
		return nil
	}
	parsed, err := ParseDec(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func (d Dec) value() decimal.Decimal {
	if d.text == "" {
		return decimal.Zero
	}
	if n, places, ok := short(d.text); ok {
		return decimal.New(n, -places)
	}
	return decimal.RequireFromString(d.text)
}

func fromDecimal(v decimal.Decimal) Dec {
	if v.IsZero() {
		return Dec{}
	}
	return Dec{v.String()}
}

// scaled returns n / 10^digits.
func scaled(n int64, digits int) Dec {
	return fromDecimal(decimal.NewFromBigInt(big.NewInt(n), -int32(digits)))
}
