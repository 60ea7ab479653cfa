// Package settings is where the owner sets up the firm, its people, own fields and lenses, the look of the window, and
// looks after the base.
package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Firm is our firm and its people.
type Firm interface {
	OwnFirm(ctx context.Context) (crm.Firm, bool, error)
	SaveFirm(ctx context.Context, f crm.Firm) error
	AddFirm(ctx context.Context, f crm.Firm) (crm.Firm, error)
	MakeFirmMain(ctx context.Context, id int64) error
	RemoveFirm(ctx context.Context, id int64) error
	Reps(ctx context.Context) ([]crm.Rep, error)
	SaveRep(ctx context.Context, was *crm.Rep, now crm.Rep) (crm.Rep, error)
}

// Words are the user's own fields and lenses.
type Words interface {
	Fields(ctx context.Context) ([]crm.Field, error)
	SaveField(ctx context.Context, was *crm.Field, now crm.Field) (crm.Field, error)
	RemoveField(ctx context.Context, f crm.Field) error
	AllLenses(ctx context.Context) ([]crm.Lens, error)
	SaveLens(ctx context.Context, was *crm.Lens, now crm.Lens) (crm.Lens, error)
	RemoveLens(ctx context.Context, l crm.Lens) error
}

// Base is the base as a whole.
type Base interface {
	Backup(ctx context.Context, path string) error
	Verify(ctx context.Context) ([]crm.Fault, error)
}

// Desk is what the screen needs.
type Desk interface {
	Firm
	Words
	Base
	Stationery
	Taxes
	Numbering
}

// Shell is what the screen asks of the window.
type Shell interface {
	Settings() desk.Settings
	Apply(desk.Settings)
	Paths() (folder, log string)
	KeepBackup(ctx context.Context) (string, error)
	Backups() []string
}

// section is one page of the settings. build gives the page, or nil where the page comes once its records are read.
type section struct {
	id, icon string
	build    func(*Screen) fyne.CanvasObject
}

var sections = []section{
	{"firm", "firm", (*Screen).firmPage},
	{"templates", "doc", (*Screen).templatesPage},
	{"people", "people", (*Screen).peoplePage},
	{"vat", "shield", (*Screen).vatPage},
	{"numbers", "list", (*Screen).numbersPage},
	{"look", "moon", (*Screen).lookPage},
	{"habits", "hand", (*Screen).habitsPage},
	{"fields", "list", (*Screen).fieldsPage},
	{"lenses", "eye", (*Screen).lensesPage},
	{"base", "disk", (*Screen).basePage},
}

// Screen is the settings.
type Screen struct {
	env     *parts.Env
	desk    Desk
	shell   Shell
	loader  kit.Loader
	items   []*sectionItem
	page    *fyne.Container
	object  fyne.CanvasObject
	present string            // the section shown
	sub     string            // the section, and what of it behind a slash
	shown   string            // the sub the page was last built for
	working bool              // the base is being copied or read
	sheet   sheet             // the page shown, where it is one with a form
	kept    *kept             // where the next page begins
	unsaved func(then func()) // saves the input of the page shown, then goes on; nil when nothing was changed

	vatCountry string // whose rates of VAT are shown; "" ours
}

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk, sh Shell) *Screen {
	s := &Screen{env: env, desk: d, shell: sh, page: container.NewStack()}
	t := env.T
	help := kit.NewButton(kit.Plain, t.T("settings.help"), func() { env.Go(route.Route{Room: route.Help}) }).WithIcon("info").WithTip("F1")
	top := parts.NewTop(env, t.T("settings.title"), "", help)
	var list []fyne.CanvasObject
	for _, sec := range sections {
		item := newSectionItem(sec.icon, t.T("settings.section."+sec.id), func() { s.choose(sec.id) })
		s.items = append(s.items, item)
		list = append(list, item.object)
	}
	side := kit.Pad(kit.Fixed(kit.VBox(4, list...), 220, 0), 16, 0, 16, 16)
	s.object = container.NewBorder(top.Object(), nil, side, nil, kit.Pad(s.page, 0, 0, 16, 16))
	return s
}

