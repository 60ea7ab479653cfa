package offers

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// keep lets what was typed be saved soon: the offer itself where it can be, else a draft of it.
func (e *Editor) keep() {
	if !e.editable() {
		return
	}
	if e.hindrance() != nil || !e.meant() {
		e.head.saved.unsaved(e.hindrance())
		e.loader.Debounce("keep", draftPause, e.keepDraft)
		return
	}
	e.loader.Debounce("keep", savePause, e.save)
}

// hindrance is why the offer cannot be saved yet, nil when it can.
func (e *Editor) hindrance() error {
	switch {
	case e.offer.Client == 0:
		return crm.Fault{Field: "client", Reason: "trade.offer.client"}
	case strings.TrimSpace(e.offer.Number) == "":
		return crm.Fault{Field: "number", Reason: "trade.offer.number"}
	}
	return nil
}

// meant reports whether the offer is one the user means to have: it is in the base, or something was written in it.
func (e *Editor) meant() bool {
	return e.was != nil || e.to.Sub == copySub || strings.TrimSpace(e.offer.Subject) != "" || e.ledger.written()
}

// save saves what was typed. What is typed meanwhile is saved afterwards.
func (e *Editor) save() {
	if e.saving || !e.editable() {
		return
	}
	if e.edits == e.kept {
		e.release(nil)
		return
	}
	if err := e.hindrance(); err != nil {
		e.release(err)
		return
	}
	was, now, edits, sitting := e.was, e.snapshot(), e.edits, e.sitting
	e.saving = true
	e.head.saved.saving()
	kit.Commit(&e.saver, "save", func(ctx context.Context) (trade.Offer, error) { return e.desk.SaveOffer(ctx, was, now) },
		func(saved trade.Offer, err error) {
			if sitting != e.sitting {
				return
			}
			e.saving = false
			if err != nil {
				e.refused(err)
				return
			}
			e.stored(saved, edits)
		})
}

// stored takes note that the offer was saved as it stood after so many edits.
func (e *Editor) stored(saved trade.Offer, edits int) {
	first := e.was == nil
	e.was, e.kept, e.told = &saved, edits, false
	e.offer.ID, e.offer.Created, e.offer.Deal = saved.ID, saved.Created, saved.Deal
	if e.offer.Number != saved.Number && edits == e.edits { // the number proposed was taken meanwhile
		e.offer.Number = saved.Number
		e.fields.fill(e.fields.client)
	}
	e.savedAt = e.env.Now()
	e.head.saved.at(e.savedAt)
	e.head.show()
	e.fields.main.Say(fieldNumber, kit.Good, "")
	if e.drafted {
		e.dropDraft()
	}
	if first { // it has a deal and a row of versions now
		e.reread()
	}
	switch {
	case e.edits == e.kept:
		e.release(nil)
	case len(e.waiting) > 0:
		e.save()
	default:
		e.keep()
	}
}

// refused tells why the offer was not saved; what was typed is kept as a draft.
func (e *Editor) refused(err error) {
	e.keepDraft()
	e.head.saved.failed()
	var fault crm.Fault
	var stale crm.Stale
	switch {
	case errors.As(err, &stale):
		e.kept = e.edits
		e.env.Fail(err)
		e.release(nil)
		e.reload()
		return
	case errors.As(err, &fault) && fault.Field == fieldNumber:
		e.fields.main.Say(fieldNumber, kit.Error, parts.FaultSentence(e.env.T, fault))
		if len(e.waiting) == 0 {
			return
		}
	case len(e.waiting) == 0 && !e.told: // told once: from then on the head says that it is not saved
		e.told = true
		e.env.Fail(err)
	}
	e.release(err)
}

// release tells whoever waits that all is saved, or why it is not.
func (e *Editor) release(err error) {
	waiting := e.waiting
	e.waiting = nil
	for _, f := range waiting {
		f(err)
	}
}

// settled calls then once what was typed is saved, with the reason when it cannot be. An offer that is no draft, or
// into which nothing was written, needs no saving.
func (e *Editor) settled(then func(error)) {
	if err := e.closeCell(); err != nil {
		then(err)
		return
	}
	if !e.saving && (e.edits == e.kept || !e.editable()) {
		then(nil)
		return
	}
	e.loader.Drop("keep")
	e.waiting = append(e.waiting, then)
	e.save()
}

// closeCell takes what stands in the cell being edited; an error says that it cannot be taken.
func (e *Editor) closeCell() error {
	if _, _, open := e.grid.Editing(); !open {
		return nil
	}
	e.focusLines()
	if _, _, open := e.grid.Editing(); open {
		return crm.Fault{Field: "lines", Reason: "offers.bad.cell"}
	}
	return nil
}

// Save saves at once.
func (e *Editor) Save() {
	if e.offer.Currency == "" || !e.editable() {
		return
	}
	if e.edits == e.kept && e.was == nil {
		e.edits++
	}
	e.settled(func(err error) {
		if err != nil {
			e.env.Fail(err)
		}
	})
}

// Leave saves what was typed before another place is shown. An offer begun and not written in is forgotten; what
// cannot be saved is asked about.
func (e *Editor) Leave(leave func()) {
	if e.was == nil && !e.meant() {
		e.loader.Drop("keep")
		e.kept = e.edits
		if e.drafted && len(e.notice.Objects) == 0 {
			e.dropDraft()
		}
		leave()
		return
	}
	e.settled(func(err error) {
		if err == nil {
			leave()
			return
		}
		e.askLeave(err, leave)
	})
}

