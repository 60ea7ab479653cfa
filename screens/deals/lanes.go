package deals

import (
	"cmp"
	"context"
	"slices"
	"sort"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// climb is how much higher each stage stands than the one before, mostClimb the last than the first, in units.
const (
	climb     float32 = 4
	mostClimb float32 = 40
)

// lane is a column of the board: a stage.
type lane struct {
	id    string
	stage trade.Stage
	climb float32
}

// lanesOf are the columns of a pipeline: the stages in their order, those that end a deal last.
func lanesOf(p trade.Pipeline) []lane {
	var lanes []lane
	for _, mark := range trade.Outcomes {
		for _, st := range p.Stages {
			if st.Mark == mark {
				lanes = append(lanes, lane{id: laneID(p.ID, st.ID), stage: st})
			}
		}
	}
	step := min(climb, mostClimb/float32(max(1, len(lanes))))
	for i := range lanes {
		if lanes[i].stage.Mark != trade.Lost {
			lanes[i].climb = float32(i) * step
		}
	}
	return lanes
}

func laneID(p trade.PipelineID, st trade.StageID) string { return parts.ID(p) + "." + parts.ID(st) }

func (s *Screen) lane(id string) (lane, bool) {
	i := slices.IndexFunc(s.lanes, func(l lane) bool { return l.id == id })
	if i < 0 {
		return lane{}, false
	}
	return s.lanes[i], true
}

func (s *Screen) buildBoard() {
	env := s.env
	b, t := kit.NewBoard(func(f *kit.CardFace, c kit.BoardCard) { s.drawCard(f, c.(card).DealRow) }), env.T
	s.board = b
	b.Carried = t.T("deals.carried")
	b.MoreText = func(_ string, below int64) string {
		if below <= 0 {
			return t.T("deals.all")
		}
		return t.N("deals.more", int(below))
	}
	b.Want = s.want
	b.OnOpen = func(_ string, c kit.BoardCard) { s.openDeal(c.(card).ID) }
	b.OnMenu = func(at fyne.Position, c kit.BoardCard) { kit.ShowMenuAt(b, at, s.menu(c.(card).DealRow)...) }
	b.OnDrop = func(c kit.BoardCard, _, to string) { s.drop(c.(card).DealRow, to) }
	b.CanDrop = func(_ kit.BoardCard, from, to string) bool { return from != to }
	b.DropHint = func(_ kit.BoardCard, _, to string) string { return s.hint(to) }
	b.OnKey = s.cardKey
	b.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
}

// cardKey removes the current deal at Delete, once that was confirmed.
func (s *Screen) cardKey(ev *fyne.KeyEvent) bool {
	if _, c, ok := s.board.Current(); ok && ev.Name == fyne.KeyDelete {
		s.askRemove(c.(card).DealRow)
		return true
	}
	return false
}

// standing is what the heads of the columns tell, and where the card that is followed stands now.
type standing struct {
	pipelines []trade.Pipeline
	kept      trade.PipelineID
	counts    []trade.StageCount
	lane      string // "" when none is followed
	place     int
}

// boardQuery is what the board of a pipeline holds under the filters: how a deal ended is a column there, not a filter.
func boardQuery(q trade.DealQuery, p trade.PipelineID) trade.DealQuery {
	q.Pipeline, q.Stages, q.Outcomes = p, nil, nil
	return q
}

// laneQuery is what a column holds under the filters.
func laneQuery(q trade.DealQuery, p trade.PipelineID, st trade.Stage) trade.DealQuery {
	q = boardQuery(q, p)
	q.Stages = []trade.StageID{st.ID}
	if st.Mark != trade.Running && (q.Sort == trade.DealsByExpected || q.Sort == trade.DealsByNext || q.Sort == sortSince) {
		q.Sort, q.Desc = sortSince, true // of deals that have ended the latest first
	}
	return q
}

// recall reads which pipeline the board showed in an earlier run, 0 when none was chosen.
func (s *Screen) recall(ctx context.Context) trade.PipelineID {
	kept, err := s.desk.Layout(ctx, pipelineName)
	if err != nil {
		return 0 // the first pipeline does as well
	}
	return parts.ReadID[trade.PipelineID](kept)
}

// keepPipeline remembers the pipeline chosen on the board.
func (s *Screen) keepPipeline(id trade.PipelineID) {
	s.kept, s.recalled = id, true
	kit.Commit(&s.loader, "keep pipeline", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SaveLayout(ctx, pipelineName, parts.ID(id))
	}, s.failed)
}

