package intake

import (
	"strings"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// What a column may hold of an item of the catalogue.
const (
	FieldArticle     Field = "article"
	FieldItemName    Field = "itemname"
	FieldDescription Field = "itemdescription"
	FieldUnit        Field = "unit"
	FieldItemKind    Field = "itemkind"
	FieldGroup       Field = "group"    // a path, or the name of one group
	FieldSubgroup    Field = "subgroup" // goes below the group and the subgroups before it
	FieldGroupRef    Field = "groupref" // a key, explained by another file
	FieldPrice       Field = "price"
	FieldCurrency    Field = "currency"
	FieldVAT         Field = "vat" // a rate or the name of a class
	FieldCost        Field = "cost"
	FieldCostIn      Field = "costin"
	FieldSupplier    Field = "supplier"
	FieldSupplierRef Field = "supplierref"
	FieldStream      Field = "stream"
	FieldPeriod      Field = "period"
	FieldActive      Field = "active"
	FieldInactive    Field = "inactive"
	FieldBarcode     Field = "barcode"
)

// Only in a file of our own.
const (
	FieldItemID      Field = "itemid"
	FieldPicture     Field = "picture"
	FieldFeatures    Field = "features"
	FieldVariants    Field = "variants"
	FieldItemCreated Field = "itemcreated"
)

// ItemChoices lists what a user may say a column of a catalogue holds, in the order of the choice. Nothing of
// a position is kept aside.
var ItemChoices = []Field{FieldSkip, FieldArticle, FieldItemName, FieldDescription, FieldUnit, FieldItemKind, FieldGroup, FieldSubgroup,
	FieldGroupRef, FieldPrice, FieldCurrency, FieldVAT, FieldCost, FieldCostIn, FieldSupplier, FieldSupplierRef, FieldStream, FieldPeriod,
	FieldActive, FieldInactive, FieldBarcode}

// itemSynonyms are the headings of price lists and catalogues, in the form of plainHeading, "|" between them.
var itemSynonyms = map[Field]string{
	FieldArticle: "article|article no|article number|sku|code|item code|item no|item number|item id|product code|product id|product no|product number|part number|part no|vendor code|" +
		"артикул|арт|код|код товара|код номенклатуры|номенклатурный номер|артикул товара|код товару|код номенклатури|артикул товару",
	FieldItemName: "name|item|item name|product|product name|title|goods|service|article name|" +
		"наименование|название|товар|товары|номенклатура|наименование товара|название товара|наименование товаров|наименование услуги|наименование номенклатуры|услуга|позиция|товар услуга|товары услуги|" +
		"найменування|назва|назва товару|найменування товару|номенклатура товару|послуга|товар послуга|назва послуги|позиція",
	FieldDescription: "description|details|product description|specification|описание|описание товара|характеристики|примечание|комментарий|описание номенклатуры|" +
		"опис|опис товару|характеристика|примітка|коментар",
	FieldUnit: "unit|units|uom|unit of measure|measure|quantity per unit|ед|ед изм|единица|единица измерения|единицы измерения|единица хранения|базовая единица|базовая единица измерения|" +
		"од|од вим|од виміру|одиниця|одиниця виміру|одиниця вимірювання|фасовка|упаковка",
	FieldItemKind:    "kind|type|item type|item kind|product type|вид|тип|вид номенклатуры|тип номенклатуры|тип товара|вид позиции|вид номенклатури|тип номенклатури|тип товару|вид позиції",
	FieldGroup:       "group|category|category name|item group|product group|path|group path|категория|группа|группа товаров|товарная группа|раздел|номенклатурная группа|категорія|група|група товарів|розділ",
	FieldSubgroup:    "subgroup|subcategory|sub category|sub group|подгруппа|подкатегория|подраздел|підгрупа|підкатегорія|підрозділ",
	FieldGroupRef:    "category id|group id|id категории|id группы|код группы|код категории|код групи|код категорії|parent id",
	FieldCurrency:    "currency|currency code|price currency|валюта|валюта цены|валюта ціни",
	FieldVAT:         "vat|vat rate|tax|tax rate|tax class|vat percent|ндс|ставка ндс|ндс ставка|налог|класс налога|пдв|ставка пдв|податок|клас податку",
	FieldCost:        "cost|cost price|unit cost|purchase price|buying price|себестоимость|закупочная цена|цена закупки|закупка|цена закупочная|собівартість|закупівельна ціна|ціна закупівлі|вхідна ціна",
	FieldCostIn:      "cost currency|валюта себестоимости|валюта закупки|валюта собівартості|валюта закупівлі",
	FieldSupplier:    "supplier|supplier name|vendor|vendor name|manufacturer|brand|поставщик|производитель|бренд|основной поставщик|постачальник|виробник|основний постачальник",
	FieldSupplierRef: "supplier id|vendor id|id поставщика|код поставщика|код постачальника",
	FieldStream:      "revenue stream|stream|источник дохода|поток доходов|вид дохода|джерело доходу|потік доходів|вид доходу",
	FieldPeriod:      "period|billing period|период|период оплаты|как часто платят|період|період оплати|як часто платять",
	FieldActive:      "active|status|available|enabled|активен|активность|активный|статус|в продаже|действует|активний|активність|діє|у продажу",
	FieldInactive:    "inactive|discontinued|archived|снят с продажи|снят с производства|архив|архивный|неактивен|неактивный|не продается|знято з продажу|знято з виробництва|архів|архівний|неактивний|не продається",
	FieldBarcode:     "barcode|bar code|ean|ean 13|ean13|gtin|upc|штрихкод|штрих код|штриховой код",

	FieldItemID:      "rapport id товара|rapport id товару|rapport item id",
	FieldPicture:     "картинка|зображення|picture",
	FieldFeatures:    "свойства json|властивості json|features json",
	FieldVariants:    "варианты json|варіанти json|variants json",
	FieldItemCreated: "товар заведен|товар заведено|item created",
}

// mainPrices are the headings of the price that has no other name.
var mainPrices = headingSet("price|unit price|sale price|list price|selling price|retail price|price per unit|rate|" +
	"цена|цена продажи|розничная цена|цена розничная|цена за единицу|цена за ед|цена за шт|стоимость|отпускная цена|прайс|розница|цена единицы|" +
	"ціна|ціна продажу|роздрібна ціна|ціна роздрібна|ціна за одиницю|ціна за од|вартість|відпускна ціна|роздріб")

var itemHeadings = indexHeadings(itemSynonyms)

func headingSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, h := range strings.Split(list, "|") {
		set[h] = true
	}
	return set
}

