package settings

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// scales of the window offered, in per cent: the toolkit rounds them to tens.
var scales = []int{80, 90, 100, 110, 120, 130, 150, 170, 200}

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
	folder, margin := s.folderField(), s.marginField()
	return paper(
		kit.NewCard(t.T("settings.moves"), kit.VBox(10, kit.NewWrap(t.T("settings.moves.line"), kit.Dense, kit.Text3, 0), down, up)),
		kit.NewCard(t.T("settings.papers"), kit.VBox(14, remarks, folder)),
		kit.NewCard(t.T("settings.prices"), margin),
	)
}

// marginField is the margin below which prices are worth a second look; it is kept when the keyboard leaves.
func (s *Screen) marginField() *kit.Form {
	t, lang := s.env.T, string(s.env.T.Lang())
	field := kit.NewNumberField("", func(typed string) (string, string, bool) {
		n, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		return n.String(), money.FormatDec(n, lang), err == nil && desk.PossibleMargin(n)
	}).WithSuffix("%")
	field.SetValue(s.shell.Settings().LowMargin.String())
	form := kit.NewForm(2, kit.Field{ID: "margin", Label: t.T("settings.margin"), Input: field, Hint: t.T("settings.margin.hint"), Unreadable: t.T("settings.margin.bad")})
	form.OnChange = func() {
		low, err := money.ParseDec(field.Value())
		next := s.shell.Settings()
		if err != nil || field.Wrong() || low == next.LowMargin {
			return
		}
		next.LowMargin = low
		s.shell.Apply(next)
	}
	return form
}

// folderField is where papers are written; the path is kept at Enter and when the keyboard leaves.
func (s *Screen) folderField() *kit.Form {
	t := s.env.T
	entry := kit.NewEntry(s.env.OutFolder())
	entry.SetValue(s.shell.Settings().OutFolder)
	form := kit.NewForm(1, kit.Field{ID: "folder", Label: t.T("settings.folder"), Input: entry, Hint: t.T("settings.folder.hint"), Check: func(v string) (kit.Level, string) {
		if v = strings.TrimSpace(v); v != "" && !filepath.IsAbs(v) {
			return kit.Error, t.T("settings.folder.wrong")
		}
		return kit.Good, ""
	}})
	keep := func() {
		next := s.shell.Settings()
		path := strings.TrimSpace(entry.Value())
		if path == next.OutFolder || !form.Validate() {
			return
		}
		next.OutFolder = path
		s.shell.Apply(next)
		s.env.Say(t.T("settings.saved"))
	}
	entry.OnSubmit = func(string) { keep() }
	entry.OnFocus(func(gained bool) {
		if !gained {
			keep()
		}
	})
	return form
}
