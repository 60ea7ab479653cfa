package trade

import (
	"math/rand/v2"
	"testing"

	"rapport/app/money"
)

// chance makes an offer of any shape; negative, optional, exempt and free lines are among its lines.
func chance(r *rand.Rand) Offer {
	pick := func(words ...string) money.Dec { return dec(words[r.IntN(len(words))]) }
	o := offer([]TaxMode{TaxNet, TaxGross, TaxNone, TaxReverse}[r.IntN(4)], []money.Rounding{money.PerLine, money.PerRate}[r.IntN(2)])
	for range r.IntN(5) {
		s := Section{Period: []Period{Once, Monthly, Yearly}[r.IntN(3)]}
		for range r.IntN(8) {
			price, err := money.DecInt(r.Int64N(100_000_000)).Div(money.DecInt(1000), 3)
			if err != nil {
				panic(err)
			}
			s.Lines = append(s.Lines, Line{Name: "x", Quantity: pick("1", "2", "0.333", "84", "1000.5", "0", "-3"), Price: price,
				Discount: pick("0", "0", "5", "12.5", "33.333", "100"), VAT: pick("22", "20", "10", "7", "0", "5.5"),
				Optional: r.IntN(6) == 0, Exempt: r.IntN(9) == 0})
		}
		o.Sections = append(o.Sections, s)
	}
	return o
}

// each runs a check over many offers made of known seeds.
func each(t *testing.T, check func(t *testing.T, o Offer, s Sums)) {
	t.Helper()
	for seed := range uint64(2000) {
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

// In either mode the untaxed figures add up; with VAT rounded per line all of them do.
func TestLinesAndSectionsAddUp(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		var byPeriod = map[Period]Total{}
		for i, sec := range s.Sections {
			var lines Total
			for _, l := range sec.Lines {
				if !l.Optional {
					lines = added(lines, Total{Full: l.Full, Discount: l.Discount, Net: l.Net, VAT: l.VAT, Gross: l.Gross})
				}
			}
			if !same(o, lines, sec.Total) {
				t.Errorf("lines of section %d come to %+v, section to %+v", i+1, lines, sec.Total)
			}
			byPeriod[o.Sections[i].Period] = added(byPeriod[o.Sections[i].Period], sec.Total)
		}
		for _, p := range []Period{Once, Monthly, Yearly} {
			if !same(o, byPeriod[p], s.Of(p)) {
				t.Errorf("sections of %q come to %+v, total %+v", p, byPeriod[p], s.Of(p))
			}
		}
	})
}

func added(a, b Total) Total {
	return Total{Full: a.Full + b.Full, Discount: a.Discount + b.Discount, Net: a.Net + b.Net, VAT: a.VAT + b.VAT, Gross: a.Gross + b.Gross}
}

func same(o Offer, parts, whole Total) bool {
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

// What an option costs is in no total: without the optional lines the totals are the same.
func TestOptionsAreInNoTotal(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		options := 0
		for i := range o.Sections {
			var kept []Line
			for _, l := range o.Sections[i].Lines {
				if l.Optional {
					options++
				} else {
					kept = append(kept, l)
				}
			}
			o.Sections[i].Lines = kept
		}
		without, err := Count(o)
		if err != nil || options != s.Options || without.Options != 0 || added(Total{}, without.FirstYear).Gross != s.FirstYear.Gross || without.Once.Full != s.Once.Full {
			t.Errorf("with %d options %+v, without %+v, %v", s.Options, s.FirstYear, without.FirstYear, err)
		}
	})
}
