package text

import (
	"strconv"
	"strings"
)

// nbsp groups digits and ties numbers to their units in Russian and Ukrainian.
const nbsp = "\u00a0"

// Int writes n with its digits in groups of three: "12 345" with non-breaking spaces (ru, uk) or "12,345" (en).
// The minus is the hyphen-minus.
func (l Lang) Int(n int) string {
	return l.grouped(strconv.Itoa(n))
}

// Decimal writes x rounded to the given number of decimal places, digits grouped: "1 234,50" (ru, uk), "1,234.50" (en).
// It is for shares, hours and other measures; money has its own exact type.
func (l Lang) Decimal(x float64, places int) string {
	digits := strconv.FormatFloat(x, 'f', max(places, 0), 64)
	if strings.Trim(digits, "-0.") == "" {
		digits = strings.TrimPrefix(digits, "-")
	}
	whole, fraction, has := strings.Cut(digits, ".")
	if !has {
		return l.grouped(whole)
	}
	return l.grouped(whole) + l.point() + fraction
}

// Percent writes a share (1 = the whole) as per cent with the given decimal places: "42,5 %" with a non-breaking space
// (ru), "42,5%" (uk), "42.5%" (en), as CLDR has it.
func (l Lang) Percent(share float64, places int) string {
	sign := "%"
	if l == RU {
		sign = nbsp + "%"
	}
	return l.Decimal(share*100, places) + sign
}

func (l Lang) point() string {
	if l == RU || l == UK {
		return ","
	}
	return "."
}

func (l Lang) separator() string {
	if l == RU || l == UK {
		return nbsp
	}
	return ","
}

// grouped puts the separator between the thousands of a run of digits with an optional minus; other text (NaN, +Inf)
// passes unchanged.
func (l Lang) grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= 3 || digits[0] < '0' || digits[0] > '9' {
		return sign + digits
	}
	var b strings.Builder
	b.WriteString(sign)
	head := len(digits) % 3
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += 3 {
		if i > 0 {
			b.WriteString(l.separator())
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}
