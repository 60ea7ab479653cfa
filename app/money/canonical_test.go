package money

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestShortNumbersAreReadAsAllAre compares the quick ways with those for any text, on numbers and on what is none.
func TestShortNumbersAreReadAsAllAre(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	quick := 0
	for range 200_000 {
		var b strings.Builder
		for range 1 + r.IntN(22) {
			b.WriteByte("0011223456789.-, "[r.IntN(17)])
		}
		text := b.String()
		want, err := ParseDec(text)
		var got Dec
		if bad := got.UnmarshalText([]byte(text)); (bad == nil) != (err == nil) || got != want {
			t.Fatalf("%q is read as %q, %v; want %q, %v", text, got.text, bad, want.text, err)
		}
		if isCanonical([]byte(text)) {
			quick++
		}
		if err == nil && want.text != "" && !want.value().Equal(decimal.RequireFromString(want.text)) {
			t.Fatalf("%q has the value %s", want.text, want.value())
		}
		if err == nil && want.text != "" && len(want.text) <= shortest && !isCanonical([]byte(want.text)) {
			t.Fatalf("%q is not taken as it is", want.text)
		}
	}
	if quick < 1000 {
		t.Errorf("only %d texts were taken as they are", quick)
	}
}

// TestShortNumbersAreCountedAsAllAre compares what is counted in 64 bits with what is counted in as many as it takes.
func TestShortNumbersAreCountedAsAllAre(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	number := func() Dec {
		digits := r.IntN(19)
		n := decimal.NewFromInt(r.Int64N(1 << (3 * max(digits, 1)))) // so that few digits are as frequent as many
		if r.IntN(3) == 0 {
			n = n.Neg()
		}
		return fromDecimal(n.Shift(int32(-r.IntN(digits + 1))))
	}
	for range 100_000 {
		d, e, places := number(), number(), r.IntN(11)
		if r.IntN(4) == 0 {
			e = []Dec{DecInt(100), MustDec("0.01"), d, d.Neg(), DecInt(2), MustDec("-0.5")}[r.IntN(6)]
		}
		x, y := d.value(), e.value()
		for what, pair := range map[string][2]Dec{
			"+": {d.Add(e), fromDecimal(x.Add(y))}, "-": {d.Sub(e), fromDecimal(x.Sub(y))}, "×": {d.Mul(e), fromDecimal(x.Mul(y))},
			"rounded": {RoundHalfUp(d, places), fromDecimal(x.Round(int32(places)))}, "compared": {DecInt(int64(d.Cmp(e))), DecInt(int64(x.Cmp(y)))},
		} {
			if pair[0] != pair[1] {
				t.Fatalf("%s %s %s (%d): %s, want %s", d, what, e, places, pair[0], pair[1])
			}
		}
		if e.IsZero() {
			continue
		}
		if got, err := d.Div(e, places); err != nil || got != fromDecimal(x.DivRound(y, int32(places))) {
			t.Fatalf("%s / %s (%d): %s, want %s (%v)", d, e, places, got, x.DivRound(y, int32(places)), err)
		}
	}
}
