package deals

import (
	"context"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	today = stand.Today
	ctx   = context.Background()
)

// rig is a stand for the deals.
type rig struct{ *stand.Stand }

// newRig opens a base with our firm; demo fills it with the demo firm of the language instead.
func newRig(t testing.TB, lang text.Lang, demo bool) *rig {
	t.Helper()
	return &rig{stand.Trade(t, lang, demo)}
}

// room shows the deals with all work done at once; sub is the view.
func (st *rig) room(sub string) *Screen {
	s := New(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Deals, Sub: sub})
	return s
}

// form shows the form of a deal, or of a new one.
func (st *rig) form(to route.Route) *DealScreen {
	s := NewDeal(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	to.Room = route.Deal
	st.Open(s, to)
	return s
}

// editor shows the editor of the pipelines.
func (st *rig) editor() *PipelinesScreen {
	s := NewPipelines(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Pipelines})
	return s
}

// deal adds a deal with a client, on the n-th stage of the shipped pipeline, where it came so many days ago.
func (st *rig) deal(client crm.ClientID, title string, stage trade.StageID, rubles int64, ago int, change func(*trade.Deal)) trade.Deal {
	st.T.Helper()
	st.Now = today.AddDate(0, 0, -ago-9)
	d, err := st.Desk.NewDeal(ctx, client)
	if err != nil {
		st.T.Fatal(err)
	}
	d.Title, d.Amount, d.Currency = title, rubles*100, money.Currency(st.Env.Currency())
	if change != nil {
		change(&d)
	}
	saved, err := st.Desk.SaveDeal(ctx, nil, d)
	if err != nil {
		st.T.Fatal(err)
	}
	st.Now = today.AddDate(0, 0, -ago)
	if stage != saved.Stage {
		if saved, err = st.Desk.MoveDeal(ctx, saved.ID, saved.Pipeline, stage, ""); err != nil {
			st.T.Fatal(err)
		}
	}
	st.Now = today
	return saved
}

// works are titles of deals in each language.
var works = map[text.Lang][]string{
	text.RU: {"Оснащение склада", "Сервис на год", "Вторая линия", "Пробная партия", "Замена фильтров", "Монтаж и пусконаладка", "Стеллажи для цеха", "Договор на обслуживание"},
	text.UK: {"Оснащення складу", "Сервіс на рік", "Друга лінія", "Пробна партія", "Заміна фільтрів", "Монтаж і пусконалагодження", "Стелажі для цеху", "Договір на обслуговування"},
	text.EN: {"Warehouse fit-out", "Service for a year", "Second line", "Trial lot", "Filter replacement", "Assembly and commissioning", "Racks for the shop", "Maintenance contract"},
}

// fill makes n deals on all stages.
func (st *rig) fill(n int) {
	st.T.Helper()
	names, rows := works[st.Env.T.Lang()], st.Clients(min(n, 60))
	steps := map[text.Lang][]string{text.RU: {"Позвонить директору", "Отправить расчёт", ""}, text.UK: {"Зателефонувати директорові", "Надіслати розрахунок", ""}, text.EN: {"Call the director", "Send the estimate", ""}}[st.Env.T.Lang()]
	for i := range n {
		stage := trade.StageID(1 + i*7/n)
		st.deal(rows[i%len(rows)].ID, names[i%len(names)], stage, int64(40_000+(i*i*7919)%1_900_000), i*3%41, func(d *trade.Deal) {
			d.Expected = crm.DayOf(today).Plus(i*5%60 - 12)
			d.NextStep = steps[i%len(steps)]
			if d.NextStep != "" {
				d.NextDay = crm.DayOf(today).Plus(i%9 - 2)
			}
			d.Stream = trade.Streams[i%len(trade.Streams)]
			if i%5 == 0 {
				d.Rival = "Север"
			}
			if i%11 == 0 {
				d.Amount = 0
			}
		})
	}
}

// deskSettings are settings in a language.
func deskSettings(lang text.Lang) desk.Settings { return desk.Settings{Lang: lang} }

// routePipelines is where the editor of the pipelines stands.
var routePipelines = route.Route{Room: route.Pipelines}
