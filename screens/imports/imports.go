// Package imports takes files of clients into the base: it shows what a file holds and what would become of it before
// anything is written.
package imports

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Desk is what the screen needs.
type Desk interface {
	ReadFile(ctx context.Context, path string, opts intake.Options) (intake.Batch, error)
	Import(ctx context.Context, file string, batch intake.Batch, dryRun bool) (desk.Intake, error)
}

// Screen is the import.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader

	path   string
	opts   intake.Options
	batch  intake.Batch
	would  desk.Intake
	ready  bool // batch and would are those of path
	busy   *kit.Label
	page   *fyne.Container
	object fyne.CanvasObject
}

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, page: container.NewStack(), busy: kit.NewText("", kit.Body, kit.Text3)}
	top := parts.NewTop(env, env.T.T("imports.title"), env.T.T("imports.sub"))
	s.loader.OnBusy = func(on bool) {
		if on {
			s.busy.SetText(env.T.T("imports.reading"))
		} else {
			s.busy.SetText("")
		}
	}
	s.object = container.NewBorder(top.Object(), nil, nil, nil, kit.Pad(s.page, 16, 0, 16, 16))
	return s
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show asks for a file, or reads the one the route names.
func (s *Screen) Show(to route.Route) {
	if to.Sub != "" {
		s.read(to.Sub)
		return
	}
	if !s.ready {
		s.showStart()
	}
}

// showStart shows how a file gets here.
func (s *Screen) showStart() {
	t := s.env.T
	path := kit.NewFileField(t.T("imports.path"), func(done func(string)) {
		s.env.PickFile(t.T("imports.pick"), extensions, done)
	})
	open := func() {
		if path.Value() != "" {
			s.read(path.Value())
		}
	}
	path.OnSubmit = func(string) { open() }
	reads := kit.NewButton(kit.Primary, t.T("imports.read"), open).WithIcon("eye")
	column := kit.VBox(14,
		kit.Center(kit.NewGlyph("ul", kit.Accent, 40)),
		kit.NewWrap(t.T("imports.start"), kit.Sub|kit.Bold, kit.Text, 2).Aligned(fyne.TextAlignCenter),
		kit.NewWrap(t.T("imports.start.line"), kit.Body, kit.Text2, 4).Aligned(fyne.TextAlignCenter),
		kit.HBox(8, kit.Grow(path), reads), kit.Center(s.busy))
	box := kit.NewBareCard(kit.Pad(column, 40, 40, 40, 40))
	s.put(container.New(&upper{width: 680}, box))
}

// extensions are the files offered; what a file really is is found out from its content.
var extensions = []string{"csv", "tsv", "txt", "xlsx", "xlsm", "vcf", "vcard"}

// upper places a box in the upper middle.
type upper struct{ width float32 }

func (l *upper) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, o[0].MinSize().Height)
}
func (l *upper) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(l.width, size.Width)
	h := kit.HeightAt(o[0], w)
	o[0].Resize(fyne.NewSize(w, h))
	o[0].Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)/3)))
}

func (s *Screen) put(o fyne.CanvasObject) {
	s.page.Objects = []fyne.CanvasObject{o}
	s.page.Refresh()
}

// read reads a file and finds out what would become of it; nothing is written.
func (s *Screen) read(path string) {
	if path != s.path {
		s.opts = intake.Options{Tongue: s.env.T}
	}
	s.path, s.ready = path, false
	opts := s.opts
	kit.Load(&s.loader, "read", func(ctx context.Context) (seen, error) {
		batch, err := s.desk.ReadFile(ctx, path, opts)
		if err != nil {
			return seen{}, err
		}
		would, err := s.desk.Import(ctx, filepath.Base(path), batch, true)
		return seen{batch, would}, err
	}, func(found seen, err error) {
		if err != nil {
			s.showStart()
			s.env.Fail(err)
			return
		}
		s.batch, s.would, s.ready = found.batch, found.would, true
		s.showFound()
	})
}

// seen is what was read and what would become of it.
type seen struct {
	batch intake.Batch
	would desk.Intake
}

// take writes what was read into the base.
func (s *Screen) take() {
	path, batch := s.path, s.batch
	s.ready = false // the news of this very act must not read the file again
	kit.Load(&s.loader, "take", func(ctx context.Context) (desk.Intake, error) {
		return s.desk.Import(ctx, filepath.Base(path), batch, false)
	}, func(done desk.Intake, err error) {
		if err != nil {
			s.ready = true
			s.env.Fail(err)
			return
		}
		s.showDone(done)
	})
}

// Hide drops a reading under way; a writing goes on.
func (s *Screen) Hide() { s.loader.Drop("read") }

// Changed finds out anew what would become of the file: an undo may have taken clients away.
func (s *Screen) Changed(n crm.News) {
	if s.ready && n.Speaks(crm.NounClient, crm.NounContact) {
		s.read(s.path)
	}
}

// Find puts the keyboard where a path is typed.
func (s *Screen) Find() { s.env.Go(route.Route{Room: route.Imports}) }
