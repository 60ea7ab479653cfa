// Package welcome is the first run: the language, our own firm or the demo firm, and where the clients come from.
package welcome

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Desk is what the first run does.
type Desk interface {
	BeginFirm(ctx context.Context, firm crm.Firm, owner string) error
	Demo(ctx context.Context, lang text.Lang) error
}

// Shell is what the first run asks of the window.
type Shell interface {
	// Preview shows the window in another language.
	Preview(text.Lang)
	// Begun leaves the first run for a place: there is a firm now.
	Begun(route.Route)
	// Paths are the folder of the base and the log.
	Paths() (folder, log string)
}

// Screen is the first run.
type Screen struct {
	env    *parts.Env
	desk   Desk
	shell  Shell
	loader kit.Loader
	object fyne.CanvasObject

	name, owner  *kit.Entry
	country, vat *kit.Select
	start        *kit.OptionGroup
	form         *kit.Form
	begins       *kit.Button
	chose        bool // country or VAT were chosen by hand
	file         string
	fileLine     *fyne.Container
}

// The two ways to start.
const (
	ownFirm = iota
	demoFirm
)

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk, sh Shell) *Screen {
	s := &Screen{env: env, desk: d, shell: sh}
	s.object = container.New(&halves{left: 456, least: 300}, s.picture(), s.steps())
	return s
}

// halves gives the picture its width, less in a narrow window, where the steps need theirs.
type halves struct{ left, least float32 }

func (l *halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(720, 480) }

