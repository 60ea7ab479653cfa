package deals

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Mover moves deals and asks what became of them.
type Mover interface {
	Deal(ctx context.Context, id trade.DealID) (trade.Deal, error)
	MoveDeal(ctx context.Context, id trade.DealID, pipeline trade.PipelineID, stage trade.StageID, note string) (trade.Deal, error)
	LoseDeal(ctx context.Context, id trade.DealID, why trade.Loss) (trade.Deal, error)
	RemoveDeal(ctx context.Context, id trade.DealID) error
	Winner
}

// drop moves a deal to the stage its card was dropped on.
func (s *Screen) drop(r trade.DealRow, to string) {
	l, ok := s.lane(to)
	p, known := s.pipeline()
	if ok && known {
		s.move(r, p, l.stage)
	}
}

// move moves a deal to a stage; onto a lost one it asks why.
func (s *Screen) move(r trade.DealRow, p trade.Pipeline, to trade.Stage) {
	if to.Mark != trade.Lost {
		s.act(r, func(ctx context.Context) error {
			_, err := s.desk.MoveDeal(ctx, r.ID, p.ID, to.ID, "")
			return err
		}, func() {
			if to.Mark == trade.Won {
				s.won(r)
			}
		})
		return
	}
	askLoss(s.env, r.Title, trade.Loss{Reason: r.LostReason, Rival: r.Rival}, func(why trade.Loss) {
		s.act(r, func(ctx context.Context) error { return lose(ctx, s.desk, r.ID, p, to, why) }, func() {})
	})
}

// act does something with a deal in the background; the news announce it.
func (s *Screen) act(r trade.DealRow, do func(ctx context.Context) error, then func()) {
	kit.Commit(&s.acts, "deal "+parts.ID(r.ID), func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		then()
	})
}

// lose loses a deal for a reason; a pipeline may have more lost stages than the one deals are lost on by themselves.
func lose(ctx context.Context, d Mover, id trade.DealID, p trade.Pipeline, to trade.Stage, why trade.Loss) error {
	if first, ok := p.First(trade.Lost); !ok || first.ID != to.ID {
		if _, err := d.MoveDeal(ctx, id, p.ID, to.ID, ""); err != nil {
			return err
		}
	}
	_, err := d.LoseDeal(ctx, id, why)
	return err
}

// won asks for the order of a deal that was won.
func (s *Screen) won(r trade.DealRow) { askOrder(s.env, &s.acts, s.desk, r) }

// Winner tells what a deal just won lacks yet.
type Winner interface {
	OrdersMade(ctx context.Context, deal trade.DealID, offer trade.OfferID) ([]trade.Order, error)
	DealOffers(ctx context.Context, id trade.DealID) ([]trade.OfferRow, error)
}

// askOrder offers to record the order of a deal just won, unless an accepted offer made it: from the offer the client may
// have accepted, with all its lines, where there is one.
func askOrder(env *parts.Env, l *kit.Loader, d Winner, r trade.DealRow) {
	kit.Load(l, "won "+parts.ID(r.ID), func(ctx context.Context) (lacking, error) {
		made, err := d.OrdersMade(ctx, r.ID, 0)
		if err != nil || len(made) > 0 {
			return lacking{}, err
		}
		out := lacking{order: true}
		offers, err := d.DealOffers(ctx, r.ID)
		for _, o := range offers {
			if o.Open() && o.State.Out() && (out.offer == nil || o.Day >= out.offer.Day) {
				out.offer = &o
			}
		}
		return out, err
	}, func(w lacking, err error) {
		if err == nil && w.order { // the deal is won, whatever became of the question
			offerOrder(env, r, w.offer)
		}
	})
}

// lacking is what a deal just won lacks: an order, and an answer to the offer that is with the client.
type lacking struct {
	order bool
	offer *trade.OfferRow
}

// offerOrder congratulates and asks whether to record the order now.
func offerOrder(env *parts.Env, r trade.DealRow, out *trade.OfferRow) {
	t := env.T
	rows := []fyne.CanvasObject{kit.NewTipText(r.Title, kit.Body|kit.Bold, kit.Text), kit.NewTipText(r.ClientName, kit.Body, kit.Text2)}
	words := kit.HBox(12, kit.NewGlyph("hand", kit.Green, 24), kit.Grow(kit.VBox(2, rows...)))
	if r.Amount != 0 {
		words.Add(kit.NewText(parts.Sum(t, r.Amount, string(r.Currency)), kit.Body|kit.Bold, kit.Text))
	}
	line, kind := t.T("deals.won.line"), kit.Primary
	if out != nil {
		line, kind = t.T("deals.won.out", "Number", out.FullNumber()), kit.Plain
	}
	m := kit.NewModal(t.T("deals.won.title"), kit.VBox(14, words, kit.NewWrap(line, kit.Body, kit.Text2, 0))).CancelButton(t.T("text.not.now"))
	first := m.Action(kind, t.T("deals.won.order"), func() bool {
		env.Go(route.Route{Room: route.Order, Client: r.Client, Deal: r.ID})
		return true
	})
	if out != nil {
		first = m.Action(kit.Primary, t.T("deals.won.offer"), func() bool {
			env.Go(route.Route{Room: route.Offer, Offer: out.ID})
			return true
		})
	}
	m.StartWith(first).Show()
}

