package deals

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Columns of the stages.
const (
	colName   = "name"
	colChance = "chance"
	colMark   = "mark"
	colDeals  = "deals"
)

func (s *PipelinesScreen) buildGrid() {
	t := s.env.T
	s.name = kit.NewEntry(t.T("deals.pipeline.hint"))
	s.form = kit.NewForm(1, kit.Field{ID: "name", Label: t.T("text.name"), Input: s.name})
	s.form.OnChange = s.changed
	col := func(id string, width float32, align fyne.TextAlign, fixed bool) kit.LGColumn {
		c := kit.LGColumn{ID: id, Title: t.T("deals.stage.col." + id), Width: width, Align: align, Fixed: fixed, Quiet: fixed}
		c.Get = func(r kit.LGRow) string { return r.Values[id] }
		return c
	}
	chance := col(colChance, 110, fyne.TextAlignTrailing, false)
	chance.Kind = kit.LGNumber
	chance.Draft = func(r kit.LGRow) string { return s.chanceDraft(r.Key) }
	s.grid = kit.NewLineGrid(col(colName, 0, fyne.TextAlignLeading, false), col(colMark, 190, fyne.TextAlignLeading, true), chance,
		col(colDeals, 80, fyne.TextAlignTrailing, true))
	s.grid.Empty = t.T("deals.stages.empty")
	s.grid.OnEdit = s.edit
	s.grid.OnMove = func(key, _ int64, to int) { s.move(key, to) }
	s.grid.OnMenu = func(key int64, at fyne.Position) { kit.ShowMenuAt(s.grid, at, s.menu(key)...) }
	s.grid.OnDelete = s.delete
	s.grid.OnAddLine = func(int64) { s.addStage() }
	button := func(icon, key string, do func()) *kit.Button {
		return kit.NewButton(kit.Plain, t.T(key), do).WithIcon(icon).Sized(kit.ControlSmall)
	}
	shift := func(by int) func() { return func() { s.shift(s.grid.Current(), by) } }
	s.remove = kit.NewButton(kit.Ghost, t.T("deals.pipeline.remove"), s.askRemove).WithIcon("trash").Sized(kit.ControlSmall)
	acts := kit.HBox(8, button("plus", "deals.stage.add", s.addStage), button("up", "deals.stage.up", shift(-1)), button("down", "deals.stage.down", shift(1)), kit.Spacer(), s.remove)
	head := kit.Pad(kit.VBox(10, s.form, kit.NewWrap(t.T("deals.stages.hint"), kit.Dense, kit.Text3, 0)), 16, 14, 16, 10)
	foot := kit.VBox(0, kit.NewDivider(), kit.Pad(kit.VBox(8, s.remark, acts), 16, 10, 16, 10))
	s.right = container.NewStack(kit.NewBareCard(kit.VBox(0, head, kit.Grow(s.grid), foot)))
}

func (s *PipelinesScreen) chanceWord(st trade.Stage) string {
	return parts.PlainPercent(s.env, st.Chance())
}

func (s *PipelinesScreen) dealsWord(n int64) string {
	if n == 0 {
		return ""
	}
	return s.env.T.Int(int(n))
}

// standing is how many deals stand on a saved stage.
func (s *PipelinesScreen) standing(st trade.StageID) int64 {
	for _, c := range s.counts {
		if s.was != nil && c.Pipeline == s.was.ID && c.Stage == st {
			return c.N
		}
	}
	return 0
}

func (s *PipelinesScreen) index(key int64) int {
	return slices.IndexFunc(s.stages, func(st trade.Stage) bool { return int64(st.ID) == key })
}

func (s *PipelinesScreen) chanceDraft(key int64) string {
	if i := s.index(key); i >= 0 {
		return parts.NumberWords(s.env, s.stages[i].Chance())
	}
	return ""
}

// edit takes the name or the probability of a stage.
func (s *PipelinesScreen) edit(key int64, col, typed string) error {
	i := s.index(key)
	if i < 0 {
		return nil
	}
	st := s.stages[i]
	switch col {
	case colName:
		st.Name = typed
	case colChance:
		d, err := parts.ReadPercent(s.env, typed, "trade.stage.probability")
		switch {
		case err != nil:
			return parts.Refused(s.env, err)
		case st.Mark != trade.Running && d != st.Chance():
			return parts.Refusal(s.env.T.T("deals.stage.ends"))
		case st.Mark == trade.Running:
			st.Probability = d
		}
	}
	if st != s.stages[i] {
		s.stages[i] = st
		s.changed()
	}
	return nil
}

