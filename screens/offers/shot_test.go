package offers

import (
	"testing"

	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// TestShots draws the screens for people to look at.
func TestShots(t *testing.T) {
	subjects := map[text.Lang]string{text.RU: "ткацкого", text.UK: "ткацького", text.EN: "weaving"}
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newStand(t, lang, true)
				kit.NewTheme(dark)
				st.list()
				st.shot(1360, 860, "list-"+name)
				st.shot(1100, 700, "list-"+name)
				o := st.offerOf(subjects[lang])
				e := st.editor(route.Route{Offer: o.ID})
				st.shot(1360, 860, "editor-"+name)
				st.shot(1100, 700, "editor-"+name)
				st.shot(1900, 1000, "editor-"+name)
				for _, key := range []string{"letter", "tax", "terms"} {
					e.sheet.unfold(key)
					st.shot(1360, 860, "editor-"+key+"-"+name)
				}
				st.well()
			})
		}
	}
}
