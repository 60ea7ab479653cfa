package paper_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// letterheads is the letterhead of a template that shows everything.
func letterheads(t testing.TB, s string) paper.Letterhead {
	_, f := dressed(t, samples()[s].f, samples()[s].o)
	return paper.Letterhead{Template: f.Look, Pictures: f.Pictures}
}

// letteredPapers are an order and a price list in a language, in a letterhead.
func letteredPapers(t *testing.T, lang text.Lang, look paper.Letterhead) map[string]*page.Document {
	t.Helper()
	s := samples()[string(lang)]
	about := orderFacts(s.f, s.o)
	about.Look = look
	list := prices(130, s.f)
	list.Look, list.Gross = look, lang != text.EN
	doc, remarks, err := paper.PriceList(list, catalogue.In(lang))
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	order, remarks, err := paper.Order(orderFrom(t, s.o), about, catalogue.In(lang))
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	inSheet(t, doc)
	inSheet(t, order)
	return map[string]*page.Document{"order": order, "prices": doc}
}

// TestOtherPapersWearTheLetterhead proves what orders and price lists take of a template, and what they do not.
func TestOtherPapersWearTheLetterhead(t *testing.T) {
	for _, lang := range text.Langs {
		look := letterheads(t, string(lang))
		for name, doc := range letteredPapers(t, lang, look) {
			pdfOf(t, doc)
			said := saidOn(doc)
			footer := map[text.Lang]string{text.RU: "Сервис без выходных: ", text.UK: "Сервіс без вихідних: ", text.EN: "Service seven days a week: "}[lang]
			phone := strings.ReplaceAll(samples()[string(lang)].f.Phone, " ", "\u00a0")
			if n := strings.Count(strings.ReplaceAll(said, " ", "\u00a0"), strings.ReplaceAll(footer, " ", "\u00a0")+phone); n != len(doc.Pages) {
				t.Errorf("%s %s: the footer stands %d times on %d pages", name, lang, n, len(doc.Pages))
			}
			accents, serifs := 0, 0
			for _, leaf := range doc.Pages {
				for _, m := range leaf.Marks {
					switch m := m.(type) {
					case page.Text:
						if m.Face.As(page.Regular) == page.SerifRegular {
							serifs++
						} else {
							t.Fatalf("%s %s: %q is set in another face", name, lang, m.S)
						}
					case page.Line:
						if m.Color == 0x7a1f2b {
							accents++
						}
					}
				}
			}
			if accents == 0 || serifs == 0 {
				t.Errorf("%s %s: %d rules in the accent, %d texts with serifs", name, lang, accents, serifs)
			}
			if strings.Contains(said, "A quiet breakfast") || len(doc.Pictures) > 0 {
				t.Errorf("%s %s: it has a cover or scans", name, lang)
			}
			if doc.Width > 212 {
				t.Errorf("%s %s: it is %.0f wide", name, lang, doc.Width)
			}
		}
		look.Template.Letter, look.Template.Logo = true, 7
		for name, doc := range letteredPapers(t, lang, look) {
			if doc.Width < 212 || len(doc.Pictures) != 1 {
				t.Errorf("%s %s: it is %.0f wide and has %d pictures", name, lang, doc.Width, len(doc.Pictures))
			}
		}
	}
}

func TestFieldsInTheFooterOfOtherPapers(t *testing.T) {
	look := paper.Letterhead{Template: &trade.Template{Blocks: trade.StandardBlocks(), Texts: map[string]trade.TemplateTexts{
		"ru": {Footer: "КП {offer.number} от {offer.date}, {client.city}"}}}}
	s := samples()["ru"]
	about := orderFacts(s.f, s.o)
	about.Look, about.Buyer.City, about.OfferValid = look, "Верхнедольск", "2026-12-20"
	about.Greeting, about.Terms = "{rep.name}: вам!", []trade.Term{{Title: "Доставка", Text: "В город {client.city} до {offer.valid}"}}
	about.Rep.Name = "Кедрова"
	order, remarks, err := paper.Order(orderFrom(t, s.o), about, catalogue.In(text.RU))
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	said := saidOn(order)
	if want := "КП " + s.o.FullNumber() + " от "; !strings.Contains(said, want) || !strings.Contains(said, ", Верхнедольск") || !strings.Contains(said, "Кедрова: вам!") || !strings.Contains(said, "В город Верхнедольск до 20") {
		t.Errorf("no %q in\n%s", want, said)
	}
	list := prices(3, s.f)
	list.Look = look
	doc, remarks, err := paper.PriceList(list, catalogue.In(text.RU))
	if err != nil || len(remarks) != 1 || remarks[0].Reason != "paper.remark.field.empty" {
		t.Fatal(err, remarks)
	}
	if said := saidOn(doc); !strings.Contains(said, "КП … от …, …") {
		t.Errorf("the footer says\n%s", said)
	}
	list.Look = paper.Letterhead{Gone: true}
	if _, remarks, err = paper.PriceList(list, catalogue.In(text.RU)); err != nil || len(remarks) != 1 || remarks[0].Reason != "paper.remark.template" {
		t.Error(err, remarks)
	}
}

// TestWriteLetterheads writes order and price list in a template into the folder that PAPER_OUT names, to be looked at.
func TestWriteLetterheads(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	for _, lang := range text.Langs {
		for name, doc := range letteredPapers(t, lang, letterheads(t, string(lang))) {
			if err := os.WriteFile(filepath.Join(dir, "letterhead-"+name+"-"+string(lang)+".pdf"), pdfOf(t, doc), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
