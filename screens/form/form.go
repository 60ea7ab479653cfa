// Package form is where a client is written down: it checks as one types, warns without blocking, asks before changes
// are lost, and keeps a draft that survives a crash.
package form

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Clients reads and writes clients.
type Clients interface {
	NewClient(ctx context.Context) (crm.Client, error)
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	AddClient(ctx context.Context, c crm.Client, people ...crm.Contact) (crm.Client, error)
	SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error)
	Twins(ctx context.Context, c crm.Client, limit int) ([]crm.ClientRow, error)
}

// Drafts keeps unsaved forms.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// Lists are what fields offer to choose from.
type Lists interface {
	Fields(ctx context.Context) ([]crm.Field, error)
	Tags(ctx context.Context, prefix string, limit int) ([]crm.Tag, error)
}

// Desk is what the screen needs.
type Desk interface {
	Clients
	Drafts
	Lists
}

// draftPause is how long after the last keystroke a draft is kept.
const draftPause = 600 * time.Millisecond

// Screen is the form of one client.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader

	id     crm.ClientID
	was    *crm.Client // as saved; nil for a new one
	sheet  *sheet
	dirty  bool
	saving bool
	drafts parts.Undrafted
	typed  *typed // what a rebuild of the window brought over; nil when nothing

	title  *parts.Top
	save   *kit.Button
	notice *fyne.Container
	body   *fyne.Container
	object fyne.CanvasObject
}

// opened is what the form starts with.
type opened struct {
	client crm.Client
	fields []crm.Field
	draft  *kept
}

// kept is a draft: the client and, for a new one, the first person.
type kept struct {
	Client crm.Client  `json:"client"`
	Person crm.Contact `json:"person"`
	at     crm.Moment
}

// typed is an unsaved form on its way through a change of language or theme.
type typed struct {
	kept
	was    *crm.Client
	scroll float32
}

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, notice: container.NewStack(), body: container.NewStack()}
	t := env.T
	s.save = kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	cancel := kit.NewButton(kit.Plain, t.T("text.cancel"), env.Back)
	s.title = parts.NewTrail(env, t.T("form.clients"), func() { env.Go(route.Route{Room: route.Clients}) }, "", cancel, s.save)
	s.object = container.NewBorder(s.title.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(s.notice, 16, 0, 16, 0), nil, nil, nil, kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads the client, or begins a new one.
func (s *Screen) Show(to route.Route) {
	s.id, s.was, s.dirty, s.sheet = to.Client, nil, false, nil
	s.notice.Objects, s.body.Objects = nil, nil
	kit.Load(&s.loader, "open", s.open, func(o opened, err error) {
		if err != nil {
			s.env.Fail(err)
			s.env.Back()
			return
		}
		s.present(o)
	})
}

func (s *Screen) open(ctx context.Context) (opened, error) {
	var o opened
	var err error
	if s.id == 0 {
		o.client, err = s.desk.NewClient(ctx)
	} else {
		o.client, err = s.desk.Client(ctx, s.id)
	}
	if err != nil {
		return o, err
	}
	if o.fields, err = s.desk.Fields(ctx); err != nil {
		return o, err
	}
	draft, err := s.desk.Draft(ctx, s.key())
	if errors.Is(err, crm.ErrNotFound) {
		return o, nil
	}
	var k kept
	if err == nil && json.Unmarshal(draft.Body, &k) == nil {
		k.at = draft.At
		o.draft = &k
	}
	return o, err
}

// key names the draft of this form.
func (s *Screen) key() string {
	if s.id == 0 {
		return "client:new"
	}
	return "client:" + parts.ID(s.id)
}

func (s *Screen) present(o opened) {
	over := s.typed
	s.typed = nil
	if s.id != 0 {
		was := o.client
		s.was = &was
		s.title.SetTitle(text.Line(was.Name, 200))
	} else {
		s.title.SetTitle(s.env.T.T("form.new"))
	}
	s.sheet = newSheet(s, o.client, o.fields)
	s.body.Objects = []fyne.CanvasObject{s.sheet.object}
	s.body.Refresh()
	switch {
	case over != nil:
		s.was = over.was
		s.sheet.fill(over.Client, over.Person)
		s.sheet.scroll.SetOffset(over.scroll)
		s.changed()
	case o.draft != nil:
		s.offerDraft(*o.draft)
	}
	s.sheet.begin()
}

// offerDraft shows that an unfinished form was kept, to take up or to throw away.
func (s *Screen) offerDraft(k kept) {
	t := s.env.T
	at := k.at.Time(s.env.Now().Location())
	line := kit.HBox(12, kit.NewGlyph("clock", kit.Amber, 16), kit.Grow(kit.NewText(t.T("form.draft", "When", t.RelativeClock(at, s.env.Now())), kit.Body, kit.Text).Shrinks()),
		kit.NewButton(kit.Plain, t.T("form.draft.drop"), func() { s.hideNotice(); s.dropDraft(func() {}) }),
		kit.NewButton(kit.Soft, t.T("form.draft.take"), func() {
			s.hideNotice()
			s.sheet.fill(k.Client, k.Person)
			s.changed()
		}))
	s.showNotice(line)
}

// showNotice shows a strip over the form.
func (s *Screen) showNotice(line fyne.CanvasObject) {
	s.notice.Objects = []fyne.CanvasObject{kit.Pad(container.NewStack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(line, 14, 6, 8, 6)), 0, 0, 0, 12)}
	s.object.Refresh()
}

