package data

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"rapport/app/crm"
)

// tongue is what the inhabitants and firms of a filled base are made of in one language. Names are put together from
// parts; none is meant to be a real firm or person.
type tongue struct {
	country         string
	forms           []string // legal forms, around %s
	heads, tails    []string // of names of firms
	trades          []string
	men, women      []string
	fathers         [2][]string // patronymics of men and women; empty when the language has none
	families        [2][]string // of men and women
	cities          []string
	areas           []string // beginnings of telephone numbers after +, without the last seven digits
	tags            []string
	steps, said     []string
	goods, subjects []string
}

var tongues = []tongue{
	{
		country: "RU",
		forms:   []string{"ООО «%s»", "ООО «%s»", "ООО «%s»", "АО «%s»", "ЗАО «%s»", "ТД «%s»", "%s"},
		heads: []string{"Ладо", "Мирт", "Зарни", "Брам", "Юнто", "Велма", "Сорт", "Кедр", "Янто", "Полис", "Ветро", "Гранит", "Дельт", "Игри", "Карта", "Лунар", "Марен",
			"Нерпо", "Орфе", "Прима", "Рубеж", "Север", "Тайга", "Урма", "Фарва", "Хорос", "Цветна", "Чайка", "Шорох", "Эльбра", "Азим", "Берего", "Вираж", "Горно"},
		tails: []string{"строй", "торг", "маш", "агро", "снаб", "лес", "тех", "пром", "софт", "дизайн", "транс", "мед", "свет", "дом", "хим", "энерго", "пак", "принт",
			"сервис", "групп", "монтаж", "мебель", "текстиль", "прод", "метиз", "кровля", "лифт", "кабель", "стекло", "керамика"},
		trades: []string{"строительство", "оптовая торговля", "производство", "перевозки", "сельское хозяйство", "медицина", "услуги", "полиграфия"},
		men: []string{"Алексей", "Андрей", "Борис", "Виктор", "Глеб", "Денис", "Егор", "Иван", "Кирилл", "Леонид", "Максим", "Николай", "Олег", "Павел",
			"Роман", "Сергей", "Тимур", "Фёдор", "Юрий", "Ярослав"},
		women: []string{"Алина", "Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна", "Зоя", "Ирина", "Ксения", "Лариса", "Мария", "Наталья", "Ольга", "Полина",
			"Раиса", "Светлана", "Татьяна", "Ульяна", "Юлия"},
		fathers: [2][]string{
			{"Алексеевич", "Андреевич", "Борисович", "Викторович", "Денисович", "Иванович", "Кириллович", "Леонидович", "Николаевич", "Олегович", "Павлович", "Сергеевич", "Юрьевич"},
			{"Алексеевна", "Андреевна", "Борисовна", "Викторовна", "Денисовна", "Ивановна", "Кирилловна", "Леонидовна", "Николаевна", "Олеговна", "Павловна", "Сергеевна", "Юрьевна"}},
		families: russianFamilies("Иванов", "Петров", "Сидоров", "Кузнецов", "Смирнов", "Волков", "Зайцев", "Соловьёв", "Морозов", "Лебедев", "Козлов", "Новиков", "Орлов",
			"Макаров", "Никитин", "Захаров", "Королёв", "Белов", "Тарасов", "Комаров", "Киселёв", "Ильин", "Гусев", "Титов", "Кудрявцев", "Баранов", "Куликов", "Журавлёв",
			"Ершов", "Фомин", "Дроздов", "Беляков", "Горшков", "Лапин", "Ермолов", "Щукин", "Пестов", "Рябов"),
		cities: []string{"Москва", "Санкт-Петербург", "Казань", "Екатеринбург", "Новосибирск", "Самара", "Воронеж", "Пермь", "Тверь", "Тула", "Рязань", "Орёл", "Псков", "Вологда"},
		areas:  []string{"7495", "7499", "7812", "7843", "7343", "7383", "7846", "7916", "7926", "7903", "7911"},
		tags:   []string{"опт", "розница", "выставка", "важный", "просил каталог", "зима", "тендер", "VIP", "постоплата", "доставка"},
		steps:  []string{"перезвонить", "выслать каталог", "подготовить КП", "согласовать договор", "показать образцы"},
		said:   []string{"Обсудили сроки и цену", "Просят образцы", "Довольны поставкой", "Ждут решения директора", "Спросили про рассрочку"},
		goods:  []string{"Щит распределительный", "Доска обрезная", "Монтаж", "Обслуживание", "Упаковка", "Доставка", "Стол рабочий", "Светильник"},
		subjects: []string{"Поставка оборудования", "Ремонт цеха", "Сезонная закупка", "Обслуживание на год",
			"Мебель для офиса"},
	},
	{
		country: "UA",
		forms:   []string{"ТОВ «%s»", "ТОВ «%s»", "ПП «%s»", "ПрАТ «%s»", "%s"},
		heads: []string{"Ладо", "Зоря", "Верба", "Криниця", "Степо", "Дубо", "Яро", "Чумац", "Бджоло", "Вітро", "Гай", "Джере", "Журав", "Калино", "Луго", "Мала", "Небо",
			"Озер", "Поле", "Роса", "Сонях", "Терно", "Хвиля", "Ясно"},
		tails:  []string{"буд", "торг", "маш", "агро", "ліс", "тех", "пром", "софт", "транс", "мед", "світ", "дім", "енерго", "пак", "друк", "сервіс", "груп", "меблі", "текстиль", "скло"},
		trades: []string{"будівництво", "оптова торгівля", "виробництво", "перевезення", "сільське господарство", "послуги"},
		men:    []string{"Андрій", "Богдан", "Василь", "Григорій", "Дмитро", "Євген", "Іван", "Микола", "Олексій", "Петро", "Сергій", "Тарас", "Юрій", "Ярослав"},
		women:  []string{"Ганна", "Дарина", "Єва", "Ірина", "Катерина", "Леся", "Марія", "Наталія", "Оксана", "Олена", "Соломія", "Тетяна", "Христина", "Юлія"},
		fathers: [2][]string{
			{"Андрійович", "Богданович", "Васильович", "Іванович", "Миколайович", "Петрович", "Сергійович", "Юрійович"},
			{"Андріївна", "Богданівна", "Василівна", "Іванівна", "Миколаївна", "Петрівна", "Сергіївна", "Юріївна"}},
		families: sameFamilies("Шевченко", "Коваленко", "Бондаренко", "Ткаченко", "Кравченко", "Олійник", "Лисенко", "Гончаренко", "Мельник", "Ґалаґан", "Їжакевич", "Поліщук", "Савчук",
			"Марченко", "Руденко", "Мороз", "Литвин", "Гайдук", "Яременко", "Зінченко", "Пономаренко", "Євтушенко"),
		cities: []string{"Київ", "Львів", "Харків", "Одеса", "Дніпро", "Вінниця", "Полтава", "Чернівці", "Їчня", "Луцьк"},
		areas:  []string{"38044", "38050", "38067", "38032", "38048", "38063", "38056"},
		tags:   []string{"опт", "роздріб", "виставка", "важливий", "зима", "тендер", "VIP", "доставка"},
		steps:  []string{"передзвонити", "надіслати каталог", "підготувати КП", "узгодити договір"},
		said:   []string{"Обговорили строки й ціну", "Просять зразки", "Задоволені постачанням", "Чекають рішення директора"},
		goods:  []string{"Щит розподільчий", "Дошка обрізна", "Монтаж", "Обслуговування", "Пакування", "Доставка"},
		subjects: []string{"Постачання обладнання", "Ремонт цеху", "Сезонна закупівля",
			"Меблі для офісу"},
	},
	{
		country: "GB",
		forms:   []string{"%s Ltd", "%s Ltd", "%s LLP", "%s"},
		heads: []string{"Alder", "Bram", "Corvan", "Dunmere", "Elstow", "Farrow", "Glen", "Hallam", "Iver", "Jarrow", "Kestrel", "Larch", "Marlow", "Nettle", "Oakham", "Penrose",
			"Quill", "Rowan", "Selby", "Thorn"},
		tails:    []string{"works", "trade", "soft", "print", "wood", "pack", "build", "tech", "farm", "line", "ware", "glass"},
		trades:   []string{"construction", "wholesale", "manufacturing", "transport", "services"},
		men:      []string{"Adam", "Brian", "Colin", "David", "Edward", "George", "Henry", "James", "Liam", "Martin", "Oliver", "Peter", "Simon", "Thomas"},
		women:    []string{"Alice", "Beth", "Clare", "Diana", "Emma", "Grace", "Helen", "Jane", "Kate", "Laura", "Nora", "Olivia", "Rose", "Susan"},
		families: sameFamilies("Archer", "Barnes", "Carter", "Dawson", "Ellis", "Fletcher", "Grant", "Harding", "Irwin", "Jenkins", "Lawson", "Mercer", "Norris", "Osborne", "Porter"),
		cities:   []string{"London", "Leeds", "Bristol", "York", "Exeter", "Dublin"},
		areas:    []string{"44207", "44113", "44161", "44790", "44780"},
		tags:     []string{"wholesale", "retail", "fair", "key", "winter", "tender", "VIP"},
		steps:    []string{"call back", "send the catalogue", "prepare an offer"},
		said:     []string{"Talked about dates and prices", "They ask for samples", "Pleased with the delivery"},
		goods:    []string{"Switchboard", "Oak board", "Installation", "Maintenance", "Packing"},
		subjects: []string{"Supply of equipment", "Workshop repair", "Yearly maintenance"},
	},
}

