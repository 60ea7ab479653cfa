package catalogue

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Drafts keeps what was typed and is not saved.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// keptItem is an unfinished form as the base keeps it.
type keptItem struct {
	Item   trade.Item              `json:"item"`
	Prices map[trade.ListID]string `json:"prices,omitempty"` // as typed
	at     crm.Moment
}

// draftPause is how long after the last keystroke a draft is kept.
const draftPause = 800 * time.Millisecond

// key names the draft of this form.
func (s *ItemScreen) key() string {
	if s.id == 0 {
		return "item:new"
	}
	return "item:" + parts.ID(s.id)
}

// readDraft reads what was left unfinished of this item, nil when nothing was.
func (s *ItemScreen) readDraft(ctx context.Context) (*keptItem, error) {
	draft, err := s.desk.Draft(ctx, s.key())
	if errors.Is(err, crm.ErrNotFound) {
		return nil, nil
	}
	var k keptItem
	if err != nil || json.Unmarshal(draft.Body, &k) != nil {
		return nil, err
	}
	k.at = draft.At
	return &k, nil
}

// offerDraft shows that an unfinished form was kept, to take up or to throw away.
func (s *ItemScreen) offerDraft(k keptItem) {
	t := s.env.T
	at := k.at.Time(s.env.Now().Location())
	line := kit.HBox(12, kit.NewGlyph("clock", kit.Amber, 16), kit.Grow(kit.NewText(t.T("catalogue.draft", "When", t.RelativeClock(at, s.env.Now())), kit.Body, kit.Text).Shrinks()),
		kit.NewButton(kit.Plain, t.T("catalogue.draft.drop"), func() { s.hideNotice(); s.dropDraft(func() {}) }),
		kit.NewButton(kit.Soft, t.T("catalogue.draft.take"), func() {
			s.hideNotice()
			s.sheet.fill(k.Item)
			s.sheet.fillPrices(k.Prices)
			s.changed()
		}))
	s.notice.Objects = []fyne.CanvasObject{kit.Pad(container.NewStack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(line, 14, 6, 8, 6)), 0, 0, 0, 12)}
	s.object.Refresh()
}

func (s *ItemScreen) hideNotice() {
	s.notice.Objects = nil
	s.object.Refresh()
}

func (s *ItemScreen) dropDraft(then func()) {
	key := s.key()
	s.loader.Drop("draft")
	kit.Commit(&s.loader, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.DropDraft(ctx, key) }, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("drop draft", "error", err) // it is offered once more, that is all
		}
		then()
	})
}

// undrafted notes whether a draft could be kept.
func (s *ItemScreen) undrafted(_ struct{}, err error) { s.drafts.Tell(s.env, err) }

// changed is called after each change by the user: a draft is kept shortly after the last one.
func (s *ItemScreen) changed() {
	s.dirty = true
	s.loader.Debounce("draft", draftPause, func() { s.writeDraft(&s.loader) })
}

// KeepDraft keeps what is typed at once: the program stops.
func (s *ItemScreen) KeepDraft() { s.writeDraft(&kit.Loader{Sync: true}) }

func (s *ItemScreen) writeDraft(l *kit.Loader) {
	if !s.dirty || s.saving || s.sheet == nil {
		return
	}
	body, err := json.Marshal(keptItem{Item: s.sheet.take(), Prices: s.sheet.typedPrices()})
	if err != nil {
		slog.Error("keep draft", "error", err)
		return
	}
	key := s.key()
	kit.Commit(l, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.SaveDraft(ctx, key, body) }, s.undrafted)
}
