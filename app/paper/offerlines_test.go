package paper_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// plainText is the text of a document with plain spaces.
func plainText(doc *page.Document) string { return strings.ReplaceAll(flowing(doc), "\u00a0", " ") }

func says(t *testing.T, doc *page.Document, want ...string) {
	t.Helper()
	all := plainText(doc)
	for _, s := range want {
		if !strings.Contains(all, s) {
			t.Errorf("the paper does not say %q", s)
		}
	}
}

func silent(t *testing.T, doc *page.Document, mute ...string) {
	t.Helper()
	all := plainText(doc)
	for _, s := range mute {
		if strings.Contains(all, s) {
			t.Errorf("the paper says %q", s)
		}
	}
}

func TestRichOfferSaysItAll(t *testing.T) {
	o := richOffer(ruOffer())
	doc, remarks := layOffer(t, o, facts(ruFirm()))
	if len(remarks) > 0 {
		t.Errorf("%v", remarks)
	}
	checkFrame(t, doc)
	checkEnds(t, doc)
	says(t, doc, "КП-2026-0147/2", "КП-2026-0147/2 · Страница 1 из 2", "КП-2026-0147/2, от 20.11.2026", "готовы к отгрузке", "Ниже — то", "Цвет корпуса", "вместо поз. 1",
		"Скидки по позициям", "Скидка на всё предложение 3 %", "Стоимость до скидок", "Примечание", "Цены пересчитаем", "Предоплата 50 %:")
	if !strings.Contains(doc.Title, "КП-2026-0147/2") || doc.Keywords != "КП-2026-0147/2" {
		t.Errorf("%s, %s", doc.Title, doc.Keywords)
	}
	plain, _ := layOffer(t, ruOffer(), facts(ruFirm()))
	silent(t, plain, "/2", "вместо поз.", "Скидка на всё", "Скидки по позициям", "Примечание", "замены", "Курс", "К оплате", "выбрано", "заменено")
	// a line of text bears no number, quantity or sum
	for _, m := range tagged(doc.Pages[0], "line:0.0") {
		if _, err := strconv.Atoi(m.S); err == nil || strings.Contains(m.S, ",00") {
			t.Errorf("a line of text says %q", m.S)
		}
	}
}

func TestAcceptedOfferShowsWhatWasTaken(t *testing.T) {
	o := richOffer(ruOffer())
	before, _ := layOffer(t, o, facts(ruFirm()))
	taken, err := trade.Accept(o, []trade.LineAt{{Section: 0, Line: 2}}, "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := layOffer(t, taken, facts(ruFirm()))
	says(t, doc, "выбрано", "заменено")
	silent(t, doc, "вместо поз.")
	if numbers(before) != numbers(doc) {
		t.Errorf("the numbers of lines were %s and are %s", numbers(before), numbers(doc))
	}
}

// numbers are the numbers in the first column.
func numbers(doc *page.Document) string {
	all := ""
	for _, leaf := range doc.Pages {
		for _, m := range tagged(leaf, "line:") {
			if m.X < 22 {
				all += m.Tag + "=" + m.S + " "
			}
		}
	}
	return all
}

func TestPageBreaksAreKept(t *testing.T) {
	o := manyLines(12, 1)
	o.Sections[0].Lines[4].Break = true
	o.Sections = append(o.Sections, trade.Section{Title: "Вторая", Break: true, Lines: manyLines(3, 0).Sections[0].Lines},
		trade.Section{Title: "Третья", Lines: manyLines(3, 0).Sections[0].Lines})
	o.Sections[2].Lines[0].Break = true
	doc, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, doc)
	checkRows(t, doc, 18)
	checkEnds(t, doc)
	for _, tag := range []string{"line:0.4", "line:1.0", "line:2.0"} {
		for n, leaf := range doc.Pages {
			if rows := tagged(leaf, "line:"); len(tagged(leaf, tag)) > 0 && (n == 0 || rows[0].Tag != tag) {
				t.Errorf("%s is on page %d, whose first row is %s", tag, n+1, rows[0].Tag)
			}
		}
	}
	o = ruOffer()
	o.Sections[0].Lines[0].Break, o.Letter, o.Greeting, o.Subject = true, "", "", ""
	if doc, _ = layOffer(t, o, facts(ruFirm())); len(tagged(doc.Pages[0], "line:")) == 0 {
		t.Error("a break before the first line leaves a page empty")
	}
}

