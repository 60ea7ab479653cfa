package paper_test

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// printed is a character of a PDF with its place, as a reader finds it.
type printed struct {
	x, y float64
	s    string
}

// read returns the characters of each page.
func read(t testing.TB, file []byte) [][]printed {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]printed
	for n := 1; n <= r.NumPage(); n++ {
		var all []printed
		for _, c := range r.Page(n).Content().Text {
			all = append(all, printed{c.X, c.Y, c.S})
		}
		pages = append(pages, all)
	}
	return pages
}

// rowsOf joins characters of one height, left to right; rows come from the top down.
func rowsOf(chars []printed) []string {
	byHeight := map[int][]printed{}
	for _, c := range chars {
		key := int(math.Round(c.y * 2))
		byHeight[key] = append(byHeight[key], c)
	}
	var heights []int
	for h := range byHeight {
		heights = append(heights, h)
	}
	slices.Sort(heights)
	slices.Reverse(heights)
	var rows []string
	for _, h := range heights {
		row := byHeight[h]
		slices.SortStableFunc(row, func(a, b printed) int { return int(math.Copysign(1, a.x-b.x)) })
		var b strings.Builder
		for _, c := range row {
			b.WriteString(c.s)
		}
		rows = append(rows, b.String())
	}
	return rows
}

func wholeText(t testing.TB, file []byte) string {
	var b strings.Builder
	for _, p := range read(t, file) {
		for _, c := range p {
			b.WriteString(c.s)
		}
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func TestTextOfThePDF(t *testing.T) {
	for _, c := range []struct {
		file []byte
		want []string
	}{
		{pdfOf(t, first(layOffer(t, ruOffer(), facts(ruFirm())))), []string{"ООО «Зерно и Пар»", "КП-2026-0147", "839 408,80", "Кофемашина «Каскад 220»", "Страница 1 из 2", "Страница 2 из 2", "–33 860,00"}},
		{pdfOf(t, first(layOffer(t, ukOffer(), facts(ukFirm())))), []string{"Комерційна пропозиція", "ЄДРПОУ", "338 160,00", "її", "Об’єм", "Сторінка 1 з 1", "UA46 9999 9900 0002 6001 2345 6789 0"}},
		{pdfOf(t, first(layOffer(t, enOffer(), facts(enFirm())))), []string{"Quotation", "£", "11,253.60", "Page 1 of 1"}},
	} {
		said := wholeText(t, c.file)
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("the text of the PDF has no %q", want)
			}
		}
	}
}

var sum = regexp.MustCompile(`–?\d{1,3}(?: \d{3})*,\d\d$`)

// minor reads "1 234,50" as 123450.
func minor(t *testing.T, s string) int64 {
	t.Helper()
	s = strings.NewReplacer(" ", "", ",", "", "–", "-").Replace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestPrintedSumsAddUp reads the gross sums of the rows back from the PDF: they come to the total that is printed.
func TestPrintedSumsAddUp(t *testing.T) {
	for _, n := range []int{1, 7, 40, 150} {
		o := manyLines(n, 1)
		want, err := trade.Count(o)
		if err != nil {
			t.Fatal(err)
		}
		total, grand, rows := int64(0), int64(0), 0
		for _, p := range read(t, pdfOf(t, first(layOffer(t, o, facts(ruFirm()))))) {
			for _, row := range rowsOf(p) {
				row = strings.ReplaceAll(row, "\u00a0", " ")
				cut := row
				if i := strings.LastIndex(row, "%"); i >= 0 {
					cut = row[i+len("%"):]
				}
				switch at := sum.FindString(cut); {
				case at == "":
				case strings.Contains(row, "Позиция номер"):
					total, rows = total+minor(t, at), rows+1
				case strings.HasPrefix(row, "Всего с НДС"):
					grand = minor(t, at)
				}
			}
		}
		if rows != n || total != grand || grand != want.Once.Gross {
			t.Errorf("%d rows of %d come to %d, the total printed is %d, counted %d", rows, n, total, grand, want.Once.Gross)
		}
	}
}

func TestWhatTheFileSaysOfItself(t *testing.T) {
	file := pdfOf(t, first(layOffer(t, ruOffer(), facts(ruFirm()))))
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	root, info := r.Trailer().Key("Root"), r.Trailer().Key("Info")
	if got := root.Key("Lang").RawString(); got != "ru-RU" {
		t.Errorf("language %q", got)
	}
	if !root.Key("ViewerPreferences").Key("DisplayDocTitle").Bool() {
		t.Error("the title is not to be shown")
	}
	if got := root.Key("PageMode").Name(); got != "UseNone" {
		t.Errorf("page mode %q", got)
	}
	for key, want := range map[string]string{"Title": "Коммерческое предложение № КП-2026-0147 — ООО «Заречье-Отель»", "Author": "ООО «Зерно и Пар»",
		"Subject": "Замена кофемашин на втором этаже и ежемесячное обслуживание", "Keywords": "КП-2026-0147"} {
		if got := strings.ReplaceAll(info.Key(key).Text(), "\u00a0", " "); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := r.Outline().Child; len(got) != 5 || got[1].Title != "Таблица" || len(got[1].Child) != 2 {
		t.Errorf("outline %+v", got)
	}
	long := pdfOf(t, first(layOffer(t, manyLines(100, 1), facts(ruFirm()))))
	if !bytes.Contains(long, []byte("/PageMode /UseOutlines")) {
		t.Error("a long paper does not open its outline")
	}
}

// TestPDFTakesAnyDocument hands the printer values that no layout of ours makes.
func TestPDFTakesAnyDocument(t *testing.T) {
	doc := &page.Document{Title: "😀", Lang: "ru-RU", Width: 210, Height: 297, Pages: []page.Page{{Marks: []any{
		page.Text{X: 20, Y: 20, S: "😀 漢字 \xff ( \\ )", Size: 9, Link: "https://example.example/?a=(b)"},
		page.Circle{X: 50, Y: 50, R: 5}, page.Poly{}, page.Rect{},
	}}}, Marks: []page.Mark{{Title: "😀"}}}
	pdfOf(t, doc)
	doc.Pictures = map[string][]byte{"logo": []byte("nothing")}
	if _, err := paper.PDF(doc); err == nil {
		t.Error("a broken picture was printed")
	}
}

func BenchmarkOfferOfThirtyLines(b *testing.B) {
	o := manyLines(30, 1)
	f := facts(ruFirm())
	sums, _ := trade.Count(o)
	for _, part := range []string{"layout", "whole"} {
		b.Run(part, func(b *testing.B) {
			for b.Loop() {
				doc, _, err := paper.Offer(o, sums, f, catalogue.In(text.RU))
				if err != nil {
					b.Fatal(err)
				}
				if part == "whole" {
					pdfOf(b, doc)
				}
			}
		})
	}
}

func BenchmarkOfferOfTwoHundredLines(b *testing.B) {
	o := manyLines(200, 3)
	for b.Loop() {
		pdfOf(b, first(layOffer(b, o, facts(ruFirm()))))
	}
}

func BenchmarkDossier(b *testing.B) {
	for _, n := range []int{6, 3000} {
		d := longDossier(n)
		b.Run(fmt.Sprintf("layout %d", n), func(b *testing.B) {
			for b.Loop() {
				layDossier(b, d, text.RU)
			}
		})
		b.Run(fmt.Sprintf("whole %d", n), func(b *testing.B) {
			for b.Loop() {
				pdfOf(b, first(layDossier(b, d, text.RU)))
			}
		})
	}
}
