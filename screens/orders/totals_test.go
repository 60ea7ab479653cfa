package orders

import (
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// discounted is an order with a discount on the whole and one of a line.
func discounted(t *testing.T, st *rig, tax trade.TaxMode, client trade.Order) trade.Order {
	t.Helper()
	return st.order(client.Client, func(o *trade.Order) {
		o.Tax, o.Discount = tax, trade.Discount{Percent: money.DecInt(10)}
		o.Lines = []trade.OrderLine{{Name: "Фильтр", Unit: "шт", Quantity: money.DecInt(1), Price: money.MustDec("351.15"), VAT: money.DecInt(22)},
			{Name: "Кожух", Unit: "шт", Quantity: money.DecInt(2), Price: money.DecInt(500), Discount: money.DecInt(5), VAT: money.DecInt(10)}}
	})
}

func TestSumsOfLinesAreThoseOfTheOffer(t *testing.T) {
	for _, tax := range []trade.TaxMode{trade.TaxNet, trade.TaxGross, trade.TaxNone} {
		st, list := sold(t, text.RU)
		o := discounted(t, st, tax, list[0])
		s := st.form(route.Route{Order: o.ID})
		for i, want := range []string{"351,15", "950"} {
			it := s.sheet.lines.list[i]
			if got := s.sheet.cellText(kit.LGRow{Key: it.key, Data: it}, colSum); got != want {
				t.Errorf("%s: line %d comes to %s, want %s", tax, i, got, want)
			}
		}
		st.WantSeen("Без скидки", "Скидки в строках", "Скидка на заказ 10\u00a0%")
		if tax != trade.TaxNone {
			st.WantSeen("Без НДС", "НДС 22\u00a0%", "НДС 10\u00a0%")
		}
		st.Well()
	}
}

// Every sum below the lines stands on the confirmation too.
func TestTotalsAreThoseOfTheConfirmation(t *testing.T) {
	for _, lang := range text.Langs {
		st, list := sold(t, lang)
		o := discounted(t, st, trade.TaxNet, list[0])
		doc, _, err := st.Desk.LayOrder(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(printedWords(doc), "\n") + "\n"
		rows := totalRows(st.Env.T, o)
		if len(rows) != 7 {
			t.Errorf("%d rows: %+v", len(rows), rows)
		}
		for _, r := range rows {
			if sum := money.Paper(money.FormatPlain(money.New(r.sum, o.Currency), "ru")); !strings.Contains(said, sum+"\n") {
				t.Errorf("%s: %s %s is not on the paper:\n%s", lang, r.label, sum, said)
			}
		}
	}
}

func printedWords(doc *page.Document) []string {
	var all []string
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if w, ok := m.(page.Text); ok {
				all = append(all, w.S)
			}
		}
	}
	return all
}
