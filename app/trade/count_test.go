package trade

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"rapport/app/money"
)

var dec = money.MustDec

func line(quantity, price, discount, vat string) Line {
	return Line{Name: "x", Quantity: dec(quantity), Price: dec(price), Discount: dec(discount), VAT: dec(vat)}
}

func times(n int, l Line) []Line {
	lines := make([]Line, n)
	for i := range lines {
		lines[i] = l
	}
	return lines
}

func offer(tax TaxMode, rounding money.Rounding, sections ...Section) Offer {
	return Offer{Number: "1", Client: 1, Currency: money.RUB, Tax: tax, Rounding: rounding, Sections: sections}
}

func once(lines ...Line) Section { return Section{Lines: lines} }

func count(t *testing.T, o Offer) Sums {
	t.Helper()
	s, err := Count(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// bare leaves the figures of a total without its rates.
func bare(t Total) Total {
	t.Rates = nil
	return t
}

// The values worked out for VAT rounded per line and per rate.
func TestRoundingOfVAT(t *testing.T) {
	for _, row := range []struct {
		tax              TaxMode
		lines            []Line
		perLine, perRate int64
	}{
		{TaxNet, times(3, line("1", "33.33", "0", "22")), 2199, 2200},
		{TaxNet, times(7, line("1", "19.99", "0", "20")), 2800, 2799},
		{TaxGross, times(3, line("1", "100", "0", "22")), 5409, 5410},
		{TaxGross, times(7, line("1", "19.99", "0", "20")), 2331, 2332},
	} {
		for mode, want := range map[money.Rounding]int64{money.PerLine: row.perLine, money.PerRate: row.perRate, "": row.perLine} {
			s := count(t, offer(row.tax, mode, once(row.lines...)))
			if s.Once.VAT != want || s.Sections[0].Total.VAT != want || s.FirstYear.VAT != want {
				t.Errorf("%s, %d lines, mode %q: VAT %d, section %d, year %d, want %d", row.tax, len(row.lines), mode,
					s.Once.VAT, s.Sections[0].Total.VAT, s.FirstYear.VAT, want)
			}
		}
	}
}

func TestCountLine(t *testing.T) {
	for _, row := range []struct {
		name string
		tax  TaxMode
		l    Line
		want LineSum
	}{
		{"net", TaxNet, line("2", "100", "0", "22"), LineSum{Full: 20000, Net: 20000, VAT: 4400, Gross: 24400}},
		{"gross", TaxGross, line("2", "122", "0", "22"), LineSum{Full: 24400, Net: 20000, VAT: 4400, Gross: 24400}},
		{"non-payer", TaxNone, line("2", "100", "0", "22"), LineSum{Full: 20000, Net: 20000, Gross: 20000}},
		{"reverse charge", TaxReverse, line("2", "100", "0", "20"), LineSum{Full: 20000, Net: 20000, Gross: 20000}},
		{"discount", TaxNet, line("1", "1000", "5", "20"), LineSum{Full: 100000, Discount: 5000, Net: 95000, VAT: 19000, Gross: 114000}},
		{"discount in a gross price", TaxGross, line("1", "146000", "5", "22"),
			LineSum{Full: 14600000, Discount: 730000, Net: 11368852, VAT: 2501148, Gross: 13870000}},
		{"whole discount", TaxNet, line("3", "999.99", "100", "22"), LineSum{Full: 299997, Discount: 299997}},
		{"mark-up", TaxNet, line("1", "100", "-10", "0"), LineSum{Full: 10000, Discount: -1000, Net: 11000, Gross: 11000}},
		{"returned", TaxNet, line("-1", "100", "10", "22"), LineSum{Full: -10000, Discount: -1000, Net: -9000, VAT: -1980, Gross: -10980}},
		{"nothing", TaxNet, line("0", "100", "10", "22"), LineSum{}},
		{"free of charge", TaxNet, line("7", "0", "0", "22"), LineSum{}},
		{"part of a unit", TaxNet, line("0.333", "10", "0", "20"), LineSum{Full: 333, Net: 333, VAT: 67, Gross: 400}},
		{"half a kopeck goes up", TaxNet, line("0.5", "0.01", "0", "0"), LineSum{Full: 1, Net: 1, Gross: 1}},
		{"fine price", TaxNet, line("1000", "0.0149", "0", "0"), LineSum{Full: 1490, Net: 1490, Gross: 1490}},
		{"each step is rounded", TaxNet, line("3", "0.335", "50", "22"), LineSum{Full: 101, Discount: 51, Net: 50, VAT: 11, Gross: 61}},
	} {
		got, err := CountLine(offer(row.tax, money.PerLine), row.l)
		if row.tax == TaxNet || row.tax == TaxGross {
			row.want.Rate = row.l.VAT
		}
		row.want.Summed = true
		if err != nil || got != row.want {
			t.Errorf("%s: %+v, %v, want %+v", row.name, got, err, row.want)
		}
	}
}

func TestExemptLineBearsNoVAT(t *testing.T) {
	free := line("1", "50", "0", "22")
	free.Exempt = true
	s := count(t, offer(TaxNet, money.PerLine, once(line("1", "100", "0", "22"), free, line("1", "10", "0", "10"))))
	want := []money.RateSum{{Rate: dec("22"), Net: 10000, VAT: 2200, Gross: 12200}, {Rate: dec("10"), Net: 1000, VAT: 100, Gross: 1100}, {Net: 5000, Gross: 5000}}
	if !reflect.DeepEqual(s.Once.Rates, want) || s.Once.Gross != 18300 {
		t.Errorf("rates %+v, gross %d", s.Once.Rates, s.Once.Gross)
	}
}

// The offer of a workshop's ventilation: sections, an option, a monthly part, prices with VAT.
func workshop() Offer {
	option := line("2", "39500", "0", "22")
	option.Optional = true
	return offer(TaxGross, money.PerLine,
		once(line("1", "384000", "5", "22"), line("1", "146000", "5", "22"), line("6", "8900", "0", "22")),
		once(line("84", "2150", "0", "22"), line("1", "46000", "0", "22")),
		once(option),
		Section{Period: Monthly, Lines: []Line{line("1", "18500", "0", "22")}})
}

func TestSectionsPeriodsAndOptions(t *testing.T) {
	s := count(t, workshop())
	for i, gross := range []int64{55690000, 22660000, 0, 1850000} {
		if s.Sections[i].Total.Gross != gross {
			t.Errorf("section %d comes to %d, want %d", i+1, s.Sections[i].Total.Gross, gross)
		}
	}
	if got, want := bare(s.Once), (Total{Full: 81000000, Discount: 2650000, Net: 64221311, VAT: 14128689, Gross: 78350000}); !reflect.DeepEqual(got, want) {
		t.Errorf("once %+v, want %+v", got, want)
	}
	if s.Monthly.Gross != 1850000 || s.Yearly.Gross != 0 || s.FirstYear.Gross != 78350000+12*1850000 {
		t.Errorf("month %d, year %d, first year %d", s.Monthly.Gross, s.Yearly.Gross, s.FirstYear.Gross)
	}
	if !s.Recurring || s.Options != 1 || s.Sections[2].Lines[0].Gross != 7900000 || s.Sections[2].Lines[0].Summed {
		t.Errorf("recurring %v, options %d, the option %+v", s.Recurring, s.Options, s.Sections[2].Lines)
	}
	if !reflect.DeepEqual(s.Main(), s.Once) || !reflect.DeepEqual(s.Of(Monthly), s.Monthly) || !reflect.DeepEqual(s.Of(Once), s.Once) {
		t.Error("the main total is not what is paid once")
	}
}

func TestFirstYearOfThreePeriods(t *testing.T) {
	s := count(t, offer(TaxNet, money.PerLine, once(line("1", "1000", "0", "20")),
		Section{Period: Monthly, Lines: []Line{line("1", "100", "10", "20"), line("1", "5", "0", "0")}},
		Section{Period: Yearly, Lines: []Line{line("1", "300", "0", "10")}}))
	want := Total{Full: 100000 + 12*10500 + 30000, Discount: 12 * 1000, Net: 100000 + 12*9500 + 30000, VAT: 20000 + 12*1800 + 3000,
		Gross: 120000 + 12*11300 + 33000}
	if !reflect.DeepEqual(bare(s.FirstYear), want) {
		t.Errorf("first year %+v, want %+v", bare(s.FirstYear), want)
	}
	rates := []money.RateSum{{Rate: dec("20"), Net: 208000, VAT: 41600, Gross: 249600}, {Rate: dec("10"), Net: 30000, VAT: 3000, Gross: 33000}, {Net: 6000, Gross: 6000}}
	if !reflect.DeepEqual(s.FirstYear.Rates, rates) {
		t.Errorf("rates of the first year %+v", s.FirstYear.Rates)
	}
	if len(s.Once.Rates) != 1 || len(s.Monthly.Rates) != 2 {
		t.Errorf("adding up the year changed the parts: %+v, %+v", s.Once.Rates, s.Monthly.Rates)
	}
}

func TestMainTotal(t *testing.T) {
	monthly := Section{Period: Monthly, Lines: []Line{line("1", "10", "0", "0")}}
	yearly := Section{Period: Yearly, Lines: []Line{line("1", "70", "0", "0")}}
	for _, row := range []struct {
		name      string
		sections  []Section
		want      int64
		recurring bool
	}{
		{"no sections", nil, 0, false},
		{"once", []Section{once(line("1", "5", "0", "0"))}, 500, false},
		{"once before the month", []Section{once(line("1", "5", "0", "0")), monthly}, 500, true},
		{"month before the year", []Section{monthly, yearly}, 1000, true},
		{"year alone", []Section{yearly}, 7000, true},
		{"an empty monthly section", []Section{{Period: Monthly}}, 0, false},
	} {
		s := count(t, offer(TaxNet, money.PerLine, row.sections...))
		if s.Main().Gross != row.want || s.Recurring != row.recurring {
			t.Errorf("%s: %d, recurring %v", row.name, s.Main().Gross, s.Recurring)
		}
	}
}

func TestMainPeriodOfWhatIsGivenAway(t *testing.T) {
	monthly := Section{Period: Monthly, Lines: []Line{line("1", "10", "0", "0")}}
	yearly := Section{Period: Yearly, Lines: []Line{line("1", "70", "0", "0")}}
	for _, row := range []struct {
		sections []Section
		want     Period
	}{
		{[]Section{yearly, monthly, once(line("1", "5", "0", "0"))}, Once},
		{[]Section{yearly, monthly}, Monthly},
		{[]Section{yearly}, Yearly},
	} {
		o := offer(TaxNet, money.PerLine, row.sections...)
		o.Discount.Percent = dec("100")
		if s := count(t, o); s.Main().Gross != 0 || s.MainPeriod() != row.want {
			t.Errorf("%d sections: %d of %q", len(row.sections), s.Main().Gross, s.MainPeriod())
		}
	}
}

func TestOnlyOptionsComeToNothing(t *testing.T) {
	option := line("1", "5", "0", "22")
	option.Optional = true
	s := count(t, offer(TaxNet, money.PerRate, once(option, option)))
	if s.Options != 2 || s.Once.Gross != 0 || s.Once.Full != 0 || len(s.Once.Rates) != 0 || s.Sections[0].Lines[1].Gross != 610 {
		t.Errorf("%+v", s)
	}
}

func TestOverflowNamesTheLine(t *testing.T) {
	huge := line("1", "92233720368547758.07", "0", "0") // the greatest sum in kopecks
	for _, row := range []struct {
		name string
		o    Offer
		want string
	}{
		{"price × quantity", offer(TaxNet, money.PerLine, once(line("1", "1", "0", "0")), once(line("1", "1", "0", "0"), line("100", "92233720368547758", "0", "0"))), "section 2: line 2"},
		{"VAT on top", offer(TaxNet, money.PerLine, once(line("1", "92233720368547758", "0", "20"))), "section 1: line 1"},
		{"two lines together", offer(TaxNet, money.PerLine, once(huge, huge)), "section 1"},
		{"two sections together", offer(TaxNet, money.PerRate, once(huge), once(huge)), "total"},
		{"twelve months", offer(TaxNet, money.PerLine, Section{Period: Monthly, Lines: []Line{huge}}), "first year"},
	} {
		if _, err := Count(row.o); !errors.Is(err, money.ErrOverflow) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want overflow of %q", row.name, err, row.want)
		}
	}
	if _, err := Count(offer(TaxNet, money.PerLine, once(huge))); err != nil {
		t.Errorf("the greatest sum by itself: %v", err)
	}
}

func TestNegativeRateIsRefused(t *testing.T) {
	for _, tax := range []TaxMode{TaxNet, TaxGross} {
		if _, err := Count(offer(tax, money.PerLine, once(line("1", "1", "0", "-5")))); !errors.Is(err, money.ErrRate) {
			t.Errorf("%s: %v", tax, err)
		}
	}
}

func TestCurrencyWithoutKopecks(t *testing.T) {
	o := offer(TaxNet, money.PerLine, once(line("1", "99.5", "0", "10")))
	o.Currency = "JPY"
	if s := count(t, o); s.Once.Full != 100 || s.Once.VAT != 10 || s.Once.Gross != 110 {
		t.Errorf("yen: %+v", s.Once)
	}
}
