package intake

import (
	"rapport/app/trade"
)

// What a column may hold of an order or of one of its lines; article, name, unit, price, currency and VAT are those of
// items.
const (
	FieldOrder      Field = "order" // number
	FieldOrderDay   Field = "orderday"
	FieldPromised   Field = "promised"
	FieldKept       Field = "kept"
	FieldOrderState Field = "orderstate"
	FieldBuyer      Field = "buyer"     // name of the client
	FieldBuyerCode  Field = "buyercode" // his code
	FieldBuyerINN   Field = "buyerinn"
	FieldRep        Field = "rep"
	FieldRepRef     Field = "repref" // a key, explained by another file
	FieldQuantity   Field = "quantity"
	FieldDiscount   Field = "discount" // of a line
	FieldAmount     Field = "amount"   // of the whole order, or of a line
	FieldFreight    Field = "freight"
	FieldOrderNotes Field = "ordernotes"
)

// OrderChoices lists what a user may say a column of a table of orders holds, in the order of the choice. Nothing
// of an order is kept aside.
var OrderChoices = []Field{FieldSkip, FieldOrder, FieldOrderDay, FieldBuyer, FieldBuyerCode, FieldBuyerINN, FieldPromised, FieldKept,
	FieldOrderState, FieldArticle, FieldItemName, FieldUnit, FieldQuantity, FieldPrice, FieldDiscount, FieldVAT, FieldAmount, FieldCurrency,
	FieldFreight, FieldRep, FieldRepRef, FieldOrderNotes}

// orderSynonyms are the headings of tables of orders, in the form of plainHeading, "|" between them.
var orderSynonyms = map[Field]string{
	FieldOrder: "order|order id|order no|order number|number|no|invoice|invoice no|invoice number|sale id|id|" +
		"заказ|номер|номер заказа|заказ номер|n|счет|номер счета|документ|номер документа|код заказа|сделка|" +
		"замовлення|номер замовлення|рахунок|номер рахунку|номер документа",
	FieldOrderDay: "date|day|order date|ordered|ordered on|invoice date|sale date|created|created at|purchase date|" +
		"дата|дата заказа|день|дата продажи|дата документа|дата счета|дата создания|дата замовлення|дата продажу|дата рахунку|дата створення",
	FieldPromised: "promised|required|required date|due|due date|deadline|promised date|delivery due|обещано|срок|срок поставки|срок выполнения|дата поставки план|обещанная дата|плановая дата|" +
		"обіцяно|строк|строк поставки|термін|термін поставки|термін виконання|планова дата",
	FieldKept: "kept|shipped|shipped date|delivered|delivered on|delivery date|ship date|shipping date|fulfilled|выполнено|исполнено|дата отгрузки|отгружено|дата доставки|доставлено|дата выполнения|фактическая дата|" +
		"виконано|дата відвантаження|відвантажено|дата доставки|дата виконання|фактична дата",
	FieldOrderState: "status|state|order status|статус|состояние|статус заказа|стан|статус замовлення",
	FieldBuyer: "client|customer|client name|customer name|buyer|company|company name|organization|account|account name|" +
		"клиент|покупатель|контрагент|заказчик|компания|организация|название клиента|наименование клиента|клієнт|покупець|замовник|компанія|організація|назва клієнта",
	FieldBuyerCode: "customer id|client id|customer code|client code|account id|код клиента|код контрагента|код покупателя|id клиента|код клієнта|код покупця",
	FieldBuyerINN:  "inn|инн|инн клиента|инн контрагента|едрпоу|єдрпоу|код едрпоу|код єдрпоу|tax id|edrpou|єдрпоу клієнта",
	FieldRep:       "manager|owner|responsible|rep|sales rep|salesperson|менеджер|ответственный|сотрудник|продавец|відповідальний|співробітник|продавець",
	FieldRepRef:    "employee id|rep id|manager id|код менеджера|код сотрудника|код співробітника",
	FieldQuantity:  "quantity|qty|count|units|количество|кол во|колво|кол|кількість|к сть|к ть|кть",
	FieldDiscount:  "discount|discount percent|скидка|скидка процент|процент скидки|знижка|знижка відсоток|відсоток знижки",
	FieldAmount:    "amount|sum|total|order total|line total|revenue|сумма|итого|всего|сумма заказа|стоимость заказа|сума|разом|усього|сума замовлення",
	FieldFreight:   "freight|shipping|shipping cost|delivery cost|carriage|доставка|стоимость доставки|фрахт|вартість доставки",
	FieldArticle:   "article|article no|sku|item code|item no|item id|product code|product id|артикул|код товара|артикул товара|код товару|артикул товару",
	FieldItemName: "item|item name|product|product name|goods|товар|наименование|наименование товара|название товара|номенклатура|услуга|позиция|" +
		"найменування|назва товару|найменування товару|послуга|позиція|состав заказа|склад замовлення",
	FieldUnit:       "unit|uom|unit of measure|ед|ед изм|единица|единица измерения|од|од вим|одиниця|одиниця виміру",
	FieldPrice:      "price|unit price|цена|цена за единицу|ціна|ціна за одиницю",
	FieldCurrency:   "currency|валюта",
	FieldVAT:        "vat|vat rate|tax rate|ндс|ставка ндс|пдв|ставка пдв",
	FieldOrderNotes: "notes|note|comment|remark|комментарий|примечание|заметки|коментар|примітка|нотатки",
}

var orderHeadings = indexHeadings(orderSynonyms)

// understandOrder finds what a heading of a table of orders means.
func understandOrder(heading string) (meaning, bool) {
	plain := plainHeading(heading)
	if f, ok := orderHeadings[plain]; ok {
		return meaning{field: f}, true
	}
	rest, basis := basisIn(plain)
	rest, currency := lastCurrency(rest, heading)
	f, ok := orderHeadings[rest]
	if ok = ok && counted(f); !ok {
		return meaning{}, false
	}
	return meaning{field: f, currency: currency, basis: basis}, true
}

// Words for the states of orders.
var orderStateWords = codeWords(map[trade.OrderState]string{
	trade.Placed: "placed|new|open|in progress|processing|pending|paid|в работе|новый|принят|открыт|оплачен|в обработке|у роботі|нове|новий|прийнято|відкрито|оплачено",
	trade.Fulfilled: "fulfilled|shipped|delivered|done|completed|complete|closed|выполнен|выполнено|доставлен|доставлено|отгружен|отгружено|закрыт|завершен|завершён|" +
		"виконано|доставлено|відвантажено|закрито|завершено",
	trade.Cancelled: "cancelled|canceled|refunded|void|отменен|отменён|отмена|аннулирован|возврат|скасовано|скасований|анульовано|повернення"})
