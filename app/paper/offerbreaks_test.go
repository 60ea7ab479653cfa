package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/trade"
)

// manyLines is an offer of n lines in one section, each with a description of so many sentences.
func manyLines(n, description int) trade.Offer {
	o := ruOffer()
	o.Sections = []trade.Section{{}}
	for i := range n {
		o.Sections[0].Lines = append(o.Sections[0].Lines, trade.Line{
			Article: fmt.Sprintf("A-%03d", i+1), Name: fmt.Sprintf("Позиция номер %d", i+1),
			Description: strings.TrimSpace(strings.Repeat("Подробное описание этой позиции на одну строку. ", description)),
			Quantity:    money.DecInt(int64(i%7 + 1)), Unit: "шт.", Price: money.DecInt(int64(1000 + i)), Discount: money.DecInt(int64(i % 3 * 5)), VAT: d("22")})
	}
	return o
}

func TestLinesTimesDescriptions(t *testing.T) {
	for _, n := range []int{1, 2, 13, 14, 15, 22, 23, 24, 36, 37, 39, 40, 200} {
		for _, description := range []int{0, 1, 3, 8} {
			t.Run(fmt.Sprintf("%d lines, %d sentences", n, description), func(t *testing.T) {
				doc, _ := layOffer(t, manyLines(n, description), facts(ruFirm()))
				checkFrame(t, doc)
				checkCount(t, doc, "Страница", "из")
				checkRows(t, doc, n)
				checkEnds(t, doc)
			})
		}
	}
}

// checkRows proves that every row stands whole on one page under a head of the table.
func checkRows(t *testing.T, doc *page.Document, n int) {
	t.Helper()
	home := map[string]int{}
	for p, leaf := range doc.Pages {
		rows := tagged(leaf, "line:")
		for _, m := range rows {
			if was, known := home[m.Tag]; known && was != p {
				t.Errorf("%s stands on pages %d and %d", m.Tag, was+1, p+1)
			}
			home[m.Tag] = p
		}
		heads := strings.Count(textOf(leaf), "Наименование\n")
		if len(rows) > 0 && heads != 1 || len(rows) == 0 && heads != 0 {
			t.Errorf("page %d: %d runs of rows, %d heads of the table", p+1, len(rows), heads)
		}
	}
	if len(home) != n {
		t.Errorf("%d rows of %d are on paper", len(home), n)
	}
}

// checkEnds proves that the totals stand on a page with a row, and the signature on one with text of the offer.
func checkEnds(t *testing.T, doc *page.Document) {
	t.Helper()
	for p, leaf := range doc.Pages {
		said := textOf(leaf)
		if strings.Contains(said, "Всего с НДС") && len(tagged(leaf, "line:")) == 0 {
			t.Errorf("page %d: totals with no row", p+1)
		}
		if len(tagged(leaf, "sign")) > 0 && len(tagged(leaf, "term:"))+len(tagged(leaf, "valid"))+len(tagged(leaf, "line:")) == 0 {
			t.Errorf("page %d: a signature alone", p+1)
		}
	}
}

func TestRowHigherThanAPage(t *testing.T) {
	o := manyLines(5, 1)
	o.Sections[0].Lines[1].Description = strings.Repeat("Очень длинное описание, которое не кончается. ", 600)
	o.Sections[0].Lines[3].Name = strings.Repeat("Название из трёхсот букв и более ", 200)
	doc, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, doc)
	checkEnds(t, doc)
	if got := strings.Count(flowing(doc), "кончается"); got != 600 {
		t.Errorf("%d sentences of 600 are on paper", got)
	}
	if got := strings.Count(strings.ReplaceAll(flowing(doc), "\n", " "), "трёхсот"); got != 200 {
		t.Errorf("%d parts of the name of 200 are on paper", got)
	}
	for p, leaf := range doc.Pages {
		if rows := tagged(leaf, "line:"); len(rows) > 0 && !strings.Contains(textOf(leaf), "Наименование\n") {
			t.Errorf("page %d has rows without a head", p+1)
		}
	}
}

func TestLongTermsAndLetter(t *testing.T) {
	o := manyLines(3, 1)
	o.Letter = strings.Repeat("Предложение письма, одно из многих. ", 400)
	o.Terms[1].Text = strings.Repeat("Условие, которое не кончается. ", 500)
	doc, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, doc)
	checkEnds(t, doc)
	if got := strings.Count(flowing(doc), "многих."); got != 400 {
		t.Errorf("%d sentences of the letter of 400", got)
	}
	if got := strings.Count(flowing(doc), "кончается."); got != 500 {
		t.Errorf("%d sentences of the term of 500", got)
	}
}
