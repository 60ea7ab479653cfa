package catalogue

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// TestShots draws the room for people to look at.
func TestShots(t *testing.T) {
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newRig(t, lang, true)
				kit.NewTheme(dark)
				s := st.grid()
				s.Grid.SelectRow(4)
				st.Shot(1360, 860, "grid-"+name)
				st.Shot(1100, 700, "grid-"+name)
				s.Grid.EditCell(colPrice)
				st.Shot(1360, 860, "edit-"+name)
				st.Keys(fyne.KeyEscape)
				s.Grid.SelectAll()
				s.askReprice()
				st.Types("7")
				st.Shot(1360, 860, "reprice-"+name)
				st.Keys(fyne.KeyEscape)
				rows, err := st.Desk.Items(ctx, trade.ItemQuery{}, s.today(), crm.Page{Limit: 100})
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
					st.Shot(1360, 860, "pays-"+string(rune('a'+i))+"-"+name)
					st.Keys(fyne.KeyEscape)
				}
				st.item(route.Route{Item: unit})
				st.Shot(1360, 860, "item-"+name)
				st.Shot(1100, 700, "item-"+name)
				for _, tab := range priceTabs {
					p := st.prices(tab)
					st.Shot(1360, 860, "prices-"+tab+"-"+name)
					if tab == "rules" {
						st.Shot(1100, 700, "prices-"+tab+"-"+name)
						for _, r := range p.known.rules {
							p.editRule(r)
							st.Shot(1360, 860, "rule-"+string(r.Kind)+"-"+name)
							st.Keys(fyne.KeyEscape)
						}
						p.New()
						st.Shot(1360, 860, "rule-new-"+name)
						st.Keys(fyne.KeyEscape)
					}
					if tab == "segments" {
						p.editSegment(p.known.segments[0])
						st.Shot(1360, 860, "segment-"+name)
						st.Keys(fyne.KeyEscape)
					}
					if tab == "capacities" {
						p.editCapacity(p.known.capacities[0])
						st.Shot(1360, 860, "capacity-"+name)
						st.Keys(fyne.KeyEscape)
					}
				}
				st.Well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely.
func TestSceneShots(t *testing.T) {
	st := newRig(t, text.RU, false)
	s := st.grid()
	st.Shot(1360, 860, "scene-empty")
	s.filters.Text.SetValue("нет такого")
	st.Shot(1100, 700, "scene-none")
	s.clear()
	st.item(route.Route{})
	st.Shot(1360, 860, "scene-new-item")
	if _, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Позиция", Cost: money.DecInt(3)}, nil); err != nil {
		t.Fatal(err)
	}
}
