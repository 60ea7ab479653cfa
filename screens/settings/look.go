package settings

import (
	"strconv"

	"fyne.io/fyne/v2"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// scales of the window offered, in per cent.
var scales = []int{75, 90, 100, 110, 125, 150, 175, 200}

// lookPage is language, theme and scale.
func (s *Screen) lookPage() fyne.CanvasObject {
	t := s.env.T
	now := s.shell.Settings()
	group := kit.NewOptionGroup(func(i int) {
		next := s.shell.Settings()
		next.Lang = text.Langs[i]
		s.shell.Apply(next)
	})
	var cards []fyne.CanvasObject
	for i, l := range text.Langs {
		cards = append(cards, group.Card(l.Name(), l.LongDate(s.env.Now())))
		if l == now.Lang {
			group.Choose(i)
		}
	}
	theme := kit.NewSegmented(func(i int) {
		next := s.shell.Settings()
		next.Dark = i == 1
		s.shell.Apply(next)
	}, t.T("settings.theme.light"), t.T("settings.theme.dark"))
	if now.Dark {
		theme.SetChosen(1)
	}
	var options []kit.Option
	for _, p := range scales {
		options = append(options, kit.Option{ID: strconv.Itoa(p), Label: strconv.Itoa(p) + "\u00a0%"})
	}
	scale := kit.NewSelect(options, func(id string) {
		p, err := strconv.Atoi(id)
		if err != nil {
			return
		}
		next := s.shell.Settings()
		next.Scale = float64(p) / 100
		s.shell.Apply(next)
	})
	scale.SetValue(strconv.Itoa(int(now.Scale*100 + 0.5)))
	return paper(
		kit.NewCard(t.T("settings.language"), kit.Columns(12, []float32{1, 1, 1}, cards...)),
		kit.NewCard(t.T("settings.look"), kit.VBox(14, line(t.T("settings.theme"), theme, parts.CommandKey("L")), line(t.T("settings.scale"), kit.Fixed(scale, 110, kit.ControlHeight), ""))),
	)
}

// line is a label with a control at its right, and a hint of its key.
func line(label string, control fyne.CanvasObject, keys string) fyne.CanvasObject {
	row := []fyne.CanvasObject{kit.Fixed(kit.NewText(label, kit.Body, kit.Text2), 220, 20), control}
	if keys != "" {
		row = append(row, kit.NewKeyHint(keys))
	}
	return kit.HBox(12, row...)
}

// habitsPage is how moves are asked about, the lens, and what dossiers hold.
func (s *Screen) habitsPage() fyne.CanvasObject {
	t := s.env.T
	now := s.shell.Settings()
	check := func(key string, on bool, place func(*desk.Settings) *bool) *kit.Check {
		c := kit.NewCheck(t.T(key), func(on bool) {
			next := s.shell.Settings()
			*place(&next) = on
			s.shell.Apply(next)
		})
		c.SetChecked(on)
		return c
	}
	up := check("settings.ask.up", now.AskUp, func(v *desk.Settings) *bool { return &v.AskUp })
	down := check("settings.ask.down", now.AskDown, func(v *desk.Settings) *bool { return &v.AskDown })
	remarks := check("settings.remarks", now.ShowNotes, func(v *desk.Settings) *bool { return &v.ShowNotes })
	folder := kit.NewEntry(s.env.OutFolder())
	folder.SetValue(now.OutFolder)
	folder.OnSubmit = func(path string) {
		next := s.shell.Settings()
		next.OutFolder = path
		s.shell.Apply(next)
		s.env.Say(t.T("settings.saved"))
	}
	return paper(
		kit.NewCard(t.T("settings.moves"), kit.VBox(10, kit.NewWrap(t.T("settings.moves.line"), kit.Dense, kit.Text3, 0), down, up)),
		kit.NewCard(t.T("settings.papers"), kit.VBox(10, remarks, kit.NewText(t.T("settings.folder"), kit.Caption, kit.Text3), folder, kit.NewText(t.T("settings.folder.hint"), kit.Caption, kit.Text3))),
	)
}
