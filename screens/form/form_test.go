package form

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
)

func TestNothingIsLostOnTheWayThroughTheForm(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang)
		c := st.kept(everything(st.fields()))
		st.open(c.ID)
		put(st.sheet.form, "city", "Иной")
		now := st.saved()
		want := c
		want.City = "Иной"
		if both, clash := merged(want, now, want); clash || !alike(both, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", lang, now, want)
		}
	}
}

func alike(a, b crm.Client) bool {
	x, y := partsOf(a), partsOf(b)
	for name := range x {
		if string(x[name]) != string(y[name]) {
			return false
		}
	}
	return len(x) == len(y)
}

func TestNewClientWithItsFirstPerson(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	if st.Window.Canvas().Focused() == nil {
		t.Error("the keyboard does not begin in the name")
	}
	put(st.sheet.form, "name", "Артель")
	put(st.sheet.form, "p.name", "Вера Лапина")
	put(st.sheet.form, "p.phone", "8 900 000-41-16")
	put(st.sheet.form, "p.email", "vera@example.com")
	c := st.saved()
	people, err := st.desk.Contacts(ctx, c.ID)
	if err != nil || len(people) != 1 || people[0].Phones[0].E164 != "+79000004116" || people[0].Emails[0].Address != "vera@example.com" {
		t.Errorf("people %+v, %v", people, err)
	}
	if c.Owner == 0 || c.Country != "RU" || c.Rung != crm.Suspect {
		t.Errorf("client %+v", c)
	}
	if _, err := st.desk.Draft(ctx, "client:new"); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("a draft is left: %v", err)
	}
	if _, err := st.desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if n, err := st.desk.CountClients(ctx, crm.ClientQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d clients after one undo, %v", n.N, err)
	}
}

func TestOnlyTheNameIsWanted(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	put(st.sheet.form, "p.phone", "xyz")
	st.Save()
	if level, said := st.sheet.form.Message("name"); len(st.Replaced) > 0 || level != kit.Error || said == "" {
		t.Errorf("saved without a name: %v, %q", st.Replaced, said)
	}
	put(st.sheet.form, "name", "Артель")
	st.sheet.phones.SetRows([][]string{{"12", ""}, {"нет", "x"}})
	st.sheet.emails.SetRows([][]string{{"bad@", ""}})
	put(st.sheet.reqs.sets[0].form, "inn", "1234567890")
	if level, said := st.sheet.reqs.sets[0].form.Message("inn"); level != kit.Warning || said == "" {
		t.Errorf("a wrong tax number: %v %q", level, said)
	}
	if c := st.saved(); c.Requisites[0].INN != "1234567890" || len(c.Phones) != 2 || c.Emails[0].Address != "bad@" {
		t.Errorf("%+v", c)
	}
}

func TestTwinsAreWarnedOf(t *testing.T) {
	st := newRig(t, text.RU)
	st.kept(crm.Client{Name: "Кедровый Двор", Phones: []crm.Phone{{Raw: "+7 900 000-44-60"}}})
	st.open(0)
	warned := func() bool {
		level, said := st.sheet.form.Message("name")
		return level == kit.Warning && strings.Contains(said, "Кедровый Двор")
	}
	put(st.sheet.form, "name", "ООО «Кедровый двор»")
	if !warned() {
		t.Error("no word of a namesake")
	}
	put(st.sheet.form, "name", "Другой")
	if warned() {
		t.Error("the warning stays")
	}
	st.sheet.phones.SetRows([][]string{{"8 900 000 44 60", ""}})
	st.sheet.touched()
	if !warned() {
		t.Error("no word of the same phone")
	}
	if st.saved().Name != "Другой" {
		t.Error("the warning blocks")
	}
}

func TestRequisitesFollowTheCountry(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	put(st.sheet.form, "name", "Артель")
	put(st.sheet.reqs.sets[0].form, "inn", "9876540001")
	st.sheet.form.SetValues(map[string]string{"country": "UA"})
	st.sheet.reqs.customs()
	set := st.sheet.reqs.sets[0].form
	if !set.Has("edrpou") || !set.Has("inn") || set.Has("kpp") || set.Value("inn") != "9876540001" {
		t.Errorf("fields %v", set.Values())
	}
	st.Press("Ещё одно юридическое лицо")
	if set := st.sheet.reqs.sets[1].form; !set.Has("edrpou") || set.Has("inn") {
		t.Errorf("fields of the second %v", set.Values())
	}
	put(st.sheet.reqs.sets[1].form, "edrpou", "98765000")
	if c := st.sheet.reqs.take(); len(c) != 2 || c[1].EDRPOU != "98765000" {
		t.Errorf("%+v", c)
	}
	st.Press("Убрать это юридическое лицо")
	if c := st.saved(); len(c.Requisites) != 1 || c.Requisites[0].INN != "9876540001" {
		t.Errorf("%+v", c.Requisites)
	}
}

