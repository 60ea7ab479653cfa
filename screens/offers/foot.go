package offers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// foot is the line under the list: how many offers there are, and what the open ones come to.
type foot struct {
	s      *Screen
	left   *kit.Label
	right  *kit.Label
	object fyne.CanvasObject
}

func newFoot(s *Screen) *foot {
	f := &foot{s: s, left: kit.NewText("", kit.Dense, kit.Text2), right: kit.NewText("", kit.Dense, kit.Text).Shrinks().Aligned(fyne.TextAlignTrailing)}
	f.object = kit.VBox(0, kit.NewDivider(), kit.Pad(kit.HBox(16, f.left, kit.Grow(f.right)), 16, 8, 16, 8))
	return f
}

// show tells the present numbers.
func (f *foot) show() {
	total := f.s.Source.Count()
	if total < 0 {
		return
	}
	words := f.s.env.T.N("text.offers", int(total))
	f.left.SetText(words)
	f.s.top.SetSub(words)
	f.object.Refresh()
	q := f.s.Query
	kit.Load(&f.s.loader, "open sums", func(ctx context.Context) (desk.OpenSums, error) { return f.s.desk.OpenOffers(ctx, q) },
		func(sums desk.OpenSums, err error) {
			if err == nil {
				f.right.SetText(f.openWords(sums))
			}
		})
}

// openWords says what is open, by currency, and what of it comes each month.
func (f *foot) openWords(o desk.OpenSums) string {
	if o.N == 0 {
		return ""
	}
	t := f.s.env.T
	var sums []string
	for _, c := range slices.Sorted(maps.Keys(o.Sums)) {
		if o.Sums[c] != 0 {
			sums = append(sums, parts.Sum(t, o.Sums[c], string(c)))
		}
	}
	words := t.N("offers.open", int(o.N))
	if len(sums) > 0 {
		words += ": " + strings.Join(sums, " + ")
	}
	var monthly []string
	for _, c := range slices.Sorted(maps.Keys(o.Monthly)) {
		if o.Monthly[c] != 0 {
			monthly = append(monthly, parts.Sum(t, o.Monthly[c], string(c)))
		}
	}
	if len(monthly) > 0 {
		words += ", " + t.T("offers.open.monthly", "Sum", strings.Join(monthly, " + "))
	}
	return words
}

// rowMenu is what can be done with one offer.
func (s *Screen) rowMenu(r trade.OfferRow) []kit.MenuItem {
	t := s.env.T
	items := []kit.MenuItem{
		{Icon: "edit", Label: t.T("text.open"), Do: func() { s.open(r.ID) }},
		{Icon: "user", Label: t.T("offers.menu.client"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: r.Client}) }},
		{Icon: "print", Label: t.T("offers.menu.print"), Shortcut: parts.CommandKey("P"), Do: func() { s.print(r.ID) }},
		{Icon: "copy", Label: t.T("offers.copy"), Do: func() { s.env.Go(route.Route{Room: route.Offer, Offer: r.ID, Sub: copySub}) }},
		{Icon: "people", Label: t.T("offers.many"), Do: func() { s.env.Go(route.Route{Room: route.Batch, Offer: r.ID}) }},
		kit.Separator(),
	}
	items = append(items, markMenu(s.env, r.State, func(state trade.State) { s.turn(r.ID, state) })...)
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Shortcut: "Del", Danger: true, Do: func() { s.askRemove(r) }})
}

// turn brings an offer into another state, asking what belongs to it.
func (s *Screen) turn(id trade.OfferID, state trade.State) {
	kit.Load(&s.loader, "turn", func(ctx context.Context) (trade.Offer, error) { return s.desk.Offer(ctx, id) }, func(o trade.Offer, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		turner{s.env, &s.acts, s.desk}.turn(o, state)
	})
}

func (s *Screen) print(id trade.OfferID) {
	printOffer(s.env, &s.acts, s.desk, func(ctx context.Context) (trade.Offer, error) { return s.desk.Offer(ctx, id) })
}

func (s *Screen) askRemove(r trade.OfferRow) {
	t := s.env.T
	s.AskRemove(t.T("offers.remove"), t.T("offers.remove.ask", "Number", r.FullNumber(), "Client", r.ClientName),
		func(ctx context.Context) error { return s.desk.RemoveOffer(ctx, r.ID) })
}
