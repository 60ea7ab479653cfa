package trade

import (
	"math/rand/v2"
	"testing"

	"rapport/app/money"
)

func marginOffer() Offer {
	dec := money.MustDec
	return Offer{Currency: money.RUB, Tax: TaxGross, Rounding: money.PerLine, Discount: Discount{Percent: dec("10")}, Sections: []Section{
		{Lines: []Line{
			{Item: 1, Name: "a", Quantity: dec("2"), Price: dec("122"), VAT: dec("22")},
			{Item: 2, Name: "b", Quantity: dec("1"), Price: dec("61"), VAT: dec("22"), Discount: dec("50")},
			{Name: "by hand", Quantity: dec("1"), Price: dec("12.20"), VAT: dec("22")},
			{Item: 1, Name: "optional", Quantity: dec("5"), Price: dec("122"), VAT: dec("22"), Optional: true},
			{Item: 1, Name: "text", Text: true},
		}},
		{Period: Monthly, Lines: []Line{{Item: 1, Name: "monthly", Quantity: dec("1"), Price: dec("122"), VAT: dec("22")}}},
	}}
}

func costsOf(costs map[ItemID]string) func(Line) (money.Dec, bool) {
	return func(l Line) (money.Dec, bool) {
		c, known := costs[l.Item]
		if !known {
			return money.Dec{}, false
		}
		return money.MustDec(c), true
	}
}

func TestMarginIsWhatDiscountsLeaveWithoutVAT(t *testing.T) {
	o := marginOffer()
	s, err := Count(o)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.MarginOf(o, costsOf(map[ItemID]string{1: "60", 2: "40"}))
	if err != nil {
		t.Fatal(err)
	}
	// 2 × 122 less 10 % is 219.60, without 22 % VAT 180.00; 30.50 less 10 % is 27.45, without VAT 22.50
	if m.Net != 20250 || m.Cost != 16000 || len(m.Lines) != 3 || m.Costed() != 2 {
		t.Errorf("%+v", m)
	}
	if p, ok := m.Percent(); !ok || p != money.MustDec("21") {
		t.Errorf("%v, %v", p, ok)
	}
	if m.Lines[0].Below() || !m.Lines[1].Below() || m.Lines[2].Below() {
		t.Errorf("below its cost: %+v", m.Lines)
	}
	if _, ok := m.Lines[2].Percent(); ok {
		t.Error("a line of unknown cost has a margin")
	}
}

func TestMarginOfNothing(t *testing.T) {
	for name, o := range map[string]Offer{
		"no lines":    {Currency: money.RUB},
		"given away":  {Currency: money.RUB, Sections: []Section{{Lines: []Line{{Item: 1, Name: "a", Quantity: money.DecInt(1), Price: money.DecInt(10), Discount: money.DecInt(100)}}}}},
		"not counted": {Currency: money.RUB, Sections: []Section{{Lines: []Line{{Item: 1, Name: "a", Price: money.DecInt(10)}}}}},
	} {
		s, err := Count(o)
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.MarginOf(o, costsOf(map[ItemID]string{1: "5"}))
		if _, ok := m.Percent(); ok || err != nil {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

func TestMarginTooLargeIsAnError(t *testing.T) {
	o := Offer{Currency: money.RUB, Sections: []Section{{Lines: []Line{{Item: 1, Name: "a", Quantity: money.DecInt(1_000_000_000), Price: money.DecInt(1)}}}}}
	s, err := Count(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.MarginOf(o, costsOf(map[ItemID]string{1: "1000000000000"})); err == nil {
		t.Error("a sum beyond 63 bits was counted")
	}
}

// With every cost nought the margin is the whole net total, whatever discounts there are.
func TestWhatCostsNothingLeavesTheWholeNet(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		o := Offer{Currency: money.RUB, Rounding: money.PerLine, Tax: []TaxMode{TaxNet, TaxGross, TaxNone}[dice.IntN(3)],
			Discount: Discount{Percent: money.DecInt(int64(dice.IntN(60)))}}
		var sec Section
		for range 1 + dice.IntN(8) {
			sec.Lines = append(sec.Lines, Line{Item: 1, Name: "x", Quantity: money.DecInt(int64(1 + dice.IntN(9))),
				Price: money.DecInt(int64(1 + dice.IntN(90000))), VAT: money.DecInt([]int64{0, 10, 22}[dice.IntN(3)]), Discount: money.DecInt(int64(dice.IntN(30)))})
		}
		o.Sections = []Section{sec}
		s, err := Count(o)
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.MarginOf(o, func(Line) (money.Dec, bool) { return money.Dec{}, true })
		if err != nil || m.Net != s.Once.Net || m.Cost != 0 {
			t.Fatalf("%+v: net %d, margin %+v, %v", o, s.Once.Net, m, err)
		}
	}
}