// askLoss asks why a deal is lost; was is what is known already.
func askLoss(env *parts.Env, title string, was trade.Loss, do func(trade.Loss)) {
	t := env.T
	reason := kit.NewSelect(reasonOptions(env), nil).WithHint(t.T("deals.loss.choose"))
	reason.SetValue(was.Reason)
	note := kit.NewTextArea(t.T("deals.loss.note.hint"), 3, t.T("parts.text.long"))
	note.SetValue(was.Note)
	rival := kit.NewEntry(t.T("deals.loss.rival.hint"))
	rival.SetValue(was.Rival)
	form := kit.NewForm(1)
	form.Wide(kit.NewTipText(title, kit.Body|kit.Bold, kit.Text))
	form.Add(kit.Field{ID: "reason", Label: t.T("deals.loss.reason"), Input: reason, Check: func(v string) (kit.Level, string) {
		if v == "" && strings.TrimSpace(note.Value()) == "" {
			return kit.Error, t.T("deals.loss.need")
		}
		return kit.Good, ""
	}}, kit.Field{ID: "note", Label: t.T("deals.loss.note"), Input: note}, kit.Field{ID: "rival", Label: t.T("deals.loss.rival"), Input: rival})
	m := kit.NewModal(t.T("deals.loss.title"), form).CancelButton(t.T("text.not.now"))
	m.Action(kit.Primary, t.T("deals.loss.do"), func() bool {
		if !form.Validate() {
			return false
		}
		do(trade.Loss{Reason: reason.Value(), Note: note.Value(), Rival: rival.Value()})
		return true
	})
	m.StartWith(reason).Show()
}

func reasonOptions(env *parts.Env) []kit.Option {
	options := make([]kit.Option, len(trade.LostReasons))
	for i, r := range trade.LostReasons {
		options[i] = kit.Option{ID: r, Label: env.T.T("trade.lost." + r)}
	}
	return options
}

// hint says what a drop will do; the first line is bold.
func (s *Screen) hint(to string) string {
	t := s.env.T
	l, ok := s.lane(to)
	if !ok {
		return ""
	}
	switch l.stage.Mark {
	case trade.Won:
		return t.T("deals.hint.won")
	case trade.Lost:
		return t.T("deals.hint.lost")
	}
	return t.T("deals.hint.to") + "\n" + t.T("deals.hint.stage", "Stage", l.stage.Name)
}

// menu is what can be done with a deal by menu: the twin of every drag.
func (s *Screen) menu(r trade.DealRow) []kit.MenuItem {
	t := s.env.T
	items := []kit.MenuItem{
		{Icon: "edit", Label: t.T("text.open"), Shortcut: "Enter", Do: func() { s.openDeal(r.ID) }},
		{Icon: "user", Label: t.T("deals.menu.client"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: r.Client}) }},
		{Icon: "doc", Label: t.T("deals.offer.new"), Do: func() { s.env.Go(route.Route{Room: route.Offer, Client: r.Client, Deal: r.ID}) }},
		kit.Separator(),
	}
	p, _ := pipelineOf(s.pipelines, r.Pipeline)
	for _, l := range lanesOf(p) {
		here := l.stage.ID == r.Stage
		items = append(items, kit.MenuItem{Icon: markIcon(l.stage.Mark), Label: t.T("deals.menu.to", "Stage", l.stage.Name), Checked: here, Disabled: here,
			Do: func() { s.move(r, p, l.stage) }})
	}
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Shortcut: "Del", Danger: true, Do: func() { s.askRemove(r) }})
}

func markIcon(m trade.Outcome) string {
	switch m {
	case trade.Won:
		return "check"
	case trade.Lost:
		return "x"
	}
	return "right"
}

func (s *Screen) askRemove(r trade.DealRow) {
	t := s.env.T
	s.AskRemove(t.T("deals.remove"), t.T("deals.remove.ask", "Title", r.Title, "Client", r.ClientName),
		func(ctx context.Context) error { return s.desk.RemoveDeal(ctx, r.ID) })
}
