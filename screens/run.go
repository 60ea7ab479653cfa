package screens

import (
	"fmt"
	"os"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rapport/assets"
	"rapport/screens/kit"
)

// appID is the program's id with the operating system; FyneApp.toml says the same.
const appID = "io.rapport.crm"

// scaleKey is the toolkit's own name for the scale of the window.
const scaleKey = "FYNE_SCALE"

// Begin makes the toolkit's app for Setup. The faces of the window are read in the background from then on.
func Begin(version string) fyne.App {
	a := newApp(version)
	kit.SetTheme(a, false)
	kit.ReadFaces()
	return a
}

// NewWindow makes the window for Setup; it is not shown yet. The first window waits for the screen most of the time it takes.
func NewWindow(a fyne.App) fyne.Window { return a.NewWindow("Rapport") }

// Run opens the window and returns when it is closed.
func Run(s Setup) error {
	settings, err := s.Desk.Settings(s.Ctx)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	scaleWindow(settings.Scale)
	shell, err := Open(s)
	if err != nil {
		return err
	}
	serve(s, shell)
	kit.Settle()
	s.App.Run()
	return nil
}

// newApp makes the toolkit's app with our name and icon.
func newApp(version string) fyne.App {
	icon := fyne.NewStaticResource("icon.png", assets.AppIcon)
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: "Rapport", Version: version, Icon: icon})
	a := app.NewWithID(appID)
	a.SetIcon(icon)
	return a
}

// serve answers later starts, the end of the process and, in test builds, probes.
func serve(s Setup, shell *Shell) {
	kit.Serve(func() {
		for {
			select {
			case <-s.Raised:
				shell.Raise()
			case <-s.Ctx.Done():
				kit.OnUI(s.App.Quit)
				return
			}
		}
	})
	if address := os.Getenv("RAPPORT_PROBE"); address != "" {
		if err := shell.Watch(address); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}

// scaleWindow tells the toolkit the scale; who set it in the environment knows better.
func scaleWindow(scale float64) {
	if scale != 1 && os.Getenv(scaleKey) == "" {
		_ = os.Setenv(scaleKey, strconv.FormatFloat(scale, 'f', 2, 64)) // fails only on a bad name
	}
}

// rescale gives the window another scale at once: the toolkit reads the environment again when the theme is set. The
// window stays as large as it is on the screen.
func (s *Shell) rescale(scale float64) {
	_ = os.Setenv(scaleKey, strconv.FormatFloat(scale, 'f', 2, 64)) // fails only on a bad name
	c := s.window.Canvas()
	size, was := c.Size(), c.Scale()
	s.rebuild()
	if share := was / c.Scale(); share != 1 {
		s.window.Resize(fyne.NewSize(size.Width*share, size.Height*share))
	}
}
