package desk

import (
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

// TestDemoSalesAgree compares the deals of the demo firm with its offers and orders: what was accepted is won and ordered.
func TestDemoSalesAgree(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		today := b.desk.Today()
		way := trade.ShippedPipeline(func(key string) string { return key })
		way.ID = shippedPipeline
		if n := len(b.deals); n < 15 || n > 30 {
			t.Errorf("%d deals", n)
		}
		stages, late := map[trade.StageID]int{}, 0
		dealOf := map[trade.OfferID]trade.Deal{}
		for _, d := range b.deals {
			stages[d.Stage]++
			for _, f := range trade.CheckDeal(d, way, today) {
				if trade.DealBlocks(f) || f.Reason != "trade.deal.overdue" {
					t.Errorf("%s: %v", d.Title, f)
				}
			}
			if d.Since() > crm.At(b.desk.now()) || d.Since() < d.Created {
				t.Errorf("%s on its stage since %d, created %d", d.Title, d.Since(), d.Created)
			}
			if (d.Outcome == trade.Lost) != (d.LostReason != "" && d.LostNote != "") || (d.Outcome == trade.Running) != (d.ClosedOn == "") {
				t.Errorf("%+v", d)
			}
			for _, o := range d.Offers {
				dealOf[o] = d
			}
		}
		for _, s := range way.Stages {
			if stages[s.ID] == 0 {
				t.Errorf("nothing on stage %s", s.Name)
			}
		}
		for _, o := range b.offers {
			d, has := dealOf[o.ID]
			i := slices.IndexFunc(b.orders, func(x trade.Order) bool { return x.Offer == o.ID })
			if accepted := o.State == trade.Accepted; accepted != (i >= 0) || accepted != (d.Outcome == trade.Won) || has && d.Client != o.Client {
				t.Errorf("%s %s: order %d, deal %+v", o.Number, o.State, i, d)
			}
			if i >= 0 && (b.orders[i].Deal != d.ID || b.orders[i].Total() != d.Amount || b.orders[i].Day != o.ClosedOn || d.ClosedOn != o.ClosedOn) {
				t.Errorf("%s: %+v and %+v", o.Number, b.orders[i], d)
			}
		}
		numbers := map[string]bool{}
		for i, o := range b.orders {
			for _, f := range trade.CheckOrder(o) {
				t.Errorf("%s: %v", o.Number, f)
			}
			if numbers[o.Number] || i > 0 && o.Day < b.orders[i-1].Day || o.Kept > today || o.Day > today {
				t.Errorf("%+v", o)
			}
			numbers[o.Number] = true
			if o.State == trade.Placed && o.Late(today) > 0 {
				late++
			}
		}
		if late != 1 || len(b.orders) < 10 {
			t.Errorf("%d late of %d orders", late, len(b.orders))
		}
	})
}