func indexHeadings(synonyms map[Field]string) map[string]Field {
	index := map[string]Field{}
	for field, list := range synonyms {
		for _, heading := range strings.Split(list, "|") {
			index[heading] = field
		}
	}
	return index
}

// ownPrice is the heading of a price in our own files: "Цена: Розница (RUB, с НДС)".
var ownPrice = pattern(`(?is)^(?:цена|ціна|price): (.*) \(([A-Z]{3})(, .+)?\)$`)

// understandItem finds what a heading of a catalogue means.
func understandItem(heading string) (meaning, bool) {
	if m := ownPrice().FindStringSubmatch(heading); m != nil {
		basis := money.Net
		if m[3] != "" {
			basis = money.Gross
		}
		return meaning{field: FieldPrice, list: m[1], currency: money.Currency(strings.ToUpper(m[2])), basis: basis}, true
	}
	plain := plainHeading(heading)
	if f, ok := itemHeadings[plain]; ok {
		return meaning{field: f}, true
	}
	rest, basis := basisIn(plain)
	rest, currency := lastCurrency(rest, heading)
	m := meaning{currency: currency, basis: basis}
	if f, ok := itemHeadings[rest]; ok && f == FieldCost {
		m.field = f
		return m, true
	}
	switch {
	case rest == "":
		return m, false
	case mainPrices[rest]:
		m.field = FieldPrice
		return m, true
	case hasStem(rest, priceStems) && !hasStem(rest, notPrices):
		m.field, m.list = FieldPrice, text.Line(heading, 200)
		return m, true
	}
	return m, false
}

