package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"rapport/app/crm"
)

// tables are small files with what is to be read out of them.
var tables = []struct{ name, file, want string }{
	{"line ends of the old Macintosh", "Компания;Телефон\rПроба;+7 495 000-00-01\r", `CSV, UTF-8, ";", rows 1, clients 1
2 company "Проба" tel( "+7 495 000-00-01" +74950000001)
`},
	{"quotes with line breaks", "Компания,Комментарий\r\n\"ООО \"\"Рога, и копыта\"\"\",\"раз\r\nдва\"\r\nВторая,\"три\"\r\n", `CSV, UTF-8, ",", rows 2, clients 2
2 company "ООО \"Рога, и копыта\"" notes="раз\nдва"
4 company "Вторая" notes="три"
`},
	{"a quote never shut", "Компания;Город\n\"Рога и копыта;Москва\n\"Вторая\";Тверь\n", `CSV, UTF-8, ";", rows 2, clients 2
2 company "\"Рога и копыта" city="Москва"
  at "" "" "" "Москва" ""
3 company "Вторая" city="Тверь"
  at "" "" "" "Тверь" ""
! 2  intake.quote []
`},
	{"a quote never shut in the last row", "Компания;Город\nПервая;Тверь\n\"Рога и копыта;Москва\n", `CSV, UTF-8, ";", rows 2, clients 2
2 company "Первая" city="Тверь"
  at "" "" "" "Тверь" ""
3 company "\"Рога и копыта" city="Москва"
  at "" "" "" "Москва" ""
! 3  intake.quote []
`},
	{"rows of uneven length", "Компания;Город\nПервая\nВторая;Тверь;лишнее;;ещё\n", `CSV, UTF-8, ";", rows 2, clients 2
2 company "Первая"
3 company "Вторая" city="Тверь"
  at "" "" "" "Тверь" ""
  + "#3" "лишнее"
  + "#5" "ещё"
! 3  intake.ragged ["Columns" "2" "Cells" "5"]
`},
	{"no headings", "ООО Первая;+7 495 000-00-01;a@example.com\nООО Вторая;8 800 000-00-06;b@example.com\n", `CSV, UTF-8, ";", rows 2, clients 2
1 company "ООО Первая" tel( "+7 495 000-00-01" +74950000001) mail( a@example.com)
2 company "ООО Вторая" tel( "8 800 000-00-06" +78000000006) mail( b@example.com)
! 1  intake.headless ["Columns" "1 – company, 2 – phone, 3 – email"]
`},
	{"unknown headings", "Кто;Как звонить\nПробный Пётр Ильич;+7 495 000-00-01\nЗначительная Анна Петровна;8 800 000-00-06\n", `CSV, UTF-8, ";", rows 2, clients 2
2 person "Пробный Пётр Ильич" tel( "+7 495 000-00-01" +74950000001)
  "Пробный Пётр Ильич" given="Пётр Ильич"
3 person "Значительная Анна Петровна" tel( "8 800 000-00-06" +78000000006)
  "Значительная Анна Петровна" given="Анна Петровна"
! 1  intake.guessed ["Columns" "1 – name, 2 – phone"]
`},
	{"a list of addresses", "a@example.com\nb@example.com\n", `CSV, UTF-8, "", rows 2, clients 2
1 person "a@example.com" mail( a@example.com)
2 person "b@example.com" mail( b@example.com)
! 1  intake.headless ["Columns" "1 – email"]
! 1  intake.nameless ["Text" "a@example.com"]
! 2  intake.nameless ["Text" "b@example.com"]
`},
	{"destroyed numbers", "Компания;ИНН;Телефон\nПервая;5,00101E+11;+7,9161E+10\n", `CSV, UTF-8, ";", rows 1, clients 1
2 company "Первая"
  + "ИНН" "5,00101E+11"
  + "Телефон" "+7,9161E+10"
! 2 ИНН intake.damaged ["Text" "5,00101E+11"]
! 2 Телефон intake.damaged ["Text" "+7,9161E+10"]
`},
	{"lost noughts and false numbers", "Компания;Код по ЕДРПОУ\nПервая;2010\nВторая;12345677\nТретья;32855961\nЧетвёртая;1234504\n", `CSV, UTF-8, ";", rows 4, clients 4
2 company "Первая"
  of UA edrpou="2010"
3 company "Вторая"
  of UA edrpou="12345677"
4 company "Третья"
  of UA edrpou="32855961"
5 company "Четвёртая"
  of UA edrpou="01234504"
! 2 Код по ЕДРПОУ intake.ident ["Text" "2010"]
! 3 Код по ЕДРПОУ intake.ident ["Text" "12345677"]
! 5 Код по ЕДРПОУ intake.zero ["Text" "1234504" "Now" "01234504"]
`},
	{"apostrophes of amoCRM", "Компания;Рабочий телефон (контакт);Основной контакт\nПервая;'+79000000008;Анна\n", `CSV, UTF-8, ";", rows 1, clients 1
2 company "Первая"
  "Анна" tel(work "+79000000008" +79000000008)
`},
	{"people of one firm", "Компания;ИНН;Контактное лицо;Должность;Телефон;Бюджет\nООО «Ромашка»;7707083893;Пётр Ильич;директор;+7 495 000-00-01;10\nООО \"Ромашка\";;Анна Петровна;бухгалтер;+7 495 000-00-02;20\nОоо Ромашка;7707083893;Пётр Ильич;;+7 900 000-00-03;10\n", `CSV, UTF-8, ";", rows 3, clients 1
2 company "ООО «Ромашка»"
  of RU inn="7707083893"
  "Пётр Ильич" given="Пётр Ильич" post="директор" tel( "+7 495 000-00-01" +74950000001) tel( "+7 900 000-00-03" +79000000003)
  "Анна Петровна" given="Анна Петровна" post="бухгалтер" tel( "+7 495 000-00-02" +74950000002)
  + "Бюджет" "10"
  + "Бюджет (Анна Петровна)" "20"
`},
	{"two firms of one name", "Наименование;ИНН;КПП\nРомашка;7707083893;\nРомашка;7736050003;\n", `CSV, UTF-8, ";", rows 2, clients 2
2 company "Ромашка"
  of RU inn="7707083893"
3 company "Ромашка"
  of RU inn="7736050003"
`},
	{"products of one lead", "ID;Название лида;Имя;Фамилия;Рабочий телефон;Товар\n7;Заявка;Анна;Пробная;+7 495 000-00-01;Стол\n7;Заявка;Анна;Пробная;+7 495 000-00-01;Стул\n", `CSV, UTF-8, ";", rows 2, clients 1
2 person "Анна Пробная" tel(work "+7 495 000-00-01" +74950000001)
  "Анна Пробная" given="Анна"
  + "ID" "7"
  + "Название лида" "Заявка"
  + "Товар" "Стол"
  + "Товар (Анна Пробная)" "Стул"
`},
	{"two headings alike", "Компания;Телефон;Телефон\nПервая;+7 495 000-00-01;+7 495 000-00-02\n", `CSV, UTF-8, ";", rows 1, clients 1
2 company "Первая" tel( "+7 495 000-00-01" +74950000001) tel( "+7 495 000-00-02" +74950000002)
! 0 Телефон intake.twice []
`},
	{"a nameless row", "Компания;Город;Рейтинг\n;Москва;5\nПервая;;\n", `CSV, UTF-8, ";", rows 2, clients 1
3 company "Первая"
! 2  intake.nameless.left ["Text" "5"]
`},
	{"old Google", "Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Organization 1 - Name,Organization 1 - Title,Website 1 - Type,Website 1 - Value\nАнна Пробная,Анна,Ивановна,Пробная,1980-02-29,раз,* myContacts ::: Опт,* Home,a@example.com,Mobile,+7 900 000-00-08,Work,\"ул. Мира, 1\nМосква\",ООО «Проба»,директор,Work,http://example.com\n", `CSV, UTF-8, ",", rows 1, clients 1
2 company "ООО «Проба»" tags="Опт" sites="http://example.com"
  at work "" "" "" "" "ул. Мира, 1, Москва"
  "Анна Ивановна Пробная" given="Анна Ивановна" post="директор" born="1980-02-29" notes="раз" tel(mobile "+7 900 000-00-08" +79000000008) mail(home a@example.com)
`},
	{"English Outlook", "Title,First Name,Last Name,Company,Job Title,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,Home City,Business Fax,Business Phone,Mobile Phone,Anniversary,Birthday,E-mail Address,E-mail Type,E-mail 2 Address,Categories,Priority,Web Page\nMr.,John,Sample,Sample Ltd,Buyer,1 High St,London,W1 1AA,United Kingdom,2 Low St,Leeds,+44 20 7946 0001,+44 20 7946 0002,+44 7700 900003,0/0/00,12/31/1980,j@example.com,SMTP,k@example.com,VIP;Trade,Normal,example.com\n", `CSV, UTF-8, ",", rows 1, clients 1
2 company "Sample Ltd" city="London" country="GB" tags="VIP, Trade" sites="example.com"
  at work "W1 1AA" "GB" "" "London" "1 High St"
  "John Sample" given="John" post="Buyer" born="1980-12-31" tel(fax "+44 20 7946 0001" +442079460001) tel(work "+44 20 7946 0002" +442079460002) tel(mobile "+44 7700 900003" +447700900003) mail( j@example.com) mail( k@example.com)
  + "Title" "Mr."
  + "home" "2 Low St, Leeds"
`},
	{"Thunderbird", "First Name,Last Name,Display Name,Primary Email,Work Phone,Fax Number,Work City,Work ZipCode,Work Country,Job Title,Organization,Birth Year,Birth Month,Birth Day,Notes\nОльга,Вигадана,Ольга Вигадана,o@example.com,+380 44 000 00 05,+380 44 000 00 06,Київ,01001,Україна,Директорка,ТОВ «Приклад»,1990,2,3,примітка\n", `CSV, UTF-8, ",", rows 1, clients 1
2 company "ТОВ «Приклад»" city="Київ" country="UA"
  at work "01001" "UA" "" "Київ" ""
  "Ольга Вигадана" given="Ольга" post="Директорка" born="1990-02-03" notes="примітка" tel(work "+380 44 000 00 05" +380440000005) tel(fax "+380 44 000 00 06" +380440000006) mail(main o@example.com)
`},
	{"dates that may be either", "ФИО;День рождения\nАнна Пробная;03/04/1980\n", `CSV, UTF-8, ";", rows 1, clients 1
2 person "Анна Пробная"
  + "День рождения" "03/04/1980"
! 2 День рождения intake.date.either ["Text" "03/04/1980"]
`},
	{"a column tells the order of its dates", "ФИО;День рождения\nАнна Пробная;03/04/1980\nИван Пробный;31/12/81\n", `CSV, UTF-8, ";", rows 2, clients 2
2 person "Анна Пробная"
  "Анна Пробная" born="1980-04-03"
3 person "Иван Пробный"
  "Иван Пробный" born="1981-12-31"
`},
	{"a comma inside an address", "companyName,address,city,country,phone\nПроба,\"ул. Мира, 1\",Москва,Россия,+7 495 000-00-01\nAlpha,1, Main St,Paris,France\nBeta,Oak 5,Oslo,Norway,22 33 44 55\nGamma,2, rue X,Lyon,France,40.67.88.88\n", `CSV, UTF-8, ",", rows 4, clients 4
2 company "Проба" city="Москва" country="RU" tel( "+7 495 000-00-01" +74950000001)
  at "" "RU" "" "Москва" "ул. Мира, 1"
3 company "Alpha" city="Paris" country="FR"
  at "" "FR" "" "Paris" "1, Main St"
4 company "Beta" city="Oslo" country="NO" tel( "22 33 44 55" +4722334455)
  at "" "NO" "" "Oslo" "Oak 5"
5 company "Gamma" city="Lyon" country="FR" tel( "40.67.88.88" )
  at "" "FR" "" "Lyon" "2, rue X"
! 3  intake.joined.lost ["Text" "1, Main St" "Lost" "1"]
! 5  intake.joined ["Text" "2, rue X" "Lost" "0"]
`},
	{"a pipe and a sep line", "sep=|\nКомпания|Телефон компании\nПервая|+7 495 000-00-01\n", `CSV, UTF-8, "|", rows 1, clients 1
3 company "Первая" tel(main "+7 495 000-00-01" +74950000001)
`},
	{"Ukrainian headings", "Назва компанії\tКод ЄДРПОУ\tКонтактна особа\tПосада\tМобільний телефон\tЕл. пошта\tМісто\tІм'я\nТОВ «Приклад»\t32855961\tПетренко Олена Іванівна\tдиректорка\t067 000 00 02\to@example.com\tКиїв\tОлена\n", `CSV, UTF-8, "\t", rows 1, clients 1
2 company "ТОВ «Приклад»" city="Київ"
  at "" "" "" "Київ" ""
  of UA edrpou="32855961"
  "Петренко Олена Іванівна" given="Олена Іванівна" post="директорка" tel(mobile "067 000 00 02" +380670000002) mail( o@example.com)
`},
	{"people of Pipedrive", "Person - Name,Person - Phone (Work),Person - Email (Work),Organization - Name,Organization - Phone,Deal - Title\nAnn Sample,\"+1 206 555 98 57, +1 206 555 98 58\",a@example.com,Sample Ltd,+1 206 555 98 59,Deal\n", `CSV, UTF-8, ",", rows 1, clients 1
2 company "Sample Ltd" tel( "+1 206 555 98 59" +12065559859)
  "Ann Sample" tel(work "+1 206 555 98 57" +12065559857) tel(work "+1 206 555 98 58" +12065559858) mail(work a@example.com)
  + "Deal - Title" "Deal"
`},
	{"words of ours in a file that is not", "Компания;Тип отношений;Поле: Скидка\nПервая;дружеские;5\n", `CSV, UTF-8, ";", rows 1, clients 1
2 company "Первая"
  + "Тип отношений" "дружеские"
  + "Поле: Скидка" "5"
`},
	{"companies of HubSpot", "Record ID,Company name,Website URL,Company owner,Create Date\n9001,Sample Ltd,example.com,Ann,2026-01-15 09:30\n", `CSV, UTF-8, ",", rows 1, clients 1
2 company "Sample Ltd" code="9001" sites="example.com" owner="Ann"
  + "Create Date" "2026-01-15 09:30"
`},
}

