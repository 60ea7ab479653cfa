package trade

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
)

const today crm.Day = "2026-11-22"

var now = crm.At(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))

// shop is a book with one item on one list, to which a test adds.
func shop() BookParts {
	return BookParts{
		Home:     "RUB",
		Groups:   []Group{{ID: 1, Name: "Склад"}, {ID: 2, Parent: 1, Name: "Стеллажи"}},
		Lists:    []PriceList{{ID: 1, Name: "Розница", Currency: "RUB", Main: true}, {ID: 2, Name: "Опт", Currency: "RUB"}},
		Prices:   []ItemPrice{{ID: 1, List: 1, Item: 7, From: "2026-01-01", Price: dec("1000")}},
		Segments: []crm.Segment{{ID: 1, Name: "Партнёры", Types: []crm.RelType{crm.Strategic}}},
	}
}

func ask() Inquiry {
	return Inquiry{Item: Item{ID: 7, Name: "Стеллаж", Group: 2, Stream: AssetSale}, Quantity: dec("1"), Day: today, Now: now, Currency: "RUB", VAT: dec("22"),
		Client: crm.Client{ID: 5, Type: crm.Strategic}}
}

func reasons(f []crm.Fault) []string {
	var all []string
	for _, r := range f {
		all = append(all, r.Reason)
	}
	return all
}

func mechanisms(q Quotation) []Mechanism {
	var all []Mechanism
	for _, s := range q.Steps {
		all = append(all, s.By)
	}
	return all
}

