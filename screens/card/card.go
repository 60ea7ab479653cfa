// Package card is everything known of one client on one screen: how far the relationship has come, of what type it
// is, who the people are, what happened and what was offered; and the assessment of the type of relationship.
package card

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what the card reads of the client.
type Reader interface {
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	ClientRow(ctx context.Context, id crm.ClientID) (crm.ClientRow, error)
	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
	Interactions(ctx context.Context, client crm.ClientID, p crm.Page) ([]crm.Interaction, error)
	Moves(ctx context.Context, client crm.ClientID) ([]crm.Move, error)
	TypeAssessments(ctx context.Context, client crm.ClientID) ([]crm.TypeAssessment, error)
}

// Surroundings is what the card reads around the client.
type Surroundings interface {
	Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error)
	CountOffers(ctx context.Context, q trade.OfferQuery) (crm.Count, error)
	Fields(ctx context.Context) ([]crm.Field, error)
	History(ctx context.Context, noun crm.Noun, key int64, limit int) ([]crm.Entry, error)
	Settings(ctx context.Context) (desk.Settings, error)
}

// Writer is what is done on the card.
type Writer interface {
	SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error)
	RemoveClient(ctx context.Context, id crm.ClientID) error
	SaveContact(ctx context.Context, was *crm.Contact, now crm.Contact) (crm.Contact, error)
	RemoveContact(ctx context.Context, id crm.ContactID) error
	Record(ctx context.Context, was *crm.Interaction, now crm.Interaction) (crm.Interaction, error)
	RemoveInteraction(ctx context.Context, i crm.Interaction) error
}

// Drafts keeps what is typed and not yet saved.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// Press prints dossiers.
type Press interface {
	PrintDossier(ctx context.Context, id crm.ClientID, lang text.Lang, opts desk.DossierOptions) (desk.Print, error)
}

// Desk is what the card needs.
type Desk interface {
	Reader
	Surroundings
	Sales
	Writer
	Drafts
	Press
	parts.Mover
}

// Screen is the card of one client.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	keeper kit.Loader // of drafts: what it does is not dropped when the screen goes
	drafts parts.Undrafted

	id    crm.ClientID
	known *known // nil before the client was read
	shown bool
	want  string // the tab, or "record", asked for by the route
	asked bool   // the route asked, and nothing was shown yet
	kept  *state // how the card was left, to be restored once it is read

	top    *parts.Top
	head   *head
	left   *column
	right  *column
	middle *middle
	notes  *notes
	person *personForm // opened last
	body   *fyne.Container
	gone   *fyne.Container
	object fyne.CanvasObject
}

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	s.top = parts.NewTrail(env, env.T.T("card.clients"), func() { env.Go(route.Route{Room: route.Clients}) }, "")
	s.head = newHead(s)
	s.left, s.right = newColumn(), newColumn()
	s.middle = newMiddle(s)
	s.notes = newNotes(s)
	columns := container.New(&cardLayout{split: s.split}, s.left.object, s.middle.object, s.right.object)
	s.body = container.NewBorder(kit.Pad(s.head.object, 16, 0, 16, 16), nil, nil, nil, kit.Pad(columns, 16, 0, 16, 16))
	s.body.Hide()
	s.gone = container.NewStack(kit.EmptyState(kit.EmptyIcon("people"), env.T.T("card.gone"), env.T.T("card.gone.line"),
		kit.NewButton(kit.Primary, env.T.T("card.gone.go"), s.leaveForClients)))
	s.gone.Hide()
	s.object = container.NewBorder(container.NewVBox(s.top.Object()), nil, nil, nil, container.NewStack(s.body, s.gone))
	return s
}

func (s *Screen) leaveForClients() { s.env.Replace(route.Route{Room: route.Clients}) }

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads the client of the route.
func (s *Screen) Show(to route.Route) {
	if to.Client != s.id {
		s.forget()
	}
	s.id, s.shown, s.want, s.asked = to.Client, true, to.Sub, true
	s.reload()
}

// forget empties the card before another client is shown in it.
func (s *Screen) forget() {
	s.known = nil
	s.body.Hide()
	s.gone.Hide()
	s.top.SetTitle("")
	s.middle.forget()
	s.notes.forget()
	s.left.toTop()
	s.right.toTop()
}

// Hide keeps what was typed and drops the work under way.
func (s *Screen) Hide() {
	if !s.shown {
		return
	}
	s.KeepDraft()
	s.shown = false
	s.loader.Cancel()
}

// Changed reads anew what concerns the client shown.
func (s *Screen) Changed(n crm.News) {
	if s.shown && (n.Touches(s.id) || n.Speaks(crm.NounRep, crm.NounField, crm.NounLens, crm.NounFirm, crm.NounPipeline)) {
		s.reload()
	}
}

// reload reads the client and all around it.
func (s *Screen) reload() {
	id, loaded := s.id, s.middle.feed.loaded()
	kit.Load(&s.loader, "card", func(ctx context.Context) (*known, error) { return read(ctx, s.desk, id, loaded) }, s.take)
}

