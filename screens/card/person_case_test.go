package card

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"rapport/app/text"
)

func TestCasesAreSuggestedAndTaken(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, tabPeople)
	s.editPerson(nil)
	form := st.personFormShown()
	test.Type(form.name, "Лапина Марина Сергеевна")
	form.form.SetValues(map[string]string{"post": "директор по закупкам"})
	form.suggestAnew()
	name, post := form.cases[0], form.cases[1]
	if name.entry.PlaceHolder != "Лапиной Марине Сергеевне" || post.entry.PlaceHolder != "директору по закупкам" || name.take.Hidden {
		t.Errorf("suggested %q and %q", name.entry.PlaceHolder, post.entry.PlaceHolder)
	}
	if c := form.contact(); c.Dative != "" || c.PostTo != "" {
		t.Errorf("declined in silence: %+v", c)
	}
	name.take.Tapped(nil)
	if !name.take.Hidden || post.take.Hidden {
		t.Error("the button stands where something was taken, or not where nothing was")
	}
	st.Press("Добавить")
	st.Well()
	if got := st.person(id, "Лапина Марина Сергеевна"); got.Dative != "Лапиной Марине Сергеевне" || got.PostTo != "" {
		t.Errorf("kept %+v", got)
	}
	s.editPerson(nil)
	form = st.personFormShown()
	test.Type(form.name, "Коваль Олена Іванівна")
	if got := form.cases[0].entry.PlaceHolder; got != "Коваль Олені Іванівні" {
		t.Errorf("in Ukrainian %q", got)
	}
	test.Type(form.name, " & Co")
	if form.cases[0].entry.PlaceHolder != "" || !form.cases[0].take.Hidden {
		t.Error("suggested what is no name")
	}
}
