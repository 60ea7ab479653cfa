package trade

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

func TestCheck(t *testing.T) {
	sound := offer(TaxNet, money.PerLine, once(line("1", "100", "5", "22")))
	sound.Day, sound.ValidUntil = "2026-11-24", "2026-12-15"
	option := line("1", "1", "0", "22")
	option.Optional = true
	alternative := line("1", "1", "0", "22")
	alternative.Alternative = true
	for _, row := range []struct {
		name   string
		spoil  func(*Offer)
		want   crm.Fault
		blocks bool
	}{
		{"no client", func(o *Offer) { o.Client = 0 }, crm.Fault{Field: "client", Reason: "trade.offer.client"}, true},
		{"no number", func(o *Offer) { o.Number = " " }, crm.Fault{Field: "number", Reason: "trade.offer.number"}, true},
		{"no validity", func(o *Offer) { o.ValidUntil = "" }, crm.Fault{Field: "valid", Reason: "trade.offer.valid"}, false},
		{"validity past", func(o *Offer) { o.ValidUntil = "2026-11-23" }, crm.Fault{Field: "valid", Reason: "trade.offer.past"}, false},
		{"no sections", func(o *Offer) { o.Sections = nil }, crm.Fault{Field: "lines", Reason: "trade.offer.empty"}, true},
		{"no lines", func(o *Offer) { o.Sections = []Section{{}} }, crm.Fault{Field: "lines", Reason: "trade.offer.empty"}, true},
		{"options only", func(o *Offer) { o.Sections = []Section{once(option)} }, crm.Fault{Field: "lines", Reason: "trade.offer.optional"}, false},
		{"too much", func(o *Offer) { o.Sections[0].Lines[0].Price = dec("99999999999999999999") }, crm.Fault{Field: "lines", Reason: "trade.offer.overflow"}, true},
		{"options and words only", func(o *Offer) { o.Sections = []Section{once(option, Line{Name: "слова", Text: true})} }, crm.Fault{Field: "lines", Reason: "trade.offer.optional"}, false},
		{"words only", func(o *Offer) { o.Sections = []Section{once(Line{Name: "слова", Text: true})} }, crm.Fault{Field: "lines", Reason: "trade.offer.empty"}, true},
		{"discount over 100 %", func(o *Offer) { o.Discount.Percent = dec("101") }, crm.Fault{Field: "discount", Reason: "trade.offer.discount"}, false},
		{"discount below 0", func(o *Offer) { o.Discount.Sum = dec("-1") }, crm.Fault{Field: "discount", Reason: "trade.offer.discount"}, false},
		{"discount over the total", func(o *Offer) { o.Discount.Sum = dec("95.01") }, crm.Fault{Field: "discount", Reason: "trade.offer.discount.more"}, false},
		{"endless discount", func(o *Offer) { o.Discount.Sum = dec("999999999999999999999999999999") }, crm.Fault{Field: "discount", Reason: "trade.offer.discount.more"}, false},
		{"alternative to nothing", func(o *Offer) {
			o.Sections = []Section{o.Sections[0], once(alternative)}
		}, crm.Fault{Field: "line 1.0", Reason: "trade.line.alternative"}, false},
		{"no name", func(o *Offer) { o.Sections[0].Lines[0].Name = "\t" }, crm.Fault{Field: "line 0.0", Reason: "trade.line.name"}, false},
		{"negative total", func(o *Offer) { o.Sections[0].Lines[0].Quantity = dec("-1") }, crm.Fault{Field: "lines", Reason: "trade.offer.negative"}, false},
		{"all given away", func(o *Offer) { o.Sections[0].Lines[0].Discount = dec("100") }, crm.Fault{Field: "lines", Reason: "trade.offer.nothing"}, false},
		{"quantity zero", func(o *Offer) { o.Sections[0].Lines[0].Quantity = money.Dec{} }, crm.Fault{Field: "line 0.0", Reason: "trade.line.zero"}, false},
		{"discount over 100", func(o *Offer) { o.Sections[0].Lines[0].Discount = dec("100.01") }, crm.Fault{Field: "line 0.0", Reason: "trade.line.discount"}, false},
		{"discount below 0", func(o *Offer) { o.Sections[0].Lines[0].Discount = dec("-1") }, crm.Fault{Field: "line 0.0", Reason: "trade.line.discount"}, false},
		{"VAT over 100", func(o *Offer) { o.Sections[0].Lines[0].VAT = dec("101") }, crm.Fault{Field: "line 0.0", Reason: "trade.line.vat"}, true},
	} {
		o := sound
		o.Sections = []Section{once(sound.Sections[0].Lines[0])}
		if faults := Check(o); len(faults) != 0 {
			t.Fatalf("the sound offer has faults: %v", faults)
		}
		row.spoil(&o)
		faults := Check(o)
		if len(faults) != 1 || !reflect.DeepEqual(faults[0], row.want) || Blocks(faults[0]) != row.blocks {
			t.Errorf("%s: %v, want %v, blocks %v", row.name, faults, row.want, row.blocks)
		}
	}
}

