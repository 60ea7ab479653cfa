package desk

import (
	"cmp"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// The stages of the shipped pipeline, as the plan counts them.
const (
	atInquiry trade.StageID = iota + 1
	atNeeds
	atOffer
	atTalks
	atAgreed
	atWon
	atLost
)

// demoDeal is a deal of the plan that runs: with the offer of its key, or before any offer with a sum in roubles.
type demoDeal struct {
	key    string
	stage  trade.StageID
	begun  int // days ago
	since  int // days on its stage
	due    int // days to the decision, negative when it is overdue
	sum    int64
	chance int64 // per cent, where it is not the stage's
	stream trade.Stream
}

// demoDeals are the deals that run, stage by stage. What was won and lost comes from the offers.
var demoDeals = []demoDeal{
	{"maple", atInquiry, 9, 9, 60, 180000, 0, trade.AssetSale}, {"malt", atInquiry, 22, 22, 45, 240000, 0, trade.AssetSale},
	{"polar", atNeeds, 20, 7, 35, 0, 0, trade.AssetSale}, {"thread", atNeeds, 16, 7, 30, 0, 0, trade.AssetSale},
	{"glass", atOffer, 30, 11, 20, 0, 0, trade.AssetSale}, {"tea", atOffer, 70, 10, 14, 0, 0, trade.AssetSale}, {"quay", atOffer, 46, 34, -4, 0, 0, trade.AssetSale},
	{"cedar", atOffer, 70, 41, 6, 0, 0, trade.Subscription},
	{"wharf", atTalks, 60, 9, 12, 0, 0, trade.AssetSale}, {"newreach", atTalks, 70, 13, 18, 0, 0, trade.AssetSale}, {"daybreak", atTalks, 90, 3, 40, 0, 60, trade.AssetSale},
	{"yard", atAgreed, 40, 5, 9, 0, 0, trade.AssetSale}, {"bakery", atAgreed, 25, 2, 6, 0, 0, trade.AssetSale},
}

// demoLosses are why deals were lost, by the keys of their offers.
var demoLosses = map[string]string{"cedar-3": "price", "beacon-2": "put-off", "honey-2": "rival", "shift-2": "silence"}

// demoFulfilment is how an accepted offer was carried out: days from the order to the promise, and to the day it was done; 0: not
// done yet.
type demoFulfilment struct{ promised, kept int }

// demoFulfilments are the orders that were not done in three weeks as promised in four, by the keys of their offers.
var demoFulfilments = map[string]demoFulfilment{"daybreak-2": {45, 51}, "newreach-2": {112, 0}, "tit-2": {20, 20}, "cedar-4": {30, 33}}

// addSales makes the deals with their offers, and the orders.
func (b *demo) addSales() error {
	mask, err := trade.ParseMask(usualNumbers(b.words.Firm.Country).Orders.Mask, trade.ResetYearly)
	if err != nil {
		return err
	}
	for _, o := range b.offers {
		if err := b.endDeal(o); err != nil {
			return fmt.Errorf("deal of %s: %w", o.plan.key, err)
		}
	}
	for _, plan := range demoDeals {
		if err := b.runDeal(plan); err != nil {
			return fmt.Errorf("deal %s: %w", plan.key, err)
		}
	}
	if err := b.addOrders(); err != nil {
		return err
	}
	slices.SortStableFunc(b.orders, func(x, y trade.Order) int { return cmp.Compare(x.Day, y.Day) })
	var taken []string
	for i := range b.orders {
		o := &b.orders[i]
		o.Number = mask.Next(trade.NumberFacts{Day: o.Day}, taken)
		taken = append(taken, o.Number)
	}
	return nil
}

// deal is a deal of the demo firm with a client, on its first stage.
func (b *demo) deal(c crm.Client, title string, begun int) trade.Deal {
	d := trade.Deal{ID: trade.DealID(b.next()), Client: c.ID, Contact: b.people[c.ID][0].ID, Title: title, Pipeline: shippedPipeline, Stage: atInquiry,
		Currency: money.Currency(b.words.Firm.Currency), Owner: c.Owner, Stream: trade.AssetSale, Created: b.ago(begun, 10, 20)}
	return d
}

// pass moves a deal on to a stage so many days ago.
func (b *demo) pass(d *trade.Deal, to trade.StageID, ago int) error {
	if d.Stage == to {
		return nil
	}
	way := trade.ShippedPipeline(func(key string) string { return key })
	way.ID = shippedPipeline
	edit, err := d.MoveTo(way, to, trade.Turn{At: b.ago(ago, 15, 10), Day: b.desk.Today().Plus(-ago), By: d.Owner})
	if err == nil {
		*d = *edit.Now
	}
	return err
}

// endDeal makes of an offer that was decided a deal that was won, with its order, or lost.
func (b *demo) endDeal(o offered) error {
	reason, lost := demoLosses[o.plan.key]
	if o.State != trade.Accepted && !lost {
		return nil
	}
	d := b.deal(b.clients[b.byKey[o.plan.client]], o.Subject, o.plan.ago+24)
	d.Offers, d.Expected = []trade.OfferID{o.ID}, o.ValidUntil
	ended, _ := o.ClosedOn.DaysTo(b.desk.Today())
	for _, step := range []struct {
		to  trade.StageID
		ago int
	}{{atNeeds, o.plan.ago + 15}, {atOffer, o.plan.ago}, {atTalks, o.plan.ago - 4}} {
		if err := b.pass(&d, step.to, step.ago); err != nil {
			return err
		}
	}
	to := atWon
	if lost {
		to = atLost
	}
	if err := b.pass(&d, to, ended); err != nil {
		return err
	}
	d.LostReason, d.LostNote, d.Rival = reason, b.words.Losses[o.plan.key], b.words.Rivals[o.plan.key]
	sums, err := trade.Count(o.Offer)
	if err != nil {
		return err
	}
	d.Amount = sums.Main().Gross
	if !lost {
		err = b.orderOf(o, d.ID, ended)
	}
	b.deals = append(b.deals, d)
	return err
}

// orderOf records the order that an accepted offer became so many days ago.
func (b *demo) orderOf(o offered, deal trade.DealID, ago int) error {
	order, err := trade.OrderOf(o.Offer, o.ClosedOn)
	if err != nil {
		return err
	}
	how, special := demoFulfilments[o.plan.key]
	if !special {
		how = demoFulfilment{28, 21}
	}
	order.ID, order.Deal, order.Created = trade.OrderID(b.next()), deal, b.ago(ago, 15, 10)
	order.Promised = order.Day.Plus(how.promised)
	if how.kept != 0 {
		order.State, order.Kept = trade.Fulfilled, order.Day.Plus(how.kept)
	}
	b.orders = append(b.orders, order)
	return nil
}

// runDeal makes a deal that runs, with its client's next step.
func (b *demo) runDeal(plan demoDeal) error {
	c := b.clients[b.byKey[plan.key]]
	i := slices.IndexFunc(b.offers, func(o offered) bool { return o.plan.key == plan.key })
	title := b.words.Deals[plan.key]
	if i >= 0 {
		title = b.offers[i].Subject
	}
	if title == "" {
		return fmt.Errorf("no title")
	}
	d := b.deal(c, title, plan.begun)
	d.Expected, d.Stream, d.Rival = b.desk.Today().Plus(plan.due), plan.stream, b.words.Rivals[plan.key]
	if plan.chance != 0 {
		d.Own, d.Probability = true, money.DecInt(plan.chance)
	}
	d.NextStep = b.words.Clients[plan.key][1]
	d.NextDay = b.nextDay(c.ID)
	for s := atNeeds; s <= plan.stage; s++ { // the stages before at even distances
		ago := plan.begun - (plan.begun-plan.since)*int(s-atInquiry)/max(1, int(plan.stage-atInquiry))
		if err := b.pass(&d, s, ago); err != nil {
			return err
		}
	}
	var err error
	if i < 0 {
		d.Amount, err = money.ToMinor(money.DecInt(plan.sum).Mul(b.scale()), d.Currency)
	} else {
		d.Offers = []trade.OfferID{b.offers[i].ID}
		var sums trade.Sums
		sums, err = trade.Count(b.offers[i].Offer)
		d.Amount = sums.Main().Gross
	}
	b.deals = append(b.deals, d)
	return err
}

// nextDay is the day of the next step named with a client last, or a week from today.
func (b *demo) nextDay(client crm.ClientID) crm.Day {
	day := b.desk.Today().Plus(7)
	var last crm.Moment
	for _, i := range b.interactions {
		if i.Client == client && i.NextDay != "" && i.When >= last {
			day, last = i.NextDay, i.When
		}
	}
	return day
}
