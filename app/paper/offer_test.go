package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

var nasty = []string{
	"😀 час 👨‍👩‍👧 радости \U000e0100",
	"мяг\u00adкий\u200b\u200d\ufeff\ttаб\x00\x1b[31m",
	"\u2212→↑↓▲▼■●☐✓≈≤≥∅漢字العربية",
	"\xff\xfe\xf0\x28",
	"{nb} {{.N}} %d \\(скобки)\\ ((( \\\\ \r\n строка",
	strings.Repeat("Ы", 300),
	strings.Repeat("длинное слово ", 120),
	strings.Repeat("https://example.example/очень/длинный/адрес-", 20),
	strings.Repeat("строка\n", 150),
	" ", "\n\n", "\u00a0\u00a0", "\u0301\u0301",
}

func TestSamplesAreWhole(t *testing.T) {
	for _, c := range []struct {
		name     string
		doc      func() *page.Document
		pages    int
		word, of string
	}{
		{"ru", func() *page.Document { d, _ := layOffer(t, ruOffer(), facts(ruFirm())); return d }, 2, "Страница", "из"},
		{"uk", func() *page.Document { d, _ := layOffer(t, ukOffer(), facts(ukFirm())); return d }, 1, "Сторінка", "з"},
		{"en", func() *page.Document { d, _ := layOffer(t, enOffer(), facts(enFirm())); return d }, 1, "Page", "of"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := c.doc()
			if len(doc.Pages) != c.pages {
				t.Errorf("%d pages, want %d", len(doc.Pages), c.pages)
			}
			checkFrame(t, doc)
			checkCount(t, doc, c.word, c.of)
		})
	}
	for _, lang := range text.Langs {
		if missing := catalogue.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("%s: messages missing: %v", lang, missing)
		}
	}
}