// addStage adds a stage behind the current one, and before those that end a deal, and opens its name.
func (s *PipelinesScreen) addStage() {
	at := s.index(s.grid.Current()) + 1
	if ends := slices.IndexFunc(s.stages, func(st trade.Stage) bool { return st.Mark != trade.Running }); ends >= 0 && (at == 0 || at > ends) {
		at = ends
	}
	st := trade.Stage{ID: s.next}
	if at > 0 {
		st.Probability = s.stages[at-1].Probability
	}
	s.next++
	s.stages = slices.Insert(s.stages, at, st)
	s.changed()
	s.env.Window.Canvas().Focus(s.grid)
	s.grid.Select(int64(st.ID))
	s.grid.Edit(int64(st.ID), colName)
}

// move puts a stage to another place.
func (s *PipelinesScreen) move(key int64, to int) {
	i := s.index(key)
	if i < 0 {
		return
	}
	st := s.stages[i]
	s.stages = slices.Delete(s.stages, i, i+1)
	s.stages = slices.Insert(s.stages, min(max(to, 0), len(s.stages)), st)
	s.changed()
}

func (s *PipelinesScreen) shift(key int64, by int) {
	if i := s.index(key); i >= 0 && i+by >= 0 && i+by < len(s.stages) {
		s.move(key, i+by)
		s.grid.Select(key)
	}
}

// menu is what can be done with a stage.
func (s *PipelinesScreen) menu(key int64) []kit.MenuItem {
	t, i := s.env.T, s.index(key)
	if i < 0 {
		return nil
	}
	items := []kit.MenuItem{{Icon: "edit", Label: t.T("text.rename"), Shortcut: "F2", Do: func() { s.grid.Edit(key, colName) }}, kit.Separator()}
	for _, m := range trade.Outcomes {
		items = append(items, kit.MenuItem{Icon: markIcon(m), Label: t.T("deals.mark.set." + m.Word()), Checked: s.stages[i].Mark == m, Do: func() { s.mark(key, m) }})
	}
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "up", Label: t.T("deals.stage.up"), Disabled: i == 0, Do: func() { s.shift(key, -1) }},
		kit.MenuItem{Icon: "down", Label: t.T("deals.stage.down"), Disabled: i == len(s.stages)-1, Do: func() { s.shift(key, 1) }},
		kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("deals.stage.remove"), Shortcut: "Del", Danger: true, Do: func() { s.delete(key) }})
}

// mark says whether deals run on a stage, or end; deals that stand on it would end by that, so it is refused.
func (s *PipelinesScreen) mark(key int64, m trade.Outcome) {
	i := s.index(key)
	if i < 0 || s.stages[i].Mark == m {
		return
	}
	if s.refused(s.stages[i], "desk.pipeline.marked") {
		return
	}
	s.stages[i].Mark = m
	s.changed()
}

// delete takes a stage away; one on which deals stand stays.
func (s *PipelinesScreen) delete(key int64) {
	i := s.index(key)
	if i < 0 || s.refused(s.stages[i], "desk.pipeline.stands") {
		return
	}
	s.stages = slices.Delete(s.stages, i, i+1)
	s.changed()
}

// refused tells that deals stand on a stage, where they do.
func (s *PipelinesScreen) refused(st trade.Stage, reason string) bool {
	n := s.standing(st.ID)
	if n == 0 {
		return false
	}
	s.env.Fail(crm.Fault{Field: "stages", Reason: reason, Args: []string{"Stage", st.Name, "N", strconv.FormatInt(n, 10)}})
	return true
}

// tellFault says below the stages what keeps the pipeline from being saved.
func (s *PipelinesScreen) tellFault() {
	s.remark.Objects = nil
	for _, f := range trade.CheckPipeline(s.now()) {
		if f.Field == "name" {
			continue // said at the field when it is saved
		}
		words := parts.FaultSentence(s.env.T, f)
		if i, ok := stageOf(f, s.stages); ok && s.stages[i].Name != "" {
			words = s.stages[i].Name + ": " + words
		}
		s.remark.Add(kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewTipText(words, kit.Dense, kit.Text2))))
		break
	}
	s.remark.Refresh()
	s.right.Refresh()
}

// stageOf is the stage a fault speaks of.
func stageOf(f crm.Fault, stages []trade.Stage) (int, bool) {
	for i := range stages {
		if f.Field == "stage "+strconv.Itoa(i) {
			return i, true
		}
	}
	return 0, false
}
