package offers

import (
	"testing"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
)

// TestPickerBeginsWithWhatWasTyped proves that an item whose name or article begins with what was typed comes before those
// that only hold it, wherever their names stand in the alphabet.
func TestPickerBeginsWithWhatWasTyped(t *testing.T) {
	st := newRig(t, text.RU, false)
	for _, i := range []trade.Item{{Name: "Болт для насоса", Unit: "шт"}, {Name: "Ящик", Article: "НАС-7", Unit: "шт"}, {Name: "Насос", Unit: "шт"}, {Name: "Адаптер насоса", Unit: "шт"}} {
		if _, err := st.Desk.SaveItem(ctx, nil, i, nil); err != nil {
			t.Fatal(err)
		}
	}
	e := st.editor(route.Route{Room: route.Offers, Client: st.client("Покупатель")})
	for typed, want := range map[string][]string{"нас": {"Ящик", "Насос", "Адаптер насоса", "Болт для насоса"}, "": {"Адаптер насоса", "Болт для насоса", "Насос", "Ящик"}} {
		found, err := e.picker.Find(ctx, e.offer.Day, typed)
		if err != nil || len(found) != len(want) {
			t.Fatalf("%q found %+v, %v", typed, found, err)
		}
		for i, r := range found {
			if r.Title != want[i] && i < 2 || typed == "" && r.Title != want[i] {
				t.Errorf("%q: place %d is %q, want %q", typed, i, r.Title, want[i])
			}
		}
	}
}
