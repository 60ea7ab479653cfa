package desk_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
)

// TestPapersOfOneDayAreTheSameBytes proves that dossiers and lists printed of the same data bear the day and not the hour.
func TestPapersOfOneDayAreTheSameBytes(t *testing.T) {
	d, clock := clocked(t)
	if err := d.BeginFirm(t.Context(), crm.Firm{Name: "Мастерская", Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"}, "Ирина Белова"); err != nil {
		t.Fatal(err)
	}
	c := addClient(t, d, crm.Client{Name: "Дом"})
	rich(t, d, c.ID)
	papers := map[string]func(context.Context) (desk.Print, error){
		"dossier": func(ctx context.Context) (desk.Print, error) {
			return d.PrintDossier(ctx, c.ID, text.RU, desk.DossierOptions{Remarks: true, Money: true, Lens: crm.ShippedLenses()[0]})
		},
		"list": func(ctx context.Context) (desk.Print, error) {
			return d.PrintList(ctx, desk.List{Title: "Клиенты", Columns: []desk.ListColumn{{Head: "Имя", Width: 200}}, Rows: [][]string{{"Дом"}}}, text.RU)
		},
	}
	for name, paper := range papers {
		day := time.Date(2026, 11, 24, 0, 0, 1, 0, time.UTC)
		var morning []byte
		for _, hours := range []int{0, 11, 23} {
			clock.at = day.Add(time.Duration(hours) * time.Hour)
			p, err := paper(t.Context())
			if err != nil {
				t.Fatal(name, err)
			}
			if morning == nil {
				morning = p.PDF
			}
			if !bytes.Equal(p.PDF, morning) {
				t.Errorf("%s of %d o'clock is another file", name, hours)
			}
		}
		clock.at = day.AddDate(0, 0, 1)
		if p, err := paper(t.Context()); err != nil || bytes.Equal(p.PDF, morning) {
			t.Errorf("%s of the next day is the same file (%v)", name, err)
		}
	}
}
