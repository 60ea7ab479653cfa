// Package form is where a client is written down: it checks as one types, warns without blocking, asks before changes
// are lost, and keeps a draft that survives a crash.
package form

import (
	"context"
	"errors"

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

// Lists are what fields offer to choose from.
type Lists interface {
	Fields(ctx context.Context) ([]crm.Field, error)
	Tags(ctx context.Context, prefix string, limit int) ([]crm.Tag, error)
}

// Desk is what the screen needs.
type Desk interface {
	Clients
	parts.Drafts
	Lists
}

// Screen is the form of one client.
type Screen struct {
	*parts.Drafting[kept]
	env    *parts.Env
	desk   Desk
	loader kit.Loader

	id    crm.ClientID
	was   *crm.Client // as saved; nil for a new one
	sheet *sheet
}

// opened is what the form starts with.
type opened struct {
	client crm.Client
	fields []crm.Field
	draft  *parts.Left[kept]
}

// kept is what was typed: the client and, for a new one, the first person.
type kept struct {
	Client crm.Client  `json:"client"`
	Person crm.Contact `json:"person"`
	was    *crm.Client // what it was begun over; nil for a new one, and in a draft
	scroll float32
}

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	room := parts.NewFormRoom(env, env.T.T("form.clients"), func() { env.Go(route.Route{Room: route.Clients}) }, s.Save)
	s.Drafting = parts.NewDrafting(room, d, &s.loader, parts.Typing[kept]{Unsaved: env.T.T("form.unsaved"), Take: s.take, Fill: s.fill,
		Save:  func(then func()) { s.store(func(crm.ClientID) { then() }) },
		Forms: func() []*kit.Form { return []*kit.Form{s.sheet.form} }})
	return s
}

// draftKey names the draft of a client.
func draftKey(id crm.ClientID) string { return parts.DraftKey("client", id) }

// Show loads the client, or begins a new one.
func (s *Screen) Show(to route.Route) {
	id := to.Client
	s.id, s.was, s.sheet = id, nil, nil
	s.Start(draftKey(id))
	parts.Open(s.Drafting, func(ctx context.Context) (opened, error) { return s.open(ctx, id) }, s.present)
}

func (s *Screen) open(ctx context.Context, id crm.ClientID) (opened, error) {
	var o opened
	var err error
	if id == 0 {
		o.client, err = s.desk.NewClient(ctx)
	} else {
		o.client, err = s.desk.Client(ctx, id)
	}
	if err != nil {
		return o, err
	}
	if o.fields, err = s.desk.Fields(ctx); err != nil {
		return o, err
	}
	o.draft, err = s.ReadLeft(ctx, draftKey(id))
	return o, err
}

func (s *Screen) present(o opened) {
	title := s.env.T.T("form.new")
	if s.id != 0 {
		was := o.client
		s.was = &was
		title = text.Line(was.Name, 200)
	}
	s.SetTitle(title)
	s.sheet = newSheet(s, o.client, o.fields)
	s.Begin(s.sheet.object, o.draft, s.sheet.begin)
}

func (s *Screen) take() kept {
	client, person := s.sheet.take()
	return kept{client, person, s.was, s.sheet.scroll.Offset()}
}

// fill shows what was typed.
func (s *Screen) fill(k kept) {
	if k.was != nil {
		s.was = k.was
	}
	s.sheet.fill(k.Client, k.Person)
	if k.scroll != 0 {
		s.sheet.scroll.SetOffset(k.scroll)
	}
}

// Save saves the client and, for a new one, the first person, and shows the card.
func (s *Screen) Save() {
	s.store(func(id crm.ClientID) { s.env.Replace(route.Route{Room: route.Card, Client: id}) })
}

func (s *Screen) store(then func(crm.ClientID)) {
	if s.Ready() && s.sheet.valid() {
		client, person := s.sheet.take()
		s.write(client, person, s.was, then)
	}
}

func (s *Screen) write(client crm.Client, person crm.Contact, was *crm.Client, then func(crm.ClientID)) {
	var saved crm.Client
	s.Store(func(ctx context.Context) (err error) {
		saved, err = s.saved(ctx, client, person, was)
		return err
	}, func() { then(saved.ID) }, func(err error) bool {
		var stale crm.Stale
		if !errors.As(err, &stale) && !errors.Is(err, crm.ErrNotFound) {
			return false
		}
		s.compare(then)
		return true
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

// Changed has nothing to do: a client changed elsewhere is noticed when it is saved.
func (s *Screen) Changed(crm.News) {}
