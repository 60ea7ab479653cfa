package trade

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rapport/app/money"
)

// tender are currencies of all kinds of minor units: of a hundredth, of a thousandth, and none.
var tender = []money.Currency{"RUB", "USD", "EUR", "JPY", "KWD"}

// anyWorth is a rate for each currency, above nought.
func anyWorth(r *rand.Rand) Worth {
	w := Worth{"RUB": money.DecInt(1)}
	for _, c := range tender[1:] {
		w[c] = money.DecInt(1 + r.Int64N(1_000_000_000)).Mul(money.MustDec([]string{"1", "0.0001", "0.0000001"}[r.IntN(3)]))
	}
	return w
}

func anyAmount(r *rand.Rand) money.Dec {
	d := money.DecInt(r.Int64N(2_000_000_000_000) - 1_000_000_000_000)
	return d.Mul(money.MustDec([]string{"1", "0.01", "0.0001", "1000000", "0.00000000000000001"}[r.IntN(5)]))
}

// TestRecalculationLosesHalfAMinorUnitAtMost compares with the exact quotient.
func TestRecalculationLosesHalfAMinorUnitAtMost(t *testing.T) {
	for seed := range uint64(6000) {
		r := rand.New(rand.NewPCG(seed, 7))
		w, v := anyWorth(r), anyAmount(r)
		from, to := tender[r.IntN(len(tender))], tender[r.IntN(len(tender))]
		now, known := w.Turn(v, from, to)
		if !known {
			t.Fatalf("seed %d: no rate in %v", seed, w)
		}
		if from == to {
			if now != v {
				t.Fatalf("seed %d: %s %s became %s", seed, v, to, now)
			}
			continue
		}
		// |now·w(to) − v·w(from)| × 2 ≤ one minor unit × w(to), without a division
		off := now.Mul(w[to]).Sub(v.Mul(w[from])).Abs().Mul(money.DecInt(2))
		if off.Cmp(money.New(1, to).Decimal().Mul(w[to])) > 0 {
			t.Fatalf("seed %d: %s %s at %s/%s became %s %s", seed, v, from, w[from], w[to], now, to)
		}
		if now.Places() > to.Digits() {
			t.Fatalf("seed %d: %s has digits %s knows not", seed, now, to)
		}
	}
}

// TestAmountsComeBackAsTheyWere takes amounts through currencies at random, now recalculated and now not: back in the
// first one they are what they were, and in each other as if they had come there straight.
func TestAmountsComeBackAsTheyWere(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 11))
		w, v := anyWorth(r), anyAmount(r)
		first := tender[r.IntN(len(tender))]
		at, value, origin := first, v, Origin{}
		for range 1 + r.IntN(6) {
			to := tender[r.IntN(len(tender))]
			if to == at {
				continue
			}
			value, origin = origin.Moved(value, at, to)
			at = to
			if _, waits := origin.Awaits(value, at); waits && r.IntN(2) == 0 {
				again, known := origin.Recalculated(at, w)
				if !known {
					t.Fatalf("seed %d: no rate", seed)
				}
				origin, value = again, again.Now
				if straight, _ := w.Turn(v, first, at); straight != value {
					t.Fatalf("seed %d: %s by a detour, %s straight", seed, value, straight)
				}
				if _, still := origin.Awaits(value, at); still {
					t.Fatalf("seed %d: recalculated and still waiting", seed)
				}
			}
		}
		if back, left := origin.Moved(value, at, first); at != first && (back != v || left != (Origin{})) {
			t.Fatalf("seed %d: %s %s came back as %s, %+v", seed, v, first, back, left)
		}
	}
}

func TestOrigins(t *testing.T) {
	worth := Worth{"RUB": money.DecInt(1), "USD": money.DecInt(80), "EUR": money.DecInt(100)}
	dec := money.MustDec
	price, origin := Origin{}.Moved(dec("1000.55"), "RUB", "USD")
	if in, waits := origin.Awaits(price, "USD"); price != dec("1000.55") || !waits || in != "RUB" {
		t.Fatalf("%s %+v", price, origin)
	}
	origin, _ = origin.Recalculated("USD", worth)
	if origin.Now != dec("12.51") {
		t.Errorf("%s $", origin.Now)
	}
	for name, c := range map[string]struct {
		typed  money.Dec
		to     money.Currency
		want   money.Dec
		origin Origin
	}{
		"back untouched":       {dec("12.51"), "RUB", dec("1000.55"), Origin{}},
		"on, untouched":        {dec("12.51"), "EUR", dec("12.51"), origin},
		"typed since":          {dec("13"), "RUB", dec("13"), OriginOf(dec("13"), "USD")},
		"typed since, and on":  {dec("13"), "EUR", dec("13"), OriginOf(dec("13"), "USD")},
		"nought typed since":   {money.Dec{}, "EUR", money.Dec{}, Origin{}},
		"the same typed again": {dec("12.510"), "RUB", dec("1000.55"), Origin{}},
	} {
		got, left := origin.Moved(c.typed, "USD", c.to)
		if got != c.want || left != c.origin {
			t.Errorf("%s: %s %+v", name, got, left)
		}
	}
	if _, known := OriginOf(dec("1"), "GBP").Recalculated("USD", worth); known {
		t.Error("recalculated without a rate")
	}
	second := Origin{Currency: "GBP", Value: dec("10"), In: "EUR", Now: dec("12")}
	if again, known := second.Recalculated("USD", worth); !known || again.Now != dec("15") || again.Value != dec("10") {
		t.Errorf("where the first rate is not known any more: %+v", again)
	}
}

func TestTinyAmountsComeBackFromNought(t *testing.T) {
	worth := Worth{"RUB": money.DecInt(1), "USD": money.DecInt(100)}
	price, origin := Origin{}.Moved(money.MustDec("0.003"), "RUB", "USD")
	origin, _ = origin.Recalculated("USD", worth)
	if price = origin.Now; !price.IsZero() {
		t.Fatal(price)
	}
	if back, _ := origin.Moved(price, "USD", "RUB"); back != money.MustDec("0.003") {
		t.Error(fmt.Sprint("came back as ", back))
	}
}