func (s *Screen) take(k *known, err error) {
	if errors.Is(err, crm.ErrNotFound) {
		s.showGone()
		return
	}
	if err != nil {
		s.env.Fail(err)
		return
	}
	first := s.known == nil
	s.known = k
	s.draw()
	if first {
		s.middle.entry.restoreDraft(s.kept != nil && s.kept.client == s.id && s.kept.unfolded)
	}
	s.settle(first)
}

func (s *Screen) showGone() {
	s.known = nil
	s.body.Hide()
	s.gone.Show()
	s.top.SetTitle("")
}

// draw shows what is known.
func (s *Screen) draw() {
	s.gone.Hide()
	s.top.SetTitle(s.known.client.Name)
	s.head.draw(s.known)
	s.notes.draw(s.known.client)
	s.drawSides()
	s.middle.draw(s.known)
	s.body.Show()
}

// drawSides fills the columns beside the tabs; where the window is narrow the right one goes below the left.
func (s *Screen) drawSides() {
	if s.known == nil {
		return
	}
	left := []fyne.CanvasObject{s.typeCard(), s.factsCard()}
	right := []fyne.CanvasObject{s.dealsCard(), s.offersCard()}
	if len(s.known.sales.orders) > 0 {
		right = append(right, s.ordersCard())
	}
	right = append(right, s.notes.dealings, s.notes.remarks)
	if s.right.folded {
		s.left.set(append(left, right...))
		s.right.set(nil)
		return
	}
	s.left.set(left)
	s.right.set(right)
}

// split is told whether there is room for three columns.
func (s *Screen) split(three bool) {
	if s.right.folded == !three {
		return
	}
	s.right.folded = !three
	s.drawSides()
}

// settle goes to what the route asks for, or back to how the card was left.
func (s *Screen) settle(first bool) {
	asked, kept := s.asked, s.kept
	s.asked, s.kept = false, nil
	switch {
	case kept != nil && kept.client == s.id:
		s.restore(*kept)
	case !asked:
	case s.want == "record":
		s.New()
	case s.want != tabFeed || first:
		s.middle.choose(s.want)
	}
}

// New opens the entry of a contact; Ctrl+N asks for it.
func (s *Screen) New() {
	if s.known != nil {
		s.middle.choose("")
		s.middle.entry.open()
	}
}

// Save keeps the entry that is open; Ctrl+S asks for it.
func (s *Screen) Save() {
	if s.known != nil && s.middle.entry.unfolded {
		s.middle.entry.save()
	}
}

// Print asks how the dossier shall be; Ctrl+P asks for it.
func (s *Screen) Print() {
	if s.known != nil {
		s.askDossier()
	}
}

// Find puts the keyboard into the filter of the people.
func (s *Screen) Find() {
	if s.known != nil {
		s.middle.choose(tabPeople)
		s.middle.people.focus()
	}
}

// Key saves the open entry at Enter with Ctrl held, folds it at Esc, and edits the client at F2.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	entry := s.middle.entry
	switch {
	case s.known == nil:
		return false
	case ev.Name == fyne.KeyF2:
		s.edit()
	case !entry.unfolded || !entry.holdsKeyboard():
		return false
	case ev.Name == fyne.KeyReturn && entry.writing():
		entry.save()
	case ev.Name == fyne.KeyEscape:
		entry.fold()
	default:
		return false
	}
	return true
}

// KeepDraft keeps the open entry, however the program ends.
func (s *Screen) KeepDraft() {
	if s.known != nil {
		s.middle.entry.keepNow()
	}
}

// Leave asks what shall become of a note that is being edited.
func (s *Screen) Leave(leave func()) {
	if s.known == nil || !s.notes.dirty() {
		leave()
		return
	}
	s.notes.ask(leave)
}

func (s *Screen) edit() { s.env.Go(route.Route{Room: route.Form, Client: s.id}) }

// state is how the card was left.
type state struct {
	client      crm.ClientID
	tab         string
	left, right float32
	place       kit.TimelinePlace
	unfolded    bool // the entry was being written
}

// State is how the card was left.
func (s *Screen) State() any {
	if s.known == nil {
		return nil
	}
	return state{client: s.id, tab: s.middle.tab(), left: s.left.scroll.Offset(), right: s.right.scroll.Offset(),
		place: s.middle.feed.timeline.Place(), unfolded: s.middle.entry.unfolded}
}

// Restore takes how the card was left; it is shown once the client is read.
func (s *Screen) Restore(was any) {
	s.kept = nil
	if st, ok := was.(state); ok {
		s.kept = &st
	}
}

func (s *Screen) restore(st state) {
	s.middle.choose(st.tab)
	s.left.scroll.SetOffset(st.left)
	s.right.scroll.SetOffset(st.right)
	s.middle.feed.timeline.Return(st.place)
}
