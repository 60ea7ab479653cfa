package intake

import (
	"strings"
	"unicode"

	"rapport/app/text"
)

// synonyms are the headings of the programs that owners bring files from, in the form of plainHeading, "|" between them.
var synonyms = map[Field]string{
	FieldCompany: "company|company name|companyname|organization|organisation|organization name|organization 1 name|account|account name|" +
		"associated company|firm|client|customer|client name|customer name|supplier|supplier name|business name|" +
		"компания|название компании|наименование компании|компания контакта|организация|название организации|наименование|контрагент|клиент|" +
		"заказчик|покупатель|поставщик|фирма|предприятие|юр лицо|наименование контрагента|наименование клиента|название клиента|краткое наименование|" +
		"компанія|назва компанії|організація|назва організації|найменування|клієнт|замовник|покупець|постачальник|фірма|підприємство|назва клієнта|" +
		"назва|название|скорочена назва|назва контрагента",
	FieldLegal: "legal name|full company name|полное наименование|полное название|юридическое название|юридическое наименование|" +
		"наименование полное|полное наименование организации|наименование для печати|повна назва|повне найменування|найменування повне|юридична назва|назва для друку",
	FieldCode: "customer id|supplier id|client id|account id|company id|company code|customer code|code|код|код клиента|код контрагента|" +
		"код клієнта|код постачальника|номер клиента|внешний код|external id",
	FieldKind:     "юр физ лицо|юр физ лица|вид контрагента|тип контрагента|юридическое физическое лицо|юр фіз особа|юридична фізична особа|вид клієнта|person or company|kind",
	FieldIndustry: "industry|отрасль|сфера деятельности|вид деятельности|галузь|сфера діяльності|вид діяльності",
	FieldCountry:  "country|country region|страна|страна или регион|країна|країна або регіон|country code",
	FieldRegion:   "region|state|province|county|state province|state region|область|регион|край|район|область край|регіон|область регіон",
	FieldCity:     "city|town|locality|location city|город|населенный пункт|місто|населений пункт|город село",
	FieldStreet:   "street|street address|address line 1|address 1|улица|улица номер дома|улица дом|вулиця|вулиця номер будинку|вулиця будинок",
	FieldStreet2: "street 2|street 3|address 2|address 3|address line 2|extended address|улица 2|улица 3|квартира офис комната этаж|" +
		"вулиця 2|вулиця 3|квартира офіс кімната поверх|квартира офис|корпус",
	FieldPOBox: "po box|post office box|почтовый ящик|абонентский ящик|поштова скринька",
	FieldZip:   "zip|zip code|zipcode|postal code|postalcode|postcode|post code|индекс|почтовый индекс|почтовый код|поштовий індекс|індекс",
	FieldAddress: "address|full address|formatted|postal address|mailing address|legal address|адрес|полный адрес|юридический адрес|фактический адрес|почтовый адрес|адреса|" +
		"повна адреса|юридична адреса|фактична адреса|поштова адреса|адрес доставки|адреса доставки|адрес регистрации",
	FieldSite: "web page|webpage|web page 1|website|web site|site|url|home page|homepage|website url|company website|веб страница|сайт|веб сайт|" +
		"корпоративный сайт|личная страница|адрес сайта|вебсторінка|веб сторінка|корпоративний сайт|особиста сторінка|www",
	FieldSource: "source|lead source|original source|referred by|источник|источник сделки|источник лида|откуда узнали|джерело|джерело угоди|джерело ліда",
	FieldTags: "tags|tag|labels|label|group membership|categories|category|keywords|теги|тег|тэги|теги сделки|категории|ключевые слова|метки|категорії|" +
		"мітки|ключові слова|теги угоди|теги контакта|теги компании|группа контрагентов|група контрагентів",
	FieldNotes: "comment|comments|description|remark|remarks|комментарий|комментарии|примечание|примечания|примечание 2|примечание 3|примечание 4|примечание 5|" +
		"дополнительная информация|описание|коментар|коментарі|примітка|примітки|примітка 2|примітка 3|примітка 4|примітка 5|додаткова інформація|опис",
	FieldOwner: "owner|company owner|contact owner|account owner|deal owner|lead owner|responsible|manager|account manager|ответственный|менеджер|" +
		"ответственный менеджер|основной менеджер|ведет|куратор|відповідальний|менеджер клиента|відповідальний менеджер|основний менеджер",
	FieldINN:    "инн|inn|инн контрагента|инн клиента|инн организации",
	FieldKPP:    "кпп|kpp",
	FieldINNKPP: "инн кпп|инн и кпп|inn kpp",
	FieldOGRN:   "огрн|огрнип|огрн огрнип|ogrn|ogrnip",
	FieldEDRPOU: "едрпоу|код по едрпоу|код едрпоу|єдрпоу|код за єдрпоу|код єдрпоу|єдрпоу рнокпп|едрпоу дрфо|код по едрпоу дрфо|код за єдрпоу дрфо|edrpou|рнокпп|дрфо",
	FieldIPN:    "ипн|іпн|индивидуальный налоговый номер|індивідуальний податковий номер|ipn",
	FieldVATID:  "vat id|vat number|vat|vat no|vatin|tax id|номер плательщика ндс|номер платника пдв|ндс номер",
	FieldRegNo:  "registration number|company number|reg no|номер свидетельства|номер свідоцтва|регистрационный номер|реєстраційний номер",
	FieldIBAN:   "iban|рахунок iban|счет iban",
	FieldAccount: "account number|bank account|расчетный счет|р с|рс|основной банковский счет|номер счета|банковский счет|" +
		"розрахунковий рахунок|поточний рахунок|р р|основний банківський рахунок",
	FieldBank:      "bank|bank name|банк|наименование банка|название банка|назва банку|банк получателя",
	FieldBIK:       "бик|bik|бик банка|мфо|мфо банку",
	FieldCorr:      "correspondent account|корреспондентский счет|корр счет|кор счет|к с|кс|кореспондентський рахунок",
	FieldBIC:       "bic|swift|swift bic|bic swift",
	FieldSuppliers: "suppliers now|нынешние поставщики|нынешний поставщик|теперішні постачальники",
	FieldManners:   "manners|как с ними общаться|стиль общения|стиль спілкування",
	FieldDeal:      "deal name|deal title|lead name|lead title|opportunity name|название сделки|название лида|наименование сделки|назва угоди|назва ліда|назва лида",
	FieldRecord:    "id|record id|hs object id|system id|pipedrive system id|ид|іd|uid|guid",
	FieldName: "name|full name|fullname|display name|contact|contact name|contact person|person|primary contact|file as|" +
		"фио|ф и о|имя фамилия|полное имя|полное имя контакта|контакт|контактное лицо|основной контакт|имя контакта|фамилия имя отчество|" +
		"піб|п і б|імя прізвище|повне імя|повне імя контакту|контактна особа|основний контакт|імя контакту|прізвище імя по батькові|руководитель|директор|керівник",
	FieldGiven:  "first name|firstname|given name|forename|имя|імя",
	FieldMiddle: "middle name|middlename|additional name|second name|patronymic|отчество|по батькові",
	FieldFamily: "last name|lastname|family name|surname|фамилия|прізвище",
	FieldPost: "job title|job|position|post|role|occupation|contact title|organization title|organization 1 title|" +
		"должность|должность контакта|должность контактного лица|посада|посада контакту|посада контактної особи",
	FieldHonorific:   "salutation|name prefix|honorific|title of courtesy|courtesy title|обращение|звертання|prefix",
	FieldBirthday:    "birthday|birth date|birthdate|date of birth|день рождения|дата рождения|день народження|дата народження",
	FieldBirthYear:   "birth year",
	FieldBirthMonth:  "birth month",
	FieldBirthDay:    "birth day",
	FieldPersonNotes: "notes|note|заметки|заметка|нотатки|нотатка",
	FieldExt:         "extension|phone extension|ext|добавочный|добавочный номер|внутренний номер|додатковий|внутрішній номер",
	FieldSkip: "photo|importance|priority|sensitivity|private|важность|пометка|частное|важливість|конфіденційність|приватне|" +
		"email type|email 2 type|email 3 type|email display name|email 2 display name|email 3 display name|тип эл почты|тип 2 эл почты|тип 3 эл почты|" +
		"краткое имя эл почты|краткое 2 имя эл почты|краткое 3 имя эл почты|yomi name|given name yomi|family name yomi|additional name yomi|company yomi|" +
		"доступен для всех|доступний для всіх|directory server|сервер каталогов",
}

