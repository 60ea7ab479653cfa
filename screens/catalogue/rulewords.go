package catalogue

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/parts"
)

// namesShown is how many items of a rule are named.
const namesShown = 4

// ruleSentence says in words what a rule does, for what, and when.
func (s *PricesScreen) ruleSentence(r trade.Rule) string {
	return joined(s.effectWords(r), s.scopeWords(r.Scope), s.span(r.From, r.Until))
}

// scopeWords says what a rule is for.
func (s *PricesScreen) scopeWords(c trade.Scope) string {
	t, k := s.env.T, s.known
	var words []string
	for i, id := range c.Items {
		if i == namesShown {
			words = append(words, t.N("catalogue.scope.more", len(c.Items)-namesShown))
			break
		}
		if name := k.items[id]; name != "" {
			words = append(words, name)
		} else {
			words = append(words, t.T("catalogue.scope.gone"))
		}
	}
	for _, id := range c.Groups {
		if g, ok := k.group(id); ok {
			words = append(words, t.T("catalogue.scope.group", "Name", g.Name))
		} else {
			words = append(words, t.T("catalogue.scope.gone"))
		}
	}
	for _, x := range c.Streams {
		words = append(words, t.T("trade.stream."+x.Word()))
	}
	if len(words) == 0 {
		return t.T("catalogue.scope.all")
	}
	return t.T("catalogue.scope.for", "List", strings.Join(words, ", "))
}

// effectWords says what a rule does to the price.
func (s *PricesScreen) effectWords(r trade.Rule) string {
	switch {
	case r.Segment != nil:
		return s.segmentEffect(*r.Segment)
	case r.Volume != nil:
		return s.volumeEffect(*r.Volume)
	case r.Negotiation != nil:
		return s.talksEffect(*r.Negotiation)
	case r.Yield != nil:
		return s.yieldEffect(*r.Yield)
	case r.Index != nil:
		return s.indexEffect(*r.Index)
	case r.Auction != nil:
		return s.auctionEffect(*r.Auction)
	}
	return ""
}

func (s *PricesScreen) percent(d money.Dec) string {
	if d.IsZero() {
		return money.FormatPercent(d, string(s.env.T.Lang()))
	}
	return parts.SignedPercent(s.env.T, d)
}

func (s *PricesScreen) dec(d money.Dec) string { return money.FormatDec(d, string(s.env.T.Lang())) }

func (s *PricesScreen) segmentEffect(p trade.SegmentPrice) string {
	t, name, list := s.env.T, "", ""
	for _, g := range s.known.segments {
		if g.ID == p.Segment {
			name = g.Name
		}
	}
	for _, l := range s.known.lists {
		if l.ID == p.List {
			list = l.Name
		}
	}
	switch {
	case list != "" && !p.Percent.IsZero():
		return t.T("catalogue.effect.segment.both", "Name", name, "List", list, "Percent", s.percent(p.Percent))
	case list != "":
		return t.T("catalogue.effect.segment.list", "Name", name, "List", list)
	}
	return t.T("catalogue.effect.segment", "Name", name, "Percent", s.percent(p.Percent))
}

func (s *PricesScreen) volumeEffect(v trade.VolumePrice) string {
	t := s.env.T
	var tiers []string
	for _, x := range v.Tiers {
		change := s.percent(x.Percent)
		if x.Fixed {
			change = s.dec(x.Price)
		}
		tiers = append(tiers, t.T("catalogue.effect.tier", "From", s.dec(x.From), "Change", change))
	}
	words := strings.Join(tiers, ", ")
	switch {
	case v.Cumulated && v.Days > 0:
		words = joined(words, t.N("catalogue.effect.cumulated.days", v.Days))
	case v.Cumulated:
		words = joined(words, t.T("catalogue.effect.cumulated"))
	}
	return words
}

func (s *PricesScreen) talksEffect(n trade.Negotiation) string {
	t, client := s.env.T, s.known.clients[n.Client]
	if client == "" {
		client = t.T("catalogue.scope.gone")
	}
	words := ""
	switch {
	case n.Agreed && n.Least.Sign() > 0:
		words = t.T("catalogue.effect.agreed.least", "Name", client, "Price", parts.Price(t, n.Price, n.Currency), "Least", s.dec(n.Least))
	case n.Agreed:
		words = t.T("catalogue.effect.agreed", "Name", client, "Price", parts.Price(t, n.Price, n.Currency))
	case len(n.Rounds) > 0:
		last := n.Rounds[len(n.Rounds)-1]
		key := "catalogue.effect.talks.ours"
		if last.Theirs {
			key = "catalogue.effect.talks.theirs"
		}
		words = t.T(key, "Name", client, "Price", parts.Price(t, last.Price, n.Currency), "Day", parts.Date(t, last.Day))
	default:
		words = t.T("catalogue.effect.talks", "Name", client)
	}
	if n.Floor.Sign() > 0 {
		words = joined(words, t.T("catalogue.effect.floor", "Price", parts.Price(t, n.Floor, n.Currency)))
	}
	return words
}

func (s *PricesScreen) yieldEffect(y trade.YieldPrice) string {
	t, name := s.env.T, ""
	for _, c := range s.known.capacities {
		if c.ID == y.Capacity {
			name = c.Name
		}
	}
	words := []string{t.T("catalogue.effect.yield", "Name", name)}
	for _, x := range y.Left {
		words = append(words, t.T("catalogue.effect.left", "N", money.FormatPercent(x.AtMost, string(t.Lang())), "Change", s.percent(x.Percent)))
	}
	for _, x := range y.Ahead {
		words = append(words, t.N("catalogue.effect.ahead", x.Days, "Change", s.percent(x.Percent)))
	}
	return joined(words...)
}

func (s *PricesScreen) indexEffect(x trade.IndexPrice) string {
	t, name := s.env.T, ""
	for _, i := range s.known.indices {
		if i.ID == x.Index {
			name = i.Name
		}
	}
	if x.Scale {
		return t.T("catalogue.effect.scale", "Name", name, "Base", s.dec(x.Base))
	}
	return t.T("catalogue.effect.formula", "Name", name, "Fixed", s.dec(x.Fixed), "Factor", s.dec(x.Factor))
}

func (s *PricesScreen) auctionEffect(a trade.Auction) string {
	t := s.env.T
	closes := a.Closes.Time(s.env.Now().Location())
	words := t.T("catalogue.effect.auction", "When", t.DateClock(closes))
	if bid, won := a.Winner(crm.At(s.env.Now())); won {
		words = joined(words, t.T("catalogue.effect.won", "Name", s.known.clients[bid.Client], "Price", parts.Price(t, bid.Price, a.Currency)))
	} else if best, some := highest(a); some {
		words = joined(words, t.T("catalogue.effect.best", "Name", s.known.clients[best.Client], "Price", parts.Price(t, best.Price, a.Currency)))
	}
	return joined(words, t.N("catalogue.effect.bids", len(a.Bids)))
}

// highest is the highest bid so far.
func highest(a trade.Auction) (trade.Bid, bool) {
	var best trade.Bid
	for i, b := range a.Bids {
		if i == 0 || b.Price.Cmp(best.Price) > 0 {
			best = b
		}
	}
	return best, len(a.Bids) > 0
}
