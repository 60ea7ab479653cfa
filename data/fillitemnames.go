package data

import (
	"rapport/app/money"
	"rapport/app/trade"
)

// inThree is a word in the languages of the invented items: Russian, Ukrainian, English.
type inThree [3]string

// craft is a trade whose goods a filled catalogue holds.
type craft struct {
	name     inThree
	kind     trade.ItemKind
	stream   trade.Stream
	tax      trade.TaxClass
	families []family
}

// family is a group of like items within a craft.
type family struct {
	code      string // articles begin with it
	name      inThree
	nouns     []inThree
	qualities []inThree
	sizes     []string
	unit      inThree
	least     int64 // the lowest price
	features  []trade.Feature
}

var (
	pieces3 = inThree{"шт", "шт", "pcs"}
	metres3 = inThree{"м", "м", "m"}
	sheets3 = inThree{"лист", "аркуш", "sheet"}
	hours3  = inThree{"ч", "год", "h"}
	packs3  = inThree{"уп", "уп", "pack"}
	months3 = inThree{"мес", "міс", "month"}
	days3   = inThree{"сут", "доба", "day"}
	sizesM  = []string{"М4×20", "М5×25", "М6×40", "М6×60", "М8×50", "М8×80", "М10×60", "М10×100", "М12×80", "М16×120", "М20×160"}
	sizesMM = []string{"15 мм", "20 мм", "25 мм", "32 мм", "40 мм", "50 мм", "63 мм", "75 мм", "90 мм", "110 мм"}
	sizesA  = []string{"6 А", "10 А", "16 А", "25 А", "32 А", "40 А", "63 А", "100 А"}
	sizesV  = []string{"12 В", "24 В", "36 В", "220 В", "380 В"}
	sizesL  = []string{"1 л", "2,5 л", "5 л", "10 л", "20 л"}
	sizesW  = []string{"500 Вт", "650 Вт", "800 Вт", "1100 Вт", "1500 Вт", "2000 Вт"}
	sizesP  = []string{"10", "20", "50", "100", "250", "500"}
	colours = trade.Feature{Name: "Цвет", Choices: []trade.Choice{{Name: "белый"}, {Name: "серый", Add: money.DecInt(3), Percent: true}, {Name: "по RAL", Add: money.DecInt(12), Percent: true}}}
	lengths = trade.Feature{Name: "Длина", Choices: []trade.Choice{{Name: "1 м"}, {Name: "2 м", Add: money.DecInt(80)}, {Name: "3 м", Add: money.DecInt(160)}}}
	extras  = trade.Feature{Name: "Кейс", Optional: true, Choices: []trade.Choice{{Name: "с кейсом", Add: money.MustDec("950.50")}}}
)

