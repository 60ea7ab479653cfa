package orders

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
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
				st.fill(40)
				s := st.room()
				s.Grid.SelectRow(6)
				st.Shot(1360, 860, "list-"+name)
				st.Shot(1100, 700, "list-"+name)
				r, _ := s.Source.Row(5)
				itemOf(t, s.menu(r.(row).OrderRow), st.Env.T.T("orders.fulfil")).Do()
				st.Shot(1360, 860, "done-"+name)
				st.Keys(fyne.KeyEscape)
				st.form(route.Route{Order: r.(row).ID})
				st.Shot(1360, 860, "order-"+name)
				st.Shot(1100, 700, "order-"+name)
				st.form(route.Route{})
				st.Shot(1360, 860, "new-"+name)
				st.Well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely.
func TestSceneShots(t *testing.T) {
	st := newRig(t, text.RU, false)
	s := st.room()
	st.Shot(1360, 860, "scene-empty")
	s.Query.Search = "нет такого"
	s.narrow()
	st.Shot(1100, 700, "scene-none")
	client, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: stand.LongWords})
	if err != nil {
		t.Fatal(err)
	}
	o := st.order(client.ID, func(o *trade.Order) {
		for range 60 {
			o.Lines = append(o.Lines, trade.OrderLine{Name: stand.LongWords, Unit: "шт", Quantity: money.DecInt(3), Price: money.MustDec("99999999.99"), VAT: money.DecInt(22)})
		}
		o.Promised, o.Notes = "2026-11-01", stand.LongWords
	})
	st.room()
	st.Shot(1360, 860, "scene-long")
	st.form(route.Route{Order: o.ID})
	st.Shot(1360, 860, "scene-long-order")
}
