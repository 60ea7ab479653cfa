package orders

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// OrderReader is what the form of an order reads.
type OrderReader interface {
	Order(ctx context.Context, id trade.OrderID) (trade.Order, error)
	NewOrder(ctx context.Context, client crm.ClientID) (trade.Order, error)
	OrderOfDeal(ctx context.Context, id trade.DealID) (trade.Order, error)
	Deal(ctx context.Context, id trade.DealID) (trade.Deal, error)
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
}

// People is whose the order is, and who we are.
type People interface {
	parts.ClientDesk
	OwnFirm(ctx context.Context) (crm.Firm, bool, error)
}

// OrderKeeper changes orders.
type OrderKeeper interface {
	Doer
	SaveOrder(ctx context.Context, was *trade.Order, now trade.Order) (trade.Order, error)
}

// OrderDesk is what the form of an order needs.
type OrderDesk interface {
	OrderReader
	People
	OrderKeeper
	Shop
	parts.Drafts
}

// OrderScreen is the form of one order: its head and lines at the left, what becomes of it at the right.
type OrderScreen struct {
	*parts.Drafting[keptOrder]
	env    *parts.Env
	desk   OrderDesk
	loader kit.Loader
	acts   kit.Loader // of what goes on when another room is shown

	to    route.Route
	was   *trade.Order // as saved; nil for a new one
	sheet *sheet
	more  *kit.Button
}

// opened is what the form starts with.
type opened struct {
	order  trade.Order
	around parts.ClientPeople
	firm   crm.Firm
	deal   trade.Deal  // zero when there is none any more
	offer  trade.Offer // zero when there is none any more
	draft  *parts.Left[keptOrder]
}

// NewOrder builds the form; it loads nothing.
func NewOrder(env *parts.Env, d OrderDesk) *OrderScreen {
	s := &OrderScreen{env: env, desk: d}
	s.more = kit.NewIconButton("more", env.T.T("text.more"), s.showMore)
	room := parts.NewFormRoom(env, env.T.T("orders.title"), func() { env.Go(route.Route{Room: route.Orders}) }, s.Save, s.more)
	s.Drafting = parts.NewDrafting(room, d, &s.loader, s.typing())
	return s
}

// Show loads the order, or begins a new one.
func (s *OrderScreen) Show(to route.Route) {
	s.to, s.was, s.sheet = to, nil, nil
	s.Start(orderKey(to.Order))
	s.load(s.present)
}

// load reads the order and what stands around it.
func (s *OrderScreen) load(then func(opened)) { parts.Open(s.Drafting, s.reading(), then) }

func (s *OrderScreen) reading() func(context.Context) (opened, error) {
	to := s.to
	return func(ctx context.Context) (opened, error) { return s.open(ctx, to) }
}

func (s *OrderScreen) open(ctx context.Context, to route.Route) (opened, error) {
	var o opened
	var err error
	switch {
	case to.Order != 0:
		o.order, err = s.desk.Order(ctx, to.Order)
	case to.Deal != 0:
		o.order, err = s.desk.OrderOfDeal(ctx, to.Deal)
	default:
		o.order, err = s.desk.NewOrder(ctx, to.Client)
	}
	if err != nil {
		return o, err
	}
	if o.firm, _, err = s.desk.OwnFirm(ctx); err != nil {
		return o, err
	}
	if o.around, err = parts.ReadClientPeople(ctx, s.desk, o.order.Client); err != nil {
		return o, err
	}
	if o.deal, err = known(s.desk.Deal, ctx, o.order.Deal); err != nil {
		return o, err
	}
	if o.offer, err = known(s.desk.Offer, ctx, o.order.Offer); err != nil {
		return o, err
	}
	o.draft, err = s.ReadLeft(ctx, orderKey(to.Order))
	return o, err
}

// known reads a record by its id; one that is gone, or none at all, is the zero one.
func known[ID ~int64, T any](read func(context.Context, ID) (T, error), ctx context.Context, id ID) (T, error) {
	var none T
	if id == 0 {
		return none, nil
	}
	r, err := read(ctx, id)
	if errors.Is(err, crm.ErrNotFound) {
		return none, nil
	}
	return r, err
}

