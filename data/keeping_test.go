package data

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
)

// TestOddTextsSurvive stores what keyboards, files and vandals produce.
func TestOddTextsSurvive(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	long := strings.Repeat("очень длинно ", 800)
	for i, name := range []string{"нуль\x00внутри", "эмодзи 🦊👩‍👩‍👧", "плохие \xff\xfe байты", long, "'; DROP TABLE client; --", "\"кавычки\" % _ *", "\u202eнаоборот", " ", "a\tb\nc"} {
		c := aClient(int64(i+1), name)
		c.Notes = name
		do(t, s, crm.Add(c))
		got, err := s.Client(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(name, "\ufffd"); strings.ReplaceAll(got.Name, "\ufffd\ufffd", "\ufffd") != want {
			t.Errorf("%q came back as %q", name, got.Name)
		}
		c2 := got
		c2.City = "Псков"
		do(t, s, crm.Alter(got, c2)) // a value read is a value that may be altered
		rows := mustClients(t, s, crm.ClientQuery{Search: name}, crm.Page{Limit: 20})
		if len(searchWords(name)) > 0 && !slices.Contains(ids(rows), int64(c.ID)) {
			t.Errorf("%q is not found", name)
		}
		if _, err := s.Find(ctx, name, 10); err != nil {
			t.Errorf("find %q: %v", name, err)
		}
	}
	sound(t, s)
}

func TestSettingsAndDrafts(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	if v, err := s.Setting(ctx, "lang"); v != "" || err != nil {
		t.Errorf("unset: %q %v", v, err)
	}
	for _, v := range []string{"uk", "ru"} {
		if err := s.SetSetting(ctx, "lang", v); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Setting(ctx, "lang"); got != v || err != nil {
			t.Errorf("%q %v, want %q", got, err, v)
		}
	}
	d := crm.Draft{Key: "client:17", Body: []byte(`{"name":"Черно"}`), At: when(3)}
	if err := s.SaveDraft(ctx, crm.Draft{Key: d.Key, Body: []byte("{}"), At: when(1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Draft(ctx, d.Key); err != nil || !reflect.DeepEqual(got, d) {
		t.Errorf("%+v %v", got, err)
	}
	if all, err := s.Drafts(ctx); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
	if err := s.DropDraft(ctx, d.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Draft(ctx, d.Key); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("dropped draft: %v", err)
	}
}

func TestClientsLike(t *testing.T) {
	s := openTemp(t)
	c := aClient(1, "ООО «Рога и Копыта»")
	do(t, s, crm.Add(c), crm.Add(aContact(2, 1, "Анна")))
	for name, probe := range map[string]crm.Client{
		"name":              {Name: "рога и копыта, ООО"},
		"code":              {Code: "К1"},
		"phone":             {Phones: []crm.Phone{{E164: "+74951234567"}}},
		"phone of a person": {Phones: []crm.Phone{{Key: "380507654321"}}},
		"email":             {Emails: []crm.Email{{Address: "INFO@example.com"}}},
		"identifier":        {Requisites: []crm.Requisites{{INN: "7707083893"}}},
	} {
		rows, err := s.ClientsLike(t.Context(), probe, 5)
		if err != nil || len(rows) != 1 || rows[0].ID != 1 {
			t.Errorf("%s: %v %v", name, rows, err)
		}
	}
	for name, probe := range map[string]crm.Client{"nothing": {}, "itself": c, "another": {Name: "Рога", Code: "1", Requisites: []crm.Requisites{{EDRPOU: "7707083893"}}}} {
		if rows, err := s.ClientsLike(t.Context(), probe, 5); err != nil || len(rows) != 0 {
			t.Errorf("%s: %v %v", name, rows, err)
		}
	}
}
