// Package imports takes files of clients, items and orders into the base: it shows what a file holds and what would become of
// it before anything is written.
package imports

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Screen is the import.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader

	path      string
	opts      intake.Options
	asked     intake.Kind // what the user says the file is about; "" lets it be guessed
	strangers bool        // add the clients of orders whom the base does not know
	restored  string      // a path to be read again after the window was built anew
	kind      intake.Kind
	batch     intake.Batch
	sample    []sampleRow
	would     outcome
	write     func(ctx context.Context) (outcome, error) // takes what was read into the base
	ready     bool                                       // all this is of path
	taking    bool                                       // it is being written into the base
	done      bool                                       // what was written is shown
	take      *kit.Button
	typed     *kit.FileField // where a path is typed, while the first page is shown
	busy      *kit.Label
	page      *fyne.Container
	object    fyne.CanvasObject
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

// Show asks for a file, or reads the one the route names, or the one that was read before a rebuild.
func (s *Screen) Show(to route.Route) {
	path := to.Sub
	if path == "" {
		path = s.restored
	}
	s.restored = ""
	switch {
	case path != "":
		s.read(path)
	case !s.ready:
		s.showStart()
		s.focusPath()
	}
}

// focusPath puts the keyboard where a path is typed.
func (s *Screen) focusPath() {
	if s.typed != nil {
		s.env.Window.Canvas().Focus(s.typed)
	}
}

// showStart shows how a file gets here.
func (s *Screen) showStart() {
	t := s.env.T
	path := kit.NewFileField(t.T("imports.path"), func(done func(string)) {
		s.env.PickFile(t.T("imports.pick"), extensions, func(path string) {
			done(path)
			s.read(path)
		})
	})
	s.typed = path
	path.SetValue(s.path)
	open := func() {
		if p := barePath(path.Value()); p != "" {
			s.read(p)
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

// barePath is a path as programs copy it – in quotes, or as an address – without what they put around it.
func barePath(s string) string {
	s = strings.Trim(strings.TrimSpace(s), "\"'«»")
	if u, err := url.Parse(s); err == nil && u.Scheme == "file" {
		s = filepath.FromSlash(u.Path)
	}
	return s
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
	if s.ready || s.taking {
		s.typed = nil
	}
	s.page.Objects = []fyne.CanvasObject{o}
	s.page.Refresh()
}

// read reads a file and finds out what would become of it; nothing is written.
func (s *Screen) read(path string) {
	if path != s.path {
		s.opts, s.asked, s.strangers = intake.Options{}, "", false
	}
	s.opts.Tongue = s.env.T
	s.path, s.ready, s.done = path, false, false
	opts, asked, strangers := s.opts, s.asked, s.strangers
	kit.Load(&s.loader, "read", func(ctx context.Context) (seen, error) { return s.see(ctx, path, opts, asked, strangers) }, func(found seen, err error) {
		if err != nil {
			s.env.Fail(err)
			s.unread()
			return
		}
		s.kind, s.batch, s.sample, s.would, s.write, s.ready = found.kind, found.batch, found.sample, found.would, found.write, true
		s.showFound()
	})
}

// unread follows a file that could not be read: where a sheet or a kind was chosen what was read first comes back, else
// another file may be named.
func (s *Screen) unread() {
	if s.opts.Sheet == "" && s.asked == "" {
		s.showStart()
		return
	}
	s.opts, s.asked = intake.Options{}, ""
	s.read(s.path)
}

// as reads the file again as another kind of file.
func (s *Screen) as(kind intake.Kind) {
	s.asked, s.opts = kind, intake.Options{Sheet: s.opts.Sheet, Currency: s.opts.Currency} // what its columns hold is found out anew
	s.read(s.path)
}

// takeIn writes what was read into the base.
func (s *Screen) takeIn() {
	if s.taking || !s.ready || s.would.change() == 0 {
		return
	}
	s.taking = true
	s.take.SetEnabled(false)
	kit.Commit(&s.loader, "take", s.write, func(done outcome, err error) {
		s.taking = false
		if err != nil {
			s.take.SetEnabled(true)
			s.env.Fail(err)
			return
		}
		s.ready, s.path, s.done = false, "", true
		s.showDone(done)
	})
}

// Hide drops a reading under way; a writing goes on.
func (s *Screen) Hide() { s.loader.Drop("read") }

// Changed finds out anew what would become of the file: an undo may have taken records away.
func (s *Screen) Changed(n crm.News) {
	if n.Undone && n.Act.What == "act.import" && s.done {
		s.another()
		return
	}
	if s.ready && !s.taking && n.Speaks(crm.NounClient, crm.NounContact, crm.NounItem, crm.NounPrice, crm.NounGroup, crm.NounPriceList, crm.NounOrder) {
		s.read(s.path)
	}
}

// Find puts the keyboard where a path is typed.
func (s *Screen) Find() {
	if s.typed != nil {
		s.env.Window.Canvas().Focus(s.typed)
	}
}

// state is the file looked at and what its columns were taken for.
type state struct {
	path string
	opts intake.Options
	kind intake.Kind
}

// State is the file looked at, for a rebuild of the window.
func (s *Screen) State() any {
	if !s.ready {
		return nil
	}
	return state{s.path, s.opts, s.asked}
}

// Restore lets Show read the file again.
func (s *Screen) Restore(was any) {
	if st, ok := was.(state); ok && !s.ready {
		s.restored, s.path, s.opts, s.asked = st.path, st.path, st.opts, st.kind
	}
}
