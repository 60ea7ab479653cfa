package crm

import (
	"errors"
	"slices"
	"testing"
)

func TestRungCodesComeBack(t *testing.T) {
	if len(Ladder) != 8 || len(AllRungs) != 9 || AllRungs[8] != Ended {
		t.Fatalf("ladder %v, all %v", Ladder, AllRungs)
	}
	for _, r := range AllRungs {
		for _, text := range []string{r.Code(), r.Word()} {
			if got, ok := ParseRung(text); !ok || got != r {
				t.Errorf("%q: %d, %v, want %d", text, got, ok, r)
			}
		}
		if r.OnLadder() != slices.Contains(Ladder, r) {
			t.Errorf("%s on the ladder: %v", r.Code(), r.OnLadder())
		}
	}
	for _, r := range []Rung{NoRung, -1, 100} {
		if r.Code() != "" || r.OnLadder() {
			t.Errorf("rung %d has code %q", r, r.Code())
		}
	}
}

func TestParseRung(t *testing.T) {
	for text, want := range map[string]Rung{
		"First Time Buyer": FirstTimeBuyer, "first_time_buyer": FirstTimeBuyer, "first-time": FirstTimeBuyer, "FIRSTTIME": FirstTimeBuyer,
		" repeat ": RepeatBuyer, "repeat-buyer": RepeatBuyer, "Client": Loyal, "first\u00a0time buyer": FirstTimeBuyer, "ENDED": Ended,
	} {
		if got, ok := ParseRung(text); !ok || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "?", "buyer", "customer", "clients"} {
		if got, ok := ParseRung(text); ok || got != NoRung {
			t.Errorf("%q was read as %d", text, got)
		}
	}
}

func TestClimb(t *testing.T) {
	for _, row := range []struct {
		name              string
		from, highest, to Rung
		wantHighest       Rung
		up                bool
	}{
		{"one up", Prospect, Prospect, FirstTimeBuyer, FirstTimeBuyer, true},
		{"several up", Suspect, Suspect, Partner, Partner, true},
		{"down keeps the highest", Supporter, Supporter, Loyal, Supporter, false},
		{"up again, below the highest", Loyal, Partner, Supporter, Partner, true},
		{"ended", Advocate, Advocate, Ended, Advocate, false},
		{"back from the end", Ended, Advocate, Suspect, Advocate, true},
		{"back higher than ever", Ended, Prospect, Loyal, Loyal, true},
		{"the first rung", NoRung, NoRung, Suspect, Suspect, true},
	} {
		was := Client{Rung: row.from, Highest: row.highest, RungSince: 1, Tags: []string{"a"}}
		move := Move{From: row.from, To: row.to, When: 7}
		now, err := was.Climb(move)
		if err != nil || now.Rung != row.to || now.Highest != row.wantHighest || now.RungSince != 7 {
			t.Errorf("%s: %+v, %v", row.name, now, err)
		}
		if move.Up() != row.up {
			t.Errorf("%s: up %v", row.name, move.Up())
		}
		if was.Rung != row.from || was.RungSince != 1 {
			t.Errorf("%s: the client before was changed", row.name)
		}
	}
}

func TestClimbRefuses(t *testing.T) {
	var fault Fault
	if _, err := (Client{Rung: Loyal}).Climb(Move{To: Loyal}); !errors.As(err, &fault) || fault.Reason != "crm.move.same" {
		t.Errorf("the same rung: %v", err)
	}
	if _, err := (Client{Rung: Ended}).Climb(Move{To: Ended}); !errors.As(err, &fault) {
		t.Errorf("ended twice: %v", err)
	}
	for _, to := range []Rung{NoRung, -1, Ended + 1} {
		was := Client{Rung: Loyal, Highest: Partner, RungSince: 3}
		now, err := was.Climb(Move{To: to})
		if err == nil || now.Rung != Loyal || now.RungSince != 3 {
			t.Errorf("rung %d: %+v, %v", to, now, err)
		}
	}
}

func TestReasonsFitTheDirection(t *testing.T) {
	if !slices.Equal(Reasons(Loyal, Supporter), ReasonsUp) || !slices.Equal(Reasons(Ended, Suspect), ReasonsUp) {
		t.Error("a rise has other reasons")
	}
	if !slices.Equal(Reasons(Supporter, Loyal), ReasonsDown) || !slices.Equal(Reasons(Supporter, Ended), ReasonsDown) {
		t.Error("a fall has other reasons")
	}
}

func TestStays(t *testing.T) {
	c := Client{Rung: Loyal, RungSince: 30, Created: 10}
	for _, row := range []struct {
		name  string
		moves []Move
		want  []Stay
	}{
		{"never moved", nil, []Stay{{Loyal, 30, 0}}},
		{"moved once", []Move{{From: Prospect, To: Loyal, When: 30}}, []Stay{{Prospect, 10, 30}, {Loyal, 30, 0}}},
		{"up and down", []Move{{From: Suspect, To: Supporter, When: 20}, {From: Supporter, To: Loyal, When: 30}},
			[]Stay{{Suspect, 10, 20}, {Supporter, 20, 30}, {Loyal, 30, 0}}},
		{"began with a move", []Move{{From: NoRung, To: Suspect, When: 10}, {From: Suspect, To: Loyal, When: 30}},
			[]Stay{{Suspect, 10, 30}, {Loyal, 30, 0}}},
	} {
		if got := Stays(c, row.moves); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}

// Stays follow each other without a gap and the last one lasts.
func TestStaysHaveNoGaps(t *testing.T) {
	c := Client{Rung: Suspect, Created: 1}
	var moves []Move
	for i, to := range []Rung{Prospect, Loyal, Ended, Suspect, Partner, Loyal} {
		m := Move{From: c.Rung, To: to, When: Moment(10 * (i + 1))}
		next, err := c.Climb(m)
		if err != nil {
			t.Fatal(err)
		}
		moves, c = append(moves, m), next
	}
	stays := Stays(c, moves)
	for i, s := range stays[:len(stays)-1] {
		if s.To != stays[i+1].From || s.Rung == stays[i+1].Rung {
			t.Errorf("stay %d: %v, then %v", i, s, stays[i+1])
		}
	}
	last := stays[len(stays)-1]
	if last.Rung != c.Rung || last.From != c.RungSince || last.To != 0 || c.Highest != Partner {
		t.Errorf("last stay %v of %+v", last, c)
	}
}
