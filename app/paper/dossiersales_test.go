package paper_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// said is all a dossier says, spaces plain.
func said(t testing.TB, d paper.DossierFacts, lang text.Lang) string {
	t.Helper()
	doc, _ := layDossier(t, d, lang)
	checkFrame(t, doc)
	return strings.ReplaceAll(flowing(doc), "\u00a0", " ")
}

func mustSay(t *testing.T, all string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(all, want) {
			t.Errorf("the dossier does not say %q", want)
		}
	}
}

func mustNotSay(t *testing.T, all string, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(all, secret) {
			t.Errorf("the dossier says %q", secret)
		}
	}
}

func TestDossierTellsDeals(t *testing.T) {
	all := said(t, ruDossier(), text.RU)
	// 839 408,80 × 60 % + 97 634,62 × 70 % = 503 645,28 + 68 344,234
	mustSay(t, all, "открыто 2, на сумму 937 043,42 ₽, с учётом вероятности 571 989,51 ₽", "Замена кофемашин, второй этаж", "Согласуем условия", "60 %", "70 %",
		"20.12.2026", "показать проект директору, 27.11.2026", "соперник: «Бариста- Опт»", "Продано", "Потеряно", "Дорого", "ниже на 14 %", "28.11.2025")
	order := []string{"Замена кофемашин, второй этаж", "Обслуживание второго этажа", "Кофе и молоко, 2026 г. КП-2026-0012 Продано", "Чай и сиропы КП-2025-0203 Потеряно"}
	at := -1
	for _, title := range order {
		i := strings.Index(all, title)
		if i < 0 || i < at {
			t.Errorf("%q stands at %d, after %d", title, i, at)
		}
		at = i
	}
}

func TestDossierTellsOrdersAndPromises(t *testing.T) {
	all := said(t, ruDossier(), text.RU)
	mustSay(t, all, "всего 22 на ", "раньше срока 1, в срок 18, позже 1, просрочено 1 — сдержано 90 %", "позже на 3 дня", "раньше на 3 дня", "просрочен на 3 дня", "отменён", "в работе",
		"97 634,62 ₽ в месяц", "Кофе в зёрнах «Утренняя смена»", "обещанных сроков сдержано: 19 из 21", "22 заказа на", "6 дней с последнего контакта, следующий 27.11.2026",
		"2 открытые сделки на 937 тыс. ₽, с учётом вероятности 572 тыс. ₽")
}

// TestOrdersAddUp holds that the sum in the heading is that of the orders which were not called off.
func TestOrdersAddUp(t *testing.T) {
	d := ruDossier()
	var sum int64
	for _, o := range d.Orders {
		if o.State != trade.Cancelled {
			sum += o.Total()
		}
	}
	mustSay(t, said(t, d, text.RU), "всего 22 на "+strings.ReplaceAll(money.FormatPaper(money.New(sum, money.RUB), "ru"), "\u00a0", " "))
	d.Orders[0].Currency = money.EUR
	mustSay(t, said(t, d, text.RU), " ₽ + 180 000,00 €")
	d.Orders[1].Once.Gross, d.Orders[2].Once.Gross = math.MaxInt64, math.MaxInt64
	mustSay(t, said(t, d, text.RU), "всего 22 на 180 000,00 €") // what is too great for a number is left out
}

func TestDossierWithoutMoneyHasNoSums(t *testing.T) {
	d := ruDossier()
	d.NoMoney = true
	d.Interactions, d.Moves = nil, nil // they speak of money in their own words
	all := said(t, d, text.RU)
	mustNotSay(t, all, "₽", "937", "571 989", "КП-2026-0147", "Выручка", "заказано за")
	mustSay(t, all, "Замена кофемашин, второй этаж", "Согласуем условия", "показать проект директору", "Дорого", "позже на 3 дня", "сдержано 90 %", "всего 22", "22 заказа", "открыто 2")
}

func TestSalesWithoutDataAreLeftOut(t *testing.T) {
	d := ruDossier()
	d.Deals, d.Orders = nil, nil
	mustNotSay(t, said(t, d, text.RU), "Сделки", "Заказы", "Выручка", "обещанных сроков", "с последнего контакта")
	d.Orders = ruOrders()[:2]
	d.Orders[1].Day = d.Orders[0].Day // one quarter only
	all := said(t, d, text.RU)
	mustNotSay(t, all, "Выручка", "сдержано")
	mustSay(t, all, "всего 2 на", "в срок 2")
}

func TestFewPromisesGiveNoShare(t *testing.T) {
	d := ruDossier()
	d.Orders = ruOrders()[:3]
	mustSay(t, said(t, d, text.RU), "сдержано 100 %")
	d.Orders[2].Promised = ""
	all := said(t, d, text.RU)
	mustNotSay(t, all, "сдержано")
	mustSay(t, all, "в срок 2", "выполнен")
}

func TestRevenueByQuarter(t *testing.T) {
	d := ruDossier()
	sums := map[string]int64{}
	for _, o := range d.Orders {
		if o.State != trade.Cancelled {
			month := o.Day[5:7]
			sums[fmt.Sprint(o.Day[:4], (int(month[0]-'0')*10+int(month[1]-'0')-1)/3+1)] += o.Total()
		}
	}
	all := said(t, d, text.RU)
	mustSay(t, all, "Выручка по кварталам, тыс. ₽", "тёмные — последние 4 полных квартала; штриховка — неполный квартал", "2024", "2025", "2026", "заказано за 4 полных квартала, ")
	if len(sums) != 12 {
		t.Fatalf("%d quarters", len(sums))
	}
	year := int64(0)
	for q, sum := range sums {
		mustSay(t, all, money.FormatDec(money.RoundHalfUp(money.New(sum, money.RUB).Decimal().Mul(money.MustDec("0.001")), 0), "ru"))
		if q > "20253" && q < "20264" {
			year += sum
		}
	}
	mustSay(t, all, strings.ReplaceAll(money.FormatShort(money.New(year, money.RUB), "ru"), "\u00a0", " ")+" заказано")
}

