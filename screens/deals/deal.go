package deals

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
}

// DealKeeper changes deals.
type DealKeeper interface {
	SaveDeal(ctx context.Context, was *trade.Deal, now trade.Deal) (trade.Deal, error)
	TakeOffer(ctx context.Context, id trade.DealID, offer trade.OfferID) (trade.Deal, error)
}

// Drafts keeps unsaved forms.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// DealDesk is what the form of a deal needs.
type DealDesk interface {
	DealReader
	DealKeeper
	Clients
	Mover
	Drafts
}

// DealScreen is the form of one deal.
type DealScreen struct {
	env    *parts.Env
	desk   DealDesk
	loader kit.Loader
	acts   kit.Loader // of what goes on when another room is shown

	to     route.Route
	was    *trade.Deal // as saved; nil for a new one
	sheet  *sheet
	dirty  bool
	saving bool
	drafts parts.Undrafted
	typed  *typedDeal // what a rebuild of the window brought over

	title  *parts.Top
	more   *kit.Button
	save   *kit.Button
	notice *fyne.Container
	body   *fyne.Container
	object fyne.CanvasObject
}

// opened is what the form starts with.
type opened struct {
	deal      trade.Deal
	client    crm.Client
	people    []crm.Contact
	pipelines []trade.Pipeline
	offers    []trade.OfferRow
	orders    []trade.Order
	draft     *keptDeal
}

