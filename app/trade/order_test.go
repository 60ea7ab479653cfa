package trade

import (
	"errors"
	"reflect"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

// ordered is the order of the workshop's offer.
func ordered(t *testing.T) Order {
	t.Helper()
	o := workshop()
	o.ID, o.State = 7, Accepted
	order, err := OrderOf(o, "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	return order
}

// Of the lines those go into the order that are in the totals: a chosen option, and an alternative in place of its line.
func TestOrderOfWhatWasChosen(t *testing.T) {
	named := func(name string, choice func(*Line)) Line {
		l := line("1", "100", "0", "20")
		l.Name, l.Item, l.Choices = name, 3, []string{"белый"}
		choice(&l)
		return l
	}
	o := offer(TaxNet, money.PerLine, once(
		named("plain", func(*Line) {}), named("instead", func(l *Line) { l.Alternative = true }), named("words", func(l *Line) { l.Text = true }),
		named("option", func(l *Line) { l.Optional = true }), named("left", func(l *Line) { l.Optional = true })))
	o.State, o.Discount = Sent, Discount{Percent: dec("10")}
	accepted, err := Accept(o, []LineAt{{0, 1}, {0, 3}}, "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	order, err := OrderOf(accepted, "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	if len(order.Lines) != 2 || order.Lines[0].Name != "instead" || order.Lines[1].Name != "option" || order.Lines[0].Item != 3 || len(order.Lines[1].Choices) != 1 {
		t.Errorf("%+v", order.Lines)
	}
	if order.Once != (Sum{Net: 18000, VAT: 3600, Gross: 21600}) || order.Lines[0].Share != 1000 || order.Lines[0].Sum.Gross != 10800 {
		t.Errorf("%+v", order)
	}
}

func TestOrderOf(t *testing.T) {
	o := workshop()
	order, sums := ordered(t), count(t, o)
	if order.Offer != 7 || order.Client != o.Client || order.Day != "2026-11-24" || order.State != Placed || order.Currency != o.Currency {
		t.Errorf("%+v", order)
	}
	lines := 0
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if !l.Optional {
				got := order.Lines[lines]
				if got.Name != l.Name || got.Quantity != l.Quantity || got.Price != l.Price || got.Discount != l.Discount || got.Period != s.Period {
					t.Errorf("line %d is %+v, offered %+v", lines, got, l)
				}
				lines++
			}
		}
	}
	if len(order.Lines) != lines || sums.Options == 0 {
		t.Errorf("%d lines of %d, options %d", len(order.Lines), lines, sums.Options)
	}
	if order.Once != sumOf(sums.Once) || order.Monthly != sumOf(sums.Monthly) || order.Yearly != sumOf(sums.Yearly) {
		t.Errorf("%+v, offered %+v", order, sums)
	}
	if order.Total() != sums.Main().Gross {
		t.Errorf("total %d, offered %d", order.Total(), sums.Main().Gross)
	}
	if year, err := order.FirstYear(); err != nil || year != sums.FirstYear.Gross {
		t.Errorf("first year %d, %v, offered %d", year, err, sums.FirstYear.Gross)
	}
}

func TestOrderOfRefuses(t *testing.T) {
	option := line("1", "5", "0", "20")
	option.Optional = true
	for reason, o := range map[string]Offer{
		"trade.order.accepted": offer(TaxNet, money.PerLine, once(line("1", "5", "0", "20"))),
		"trade.order.empty":    offer(TaxNet, money.PerLine, once(option)),
	} {
		if reason == "trade.order.empty" {
			o.State = Accepted
		}
		_, err := OrderOf(o, "2026-11-24")
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Reason != reason {
			t.Errorf("%v, want %s", err, reason)
		}
	}
	o := offer(TaxNet, money.PerLine, once(line("1", "99999999999999999999", "0", "20")))
	o.State = Accepted
	if _, err := OrderOf(o, "2026-11-24"); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("%v", err)
	}
}

