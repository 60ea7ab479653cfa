package crm

import (
	"testing"
	"time"
)

func TestDayPlus(t *testing.T) {
	for _, row := range []struct {
		day  Day
		n    int
		want Day
	}{
		{"2026-11-24", 1, "2026-11-25"}, {"2026-11-24", -24, "2026-10-31"}, {"2026-12-31", 1, "2027-01-01"},
		{"2024-02-28", 1, "2024-02-29"}, {"2026-02-28", 1, "2026-03-01"}, {"2026-03-28", 2, "2026-03-30"},
		{"2026-01-01", 0, "2026-01-01"}, {"", 5, ""}, {"2026-02-30", 5, "2026-02-30"}, {"soon", 1, "soon"},
	} {
		if got := row.day.Plus(row.n); got != row.want {
			t.Errorf("%s + %d = %s, want %s", row.day, row.n, got, row.want)
		}
	}
}

func TestDaysTo(t *testing.T) {
	for _, row := range []struct {
		from, to Day
		n        int
		ok       bool
	}{
		{"2026-11-24", "2026-11-24", 0, true}, {"2026-11-24", "2026-12-24", 30, true}, {"2026-12-24", "2026-11-24", -30, true},
		{"2024-01-01", "2025-01-01", 366, true}, {"", "2025-01-01", 0, false}, {"2025-01-01", "", 0, false}, {"2025-13-01", "2025-01-01", 0, false},
	} {
		n, ok := row.from.DaysTo(row.to)
		if ok != row.ok || ok && n != row.n {
			t.Errorf("%q to %q: %d, %v", row.from, row.to, n, ok)
		}
	}
}

// What Plus goes, DaysTo counts, over clock changes and leap years.
func TestDaysThereAndBack(t *testing.T) {
	start := Day("2019-12-30")
	for n := -3000; n <= 3000; n += 7 {
		there := start.Plus(n)
		if got, ok := start.DaysTo(there); !ok || got != n || there.Plus(-n) != start {
			t.Fatalf("%s + %d = %s, counted %d", start, n, there, got)
		}
	}
}

func TestDayAndMomentOfAnInstant(t *testing.T) {
	zone := time.FixedZone("east", 5*3600)
	late := time.Date(2026, 11, 24, 23, 30, 0, 999_999, time.UTC)
	if DayOf(late) != "2026-11-24" || DayOf(late.In(zone)) != "2026-11-25" {
		t.Errorf("%s in UTC, %s in the east", DayOf(late), DayOf(late.In(zone)))
	}
	if got := At(late).Time(zone); !got.Equal(late.Truncate(time.Millisecond)) || got.Location() != zone {
		t.Errorf("the moment came back as %v", got)
	}
	if midnight, ok := Day("2026-11-24").Time(); !ok || !midnight.Equal(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("midnight %v, %v", midnight, ok)
	}
}
