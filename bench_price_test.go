//go:build bench

package main_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// items is how many items the catalogue of the benches has.
const items = 100_000

// benchPrice measures prices and searches over a big catalogue with rules of every mechanism.
func benchPrice(t *testing.T, f *figures) {
	d, store := opened(t, copied(t, few))
	ctx := context.Background()
	if err := store.FillItems(ctx, items, 1, nil); err != nil {
		t.Fatal(err)
	}
	buyer := must[[]crm.ClientRow](t)(d.Clients(ctx, crm.ClientQuery{}, crm.Page{Limit: 1}))[0].ID
	rulesForAll(t, d, buyer)
	asked := desk.Asked{Client: buyer, Quantity: money.DecInt(12), Gross: true, Choices: someChoices(t, d)}
	n, steps := 0, map[trade.Mechanism]int{}
	took := spent(func() {
		err := d.QuoteItems(ctx, trade.ItemQuery{}, asked, func(q desk.Quoted) error {
			n++
			for i, s := range q.Steps {
				if i == 0 || q.Steps[i-1].By != s.By {
					steps[s.By]++
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	f.hold("Quote over 100,000 items, each", 1000*ms(took)/float64(max(1, n)), 100, "µs", fmt.Sprintf(" (%d items in %.1f s; %s)", n, took.Seconds(), atWork(steps)))
	var found []time.Duration
	rows := must[[]trade.ItemRow](t)
	for _, typed := range letters() {
		found = append(found, spent(func() {
			rows(d.Items(ctx, trade.ItemQuery{Search: typed, Sort: trade.ItemsByName}, d.Today(), crm.Page{Limit: gridPage}))
		}))
	}
	f.hold("search at each letter over 100,000 items, p95", ms(share(found, 0.95)), 16, "ms", fmt.Sprintf(" (median %.1f)", ms(median(found))))
}

// atWork says in the price of how many items each mechanism had a say.
func atWork(steps map[trade.Mechanism]int) string {
	said := fmt.Sprintf("%d of %d mechanisms at work:", len(steps), len(trade.Mechanisms))
	for _, m := range trade.Mechanisms {
		said += fmt.Sprintf(" %s %d", m, steps[m])
	}
	return said
}

// someChoices are the dearest choices of the first item that has features; items of its kind have them as well.
func someChoices(t *testing.T, d *desk.Desk) []string {
	var chosen []string
	enough := errors.New("enough")
	err := d.EachItem(context.Background(), trade.ItemQuery{}, func(i trade.Item) error {
		for _, f := range i.Features {
			chosen = append(chosen, f.Choices[len(f.Choices)-1].Name)
		}
		if len(chosen) > 0 {
			return enough
		}
		return nil
	})
	if err != nil && !errors.Is(err, enough) {
		t.Fatal(err)
	}
	return chosen
}

// auctioned are the items that were sold by auction: one in fifty.
func auctioned(t *testing.T, d *desk.Desk) []trade.ItemID {
	var sold []trade.ItemID
	n := 0
	err := d.EachItem(context.Background(), trade.ItemQuery{}, func(i trade.Item) error {
		if n++; n%50 == 1 {
			sold = append(sold, i.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sold
}

// rulesForAll turns on a rule of every mechanism for every item; the auction, which closed an hour ago and which the buyer
// won over others, is of one item in fifty.
func rulesForAll(t *testing.T, d *desk.Desk, buyer crm.ClientID) {
	ctx := context.Background()
	percent := money.DecInt
	segment := must[crm.Segment](t)(d.SaveSegment(ctx, crm.Segment{Name: "all"}))
	index := must[trade.Index](t)(d.SaveIndex(ctx, trade.Index{Name: "index", Readings: []trade.Reading{{Day: d.Today(), Value: percent(101)}}}))
	capacity := must[trade.Capacity](t)(d.SaveCapacity(ctx, trade.Capacity{Name: "capacity", Daily: percent(100)}))
	closed := crm.At(d.Now().Add(-time.Hour))
	bids := []trade.Bid{{Client: buyer + 1, Price: percent(650), At: closed - 3}, {Client: buyer, Price: percent(700), At: closed - 2}, {Client: buyer + 2, Price: percent(900), At: closed + 1}}
	for _, r := range []trade.Rule{
		{Kind: trade.BySegment, Segment: &trade.SegmentPrice{Segment: segment.ID, Percent: percent(-3)}},
		{Kind: trade.ByVolume, Volume: &trade.VolumePrice{Tiers: []trade.Tier{{From: percent(2), Percent: percent(-1)}, {From: percent(10), Percent: percent(-5)}}}},
		{Kind: trade.ByIndex, Index: &trade.IndexPrice{Index: index.ID, Scale: true, Base: percent(100)}},
		{Kind: trade.ByYield, Yield: &trade.YieldPrice{Capacity: capacity.ID, Left: []trade.LeftStep{{AtMost: percent(100), Percent: percent(1)}}, Ahead: []trade.AheadStep{{Percent: percent(-1)}}}},
		{Kind: trade.ByNegotiation, Negotiation: &trade.Negotiation{Client: buyer, Currency: "RUB", Agreed: true, Price: percent(500), Floor: percent(600)}},
		{Kind: trade.ByAuction, Scope: trade.Scope{Items: auctioned(t, d)}, Auction: &trade.Auction{Currency: "RUB", Closes: closed, Reserve: percent(600), Bids: bids}},
	} {
		must[trade.Rule](t)(d.SaveRule(ctx, r))
	}
}
