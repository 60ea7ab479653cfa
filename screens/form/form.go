// Package form is where a client is written down: it checks as one types, warns without blocking, asks before changes
// are lost, and keeps a draft that survives a crash.
package form

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Clients reads and writes clients.
type Clients interface {
	NewClient(ctx context.Context) (crm.Client, error)
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error)
	SaveContact(ctx context.Context, was *crm.Contact, now crm.Contact) (crm.Contact, error)
	ClientsLike(ctx context.Context, c crm.Client, limit int) ([]crm.ClientRow, error)
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
	if s.id != 0 {
		was := o.client
		s.was = &was
		s.title.SetTitle(was.Name)
	} else {
		s.title.SetTitle(s.env.T.T("form.new"))
	}
	s.sheet = newSheet(s, o.client, o.fields)
	s.body.Objects = []fyne.CanvasObject{s.sheet.object}
	s.body.Refresh()
	if o.draft != nil {
		s.offerDraft(*o.draft)
	}
	s.sheet.begin()
}

// offerDraft shows that an unfinished form was kept, to take up or to throw away.
func (s *Screen) offerDraft(k kept) {
	t := s.env.T
	at := k.at.Time(s.env.Now().Location())
	line := kit.HBox(12, kit.NewGlyph("clock", kit.Amber, 16), kit.Grow(kit.NewText(t.T("form.draft", "When", t.RelativeClock(at, s.env.Now())), kit.Body, kit.Text).Shrinks()),
		kit.NewButton(kit.Plain, t.T("form.draft.drop"), func() { s.hideNotice(); s.dropDraft() }),
		kit.NewButton(kit.Soft, t.T("form.draft.take"), func() {
			s.hideNotice()
			s.sheet.fill(k.Client, k.Person)
			s.changed()
		}))
	s.notice.Objects = []fyne.CanvasObject{kit.Pad(container.NewStack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(line, 14, 6, 8, 6)), 0, 0, 0, 12)}
	s.object.Refresh()
}

func (s *Screen) hideNotice() {
	s.notice.Objects = nil
	s.object.Refresh()
}

func (s *Screen) dropDraft() {
	key := s.key()
	kit.Load(&s.loader, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.DropDraft(ctx, key) }, s.failed)
}

func (s *Screen) failed(_ struct{}, err error) {
	if err != nil {
		s.env.Fail(err)
	}
}

// changed is called after each keystroke: a draft is kept shortly after the last one.
func (s *Screen) changed() {
	s.dirty = true
	s.loader.Debounce("draft", draftPause, s.KeepDraft)
}

// KeepDraft keeps what is typed, so that a crash loses nothing.
func (s *Screen) KeepDraft() {
	if !s.dirty || s.sheet == nil {
		return
	}
	client, person := s.sheet.take()
	body, err := json.Marshal(kept{Client: client, Person: person})
	if err != nil {
		return
	}
	key := s.key()
	kit.Load(&s.loader, "draft", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.SaveDraft(ctx, key, body) }, s.failed)
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
	was, key := s.was, s.key()
	kit.Load(&s.loader, "save", func(ctx context.Context) (crm.Client, error) {
		saved, err := s.desk.SaveClient(ctx, was, client)
		if err != nil {
			return saved, err
		}
		if was == nil && person.Name != "" {
			person.Client = saved.ID
			if _, err := s.desk.SaveContact(ctx, nil, person); err != nil {
				return saved, err
			}
		}
		return saved, s.desk.DropDraft(ctx, key)
	}, func(saved crm.Client, err error) {
		s.saving = false
		if err != nil {
			s.KeepDraft()
			s.env.Fail(err)
			return
		}
		s.dirty = false
		then(saved.ID)
	})
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
		s.dropDraft()
		leave()
		return true
	})
	m.Action(kit.Primary, t.T("text.save"), func() bool { s.store(func(crm.ClientID) { leave() }); return true })
	m.Show()
}

// Hide drops the work under way; a draft has been kept by then.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed has nothing to do: a client changed elsewhere is noticed when it is saved.
func (s *Screen) Changed(crm.News) {}

// State keeps what was typed across a change of language or theme.
func (s *Screen) State() any {
	if !s.dirty || s.sheet == nil {
		return nil
	}
	s.KeepDraft()
	return nil
}

// Restore has nothing to do: the draft is offered.
func (s *Screen) Restore(any) {}
