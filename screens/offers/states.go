package offers

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Decider keeps what becomes of an offer.
type Decider interface {
	MarkOffer(ctx context.Context, id trade.OfferID, state trade.State) (trade.Offer, error)
	AcceptOffer(ctx context.Context, id trade.OfferID, chosen []trade.LineAt) (trade.Offer, error)
	DeclineOffer(ctx context.Context, id trade.OfferID, why trade.Loss) (trade.Offer, error)
	AnswerOffer(ctx context.Context, id trade.OfferID, answer string) (trade.Offer, error)
}

// turner brings an offer into another state, asking what belongs to it.
type turner struct {
	env    *parts.Env
	loader *kit.Loader
	desk   Decider
}

// turn brings an offer into a state: of an answer it asks what was said, of a refusal why, and of an accepted offer what
// was chosen where there is a choice.
func (w turner) turn(o trade.Offer, state trade.State) {
	switch {
	case state == trade.Answered:
		w.askAnswer(o)
	case state == trade.Declined:
		w.askRefusal(o)
	case state == trade.Accepted && len(choicesOf(o)) > 0:
		w.askChosen(o)
	case state == trade.Accepted:
		w.keep(o.ID, func(ctx context.Context) (trade.Offer, error) { return w.desk.AcceptOffer(ctx, o.ID, nil) })
	default:
		w.keep(o.ID, func(ctx context.Context) (trade.Offer, error) { return w.desk.MarkOffer(ctx, o.ID, state) })
	}
}

// keep does the act; the news tell of it.
func (w turner) keep(id trade.OfferID, act func(ctx context.Context) (trade.Offer, error)) {
	kit.Commit(w.loader, "mark "+parts.ID(id), act, func(_ trade.Offer, err error) {
		if err != nil {
			w.env.Fail(err)
		}
	})
}

// askAnswer asks what the client said.
func (w turner) askAnswer(o trade.Offer) {
	t := w.env.T
	said := kit.NewTextArea(t.T("offers.answer.hint"), 5, t.T("parts.text.long"))
	said.SetValue(o.Answer)
	form := kit.NewForm(1, kit.Field{ID: "said", Label: t.T("offers.answer.said"), Input: said})
	m := kit.NewModal(t.T("offers.answer", "Number", o.FullNumber()), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("offers.answer.do"), func() bool {
		answer := said.Value()
		w.keep(o.ID, func(ctx context.Context) (trade.Offer, error) { return w.desk.AnswerOffer(ctx, o.ID, answer) })
		return true
	})
	parts.GuardForm(w.env, m, form)
	m.StartWith(said).Show()
}

// askRefusal asks why the client declined.
func (w turner) askRefusal(o trade.Offer) {
	t := w.env.T
	options := []kit.Option{{Label: t.T("offers.refusal.unknown")}}
	for _, code := range trade.LostReasons {
		options = append(options, kit.Option{ID: code, Label: t.T("trade.lost." + code)})
	}
	reason := kit.NewSelect(options, nil)
	reason.SetValue("")
	note := kit.NewTextArea(t.T("offers.refusal.hint"), 3, t.T("parts.text.long"))
	form := kit.NewForm(1, kit.Field{ID: "reason", Label: t.T("offers.refusal.reason"), Input: reason}, kit.Field{ID: "note", Label: t.T("offers.refusal.note"), Input: note})
	m := kit.NewModal(t.T("offers.refusal", "Number", o.FullNumber()), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("offers.refusal.do"), func() bool {
		why := trade.Loss{Reason: reason.Value(), Note: note.Value()}
		w.keep(o.ID, func(ctx context.Context) (trade.Offer, error) { return w.desk.DeclineOffer(ctx, o.ID, why) })
		return true
	})
	parts.GuardForm(w.env, m, form)
	m.StartWith(reason).Show()
}

// choicesOf are the lines of an offer that the client may take or leave.
func choicesOf(o trade.Offer) []trade.LineAt {
	var all []trade.LineAt
	for i, s := range o.Sections {
		for j, l := range s.Lines {
			if l.Choice() {
				all = append(all, trade.LineAt{Section: i, Line: j})
			}
		}
	}
	return all
}

