package paper_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// TestDossierOfOneDay proves that the hour a dossier is made at changes nothing in it, even where the client was moved that
// very day.
func TestDossierOfOneDay(t *testing.T) {
	d := ruDossier()
	d.Moves[len(d.Moves)-1].When = on("2026-11-21")
	d.At = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	want := pdfOf(t, first(layDossier(t, d, text.RU)))
	for _, hour := range []int{1, 10, 23} {
		d.At = time.Date(2026, 11, 21, hour, 59, 59, 7, time.UTC)
		if !bytes.Equal(pdfOf(t, first(layDossier(t, d, text.RU))), want) {
			t.Errorf("made at %s it is another file", d.At)
		}
	}
	d.At = d.At.AddDate(0, 0, 1)
	if bytes.Equal(pdfOf(t, first(layDossier(t, d, text.RU))), want) {
		t.Error("the next day it is the same file")
	}
}

// TestCountryOfAClientAbroad proves that a country is named, in words, where it is not the firm's own.
func TestCountryOfAClientAbroad(t *testing.T) {
	for country, want := range map[string]string{"RU": "", "ru": "", "": "", "KZ": "Казахстан", "ZZ": "ZZ"} {
		d := ruDossier()
		d.Client.Country = country
		all := said(t, d, text.RU)
		if want != "" && !strings.Contains(all, "Верхнедольск · "+want+" · ИНН") || want == "" && !strings.Contains(all, "Верхнедольск · ИНН") {
			t.Errorf("country %q is not told as %q", country, want)
		}
	}
}

func TestHowOftenInTouch(t *testing.T) {
	for _, c := range []struct {
		days int
		lang text.Lang
		want string
	}{{1, text.RU, "раз в 1 день"}, {2, text.RU, "раз в 2 дня"}, {21, text.RU, "раз в 21 день"}, {30, text.RU, "раз в 30 дней"}, {3, text.UK, "раз на 3 дні"},
		{11, text.UK, "раз на 11 днів"}, {1, text.EN, "in touch every day"}, {14, text.EN, "in touch every 14 days"}} {
		d := ruDossier()
		d.Client.Cadence = c.days
		if all := said(t, d, c.lang); !strings.Contains(all, c.want) {
			t.Errorf("%s, %d days: no %q", c.lang, c.days, c.want)
		}
	}
}

// TestGoodsOfAnOrderRunUnderItsDays proves that what was sold is not cut while there is room beside it, and that many goods
// end in an ellipsis on the second line.
func TestGoodsOfAnOrderRunUnderItsDays(t *testing.T) {
	d := ruDossier()
	d.Orders = d.Orders[:2]
	d.Orders[0].Lines = []trade.OrderLine{{Name: "Обеззараживание воздуха, 2 секции"}, {Name: "Фильтр карманный F7, шесть карманов"}}
	d.Orders[1].Lines = nil
	for i := range 9 {
		d.Orders[1].Lines = append(d.Orders[1].Lines, trade.OrderLine{Name: fmt.Sprintf("Приточная установка номер %d для цеха", i+1)})
	}
	for _, hidden := range []bool{false, true} {
		d.NoMoney = hidden
		all := said(t, d, text.RU)
		mustSay(t, all, "Обеззараживание воздуха, 2 секции, Фильтр карманный F7, шесть карманов", "номер 4 для цеха", "…")
		mustNotSay(t, all, "номер 7 для цеха")
	}
}

// TestTightPaperLeavesRoomToSign proves that a paper set tight to save a page keeps the usual room for pen and stamp where
// its last page has it.
func TestTightPaperLeavesRoomToSign(t *testing.T) {
	doc, _ := layOffer(t, richOffer(ruOffer()), facts(ruFirm()))
	party, name := 0.0, 0.0
	for _, m := range tagged(doc.Pages[len(doc.Pages)-1], "sign") {
		if strings.HasPrefix(m.S, "Поставщик") {
			party = m.Y
		}
		if strings.Contains(m.S, "Кедров") {
			name = m.Y
		}
	}
	if party == 0 || name-party < 11 {
		t.Errorf("from %.1f to %.1f there is no room to sign", party, name)
	}
	if len(doc.Pages) != 2 {
		t.Errorf("%d pages", len(doc.Pages))
	}
}

// TestAmericanPaperSpeaksOfTax proves that without a line of its own an American paper says nothing of VAT.
func TestAmericanPaperSpeaksOfTax(t *testing.T) {
	o, f := enOffer(), enFirm()
	f.Country, f.Requisites.Country, o.Currency, o.Tax = "US", "US", "USD", trade.TaxNone
	doc, _ := layOffer(t, o, paper.OfferFacts{Firm: f, Letter: true})
	all := flowing(doc)
	if !strings.Contains(all, "Plus applicable tax.") || strings.Contains(all, "No VAT") {
		t.Error("it speaks of VAT")
	}
}

// TestNextStepsOfFewStandUnderWhatWasSaid proves that a column for next steps stands only where a third of the interactions
// have one, and that none is lost without it.
func TestNextStepsOfFewStandUnderWhatWasSaid(t *testing.T) {
	d := ruDossier()
	mustSay(t, said(t, d, text.RU), "Следующий шаг", "КП до 20.11, 20.11.2026")
	for i := range d.Interactions {
		if i != 1 {
			d.Interactions[i].NextStep, d.Interactions[i].NextDay = "", ""
		}
	}
	d.Deals = nil
	all := said(t, d, text.RU)
	mustSay(t, all, "Дальше: схема подключения, 27.11.2026")
	mustNotSay(t, all, "Следующий шаг")
}
