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
	st := newStand(t, text.RU, true)
	var letters []parts.Letter
	var lists []parts.List
	st.env.SendFile = func(l parts.Letter) { letters = append(letters, l) }
	st.env.RevealFile = func(string) {}
	st.env.PrintFile = func(string) {}
	st.env.PrintList = func(l parts.List) { lists = append(lists, l) }
	st.env.OutFolder = func() string { return t.TempDir() }
	o := st.ofState(trade.Draft)
	e := st.editor(route.Route{Offer: o.ID})
	items := e.sendMenu()
	items[0].Do()
	if len(letters) != 1 {
		t.Fatalf("%v", st.failed)
	}
	for _, path := range []string{letters[0].File, letters[0].Draft} {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if st.read(o.ID).State != trade.Draft {
		t.Error("marked as sent unasked")
	}
	st.key(fyne.KeyReturn)
	if now := st.read(o.ID); now.State != trade.Sent {
		t.Errorf("after the question it is %s, %v", now.State, st.failed)
	}
	e = st.editor(route.Route{Offer: o.ID})
	e.sendMenu()[0].Do()
	if st.window.Canvas().Overlays().Top() != nil || len(letters) != 2 {
		t.Error("one that was sent is asked about again")
	}
	items = e.sendMenu()
	items[len(items)-1].Do()
	if last := st.went[len(st.went)-1]; last.Room != route.Batch || last.Offer != o.ID {
		t.Errorf("to many goes to %+v", last)
	}
	s := st.list()
	s.printList()
	if len(lists) != 1 || len(lists[0].Rows) != int(s.source.Count()) || lists[0].Foot == nil {
		t.Errorf("%d lists", len(lists))
	}
}

// TestSendShots draws the menu for people to look at.
func TestSendShots(t *testing.T) {
	for _, lang := range text.Langs {
		st := newStand(t, lang, true)
		st.editor(route.Route{Offer: st.ofState(trade.Draft).ID})
		st.shot(1100, 700, "send-"+string(lang))
	}
}
