package screens

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rapport/app/system"
	"rapport/screens/kit"
)

// ownDialog is how large the toolkit's dialogs are.
var ownDialog = fyne.NewSize(760, 520)

// pickFile asks for a file to read with the system's dialog, or the toolkit's where there is none.
func (s *Shell) pickFile(title string, extensions []string, picked func(string)) {
	s.pick(func() (string, error) { return system.PickOpen(title, extensions) }, picked, func() { s.ownOpen(title, extensions, picked) })
}

// ownOpen asks for a file with the toolkit's dialog. It has no size before it is shown: asked for one, it panics.
func (s *Shell) ownOpen(title string, extensions []string, picked func(string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		_ = r.Close() // only its place is wanted
		picked(r.URI().Path())
	}, s.window)
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(dotted(extensions)))
	}
	d.SetTitleText(title)
	d.Show()
	d.Resize(ownDialog)
}

// saveFile asks where to write a file.
func (s *Shell) saveFile(title, proposed string, picked func(string)) {
	s.pick(func() (string, error) { return system.PickSave(title, filepath.Join(s.outFolder(), proposed)) }, picked, func() { s.ownSave(title, proposed, picked) })
}

// ownSave asks where to write a file with the toolkit's dialog.
func (s *Shell) ownSave(title, proposed string, picked func(string)) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			return
		}
		_ = w.Close() // it is written by whoever asked
		picked(w.URI().Path())
	}, s.window)
	d.SetFileName(proposed)
	d.SetTitleText(title)
	d.Show()
	d.Resize(ownDialog)
}

// pick runs the system's dialog off the UI goroutine, since it may stay open for long; own is the toolkit's.
func (s *Shell) pick(ask func() (string, error), picked func(string), own func()) {
	kit.Load(&s.loader, "pick", func(ctxt) (string, error) { return ask() }, func(path string, err error) {
		switch {
		case err == nil && path != "":
			picked(path)
		case errors.Is(err, system.ErrNoDialog):
			own()
		case err != nil && !errors.Is(err, system.ErrCancelled):
			s.fail(err)
		}
	})
}

// dotted are extensions of both cases, with the dot.
func dotted(extensions []string) []string {
	var out []string
	for _, e := range extensions {
		out = append(out, "."+strings.ToLower(e), "."+strings.ToUpper(e))
	}
	return out
}
