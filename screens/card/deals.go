package card

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Sales is what the card reads of deals and orders.
type Sales interface {
	Pipelines(ctx context.Context) ([]trade.Pipeline, error)
	Deals(ctx context.Context, q trade.DealQuery, p crm.Page) ([]trade.DealRow, error)
	StageCounts(ctx context.Context, q trade.DealQuery) ([]trade.StageCount, error)
	Orders(ctx context.Context, q trade.OrderQuery, p crm.Page) ([]trade.OrderRow, error)
	CountOrders(ctx context.Context, q trade.OrderQuery) (crm.Count, error)
	SumOrders(ctx context.Context, q trade.OrderQuery) (map[money.Currency]int64, error)
}

// How many deals and orders the card shows.
const (
	dealsBeside  = 4
	ordersBeside = 3
)

// sales is what was read of the client's deals and orders.
type sales struct {
	pipelines  []trade.Pipeline
	deals      []trade.DealRow // those that run, the nearest decision first
	dealCount  int64           // of all
	running    int64
	expected   map[money.Currency]int64
	orders     []trade.OrderRow // the newest first
	orderCount crm.Count
	ordered    map[money.Currency]int64 // of all that were not called off
}

func readSales(ctx context.Context, d Sales, id crm.ClientID) (sales, error) {
	s := sales{expected: map[money.Currency]int64{}}
	var err error
	if s.pipelines, err = d.Pipelines(ctx); err != nil {
		return s, fmt.Errorf("pipelines: %w", err)
	}
	counts, err := d.StageCounts(ctx, trade.DealQuery{Client: id})
	if err != nil {
		return s, fmt.Errorf("count deals: %w", err)
	}
	s.count(counts)
	if s.deals, err = d.Deals(ctx, trade.DealQuery{Client: id, Outcomes: []trade.Outcome{trade.Running}}, crm.Page{Limit: dealsBeside}); err != nil {
		return s, fmt.Errorf("deals: %w", err)
	}
	if s.orderCount, err = d.CountOrders(ctx, trade.OrderQuery{Client: id}); err != nil || s.orderCount.N == 0 {
		return s, err
	}
	if s.orders, err = d.Orders(ctx, trade.OrderQuery{Client: id}, crm.Page{Limit: ordersBeside}); err != nil {
		return s, fmt.Errorf("orders: %w", err)
	}
	s.ordered, err = d.SumOrders(ctx, trade.OrderQuery{Client: id, States: []trade.OrderState{trade.Placed, trade.Fulfilled}})
	return s, err
}

// count adds up the deals of all stages.
func (s *sales) count(counts []trade.StageCount) {
	for _, c := range counts {
		s.dealCount += c.N
		if s.stage(c.Pipeline, c.Stage).Mark != trade.Running {
			continue
		}
		s.running += c.N
		for currency, sum := range c.Expected {
			if all, err := money.AddMinor(s.expected[currency], sum); err == nil { // what does not fit stays at what was counted
				s.expected[currency] = all
			}
		}
	}
}

// stage is a stage by its ids, the zero one when it is gone.
func (s *sales) stage(p trade.PipelineID, id trade.StageID) trade.Stage {
	for _, one := range s.pipelines {
		if one.ID == p {
			st, _ := one.Stage(id)
			return st
		}
	}
	return trade.Stage{}
}

func (s *Screen) newDeal() { s.env.Go(route.Route{Room: route.Deal, Client: s.id}) }

