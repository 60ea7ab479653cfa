package settings

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// listPage is a card with a line for each record and a button that adds one.
func (s *Screen) listPage(title, hint, add string, rows []fyne.CanvasObject, onAdd func()) fyne.CanvasObject {
	t := s.env.T
	column := kit.VBox(8, kit.NewWrap(t.T(hint), kit.Dense, kit.Text3, 0))
	if len(rows) > 0 {
		column.Add(kit.NewDivider())
	}
	for _, r := range rows {
		column.Add(r)
		column.Add(kit.NewDivider())
	}
	column.Add(kit.Left(kit.NewButton(kit.Plain, t.T(add), onAdd).WithIcon("plus")))
	return paper(kit.NewCard(t.T(title), column))
}

// recordLine is one record: what it is, something grey below it, and its buttons; pressing it opens it, where open is given.
func recordLine(name, note string, open func(), buttons ...fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VBox(0, kit.NewTipText(name, kit.Body, kit.Text))
	if note != "" {
		words.Add(kit.NewTipText(note, kit.Dense, kit.Text3))
	}
	var line fyne.CanvasObject = words
	if open != nil {
		line = kit.NewPressRow(kit.Pad(words, 0, 3, 0, 3), open)
	}
	return kit.HBox(12, append([]fyne.CanvasObject{kit.Grow(line)}, buttons...)...)
}

// peoplePage is the people of our firm.
func (s *Screen) peoplePage() fyne.CanvasObject {
	read(s, "reps", s.desk.Reps, func(reps []crm.Rep) {
		if s.present == "people" {
			s.put(s.people(reps))
		}
	})
	return nil
}

func (s *Screen) people(reps []crm.Rep) fyne.CanvasObject {
	t := s.env.T
	slices.SortFunc(reps, func(a, b crm.Rep) int { return parts.Compare(a.Name, b.Name) })
	var rows []fyne.CanvasObject
	for _, r := range reps {
		note := r.Post
		if r.Gone {
			note = t.T("settings.rep.gone")
		}
		buttons := []fyne.CanvasObject{}
		if r.ID == s.env.Me() {
			buttons = append(buttons, kit.NewChip("user", t.T("settings.rep.me"), kit.ToneAccent))
		} else if !r.Gone {
			buttons = append(buttons, kit.NewButton(kit.Ghost, t.T("settings.rep.sit"), func() { s.sit(r.ID) }).Sized(kit.ControlSmall))
		}
		buttons = append(buttons, kit.NewIconButton("edit", t.T("text.edit"), func() { s.editRep(&r) }))
		rows = append(rows, recordLine(r.Name, note, func() { s.editRep(&r) }, buttons...))
	}
	return s.listPage("settings.section.people", "settings.rep.hint", "settings.rep.add", rows, func() { s.editRep(nil) })
}

// sit names the person who works at this program.
func (s *Screen) sit(id crm.RepID) {
	next := s.shell.Settings()
	next.Me = id
	s.shell.Apply(next)
	s.peoplePage()
}

func (s *Screen) editRep(was *crm.Rep) {
	t := s.env.T
	var now crm.Rep
	if was != nil {
		now = *was
	}
	gone := kit.NewCheck(t.T("settings.rep.left"), nil)
	gone.SetChecked(now.Gone)
	form := kit.NewForm(1, kit.Field{ID: "name", Label: t.T("settings.rep.name"), Input: entryWith(now.Name), Check: named(t.T("desk.rep.name"))},
		kit.Field{ID: "post", Label: t.T("settings.rep.post"), Input: entryWith(now.Post)})
	if was != nil {
		form.Add(kit.Field{ID: "gone", Input: gone})
	}
	s.edit(t.T("settings.rep.title"), form, func() act {
		now.Name, now.Post, now.Gone = form.Value("name"), form.Value("post"), gone.Checked()
		return func(ctx context.Context) error {
			_, err := s.desk.SaveRep(ctx, was, now)
			return err
		}
	})
}