func (e *Editor) askLeave(err error, leave func()) {
	t := e.env.T
	reason := t.T("shell.failed")
	var fault crm.Fault
	if errors.As(err, &fault) {
		reason = parts.FaultSentence(t, fault)
	}
	words := kit.VBox(8, kit.NewWrap(reason, kit.Body, kit.Text, 0), kit.NewWrap(t.T("offers.unsaved.line"), kit.Body, kit.Text2, 0))
	m := kit.NewModal(t.T("offers.unsaved"), words)
	m.Width = 440
	m.Action(kit.Plain, t.T("offers.unsaved.leave"), func() bool {
		e.keepDraft()
		e.kept = e.edits
		leave()
		return true
	})
	stay := m.Action(kit.Primary, t.T("offers.unsaved.stay"), func() bool { return true })
	m.StartWith(stay).Show()
}

// draftKey names the draft of an offer.
func draftKey(id trade.OfferID) string {
	if id == 0 {
		return "offer:new"
	}
	return "offer:" + parts.ID(id)
}

// keepDraft keeps what was typed in the background.
func (e *Editor) keepDraft() { e.writeDraft(&e.saver) }

// KeepDraft keeps what was typed at once: the program stops.
func (e *Editor) KeepDraft() { e.writeDraft(&kit.Loader{Sync: true}) }

func (e *Editor) writeDraft(l *kit.Loader) {
	if e.edits == e.kept || !e.editable() {
		return
	}
	body, err := json.Marshal(draftOffer{Offer: e.snapshot()})
	if err != nil {
		return
	}
	key := draftKey(e.offer.ID)
	e.drafted = true
	kit.Load(l, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, e.desk.SaveDraft(ctx, key, body) }, e.undrafted)
}

// dropDraft forgets the draft: of this offer, and of the new one it was.
func (e *Editor) dropDraft() {
	e.drafted = false
	keys := slices.Compact([]string{draftKey(0), draftKey(e.offer.ID)})
	if e.to.Offer != 0 && e.to.Sub == "" {
		keys = keys[1:]
	}
	kit.Load(&e.saver, "draft", func(ctx context.Context) (struct{}, error) {
		var err error
		for _, key := range keys {
			err = errors.Join(err, e.desk.DropDraft(ctx, key))
		}
		return struct{}{}, err
	}, e.undrafted)
}

// undrafted notes whether a draft could be kept or dropped.
func (e *Editor) undrafted(_ struct{}, err error) { e.drafts.Tell(e.env, err) }

// offerDraft shows that a draft was left, to take up or to throw away.
func (e *Editor) offerDraft(k draftOffer) {
	t := e.env.T
	when := t.RelativeClock(k.at.Time(e.env.Now().Location()), e.env.Now())
	line := kit.HBox(12, kit.NewGlyph("clock", kit.Amber, 16), kit.Grow(kit.NewTipText(t.T("offers.draft", "When", when), kit.Body, kit.Text)),
		kit.NewButton(kit.Plain, t.T("offers.draft.drop"), func() { e.hideNotice(); e.dropDraft() }),
		kit.NewButton(kit.Soft, t.T("offers.draft.take"), func() { e.hideNotice(); e.takeDraft(k.Offer) }))
	e.notice.Objects = []fyne.CanvasObject{kit.Pad(container.NewStack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(line, 14, 6, 8, 6)), 0, 0, 0, 12)}
	e.object.Refresh()
}

func (e *Editor) hideNotice() {
	e.notice.Objects = nil
	e.object.Refresh()
}

// takeDraft goes on with a draft.
func (e *Editor) takeDraft(o trade.Offer) {
	o.ID, o.Created, o.State, o.SentOn, o.ClosedOn = e.offer.ID, e.offer.Created, e.offer.State, e.offer.SentOn, e.offer.ClosedOn
	again := o.Client != e.offer.Client
	e.present(o, e.fields.client, e.people)
	e.changed()
	if again {
		e.reread()
	}
}

// stamp is the note beside the title: whether what was typed is saved.
type stamp struct {
	env  *parts.Env
	icon *kit.Glyph
	text *kit.Label
	box  *fyne.Container
}

func newStamp(env *parts.Env) *stamp {
	s := &stamp{env: env, icon: kit.NewGlyph("check", kit.Green, 14), text: kit.NewText("", kit.Dense, kit.Text2).Shrinks()}
	s.box = kit.HBox(6, s.icon, kit.Grow(s.text))
	s.box.Hide()
	return s
}

func (s *stamp) set(icon string, ink kit.Token, words string) {
	s.icon.Set(icon, ink)
	s.text.SetText(words)
	s.box.Show()
	s.box.Refresh()
}

func (s *stamp) hide()   { s.box.Hide() }
func (s *stamp) saving() { s.set("clock", kit.Text3, s.env.T.T("offers.saving")) }
func (s *stamp) failed() { s.set("warn", kit.Red, s.env.T.T("offers.saved.not")) }

// at says when the offer was saved; nothing when that was before it was opened.
func (s *stamp) at(t time.Time) {
	if t.IsZero() {
		s.hide()
		return
	}
	s.set("check", kit.Green, s.env.T.T("offers.saved.at", "Time", s.env.T.Clock(t)))
}

// unsaved says that the offer is not in the base yet, and what is missing.
func (s *stamp) unsaved(err error) {
	var fault crm.Fault
	if errors.As(err, &fault) {
		s.set("warn", kit.Amber, s.env.T.T("offers.saved.yet", "Why", parts.FaultSentence(s.env.T, fault)))
		return
	}
	s.hide()
}
