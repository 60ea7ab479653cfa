package deals

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// historyShown is how many moves of a deal are shown.
const historyShown = 40

// drawSide shows what stands beside the form: what is to be expected, offers, orders, and the way the deal went.
func (h *sheet) drawSide() {
	h.showValue()
	cards := []fyne.CanvasObject{kit.NewCard(h.s.env.T.T("deals.offers"), h.offerRows()).WithRight(h.offerButton())}
	if len(h.orders) > 0 || h.base.Outcome == trade.Won {
		cards = append(cards, h.ordersCard())
	}
	cards = append(cards, kit.NewCard(h.s.env.T.T("deals.way"), kit.VBox(12, h.value, h.way())))
	h.side.Objects = cards
	h.side.Refresh()
	if h.scroll != nil {
		h.scroll.Refit()
	}
}

// showValue says what of the deal is to be expected and how long it stands where it is.
func (h *sheet) showValue() {
	t, d, p := h.s.env.T, h.take(), h.chosenPipeline()
	words := ""
	if d.Outcome == trade.Running && d.Amount > 0 && d.Amount <= trade.MostAmount {
		if value, err := money.Percent(d.Amount, d.Chance(p)); err == nil {
			words = t.T("deals.value", "Sum", parts.Sums(t, parts.Rounded(map[money.Currency]int64{d.Currency: value})), "Percent", money.FormatPercent(d.Chance(p), string(t.Lang())))
		}
	}
	h.value.SetText(words)
	h.value.Hidden = words == ""
}

func (h *sheet) offerButton() fyne.CanvasObject {
	return kit.NewButton(kit.Soft, h.s.env.T.T("deals.offer.new"), h.s.newOffer).WithIcon("plus").Sized(kit.ControlSmall)
}

// offerRows lists the offers of the deal.
func (h *sheet) offerRows() fyne.CanvasObject {
	t := h.s.env.T
	if len(h.offers) == 0 {
		return kit.NewWrap(t.T("deals.offers.none"), kit.Dense, kit.Text3, 0)
	}
	box := kit.VBox(0)
	for i, o := range h.offers {
		if i > 0 {
			box.Add(kit.NewDivider())
		}
		box.Add(h.offerRow(o))
	}
	return box
}

func (h *sheet) offerRow(o trade.OfferRow) fyne.CanvasObject {
	t := h.s.env.T
	subject := o.Subject
	if subject == "" {
		subject = o.FullNumber()
	}
	top := kit.HBox(8, kit.Grow(kit.NewTipText(subject, kit.Body, kit.Text)), kit.NewText(offerSum(t, o), kit.Body|kit.Bold, kit.Text))
	under := kit.HBox(8, kit.Grow(kit.NewText(joinComma(o.FullNumber(), parts.Date(t, o.Day)), kit.Caption, kit.Text3).Shrinks()),
		kit.NewChip("", t.T("trade.state."+string(o.State)), parts.StateTone(o.State)))
	row := kit.NewPressRow(kit.Pad(kit.VBox(2, top, under), 0, 8, 0, 8), func() { h.s.env.Go(route.Route{Room: route.Offer, Offer: o.ID}) })
	row.OnMenu = func(at fyne.Position) { kit.ShowMenuAt(row, at, h.offerMenu(o)...) }
	return row
}

// offerSum is the sum of an offer, with what is paid each month where there is no other.
func offerSum(t *text.Tongue, o trade.OfferRow) string {
	if o.Total == 0 && o.Monthly != 0 {
		return t.T("deals.offer.monthly", "Sum", parts.Sum(t, o.Monthly, string(o.Currency)))
	}
	return parts.Sum(t, o.Total, string(o.Currency))
}

func (h *sheet) offerMenu(o trade.OfferRow) []kit.MenuItem {
	t, s := h.s.env.T, h.s
	items := []kit.MenuItem{{Icon: "edit", Label: t.T("text.open"), Do: func() { s.env.Go(route.Route{Room: route.Offer, Offer: o.ID}) }}}
	if o.Total > 0 {
		items = append(items, kit.MenuItem{Icon: "ruble", Label: t.T("deals.offer.amount", "Sum", parts.Sum(t, o.Total, string(o.Currency))), Do: func() { h.takeAmount(o) }})
	}
	return append(items, kit.Separator(), kit.MenuItem{Icon: "x", Label: t.T("deals.offer.away"), Do: func() {
		kit.Commit(&s.acts, "take offer", func(ctx context.Context) (trade.Deal, error) { return s.desk.TakeOffer(ctx, s.was.ID, o.ID) }, func(now trade.Deal, err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.was = &now
			h.base.Offers = now.Offers
		})
	}})
}

