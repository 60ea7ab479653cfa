package imports

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// complaintsShown is how many remarks the page lists; all are in the copy.
const complaintsShown = 300

// showFound shows what the file holds, what its columns were taken for, and the remarks.
func (s *Screen) showFound() {
	t := s.env.T
	b := s.batch
	what := t.T("imports.kind", "Format", b.Format, "Encoding", b.Encoding)
	if b.Encoding == "" {
		what = b.Format
	}
	other := kit.NewButton(kit.Plain, t.T("imports.other"), s.another)
	s.take = kit.NewButton(kit.Primary, t.N("imports.take", s.would.Added+s.would.Completed), s.takeIn).WithIcon("dl")
	s.take.SetEnabled(s.would.Added+s.would.Completed > 0)
	line := kit.HBox(12, kit.NewGlyph("doc", kit.Accent, 24),
		kit.Grow(kit.VBox(2, kit.NewTipText(filepath.Base(s.path), kit.Sub|kit.Bold, kit.Text), kit.NewText(what, kit.Dense, kit.Text3).Shrinks())), s.busy)
	if len(b.Sheets) > 1 {
		line.Add(kit.Fixed(s.sheets(), sheetWidth, kit.ControlHeight))
	}
	line.Add(other)
	line.Add(s.take)
	head := kit.NewCard("", kit.VBox(14, line, s.figures(s.would)))
	left := []fyne.CanvasObject{}
	if len(b.Columns) > 0 {
		left = append(left, kit.NewCard(t.T("imports.columns"), s.columns()).WithCaption(t.T("imports.columns.line")))
	}
	left = append(left, kit.NewCard(t.T("imports.sample"), s.sample()))
	body := kit.Columns(16, []float32{1.3, 1}, kit.VBox(16, left...), kit.VBox(16, s.remarks(b.Complaints)))
	s.put(container.NewBorder(kit.Pad(head, 0, 0, 0, 16), nil, nil, nil, kit.NewScrollMemory(body)))
}

// sheetWidth is the width of the choice of a sheet, in units.
const sheetWidth float32 = 170

// sheets is the choice of a workbook's sheet; another one is read at once.
func (s *Screen) sheets() *kit.Select {
	options := make([]kit.Option, len(s.batch.Sheets))
	for i, name := range s.batch.Sheets {
		options[i] = kit.Option{ID: name, Label: name}
	}
	choice := kit.NewSelect(options, func(name string) {
		s.opts = intake.Options{Sheet: name} // what its columns hold is found out anew
		s.read(s.path)
	})
	choice.SetValue(s.batch.Sheet)
	return choice.WithPrefix(s.env.T.T("imports.sheet"))
}

// another lets another file be chosen.
func (s *Screen) another() {
	s.loader.Drop("read")
	s.ready, s.done, s.path = false, false, ""
	s.showStart()
}

// figures are the counts of what would happen, or has.
func (s *Screen) figures(n desk.Intake) fyne.CanvasObject {
	t := s.env.T
	cell := func(value int, key string, tone kit.Token) fyne.CanvasObject {
		return kit.VBox(0, kit.NewText(t.Int(value), kit.Heading|kit.Bold, tone), kit.NewText(t.T(key), kit.Dense, kit.Text3).Shrinks())
	}
	return kit.Columns(12, []float32{1, 1, 1, 1, 1}, cell(n.Rows, "imports.rows", kit.Text), cell(n.Added, "imports.added", kit.Green),
		cell(n.Completed, "imports.completed", kit.Accent), cell(n.Same, "imports.same", kit.Text2), cell(n.People, "imports.people", kit.Text))
}

// columns lets the user say what each column holds.
func (s *Screen) columns() fyne.CanvasObject {
	rows := kit.VBox(6)
	for _, c := range s.batch.Columns {
		choice := kit.NewSelect(s.choices(c.Field), func(id string) { s.remap(c.Index, intake.Field(id[1:])) })
		choice.SetValue("f" + string(c.Field))
		example := ""
		if len(c.Examples) > 0 {
			example = c.Examples[0]
		}
		rows.Add(kit.Columns(12, []float32{1, 1.1, 1.1}, kit.NewTipText(c.Heading, kit.Body, kit.Text), choice, kit.NewTipText(example, kit.Dense, kit.Text3)))
	}
	return rows
}

