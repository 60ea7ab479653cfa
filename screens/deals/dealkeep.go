package deals

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// draftPause is how long after the last keystroke a draft is kept.
const draftPause = 600 * time.Millisecond

// keptDeal is a draft: the deal as it was typed.
type keptDeal struct {
	Deal trade.Deal `json:"deal"`
	at   crm.Moment
}

// typedDeal is an unsaved form on its way through a change of language or theme.
type typedDeal struct {
	deal   trade.Deal
	was    *trade.Deal
	scroll float32
}

// dealKey names the draft of a deal.
func dealKey(id trade.DealID) string {
	if id == 0 {
		return "deal:new"
	}
	return "deal:" + parts.ID(id)
}

// takeUp shows a deal as it was typed.
func (s *DealScreen) takeUp(d trade.Deal) {
	known := d.Client == s.sheet.client.ID
	s.sheet.fill(d)
	s.changed()
	if !known {
		s.sheet.readClient(d.Client, d.Contact)
	}
}

// offerDraft shows that an unfinished form was kept, to take up or to throw away.
func (s *DealScreen) offerDraft(k keptDeal) {
	s.showNotice(parts.DraftStrip(s.env, k.at, func() {
		s.hideNotice()
		s.takeUp(k.Deal)
	}, func() {
		s.hideNotice()
		s.dropDraft(func() {})
	}))
}

// showNotice shows a strip over the form.
func (s *DealScreen) showNotice(strip fyne.CanvasObject) {
	s.notice.Objects = []fyne.CanvasObject{strip}
	s.object.Refresh()
}

func (s *DealScreen) hideNotice() {
	s.notice.Objects = nil
	s.object.Refresh()
}

func (s *DealScreen) dropDraft(then func()) {
	key := dealKey(s.to.Deal)
	s.loader.Drop("draft")
	kit.Commit(&s.acts, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.DropDraft(ctx, key) }, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("drop draft", "error", err) // it is offered once more, that is all
		}
		then()
	})
}

// changed is called after each keystroke: a draft is kept shortly after the last one.
func (s *DealScreen) changed() {
	s.dirty = true
	s.loader.Debounce("draft", draftPause, func() { s.writeDraft(&s.acts) })
}

// KeepDraft keeps what is typed at once: the program stops.
func (s *DealScreen) KeepDraft() { s.writeDraft(&kit.Loader{Sync: true}) }

func (s *DealScreen) writeDraft(l *kit.Loader) {
	if !s.dirty || s.saving || s.sheet == nil {
		return
	}
	body, err := json.Marshal(keptDeal{Deal: s.sheet.take()})
	if err != nil {
		slog.Error("keep draft", "error", err)
		return
	}
	key := dealKey(s.to.Deal)
	kit.Commit(l, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.SaveDraft(ctx, key, body) },
		func(_ struct{}, err error) { s.drafts.Tell(s.env, err) })
}

// unsaved tells why a form could not be saved; what was typed stays in it and as a draft.
func (s *DealScreen) unsaved(err error) {
	s.dirty = true
	s.writeDraft(&s.acts)
	var stale crm.Stale
	var fault crm.Fault
	switch {
	case errors.As(err, &stale):
		s.contested()
	case errors.As(err, &fault) && s.sheet.blame(fault):
	default:
		s.env.Fail(err)
	}
}

// contested asks what is to stand of a deal that was changed elsewhere meanwhile.
func (s *DealScreen) contested() {
	s.showNotice(parts.StaleStrip(s.env, func() {
		s.hideNotice()
		s.dirty = false
		s.dropDraft(func() { s.Show(s.to) })
	}, func() {
		s.hideNotice()
		mine := s.sheet.take()
		s.load(func(o opened) {
			was := o.deal
			s.was = &was
			s.sheet.rebase(was)
			s.sheet.fill(mine)
			s.Save()
		})
	}))
}

// Leave asks before changes are lost: save, throw away, or stay.
func (s *DealScreen) Leave(leave func()) {
	if !s.dirty {
		leave()
		return
	}
	parts.AskUnsaved(s.env, s.env.T.T("deals.unsaved"), func() {
		s.dirty = false
		s.dropDraft(leave)
	}, func() { s.store(func(trade.Deal) { leave() }) })
}

// State is what was typed, for a change of language or theme.
func (s *DealScreen) State() any {
	if !s.dirty || s.sheet == nil {
		return nil
	}
	return &typedDeal{deal: s.sheet.take(), was: s.was, scroll: s.sheet.scroll.Offset()}
}

// Restore takes what was typed; it is shown once the form is built.
func (s *DealScreen) Restore(state any) { s.typed, _ = state.(*typedDeal) }