// choose goes to a section; a page with unsaved input is asked first.
func (s *Screen) choose(id string) { s.env.Go(route.Route{Room: route.Settings, Sub: id}) }

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show builds the page of the section.
func (s *Screen) Show(to route.Route) {
	s.sub = to.Sub
	if s.sub == "" {
		s.sub = sections[0].id
	}
	s.present, _, _ = strings.Cut(s.sub, "/")
	if s.unsaved != nil {
		s.discard()
	}
	for i, sec := range sections {
		s.items[i].SetChosen(sec.id == s.present)
		if sec.id == s.present {
			if s.sheet == nil || s.shown != s.sub {
				s.put(kit.Spacer())
			}
			s.shown = s.sub
			if page := sec.build(s); page != nil {
				s.put(page)
			}
		}
	}
}

// put shows a page.
func (s *Screen) put(o fyne.CanvasObject) {
	s.sheet = nil
	s.page.Objects = []fyne.CanvasObject{o}
	s.page.Refresh()
}

// hold notes that the page has input that is not saved; store saves it and goes on.
func (s *Screen) hold(store func(then func())) { s.unsaved = store }

// release notes that nothing is left to save.
func (s *Screen) release() { s.unsaved = nil }

// discard notes that what was typed is not to be saved: the form that holds it is shown no more.
func (s *Screen) discard() { s.unsaved, s.sheet = nil, nil }

// Save saves the page shown.
func (s *Screen) Save() {
	if s.unsaved != nil {
		s.unsaved(func() {})
	}
}

// Leave asks before unsaved input is lost: save, throw away, or stay.
func (s *Screen) Leave(then func()) {
	store := s.unsaved
	if store == nil {
		then()
		return
	}
	t := s.env.T
	m := kit.NewModal(t.T("settings.unsaved"), kit.NewWrap(t.T("settings.unsaved.line"), kit.Body, kit.Text2, 0)).CancelButton(t.T("text.cancel"))
	m.Action(kit.Plain, t.T("settings.discard"), func() bool { s.discard(); then(); return true })
	m.Action(kit.Primary, t.T("text.save"), func() bool { store(then); return true })
	m.Show()
}

// Hide drops the reading under way; a writing goes on.
func (s *Screen) Hide() {
	s.loader.Cancel()
	s.working = false
}

// Changed shows the present page anew when its records changed and nothing is being typed.
func (s *Screen) Changed(n crm.News) {
	if s.unsaved == nil && n.Speaks(crm.NounFirm, crm.NounRep, crm.NounField, crm.NounLens, crm.NounTaxRate, crm.NounTemplate, crm.NounStockTerm) {
		s.Restore(s.State())
		s.Show(route.Route{Room: route.Settings, Sub: s.sub})
	}
}

// do runs an act in the background.
func (s *Screen) do(key string, act func(ctx context.Context) error, then func()) {
	kit.Commit(&s.loader, key, func(ctx context.Context) (struct{}, error) { return struct{}{}, act(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		then()
	})
}

// read reads something in the background and shows it.
func read[T any](s *Screen, key string, get func(ctx context.Context) (T, error), show func(T)) {
	kit.Load(&s.loader, key, get, func(v T, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		show(v)
	})
}

// pageWidth is the widest a page of the settings gets, in units.
const pageWidth float32 = 860

// paper is a page of the settings: cards one under the other, no wider than reads well.
func paper(cards ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewScrollMemory(container.New(&narrow{width: pageWidth}, kit.VBox(16, cards...))).Beside()
}

// narrow gives its content no more than a width.
type narrow struct{ width float32 }

func (l *narrow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, o[0].MinSize().Height)
}

// Layout puts the content at the left.
func (l *narrow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, l.width), size.Height))
}