func TestQuote(t *testing.T) {
	tiers := []Tier{{From: dec("10"), Percent: dec("-5")}, {From: dec("100"), Percent: dec("-12.5")}, {From: dec("1000"), Fixed: true, Price: dec("700")}}
	yield := &YieldPrice{Capacity: 1, Left: []LeftStep{{AtMost: dec("50"), Percent: dec("10")}, {AtMost: dec("20"), Percent: dec("30")}},
		Ahead: []AheadStep{{Days: 30, Percent: dec("-10")}, {Days: 90, Percent: dec("-20")}}}
	capacity := Capacity{ID: 1, Name: "Бригада", Daily: dec("10"), Days: []CapacityDay{{Day: today, Taken: dec("6")}, {Day: "2026-12-30", Taken: dec("9")}}}
	talks := func(n Negotiation) Rule {
		return Rule{ID: 60, Kind: ByNegotiation, Scope: Scope{Items: []ItemID{7}}, Negotiation: &n}
	}
	for _, c := range []struct {
		name    string
		book    func(*BookParts)
		ask     func(*Inquiry)
		price   string
		by      []Mechanism
		remarks []string
	}{
		{name: "list", price: "1000", by: []Mechanism{ByList}},
		{name: "newest price of the list", book: func(b *BookParts) {
			b.Prices = append(b.Prices, ItemPrice{ID: 2, List: 1, Item: 7, From: "2026-11-01", Price: dec("1100")}, ItemPrice{ID: 3, List: 1, Item: 7, From: "2026-12-01", Price: dec("1200")})
		}, price: "1100", by: []Mechanism{ByList}},
		{name: "price ended", book: func(b *BookParts) { b.Prices[0].Until = "2026-11-21" }, remarks: []string{"trade.price.none"}},
		{name: "list ended", book: func(b *BookParts) { b.Lists[0].Until = "2026-11-21" }, remarks: []string{"trade.price.none"}},
		{name: "list with VAT asked without", book: func(b *BookParts) { b.Lists[0].Gross = true }, price: "819.67", by: []Mechanism{ByList}},
		{name: "list without VAT asked with", ask: func(q *Inquiry) { q.Gross = true }, price: "1220", by: []Mechanism{ByList}},
		{name: "other currency", book: func(b *BookParts) {
			b.Exchanges = []Exchange{{Currency: "EUR", Day: "2026-11-01", Rate: dec("95")}, {Currency: "EUR", Day: "2026-11-20", Rate: dec("100")}}
		},
			ask: func(q *Inquiry) { q.Currency = "EUR" }, price: "10", by: []Mechanism{ByList}},
		{name: "no rate of exchange", ask: func(q *Inquiry) { q.Currency = "EUR" }, remarks: []string{"trade.price.exchange", "trade.price.none"}},
		{name: "main list in the currency asked for", book: func(b *BookParts) {
			b.Lists = append(b.Lists, PriceList{ID: 3, Name: "Экспорт", Currency: "EUR", Main: true, Place: 9})
			b.Prices = append(b.Prices, ItemPrice{List: 3, Item: 7, Price: dec("12.345")})
		}, ask: func(q *Inquiry) { q.Currency = "EUR" }, price: "12.345", by: []Mechanism{ByList}},
		{name: "feature: sum and share of the plain price", ask: func(q *Inquiry) {
			q.Item.Features = []Feature{{Name: "Цвет", Choices: []Choice{{Name: "RAL", Add: dec("10"), Percent: true}}}, {Name: "Высота", Choices: []Choice{{Name: "2,5 м", Add: dec("150")}}}}
			q.Choices = []string{"RAL", "2,5 м"}
		}, price: "1250", by: []Mechanism{ByList, ByFeature, ByFeature}},
		{name: "variant with its own price", ask: func(q *Inquiry) {
			q.Item.Features = []Feature{{Name: "Цвет", Choices: []Choice{{Name: "RAL", Add: dec("10"), Percent: true}}}}
			q.Item.Variants = []Variant{{Choices: []string{"RAL"}, Article: "СТ-R", Priced: true, Price: dec("1090")}}
			q.Choices = []string{"RAL"}
		}, price: "1090", by: []Mechanism{ByList, ByFeature}},
		{name: "a choice that is no more", ask: func(q *Inquiry) {
			q.Item.Features = []Feature{{Name: "Цвет", Choices: []Choice{{Name: "RAL", Add: dec("10")}}}}
			q.Choices = []string{"Хром", "лишнее"}
		}, price: "1000", by: []Mechanism{ByList}},
		{name: "segment in per cent", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, Percent: dec("-10")}}}
		}, price: "900", by: []Mechanism{ByList, BySegment}},
		{name: "segment with its list", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, List: 2, Percent: dec("-1")}}}
			b.Prices = append(b.Prices, ItemPrice{List: 2, Item: 7, Price: dec("800")})
		}, price: "792", by: []Mechanism{ByList, BySegment}},
		{name: "segment's list without the item", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, List: 2}}}
		}, price: "1000", by: []Mechanism{ByList}},
		{name: "client not in the segment", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, Percent: dec("-10")}}}
		}, ask: func(q *Inquiry) { q.Client.Type = crm.MarketExchange }, price: "1000", by: []Mechanism{ByList}},
		{name: "below the first tier", book: func(b *BookParts) { b.Rules = []Rule{{ID: 1, Kind: ByVolume, Volume: &VolumePrice{Tiers: tiers}}} },
			ask: func(q *Inquiry) { q.Quantity = dec("9.999") }, price: "1000", by: []Mechanism{ByList}},
		{name: "first tier", book: func(b *BookParts) { b.Rules = []Rule{{ID: 1, Kind: ByVolume, Volume: &VolumePrice{Tiers: tiers}}} },
			ask: func(q *Inquiry) { q.Quantity = dec("10") }, price: "950", by: []Mechanism{ByList, ByVolume}},
		{name: "fixed tier", book: func(b *BookParts) { b.Rules = []Rule{{ID: 1, Kind: ByVolume, Volume: &VolumePrice{Tiers: tiers}}} },
			ask: func(q *Inquiry) { q.Quantity = dec("5000") }, price: "700", by: []Mechanism{ByList, ByVolume}},
		{name: "cumulated", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: ByVolume, Volume: &VolumePrice{Tiers: tiers, Cumulated: true, Days: 30}}}
			b.Bought = func(c crm.ClientID, i ItemID, since crm.Day) money.Dec {
				if c != 5 || i != 7 || since != "2026-10-23" {
					panic(fmt.Sprint(c, i, since))
				}
				return dec("99")
			}
		}, price: "875", by: []Mechanism{ByList, ByVolume}},
		{name: "rule of the item before that of the group before that of all", book: func(b *BookParts) {
			v := func(p string) *VolumePrice { return &VolumePrice{Tiers: []Tier{{Percent: dec(p)}}} }
			b.Rules = []Rule{{ID: 1, Kind: ByVolume, Volume: v("-1")}, {ID: 2, Kind: ByVolume, Scope: Scope{Groups: []GroupID{1}}, Volume: v("-2")},
				{ID: 3, Kind: ByVolume, Scope: Scope{Groups: []GroupID{2}}, Volume: v("-3")}, {ID: 4, Kind: ByVolume, Scope: Scope{Items: []ItemID{7}}, Volume: v("-4"), Off: true},
				{ID: 5, Kind: ByVolume, Scope: Scope{Streams: []Stream{AssetSale}}, Volume: v("-5")}}
		}, price: "970", by: []Mechanism{ByList, ByVolume}},
		{name: "yield: little is left", book: func(b *BookParts) {
			b.Capacities, b.Rules = []Capacity{capacity}, []Rule{{ID: 1, Kind: ByYield, Yield: yield}}
		}, price: "1100", by: []Mechanism{ByList, ByYield}},
		{name: "yield: nearly gone, but early", book: func(b *BookParts) {
			b.Capacities, b.Rules = []Capacity{capacity}, []Rule{{ID: 1, Kind: ByYield, Yield: yield}}
		}, ask: func(q *Inquiry) { q.Use = "2026-12-30" }, price: "1170", by: []Mechanism{ByList, ByYield, ByYield}},
		{name: "yield: more wanted than is left", book: func(b *BookParts) {
			b.Capacities, b.Rules = []Capacity{capacity}, []Rule{{ID: 1, Kind: ByYield, Yield: yield}}
		}, ask: func(q *Inquiry) { q.Quantity = dec("5") }, price: "1100", by: []Mechanism{ByList, ByYield}, remarks: []string{"trade.price.capacity"}},
		{name: "real-time formula", book: func(b *BookParts) {
			b.Indices = []Index{{ID: 1, Name: "Сталь", Readings: []Reading{{"2026-11-20", dec("52.5")}, {"2026-11-23", dec("99")}, {"2026-11-01", dec("40")}}}}
			b.Rules = []Rule{{ID: 1, Kind: ByIndex, Index: &IndexPrice{Index: 1, Fixed: dec("100"), Factor: dec("20"), Fresh: 1}}}
		}, price: "1150", by: []Mechanism{ByList, ByIndex}, remarks: []string{"trade.price.index.old"}},
		{name: "scaled by an index", book: func(b *BookParts) {
			b.Indices = []Index{{ID: 1, Name: "Сталь", Readings: []Reading{{today, dec("55")}}}}
			b.Rules = []Rule{{ID: 1, Kind: ByIndex, Index: &IndexPrice{Index: 1, Scale: true, Base: dec("50")}}}
		}, price: "1100", by: []Mechanism{ByList, ByIndex}},
		{name: "index without a reading", book: func(b *BookParts) {
			b.Indices = []Index{{ID: 1, Name: "Сталь"}}
			b.Rules = []Rule{{ID: 1, Kind: ByIndex, Index: &IndexPrice{Index: 1, Factor: dec("20")}}}
		}, price: "1000", by: []Mechanism{ByList}, remarks: []string{"trade.price.index.none"}},
		{name: "negotiated", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, Percent: dec("-10")}}, talks(Negotiation{Client: 5, Agreed: true, Price: dec("850"), Least: dec("1"), Floor: dec("800")})}
		}, price: "850", by: []Mechanism{ByList, BySegment, ByNegotiation}},
		{name: "negotiated for more", book: func(b *BookParts) {
			b.Rules = []Rule{talks(Negotiation{Client: 5, Agreed: true, Price: dec("850"), Least: dec("2")})}
		},
			price: "1000", by: []Mechanism{ByList}},
		{name: "negotiated with another", book: func(b *BookParts) { b.Rules = []Rule{talks(Negotiation{Client: 6, Agreed: true, Price: dec("1")})} }, price: "1000", by: []Mechanism{ByList}},
		{name: "below the floor", book: func(b *BookParts) {
			b.Rules = []Rule{talks(Negotiation{Client: 5, Agreed: true, Price: dec("790"), Floor: dec("800")})}
		},
			price: "790", by: []Mechanism{ByList, ByNegotiation}, remarks: []string{"trade.price.floor"}},
		{name: "still talking", book: func(b *BookParts) {
			b.Rules = []Rule{talks(Negotiation{Client: 5, Rounds: []Round{{Day: today, Price: dec("950")}, {Day: today, Theirs: true, Price: dec("800")}}})}
		}, price: "1000", by: []Mechanism{ByList}, remarks: []string{"trade.price.talks.theirs"}},
		{name: "auction won", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: ByAuction, Scope: Scope{Items: []ItemID{7}}, Auction: &Auction{Closes: now - 1, Reserve: dec("500"), Bids: []Bid{{6, dec("1300"), now - 9}, {5, dec("1400"), now - 8}, {4, dec("1400"), now - 7}, {3, dec("9000"), now}}}}}
		}, price: "1400", by: []Mechanism{ByList, ByAuction}},
		{name: "auction won by another", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: ByAuction, Auction: &Auction{Closes: now - 1, Bids: []Bid{{6, dec("1300"), now - 9}}}}}
		}, price: "1000", by: []Mechanism{ByList}, remarks: []string{"trade.price.auction.other"}},
		{name: "auction open", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: ByAuction, Auction: &Auction{Closes: now + 1, Bids: []Bid{{5, dec("1300"), now - 9}}}}}
		}, price: "1000", by: []Mechanism{ByList}, remarks: []string{"trade.price.auction.open"}},
		{name: "reserve not met", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: ByAuction, Auction: &Auction{Closes: now - 1, Reserve: dec("2000"), Bids: []Bid{{5, dec("1300"), now - 9}}}}}
		}, price: "1000", by: []Mechanism{ByList}},
		{name: "no price but an agreement", book: func(b *BookParts) {
			b.Prices = nil
			b.Rules = []Rule{talks(Negotiation{Client: 5, Agreed: true, Price: dec("850.125")})}
		}, price: "850.125", by: []Mechanism{ByNegotiation}},
		{name: "more than everything off", book: func(b *BookParts) {
			b.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, Percent: dec("-150")}}}
		}, price: "0", by: []Mechanism{ByList, BySegment}, remarks: []string{"trade.price.negative"}},
		{name: "below the cost", ask: func(q *Inquiry) { q.Item.Cost = dec("1000.01") }, price: "1000", by: []Mechanism{ByList}, remarks: []string{"trade.price.cost"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts, q := shop(), ask()
			if c.book != nil {
				c.book(&parts)
			}
			if c.ask != nil {
				c.ask(&q)
			}
			got := NewPriceBook(parts).Quote(q)
			if got.Found != (c.price != "") || got.Price != dec(or(c.price, "0")) {
				t.Errorf("price %v %s, want %s", got.Found, got.Price, c.price)
			}
			if by := mechanisms(got); !slices.Equal(by, c.by) {
				t.Errorf("by %v, want %v", by, c.by)
			}
			if r := reasons(got.Remarks); !slices.Equal(r, c.remarks) {
				t.Errorf("remarks %v, want %v", r, c.remarks)
			}
		})
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func TestMargin(t *testing.T) {
	q := ask()
	q.Item.Cost, q.Item.CostIn, q.Gross = dec("6"), "EUR", true
	parts := shop()
	parts.Exchanges = []Exchange{{Currency: "EUR", Rate: dec("100")}}
	got := NewPriceBook(parts).Quote(q)
	if !got.Costed || got.Cost != dec("600") || got.Margin != dec("40") || got.Price != dec("1220") {
		t.Errorf("%+v", got)
	}
}

