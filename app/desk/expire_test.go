package desk_test

import (
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

func TestExpireOffers(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB", VATPayer: true}); err != nil {
		t.Fatal(err)
	}
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	offers := map[string]trade.OfferID{}
	for name, c := range map[string]struct {
		state trade.State
		days  int
	}{"sent": {trade.Sent, 3}, "answered": {trade.Answered, 5}, "later": {trade.Sent, 40}, "draft": {trade.Draft, 3}, "endless": {trade.Sent, -1}} {
		o := written(t, d, client)
		was := o
		if o.ValidUntil = o.Day.Plus(c.days); c.days < 0 {
			o.ValidUntil = ""
		}
		if _, err := d.SaveOffer(ctx, &was, o); err != nil {
			t.Fatal(err)
		}
		if c.state != trade.Draft {
			if _, err := d.MarkOffer(ctx, o.ID, c.state); err != nil {
				t.Fatal(err)
			}
		}
		offers[name] = o.ID
	}
	if n, err := d.ExpireOffers(ctx); n != 0 || err != nil {
		t.Errorf("on the day itself %d expire, %v", n, err)
	}
	clock.at = clock.at.AddDate(0, 0, 10)
	var told []crm.News
	defer d.Listen(func(n crm.News) { told = append(told, n) })()
	if n, err := d.ExpireOffers(ctx); n != 2 || err != nil {
		t.Errorf("%d expire, %v", n, err)
	}
	if len(told) != 1 || told[0].Act.What != "act.offers.expire" || !slices.Equal(told[0].Act.Args, []string{"N", "2"}) {
		t.Errorf("told %+v", told)
	}
	for name, want := range map[string]trade.State{"sent": trade.Expired, "answered": trade.Expired, "later": trade.Sent, "draft": trade.Draft, "endless": trade.Sent} {
		if o, err := d.Offer(ctx, offers[name]); err != nil || o.State != want || want == trade.Expired && o.ClosedOn != o.ValidUntil.Plus(1) {
			t.Errorf("%s is %s since %s, %v", name, o.State, o.ClosedOn, err)
		}
	}
	if n, err := d.ExpireOffers(ctx); n != 0 || err != nil || len(told) != 1 {
		t.Errorf("a second time %d expire, told %d times, %v", n, len(told), err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if o, err := d.Offer(ctx, offers["sent"]); err != nil || o.State != trade.Sent {
		t.Errorf("after undo %s, %v", o.State, err)
	}
	sound(t, d)
}
