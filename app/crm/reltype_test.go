package crm

import (
	"math"
	"testing"
)

// answers gives seven answers with the sum wanted, 7 to 21, spread as evenly as they go.
func answers(sum int) (a [7]int8) {
	for i := range a {
		a[i] = 1
	}
	for i := 0; sum > 7; i, sum = i+1, sum-1 {
		a[i%7]++
	}
	return a
}

var open = Gate{Large: true, Innovation: true}

func TestVerdictByMean(t *testing.T) {
	for _, row := range []struct {
		sum  int
		gate Gate
		want RelType
		shut bool
	}{
		{7, open, MarketExchange, false},  // 1.00
		{11, open, MarketExchange, false}, // 1.57, the last below 1.67
		{12, open, Business, false},       // 1.71, the first above
		{14, open, Business, false},       // 2.00
		{16, open, Business, false},       // 2.29, the last below 2.34
		{17, open, Strategic, false},      // 2.43, the first above
		{21, open, Strategic, false},      // 3.00
		{16, Gate{}, Business, false},     // a gate that nobody knocked at is not shut
		{17, Gate{}, Business, true},
		{21, Gate{Large: true}, Business, true},
		{21, Gate{Innovation: true, Market: true}, Business, true},
		{21, Gate{Large: true, Market: true}, Strategic, false},
		{11, Gate{}, MarketExchange, false},
	} {
		v := TypeAssessment{Answers: answers(row.sum), Gate: row.gate}.Verdict()
		if v.Type != row.want || v.GateShut != row.shut || v.Answered != 7 || math.Abs(v.Mean-float64(row.sum)/7) > 1e-9 {
			t.Errorf("sum %d, gate %+v: %+v, want %q shut %v", row.sum, row.gate, v, row.want, row.shut)
		}
	}
}

// The means that seven answers can give lie between the thresholds of the theory, none upon them.
func TestVerdictThresholds(t *testing.T) {
	for sum := 7; sum <= 21; sum++ {
		mean := float64(sum) / 7
		want := Strategic
		switch {
		case mean < 1.67:
			want = MarketExchange
		case mean < 2.34:
			want = Business
		}
		if v := (TypeAssessment{Answers: answers(sum), Gate: open}).Verdict(); v.Type != want {
			t.Errorf("mean %.2f: %q, want %q", mean, v.Type, want)
		}
	}
}

func TestVerdictWithOpenQuestions(t *testing.T) {
	for _, row := range []struct {
		answers  [7]int8
		answered int
		mean     float64
	}{
		{[7]int8{}, 0, 0},
		{[7]int8{3, 3, 3, 3}, 4, 3},
		{[7]int8{1, 2, 3, 1, 2, 3}, 6, 2},
		{[7]int8{1, 2, 3, 1, 2, 3, 4}, 6, 2},
		{[7]int8{-1, 2, 2, 2, 2, 2, 2}, 6, 2},
	} {
		v := TypeAssessment{Answers: row.answers, Gate: open}.Verdict()
		if v.Type != "" || v.GateShut || v.Answered != row.answered || v.Mean != row.mean {
			t.Errorf("%v: %+v, want no type, %d answered, mean %v", row.answers, v, row.answered, row.mean)
		}
	}
}

func TestGate(t *testing.T) {
	for i := range 8 {
		g := Gate{Large: i&1 != 0, Innovation: i&2 != 0, Market: i&4 != 0}
		if want := i == 3 || i == 5 || i == 7; g.Open() != want {
			t.Errorf("%+v open: %v", g, g.Open())
		}
	}
}

func TestTheOwnersWordGoesFirst(t *testing.T) {
	full := answers(14)
	for _, row := range []struct {
		name string
		a    TypeAssessment
		want RelType
		keep string // reason of the fault that keeps it from being saved
	}{
		{"nothing", TypeAssessment{}, "", "crm.type.open"},
		{"six answers", TypeAssessment{Answers: [7]int8{1, 1, 1, 1, 1, 1}}, "", "crm.type.open"},
		{"seven answers", TypeAssessment{Answers: full}, Business, ""},
		{"chosen alike", TypeAssessment{Answers: full, Chosen: Business}, Business, ""},
		{"overruled silently", TypeAssessment{Answers: full, Chosen: Strategic, Reason: " \n"}, Strategic, "crm.type.reason"},
		{"overruled with a reason", TypeAssessment{Answers: full, Chosen: Strategic, Reason: "joint plant"}, Strategic, ""},
		{"chosen without answers", TypeAssessment{Chosen: MarketExchange}, MarketExchange, "crm.type.reason"},
		{"chosen without answers, with a reason", TypeAssessment{Chosen: MarketExchange, Reason: "one sale"}, MarketExchange, ""},
	} {
		if got := row.a.Type(); got != row.want {
			t.Errorf("%s: type %q, want %q", row.name, got, row.want)
		}
		got := ""
		if faults := row.a.Check(); len(faults) > 0 {
			got = faults[0].Reason
		}
		if got != row.keep {
			t.Errorf("%s: fault %q, want %q", row.name, got, row.keep)
		}
	}
}

func TestParseRelType(t *testing.T) {
	for text, want := range map[string]RelType{
		"market exchange": MarketExchange, "Market_Exchange": MarketExchange, " MARKET ": MarketExchange, "market-exchange": MarketExchange,
		"business": Business, "Business relationship": Business, "strategic": Strategic, "strategic partnership": Strategic, "STRATEGIC\u00a0PARTNERSHIP": Strategic,
	} {
		if got, ok := ParseRelType(text); !ok || got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "friend", "marketing", "businesses"} {
		if got, ok := ParseRelType(text); ok || got != "" {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

func TestRelTypeWordsAndCadence(t *testing.T) {
	for _, row := range []struct {
		t    RelType
		word string
		days int
	}{{"", "none", 0}, {MarketExchange, "market", 0}, {Business, "business", 30}, {Strategic, "strategic", 14}} {
		if row.t.Word() != row.word || row.t.Cadence() != row.days {
			t.Errorf("%q: %q every %d days", row.t, row.t.Word(), row.t.Cadence())
		}
	}
}
