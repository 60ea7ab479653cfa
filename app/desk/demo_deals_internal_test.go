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

// TestDemoClientsOrderAgain holds that the dossiers of the demo firm have something to tell: clients order again and again
// over the last two years, what the talks say was delivered was ordered, and of the main client's orders one came late.
func TestDemoClientsOrderAgain(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		today := b.desk.Today()
		byClient, done := map[crm.ClientID][]trade.Order{}, map[crm.ClientID]map[crm.Day]bool{}
		for _, o := range b.orders {
			if o.State != trade.Cancelled && o.Day > today.Plus(-730) {
				byClient[o.Client] = append(byClient[o.Client], o)
			}
			if done[o.Client] == nil {
				done[o.Client] = map[crm.Day]bool{}
			}
			done[o.Client][o.Kept] = true
		}
		again := 0
		for id, orders := range byClient {
			if len(orders) > 1 {
				again++
			}
			if i := slices.IndexFunc(b.clients, func(c crm.Client) bool { return c.ID == id }); b.clients[i].Highest < crm.FirstTimeBuyer {
				t.Errorf("%s orders and never bought", b.clients[i].Name)
			}
		}
		if again < 25 {
			t.Errorf("%d clients ordered again", again)
		}
		for _, i := range b.interactions {
			if day := crm.DayOf(i.When.Time(b.desk.now().Location())); i.Way == "delivery" && !done[i.Client][day] {
				t.Errorf("what was delivered on %s was not ordered", day)
			}
		}
		cedar := b.clients[b.byKey["cedar"]].ID
		late, quarters := 0, map[string]bool{}
		for _, o := range byClient[cedar] {
			quarters[string(o.Day[:7])] = true
			if o.Late(today) > 0 {
				late++
			}
		}
		if len(byClient[cedar]) < 6 || len(quarters) < 6 || late != 1 {
			t.Errorf("%d orders in %d months, %d late", len(byClient[cedar]), len(quarters), late)
		}
		if !slices.ContainsFunc(b.deals, func(d trade.Deal) bool {
			return d.Client == cedar && d.Outcome == trade.Lost && d.Rival != "" && d.LostReason != ""
		}) {
			t.Error("no deal lost to a rival")
		}
	})
}
