package orders

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

// keptOrder is a draft: the order as it was typed.
type keptOrder struct {
	Order trade.Order `json:"order"`
	at    crm.Moment
}

// typedOrder is an unsaved form on its way through a change of language or theme.
type typedOrder struct {
	order trade.Order
	was   *trade.Order
}

// orderKey names the draft of an order.
func orderKey(id trade.OrderID) string {
	if id == 0 {
		return "order:new"
	}
	return "order:" + parts.ID(id)
}

// takeUp shows an order as it was typed.
func (s *OrderScreen) takeUp(o trade.Order) {
	known := o.Client == s.sheet.client.ID
	s.sheet.fill(o)
	s.changed()
	if !known {
		s.sheet.readClient(o.Client, o.Contact)
	}
}

func (s *OrderScreen) showNotice(strip fyne.CanvasObject) {
	s.notice.Objects = []fyne.CanvasObject{strip}
	s.object.Refresh()
}

func (s *OrderScreen) hideNotice() {
	s.notice.Objects = nil
	s.object.Refresh()
}

func (s *OrderScreen) dropDraft(then func()) {
	key := orderKey(s.to.Order)
	s.loader.Drop("draft")
	kit.Commit(&s.acts, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.DropDraft(ctx, key) }, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("drop draft", "error", err) // it is offered once more, that is all
		}
		then()
	})
}

// changed is called after each keystroke: a draft is kept shortly after the last one.
func (s *OrderScreen) changed() {
	s.dirty = true
	s.loader.Debounce("draft", draftPause, func() { s.writeDraft(&s.acts) })
}

// KeepDraft keeps what is typed at once: the program stops.
func (s *OrderScreen) KeepDraft() { s.writeDraft(&kit.Loader{Sync: true}) }

func (s *OrderScreen) writeDraft(l *kit.Loader) {
	if !s.dirty || s.saving || s.sheet == nil {
		return
	}
	body, err := json.Marshal(keptOrder{Order: s.sheet.take()})
	if err != nil {
		slog.Error("keep draft", "error", err)
		return
	}
	key := orderKey(s.to.Order)
	kit.Commit(l, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.SaveDraft(ctx, key, body) },
		func(_ struct{}, err error) { s.drafts.Tell(s.env, err) })
}

// unsaved tells why a form could not be saved; what was typed stays in it and as a draft.
func (s *OrderScreen) unsaved(err error) {
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

// contested asks what is to stand of an order that was changed elsewhere meanwhile.
func (s *OrderScreen) contested() {
	s.showNotice(parts.StaleStrip(s.env, func() {
		s.hideNotice()
		s.dirty = false
		s.dropDraft(func() { s.Show(s.to) })
	}, func() {
		s.hideNotice()
		mine := s.sheet.take()
		s.load(func(o opened) {
			was := o.order
			s.was = &was
			s.sheet.base = was
			s.sheet.fill(mine)
			s.Save()
		})
	}))
}

// Leave asks before changes are lost: save, throw away, or stay.
func (s *OrderScreen) Leave(leave func()) {
	if s.sheet != nil {
		s.sheet.settle()
	}
	if !s.dirty {
		leave()
		return
	}
	parts.AskUnsaved(s.env, s.env.T.T("orders.unsaved"), func() {
		s.dirty = false
		s.dropDraft(leave)
	}, func() { s.store(func(trade.Order) { leave() }) })
}

// State is what was typed, for a change of language or theme.
func (s *OrderScreen) State() any {
	if !s.dirty || s.sheet == nil {
		return nil
	}
	return &typedOrder{order: s.sheet.take(), was: s.was}
}

// Restore takes what was typed; it is shown once the form is built.
func (s *OrderScreen) Restore(state any) { s.typed, _ = state.(*typedOrder) }
