package card

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/route"
)

// newest is the interaction of the client on top.
func (st *rig) newest(id crm.ClientID) crm.Interaction {
	st.T.Helper()
	list, err := st.Desk.Interactions(st.T.Context(), id, crm.Page{Limit: 1})
	if err != nil || len(list) != 1 {
		st.T.Fatalf("%v, %v", list, err)
	}
	return list[0]
}

func TestRecordByKeyboard(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	e := s.middle.entry
	s.New()
	test.Type(e.said, "Договорились о замене датчиков")
	e.people.toggle(s.known.people[1].ID)
	e.minutes.SetValue("25")
	e.next.SetValue("Прислать смету")
	e.nextDay.SetValue("2026-11-27")
	st.ctrlEnter()
	st.Well()
	got := st.newest(id)
	if got.Said != "Договорились о замене датчиков" || got.Way != "call" || got.Direction != crm.TwoWay || got.Minutes != 25 ||
		len(got.Contacts) != 1 || got.Contacts[0] != s.known.people[1].ID || got.NextStep != "Прислать смету" || got.NextDay != "2026-11-27" || got.Rep != st.Env.Me() {
		t.Errorf("recorded %+v", got)
	}
	if at := got.When.Time(time.Local); !at.Equal(today.Truncate(time.Minute)) {
		t.Errorf("at %v", at)
	}
	if e.unfolded || e.changed() {
		t.Error("the form stays")
	}
	st.WantSeen("Договорились о замене датчиков", "Прислать смету, 27.11")
	if _, err := st.Desk.Draft(t.Context(), entryKey(id)); err == nil {
		t.Error("a draft of the saved record is left")
	}
}

func TestRecordWantsAWord(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "record")
	before := st.newest(id)
	s.Save()
	if !s.middle.entry.unfolded || st.newest(id).ID != before.ID {
		t.Error("nothing was recorded as something")
	}
	st.WantSeen("Напишите хотя бы слово")
	s.middle.entry.said.SetText("Слово")
	s.middle.entry.clock.SetText("25:00")
	s.Save()
	if st.newest(id).ID != before.ID {
		t.Error("recorded at 25 o'clock")
	}
	st.WantSeen("ЧЧ:ММ")
	s.middle.entry.clock.SetText("930")
	s.Save()
	if got := st.newest(id); got.Said != "Слово" && got.ID == before.ID {
		t.Error("not recorded")
	}
	st.Well()
}

func TestWayTurnsTheDirection(t *testing.T) {
	st := newRig(t, text.RU, true)
	e := st.card(st.named(cedar), "record").middle.entry
	st.Window.Canvas().Focus(e.way)
	for range 3 {
		st.Keys(fyne.KeyRight)
	}
	if e.way.Value() != "letter" || e.interaction().Direction != crm.Out {
		t.Errorf("%s goes %s", e.way.Value(), e.interaction().Direction)
	}
	st.Window.Canvas().Focus(e.direction)
	st.Keys(fyne.KeyRight)
	st.Window.Canvas().Focus(e.way)
	st.Keys(fyne.KeyHome)
	if e.interaction().Direction != crm.In {
		t.Error("the direction chosen by hand was turned")
	}
}

func TestCorrectAndRemove(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	was := st.newest(id)
	key := eventKey(int64(was.ID), ofInteraction)
	s.middle.feed.open(key)
	if s.middle.entry.unfolded {
		t.Fatal("one click edits")
	}
	s.middle.feed.open(key)
	e := s.middle.entry
	if !e.unfolded || e.changed() || e.said.Value() != was.Said {
		t.Fatalf("the form holds %+v", e.interaction())
	}
	e.outcome.SetText("Пересчитали")
	s.Save()
	now := st.newest(id)
	if now.ID != was.ID || now.Outcome != "Пересчитали" || now.When != was.When || now.Minutes != was.Minutes {
		t.Errorf("corrected to %+v", now)
	}
	st.WantSeen("Итог: Пересчитали")
	s.removeInteraction(now)
	if st.newest(id).ID == was.ID {
		t.Error("not removed")
	}
	st.Well()
}