func (l *halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := max(min(l.left, size.Width*0.36, size.Width-o[1].MinSize().Width), l.least)
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// picture is the left half: what the program is about.
func (s *Screen) picture() fyne.CanvasObject {
	t := s.env.T
	hero := kit.NewHero(parts.RungShort(t, crm.Suspect), parts.RungShort(t, crm.Partner))
	column := kit.VBox(16,
		kit.HBox(12, kit.NewLogo(32), kit.NewText("Rapport", kit.Heading|kit.Bold, kit.Text)), kit.Fixed(kit.Spacer(), 1, 12),
		kit.NewWrap(t.T("welcome.headline"), kit.Figure|kit.Bold, kit.Text, 4),
		kit.NewWrap(t.T("welcome.about"), kit.Body, kit.Text2, 4),
		kit.Spacer(), hero, kit.Fixed(kit.Spacer(), 1, 8),
		kit.HBox(8, kit.NewGlyph("disk", kit.Text2, 14), kit.Grow(kit.NewText(t.T("welcome.local"), kit.Dense, kit.Text2).Shrinks())))
	return container.NewStack(kit.NewGround(kit.Surface, 0), container.NewBorder(nil, nil, nil, kit.NewUpright(), kit.Pad(column, 40, 48, 32, 40)))
}

func (s *Screen) steps() fyne.CanvasObject {
	t := s.env.T
	column := kit.VBox(24,
		kit.VBox(6, kit.NewText(t.T("welcome.title"), kit.Heading|kit.Bold, kit.Text), kit.NewText(t.T("welcome.sub"), kit.Body, kit.Text2)),
		step("1", t.T("welcome.language"), s.languages()),
		step("2", t.T("welcome.start"), s.starts()),
		step("3", t.T("welcome.bring"), s.bring()))
	s.begins = kit.NewButton(kit.Primary, t.T("welcome.go"), s.begin).WithTrailing("right").Sized(kit.ControlLarge)
	folder, _ := s.shell.Paths()
	foot := kit.Pad(kit.HBox(12, kit.Grow(kit.NewTipText(t.T("welcome.folder", "Folder", folder), kit.Dense, kit.Text2)), s.begins), 40, 18, 40, 18)
	bottom := container.NewStack(kit.NewGround(kit.Surface, 0), kit.VBox(0, kit.NewDivider(), foot))
	return container.NewBorder(nil, bottom, nil, nil, kit.NewScrollMemory(kit.Pad(column, 40, 40, 40, 24)))
}

// step is one numbered step.
func step(number, title string, content fyne.CanvasObject) fyne.CanvasObject {
	return kit.HFill(16, kit.VBox(0, kit.NewAvatar(number, kit.ToneAccent, 28)),
		kit.Grow(kit.VBox(12, kit.Pad(kit.NewText(title, kit.Sub|kit.Bold, kit.Text), 0, 3, 0, 0), content)))
}

func (s *Screen) languages() fyne.CanvasObject {
	group := kit.NewOptionGroup(func(i int) { s.shell.Preview(text.Langs[i]) })
	var cards []fyne.CanvasObject
	for i, l := range text.Langs {
		cards = append(cards, group.Card(l.Name(), samples[l]))
		if l == s.env.T.Lang() {
			group.Choose(i)
		}
	}
	return kit.Columns(12, []float32{1, 1, 1}, cards...)
}

// samples show dates and sums as each language writes them.
var samples = map[text.Lang]string{
	text.RU: "24.11.2026 · 1\u00a0240\u00a0000,00\u00a0₽",
	text.UK: "24.11.2026 · 1\u00a0240\u00a0000,00\u00a0₴",
	text.EN: "24 Nov 2026 · £1,240,000.00",
}

func (s *Screen) starts() fyne.CanvasObject {
	t := s.env.T
	s.name = kit.NewEntry(t.T("welcome.firm.hint"))
	s.owner = kit.NewEntry(t.T("welcome.owner.hint"))
	s.vat = kit.NewSelect(nil, func(string) { s.chose = true })
	var options []kit.Option
	for _, c := range parts.Countries {
		options = append(options, kit.Option{ID: c.Code, Label: t.T("welcome.country."+c.Code) + ", " + c.Currency})
	}
	s.country = kit.NewSelect(options, func(code string) { s.chose = true; s.showRates(code) })
	s.form = kit.NewForm(2,
		kit.Field{ID: "name", Label: t.T("welcome.firm"), Input: s.name, Check: func(v string) (kit.Level, string) {
			if strings.TrimSpace(v) == "" && s.start.Chosen() == ownFirm {
				return kit.Error, t.T("desk.firm.name")
			}
			return kit.Good, ""
		}},
		kit.Field{ID: "country", Label: t.T("welcome.country"), Input: s.country},
		kit.Field{ID: "owner", Label: t.T("welcome.owner"), Input: s.owner},
		kit.Field{ID: "vat", Label: t.T("welcome.vat"), Input: s.vat})
	first := map[text.Lang]string{text.RU: "RU", text.UK: "UA", text.EN: "GB"}[t.Lang()]
	s.country.SetValue(first)
	s.showRates(first)
	s.start = kit.NewOptionGroup(func(int) { s.begins.SetLabel(t.T(goKey(s.start.Chosen()))) })
	own := s.start.Card(t.T("welcome.own"), "").WithIcon("firm").WithContent(s.form)
	demo := s.start.Card(t.T("welcome.demo"), t.T("welcome.demo.line")).WithIcon("eye")
	s.start.Choose(ownFirm)
	return kit.Columns(12, []float32{1.45, 1}, own, demo)
}

func goKey(start int) string {
	if start == demoFirm {
		return "welcome.go.demo"
	}
	return "welcome.go"
}

func (s *Screen) showRates(code string) {
	var options []kit.Option
	for _, r := range parts.CountryOf(code).Rates {
		o := kit.Option{ID: r, Label: r + "\u00a0%"}
		if r == "" {
			o = kit.Option{ID: "none", Label: s.env.T.T("welcome.vat.none")}
		}
		options = append(options, o)
	}
	s.vat.SetOptions(options)
	s.vat.SetValue(options[0].ID)
}

// bring is the choice of a file to take clients from; without one they can come later.
func (s *Screen) bring() fyne.CanvasObject {
	t := s.env.T
	s.fileLine = container.NewStack()
	pick := func(title string, extensions ...string) func() {
		return func() { s.env.PickFile(title, extensions, s.take) }
	}
	cards := kit.Columns(12, []float32{1, 1},
		kit.NewButton(kit.Plain, t.T("welcome.bring.table"), pick(t.T("welcome.bring.table"), "csv", "xlsx", "txt", "tsv")).WithIcon("list").Sized(kit.ControlLarge),
		kit.NewButton(kit.Plain, t.T("welcome.bring.vcard"), pick(t.T("welcome.bring.vcard"), "vcf", "vcard")).WithIcon("user").Sized(kit.ControlLarge))
	return kit.VBox(12, kit.NewText(t.T("welcome.bring.line"), kit.Dense, kit.Text3), cards, s.fileLine)
}

// Take takes a file that was dragged onto the window.
func (s *Screen) Take(path string) { s.take(path) }

func (s *Screen) take(path string) {
	s.file = path
	s.fileLine.Objects = []fyne.CanvasObject{container.NewStack(kit.NewGround(kit.GreenSoft, 6), kit.Pad(kit.HBox(10,
		kit.NewGlyph("check", kit.Green, 14), kit.Grow(kit.NewText(filepath.Base(path), kit.Body|kit.Bold, kit.Text)),
		kit.NewIconButton("x", s.env.T.T("text.remove"), s.drop)), 12, 4, 4, 4))}
	s.fileLine.Refresh()
	s.object.Refresh()
}

func (s *Screen) drop() {
	s.file = ""
	s.fileLine.Objects = nil
	s.fileLine.Refresh()
	s.object.Refresh()
}

// begin does what was chosen and leaves for the clients, or for the import of the file.
func (s *Screen) begin() {
	demo := s.start.Chosen() == demoFirm
	if !demo && !s.form.Validate() {
		s.form.FocusField("name")
		return
	}
	firm, owner, lang, file := s.firm(), s.owner.Value(), s.env.T.Lang(), s.file
	s.begins.SetEnabled(false)
	kit.Commit(&s.loader, "begin", func(ctx context.Context) (struct{}, error) {
		if demo {
			return struct{}{}, s.desk.Demo(ctx, lang)
		}
		return struct{}{}, s.desk.BeginFirm(ctx, firm, owner)
	}, func(_ struct{}, err error) {
		s.begins.SetEnabled(true)
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.shell.Begun(after(file))
	})
}

func after(file string) route.Route {
	if file != "" {
		return route.Route{Room: route.Imports, Sub: file}
	}
	return route.Route{Room: route.Clients}
}

func (s *Screen) firm() crm.Firm {
	c := parts.CountryOf(s.country.Value())
	rate := s.vat.Value()
	f := crm.Firm{Name: s.name.Value(), Country: c.Code, Currency: c.Currency, VATPayer: rate != "none", VATRate: rate, Signatory: s.owner.Value()}
	if !f.VATPayer {
		f.VATRate = ""
	}
	return f
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show puts the keyboard where one begins.
func (s *Screen) Show(route.Route) { s.env.Window.Canvas().Focus(s.name) }

// Hide drops the work under way.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed has nothing to do: nothing is shown that could change.
func (s *Screen) Changed(crm.News) {}

// state is what was typed, kept when the language is changed on the way.
type state struct {
	values map[string]string
	chose  bool
	start  int
	file   string
}

// State is what was typed.
func (s *Screen) State() any { return state{s.form.Values(), s.chose, s.start.Chosen(), s.file} }

// Restore shows again what was typed; country and VAT follow the language until they were chosen or a name was typed.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.start.Choose(st.start)
	s.begins.SetLabel(s.env.T.T(goKey(st.start)))
	s.name.SetValue(st.values["name"])
	s.owner.SetValue(st.values["owner"])
	if s.chose = st.chose; s.chose || st.values["name"] != "" {
		s.country.SetValue(st.values["country"])
		s.showRates(st.values["country"])
		s.vat.SetValue(st.values["vat"])
	}
	if st.file != "" {
		s.take(st.file)
	}
}
