package screens

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// hotkeys are the keys of the whole window; the help page lists them by helpKeys.
func (s *Shell) hotkeys() []kit.Hotkey {
	keys := []kit.Hotkey{
		{Key: fyne.KeyK, Text: true, Do: s.search},
		{Key: fyne.KeyZ, Do: s.undo},
		{Key: fyne.KeyZ, Shift: true, Do: s.redo},
		{Key: fyne.KeyY, Do: s.redo},
		{Key: fyne.KeyN, Text: true, Do: func() { ask(s, parts.Maker.New) }},
		{Key: fyne.KeyS, Text: true, Do: func() { ask(s, parts.Saver.Save) }},
		{Key: fyne.KeyP, Text: true, Do: func() { ask(s, parts.Printer.Print) }},
		{Key: fyne.KeyE, Text: true, Do: func() { ask(s, parts.Marker.Mark) }},
		{Key: fyne.KeyF, Text: true, Do: func() { ask(s, parts.Finder.Find) }},
		{Key: fyne.KeyQ, Text: true, Do: s.quit},
		{Key: fyne.KeyL, Text: true, Do: s.switchTheme},
	}
	keys = append(keys, kit.Hotkey{Key: fyne.KeyLeft, Alt: true, Text: true, Do: s.Back}, kit.Hotkey{Key: fyne.KeyRight, Alt: true, Text: true, Do: s.Forward})
	for i, p := range railPlaces {
		keys = append(keys, kit.Hotkey{Key: fyne.KeyName(rune('1' + i)), Text: true, Do: func() { s.visit(route.Route{Room: p.room, Sub: p.sub}) }})
	}
	return append(keys, kit.Hotkey{Key: fyne.Key9, Text: true, Do: func() { s.visit(route.Route{Room: route.Settings}) }})
}

// visit shows a place by its key; before the first run is done there is nothing to show.
func (s *Shell) visit(to route.Route) {
	if s.hasFirm {
		s.Go(to)
	}
}

// ask lets the room shown do something if it can.
func ask[Able any](s *Shell, do func(Able)) {
	if able, ok := s.here().(Able); ok {
		do(able)
	}
}

// key takes the keys no widget used.
func (s *Shell) key(ev *fyne.KeyEvent) bool {
	if taker, ok := s.here().(parts.KeyTaker); ok && taker.Key(ev) {
		return true
	}
	switch ev.Name {
	case fyne.KeyF1:
		s.Go(route.Route{Room: route.Help})
	case fyne.KeyF5:
		s.leave(s.show)
	case fyne.KeyEscape:
		s.window.Canvas().Unfocus()
	default:
		return false
	}
	return true
}

// switchTheme goes from light to dark and back.
func (s *Shell) switchTheme() {
	s.settings.Dark = !s.settings.Dark
	s.keepSettings()
	s.rebuild()
}

// keepSettings saves the settings in the background.
func (s *Shell) keepSettings() {
	settings := s.settings
	kit.Commit(&s.loader, "settings", func(ctx ctxt) (none, error) { return none{}, s.Desk.SaveSettings(ctx, settings) }, func(_ none, err error) {
		if err != nil {
			s.fail(err)
		}
	})
}

// dropped takes files dragged onto the window to the import; the first run keeps one for later.
func (s *Shell) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 || kit.ModalOpen() {
		return
	}
	path := files[0].Path()
	if taker, ok := s.here().(interface{ Take(path string) }); ok {
		taker.Take(path)
		return
	}
	if s.hasFirm {
		s.Go(route.Route{Room: route.Imports, Sub: path})
	}
}
