package trade

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"rapport/app/crm"
)

func mask(t *testing.T, text string, reset Reset) Mask {
	t.Helper()
	m, err := ParseMask(text, reset)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMaskFormat(t *testing.T) {
	f := NumberFacts{Day: "2026-03-07", Firm: "ЗП", Client: "К-12"}
	for _, c := range []struct{ mask, want string }{
		{"КП-{year}-{n:4}", "КП-2026-0147"}, {"{firm}/{yy}{month}/{n}", "ЗП/2603/147"}, {"{client}-{year}-{n:2}", "К-12-2026-147"},
		{"{n:9}.{year}", "000000147.2026"}, {"{year}{n:3}", "2026147"},
	} {
		if got := mask(t, c.mask, ResetYearly).Format(f, 147); got != c.want {
			t.Errorf("%s: %s, want %s", c.mask, got, c.want)
		}
	}
}

func TestMasksThatRepeatAreRefused(t *testing.T) {
	for _, c := range []struct {
		mask   string
		reset  Reset
		reason string
	}{
		{"КП-{year}", ResetYearly, "trade.mask.number"}, {"", ResetNever, "trade.mask.number"}, {"{n}-{n}", ResetNever, "trade.mask.number"},
		{"КП-{n}", ResetYearly, "trade.mask.year"}, {"КП-{month}-{n}", ResetYearly, "trade.mask.year"},
		{"КП-{year}-{n}", ResetMonthly, "trade.mask.month"}, {"КП-{month}-{n}", ResetMonthly, "trade.mask.month"},
		{"{week}-{n}", ResetNever, "trade.mask.field"}, {"{year:2}-{n}", ResetYearly, "trade.mask.field"},
		{"{n:0}", ResetNever, "trade.mask.width"}, {"{n:10}", ResetNever, "trade.mask.width"}, {"{n:x}", ResetNever, "trade.mask.width"},
		{"{n", ResetNever, "trade.mask.brace"}, {"n}-{n}", ResetNever, "trade.mask.brace"}, {"\t{n}", ResetNever, "trade.mask.brace"},
		{"{client}{n}", ResetNever, "trade.mask.beside"}, {"{n}{firm}", ResetNever, "trade.mask.beside"}, {"7{n}", ResetNever, "trade.mask.beside"},
		{"{client}-{n}-{client}", ResetNever, "trade.mask.client"}, {"{n}", "weekly", "trade.mask.reset"},
		{"{n}" + fmt.Sprintf("%060d", 0), ResetNever, "trade.mask.long"},
	} {
		_, err := ParseMask(c.mask, c.reset)
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Reason != c.reason || fault.Field != "mask" {
			t.Errorf("%q, %s: %v, want %s", c.mask, c.reset, err, c.reason)
		}
	}
}

func TestNextNumber(t *testing.T) {
	f := NumberFacts{Day: "2026-11-24", Firm: "КП", Client: "А"}
	for _, c := range []struct {
		mask  string
		reset Reset
		taken []string
		want  string
	}{
		{"КП-{year}-{n:4}", ResetYearly, nil, "КП-2026-0001"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0147", "КП-2026-0148"}, "КП-2026-0149"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0001", "КП-2026-0003"}, "КП-2026-0002"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0001", "КП-2026-0147"}, "КП-2026-0148"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0149", "КП-2026-0001", "КП-2026-0147"}, "КП-2026-0148"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0021"}, "КП-2026-0001"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-0022"}, "КП-2026-0023"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2025-0009", "КП-2026-особое", "Q-2026-0007", "КП-2026-0000"}, "КП-2026-0001"},
		{"КП-{year}-{n:4}", ResetYearly, []string{"КП-2026-9999"}, "КП-2026-10000"},
		{"{year}-{month}-{n}", ResetYearly, []string{"2026-01-1", "2026-10-2"}, "2026-11-3"},
		{"{year}-{month}-{n}", ResetMonthly, []string{"2026-10-1", "2026-10-2", "2025-11-1"}, "2026-11-1"},
		{"{year}-{n}", ResetNever, []string{"2024-1", "2025-2"}, "2026-3"},
		{"{client}-{n}", ResetNever, []string{"Б-1", "В-1-2"}, "А-3"},
		{"{n:2}/{firm}", ResetNever, []string{"01/КП", "1/КП", "99999999999999999999/КП"}, "02/КП"},
	} {
		if got := mask(t, c.mask, c.reset).Next(f, c.taken); got != c.want {
			t.Errorf("%s of %v: %s, want %s", c.mask, c.taken, got, c.want)
		}
	}
}

// Over years of offers to any clients no number comes twice, and those of a period have no gaps.
func TestNumbersNeverRepeat(t *testing.T) {
	masks := []struct {
		text  string
		reset Reset
	}{{"КП-{year}-{n:2}", ResetYearly}, {"{yy}{month}-{n}", ResetMonthly}, {"{client}/{n:3}-{month}.{year}", ResetMonthly}, {"{n}{year}", ResetYearly},
		{"{year}{month}{n}", ResetMonthly}, {"{firm}{client}#{n}", ResetNever}, {"{n:4} {month} {client}", ResetNever}}
	for _, c := range masks {
		m, r := mask(t, c.text, c.reset), rand.New(rand.NewPCG(1, 2))
		var taken []string
		day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 600 {
			f := NumberFacts{Day: crm.DayOf(day), Firm: "Ф1", Client: []string{"", "7", "А-1", "12/3"}[r.IntN(4)]}
			before := slices.Clone(taken)
			next := m.Next(f, taken)
			if slices.Contains(before, next) {
				t.Fatalf("%s: %s comes twice", c.text, next)
			}
			if len(next) < len(m.Prefix(f)) || next[:len(m.Prefix(f))] != m.Prefix(f) {
				t.Fatalf("%s does not begin with %s", next, m.Prefix(f))
			}
			if m.shape(f).FindStringSubmatch(next) == nil {
				t.Fatalf("%s is not of its own mask %s", next, c.text)
			}
			taken = append(taken, next)
			if r.IntN(30) == 0 { // one that was thrown away leaves no gap
				i := r.IntN(len(taken))
				gone := taken[i]
				taken = slices.Delete(taken, i, i+1)
				if i == len(taken) && m.Next(f, taken) != gone {
					t.Fatalf("%s: %s is not given again", c.text, gone)
				}
			}
			day = day.AddDate(0, 0, r.IntN(4))
		}
	}
}
