package trade

import "rapport/app/crm"

// PriceIn finds the price that holds on a list on a day among the prices of one item: the one that began last, and of two
// of one day the one set last.
func PriceIn(all []ItemPrice, list ListID, day crm.Day) (ItemPrice, bool) {
	var best ItemPrice
	found := false
	for _, p := range all {
		if p.List != list || !within(day, p.From, p.Until) || found && (p.From < best.From || p.From == best.From && p.Set < best.Set) {
			continue
		}
		best, found = p, true
	}
	return best, found
}

// Lies reports whether a group is the other or lies below it.
func Lies(all []Group, group, other GroupID) bool {
	parents := make(map[GroupID]GroupID, len(all))
	for _, g := range all {
		parents[g.ID] = g.Parent
	}
	for range deepest {
		if group == other && group != 0 {
			return true
		}
		if group == 0 {
			return false
		}
		group = parents[group]
	}
	return true // a ring
}

// Below lists a group and all groups below it.
func Below(all []Group, group GroupID) []GroupID {
	out := []GroupID{group}
	for i := 0; i < len(out) && i < len(all)+1; i++ {
		for _, g := range all {
			if g.Parent == out[i] && g.ID != group {
				out = append(out, g.ID)
			}
		}
	}
	return out
}

// CheckRule lists what is wrong with a rule of prices; one with a fault is not kept.
func CheckRule(r Rule) []crm.Fault {
	var faults []crm.Fault
	add := func(field, reason string) { faults = append(faults, crm.Fault{Field: field, Reason: reason}) }
	if r.From != "" && r.Until != "" && r.Until < r.From {
		add("until", "trade.rule.until")
	}
	filled := map[Mechanism]bool{BySegment: r.Segment != nil, ByVolume: r.Volume != nil, ByNegotiation: r.Negotiation != nil, ByYield: r.Yield != nil, ByIndex: r.Index != nil, ByAuction: r.Auction != nil}
	if !filled[r.Kind] {
		add("kind", "trade.rule.empty")
		return faults
	}
	switch {
	case r.Segment != nil && r.Segment.Segment == 0:
		add("segment", "trade.rule.segment")
	case r.Volume != nil && len(r.Volume.Tiers) == 0:
		add("tiers", "trade.rule.tiers")
	case r.Negotiation != nil && r.Negotiation.Client == 0:
		add("client", "trade.rule.client")
	case r.Negotiation != nil && r.Negotiation.Agreed && r.Negotiation.Price.Sign() <= 0:
		add("price", "trade.rule.price")
	case r.Yield != nil && r.Yield.Capacity == 0:
		add("capacity", "trade.rule.capacity")
	case r.Index != nil && r.Index.Index == 0:
		add("index", "trade.rule.index")
	case r.Index != nil && r.Index.Scale && r.Index.Base.Sign() <= 0:
		add("base", "trade.rule.base")
	case r.Auction != nil && len(r.Scope.Items) == 0:
		add("items", "trade.rule.items")
	}
	return faults
}
