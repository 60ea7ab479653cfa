package trade

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"rapport/app/money"
)

func TestNeatPrices(t *testing.T) {
	for _, c := range []struct {
		neat     Neat
		in, want string
	}{
		{NeatCent, "12.345", "12.35"}, {NeatOne, "12.5", "13"}, {NeatTen, "1234.9", "1230"}, {NeatTen, "1235", "1240"}, {NeatHundred, "1249", "1200"},
		{NeatNine, "1233", "1229"}, {NeatNine, "1234", "1239"}, {NeatNine, "1235", "1239"}, {NeatNine, "3", "9"}, {NeatNinety, "1234", "1190"}, {NeatNinety, "1245", "1290"},
		{NeatPenny, "4.2", "3.99"}, {NeatPenny, "0.1", "0.99"}, {NeatTen, "2", "10"}, {"", "1.239", "1.24"},
	} {
		if got := c.neat.Round(money.MustDec(c.in)); got != money.MustDec(c.want) {
			t.Errorf("%s of %s is %s, want %s", c.neat, c.in, got, c.want)
		}
	}
}

// TestNeatPricesAreNear proves that a neat price is a step of its kind, no further off than half a step, and does not
// change when it is rounded again.
func TestNeatPricesAreNear(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		price, err := money.DecInt(dice.Int64N(100_000_000)+1).Div(money.DecInt(10_000), 4)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range Neats {
			got, step := n.Round(price), neatSteps[n]
			if got.Sign() <= 0 || n.Round(got) != got {
				t.Fatalf("%s of %s is %s, and again %s", n, price, got, n.Round(got))
			}
			times, err := got.Add(step[1]).Div(step[0], exact)
			if err != nil || times.Places() != 0 {
				t.Fatalf("%s of %s is %s", n, price, got)
			}
			if off := got.Sub(price).Abs(); off.Mul(money.DecInt(2)).Cmp(step[0]) > 0 && got != step[0].Sub(step[1]) {
				t.Fatalf("%s of %s is %s, %s away", n, price, got, off)
			}
		}
	}
}

func TestReprice(t *testing.T) {
	d := money.MustDec
	for name, c := range map[string]struct {
		r              Reprice
		old, cost      string
		priced, costed bool
		want           string
		known          bool
	}{
		"per cent":       {Reprice{How: RepriceByPercent, Value: d("7.5"), Neat: NeatCent}, "1000", "0", true, false, "1075", true},
		"less":           {Reprice{How: RepriceByPercent, Value: d("-10"), Neat: NeatOne}, "999", "0", true, false, "899", true},
		"sum":            {Reprice{How: RepriceBySum, Value: d("50"), Neat: NeatNine}, "1000", "0", true, false, "1049", true},
		"below nought":   {Reprice{How: RepriceBySum, Value: d("-2000"), Neat: NeatNine}, "1000", "0", true, false, "0", true},
		"all of it":      {Reprice{How: RepriceByPercent, Value: d("-100"), Neat: NeatCent}, "1000", "0", true, false, "0", true},
		"upon the cost":  {Reprice{How: RepriceByCost, Value: d("35"), Neat: NeatTen}, "0", "744.44", false, true, "1000", true},
		"no price yet":   {Reprice{How: RepriceByPercent, Value: d("5")}, "0", "10", false, true, "0", false},
		"cost not known": {Reprice{How: RepriceByCost, Value: d("5")}, "10", "0", true, false, "0", false},
	} {
		got, known := c.r.Price(d(c.old), c.priced, d(c.cost), c.costed)
		if known != c.known || known && got != d(c.want) {
			t.Errorf("%s: %s %v, want %s %v", name, got, known, c.want, c.known)
		}
	}
}

func TestCosting(t *testing.T) {
	d := money.MustDec
	c := Costing{Home: "RUB", Country: "RU", Rates: ShippedTaxRates(), Exchanges: []Exchange{
		{Currency: "EUR", Day: "2026-01-01", Rate: d("90")}, {Currency: "EUR", Day: "2026-06-01", Rate: d("100")}, {Currency: "EUR", Day: "2027-01-01", Rate: d("7")}}}
	for name, x := range map[string]struct {
		cost  string
		in    money.Currency
		tax   TaxClass
		list  PriceList
		want  string
		known bool
	}{
		"own currency":        {"600", "", "", PriceList{Currency: "RUB"}, "600", true},
		"with VAT":            {"600", "RUB", TaxStandard, PriceList{Currency: "RUB", Gross: true}, "732", true},
		"reduced":             {"600", "RUB", TaxReduced, PriceList{Currency: "RUB", Gross: true}, "660", true},
		"from euro":           {"6", "EUR", "", PriceList{Currency: "RUB"}, "600", true},
		"into euro":           {"600", "", "", PriceList{Currency: "EUR"}, "6", true},
		"no rate of exchange": {"600", "USD", "", PriceList{Currency: "RUB"}, "", false},
		"not known":           {"0", "", "", PriceList{Currency: "RUB"}, "", false},
	} {
		got, known := c.Cost(d(x.cost), x.in, x.tax, x.list, "2026-11-24")
		if known != x.known || known && got != d(x.want) {
			t.Errorf("%s: %s %v, want %s %v", name, got, known, x.want, x.known)
		}
	}
	if got := (Costing{Country: "XX", Own: d("13")}).VAT("", "2026-11-24"); got != d("13") {
		t.Errorf("where the tables know nothing the firm's own rate holds, not %s", got)
	}
	if m, ok := Margin(d("1000"), d("600")); !ok || m != d("40") {
		t.Errorf("margin %s %v", m, ok)
	}
	if m, ok := Margin(d("500"), d("600")); !ok || m != d("-20") {
		t.Errorf("margin below cost %s %v", m, ok)
	}
	if _, ok := Margin(money.Dec{}, d("600")); ok {
		t.Error("a price of nought has a margin")
	}
}

// TestItemCostIsReadWhereAnItemIs compares what is read of a stored item with what the item says.
func TestItemCostIsReadWhereAnItemIs(t *testing.T) {
	item := Item{ID: 7, Article: "А-1", Name: "Доска", Description: "…", Tax: TaxReduced, Cost: money.MustDec("12.5"), CostIn: "USD", Features: []Feature{{Name: "Цвет"}}}
	body, err := json.Marshal(item)
	var got ItemCost
	if err != nil || json.Unmarshal(body, &got) != nil || got != item.Costs() {
		t.Errorf("%+v, want %+v, %v", got, item.Costs(), err)
	}
}