func TestRussianOfferSaysItAll(t *testing.T) {
	doc, remarks := layOffer(t, ruOffer(), facts(ruFirm()))
	if len(remarks) > 0 {
		t.Errorf("remarks: %v", remarks)
	}
	all := strings.ReplaceAll(flowing(doc), "\u00a0", " ")
	for _, want := range []string{
		"КП-2026-0147", "20 ноября 2026 г.", "20 декабря 2026 г.", "№ 88 от 12 ноября 2026 г.", "Лебедевой Ольге Николаевне",
		"Коммерческое предложение", "Замена кофемашин", "Уважаемая Ольга Николаевна!", "1. Оборудование и запуск — разово",
		"2. Обслуживание и поставки — ежемесячно", "(продолжение)", "(50 300,60)", "по желанию", "в итог не входит",
		"Итого по разделу 1, разово", "688 040,00", "839 408,80", "97 634,62", "2 011 024,24", "–33 860,00", "НДС 22 %", "НДС 10 %",
		"Восемьсот тридцать девять тысяч четыреста восемь рублей 80 копеек", "в т. ч. НДС 151 368,80 ₽", "Позиции «по желанию»",
		"Не является публичной офертой.", "9876543210 / 987601001", "40702810000000012345", "А. В. Кедров", "Предложение принято",
		"Продолжение таблицы на странице 2", "ООО «Зерно и Пар» — коммерческое предложение",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	if strings.Contains(all, "Черновик") {
		t.Error("a sent offer says it is a draft")
	}
}

// TestDraftSaysSoOnEveryPage also covers papers with no lines, which only a draft may have.
func TestDraftSaysSoOnEveryPage(t *testing.T) {
	o := manyLines(60, 1)
	o.State = trade.Draft
	doc, _ := layOffer(t, o, facts(ruFirm()))
	for n, leaf := range doc.Pages {
		if !strings.Contains(textOf(leaf), "Черновик") {
			t.Errorf("page %d does not say it is a draft", n+1)
		}
	}
	empty := trade.Offer{Lang: "ru", State: trade.Draft, Currency: money.RUB, Tax: trade.TaxNet, Rounding: money.PerLine}
	doc, _ = layOffer(t, empty, paper.OfferFacts{})
	checkFrame(t, doc)
	pdfOf(t, doc)
	empty.State = trade.Sent
	if _, _, err := paper.Offer(empty, trade.Sums{}, paper.OfferFacts{}, catalogue.In(text.RU)); !errors.Is(err, paper.ErrNoLines) {
		t.Errorf("a sent offer without lines: %v", err)
	}
	if _, _, err := paper.Offer(ruOffer(), trade.Sums{}, paper.OfferFacts{}, catalogue.In(text.RU)); !errors.Is(err, paper.ErrSums) {
		t.Errorf("foreign sums: %v", err)
	}
}

func TestNastyTextInEveryField(t *testing.T) {
	for _, lang := range []string{"ru", "uk", "en"} {
		for i, s := range nasty {
			t.Run(fmt.Sprintf("%s %d", lang, i), func(t *testing.T) {
				o, f := ruOffer(), ruFirm()
				fill(reflect.ValueOf(&o).Elem(), s)
				fill(reflect.ValueOf(&f).Elem(), s)
				o.Lang, f.Country = lang, map[string]string{"ru": "RU", "uk": "UA", "en": "GB"}[lang]
				doc, _ := layOffer(t, o, paper.OfferFacts{Firm: f, Client: s})
				checkFrame(t, doc)
				pdfOf(t, doc)
				f.Logo = nil
				doc, _ = layOffer(t, o, paper.OfferFacts{Firm: f, Client: s, Letter: true, Thrifty: true})
				checkFrame(t, doc)
			})
		}
	}
}

func TestLostCharactersAreRemarked(t *testing.T) {
	o := ruOffer()
	o.Letter += " 漢字"
	o.Sections[0].Lines[2].Name += " 😀"
	_, remarks := layOffer(t, o, facts(ruFirm()))
	want := map[string]string{"letter": "漢字", "line 0.2": "😀"}
	for _, r := range remarks {
		if want[r.Field] != "" && slices.Contains(r.Args, want[r.Field]) && r.Reason == "paper.remark.lost" {
			delete(want, r.Field)
		}
	}
	if len(want) > 0 {
		t.Errorf("not remarked: %v of %v", want, remarks)
	}
}

func TestBrokenLogoIsTakenAsNone(t *testing.T) {
	for _, logo := range [][]byte{[]byte("no picture"), mark()[:200], {0xff, 0xd8, 0xff}} {
		f := ruFirm()
		f.Logo = logo
		doc, remarks := layOffer(t, ruOffer(), facts(f))
		if len(doc.Pictures) > 0 || len(remarks) != 1 || remarks[0].Reason != "paper.remark.logo" {
			t.Errorf("pictures %d, remarks %v", len(doc.Pictures), remarks)
		}
		pdfOf(t, doc)
	}
}

func TestHugeSumsStayInTheirColumns(t *testing.T) {
	for _, tax := range []trade.TaxMode{trade.TaxNet, trade.TaxGross, trade.TaxNone, trade.TaxReverse} {
		for _, price := range []string{"9999999999999.99", "-12345678901234.5", "0.0001", "1"} {
			o := ruOffer()
			o.Tax = tax
			l := &o.Sections[0].Lines[0]
			l.Price, l.Quantity = d(price), d("1000.125")
			o.Sections[0].Lines[1].Name = strings.Repeat("Имя позиции ", 25)
			doc, _ := layOffer(t, o, facts(ruFirm()))
			checkFrame(t, doc)
			checkApart(t, doc)
			if strings.Contains(flowing(doc), "#") {
				t.Error("a sum is hidden")
			}
		}
	}
}

// checkApart proves that no two runs of a row of the table overlap.
func checkApart(t *testing.T, doc *page.Document) {
	t.Helper()
	for p, leaf := range doc.Pages {
		rows := tagged(leaf, "line:")
		for i, a := range rows {
			for _, b := range rows[i+1:] {
				if a.Y == b.Y && a.X < b.X+b.Width-0.05 && b.X < a.X+a.Width-0.05 {
					t.Errorf("page %d: %q and %q overlap", p+1, a.S, b.S)
				}
			}
		}
	}
}

func TestColumnsByTaxAndLanguage(t *testing.T) {
	for _, c := range []struct {
		name       string
		offer      func() trade.Offer
		said, mute []string
	}{
		{"net", ruOffer, []string{"Сумма без", "Всего с НДС", "НДС 22"}, nil},
		{"gross", func() trade.Offer { o := ruOffer(); o.Tax = trade.TaxGross; return o }, []string{"Цена с НДС", "в том числе НДС 22"}, []string{"Сумма без"}},
		{"none", func() trade.Offer {
			o := ruOffer()
			o.Tax, o.NoTaxLine = trade.TaxNone, "УСН, ст. 346.11 НК РФ"
			return o
		},
			[]string{"Без НДС (УСН, ст. 346.11 НК РФ)."}, []string{"22 %", "Всего с НДС", "в т. ч. НДС"}},
		{"none said in full", func() trade.Offer {
			o := ruOffer()
			o.Tax, o.NoTaxLine = trade.TaxNone, "НДС не облагается: УСН."
			return o
		}, []string{"НДС не облагается: УСН."}, []string{"Без НДС ("}},
		{"reverse", func() trade.Offer { o := enOffer(); o.Tax = trade.TaxReverse; return o }, []string{"Reverse charge", "Total excluding VAT"}, []string{"VAT rate", "20%"}},
		{"no discount", ukOffer, []string{"Ціна без"}, []string{"Знижка", "Вартість до знижок"}},
		{"english", enOffer, []string{"VAT rate", "Net amount, £", "4,890.00", "VAT at 20%", "0%"}, []string{"Discount", "Seal"}},
		{"exempt", func() trade.Offer { o := ruOffer(); o.Sections[0].Lines[0].Exempt = true; return o }, []string{"без НДС"}, []string{"НДС 0 %"}},
		{"once only", func() trade.Offer { o := ruOffer(); o.Sections = o.Sections[:1]; return o }, []string{"Всего с НДС, ₽"}, []string{"разово", "В месяц", "12 месяцев"}},
		{"yearly only", func() trade.Offer {
			o := ruOffer()
			o.Sections = o.Sections[1:]
			o.Sections[0].Period = trade.Yearly
			return o
		}, []string{"В год"}, []string{"12 месяцев", "Разово"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := c.offer()
			firm := map[string]func() paper.OfferFacts{"ru": func() paper.OfferFacts { return facts(ruFirm()) }, "uk": func() paper.OfferFacts { return facts(ukFirm()) }, "en": func() paper.OfferFacts { return facts(enFirm()) }}[o.Lang]()
			firm.Firm.Address, firm.Firm.Requisites.VATID = "", ""
			doc, _ := layOffer(t, o, firm)
			checkFrame(t, doc)
			all := strings.ReplaceAll(flowing(doc), "\u00a0", " ")
			for _, s := range c.said {
				if !strings.Contains(all, s) {
					t.Errorf("does not say %q", s)
				}
			}
			for _, s := range c.mute {
				if strings.Contains(all, s) {
					t.Errorf("says %q", s)
				}
			}
		})
	}
}

func TestOnlyOptionalLinesComeToNought(t *testing.T) {
	o := ruOffer()
	o.Sections = o.Sections[:1]
	for i := range o.Sections[0].Lines {
		o.Sections[0].Lines[i].Optional = true
	}
	doc, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, doc)
	if !strings.Contains(allText(doc), "Всего с НДС,\u00a0₽\n0,00\n") {
		t.Error("the total is not 0,00")
	}
}

