package offers

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	morning = stand.Today
	ctx     = context.Background()
)

// rig is a stand for the offers; all texts of the window are looked at.
type rig struct {
	*stand.Stand
	out    string // the folder of papers
	saveTo string // the folder picked for a file, "" when the user thinks better of it
}

// newRig opens a base with our firm; demo fills it with the demo firm of the language instead.
func newRig(t testing.TB, lang text.Lang, demo bool) *rig {
	t.Helper()
	firm := stand.Craft
	firm.Signatory, firm.SignPost = "И. А. Вересова", "Директор"
	fill := stand.Firm(firm)
	if demo {
		fill = stand.Demo(lang)
	}
	st := &rig{Stand: stand.New(t, lang, fill), out: t.TempDir()}
	st.Everywhere = true
	st.Env.Currency = stand.Rubles
	st.Env.OutFolder = func() string { return st.out }
	st.Env.SaveFile = st.saveFile
	t.Cleanup(st.CloseAll)
	return st
}

func (st *rig) saveFile(_, proposed string, picked func(string)) {
	if st.saveTo != "" {
		picked(filepath.Join(st.saveTo, proposed))
	}
}

// editor shows an offer, or a new one, with all work done at once.
func (st *rig) editor(to route.Route) *Editor {
	st.T.Helper()
	e := NewEditor(st.Env, st.Desk)
	st.atOnce(e)
	to.Room = route.Offer
	st.Open(e, to)
	return e
}

func (st *rig) atOnce(e *Editor) {
	e.loader.Sync, e.saver.Sync, e.preview.loader.Sync = true, true, true
	e.preview.view.PaintAtOnce()
}

// list shows the list.
func (st *rig) list() *Screen {
	st.T.Helper()
	s := New(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Offers})
	return s
}

// offerOf is the demo's offer whose subject holds the words.
func (st *rig) offerOf(words string) trade.Offer {
	st.T.Helper()
	rows, err := st.Desk.Offers(ctx, trade.OfferQuery{}, crm.Page{Limit: 200})
	if err != nil {
		st.T.Fatal(err)
	}
	for _, r := range rows {
		if strings.Contains(r.Subject, words) {
			return st.read(r.ID)
		}
	}
	st.T.Fatalf("no offer about %q", words)
	return trade.Offer{}
}

// ofState is the newest offer of a state.
func (st *rig) ofState(state trade.State) trade.Offer {
	st.T.Helper()
	rows, err := st.Desk.Offers(ctx, trade.OfferQuery{States: []trade.State{state}}, crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		st.T.Fatalf("no offer %s: %v", state, err)
	}
	return st.read(rows[0].ID)
}

func (st *rig) read(id trade.OfferID) trade.Offer {
	st.T.Helper()
	o, err := st.Desk.Offer(ctx, id)
	if err != nil {
		st.T.Fatal(err)
	}
	return o
}

// client makes a client with a person.
func (st *rig) client(name string) crm.ClientID {
	st.T.Helper()
	c, err := st.Desk.SaveClient(ctx, nil, crm.Client{Kind: crm.Company, Name: name})
	if err != nil {
		st.T.Fatal(err)
	}
	if _, err := st.Desk.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Ольга Ивановна Ким", Dative: "Ким О. И.", Given: "Ольга Ивановна", Post: "директор", PostTo: "Директору"}); err != nil {
		st.T.Fatal(err)
	}
	if _, err := st.Desk.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Пётр Лось", Given: "Пётр", Post: "снабженец"}); err != nil {
		st.T.Fatal(err)
	}
	st.Acts = nil
	return c.ID
}

// ctrlEnter presses Enter with Ctrl held.
func (st *rig) ctrlEnter() {
	st.T.Helper()
	defer kit.HoldModifiers(fyne.KeyModifierControl)()
	st.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}
