package deals

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// PipelineDesk is what the editor of pipelines needs.
type PipelineDesk interface {
	Pipelines(ctx context.Context) ([]trade.Pipeline, error)
	StageCounts(ctx context.Context, q trade.DealQuery) ([]trade.StageCount, error)
	SavePipeline(ctx context.Context, was *trade.Pipeline, now trade.Pipeline) (trade.Pipeline, error)
	SwapPipelines(ctx context.Context, a, b trade.PipelineID) error
	RemovePipeline(ctx context.Context, id trade.PipelineID) error
}

// PipelinesScreen is the editor of the pipelines and their stages.
type PipelinesScreen struct {
	env    *parts.Env
	desk   PipelineDesk
	loader kit.Loader
	acts   kit.Loader

	all    []trade.Pipeline
	counts []trade.StageCount
	at     trade.PipelineID // of the one shown, 0 for a new one
	was    *trade.Pipeline  // as saved; nil for a new one
	stages []trade.Stage    // as edited
	next   trade.StageID    // for a stage to be added
	dirty  bool
	saving bool
	typed  *typedPipeline

	save   *kit.Button
	list   *fyne.Container
	left   *fyne.Container
	name   *kit.Entry
	form   *kit.Form
	grid   *kit.LineGrid
	remark *fyne.Container
	remove *kit.Button
	right  *fyne.Container
	object fyne.CanvasObject
}

// typedPipeline is an unsaved pipeline on its way through a change of language or theme.
type typedPipeline struct {
	was    *trade.Pipeline
	name   string
	stages []trade.Stage
	next   trade.StageID
}

