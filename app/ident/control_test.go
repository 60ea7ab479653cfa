package ident

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestOneControlDigitPasses proves of random numbers that exactly one control digit makes each of them right: rules ending
// in "mod 10" leave no number without one, as a rule that forgets it does.
func TestOneControlDigitPasses(t *testing.T) {
	random := rand.New(rand.NewPCG(515, 1997))
	for _, c := range []struct {
		kind   Kind
		start  string // what such numbers begin with
		digits int    // without the control digit
	}{{INN, "77", 9}, {OGRN, "1", 12}, {OGRN, "5", 12}, {OGRNIP, "3", 14}, {EDRPOU, "1", 7}, {EDRPOU, "3", 7}, {EDRPOU, "4", 7}, {EDRPOU, "9", 7}, {RNOKPP, "2", 9}} {
		for range 2000 {
			head := c.start
			for len(head) < c.digits {
				head += fmt.Sprint(random.IntN(10))
			}
			passed := 0
			for last := range 10 {
				if Check(c.kind, fmt.Sprintf("%s%d", head, last), Context{}).OK {
					passed++
				}
			}
			if passed != 1 {
				t.Fatalf("%s %s…: %d control digits pass", c.kind, head, passed)
			}
		}
	}
}

// TestEveryPairOfControlDigits proves the same of the two control digits of a person's number.
func TestEveryPairOfControlDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 11))
	for range 300 {
		head := fmt.Sprintf("50%08d", random.IntN(100_000_000))
		passed := 0
		for pair := range 100 {
			if Check(INN, fmt.Sprintf("%s%02d", head, pair), Context{}).OK {
				passed++
			}
		}
		if passed != 1 {
			t.Fatalf("%s…: %d pairs pass", head, passed)
		}
	}
}