// dealsCard lists the deals that run, with what is to be expected of them.
func (s *Screen) dealsCard() fyne.CanvasObject {
	t, k := s.env.T, s.known.sales
	fresh := kit.NewButton(kit.Soft, t.T("card.deal.new"), s.newDeal).WithIcon("plus").Sized(kit.ControlSmall)
	all := kit.NewLink(t.T("card.deals.all", "N", t.Int(int(k.dealCount))), func() {
		s.env.Go(route.Route{Room: route.Deals, Client: s.id, Sub: parts.DealList})
	})
	if k.running == 0 {
		words := kit.VBox(6, kit.NewWrap(t.T("card.deals.none"), kit.Dense, kit.Text3, 0))
		if k.dealCount > 0 {
			words.Add(kit.Left(all))
		}
		return kit.NewCard(t.T("card.deals"), words).WithRight(fresh)
	}
	box := kit.VBox(0)
	for _, d := range k.deals {
		box.Add(kit.NewDivider())
		box.Add(s.dealRow(d))
	}
	box.Add(kit.NewDivider())
	foot := kit.VBox(4)
	if sum := parts.Sums(t, parts.Rounded(k.expected)); sum != "" {
		foot.Add(kit.HBox(8, kit.Grow(kit.NewText(t.T("card.deals.expected"), kit.Dense, kit.Text2).Shrinks()), kit.NewText(sum, kit.Dense|kit.Bold, kit.Text)))
	}
	if k.dealCount > int64(len(k.deals)) {
		foot.Add(kit.Left(all))
	}
	box.Add(kit.Pad(foot, 0, 8, 0, 0))
	return kit.NewCard(t.T("card.deals"), box).WithRight(fresh)
}

// dealRow is one deal: what it is about, how much, where it stands, and when the decision is expected.
func (s *Screen) dealRow(d trade.DealRow) fyne.CanvasObject {
	t := s.env.T
	sum := ""
	if d.Amount != 0 {
		sum = parts.Sum(t, d.Amount, string(d.Currency))
	}
	top := kit.HBox(8, kit.Grow(kit.NewTipText(d.Title, kit.Body, kit.Text)), kit.NewText(sum, kit.Body|kit.Bold, kit.Text))
	ink := kit.Text2
	if d.Expected != "" && d.Expected < crm.DayOf(s.env.Now()) {
		ink = kit.Red
	}
	under := kit.HBox(8, kit.Grow(kit.NewText(s.known.sales.stage(d.Pipeline, d.Stage).Name, kit.Caption, kit.Text2).Shrinks()),
		kit.NewText(parts.DayWord(s.env, d.Expected), kit.Caption, ink))
	return kit.NewPressRow(kit.Pad(kit.VBox(4, top, under), 0, 9, 0, 9), func() { s.env.Go(route.Route{Room: route.Deal, Deal: d.ID}) })
}

// ordersCard lists the newest orders and what all of them came to.
func (s *Screen) ordersCard() fyne.CanvasObject {
	t, k := s.env.T, s.known.sales
	box := kit.VBox(0)
	for _, o := range k.orders {
		box.Add(kit.NewDivider())
		box.Add(s.orderRow(o))
	}
	box.Add(kit.NewDivider())
	foot := kit.VBox(4)
	if sum := parts.Sums(t, k.ordered); sum != "" {
		foot.Add(kit.HBox(8, kit.Grow(kit.NewText(t.T("card.orders.sum"), kit.Dense, kit.Text2).Shrinks()), kit.NewText(sum, kit.Dense|kit.Bold, kit.Text)))
	}
	if k.orderCount.N > int64(len(k.orders)) {
		foot.Add(kit.Left(kit.NewLink(t.T("card.orders.all", "N", parts.CountWord(t, k.orderCount.N, k.orderCount.More)), func() {
			s.env.Go(route.Route{Room: route.Orders, Client: s.id})
		})))
	}
	box.Add(kit.Pad(foot, 0, 8, 0, 0))
	return kit.NewCard(t.T("card.orders"), box)
}

// orderRow is one order: its number and day, how much, and how far it has come.
func (s *Screen) orderRow(o trade.OrderRow) fyne.CanvasObject {
	t := s.env.T
	top := kit.HBox(8, kit.Grow(kit.NewTipText(o.Number, kit.Body, kit.Text)), kit.NewText(parts.Sum(t, o.Total, string(o.Currency)), kit.Body|kit.Bold, kit.Text))
	under := kit.HBox(8, kit.Grow(kit.NewText(dayWords(t, o.Day), kit.Caption, kit.Text2).Shrinks()),
		kit.NewChip("", t.T("trade.order."+string(o.State)), parts.OrderTone(o.State)))
	return kit.NewPressRow(kit.Pad(kit.VBox(4, top, under), 0, 9, 0, 9), func() { s.env.Go(route.Route{Room: route.Order, Order: o.ID}) })
}
