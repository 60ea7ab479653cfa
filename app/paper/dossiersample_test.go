package paper_test

import (
	"fmt"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

var now = time.Date(2026, 11, 21, 10, 15, 0, 0, time.UTC)

func on(day string) crm.Moment {
	t, ok := crm.Day(day).Time()
	if !ok {
		panic(day)
	}
	return crm.At(t.Add(9 * time.Hour))
}

func ruDossier() paper.DossierFacts {
	client := crm.Client{ID: 7, Kind: crm.Company, Name: "ООО «Заречье-Отель»", LegalName: "Общество с ограниченной ответственностью «Заречье-Отель»",
		Industry: "Гостиница, 64\u00a0номера", City: "г. Верхнедольск", Source: "выставка", Type: crm.Business, Rung: crm.Loyal, Highest: crm.Supporter,
		RungSince: on("2026-03-12"), Owner: 2, Tags: []string{"завтраки", "второй корпус"}, Created: on("2021-03-15"),
		Phones: []crm.Phone{{Label: "ресепшн", Raw: "+7 (000) 000-02-12"}}, Emails: []crm.Email{{Address: "hotel@zarechye.example"}}, Sites: []string{"zarechye.example"},
		Addresses:  []crm.Address{{Zip: "000212", City: "г. Верхнедольск", Street: "Заречная наб., 8"}},
		Requisites: []crm.Requisites{{Country: "RU", INN: "9812345679", KPP: "981201001", Account: "40702810000000054321", Bank: "АО «Банк Верхнедольский»", BIK: "040000777"}},
		Fields:     []crm.FieldValue{{Field: 1, Value: "64"}, {Field: 2, Value: "2027-06-01"}},
		Suppliers:  "«Бариста-Опт»: кофе для бара, 9\u00a0% закупок, цена ниже на 6\u00a0%, доставка на следующий день; сервиса нет.\n«Чайный двор»: чай и сиропы, два срыва поставки в 2026\u00a0г.",
		Manners:    "Решают письменно и быстро. Ценят, когда цифры умещаются на одной странице. Счета — только до 25-го числа.",
		Notes:      "Второй корпус открывают в 2027\u00a0г.: ещё 40\u00a0номеров и кафе на первом этаже."}
	people := []crm.Contact{
		{ID: 1, Name: "Громов Павел Андреевич", Post: "управляющий гостиницей", Roles: []crm.Role{"initiator", "influencer"}, Notes: "решает быстро, звонить до 11:00; пьёт фильтр без сахара", Phones: []crm.Phone{{Raw: "+7 (000) 000-02-14"}}},
		{ID: 2, Name: "Лебедева Ольга Николаевна", Post: "генеральный директор", Roles: []crm.Role{"decider"}, Birthday: "1974-12-04", Notes: "любит цифры на одной странице", Phones: []crm.Phone{{Raw: "+7 (000) 000-02-13"}}, Emails: []crm.Email{{Address: "lebedeva@zarechye.example"}}},
		{ID: 3, Name: "Фадеева Нина Сергеевна", Post: "заведующая рестораном", Roles: []crm.Role{"user", "influencer"}, Notes: "отвечает за завтраки; дочь учится на бариста"},
		{ID: 4, Name: "Станкевич Игорь Львович", Post: "главный бухгалтер", Roles: []crm.Role{"buyer"}, Notes: "счета только до 25-го числа", Emails: []crm.Email{{Address: "buh@zarechye.example"}}},
		{ID: 5, Name: "Вольская Тамара Юрьевна", Post: "помощник директора", Roles: []crm.Role{"gatekeeper"}},
		{ID: 6, Name: "Ветров Кирилл", Post: "шеф-повар", Left: true},
	}
	moves := []crm.Move{
		{To: crm.Suspect, When: on("2021-03-15"), Note: "Заявка на выставке", By: 1},
		{From: crm.Suspect, To: crm.Prospect, When: on("2021-06-10"), Reason: "inquiry", Note: "Встреча с управляющим, отправлено КП", By: 2},
		{From: crm.Prospect, To: crm.FirstTimeBuyer, When: on("2021-09-13"), Reason: "order", Evidence: "Первый оплаченный заказ, 38\u00a0тыс.\u00a0₽", By: 2},
		{From: crm.FirstTimeBuyer, To: crm.RepeatBuyer, When: on("2022-02-07"), Reason: "repeat-order", By: 2},
		{From: crm.RepeatBuyer, To: crm.Loyal, When: on("2023-05-05"), Reason: "trust", Evidence: "11\u00a0заказов, эмоциональная вовлечённость 6 из 10", By: 2},
		{From: crm.Loyal, To: crm.Supporter, When: on("2024-04-18"), Reason: "exclusive", Note: "Покупает кофе только у нас; рекомендовал двум кафе", By: 1},
		{From: crm.Supporter, To: crm.RepeatBuyer, When: on("2025-09-09"), Reason: "broken-promise", Note: "Ремонт 9 дней вместо двух; ушёл шеф-повар; половину кофе отдали «Бариста-Опту»", By: 1},
		{From: crm.RepeatBuyer, To: crm.Loyal, When: on("2026-03-12"), Reason: "came-back", Note: "Вернули объём после подменной машины и разбора с директором", By: 2},
	}
	return paper.DossierFacts{
		Firm: ruFirm(), Client: client, Lens: crm.ShippedLenses()[0], People: people,
		Reps: map[crm.RepID]string{1: "Соколова Анна", 2: "Ильин Роман", 3: "Беляев Денис"},
		Assessments: []crm.TypeAssessment{
			{ID: 1, Day: "2022-03-01", Answers: [7]int8{1, 1, 2, 1, 1, 2, 1}, By: 1},
			{ID: 3, Day: "2026-10-14", Answers: [7]int8{3, 2, 2, 2, 2, 2, 2}, Gate: crm.Gate{Large: true}, By: 1, Grounds: "Договор до 31.12.2027; уступили по сроку в мае 2026\u00a0г.; показывают загрузку, но не бюджет; наша подменная машина стоит в их помещении."},
			{ID: 2, Day: "2024-02-20", Answers: [7]int8{2, 2, 1, 1, 2, 2, 2}, By: 2},
		},
		Moves: moves,
		Interactions: []crm.Interaction{
			{Contacts: []crm.ContactID{1}, Rep: 2, Way: "call", Direction: crm.TwoWay, When: on("2026-11-15"), Said: "Очередь утром до 10\u00a0минут; просит две машины", NextStep: "КП до 20.11", NextDay: "2026-11-20"},
			{Contacts: []crm.ContactID{3}, Rep: 2, Way: "visit", Direction: crm.TwoWay, When: on("2026-11-12"), Said: "Замер стойки, нужен второй дозатор воды", Outcome: "согласована ширина 140\u00a0см", NextStep: "схема подключения", NextDay: "2026-11-27"},
			{Contacts: []crm.ContactID{3}, Rep: 3, Way: "delivery", Direction: crm.TwoWay, When: on("2026-11-04"), Said: "Плановая чистка, замена прокладок", NextStep: "картридж в январе"},
			{Contacts: []crm.ContactID{2}, Rep: 1, Way: "meeting", Direction: crm.TwoWay, When: on("2026-10-02"), Said: "Бюджет 2027\u00a0г.: до 1\u00a0млн\u00a0₽ на оборудование", NextStep: "повторить в декабре"},
			{Contacts: []crm.ContactID{3}, Rep: 2, Way: "complaint", Direction: crm.In, When: on("2026-09-18"), Said: "Зерно пришло на день позже", Outcome: "возмещено, ей сообщили 19.09"},
			{Contacts: []crm.ContactID{1}, Rep: 1, Way: "letter", Direction: crm.TwoWay, When: on("2026-09-11"), Said: "Анкета удовлетворённости"},
		},
		Offers: []trade.OfferRow{
			{ID: 203, Number: "КП-2025-0203", Subject: "Чай и сиропы", Day: "2025-11-03", State: trade.Declined, Currency: money.RUB, Total: 18640000},
			{ID: 147, Number: "КП-2026-0147", Subject: "Замена кофемашин на втором этаже и ежемесячное обслуживание", Day: "2026-11-20", ValidUntil: "2026-12-20", State: trade.Sent, Currency: money.RUB, Total: 83940880, Monthly: 9763462},
			{ID: 12, Number: "КП-2026-0012", Subject: "Кофе и молоко, 2026 г.", Day: "2026-01-20", State: trade.Accepted, Currency: money.RUB, Total: 124000000},
		},
		Deals: ruDeals(), Pipelines: []trade.Pipeline{aPipeline(text.RU)}, Orders: ruOrders(),
		Fields: []crm.Field{{ID: 1, Name: "Номеров", Kind: crm.FieldNumber}, {ID: 2, Name: "Открытие второго корпуса", Kind: crm.FieldDay}},
		At:     now, By: "Ильин Р.",
	}
}

func layDossier(t testing.TB, d paper.DossierFacts, lang text.Lang) (*page.Document, []paper.Remark) {
	t.Helper()
	return paper.Dossier(d, catalogue.In(lang))
}

func aPipeline(lang text.Lang) trade.Pipeline {
	p := trade.ShippedPipeline(func(key string) string { return catalogue.In(lang).T(key) })
	p.ID = 1
	return p
}

func ruDeals() []trade.Deal {
	return []trade.Deal{
		{ID: 1, Client: 7, Title: "Чай и сиропы", Pipeline: 1, Stage: 7, Outcome: trade.Lost, Amount: 18640000, Currency: money.RUB, ClosedOn: "2025-11-28",
			LostReason: "price", LostNote: "ниже на 14\u00a0%", Rival: "«Чайный двор»", Offers: []trade.OfferID{203}},
		{ID: 2, Client: 7, Title: "Обслуживание второго этажа", Pipeline: 1, Stage: 4, Amount: 9763462, Currency: money.RUB, Expected: "2027-01-15",
			NextStep: "согласовать договор", NextDay: "2026-12-04"},
		{ID: 3, Client: 7, Title: "Замена кофемашин, второй этаж", Pipeline: 1, Stage: 4, Own: true, Probability: d("60"), Amount: 83940880, Currency: money.RUB,
			Expected: "2026-12-20", Rival: "«Бариста-Опт»", NextStep: "показать проект директору", NextDay: "2026-11-27", Offers: []trade.OfferID{147}},
		{ID: 4, Client: 7, Title: "Кофе и молоко, 2026\u00a0г.", Pipeline: 1, Stage: 6, Outcome: trade.Won, Amount: 124000000, Currency: money.RUB, ClosedOn: "2026-03-12",
			Offers: []trade.OfferID{12}},
	}
}

// ruOrders are two orders a quarter for nearly three years, of each ten one late, one early and one not due.
func ruOrders() []trade.Order {
	var all []trade.Order
	for i := range 23 {
		day := crm.Day("2024-02-05").Plus(i * 45)
		o := trade.Order{ID: trade.OrderID(i + 1), Number: fmt.Sprintf("ЗК-%s-%04d", day[:4], i+31), Client: 7, Day: day, Promised: day.Plus(14), Kept: day.Plus(14),
			State: trade.Fulfilled, Currency: money.RUB, Once: gross(int64(18_000_000 + i*i%7*2_150_055)), Lines: []trade.OrderLine{{Name: "Кофе в зёрнах «Утренняя смена»"}, {Name: "Молоко 3,2\u00a0%"}}}
		switch i {
		case 13:
			o.Kept = day.Plus(17)
		case 17:
			o.Kept = day.Plus(11)
		case 19:
			o.State, o.Kept = trade.Cancelled, ""
		case 20:
			o.Monthly = gross(9763462)
		case 21:
			o.State, o.Kept, o.Promised = trade.Placed, "", "2026-11-18"
		case 22:
			o.State, o.Kept, o.Promised = trade.Placed, "", "2026-12-15"
		}
		all = append(all, o)
	}
	return all
}

func gross(minor int64) trade.Sum { return trade.Sum{Net: minor, Gross: minor} }
