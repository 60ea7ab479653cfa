package card

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/stand"
)

// shot writes the window as it stands to a picture in the folder of RAPPORT_SHOTS.
func (st *rig) shot(name string, w, h float32) {
	st.T.Helper()
	st.Window.Resize(fyne.NewSize(w, h))
	st.Picture(name)
}

// TestShots draws the screens for people to look at.
func TestShots(t *testing.T) {
	stand.NeedShots(t)
	cedar := map[text.Lang]string{text.RU: "Кедровый Двор", text.UK: "", text.EN: ""}
	only := os.Getenv("RAPPORT_SHOT")
	for _, lang := range text.Langs {
		if only != "" && !strings.Contains(only, string(lang)) {
			continue
		}
		t.Run(string(lang), func(t *testing.T) {
			st := newRig(t, lang, true)
			id := st.interesting(cedar[lang])
			st.shootCard(id, string(lang))
			st.shootAssess(id, string(lang))
			st.shootOthers(string(lang))
			st.Well()
		})
	}
}

// interesting is the client of a name, or the one with the most open offers.
func (st *rig) interesting(name string) crm.ClientID {
	if name != "" {
		return st.named(name)
	}
	rows, err := st.Desk.Clients(st.T.Context(), crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 3})
	if err != nil || len(rows) < 3 {
		st.T.Fatal(err)
	}
	return rows[2].ID
}

func (st *rig) theme(dark bool) { kit.SetTheme(fyne.CurrentApp(), dark) }

func (st *rig) shootCard(id crm.ClientID, lang string) {
	s := st.card(id, "")
	st.shot("card-"+lang, 1360, 860)
	st.shot("card-small-"+lang, 1100, 700)
	st.shot("card-wide-"+lang, 1900, 1000)
	s.New()
	st.shot("card-entry-"+lang, 1360, 860)
	st.shot("card-entry-small-"+lang, 1100, 700)
	s.middle.entry.fold()
	for _, tab := range tabs[1:] {
		s.middle.choose(tab)
		st.shot("card-"+tab+"-"+lang, 1360, 860)
	}
	if len(s.known.people) > 0 {
		s.editPerson(&s.known.people[0])
		st.shot("card-person-"+lang, 1360, 860)
		st.Keys(fyne.KeyEscape)
	}
	s.askDossier()
	st.shot("card-dossier-"+lang, 1360, 860)
	st.Keys(fyne.KeyEscape)
	st.theme(true)
	dark := st.card(id, "")
	st.shot("card-dark-"+lang, 1360, 860)
	dark.New()
	st.shot("card-entry-dark-"+lang, 1360, 860)
	st.theme(false)
}

func (st *rig) shootAssess(id crm.ClientID, lang string) {
	s := st.assess(id)
	st.shot("assess-empty-"+lang, 1360, 860)
	for i, n := range []int{2, 1, 2, 2, 1, 2, 2} {
		s.table.goTo(i)
		s.table.answer(n)
	}
	st.shot("assess-"+lang, 1360, 860)
	st.shot("assess-small-"+lang, 1100, 700)
	st.theme(true)
	dark := st.assess(id)
	for i, n := range []int{2, 1, 2, 2, 1, 2, 2} {
		dark.table.goTo(i)
		dark.table.answer(n)
	}
	st.shot("assess-dark-"+lang, 1360, 860)
	st.theme(false)
}

// shootOthers draws the cards of a bare, a crowded and an ended client.
func (st *rig) shootOthers(lang string) {
	ctx := st.T.Context()
	bare, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Иволга"})
	if err != nil {
		st.T.Fatal(err)
	}
	st.card(bare.ID, "")
	st.shot("bare-"+lang, 1360, 860)
	st.assess(bare.ID)
	st.shot("bare-assess-"+lang, 1100, 700)
	long := strings.Repeat("Объединение предприятий ", 40)
	c := crm.Client{Name: long, LegalName: long, City: long, Industry: long, Type: crm.Strategic, Notes: strings.Repeat(long, 120), Manners: strings.Repeat("м", 4000)}
	for i := range 30 {
		c.Tags = append(c.Tags, strings.Repeat("метка", i%9+1)+parts.ID(int64(i)))
		c.Phones = append(c.Phones, crm.Phone{Raw: "8 900 000 00 " + parts.ID(int64(10+i)), Label: long})
		c.Sites = append(c.Sites, "https://example.example/"+strings.Repeat("x", 300))
	}
	c, err = st.Desk.SaveClient(ctx, nil, c)
	if err != nil {
		st.T.Fatal(err)
	}
	for i := range 12 {
		if _, err := st.Desk.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: parts.ID(int64(i)) + " " + long, Post: long, Notes: long, Roles: crm.Roles,
			Phones: []crm.Phone{{Raw: "8 900 000 00 11 доб. 12"}}, Emails: []crm.Email{{Address: strings.Repeat("a", 80) + "@example.example"}}}); err != nil {
			st.T.Fatal(err)
		}
		if _, err := st.Desk.Record(ctx, nil, crm.Interaction{Client: c.ID, Way: "meeting", Said: strings.Repeat(long, 5), NextStep: long, NextDay: "2026-12-01"}); err != nil {
			st.T.Fatal(err)
		}
	}
	s := st.card(c.ID, "")
	st.shot("crowd-"+lang, 1360, 860)
	s.middle.choose(tabPeople)
	st.shot("crowd-people-"+lang, 1100, 700)
	s.New()
	st.shot("crowd-entry-"+lang, 1360, 860)
	st.assess(c.ID)
	st.shot("crowd-assess-"+lang, 1360, 860)
	if _, err := st.Desk.MoveClient(ctx, c.ID, crm.Ended, "rival", "ушли"); err != nil {
		st.T.Fatal(err)
	}
	s = st.card(c.ID, "")
	s.notes.editors[1].start()
	st.shot("ended-"+lang, 1360, 860)
}
