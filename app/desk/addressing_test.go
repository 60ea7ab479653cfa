package desk_test

import (
	"bytes"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// vera is a person with everything a letter needs.
var vera = crm.Contact{ID: 7, Name: "Лапина Вера Ильинична", Given: "Вера Ильинична", Dative: "Лапиной В. И.", Post: "директор", PostTo: "директору"}

func TestWordingFollowsTheLanguage(t *testing.T) {
	d := withFirm(t)
	plain := crm.Contact{ID: 8, Name: "Пётр Лось", Given: "Пётр", Post: "снабженец"}
	latin := crm.Contact{ID: 9, Name: "Ann Smith", Given: "Ann", Dative: "Dr. Ann Smith", Post: "buyer"}
	people := []crm.Contact{vera, plain, latin}
	for _, c := range []struct {
		name                   string
		from, to               text.Lang
		contact                crm.ContactID
		post, person, greeting string
		want                   [3]string
	}{
		{"ru to en", "ru", "en", 7, "директору", "Лапиной В. И.", "Уважаемая Вера Ильинична!", [3]string{"директор", "Лапина Вера Ильинична", "Dear Вера Ильинична,"}},
		{"en to ru", "en", "ru", 7, "директор", "Лапина Вера Ильинична", "Dear Вера Ильинична,", [3]string{"директору", "Лапиной В. И.", "Уважаемая Вера Ильинична!"}},
		{"ru to uk", "ru", "uk", 7, "директору", "Лапиной В. И.", "Уважаемая Вера Ильинична!", [3]string{"директору", "Лапиной В. И.", "Доброго дня, Вера Ильинична!"}},
		{"uk to en", "uk", "en", 7, "директору", "Лапиной В. И.", "Доброго дня, Вера Ильинична!", [3]string{"директор", "Лапина Вера Ильинична", "Dear Вера Ильинична,"}},
		{"typed stays", "ru", "en", 7, "главе", "Лапиной В. И.", "Вера, привет!", [3]string{"главе", "Лапина Вера Ильинична", "Вера, привет!"}},
		{"fields stay", "ru", "en", 7, "директору", "Лапиной В. И.", "Привет, {contact.given}!", [3]string{"директор", "Лапина Вера Ильинична", "Привет, {contact.given}!"}},
		{"a proposed case", "ru", "en", 8, "снабженцу", text.DativeName("Пётр Лось", "ru"), "Здравствуйте, Пётр!", [3]string{"снабженец", "Пётр Лось", "Dear Пётр,"}},
		{"an English form", "ru", "en", 9, "buyer", "Dr. Ann Smith", "Здравствуйте, Ann!", [3]string{"buyer", "Dr. Ann Smith", "Dear Ann,"}},
		{"to nobody", "ru", "en", 0, "всем", "", "Уважаемые!", [3]string{"всем", "", "Уважаемые!"}},
	} {
		o := trade.Offer{Lang: string(c.from), Contact: c.contact, To: trade.Addressee{Post: c.post, Person: c.person, Firm: "Дом"}, Greeting: c.greeting}
		got := d.RewordOffer(o, people, c.to)
		if said := [3]string{got.To.Post, got.To.Person, got.Greeting}; said != c.want || got.Lang != string(c.to) || got.To.Firm != "Дом" {
			t.Errorf("%s: %q %+v, want %q", c.name, said, got, c.want)
		}
	}
}

func TestAnEnglishOfferIsAddressedWithoutCases(t *testing.T) {
	d := withFirm(t)
	c := addClient(t, d, crm.Client{Name: "Дом"})
	p := vera
	p.ID, p.Client = 0, c.ID
	if _, err := d.SaveContact(t.Context(), nil, p); err != nil {
		t.Fatal(err)
	}
	o, err := d.AddressOffer(t.Context(), trade.Offer{Lang: "en"}, c.ID, 0)
	if err != nil || o.To.Person != vera.Name || o.To.Post != vera.Post || o.Greeting != "Dear Вера Ильинична," {
		t.Errorf("%+v %q %v", o.To, o.Greeting, err)
	}
}

func TestPaperAndLetterFollowTheLanguage(t *testing.T) {
	d := withFirm(t)
	c := addClient(t, d, crm.Client{Name: "Дом"})
	p := vera
	p.ID, p.Client = 0, c.ID
	if _, err := d.SaveContact(t.Context(), nil, p); err != nil {
		t.Fatal(err)
	}
	o := lined(t, d, c.ID)
	people, err := d.Contacts(t.Context(), c.ID)
	if err != nil || !strings.HasPrefix(o.Greeting, "Уважаемая") {
		t.Fatalf("%q %v", o.Greeting, err)
	}
	o.Subject = ""
	m, err := d.OfferMail(t.Context(), d.RewordOffer(o, people, text.EN))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(m.Text, "Dear Вера Ильинична,") || strings.Contains(m.Text, "Уважаемая") {
		t.Errorf("letter: %s", m.Text)
	}
	if body, err := m.Draft(); err != nil || !bytes.Contains(body, []byte("Dear ")) {
		t.Errorf("draft: %v", err)
	}
}
