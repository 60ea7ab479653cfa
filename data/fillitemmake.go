package data

import (
	"fmt"
	"math/rand/v2"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// assortment makes the items of a filled catalogue: the same seed and number give the same one.
type assortment struct {
	seed   uint64
	groups []trade.Group
	spots  []spot
	lists  [2]trade.PriceList
}

// spot is a place in the catalogue where items are put.
type spot struct {
	craft  *craft
	family *family
	group  trade.GroupID
}

// ware is an item of a filled catalogue with its prices.
type ware struct {
	item   trade.Item
	prices []trade.ItemPrice
}

// fillDay is the day the invented prices are looked at from.
var fillDay = crm.DayOf(fillStart.Add(fillSpan))

// fillTongues are the shares of the languages of items.
var fillTongues = []int{70, 15, 15}

func newAssortment(seed int64, home money.Currency) *assortment {
	second := money.EUR
	if home == second {
		second = money.USD
	}
	a := &assortment{seed: uint64(seed), lists: [2]trade.PriceList{
		{ID: 1, Name: "Основной", Currency: home, Main: true, Place: 1},
		{ID: 2, Name: "Export", Currency: second, From: "2022-01-01", Place: 2},
	}}
	for c := range crafts {
		top := a.addGroup(crafts[c].name[0], 0, c)
		for f := range crafts[c].families {
			a.addFamily(&crafts[c], &crafts[c].families[f], top, f)
		}
	}
	return a
}

func (a *assortment) addGroup(name string, parent trade.GroupID, place int) trade.GroupID {
	id := trade.GroupID(len(a.groups) + 1)
	a.groups = append(a.groups, trade.Group{ID: id, Parent: parent, Name: name, Place: place + 1})
	return id
}

// addFamily makes a group of a family, of goods with series below.
func (a *assortment) addFamily(c *craft, f *family, top trade.GroupID, place int) {
	group := a.addGroup(f.name[0], top, place)
	a.spots = append(a.spots, spot{c, f, group})
	if c.kind != trade.Goods {
		return
	}
	for i, s := range fillSeries {
		a.spots = append(a.spots, spot{c, f, a.addGroup(s[0], group, i)})
	}
}

// ware makes the i-th of n items.
func (a *assortment) ware(i, n int) ware {
	r := rand.New(rand.NewPCG(a.seed, uint64(i)))
	at := a.spots[r.IntN(len(a.spots))]
	tongue := weighted(r, fillTongues)
	first := int64(i+1) << fillIDBits
	price := at.family.least*100 + r.Int64N(at.family.least*2000) // hundredths
	item := trade.Item{
		ID: trade.ItemID(first), Article: fmt.Sprintf("%s-%05d", at.family.code, i+1), Unit: at.family.unit[tongue], Kind: at.craft.kind, Group: at.group,
		Name: pick(r, at.family.nouns)[tongue] + " " + pick(r, at.family.qualities)[tongue] + " " + pick(r, at.family.sizes) + " " + pick(r, fillMakers),
		Tax:  at.craft.tax, Cost: hundredths(price * int64(55+r.IntN(30)) / 100), CostIn: a.lists[0].Currency, Supplier: pick(r, fillSuppliers), Stream: at.craft.stream,
		Inactive: r.IntN(20) == 0, Created: crm.At(fillStart.Add(time.Duration(float64(fillSpan) * float64(i) / float64(max(n, 1))))),
	}
	a.dress(r, &item, at, tongue)
	return ware{item, a.prices(r, item.ID, price)}
}

// dress adds what not every item has.
func (a *assortment) dress(r *rand.Rand, item *trade.Item, at spot, tongue int) {
	switch r.IntN(12) {
	case 0:
		item.Tax = trade.TaxReduced
	case 1:
		item.Tax = trade.TaxZero
	case 2:
		item.Group = 0
	}
	if item.Stream == trade.Subscription {
		item.Period = trade.Monthly
		if at.family.code == "ЛЦ" {
			item.Stream = trade.Licensing
		}
	}
	if r.IntN(3) == 0 {
		item.Description = pick(r, fillWords)[tongue] + ", " + pick(r, fillWords)[tongue]
	}
	if len(at.family.features) > 0 && r.IntN(4) == 0 {
		item.Features = at.family.features
		for k, c := range item.Features[0].Choices {
			v := trade.Variant{Choices: []string{c.Name}, Article: fmt.Sprintf("%s/%d", item.Article, k+1)}
			if r.IntN(3) == 0 {
				v.Priced, v.Price = true, item.Cost.Add(item.Cost)
			}
			item.Variants = append(item.Variants, v)
		}
	}
}

// prices makes the prices of an item: one now and some before on the main list, and on the second list often one.
func (a *assortment) prices(r *rand.Rand, item trade.ItemID, price int64) []trade.ItemPrice {
	var out []trade.ItemPrice
	add := func(list int, from crm.Day, price int64) {
		day, _ := from.Time()
		out = append(out, trade.ItemPrice{ID: trade.PriceID(int64(item) + int64(len(out)) + 1), List: a.lists[list].ID, Item: item, From: from, Price: hundredths(price), Set: crm.At(day)})
	}
	if r.IntN(12) > 0 {
		years := r.IntN(4)
		for y := years; y >= 0; y-- {
			add(0, fillDay.Plus(-365*y-r.IntN(300)), price*int64(100-7*y)/100)
		}
	}
	if r.IntN(10) < 7 {
		add(1, fillDay.Plus(-r.IntN(700)), max(1, price/95))
	}
	return out
}

// hundredths makes a decimal of hundredths.
func hundredths(n int64) money.Dec {
	d, _ := money.DecInt(n).Div(money.DecInt(100), 2) // a hundred is no nought
	return d
}

// aside makes what prices depend on besides the lists: segments, a capacity, an index, rates of exchange and some rules of
// each mechanism. Negotiations need clients, and there are none without.
func (a *assortment) aside(clients []crm.ClientID) []crm.Record {
	r := rand.New(rand.NewPCG(a.seed, 1<<40))
	capacity := trade.Capacity{ID: 1, Name: "Подъёмник", Unit: "сут", Daily: money.DecInt(4)}
	index := trade.Index{ID: 1, Name: "Медь", Unit: "т"}
	out := []crm.Record{
		crm.Segment{ID: 1, Name: "Сети", Types: []crm.RelType{crm.Business, crm.Strategic}}, crm.Segment{ID: 2, Name: "Опт", Tags: []string{"опт"}},
	}
	for d := range 60 {
		capacity.Days = append(capacity.Days, trade.CapacityDay{Day: fillDay.Plus(d), Taken: money.DecInt(int64(r.IntN(5)))})
		index.Readings = append(index.Readings, trade.Reading{Day: fillDay.Plus(-d), Value: money.DecInt(int64(8900 + r.IntN(600)))})
		out = append(out, trade.Exchange{ID: trade.ExchangeID(d + 1), Currency: a.lists[1].Currency, Day: fillDay.Plus(-d), Rate: hundredths(int64(9400 + r.IntN(300)))})
	}
	out = append(out, capacity, index)
	id := trade.RuleID(0)
	rule := func(kind trade.Mechanism, name string, scope trade.Scope, fill func(*trade.Rule)) {
		id++
		one := trade.Rule{ID: id, Kind: kind, Name: name, Scope: scope, Place: int(id)}
		fill(&one)
		out = append(out, one)
	}
	group := func() trade.Scope { return trade.Scope{Groups: []trade.GroupID{pick(r, a.groups).ID}} }
	rule(trade.BySegment, "Сети", trade.Scope{}, func(x *trade.Rule) { x.Segment = &trade.SegmentPrice{Segment: 1, Percent: money.DecInt(-7)} })
	rule(trade.BySegment, "Опт", group(), func(x *trade.Rule) { x.Segment = &trade.SegmentPrice{Segment: 2, List: 2} })
	for k := range 20 {
		rule(trade.ByVolume, fmt.Sprint("Объём ", k+1), group(), func(x *trade.Rule) {
			x.Volume = &trade.VolumePrice{Cumulated: k%5 == 0, Days: 365, Tiers: []trade.Tier{{From: money.DecInt(10), Percent: money.DecInt(-3)}, {From: money.DecInt(100), Percent: money.DecInt(int64(-5 - k%4))}}}
		})
	}
	rule(trade.ByYield, "Загрузка", trade.Scope{Streams: []trade.Stream{trade.Renting}}, func(x *trade.Rule) {
		x.Yield = &trade.YieldPrice{Capacity: 1, Left: []trade.LeftStep{{AtMost: money.DecInt(25), Percent: money.DecInt(20)}}, Ahead: []trade.AheadStep{{Days: 30, Percent: money.DecInt(-10)}}}
	})
	rule(trade.ByIndex, "По меди", a.scopeOf("КБ"), func(x *trade.Rule) {
		x.Index = &trade.IndexPrice{Index: 1, Scale: true, Base: money.DecInt(9000), Fresh: 14}
	})
	for k, c := range clients {
		item := trade.ItemID(int64(k+1) << fillIDBits)
		rule(trade.ByNegotiation, "", trade.Scope{Items: []trade.ItemID{item}}, func(x *trade.Rule) {
			x.Negotiation = &trade.Negotiation{Client: c, Currency: a.lists[0].Currency, Agreed: k%3 > 0, Price: money.DecInt(90), Floor: money.DecInt(70), AgreedOn: fillDay.Plus(-k),
				Rounds: []trade.Round{{Day: fillDay.Plus(-k - 5), Theirs: true, Price: money.DecInt(80)}, {Day: fillDay.Plus(-k - 3), Price: money.DecInt(90)}}}
		})
		if k == 0 {
			rule(trade.ByAuction, "Лот", trade.Scope{Items: []trade.ItemID{item}}, func(x *trade.Rule) {
				x.Auction = &trade.Auction{Currency: a.lists[0].Currency, Closes: crm.At(fillStart.Add(fillSpan)), Bids: []trade.Bid{{Client: c, Price: money.DecInt(120), At: crm.At(fillStart)}}}
			})
		}
	}
	return out
}

// scopeOf is the group of a family.
func (a *assortment) scopeOf(code string) trade.Scope {
	for _, s := range a.spots {
		if s.family.code == code {
			return trade.Scope{Groups: []trade.GroupID{s.group}}
		}
	}
	return trade.Scope{}
}
