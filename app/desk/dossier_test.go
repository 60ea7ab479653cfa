package desk_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// pdfText is what a paper says, without spaces, which a reader of PDF does not give back.
func pdfText(t *testing.T, file []byte) string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := r.GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(string(said), "\u00a0", " ")), "")
}

// TestDossierOfDealsAndOrders holds that the deals and orders of a client, and of nobody else, come into the dossier.
func TestDossierOfDealsAndOrders(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	ours, other := addClient(t, d, crm.Client{Name: "Дом"}), addClient(t, d, crm.Client{Name: "Сосед"})
	for _, c := range []crm.Client{ours, other} {
		deal, err := d.NewDeal(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		deal.Title, deal.Amount, deal.Expected, deal.NextStep = "Крыша-"+c.Name, 45_678_900, "2027-02-03", "замерить"
		if _, err := d.SaveDeal(ctx, nil, deal); err != nil {
			t.Fatal(err)
		}
		order, err := d.NewOrder(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		order.Number, order.Currency, order.Lines = "Н-"+c.Name, money.RUB, []trade.OrderLine{{Name: "Труба", Quantity: money.DecInt(1), Price: money.DecInt(777)}}
		if _, err := d.SaveOrder(ctx, nil, order); err != nil {
			t.Fatal(err)
		}
	}
	print := func(money bool) string {
		p, err := d.PrintDossier(ctx, ours.ID, text.RU, desk.DossierOptions{Money: money, Lens: crm.ShippedLenses()[0]})
		if err != nil {
			t.Fatal(err)
		}
		return pdfText(t, p.PDF)
	}
	full, bare := print(true), print(false)
	ways, err := d.Pipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Крыша-Дом", ways[0].Stages[0].Name, "10%", "замерить", "03.02.2027", "Н-Дом", "Труба"} {
		if !strings.Contains(full, want) || !strings.Contains(bare, want) {
			t.Errorf("%q: %v with money, %v without", want, strings.Contains(full, want), strings.Contains(bare, want))
		}
	}
	for _, sum := range []string{"456789,00₽", "777,00₽", "45678,90₽"} {
		if !strings.Contains(full, sum) || strings.Contains(bare, sum) {
			t.Errorf("%q: %v with money, %v without", sum, strings.Contains(full, sum), strings.Contains(bare, sum))
		}
	}
	if strings.Contains(full, "Сосед") {
		t.Error("the neighbour's sales are in the dossier")
	}
}
