package offers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

func TestSavingWaitsForAPause(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	timers, release := kit.HoldTimers()
	defer release()
	e.loader.Sync = false
	before := len(st.Acts)
	subject := e.fields.inputs[fieldSubject].(*kit.Entry)
	for _, word := range []string{"Н", "На", "Нас"} {
		subject.SetText(word)
		timers.Advance(savePause - time.Millisecond)
	}
	if len(st.Acts) != before {
		t.Fatalf("saved while typing: %v", st.Acts[before:])
	}
	timers.Advance(2 * time.Millisecond)
	if got := st.Acts[before:]; len(got) != 1 || st.read(o.ID).Subject != "Нас" {
		t.Errorf("acts %v, subject %q", got, st.read(o.ID).Subject)
	}
	e.Hide()
}

func TestLeavingSavesAtOnce(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	_, release := kit.HoldTimers()
	defer release()
	e.loader.Sync = false
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("Насосы")
	left := 0
	e.Leave(func() { left++ })
	if left != 1 || st.read(o.ID).Subject != "Насосы" {
		t.Errorf("left %d times, subject %q", left, st.read(o.ID).Subject)
	}
	e.Leave(func() { left++ })
	if left != 2 {
		t.Error("nothing to save keeps one in")
	}
	e.Hide()
}

func TestUntouchedNewOfferIsForgotten(t *testing.T) {
	st := newRig(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.addLine()
	left := false
	e.Leave(func() { left = true })
	n, err := st.Desk.CountOffers(ctx, trade.OfferQuery{})
	if !left || err != nil || n.N != 0 {
		t.Errorf("left %v with %d offers, %v", left, n.N, err)
	}
	if drafts, _ := st.Desk.Drafts(ctx); len(drafts) != 0 {
		t.Errorf("drafts left: %v", drafts)
	}
}

func TestWhatCannotBeSavedIsKeptAsDraft(t *testing.T) {
	st := newRig(t, text.RU, false)
	st.client("Тонкая Нить")
	e := st.editor(route.Route{})
	e.paste("Насос\t100")
	left := false
	e.Leave(func() { left = true })
	if left {
		t.Fatal("left without a word")
	}
	st.WantSeen("Предложение не сохранено", "Выберите клиента")
	st.Press("Уйти, оставив черновик")
	if !left {
		t.Fatal("stayed")
	}
	e.Hide()
	e = st.editor(route.Route{})
	st.WantSeen("Остались несохранённые правки")
	if e.ledger.written() {
		t.Error("the draft was taken unasked")
	}
	st.Press("Продолжить")
	st.WantSeen("Насос")
	if st.Sees("Остались несохранённые правки") || !e.ledger.written() {
		t.Error("the draft was not taken")
	}
	st.Well()
}

func TestDraftIsThrownAway(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{})
	e.paste("Насос\t100")
	e.KeepDraft()
	e.Hide()
	e = st.editor(route.Route{})
	st.Press("Выбросить")
	if _, err := st.Desk.Draft(ctx, "offer:new"); !errors.Is(err, crm.ErrNotFound) || len(e.notice.Objects) != 0 {
		t.Errorf("the draft stays: %v", err)
	}
}

func TestTakenNumberIsToldAtItsField(t *testing.T) {
	st := newRig(t, text.RU, false)
	_, first := st.withLine()
	e, second := st.withLine()
	e.fields.inputs[fieldNumber].(*kit.Entry).SetText(first.Number)
	st.WantSeen("уже занят другим предложением", "не сохранено")
	if st.read(second.ID).Number != second.Number || len(st.Failed) != 0 {
		t.Errorf("saved as %q, told %v", st.read(second.ID).Number, st.Failed)
	}
	if d, err := st.Desk.Draft(ctx, draftKey(second.ID)); err != nil || !strings.Contains(string(d.Body), first.Number) {
		t.Errorf("no draft: %v", err)
	}
	e.fields.inputs[fieldNumber].(*kit.Entry).SetText("КП-7")
	if st.read(second.ID).Number != "КП-7" || st.Sees("уже занят") {
		t.Error("another number does not mend it")
	}
	if _, err := st.Desk.Draft(ctx, draftKey(second.ID)); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft stays: %v", err)
	}
}