// known maps each heading to its field.
var known = indexSynonyms()

func indexSynonyms() map[string]Field {
	index := map[string]Field{}
	for field, list := range synonyms {
		for _, heading := range strings.Split(list, "|") {
			index[heading] = field
		}
	}
	return index
}

var notWord = pattern(`[^\p{L}\p{N}]+`)

// plainHeading reduces a heading to what synonyms are compared by: folded words, with no signs between them.
func plainHeading(h string) string {
	words := strings.TrimSpace(notWord().ReplaceAllString(text.Fold(splitCamel(h)), " "))
	words = " " + words + " "
	for _, from := range []string{" e mail ", " електронна пошта ", " электронная почта ", " эл почта ", " ел пошта ", " мейл ", " имейл "} {
		words = strings.ReplaceAll(words, from, " email ")
	}
	return strings.TrimSpace(words)
}

// splitCamel parts "companyName" and "customerID" into words; texts of several words are left alone.
func splitCamel(h string) string {
	h = strings.TrimSpace(strings.Trim(h, "\ufeff"))
	if strings.ContainsAny(h, " \t") {
		return h
	}
	var b strings.Builder
	last := ' '
	for _, r := range h {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

var (
	numbered  = pattern(`^(e-?mail|phone|address|website|web site|organization|event|relation|im|custom field) (\d+) - (.+)$`)
	entity    = pattern(`^(контакт|компания|сделка|лид|компанія|угода|лід|person|organization|organisation|deal|lead|contact|company|человек|организация|особа|організація)\s*(?::|\s-)\s+(.+)$`)
	bracketed = pattern(`^(.*?)\s*\(([^()]*)\)\s*\*?$`)
)

// understand finds what a heading means. The second result is false when the heading says nothing to us.
func understand(heading string) (target, bool) {
	if t, ok := ownTarget(heading); ok {
		return t, true
	}
	folded := strings.TrimRight(text.Fold(heading), " *:")
	if m := numbered().FindStringSubmatch(folded); m != nil {
		return numberedTarget(m[1], m[2], m[3])
	}
	if m := entity().FindStringSubmatch(folded); m != nil {
		return entityTarget(m[1], m[2])
	}
	if m := bracketed().FindStringSubmatch(folded); m != nil {
		if t, ok := bracketTarget(m[1], m[2]); ok {
			return t, true
		}
	}
	return plainTarget(plainHeading(heading))
}

// numberedTarget understands the columns of Google: "Phone 1 - Value".
func numberedTarget(thing, number, part string) (target, bool) {
	group := thing + number
	isLabel := part == "label" || part == "type"
	switch thing {
	case "e-mail", "email":
		return pick(isLabel, target{field: FieldEmailLabel, group: group}, target{field: FieldEmail, group: group})
	case "phone":
		return pick(isLabel, target{field: FieldPhoneLabel, group: group}, target{field: FieldPhone, group: group})
	case "website", "web site":
		return pick(isLabel, target{field: FieldSkip}, target{field: FieldSite})
	case "address":
		if isLabel {
			return target{field: FieldAddressLabel, group: group}, true
		}
		f := known[plainHeading(part)]
		return target{field: f, group: group}, isAddressPart(f)
	case "organization":
		switch part {
		case "name":
			return target{field: FieldCompany}, true
		case "title":
			return target{field: FieldPost}, true
		case "type", "yomi name":
			return target{field: FieldSkip}, true
		}
	}
	return target{}, false
}

func pick(first bool, a, b target) (target, bool) {
	if first {
		return a, true
	}
	return b, true
}

// entityTarget understands "Organization - Name" and "Контакт: Рабочий телефон".
func entityTarget(of, part string) (target, bool) {
	switch of {
	case "сделка", "лид", "угода", "лід", "deal", "lead":
		return dealTarget(part)
	case "компания", "компанія", "organization", "organisation", "company", "организация", "організація":
		return companyTarget(part)
	}
	if m := bracketed().FindStringSubmatch(part); m != nil {
		if t, ok := bracketTarget(m[1], m[2]); ok {
			return t, true
		}
	}
	t, ok := plainTarget(plainHeading(part))
	switch t.field {
	case FieldCompany:
		return target{field: FieldName}, true // "Контакт: Название"
	case FieldNotes:
		t.field = FieldPersonNotes
	case FieldCode, FieldDeal:
		t.field = FieldRecord
	}
	return t, ok
}

func dealTarget(part string) (target, bool) {
	switch plainHeading(part) {
	case "title", "name", "название", "назва":
		return target{field: FieldDeal}, true
	case "owner", "ответственный", "відповідальний":
		return target{field: FieldOwner}, true
	case "id", "system id":
		return target{field: FieldRecord}, true
	}
	return target{}, false
}

func companyTarget(part string) (target, bool) {
	t, ok := plainTarget(plainHeading(part))
	switch t.field {
	case FieldName, FieldGiven:
		return target{field: FieldCompany}, true
	case FieldPhone:
		t.field = FieldCompanyPhone
	case FieldEmail:
		t.field = FieldCompanyEmail
	case FieldRecord:
		t.field = FieldCode
	case FieldPersonNotes:
		t.field = FieldNotes
	}
	return t, ok
}

// bracketTarget understands "Рабочий телефон (контакт)", "Улица 2 (раб. адрес)" and "Email (Work)".
func bracketTarget(base, inside string) (target, bool) {
	switch plainHeading(inside) {
	case "контакт", "контакта", "contact", "контакту":
		return entityTarget("контакт", base)
	case "компания", "компании", "company", "компанія", "компанії":
		return entityTarget("компания", base)
	case "сделка", "сделки", "deal", "угода", "угоди":
		return entityTarget("сделка", base)
	}
	label := sortOf(plainHeading(inside))
	t, ok := plainTarget(plainHeading(base))
	if !ok || label == "" {
		return target{}, false
	}
	if isAddressPart(t.field) {
		t.group = label
	} else if t.field != FieldPhone && t.field != FieldEmail {
		return target{}, false
	}
	t.label = label
	return t, true
}

// plainTarget looks a heading up in the synonyms, then by the words that telephones, e-mails and addresses go with.
func plainTarget(h string) (target, bool) {
	if h == "" {
		return target{}, false
	}
	if f, ok := known[h]; ok {
		return target{field: f}, true
	}
	if h == "cell" {
		return target{field: FieldPhone, label: "mobile"}, true
	}
	if h == "title" {
		return target{field: FieldHonorific}, true // made a post later, if nothing else is
	}
	if h == "company main phone" || h == "основной телефон организации" || h == "основний телефон організації" || h == "телефон компании" ||
		h == "телефон компанії" || h == "company phone" || h == "телефон организации" {
		return target{field: FieldCompanyPhone, label: "main"}, true
	}
	if len(h) > 80 {
		return target{}, false
	}
	if t, ok := addressTarget(h); ok {
		return t, true
	}
	if hasStem(h, emailStems) && !hasStem(h, notValueStems) {
		return target{field: FieldEmail, label: sortOf(h)}, true
	}
	if hasStem(h, phoneStems) && !hasStem(h, notValueStems) {
		return target{field: FieldPhone, label: phoneSort(h)}, true
	}
	return target{}, false
}

var (
	emailStems    = []string{"email", "эл почты", "ел пошти", "почта", "пошта", "mail$"}
	phoneStems    = []string{"телефон", "phone", "тел$", "tel$", "моб", "mobile", "факс", "fax$", "cell phone", "cellphone", "cellular", "пейджер", "pager", "сотовый", "обратный вызов", "callback", "телекс", "telex", "телетайп", "isdn", "viber", "whatsapp"}
	notValueStems = []string{"тип", "type", "display", "label", "краткое", "consent$", "opt$", "status", "count$", "дата", "date$", "id$", "вид$", "согласие", "згода"}
)

// hasStem reports whether a word of the heading begins with one of the stems; a stem with "$" is a whole word.
func hasStem(h string, stems []string) bool {
	h = " " + h + " "
	for _, stem := range stems {
		if whole, found := strings.CutSuffix(stem, "$"); found {
			stem = whole + " "
		}
		if strings.Contains(h, " "+stem) {
			return true
		}
	}
	return false
}

// addressTarget understands "Business Street 2" and "Home City".
func addressTarget(h string) (target, bool) {
	first, rest, found := strings.Cut(h, " ")
	if !found {
		return target{}, false
	}
	label := sortOf(first)
	if first == "mailing" || first == "billing" || first == "shipping" || first == "company" || first == "delivery" {
		label = first
	}
	if f := known[rest]; label != "" && isAddressPart(f) {
		if label == "company" {
			label = ""
		}
		return target{field: f, label: label, group: label}, true
	}
	return target{}, false
}

// sorts are the stems by which the sort of a telephone, e-mail or address is known.
var sorts = []struct{ code, stems string }{
	{"fax", "факс|fax|facsimile"},
	{"pager", "пейджер|pager|page"},
	{"mobile", "моб|mobile|cell|сотов|переносн|стільник"},
	{"assistant", "помощник|assistant|помічник"},
	{"car", "car|в машине|автомоб"},
	{"home", "дом|home|частн|личн|private|personal|домашн|приватн|особист"},
	{"work", "раб|work|business|office|корпоратив|служебн|робоч|корпоративн"},
	{"main", "осн|main|primary|первичн|головн"},
	{"other", "друг|other|інш"},
	{"mailing", "рассыл|розсил|newsletter|почтов"},
	{"callback", "обратн|callback|зворотн"},
	{"radio", "радио|radio"},
	{"telex", "телекс|telex|телетайп|tty|isdn"},
}

// sortOf finds the code of the sort that a heading or a label speaks of, "" when of none.
func sortOf(h string) string {
	for _, s := range sorts {
		for _, stem := range strings.Split(s.stems, "|") {
			if strings.HasPrefix(h, stem) || strings.Contains(h, " "+stem) {
				return s.code
			}
		}
	}
	return ""
}

// phoneSort tells home fax and work fax apart.
func phoneSort(h string) string {
	code := sortOf(h)
	if code == "fax" {
		if rest := sortOf(strings.NewReplacer("факс", "", "fax", "").Replace(h)); rest == "home" || rest == "other" {
			return rest + " fax"
		}
	}
	return code
}
