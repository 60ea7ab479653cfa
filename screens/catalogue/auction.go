package catalogue

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

func (f *ruleForm) auctionPart() {
	s, t, a := f.s, f.s.env.T, trade.Auction{}
	if f.rule.Auction != nil {
		a = *f.rule.Auction
	}
	closes := s.env.Now().AddDate(0, 0, 7)
	if a.Closes != 0 {
		closes = a.Closes.Time(s.env.Now().Location())
	}
	hour := entryWith(closes.Format("15:04"))
	at := kit.Field{ID: "hour", Label: t.T("catalogue.field.hour"), Input: hour, Check: func(v string) (kit.Level, string) {
		if _, err := time.Parse("15:04", v); err != nil {
			return kit.Error, t.T("catalogue.hour.wrong")
		}
		return kit.Good, ""
	}}
	closing := s.dayInput("closes", crm.DayOf(closes))
	closing.Check = needed(t.T("text.wrong.date"))
	f.form.Add(closing, at)
	currency, gross := f.moneyBasis(a.Currency, a.Gross)
	f.form.Add(f.number("reserve", a.Reserve, false))
	bids := slices.Clone(a.Bids)
	if len(bids) > 0 {
		f.form.Section(t.T("catalogue.bids"))
		f.form.Wide(s.bidRows(&bids, a.Currency))
	}
	f.fill = func(r *trade.Rule) {
		now := trade.Auction{Currency: money.Currency(currency.Value()), Gross: gross.Checked(), Reserve: dec(f.form.Value("reserve")), Bids: bids}
		if day, ok := crm.Day(f.form.Value("closes")).Time(); ok {
			clock, _ := time.Parse("15:04", hour.Value()) // checked by the form
			now.Closes = crm.At(time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, s.env.Now().Location()))
		}
		r.Auction = &now
	}
}

// bidRows lists the bids, each to be taken away.
func (s *PricesScreen) bidRows(bids *[]trade.Bid, c money.Currency) fyne.CanvasObject {
	t := s.env.T
	column := kit.VBox(4)
	for _, b := range slices.Clone(*bids) {
		var row fyne.CanvasObject
		row = kit.HBox(12, kit.Grow(kit.NewTipText(s.known.clients[b.Client], kit.Dense, kit.Text)), kit.NewText(t.DateClock(b.At.Time(s.env.Now().Location())), kit.Dense, kit.Text3),
			kit.NewText(parts.Price(t, b.Price, c), kit.Dense|kit.Bold, kit.Text), kit.NewIconButton("x", t.T("text.remove"), func() {
				*bids = slices.DeleteFunc(*bids, func(x trade.Bid) bool { return x == b })
				column.Remove(row)
			}))
		column.Add(row)
	}
	return column
}

// askBid notes what a client would pay.
func (s *PricesScreen) askBid(r trade.Rule) {
	t := s.env.T
	client := clientField(s.env, &s.loader, s.desk, t.T("catalogue.client.hint"))
	price := s.numberInput("price", money.Dec{}, false)
	price.Check = func(v string) (kit.Level, string) {
		if dec(v).Sign() <= 0 {
			return kit.Error, t.T("trade.rule.price")
		}
		return kit.Good, ""
	}
	form := kit.NewForm(2, kit.Field{ID: "client", Label: t.T("catalogue.pays.client"), Input: client, Check: needed(t.T("trade.rule.client"))}, price)
	askForm(s.env, &s.acts, t.T("catalogue.bid"), form, func() act {
		now, auction := r, *r.Auction
		auction.Bids = append(slices.Clone(auction.Bids), trade.Bid{Client: crm.ClientID(number(client.Value())), Price: dec(form.Value("price")), At: crm.At(s.env.Now())})
		now.Auction = &auction
		return func(ctx context.Context) error { _, err := s.desk.SaveRule(ctx, now); return err }
	}).StartWith(client).Show()
}