func sameFamilies(names ...string) [2][]string { return [2][]string{names, names} }

func russianFamilies(men ...string) [2][]string {
	women := make([]string, len(men))
	for i, m := range men {
		women[i] = m + "а"
	}
	return [2][]string{men, women}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// weighted picks an index by its share of the whole.
func weighted(r *rand.Rand, shares []int) int {
	sum := 0
	for _, s := range shares {
		sum += s
	}
	at := r.IntN(sum)
	for i, s := range shares {
		if at -= s; at < 0 {
			return i
		}
	}
	return len(shares) - 1
}

func (t *tongue) firmName(r *rand.Rand) string {
	name := pick(r, t.heads) + pick(r, t.tails)
	if r.IntN(3) == 0 {
		name += "-" + fmt.Sprint(2+r.IntN(98))
	}
	return name
}

// personName makes a whole name and its first part for greetings.
func (t *tongue) personName(r *rand.Rand) (whole, given string) {
	sex, firsts := r.IntN(2), t.men
	if sex == 1 {
		firsts = t.women
	}
	given = pick(r, firsts)
	family := pick(r, t.families[sex])
	if len(t.fathers[sex]) == 0 {
		return given + " " + family, given
	}
	given += " " + pick(r, t.fathers[sex])
	return family + " " + given, given
}

func (t *tongue) phone(r *rand.Rand) crm.Phone {
	digits := fmt.Sprintf("%s%07d", pick(r, t.areas), r.IntN(10_000_000))
	p := crm.Phone{Raw: "+" + digits, E164: "+" + digits, Key: digits}
	if t.country == "RU" && r.IntN(2) == 0 {
		p.Raw = fmt.Sprintf("8 (%s) %s-%s-%s", digits[1:4], digits[4:7], digits[7:9], digits[9:])
	}
	return p
}

var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "е", "e", "ё", "e", "є", "ye", "ж", "zh", "з", "z", "и", "i", "і", "i",
	"ї", "yi", "й", "y", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch",
	"ш", "sh", "щ", "sch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya", " ", "-")

// email makes an address under a name that can never exist (RFC 2606).
func email(local, name string) crm.Email {
	return crm.Email{Address: latin.Replace(strings.ToLower(local)) + "@" + latin.Replace(strings.ToLower(name)) + ".example"}
}

// requisites makes identifiers whose check digits are right.
func (t *tongue) requisites(r *rand.Rand) []crm.Requisites {
	switch t.country {
	case "RU":
		return []crm.Requisites{{Country: "RU", INN: checked(fmt.Sprintf("%02d%07d", 1+r.IntN(92), r.IntN(10_000_000)), []int{2, 4, 10, 3, 5, 9, 4, 6, 8})}}
	case "UA":
		return []crm.Requisites{{Country: "UA", EDRPOU: checked(fmt.Sprintf("%07d", r.IntN(3_000_000)), []int{1, 2, 3, 4, 5, 6, 7})}}
	}
	return nil
}

// checked appends the check digit: the weighted sum of the digits modulo 11, and that modulo 10.
func checked(digits string, weights []int) string {
	sum := 0
	for i, w := range weights {
		sum += int(digits[i]-'0') * w
	}
	return digits + fmt.Sprint(sum%11%10)
}
