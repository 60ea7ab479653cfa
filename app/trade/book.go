package trade

import (
	"cmp"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
)

// BookParts are the records a price book is made of.
type BookParts struct {
	Home       money.Currency // of the firm
	Groups     []Group
	Lists      []PriceList
	Prices     []ItemPrice
	Rules      []Rule
	Indices    []Index
	Capacities []Capacity
	Segments   []crm.Segment
	Exchanges  []Exchange
	// Bought is how much of an item a client has ordered since a day, empty: ever. Nil when no orders are known.
	Bought func(client crm.ClientID, item ItemID, since crm.Day) money.Dec
}

// PriceBook is all that prices depend on, arranged so that one question costs the same however many items and rules
// there are. It may be asked from several goroutines.
type PriceBook struct {
	home       money.Currency
	parents    map[GroupID]GroupID
	lists      map[ListID]PriceList
	mains      []PriceList
	prices     map[ItemID][]ItemPrice
	rules      map[Mechanism]*ruleIndex
	talks      map[crm.ClientID]*ruleIndex // negotiations
	indices    map[IndexID]Index
	capacities map[CapacityID]Capacity
	segments   map[crm.SegmentID]crm.Segment
	exchanges  map[money.Currency][]Exchange // newest first
	bought     func(crm.ClientID, ItemID, crm.Day) money.Dec
}

// NewPriceBook arranges the parts.
func NewPriceBook(p BookParts) *PriceBook {
	b := &PriceBook{
		home: p.Home, parents: make(map[GroupID]GroupID, len(p.Groups)), lists: make(map[ListID]PriceList, len(p.Lists)),
		prices: make(map[ItemID][]ItemPrice, len(p.Prices)), rules: map[Mechanism]*ruleIndex{}, talks: map[crm.ClientID]*ruleIndex{},
		indices: byID(p.Indices, func(i Index) IndexID { return i.ID }), capacities: byID(p.Capacities, func(c Capacity) CapacityID { return c.ID }),
		segments:  byID(p.Segments, func(s crm.Segment) crm.SegmentID { return s.ID }),
		exchanges: map[money.Currency][]Exchange{}, bought: p.Bought,
	}
	for _, g := range p.Groups {
		b.parents[g.ID] = g.Parent
	}
	for _, l := range p.Lists {
		b.lists[l.ID] = l
		if l.Main {
			b.mains = append(b.mains, l)
		}
	}
	slices.SortFunc(b.mains, func(a, b PriceList) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	b.AddPrices(p.Prices...)
	for _, e := range p.Exchanges {
		b.exchanges[e.Currency] = append(b.exchanges[e.Currency], e)
	}
	for _, some := range b.exchanges {
		slices.SortFunc(some, func(a, b Exchange) int { return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.ID, a.ID)) })
	}
	b.addRules(p.Rules)
	return b
}

// AddPrices adds prices of items that the book knows nothing of yet; not while others ask.
func (b *PriceBook) AddPrices(prices ...ItemPrice) {
	for _, p := range prices {
		b.prices[p.Item] = append(b.prices[p.Item], p)
	}
}

func byID[K comparable, V any](all []V, id func(V) K) map[K]V {
	out := make(map[K]V, len(all))
	for _, v := range all {
		out[id(v)] = v
	}
	return out
}

// addRules arranges the rules by their place, so that the first found is the one that holds.
func (b *PriceBook) addRules(rules []Rule) {
	sorted := slices.Clone(rules)
	slices.SortFunc(sorted, func(a, b Rule) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	for i := range sorted {
		r := &sorted[i]
		switch {
		case r.Off:
		case r.Negotiation != nil:
			indexOf(b.talks, r.Negotiation.Client).add(r)
		default:
			indexOf(b.rules, r.Kind).add(r)
		}
	}
}

func indexOf[K comparable](m map[K]*ruleIndex, k K) *ruleIndex {
	if m[k] == nil {
		m[k] = &ruleIndex{items: map[ItemID][]*Rule{}, groups: map[GroupID][]*Rule{}, streams: map[Stream][]*Rule{}}
	}
	return m[k]
}

// ruleIndex finds the rules of one kind by what they are for.
type ruleIndex struct {
	items   map[ItemID][]*Rule
	groups  map[GroupID][]*Rule
	streams map[Stream][]*Rule
	all     []*Rule
}

func (x *ruleIndex) add(r *Rule) {
	for _, i := range r.Scope.Items {
		x.items[i] = append(x.items[i], r)
	}
	for _, g := range r.Scope.Groups {
		x.groups[g] = append(x.groups[g], r)
	}
	for _, s := range r.Scope.Streams {
		x.streams[s] = append(x.streams[s], r)
	}
	if len(r.Scope.Items)+len(r.Scope.Groups)+len(r.Scope.Streams) == 0 {
		x.all = append(x.all, r)
	}
}

// deepest bounds the way up the groups: groups that contain each other end there.
const deepest = 64

// nearest finds the rule that holds for an item: one for the item itself, else for its group or the nearest above it, else
// for its stream, else for everything; and of two as near the one of the lower place.
func (b *PriceBook) nearest(x *ruleIndex, item Item, day crm.Day, takes func(*Rule) bool) *Rule {
	if x == nil {
		return nil
	}
	first := func(rules []*Rule) *Rule {
		for _, r := range rules {
			if within(day, r.From, r.Until) && (takes == nil || takes(r)) {
				return r
			}
		}
		return nil
	}
	if r := first(x.items[item.ID]); r != nil {
		return r
	}
	group := item.Group
	for range deepest {
		if group == 0 {
			break
		}
		if r := first(x.groups[group]); r != nil {
			return r
		}
		group = b.parents[group]
	}
	if r := first(x.streams[item.Stream]); r != nil {
		return r
	}
	return first(x.all)
}

// within reports whether a day lies between two others, both included; an empty one is no bound.
func within(day, from, until crm.Day) bool {
	return (from == "" || from <= day) && (until == "" || day <= until)
}

// priceOn is the price of an item on a list on a day.
func (b *PriceBook) priceOn(item ItemID, list ListID, day crm.Day) (ItemPrice, bool) {
	return PriceIn(b.prices[item], list, day)
}

// rate is what one unit of a currency is worth in the firm's own on a day; false when nobody has said.
func (b *PriceBook) rate(c money.Currency, day crm.Day) (money.Dec, bool) {
	if c == b.home || c == "" {
		return money.DecInt(1), true
	}
	for _, e := range b.exchanges[c] {
		if e.Day <= day && e.Rate.Sign() > 0 {
			return e.Rate, true
		}
	}
	return money.Dec{}, false
}
