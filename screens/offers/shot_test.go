package offers

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
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
				st := newRig(t, lang, true)
				kit.NewTheme(dark)
				st.list()
				st.Shot(1360, 860, "list-"+name)
				st.Shot(1100, 700, "list-"+name)
				o := st.offerOf(subjects[lang])
				e := st.editor(route.Route{Offer: o.ID})
				st.Shot(1360, 860, "editor-"+name)
				st.Shot(1100, 700, "editor-"+name)
				st.Shot(1900, 1000, "editor-"+name)
				for _, key := range []string{"letter", "tax", "terms"} {
					e.sheet.unfold(key)
					st.Shot(1360, 860, "editor-"+key+"-"+name)
				}
				st.Well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely: nothing yet, a refused number, a paper that has left the house.
func TestSceneShots(t *testing.T) {
	for _, dark := range []bool{false, true} {
		suffix := ""
		if dark {
			suffix = "-dark"
		}
		t.Run("light"+suffix, func(t *testing.T) {
			st := newRig(t, text.RU, true)
			kit.NewTheme(dark)
			e := st.editor(route.Route{})
			e.focusLines()
			st.Shot(1360, 860, "scene-new"+suffix)
			o := st.offerOf("ткацкого")
			e = st.editor(route.Route{Offer: o.ID})
			e.grid.Edit(e.keys[0][1], colPrice)
			st.Types("сто рублей")
			st.Keys(fyne.KeyReturn)
			st.Shot(1360, 860, "scene-refused"+suffix)
			st.Keys(fyne.KeyEscape)
			for _, col := range []string{colQuantity, colDiscount} {
				_ = e.setCell(e.keys[0][1], col, "0")
			}
			_ = e.setCell(e.keys[0][2], colName, "")
			e.lineMenu(e.keys[0][1], fyne.NewPos(700, 340))
			st.Shot(1360, 860, "scene-doubts"+suffix)
			st.Keys(fyne.KeyEscape)
			sent := st.ofState(trade.Sent)
			st.editor(route.Route{Offer: sent.ID})
			st.Shot(1360, 860, "scene-sent"+suffix)
			e = st.editor(route.Route{})
			e.paste("Насос\t100")
			e.Leave(func() {})
			st.Shot(1360, 860, "scene-leave"+suffix)
			st.Press("Остаться")
			e.turn()
			st.Shot(1100, 700, "scene-turned"+suffix)
		})
	}
}