// NewPipelines builds the editor; it loads nothing.
func NewPipelines(env *parts.Env, d PipelineDesk) *PipelinesScreen {
	s := &PipelinesScreen{env: env, desk: d, list: kit.VBox(2), remark: kit.VBox(0)}
	t := env.T
	s.save = kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	top := parts.NewTrail(env, t.T("deals.title"), func() { env.Go(route.Route{Room: route.Deals}) }, t.T("deals.pipelines"), s.save)
	fresh := kit.NewButton(kit.Plain, t.T("deals.pipeline.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	s.left = kit.VBox(0, kit.NewCard(t.T("deals.pipelines.own"), kit.VBox(10, s.list, kit.NewDivider(), kit.Left(fresh))))
	s.buildGrid()
	s.object = kit.VBox(0, top.Object(), kit.Grow(kit.Pad(kit.HFill(16, kit.Fixed(s.left, 260, 0), kit.Grow(s.right)), 16, 4, 16, 16)))
	return s
}

// Object is the screen as drawn.
func (s *PipelinesScreen) Object() fyne.CanvasObject { return s.object }

// Show reads the pipelines.
func (s *PipelinesScreen) Show(route.Route) {
	if s.typed == nil {
		s.dirty = false
	}
	s.load()
}

// knownPipelines is what the editor reads.
type knownPipelines struct {
	all    []trade.Pipeline
	counts []trade.StageCount
}

func (s *PipelinesScreen) load() {
	kit.Load(&s.loader, "pipelines", func(ctx context.Context) (knownPipelines, error) {
		var k knownPipelines
		var err error
		if k.all, err = s.desk.Pipelines(ctx); err == nil {
			k.counts, err = s.desk.StageCounts(ctx, trade.DealQuery{})
		}
		return k, err
	}, func(k knownPipelines, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.all, s.counts = k.all, k.counts
		over := s.typed
		s.typed = nil
		switch {
		case over != nil:
			s.was, s.stages, s.next, s.dirty = over.was, over.stages, over.next, true
			s.at = 0
			if s.was != nil {
				s.at = s.was.ID
			}
			s.form.SetValues(map[string]string{"name": over.name})
			s.draw()
		case s.dirty:
			s.draw()
		default:
			p, _ := chosen(s.all, s.at)
			s.open(p)
		}
	})
}

// open shows a pipeline to be edited.
func (s *PipelinesScreen) open(p trade.Pipeline) {
	s.at, s.was, s.dirty = p.ID, nil, false
	if p.ID != 0 {
		s.was = &p
	}
	s.stages, s.next = slices.Clone(p.Stages), p.NewStage()
	s.form.SetValues(map[string]string{"name": p.Name})
	s.draw()
}

// now is the pipeline as edited.
func (s *PipelinesScreen) now() trade.Pipeline {
	p := trade.Pipeline{Stages: slices.Clone(s.stages), Name: s.name.Value()}
	if s.was != nil {
		p.ID, p.Place = s.was.ID, s.was.Place
	}
	return p
}

func (s *PipelinesScreen) changed() {
	s.dirty = true
	s.draw()
}

// draw shows the pipelines and the stages of the one being edited.
func (s *PipelinesScreen) draw() {
	s.list.Objects = nil
	for _, p := range s.all {
		s.list.Add(s.pipelineRow(p))
	}
	if s.was == nil {
		s.list.Add(s.rowOf(s.env.T.T("deals.pipeline.new"), "", true, nil))
	}
	s.list.Refresh()
	s.left.Refresh()
	rows := make([]kit.LGRow, len(s.stages))
	for i, st := range s.stages {
		rows[i] = kit.LGRow{Key: int64(st.ID), Values: map[string]string{colName: st.Name, colChance: s.chanceWord(st), colMark: s.env.T.T("deals.mark." + st.Mark.Word()),
			colDeals: s.dealsWord(s.standing(st.ID))}, Faint: st.Mark != trade.Running}
	}
	s.grid.SetRows(rows)
	s.remove.SetEnabled(s.was != nil)
	s.save.SetEnabled(s.dirty)
	s.tellFault()
}

func (s *PipelinesScreen) pipelineRow(p trade.Pipeline) fyne.CanvasObject {
	n := int64(0)
	for _, c := range s.counts {
		if c.Pipeline == p.ID {
			n += c.N
		}
	}
	row := s.rowOf(p.Name, s.env.T.N("text.deals", int(n)), s.was != nil && p.ID == s.at, func() { s.choose(p) })
	row.OnMenu = func(at fyne.Position) { kit.ShowMenuAt(row, at, s.pipelineMenu(p)...) }
	return row
}

func (s *PipelinesScreen) rowOf(name, note string, here bool, do func()) *kit.PressRow {
	style, ink := kit.Body, kit.Text
	if here {
		style, ink = kit.Body|kit.Bold, kit.Accent
	}
	words := kit.VBox(0, kit.NewTipText(name, style, ink))
	if note != "" {
		words.Add(kit.NewText(note, kit.Caption, kit.Text3).Shrinks())
	}
	return kit.NewPressRow(kit.Pad(words, 0, 6, 0, 6), do)
}

// choose shows another pipeline; what was changed is asked about.
func (s *PipelinesScreen) choose(p trade.Pipeline) {
	if s.was != nil && s.was.ID == p.ID {
		return
	}
	s.Leave(func() {
		if now, ok := pipelineOf(s.all, p.ID); ok {
			s.open(now)
		}
	})
}

// pipelineMenu puts a pipeline before or behind its neighbour.
func (s *PipelinesScreen) pipelineMenu(p trade.Pipeline) []kit.MenuItem {
	t := s.env.T
	i := slices.IndexFunc(s.all, func(o trade.Pipeline) bool { return o.ID == p.ID })
	return []kit.MenuItem{
		{Icon: "up", Label: t.T("deals.stage.up"), Disabled: i <= 0, Do: func() { s.swap(i, i-1) }},
		{Icon: "down", Label: t.T("deals.stage.down"), Disabled: i == len(s.all)-1, Do: func() { s.swap(i, i+1) }},
	}
}

// swap exchanges the places of two pipelines.
func (s *PipelinesScreen) swap(i, j int) {
	s.Leave(func() {
		a, b := s.all[i].ID, s.all[j].ID
		s.commit("places", func(ctx context.Context) error { return s.desk.SwapPipelines(ctx, a, b) }, s.load)
	})
}

// New begins a pipeline with the stages of the one shown.
func (s *PipelinesScreen) New() {
	s.Leave(func() {
		p := trade.Pipeline{Stages: slices.Clone(s.stages)}
		if s.was != nil {
			p.Stages = slices.Clone(s.was.Stages)
		}
		s.open(p)
		s.changed()
		s.env.Window.Canvas().Focus(s.name)
	})
}

// Save saves the pipeline.
func (s *PipelinesScreen) Save() { s.store(func() {}) }

func (s *PipelinesScreen) store(then func()) {
	if s.saving || !s.dirty || !s.settled() {
		return
	}
	now := s.now()
	for _, f := range trade.CheckPipeline(now) {
		s.tell(f)
		return
	}
	s.saving = true
	was := s.was
	kit.Commit(&s.acts, "save", func(ctx context.Context) (trade.Pipeline, error) { return s.desk.SavePipeline(ctx, was, now) }, func(saved trade.Pipeline, err error) {
		s.saving = false
		if err != nil {
			s.tell(err)
			return
		}
		s.at, s.dirty = saved.ID, false
		s.load()
		then()
	})
}

// settled takes what stands in the cell being edited; false when it cannot be taken.
func (s *PipelinesScreen) settled() bool {
	if _, _, open := s.grid.Editing(); open {
		s.env.Window.Canvas().Focus(s.grid)
		_, _, open = s.grid.Editing()
		return !open
	}
	return true
}

// tell tells a fault where it belongs.
func (s *PipelinesScreen) tell(err error) {
	var fault crm.Fault
	if errors.As(err, &fault) && fault.Field == "name" {
		s.form.Say("name", kit.Error, parts.FaultSentence(s.env.T, fault))
		s.form.FocusField("name")
		return
	}
	s.env.Fail(err)
}

func (s *PipelinesScreen) commit(key string, do func(ctx context.Context) error, then func()) {
	kit.Commit(&s.acts, key, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		then()
	})
}

func (s *PipelinesScreen) askRemove() {
	if s.was == nil {
		return
	}
	t, id := s.env.T, s.was.ID
	kit.Ask(t.T("deals.pipeline.remove"), t.T("deals.pipeline.remove.ask", "Name", s.was.Name), t.T("text.delete"), t.T("text.cancel"), func() {
		s.commit("remove", func(ctx context.Context) error { return s.desk.RemovePipeline(ctx, id) }, func() {
			s.dirty = false
			s.load()
		})
	})
}

// Leave asks before changes are lost: save, throw away, or stay.
func (s *PipelinesScreen) Leave(leave func()) {
	if s.settled(); !s.dirty {
		leave()
		return
	}
	parts.AskUnsaved(s.env, s.env.T.T("deals.pipeline.unsaved"), func() {
		s.dirty = false
		if s.was != nil {
			s.open(*s.was)
		}
		leave()
	}, func() { s.store(leave) })
}

// Hide drops the reading under way.
func (s *PipelinesScreen) Hide() { s.loader.Cancel() }

// Changed reads anew what an act changed; what is being edited stays.
func (s *PipelinesScreen) Changed(n crm.News) {
	if !s.saving && n.Speaks(crm.NounPipeline, crm.NounDeal) {
		s.load()
	}
}

// State is what was typed, for a change of language or theme.
func (s *PipelinesScreen) State() any {
	if !s.dirty {
		return nil
	}
	return &typedPipeline{s.was, s.name.Value(), s.stages, s.next}
}

// Restore takes what was typed; it is shown once the pipelines are read.
func (s *PipelinesScreen) Restore(state any) { s.typed, _ = state.(*typedPipeline) }

// Key leaves at Esc when no field holds the keyboard.
func (s *PipelinesScreen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyEscape || s.env.Window.Canvas().Focused() != nil {
		return false
	}
	s.env.Back()
	return true
}
