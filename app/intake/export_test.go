package intake

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

var (
	someReps   = []crm.Rep{{ID: 7, Name: "Иван Менеджеров"}, {ID: 8, Name: "Олена Ковальчук"}}
	someFields = []crm.Field{{ID: 3, Name: "Телефон"}, {ID: 4, Name: "Скидка, %"}, {ID: 5, Name: "INN: старый"}}
)

// anyText is text that tries everything a cell can go wrong on.
func anyText(r *rand.Rand) string {
	pieces := []string{"ООО «Рога; и копыта»", "=1+1", "+cmd|' /C calc'!A0", "-5", "@here", "'tis", "\"quoted\"", "a,b", "две\nстроки", "таб\tтаб", "NULL", "итого",
		"№ 5", "Ім’я", "ё", "5,00101E+11", "", "x", "–", "'=x", "''", "<b>жирный</b>", "http://x.y/?a=b&amp;c", "8 (495) 000-00-01", "a@b.c", "2026-01-01", "0/0/00", "rapport id"}
	var b strings.Builder
	for range 1 + r.Intn(3) {
		b.WriteString(pieces[r.Intn(len(pieces))])
	}
	return strings.TrimSpace(b.String())
}

func anyPhones(r *rand.Rand) []crm.Phone {
	cells := []string{"8 (495) 000-00-01 доб. 12", "+380 67 000 00 03", "067 000-00-15", "12-34-56", "+7 900 000-00-08; 8-800-000-00-06", "(206) 555-9857 ext. 5467"}
	var out []crm.Phone
	for range r.Intn(3) {
		for _, p := range ident.ParsePhones(cells[r.Intn(len(cells))], []string{"RU", "UA", "US"}[r.Intn(3)]) {
			out = append(out, crm.Phone{Label: []string{"", "рабочий", "=x"}[r.Intn(3)], Raw: p.Raw, E164: p.E164, Ext: p.Ext, Key: p.Key})
		}
	}
	return out
}

func anyEmails(r *rand.Rand) []crm.Email {
	var out []crm.Email
	for range r.Intn(3) {
		out = append(out, crm.Email{Label: []string{"", "home", "для счетов"}[r.Intn(3)], Address: []string{"a@example.com", "Б@пример.рф", "+x@example.com"}[r.Intn(3)]})
	}
	return out
}

func anyClient(r *rand.Rand, id int64) crm.Client {
	c := crm.Client{ID: crm.ClientID(id), Kind: []crm.Kind{crm.Company, crm.Person}[r.Intn(2)], Name: strings.TrimSpace("Клиент " + anyText(r)), LegalName: anyText(r), Industry: anyText(r),
		City: anyText(r), Country: []string{"", "RU", "Mexico"}[r.Intn(3)], Source: anyText(r), Code: anyText(r),
		Type: []crm.RelType{"", crm.MarketExchange, crm.Business, crm.Strategic}[r.Intn(4)], Rung: crm.Rung(r.Intn(10)), Highest: crm.Rung(r.Intn(10)),
		RungSince: crm.Moment(r.Int63n(2e12)), Cadence: r.Intn(90), Phones: anyPhones(r), Emails: anyEmails(r), Notes: anyText(r), Suppliers: anyText(r),
		Manners: anyText(r), Created: crm.Moment(r.Int63n(2e12)), Owner: []crm.RepID{0, 7, 8}[r.Intn(3)]}
	for range r.Intn(3) {
		c.Tags = append(c.Tags, "тег"+anyText(r))
		c.Sites = append(c.Sites, strings.TrimSpace("сайт "+anyText(r)))
		c.Addresses = append(c.Addresses, crm.Address{Label: anyText(r), Street: strings.TrimSpace("ул. " + anyText(r)), City: anyText(r), Zip: anyText(r), Region: anyText(r), Country: anyText(r)})
		c.Requisites = append(c.Requisites, crm.Requisites{Country: "RU", INN: "7707083893", KPP: anyText(r), EDRPOU: anyText(r), IPN: anyText(r), Bank: anyText(r)})
	}
	for _, f := range someFields {
		if r.Intn(2) == 0 {
			c.Fields = append(c.Fields, crm.FieldValue{Field: f.ID, Value: strings.TrimSpace("зн " + anyText(r))})
		}
	}
	return c
}

func anyPerson(r *rand.Rand, id int64) crm.Contact {
	p := crm.Contact{ID: crm.ContactID(id), Name: strings.TrimSpace("Имя " + anyText(r)), Given: anyText(r), Dative: anyText(r), Post: anyText(r), PostTo: anyText(r), Phones: anyPhones(r),
		Emails: anyEmails(r), Birthday: []string{"", "1980-03-15", "--02-29"}[r.Intn(3)], Notes: anyText(r), Left: r.Intn(2) == 0, Created: crm.Moment(r.Int63n(2e12))}
	for _, role := range crm.Roles {
		if r.Intn(3) == 0 {
			p.Roles = append(p.Roles, role)
		}
	}
	return p
}