// A rate below zero cannot be counted at all, and the fault names the line, not the sum.
func TestCheckNegativeRate(t *testing.T) {
	o := offer(TaxNet, money.PerLine, once(line("1", "1", "0", "0"), line("1", "1", "0", "-1")))
	o.Day, o.ValidUntil = "2026-11-24", "2026-11-24"
	faults := Check(o)
	if len(faults) != 1 || faults[0].Field != "line 0.1" || faults[0].Reason != "trade.line.vat" {
		t.Errorf("%v", faults)
	}
}

// A discount of 100 % is a gift, and a negative quantity something taken back: neither is a fault.
func TestCheckLetsPass(t *testing.T) {
	instead := line("1", "1", "0", "0")
	instead.Alternative = true
	o := offer(TaxNet, money.PerLine, once(line("1", "1", "100", "100"), line("5", "1", "0", "0"), Line{Name: "слова", Text: true}, instead, line("-1", "1", "0", "0")))
	o.Discount.Sum = dec("3")
	o.Day, o.ValidUntil = "2026-11-24", "2026-11-24"
	if faults := Check(o); len(faults) != 0 {
		t.Errorf("%v", faults)
	}
}

func TestOfferComesBackFromJSON(t *testing.T) {
	want := workshop()
	want.ID, want.Contact, want.Rep, want.Day, want.State, want.Lang, want.Created = 7, 8, 9, "2026-11-24", Sent, "ru", 10
	want.To = Addressee{Post: "Директору", Firm: "«Тонкая Нить»", Person: "Мельниченко О. В.", Address: "Лесогорск"}
	want.Terms = []Term{{Title: "Оплата", Text: "60 % до начала"}}
	body, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Offer
	if err := json.Unmarshal(body, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v: came back as %+v", err, got)
	}
	if got.Noun() != crm.NounOffer || got.Key() != 7 || got.About() != 1 {
		t.Errorf("%q %d about %d", got.Noun(), got.Key(), got.About())
	}
	if undo := crm.Add(want).Undo(); undo.After() != nil || !reflect.DeepEqual(undo.Undo().After(), crm.Record(want)) {
		t.Error("undo of undo is another edit")
	}
}

func TestStatesPeriodsAndModes(t *testing.T) {
	for _, s := range States {
		if open := slices.Contains([]State{Draft, Sent, Viewed, Answered}, s); s.Open() != open {
			t.Errorf("%s open: %v", s, s.Open())
		}
	}
	if Once.Times() != 1 || Monthly.Times() != 12 || Yearly.Times() != 1 {
		t.Error("a year has other periods")
	}
	for _, tax := range []TaxMode{TaxNet, TaxGross, TaxNone, TaxReverse} {
		o := Offer{Tax: tax}
		if o.Taxed() != slices.Contains([]TaxMode{TaxNet, TaxGross}, tax) || (o.Basis() == money.Gross) != (tax == TaxGross) {
			t.Errorf("%s: taxed %v, basis %s", tax, o.Taxed(), o.Basis())
		}
	}
}
