package desk

import (
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// demoGroups are the groups of the demo firm's catalogue; the first of each branch holds the others.
var demoGroups = []struct {
	key, parent string
	items       string // keys, parted by spaces
}{
	{"equipment", "", ""},
	{"air", "equipment", "vu600 vu1200 vu2500 rk500 vk160 vk250 vk400 hood mute valve grille diff duct150 duct250 wool"},
	{"cold", "equipment", "ox09 ox18 copper"},
	{"heat", "equipment", "gas60 el24 conv rad curtain heater pump"},
	{"damp", "equipment", "dry60 steam15 uf2 f7 g4"},
	{"watch", "equipment", "dt4 dco panel remote link"},
	{"works", "", "m01 m02 m03 m04 m05 m06 m07 m08 m09 m10"},
	{"upkeep", "", "o12 o06 house"},
}

// demoPeriods tell by the unit how often upkeep is paid; visits are paid one by one.
var demoPeriods = map[string]trade.Period{"month": trade.Monthly, "year": trade.Yearly}

// demoShop is what the demo firm sells and how its prices come about.
type demoShop struct {
	groups     []trade.Group
	items      []trade.Item
	byKey      map[string]trade.ItemID
	list       trade.PriceList
	prices     []trade.ItemPrice
	segment    crm.Segment
	index      trade.Index
	capacity   trade.Capacity
	rules      []trade.Rule
	groupByKey map[string]trade.GroupID
}

func (b *demo) next() int64 { return b.desk.ids.next() }

// stock makes the catalogue; the offers' lines point to it.
func (b *demo) stock() {
	b.stockItems()
	b.priceRules()
}

// stockItems makes groups, items and prices.
func (b *demo) stockItems() {
	s := &b.shop
	s.byKey, s.groupByKey = map[string]trade.ItemID{}, map[string]trade.GroupID{}
	s.list = trade.PriceList{ID: trade.ListID(b.next()), Name: b.words.Catalogue["list"], Currency: money.Currency(b.words.Firm.Currency), Main: true,
		Gross: b.words.Firm.Tax == string(trade.TaxGross)}
	for i, g := range demoGroups {
		group := trade.Group{ID: trade.GroupID(b.next()), Parent: s.groupByKey[g.parent], Name: b.words.Catalogue["group-"+g.key], Place: i}
		s.groups, s.groupByKey[g.key] = append(s.groups, group), group.ID
		for _, key := range strings.Fields(g.items) {
			b.stockItem(key, g.key, group.ID)
		}
	}
}

// stockItem adds one item with its price, which was a little lower a year ago.
func (b *demo) stockItem(key, branch string, group trade.GroupID) {
	s, plan := &b.shop, demoItems[key]
	texts := columns(b.words.Items[key], 3)
	price := money.DecInt(plan.price).Mul(b.scale())
	item := trade.Item{ID: trade.ItemID(b.next()), Article: texts[0], Name: texts[1], Description: texts[2], Unit: b.words.Units[plan.unit], Group: group,
		Kind: trade.Goods, Stream: trade.AssetSale, CostIn: s.list.Currency, Created: b.ago(900-len(s.items), 9, 0)}
	share := int64(58 + len(s.items)*7%19)
	item.Cost = money.RoundHalfUp(price.Mul(money.DecInt(share)).Mul(money.MustDec("0.01")), 0)
	switch branch {
	case "works":
		item.Kind, item.Stream = trade.Work, trade.UsageFee
	case "upkeep":
		item.Kind, item.Stream, item.Period = trade.Service, trade.Subscription, demoPeriods[plan.unit]
	}
	if key == "vu1200" {
		item.Features = b.features()
	}
	s.items, s.byKey[key] = append(s.items, item), item.ID
	if price.IsZero() {
		return
	}
	before := money.RoundHalfUp(price.Mul(money.MustDec("0.93")), 0)
	for _, p := range []trade.ItemPrice{{From: b.desk.Today().Plus(-600), Price: before}, {From: b.desk.Today().Plus(-320), Price: price}} {
		p.ID, p.List, p.Item, p.Set = trade.PriceID(b.next()), s.list.ID, item.ID, b.ago(320, 10, 0)
		s.prices = append(s.prices, p)
	}
}

// features are what can be chosen of the supply unit.
func (b *demo) features() []trade.Feature {
	heater, side := columns(b.words.Catalogue["heater"], 3), columns(b.words.Catalogue["side"], 3)
	return []trade.Feature{
		{Name: heater[0], Choices: []trade.Choice{{Name: heater[1]}, {Name: heater[2], Add: money.RoundHalfUp(money.DecInt(18000).Mul(b.scale()), 0)}}},
		{Name: side[0], Choices: []trade.Choice{{Name: side[1]}, {Name: side[2]}}},
	}
}

// priceRules are rules of each mechanism, one small example of each.
func (b *demo) priceRules() {
	s, today, w := &b.shop, b.desk.Today(), b.words.Catalogue
	percent := func(p string) money.Dec { return money.MustDec(p) }
	sum := func(n int64) money.Dec { return money.RoundHalfUp(money.DecInt(n).Mul(b.scale()), 0) }
	item := func(keys ...string) trade.Scope {
		var scope trade.Scope
		for _, k := range keys {
			scope.Items = append(scope.Items, s.byKey[k])
		}
		return scope
	}
	s.segment = crm.Segment{ID: crm.SegmentID(b.next()), Name: w["segment"], Types: []crm.RelType{crm.Strategic}}
	s.index = trade.Index{ID: trade.IndexID(b.next()), Name: w["index"], Unit: w["index-unit"], Readings: []trade.Reading{
		{Day: today.Plus(-62), Value: percent("9120")}, {Day: today.Plus(-31), Value: percent("9340")}, {Day: today.Plus(-2), Value: percent("9485")}}}
	s.capacity = trade.Capacity{ID: trade.CapacityID(b.next()), Name: w["capacity"], Unit: w["capacity-unit"], Daily: percent("24")}
	for i, taken := range []string{"24", "22", "24", "20", "18", "0", "0", "16", "12", "8"} {
		s.capacity.Days = append(s.capacity.Days, trade.CapacityDay{Day: today.Plus(i), Taken: percent(taken)})
	}
	cedar, thread := b.clients[b.byKey["cedar"]].ID, b.clients[b.byKey["thread"]].ID
	s.rules = []trade.Rule{
		{Kind: trade.BySegment, Name: w["rule-segment"], Scope: trade.Scope{Groups: []trade.GroupID{s.groupByKey["equipment"]}}, Segment: &trade.SegmentPrice{Segment: s.segment.ID, Percent: percent("-5")}},
		b.volumeRule(),
		{Kind: trade.ByIndex, Name: w["rule-index"], Scope: item("copper"), Index: &trade.IndexPrice{Index: s.index.ID, Scale: true, Base: percent("9000"), Fresh: 14}},
		{Kind: trade.ByYield, Name: w["rule-yield"], Scope: item("m01"), Yield: &trade.YieldPrice{Capacity: s.capacity.ID, Left: []trade.LeftStep{{AtMost: percent("20"), Percent: percent("10")}}, Ahead: []trade.AheadStep{{Days: 30, Percent: percent("-5")}}}},
		{Kind: trade.ByNegotiation, Name: w["rule-negotiation"], Scope: item("house"), Until: today.Plus(300), Negotiation: &trade.Negotiation{Client: cedar, Currency: s.list.Currency, Gross: s.list.Gross, Agreed: true,
			Price: sum(168000), Floor: sum(160000), AgreedOn: today.Plus(-40), Rounds: []trade.Round{{Day: today.Plus(-55), Price: sum(180000)}, {Day: today.Plus(-50), Theirs: true, Price: sum(155000)}, {Day: today.Plus(-40), Price: sum(168000)}}}},
		{Kind: trade.ByNegotiation, Name: w["rule-negotiation"], Scope: item("vu1200"), Negotiation: &trade.Negotiation{Client: thread, Currency: s.list.Currency, Gross: s.list.Gross, Floor: sum(340000),
			Rounds: []trade.Round{{Day: today.Plus(-3), Price: sum(384000)}, {Day: today.Plus(-1), Theirs: true, Price: sum(350000)}}}},
		{Kind: trade.ByAuction, Name: w["rule-auction"], Scope: item("vu600"), Auction: &trade.Auction{Currency: s.list.Currency, Gross: s.list.Gross, Closes: b.evening(5), Reserve: sum(180000),
			Bids: []trade.Bid{{Client: cedar, Price: sum(190000), At: b.ago(2, 12, 0)}, {Client: thread, Price: sum(196000), At: b.ago(1, 16, 30)}}}},
	}
	for i := range s.rules {
		s.rules[i].ID, s.rules[i].Place = trade.RuleID(b.next()), i
	}
}

// volumeRule makes filters cheaper by the dozen.
func (b *demo) volumeRule() trade.Rule {
	d := money.MustDec
	return trade.Rule{Kind: trade.ByVolume, Name: b.words.Catalogue["rule-volume"], Scope: trade.Scope{Items: []trade.ItemID{b.shop.byKey["f7"], b.shop.byKey["g4"]}},
		Volume: &trade.VolumePrice{Tiers: []trade.Tier{{From: d("10"), Percent: d("-10")}, {From: d("50"), Percent: d("-15")}}}}
}

// evening is six o'clock some days from now.
func (b *demo) evening(days int) crm.Moment {
	day := b.desk.now().AddDate(0, 0, days)
	return crm.At(time.Date(day.Year(), day.Month(), day.Day(), 18, 0, 0, 0, day.Location()))
}

// shopChanges are the records of the catalogue.
func (b *demo) shopChanges(out []crm.Change) []crm.Change {
	s := &b.shop
	out = addAll(out, s.groups)
	out = addAll(out, s.items)
	out = addAll(append(out, crm.Add(s.list), crm.Add(s.segment), crm.Add(s.index), crm.Add(s.capacity)), s.prices)
	return addAll(out, s.rules)
}
