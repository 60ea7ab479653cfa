package batch

import (
	"os"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	eyes "rapport/screens/stand"
)

// again is the room made anew in the window, as after a change of theme, with what it was left with.
func (st *stand) again(to route.Route) *stand {
	was := st.State()
	st.Hide()
	next := *st
	next.Screen = New(st.env, st.desk)
	next.loader.Sync, next.acts.Sync = true, true
	next.view.PaintAtOnce()
	next.Restore(was)
	next.Show(to)
	return &next
}

func TestChoiceOutlivesTheTheme(t *testing.T) {
	st := newStand(t, text.RU)
	to := route.Route{Room: route.Batch, Sub: parts.ClientList(st.clients(3))}
	st.Show(to)
	st.readOffer(st.pattern())
	st.whom.SetValue(parts.ID(st.segments[0].ID))
	st.choose(st.whom.Value())
	st.folder.SetValue("/tmp/своя")
	st.letter.SetChecked(true)
	next := st.again(to)
	if len(st.failed) > 0 || next.Screen.pattern.ID != st.Screen.pattern.ID || next.whom.Value() != st.whom.Value() || len(next.Screen.clients) != len(st.Screen.clients) ||
		next.folder.Value() != "/tmp/своя" || !next.letter.Checked() || next.make.Label() != st.make.Label() || next.view.Pages() == 0 {
		t.Errorf("%v: %d, %q, %d clients, %q, %v, %q", st.failed, next.Screen.pattern.ID, next.whom.Value(), len(next.Screen.clients), next.folder.Value(), next.letter.Checked(), next.make.Label())
	}
}

// TestBatchUnderWayIsShownInTheNewRoom proves that what was begun in a room that was made anew ends in the one shown.
func TestBatchUnderWayIsShownInTheNewRoom(t *testing.T) {
	st := newStand(t, text.UK)
	to := route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(3))}
	st.Show(to)
	st.job.running, st.job.all = true, 3
	st.underWay(desk.BatchProgress{Done: 1, All: 3, Last: "Готель"})
	next := st.again(to)
	if !next.running || !next.under.Visible() || !strings.Contains(next.told.Text(), "Готель") || next.make.Label() != next.env.T.T("batch.make.none") {
		t.Fatalf("running %v, %q", next.running, next.told.Text())
	}
	st.job.finished(desk.Batch{Made: 3, Done: []desk.Batched{{Client: 1, Name: "Готель", Refused: crm.ErrNotFound}}}, nil)
	if next.running || next.done == nil || next.under.Visible() {
		t.Error("the new room does not know that it is done")
	}
	if last := next.again(to); last.done == nil || last.done.Made != 3 {
		t.Error("the result is gone with the theme")
	}
}

// TestResultFollowsUndo proves that offers taken back lose their links while the files stay, and that doing it again brings
// them back.
func TestResultFollowsUndo(t *testing.T) {
	st := newStand(t, text.RU)
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(4))})
	st.start()
	news := crm.News{Changes: []crm.Change{crm.Remove(trade.Offer{ID: st.done.Done[0].Offer})}, Undone: true}
	if _, err := st.desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	st.Changed(news)
	if n := st.gone(*st.done); n != 4 || len(st.drafts(*st.done)) != 0 {
		t.Errorf("%d of 4 are gone, %d drafts", n, len(st.drafts(*st.done)))
	}
	for _, d := range st.done.Done {
		if _, err := os.Stat(d.Path); err != nil {
			t.Error(err)
		}
	}
	if _, err := st.desk.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	st.Changed(news)
	if n := st.gone(*st.done); n != 0 || len(st.drafts(*st.done)) != 4 || len(st.failed) > 0 {
		t.Errorf("done again %d are gone, %v", n, st.failed)
	}
}

func TestAllAreMarkedSent(t *testing.T) {
	st := newStand(t, text.EN)
	st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(3))})
	st.start()
	st.markSent(st.drafts(*st.done))
	for _, d := range st.done.Done {
		if o, err := st.desk.Offer(ctx, d.Offer); err != nil || o.State != trade.Sent {
			t.Errorf("%s is %q, %v", d.Number, o.State, err)
		}
	}
	if st.marking || len(st.failed) > 0 || len(st.drafts(*st.done)) != 0 {
		t.Errorf("%d left to mark, %v", len(st.drafts(*st.done)), st.failed)
	}
}

// TestStoppedBatchGoesOnWithTheRest proves that whoever has an offer gets no second one.
func TestStoppedBatchGoesOnWithTheRest(t *testing.T) {
	for _, lang := range text.Langs {
		st := newStand(t, lang)
		st.Show(route.Route{Room: route.Batch, Offer: st.pattern(), Sub: parts.ClientList(st.clients(5))})
		st.start()
		stopped := *st.done
		stopped.Cancelled, stopped.Done, stopped.Made = true, stopped.Done[:2], 2
		st.showDone(stopped)
		var button *kit.Button
		for _, b := range eyes.Find[*kit.Button](st.right) {
			if b.Label() == st.env.T.T("batch.rest", "N", "3") {
				button = b
			}
		}
		if button == nil {
			t.Fatalf("%s: nothing goes on with the other three", lang)
		}
		button.Tapped(nil)
		if len(st.Screen.clients) != 3 || st.Screen.clients[0].ID != st.given[2] {
			t.Errorf("%s: it goes on with %d clients", lang, len(st.Screen.clients))
		}
	}
}