var crafts = []craft{
	{name: inThree{"Крепёж", "Кріплення", "Fasteners"}, kind: trade.Goods, stream: trade.AssetSale, families: []family{
		{code: "БЛ", name: inThree{"Болты", "Болти", "Bolts"}, nouns: []inThree{{"Болт", "Болт", "Bolt"}, {"Болт мебельный", "Болт меблевий", "Carriage bolt"}},
			qualities: []inThree{{"оцинкованный", "оцинкований", "galvanised"}, {"нержавеющий", "нержавний", "stainless"}, {"высокопрочный", "високоміцний", "high-strength"}}, sizes: sizesM, unit: pieces3, least: 4},
		{code: "ГК", name: inThree{"Гайки и шайбы", "Гайки та шайби", "Nuts and washers"}, nouns: []inThree{{"Гайка", "Гайка", "Nut"}, {"Шайба", "Шайба", "Washer"}, {"Гровер", "Гровер", "Spring washer"}},
			qualities: []inThree{{"оцинкованная", "оцинкована", "galvanised"}, {"латунная", "латунна", "brass"}, {"увеличенная", "збільшена", "large"}}, sizes: sizesM, unit: pieces3, least: 1},
		{code: "СМ", name: inThree{"Саморезы", "Саморізи", "Screws"}, nouns: []inThree{{"Саморез", "Саморіз", "Screw"}, {"Шуруп", "Шуруп", "Wood screw"}},
			qualities: []inThree{{"чёрный", "чорний", "black"}, {"жёлтый", "жовтий", "yellow"}, {"кровельный", "покрівельний", "roofing"}}, sizes: sizesM, unit: packs3, least: 90, features: []trade.Feature{colours}},
	}},
	{name: inThree{"Электрика", "Електрика", "Electrical"}, kind: trade.Goods, stream: trade.AssetSale, families: []family{
		{code: "КБ", name: inThree{"Кабель и провод", "Кабель і дріт", "Cable and wire"}, nouns: []inThree{{"Кабель ВВГ", "Кабель ВВГ", "Cable"}, {"Провод ПВС", "Дріт ПВС", "Wire"}},
			qualities: []inThree{{"негорючий", "негорючий", "flame-retardant"}, {"медный", "мідний", "copper"}, {"гибкий", "гнучкий", "flexible"}}, sizes: []string{"2×1,5", "3×1,5", "3×2,5", "4×4", "5×6", "5×10"}, unit: metres3, least: 35, features: []trade.Feature{lengths}},
		{code: "АВ", name: inThree{"Автоматы", "Автомати", "Circuit breakers"}, nouns: []inThree{{"Автомат", "Автомат", "Circuit breaker"}, {"Дифавтомат", "Дифавтомат", "RCBO"}},
			qualities: []inThree{{"однополюсный", "однополюсний", "single-pole"}, {"трёхполюсный", "триполюсний", "three-pole"}}, sizes: sizesA, unit: pieces3, least: 180},
		{code: "СВ", name: inThree{"Светильники", "Світильники", "Lights"}, nouns: []inThree{{"Светильник", "Світильник", "Light"}, {"Прожектор", "Прожектор", "Floodlight"}, {"Лента", "Стрічка", "LED strip"}},
			qualities: []inThree{{"светодиодный", "світлодіодний", "LED"}, {"влагозащищённый", "вологозахищений", "waterproof"}, {"аварийный", "аварійний", "emergency"}}, sizes: sizesV, unit: pieces3, least: 420, features: []trade.Feature{colours}},
	}},
	{name: inThree{"Сантехника", "Сантехніка", "Plumbing"}, kind: trade.Goods, stream: trade.AssetSale, families: []family{
		{code: "ТР", name: inThree{"Трубы", "Труби", "Pipes"}, nouns: []inThree{{"Труба", "Труба", "Pipe"}, {"Гофра", "Гофра", "Corrugated pipe"}},
			qualities: []inThree{{"полипропиленовая", "поліпропіленова", "polypropylene"}, {"металлопластиковая", "металопластикова", "multilayer"}, {"стальная", "сталева", "steel"}}, sizes: sizesMM, unit: metres3, least: 60, features: []trade.Feature{lengths}},
		{code: "КР", name: inThree{"Краны и вентили", "Крани та вентилі", "Taps and valves"}, nouns: []inThree{{"Кран", "Кран", "Tap"}, {"Вентиль", "Вентиль", "Valve"}, {"Клапан", "Клапан", "Check valve"}},
			qualities: []inThree{{"шаровой", "кульовий", "ball"}, {"латунный", "латунний", "brass"}, {"угловой", "кутовий", "angle"}}, sizes: sizesMM, unit: pieces3, least: 210},
	}},
	{name: inThree{"Отделка", "Оздоблення", "Finishing"}, kind: trade.Goods, stream: trade.AssetSale, tax: trade.TaxReduced, families: []family{
		{code: "КС", name: inThree{"Краски", "Фарби", "Paints"}, nouns: []inThree{{"Краска", "Фарба", "Paint"}, {"Эмаль", "Емаль", "Enamel"}, {"Грунтовка", "Ґрунтовка", "Primer"}},
			qualities: []inThree{{"акриловая", "акрилова", "acrylic"}, {"фасадная", "фасадна", "facade"}, {"моющаяся", "мийна", "washable"}}, sizes: sizesL, unit: pieces3, least: 340, features: []trade.Feature{colours}},
		{code: "ДС", name: inThree{"Доска и плита", "Дошка та плита", "Boards"}, nouns: []inThree{{"Доска", "Дошка", "Board"}, {"Фанера", "Фанера", "Plywood"}, {"Плита", "Плита", "Panel"}},
			qualities: []inThree{{"обрезная", "обрізна", "edged"}, {"берёзовая", "березова", "birch"}, {"ламинированная", "ламінована", "laminated"}}, sizes: sizesMM, unit: sheets3, least: 520},
	}},
	{name: inThree{"Инструмент", "Інструмент", "Tools"}, kind: trade.Goods, stream: trade.AssetSale, families: []family{
		{code: "ДР", name: inThree{"Дрели и шуруповёрты", "Дрилі та шуруповерти", "Drills"}, nouns: []inThree{{"Дрель", "Дриль", "Drill"}, {"Шуруповёрт", "Шуруповерт", "Screwdriver"}, {"Перфоратор", "Перфоратор", "Hammer drill"}},
			qualities: []inThree{{"ударная", "ударний", "impact"}, {"аккумуляторная", "акумуляторний", "cordless"}}, sizes: sizesW, unit: pieces3, least: 3900, features: []trade.Feature{extras}},
		{code: "ПЛ", name: inThree{"Пилы", "Пили", "Saws"}, nouns: []inThree{{"Пила", "Пила", "Saw"}, {"Лобзик", "Лобзик", "Jigsaw"}, {"Торцовка", "Торцювальна пила", "Mitre saw"}},
			qualities: []inThree{{"дисковая", "дискова", "circular"}, {"настольная", "настільна", "table"}}, sizes: sizesW, unit: pieces3, least: 5200, features: []trade.Feature{extras, colours}},
	}},
	{name: inThree{"Работы", "Роботи", "Works"}, kind: trade.Work, stream: trade.AssetSale, families: []family{
		{code: "МН", name: inThree{"Монтаж", "Монтаж", "Installation"}, nouns: []inThree{{"Монтаж щита", "Монтаж щита", "Switchboard installation"}, {"Прокладка кабеля", "Прокладання кабелю", "Cable laying"}, {"Сборка мебели", "Складання меблів", "Furniture assembly"}},
			qualities: []inThree{{"в выходной", "у вихідний", "on a day off"}, {"на высоте", "на висоті", "at height"}, {"срочно", "терміново", "urgent"}}, sizes: sizesP, unit: hours3, least: 700},
	}},
	{name: inThree{"Аренда", "Оренда", "Rent"}, kind: trade.Service, stream: trade.Renting, families: []family{
		{code: "АР", name: inThree{"Аренда техники", "Оренда техніки", "Machine rent"}, nouns: []inThree{{"Аренда подъёмника", "Оренда підйомника", "Lift rent"}, {"Аренда генератора", "Оренда генератора", "Generator rent"}},
			qualities: []inThree{{"с оператором", "з оператором", "with an operator"}, {"без оператора", "без оператора", "without an operator"}}, sizes: sizesV, unit: days3, least: 2500},
	}},
	{name: inThree{"Обслуживание", "Обслуговування", "Maintenance"}, kind: trade.Service, stream: trade.Subscription, families: []family{
		{code: "ОБ", name: inThree{"Договоры обслуживания", "Договори обслуговування", "Service contracts"}, nouns: []inThree{{"Обслуживание электрики", "Обслуговування електрики", "Electrical maintenance"}, {"Поддержка программы", "Підтримка програми", "Software support"}},
			qualities: []inThree{{"круглосуточно", "цілодобово", "around the clock"}, {"по будням", "у будні", "on weekdays"}}, sizes: sizesP, unit: months3, least: 4000},
		{code: "ЛЦ", name: inThree{"Лицензии", "Ліцензії", "Licences"}, nouns: []inThree{{"Лицензия на рабочее место", "Ліцензія на робоче місце", "Seat licence"}},
			qualities: []inThree{{"базовая", "базова", "basic"}, {"полная", "повна", "full"}}, sizes: sizesP, unit: months3, least: 900},
	}},
}

// fillMakers are invented brands and suppliers.
var (
	fillMakers    = []string{"Ладо", "Мирт", "Зарни", "Брам", "Юнто", "Velma", "Kestrel", "Corvan", "Oakham", "Гранит-7", "Нерпо", "Кедр", "Янтолит", "Hallam", "Вітрогай", "Їжак"}
	fillSuppliers = []string{"ООО «Берегснаб»", "АО «Метизторг»", "ТОВ «Криниця»", "ТД «Полис»", "Larchware Ltd", "ПП «Чумацький шлях»", "ООО «Ёлки»", "Selby Trade"}
	fillSeries    = []inThree{{"Серия «Стандарт»", "Серія «Стандарт»", "Standard series"}, {"Серия «Профи»", "Серія «Профі»", "Pro series"}, {"Серия «Эконом»", "Серія «Економ»", "Budget series"}}
	fillWords     = []inThree{{"для сухих помещений", "для сухих приміщень", "for dry rooms"}, {"морозостойкость проверена", "морозостійкість перевірено", "frost-proof"}, {"гарантия 24 месяца", "гарантія 24 місяці", "24 months of warranty"}, {"поставка со склада", "постачання зі складу", "from stock"}}
)
