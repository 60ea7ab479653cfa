package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// orderFrom is the order an offer becomes when it is accepted.
func orderFrom(t testing.TB, o trade.Offer) trade.Order {
	t.Helper()
	taken, err := trade.Accept(o, nil, "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	order, err := trade.OrderOf(taken, "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	order.Number, order.Promised, order.Created = "ЗК-2026-0012", "2027-01-15", o.Created
	return order
}

func orderFacts(f crm.Firm, o trade.Offer) paper.OrderFacts {
	return paper.OrderFacts{Firm: f, To: o.To, Greeting: o.Greeting, Offer: o.FullNumber(), OfferDay: o.Day, Terms: o.Terms}
}

func layOrder(t testing.TB, o trade.Order, f paper.OrderFacts, lang text.Lang) *page.Document {
	t.Helper()
	doc, remarks, err := paper.Order(o, f, catalogue.In(lang))
	if err != nil {
		t.Fatal(err)
	}
	if len(remarks) > 0 {
		t.Errorf("remarks: %v", remarks)
	}
	checkFrame(t, doc)
	return doc
}

// saidOn is all text of a document, page by page, in drawing order.
func saidOn(doc *page.Document) string {
	var b strings.Builder
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if t, ok := m.(page.Text); ok {
				b.WriteString(t.S + "\n")
			}
		}
	}
	return b.String()
}

func TestOrderShowsTheSumsItKeeps(t *testing.T) {
	offers := map[text.Lang]trade.Offer{text.RU: ruOffer(), text.UK: ukOffer(), text.EN: enOffer()}
	firms := map[text.Lang]crm.Firm{text.RU: ruFirm(), text.UK: ukFirm(), text.EN: enFirm()}
	for lang, offer := range offers {
		order := orderFrom(t, offer)
		said := saidOn(layOrder(t, order, orderFacts(firms[lang], offer), lang))
		for _, s := range []trade.Sum{order.Once, order.Monthly} {
			want := money.Paper(money.FormatPlain(money.New(s.Gross, order.Currency), string(lang)))
			if !strings.Contains(said, want) {
				t.Errorf("%s: no total %s in\n%s", lang, want, said)
			}
		}
		if !strings.Contains(said, order.Number) || !strings.Contains(said, catalogue.In(lang).T("paper.order.title")) {
			t.Errorf("%s: neither number nor title", lang)
		}
	}
}

