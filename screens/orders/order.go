package orders

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
	Clients
	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
	OwnFirm(ctx context.Context) (crm.Firm, bool, error)
}

// OrderKeeper changes orders, and keeps unsaved ones.
type OrderKeeper interface {
	Doer
	SaveOrder(ctx context.Context, was *trade.Order, now trade.Order) (trade.Order, error)
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// OrderDesk is what the form of an order needs.
type OrderDesk interface {
	OrderReader
	People
	OrderKeeper
}

// OrderScreen is the form of one order: its head and lines at the left, what becomes of it at the right.
type OrderScreen struct {
	env    *parts.Env
	desk   OrderDesk
	loader kit.Loader
	acts   kit.Loader // of what goes on when another room is shown

	to     route.Route
	was    *trade.Order // as saved; nil for a new one
	sheet  *sheet
	dirty  bool
	saving bool
	drafts parts.Undrafted
	typed  *typedOrder // what a rebuild of the window brought over

	title  *parts.Top
	more   *kit.Button
	notice *fyne.Container
	body   *fyne.Container
	object fyne.CanvasObject
}

// opened is what the form starts with.
type opened struct {
	order  trade.Order
	client crm.Client
	people []crm.Contact
	firm   crm.Firm
	deal   trade.Deal  // zero when there is none any more
	offer  trade.Offer // zero when there is none any more
	draft  *keptOrder
}

// NewOrder builds the form; it loads nothing.
func NewOrder(env *parts.Env, d OrderDesk) *OrderScreen {
	s := &OrderScreen{env: env, desk: d, notice: container.NewStack(), body: container.NewStack()}
	t := env.T
	save := kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	cancel := kit.NewButton(kit.Plain, t.T("text.cancel"), env.Back)
	s.more = kit.NewIconButton("more", t.T("text.more"), s.showMore)
	s.title = parts.NewTrail(env, t.T("orders.title"), func() { env.Go(route.Route{Room: route.Orders}) }, "", s.more, cancel, save)
	s.object = container.NewBorder(s.title.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(s.notice, 16, 0, 16, 0), nil, nil, nil, kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

// Object is the form as drawn.
func (s *OrderScreen) Object() fyne.CanvasObject { return s.object }

// Show loads the order, or begins a new one.
func (s *OrderScreen) Show(to route.Route) {
	s.to, s.was, s.dirty, s.saving, s.sheet = to, nil, false, false, nil
	s.notice.Objects, s.body.Objects = nil, nil
	s.load(s.present)
}

// load reads the order and what stands around it.
func (s *OrderScreen) load(then func(opened)) {
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
	if o.client, o.people, err = s.around(ctx, o.order.Client); err != nil {
		return o, err
	}
	if o.deal, err = known(s.desk.Deal, ctx, o.order.Deal); err != nil {
		return o, err
	}
	if o.offer, err = known(s.desk.Offer, ctx, o.order.Offer); err != nil {
		return o, err
	}
	draft, err := s.desk.Draft(ctx, orderKey(to.Order))
	if errors.Is(err, crm.ErrNotFound) {
		return o, nil
	}
	var k keptOrder
	if err == nil && json.Unmarshal(draft.Body, &k) == nil {
		k.at = draft.At
		o.draft = &k
	}
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

// around reads a client and its people; one that is gone has none.
func (s *OrderScreen) around(ctx context.Context, id crm.ClientID) (crm.Client, []crm.Contact, error) {
	c, err := known(s.desk.Client, ctx, id)
	if err != nil || c.ID == 0 {
		return c, nil, err
	}
	people, err := s.desk.Contacts(ctx, id)
	return c, people, err
}

func (s *OrderScreen) present(o opened) {
	over := s.typed
	s.typed = nil
	s.title.SetTitle(s.env.T.T("orders.new"))
	if s.to.Order != 0 {
		was := o.order
		s.was = &was
		s.title.SetTitle(text.Line(was.Number, 100))
	}
	s.more.Hidden = s.was == nil
	s.title.Object().Refresh()
	s.sheet = newSheet(s, o)
	s.body.Objects = []fyne.CanvasObject{s.sheet.object}
	s.body.Refresh()
	switch {
	case over != nil:
		s.was = over.was
		s.takeUp(over.order)
	case o.draft != nil:
		s.showNotice(parts.DraftStrip(s.env, o.draft.at, func() {
			s.hideNotice()
			s.takeUp(o.draft.Order)
		}, func() {
			s.hideNotice()
			s.dropDraft(func() {})
		}))
	}
	s.sheet.begin()
}

// Save saves the order and goes back.
func (s *OrderScreen) Save() { s.store(func(trade.Order) { s.env.Back() }) }

func (s *OrderScreen) store(then func(trade.Order)) {
	if s.sheet == nil || s.saving || !s.sheet.valid() {
		return
	}
	s.saving = true
	now, was, key := s.sheet.take(), s.was, orderKey(s.to.Order)
	kit.Commit(&s.acts, "save", func(ctx context.Context) (trade.Order, error) {
		saved, err := s.desk.SaveOrder(ctx, was, now)
		if err == nil {
			if left := s.desk.DropDraft(ctx, key); left != nil {
				slog.Error("drop draft", "error", left) // it is offered once more, that is all
			}
		}
		return saved, err
	}, func(saved trade.Order, err error) {
		s.saving = false
		if err != nil {
			s.unsaved(err)
			return
		}
		s.loader.Drop("draft")
		s.was, s.dirty = &saved, false
		then(saved)
	})
}

// Hide keeps a draft of what is left unsaved and drops the reading under way.
func (s *OrderScreen) Hide() {
	s.loader.Cancel()
	s.writeDraft(&s.acts)
}

// Changed shows the order anew while nothing is being typed.
func (s *OrderScreen) Changed(n crm.News) {
	if s.dirty || s.saving || s.was == nil || !n.Touches(s.was.Client) {
		return
	}
	kit.Load(&s.loader, "open", func(ctx context.Context) (opened, error) { return s.open(ctx, s.to) }, func(o opened, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			s.env.Back()
		case err != nil:
			s.env.Fail(err)
		case !s.dirty:
			o.draft = nil
			s.present(o)
		}
	})
}

// Key adds a line at Ctrl+Enter, and leaves at Esc when no field holds the keyboard.
func (s *OrderScreen) Key(ev *fyne.KeyEvent) bool {
	switch {
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && kit.CommandHeld() && s.sheet != nil:
		s.sheet.addLine()
	case ev.Name == fyne.KeyEscape && s.env.Window.Canvas().Focused() == nil:
		s.env.Back()
	default:
		return false
	}
	return true
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
		s.dirty = false
		s.load(func(o opened) { s.present(o) })
	})
	for i := range items {
		do := items[i].Do
		items[i].Do = func() {
			if !s.dirty {
				do()
				return
			}
			s.store(func(trade.Order) { do() })
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
	items := append(s.turns(s.sheet.client.Name), kit.Separator(),
		kit.MenuItem{Icon: "print", Label: t.T("orders.print"), Shortcut: parts.CommandKey("P"), Disabled: s.was.State == trade.Cancelled, Do: s.Print},
		kit.MenuItem{Icon: "user", Label: t.T("orders.menu.client"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: s.was.Client}) }},
		kit.Separator(), kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Danger: true, Do: s.askRemove})
	kit.ShowMenu(s.more, items...)
}

// Print prints the confirmation of the order as it stands, saved or not.
func (s *OrderScreen) Print() {
	if s.sheet == nil {
		return
	}
	s.sheet.settle()
	o, _ := s.sheet.counted()
	printOrder(s.env, &s.acts, s.desk, func(context.Context) (trade.Order, error) { return o, nil })
}

func (s *OrderScreen) askRemove() {
	t, id := s.env.T, s.was.ID
	kit.Ask(t.T("orders.remove"), t.T("orders.remove.ask", "Number", s.was.Number, "Client", s.sheet.client.Name), t.T("text.delete"), t.T("text.cancel"), func() {
		s.dirty = false
		s.saving = true // the news of it are our own
		kit.Commit(&s.acts, "remove", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.RemoveOrder(ctx, id) }, func(_ struct{}, err error) {
			s.saving = false
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Back()
		})
	})
}