// TestOldRevenue holds that a client who has ordered nothing for years still shows when he did.
func TestOldRevenue(t *testing.T) {
	d := ruDossier()
	d.Orders = nil
	for i := range 5 {
		d.Orders = append(d.Orders, trade.Order{ID: trade.OrderID(i), Number: "1", Day: crm.Day("1996-08-01").Plus(i * 100), Currency: money.USD, State: trade.Fulfilled, Once: gross(250_000)})
	}
	all := said(t, d, text.EN)
	mustSay(t, all, "Revenue by quarter, $", "1996", "1997", "2,500", "Q3")
	mustNotSay(t, all, "dark:", "hatched:", "ordered in 4")
}

func TestRevenueOfAPeriod(t *testing.T) {
	d := ruDossier()
	d.From, d.To = "2025-02-01", "2026-06-30"
	all := said(t, d, text.RU)
	mustSay(t, all, "штриховка — неполный квартал", "Чай и сиропы")
	mustNotSay(t, all, "заказано за 4", "ЗК-2024-", "ЗК-2026-0052")
}

// salesTexts are the headings of the new parts, by language.
var salesTexts = map[text.Lang][]string{
	text.RU: {"Сделки", "Заказы", "Выручка по кварталам"}, text.UK: {"Угоди", "Замовлення", "Виручка за кварталами"}, text.EN: {"Deals", "Orders", "Revenue by quarter"},
}

func TestSalesInEveryLanguage(t *testing.T) {
	for _, lang := range text.Langs {
		for _, letter := range []bool{false, true} {
			d := ruDossier()
			d.Pipelines, d.Letter, d.Thrifty = []trade.Pipeline{aPipeline(lang)}, letter, letter
			mustSay(t, said(t, d, lang), salesTexts[lang]...)
		}
		if missing := catalogue.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("%s: messages missing: %v", lang, missing)
		}
	}
}

// TestSalesInAnyOrder holds that the order in which facts come does not show.
func TestSalesInAnyOrder(t *testing.T) {
	lay := func(mix bool) []byte {
		d := ruDossier()
		d.Orders[3].Day, d.Deals[2].Expected = d.Orders[2].Day, d.Deals[1].Expected
		d.Orders[4].Currency, d.Orders[5].Currency = money.EUR, money.USD
		if mix {
			r := rand.New(rand.NewPCG(1, 2))
			r.Shuffle(len(d.Orders), reflect.Swapper(d.Orders))
			slices.Reverse(d.Deals)
		}
		doc, _ := layDossier(t, d, text.RU)
		return pdfOf(t, doc)
	}
	want := lay(false)
	for range 8 { // sums by currency are gathered in maps, whose order changes
		if !bytes.Equal(want, lay(true)) {
			t.Fatal("the bytes differ")
		}
	}
}

func TestNastySales(t *testing.T) {
	for i, s := range nasty {
		d := ruDossier()
		fill(reflect.ValueOf(&d.Deals).Elem(), s)
		fill(reflect.ValueOf(&d.Orders).Elem(), s)
		fill(reflect.ValueOf(&d.Pipelines).Elem(), s)
		doc, _ := layDossier(t, d, text.UK)
		checkFrame(t, doc)
		pdfOf(t, doc)
		d = ruDossier()
		for j := range d.Orders { // texts alone, so that all parts stay
			d.Orders[j].Number, d.Orders[j].Lines[0].Name = s, s
		}
		for j := range d.Deals {
			d.Deals[j].Title, d.Deals[j].NextStep, d.Deals[j].LostNote, d.Deals[j].Rival, d.Deals[j].LostReason = s, s, s, s, s
		}
		doc, _ = layDossier(t, d, text.RU)
		checkFrame(t, doc)
		if len(pdfOf(t, doc)) == 0 {
			t.Error(i, "no paper")
		}
	}
}

// TestLateIsAShapeToo holds that what is late is not told by colour alone.
func TestLateIsAShapeToo(t *testing.T) {
	d := ruDossier()
	d.Moves = nil // whose falls are triangles as well
	count := func() (n int) {
		doc, _ := layDossier(t, d, text.RU)
		for _, leaf := range doc.Pages {
			for _, m := range leaf.Marks {
				if _, ok := m.(page.Poly); ok {
					n++
				}
			}
		}
		return n
	}
	if n := count(); n != 2 {
		t.Errorf("%d triangles for one late and one overdue order", n)
	}
	d.Orders = slices.DeleteFunc(d.Orders, func(o trade.Order) bool { return o.Late("2026-11-21") > 0 })
	if n := count(); n != 0 {
		t.Errorf("%d triangles and nothing late", n)
	}
}

func TestHugeAmounts(t *testing.T) {
	d := ruDossier()
	for i := range d.Deals {
		d.Deals[i].Amount = trade.MostAmount
	}
	for i := range d.Orders {
		d.Orders[i].Once = gross(trade.MostAmount)
	}
	mustSay(t, said(t, d, text.RU), "10 000 000 000 000,00 ₽", "млн ₽")
}