// takeAmount makes the sum of an offer that of the deal.
func (h *sheet) takeAmount(o trade.OfferRow) {
	d := h.take()
	d.Amount, d.Currency = o.Total, o.Currency
	h.fill(d)
	h.touched()
}

// ordersCard lists the orders that became of the deal; where none did, one can be recorded.
func (h *sheet) ordersCard() fyne.CanvasObject {
	t, env := h.s.env.T, h.s.env
	box := kit.VBox(0)
	for i, o := range h.orders {
		if i > 0 {
			box.Add(kit.NewDivider())
		}
		top := kit.HBox(8, kit.Grow(kit.NewTipText(o.Number, kit.Body, kit.Text)), kit.NewText(parts.Sum(t, o.Total(), string(o.Currency)), kit.Body|kit.Bold, kit.Text))
		under := kit.HBox(8, kit.Grow(kit.NewText(parts.Date(t, o.Day), kit.Caption, kit.Text3).Shrinks()), kit.NewChip("", t.T("trade.order."+string(o.State)), parts.OrderTone(o.State)))
		box.Add(kit.NewPressRow(kit.Pad(kit.VBox(2, top, under), 0, 8, 0, 8), func() { env.Go(route.Route{Room: route.Order, Order: o.ID}) }))
	}
	card := kit.NewCard(t.T("deals.orders"), box)
	if len(h.orders) > 0 {
		return card
	}
	card.SetContent(kit.NewWrap(t.T("deals.orders.none"), kit.Dense, kit.Text3, 0))
	return card.WithRight(kit.NewButton(kit.Soft, t.T("deals.won.order"), func() {
		env.Go(route.Route{Room: route.Order, Client: h.base.Client, Deal: h.base.ID})
	}).WithIcon("plus").Sized(kit.ControlSmall))
}

// way lists the stages the deal went through, the present one first.
func (h *sheet) way() fyne.CanvasObject {
	t, d := h.s.env.T, h.base
	if d.ID == 0 {
		return kit.NewWrap(t.T("deals.way.new"), kit.Dense, kit.Text3, 0)
	}
	box := kit.VBox(8)
	moves := slices.Clone(d.Moves)
	slices.Reverse(moves)
	until := h.s.env.Now()
	for i, m := range moves {
		if i == historyShown {
			box.Add(kit.NewText(t.N("deals.way.more", len(moves)-historyShown), kit.Dense, kit.Text3))
			return box
		}
		at := m.When.Time(time.Local)
		box.Add(h.wayRow(m.Now, m.To, m.Day, at, until, joinComma(h.s.env.Reps()[m.By].Name, m.Note), i == 0))
		until = at
	}
	stage, pipeline := d.Stage, d.Pipeline
	if len(d.Moves) > 0 {
		stage, pipeline = d.Moves[0].From, d.Moves[0].Was
	}
	made := d.Created.Time(time.Local)
	box.Add(h.wayRow(pipeline, stage, crm.DayOf(made), made, until, t.T("deals.way.created"), len(moves) == 0))
	return box
}

// wayRow is one stage of the way: since when, where, for how many days, and who said what.
func (h *sheet) wayRow(p trade.PipelineID, st trade.StageID, day crm.Day, from, until time.Time, note string, now bool) fyne.CanvasObject {
	t := h.s.env.T
	pipeline, _ := pipelineOf(h.pipelines, p)
	stage, ok := pipeline.Stage(st)
	name := stage.Name
	if !ok {
		name = t.T("deals.stage.gone")
	}
	if len(h.pipelines) > 1 && p != h.base.Pipeline && ok {
		name = joinComma(pipeline.Name, name)
	}
	style, ink := kit.Dense, kit.Text2
	if now {
		style, ink = kit.Dense|kit.Bold, kit.Text
	}
	stay := ""
	if days := text.DaysBetween(from, until); days > 0 && (stage.Mark == trade.Running || !now) {
		stay = t.N("text.daysShort", days)
	}
	words := kit.VBox(0, kit.HBox(8, kit.Grow(kit.NewTipText(name, style, ink)), kit.NewText(stay, kit.Dense, kit.Text3)))
	if note != "" {
		words.Add(kit.NewTipText(note, kit.Caption, kit.Text3))
	}
	return kit.HFill(10, kit.Fixed(kit.VBox(0, kit.NewText(parts.Date(t, day), kit.Dense, kit.Text3)), 76, 0), kit.Grow(words))
}