func TestDraftIsOfferedAndRestoresAll(t *testing.T) {
	st := newRig(t, text.RU)
	all := everything(st.fields())
	st.open(0)
	st.sheet.fill(all, crm.Contact{Name: "Вера", Post: "директор", Phones: []crm.Phone{{Raw: "+7 900 000-00-01"}}, Emails: []crm.Email{{Address: "v@example.com"}}})
	st.Touch()
	want, person := st.sheet.take()
	st.open(0) // the program was killed and started again
	if !st.Sees("незаконченная форма") || st.sheet.form.Value("name") != "" {
		t.Fatal("the draft is not offered")
	}
	st.Press("Продолжить")
	got, who := st.sheet.take()
	if !alike(got, want) || who.Name != person.Name || who.Phones[0] != person.Phones[0] || who.Emails[0] != person.Emails[0] || who.Post != person.Post {
		t.Errorf("\n got %+v %+v\nwant %+v %+v", got, who, want, person)
	}
	if !st.Dirty() {
		t.Error("a form taken up again counts as saved")
	}
}

func TestDraftCanBeThrownAway(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	put(st.sheet.form, "name", "Артель")
	st.open(0).Press("Выбросить")
	if st.Sees("незаконченная форма") {
		t.Error("the notice stays")
	}
	if st.open(0); st.Sees("незаконченная форма") {
		t.Error("it is offered again")
	}
}

func TestDraftIsKeptWhenTheProgramStops(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	st.sheet.form.SetValues(map[string]string{"name": "Артель"})
	st.Touch()
	if err := st.desk.DropDraft(ctx, "client:new"); err != nil { // as if the pause had not passed
		t.Fatal(err)
	}
	st.KeepDraft()
	if d, err := st.desk.Draft(ctx, "client:new"); err != nil || !strings.Contains(string(d.Body), "Артель") {
		t.Errorf("%s, %v", d.Body, err)
	}
}

func TestLeaveAsks(t *testing.T) {
	for label, want := range map[string]struct {
		left  bool
		name  string
		draft bool
	}{"Остаться": {false, "Один", true}, "Не сохранять": {true, "Один", false}, "Сохранить": {true, "Другой", false}} {
		t.Run(label, func(t *testing.T) {
			st := newRig(t, text.RU)
			c := st.kept(crm.Client{Name: "Один"})
			st.open(c.ID)
			left := false
			leave := func() { left = true }
			if st.Leave(leave); !left {
				t.Error("an untouched form asks")
			}
			left = false
			put(st.sheet.form, "name", "Другой")
			st.Leave(leave)
			if left {
				t.Error("a changed form does not ask")
			}
			st.Press(label)
			_, err := st.desk.Draft(ctx, draftKey(c.ID))
			if left != want.left || st.now(c.ID).Name != want.name || (err == nil) != want.draft {
				t.Errorf("left %v, name %q, draft %v", left, st.now(c.ID).Name, err)
			}
		})
	}
}

func TestChangeOfThemeKeepsWhatWasTyped(t *testing.T) {
	st := newRig(t, text.RU)
	c := st.kept(crm.Client{Name: "Один"})
	st.open(c.ID)
	put(st.sheet.form, "name", "Другой")
	state := st.State()
	st.Hide()
	st.Screen = New(st.Env, st.desk)
	st.Restore(state)
	st.Show(route.Route{Room: route.Form, Client: c.ID})
	if st.sheet.form.Value("name") != "Другой" || !st.Dirty() || st.Sees("незаконченная форма") {
		t.Errorf("name %q, changed %v", st.sheet.form.Value("name"), st.Dirty())
	}
	if st.saved().Name != "Другой" {
		t.Error("not saved")
	}
}

func TestStaleFormJoinsWhatDoesNotClash(t *testing.T) {
	st := newRig(t, text.RU)
	c := st.kept(crm.Client{Name: "Один"})
	st.open(c.ID)
	put(st.sheet.form, "name", "Другой")
	theirs := c
	theirs.Industry = "Склады"
	if _, err := st.desk.SaveClient(ctx, &c, theirs); err != nil {
		t.Fatal(err)
	}
	if _, err := st.desk.MoveClient(ctx, c.ID, crm.Loyal, "", ""); err != nil {
		t.Fatal(err)
	}
	if now := st.saved(); now.Name != "Другой" || now.Industry != "Склады" || now.Rung != crm.Loyal {
		t.Errorf("%+v", now)
	}
}

