package paper_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// TestWriteSamples writes the sample papers into the folder that PAPER_OUT names, to be looked at.
func TestWriteSamples(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	write := func(name string, file []byte) {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ru, remarks := layOffer(t, ruOffer(), facts(ruFirm()))
	t.Log(remarks)
	write("offer-ru", pdfOf(t, ru))
	uk, _ := layOffer(t, ukOffer(), facts(ukFirm()))
	write("offer-uk", pdfOf(t, uk))
	en, _ := layOffer(t, enOffer(), facts(enFirm()))
	write("offer-en", pdfOf(t, en))
	rich, remarks := layOffer(t, richOffer(ruOffer()), facts(ruFirm()))
	t.Log(remarks)
	write("offer-rich-ru", pdfOf(t, rich))
	rich, remarks = layOffer(t, richOffer(ukOffer()), facts(ukFirm()))
	t.Log(remarks)
	write("offer-rich-uk", pdfOf(t, rich))
	euro, eu := richOffer(enOffer()), enFirm()
	euro.Currency, euro.Rate, eu.Requisites.IBAN = money.EUR, trade.OfferRate{Value: d("0.8615"), Day: "2026-11-20"}, "DE89370400440532013000"
	rich, remarks = layOffer(t, euro, facts(eu))
	t.Log(remarks)
	write("offer-rich-en", pdfOf(t, rich))
	taken, err := trade.Accept(richOffer(ruOffer()), []trade.LineAt{{Section: 0, Line: 2}}, "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	rich, _ = layOffer(t, taken, facts(ruFirm()))
	write("offer-accepted", pdfOf(t, rich))
	long := richOffer(manyLines(300, 1))
	long.Sections[0].Lines[100].Break = true
	long.Sections = append(long.Sections, trade.Section{Title: "Вторая", Break: true, Lines: long.Sections[0].Lines[5:12]})
	rich, _ = layOffer(t, long, facts(ruFirm()))
	write("offer-300", pdfOf(t, rich))
	draft := ruOffer()
	draft.Sections = draft.Sections[:1]
	draft.Sections[0].Title = ""
	draft.State, draft.Tax, draft.Place = trade.Draft, trade.TaxGross, "г. Верхнедольск"
	bare := ruFirm()
	bare.Logo, bare.LegalName = nil, "Общество с ограниченной ответственностью «Зерно и Пар Верхнедольск»"
	more, _ := layOffer(t, draft, facts(bare))
	write("offer-gross", pdfOf(t, more))
	none := manyLines(46, 1)
	none.Tax, none.NoTaxLine = trade.TaxNone, "УСН, ст. 346.11 НК РФ"
	none.Sections[0].Lines[3].Price = d("12345678.9")
	none.Sections[0].Lines[4].Description = strings.Repeat("Длинное описание позиции. ", 40)
	none.Sections = append(none.Sections, trade.Section{Title: "Обслуживание", Lines: none.Sections[0].Lines[:3]}, trade.Section{Title: "Год", Period: trade.Yearly, Lines: none.Sections[0].Lines[:3]}, trade.Section{Title: "Месяц", Period: trade.Monthly, Lines: none.Sections[0].Lines[:3]})
	more, _ = layOffer(t, none, facts(ruFirm()))
	write("offer-many", pdfOf(t, more))
	wide := ruOffer()
	wide.Sections[0].Lines[0].Price, wide.Sections[0].Lines[0].Unit = d("248500123.4567"), "человеко-день"
	wide.State = trade.Draft
	more, _ = layOffer(t, wide, paper.OfferFacts{Firm: ruFirm(), Letter: true, Thrifty: true})
	write("offer-wide", pdfOf(t, more))
	k := ruDossier()
	dossier, remarks := layDossier(t, k, text.RU)
	t.Log(remarks)
	write("dossier-ru", pdfOf(t, dossier))
	k.Lens, k.Thrifty, k.NoNotes = crm.ShippedLenses()[1], true, true
	k.Client.Rung = crm.Ended
	k.Moves = append(k.Moves, crm.Move{From: crm.Loyal, To: crm.Ended, When: on("2026-08-01"), Reason: "closure"})
	dossier, _ = layDossier(t, k, text.UK)
	write("dossier-uk", pdfOf(t, dossier))
	k = ruDossier()
	k.Assessments[1].Answers[6], k.Latest, k.NoMoney = 0, 3, true
	k.Lens = crm.ShippedLenses()[2]
	dossier, _ = layDossier(t, k, text.EN)
	write("dossier-en", pdfOf(t, dossier))
}