func TestSparseOfferLeavesNoEmptyLabels(t *testing.T) {
	o := ruOffer()
	o.To, o.Request, o.Subject, o.Greeting, o.Letter, o.ValidUntil, o.Terms, o.Public, o.Signatory = trade.Addressee{}, "", "", "", "", "", nil, "", ""
	f := ruFirm()
	f.Phone, f.Requisites.KPP, f.Requisites.Bank, f.Requisites.BIK, f.Requisites.Corr, f.Signatory = "", "", "", "", "", ""
	f.Logo = nil
	doc, _ := layOffer(t, o, facts(f))
	checkFrame(t, doc)
	checkEnds(t, doc)
	all := allText(doc)
	for _, label := range []string{"Кому", "На ваш запрос", "Действительно до", "КПП", "БИК", "Банк\n", "Условия", "Здравствуйте"} {
		if strings.Contains(all, label) {
			t.Errorf("an empty %q is printed", label)
		}
	}
	o.Letter = "Есть письмо."
	doc, _ = layOffer(t, o, facts(f))
	if !strings.Contains(allText(doc), "Здравствуйте!") {
		t.Error("a letter to nobody in particular has no greeting")
	}
}

func TestSumsBySectionFromFortyLines(t *testing.T) {
	o := manyLines(40, 0)
	o.Sections = append(o.Sections, trade.Section{Title: "Вторая", Lines: o.Sections[0].Lines[:3]})
	o.Sections[0].Title = "Первая"
	doc, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, doc)
	if !strings.Contains(allText(doc), "Итоги по разделам") {
		t.Error("no sums by section")
	}
}