func TestGroupsInARing(t *testing.T) {
	parts := shop()
	parts.Groups = []Group{{ID: 1, Parent: 2}, {ID: 2, Parent: 1}}
	if got := NewPriceBook(parts).Quote(ask()); got.Price != dec("1000") {
		t.Errorf("price %s", got.Price)
	}
}

// market makes a book of any rules, and questions about it.
func market(r *rand.Rand) (BookParts, []Inquiry) {
	percent := func() money.Dec { return money.DecInt(r.Int64N(60) - 40) }
	price := func() money.Dec { p, _ := money.DecInt(r.Int64N(1_000_000)+1).Div(hundred, 2); return p }
	parts := BookParts{Home: "RUB", Groups: []Group{{ID: 1}, {ID: 2, Parent: 1}, {ID: 3, Parent: 2}},
		Lists:      []PriceList{{ID: 1, Currency: "RUB", Main: true}, {ID: 2, Currency: "EUR", Main: true, Gross: true}, {ID: 3, Currency: "UAH"}},
		Segments:   []crm.Segment{{ID: 1, Types: []crm.RelType{crm.Strategic}}, {ID: 2}},
		Indices:    []Index{{ID: 1, Readings: []Reading{{today, price()}}}},
		Capacities: []Capacity{{ID: 1, Daily: dec("10"), Days: []CapacityDay{{Day: today, Taken: money.DecInt(r.Int64N(12))}}}},
		Exchanges:  []Exchange{{Currency: "EUR", Rate: dec("97.35")}, {Currency: "UAH", Rate: dec("2.2")}}}
	for i := range ItemID(8) {
		for l := range ListID(3) {
			parts.Prices = append(parts.Prices, ItemPrice{ID: PriceID(len(parts.Prices)), List: l + 1, Item: i, Price: price()})
		}
	}
	scope := func() Scope {
		return []Scope{{}, {Items: []ItemID{ItemID(r.IntN(8))}}, {Groups: []GroupID{GroupID(r.IntN(4))}}, {Streams: []Stream{Streams[r.IntN(7)]}}}[r.IntN(4)]
	}
	for i := range RuleID(24) {
		rule := Rule{ID: i + 1, Kind: []Mechanism{BySegment, ByVolume, ByNegotiation, ByYield, ByIndex, ByAuction}[r.IntN(6)], Scope: scope(), Off: r.IntN(9) == 0, Place: r.IntN(3)}
		switch rule.Kind {
		case BySegment:
			rule.Segment = &SegmentPrice{Segment: crm.SegmentID(r.IntN(2) + 1), List: ListID(r.IntN(4)), Percent: percent()}
		case ByVolume:
			rule.Volume = &VolumePrice{Tiers: []Tier{{Percent: percent()}, {From: dec("10"), Percent: percent()}, {From: dec("50"), Fixed: true, Price: price()}}}
		case ByNegotiation:
			rule.Negotiation = &Negotiation{Client: crm.ClientID(r.IntN(3)), Currency: "EUR", Agreed: r.IntN(2) == 0, Price: price(), Floor: price()}
		case ByYield:
			rule.Yield = &YieldPrice{Capacity: 1, Left: []LeftStep{{dec("50"), percent()}}, Ahead: []AheadStep{{0, percent()}}}
		case ByIndex:
			rule.Index = &IndexPrice{Index: 1, Scale: r.IntN(2) == 0, Base: price(), Fixed: price(), Factor: price()}
		case ByAuction:
			rule.Auction = &Auction{Closes: now + crm.Moment(r.IntN(3)-1), Bids: []Bid{{crm.ClientID(r.IntN(3)), price(), now - 5}}}
		}
		parts.Rules = append(parts.Rules, rule)
	}
	var asked []Inquiry
	for range 12 {
		asked = append(asked, Inquiry{Item: Item{ID: ItemID(r.IntN(9)), Group: GroupID(r.IntN(4)), Stream: Streams[r.IntN(7)], Cost: price()}, Client: crm.Client{ID: crm.ClientID(r.IntN(3)), Type: crm.RelTypes[r.IntN(3)]},
			Quantity: money.DecInt(r.Int64N(80)), Day: today, Now: now, Currency: []money.Currency{"RUB", "EUR", "UAH", "USD"}[r.IntN(4)], Gross: r.IntN(2) == 0, VAT: dec([]string{"0", "10", "22"}[r.IntN(3)])})
	}
	return parts, asked
}

