package batch

import (
	"context"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// job is a batch: asked for, being made, or made. It outlives the room it was begun in, which is made anew when the theme or
// the language changes.
type job struct {
	room    *Screen // where it is shown
	done    *desk.Batch
	all     int // for how many clients
	in      money.Currency
	running bool
	marking bool
	far     desk.BatchProgress
	states  map[trade.OfferID]trade.State // of the offers made, those that are gone left out; nil: not read yet
	stop    func()
	off     bool // it can be called off
}

func newJob(s *Screen) *job { return &job{room: s, stop: func() {}} }

// state is what was chosen, and the batch that was made of it.
type state struct {
	offer   trade.OfferID
	whom    string
	given   []crm.ClientID
	clients []crm.ClientRow
	folder  string
	letters bool
	job     *job
}

// State is what was chosen and what came of it.
func (s *Screen) State() any {
	if s.was != nil {
		return s.was // not shown yet
	}
	return &state{s.pattern.ID, s.whom.Value(), s.given, s.clients, s.folder.Value(), s.letter.Checked(), s.job}
}

// Restore lets Show begin with what was chosen before.
func (s *Screen) Restore(was any) { s.was, _ = was.(*state) }

// opened is what is read before there is something to choose from.
type opened struct {
	segments []crm.Segment
	given    []crm.ClientRow
	pattern  trade.Offer // of a room that is shown again
}

// Show loads: the offer of the route, and whom it may be made to; or what was chosen before.
func (s *Screen) Show(to route.Route) {
	if s.running {
		s.was = nil
		return
	}
	s.given, s.job = readClients(to.Sub), newJob(s)
	was := s.was
	if was != nil {
		s.given, s.job = was.given, was.job
		s.room = s
	}
	kit.Load(&s.loader, "open", func(ctx context.Context) (opened, error) { return s.read(ctx, was) }, func(o opened, err error) {
		s.was = nil
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.offerChoices(o)
		if was != nil {
			s.reopen(was, o.pattern)
			return
		}
		s.open(to, o)
	})
}

func (s *Screen) read(ctx context.Context, was *state) (opened, error) {
	var o opened
	var err error
	if o.segments, err = s.desk.Segments(ctx); err != nil {
		return o, err
	}
	if was != nil && was.offer != 0 {
		if o.pattern, err = s.desk.Offer(ctx, was.offer); err != nil && !isGone(err) {
			return o, err
		}
	}
	o.given, err = s.desk.ClientRows(ctx, s.given)
	return o, err
}

// offerChoices lists to whom an offer may be made.
func (s *Screen) offerChoices(o opened) {
	t := s.env.T
	s.segments = o.segments
	var options []kit.Option
	if len(o.given) > 0 {
		options = append(options, kit.Option{ID: picked, Label: t.N("batch.picked", len(o.given))})
	}
	for _, g := range o.segments {
		options = append(options, kit.Option{ID: parts.ID(g.ID), Label: t.T("batch.segment", "Name", g.Name)})
	}
	s.whom.SetOptions(options)
}

func (s *Screen) open(to route.Route, o opened) {
	s.take(o.given)
	if len(o.given) > 0 {
		s.whom.SetValue(picked)
	}
	if to.Offer != 0 {
		s.readOffer(to.Offer)
	}
	if keys := s.env.Window.Canvas(); keys.Focused() == nil {
		keys.Focus(s.lacking(to))
	}
}

// reopen shows the room as it was: what was chosen, and the batch under way or made.
func (s *Screen) reopen(was *state, pattern trade.Offer) {
	s.whom.SetValue(was.whom)
	s.folder.SetValue(was.folder)
	s.letter.SetChecked(was.letters)
	if pattern.ID != 0 {
		s.takeOffer(pattern)
	}
	s.list(was.clients)
	switch {
	case s.running || s.marking:
		s.showUnderWay()
	case s.done != nil:
		s.ended()
		s.follow()
	default:
		s.sample()
		if was.whom != "" {
			s.choose(was.whom) // who is in a segment may have changed
		}
	}
	s.object.Refresh()
}

// Hide drops the reading under way; a batch goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed reads anew the first paper when something it is made of was changed, and what became of the offers made.
func (s *Screen) Changed(n crm.News) {
	switch {
	case s.running || s.marking:
	case s.done == nil:
		s.sample()
	case n.Speaks(crm.NounOffer):
		s.follow()
	}
}

// follow reads which of the offers made are there still, and how far they have come.
func (s *Screen) follow() {
	j := s.job
	ids := madeOf(*j.done)
	kit.Load(&s.loader, "follow", func(ctx context.Context) (map[trade.OfferID]trade.State, error) { return s.desk.OfferStates(ctx, ids) },
		func(states map[trade.OfferID]trade.State, err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			if j.states = states; s.job == j && !j.marking {
				s.showDone(*j.done)
			}
		})
}

// Leave asks before a batch under way is left: it goes on, but nobody sees it.
func (s *Screen) Leave(leave func()) {
	if !s.running {
		leave()
		return
	}
	t := s.env.T
	m := kit.NewModal(t.T("batch.leave"), kit.NewWrap(t.T("batch.leave.ask"), kit.Body, kit.Text2, 0)).CancelButton(t.T("parts.unsaved.stay"))
	m.Action(kit.Plain, t.T("batch.leave.off"), func() bool {
		s.callOff()
		return true
	})
	m.Action(kit.Primary, t.T("batch.leave.on"), func() bool {
		leave()
		return true
	})
	m.Show()
}
