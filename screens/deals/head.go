package deals

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// sorts are the orders of the deals; the first is that of a board not sorted yet.
var sorts = trade.DealSorts

// sortSince is the order by how long a deal stands on its stage.
const sortSince = trade.DealsBySince

// head is the rows above the deals: how they are shown, of which pipeline, and what narrows them.
type head struct {
	*parts.FilterText
	s        *Screen
	views    *kit.Segmented
	pipeline *kit.Select
	types    *parts.TypeChips
	client   *kit.ComboBox
	keeper   *kit.Select
	outcome  *kit.Select
	outBox   *fyne.Container
	sort     *kit.Button
	object   *fyne.Container
}

func newHead(s *Screen) *head {
	h := &head{s: s}
	t := s.env.T
	h.views = parts.NewSaleViews(s.env, parts.SaleBoard, func() crm.ClientID { return s.Query.Client })
	h.pipeline = kit.NewSelect(nil, h.choosePipeline).WithPrefix(t.T("deals.pipeline")).Narrow()
	gear := kit.NewIconButton("gear", t.T("deals.pipelines"), func() { s.env.Go(route.Route{Room: route.Pipelines}) })
	h.FilterText = parts.NewFilterText(s.env, &s.loader, t.T("deals.filter.text"), s.view, h.take)
	h.types = parts.NewClientTypeChips(s.env, func(types []crm.RelType) {
		s.Query.Types = types
		s.narrow()
	})
	h.types.Resized = func() { s.object.Refresh() }
	h.client = parts.NewClientField(s.env, &s.loader, s.desk, t.T("deals.client.any"))
	h.client.OnChoose = func(o kit.Option) { h.chooseClient(parts.ReadID[crm.ClientID](o.ID)) }
	h.keeper = kit.NewSelect(nil, func(string) { h.take() }).WithPrefix(t.T("deals.owner")).Narrow()
	h.outcome = kit.NewSelect(outcomeOptions(s.env), func(string) { h.take() }).WithPrefix(t.T("deals.outcome")).Narrow()
	h.outBox = kit.Fixed(h.outcome, 150, kit.ControlHeight)
	h.sort = kit.NewButton(kit.Plain, "", h.askSort).WithIcon("sort")
	first := kit.HBox(8, h.views, kit.Fixed(h.pipeline, 210, kit.ControlHeight), gear)
	second := kit.HBox(8, kit.Fixed(h.client, 168, kit.ControlHeight), kit.Fixed(h.keeper, 132, kit.ControlHeight), h.outBox, h.sort)
	h.object = kit.VBox(8, kit.Flow(8, first, kit.Spacer(), kit.Fixed(h.Text, 240, kit.ControlHeight)),
		kit.Flow(8, h.types.Object(), kit.Spacer(), second))
	return h
}

// view is the board or the list, whichever is shown.
func (s *Screen) view() fyne.Focusable {
	if s.listed {
		return s.Grid
	}
	return s.board
}

// focusView gives the keyboard to the board or the list.
func (s *Screen) focusView() { s.env.Window.Canvas().Focus(s.view()) }

// outcomeOptions are the deals by how they ended, all of them first.
func outcomeOptions(env *parts.Env) []kit.Option {
	options := []kit.Option{{ID: "", Label: env.T.T("deals.any")}}
	for _, o := range trade.Outcomes {
		options = append(options, kit.Option{ID: o.Word(), Label: env.T.T("deals.outcome." + o.Word())})
	}
	return options
}

// show shows what belongs to the view: how deals ended is columns on the board, and a filter of the list.
func (h *head) show() {
	i := parts.SaleBoard
	if h.s.listed {
		i = parts.SaleList
	}
	h.views.SetChosen(i)
	t := h.s.env.T
	any := kit.Option{ID: parts.Anyone, Label: t.T("deals.any")}
	keepers := parts.KeeperOptions(h.s.env, "", false)
	h.Quietly(func() { h.keeper.SetOptions(append([]kit.Option{any}, keepers[:len(keepers)-1]...)) }) // of nobody there is no filter
	h.outBox.Hidden, h.sort.Hidden = !h.s.listed, h.s.listed
	h.showPipelines()
	h.set()
	h.object.Refresh()
}

