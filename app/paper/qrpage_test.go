package paper

import (
	"math"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
)

// TestCodeReadsBackOffThePage takes the black of the code off the laid-out page, as a telephone does off the paper, and reads
// what it says. The sign in the middle of the Ukrainian code covers some of it, which only correction brings back: that one
// is proved by its modules elsewhere.
func TestCodeReadsBackOffThePage(t *testing.T) {
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		firm     crm.Firm
		currency money.Currency
		want     string
	}{
		"GOST R 56042": {crm.Firm{Name: "Зерно", LegalName: "ООО «Зерно и Пар»", Country: "RU", Currency: "RUB", Requisites: crm.Requisites{Country: "RU", INN: "9876543210", KPP: "987601001",
			Account: "40702810000000012345", Bank: "АО «Банк Верхнедольский»", BIK: "040000777", Corr: "30101810900000000777"}}, money.RUB,
			"ST00012|Name=ООО «Зерно и Пар»|PersonalAcc=40702810000000012345|BankName=АО «Банк Верхнедольский»|BIC=040000777|CorrespAcc=30101810900000000777|Sum=1234550|Purpose=Оплата по предложению КП-1 от 20.11.2026, без НДС|PayeeINN=9876543210|KPP=987601001"},
		"EPC069-12": {crm.Firm{Name: "Bohne", LegalName: "Bohne und Dampf GmbH", Country: "DE", Currency: "EUR", Requisites: crm.Requisites{Country: "DE", IBAN: "DE89370400440532013000"}}, money.EUR,
			"BCD\n002\n1\nSCT\n\nBohne und Dampf GmbH\nDE89370400440532013000\nEUR12345.50\n\n\nОплата по предложению КП-1 от 20.11.2026"},
	} {
		o := trade.Offer{Number: "КП-1", Day: "2026-11-20", State: trade.Sent, Lang: "ru", Currency: c.currency, Tax: trade.TaxNone, QR: true,
			Sections: []trade.Section{{Lines: []trade.Line{{Name: "Стеллаж", Quantity: money.DecInt(1), Price: money.MustDec("12345.50")}}}}}
		sums, err := trade.Count(o)
		if err != nil {
			t.Fatal(err)
		}
		doc, remarks, err := Offer(o, sums, OfferFacts{Firm: c.firm}, words.In(text.RU))
		if err != nil {
			t.Fatal(name, err, remarks)
		}
		q := offPage(t, doc)
		if q == nil {
			t.Fatalf("%s: there is no code on the paper: %v", name, remarks)
		}
		if got := string(readBack(t, q)); got != c.want {
			t.Errorf("%s says\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// offPage is the code that the black rectangles of the last page draw: each is a run of modules, one module high.
func offPage(t *testing.T, doc *page.Document) *qrCode {
	t.Helper()
	var runs []page.Rect
	for _, m := range doc.Pages[len(doc.Pages)-1].Marks {
		if r, ok := m.(page.Rect); ok && r.Filled && r.Fill == 0 {
			runs = append(runs, r)
		}
	}
	if len(runs) == 0 {
		return nil
	}
	x, y, right, module := math.Inf(1), math.Inf(1), 0.0, math.Inf(1)
	for _, r := range runs {
		x, y, right, module = min(x, r.X), min(y, r.Y), max(right, r.X+r.W), min(module, r.W)
	}
	at := func(v float64) int { return int(math.Round(v / module)) }
	size := at(right - x)
	version := (size - 17) / 4
	q, err := encodeQR(nil, eccM, version) // for what does not depend on the data
	if err != nil || q.size != size {
		t.Fatalf("a code of %d modules: %v", size, err)
	}
	for i := range q.black {
		clear(q.black[i])
	}
	for _, r := range runs {
		for row := at(r.Y - y); row < at(r.Y+r.H-y); row++ {
			for col := at(r.X - x); col < at(r.X+r.W-x); col++ {
				q.black[row][col] = true
			}
		}
	}
	return q
}