func TestStaleFormAsksWhereItClashes(t *testing.T) {
	for label, want := range map[string]string{"Сохранить моё": "Мой", "Показать как есть сейчас": "Их"} {
		t.Run(label, func(t *testing.T) {
			st := newRig(t, text.RU)
			c := st.kept(crm.Client{Name: "Один", City: "Город"})
			st.open(c.ID)
			put(st.sheet.form, "city", "Мой")
			theirs := c
			theirs.City = "Их"
			if _, err := st.desk.SaveClient(ctx, &c, theirs); err != nil {
				t.Fatal(err)
			}
			st.Save()
			if len(st.Replaced) > 0 || st.now(c.ID).City != "Их" || !st.Sees("в другом месте") {
				t.Fatal("it does not say that the client was changed elsewhere")
			}
			if d, err := st.desk.Draft(ctx, draftKey(c.ID)); err != nil || !strings.Contains(string(d.Body), "Мой") {
				t.Errorf("no draft: %v", err)
			}
			st.Press(label)
			if got := st.now(c.ID).City; got != want || st.sheet.form.Value("city") != want || st.Dirty() {
				t.Errorf("%q in the base, %q in the form, changed %v", got, st.sheet.form.Value("city"), st.Dirty())
			}
		})
	}
}

func TestRemovedClientCanBeSavedAnew(t *testing.T) {
	st := newRig(t, text.RU)
	c := st.kept(crm.Client{Name: "Один"})
	st.open(c.ID)
	put(st.sheet.form, "name", "Другой")
	if err := st.desk.RemoveClient(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	st.Save()
	st.Press("Сохранить как нового")
	if n := len(st.Replaced); n != 1 || st.now(st.Replaced[0].Client).Name != "Другой" {
		t.Errorf("%v, %v", st.Replaced, st.Failed)
	}
}

func TestFullDiskKeepsWhatWasTyped(t *testing.T) {
	st := newRig(t, text.RU)
	c := st.kept(crm.Client{Name: "Один"})
	st.open(c.ID)
	full := errors.New("disk full")
	st.desk.noSave, st.desk.noDraft = full, full
	put(st.sheet.form, "name", "Другой")
	put(st.sheet.form, "city", "Город")
	if len(st.Said) != 1 || len(st.Failed) != 0 {
		t.Errorf("said %q, failed %v", st.Said, st.Failed)
	}
	st.Save()
	if len(st.Failed) != 1 || st.sheet.form.Value("name") != "Другой" || !st.Dirty() {
		t.Errorf("failed %v, name %q", st.Failed, st.sheet.form.Value("name"))
	}
	st.desk.noSave, st.desk.noDraft = nil, nil
	if st.saved().City != "Город" {
		t.Error("not saved once there is room")
	}
}

func TestDoubtfulOwnFieldsAreKept(t *testing.T) {
	st := newRig(t, text.RU)
	f := st.fields()
	c := st.kept(crm.Client{Name: "Один", Fields: []crm.FieldValue{{Field: f[0].ID, Value: "много"}, {Field: f[1].ID, Value: "весной"}}})
	st.open(c.ID)
	put(st.sheet.form, "city", "Город")
	if now := st.saved(); len(now.Fields) != 2 || now.Fields[0].Value != "много" || now.Fields[1].Value != "весной" {
		t.Errorf("%+v", now.Fields)
	}
}

func TestAddressesKeepTheirRegions(t *testing.T) {
	st := newRig(t, text.RU)
	c := st.kept(crm.Client{Name: "Один", Addresses: []crm.Address{{Street: "Первая", Region: "Север"}, {Street: "Вторая", Region: "Юг"}}})
	st.open(c.ID)
	st.sheet.addrs.SetRows([][]string{{"Вторая", "", "", "склад"}, {"Новая", "", "", ""}, {"", "", "", "пусто"}})
	st.Touch()
	now := st.saved()
	if len(now.Addresses) != 2 || now.Addresses[0].Region != "Юг" || now.Addresses[0].Label != "склад" || now.Addresses[1].Region != "" {
		t.Errorf("%+v", now.Addresses)
	}
}

func TestEscLeavesOnceNoFieldHoldsTheKeyboard(t *testing.T) {
	st := newRig(t, text.RU).open(0)
	backs, s := 0, st.Screen
	st.Env.Back = func() { backs++ }
	esc := &fyne.KeyEvent{Name: fyne.KeyEscape}
	if st.Window.Canvas().Focused() == nil || s.Key(esc) || backs != 0 {
		t.Errorf("Esc in a field left %d times", backs)
	}
	st.Window.Canvas().Unfocus()
	if !s.Key(esc) || backs != 1 {
		t.Errorf("Esc left %d times", backs)
	}
	if s.Key(&fyne.KeyEvent{Name: fyne.KeyF2}) {
		t.Error("another key was taken")
	}
}
