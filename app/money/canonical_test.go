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