// NewDeal builds the form; it loads nothing.
func NewDeal(env *parts.Env, d DealDesk) *DealScreen {
	s := &DealScreen{env: env, desk: d, notice: container.NewStack(), body: container.NewStack()}
	t := env.T
	s.save = kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	cancel := kit.NewButton(kit.Plain, t.T("text.cancel"), env.Back)
	s.more = kit.NewIconButton("more", t.T("text.more"), s.showMore)
	s.title = parts.NewTrail(env, t.T("deals.title"), func() { env.Go(route.Route{Room: route.Deals}) }, "", s.more, cancel, s.save)
	s.object = container.NewBorder(s.title.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(s.notice, 16, 0, 16, 0), nil, nil, nil, kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

// Object is the form as drawn.
func (s *DealScreen) Object() fyne.CanvasObject { return s.object }

// Show loads the deal, or begins a new one.
func (s *DealScreen) Show(to route.Route) {
	s.to, s.was, s.dirty, s.saving, s.sheet = to, nil, false, false, nil
	s.notice.Objects, s.body.Objects = nil, nil
	s.load(s.present)
}

// load reads the deal and what stands around it.
func (s *DealScreen) load(then func(opened)) {
	to := s.to
	kit.Load(&s.loader, "open", func(ctx context.Context) (opened, error) { return s.open(ctx, to) }, func(o opened, err error) {
		if err != nil {
			s.env.Fail(err)
			s.env.Back()
			return
		}
		then(o)
	})
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
	if o.client, o.people, err = s.around(ctx, o.deal.Client); err != nil {
		return o, err
	}
	draft, err := s.desk.Draft(ctx, dealKey(to.Deal))
	if errors.Is(err, crm.ErrNotFound) {
		return o, nil
	}
	var k keptDeal
	if err == nil && json.Unmarshal(draft.Body, &k) == nil {
		k.at = draft.At
		o.draft = &k
	}
	return o, err
}

// around reads a client and its people; one that is gone has none.
func (s *DealScreen) around(ctx context.Context, id crm.ClientID) (crm.Client, []crm.Contact, error) {
	if id == 0 {
		return crm.Client{}, nil, nil
	}
	c, err := s.desk.Client(ctx, id)
	if errors.Is(err, crm.ErrNotFound) {
		return c, nil, nil
	}
	if err != nil {
		return c, nil, err
	}
	people, err := s.desk.Contacts(ctx, id)
	return c, people, err
}

func (s *DealScreen) present(o opened) {
	over := s.typed
	s.typed = nil
	s.title.SetTitle(s.env.T.T("deals.new"))
	if s.to.Deal != 0 {
		was := o.deal
		s.was = &was
		s.title.SetTitle(text.Line(was.Title, 200))
	}
	s.more.Hidden = s.was == nil
	s.title.Object().Refresh()
	s.sheet = newSheet(s, o)
	s.body.Objects = []fyne.CanvasObject{s.sheet.object}
	s.body.Refresh()
	switch {
	case over != nil:
		s.was = over.was
		s.takeUp(over.deal)
		s.sheet.scroll.SetOffset(over.scroll)
	case o.draft != nil:
		s.offerDraft(*o.draft)
	}
	s.sheet.begin()
}

// Save saves the deal and goes back.
func (s *DealScreen) Save() { s.store(func(trade.Deal) { s.env.Back() }) }

// store saves the deal; a deal won by that is congratulated upon, and its order offered to be recorded.
func (s *DealScreen) store(then func(trade.Deal)) {
	if s.sheet == nil || s.saving || !s.sheet.valid() {
		return
	}
	s.saving = true
	now, was, key, client := s.sheet.take(), s.was, dealKey(s.to.Deal), s.sheet.client.Name
	kit.Commit(&s.acts, "save", func(ctx context.Context) (trade.Deal, error) {
		saved, err := s.desk.SaveDeal(ctx, was, now)
		if err == nil {
			if left := s.desk.DropDraft(ctx, key); left != nil {
				slog.Error("drop draft", "error", left) // it is offered once more, that is all
			}
		}
		return saved, err
	}, func(saved trade.Deal, err error) {
		s.saving = false
		if err != nil {
			s.unsaved(err)
			return
		}
		s.loader.Drop("draft")
		s.was, s.dirty = &saved, false
		then(saved)
		if saved.Outcome == trade.Won && (was == nil || was.Outcome != trade.Won) {
			s.won(saved, client)
		}
	})
}

// won asks for the order of a deal just won.
func (s *DealScreen) won(d trade.Deal, client string) {
	askOrder(s.env, &s.acts, s.desk, trade.DealRow{ID: d.ID, Title: d.Title, Client: d.Client, ClientName: client, Amount: d.Amount, Currency: d.Currency})
}

// Hide keeps a draft of what is left unsaved and drops the reading under way.
func (s *DealScreen) Hide() {
	s.loader.Cancel()
	s.writeDraft(&s.acts)
}

// Changed shows the deal anew while nothing is being typed; while something is, offers, orders and the past are.
func (s *DealScreen) Changed(n crm.News) {
	if s.saving || s.was == nil || !n.Touches(s.was.Client) && !n.Speaks(crm.NounPipeline) {
		return
	}
	kit.Load(&s.loader, "open", func(ctx context.Context) (opened, error) { return s.open(ctx, s.to) }, func(o opened, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound) && !s.dirty:
			s.env.Back()
		case errors.Is(err, crm.ErrNotFound):
		case err != nil:
			s.env.Fail(err)
		case s.dirty:
			s.sheet.offers, s.sheet.orders = o.offers, o.orders
			s.sheet.drawSide()
		default:
			offset := s.sheet.scroll.Offset()
			o.draft = nil
			s.present(o)
			s.sheet.scroll.SetOffset(offset)
		}
	})
}

// Key leaves at Esc when no field holds the keyboard; what was typed is asked about, as ever.
func (s *DealScreen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyEscape || s.env.Window.Canvas().Focused() != nil {
		return false
	}
	s.env.Back()
	return true
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
	kit.Ask(t.T("deals.remove"), t.T("deals.remove.ask", "Title", s.was.Title, "Client", s.sheet.client.Name), t.T("text.delete"), t.T("text.cancel"), func() {
		s.dirty = false
		s.saving = true // the news of it are our own
		kit.Commit(&s.acts, "remove", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.RemoveDeal(ctx, id) }, func(_ struct{}, err error) {
			s.saving = false
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Back()
		})
	})
}

// newOffer begins an offer that will belong to the deal, once the deal is saved.
func (s *DealScreen) newOffer() {
	begin := func(d trade.Deal) { s.env.Go(route.Route{Room: route.Offer, Client: d.Client, Deal: d.ID}) }
	switch {
	case s.sheet == nil:
	case s.was != nil && !s.dirty:
		begin(*s.was)
	default:
		s.store(func(d trade.Deal) {
			s.env.Replace(route.Route{Room: route.Deal, Deal: d.ID})
			begin(d)
		})
	}
}
