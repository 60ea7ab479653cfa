package offers

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// lockedBanner says that the offer has left the house, what became of it and when, and how to change it all the same.
func (s *sheet) lockedBanner() fyne.CanvasObject {
	e, t := s.e, s.e.env.T
	tone := parts.StateTone(e.offer.State)
	line := kit.HBox(8, kit.NewGlyph(parts.StateIcon(e.offer.State), tone.Ink, 16), kit.Grow(kit.NewTipText(e.stateSentence(), kit.Body, kit.Text)))
	switch newest, there := e.newer(); {
	case there:
		line.Add(kit.NewButton(kit.Plain, t.T("offers.version.open", "N", newest.Version), func() { e.openVersion(newest.ID) }).Sized(kit.ControlSmall))
	case e.offer.State != trade.Accepted: // what was accepted is an order already
		line.Add(kit.NewButton(kit.Plain, t.T("offers.version"), e.succeed).Sized(kit.ControlSmall))
	}
	if order := e.orderButton(); order != nil {
		line.Add(order)
	}
	line.Add(kit.NewButton(kit.Plain, t.T("offers.copy"), e.Copy).Sized(kit.ControlSmall))
	box := kit.VBox(4, line)
	for _, words := range []string{e.course(), e.said(), e.paperSentence()} {
		if words != "" {
			box.Add(kit.Pad(kit.NewTipWrap(words, kit.Dense, kit.Text2, 3), 24, 0, 0, 0))
		}
	}
	return kit.Stack(kit.NewGround(tone.Soft, 7), kit.Pad(box, 16, 8, 16, 8))
}

// orderButton leads to the order an accepted offer became; nil where there is none.
func (e *Editor) orderButton() *kit.Button {
	if e.offer.State != trade.Accepted || len(e.around.orders) == 0 {
		return nil
	}
	order := e.around.orders[0]
	number := text.Ellipsis(text.Line(order.Number, 100), 24)
	button := kit.NewButton(kit.Plain, e.env.T.T("offers.locked.order", "Number", number), func() { e.env.Go(route.Route{Room: route.Order, Order: order.ID}) })
	return button.WithIcon("case").WithTip(order.Number).Sized(kit.ControlSmall)
}

// stateSentence says how far the offer has come and since when.
func (e *Editor) stateSentence() string {
	t, day := e.env.T, e.stateDay(e.offer.State)
	if day == "" {
		return t.T("trade.state." + string(e.offer.State))
	}
	return t.T("offers.locked."+string(e.offer.State), "Day", parts.DayWord(e.env, day))
}

// stateDay is the day on which the offer came to a state, empty when it did not.
func (e *Editor) stateDay(state trade.State) crm.Day {
	o := &e.offer
	switch state {
	case trade.Sent:
		return o.SentOn
	case trade.Viewed:
		return o.ViewedOn
	case trade.Answered:
		return o.AnsweredOn
	case o.State:
		return o.ClosedOn
	}
	return ""
}

// course tells the states the offer went through before the present one, with their days.
func (e *Editor) course() string {
	var steps []string
	for _, state := range []trade.State{trade.Sent, trade.Viewed, trade.Answered} {
		if day := e.stateDay(state); day != "" && state != e.offer.State {
			steps = append(steps, e.env.T.T("trade.state."+string(state))+" "+parts.DayWord(e.env, day))
		}
	}
	return strings.Join(steps, " · ")
}

// said is what the client answered, or why it declined.
func (e *Editor) said() string {
	t, o := e.env.T, &e.offer
	var parts []string
	if o.State == trade.Declined {
		if o.Lost != "" {
			parts = append(parts, t.T("trade.lost."+o.Lost))
		}
		if o.Reason != "" {
			parts = append(parts, o.Reason)
		}
		if len(parts) > 0 {
			return t.T("offers.locked.why", "Why", strings.Join(parts, ". "))
		}
	}
	if o.Answer != "" {
		return t.T("offers.locked.said", "Answer", o.Answer)
	}
	return ""
}

// paperSentence says that the very paper that was sent is kept.
func (e *Editor) paperSentence() string {
	if !e.around.kept {
		return ""
	}
	words := e.env.T.N("offers.locked.paper", e.around.paper.Pages)
	if e.around.differs {
		words += ". " + e.env.T.T("offers.locked.differs")
	}
	return words
}

// newer is the newest version of the offer's number; false when the offer is that itself.
func (e *Editor) newer() (trade.OfferRow, bool) {
	v := e.around.versions
	if len(v) == 0 || v[len(v)-1].ID == e.offer.ID {
		return trade.OfferRow{}, false
	}
	return v[len(v)-1], true
}

// showKin shows what leads to the deal of the offer and to its other versions.
func (s *sheet) showKin() {
	e, t := s.e, s.e.env.T
	s.kin.Objects = nil
	if e.around.hasDeal {
		deal := e.around.deal
		button := kit.NewButton(kit.Ghost, t.T("offers.deal", "Title", text.Ellipsis(deal.Title, 18)), func() { e.env.Go(route.Route{Room: route.Deal, Deal: deal.ID}) })
		s.kin.Add(button.WithIcon("hand").WithTip(deal.Title).Sized(kit.ControlSmall))
	}
	if n := len(e.around.versions); n > 1 {
		s.kin.Add(s.versionsButton(n))
	}
	s.kin.Refresh()
}

// versionsButton tells which version is shown and opens the list of all.
func (s *sheet) versionsButton(n int) *kit.Button {
	e, t := s.e, s.e.env.T
	button := kit.NewButton(kit.Ghost, t.T("offers.versions", "N", e.offer.VersionNo(), "Of", n), nil).WithTrailing("chd").Sized(kit.ControlSmall)
	button.SetOnTap(func() {
		var items []kit.MenuItem
		for _, v := range e.around.versions {
			label := v.FullNumber() + ", " + t.T("trade.state."+string(v.State)) + ", " + parts.DayWord(e.env, v.Day)
			items = append(items, kit.MenuItem{Icon: parts.StateIcon(v.State), Label: label, Checked: v.ID == e.offer.ID, Do: func() { e.openVersion(v.ID) }})
		}
		kit.ShowMenu(button, items...)
	})
	return button
}

func (e *Editor) openVersion(id trade.OfferID) {
	if id != e.offer.ID {
		e.env.Go(route.Route{Room: route.Offer, Offer: id})
	}
}

// showMore offers what is added more rarely, and the lines as a table.
func (s *sheet) showMore() {
	e, t := s.e, s.e.env.T
	kit.ShowMenu(s.more,
		kit.MenuItem{Icon: "doc", Label: t.T("offers.add.text"), Do: e.addText},
		kit.MenuItem{Icon: "copy", Label: t.T("offers.add.borrow"), Do: e.borrow},
		kit.Separator(),
		kit.MenuItem{Icon: "dl", Label: t.T("offers.export.do"), Do: e.export})
}
