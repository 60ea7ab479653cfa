package card

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// personForm is the form of one person, in a modal.
type personForm struct {
	s     *Screen
	was   *crm.Contact
	form  *kit.Form
	modal *kit.Modal
	roles map[crm.Role]*kit.FilterChip
	name  *kit.Entry
	left  *kit.Check

	phones, emails *kit.Repeater
	cases          []*suggested
	saving         bool
}

// editPerson opens the form of a person; nil adds one.
func (s *Screen) editPerson(was *crm.Contact) {
	if s.known == nil {
		return
	}
	f := &personForm{s: s, was: was, roles: map[crm.Role]*kit.FilterChip{}}
	f.build()
	now := crm.Contact{}
	if was != nil {
		now = *was
	}
	f.fill(now)
	f.show()
	s.person = f
}

func (f *personForm) build() {
	t := f.s.env.T
	f.name = kit.NewEntry(t.T("card.person.name.hint"))
	f.phones, f.emails = f.newPhones(), f.newEmails()
	f.form = kit.NewForm(2)
	post := kit.NewEntry(t.T("card.person.post.hint"))
	f.name.OnInput(f.suggestAnew)
	post.OnInput(f.suggestAnew)
	f.form.Add(
		kit.Field{ID: "name", Label: t.T("card.person.name"), Input: f.name, Check: func(v string) (kit.Level, string) {
			if strings.TrimSpace(v) == "" {
				return kit.Error, t.T("desk.contact.name")
			}
			return kit.Good, ""
		}},
		kit.Field{ID: "post", Label: t.T("card.person.post"), Input: post},
	)
	f.form.Wide(f.roleChips())
	f.form.Add(
		kit.Field{ID: "phones", Label: t.T("card.person.phones"), Input: f.phones},
		kit.Field{ID: "emails", Label: t.T("card.person.emails"), Input: f.emails},
	)
	f.form.Section(t.T("card.person.letters"))
	f.form.Add(
		kit.Field{ID: "dative", Label: t.T("card.person.dative"), Input: f.suggest(func(lang text.Lang) string { return text.DativeName(f.name.Value(), lang) }),
			Hint: t.T("card.person.dative.hint")},
		kit.Field{ID: "postto", Label: t.T("card.person.post.to"), Input: f.suggest(func(lang text.Lang) string { return text.DativePost(post.Value(), lang) }),
			Hint: t.T("card.person.post.to.hint")},
		kit.Field{ID: "given", Label: t.T("card.person.given"), Input: kit.NewEntry(""), Hint: t.T("card.person.given.hint")},
		kit.Field{ID: "birthday", Label: t.T("card.person.birthday"), Input: kit.NewEntry(t.T("card.person.birthday.hint")), Check: f.checkBirthday},
		kit.Field{ID: "notes", Label: t.T("card.person.notes"), Span: 2, Hint: t.T("card.person.notes.hint"),
			Input: kit.NewTextArea("", 3, t.T("parts.text.long"))},
	)
	f.left = kit.NewCheck(t.T("card.person.mark.left"), nil)
	f.form.Add(kit.Field{ID: "left", Input: f.left, Span: 2})
}

func (f *personForm) roleChips() fyne.CanvasObject {
	t := f.s.env.T
	var chips []fyne.CanvasObject
	for _, r := range crm.Roles {
		var chip *kit.FilterChip
		chip = kit.NewFilterChip(t.T("crm.role."+string(r)), "", func() { chip.SetChosen(!chip.Chosen()) })
		chip.SetTip(t.T("card.role." + string(r)))
		f.roles[r] = chip
		chips = append(chips, chip)
	}
	return kit.VBox(4, kit.NewText(t.T("card.person.roles"), kit.Dense, kit.Text3), kit.Flow(6, chips...))
}

func (f *personForm) newPhones() *kit.Repeater {
	t := f.s.env.T
	r := kit.NewRepeater(t.T("card.person.phone.add"), t.T("text.remove"), []float32{1, 2}, func() []kit.Input {
		return []kit.Input{kit.NewEntry(t.T("card.person.label")), kit.NewEntry("")}
	})
	country := f.s.known.client.Country
	r.CheckRow = func(v []string) (kit.Level, string) {
		return f.advice(ident.Check(ident.PhoneNo, v[1], ident.Context{Country: country}))
	}
	return r
}

func (f *personForm) newEmails() *kit.Repeater {
	t := f.s.env.T
	r := kit.NewRepeater(t.T("card.person.email.add"), t.T("text.remove"), []float32{1, 2}, func() []kit.Input {
		return []kit.Input{kit.NewEntry(t.T("card.person.label")), kit.NewEntry("")}
	})
	r.CheckRow = func(v []string) (kit.Level, string) { return f.advice(ident.CheckEmail(v[1])) }
	return r
}