// accepting is the dialog in which the lines are ticked that the client took.
type accepting struct {
	w      turner
	o      trade.Offer
	lines  []trade.LineAt
	checks []*kit.Check
	totals *fyne.Container
	modal  *kit.Modal
}

// askChosen asks which of the optional and alternative lines the client took, and shows the totals they make.
func (w turner) askChosen(o trade.Offer) {
	t := w.env.T
	a := &accepting{w: w, o: o, lines: choicesOf(o), totals: kit.VBox(4)}
	list := kit.VBox(2)
	section := -1
	for i, at := range a.lines {
		s := o.Sections[at.Section]
		if at.Section != section && s.Title != "" {
			list.Add(kit.Pad(kit.NewText(s.Title, kit.Dense|kit.Bold, kit.Text).Shrinks(), 0, 6, 0, 2))
		}
		section = at.Section
		check := kit.NewCheck(text.Ellipsis(s.Lines[at.Line].Name, 200), func(bool) { a.ticked(i) })
		a.checks = append(a.checks, check)
		list.Add(a.row(i, check))
	}
	a.show()
	content := kit.VBox(12, kit.NewWrap(t.T("offers.accept.line"), kit.Body, kit.Text2, 0), list, kit.NewDivider(), a.totals)
	a.modal = kit.NewModal(t.T("offers.accept", "Number", o.FullNumber()), content).CancelButton(t.T("text.cancel"))
	a.modal.Width = 560
	do := a.modal.Action(kit.Primary, t.T("offers.accept.do"), a.accept)
	if len(a.checks) > 0 {
		a.modal.StartWith(a.checks[0])
	} else {
		a.modal.StartWith(do)
	}
	a.modal.Show()
}

// row is a line to tick, with what it costs and what it takes the place of.
func (a *accepting) row(i int, check *kit.Check) fyne.CanvasObject {
	t, at := a.w.env.T, a.lines[i]
	s := a.o.Sections[at.Section]
	cost := ""
	if sum, err := trade.CountLine(a.o, s.Lines[at.Line]); err == nil {
		cost = money.Format(money.New(sum.Full-sum.Discount, a.o.Currency), string(t.Lang()))
	}
	if s.Period != trade.Once {
		cost += " " + t.T("offers.accept."+string(s.Period))
	}
	row := kit.HBox(8, kit.Grow(check), kit.NewText(cost, kit.Dense, kit.Text))
	if n, ok := s.Instead(at.Line); ok {
		instead := t.T("offers.accept.instead", "Name", s.Lines[n].Name)
		return kit.VBox(0, row, kit.Pad(kit.NewText(instead, kit.Caption, kit.Text3).Shrinks(), 24, 0, 0, 2))
	}
	return row
}

// ticked unticks the other alternatives of the same line, and counts anew.
func (a *accepting) ticked(i int) {
	at := a.lines[i]
	if n, ok := a.o.Sections[at.Section].Instead(at.Line); ok && a.checks[i].Checked() {
		for j, other := range a.lines {
			if m, also := a.o.Sections[other.Section].Instead(other.Line); also && j != i && other.Section == at.Section && m == n {
				a.checks[j].SetChecked(false)
			}
		}
	}
	a.show()
}

func (a *accepting) chosen() []trade.LineAt {
	var chosen []trade.LineAt
	for i, c := range a.checks {
		if c.Checked() {
			chosen = append(chosen, a.lines[i])
		}
	}
	return chosen
}

// show counts what is accepted as it is ticked now.
func (a *accepting) show() {
	day := crm.DayOf(a.w.env.Now())
	now := a.o
	if now.State == trade.Draft || now.State == "" {
		now.State = trade.Sent // a draft that is accepted was sent
	}
	now, err := trade.Accept(now, a.chosen(), day)
	if err != nil {
		return
	}
	sums, err := trade.Count(now)
	if err != nil {
		return
	}
	a.totals.Objects = totalLines(totalRows(a.w.env.T, now, sums))
	a.totals.Refresh()
	if a.modal != nil {
		a.modal.Refit()
	}
}

func (a *accepting) accept() bool {
	id, chosen := a.o.ID, a.chosen()
	a.w.keep(id, func(ctx context.Context) (trade.Offer, error) { return a.w.desk.AcceptOffer(ctx, id, chosen) })
	return true
}
