package card

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// offersBeside is how many offers the card at the side shows.
const offersBeside = 5

// stateTone is the colouring of a state of an offer.
func stateTone(s trade.State) kit.Tone { return parts.StateTone(s) }

func (s *Screen) openOffer(id trade.OfferID) { s.env.Go(route.Route{Room: route.Offer, Offer: id}) }

// offersCard lists the newest offers with what is open and what was accepted.
func (s *Screen) offersCard() fyne.CanvasObject {
	t, k := s.env.T, s.known
	fresh := kit.NewButton(kit.Soft, t.T("card.offer.new"), s.newOffer).WithIcon("plus").Sized(kit.ControlSmall)
	if len(k.offers) == 0 {
		return kit.NewCard(t.T("card.offers"), kit.NewWrap(t.T("card.offers.none"), kit.Dense, kit.Text3, 0)).WithRight(fresh)
	}
	box := kit.VBox(0)
	for i, o := range k.offers {
		if i == offersBeside {
			break
		}
		box.Add(kit.NewDivider())
		box.Add(s.offerRow(o))
	}
	box.Add(kit.NewDivider())
	box.Add(kit.Pad(s.offersFoot(), 0, 8, 0, 0))
	return kit.NewCard(t.T("card.offers"), box).WithRight(fresh)
}

// offersFoot says what is open and accepted, and leads to the rest.
func (s *Screen) offersFoot() fyne.CanvasObject {
	t, k := s.env.T, s.known
	lines := kit.VBox(4)
	line := func(key string, sums map[money.Currency]int64) {
		for _, c := range slices.Sorted(maps.Keys(sums)) {
			if sums[c] != 0 {
				lines.Add(kit.HBox(8, kit.Grow(kit.NewText(t.T(key), kit.Dense, kit.Text2).Shrinks()), kit.NewText(parts.Sum(t, sums[c], string(c)), kit.Dense|kit.Bold, kit.Text)))
			}
		}
	}
	if k.offerCount == len(k.offers) { // a sum of some would be no sum
		line("card.offers.open", sumOf(k.offers, func(o trade.OfferRow) bool { return o.State.Out() && !o.Succeeded }))
		line("card.offers.accepted", sumOf(k.offers, func(o trade.OfferRow) bool { return o.State == trade.Accepted }))
	}
	if k.offerCount > offersBeside {
		all := kit.NewLink(t.T("card.offers.all", "N", t.Int(k.offerCount)), func() { s.middle.choose(tabOffers) })
		lines.Add(kit.Left(all))
	}
	return lines
}

// sumOf adds up some of the offers by currency.
func sumOf(offers []trade.OfferRow, counts func(trade.OfferRow) bool) map[money.Currency]int64 {
	sums := map[money.Currency]int64{}
	for _, o := range offers {
		if counts(o) {
			sums[o.Currency] += o.Total
		}
	}
	return sums
}

// offerRow is one offer: about what, how much, and how it stands.
func (s *Screen) offerRow(o trade.OfferRow) fyne.CanvasObject {
	t := s.env.T
	subject := o.Subject
	if subject == "" {
		subject = t.T("card.offer.number", "Number", o.FullNumber())
	}
	top := kit.HBox(8, kit.Grow(kit.NewTipText(subject, kit.Body, kit.Text)), kit.NewText(offerSum(t, o), kit.Body|kit.Bold, kit.Text))
	under := kit.HBox(8, kit.Grow(kit.NewText(s.offerLine(o), kit.Caption, kit.Text2).Shrinks()),
		kit.NewChip("", t.T("trade.state."+string(o.State)), stateTone(o.State)))
	return kit.NewPressRow(kit.Pad(kit.VBox(4, top, under), 0, 9, 0, 9), func() { s.openOffer(o.ID) })
}

// offerLine is the number, and until when the offer stands while it is open, or else its day.
func (s *Screen) offerLine(o trade.OfferRow) string {
	t := s.env.T
	line := t.T("card.offer.number", "Number", o.FullNumber())
	if o.Open() && o.ValidUntil != "" {
		return joinComma(line, t.T("card.offer.until", "Date", dayWords(t, o.ValidUntil)))
	}
	return joinComma(line, dayWords(t, o.Day))
}

// offerSum is the sum of an offer, with what is paid each month where there is no other.
func offerSum(t *text.Tongue, o trade.OfferRow) string {
	if o.Total == 0 && o.Monthly != 0 {
		return t.T("card.offer.monthly", "Sum", parts.Sum(t, o.Monthly, string(o.Currency)))
	}
	return parts.Sum(t, o.Total, string(o.Currency))
}

// offersTab lists all offers of the client.
func (s *Screen) offersTab() []fyne.CanvasObject {
	t, k := s.env.T, s.known
	if len(k.offers) == 0 {
		return []fyne.CanvasObject{kit.Pad(kit.EmptyState(kit.EmptyIcon("doc"), t.T("card.offers.empty"), t.T("card.offers.none"),
			kit.NewButton(kit.Primary, t.T("card.offer.new"), s.newOffer)), 0, 60, 0, 0)}
	}
	box := kit.VBox(0)
	for i, o := range k.offers {
		if i > 0 {
			box.Add(kit.NewDivider())
		}
		box.Add(s.offerRow(o))
	}
	rows := []fyne.CanvasObject{kit.Pad(box, 8, 0, 8, 0)}
	if k.offerCount > len(k.offers) {
		all := kit.NewLink(t.T("card.offers.room", "N", t.Int(k.offerCount)), func() { s.env.Go(route.Route{Room: route.Offers}) })
		rows = append(rows, kit.Center(all))
	}
	return rows
}