func TestSamePaperSameBytes(t *testing.T) {
	want := pdfOf(t, first(layOffer(t, ruOffer(), facts(ruFirm()))))
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if got := pdfOf(t, first(layOffer(t, ruOffer(), facts(ruFirm())))); !bytes.Equal(got, want) {
				t.Error("the bytes differ")
			}
		})
	}
	wait.Wait()
	other := ruOffer()
	other.Created++
	other.Subject += "."
	if bytes.Equal(pdfOf(t, first(layOffer(t, other, facts(ruFirm())))), want) {
		t.Error("another offer has the same bytes")
	}
}

func first(doc *page.Document, _ []paper.Remark) *page.Document { return doc }

func TestTagsFollowTheOffer(t *testing.T) {
	doc, _ := layOffer(t, ruOffer(), facts(ruFirm()))
	for _, tag := range []string{"line:0.0", "line:1.3", "letter", "subject", "to", "number", "valid", "term:0", "sign", "accept"} {
		found := false
		for _, leaf := range doc.Pages {
			found = found || len(tagged(leaf, tag)) > 0
		}
		if !found {
			t.Errorf("nothing is tagged %q", tag)
		}
	}
}

func TestBookmarksAreInOrder(t *testing.T) {
	doc, _ := layOffer(t, ruOffer(), facts(ruFirm()))
	var titles []string
	last := -math.MaxFloat64
	for _, m := range doc.Marks {
		titles = append(titles, m.Title)
		if at := float64(m.Page)*1000 + m.Y; at < last {
			t.Errorf("%q stands before the mark above it", m.Title)
		} else {
			last = at
		}
	}
	want := []string{"Письмо", "Таблица", "1. Оборудование и запуск — разово", "2. Обслуживание и поставки — ежемесячно", "Итоги", "Условия", "Реквизиты"}
	if !slices.Equal(titles, want) {
		t.Errorf("bookmarks %q", titles)
	}
}

func TestAmericanProposal(t *testing.T) {
	o, f := enOffer(), enFirm()
	f.Country, f.Requisites.Country, o.Currency, o.Tax, o.NoTaxLine, o.Words = "US", "US", money.USD, trade.TaxNone, "Plus applicable tax", true
	doc, _ := layOffer(t, o, paper.OfferFacts{Firm: f, Letter: true})
	checkFrame(t, doc)
	all := flowing(doc)
	for _, want := range []string{"Proposal", "November 20, 2026", "Plus applicable tax.", "/100 dollars", "$"} {
		if !strings.Contains(all, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if doc.Lang != "en-US" {
		t.Errorf("language %s", doc.Lang)
	}
}

// A table right under the title keeps its distance where there is neither subject nor letter.
func TestTableKeepsItsDistanceFromTheTitle(t *testing.T) {
	for _, subject := range []string{"", "Поставка"} {
		o := ruOffer()
		o.Subject, o.Greeting, o.Letter = subject, "", ""
		doc, _ := layOffer(t, o, facts(ruFirm()))
		title, rule := 0.0, math.Inf(1)
		for _, m := range doc.Pages[0].Marks {
			if text, ok := m.(page.Text); ok && (text.S == "Коммерческое предложение" || subject != "" && text.S == subject) {
				title = max(title, text.Y)
			}
		}
		for _, m := range doc.Pages[0].Marks {
			if line, ok := m.(page.Line); ok && line.Y1 == line.Y2 && line.Y1 > title-1 && line.X2-line.X1 > 100 {
				rule = min(rule, line.Y1)
			}
		}
		if title == 0 || rule-title < 4.5 || rule-title > 12 {
			t.Errorf("subject %q: the baseline is at %.1f, the table begins at %.1f", subject, title, rule)
		}
	}
}
