package trade

import (
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
)

// PipelineID names a pipeline, StageID a stage within its pipeline.
type (
	PipelineID int64
	StageID    int64
)

// Outcome is how a deal ended.
type Outcome string

// The outcomes; a deal that runs has none.
const (
	Running Outcome = ""
	Won     Outcome = "won"
	Lost    Outcome = "lost"
)

// Outcomes lists the outcomes in the order they are offered for choice.
var Outcomes = []Outcome{Running, Won, Lost}

// Word is the outcome as the keys of messages have it.
func (o Outcome) Word() string {
	if o == Running {
		return "running"
	}
	return string(o)
}

// Pipeline is a way of selling: the stages a deal goes through, as the user defines them.
type Pipeline struct {
	ID     PipelineID `json:"id"`
	Name   string     `json:"name"`
	Place  int        `json:"place,omitempty"`
	Stages []Stage    `json:"stages"` // in their order
}

// Stage is one step of a pipeline; a deal on a stage marked won or lost has ended.
type Stage struct {
	ID          StageID   `json:"id"`
	Name        string    `json:"name"`
	Probability money.Dec `json:"probability"` // per cent; of no weight on a marked stage
	Mark        Outcome   `json:"mark,omitempty"`
}

// Noun names the pipeline for the journal.
func (p Pipeline) Noun() crm.Noun { return crm.NounPipeline }

// Key is the pipeline's id.
func (p Pipeline) Key() int64 { return int64(p.ID) }

// About is nobody: a pipeline belongs to no client.
func (p Pipeline) About() crm.ClientID { return 0 }

// Stage finds a stage by its id.
func (p Pipeline) Stage(id StageID) (Stage, bool) {
	for _, s := range p.Stages {
		if s.ID == id {
			return s, true
		}
	}
	return Stage{}, false
}

// First is the first stage with a mark, or with none for Running; false when there is no such stage.
func (p Pipeline) First(mark Outcome) (Stage, bool) {
	for _, s := range p.Stages {
		if s.Mark == mark {
			return s, true
		}
	}
	return Stage{}, false
}

// NewStage is an id that no stage of the pipeline has.
func (p Pipeline) NewStage() StageID {
	var highest StageID
	for _, s := range p.Stages {
		highest = max(highest, s.ID)
	}
	return highest + 1
}

// Chance is the probability of winning a deal that stands on the stage, in per cent: 100 when won, 0 when lost.
func (s Stage) Chance() money.Dec {
	switch s.Mark {
	case Won:
		return hundred
	case Lost:
		return money.Dec{}
	}
	return s.Probability
}

// ShippedPipeline is the pipeline a new base begins with, named in the user's language by the messages "trade.pipeline.…"
// and "trade.stage.…". Its id is left to whoever keeps it.
func ShippedPipeline(say func(key string) string) Pipeline {
	p := Pipeline{Name: say("trade.pipeline.sales")}
	for i, s := range []struct {
		word    string
		percent int64
		mark    Outcome
	}{{"inquiry", 10, Running}, {"needs", 25, Running}, {"offer", 50, Running}, {"talks", 70, Running}, {"agreed", 90, Running},
		{"won", 100, Won}, {"lost", 0, Lost}} {
		p.Stages = append(p.Stages, Stage{ID: StageID(i + 1), Name: say("trade.stage." + s.word), Probability: money.DecInt(s.percent), Mark: s.mark})
	}
	return p
}

// CheckPipeline lists what keeps a pipeline from being used: deals need a stage to stand on, one to be won and one to be
// lost on.
func CheckPipeline(p Pipeline) []crm.Fault {
	var f []crm.Fault
	add := func(field, reason string) { f = append(f, crm.Fault{Field: field, Reason: reason}) }
	if strings.TrimSpace(p.Name) == "" {
		add("name", "trade.pipeline.name")
	}
	for _, need := range []struct {
		mark   Outcome
		reason string
	}{{Running, "trade.pipeline.open"}, {Won, "trade.pipeline.won"}, {Lost, "trade.pipeline.lost"}} {
		if _, ok := p.First(need.mark); !ok {
			add("stages", need.reason)
		}
	}
	names, ids := map[string]bool{}, map[StageID]bool{}
	for i, s := range p.Stages {
		field := fmt.Sprintf("stage %d", i)
		name := strings.ToLower(strings.TrimSpace(s.Name))
		switch {
		case name == "":
			add(field, "trade.stage.name")
		case names[name] || ids[s.ID] || s.ID == 0:
			add(field, "trade.stage.twice")
		}
		names[name], ids[s.ID] = true, true
		if !isShare(s.Probability) {
			add(field, "trade.stage.probability")
		}
	}
	return f
}

// isShare reports whether a number lies between 0 and 100.
func isShare(d money.Dec) bool { return d.Sign() >= 0 && d.Cmp(hundred) <= 0 }