func TestStaleOfferIsReadAnewAndTheTypedKept(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	st.Screen = nil // the news do not come through
	other := o
	other.Subject = "Из другого места"
	if _, err := st.Desk.SaveOffer(ctx, &o, other); err != nil {
		t.Fatal(err)
	}
	st.Screen = e
	e.fields.inputs["letter"].(*kit.TextArea).SetText("Моё письмо")
	var stale crm.Stale
	if len(st.Failed) != 1 || !errors.As(st.Failed[0], &stale) {
		t.Fatalf("told %v", st.Failed)
	}
	if e.offer.Subject != "Из другого места" || e.offer.Letter != "" {
		t.Errorf("shown %q, %q", e.offer.Subject, e.offer.Letter)
	}
	st.WantSeen("Остались несохранённые правки", "Из другого места")
	st.Press("Продолжить")
	if got := st.read(o.ID); got.Letter != "Моё письмо" {
		t.Errorf("after taking the draft the letter is %q", got.Letter)
	}
}

func TestUndoShowsTheOfferInPlace(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	key := e.keys[0][0]
	e.grid.Select(key)
	if err := e.setCell(key, colPrice, "300"); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("600")
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if e.ledger.line(key).line.Price != money.DecInt(100) || e.grid.Current() != key || e.edits != e.kept {
		t.Errorf("price %s, current row %d of %d", e.ledger.line(key).line.Price, e.grid.Current(), key)
	}
	st.WantSeen("200")
	if _, err := st.Desk.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if e.ledger.line(key).line.Price != money.DecInt(300) || st.read(o.ID).Sections[0].Lines[0].Price != money.DecInt(300) {
		t.Error("redo is not shown")
	}
	st.Well()
}

func TestUndoTakesBackWhatIsNotSavedYet(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	_, release := kit.HoldTimers()
	defer release()
	e.loader.Sync = false
	key := e.keys[0][0]
	if err := e.setCell(key, colPrice, "300"); err != nil {
		t.Fatal(err)
	}
	st.Window.Canvas().Focus(e.grid)
	st.Shortcut(&fyne.ShortcutUndo{})
	if e.ledger.line(key).line.Price != money.DecInt(100) || e.edits != e.kept || e.loader.Waiting("keep") {
		t.Error("the price stays")
	}
	if st.read(o.ID).Sections[0].Lines[0].Price != money.DecInt(100) {
		t.Error("it was saved")
	}
	e.Hide()
}

func TestUndoneOfferLeavesForTheList(t *testing.T) {
	st := newRig(t, text.RU, false)
	st.withLine()
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if len(st.Replaced) != 1 || st.Replaced[0] != (route.Route{Room: route.Offers}) {
		t.Errorf("went to %v", st.Replaced)
	}
}

func TestSentOfferIsReadOnly(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	st.Press("Отметить отправленным")
	if got := st.read(o.ID); got.State != trade.Sent || got.SentOn != crm.DayOf(morning) {
		t.Fatalf("state %s, sent on %q", got.State, got.SentOn)
	}
	st.WantSeen("Отправлено: сегодня", "Отправлено")
	for id, input := range e.fields.inputs {
		if !input.(fyne.Disableable).Disabled() {
			t.Errorf("%s can be typed into", id)
		}
	}
	if e.grid.Edit(e.keys[0][0], colPrice) || e.sheet.acts.Visible() {
		t.Error("the lines can be edited")
	}
	e.paste("Клапан\t1")
	e.addLine()
	if e.edits != e.kept || len(e.ledger.blocks[0].items) != 1 {
		t.Error("a line came in")
	}
	st.Press("Новая версия")
	want := route.Route{Room: route.Offer, Offer: o.ID, Sub: versionSub}
	if len(st.Went) != 1 || st.Went[0] != want {
		t.Fatalf("went to %v", st.Went)
	}
	e.Show(want)
	if e.was == nil || e.was.ID == o.ID || e.was.FullNumber() != o.Number+"/2" || !e.grid.Edit(e.keys[0][0], colPrice) {
		t.Fatalf("the next version is %+v", e.was)
	}
	if got := st.read(o.ID); got.State != trade.Sent || got.FullNumber() != o.Number {
		t.Errorf("the version sent is now %s, %s", got.FullNumber(), got.State)
	}
	st.WantSeen(o.Number + "/2")
	st.Well()
}

