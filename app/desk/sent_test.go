package desk_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
)

// printedAs is what an offer of the base is printed as.
func printedAs(t *testing.T, d *desk.Desk, id trade.OfferID) []byte {
	t.Helper()
	o, err := d.Offer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.PrintOffer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p.PDF
}

func TestSentPaperStays(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	o := written(t, d, c.ID)
	draft := printedAs(t, d, o.ID)
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("of a draft: %v, %v", kept, err)
	}
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	sent, kept, err := d.SentPaper(ctx, o.ID)
	if err != nil || !kept || !bytes.HasPrefix(sent.PDF, []byte("%PDF-")) || sent.Pages != 1 || !strings.Contains(sent.Name, o.Number) || bytes.Equal(sent.PDF, draft) {
		t.Fatalf("%q, %d pages, %d bytes, %v", sent.Name, sent.Pages, len(sent.PDF), err)
	}
	differs := func() bool {
		t.Helper()
		is, err := d.SentDiffers(ctx, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if differs() {
		t.Error("just sent it differs")
	}
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	firm.Name, firm.Phone, firm.Signatory = "Иначе", "+7 900 000-00-00", "К. К."
	if err := d.SaveFirm(ctx, firm); err != nil {
		t.Fatal(err)
	}
	was := c
	c.Name, c.LegalName = "Два", "ООО «Два»"
	if _, err := d.SaveClient(ctx, &was, c); err != nil {
		t.Fatal(err)
	}
	for _, state := range []trade.State{trade.Viewed, trade.Answered, trade.Declined} {
		if _, err := d.MarkOffer(ctx, o.ID, state); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
			t.Errorf("%s, it is another paper", state)
		}
	}
	if !differs() {
		t.Error("with another firm it would be printed alike")
	}
	next, err := d.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if next, err = d.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MarkOffer(ctx, next.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	if second := printedAs(t, d, next.ID); bytes.Equal(second, sent.PDF) || !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
		t.Error("the second version is not a paper of its own")
	}
	for number, want := range map[string]trade.OfferID{o.Number: next.ID, o.Number + "/1": o.ID, o.Number + "/2": next.ID} {
		if got, err := d.OfferNumbered(ctx, number); err != nil || got.ID != want {
			t.Errorf("%s is %d, want %d, %v", number, got.ID, want, err)
		}
	}
	for _, number := range []string{o.Number + "/3", o.Number + "/", "нет/1", "нет"} {
		if _, err := d.OfferNumbered(ctx, number); !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("%s: %v", number, err)
		}
	}
	sound(t, d)
	if err := d.RemoveOffer(ctx, next.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveClient(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("after its client went: %v, %v", kept, err)
	}
	sound(t, d)
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
		t.Error("undo brought another paper back")
	}
}

func TestSendingIsOneAct(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	if _, err := d.MarkOffer(ctx, o.ID, trade.Accepted); err != nil { // a draft that was accepted was sent
		t.Fatal(err)
	}
	sent, kept, err := d.SentPaper(ctx, o.ID)
	if err != nil || !kept {
		t.Fatalf("%v, %v", kept, err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Draft {
		t.Errorf("%s, %v", now.State, err)
	}
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("the paper stayed: %v", err)
	}
	if _, err := d.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if again, kept, err := d.SentPaper(ctx, o.ID); err != nil || !kept || !bytes.Equal(again.PDF, sent.PDF) {
		t.Errorf("done again it is another paper: %v, %v", kept, err)
	}
	sound(t, d)
}

func TestWhatCannotBePrintedIsNotSent(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o, err := d.NewOffer(ctx, addClient(t, d, crm.Client{Name: "Один"}).ID)
	if err != nil {
		t.Fatal(err)
	}
	if o, err = d.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	_, err = d.MarkOffer(ctx, o.ID, trade.Sent)
	faulty(t, err, "trade.offer.empty")
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Draft {
		t.Errorf("%s, %v", now.State, err)
	}
}

// TestAVersionsPaperNeverChanges does acts at random: as long as a version is sent it is printed alike.
func TestAVersionsPaperNeverChanges(t *testing.T) {
	for seed := range uint64(3) {
		d := withFirm(t)
		ctx := t.Context()
		a := &actor{t: t, d: d, r: rand.New(rand.NewPCG(seed, 7))}
		client := addClient(t, d, crm.Client{Name: "Один"}).ID
		papers := map[trade.OfferID][]byte{}
		var ids []trade.OfferID
		acts := []func() error{
			func() error { ids = append(ids, written(t, d, client).ID); return nil },
			func() error {
				_, err := d.MarkOffer(ctx, ids[a.r.IntN(len(ids))], trade.States[a.r.IntN(len(trade.States))])
				return err
			},
			func() error {
				next, err := d.NextVersion(ctx, ids[a.r.IntN(len(ids))])
				if err == nil {
					next, err = d.SaveOffer(ctx, nil, next)
					ids = append(ids, next.ID)
				}
				return err
			},
			func() error {
				was, err := d.Offer(ctx, ids[a.r.IntN(len(ids))])
				if err != nil {
					return err
				}
				now := was
				now.Subject = a.name("Предмет")
				_, err = d.SaveOffer(ctx, &was, now)
				return err
			},
			func() error {
				return d.SaveFirm(ctx, crm.Firm{ID: 1, Name: a.name("Фирма"), Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"})
			},
			func() error { _, err := d.Undo(ctx); return err },
			func() error { _, err := d.Redo(ctx); return err },
		}
		if err := acts[0](); err != nil {
			t.Fatal(err)
		}
		for range 60 {
			err := acts[a.r.IntN(len(acts))]()
			var fault crm.Fault
			if err != nil && !errors.As(err, &fault) && !errors.Is(err, crm.ErrNotFound) {
				t.Fatal(err)
			}
			for _, id := range ids {
				o, err := d.Offer(ctx, id)
				if errors.Is(err, crm.ErrNotFound) || err == nil && o.State == trade.Draft {
					delete(papers, id)
					continue
				}
				now := printedAs(t, d, id)
				if was, sent := papers[id]; sent && !bytes.Equal(was, now) {
					t.Fatalf("seed %d: the paper of %s changed", seed, o.FullNumber())
				}
				papers[id] = now
			}
		}
		if len(papers) == 0 {
			t.Errorf("seed %d: nothing was sent", seed)
		}
		sound(t, d)
	}
}
