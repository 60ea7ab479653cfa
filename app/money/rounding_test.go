package money

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func repeated(minor int64, n int, rate string) []TaxLine {
	lines := make([]TaxLine, n)
	for i := range lines {
		lines[i] = TaxLine{minor, MustDec(rate)}
	}
	return lines
}

func TestVATPerLineAndPerRate(t *testing.T) {
	for _, row := range []struct {
		lines            []TaxLine
		basis            Basis
		perLine, perRate int64
	}{
		{repeated(3333, 3, "22"), Net, 2199, 2200},
		{repeated(1999, 7, "20"), Net, 2800, 2799},
		{repeated(10000, 3, "22"), Gross, 5409, 5410},
		{repeated(1999, 7, "20"), Gross, 2331, 2332},
	} {
		for mode, want := range map[Rounding]int64{PerLine: row.perLine, PerRate: row.perRate} {
			sums, err := mode.VAT(row.lines, row.basis)
			if err != nil || len(sums) != 1 || sums[0].VAT != want || sums[0].Net+sums[0].VAT != sums[0].Gross {
				t.Errorf("%v per %s: %+v, %v; want VAT %d", row.lines, mode, sums, err, want)
			}
		}
	}
}

func TestVATSummaryIsHighestRateFirst(t *testing.T) {
	lines := []TaxLine{{100, MustDec("10")}, {200, MustDec("22.0")}, {300, Dec{}}, {400, MustDec("22")}}
	for _, mode := range []Rounding{PerLine, PerRate} {
		sums, err := mode.VAT(lines, Net)
		if err != nil || len(sums) != 3 || sums[0] != (RateSum{MustDec("22"), 600, 132, 732}) || sums[2].VAT != 0 {
			t.Errorf("per %s: %+v, %v", mode, sums, err)
		}
		total, err := TotalOf(sums)
		if err != nil || total != (RateSum{Dec{}, 1000, 142, 1142}) {
			t.Errorf("per %s: total %+v, %v", mode, total, err)
		}
	}
}

func TestRoundHalfUp(t *testing.T) {
	for _, row := range []struct {
		text   string
		places int
		want   string
	}{
		{"0.995", 2, "1"}, {"-0.995", 2, "-1"}, {"2.5", 0, "3"}, {"-2.5", 0, "-3"}, {"2.4999", 0, "2"}, {"1.005", 2, "1.01"}, {"-0.004", 2, "0"}, {"150", -2, "200"},
	} {
		if got := RoundHalfUp(MustDec(row.text), row.places); got.String() != row.want {
			t.Errorf("RoundHalfUp(%s, %d) = %s, want %s", row.text, row.places, got, row.want)
		}
	}
}

// TestRoundingIsNeverOffByMoreThanHalf compares with exact fractions: |rounded − exact| ≤ 1/2, and a half goes away from zero.
func TestRoundingIsNeverOffByMoreThanHalf(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		minor, rate := r.Int64N(2e12)-1e12, r.Int64N(10000)
		rateDec := scaled(rate, 2)
		of, err1 := VATOf(minor, rateDec)
		in, err2 := VATIn(minor, rateDec)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		product := new(big.Int).Mul(big.NewInt(minor), big.NewInt(rate))
		expectNearest(t, "VATOf", of, new(big.Rat).SetFrac(product, big.NewInt(10000)))
		expectNearest(t, "VATIn", in, new(big.Rat).SetFrac(product, big.NewInt(10000+rate)))
	}
}

func expectNearest(t *testing.T, what string, got int64, exact *big.Rat) {
	t.Helper()
	off := new(big.Rat).Sub(new(big.Rat).SetInt64(got), exact)
	half := big.NewRat(1, 2)
	away := off.Sign() == exact.Sign()
	if c := off.Abs(off).Cmp(half); c > 0 || (c == 0 && !away) {
		t.Fatalf("%s: %d is not the nearest to %s", what, got, exact.FloatString(6))
	}
}

