package crm

import "strings"

// RelType is the kind of relationship; empty means not assessed.
type RelType string

// The three types of relationship.
const (
	MarketExchange RelType = "market exchange"
	Business       RelType = "business"
	Strategic      RelType = "strategic"
)

// RelTypes lists the types from the loosest to the closest.
var RelTypes = []RelType{MarketExchange, Business, Strategic}

// Word is the type's code fit for a message key: "market", "business", "strategic", or "none".
func (t RelType) Word() string {
	if t == "" {
		return "none"
	}
	return strings.Fields(string(t))[0]
}

// ParseRelType reads a type by its code; case, spaces, hyphens and underscores do not matter, and the first word is enough.
func ParseRelType(s string) (RelType, bool) {
	want := bare(s)
	for _, t := range RelTypes {
		if want == bare(string(t)) || want == t.Word() || want == t.Word()+"relationship" || want == t.Word()+"partnership" {
			return t, true
		}
	}
	return "", false
}

// Cadence is the interval of contact a type asks for, in days; 0 asks for none.
func (t RelType) Cadence() int {
	switch t {
	case Business:
		return 30
	case Strategic:
		return 14
	}
	return 0
}

// Questions are the seven characteristics a type is assessed by, in the order asked.
var Questions = []string{"duration", "regard", "trust", "investment", "nature", "risk", "benefits"}

// Gate holds the conditions a client must meet to become a strategic partner: large enough to justify the
// investment, and bringing innovation we lack or a better way to a market.
type Gate struct {
	Large      bool `json:"large"`
	Innovation bool `json:"innovation"`
	Market     bool `json:"market"`
}

// Open reports whether the gate to a strategic partnership is open.
func (g Gate) Open() bool { return g.Large && (g.Innovation || g.Market) }

// TypeAssessment is a set of dated answers to the seven questions and the type they give.
type TypeAssessment struct {
	ID      AssessmentID `json:"id"`
	Client  ClientID     `json:"client"`
	Day     Day          `json:"day"`
	Answers [7]int8      `json:"answers"` // 1, 2, 3; 0 is unanswered
	Gate    Gate         `json:"gate"`
	Chosen  RelType      `json:"chosen,omitempty"` // the owner's own word when it differs from the result
	Reason  string       `json:"reason,omitempty"` // why the owner overruled
	Grounds string       `json:"grounds,omitempty"`
	By      RepID        `json:"by,omitempty"`
	Made    Moment       `json:"made"`
}

// Verdict is what seven answers give.
type Verdict struct {
	Type     RelType // empty while questions are open
	Mean     float64 // of the answers given, 1 to 3
	Answered int
	GateShut bool // the mean is strategic but the gate is shut, so the type is business
}

// Thresholds of the mean: below the first market exchange, below the second business, else strategic.
const (
	meanBusiness  = 1.67
	meanStrategic = 2.34
)

// Verdict counts the answers: no type until all seven are given.
func (a TypeAssessment) Verdict() Verdict {
	var v Verdict
	sum := 0
	for _, x := range a.Answers {
		if x >= 1 && x <= 3 {
			v.Answered++
			sum += int(x)
		}
	}
	if v.Answered > 0 {
		v.Mean = float64(sum) / float64(v.Answered)
	}
	if v.Answered < len(Questions) {
		return v
	}
	switch {
	case v.Mean < meanBusiness:
		v.Type = MarketExchange
	case v.Mean < meanStrategic:
		v.Type = Business
	case !a.Gate.Open():
		v.Type, v.GateShut = Business, true
	default:
		v.Type = Strategic
	}
	return v
}

// Type is the type the assessment stands for: the owner's word if he overruled, else the verdict.
func (a TypeAssessment) Type() RelType {
	if a.Chosen != "" {
		return a.Chosen
	}
	return a.Verdict().Type
}

// Check says what keeps the assessment from being saved: nothing chosen and questions open, or an overruling without a reason.
func (a TypeAssessment) Check() []Fault {
	v := a.Verdict()
	if a.Chosen != "" && a.Chosen != v.Type && strings.TrimSpace(a.Reason) == "" {
		return []Fault{{Field: "reason", Reason: "crm.type.reason"}}
	}
	if a.Type() == "" {
		return []Fault{{Field: "answers", Reason: "crm.type.open"}}
	}
	return nil
}
