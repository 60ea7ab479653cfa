package offers

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/parts"
	"rapport/screens/route"
)

func TestOfferIsSentAsALetter(t *testing.T) {
	st := newRig(t, text.RU, true)
	var letters []parts.Letter
	var lists []parts.List
	st.Env.SendFile = func(l parts.Letter) { letters = append(letters, l) }
	st.Env.RevealFile = func(string) {}
	st.Env.PrintFile = func(string) {}
	st.Env.PrintList = func(l parts.List) { lists = append(lists, l) }
	st.Env.OutFolder = func() string { return t.TempDir() }
	o := st.ofState(trade.Draft)
	e := st.editor(route.Route{Offer: o.ID})
	items := e.sendMenu()
	items[0].Do()
	if len(letters) != 1 {
		t.Fatalf("%v", st.Failed)
	}
	for _, path := range []string{letters[0].File, letters[0].Draft} {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if st.read(o.ID).State != trade.Draft {
		t.Error("marked as sent unasked")
	}
	st.Keys(fyne.KeyReturn)
	if now := st.read(o.ID); now.State != trade.Sent {
		t.Errorf("after the question it is %s, %v", now.State, st.Failed)
	}
	e = st.editor(route.Route{Offer: o.ID})
	e.sendMenu()[0].Do()
	if st.Window.Canvas().Overlays().Top() != nil || len(letters) != 2 {
		t.Error("one that was sent is asked about again")
	}
	items = e.sendMenu()
	items[len(items)-1].Do()
	if last := st.Went[len(st.Went)-1]; last.Room != route.Batch || last.Offer != o.ID {
		t.Errorf("to many goes to %+v", last)
	}
	s := st.list()
	s.printList()
	if len(lists) != 1 || len(lists[0].Rows) != int(s.Source.Count()) || lists[0].Foot == nil {
		t.Errorf("%d lists", len(lists))
	}
}

// TestSendShots draws the menu for people to look at.
func TestSendShots(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		st.editor(route.Route{Offer: st.ofState(trade.Draft).ID})
		st.Shot(1100, 700, "send-"+string(lang))
	}
}
