package desk_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// table reads a CSV for Russian spreadsheets.
func table(t *testing.T, b []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestOffersAsTable(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	say := d.Words.In(text.RU)
	o := written(t, d, addClient(t, d, crm.Client{Name: "=2+2"}).ID)
	was := o
	o.Subject = "@SUM(A1)"
	o.Discount = trade.Discount{Percent: money.DecInt(10)}
	o.Sections = []trade.Section{{Title: "+7", Lines: []trade.Line{
		{Name: "=cmd", Article: "-1+1", Quantity: money.MustDec("1.5"), Price: money.DecInt(100), VAT: money.DecInt(22), Discount: money.DecInt(5)},
		{Name: "Слово", Text: true},
		{Name: "Взамен", Quantity: money.DecInt(1), Price: money.DecInt(5), VAT: money.DecInt(22), Alternative: true}}},
		{Period: trade.Monthly, Lines: []trade.Line{{Name: "Уход", Quantity: money.DecInt(1), Price: money.DecInt(10), VAT: money.DecInt(22)}}}}
	o, err := d.SaveOffer(ctx, &was, o)
	if err != nil {
		t.Fatal(err)
	}
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	write := func(minor int64) string {
		return strings.Replace(money.New(minor, o.Currency).Decimal().String(), ".", ",", 1)
	}
	var b bytes.Buffer
	if err := d.ExportOffers(ctx, trade.OfferQuery{}, say, &b); err != nil {
		t.Fatal(err)
	}
	want := []string{o.Number, "'=2+2", "'@SUM(A1)", "2026-11-24", "2026-12-24", "", "", "Черновик", "RUB",
		write(sums.Once.Net), write(sums.Once.VAT), write(sums.Once.Gross), write(sums.Monthly.Gross), "0"}
	if rows := table(t, b.Bytes()); len(rows) != 2 || !slices.Equal(rows[1], want) || len(rows[0]) != len(want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
	b.Reset()
	if err := d.ExportOfferLines(ctx, o, say, &b); err != nil {
		t.Fatal(err)
	}
	rows := table(t, b.Bytes())
	if len(rows) != 5 {
		t.Fatalf("%q", rows)
	}
	line := sums.Sections[0].Lines[0]
	wantLine := []string{"1", "+7", say.T("trade.period.once"), "-1+1", "'=cmd", "", "", say.T("offers.kind.normal"), "1,5", "", "100", "5", "22",
		write(line.Full - line.Discount), write(line.Net), write(line.VAT), write(line.Gross)}
	if !slices.Equal(rows[1], wantLine) {
		t.Errorf("got  %q\nwant %q", rows[1], wantLine)
	}
	if fmt.Sprint(rows[2][0], rows[2][4], rows[2][8], rows[3][0], rows[4][0]) != "Слово23" || rows[3][7] != say.T("offers.kind.alternative") {
		t.Errorf("%q", rows[2:])
	}
	for i := range rows {
		if len(rows[i]) != len(wantLine) {
			t.Errorf("row %d has %d cells of %d", i, len(rows[i]), len(wantLine))
		}
	}
}
