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
				st.fill(46)
				s := st.room("")
				st.Keys(fyne.KeyDown, fyne.KeyDown)
				st.Shot(1360, 860, "board-"+name)
				st.Shot(1100, 700, "board-"+name)
				r := s.lanes[1]
				c, _ := s.board.Card(r.id, 0)
				p, _ := s.pipeline()
				s.move(c.(card).DealRow, p, s.lanes[len(s.lanes)-1].stage)
				st.Shot(1360, 860, "loss-"+name)
				st.Keys(fyne.KeyEscape)
				s.won(c.(card).DealRow)
				st.Shot(1360, 860, "won-"+name)
				st.Keys(fyne.KeyEscape)
				l := st.room(parts.DealList)
				l.Grid.SelectRow(2)
				st.Shot(1360, 860, "list-"+name)
				st.Shot(1100, 700, "list-"+name)
				id := c.(card).ID
				st.form(route.Route{Deal: id})
				st.Shot(1360, 860, "deal-"+name)
				st.Shot(1100, 700, "deal-"+name)
				st.form(route.Route{})
				st.Shot(1360, 860, "new-"+name)
				e := st.editor()
				e.grid.Select(2)
				st.Shot(1360, 860, "pipelines-"+name)
				st.Shot(1100, 700, "pipelines-"+name)
				st.Well()
			})
		}
	}
}

// TestSceneShots draws what one meets more rarely.
func TestSceneShots(t *testing.T) {
	st := newRig(t, text.RU, false)
	s := st.room("")
	st.Shot(1360, 860, "scene-empty")
	s.Query.Search = "нет такого"
	s.narrow()
	st.Shot(1100, 700, "scene-none")
	client, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: string(make([]byte, 0)) + stand.LongWords})
	if err != nil {
		t.Fatal(err)
	}
	d := st.deal(client.ID, stand.LongWords, 3, 9_999_999_999, 400, func(d *trade.Deal) { d.NextStep, d.Rival, d.Notes = stand.LongWords, stand.LongWords, stand.LongWords })
	st.room("")
	st.Shot(1360, 860, "scene-long")
	st.form(route.Route{Deal: d.ID})
	st.Shot(1360, 860, "scene-long-deal")
}