// An order counts as the offer it came of did, whatever the mode of rounding and of VAT; counting it anew changes nothing.
func TestOrdersAndOffersAgree(t *testing.T) {
	each(t, func(t *testing.T, o Offer, s Sums) {
		o.State = Accepted
		s = count(t, o)
		order, err := OrderOf(o, "2026-11-24")
		var fault crm.Fault
		if errors.As(err, &fault) {
			return // nothing chosen
		}
		if err != nil {
			t.Fatal(err)
		}
		again, err := CountOrder(order)
		if err != nil || !reflect.DeepEqual(again, order) {
			t.Fatalf("counted anew %+v, %v, was %+v", again, err, order)
		}
		if order.Total() != s.Main().Gross {
			t.Fatalf("total %d, offered %d", order.Total(), s.Main().Gross)
		}
		var net int64
		for _, l := range order.Lines {
			net += l.Sum.Net
			if l.Sum.Net+l.Sum.VAT != l.Sum.Gross {
				t.Fatalf("%+v", l.Sum)
			}
		}
		if whole := order.Once.Net + order.Monthly.Net + order.Yearly.Net; o.Rounding != money.PerRate && net != whole {
			t.Fatalf("lines come to %d, totals to %d", net, whole)
		}
	})
}

func TestOrderIsLate(t *testing.T) {
	for _, row := range []struct {
		promised, kept, today crm.Day
		state                 OrderState
		want                  int
	}{
		{"2026-11-10", "2026-11-12", "2026-12-01", Fulfilled, 2},
		{"2026-11-10", "2026-11-10", "2026-12-01", Fulfilled, 0},
		{"2026-11-10", "2026-11-01", "2026-12-01", Fulfilled, 0},
		{"2026-11-10", "", "2026-11-15", Placed, 5},
		{"2026-11-10", "", "2026-11-10", Placed, 0},
		{"", "2026-11-12", "2026-12-01", Fulfilled, 0},
		{"2026-11-10", "", "2026-11-15", Cancelled, 0},
	} {
		o := Order{Promised: row.promised, Kept: row.kept, State: row.state}
		if got := o.Late(row.today); got != row.want {
			t.Errorf("%+v: %d", row, got)
		}
	}
}

func TestFulfilCancelResume(t *testing.T) {
	o := ordered(t)
	done := *o.Fulfil("2026-12-01").Now
	if done.State != Fulfilled || done.Kept != "2026-12-01" || o.State != Placed {
		t.Errorf("%+v", done)
	}
	if off := *done.Cancel().Now; off.State != Cancelled || off.Kept != "" {
		t.Errorf("%+v", off)
	}
	if back := *done.Resume().Now; !reflect.DeepEqual(back, o) {
		t.Errorf("%+v, was %+v", back, o)
	}
}

func TestCheckOrder(t *testing.T) {
	sound := ordered(t)
	sound.Number = "З-1"
	for _, row := range []struct {
		spoil         func(*Order)
		field, reason string
		blocks        bool
	}{
		{func(o *Order) { o.Client = 0 }, "client", "trade.order.client", true},
		{func(o *Order) { o.Number = "" }, "number", "trade.order.number", true},
		{func(o *Order) { o.Day = "2026-13-01" }, "day", "trade.order.day", true},
		{func(o *Order) { o.Currency = "" }, "currency", "trade.order.currency", true},
		{func(o *Order) { o.Promised = "x" }, "promised", "trade.order.day", true},
		{func(o *Order) { o.Kept = "2026-11-23" }, "kept", "trade.order.before", false},
		{func(o *Order) { o.Promised = "2026-11-23" }, "promised", "trade.order.before", false},
		{func(o *Order) { o.Lines, o.Once, o.Monthly, o.Yearly = nil, Sum{}, Sum{}, Sum{} }, "lines", "trade.order.empty", false},
		{func(o *Order) { o.Lines = []OrderLine{{Name: "x"}} }, "line 0", "trade.line.zero", false},
		{func(o *Order) { o.Lines = []OrderLine{{Name: "x", Quantity: dec("1"), VAT: dec("-1")}} }, "line 0", "trade.line.vat", true},
	} {
		if faults := CheckOrder(sound); len(faults) > 0 {
			t.Fatalf("the sound order has faults: %v", faults)
		}
		o := sound
		row.spoil(&o)
		faults := CheckOrder(o)
		if len(faults) != 1 || faults[0].Field != row.field || faults[0].Reason != row.reason || OrderBlocks(faults[0]) != row.blocks {
			t.Errorf("%s: %v", row.reason, faults)
		}
	}
}