func TestDraftSurvives(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "record")
	test.Type(s.middle.entry.said, "Начал писать и")
	s.Hide()
	again := st.card(id, "")
	if again.middle.entry.unfolded {
		t.Error("a draft unfolds by itself")
	}
	st.WantSeen("Не дописано: Начал писать и")
	again.New()
	if again.middle.entry.said.Value() != "Начал писать и" {
		t.Errorf("the form holds %q", again.middle.entry.said.Value())
	}
	st.Keys(fyne.KeyEscape)
	if again.middle.entry.unfolded || !again.middle.entry.changed() {
		t.Error("Esc does not just fold")
	}
	again.middle.entry.askDrop()
	st.Press("Выбросить")
	if again.middle.entry.changed() {
		t.Error("not thrown away")
	}
	if _, err := st.Desk.Draft(t.Context(), entryKey(id)); err == nil {
		t.Error("the draft is left in the base")
	}
	st.Well()
}

func TestDraftKeepsAsTheProgramEnds(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "record")
	s.keeper.Sync = false // nothing is kept but by KeepDraft
	s.middle.entry.quiet = true
	s.middle.entry.said.SetText("Успел")
	s.middle.entry.quiet = false
	s.KeepDraft()
	if d, err := st.Desk.Draft(t.Context(), entryKey(id)); err != nil || len(d.Body) == 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestEntriesOfTwoClientsDoNotMix(t *testing.T) {
	st := newRig(t, text.RU, true)
	one, two := st.named(cedar), st.named("Верфь Осетрова")
	s := st.card(one, "record")
	test.Type(s.middle.entry.said, "Для первого")
	s.Hide()
	s.Show(route.Route{Room: route.Card, Client: two})
	if s.middle.entry.changed() || s.middle.entry.interaction().Client != two {
		t.Errorf("the second client's form holds %+v", s.middle.entry.interaction())
	}
	s.Hide()
	s.Show(route.Route{Room: route.Card, Client: one})
	if s.middle.entry.said.Value() != "Для первого" {
		t.Errorf("the first client's form holds %q", s.middle.entry.said.Value())
	}
}

func TestEntryStaysWhenSavingFails(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := New(st.Env, stubborn{st.Desk})
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, route.Route{Room: route.Card, Client: st.named(cedar), Sub: "record"})
	test.Type(s.middle.entry.said, "Не пропадёт")
	s.Save()
	if len(st.Failed) != 1 || s.middle.entry.said.Value() != "Не пропадёт" || !s.middle.entry.unfolded {
		t.Errorf("told %v, the form holds %q", st.Failed, s.middle.entry.said.Value())
	}
}

func TestParseClock(t *testing.T) {
	for _, row := range []struct {
		in   string
		h, m int
		ok   bool
	}{
		{"14:30", 14, 30, true}, {"14.30", 14, 30, true}, {"1430", 14, 30, true}, {"930", 9, 30, true}, {"9", 9, 0, true}, {" 09 ", 9, 0, true},
		{"9-05", 9, 5, true}, {"0:00", 0, 0, true}, {"24:00", 0, 0, false}, {"12:60", 0, 0, false}, {"утром", 0, 0, false}, {"", 0, 0, false}, {"-1", 0, 0, false},
	} {
		h, m, ok := parseClock(row.in)
		if ok != row.ok || ok && (h != row.h || m != row.m) {
			t.Errorf("%q: %d:%d %v", row.in, h, m, ok)
		}
	}
}

func TestParseMinutes(t *testing.T) {
	for in, want := range map[string]int{"": 0, " 15 ": 15, "0": 0, "10000": 10000} {
		if n, ok := parseMinutes(in); !ok || n != want {
			t.Errorf("%q: %d, %v", in, n, ok)
		}
	}
	for _, in := range []string{"-1", "час", "10001", "1.5"} {
		if _, ok := parseMinutes(in); ok {
			t.Errorf("%q was read", in)
		}
	}
}

// draftless is a desk that cannot keep drafts.
type draftless struct{ Desk }

func (draftless) SaveDraft(context.Context, string, []byte) error { return errBroken }

func TestUnkeptDraftIsToldOnceAndQuietly(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := New(st.Env, draftless{st.Desk})
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, route.Route{Room: route.Card, Client: st.named(cedar), Sub: "record"})
	for range 3 {
		test.Type(s.middle.entry.said, "Ещё ")
		s.middle.entry.keep()
	}
	if len(st.Failed) != 0 || len(st.Said) != 1 {
		t.Errorf("told %v, said %q", st.Failed, st.Said)
	}
	if s.middle.entry.said.Value() != "Ещё Ещё Ещё " {
		t.Errorf("the form holds %q", s.middle.entry.said.Value())
	}
}
