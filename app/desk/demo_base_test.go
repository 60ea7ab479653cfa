package desk_test

import (
	"context"
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestDemoFillsABase(t *testing.T) {
	ctx := t.Context()
	for lang, open := range map[text.Lang]int64{text.RU: 1240000_00, text.UK: 620000_00, text.EN: 14880_00} {
		t.Run(string(lang), func(t *testing.T) {
			d := onBase(t)
			if err := d.Demo(ctx, lang); err != nil {
				t.Fatal(err)
			}
			counts, err := d.RungCounts(ctx, crm.ClientQuery{})
			if err != nil {
				t.Fatal(err)
			}
			byRung := map[crm.Rung]int64{}
			for _, c := range counts {
				byRung[c.Rung] += c.N
			}
			for i, want := range []int64{23, 31, 27, 24, 21, 12, 6, 4} {
				if got := byRung[crm.Ladder[i]]; got != want {
					t.Errorf("%d clients on %s, want %d", got, crm.Ladder[i].Code(), want)
				}
			}
			rows, err := d.Clients(ctx, crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 3})
			if err != nil || len(rows) != 3 || rows[2].Open != open || rows[2].NextDay != "2026-11-24" || rows[2].NextStep == "" {
				t.Errorf("third by open offers: %+v, %v, want %d", rows, err, open)
			}
			if n, err := d.CountOffers(ctx, trade.OfferQuery{}); err != nil || n.N < 30 {
				t.Errorf("%d offers, %v", n.N, err)
			}
			if faults, err := d.Verify(ctx); err != nil || len(faults) > 0 {
				t.Errorf("the base is not sound: %v, %v", faults, err)
			}
		})
	}
}

func TestDemoWantsAnEmptyBase(t *testing.T) {
	ctx := t.Context()
	d := onBase(t)
	if _, err := d.SaveClient(ctx, nil, crm.Client{Name: "Первый"}); err != nil {
		t.Fatal(err)
	}
	refused(t, d, ctx)
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Наша"}); err != nil {
		t.Fatal(err)
	}
	refused(t, d, ctx)
}

func refused(t *testing.T, d *desk.Desk, ctx context.Context) {
	t.Helper()
	var fault crm.Fault
	if err := d.Demo(ctx, text.RU); !errors.As(err, &fault) || fault.Reason != "desk.demo.full" {
		t.Errorf("a base that is not empty: %v", err)
	}
}

// The demo firm is one act: one undo empties the base, and it can be made again.
func TestDemoIsOneAct(t *testing.T) {
	ctx := t.Context()
	d := onBase(t)
	var news []crm.News
	defer d.Listen(func(n crm.News) { news = append(news, n) })()
	if err := d.Demo(ctx, text.UK); err != nil {
		t.Fatal(err)
	}
	step, err := d.Undo(ctx)
	if err != nil || step.Act.What != "act.demo" || len(news) != 2 || !news[1].Undone {
		t.Errorf("undid %q after %d news, %v", step.Act.What, len(news), err)
	}
	if n, err := d.CountClients(ctx, crm.ClientQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d clients left, %v", n.N, err)
	}
	if _, err := d.Firm(ctx); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the firm is left: %v", err)
	}
	if err := d.Demo(ctx, text.EN); err != nil {
		t.Errorf("again: %v", err)
	}
}

func TestDemoKnowsItsLanguages(t *testing.T) {
	if err := onBase(t).Demo(t.Context(), "de"); err == nil {
		t.Error("there is a German demo firm")
	}
}

// Every paper of the demo firm can be printed whole: no character is missing, nothing is cut.
func TestDemoPapersPrint(t *testing.T) {
	ctx := t.Context()
	for _, lang := range text.Langs {
		d := onBase(t)
		if err := d.Demo(ctx, lang); err != nil {
			t.Fatal(err)
		}
		rows, err := d.Offers(ctx, trade.OfferQuery{}, crm.Page{Limit: 100})
		if err != nil || len(rows) < 30 {
			t.Fatalf("%d offers, %v", len(rows), err)
		}
		for _, row := range rows {
			o, err := d.Offer(ctx, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			most := 4
			if o.Template != 0 { // a cover and sheets of products
				most = 10
			}
			if doc, remarks, err := d.LayOffer(ctx, o); err != nil || len(remarks) > 0 || len(doc.Pages) > most {
				t.Errorf("%s %s: %d pages, %v, %v", lang, o.Number, len(doc.Pages), remarks, err)
			}
		}
		clients, err := d.Clients(ctx, crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range clients {
			if p, err := d.PrintDossier(ctx, c.ID, lang, desk.DossierOptions{Remarks: true, Money: true}); err != nil || len(p.Remarks) > 0 {
				t.Errorf("%s dossier of %s: %v, %v", lang, c.Name, p.Remarks, err)
			}
		}
	}
}
