package intake

import (
	"bytes"
	"strings"
	"testing"

	"github.com/emersion/go-vcard"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// crlf writes a card as phones do.
func crlf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

var cardFiles = []struct {
	name string
	file []byte
	want string
}{
	{"a soft break inside a letter", crlf("BEGIN:VCARD", "VERSION:2.1",
		"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D1=80=D0=BE=D0=B1=D0=BD=D1=8B=D0=", "=B9;=D0=9F=D1=91=D1=82=D1=80;=D0=98=D0=BB=D1=8C=D0=B8=D1=87;;",
		"TEL;CELL;PREF:+79000000008", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 person "Пётр Ильич Пробный" tel(mobile "+79000000008" +79000000008)
  "Пётр Ильич Пробный" given="Пётр Ильич"
`},
	{"a space before the soft continuation", crlf("BEGIN:VCARD", "VERSION:2.1", "FN:Anna",
		"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=BE=D0=B4=D0=B8=D0=BD=", " =20=D0=B4=D0=B2=D0=B0=", " three", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 person "Anna" notes="один два three"
`},
	{"letters and semicolons all encoded", crlf("BEGIN:VCARD", "VERSION:2.1",
		"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=53=61=6D=70=6C=65;=41=6E=6E;;;", "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=41=3B=42;=43", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 company "A;B"
  "Ann Sample" given="Ann"
  + "department" "C"
`},
	{"a page that nobody names", encodedCard(charmap.Windows1251, "N:Щукин;Пётр;Ильич", "NOTE;ENCODING=QUOTED-PRINTABLE:=CF=F0=E8=E2=E5=F2, =EC=E8=F0"), `vCard, windows-1251, "", rows 1, clients 1
1 person "Пётр Ильич Щукин" notes="Привет, мир"
  "Пётр Ильич Щукин" given="Пётр Ильич"
`},
	{"a Polish page in quoted-printable", crlf("BEGIN:VCARD", "VERSION:2.1", "N;QUOTED-PRINTABLE:Wi=9Cniewski;Stanis=B3aw", "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1250:Stanis=B3aw Wi=9Cniewski", "END:VCARD"), `vCard, windows-1250, "", rows 1, clients 1
1 person "Stanisław Wiśniewski"
  "Stanisław Wiśniewski" given="Stanisław"
`},
	{"Shift_JIS that says so", encodedCard(japanese.ShiftJIS, "N;CHARSET=SHIFT_JIS:山田;太郎", "ORG;CHARSET=SHIFT_JIS:表示"), `vCard, shift_jis, "", rows 1, clients 1
1 company "表示"
  "山田 太郎" given="太郎"
`},
	{"UTF-16 of a phone", encodedCard(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "FN:Олена Ковальчук", "TEL;TYPE=work:+380440000005"), `vCard, UTF-16BE, "", rows 1, clients 1
1 person "Олена Ковальчук" tel(work "+380440000005" +380440000005)
`},
	{"folds by octets inside letters", bytes.ReplaceAll(crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Анна Пробная", "END:VCARD"), []byte("\xd0\xbd\xd0\xbd"), []byte("\xd0\r\n \xbd\xd0\xbd")), `vCard, UTF-8, "", rows 1, clients 1
1 person "Анна Пробная"
`},
	{"pictures in every dress", crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ann", "PHOTO;BASE64:", "  /9j/4AAQ", "  SkZJRg==", "LOGO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " AAAA", "PHOTO;ENCODING=BASE64:AAAA", "BBBBCCCC", "", "PHOTO:data:image/png;base64,AAAA", " BBBB", "PHOTO;VALUE=uri:http://example.com/a", " .png", "TEL:+79000000008", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 person "Ann" tel( "+79000000008" +79000000008)
! 1 PHOTO intake.photo ["Count" "5"]
`},
	{"labels of Apple", crlf("BEGIN:VCARD", "VERSION:3.0", "N:;;;;", "FN:ООО «Проба»", "ORG:ООО «Проба»;", "item1.TEL;type=pref:8 800 000-00-06", "item1.X-ABLabel:Склад",
		"item2.URL:https\\://example.com", "item2.X-ABLabel:_$!<HomePage>!$_", "item3.TEL:+79000000008", "item3.X-ABLabel:_$!<Mobile>!$_",
		"item4.X-ABRELATEDNAMES:Анна", "item4.X-ABLabel:_$!<Spouse>!$_", "X-ABShowAs:COMPANY", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 company "ООО «Проба»" sites="https://example.com" tel(Склад "8 800 000-00-06" +78000000006) tel(mobile "+79000000008" +79000000008)
  + "Spouse" "Анна"
  + "BDAY" "--02-29"
`},
	{"addresses of links and seventh parts", crlf("BEGIN:VCARD", "VERSION:4.0", "FN:Ann", "TEL;VALUE=uri;PREF=1;TYPE=\"voice,work\":tel:+7-495-000-00-01;ext=12",
		"ADR;TYPE=work:;;ул. Мира\\, 1;Москва;;101000;Россия", "EMAIL;PREF=1:mailto:a@example.com", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 person "Ann" city="Москва" country="RU" tel(work "+7-495-000-00-01 ext. 12" +74950000001 ext 12) mail( a@example.com)
  at work "101000" "RU" "" "Москва" "ул. Мира, 1"
`},
	{"people of one firm", crlf("BEGIN:VCARD", "FN:Анна Пробная", "N:Пробная;Анна", "ORG:ООО «Проба»", "TEL;WORK:+74950000001", "END:VCARD", "", "BEGIN:VCARD", "FN:Пётр Щукин", "N:Щукин;Пётр", "ORG:Ооо \"Проба\"", "END:VCARD"), `vCard, UTF-8, "", rows 2, clients 1
1 company "ООО «Проба»"
  "Анна Пробная" given="Анна" tel(work "+74950000001" +74950000001)
  "Пётр Щукин" given="Пётр"
`},
	{"cards with mistakes", crlf("", "begin : vCard ", "FN:Anna", "no colon here", "# a remark", "TEL;CELL:+79000000008", "NOTE:never ended"), `vCard, UTF-8, "", rows 1, clients 1
2 person "Anna" notes="never ended" tel(mobile "+79000000008" +79000000008)
! 4  intake.card.line ["Text" "no colon here"]
! 2  intake.card.open []
`},
	{"a whole name in one part", crlf("BEGIN:VCARD", "VERSION:2.1", "N:;Иванов Сергей такси;;;", "FN:Иванов Сергей такси", "END:VCARD"), `vCard, UTF-8, "", rows 1, clients 1
1 person "Иванов Сергей такси"
`},
}

func encodedCard(page encoding.Encoding, lines ...string) []byte {
	data, err := page.NewEncoder().Bytes(crlf(append(append([]string{"BEGIN:VCARD", "VERSION:2.1"}, lines...), "END:VCARD")...))
	if err != nil {
		panic(err)
	}
	return data
}

func TestCards(t *testing.T) {
	for _, c := range cardFiles {
		t.Run(c.name, func(t *testing.T) {
			if got := show(read(t, "card.vcf", c.file, Options{})); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestCardsOfAnotherWriter reads what a writer of vCard 4.0 that is not ours makes.
func TestCardsOfAnotherWriter(t *testing.T) {
	var file bytes.Buffer
	w := vcard.NewEncoder(&file)
	for _, name := range []string{"Анна; Пробная, \\ 1", strings.Repeat("Очень длинное имя ", 12) + "конец"} {
		card := vcard.Card{}
		card.SetValue(vcard.FieldFormattedName, name)
		card.AddValue(vcard.FieldTelephone, "+7 495 000-00-01")
		card.AddValue(vcard.FieldNote, "первая\nвторая; третья")
		vcard.ToV4(card)
		if err := w.Encode(card); err != nil {
			t.Fatal(err)
		}
		b := read(t, "card.vcf", file.Bytes(), Options{})
		last := b.Clients[len(b.Clients)-1].Client
		if last.Name != name || last.Notes != "первая\nвторая; третья" || last.Phones[0].E164 != "+74950000001" {
			t.Errorf("%q comes back as %q with %q", name, last.Name, last.Notes)
		}
	}
}

// TestSortsOfTelephonesInTheUsersLanguage writes labels in words.
func TestSortsOfTelephonesInTheUsersLanguage(t *testing.T) {
	file := crlf("BEGIN:VCARD", "FN:Анна", "TEL;HOME;FAX:+74950000001", "TEL;CELL:+79000000008", "TEL;X-Склад:+74950000002", "END:VCARD")
	b := read(t, "card.vcf", file, Options{Tongue: tongue(t, "uk")})
	var got []string
	for _, p := range b.Clients[0].Client.Phones {
		got = append(got, p.Label)
	}
	if strings.Join(got, ", ") != "домашній факс, мобільний, склад" {
		t.Errorf("got %q", got)
	}
}