// TestOrderIsNotCountedAnew proves that sums kept otherwise than an offer counts them are printed as they are kept.
func TestOrderIsNotCountedAnew(t *testing.T) {
	order := trade.Order{Number: "10248", Day: "2026-07-04", State: trade.Placed, Currency: money.USD, Tax: trade.TaxNone,
		Once: trade.Sum{Net: 44001, Gross: 44001}, Freight: 3238, Lines: []trade.OrderLine{
			{Name: "Queso Cabrales", Quantity: d("12"), Price: d("14"), Unit: "pkg", Sum: trade.Sum{Net: 16801, Gross: 16801}},
			{Name: "Mozzarella", Quantity: d("10"), Price: d("27.2"), Unit: "pkg", Sum: trade.Sum{Net: 27200, Gross: 27200}}}}
	said := saidOn(layOrder(t, order, paper.OrderFacts{Firm: enFirm(), To: trade.Addressee{Firm: "Vins et alcools Chevalier"}}, text.EN))
	for _, want := range []string{"168.01", "440.01", "32.38", "472.39"} {
		if !strings.Contains(said, want+"\n") {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
}

func TestOrderOfTotalsAlone(t *testing.T) {
	order := trade.Order{Number: "77", Day: "2026-07-04", State: trade.Placed, Currency: money.RUB, Tax: trade.TaxNet,
		Once: trade.Sum{Net: 100000, VAT: 22000, Gross: 122000}, Monthly: trade.Sum{Net: 5000, VAT: 1100, Gross: 6100}}
	said := saidOn(layOrder(t, order, paper.OrderFacts{Firm: ruFirm()}, text.RU))
	for _, want := range []string{"1\u00a0220,00", "61,00", "1\u00a0952,00"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if _, _, err := paper.Order(trade.Order{Currency: money.RUB, State: trade.Placed}, paper.OrderFacts{}, catalogue.In(text.RU)); !errors.Is(err, paper.ErrNoLines) {
		t.Errorf("an order of nothing: %v", err)
	}
}

// prices is a price list of so many items in groups.
func prices(n int, f crm.Firm) paper.PriceListFacts {
	list := paper.PriceListFacts{Firm: f, For: "ООО «Заречье-Отель»", Day: "2026-11-20", Until: "2026-12-31", Currency: money.Currency(f.Currency), Gross: true}
	for i := range n {
		if i%40 == 0 {
			path := []string{"Кофе и чай", fmt.Sprintf("Полка %d", i/40+1)}
			list.Sections = append(list.Sections, paper.PriceSection{Path: path})
		}
		row := paper.PriceRow{Article: fmt.Sprintf("AR-%05d", i), Name: fmt.Sprintf("Кофе в зёрнах «Утренняя смена %d», средняя обжарка", i), Unit: "кг",
			Price: d(fmt.Sprintf("%d.%02d", 100+i*7, i%100)), Priced: i%17 != 3, VAT: d("22"), Options: i%23 == 4}
		if i%11 == 2 {
			row.VAT, row.Note = d("10"), "упаковка 1\u00a0кг"
		}
		s := &list.Sections[len(list.Sections)-1]
		s.Rows = append(s.Rows, row)
	}
	return list
}

func TestPriceListOfAnyLength(t *testing.T) {
	for _, n := range []int{1, 25, 41, 400} {
		doc, remarks, err := paper.PriceList(prices(n, ruFirm()), catalogue.In(text.RU))
		if err != nil || len(remarks) > 0 {
			t.Fatal(err, remarks)
		}
		checkFrame(t, doc)
		said := saidOn(doc)
		for i := range n {
			if article := fmt.Sprintf("AR-%05d\n", i); strings.Count(said, article) != 1 {
				t.Fatalf("%d items: %q stands %d times", n, article, strings.Count(said, article))
			}
		}
		if heads := strings.Count(said, "Наименование\n"); heads != len(doc.Pages) {
			t.Errorf("%d items: %d heads on %d pages", n, heads, len(doc.Pages))
		}
		if asked := strings.Count(said, "по\u00a0запросу\n") + strings.Count(said, "по запросу\n"); asked != (n+13)/17 {
			t.Errorf("%d items: %d to be asked for, want %d", n, asked, (n+13)/17)
		}
	}
	if _, _, err := paper.PriceList(paper.PriceListFacts{}, catalogue.In(text.RU)); !errors.Is(err, paper.ErrNoLines) {
		t.Errorf("a price list of nothing: %v", err)
	}
}

func TestPriceListOfAwkwardNames(t *testing.T) {
	list := prices(5, ruFirm())
	for i, s := range []string{strings.Repeat("длинноеназвание", 400), "emoji \U0001F600 и \u0000", "\u202eобратно", "", strings.Repeat("x", 3000)} {
		list.Sections[0].Rows[i].Name, list.Sections[0].Rows[i].Unit, list.Sections[0].Rows[i].Article = s, s, s
	}
	list.Sections[0].Path = []string{strings.Repeat("верх ", 300), strings.Repeat("низ ", 300)}
	doc, remarks, err := paper.PriceList(list, catalogue.In(text.UK))
	if err != nil || len(remarks) == 0 {
		t.Fatal(err, remarks)
	}
	checkFrame(t, doc)
	pdfOf(t, doc)
}

// sampleList is a list of so many rows and columns.
func sampleList(rows, columns int) paper.List {
	l := paper.List{Title: "Клиенты", About: []string{"Тип: партнёрство", "Поиск: «кофе»"}, Firm: ruFirm(), Made: "20.11.2026 08:15, Анна Кедрова"}
	for c := range columns {
		l.Columns = append(l.Columns, paper.ListColumn{Head: fmt.Sprintf("Колонка %d", c+1), Right: c%3 == 2, Width: float64(80 + 60*(c%2))})
	}
	for r := range rows {
		var row []string
		for c := range columns {
			if c%3 == 2 {
				row = append(row, fmt.Sprintf("%d\u00a0%03d,%02d", r+1, r*7%1000, r%100))
			} else {
				row = append(row, fmt.Sprintf("ООО «Кофейня на углу %d-%d»", r+1, c))
			}
		}
		l.Rows = append(l.Rows, row)
	}
	l.Foot = make([]string, columns)
	l.Foot[0] = fmt.Sprintf("Всего %d", rows)
	return l
}

// inSheet proves that no ink leaves the sheet's margins.
func inSheet(t *testing.T, doc *page.Document) {
	t.Helper()
	for n, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if x1, y1, x2, y2 := extent(m); x1 < 13.7 || x2 > doc.Width-13.7 || y1 < 8 || y2 > doc.Height-9 {
				t.Fatalf("page %d: ink outside the sheet: %+v", n+1, m)
			}
		}
	}
}

func TestListTurnsWhenItIsWide(t *testing.T) {
	for _, c := range []struct {
		columns int
		across  bool
	}{{1, false}, {3, false}, {8, true}, {14, true}} {
		doc, remarks := paper.ListPaper(sampleList(120, c.columns), catalogue.In(text.RU))
		if across := doc.Width > doc.Height; across != c.across {
			t.Errorf("%d columns: across is %v", c.columns, across)
		}
		if len(remarks) > 0 && c.columns < 14 {
			t.Errorf("%d columns: %v", c.columns, remarks)
		}
		inSheet(t, doc)
		said := saidOn(doc)
		if heads := strings.Count(said, "Колонка 1\n"); c.columns < 14 && heads != len(doc.Pages) {
			t.Errorf("%d columns: %d heads on %d pages", c.columns, heads, len(doc.Pages))
		}
		if !strings.Contains(said, fmt.Sprintf("Страница %d из %d", len(doc.Pages), len(doc.Pages))) || !strings.Contains(said, "Всего") {
			t.Errorf("%d columns: pages are not numbered or the totals are gone", c.columns)
		}
	}
}

func TestWordsOfAListAreNotBroken(t *testing.T) {
	l := paper.List{Title: "Предложения", Firm: ruFirm()}
	for _, c := range []struct {
		head  string
		width float64
		right bool
	}{{"Номер", 110, false}, {"Клиент", 160, false}, {"Предмет", 360, false}, {"Дата", 60, false}, {"Действует до", 70, false}, {"Состояние", 90, false}, {"Сумма", 90, true}, {"В месяц", 80, true}} {
		l.Columns = append(l.Columns, paper.ListColumn{Head: c.head, Width: c.width, Right: c.right})
	}
	for range 5 {
		l.Rows = append(l.Rows, []string{"КП-2026-0222/2", "Липовый Мёд Опт", "Вентиляция и охлаждение ткацкого цеха № 2", "сегодня", "22.12", "Просмотрено", "783\u00a0500\u00a0₽", "18\u00a0500\u00a0₽"})
	}
	said := saidOn(first(paper.ListPaper(l, catalogue.In(text.RU))))
	for _, whole := range []string{"КП-2026-0222/2\n", "сегодня\n", "Просмотрено\n", "Действует"} {
		if !strings.Contains(said, whole) {
			t.Errorf("%q is broken in\n%s", whole, said)
		}
	}
}

func TestListKeepsEveryRow(t *testing.T) {
	doc, _ := paper.ListPaper(sampleList(paper.MostListRows, 4), catalogue.In(text.EN))
	inSheet(t, doc)
	said := saidOn(doc)
	for r := range paper.MostListRows {
		if want := fmt.Sprintf("%d\u00a0%03d,%02d\n", r+1, r*7%1000, r%100); !strings.Contains(said, want) {
			t.Fatalf("row %d is gone", r+1)
		}
	}
	if empty := saidOn(first(paper.ListPaper(sampleList(0, 4), catalogue.In(text.EN)))); !strings.Contains(empty, "The list is empty") {
		t.Errorf("an empty list says %q", empty)
	}
}

func TestListOfAwkwardTexts(t *testing.T) {
	l := sampleList(20, 5)
	for i, s := range []string{strings.Repeat("ж", 10_000), "emoji \U0001F600", "\x00\x01\t", "\u202eобратно", strings.Repeat("слово ", 500)} {
		for c := range l.Columns {
			l.Rows[i][c] = s
		}
	}
	l.Rows[7] = nil // fewer texts than columns
	l.Title, l.About = strings.Repeat("Заголовок ", 90), []string{strings.Repeat("условие ", 200)}
	doc, remarks := paper.ListPaper(l, catalogue.In(text.RU))
	if len(remarks) == 0 {
		t.Error("nothing is said of what was cut")
	}
	inSheet(t, doc)
	if a, b := pdfOf(t, doc), pdfOf(t, first(paper.ListPaper(l, catalogue.In(text.RU)))); !bytes.Equal(a, b) {
		t.Error("the same list gives other bytes")
	}
}

// TestWriteOtherSamples writes the other sample papers into the folder that PAPER_OUT names, to be looked at.
func TestWriteOtherSamples(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	write := func(name string, doc *page.Document) {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), pdfOf(t, doc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	offers := map[text.Lang]trade.Offer{text.RU: ruOffer(), text.UK: ukOffer(), text.EN: enOffer()}
	firms := map[text.Lang]crm.Firm{text.RU: ruFirm(), text.UK: ukFirm(), text.EN: enFirm()}
	for lang, offer := range offers {
		order := orderFrom(t, offer)
		if lang == text.UK {
			order.Freight = 45000
		}
		write("order-"+string(lang), layOrder(t, order, orderFacts(firms[lang], offer), lang))
		list := prices(130, firms[lang])
		list.Gross = lang != text.EN
		doc, _, err := paper.PriceList(list, catalogue.In(lang))
		if err != nil {
			t.Fatal(err)
		}
		write("prices-"+string(lang), doc)
	}
	for _, n := range []int{3, 7, 12} {
		write(fmt.Sprintf("list-%d", n), first(paper.ListPaper(sampleList(90, n), catalogue.In(text.RU))))
	}
}

func BenchmarkPriceListOfTenThousand(b *testing.B) {
	list := prices(10_000, ruFirm())
	for b.Loop() {
		doc, _, err := paper.PriceList(list, catalogue.In(text.RU))
		if err != nil {
			b.Fatal(err)
		}
		pdfOf(b, doc)
	}
}