// read reads pipelines, counts and sums, shows them and goes on with then. A card to follow is looked for in its new
// column.
func (s *Screen) read(follow *trade.DealRow, then func()) {
	q, listed, recalled := s.Query, s.listed, s.recalled
	at := standing{kept: s.kept}
	kit.Load(&s.loader, "counts", func(ctx context.Context) (standing, error) {
		var err error
		if at.pipelines, err = s.desk.Pipelines(ctx); err != nil {
			return at, err
		}
		if !recalled {
			at.kept = s.recall(ctx)
		}
		counted := q
		if p, ok := chosen(at.pipelines, cmp.Or(q.Pipeline, at.kept)); ok && !listed {
			counted = boardQuery(q, p.ID)
		} else if _, ok := pipelineOf(at.pipelines, q.Pipeline); !ok {
			counted.Pipeline = 0
		}
		counted.Outcomes = nil // how a deal ended the stages tell
		if at.counts, err = s.desk.StageCounts(ctx, counted); err == nil && follow != nil {
			p, _ := pipelineOf(at.pipelines, counted.Pipeline)
			at.lane, at.place = locate(ctx, s.desk, q, p, *follow)
		}
		return at, err
	}, func(at standing, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		if !s.recalled {
			s.kept, s.recalled = at.kept, true
		}
		s.take(at)
		then()
		if at.lane != "" {
			s.board.ShowCard(at.lane, at.place, int64(follow.ID))
		}
	})
}

// take shows what was read of the pipelines.
func (s *Screen) take(at standing) {
	s.pipelines, s.counts = at.pipelines, at.counts
	if _, ok := pipelineOf(s.pipelines, s.Query.Pipeline); !ok {
		s.Query.Pipeline = 0
	}
	s.head.showPipelines()
	p, _ := s.pipeline()
	s.lanes = lanesOf(p)
	sum := add(at.counts, s.pipelines, s.shownOutcomes())
	if s.listed {
		s.foot.show(sum)
	} else {
		s.showColumns(p, at.counts)
	}
	s.tell(sum)
	s.showEmpty(sum)
}

// shownOutcomes are the outcomes the view shows, none for all.
func (s *Screen) shownOutcomes() []trade.Outcome {
	if s.listed {
		return s.Query.Outcomes
	}
	return nil
}

// locate finds the column of a deal and its place there; one that is gone, or that the filters leave out, is nowhere.
func locate(ctx context.Context, d Desk, q trade.DealQuery, p trade.Pipeline, was trade.DealRow) (string, int) {
	now, err := d.Deal(ctx, was.ID)
	if err != nil || now.Pipeline != p.ID || q.Owner != 0 && now.Owner != q.Owner || q.Client != 0 && now.Client != q.Client {
		return "", 0
	}
	stage, _ := p.Stage(now.Stage)
	came, _ := p.Stage(was.Stage)
	to, from := laneQuery(q, p.ID, stage), laneQuery(q, p.ID, came)
	place := placeOf(ctx, d, to, was, to.Sort == from.Sort && to.Desc == from.Desc && (to.Sort != sortSince || stage.ID == came.ID))
	if place < 0 {
		return "", 0
	}
	return laneID(p.ID, stage.ID), place
}

// placeMost is how far down a card is looked for.
const placeMost = 1 << 22

// placeOf counts the deals that stand before a deal in its column: it is looked for on the first page, and farther down by
// its anchor where that still holds, or else at the end of those that wait longest, where whoever came now stands; -1 when
// it is not found.
func placeOf(ctx context.Context, d Desk, q trade.DealQuery, was trade.DealRow, holds bool) int {
	first, err := d.Deals(ctx, q, crm.Page{Limit: parts.CardPage})
	if err != nil {
		return -1
	}
	if i := slices.IndexFunc(first, func(r trade.DealRow) bool { return r.ID == was.ID }); i >= 0 || len(first) < parts.CardPage {
		return i
	}
	if !holds {
		n, err := d.CountDeals(ctx, q)
		if err != nil || q.Sort != sortSince || q.Desc {
			return -1
		}
		return int(n.N) - 1
	}
	page := crm.Page{From: &was.Anchor, Back: true, Limit: 1}
	return sort.Search(placeMost, func(n int) bool {
		page.Skip = int64(n)
		found, err := d.Deals(ctx, q, page)
		return err != nil || len(found) == 0
	})
}

// want reads a page of a column, behind the card before it.
func (s *Screen) want(id string, from int) {
	l, ok := s.lane(id)
	p, known := s.pipeline()
	if !ok || !known {
		return
	}
	q := laneQuery(s.Query, p.ID, l.stage)
	parts.ReadCards(s.env, &s.loader, s.board, id, from, func(c card) crm.Anchor { return c.Anchor },
		func(ctx context.Context, p crm.Page) ([]trade.DealRow, error) { return s.desk.Deals(ctx, q, p) }, func(r trade.DealRow) card { return card{r} })
}
