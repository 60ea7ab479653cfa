package deals

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// stageNames are the stages as the editor has them.
func (s *PipelinesScreen) stageNames() []string {
	var names []string
	for _, st := range s.stages {
		names = append(names, st.Name)
	}
	return names
}

func (st *rig) pipeline() trade.Pipeline {
	st.T.Helper()
	all, err := st.Desk.Pipelines(ctx)
	if err != nil {
		st.T.Fatal(err)
	}
	return all[0]
}

func TestStagesAreEdited(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.editor()
	if s.Save(); len(st.Acts) > 0 {
		t.Fatal("nothing changed and it was saved")
	}
	if err := s.edit(1, colName, "Первый звонок"); err != nil {
		t.Fatal(err)
	}
	if err := s.edit(1, colChance, "12,5 %"); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"101", "-1", "много"} {
		if err := s.edit(2, colChance, wrong); err == nil {
			t.Errorf("%s per cent were taken", wrong)
		}
	}
	if err := s.edit(6, colChance, "50"); err == nil {
		t.Error("the chance of a won stage was changed")
	}
	s.grid.Select(2)
	s.addStage()
	st.Types("Замер")
	st.Keys(fyne.KeyReturn)
	s.move(4, 0)
	s.Save()
	st.Did("act.pipeline.edit")
	p := st.pipeline()
	want := []string{"Согласуем условия", "Первый звонок", "Выясняем задачу", "Замер", "Предложение у клиента", "Договорились, ждём подписи", "Продано", "Потеряно"}
	if got := names(p); !slices.Equal(got, want) {
		t.Errorf("saved %q, want %q", got, want)
	}
	if p.Stages[1].Probability != money.MustDec("12.5") || p.Stages[3].ID != 8 || p.Stages[3].Probability != money.DecInt(25) {
		t.Errorf("saved %+v", p.Stages)
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if s.stageNames()[0] != "Обращение" || len(s.stages) != 7 {
		t.Errorf("undone to %v", s.stageNames())
	}
	st.Well()
}

func names(p trade.Pipeline) []string {
	var all []string
	for _, s := range p.Stages {
		all = append(all, s.Name)
	}
	return all
}

func TestStageWithDealsStays(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.editor()
	s.delete(1)
	s.mark(3, trade.Lost)
	if len(s.stages) != 7 || s.stages[2].Mark != trade.Running || s.dirty {
		t.Errorf("%+v", s.stages)
	}
	if len(st.Failed) != 2 {
		t.Fatalf("told %v", st.Failed)
	}
	for _, err := range st.Failed {
		if f, ok := err.(crm.Fault); !ok || !st.Env.T.Has(f.Reason) {
			t.Errorf("told %v", err)
		}
	}
	s.delete(2) // nobody stands there
	s.Save()
	if got := len(st.pipeline().Stages); got != 6 {
		t.Errorf("%d stages", got)
	}
}

func TestPipelineMustWinAndLose(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.editor()
	s.delete(6)
	st.WantSeen(st.Env.T.T("trade.pipeline.won"))
	s.Save()
	if len(st.Failed) != 1 || len(st.Acts) > 0 {
		t.Errorf("told %v, done %v", st.Failed, st.Acts)
	}
	s.mark(7, trade.Won)
	st.WantSeen(st.Env.T.T("trade.pipeline.lost"))
	if err := s.edit(1, colName, " "); err != nil {
		t.Fatal(err)
	}
	s.name.SetText("")
	st.Failed = nil
	s.Save()
	if level, _ := s.form.Message("name"); level != kit.Error {
		t.Error("the missing name is not blamed at its field")
	}
}

func TestNewPipelineAndItsRemoval(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.editor()
	s.New()
	s.name.SetText("Тендеры")
	s.Save()
	st.Did("act.pipeline.add")
	all, err := st.Desk.Pipelines(ctx)
	if err != nil || len(all) != 2 || all[1].Name != "Тендеры" || len(all[1].Stages) != 7 {
		t.Fatalf("%+v %v", all, err)
	}
	st.WantSeen("Тендеры", "Продажи")
	s.swap(0, 1)
	if all, _ = st.Desk.Pipelines(ctx); all[0].Name != "Тендеры" {
		t.Errorf("the order is %s, %s", all[0].Name, all[1].Name)
	}
	s.askRemove()
	st.Press(st.Env.T.T("text.delete"))
	st.Did("act.pipeline.remove")
	s.choose(st.pipeline())
	s.askRemove()
	st.Press(st.Env.T.T("text.delete"))
	if len(st.Failed) != 1 {
		t.Errorf("the last pipeline: told %v", st.Failed)
	}
}

