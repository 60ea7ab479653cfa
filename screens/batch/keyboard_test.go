package batch

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/screens/route"
)

func TestKeyboardStartsWhereSomethingLacks(t *testing.T) {
	st := newStand(t, text.RU)
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern()})
	if got := st.window.Canvas().Focused(); got != fyne.Focusable(st.whom) {
		t.Errorf("with a sample it starts at %T", got)
	}
	st.window.Canvas().Unfocus()
	st.Show(route.Route{Room: route.Batch})
	if got := st.window.Canvas().Focused(); got != fyne.Focusable(st.offer) {
		t.Errorf("without one it starts at %T", got)
	}
}
