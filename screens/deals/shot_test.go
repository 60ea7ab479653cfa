package deals

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
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
				st := newStand(t, lang, true)
				kit.NewTheme(dark)
				st.fill(46)
				s := st.room("")
				st.key(fyne.KeyDown, fyne.KeyDown)
				st.shot(1360, 860, "board-"+name)
				st.shot(1100, 700, "board-"+name)
				r := s.lanes[1]
				c, _ := s.board.Card(r.id, 0)
				p, _ := s.pipeline()
				s.move(c.(card).DealRow, p, s.lanes[len(s.lanes)-1].stage)
				st.shot(1360, 860, "loss-"+name)
				st.key(fyne.KeyEscape)
				s.won(c.(card).DealRow)
				st.shot(1360, 860, "won-"+name)
				st.key(fyne.KeyEscape)
				l := st.room(parts.DealList)
				l.grid.SelectRow(2)
				st.shot(1360, 860, "list-"+name)
				st.shot(1100, 700, "list-"+name)
				id := c.(card).ID
				st.form(route.Route{Deal: id})
				st.shot(1360, 860, "deal-"+name)
				st.shot(1100, 700, "deal-"+name)
				st.form(route.Route{})
				st.shot(1360, 860, "new-"+name)
				e := st.editor()
				e.grid.Select(2)
				st.shot(1360, 860, "pipelines-"+name)
				st.shot(1100, 700, "pipelines-"+name)
				st.well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely.
func TestSceneShots(t *testing.T) {
	st := newStand(t, text.RU, false)
	s := st.room("")
	st.shot(1360, 860, "scene-empty")
	s.query.Search = "нет такого"
	s.narrow()
	st.shot(1100, 700, "scene-none")
	client, err := st.desk.SaveClient(ctx, nil, crm.Client{Name: string(make([]byte, 0)) + longWords})
	if err != nil {
		t.Fatal(err)
	}
	d := st.deal(client.ID, longWords, 3, 9_999_999_999, 400, func(d *trade.Deal) { d.NextStep, d.Rival, d.Notes = longWords, longWords, longWords })
	st.room("")
	st.shot(1360, 860, "scene-long")
	st.form(route.Route{Deal: d.ID})
	st.shot(1360, 860, "scene-long-deal")
}
