package paper_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
)

var catalogue = func() *text.Catalogue {
	c, err := text.Load(assets.Messages, "messages")
	if err != nil {
		panic(err)
	}
	return c
}()

func d(s string) money.Dec { return money.MustDec(s) }

// mark is a logo: a disc with a transparent ground.
func mark() []byte {
	const n = 300
	m := image.NewNRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			if dx, dy := x-n/2, y-n/2; dx*dx+dy*dy < n*n/4 {
				m.Set(x, y, color.NRGBA{0x1f, 0x4d, 0x5c, 0xff})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func ruFirm() crm.Firm {
	return crm.Firm{ID: 1, Name: "Зерно и Пар", LegalName: "ООО «Зерно и Пар»", Country: "RU", Currency: "RUB",
		Address: "000147, г. Верхнедольск, ул. Мельничная, 14, офис 3", Phone: "+7 (000) 000-01-47",
		Email: "zakaz@zernoipar.example", Site: "zernoipar.example", VATPayer: true, Logo: mark(),
		Signatory: "А.\u00a0В.\u00a0Кедров", SignPost: "Генеральный директор",
		Requisites: crm.Requisites{Country: "RU", INN: "9876543210", KPP: "987601001", OGRN: "1199876543217",
			Account: "40702810000000012345", Bank: "АО «Банк Верхнедольский»", BIK: "040000777", Corr: "30101810900000000777"}}
}

func ruOffer() trade.Offer {
	five := d("5")
	vat := d("22")
	return trade.Offer{
		Number: "КП-2026-0147", Day: "2026-11-20", ValidUntil: "2026-12-20", State: trade.Sent, Lang: "ru", Currency: money.RUB,
		Tax: trade.TaxNet, Rounding: money.PerLine, Created: 1795510800000,
		To:      trade.Addressee{Post: "Генеральному директору", Firm: "ООО «Заречье-Отель»", Person: "Лебедевой Ольге Николаевне", Address: "000212, г. Верхнедольск, Заречная наб., 8"},
		Request: "№\u00a088 от 12\u00a0ноября 2026\u00a0г.", Subject: "Замена кофемашин на втором этаже и ежемесячное обслуживание",
		Greeting: "Уважаемая Ольга Николаевна!",
		Letter:   "Вы говорили, что по утрам к кофемашине на втором этаже выстраивается очередь, а ремонт прошлой осенью затянулся. Предлагаем две машины с запасом на полную загрузку отеля и обслуживание, при котором подменная машина приедет в день поломки. Если условия подходят, подпишите предложение до 20\u00a0декабря, и с 15\u00a0января завтраки начнутся без очереди.",
		Sections: []trade.Section{
			{Title: "Оборудование и запуск", Lines: []trade.Line{
				{Article: "KM-220", Name: "Кофемашина «Каскад 220»", Description: "Автоматическая: два напитка одновременно, до 180\u00a0чашек в\u00a0день, бойлеры раздельные", Quantity: d("2"), Unit: "шт.", Price: d("248500"), Discount: five, VAT: vat},
				{Article: "MB-64", Name: "Кофемолка «Мельник 64»", Description: "Жернова 64\u00a0мм, дозатор по весу", Quantity: d("2"), Unit: "шт.", Price: d("46900"), Discount: five, VAT: vat},
				{Article: "ST-02", Name: "Стойка под две машины «Дубль»", Description: "Ширина 140\u00a0см, столешница из камня, полки для чашек и молока", Quantity: d("1"), Unit: "шт.", Price: d("38400"), Discount: five, VAT: vat},
				{Article: "RD-12", Name: "Система умягчения воды «Родник»", Description: "Картридж рассчитан на 6\u00a0месяцев", Quantity: d("2"), Unit: "компл.", Price: d("18350"), VAT: vat},
				{Name: "Монтаж и пусконаладка", Description: "Подключение к воде и сети, настройка помола под вашу смесь", Quantity: d("1"), Unit: "усл.", Price: d("32000"), VAT: vat},
				{Name: "Обучение персонала", Description: "8\u00a0человек, две смены, с памяткой на рабочем месте", Quantity: d("1"), Unit: "усл.", Price: d("24000"), Discount: d("10"), VAT: vat},
				{Article: "IN-04", Name: "Холодильник для молока «Иней 4»", Description: "Объём 4\u00a0л, ставится рядом с машиной", Quantity: d("2"), Unit: "шт.", Price: d("21700"), Discount: five, VAT: vat, Optional: true},
			}},
			{Title: "Обслуживание и поставки", Period: trade.Monthly, Lines: []trade.Line{
				{Name: "Сервисное обслуживание", Description: "Плановый визит раз в месяц, выезд по неисправности в течение 8\u00a0часов, подменная машина", Quantity: d("2"), Unit: "ед.", Price: d("9800"), VAT: vat},
				{Article: "UZ-70", Name: "Кофе в зёрнах «Утренняя смена»", Description: "Смесь 70/30, средняя обжарка, упаковка 1\u00a0кг", Quantity: d("30"), Unit: "кг", Price: d("1690"), Discount: d("7"), VAT: vat},
				{Article: "ML-32", Name: "Молоко 3,2\u00a0%", Description: "Ультрапастеризованное, упаковка 1\u00a0л, срок годности не менее 90\u00a0дней", Quantity: d("120"), Unit: "л", Price: d("92.4"), VAT: d("10")},
				{Article: "CL-01", Name: "Средства для чистки и промывки", Description: "Таблетки, порошок, щётки на месяц работы двух машин", Quantity: d("1"), Unit: "набор", Price: d("3280"), VAT: vat},
			}},
		},
		Terms: []trade.Term{
			{Title: "Срок поставки", Text: "Оборудование — 15\u00a0рабочих дней со дня предоплаты; кофе и молоко — каждый понедельник до\u00a010:00."},
			{Title: "Место поставки", Text: "г.\u00a0Верхнедольск, Заречная наб., 8; доставка и подъём на этаж включены в цену."},
			{Title: "Оплата", Text: "Разовая часть: 50\u00a0% предоплата, 50\u00a0% в течение 5\u00a0рабочих дней после подписания акта. Ежемесячная часть: до 10-го числа следующего месяца."},
			{Title: "Гарантия", Text: "24\u00a0месяца на оборудование, 6\u00a0месяцев на монтаж. На время ремонта — подменная машина."},
			{Title: "Не входит", Text: "Подвод воды и электричества к месту установки."},
		},
		Public: "not-public", Acceptance: true, Words: true,
	}
}

func ukFirm() crm.Firm {
	return crm.Firm{ID: 1, Name: "Зерно і Пара", LegalName: "ТОВ «Зерно і Пара»", Country: "UA", Currency: "UAH",
		Address: "00147, м. Надрічне, вул. Млинарська, 14, офіс 3", Phone: "+380 (00) 000-01-47",
		Email: "zapyt@zernoipara.example", Site: "zernoipara.example", VATPayer: true, Logo: mark(),
		Signatory: "М.\u00a0П.\u00a0Гайова", SignPost: "Директорка",
		Requisites: crm.Requisites{Country: "UA", EDRPOU: "98765438", IPN: "987654326543", IBAN: "UA469999990000026001234567890", Bank: "АТ «Банк Надрічний»"}}
}

func ukOffer() trade.Offer {
	vat := d("20")
	return trade.Offer{
		Number: "КП-2026-0058", Day: "2026-11-20", ValidUntil: "2026-12-20", State: trade.Sent, Lang: "uk", Currency: money.UAH,
		Tax: trade.TaxNet, Rounding: money.PerLine, Created: 1795510800000,
		To:      trade.Addressee{Post: "Директорці", Firm: "ТОВ «Готель Надрічний»", Person: "Кравець Оксані Миколаївні", Address: "00212, м. Надрічне, Заплавна наб., 8"},
		Subject: "Кавомашина для сніданкової зали та її обслуговування", Greeting: "Шановна Оксано Миколаївно!",
		Letter: "Ви казали, що вранці гості чекають на каву до десяти хвилин. Пропонуємо машину із запасом на повне завантаження готелю, а на час ремонту — підмінну того самого дня. Якщо підпишете пропозицію до 20\u00a0грудня, з 15\u00a0січня сніданки почнуться без черги.",
		Sections: []trade.Section{
			{Title: "Обладнання і запуск", Lines: []trade.Line{
				{Article: "KM-220", Name: "Кавомашина «Каскад 220»", Description: "Автоматична, до 180\u00a0чашок на день, два напої одночасно", Quantity: d("1"), Unit: "шт.", Price: d("128400"), VAT: vat},
				{Name: "Монтаж, налагодження і навчання", Description: "Один день, до 6\u00a0осіб, пам’ятка на робочому місці", Quantity: d("1"), Unit: "посл.", Price: d("14800"), VAT: vat},
				{Article: "IN-04", Name: "Холодильник для молока «Іній 4»", Description: "Об’єм 4\u00a0л", Quantity: d("1"), Unit: "шт.", Price: d("10900"), VAT: vat, Optional: true},
			}},
			{Title: "Обслуговування і постачання", Period: trade.Monthly, Lines: []trade.Line{
				{Name: "Сервісне обслуговування", Description: "Візит раз на місяць, виїзд упродовж 8\u00a0годин", Quantity: d("1"), Unit: "міс.", Price: d("4200"), VAT: vat},
				{Article: "UZ-70", Name: "Кава в зернах «Ранкова зміна»", Description: "Суміш 70/30, упаковка 1\u00a0кг", Quantity: d("12"), Unit: "кг", Price: d("612.5"), VAT: vat},
			}},
		},
		Terms: []trade.Term{
			{Title: "Постачання", Text: "Обладнання: 12\u00a0робочих днів від передоплати; кава: щопонеділка."},
			{Title: "Оплата", Text: "Разова частина: 50\u00a0% передоплата, 50\u00a0% упродовж 5\u00a0днів після акта. Щомісячна: до 10\u00a0числа наступного місяця."},
			{Title: "Гарантія", Text: "24\u00a0місяці; на час ремонту — підмінна машина."},
		},
		Acceptance: true, Words: true,
	}
}

func enFirm() crm.Firm {
	return crm.Firm{ID: 1, Name: "Bean & Steam", LegalName: "Bean & Steam Ltd", Country: "GB", Currency: "GBP",
		Address: "14 Millers Yard, Harbourgate ZZ9 1AA", Phone: "020 7946 0147", Email: "orders@beanandsteam.example", Site: "beanandsteam.example",
		VATPayer: true, Logo: mark(), Signatory: "Alice Cedar", SignPost: "Director",
		Requisites: crm.Requisites{Country: "GB", RegNo: "98765432", VATID: "GB\u00a0999\u00a01234\u00a072", IBAN: "GB72ZZZZ00000012345678", Account: "12345678", BIK: "00-00-00", Bank: "Harbour Mill Bank"}}
}

func enOffer() trade.Offer {
	vat := d("20")
	return trade.Offer{
		Number: "Q-2026-0033", Day: "2026-11-20", ValidUntil: "2026-12-20", State: trade.Sent, Lang: "en", Currency: money.GBP,
		Tax: trade.TaxNet, Rounding: money.PerRate, Created: 1795510800000,
		To:      trade.Addressee{Person: "Ms Olivia Swann", Post: "Managing Director", Firm: "Riverside Rooms Ltd", Address: "8 Quayside, Harbourgate ZZ9 2BB"},
		Subject: "Coffee machine for the breakfast room, with service and beans", Greeting: "Dear Ms Swann,",
		Letter: "You told us that guests wait up to ten minutes for coffee in the morning. We propose a machine with capacity to spare at full occupancy, and a service plan that brings a loan machine the same day. If you sign by 20 December, breakfast will start without a queue from 15 January.",
		Sections: []trade.Section{
			{Title: "Equipment and set-up", Lines: []trade.Line{
				{Article: "KM-220", Name: "Cascade 220 bean-to-cup machine", Description: "Up to 180 cups a day, two drinks at once", Quantity: d("1"), Unit: "pc", Price: d("4890"), VAT: vat},
				{Name: "Installation, set-up and staff training", Description: "One day on site, up to six people", Quantity: d("1"), Unit: "job", Price: d("540"), VAT: vat},
				{Article: "IN-04", Name: "Frost 4 milk cooler", Description: "Four litres, stands beside the machine", Quantity: d("1"), Unit: "pc", Price: d("395"), VAT: vat, Optional: true},
			}},
			{Title: "Service and supplies", Period: trade.Monthly, Lines: []trade.Line{
				{Name: "Service plan", Description: "Monthly visit, engineer on site within 8 hours, loan machine", Quantity: d("1"), Unit: "month", Price: d("145"), VAT: vat},
				{Article: "UZ-70", Name: "Early Shift coffee beans", Description: "70/30 blend, 1 kg bags; zero-rated", Quantity: d("12"), Unit: "kg", Price: d("18.4")},
			}},
		},
		Terms: []trade.Term{
			{Title: "Delivery", Text: "Equipment within 15 working days of the deposit; beans every Monday before 10 am."},
			{Title: "Payment", Text: "One-off: 50% deposit, 50% within 14 days of installation. Monthly: 30 days from invoice."},
			{Title: "Warranty", Text: "24 months on equipment; a loan machine during repairs."},
		},
		Acceptance: true,
	}
}

func facts(f crm.Firm) paper.OfferFacts { return paper.OfferFacts{Firm: f} }

func layOffer(t testing.TB, o trade.Offer, f paper.OfferFacts) (*page.Document, []paper.Remark) {
	t.Helper()
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	doc, remarks, err := paper.Offer(o, sums, f, catalogue.In(text.Lang(o.Lang)))
	if err != nil {
		t.Fatal(err)
	}
	return doc, remarks
}

func pdfOf(t testing.TB, doc *page.Document) []byte {
	t.Helper()
	file, err := paper.PDF(doc)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// richOffer is an offer with all that lines and totals may have: text, notes, alternatives, a discount on the whole, a rate
// of exchange, a second version.
func richOffer(o trade.Offer) trade.Offer {
	o.Version, o.QR, o.Prepay, o.Discount.Percent = 2, true, d("50"), d("3")
	words := map[string][6]string{
		"ru": {"Все машины прошли приёмку на складе и готовы к отгрузке.", "Ниже — то, что нужно один раз.", "Цвет корпуса — на выбор.", "Кофемашина «Каскад 160»", "До 120 чашек в день", "Цены пересчитаем, если срок подписания сдвинется больше чем на месяц."},
		"uk": {"Усі машини пройшли приймання на складі й готові до відвантаження.", "Нижче — те, що потрібно один раз.", "Колір корпусу — на вибір.", "Кавомашина «Каскад 160»", "До 120 чашок на день", "Ціни перерахуємо, якщо строк підписання зсунеться більше ніж на місяць."},
		"en": {"All machines have passed acceptance and are ready to ship.", "What follows is needed once.", "Any body colour.", "Cascade 160 bean-to-cup machine", "Up to 120 cups a day", "Prices will be reviewed if signing slips by more than a month."},
	}[o.Lang]
	lines := o.Sections[0].Lines
	smaller := trade.Line{Article: "KM-160", Name: words[3], Description: words[4], Quantity: lines[0].Quantity, Unit: lines[0].Unit, VAT: lines[0].VAT,
		Price: lines[0].Price.Sub(d("1000")), Alternative: true}
	first := lines[0]
	first.Note = words[2]
	o.Sections[0].Lines = append([]trade.Line{{Text: true, Name: words[0], Description: words[1]}, first, smaller}, lines[1:]...)
	o.Note = words[5]
	return o
}
