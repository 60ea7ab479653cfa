package paper_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
)

func TestDossierThroughEveryLens(t *testing.T) {
	words := map[text.Lang][2]string{text.RU: {"Страница", "из"}, text.UK: {"Сторінка", "з"}, text.EN: {"Page", "of"}}
	for _, lang := range text.Langs {
		for _, lens := range crm.ShippedLenses() {
			for _, rung := range append([]crm.Rung{crm.NoRung}, crm.AllRungs...) {
				d := ruDossier()
				d.Lens, d.Client.Rung = lens, rung
				doc, remarks := layDossier(t, d, lang)
				if len(remarks) > 0 {
					t.Errorf("remarks: %v", remarks)
				}
				checkFrame(t, doc)
				checkCount(t, doc, words[lang][0], words[lang][1])
			}
		}
		if missing := catalogue.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("%s: messages missing: %v", lang, missing)
		}
	}
}

func TestDossierSaysItAll(t *testing.T) {
	doc, _ := layDossier(t, ruDossier(), text.RU)
	all := strings.ReplaceAll(flowing(doc), "\u00a0", " ")
	for _, want := range []string{
		"ООО «Заречье-Отель»", "Конфиденциально", "ведёт Ильин Роман", "сейчас: клиент, с 12.03.2026", "высшая: сторонник", "Деловые отношения",
		"Средний балл 2,14 из 3 (14.10.2026).", "рыночный обмен (1,29, 01.03.2022)", "Итог: 15 из 21", "ответы на 7 из 7", "Договор до 31.12.2027",
		"Решающий", "любит цифры на одной странице", "день рождения 4 декабря", "больше не работает", "Нарушенное обещание", "высшая ступень",
		"Очередь утром до 10 минут;", "всего 6", "открыто 1, на сумму 839 408,80 ₽", "9812345679", "Открытие второго корпуса", "01.06.2027",
		"Содержит персональные данные", "«Бариста-Опт»: кофе для бара",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the dossier does not say %q", want)
		}
	}
	for n, leaf := range doc.Pages {
		if !strings.Contains(textOf(leaf), "Конфиденциально") {
			t.Errorf("page %d does not say it is confidential", n+1)
		}
	}
}

func TestDossierHidesWhatItIsAskedTo(t *testing.T) {
	d := ruDossier()
	d.NoNotes, d.NoMoney, d.Latest = true, true, 2
	d.From, d.To = "2026-10-01", "2026-11-12"
	doc, _ := layDossier(t, d, text.RU)
	checkFrame(t, doc)
	all := strings.ReplaceAll(flowing(doc), "\u00a0", " ")
	for _, secret := range []string{"любит цифры на", "день рождения", "дочь учится", "₽ ", "КП-2026-0147", "Второй корпус открывают", "Анкета", "Очередь утром"} {
		if secret == "₽ " {
			all = strings.ReplaceAll(all, "1 млн ₽", "")
		}
		if strings.Contains(all, secret) {
			t.Errorf("the dossier says %q", secret)
		}
	}
	for _, want := range []string{"Скрыто при печати: личные заметки, деньги.", "с 01.10.2026 по 12.11.2026", "2 из 3", "Замер стойки"} {
		if !strings.Contains(all, want) {
			t.Errorf("the dossier does not say %q", want)
		}
	}
}

func TestBareDossier(t *testing.T) {
	for _, lang := range text.Langs {
		doc, remarks := paper.Dossier(paper.DossierFacts{At: now}, catalogue.In(lang))
		checkFrame(t, doc)
		if len(doc.Pages) != 1 || len(remarks) > 0 {
			t.Errorf("%s: %d pages, remarks %v", lang, len(doc.Pages), remarks)
		}
		pdfOf(t, doc)
	}
}

func TestPartlyAssessed(t *testing.T) {
	d := ruDossier()
	d.Assessments = []crm.TypeAssessment{{Day: "2026-10-14", Answers: [7]int8{3, 2, 2, 1}}}
	d.Client.Type = ""
	doc, _ := layDossier(t, d, text.RU)
	all := flowing(doc)
	for _, want := range []string{"Тип не оценён", "Ответы на 4 из 7", "ответы на 4 из 7 вопросов"} {
		if !strings.Contains(all, want) {
			t.Errorf("does not say %q", want)
		}
	}
}

func TestOverruledAndGateShut(t *testing.T) {
	d := ruDossier()
	d.Assessments = []crm.TypeAssessment{{Day: "2026-10-14", Answers: [7]int8{3, 3, 3, 3, 3, 3, 3}, Chosen: crm.MarketExchange, Reason: "так решил"}}
	doc, _ := layDossier(t, d, text.RU)
	all := flowing(doc)
	for _, want := range []string{"ворота закрыты", "Решение владельца вопреки ответам: рыночный обмен. так решил"} {
		if !strings.Contains(all, want) {
			t.Errorf("does not say %q", want)
		}
	}
}

