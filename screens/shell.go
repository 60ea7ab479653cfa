// Package screens is the window: the shell with its rail, routes, hotkeys, language and theme, and the rooms in it.
package screens

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Setup is what the shell is opened with.
type Setup struct {
	Ctx     context.Context // of the program's run
	App     fyne.App        // of Begin
	Window  fyne.Window     // of NewWindow
	Desk    *desk.Desk
	Words   *text.Catalogue
	Lang    text.Lang // asked for on the command line; "" takes the setting, then the system's
	Folder  string    // of the base
	Log     string    // path of the log
	Crash   string    // what the run before left when it crashed
	Base    BaseFiles
	Raised  <-chan struct{} // a later start asks for the window
	Version string
}

// BaseFiles is what the window does with whole bases, beyond the desk.
type BaseFiles interface {
	// Keep writes a checked copy of an open base into the backup folder and returns its path.
	Keep(ctx context.Context, backup func(ctx context.Context, path string) error) (string, error)
	// Backups lists the copies, newest first.
	Backups() []string
	// LastBackup is when the newest copy was made; false when there is none.
	LastBackup() (time.Time, bool)
	// Size is the size of the base in bytes.
	Size() int64
	// Restore puts a copy in place of the base, which must not be open; the base is kept beside under the name returned.
	Restore(ctx context.Context, copy string) (kept string, err error)
}

// Shell is the window with all that stays while the rooms change.
type Shell struct {
	Setup
	window   fyne.Window
	env      *parts.Env
	settings desk.Settings
	firm     crm.Firm
	hasFirm  bool
	reps     map[crm.RepID]crm.Rep
	lenses   []crm.Lens

	loader  kit.Loader
	layers  *kit.Layers
	rail    *rail
	place   *fyne.Container
	rooms   map[route.Room]parts.Screen
	visits  []visit
	at      int
	stopEar func()
}

// visit is a place of the history with how it was left.
type visit struct {
	to    route.Route
	state any
}

// Open makes the window and shows it; the caller runs the app.
func Open(s Setup) (*Shell, error) {
	sh := &Shell{Setup: s, rooms: map[route.Room]parts.Screen{}}
	if err := sh.read(s.Ctx); err != nil {
		return nil, err
	}
	kit.SetTheme(s.App, sh.settings.Dark)
	sh.window = s.Window
	sh.window.SetPadded(false)
	sh.window.SetMaster()
	size := sh.settings.WindowSize
	sh.window.Resize(fyne.NewSize(size[0], size[1]))
	sh.window.SetCloseIntercept(sh.quit)
	kit.AwaitFaces()
	sh.build()
	sh.window.SetContent(sh.layers)
	kit.AttachKeys(sh.window.Canvas())
	kit.SetRouter(sh.key)
	kit.SetHotkeys(sh.window.Canvas(), sh.hotkeys())
	sh.stopEar = s.Desk.Listen(func(n crm.News) { kit.OnUI(func() { sh.heard(n) }) })
	s.App.Lifecycle().SetOnStopped(sh.stopped)
	sh.window.SetOnDropped(sh.dropped)
	awaited := kit.WorkInline() // nobody can use the window yet: let its first picture be whole
	sh.goFirst()
	awaited()
	sh.offerLeftover()
	sh.keepBackups()
	sh.expireOffers()
	sh.window.Show()
	return sh, nil
}

// read loads the few things the shell always knows.
func (s *Shell) read(ctx context.Context) error {
	var err error
	if s.settings, err = s.Desk.Settings(ctx); err != nil {
		return err
	}
	if s.Lang != "" {
		s.settings.Lang = s.Lang
	}
	if s.settings.Lang == "" {
		s.settings.Lang = text.SystemLang()
	}
	return s.readOwn(ctx)
}

// readOwn loads our firm, its people and the lenses.
func (s *Shell) readOwn(ctx context.Context) error {
	var err error
	if s.firm, s.hasFirm, err = s.Desk.OwnFirm(ctx); err != nil {
		return err
	}
	reps, err := s.Desk.Reps(ctx)
	if err != nil {
		return err
	}
	s.reps = make(map[crm.RepID]crm.Rep, len(reps))
	for _, r := range reps {
		s.reps[r.ID] = r
	}
	s.lenses, err = s.Desk.AllLenses(ctx)
	return err
}

// tongue is the language of the window.
func (s *Shell) tongue() *text.Tongue { return s.Words.In(s.settings.Lang) }

// build makes all that depends on language and theme: surroundings, rail and, as they are visited, the rooms.
func (s *Shell) build() {
	for _, room := range s.rooms {
		room.Hide()
	}
	s.rooms = map[route.Room]parts.Screen{}
	s.env = s.surroundings()
	translateToolkit(s.tongue())
	s.rail = newRail(s)
	s.place = container.NewStack()
	body := kit.HFill(0, s.rail.object, kit.Grow(s.place))
	if s.layers == nil {
		s.layers = kit.NewLayers(body)
		return
	}
	s.layers.SetContent(body)
}

// rebuild shows the same place again after the language or the theme changed.
func (s *Shell) rebuild() {
	kit.SetTheme(s.App, s.settings.Dark)
	state := s.stateHere()
	s.build()
	if s.at < len(s.visits) {
		s.visits[s.at].state = state
		s.show()
	}
}

// goFirst shows the first room: the first run before there is a firm, the clients after.
func (s *Shell) goFirst() {
	first := route.Clients
	if !s.hasFirm {
		first = route.Welcome
	}
	s.Go(route.Route{Room: first})
	s.tellCrash()
}

// lastWrites is how long the end of the program waits for writes under way.
const lastWrites = 10 * time.Second

// stopped keeps what would be lost, however the program ends: first what is being written, then what is being typed.
func (s *Shell) stopped() {
	s.finish()
	if k, ok := s.here().(parts.Keeper); ok {
		k.KeepDraft()
	}
	s.stopEar()
	s.finish()
}

// finish waits until the writes under way are over.
func (s *Shell) finish() {
	if !kit.FinishCommits(lastWrites) {
		slog.Error("the last writes are not over", "waited", lastWrites)
	}
}

// quit is the closing of the window: unsaved input is asked for first.
func (s *Shell) quit() {
	s.leave(func() {
		size := s.window.Canvas().Size()
		s.settings.WindowSize = [2]float32{size.Width, size.Height}
		if err := s.Desk.SaveSettings(s.Ctx, s.settings); err != nil {
			slog.Error("keep window size", "error", err)
		}
		s.App.Quit()
	})
}

// Raise brings the window up when the program is started a second time.
func (s *Shell) Raise() {
	kit.OnUI(func() {
		s.window.Show()
		s.window.RequestFocus()
	})
}

// now is the desk's clock.
func (s *Shell) now() time.Time { return s.Desk.Now() }
