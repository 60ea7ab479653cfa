package desk

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestDemoOffersCount(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		states, numbers := map[trade.State]int{}, map[string]bool{}
		longest := 0
		for _, o := range b.offers {
			if faults := trade.Check(o.Offer); len(faults) > 0 {
				t.Errorf("%s: %v", o.Number, faults)
			}
			sums, err := trade.Count(o.Offer)
			if err != nil {
				t.Fatal(err)
			}
			lines := 0
			for _, s := range o.Sections {
				lines += len(s.Lines)
			}
			longest = max(longest, lines)
			if o.plan.key != "cedar" && lines < 3 || numbers[o.Number] {
				t.Errorf("%s %s: %d lines", o.Number, o.plan.key, lines)
			}
			if o.plan.sum > 0 {
				want, _ := money.ToMinor(money.DecInt(o.plan.sum).Mul(b.scale()), o.Currency)
				if got := sums.Once.Full - sums.Once.Discount; got != want {
					t.Errorf("%s %s comes to %d, want %d", o.Number, o.plan.key, got, want)
				}
			}
			states[o.State]++
			numbers[o.Number] = true
			soundOffer(t, b, o.Offer)
		}
		if longest != 40 || len(states) != len(trade.States) {
			t.Errorf("the longest has %d lines, states %v", longest, states)
		}
	})
}

// soundOffer holds an offer against what its state promises.
func soundOffer(t *testing.T, b *demo, o trade.Offer) {
	t.Helper()
	today := b.desk.Today()
	past := o.ValidUntil < today
	if o.State.Open() == past || (o.State == trade.Draft) != (o.SentOn == "") || o.State.Open() != (o.ClosedOn == "") || o.ClosedOn > today {
		t.Errorf("%s %s: valid %s, sent %s, closed %s", o.Number, o.State, o.ValidUntil, o.SentOn, o.ClosedOn)
	}
	if o.Subject == "" || o.Letter == "" || o.Greeting == "" || len(o.Terms) < 3 || o.To.Person == "" || o.To.Post == "" || o.To.Firm == "" {
		t.Errorf("%s: %+v", o.Number, o)
	}
}

func TestDemoWorkshopOffer(t *testing.T) {
	b := demoAt(t, text.RU, demoClock)
	o := b.offers[len(b.offers)-1].Offer
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	if o.Number != "КП-2026-0221" || o.Day != "2026-11-24" || o.ValidUntil != "2026-12-15" || o.State != trade.Draft {
		t.Errorf("%s of %s, valid until %s, %s", o.Number, o.Day, o.ValidUntil, o.State)
	}
	if o.To.Person != "Мельниченко Оксане Викторовне" || o.To.Post != "Директору" || o.To.Firm != "ООО «Тонкая Нить»" || o.Greeting != "Уважаемая Оксана Викторовна!" {
		t.Errorf("to %+v, %s", o.To, o.Greeting)
	}
	want := trade.Total{Full: 81000000, Discount: 2650000, Net: 64221311, VAT: 14128689, Gross: 78350000}
	got := sums.Once
	if got.Rates = nil; !reflect.DeepEqual(got, want) || sums.Monthly.Gross != 1850000 || sums.Options != 1 {
		t.Errorf("once %+v, monthly %d, options %d", got, sums.Monthly.Gross, sums.Options)
	}
}

func TestDemoCedarCourt(t *testing.T) {
	b := demoAt(t, text.RU, demoClock)
	c := b.clients[b.byKey["cedar"]]
	if c.Name != "Кедровый Двор" || c.Rung != crm.Loyal || c.Highest != crm.Supporter || c.Type != crm.Business || crm.DayOf(c.Created.Time(demoClock().Location())) != "2023-02-14" {
		t.Errorf("%+v", c)
	}
	var days []string
	for _, i := range b.interactions {
		if i.Client == c.ID {
			days = append(days, fmt.Sprintf("%s %s", crm.DayOf(i.When.Time(demoClock().Location())), i.Way))
		}
	}
	for _, want := range []string{"2026-11-06 call", "2026-11-03 letter", "2026-10-21 meeting", "2026-10-14 email"} {
		if !slices.Contains(days, want) {
			t.Errorf("no %s among %v", want, days)
		}
	}
	last := b.moves[0]
	for _, m := range b.moves {
		if m.Client == c.ID {
			last = m
		}
	}
	if last.Up() || last.From != crm.Supporter || crm.DayOf(last.When.Time(demoClock().Location())) != "2026-10-30" || last.Note == "" {
		t.Errorf("last move %+v", last)
	}
	open := int64(0)
	for _, o := range b.offers {
		if sums, err := trade.Count(o.Offer); err == nil && o.Client == c.ID && o.State.Open() {
			open += sums.Main().Gross
		}
	}
	if open != 124000000 {
		t.Errorf("open offers of %d kopecks", open)
	}
}
