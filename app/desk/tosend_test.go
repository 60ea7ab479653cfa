package desk_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
)

// TestWhatIsSentIsNoDraft proves that the letter of a draft bears the very paper that is kept once it is marked as sent, while
// the draft printed for oneself says what it is.
func TestWhatIsSentIsNoDraft(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Гостиница", Emails: []crm.Email{{Address: "info@hotel.example"}}})
	o := written(t, d, c.ID)
	m, err := d.OfferMail(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	own, err := d.PrintOffer(ctx, o)
	if err != nil || !strings.Contains(own.Name, "черновик") || bytes.Equal(own.PDF, m.Print.PDF) {
		t.Errorf("for oneself it is %q, %v", own.Name, err)
	}
	if strings.Contains(strings.ToLower(m.Print.Name), "черновик") {
		t.Errorf("the client gets %q", m.Print.Name)
	}
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Draft {
		t.Errorf("writing a letter made it %q, %v", now.State, err)
	}
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	kept, there, err := d.SentPaper(ctx, o.ID)
	if err != nil || !there || !bytes.Equal(kept.PDF, m.Print.PDF) || kept.Name != m.Print.Name {
		t.Errorf("kept %q of %d bytes, sent %q of %d, %v", kept.Name, len(kept.PDF), m.Print.Name, len(m.Print.PDF), err)
	}
}

// TestBatchIsMarkedSent proves that the papers of a batch are the ones that are kept when it is said to be sent, that it is
// one act, and that undo makes drafts of them again.
func TestBatchIsMarkedSent(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	ids := crowd(t, d, 6)
	b, err := d.MakeBatch(ctx, lined(t, d, ids[0]), ids, desk.BatchInto{Folder: t.TempDir(), Letters: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var made []trade.OfferID
	for _, done := range b.Done {
		if strings.Contains(filepath.Base(done.Path), "черновик") {
			t.Errorf("a client gets %s", done.Path)
		}
		made = append(made, done.Offer)
	}
	if err := d.RemoveOffer(ctx, made[4]); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MarkOffer(ctx, made[5], trade.Sent); err != nil {
		t.Fatal(err)
	}
	out, err := d.MarkSent(ctx, made, nil)
	if err != nil || out.Marked != 4 || len(out.Refused) > 0 || out.Cancelled {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, done := range b.Done[:4] {
		o, err1 := d.Offer(ctx, done.Offer)
		kept, there, err2 := d.SentPaper(ctx, done.Offer)
		file, err3 := os.ReadFile(done.Path)
		if err1 != nil || err2 != nil || err3 != nil || !there || o.State != trade.Sent || o.SentOn != d.Today() || !bytes.Equal(file, kept.PDF) {
			t.Errorf("%s: %q, kept %v, %v %v %v", done.Number, o.State, there, err1, err2, err3)
		}
	}
	if again, err := d.MarkSent(ctx, made, nil); err != nil || again.Marked != 0 {
		t.Errorf("marked again: %+v, %v", again, err)
	}
	if step, err := d.Undo(ctx); err != nil || step.Act.What != "act.offers.sent" {
		t.Fatal(step, err)
	}
	if o, err := d.Offer(ctx, made[0]); err != nil || o.State != trade.Draft {
		t.Errorf("after undo it is %q, %v", o.State, err)
	}
	if _, there, err := d.SentPaper(ctx, made[0]); err != nil || there {
		t.Errorf("after undo a paper is kept, %v", err)
	}
}

func TestMarkingCalledOffMarksNothing(t *testing.T) {
	d := withFirm(t)
	ids := crowd(t, d, 3)
	b, err := d.MakeBatch(t.Context(), lined(t, d, ids[0]), ids, desk.BatchInto{Folder: t.TempDir()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	out, err := d.MarkSent(ctx, []trade.OfferID{b.Done[0].Offer}, nil)
	if err != nil || !out.Cancelled || out.Marked != 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if o, err := d.Offer(t.Context(), b.Done[0].Offer); err != nil || o.State != trade.Draft {
		t.Errorf("it is %q, %v", o.State, err)
	}
}
