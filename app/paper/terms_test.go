package paper_test

import (
	"strings"
	"testing"

	"rapport/app/trade"
)

// TestTermsGoOnUnderTheirHeading proves that conditions which go on over a page do so under their heading, two of them at
// least, wherever the page ends.
func TestTermsGoOnUnderTheirHeading(t *testing.T) {
	broken := 0
	for n := 8; n < 40; n++ {
		o := manyLines(n, 1)
		o.Terms = nil
		for _, name := range []string{"Раз", "Два", "Три", "Четыре", "Пять", "Шесть", "Семь", "Восемь", "Девять"} {
			o.Terms = append(o.Terms, trade.Term{Title: name, Text: "Условие " + name})
		}
		doc, _ := layOffer(t, o, facts(ruFirm()))
		for i := range doc.Pages {
			words := textOf(doc.Pages[i])
			on := strings.Count(words, "Условие ") + strings.Count(words, "Цены действуют до")
			if !strings.Contains(words, "Условия (продолжение)") {
				continue
			}
			broken++
			if on < 2 {
				t.Errorf("%d lines: page %d goes on with %d conditions", n, i+1, on)
			}
		}
	}
	if broken == 0 {
		t.Error("the conditions never went over a page: nothing was tried")
	}
}
