package desk_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
)

// announced listens to the desk and gathers what the window would announce: acts with how many records each tells of.
func announced(t *testing.T, d *desk.Desk) (told *[]string) {
	t.Helper()
	told = new([]string)
	t.Cleanup(d.Listen(func(n crm.News) {
		if n.Partly {
			if len(n.Changes) == 0 {
				t.Error("news of nothing")
			}
			return
		}
		what := n.Act.What
		switch {
		case n.Undone:
			what = "undo " + what
		case n.Redone:
			what = "redo " + what
		}
		if at := slices.Index(n.Act.Args, "N"); at >= 0 {
			what += " " + n.Act.Args[at+1]
		}
		*told = append(*told, what)
	}))
	return told
}

func offersOf(t *testing.T, d *desk.Desk, states ...trade.State) int64 {
	t.Helper()
	n, err := d.CountOffers(t.Context(), trade.OfferQuery{States: states})
	if err != nil {
		t.Fatal(err)
	}
	return n.N
}

// bigBatch makes an offer to each of 45 clients, which takes three steps of twenty.
func bigBatch(t *testing.T, d *desk.Desk) desk.Batch {
	t.Helper()
	t.Cleanup(desk.BatchInSteps(20))
	ids := crowd(t, d, 45)
	b, err := d.MakeBatch(t.Context(), lined(t, d, ids[0]), ids, desk.BatchInto{Folder: t.TempDir()}, nil)
	if err != nil || b.Made != len(ids) {
		t.Fatal(b.Made, err)
	}
	return b
}

// TestAnActOfManyStepsIsOneToUndo proves that offers made of one, and marked as sent, are each told, taken back and done
// again as one act, however many steps wrote it.
func TestAnActOfManyStepsIsOneToUndo(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	b := bigBatch(t, d)
	told := announced(t, d)
	var ids []trade.OfferID
	for _, done := range b.Done {
		ids = append(ids, done.Offer)
	}
	if m, err := d.MarkSent(ctx, ids, nil); err != nil || m.Marked != len(ids) {
		t.Fatal(m, err)
	}
	for range 2 {
		for _, want := range [][2]int64{{45, 0}, {0, 0}} { // drafts and sent, after each undo
			step, err := d.Undo(ctx)
			if drafts, sent := offersOf(t, d, trade.Draft), offersOf(t, d, trade.Sent); err != nil || drafts != want[0] || sent != want[1] {
				t.Fatalf("%s taken back: %d drafts, %d sent, %v", step.Act.What, drafts, sent, err)
			}
		}
		for _, want := range [][2]int64{{45, 0}, {0, 45}} {
			step, err := d.Redo(ctx)
			if drafts, sent := offersOf(t, d, trade.Draft), offersOf(t, d, trade.Sent); err != nil || drafts != want[0] || sent != want[1] {
				t.Fatalf("%s done again: %d drafts, %d sent, %v", step.Act.What, drafts, sent, err)
			}
		}
	}
	if _, err := d.Redo(ctx); !errors.Is(err, crm.ErrNotFound) {
		t.Error("more was done again than there is:", err)
	}
	walk := []string{"undo act.offers.sent 45", "undo act.offers.batch 45", "redo act.offers.batch 45", "redo act.offers.sent 45"}
	if want := slices.Concat([]string{"act.offers.sent 45"}, walk, walk); !slices.Equal(*told, want) {
		t.Errorf("told\n%q, want\n%q", *told, want)
	}
	sound(t, d)
}

// TestUndoCalledOffGoesOnWhereItStopped stops the undo of a batch between two steps: what is there is whole, the words count
// what was taken back, and undo and redo both go on from there.
func TestUndoCalledOffGoesOnWhereItStopped(t *testing.T) {
	d := withFirm(t)
	bigBatch(t, d)
	told := announced(t, d)
	ctx, stop := context.WithCancel(t.Context())
	ears := 0
	defer d.Listen(func(crm.News) {
		if ears++; ears == 2 {
			stop()
		}
	})()
	if _, err := d.Undo(ctx); !errors.Is(err, context.Canceled) || offersOf(t, d) != 20 {
		t.Fatalf("%d offers are left, %v", offersOf(t, d), err)
	}
	sound(t, d)
	if _, err := d.Redo(t.Context()); err != nil || offersOf(t, d) != 45 {
		t.Fatalf("done again there are %d offers, %v", offersOf(t, d), err)
	}
	if _, err := d.Undo(t.Context()); err != nil || offersOf(t, d) != 0 {
		t.Fatalf("%d offers are left, %v", offersOf(t, d), err)
	}
	if want := []string{"undo act.offers.batch 25", "redo act.offers.batch 25", "undo act.offers.batch 45"}; !slices.Equal(*told, want) {
		t.Errorf("told %q, want %q", *told, want)
	}
}

// TestWhatIsDoneMeanwhilePartsAnAct proves that undo keeps its order when something else is done while a batch is made, and
// that nothing is taken back meanwhile.
func TestWhatIsDoneMeanwhilePartsAnAct(t *testing.T) {
	d := withFirm(t)
	t.Cleanup(desk.BatchInSteps(20))
	ids := crowd(t, d, 25)
	first, err := d.Client(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	o := lined(t, d, ids[0])
	told := announced(t, d)
	_, err = d.MakeBatch(t.Context(), o, ids, desk.BatchInto{Folder: t.TempDir()}, func(p desk.BatchProgress) {
		if p.Done != 22 { // the first step is written
			return
		}
		now := first
		now.Notes = "Звонил"
		if _, err := d.SaveClient(t.Context(), &first, now); err != nil {
			t.Error(err)
		}
		_, err := d.Undo(t.Context())
		faulty(t, err, "desk.undo.busy")
		_, err = d.Redo(t.Context())
		faulty(t, err, "desk.undo.busy")
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, left := range []int64{20, 20, 0} {
		if step, err := d.Undo(t.Context()); err != nil || offersOf(t, d) != left {
			t.Errorf("undo %d of %s: %d offers, %v", i, step.Act.What, offersOf(t, d), err)
		}
	}
	for i, there := range []int64{20, 20, 25} {
		if step, err := d.Redo(t.Context()); err != nil || offersOf(t, d) != there {
			t.Errorf("redo %d of %s: %d offers, %v", i, step.Act.What, offersOf(t, d), err)
		}
	}
	sent := (*told)[1:] // the first is the edit of the client
	want := []string{"act.offers.batch 25", "undo act.offers.batch 5", "undo act.client.edit", "undo act.offers.batch 20",
		"redo act.offers.batch 20", "redo act.client.edit", "redo act.offers.batch 5"}
	if !slices.Equal(sent, want) {
		t.Errorf("told %q, want %q", sent, want)
	}
	sound(t, d)
}

// killedBatchIsOneAct takes back what a killed program wrote of a batch, which is one act, and does it again.
func killedBatchIsOneAct(t *testing.T, d *desk.Desk) {
	t.Helper()
	had := offersOf(t, d)
	if had == 0 {
		return // killed before the first step
	}
	step, err := d.Undo(t.Context())
	if err != nil || step.Act.What != "act.offers.batch" {
		t.Fatal(step, err)
	}
	left := offersOf(t, d)
	if n := had - left; n != 200 && n != 300 || !slices.Equal(step.Act.Args, []string{"N", strconv.FormatInt(n, 10)}) {
		t.Errorf("of %d offers %d are left, told %v", had, left, step.Act.Args)
	}
	if _, err := d.Redo(t.Context()); err != nil || offersOf(t, d) != had {
		t.Errorf("done again there are %d offers of %d, %v", offersOf(t, d), had, err)
	}
}
