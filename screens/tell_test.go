package screens

import (
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// TestAnActInPartsIsToldOnce proves that the news of a part is not announced, and that of the whole act is, with its number.
func TestAnActInPartsIsToldOnce(t *testing.T) {
	h := open(t, text.EN, false)
	h.own(t)
	h.rest(t)
	kit.HideToast()
	act := func(n string) crm.Act { return crm.Act{What: "act.offers.batch", Args: []string{"N", n}} }
	for _, n := range []string{"200", "200"} {
		h.heard(crm.News{Act: act(n), Partly: true})
		if said := kit.ToastShown(); said != "" {
			t.Errorf("a part is told: %q", said)
		}
	}
	h.heard(crm.News{Act: act("400")})
	if said := kit.ToastShown(); !strings.Contains(said, "400") {
		t.Errorf("the whole is told as %q", said)
	}
}
