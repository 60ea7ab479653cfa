package crm

import (
	"slices"
	"testing"
)

func TestShippedLensesShowEachRungOnce(t *testing.T) {
	lenses := ShippedLenses()
	if len(lenses) != 5 || lenses[0].Code != "kotler" {
		t.Fatalf("%d lenses, the first is %q", len(lenses), lenses[0].Code)
	}
	ids, codes := map[int64]bool{}, map[string]bool{}
	for _, l := range lenses {
		if faults := l.Check(); len(faults) > 0 {
			t.Errorf("%s: %v", l.Code, faults)
		}
		if ids[l.ID] || codes[l.Code] {
			t.Errorf("%s %d is there twice", l.Code, l.ID)
		}
		ids[l.ID], codes[l.Code] = true, true
		for _, r := range AllRungs {
			holds := 0
			for _, c := range l.Columns {
				if slices.Contains(c.Rungs, r) {
					holds++
				}
			}
			if at := l.Column(r); holds != 1 || at < 0 || !slices.Contains(l.Columns[at].Rungs, r) {
				t.Errorf("%s: %s stands in %d columns, found in %d", l.Code, r.Code(), holds, at)
			}
		}
		if l.Column(NoRung) != -1 {
			t.Errorf("%s shows clients without a rung", l.Code)
		}
	}
}

// The ladder never steps back from column to column, and ended is the last of them.
func TestShippedLensesClimb(t *testing.T) {
	for _, l := range ShippedLenses() {
		last := -1
		for _, r := range AllRungs {
			at := l.Column(r)
			if at < last {
				t.Errorf("%s: %s stands before the rung below it", l.Code, r.Code())
			}
			last = at
		}
		if last != len(l.Columns)-1 {
			t.Errorf("%s: ended is not last", l.Code)
		}
	}
}

func TestLensColumns(t *testing.T) {
	for code, want := range map[string][]int{ // column of suspect … partner, ended
		"kotler":            {0, 1, 2, 3, 4, 5, 6, 7, 8},
		"payne":             {0, 0, 1, 1, 2, 3, 4, 5, 6},
		"dwyer":             {0, 1, 1, 2, 2, 3, 3, 3, 4},
		"ford":              {0, 1, 1, 2, 2, 3, 3, 4, 5},
		"johnston-marshall": {0, 1, 1, 2, 2, 3, 3, 3, 4},
	} {
		i := slices.IndexFunc(ShippedLenses(), func(l Lens) bool { return l.Code == code })
		for k, r := range AllRungs {
			if got := ShippedLenses()[i].Column(r); got != want[k] {
				t.Errorf("%s: %s in column %d, want %d", code, r.Code(), got, want[k])
			}
		}
	}
}

func TestDrop(t *testing.T) {
	for _, l := range ShippedLenses() {
		for _, from := range AllRungs {
			for column, c := range l.Columns {
				to, moves := l.Drop(from, column)
				if own := l.Column(from) == column; own == moves || own && to != from {
					t.Errorf("%s: %s on column %d: %s, %v", l.Code, from.Code(), column, to.Code(), moves)
				} else if moves && (to != c.Lands || l.Column(to) != column) {
					t.Errorf("%s: %s lands on %s outside column %d", l.Code, from.Code(), to.Code(), column)
				}
			}
			for _, column := range []int{-1, len(l.Columns)} {
				if to, moves := l.Drop(from, column); moves || to != from {
					t.Errorf("%s: dropped beside the board, moved to %s", l.Code, to.Code())
				}
			}
		}
	}
}

func TestLensCheck(t *testing.T) {
	ladder := LensColumn{Code: "all", Rungs: Ladder, Lands: Prospect}
	ended := LensColumn{Code: "end", Rungs: []Rung{Ended}, Lands: Ended}
	for _, row := range []struct {
		name    string
		columns []LensColumn
		want    []string
	}{
		{"two columns", []LensColumn{ladder, ended}, nil},
		{"an empty column", []LensColumn{ladder, ended, {Code: "x"}}, []string{"crm.lens.empty"}},
		{"lands elsewhere", []LensColumn{{Code: "all", Rungs: Ladder, Lands: Ended}, ended}, []string{"crm.lens.lands"}},
		{"shown twice", []LensColumn{ladder, ended, {Code: "x", Rungs: []Rung{Loyal}, Lands: Loyal}}, []string{"crm.lens.twice"}},
		{"one rung missing", []LensColumn{ladder}, []string{"crm.lens.missing"}},
	} {
		var got []string
		for _, f := range (Lens{Columns: row.columns}).Check() {
			got = append(got, f.Reason)
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
	if n := len((Lens{}).Check()); n != len(AllRungs) {
		t.Errorf("a lens without columns has %d faults", n)
	}
}