func TestNoteLongerThanAPage(t *testing.T) {
	d := ruDossier()
	d.Client.Notes = strings.Repeat("Заметка, которая не кончается на одной странице.\n\n", 200)
	d.People[0].Notes = strings.Repeat("Личная заметка о человеке, тоже длинная. ", 300)
	d.Interactions[2].Said = strings.Repeat("Разговор длиной в страницу и больше. ", 500)
	d.Client.Fields[0].Value = strings.Repeat("Значение поля. ", 500)
	doc, _ := layDossier(t, d, text.RU)
	checkFrame(t, doc)
	all := flowing(doc)
	for s, n := range map[string]int{"кончается": 200, "тоже": 300, "длиной": 500, "Значение": 500} {
		if got := strings.Count(all, s); got != n {
			t.Errorf("%q is said %d times, want %d", s, got, n)
		}
	}
	pdfOf(t, doc)
}

func TestNastyDossier(t *testing.T) {
	for i, s := range nasty {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			d := ruDossier()
			codes := d.Lens
			fill(reflect.ValueOf(&d.Client).Elem(), s)
			fill(reflect.ValueOf(&d.People).Elem(), s)
			fill(reflect.ValueOf(&d.Moves).Elem(), s)
			fill(reflect.ValueOf(&d.Interactions).Elem(), s)
			fill(reflect.ValueOf(&d.Offers).Elem(), s)
			fill(reflect.ValueOf(&d.Fields).Elem(), s)
			fill(reflect.ValueOf(&d.Assessments).Elem(), s)
			fill(reflect.ValueOf(&d.Firm).Elem(), s)
			d.Reps, d.By, d.Lens = map[crm.RepID]string{1: s, 2: s}, s, codes
			doc, _ := layDossier(t, d, text.UK)
			checkFrame(t, doc)
			pdfOf(t, doc)
		})
	}
}

// longDossier has n interactions, and moves and people to match.
func longDossier(n int) paper.DossierFacts {
	d := ruDossier()
	d.Interactions = nil
	for i := range n {
		d.Interactions = append(d.Interactions, crm.Interaction{ID: crm.InteractionID(i + 1), Contacts: []crm.ContactID{crm.ContactID(i%5 + 1)}, Rep: crm.RepID(i%3 + 1),
			Way: crm.Ways[i%len(crm.Ways)], Direction: crm.TwoWay, When: crm.At(now.Add(-time.Duration(i) * 11 * time.Hour)),
			Said: fmt.Sprintf("Разговор №%d о поставках и сроках, договорились продолжить", i), NextStep: "позвонить через неделю", NextDay: "2026-11-27"})
	}
	return d
}

func TestThreeThousandRows(t *testing.T) {
	d := longDossier(3000)
	doc, _ := layDossier(t, d, text.RU)
	checkFrame(t, doc)
	checkCount(t, doc, "Страница", "из")
	all := flowing(doc)
	for i := range 3000 {
		if !strings.Contains(all, fmt.Sprintf("№%d ", i)) {
			t.Fatalf("interaction %d is missing", i)
		}
	}
	for n, leaf := range doc.Pages {
		said := textOf(leaf)
		if strings.Contains(said, "Разговор №") && !strings.Contains(said, "Направление") {
			t.Errorf("page %d has rows without a head", n+1)
		}
	}
}

func TestManyMoves(t *testing.T) {
	d := ruDossier()
	d.Moves = nil
	from := crm.NoRung
	for i := range 120 {
		to := crm.AllRungs[(i*5+2)%len(crm.AllRungs)]
		d.Moves = append(d.Moves, crm.Move{From: from, To: to, When: crm.At(now.AddDate(0, 0, i-120)), Reason: "price", Note: "причина"})
		from = to
	}
	for _, lens := range crm.ShippedLenses() {
		d.Lens = lens
		doc, _ := layDossier(t, d, text.RU)
		checkFrame(t, doc)
	}
	for _, span := range []int{1, 40, 400, 30000} {
		d.Moves = []crm.Move{{To: crm.Suspect, When: crm.At(now.AddDate(0, 0, -span))}, {From: crm.Suspect, To: crm.Prospect, When: crm.At(now.AddDate(0, 0, span))}}
		doc, _ := layDossier(t, d, text.EN)
		checkFrame(t, doc)
	}
}

func TestSameDossierSameBytes(t *testing.T) {
	lay := func() []byte { doc, _ := layDossier(t, ruDossier(), text.RU); return pdfOf(t, doc) }
	if !bytes.Equal(lay(), lay()) {
		t.Error("the bytes differ")
	}
}

func TestThriftyIsBlack(t *testing.T) {
	d := ruDossier()
	d.Thrifty = true
	doc, _ := layDossier(t, d, text.RU)
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			c := page.Color(0)
			switch m := m.(type) {
			case page.Text:
				c = m.Color
			case page.Line:
				c = m.Color
			case page.Rect:
				c = m.Fill
			}
			if c != 0 && c != 0xffffff {
				t.Fatalf("colour %06x in %+v", c, m)
			}
		}
	}
}