// named asks for a name.
func named(missing string) func(string) (kit.Level, string) {
	return func(v string) (kit.Level, string) {
		if strings.TrimSpace(v) == "" {
			return kit.Error, missing
		}
		return kit.Good, ""
	}
}

// act is something done with the base.
type act func(ctx context.Context) error

// edit shows a form in a modal and saves it in the background; the modal stays open until it is saved, and a fault is
// told at its field. take reads the form and gives what saves it.
func (s *Screen) edit(title string, form *kit.Form, take func() act) {
	m := kit.NewModal(title, form).CancelButton(s.env.T.T("text.cancel"))
	m.Action(kit.Primary, s.env.T.T("text.save"), func() bool {
		if !form.Validate() {
			return false
		}
		save := take()
		kit.Commit(&s.loader, "save record", func(ctx context.Context) (struct{}, error) { return struct{}{}, save(ctx) }, func(_ struct{}, err error) {
			var fault crm.Fault
			switch {
			case err == nil:
				m.Close()
			case errors.As(err, &fault) && form.Has(fault.Field):
				form.Say(fault.Field, kit.Error, parts.FaultSentence(s.env.T, fault))
			default:
				s.env.Fail(err)
			}
		})
		return false
	})
	parts.GuardForm(s.env, m, form)
	m.Show()
}

// fieldsPage is the user's own fields of clients.
func (s *Screen) fieldsPage() fyne.CanvasObject {
	read(s, "fields", s.desk.Fields, func(fields []crm.Field) {
		if s.present == "fields" {
			s.put(s.fields(fields))
		}
	})
	return nil
}

var fieldKinds = []crm.FieldKind{crm.FieldText, crm.FieldNumber, crm.FieldDay, crm.FieldYesNo, crm.FieldChoice}

func (s *Screen) fields(fields []crm.Field) fyne.CanvasObject {
	t := s.env.T
	var rows []fyne.CanvasObject
	for _, f := range fields {
		note := t.T("settings.field.kind." + string(f.Kind))
		if len(f.Choices) > 0 {
			note += ": " + strings.Join(f.Choices, ", ")
		}
		rows = append(rows, recordLine(f.Name, note, func() { s.editField(&f, len(fields)) }, kit.NewIconButton("edit", t.T("text.edit"), func() { s.editField(&f, len(fields)) }),
			kit.NewIconButton("trash", t.T("text.delete"), func() {
				s.do("remove field", func(ctx context.Context) error { return s.desk.RemoveField(ctx, f) }, func() {})
			})))
	}
	return s.listPage("settings.section.fields", "settings.field.hint", "settings.field.add", rows, func() { s.editField(nil, len(fields)) })
}

func (s *Screen) editField(was *crm.Field, place int) {
	t := s.env.T
	now := crm.Field{Kind: crm.FieldText, Place: place}
	if was != nil {
		now = *was
	}
	var kinds []kit.Option
	for _, k := range fieldKinds {
		kinds = append(kinds, kit.Option{ID: string(k), Label: t.T("settings.field.kind." + string(k))})
	}
	var form *kit.Form
	kind := kit.NewSelect(kinds, func(k string) { form.ShowField("choices", k == string(crm.FieldChoice)) })
	kind.SetValue(string(now.Kind))
	form = kit.NewForm(1, kit.Field{ID: "name", Label: t.T("settings.field.name"), Input: entryWith(now.Name), Check: named(t.T("desk.field.name"))},
		kit.Field{ID: "kind", Label: t.T("settings.field.kind"), Input: kind},
		kit.Field{ID: "choices", Label: t.T("settings.field.choices"), Input: entryWith(strings.Join(now.Choices, "; ")), Hint: t.T("settings.field.choices.hint")})
	form.ShowField("choices", now.Kind == crm.FieldChoice)
	s.edit(t.T("settings.field.title"), form, func() act {
		now.Name, now.Kind, now.Choices = form.Value("name"), crm.FieldKind(kind.Value()), strings.Split(form.Value("choices"), ";")
		return func(ctx context.Context) error {
			_, err := s.desk.SaveField(ctx, was, now)
			return err
		}
	})
}

