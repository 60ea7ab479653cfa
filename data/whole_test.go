package data

import (
	"errors"
	"slices"
	"testing"

	"rapport/app/crm"
)

// inParts adds clients with these ids as one act of several steps, one client each, and returns the steps.
func inParts(t *testing.T, s *Store, whole crm.StepID, ids ...int64) (steps []crm.StepID) {
	t.Helper()
	for _, id := range ids {
		step, err := s.ApplyPart(t.Context(), whole, act(1), crm.Add(aClient(id, "Клиент")))
		if err != nil {
			t.Fatal(err)
		}
		if whole == 0 {
			whole = step
		}
		steps = append(steps, step)
	}
	return steps
}

// TestPartsOfAnActKnowEachOther proves that the parts of an act are taken back and done again as such, after a restart too,
// and that a step of another act is not touched when a part is asked for.
func TestPartsOfAnActKnowEachOther(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	alone := do(t, s, crm.Add(aClient(9, "Другой")))
	before := dump(t, s)
	steps := inParts(t, s, 0, 1, 2, 3)
	whole := steps[0]
	after := dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, _, err := s.UndoPart(ctx, when(2), whole+1); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("a part of no such act was taken back: %v", err)
	}
	for range 2 {
		for i := range steps {
			want := steps[len(steps)-1-i]
			if step, changes, err := s.UndoPart(ctx, when(2), whole); err != nil || step.ID != want || step.Whole != whole || len(changes) != 1 {
				t.Fatalf("undo of part %d: %+v, %d changes, %v", want, step, len(changes), err)
			}
		}
		if dump(t, s) != before {
			t.Error("the act taken back left traces")
		}
		if _, _, err := s.UndoPart(ctx, when(2), whole); !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("step %d of another act was taken back with it: %v", alone, err)
		}
		for _, want := range steps {
			if step, _, err := s.RedoPart(ctx, when(3), whole); err != nil || step.ID != want {
				t.Fatalf("redo of part %d: %+v, %v", want, step, err)
			}
		}
		if dump(t, s) != after {
			t.Error("done again the act is another")
		}
	}
	if _, _, err := s.RedoPart(ctx, when(3), whole); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("more was done again than there is: %v", err)
	}
	sound(t, s)
}

// TestHistoryTellsOfTheWholeAct proves that each record tells how many the act concerned, not how many its step did.
func TestHistoryTellsOfTheWholeAct(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	steps := inParts(t, s, 0, 1, 2, 3)
	for range 2 {
		if _, _, err := s.UndoPart(ctx, when(2), steps[0]); err != nil {
			t.Fatal(err)
		}
	}
	for id := range int64(3) {
		entries, err := s.History(ctx, crm.NounClient, id+1, 9)
		if want := 1 + min(int(id), 1); err != nil || len(entries) != want {
			t.Fatalf("client %d: %d entries, %v", id+1, len(entries), err)
		}
		for _, e := range entries {
			if !slices.Equal(e.Step.Act.Args, []string{"N", "3"}) || e.Step.Whole != steps[0] {
				t.Errorf("client %d: %+v", id+1, e.Step)
			}
		}
	}
}