func TestTables(t *testing.T) {
	for _, c := range tables {
		t.Run(c.name, func(t *testing.T) {
			if got := show(read(t, "table.csv", []byte(c.file), Options{})); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestEncodings writes one table in every page and reads the same out of it.
func TestEncodings(t *testing.T) {
	russian := "Контрагент;Контактное лицо;Город\r\nООО Ромашка;Щукин Пётр Ильич;Санкт-Петербург\r\n"
	ukrainian := "Компанія;Контактна особа;Місто\r\nТОВ Їжачок;Ґалаґан Євгенія Ігорівна;Київ\r\n"
	western := "Company;Contact name;City\r\nCafé Zoë;François Müller;Besançon\r\n"
	for _, c := range []struct {
		name, text, city string
		encode           func(string) ([]byte, error)
	}{
		{"UTF-8", ukrainian, "Київ", func(s string) ([]byte, error) { return []byte(s), nil }},
		{"UTF-8", ukrainian, "Київ", func(s string) ([]byte, error) { return []byte("\ufeff" + s), nil }},
		{"windows-1251", russian, "Санкт-Петербург", encodedIn(charmap.Windows1251)},
		{"windows-1251", ukrainian, "Київ", encodedIn(charmap.Windows1251)},
		{"IBM866", russian, "Санкт-Петербург", encodedIn(charmap.CodePage866)},
		{"KOI8-U", russian, "Санкт-Петербург", encodedIn(charmap.KOI8U)},
		{"KOI8-U", ukrainian, "Київ", encodedIn(charmap.KOI8U)},
		{"windows-1252", western, "Besançon", encodedIn(charmap.Windows1252)},
		{"UTF-16LE", russian, "Санкт-Петербург", encodedIn(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		{"UTF-16BE", ukrainian, "Київ", encodedIn(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))},
		{"UTF-16LE", russian, "Санкт-Петербург", encodedIn(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))},
		{"UTF-16BE", western, "Besançon", encodedIn(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))},
	} {
		data, err := c.encode(c.text)
		if err != nil {
			t.Fatal(err)
		}
		b := read(t, c.name, data, Options{})
		if b.Encoding != c.name || len(b.Clients) != 1 || b.Clients[0].Client.City != c.city || len(b.Clients[0].Contacts) != 1 {
			t.Errorf("%s: %s", c.name, show(b))
		}
	}
}

func TestEncodingThatTheUserNames(t *testing.T) {
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte("Компания\nЁж\n"))
	if err != nil {
		t.Fatal(err)
	}
	if b := read(t, "x.csv", data, Options{Encoding: "windows-1251"}); len(b.Clients) != 1 || b.Clients[0].Client.Name != "Ёж" {
		t.Errorf("got %s", show(b))
	}
}

// TestColumnsThatTheUserNames reads a table that says nothing to us by the user's word.
func TestColumnsThatTheUserNames(t *testing.T) {
	b := read(t, "x.csv", []byte("a;b;c\nПервая;x;+7 495 000-00-01\n"), Options{Fields: map[int]Field{0: FieldCompany, 2: FieldPhone, 1: FieldSkip}})
	if got := show(b); got != "CSV, UTF-8, \";\", rows 1, clients 1\n2 company \"Первая\" tel( \"+7 495 000-00-01\" +74950000001)\n" {
		t.Error(got)
	}
	if len(b.Columns) != 3 || b.Columns[0].Field != FieldCompany || b.Columns[0].Examples[0] != "Первая" {
		t.Errorf("columns %+v", b.Columns)
	}
}

func TestRefusals(t *testing.T) {
	for head, want := range map[string]struct {
		err    error
		reason string
	}{
		"":                                 {ErrEmpty, "empty"},
		" \r\n\t\r\n":                      {ErrEmpty, "empty"},
		"\ufeff":                           {ErrEmpty, "empty"},
		"%PDF-1.7 …":                       {ErrFormat, "pdf"},
		"\x89PNG\r\n\x1a\n\x00\x00":        {ErrFormat, "image"},
		"\xff\xd8\xff\xe0":                 {ErrFormat, "image"},
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": {ErrFormat, "xls"},
		"SQLite format 3\x00":              {ErrFormat, "base"},
		"<!DOCTYPE html><html><body>":      {ErrFormat, "html"},
		"<?xml version=\"1.0\"?><a/>":      {ErrFormat, "xml"},
		"{\"clients\": []}":                {ErrFormat, "json"},
		"BEGIN:VCALENDAR\r\nEND:VCALENDAR": {ErrFormat, "calendar"},
		"MOXCEL\x00\x07":                   {ErrFormat, "mxl"},
		"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13": {ErrFormat, "binary"},
		"PK\x03\x04 cut off": {ErrDamaged, "damaged"},
	} {
		_, err := Read("file", []byte(head), Options{})
		var refusal *Refusal
		if !errors.Is(err, want.err) || !errors.As(err, &refusal) || refusal.Reason != "intake.refused."+want.reason {
			t.Errorf("%.20q: %v", head, err)
			continue
		}
		for _, lang := range []string{"ru", "uk", "en"} {
			if say := tongue(t, langOf(lang)); strings.Contains(refusal.Say(say), "[") {
				t.Errorf("%s: %s", lang, refusal.Say(say))
			}
		}
	}
}

func TestLimits(t *testing.T) {
	if _, err := Read("x", []byte("Компания\nа\n"), Options{Limits: Limits{Bytes: 4}}); !errors.Is(err, ErrTooBig) {
		t.Errorf("bytes: %v", err)
	}
	if _, err := ReadFrom("x", strings.NewReader("Компания\nа\n"), Options{Limits: Limits{Bytes: 4}}); !errors.Is(err, ErrTooBig) {
		t.Errorf("stream: %v", err)
	}
	if _, err := Read("x", []byte("Компания\nа\nб\nв\n"), Options{Limits: Limits{Rows: 2}}); !errors.Is(err, ErrTooBig) {
		t.Errorf("rows: %v", err)
	}
	b := read(t, "x", []byte("Компания;Город;x\nабвгдежзиклмн;Тверь;9\n"), Options{Limits: Limits{Columns: 2, Cell: 10}})
	if b.Clients[0].Client.Name != "абвгдежзик" || reasons(b)["intake.long"] == 0 || reasons(b)["intake.columns"] == 0 {
		t.Errorf("cells: %s", show(b))
	}
}

// TestEveryComplaintHasItsSentence writes each reason of the package in each language.
func TestEveryComplaintHasItsSentence(t *testing.T) {
	for _, lang := range []string{"ru", "uk", "en"} {
		say := tongue(t, langOf(lang))
		for _, c := range tables {
			for _, complaint := range read(t, c.name, []byte(c.file), Options{Tongue: say}).Complaints {
				if s := complaint.Say(say); strings.Contains(s, "[") || s == "" {
					t.Errorf("%s: %s: %s", lang, c.name, s)
				}
			}
		}
		for _, f := range Choices {
			if !say.Has(f.NameKey()) {
				t.Errorf("%s: no name for %q", lang, f)
			}
		}
		for _, s := range sorts {
			if !say.Has("intake.label." + s.code) {
				t.Errorf("%s: no word for %q", lang, s.code)
			}
		}
	}
}

// manyRows makes a table of n firms with a person each.
func manyRows(n int) []byte {
	var b strings.Builder
	b.WriteString("Название компании;ИНН;Имя;Фамилия;Отчество;Должность;Рабочий телефон;Мобильный телефон;E-mail;Город;Адрес;Теги;Комментарий;Бюджет\r\n")
	for i := range n {
		fmt.Fprintf(&b, "ООО «Проба %d»;7707083893;Пётр;Пробный%d;Ильич;директор;8 (495) %03d-%02d-%02d;+7 900 %03d-%02d-%02d;p%d@example.com;Москва;\"ул. Мира, %d\";опт, розница;звонить утром;1 234,50\r\n",
			i, i, i%1000, i%100, i%97, i%1000, i%100, i%89, i, i)
	}
	return []byte(b.String())
}

func BenchmarkTenThousandRows(b *testing.B) {
	data := manyRows(10_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		batch, err := Read("x.csv", data, Options{Country: "RU"})
		if err != nil || len(batch.Clients) != 10_000 || batch.Clients[0].Client.Kind != crm.Company {
			b.Fatal(err, len(batch.Clients))
		}
	}
}

func TestLongNameIsKeptOrComplainedOf(t *testing.T) {
	for _, c := range []struct {
		runes, kept int
		complains   bool
	}{{10_000, 10_000, false}, {10_001, 10_000, true}} {
		b := read(t, "a.csv", []byte("Компания;ФИО\n"+strings.Repeat("Ы", c.runes)+";Вера\n"), Options{})
		if n := utf8.RuneCountInString(b.Clients[0].Client.Name); n != c.kept {
			t.Errorf("of %d letters %d are kept", c.runes, n)
		}
		if told := slices.ContainsFunc(b.Complaints, func(k Complaint) bool { return k.Reason == "intake.long" && k.Line == 2 }); told != c.complains {
			t.Errorf("%d letters: complaints %v", c.runes, b.Complaints)
		}
	}
}
