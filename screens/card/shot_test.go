package card

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// shot writes the window as it stands to a picture in the folder of RAPPORT_SHOTS.
func (st *stand) shot(name string, w, h float32) {
	st.t.Helper()
	st.window.Resize(fyne.NewSize(w, h))
	folder := os.Getenv("RAPPORT_SHOTS")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		st.t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		st.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, st.window.Canvas().Capture()); err != nil {
		st.t.Fatal(err)
	}
}

// TestShots draws the screens for people to look at.
func TestShots(t *testing.T) {
	if os.Getenv("RAPPORT_SHOTS") == "" {
		t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
	cedar := map[text.Lang]string{text.RU: "Кедровый Двор", text.UK: "", text.EN: ""}
	only := os.Getenv("RAPPORT_SHOT")
	for _, lang := range text.Langs {
		if only != "" && !strings.Contains(only, string(lang)) {
			continue
		}
		t.Run(string(lang), func(t *testing.T) {
			st := newStand(t, lang, true)
			id := st.interesting(cedar[lang])
			st.shootCard(id, string(lang))
			st.shootAssess(id, string(lang))
			st.well()
		})
	}
}

// interesting is the client of a name, or the one with the most open offers.
func (st *stand) interesting(name string) crm.ClientID {
	if name != "" {
		return st.named(name)
	}
	rows, err := st.desk.Clients(st.t.Context(), crm.ClientQuery{Sort: crm.SortOpen, Desc: true}, crm.Page{Limit: 3})
	if err != nil || len(rows) < 3 {
		st.t.Fatal(err)
	}
	return rows[2].ID
}

func (st *stand) theme(dark bool) { kit.SetTheme(fyne.CurrentApp(), dark) }

func (st *stand) shootCard(id crm.ClientID, lang string) {
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
		st.key(fyne.KeyEscape)
	}
	s.askDossier()
	st.shot("card-dossier-"+lang, 1360, 860)
	st.key(fyne.KeyEscape)
	st.theme(true)
	dark := st.card(id, "")
	st.shot("card-dark-"+lang, 1360, 860)
	dark.New()
	st.shot("card-entry-dark-"+lang, 1360, 860)
	st.theme(false)
}

func (st *stand) shootAssess(id crm.ClientID, lang string) {
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
