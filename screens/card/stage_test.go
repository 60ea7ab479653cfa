package card

import (
	"slices"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

func at(day string) crm.Moment {
	d, err := time.ParseInLocation(time.DateOnly, day, time.Local)
	if err != nil {
		panic(err)
	}
	return crm.At(d)
}

func TestStaircase(t *testing.T) {
	st := newRig(t, text.RU, false)
	kotler, payne := crm.ShippedLenses()[0], crm.ShippedLenses()[1]
	moves := []crm.Move{{From: crm.Suspect, To: crm.Prospect, When: at("2023-04-10")}, {From: crm.Prospect, To: crm.Advocate, When: at("2024-01-05")},
		{From: crm.Advocate, To: crm.Loyal, When: at("2026-10-30")}}
	c := crm.Client{Type: crm.Business, Rung: crm.Loyal, Highest: crm.Advocate, Created: at("2023-02-14"), RungSince: at("2026-10-30")}

	v := staircase(st.Env.T, c, moves, kotler)
	if len(v.Rungs) != 8 || v.Now != 5 || v.Highest != 7 || v.Ended != "" || v.Fill != kit.BFill {
		t.Fatalf("%+v", v)
	}
	for i, want := range []string{"фев 2023", "апр 2023", "", "", "с 30.10.2026", "", "янв 2024 – окт 2026", ""} {
		if got := v.Rungs[i].Date; got != want {
			t.Errorf("step %d: %q, want %q", i+1, got, want)
		}
	}
	if v.Rungs[4].Caption != "спуск с 7-й" || v.Rungs[4].Token != kit.Red || v.Rungs[6].Icon != "flag" || v.Rungs[2].Name != "Первичный" {
		t.Errorf("captions %+v", v.Rungs)
	}

	v = staircase(st.Env.T, c, moves, payne)
	if len(v.Rungs) != 6 || v.Now != 3 || v.Highest != 5 || v.Rungs[0].Date != "фев 2023" || v.Rungs[2].Caption != "спуск с 5-й" {
		t.Errorf("Payne: %+v", v)
	}
}

func TestStaircaseOfOneNeverMoved(t *testing.T) {
	st := newRig(t, text.RU, false)
	v := staircase(st.Env.T, crm.Client{Rung: crm.Suspect, Highest: crm.Suspect, Created: at("2026-01-02"), RungSince: at("2026-01-02")}, nil, crm.ShippedLenses()[0])
	if v.Now != 1 || v.Highest != 1 || v.Rungs[0].Date != "с 02.01.2026" || v.Rungs[0].Caption != "" {
		t.Errorf("%+v", v)
	}
	v = staircase(st.Env.T, crm.Client{Rung: crm.Ended}, nil, crm.ShippedLenses()[0])
	if v.Ended == "" || v.Now != 0 {
		t.Errorf("ended from the first: %+v", v)
	}
}

// A rise is no fall, whatever came before.
func TestOnlyAFallIsTold(t *testing.T) {
	st := newRig(t, text.RU, false)
	for _, from := range crm.Ladder {
		for _, to := range crm.Ladder {
			if from == to {
				continue
			}
			c := crm.Client{Rung: to, Highest: max(from, to), Created: at("2025-01-01")}
			v := staircase(st.Env.T, c, []crm.Move{{From: from, To: to, When: at("2025-05-05")}}, crm.ShippedLenses()[0])
			if fell := v.Rungs[int(to)-1].Token == kit.Red; fell != (to < from) {
				t.Errorf("%s to %s: told as a fall %v", from.Code(), to.Code(), fell)
			}
		}
	}
}

// Merged pages hold every event once, newest first, however the interactions are cut into pages.
func TestMergeKeepsOrder(t *testing.T) {
	k := &known{}
	for i := range 40 {
		k.interactions = append(k.interactions, crm.Interaction{ID: crm.InteractionID(1000 - i), When: crm.Moment(100_000 - i*700)})
	}
	for i := range 13 {
		k.moves = append(k.moves, crm.Move{ID: crm.MoveID(i + 1), When: crm.Moment(60_000 + i*3_333)})
	}
	k.offers = []trade.OfferRow{{ID: 1, Day: ""}}
	for page := 1; page <= 45; page++ {
		left, all := others(k), []event(nil)
		for from := 0; ; from += page {
			to := min(from+page, len(k.interactions))
			var merged []event
			merged, left = merge(k.interactions[from:to], left, to < len(k.interactions))
			all = append(all, merged...)
			if to == len(k.interactions) {
				break
			}
		}
		if len(all) != 54 {
			t.Fatalf("pages of %d: %d events", page, len(all))
		}
		if !slices.IsSortedFunc(all, func(a, b event) int { return int(b.at - a.at) }) {
			t.Errorf("pages of %d: out of order", page)
		}
		seen := map[int64]bool{}
		for _, e := range all {
			if seen[e.key] {
				t.Errorf("pages of %d: %d twice", page, e.key)
			}
			seen[e.key] = true
		}
	}
}

func TestCutPages(t *testing.T) {
	long := ""
	for i := range 300 {
		long += "строка " + string(rune('а'+i%30)) + " и ещё слово"
		if i%7 == 0 {
			long += "\n"
		}
	}
	for _, n := range []int{1, 10, 50, 333, 100_000} {
		pages := cutPages(long, n)
		joined := ""
		for _, p := range pages {
			if c := len([]rune(p)); c > n || c == 0 && len(pages) > 1 {
				t.Errorf("a page of %d runes where %d are allowed", c, n)
			}
			joined += p
		}
		if joined != long {
			t.Errorf("pages of %d lose text", n)
		}
	}
	if got := cutPages("", 5); len(got) != 1 {
		t.Errorf("no text: %d pages", len(got))
	}
}

func TestMissing(t *testing.T) {
	for g, want := range map[crm.Gate]string{
		{}: "card.gate.wants.both", {Large: true}: "card.gate.wants.new", {Market: true}: "card.gate.wants.large", {Innovation: true}: "card.gate.wants.large",
		{Large: true, Market: true}: "card.gate.nothing", {Large: true, Innovation: true, Market: true}: "card.gate.nothing",
	} {
		if got := missing(g); got != want {
			t.Errorf("%+v: %s", g, got)
		}
	}
}