var (
	priceStems = []string{"цена", "цены", "ціна", "price$", "оптовая$", "оптова$", "дилерская$", "дилерська$", "wholesale$"}
	notPrices  = []string{"валюта", "дата", "currency$", "date$", "вид$", "тип$", "list$", "скидк", "знижк", "discount$", "старая$", "old$"}
)

// basisIn takes from a heading what it says of VAT.
func basisIn(plain string) (string, money.Basis) {
	for _, b := range []struct {
		words string
		basis money.Basis
	}{{"с учетом ндс", money.Gross}, {"включая ндс", money.Gross}, {"без ндс", money.Net}, {"с ндс", money.Gross}, {"з урахуванням пдв", money.Gross}, {"без пдв", money.Net},
		{"з пдв", money.Gross}, {"excluding vat", money.Net}, {"excl vat", money.Net}, {"ex vat", money.Net}, {"without vat", money.Net},
		{"including vat", money.Gross}, {"incl vat", money.Gross}, {"inc vat", money.Gross}, {"with vat", money.Gross}} {
		if padded := " " + plain + " "; strings.Contains(padded, " "+b.words+" ") {
			return strings.TrimSpace(strings.Replace(padded, " "+b.words+" ", " ", 1)), b.basis
		}
	}
	return plain, ""
}

// lastCurrency takes from the end of a heading the currency it names: "цена руб", "price usd", "Цена, ₽".
func lastCurrency(plain, heading string) (string, money.Currency) {
	if at := strings.LastIndexAny(plain, " "); at > 0 {
		if c, ok := money.ParseCurrency(plain[at+1:]); ok && (worldCurrency[c] || len(plain[at+1:]) > 3) {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(plain[:at]), " в")), c
		}
	}
	for _, sign := range []string{"₽", "₴", "$", "€", "£", "₸"} {
		if strings.Contains(heading, sign) {
			c, _ := money.ParseCurrency(sign)
			return plain, c
		}
	}
	return plain, ""
}

// Words of the catalogue for codes, in every language, and the codes themselves.
var (
	itemKindWords = codeWords(map[trade.ItemKind]string{
		trade.Goods:   "goods|товар|товары|товари|product|products|item|запас|материал|матеріал|material|physical|продукция|продукція|stock",
		trade.Service: "service|services|услуга|услуги|послуга|послуги",
		trade.Work:    "work|works|работа|работы|робота|роботи|labour|labor"})
	streamWords = codeWords(map[trade.Stream]string{
		trade.AssetSale: "asset sale|asset-sale|продажа|продаж|sale", trade.UsageFee: "usage fee|usage-fee|плата за использование|плата за користування",
		trade.Subscription: "subscription|подписка|передплата|підписка", trade.Renting: "renting|аренда|оренда|rent|lease|lending, renting, leasing",
		trade.Licensing: "licensing|лицензия|ліцензія|licence|license", trade.Brokerage: "brokerage|посредничество|посередництво",
		trade.Advertising: "advertising|реклама"})
	periodWords = codeWords(map[trade.Period]string{trade.Once: "once|разово|one-off|единоразово|одноразово",
		trade.Monthly: "month|monthly|ежемесячно|в месяц|месяц|щомісяця|місяць|на місяць|per month|every month", trade.Yearly: "year|yearly|ежегодно|в год|год|щороку|рік|на рік|per year|annually|every year"})
	taxWords = codeWords(map[trade.TaxClass]string{
		trade.TaxStandard: "standard|обычная ставка|звичайна ставка|standard rate|основная|основна|общая",
		trade.TaxReduced:  "reduced|пониженная ставка|знижена ставка|reduced rate|пониженная|знижена",
		trade.TaxLow:      "low|низкая ставка|низька ставка|low rate", trade.TaxZero: "zero|ставка 0|нулевая|нульова|zero rate|zero-rated",
		trade.TaxExempt:  "exempt|без налога|без податку|без ндс|без пдв|не облагается|не оподатковується|tax exempt|no vat|освобождено|звільнено|no tax",
		trade.TaxSpecial: "special|особая ставка|особлива ставка|special rate"})
)