func TestRateOfExchange(t *testing.T) {
	o := ruOffer()
	o.Currency, o.Rate = money.USD, trade.OfferRate{Value: d("92.1234"), Day: "2026-11-19"}
	doc, _ := layOffer(t, o, facts(ruFirm()))
	says(t, doc, "Курс на 19 ноября 2026 г.: 1 $ = 92,1234 ₽.")
	o.Rate.Day = ""
	doc, _ = layOffer(t, o, facts(ruFirm()))
	says(t, doc, "Курс: 1 $ = 92,1234 ₽.")
	o.Currency = money.RUB
	doc, _ = layOffer(t, o, facts(ruFirm()))
	silent(t, doc, "Курс")
}

func TestNastyTextInRichOffers(t *testing.T) {
	for _, lang := range []string{"ru", "uk", "en"} {
		for i, s := range nasty {
			o, f := richOffer(ruOffer()), ruFirm()
			fill(reflect.ValueOf(&o).Elem(), s)
			fill(reflect.ValueOf(&f).Elem(), s)
			o.Lang, f.Country = lang, map[string]string{"ru": "RU", "uk": "UA", "en": "GB"}[lang]
			f.Requisites.Account, f.Requisites.Corr, f.Requisites.BIK = "40702810000000012345", "30101810900000000777", "040000777"
			doc, _ := layOffer(t, o, facts(f))
			checkFrame(t, doc)
			if pdfOf(t, doc); t.Failed() {
				t.Fatalf("%s %d", lang, i)
			}
		}
	}
}

// Whatever an offer has, the figures on its paper add up: the rows of a section to its subtotal, the rows of the totals to
// the total, and all of them are the counted ones.
func TestPrintedSumsAgree(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		o := richOffer(ruOffer())
		o.Lang, o.QR = string(text.Langs[r.IntN(3)]), false
		o.Tax = []trade.TaxMode{trade.TaxNet, trade.TaxGross, trade.TaxNone, trade.TaxReverse}[r.IntN(4)]
		o.Rounding = []money.Rounding{money.PerLine, money.PerRate}[r.IntN(2)]
		o.State = []trade.State{trade.Sent, trade.Accepted}[r.IntN(2)]
		o.Discount = []trade.Discount{{}, {Percent: d("3.7")}, {Percent: d("100")}, {Sum: d("12345.67")}}[r.IntN(4)]
		for i := range o.Sections {
			for j := range o.Sections[i].Lines {
				l := &o.Sections[i].Lines[j]
				l.Price, l.Chosen, l.Exempt = l.Price.Add(money.New(r.Int64N(9999), "RUB").Decimal()), r.IntN(2) == 0, r.IntN(7) == 0
				l.VAT = []money.Dec{d("22"), d("10"), {}}[r.IntN(3)]
			}
		}
		checkPrinted(t, fmt.Sprintf("seed %d", seed), o)
	}
}

func checkPrinted(t *testing.T, name string, o trade.Offer) {
	t.Helper()
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := layOffer(t, o, facts(ruFirm()))
	got := printedSums(doc)
	for i, s := range sums.Sections {
		rows := int64(0)
		for j, l := range s.Lines {
			figures := got[fmt.Sprintf("line:%d.%d", i, j)]
			if o.Sections[i].Lines[j].Text {
				if len(figures) > 0 {
					t.Errorf("%s: a line of text bears %v", name, figures)
				}
				continue
			}
			if len(figures) == 0 {
				t.Fatalf("%s: line %d.%d bears no sum", name, i, j)
			}
			if last := figures[len(figures)-1]; l.Summed {
				rows += last
			}
		}
		if want := s.Total.Net; o.Basis() == money.Gross && rows != s.Total.Gross || o.Basis() == money.Net && rows != want && rows != s.Total.Gross {
			t.Errorf("%s: the rows of section %d come to %d, its total is %+v", name, i+1, rows, s.Total)
		}
	}
	for p, total := range map[trade.Period]trade.Total{trade.Once: sums.Once, trade.Monthly: sums.Monthly} {
		if s := strings.ReplaceAll(money.FormatPlain(money.New(total.Gross, o.Currency), o.Lang), "\u00a0", " "); !strings.Contains(plainText(doc), s) {
			t.Errorf("%s: the total %s of %q is not on paper", name, s, p)
		}
	}
}

// printedSums are the sums with two digits in each row, from left to right, brackets left out.
func printedSums(doc *page.Document) map[string][]int64 {
	all := map[string][]int64{}
	for _, leaf := range doc.Pages {
		for _, m := range tagged(leaf, "line:") {
			s := strings.Trim(m.S, "()")
			s = strings.NewReplacer("\u00a0", "", " ", "", "–", "-", ",", "", ".", "").Replace(s)
			point := strings.LastIndexAny(m.S, ",.")
			if n, err := strconv.ParseInt(s, 10, 64); err == nil && point >= 0 && len(strings.Trim(m.S[point:], "()")) == 3 && m.X > 80 {
				all[m.Tag] = append(all[m.Tag], n)
			}
		}
	}
	return all
}