// choices are what a column may be taken for, and what it was taken for if that is none of them.
func (s *Screen) choices(now intake.Field) []kit.Option {
	fields := intake.Choices
	if !slices.Contains(fields, now) {
		fields = append([]intake.Field{now}, fields...)
	}
	options := make([]kit.Option, len(fields))
	for i, f := range fields {
		options[i] = kit.Option{ID: "f" + string(f), Label: s.env.T.T(f.NameKey())}
	}
	return options
}

// remap reads the file again with a column taken for something else.
func (s *Screen) remap(column int, f intake.Field) {
	fields := map[int]intake.Field{}
	for i, old := range s.opts.Fields {
		fields[i] = old
	}
	fields[column] = f
	s.opts.Fields = fields
	s.read(s.path)
}

// sampleShown is how many clients of the file are shown as they were understood.
const sampleShown = 8

func (s *Screen) sample() fyne.CanvasObject {
	rows := kit.VBox(8)
	for i, d := range s.batch.Clients {
		if i == sampleShown {
			break
		}
		person, phone := "", ""
		if len(d.Contacts) > 0 {
			person = d.Contacts[0].Name
			if len(d.Contacts[0].Phones) > 0 {
				phone = d.Contacts[0].Phones[0].Raw
			}
		}
		if len(d.Client.Phones) > 0 {
			phone = d.Client.Phones[0].Raw
		}
		rows.Add(kit.Columns(12, []float32{1.4, 1, 0.9}, kit.NewTipText(d.Client.Name, kit.Body|kit.Bold, kit.Text), kit.NewTipText(person, kit.Dense, kit.Text2), kit.NewTipText(phone, kit.Dense, kit.Text2)))
	}
	if len(s.batch.Clients) == 0 {
		rows.Add(kit.NewWrap(s.env.T.T("imports.nobody"), kit.Body, kit.Text2, 0))
	}
	return rows
}

// remarks lists what was not plain in the file.
func (s *Screen) remarks(list []intake.Complaint) fyne.CanvasObject {
	t := s.env.T
	rows := kit.VBox(8)
	for i, c := range list {
		if i == complaintsShown {
			rows.Add(kit.NewText(t.N("imports.remarks.more", len(list)-i), kit.Dense, kit.Text3))
			break
		}
		rows.Add(kit.HFill(8, kit.VBox(0, kit.NewGlyph(levelIcon(c.Level), levelToken(c.Level), 14)), kit.Grow(kit.NewWrap(c.Say(t), kit.Dense, kit.Text2, 0))))
	}
	if len(list) == 0 {
		rows.Add(kit.HBox(8, kit.NewGlyph("check", kit.Green, 14), kit.NewText(t.T("imports.remarks.none"), kit.Dense, kit.Text2)))
	}
	return kit.NewCard(t.T("imports.remarks"), rows).WithCaption(t.Int(len(list)))
}

func levelIcon(l intake.Level) string {
	if l == intake.Note {
		return "info"
	}
	return "warn"
}

func levelToken(l intake.Level) kit.Token {
	switch l {
	case intake.Fail:
		return kit.Red
	case intake.Warning:
		return kit.Amber
	}
	return kit.Text3
}

// showDone tells what was done; the act can be undone as a whole.
func (s *Screen) showDone(done desk.Intake) {
	t := s.env.T
	column := kit.VBox(16, kit.HBox(12, kit.NewGlyph("check", kit.Green, 24), kit.NewText(t.T("imports.done"), kit.Sub|kit.Bold, kit.Text)), s.figures(done),
		kit.NewWrap(t.T("imports.done.line"), kit.Body, kit.Text2, 0),
		kit.HBox(8, kit.NewButton(kit.Primary, t.T("imports.show"), func() { s.env.Go(route.Route{Room: route.Clients}) }).WithIcon("people"),
			kit.NewButton(kit.Plain, t.T("imports.other"), s.another)))
	page := []fyne.CanvasObject{kit.NewCard("", column)}
	if len(done.Complaint) > 0 {
		page = append(page, s.remarks(done.Complaint))
	}
	s.put(kit.NewScrollMemory(kit.VBox(16, page...)))
}
