package desk_test

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestSampleItems(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			d := withFirm(t)
			ctx := t.Context()
			if err := d.SampleItems(ctx, lang); err != nil {
				t.Fatal(err)
			}
			rows, err := d.Items(ctx, trade.ItemQuery{}, d.Today(), crm.Page{Limit: 100})
			if err != nil || len(rows) < 30 {
				t.Fatal(len(rows), err)
			}
			priced := 0
			for _, r := range rows {
				if r.Priced && r.Cost.Sign() > 0 {
					priced++
				}
				if r.Group == 0 || r.Unit == "" || r.Article == "" {
					t.Errorf("%+v", r)
				}
			}
			if priced < len(rows)-1 { // works by estimate have no price
				t.Errorf("%d of %d have price and cost", priced, len(rows))
			}
			isFault(t, d.SampleItems(ctx, lang), "desk.sample.full")
			if _, err := d.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			n, err := d.CountItems(ctx, trade.ItemQuery{Inactive: true})
			lists, err2 := d.PriceLists(ctx)
			if err != nil || err2 != nil || n.N != 0 || len(lists) != 0 {
				t.Error("one undo leaves", n.N, len(lists), err, err2)
			}
		})
	}
}
