package card

import (
	"context"
	"encoding/json"
	"time"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// draftPause is how long typing must rest before the draft is kept.
const draftPause = 700 * time.Millisecond

// draft is an entry not yet saved.
type draft struct {
	Was *crm.Interaction `json:"was,omitempty"`
	Now crm.Interaction  `json:"now"`
}

func (e *entry) draft() draft { return draft{Was: e.was, Now: e.interaction()} }

func entryKey(id crm.ClientID) string { return "interaction:" + parts.ID(id) }

// keep writes the draft down in the background, or forgets it when there is nothing to keep.
func (e *entry) keep() { e.keeper(false) }

// keepNow is keep, done when it returns: the program may be ending.
func (e *entry) keepNow() { e.keeper(true) }

func (e *entry) keeper(now bool) {
	changed := e.changed()
	if e.s.id == 0 || !changed && !e.kept {
		return
	}
	e.kept = changed
	var body []byte
	if changed {
		body, _ = json.Marshal(e.draft()) // plain values always marshal
	}
	keepDraft(e.s.env, &e.s.keeper, &e.s.drafts, e.s.desk, entryKey(e.s.id), body, now)
}

// keepDraft keeps a draft, or drops it when it is empty; now does it on the spot. The loader lets the newest win.
func keepDraft(env *parts.Env, l *kit.Loader, u *parts.Undrafted, d Drafts, key string, body []byte, now bool) {
	was := l.Sync
	l.Sync = l.Sync || now
	defer func() { l.Sync = was }()
	kit.Load(l, key, func(ctx context.Context) (struct{}, error) {
		if len(body) == 0 {
			return struct{}{}, d.DropDraft(ctx, key)
		}
		return struct{}{}, d.SaveDraft(ctx, key, body)
	}, func(_ struct{}, err error) { u.Tell(env, err) })
}

// restoreDraft shows what was left unfinished, unfolded when it was being written.
func (e *entry) restoreDraft(unfold bool) {
	s, id := e.s, e.s.id
	kit.Load(&s.loader, "read draft", func(ctx context.Context) (crm.Draft, error) { return s.desk.Draft(ctx, entryKey(id)) },
		func(d crm.Draft, err error) {
			var kept draft
			if err != nil || e.changed() || json.Unmarshal(d.Body, &kept) != nil {
				return // none is no error, and one that cannot be read is no loss to tell of
			}
			e.fill(kept)
			e.kept = true
			if unfold || e.unfolded {
				e.open()
				return
			}
			e.fold()
		})
}