// TestQuoteHolds asks any book any question: the steps lead to the price one from the other, no price is below nought, the
// order in which rules and prices were read changes nothing, and there is a price or a word why there is none.
func TestQuoteHolds(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		parts, asked := market(r)
		shuffled := parts
		shuffled.Rules, shuffled.Prices, shuffled.Lists = slices.Clone(parts.Rules), slices.Clone(parts.Prices), slices.Clone(parts.Lists)
		slices.Reverse(shuffled.Rules)
		slices.Reverse(shuffled.Prices)
		slices.Reverse(shuffled.Lists)
		a, b := NewPriceBook(parts), NewPriceBook(shuffled)
		for _, q := range asked {
			got := a.Quote(q)
			if again := b.Quote(q); !reflect.DeepEqual(got, again) {
				t.Fatalf("seed %d: the order read matters: %+v, %+v", seed, got, again)
			}
			checkQuotation(t, seed, q, got)
		}
	}
}

func checkQuotation(t *testing.T, seed uint64, q Inquiry, got Quotation) {
	t.Helper()
	last := money.Dec{}
	for i, s := range got.Steps {
		if i > 0 && s.Before != last {
			t.Fatalf("seed %d: step %d begins at %s, not at %s", seed, i, s.Before, last)
		}
		if s.After.Sign() < 0 || s.After.Places() > mostDigits {
			t.Fatalf("seed %d: step %d ends at %s", seed, i, s.After)
		}
		last = s.After
	}
	if got.Found != (len(got.Steps) > 0) || got.Price != last || got.Currency != q.Currency || got.Gross != q.Gross {
		t.Fatalf("seed %d: %+v", seed, got)
	}
	if !got.Found && len(got.Remarks) == 0 {
		t.Fatalf("seed %d: no price and no word why", seed)
	}
}