// lensesPage is the lenses: which one is shown, and the user's own.
func (s *Screen) lensesPage() fyne.CanvasObject {
	read(s, "lenses", s.desk.AllLenses, func(lenses []crm.Lens) {
		if s.present == "lenses" {
			s.put(s.lenses(lenses))
		}
	})
	return nil
}

func (s *Screen) lenses(lenses []crm.Lens) fyne.CanvasObject {
	t := s.env.T
	var rows []fyne.CanvasObject
	for _, l := range lenses {
		names := make([]string, len(l.Columns))
		for i := range l.Columns {
			names[i] = parts.ColumnName(t, l, i)
		}
		var buttons []fyne.CanvasObject
		var open func()
		if parts.LensKey(l) == parts.LensKey(s.env.Lens()) {
			buttons = append(buttons, kit.NewChip("eye", t.T("settings.lens.shown"), kit.ToneAccent))
		} else {
			buttons = append(buttons, kit.NewButton(kit.Ghost, t.T("settings.lens.show"), func() { s.showLens(l) }).Sized(kit.ControlSmall))
		}
		if l.Code == "own" {
			open = func() { s.editLens(&l) }
			buttons = append(buttons, kit.NewIconButton("edit", t.T("text.edit"), open),
				kit.NewIconButton("trash", t.T("text.delete"), func() {
					s.do("remove lens", func(ctx context.Context) error { return s.desk.RemoveLens(ctx, l) }, func() {})
				}))
		}
		rows = append(rows, recordLine(parts.LensName(t, l), strings.Join(names, " · "), open, buttons...))
	}
	return s.listPage("settings.section.lenses", "settings.lens.hint", "settings.lens.add", rows, func() { s.editLens(nil) })
}

func (s *Screen) showLens(l crm.Lens) {
	next := s.shell.Settings()
	next.Lens = parts.LensKey(l)
	s.shell.Apply(next)
	s.lensesPage()
}

// editLens makes a lens of one's own: each rung says with which column it goes, by the column's name.
func (s *Screen) editLens(was *crm.Lens) {
	t := s.env.T
	names := map[crm.Rung]string{}
	var now crm.Lens
	if was != nil {
		now = *was
	}
	for i, c := range now.Columns {
		for _, r := range c.Rungs {
			names[r] = parts.ColumnName(t, now, i)
		}
	}
	form := kit.NewForm(2, kit.Field{ID: "name", Label: t.T("settings.lens.name"), Input: entryWith(now.Name), Span: 2, Check: named(t.T("desk.lens.name"))})
	form.Wide(kit.NewWrap(t.T("settings.lens.rungs"), kit.Dense, kit.Text3, 0))
	for _, r := range crm.AllRungs {
		name := names[r]
		if name == "" {
			name = parts.RungShort(t, r)
		}
		form.Add(kit.Field{ID: r.Word(), Label: parts.RungName(t, r), Input: entryWith(name)})
	}
	s.edit(t.T("settings.lens.title"), form, func() act {
		now.Name, now.Columns = form.Value("name"), ownColumns(t, form)
		return func(ctx context.Context) error {
			_, err := s.desk.SaveLens(ctx, was, now)
			return err
		}
	})
}

// ownColumns gathers rungs of one name into one column, in the order of the ladder; a rung without one keeps its own.
func ownColumns(t *text.Tongue, form *kit.Form) []crm.LensColumn {
	var columns []crm.LensColumn
	for _, r := range crm.AllRungs {
		name := strings.TrimSpace(form.Value(r.Word()))
		if name == "" {
			name = parts.RungShort(t, r)
		}
		i := slices.IndexFunc(columns, func(c crm.LensColumn) bool { return c.Name == name })
		if i < 0 {
			columns = append(columns, crm.LensColumn{Code: r.Word(), Name: name, Lands: r})
			i = len(columns) - 1
		}
		columns[i].Rungs = append(columns[i].Rungs, r)
	}
	return columns
}
