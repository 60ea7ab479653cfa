package trade

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"rapport/app/money"
)

// chance makes an offer of any shape; negative, optional, exempt and free lines are among its lines.
func chance(r *rand.Rand) Offer {
	pick := func(words ...string) money.Dec { return dec(words[r.IntN(len(words))]) }
	o := offer([]TaxMode{TaxNet, TaxGross, TaxNone, TaxReverse}[r.IntN(4)], []money.Rounding{money.PerLine, money.PerRate}[r.IntN(2)])
	o.State = States[r.IntN(len(States))]
	switch r.IntN(4) {
	case 0:
		o.Discount.Percent = pick("5", "12.5", "33.333", "100", "0.0001", "150", "-3", "7.123456789012345678901234567")
	case 1:
		o.Discount.Sum = pick("0.01", "1000", "99999.99", "1234567.895", "1000000000000", "999999999999999999999999999999", "-5")
	}
	for range r.IntN(5) {
		s := Section{Period: []Period{Once, Monthly, Yearly}[r.IntN(3)]}
		for range r.IntN(8) {
			price, err := money.DecInt(r.Int64N(100_000_000)).Div(money.DecInt(1000), 3)
			if err != nil {
				panic(err)
			}
			s.Lines = append(s.Lines, Line{Name: "x", Quantity: pick("1", "2", "0.333", "84", "1000.5", "0", "-3", "0.123456789012345678901234567890"), Price: price,
				Discount: pick("0", "0", "5", "12.5", "33.333", "100"), VAT: pick("22", "20", "10", "7", "0", "5.5"),
				Optional: r.IntN(6) == 0, Exempt: r.IntN(9) == 0, Alternative: r.IntN(8) == 0, Chosen: r.IntN(2) == 0, Text: r.IntN(9) == 0})
		}
		o.Sections = append(o.Sections, s)
	}
	return o
}

// each runs a check over many offers made of known seeds.
func each(t *testing.T, check func(t *testing.T, o Offer, s Sums)) {
	t.Helper()
	for seed := range uint64(4000) {
		o := chance(rand.New(rand.NewPCG(seed, 2026)))
		s, err := Count(o)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if check(t, o, s); t.Failed() {
			t.Fatalf("seed %d: %+v", seed, o)
		}
	}
}

func totals(s Sums) []Total {
	all := []Total{s.Once, s.Monthly, s.Yearly, s.FirstYear}
	for _, sec := range s.Sections {
		all = append(all, sec.Total)
	}
	return all
}

func TestNetAndVATAreGross(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		for _, sec := range s.Sections {
			for _, l := range sec.Lines {
				if l.Net+l.VAT != l.Gross {
					t.Errorf("line %+v", l)
				}
			}
		}
		for _, total := range totals(s) {
			var rates Total
			for i, r := range total.Rates {
				if r.Net+r.VAT != r.Gross || i > 0 && total.Rates[i-1].Rate.Cmp(r.Rate) <= 0 {
					t.Errorf("rates %+v", total.Rates)
				}
				rates.Net, rates.VAT, rates.Gross = rates.Net+r.Net, rates.VAT+r.VAT, rates.Gross+r.Gross
			}
			if total.Net+total.VAT != total.Gross || rates.Net != total.Net || rates.VAT != total.VAT || rates.Gross != total.Gross {
				t.Errorf("total %+v", total)
			}
		}
	})
}

func TestDiscountLosesNoKopeck(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		for _, sec := range s.Sections {
			for _, l := range sec.Lines {
				if rest := l.Full - l.Discount; rest != base(o, l) {
					t.Errorf("line %+v leaves %d", l, rest)
				}
			}
		}
		for _, total := range totals(s) {
			rest := total.Net
			if o.Basis() == money.Gross {
				rest = total.Gross
			}
			if total.Full-total.Discount != rest {
				t.Errorf("total %+v leaves %d", total, rest)
			}
		}
	})
}

// In either mode the untaxed figures add up; with VAT rounded per line all of them do. Sections show their lines before the
// discount on the whole offer, and that discount leads from them to the totals.
func TestLinesAndSectionsAddUp(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		var byPeriod = map[Period]Total{}
		for i, sec := range s.Sections {
			var lines Total
			for _, l := range sec.Lines {
				if l.Summed {
					lines = added(lines, Total{Full: l.Full, Discount: l.Discount + l.Share, Whole: l.Share, Net: l.Net, VAT: l.VAT, Gross: l.Gross})
				}
			}
			byPeriod[o.Sections[i].Period] = added(byPeriod[o.Sections[i].Period], lines)
			lines.Discount, lines.Whole = lines.Discount-lines.Whole, 0
			if !agree(o, lines, sec.Total) {
				t.Errorf("lines of section %d come to %+v, section to %+v", i+1, lines, sec.Total)
			}
		}
		for _, p := range periods {
			lines, whole := byPeriod[p], s.Of(p)
			if lines.Whole != whole.Whole || figure(o, lines)-lines.Whole != figure(o, whole) || whole.Whole == 0 && o.Discount == (Discount{}) && !agree(o, lines, whole) {
				t.Errorf("lines of %q come to %+v, total %+v", p, lines, whole)
			}
		}
	})
}

// figure is what the lines of the offer are written in: net, or gross.
func figure(o Offer, t Total) int64 {
	if o.Basis() == money.Gross {
		return t.Gross
	}
	return t.Net
}

