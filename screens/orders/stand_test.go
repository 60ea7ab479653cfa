package orders

import (
	"context"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	today = stand.Today
	ctx   = context.Background()
)

// rig is a stand for the orders.
type rig struct{ *stand.Stand }

// newRig opens a base with our firm; demo fills it with the demo firm of the language instead.
func newRig(t testing.TB, lang text.Lang, demo bool) *rig {
	t.Helper()
	st := &rig{stand.Trade(t, lang, demo)}
	folder := t.TempDir()
	st.Env.OutFolder = func() string { return folder }
	return st
}

// room shows the orders with all work done at once.
func (st *rig) room() *Screen {
	s := New(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Orders})
	return s
}

// form shows the form of an order, or of a new one.
func (st *rig) form(to route.Route) *OrderScreen {
	s := NewOrder(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	to.Room = route.Order
	st.Open(s, to)
	return s
}

// order adds an order of a client.
func (st *rig) order(client crm.ClientID, change func(*trade.Order)) trade.Order {
	st.T.Helper()
	o, err := st.Desk.NewOrder(ctx, client)
	if err != nil {
		st.T.Fatal(err)
	}
	change(&o)
	saved, err := st.Desk.SaveOrder(ctx, nil, o)
	if err != nil {
		st.T.Fatal(err)
	}
	return saved
}

// goods are names of lines in each language.
var goods = map[text.Lang][]string{
	text.RU: {"Стеллаж грузовой 2000 × 900", "Монтаж и выверка", "Сервисное обслуживание", "Фильтр сменный"},
	text.UK: {"Стелаж вантажний 2000 × 900", "Монтаж і вивіряння", "Сервісне обслуговування", "Фільтр змінний"},
	text.EN: {"Cargo rack 2000 × 900", "Assembly and alignment", "Maintenance", "Spare filter"},
}

// fill makes n orders in all states.
func (st *rig) fill(n int) {
	st.T.Helper()
	rows, names := st.Clients(min(n, 60)), goods[st.Env.T.Lang()]
	for i := range n {
		o := st.order(rows[i%len(rows)].ID, func(o *trade.Order) {
			o.Day = crm.DayOf(today).Plus(-i * 3)
			o.Promised = o.Day.Plus(14)
			for k := range 1 + i%4 {
				o.Lines = append(o.Lines, trade.OrderLine{Article: "А-" + strings.Repeat("1", k+2), Name: names[k], Unit: st.Env.T.T("orders.unit"), Quantity: money.DecInt(int64(1 + k*i%7)),
					Price: money.DecInt(int64(3_500 + i*997%90_000)), VAT: money.DecInt(20), Discount: money.DecInt(int64(i % 3 * 5)),
					Period: map[bool]trade.Period{true: trade.Monthly}[k == 2]})
			}
			if i%3 == 0 {
				o.Freight = 450_000
			}
		})
		switch {
		case i%9 == 8:
			if _, err := st.Desk.CancelOrder(ctx, o.ID); err != nil {
				st.T.Fatal(err)
			}
		case i%4 > 1 && i > 3:
			if _, err := st.Desk.FulfilOrder(ctx, o.ID, min(o.Day.Plus(11+i%6), crm.DayOf(today))); err != nil {
				st.T.Fatal(err)
			}
		}
	}
}

// timeOf is the beginning of a day.
func timeOf(d crm.Day) time.Time {
	t, _ := d.Time()
	return t
}