func TestEmptyOfferIsNotSent(t *testing.T) {
	st := newRig(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("О насосах")
	e.mark(trade.Sent)
	var fault crm.Fault
	if len(st.Failed) != 1 || !errors.As(st.Failed[0], &fault) || fault.Reason != "trade.offer.empty" {
		t.Errorf("told %v", st.Failed)
	}
	if st.read(e.was.ID).State != trade.Draft {
		t.Error("an empty offer was sent")
	}
}

func TestStatesAreInTheMenu(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	e.mark(trade.Sent)
	items := markMenu(st.Env, trade.Sent, e.mark)
	if len(items) != len(trade.Sent.Next()) {
		t.Fatalf("menu %+v", items)
	}
	items[slices.Index(trade.Sent.Next(), trade.Accepted)].Do()
	if got := st.read(o.ID); got.State != trade.Accepted || got.ClosedOn == "" {
		t.Errorf("state %s", got.State)
	}
	st.WantSeen("Принято: сегодня")
	if st.Sees("Новая версия") {
		t.Error("what was accepted can be succeeded")
	}
	if e.head.mark.Visible() {
		t.Error("a button leads to no state")
	}
}

func TestCopyIsSavedAtOnce(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	e.Copy()
	want := route.Route{Room: route.Offer, Offer: o.ID, Sub: copySub}
	if len(st.Went) != 1 || st.Went[0] != want {
		t.Fatalf("went to %v", st.Went)
	}
	st.Acts = nil
	e.Show(want)
	if e.was == nil || e.was.ID == o.ID || e.was.Number == o.Number || len(st.Acts) != 1 || st.Acts[0] != "act.offer.add" {
		t.Fatalf("copied as %+v by %v", e.was, st.Acts)
	}
	if got := st.read(e.was.ID); got.Sections[0].Lines[0].Name != "Насос" {
		t.Errorf("the copy holds %+v", got.Sections)
	}
	state, made := e.State(), e.was.ID
	e.Hide()
	e.Restore(state)
	e.Show(want)
	if e.was.ID != made {
		t.Error("coming back copied again")
	}
}

func TestNewOfferIsFoundAgainOnTheWayBack(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	state := e.State()
	e.Hide()
	other := NewEditor(st.Env, st.Desk)
	st.atOnce(other)
	st.Screen = other
	other.Restore(state)
	other.Show(e.to)
	if other.was == nil || other.was.ID != o.ID {
		t.Errorf("shown %+v", other.was)
	}
}

func TestTypedSurvivesARebuild(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{})
	e.paste("Насос\t100")
	state := e.State()
	e.Hide()
	other := NewEditor(st.Env, st.Desk)
	st.atOnce(other)
	other.Restore(state)
	st.Open(other, e.to)
	st.WantSeen("Насос")
	if !other.ledger.written() || other.edits == other.kept {
		t.Error("what was typed is lost or taken for saved")
	}
}

// TestSavingInTheBackground lets the saving run as it does in the program: the news of our
// own saving do not disturb a cell being edited.
func TestSavingInTheBackground(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	timers, release := kit.HoldTimers()
	defer release()
	e.loader.Sync, e.saver.Sync = false, false
	key := e.keys[0][0]
	e.grid.Edit(key, colName)
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("Первое")
	timers.Advance(savePause)
	if !kit.WaitIdle(10 * time.Second) {
		t.Fatal("the first saving does not end")
	}
	if _, col, ok := e.grid.Editing(); !ok || col != colName || st.read(o.ID).Subject != "Первое" {
		t.Errorf("saving closed the cell %s, or saved %q", col, st.read(o.ID).Subject)
	}
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("Второе")
	timers.Advance(savePause)
	if !kit.WaitIdle(10 * time.Second) {
		t.Fatal("the saving does not end")
	}
	if got := st.read(o.ID).Subject; got != "Второе" || e.edits != e.kept || e.was.Subject != "Второе" {
		t.Errorf("saved %q, %d edits of which %d are kept", got, e.edits, e.kept)
	}
	st.Well()
	e.Hide()
}

// full is a desk whose disk is full.
type full struct{ EditorDesk }

var errFull = errors.New("no room")

func (full) SaveOffer(context.Context, *trade.Offer, trade.Offer) (trade.Offer, error) {
	return trade.Offer{}, errFull
}
func (full) SaveDraft(context.Context, string, []byte) error { return errFull }

func TestFullDiskIsToldOnce(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	whole := e.desk
	e.desk = full{whole}
	subject := e.fields.inputs[fieldSubject].(*kit.Entry)
	for _, word := range []string{"Н", "На", "Нас"} {
		subject.SetText(word)
		e.save()
	}
	if len(st.Failed) != 1 || !errors.Is(st.Failed[0], errFull) || len(st.Said) != 1 {
		t.Errorf("told %v and said %q", st.Failed, st.Said)
	}
	if subject.Text != "Нас" {
		t.Errorf("%q is left of what was typed", subject.Text)
	}
	e.desk = whole
	subject.SetText("Насосы")
	e.save()
	if got := st.read(o.ID).Subject; got != "Насосы" {
		t.Errorf("saved %q", got)
	}
	e.desk = full{whole}
	subject.SetText("Насосы и трубы")
	e.save()
	if len(st.Failed) != 2 {
		t.Errorf("the next failure is not told: %v", st.Failed)
	}
	st.Failed = nil
}