// back turns a draft into what was exported: names become ids again, as whoever keeps the base does.
func back(d Draft) (crm.Client, []crm.Contact) {
	c := d.Client
	for _, r := range someReps {
		if r.Name == d.Owner {
			c.Owner = r.ID
		}
	}
	for _, p := range d.Extra {
		for _, f := range someFields {
			if f.Name == p.Heading {
				c.Fields = append(c.Fields, crm.FieldValue{Field: f.ID, Value: p.Value})
			}
		}
	}
	return c, d.Contacts
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// TestOwnFileChangesNothing writes clients of every kind and reads them back, in each language.
func TestOwnFileChangesNothing(t *testing.T) {
	for _, lang := range text.Langs {
		r := rand.New(rand.NewSource(int64(len(lang)) + 41))
		var clients []crm.Client
		people := map[crm.ClientID][]crm.Contact{}
		var file bytes.Buffer
		w, err := NewClientWriter(&file, tongue(t, lang), someReps, someFields)
		if err != nil {
			t.Fatal(err)
		}
		for i := range int64(300) {
			c := anyClient(r, 1000+i)
			for j := range int64(r.Intn(4)) {
				p := anyPerson(r, 1+i*10+j)
				p.Client = c.ID
				people[c.ID] = append(people[c.ID], p)
			}
			clients = append(clients, c)
			w.Write(c, people[c.ID])
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for _, country := range []string{"RU", "UA", "US"} {
			b := read(t, "own.csv", file.Bytes(), Options{Country: country})
			if b.Format != "Rapport CSV" || len(b.Clients) != len(clients) || len(b.Complaints) > 0 {
				t.Fatalf("%s: %s with %d clients, complaints %v", lang, b.Format, len(b.Clients), b.Complaints)
			}
			for i, d := range b.Clients {
				c, p := back(d)
				if got, want := asJSON(c), asJSON(clients[i]); got != want {
					t.Fatalf("%s: client\n got %s\nwant %s", lang, got, want)
				}
				if got, want := asJSON(p), asJSON(people[c.ID]); got != want {
					t.Fatalf("%s: people\n got %s\nwant %s", lang, got, want)
				}
			}
		}
	}
}

// TestHeadingsOfTheCatalogueAreUnderstood keeps the words written and the words read in step.
func TestHeadingsOfTheCatalogueAreUnderstood(t *testing.T) {
	for _, lang := range text.Langs {
		say := tongue(t, lang)
		for _, f := range Choices[2:] {
			got, _ := understand(say.T(f.NameKey()))
			if got.field != f && !(f == FieldCompanyPhone && got.field == FieldPhone) && !(f == FieldCompanyEmail && got.field == FieldEmail) {
				t.Errorf("%s: %q is read as %q, not as %q", lang, say.T(f.NameKey()), got.field, f)
			}
		}
		for f := range ownSynonyms {
			if got, _ := understand(say.T(f.NameKey())); got.field != f {
				t.Errorf("%s: %q is read as %q, not as %q", lang, say.T(f.NameKey()), got.field, f)
			}
		}
		for _, r := range crm.AllRungs {
			if got, _ := wordCode(rungWords, say.T("crm.rung."+r.Word())); got != r {
				t.Errorf("%s: rung %q is read as %d", lang, say.T("crm.rung."+r.Word()), got)
			}
		}
		for _, r := range crm.Roles {
			if got, _ := wordCode(roleWords, say.T("crm.role."+string(r))); got != r {
				t.Errorf("%s: role %q is read as %q", lang, say.T("crm.role."+string(r)), got)
			}
		}
		for _, r := range []crm.RelType{crm.MarketExchange, crm.Business, crm.Strategic} {
			if got, _ := wordCode(typeWords, say.T("crm.type."+r.Word())); got != r {
				t.Errorf("%s: type %q is read as %q", lang, say.T("crm.type."+r.Word()), got)
			}
		}
		for _, k := range []crm.Kind{crm.Company, crm.Person} {
			if got, _ := wordCode(kindWords, say.T("crm.kind."+string(k))); got != k {
				t.Errorf("%s: kind %q is read as %q", lang, say.T("crm.kind."+string(k)), got)
			}
		}
	}
}

func TestTableForSpreadsheets(t *testing.T) {
	rows := func(yield func([]string) bool) {
		_ = yield([]string{"=HYPERLINK(\"x\")", "+7 (495) 123-45-67 доб. 12", "-1 234,50"}) && yield([]string{"@a", "+SUM(A1)", "-x"}) &&
			yield([]string{"'q", "a;b\r\nc", " края "})
	}
	var ru, en bytes.Buffer
	if err := WriteTable(&ru, []string{"А", "Б", "В"}, rows, text.RU); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffА;Б;В\r\n\"'=HYPERLINK(\"\"x\"\")\";+7 (495) 123-45-67 доб. 12;\"-1 234,50\"\r\n'@a;'+SUM(A1);'-x\r\n''q;\"a;b\nc\";\" края \"\r\n"
	if ru.String() != want {
		t.Errorf("got  %q\nwant %q", ru.String(), want)
	}
	if err := WriteTable(&en, []string{"A", "B", "C"}, rows, text.EN); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(en.String(), "\ufeffA,B,C\r\n") {
		t.Errorf("English table begins %q", en.String()[:20])
	}
}

func TestGuardedIsUndone(t *testing.T) {
	for _, s := range []string{"", "=", "'", "''", "'=", "+7 900", "+x", "-5,0", "-", "@", "\tx", "слово", "'слово"} {
		if got := bared(guarded(s)); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
	}
}

func TestOnlyTheColumnsAskedFor(t *testing.T) {
	var file bytes.Buffer
	w, err := NewClientWriter(&file, tongue(t, text.EN), nil, nil, FieldCompany, FieldPhone)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(crm.Client{ID: 1, Name: "Sample", City: "London"}, []crm.Contact{{ID: 2, Name: "Ann", Phones: []crm.Phone{{Raw: "+1 206 555 98 57"}}}})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeffRapport ID,Rapport contact ID,Company,Phone 1\r\n1,2,Sample,+1 206 555 98 57\r\n"; file.String() != want {
		t.Errorf("got %q", file.String())
	}
}
