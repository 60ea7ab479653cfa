package card

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/route"
)

func TestAddAPerson(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, tabPeople)
	st.Press("Добавить человека")
	st.Press("Добавить")
	if !st.modal() {
		t.Fatal("a person without a name was added")
	}
	st.WantSeen("Напишите, как зовут человека")
	st.Press("Отмена")
	s.editPerson(nil)
	form := st.personFormShown()
	test.Type(form.name, "Лиля Соболь")
	form.roles["user"].Tapped(nil)
	form.phones.SetRows([][]string{{"моб.", "+7 900 000-11-22 доб. 5"}})
	form.emails.SetRows([][]string{{"", "нет собаки"}})
	form.form.SetValues(map[string]string{"birthday": "3 мая", "given": "Лиля"})
	st.Press("Добавить")
	st.Well()
	got := st.person(id, "Лиля Соболь")
	if len(got.Roles) != 1 || got.Roles[0] != "user" || got.Birthday != "--05-03" || len(got.Phones) != 1 || got.Phones[0].E164 != "+79000001122" ||
		got.Phones[0].Ext != "5" || got.Phones[0].Label != "моб." || got.Given != "Лиля" || len(got.Emails) != 1 {
		t.Errorf("added %+v", got)
	}
	st.WantSeen("Лиля Соболь", "3 мая")
}

// personFormShown is the form of the modal now open.
func (st *rig) personFormShown() *personForm {
	st.T.Helper()
	f := st.Screen.(*Screen).person
	if f == nil || !f.modal.Shown() {
		st.T.Fatal("no person is being edited")
	}
	return f
}

func (st *rig) person(client crm.ClientID, name string) crm.Contact {
	st.T.Helper()
	list, err := st.Desk.Contacts(st.T.Context(), client)
	if err != nil {
		st.T.Fatal(err)
	}
	for _, c := range list {
		if c.Name == name {
			return c
		}
	}
	st.T.Fatalf("nobody is called %s", name)
	return crm.Contact{}
}

func TestEditAPersonChangesNothingElse(t *testing.T) {
	st := newRig(t, text.UK, true)
	id := st.interesting("")
	s := st.card(id, tabPeople)
	for _, was := range s.known.people {
		s.editPerson(&was)
		form := st.personFormShown()
		if got := form.contact(); !sameContact(got, was) {
			t.Errorf("the form makes %+v of %+v", got, was)
		}
		st.Press(st.Env.T.T("text.save"))
	}
	st.Well()
}

func sameContact(a, b crm.Contact) bool {
	if a.Name != b.Name || a.Post != b.Post || a.Birthday != b.Birthday || a.Notes != b.Notes || len(a.Phones) != len(b.Phones) || len(a.Emails) != len(b.Emails) {
		return false
	}
	return len(a.Roles) == len(b.Roles) && a.Dative == b.Dative && a.Given == b.Given && a.PostTo == b.PostTo && a.Left == b.Left && a.ID == b.ID
}

func TestPersonMenu(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, tabPeople)
	c := s.known.people[0]
	s.markLeft(c)
	if !st.person(id, c.Name).Left {
		t.Error("not marked")
	}
	st.WantSeen("больше не работает")
	if last := s.known.people[len(s.known.people)-1]; last.ID != c.ID {
		t.Errorf("who left stands before %s", last.Name)
	}
	s.recordWith(s.known.people[0].ID)
	if e := s.middle.entry; !e.unfolded || len(e.interaction().Contacts) != 1 || s.middle.tab() != tabFeed {
		t.Error("no entry with the person")
	}
	s.removePerson(s.known.people[0])
	if len(s.known.people) != 3 {
		t.Errorf("%d people", len(s.known.people))
	}
	st.Well()
}

func TestPersonFaultStaysInTheForm(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := New(st.Env, stubborn{st.Desk})
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, routeOf(st.named(cedar)))
	s.editPerson(&s.known.people[0])
	st.Press("Сохранить")
	if !st.modal() || len(st.Failed) != 0 {
		t.Errorf("modal open %v, told %v", st.modal(), st.Failed)
	}
	st.WantSeen("Напишите, как зовут человека")
}

func routeOf(id crm.ClientID) route.Route { return route.Route{Room: route.Card, Client: id} }

func TestBirthdays(t *testing.T) {
	for in, want := range map[string]string{
		"14 марта": "--03-14", "14.03.1980": "1980-03-14", "14.03.80": "1980-03-14", "29.02": "", "1980-02-29": "1980-02-29", "--02-29": "--02-29",
		"14.03.45": "1945-03-14", "5 травня 1990": "1990-05-05", "14 Mar": "--03-14",
	} {
		b, ok := typedBirthday(in, text.RU, today)
		if ok != (want != "") || ok && b.record() != want {
			t.Errorf("%q: %s, %v, want %q", in, b.record(), ok, want)
		}
	}
	for _, in := range []string{"", "весной", "31.02"} {
		if b, ok := typedBirthday(in, text.RU, today); ok {
			t.Errorf("%q was read as %s", in, b.record())
		}
	}
}

// What is kept, shown in the field and typed again stays the same.
func TestBirthdayComesBack(t *testing.T) {
	st := newRig(t, text.EN, false)
	for _, lang := range text.Langs {
		tongue := st.Desk.Words.In(lang)
		for day := time.Date(1999, 12, 28, 0, 0, 0, 0, time.UTC); day.Year() < 2001; day = day.AddDate(0, 0, 11) {
			for _, record := range []string{day.Format(time.DateOnly), "-" + day.Format("-01-02")} {
				b, ok := readBirthday(record)
				if !ok || b.record() != record {
					t.Fatalf("%s: read %s, %v", record, b.record(), ok)
				}
				again, ok := typedBirthday(b.field(tongue), lang, today)
				if !ok || again != b {
					t.Errorf("%s in %s: %q comes back as %s", record, lang, b.field(tongue), again.record())
				}
			}
		}
	}
}

func TestBirthdayWords(t *testing.T) {
	st := newRig(t, text.RU, false)
	for record, want := range map[string]string{
		"1980-11-24": "сегодня день рождения: 46 лет", "1975-12-01": "1 декабря: 51 год", "1975-05-23": "23 мая 1975", "--05-23": "23 мая",
		"1990-11-23": "23 ноября 1990",
	} {
		b, _ := readBirthday(record)
		if got := b.words(st.Env.T, today); strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%s: %q, want %q", record, got, want)
		}
	}
	b, _ := readBirthday("--11-23")
	if b.near(today) {
		t.Error("yesterday is near")
	}
}
