package desk

import (
	"context"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// shippedPipeline is the id of the pipeline every base begins with.
const shippedPipeline trade.PipelineID = 1

// Pipelines lists the pipelines by their place. A base that has none gives the shipped one, in the user's language; it is
// saved with the first deal or pipeline.
func (d *Desk) Pipelines(ctx context.Context) ([]trade.Pipeline, error) {
	all, _, err := d.pipelines(ctx)
	return all, err
}

// pipelines lists the pipelines, and the edit that saves the shipped one where there was none.
func (d *Desk) pipelines(ctx context.Context) ([]trade.Pipeline, []crm.Change, error) {
	saved, err := d.SavedPipelines(ctx)
	if err != nil || len(saved) > 0 {
		return saved, nil, err
	}
	p := d.shipped(d.lang(ctx))
	return []trade.Pipeline{p}, []crm.Change{crm.Add(p)}, nil
}

// shipped is the pipeline of a new base in a language.
func (d *Desk) shipped(lang text.Lang) trade.Pipeline {
	words := d.Words.In(lang)
	p := trade.ShippedPipeline(func(key string) string { return words.T(key) })
	p.ID = shippedPipeline
	return p
}

// SavePipeline adds a pipeline (was nil) or changes it, and returns it as saved; stages without an id get one. It is a fault
// when deals would have no stage to stand on or to end on, when a stage goes that deals stand on, and when such a stage
// would win or lose them by a new mark.
func (d *Desk) SavePipeline(ctx context.Context, was *trade.Pipeline, now trade.Pipeline) (trade.Pipeline, error) {
	all, changes, err := d.pipelines(ctx)
	if err != nil {
		return now, err
	}
	now = tidyPipeline(was, now)
	if faults := trade.CheckPipeline(now); len(faults) > 0 {
		return now, faults[0]
	}
	if slices.ContainsFunc(all, func(p trade.Pipeline) bool { return p.ID != now.ID && text.Fold(p.Name) == text.Fold(now.Name) }) {
		return now, crm.Fault{Field: "name", Reason: "desk.pipeline.taken", Args: []string{"Name", now.Name}}
	}
	if was == nil {
		now.ID, now.Place = trade.PipelineID(d.ids.next()), all[len(all)-1].Place+1
		return now, d.apply(ctx, "act.pipeline.add", []string{"Name", now.Name}, append(changes, crm.Add(now))...)
	}
	if sameJSON(*was, now) {
		return now, nil
	}
	if err := d.stagesKept(ctx, *was, now); err != nil {
		return now, err
	}
	return now, d.apply(ctx, "act.pipeline.edit", []string{"Name", now.Name}, append(changes, crm.Alter(*was, now))...)
}

// tidyPipeline cleans the names of a pipeline and gives new stages ids that none had before.
func tidyPipeline(was *trade.Pipeline, p trade.Pipeline) trade.Pipeline {
	p.Name, p.Stages = text.Line(p.Name, maxName), slices.Clone(p.Stages)
	if was != nil {
		p.ID = was.ID
	}
	next := p.NewStage()
	if was != nil {
		next = max(next, was.NewStage())
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		if s.Name = text.Line(s.Name, maxName); s.ID == 0 {
			s.ID = next
			next++
		}
	}
	return p
}

// stagesKept is a fault when a stage that deals stand on goes, or is marked otherwise.
func (d *Desk) stagesKept(ctx context.Context, was, now trade.Pipeline) error {
	counts, err := d.StageCounts(ctx, trade.DealQuery{Pipeline: was.ID})
	if err != nil {
		return err
	}
	for _, c := range counts {
		before, known := was.Stage(c.Stage)
		after, stays := now.Stage(c.Stage)
		reason := ""
		switch {
		case c.N == 0 || !known:
			continue
		case !stays:
			reason = "desk.pipeline.stands"
		case before.Mark != after.Mark:
			reason = "desk.pipeline.marked"
		}
		if reason != "" {
			return crm.Fault{Field: "stages", Reason: reason, Args: []string{"Stage", before.Name, "N", strconv.FormatInt(c.N, 10)}}
		}
	}
	return nil
}

// SwapPipelines exchanges two pipelines in the order they are offered in, as one act. One that is gone is crm.ErrNotFound.
func (d *Desk) SwapPipelines(ctx context.Context, a, b trade.PipelineID) error {
	all, changes, err := d.pipelines(ctx)
	if err != nil {
		return err
	}
	at := func(id trade.PipelineID) int {
		return slices.IndexFunc(all, func(p trade.Pipeline) bool { return p.ID == id })
	}
	i, j := at(a), at(b)
	if i < 0 || j < 0 {
		return crm.ErrNotFound
	}
	if i == j {
		return nil
	}
	now := slices.Clone(all)
	now[i], now[j] = now[j], now[i]
	for place, p := range now { // counted anew: two may share a place
		if was := all[at(p.ID)]; was.Place != place {
			p.Place = place
			changes = append(changes, crm.Alter(was, p))
		}
	}
	return d.apply(ctx, "act.pipeline.order", []string{"Name", all[i].Name}, changes...)
}

// RemovePipeline removes a pipeline. It is a fault while deals are in it, those that have ended too, and for the last one.
func (d *Desk) RemovePipeline(ctx context.Context, id trade.PipelineID) error {
	all, unsaved, err := d.pipelines(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(p trade.Pipeline) bool { return p.ID == id })
	if i < 0 {
		return crm.ErrNotFound
	}
	if len(all) == 1 || len(unsaved) > 0 {
		return crm.Fault{Field: "pipeline", Reason: "desk.pipeline.last"}
	}
	n, err := d.CountDeals(ctx, trade.DealQuery{Pipeline: id})
	if err != nil {
		return err
	}
	if n.N > 0 {
		return crm.Fault{Field: "pipeline", Reason: "desk.pipeline.used", Args: []string{"Name", all[i].Name, "N", strconv.FormatInt(n.N, 10)}}
	}
	return d.apply(ctx, "act.pipeline.remove", []string{"Name", all[i].Name}, crm.Remove(all[i]))
}

// pipelineOf finds a pipeline; one that is gone is a fault of the deal's stage.
func pipelineOf(all []trade.Pipeline, id trade.PipelineID) (trade.Pipeline, error) {
	for _, p := range all {
		if p.ID == id {
			return p, nil
		}
	}
	return trade.Pipeline{}, crm.Fault{Field: "stage", Reason: "trade.deal.stage"}
}
