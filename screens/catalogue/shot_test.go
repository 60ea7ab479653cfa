package catalogue

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// articles are those of the supply unit with features in the demo firms.
var articles = map[text.Lang]string{text.RU: "ВУ-1200", text.UK: "ПУ-1200", text.EN: "AH-1200"}

// TestShots draws the room for people to look at.
func TestShots(t *testing.T) {
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newStand(t, lang, true)
				kit.NewTheme(dark)
				s := st.grid()
				s.grid.SelectRow(4)
				st.shot(1360, 860, "grid-"+name)
				st.shot(1100, 700, "grid-"+name)
				s.grid.EditCell(colPrice)
				st.shot(1360, 860, "edit-"+name)
				st.key(fyne.KeyEscape)
				s.grid.SelectAll()
				s.askReprice()
				st.types("7")
				st.shot(1360, 860, "reprice-"+name)
				st.key(fyne.KeyEscape)
				rows, err := st.desk.Items(ctx, trade.ItemQuery{}, s.today(), pageOf(kit.Anchor[row]{Limit: 100}))
				if err != nil {
					t.Fatal(err)
				}
				var unit, upkeep trade.ItemID
				for _, r := range rows {
					if r.Options {
						unit = r.ID
					}
					if r.Period == trade.Yearly {
						upkeep = r.ID
					}
				}
				for i, id := range []trade.ItemID{unit, upkeep} {
					s.askPays(id)
					st.shot(1360, 860, "pays-"+string(rune('a'+i))+"-"+name)
					st.key(fyne.KeyEscape)
				}
				st.item(route.Route{Item: unit})
				st.shot(1360, 860, "item-"+name)
				st.shot(1100, 700, "item-"+name)
				st.well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely.
func TestSceneShots(t *testing.T) {
	st := newStand(t, text.RU, false)
	s := st.grid()
	st.shot(1360, 860, "scene-empty")
	s.filters.text.SetValue("нет такого")
	st.shot(1100, 700, "scene-none")
	s.clear()
	st.item(route.Route{})
	st.shot(1360, 860, "scene-new-item")
	if _, err := st.desk.SaveItem(ctx, nil, trade.Item{Name: "Позиция", Cost: money.DecInt(3)}, nil); err != nil {
		t.Fatal(err)
	}
}
