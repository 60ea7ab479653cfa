package deals

import (
	"context"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// DealReader is what the form of a deal reads.
type DealReader interface {
	Pipelines(ctx context.Context) ([]trade.Pipeline, error)
	NewDeal(ctx context.Context, client crm.ClientID) (trade.Deal, error)
	DealOffers(ctx context.Context, id trade.DealID) ([]trade.OfferRow, error)
}

// DealKeeper changes deals.
type DealKeeper interface {
	SaveDeal(ctx context.Context, was *trade.Deal, now trade.Deal) (trade.Deal, error)
	TakeOffer(ctx context.Context, id trade.DealID, offer trade.OfferID) (trade.Deal, error)
}

// DealDesk is what the form of a deal needs.
type DealDesk interface {
	DealReader
	DealKeeper
	parts.ClientDesk
	Mover
	parts.Drafts
}

// DealScreen is the form of one deal.
type DealScreen struct {
	*parts.Drafting[keptDeal]
	env    *parts.Env
	desk   DealDesk
	loader kit.Loader
	acts   kit.Loader // of what goes on when another room is shown

	to    route.Route
	was   *trade.Deal // as saved; nil for a new one
	sheet *sheet
	more  *kit.Button
}

// opened is what the form starts with.
type opened struct {
	deal      trade.Deal
	around    parts.ClientPeople
	pipelines []trade.Pipeline
	offers    []trade.OfferRow
	orders    []trade.Order
	draft     *parts.Left[keptDeal]
}

// NewDeal builds the form; it loads nothing.
func NewDeal(env *parts.Env, d DealDesk) *DealScreen {
	s := &DealScreen{env: env, desk: d}
	s.more = kit.NewIconButton("more", env.T.T("text.more"), s.showMore)
	room := parts.NewFormRoom(env, env.T.T("deals.title"), func() { env.Go(route.Route{Room: route.Deals}) }, s.Save, s.more)
	s.Drafting = parts.NewDrafting(room, d, &s.loader, s.typing())
	return s
}

// Show loads the deal, or begins a new one.
func (s *DealScreen) Show(to route.Route) {
	s.to, s.was, s.sheet = to, nil, nil
	s.Start(dealKey(to.Deal))
	s.load(s.present)
}

// load reads the deal and what stands around it.
func (s *DealScreen) load(then func(opened)) { parts.Open(s.Drafting, s.reading(), then) }

func (s *DealScreen) reading() func(context.Context) (opened, error) {
	to := s.to
	return func(ctx context.Context) (opened, error) { return s.open(ctx, to) }
}

func (s *DealScreen) open(ctx context.Context, to route.Route) (opened, error) {
	var o opened
	var err error
	if o.pipelines, err = s.desk.Pipelines(ctx); err != nil {
		return o, err
	}
	if to.Deal == 0 {
		o.deal, err = s.desk.NewDeal(ctx, to.Client)
	} else {
		o.deal, err = s.desk.Deal(ctx, to.Deal)
	}
	if err != nil {
		return o, err
	}
	if to.Deal != 0 {
		if o.offers, err = s.desk.DealOffers(ctx, to.Deal); err != nil {
			return o, err
		}
		if o.orders, err = s.desk.OrdersMade(ctx, to.Deal, 0); err != nil {
			return o, err
		}
	}
	if o.around, err = parts.ReadClientPeople(ctx, s.desk, o.deal.Client); err != nil {
		return o, err
	}
	o.draft, err = s.ReadLeft(ctx, dealKey(to.Deal))
	return o, err
}

func (s *DealScreen) present(o opened) {
	title := s.env.T.T("deals.new")
	if s.to.Deal != 0 {
		was := o.deal
		s.was = &was
		title = text.Line(was.Title, 200)
	}
	s.more.Hidden = s.was == nil
	s.SetTitle(title)
	s.sheet = newSheet(s, o)
	s.Begin(s.sheet.object, o.draft, s.sheet.begin)
}

// Save saves the deal and goes back.
func (s *DealScreen) Save() { s.store(func(trade.Deal) { s.env.Back() }) }

// store saves the deal; a deal won by that is congratulated upon, and its order offered to be recorded.
func (s *DealScreen) store(then func(trade.Deal)) {
	if !s.Ready() || !s.sheet.valid() {
		return
	}
	now, was, client := s.sheet.take(), s.was, s.sheet.who.Client.Name
	var saved trade.Deal
	s.Store(func(ctx context.Context) (err error) {
		saved, err = s.desk.SaveDeal(ctx, was, now)
		return err
	}, func() {
		s.was = &saved
		then(saved)
		if saved.Outcome == trade.Won && (was == nil || was.Outcome != trade.Won) {
			s.won(saved, client)
		}
	}, s.refused)
}

// won asks for the order of a deal just won.
func (s *DealScreen) won(d trade.Deal, client string) {
	askOrder(s.env, &s.acts, s.desk, trade.DealRow{ID: d.ID, Title: d.Title, Client: d.Client, ClientName: client, Amount: d.Amount, Currency: d.Currency})
}

// Changed shows the deal anew while nothing is being typed; while something is, offers, orders and the past are.
func (s *DealScreen) Changed(n crm.News) {
	if s.Saving() || s.was == nil || !n.Touches(s.was.Client) && !n.Speaks(crm.NounPipeline) {
		return
	}
	parts.Reopen(s.Drafting, s.reading(), func(o opened) {
		if s.Dirty() {
			s.sheet.offers, s.sheet.orders = o.offers, o.orders
			s.sheet.drawSide()
			return
		}
		offset := s.sheet.scroll.Offset()
		o.draft = nil
		s.present(o)
		s.sheet.scroll.SetOffset(offset)
	})
}

// showMore offers what else can be done with the deal.
func (s *DealScreen) showMore() {
	if s.was == nil {
		return
	}
	t := s.env.T
	kit.ShowMenu(s.more,
		kit.MenuItem{Icon: "user", Label: t.T("deals.menu.client"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: s.was.Client}) }},
		kit.MenuItem{Icon: "gear", Label: t.T("deals.pipelines"), Do: func() { s.env.Go(route.Route{Room: route.Pipelines}) }},
		kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Danger: true, Do: s.askRemove})
}

func (s *DealScreen) askRemove() {
	t, id := s.env.T, s.was.ID
	kit.Ask(t.T("deals.remove"), t.T("deals.remove.ask", "Title", s.was.Title, "Client", s.sheet.who.Client.Name), t.T("text.delete"), t.T("text.cancel"), func() {
		s.Remove(func(ctx context.Context) error { return s.desk.RemoveDeal(ctx, id) })
	})
}

// newOffer begins an offer that will belong to the deal, once the deal is saved.
func (s *DealScreen) newOffer() {
	begin := func(d trade.Deal) { s.env.Go(route.Route{Room: route.Offer, Client: d.Client, Deal: d.ID}) }
	switch {
	case s.sheet == nil:
	case s.was != nil && !s.Dirty():
		begin(*s.was)
	default:
		s.store(func(d trade.Deal) {
			s.env.Replace(route.Route{Room: route.Deal, Deal: d.ID})
			begin(d)
		})
	}
}