func TestRateOn(t *testing.T) {
	rates := ShippedTaxRates()
	for _, c := range []struct {
		country string
		class   TaxClass
		day     crm.Day
		rate    string
		exempt  bool
	}{
		{"RU", "", "2025-12-31", "20", false}, {"RU", TaxStandard, "2026-01-01", "22", false}, {"RU", TaxReduced, today, "10", false},
		{"RU", TaxExempt, today, "0", true}, {"UA", TaxLow, today, "7", false}, {"EE", TaxStandard, today, "24", false}, {"EE", TaxStandard, "2025-06-30", "22", false},
		{"KZ", TaxStandard, today, "16", false}, {"GB", TaxLow, today, "20", false}, {"DE", TaxZero, today, "0", false},
	} {
		got, ok := RateOn(rates, c.country, c.class, c.day)
		if !ok || got.Rate != dec(c.rate) || got.Exempt != c.exempt {
			t.Errorf("%s %s on %s: %+v %v", c.country, c.class, c.day, got, ok)
		}
	}
	if _, ok := RateOn(rates, "US", TaxStandard, today); ok {
		t.Error("a country without VAT has no rate")
	}
}

// BenchmarkQuote asks for a price with all mechanisms on.
func BenchmarkQuote(b *testing.B) {
	parts, q := shop(), ask()
	parts.Indices = []Index{{ID: 1, Name: "Сталь", Readings: []Reading{{today, dec("55")}}}}
	parts.Capacities = []Capacity{{ID: 1, Daily: dec("10"), Days: []CapacityDay{{Day: today, Taken: dec("6")}}}}
	parts.Rules = []Rule{{ID: 1, Kind: BySegment, Segment: &SegmentPrice{Segment: 1, Percent: dec("-10")}}, {ID: 2, Kind: ByVolume, Volume: &VolumePrice{Tiers: []Tier{{From: dec("1"), Percent: dec("-5")}}}},
		{ID: 3, Kind: ByIndex, Index: &IndexPrice{Index: 1, Scale: true, Base: dec("50")}}, {ID: 4, Kind: ByYield, Yield: &YieldPrice{Capacity: 1, Left: []LeftStep{{dec("50"), dec("10")}}, Ahead: []AheadStep{{0, dec("1")}}}},
		{ID: 5, Kind: ByNegotiation, Negotiation: &Negotiation{Client: 5, Agreed: true, Price: dec("850"), Floor: dec("900")}}, {ID: 6, Kind: ByAuction, Auction: &Auction{Closes: now - 1, Bids: []Bid{{5, dec("900"), now - 2}}}}}
	q.Item.Features = []Feature{{Name: "Цвет", Choices: []Choice{{Name: "RAL", Add: dec("10"), Percent: true}}}}
	q.Choices, q.Item.Cost, q.Gross = []string{"RAL"}, dec("500"), true
	book := NewPriceBook(parts)
	if got := book.Quote(q); len(got.Steps) != 9 {
		b.Fatalf("%v", mechanisms(got))
	}
	for b.Loop() {
		book.Quote(q)
	}
}