// showPipelines offers the pipelines, to the list also all of them together.
func (h *head) showPipelines() {
	var options []kit.Option
	if h.s.listed {
		options = append(options, kit.Option{ID: "0", Label: h.s.env.T.T("deals.pipeline.all")})
	}
	for _, p := range h.s.pipelines {
		options = append(options, kit.Option{ID: parts.ID(p.ID), Label: p.Name})
	}
	shown := h.s.Query.Pipeline
	if p, ok := h.s.pipeline(); ok && !h.s.listed {
		shown = p.ID
	}
	h.Quietly(func() {
		h.pipeline.SetOptions(options)
		h.pipeline.SetValue(parts.ID(shown))
	})
}

// choosePipeline shows another pipeline; that of the board is remembered.
func (h *head) choosePipeline(id string) {
	if h.Quiet() {
		return
	}
	if !h.s.listed {
		h.s.keepPipeline(parts.ReadID[trade.PipelineID](id))
	}
	h.take()
}

// take narrows to what the rows say.
func (h *head) take() {
	if h.Quiet() {
		return
	}
	q := &h.s.Query
	q.Search = h.Text.Value()
	q.Pipeline = parts.ReadID[trade.PipelineID](h.pipeline.Value())
	q.Owner, _ = parts.ReadKeeper(h.s.env, h.keeper.Value())
	if h.s.listed {
		q.Outcomes = nil
		for _, o := range trade.Outcomes {
			if o.Word() == h.outcome.Value() {
				q.Outcomes = []trade.Outcome{o}
			}
		}
	}
	h.s.narrow()
}

func (h *head) chooseClient(id crm.ClientID) {
	if !h.Quiet() && id != h.s.Query.Client {
		h.s.Query.Client = id
		h.s.narrow()
	}
}

// askSort offers the orders of the cards; those of sums and of the newest begin with the most and the latest.
func (h *head) askSort() {
	var items []kit.MenuItem
	for _, o := range sorts {
		items = append(items, kit.MenuItem{Label: h.orderWord(o), Checked: o == h.s.Query.Sort, Do: func() {
			h.s.Query.Sort, h.s.Query.Desc = o, falling(o)
			h.set()
			h.s.narrow()
		}})
	}
	kit.ShowMenu(h.sort, items...)
}

// falling reports whether an order begins with the most or the latest.
func falling(o trade.DealSort) bool { return o == trade.DealsByAmount || o == trade.DealsByCreated }

func (h *head) orderWord(o trade.DealSort) string { return h.s.env.T.T("deals.sort." + string(o)) }

// set shows the query in the rows without narrowing again.
func (h *head) set() {
	q := h.s.Query
	outcome := ""
	if len(q.Outcomes) == 1 {
		outcome = q.Outcomes[0].Word()
	}
	h.ShowText(q.Search)
	h.types.SetTypes(q.Types)
	h.Quietly(func() {
		h.keeper.SetValue(parts.KeeperChoice(q.Owner, false))
		h.outcome.SetValue(outcome)
	})
	h.sort.SetTip(h.s.env.T.T("deals.sort") + ": " + h.orderWord(q.Sort))
	if q.Client == 0 {
		h.client.SetChosen(kit.Option{})
	}
}

// clear narrows nothing any more, but for the pipeline.
func (h *head) clear() {
	q := h.s.Query
	h.s.Query = trade.DealQuery{Pipeline: q.Pipeline, Sort: q.Sort, Desc: q.Desc}
	h.set()
	h.s.narrow()
}

// load reads the counts of the types and the name of the client the room is narrowed to.
func (h *head) load() {
	q, d := h.s.Query, h.s.desk
	if !h.s.listed {
		p, _ := h.s.pipeline()
		q = boardQuery(q, p.ID)
	}
	h.types.LoadByType(&h.s.loader, func(ctx context.Context, types []crm.RelType) (crm.Count, error) {
		q := q
		q.Types = types
		return d.CountDeals(ctx, q)
	})
	o, _ := h.client.Chosen()
	if q.Client == 0 || o.ID == parts.ID(q.Client) {
		return
	}
	kit.Load(&h.s.loader, "client", func(ctx context.Context) (crm.Client, error) { return d.Client(ctx, q.Client) }, func(c crm.Client, err error) {
		if err == nil && c.ID == h.s.Query.Client { // a client that is gone has no deals either
			h.client.SetChosen(kit.Option{ID: parts.ID(c.ID), Label: c.Name})
		}
	})
}
