package desk

import (
	"fmt"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// demoOrder is an order that came without an offer: days ago, to the promise from today on, and since it was done.
type demoOrder struct {
	client   string
	ago      int
	promised int
	kept     int
	state    trade.OrderState
	wants    []demoWant
}

var demoOrders = []demoOrder{
	{"school", 48, -30, 31, trade.Fulfilled, []demoWant{{"f7", 12, ""}, {"g4", 12, ""}, {"m08", 2, ""}}},
	{"sage", 33, -12, 0, trade.Cancelled, []demoWant{{"vk160", 2, ""}, {"grille", 6, ""}}},
	{"mint", 15, 3, 0, trade.Placed, []demoWant{{"uf2", 3, "5"}, {"f7", 10, ""}}},
	{"garden", 6, 8, 0, trade.Placed, []demoWant{{"f7", 8, ""}, {"g4", 16, ""}, {"m08", 4, ""}}},
}

// demoRepeat is what a client of long standing ordered again: days ago, and how many days after that it was promised and done.
type demoRepeat struct {
	client         string
	ago            int
	promised, took int
	wants          []demoWant
}

var demoRepeats = []demoRepeat{
	{"cedar", 1045, 30, 28, []demoWant{{"vu600", 1, ""}, {"duct150", 40, ""}, {"m01", 30, ""}, {"m07", 1, ""}}},
	{"cedar", 930, 14, 13, []demoWant{{"f7", 8, ""}, {"g4", 8, ""}, {"m08", 4, ""}}},
	{"cedar", 838, 21, 20, []demoWant{{"curtain", 2, ""}, {"heater", 1, ""}, {"m02", 1, ""}}},
	{"cedar", 655, 25, 24, []demoWant{{"vk250", 4, ""}, {"mute", 2, ""}, {"duct250", 20, ""}}},
	{"cedar", 540, 14, 14, []demoWant{{"f7", 12, "10"}, {"g4", 12, "10"}, {"m08", 4, ""}}},
	{"cedar", 430, 30, 27, []demoWant{{"hood", 2, ""}, {"vk400", 1, ""}, {"m02", 1, ""}, {"m08", 2, ""}}},
	{"cedar", 330, 14, 12, []demoWant{{"f7", 16, "10"}, {"g4", 16, "10"}, {"m08", 6, ""}}},
	{"cedar", 101, 25, 25, []demoWant{{"uf2", 2, ""}, {"dt4", 4, ""}, {"m10", 1, ""}}},
	{"daybreak", 700, 60, 57, []demoWant{{"vu1200", 1, "5"}, {"rk500", 1, ""}, {"m05", 1, ""}}},
	{"daybreak", 520, 30, 30, []demoWant{{"panel", 1, ""}, {"dco", 4, ""}, {"link", 1, ""}, {"m10", 1, ""}}},
	{"daybreak", 330, 21, 19, []demoWant{{"f7", 24, "10"}, {"g4", 24, "10"}, {"m08", 8, ""}}},
	{"newreach", 560, 45, 44, []demoWant{{"gas60", 1, ""}, {"pump", 2, ""}, {"rad", 12, ""}, {"m04", 1, ""}}},
	{"newreach", 350, 30, 36, []demoWant{{"curtain", 3, "5"}, {"heater", 2, ""}, {"m02", 1, ""}}},
	{"yard", 455, 40, 38, []demoWant{{"dry60", 2, ""}, {"dt4", 6, ""}, {"m10", 1, ""}}},
	{"yard", 320, 14, 14, []demoWant{{"f7", 20, "10"}, {"g4", 20, ""}, {"m08", 6, ""}}},
	{"flax", 400, 30, 29, []demoWant{{"steam15", 1, ""}, {"grille", 10, ""}, {"m02", 1, ""}}},
	{"potters", 690, 30, 27, []demoWant{{"gas60", 1, ""}, {"pump", 1, ""}, {"m04", 1, ""}}},
	{"potters", 430, 20, 24, []demoWant{{"vk160", 4, ""}, {"duct150", 30, ""}, {"m01", 12, ""}}},
	{"beacon", 300, 21, 21, []demoWant{{"heater", 2, ""}, {"remote", 2, ""}, {"m10", 1, ""}}},
}

// demoBaskets are what was delivered to clients whose orders have no story.
var demoBaskets = [][]demoWant{
	{{"f7", 8, ""}, {"g4", 12, ""}, {"m08", 2, ""}},
	{{"vk160", 2, ""}, {"grille", 6, ""}, {"duct150", 24, ""}, {"m08", 2, ""}},
	{{"curtain", 1, ""}, {"heater", 1, ""}, {"m10", 1, ""}},
	{{"pump", 2, ""}, {"copper", 30, ""}, {"m04", 1, ""}},
	{{"hood", 1, ""}, {"duct250", 12, ""}, {"g4", 4, ""}, {"m08", 2, ""}},
	{{"dt4", 4, ""}, {"dco", 1, ""}, {"remote", 1, ""}, {"m10", 1, ""}},
}

// addOrders records what was ordered without an offer: by the plan, again and again, and whatever the talks say was
// delivered.
func (b *demo) addOrders() error {
	for _, plan := range demoOrders {
		if err := b.order(plan); err != nil {
			return fmt.Errorf("order of %s: %w", plan.client, err)
		}
	}
	for _, r := range demoRepeats {
		plan := demoOrder{r.client, r.ago, r.promised - r.ago, r.ago - r.took, trade.Fulfilled, r.wants}
		if err := b.order(plan); err != nil {
			return fmt.Errorf("order of %s: %w", plan.client, err)
		}
	}
	return b.addDeliveries()
}

// demoLate is of how many deliveries one came late.
const demoLate = 9

// addDeliveries records the orders behind the deliveries of the talks: placed two or three weeks before, done that day.
func (b *demo) addDeliveries() error {
	clients, begun := map[crm.ClientID]crm.Client{}, map[crm.ClientID]int{}
	for _, c := range b.clients {
		clients[c.ID] = c
	}
	n := 0
	for _, i := range b.interactions {
		days := b.daysSince(i.When)
		begun[i.Client] = max(begun[i.Client], days)
		if i.Way != "delivery" {
			continue
		}
		c := clients[i.Client]
		ago := min(days+12+n*5%13, begun[i.Client])
		promised := -days + n%4
		if n%demoLate == demoLate/2 {
			promised = max(-ago, -days-2-n%5)
		}
		if err := b.orderFrom(c, demoOrder{"", ago, promised, days, trade.Fulfilled, basket(n, c.Rung)}); err != nil {
			return fmt.Errorf("delivery to %s: %w", c.Name, err)
		}
		n++
	}
	return nil
}

// daysSince is how many days ago a moment was.
func (b *demo) daysSince(m crm.Moment) int {
	n, _ := crm.DayOf(m.Time(b.desk.now().Location())).DaysTo(b.desk.Today())
	return n
}

// basket is one of the baskets, doubled for those who have stayed.
func basket(n int, rung crm.Rung) []demoWant {
	var wants []demoWant
	for _, w := range demoBaskets[n%len(demoBaskets)] {
		if rung >= crm.Loyal && rung.OnLadder() {
			w.n *= 2
		}
		wants = append(wants, w)
	}
	return wants
}

// order records an order that came without an offer.
func (b *demo) order(plan demoOrder) error {
	return b.orderFrom(b.clients[b.byKey[plan.client]], plan)
}

func (b *demo) orderFrom(c crm.Client, plan demoOrder) error {
	today := b.desk.Today()
	o := trade.Offer{Client: c.ID, Contact: b.people[c.ID][0].ID, Rep: c.Owner, State: trade.Accepted, Currency: money.Currency(b.words.Firm.Currency),
		Tax: trade.TaxMode(b.words.Firm.Tax), Rounding: money.DefaultRounding(b.words.Firm.Country)}
	if err := b.section(&o, "equipment", trade.Once, plan.wants...); err != nil {
		return err
	}
	order, err := trade.OrderOf(o, today.Plus(-plan.ago))
	if err != nil {
		return err
	}
	order.ID, order.Created, order.State, order.Promised = trade.OrderID(b.next()), b.ago(plan.ago, 11, 5), plan.state, today.Plus(plan.promised)
	if plan.state == trade.Fulfilled {
		order.Kept = today.Plus(-plan.kept)
	}
	b.orders = append(b.orders, order)
	return nil
}