// TestPipelinesChangePlacesInOneAct puts the last of three first, step by step, and takes each step back by one undo.
func TestPipelinesChangePlacesInOneAct(t *testing.T) {
	st, _ := sold(t, text.RU)
	st.pipelines("Сервис", "Тендеры")
	s := st.editor()
	order := func() string {
		all, err := st.Desk.Pipelines(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, p := range all {
			words = append(words, p.Name)
		}
		return strings.Join(words, ", ")
	}
	before := order()
	acts := len(st.Acts)
	s.swap(2, 1)
	st.Did("act.pipeline.order")
	if want := "Продажи, Тендеры, Сервис"; order() != want || len(st.Acts) != acts+1 {
		t.Errorf("%s after %d acts, want %s", order(), len(st.Acts)-acts, want)
	}
	s.swap(1, 0)
	if want := "Тендеры, Продажи, Сервис"; order() != want || s.all[0].Name != "Тендеры" {
		t.Errorf("%s, shown first %s, want %s", order(), s.all[0].Name, want)
	}
	for range 2 {
		if _, err := st.Desk.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if order() != before {
		t.Errorf("undone to %s, want %s", order(), before)
	}
	st.Well()
}

// TestLongPipelineStaysLow holds that many stages climb no higher than the board has room for.
func TestLongPipelineStaysLow(t *testing.T) {
	p := trade.Pipeline{ID: 1}
	for i := range 30 {
		p.Stages = append(p.Stages, trade.Stage{ID: trade.StageID(i + 1)})
	}
	lanes := lanesOf(p)
	for i, l := range lanes {
		if l.climb > mostClimb || i > 0 && l.climb <= lanes[i-1].climb {
			t.Errorf("stage %d climbs to %v", i, l.climb)
		}
	}
}

// pipelines adds pipelines with the stages of the first.
func (st *rig) pipelines(names ...string) (ids []trade.PipelineID) {
	st.T.Helper()
	for _, name := range names {
		p, err := st.Desk.SavePipeline(ctx, nil, trade.Pipeline{Name: name, Stages: st.pipeline().Stages})
		if err != nil {
			st.T.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	return ids
}

// TestBoardRemembersItsPipeline chooses a pipeline and opens the room anew, as after a restart.
func TestBoardRemembersItsPipeline(t *testing.T) {
	st, _ := sold(t, text.RU)
	ids := st.pipelines("Сервис", "Тендеры")
	shown := func(s *Screen) trade.PipelineID {
		p, _ := s.pipeline()
		if at := parts.ReadID[trade.PipelineID](s.head.pipeline.Value()); at != p.ID {
			t.Errorf("the head says %d, the board shows %d", at, p.ID)
		}
		return p.ID
	}
	s := st.room("")
	if shown(s) != st.pipeline().ID {
		t.Error("the first pipeline is not what is shown first")
	}
	choose := func(s *Screen, id trade.PipelineID) {
		s.head.pipeline.SetValue(parts.ID(id))
		s.head.choosePipeline(parts.ID(id))
	}
	choose(s, ids[1])
	if shown(s) != ids[1] || shown(st.room("")) != ids[1] {
		t.Error("the pipeline is forgotten")
	}
	list := st.room(parts.DealList)
	if list.Query.Pipeline != 0 {
		t.Error("the list is narrowed by what the board showed")
	}
	choose(list, ids[0])
	if got := shown(st.room("")); got != ids[1] {
		t.Errorf("a choice in the list changed the board to %d", got)
	}
	if err := st.Desk.RemovePipeline(ctx, ids[1]); err != nil {
		t.Fatal(err)
	}
	if shown(st.room("")) != st.pipeline().ID {
		t.Error("a pipeline that is gone is shown")
	}
	st.Well()
}

func TestPipelineLeaveAsks(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.editor()
	left := 0
	leave := func() { left++ }
	if s.Leave(leave); left != 1 {
		t.Fatal("without changes it asks")
	}
	if err := s.edit(1, colName, "Другое"); err != nil {
		t.Fatal(err)
	}
	was := s.State()
	s.Leave(leave)
	st.Press(st.Env.T.T("parts.unsaved.discard"))
	if left != 2 || s.dirty || s.stages[0].Name == "Другое" {
		t.Errorf("left %d, the stage is %s", left, s.stages[0].Name)
	}
	again := NewPipelines(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, routePipelines)
	if !again.dirty || again.stages[0].Name != "Другое" {
		t.Error("what was typed was lost in a rebuild")
	}
	again.Leave(leave)
	st.Press(st.Env.T.T("text.save"))
	if left != 3 || st.pipeline().Stages[0].Name != "Другое" {
		t.Error("saving does not save, or does not leave")
	}
	st.Well()
}

func TestStageMenuInThreeLanguages(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		s := st.editor()
		items := s.menu(2)
		items[3].Do() // won
		if s.stages[1].Mark != trade.Won {
			t.Errorf("%s: marked %q", lang, s.stages[1].Mark)
		}
		s.shift(2, -1)
		s.shift(2, -1)
		if s.stages[0].ID != 2 {
			t.Errorf("%s: moved to %v", lang, s.stageNames())
		}
		items[len(items)-1].Do()
		if len(s.stages) != 6 {
			t.Errorf("%s: %d stages", lang, len(s.stages))
		}
		var _ parts.Maker = s
		st.Well()
	}
}
