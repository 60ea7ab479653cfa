package offers

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// TestCodeShowsWhatItAsksFor proves that the field that comes with the code to pay by is scrolled to.
func TestCodeShowsWhatItAsksFor(t *testing.T) {
	st := newRig(t, text.RU, true)
	e := st.editor(route.Route{Offer: st.ofState(trade.Draft).ID})
	st.Window.Resize(fyne.NewSize(1300, 620))
	e.sheet.unfold("terms")
	before := e.sheet.scroll.Offset()
	e.fields.inputs[fieldCode].(*kit.Check).Tapped(nil)
	if now := e.sheet.scroll.Offset(); !e.offer.QR || now <= before {
		t.Errorf("the code is on: %v, scrolled from %v to %v", e.offer.QR, before, now)
	}
	st.Well()
}
