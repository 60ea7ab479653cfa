package trade

import (
	"testing"

	"rapport/app/money"
)

// A line of an order comes to what the same line of its offer does, whatever is taken off the whole.
func TestOrderLinesShowWhatOffersDo(t *testing.T) {
	for _, tax := range []TaxMode{TaxNet, TaxGross, TaxNone, TaxReverse} {
		for _, off := range []Discount{{}, {Percent: dec("10")}, {Sum: dec("33.33")}} {
			o := offer(tax, money.PerLine, once(line("1", "351.15", "0", "22"), line("3", "19.99", "7.5", "10")), Section{Period: Monthly, Lines: []Line{line("2", "5", "0", "22")}})
			o.State, o.Discount = Accepted, off
			sums := count(t, o)
			order, err := OrderOf(o, "2026-11-24")
			if err != nil {
				t.Fatal(err)
			}
			i := 0
			for _, s := range sums.Sections {
				for _, l := range s.Lines {
					if got := order.Lines[i].Shown(order); got != l.Full-l.Discount {
						t.Errorf("%s %+v line %d: %d, the offer says %d", tax, off, i, got, l.Full-l.Discount)
					}
					i++
				}
			}
			again, err := CountedLines(order)
			if err != nil || again.Once.Gross != sums.Once.Gross || again.Once.Discount != sums.Once.Discount || again.Monthly.Net != sums.Monthly.Net {
				t.Errorf("%s %+v: %+v, the offer says %+v, %v", tax, off, again.Once, sums.Once, err)
			}
		}
	}
}