func (s *Screen) hideNotice() {
	s.notice.Objects = nil
	s.object.Refresh()
}

func (s *Screen) dropDraft(then func()) {
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
func (s *Screen) undrafted(_ struct{}, err error) { s.drafts.Tell(s.env, err) }

// changed is called after each keystroke: a draft is kept shortly after the last one.
func (s *Screen) changed() {
	s.dirty = true
	s.loader.Debounce("draft", draftPause, s.keepDraft)
}

// keepDraft keeps what is typed in the background, so that a crash loses nothing.
func (s *Screen) keepDraft() { s.writeDraft(&s.loader) }

// KeepDraft keeps what is typed at once: the program stops.
func (s *Screen) KeepDraft() { s.writeDraft(&kit.Loader{Sync: true}) }

func (s *Screen) writeDraft(l *kit.Loader) {
	if !s.dirty || s.saving || s.sheet == nil {
		return
	}
	var k kept
	k.Client, k.Person = s.sheet.take()
	body, err := json.Marshal(k)
	if err != nil {
		slog.Error("keep draft", "error", err)
		return
	}
	key := s.key()
	kit.Commit(l, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.SaveDraft(ctx, key, body) }, s.undrafted)
}

// Save saves the client and, for a new one, the first person, and shows the card.
func (s *Screen) Save() {
	s.store(func(id crm.ClientID) { s.env.Replace(route.Route{Room: route.Card, Client: id}) })
}

func (s *Screen) store(then func(crm.ClientID)) {
	if s.sheet == nil || s.saving || !s.sheet.valid() {
		return
	}
	s.saving = true
	client, person := s.sheet.take()
	s.write(client, person, s.was, then)
}

func (s *Screen) write(client crm.Client, person crm.Contact, was *crm.Client, then func(crm.ClientID)) {
	key := s.key()
	kit.Commit(&s.loader, "draft", func(ctx context.Context) (crm.Client, error) {
		saved, err := s.saved(ctx, client, person, was)
		if err == nil {
			if left := s.desk.DropDraft(ctx, key); left != nil {
				slog.Error("drop draft", "error", left) // it is offered once more, that is all
			}
		}
		return saved, err
	}, func(saved crm.Client, err error) {
		s.saving = false
		if err != nil {
			s.unsaved(err, then)
			return
		}
		s.dirty = false
		then(saved.ID)
	})
}

// saved adds or changes the client.
func (s *Screen) saved(ctx context.Context, client crm.Client, person crm.Contact, was *crm.Client) (crm.Client, error) {
	if was != nil {
		return s.desk.SaveClient(ctx, was, client)
	}
	if person.Name == "" {
		return s.desk.AddClient(ctx, client)
	}
	return s.desk.AddClient(ctx, client, person)
}

// unsaved tells why a form could not be saved; what was typed stays in it and as a draft.
func (s *Screen) unsaved(err error, then func(crm.ClientID)) {
	s.dirty = true
	s.keepDraft()
	var stale crm.Stale
	if errors.As(err, &stale) || errors.Is(err, crm.ErrNotFound) {
		s.compare(then)
		return
	}
	s.env.Fail(err)
}

// Leave asks before changes are lost: save, throw away, or stay.
func (s *Screen) Leave(leave func()) {
	if !s.dirty {
		leave()
		return
	}
	t := s.env.T
	m := kit.NewModal(t.T("form.unsaved"), kit.NewWrap(t.T("form.unsaved.line"), kit.Body, kit.Text2, 0)).CancelButton(t.T("form.stay"))
	m.Action(kit.Plain, t.T("form.discard"), func() bool {
		s.dirty = false
		s.dropDraft(leave)
		return true
	})
	m.Action(kit.Primary, t.T("text.save"), func() bool { s.store(func(crm.ClientID) { leave() }); return true })
	m.Show()
}

// Hide keeps a draft of what is left unsaved and drops the reading under way.
func (s *Screen) Hide() {
	s.loader.Cancel()
	s.keepDraft()
}

// Changed has nothing to do: a client changed elsewhere is noticed when it is saved.
func (s *Screen) Changed(crm.News) {}

// State is what was typed, for a change of language or theme.
func (s *Screen) State() any {
	if !s.dirty || s.sheet == nil {
		return nil
	}
	t := &typed{was: s.was, scroll: s.sheet.scroll.Offset()}
	t.Client, t.Person = s.sheet.take()
	return t
}

// Restore takes what was typed; it is shown once the form is built.
func (s *Screen) Restore(state any) { s.typed, _ = state.(*typed) }

// Key leaves at Esc when no field holds the keyboard; what was typed is asked about, as ever.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyEscape || s.env.Window.Canvas().Focused() != nil {
		return false
	}
	s.env.Back()
	return true
}
