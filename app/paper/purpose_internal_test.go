package paper

import (
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
)

// TestPurposeIsForBanks proves that what is paid for names the currency in letters, as banks write it.
func TestPurposeIsForBanks(t *testing.T) {
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang     text.Lang
		scheme   PayScheme
		currency money.Currency
		end      string
	}{{text.RU, PayRussia, money.RUB, "16,67\u00a0руб."}, {text.UK, PayUkraine, money.UAH, "16,67\u00a0грн"}, {text.EN, PayRussia, money.RUB, "16.67\u00a0RUB"}} {
		o := trade.Offer{Number: "1", Day: "2026-11-20", Lang: string(c.lang), Currency: c.currency, Tax: trade.TaxGross, Rounding: money.PerLine,
			Sections: []trade.Section{{Lines: []trade.Line{{Name: "A", Quantity: money.DecInt(1), Price: money.DecInt(100), VAT: money.DecInt(20)}}}}}
		sums, err := trade.Count(o)
		if err != nil {
			t.Fatal(err)
		}
		w := &writing{o: o, sums: sums, lang: string(c.lang)}
		w.say = words.In(c.lang)
		if got := w.purpose(c.scheme); !strings.HasSuffix(got, c.end) || strings.ContainsAny(got, "₽₴") {
			t.Errorf("%s: %q", c.lang, got)
		}
	}
}

// TestSheetsTellMoreThanTheLine proves that an item of which there is but name and article gets no sheet.
func TestSheetsTellMoreThanTheLine(t *testing.T) {
	w := &writing{o: trade.Offer{Sections: []trade.Section{{Lines: []trade.Line{{Item: 1}, {Item: 2}, {Item: 3}, {Item: 4}}}}}}
	w.about.Items = map[trade.ItemID]trade.Item{1: {ID: 1, Name: "A", Article: "7", Description: " \n"}, 2: {ID: 2, Description: "steel"},
		3: {ID: 3, Features: []trade.Feature{{Name: "side"}}}, 4: {ID: 4, Picture: 9}}
	all := w.offeredItems()
	if len(all) != 3 || all[0].ID != 2 || all[1].ID != 3 || all[2].ID != 4 {
		t.Errorf("%+v", all)
	}
}