// advice is what a check says; it warns and never forbids.
func (f *personForm) advice(v ident.Verdict) (kit.Level, string) {
	if v.OK {
		return kit.Good, ""
	}
	return kit.Warning, verdictWords(f.s.env, v)
}

// verdictWords is the sentence of a check that found something.
func verdictWords(env *parts.Env, v ident.Verdict) string {
	for _, key := range v.MessageKeys() {
		if env.T.Has(key) {
			return env.T.T(key, "Suggest", v.Suggest)
		}
	}
	return ""
}

func (f *personForm) checkBirthday(v string) (kit.Level, string) {
	if strings.TrimSpace(v) == "" {
		return kit.Good, ""
	}
	if _, ok := typedBirthday(v, f.s.env.T.Lang(), f.s.env.Now()); !ok {
		return kit.Error, f.s.env.T.T("text.wrong.date")
	}
	return kit.Good, ""
}

func (f *personForm) fill(c crm.Contact) {
	phones, mails := [][]string{}, [][]string{}
	for _, p := range c.Phones {
		raw := p.Raw
		if p.Ext != "" && !strings.Contains(raw, p.Ext) {
			raw += " " + f.s.env.T.T("ident.phone.ext", "Ext", p.Ext)
		}
		phones = append(phones, []string{p.Label, raw})
	}
	for _, e := range c.Emails {
		mails = append(mails, []string{e.Label, e.Address})
	}
	for r, chip := range f.roles {
		chip.SetChosen(slices.Contains(c.Roles, r))
	}
	f.left.SetChecked(c.Left)
	born := c.Birthday
	if b, ok := readBirthday(c.Birthday); ok {
		born = b.field(f.s.env.T)
	}
	f.phones.SetRows(phones)
	f.emails.SetRows(mails)
	f.form.SetValues(map[string]string{"name": c.Name, "post": c.Post, "dative": c.Dative, "postto": c.PostTo,
		"given": c.Given, "birthday": born, "notes": c.Notes})
	f.suggestAnew()
}

// contact is what the form says.
func (f *personForm) contact() crm.Contact {
	c := crm.Contact{Client: f.s.id}
	if f.was != nil {
		c = *f.was
	}
	v := f.form.Values()
	c.Name, c.Post, c.Dative, c.PostTo, c.Given, c.Notes = v["name"], v["post"], v["dative"], v["postto"], v["given"], v["notes"]
	c.Birthday = strings.TrimSpace(v["birthday"])
	if b, ok := typedBirthday(c.Birthday, f.s.env.T.Lang(), f.s.env.Now()); ok {
		c.Birthday = b.record()
	}
	c.Left = f.left.Checked()
	c.Phones, c.Emails, c.Roles = nil, nil, nil
	for _, row := range f.phones.Rows() {
		c.Phones = append(c.Phones, crm.Phone{Label: strings.TrimSpace(row[0]), Raw: row[1]})
	}
	for _, row := range f.emails.Rows() {
		c.Emails = append(c.Emails, crm.Email{Label: strings.TrimSpace(row[0]), Address: row[1]})
	}
	for _, r := range crm.Roles {
		if f.roles[r].Chosen() {
			c.Roles = append(c.Roles, r)
		}
	}
	return c
}

func (f *personForm) show() {
	t := f.s.env.T
	title, save := "card.person.new", "text.add"
	if f.was != nil {
		title, save = "card.person.edit", "text.save"
	}
	f.modal = kit.NewModal(t.T(title), f.form).CancelButton(t.T("text.cancel"))
	f.modal.Width = 640
	f.modal.Action(kit.Primary, t.T(save), func() bool {
		if f.form.Validate() {
			f.save()
		}
		return false
	})
	f.modal.StartWith(f.name).Show()
}

// save keeps the person; the modal stays until that is done, so that nothing typed is lost.
func (f *personForm) save() {
	if f.saving {
		return
	}
	f.saving = true
	s, was, now := f.s, f.was, f.contact()
	kit.Commit(&s.keeper, "save person", func(ctx context.Context) (crm.Contact, error) { return s.desk.SaveContact(ctx, was, now) },
		func(_ crm.Contact, err error) {
			f.saving = false
			var fault crm.Fault
			switch {
			case errors.As(err, &fault) && fault.Field == "name":
				f.form.Say("name", kit.Error, parts.FaultSentence(s.env.T, fault))
			case err != nil:
				s.env.Fail(err)
			default:
				f.modal.Close()
			}
		})
}