// TestSumsOfLines checks that per line the summary is the sum of the lines, and that both modes keep net + VAT = gross
// and differ by no more than half a unit per line.
func TestSumsOfLines(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	rates := []string{"0", "5", "7", "10", "20", "22", "18.03"}
	for i := range 2000 {
		basis := []Basis{Net, Gross}[i%2]
		lines := make([]TaxLine, 1+r.IntN(40))
		var vat int64
		for j := range lines {
			lines[j] = TaxLine{r.Int64N(10_000_000) - 1_000_000, MustDec(rates[r.IntN(len(rates))])}
			one, err := LineSum(lines[j], basis)
			if err != nil {
				t.Fatal(err)
			}
			vat += one.VAT
		}
		perLine, perRate := total(t, PerLine, lines, basis), total(t, PerRate, lines, basis)
		if perLine.VAT != vat || perLine.Net+perLine.VAT != perLine.Gross || perRate.Net+perRate.VAT != perRate.Gross {
			t.Fatalf("lines %v: %+v, %+v, VAT of lines %d", lines, perLine, perRate, vat)
		}
		if diff := math.Abs(float64(perLine.VAT - perRate.VAT)); diff > float64(len(lines)+len(rates))/2 {
			t.Fatalf("modes differ by %v over %d lines", diff, len(lines))
		}
	}
}

func total(t *testing.T, mode Rounding, lines []TaxLine, basis Basis) RateSum {
	t.Helper()
	sums, err := mode.VAT(lines, basis)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := TotalOf(sums)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestOverflowIsReported(t *testing.T) {
	most, least := New(math.MaxInt64, RUB), New(math.MinInt64, RUB)
	one := New(1, RUB)
	checks := map[string]error{}
	_, checks["add"] = most.Add(one)
	_, checks["add below"] = least.Add(New(-1, RUB))
	_, checks["sub"] = least.Sub(one)
	_, checks["sub least"] = New(0, RUB).Sub(least)
	_, checks["neg"] = least.Neg()
	_, checks["times"] = most.Times(2)
	_, checks["times least"] = least.Times(-1)
	_, checks["sum"] = Sum(RUB, most, one)
	_, checks["to minor"] = ToMinor(MustDec("92233720368547758.08"), RUB)
	_, checks["percent"] = Percent(math.MaxInt64, MustDec("101"))
	_, checks["gross"] = LineSum(TaxLine{math.MaxInt64, DecInt(20)}, Net)
	_, checks["lines"] = VATPerLine(repeated(math.MaxInt64, 2, "0"), Net)
	_, checks["rates"] = VATPerRate(repeated(math.MaxInt64, 2, "0"), Net)
	for what, err := range checks {
		if !errors.Is(err, ErrOverflow) {
			t.Errorf("%s: want ErrOverflow, got %v", what, err)
		}
	}
	if got, err := least.Times(1); err != nil || got != least {
		t.Errorf("least × 1 = %v, %v", got, err)
	}
	if got, err := ToMinor(MustDec("92233720368547758.07"), RUB); err != nil || got != math.MaxInt64 {
		t.Errorf("largest sum: %d, %v", got, err)
	}
}

func TestCurrenciesAreNotMixed(t *testing.T) {
	rub, usd := New(100, RUB), New(100, USD)
	_, err1 := rub.Add(usd)
	_, err2 := rub.Sub(usd)
	_, err3 := rub.Cmp(usd)
	_, err4 := Sum(RUB, rub, usd)
	for _, err := range []error{err1, err2, err3, err4} {
		if !errors.Is(err, ErrCurrency) {
			t.Errorf("want ErrCurrency, got %v", err)
		}
	}
}

func TestTimesAgreesWithBigIntegers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20000 {
		a, n := int64(r.Uint64())>>r.IntN(64), int64(r.Uint64())>>r.IntN(64)
		exact := new(big.Int).Mul(big.NewInt(a), big.NewInt(n))
		got, err := New(a, RUB).Times(n)
		if exact.IsInt64() != (err == nil) || (err == nil && got.Minor != exact.Int64()) {
			t.Fatalf("%d × %d = %d, %v; want %s", a, n, got.Minor, err, exact)
		}
	}
}

func TestNegativeRateIsRefused(t *testing.T) {
	_, err1 := VATOf(100, DecInt(-20))
	_, err2 := VATIn(100, DecInt(-100))
	if !errors.Is(err1, ErrRate) || !errors.Is(err2, ErrRate) {
		t.Errorf("%v, %v; want ErrRate", err1, err2)
	}
}

func TestCurrencyNames(t *testing.T) {
	for text, want := range map[string]Currency{"руб.": RUB, "₽": RUB, "RUB": RUB, "usd": USD, "грн.": UAH, "£": GBP, "chf": "CHF"} {
		if got, ok := ParseCurrency(text); !ok || got != want {
			t.Errorf("ParseCurrency(%q) = %s, %v; want %s", text, got, ok, want)
		}
	}
	if c, ok := ParseCurrency("фантики"); ok {
		t.Errorf("unknown name gives %s", c)
	}
	if RUB.Digits() != 2 || Currency("JPY").Digits() != 0 || Currency("XXX").Digits() != 2 {
		t.Error("minor digits")
	}
}
