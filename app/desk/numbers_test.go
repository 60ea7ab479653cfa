package desk_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
	"rapport/data"
)

func numbers(mask string, reset trade.Reset, prefix string) desk.Numbers {
	n := desk.Numbering{Mask: mask, Reset: reset}
	return desk.Numbers{Prefix: prefix, Offers: n, Orders: n}
}

func TestNumbersFollowTheMask(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}); err != nil {
		t.Fatal(err)
	}
	client := addClient(t, d, crm.Client{Name: "Ромашка", Code: "РОМ"}).ID
	if err := d.SaveNumbers(ctx, numbers("{firm}/{yy}{month}-{client}-{n:3}", trade.ResetMonthly, " ЗП ")); err != nil {
		t.Fatal(err)
	}
	o := written(t, d, client)
	if o.Number != "ЗП/2611-РОМ-001" {
		t.Errorf("got %s", o.Number)
	}
	if n, err := d.NextOrderNumber(ctx); err != nil || n != "ЗП/2611--001" {
		t.Errorf("order %s, %v", n, err)
	}
	if offer, order, err := d.SampleNumbers(ctx, numbers("{n:2}-{client}", trade.ResetNever, ""), "КОД"); err != nil || offer != "01-КОД" || order != "01-КОД" {
		t.Errorf("samples %s, %s, %v", offer, order, err)
	}
	clock.at = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	if n, err := d.NextOfferNumber(ctx); err != nil || n != "ЗП/2612--001" {
		t.Errorf("next month %s, %v", n, err)
	}
}

func TestNumberFollowsTheClientUntilSaved(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	one, two := addClient(t, d, crm.Client{Name: "Один", Code: "А"}).ID, addClient(t, d, crm.Client{Name: "Два", Code: "Б"}).ID
	if err := d.SaveNumbers(ctx, numbers("{client}-{n}", trade.ResetNever, "")); err != nil {
		t.Fatal(err)
	}
	o, err := d.NewOffer(ctx, one)
	if err != nil || o.Number != "А-1" {
		t.Fatalf("%s, %v", o.Number, err)
	}
	if o, err = d.AddressOffer(ctx, o, two, 0); err != nil || o.Number != "Б-1" {
		t.Errorf("%s, %v", o.Number, err)
	}
	o.Number = "своё"
	if o, err = d.AddressOffer(ctx, o, one, 0); err != nil || o.Number != "своё" {
		t.Errorf("%s, %v", o.Number, err)
	}
}

func TestMasksThatRepeatAreNotKept(t *testing.T) {
	d := withFirm(t)
	before, err := d.Numbers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		n             desk.Numbers
		field, reason string
	}{
		{numbers("КП-{year}-{n}", trade.ResetMonthly, ""), desk.FieldOfferMask, "trade.mask.month"},
		{numbers("КП-{n}", trade.ResetYearly, ""), desk.FieldOfferMask, "trade.mask.year"},
		{numbers("{firm}-{n}", trade.ResetNever, " "), desk.FieldNumberPrefix, "trade.mask.firm"},
		{desk.Numbers{Offers: desk.Numbering{Mask: "{n}", Reset: trade.ResetNever}, Orders: desk.Numbering{Mask: "{nn}", Reset: trade.ResetNever}}, desk.FieldOrderMask, "trade.mask.field"},
	} {
		err := d.SaveNumbers(t.Context(), c.n)
		faulty(t, err, c.reason)
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Field != c.field {
			t.Errorf("%v is told of the wrong field", err)
		}
	}
	after, err := d.Numbers(t.Context())
	like(t, "numbers", after, before)
	if err != nil {
		t.Fatal(err)
	}
}

func TestRemovedDraftFreesItsNumber(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	first, second := written(t, d, client), written(t, d, client)
	if err := d.RemoveOffer(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if n, _ := d.NextOfferNumber(ctx); n != first.Number {
		t.Errorf("got %s, want %s again", n, first.Number)
	}
	if _, err := d.MarkOffer(ctx, second.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveOffer(ctx, second.ID); err != nil {
		t.Fatal(err)
	}
	third := written(t, d, client)
	if fourth := written(t, d, client); third.Number != first.Number || fourth.Number == second.Number {
		t.Errorf("%s and %s after %s, which was sent", third.Number, fourth.Number, second.Number)
	}
}

func TestProposedNumberGivesWay(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	one, err := d.NewOffer(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	two, err := d.NewOffer(ctx, client)
	if err != nil || one.Number != two.Number {
		t.Fatalf("%s, %s, %v", one.Number, two.Number, err)
	}
	if one, err = d.SaveOffer(ctx, nil, one); err != nil {
		t.Fatal(err)
	}
	if two, err = d.SaveOffer(ctx, nil, two); err != nil || two.Number == one.Number {
		t.Errorf("%s after %s, %v", two.Number, one.Number, err)
	}
	typed := two
	typed.ID, typed.Number = 0, "особый"
	if typed, err = d.SaveOffer(ctx, nil, typed); err != nil {
		t.Fatal(err)
	}
	typed.ID = 0
	_, err = d.SaveOffer(ctx, nil, typed)
	faulty(t, err, "desk.offer.taken")
}

// Two processes on one base take numbers at the same time: none comes twice, and none is left out.
func TestProcessesShareNumbers(t *testing.T) {
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	folder, ctx := t.TempDir(), t.Context()
	var desks []*desk.Desk
	for range 2 {
		store, err := data.Open(ctx, folder, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
		desks = append(desks, desk.New(store, words, func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) }))
	}
	if err := desks[0].BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, ""); err != nil {
		t.Fatal(err)
	}
	client := addClient(t, desks[0], crm.Client{Name: "Один"}).ID
	const each = 15
	var mu sync.Mutex
	var all sync.WaitGroup
	seen := map[string]bool{}
	for _, d := range desks {
		all.Go(func() {
			for range each {
				o, err := d.NewOffer(ctx, client)
				if err == nil {
					o, err = d.SaveOffer(ctx, nil, o)
				}
				mu.Lock()
				if err != nil || seen[o.Number] {
					t.Errorf("%s, %v", o.Number, err)
				}
				seen[o.Number] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if last, err := desks[1].NextOfferNumber(ctx); err != nil || last != "КП-2026-0031" || len(seen) != 2*each {
		t.Errorf("%d numbers, then %s, %v", len(seen), last, err)
	}
}