// The discount on the whole offer is what it says, to the last minor unit, and no line bears more of it than it costs.
func TestWholeDiscountIsSpread(t *testing.T) {
	seen := 0
	each(t, func(t *testing.T, o Offer, s Sums) {
		concerned := false
		for _, p := range periods {
			rest, shares := int64(0), int64(0)
			for i, sec := range s.Sections {
				for _, l := range sec.Lines {
					if l.Summed && o.Sections[i].Period == p {
						rest, shares = rest+base(o, l), shares+l.Share
					}
					if b := base(o, l); !l.Summed && l.Share != 0 || b >= 0 && (l.Share < 0 || l.Share > b) || b < 0 && (l.Share > 0 || l.Share < b) {
						t.Errorf("a line of %d bears %d", b, l.Share)
					}
				}
			}
			want := wanted(t, o, rest, concerned)
			concerned = concerned || rest > 0
			if shares != want || s.Of(p).Whole != want {
				t.Errorf("%q: %d is off %d, spread %d, want %d", p, s.Of(p).Whole, rest, shares, want)
			}
			if want != 0 {
				seen++
			}
			if want == rest && len(s.Of(p).Rates) > 0 && want != 0 && (s.Of(p).Gross != 0 || s.Of(p).VAT != 0 || s.Of(p).Net != 0) {
				t.Errorf("%q: everything is off, and %+v is left", p, s.Of(p))
			}
		}
	})
	if seen < 500 {
		t.Errorf("only %d totals had a discount", seen)
	}
}

// wanted is what is taken off a total, worked out another way; concerned tells that a sum is taken off an earlier total.
func wanted(t *testing.T, o Offer, rest int64, concerned bool) int64 {
	t.Helper()
	d := o.Discount
	switch {
	case d.Percent.Cmp(hundred) >= 0:
		return rest
	case d.Percent.Sign() > 0:
		off, err := money.Percent(rest, d.Percent)
		if err != nil {
			t.Fatal(err)
		}
		return off
	case d.Percent.Sign() < 0 || d.Sum.Sign() <= 0 || rest <= 0 || concerned:
		return 0
	}
	if off, err := money.ToMinor(d.Sum, o.Currency); err == nil {
		return min(off, rest)
	}
	return rest
}

// Any discount on any total is spread whole, also where totals are as large as they come.
func TestSpreadLosesNothing(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 9))
		sums := make([]int64, 1+r.IntN(12))
		for i := range sums {
			sums[i] = r.Int64N(1<<uint(1+r.IntN(58))) - int64(r.IntN(2))*r.Int64N(1<<uint(1+r.IntN(40)))
		}
		d := Discount{Percent: dec([]string{"0.01", "3", "33.3333333333", "50", "99.99", "100"}[r.IntN(6)])}
		if r.IntN(2) == 0 {
			d = Discount{Sum: money.New(r.Int64N(1<<55), "RUB").Decimal()}
		}
		off, parts, err := d.taken(sums, "RUB")
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range parts {
			off -= p
			if sums[i] >= 0 && (p < 0 || p > sums[i]) || sums[i] < 0 && (p > 0 || p < sums[i]) {
				t.Errorf("seed %d: %d of %d", seed, p, sums[i])
			}
		}
		if off != 0 {
			t.Fatalf("seed %d: %d is lost of %+v off %v", seed, off, d, sums)
		}
	}
}

func added(a, b Total) Total {
	return Total{Full: a.Full + b.Full, Discount: a.Discount + b.Discount, Whole: a.Whole + b.Whole, Net: a.Net + b.Net, VAT: a.VAT + b.VAT, Gross: a.Gross + b.Gross}
}

func agree(o Offer, parts, whole Total) bool {
	if parts.Full != whole.Full || parts.Discount != whole.Discount {
		return false
	}
	if o.Rounding == money.PerLine {
		return parts.Net == whole.Net && parts.VAT == whole.VAT && parts.Gross == whole.Gross
	}
	if o.Basis() == money.Gross {
		return parts.Gross == whole.Gross
	}
	return parts.Net == whole.Net
}

func TestFirstYearIsItsParts(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		want := added(s.Once, s.Yearly)
		for range 12 {
			want = added(want, s.Monthly)
		}
		if bare := added(Total{}, s.FirstYear); bare.Gross != want.Gross || bare.VAT != want.VAT || bare.Net != want.Net ||
			bare.Full != want.Full || bare.Discount != want.Discount {
			t.Errorf("first year %+v, parts %+v", bare, want)
		}
	})
}

// What is not summed is in no total: without the lines left out the totals are the same.
func TestOptionsAreInNoTotal(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		options := 0
		for i := range o.Sections {
			var kept []Line
			for j, l := range o.Sections[i].Lines {
				switch {
				case s.Sections[i].Lines[j].Summed:
					l.Optional, l.Alternative = false, false
					kept = append(kept, l)
				case l.Choice():
					options++
				}
			}
			o.Sections[i].Lines = kept
		}
		without, err := Count(o)
		if err != nil || options != s.Options || without.Options != 0 || !reflect.DeepEqual(bare(without.FirstYear), bare(s.FirstYear)) {
			t.Errorf("with %d options %+v, without %+v, %v", s.Options, s.FirstYear, without.FirstYear, err)
		}
	})
}