func (s *OrderScreen) present(o opened) {
	title := s.env.T.T("orders.new")
	if s.to.Order != 0 {
		was := o.order
		s.was = &was
		title = text.Line(was.Number, 100)
	}
	s.more.Hidden = s.was == nil
	s.SetTitle(title)
	s.sheet = newSheet(s, o)
	s.Begin(s.sheet.object, o.draft, s.sheet.begin)
}

// Save saves the order and goes back.
func (s *OrderScreen) Save() { s.store(s.env.Back) }

func (s *OrderScreen) store(then func()) {
	if !s.Ready() || !s.sheet.valid() {
		return
	}
	now, was := s.sheet.take(), s.was
	var saved trade.Order
	s.Store(func(ctx context.Context) (err error) {
		saved, err = s.desk.SaveOrder(ctx, was, now)
		return err
	}, func() {
		s.was = &saved
		then()
	}, s.refused)
}

// Changed shows the order anew while nothing is being typed.
func (s *OrderScreen) Changed(n crm.News) {
	if s.Dirty() || s.Saving() || s.was == nil || !n.Touches(s.was.Client) {
		return
	}
	parts.Reopen(s.Drafting, s.reading(), func(o opened) {
		if !s.Dirty() {
			o.draft = nil
			s.present(o)
		}
	})
}

// Key adds a line at Ctrl+Enter, opens the catalogue at F4, and leaves at Esc when no field holds the keyboard.
func (s *OrderScreen) Key(ev *fyne.KeyEvent) bool {
	if (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && kit.CommandHeld() && s.sheet != nil {
		s.sheet.addLine()
		return true
	}
	if ev.Name == fyne.KeyF4 && s.sheet != nil {
		s.sheet.pick()
		return true
	}
	return s.Drafting.Key(ev)
}

// row is the saved order as lists show it.
func (s *OrderScreen) row(client string) trade.OrderRow {
	return trade.OrderRow{ID: s.was.ID, Number: s.was.Number, Client: s.was.Client, ClientName: client, Day: s.was.Day, Promised: s.was.Promised,
		Kept: s.was.Kept, State: s.was.State}
}

// turns are the ways the order may go; what was typed is saved first.
func (s *OrderScreen) turns(client string) []kit.MenuItem {
	items := turns(s.env, s.desk, &s.acts, s.row(client), func(now trade.Order) {
		s.was = &now
		s.Forget()
		s.load(s.present)
	})
	for i := range items {
		do := items[i].Do
		items[i].Do = func() {
			if !s.Dirty() {
				do()
				return
			}
			s.store(do)
		}
	}
	return items
}

// showMore offers what else can be done with the order.
func (s *OrderScreen) showMore() {
	if s.was == nil {
		return
	}
	t := s.env.T
	items := append(s.turns(s.sheet.who.Client.Name), kit.Separator())
	items = append(items, s.confirmation().items(parts.CommandKey("P"), s.was.State == trade.Cancelled)...)
	items = append(items, kit.Separator(),
		kit.MenuItem{Icon: "user", Label: t.T("orders.menu.client"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: s.was.Client}) }},
		kit.Separator(), kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Danger: true, Do: s.askRemove})
	kit.ShowMenu(s.more, items...)
}

// Print prints the confirmation of the order as it stands, saved or not.
func (s *OrderScreen) Print() {
	if s.sheet != nil {
		s.confirmation().print()
	}
}

// confirmation is that of the order as it stands, saved or not.
func (s *OrderScreen) confirmation() confirmation {
	s.sheet.settle()
	o, _ := s.sheet.counted()
	return confirmation{s.env, &s.acts, s.desk, func(context.Context) (trade.Order, error) { return o, nil }}
}

func (s *OrderScreen) askRemove() {
	t, id := s.env.T, s.was.ID
	kit.Ask(t.T("orders.remove"), t.T("orders.remove.ask", "Number", s.was.Number, "Client", s.sheet.who.Client.Name), t.T("text.delete"), t.T("text.cancel"), func() {
		s.Remove(func(ctx context.Context) error { return s.desk.RemoveOrder(ctx, id) })
	})
}
