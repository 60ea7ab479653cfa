package imports

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/intake"
	"rapport/app/money"
	"rapport/screens/kit"
	"rapport/screens/parts"
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
	s.take = kit.NewButton(kit.Primary, t.N(words[s.kind].take, s.would.change()), s.takeIn).WithIcon("dl")
	s.take.SetEnabled(s.would.change() > 0)
	line := kit.HBox(12, kit.NewGlyph("doc", kit.Accent, 24),
		kit.Grow(kit.VBox(2, kit.NewTipText(filepath.Base(s.path), kit.Sub|kit.Bold, kit.Text), kit.NewText(what, kit.Dense, kit.Text3).Shrinks())), s.busy)
	if len(b.Columns) > 0 {
		line.Add(kit.Fixed(s.kinds(), kindWidth, kit.ControlHeight))
	}
	if len(b.Sheets) > 1 {
		line.Add(kit.Fixed(s.sheets(), sheetWidth, kit.ControlHeight))
	}
	line.Add(other)
	line.Add(s.take)
	about := kit.VBox(14, line, s.figures(s.would))
	if s.kind == intake.OfOrders {
		about.Add(s.strangersCheck())
	}
	if s.would.Bare.N > 0 {
		about.Add(s.bareLine())
	}
	head := kit.NewCard("", about)
	left := []fyne.CanvasObject{}
	if len(b.Columns) > 0 {
		left = append(left, kit.NewCard(t.T("imports.columns"), s.columns()).WithCaption(t.T("imports.columns.line")))
	}
	left = append(left, kit.NewCard(t.T("imports.sample"), s.sampleRows()))
	body := kit.Columns(16, []float32{1.3, 1}, kit.VBox(16, left...), kit.VBox(16, s.remarks(s.would.Complaint)))
	s.put(container.NewBorder(kit.Pad(head, 0, 0, 0, 16), nil, nil, nil, kit.NewScrollMemory(body)))
}

// currencyWidth is the width of the choice of a currency, in units.
const currencyWidth float32 = 170

// bareLine tells of prices and sums that name no currency, and lets another be chosen for them.
func (s *Screen) bareLine() fyne.CanvasObject {
	bare := s.would.Bare
	var in []string
	for _, c := range bare.In {
		in = append(in, c.Symbol())
	}
	choice := kit.NewSelect(parts.PaperCurrencies(bare.In[0]), func(code string) {
		s.opts.Currency = money.Currency(code)
		s.read(s.path)
	})
	choice.SetValue(string(bare.In[0]))
	said := s.env.T.N(words[s.kind].bare, bare.N, "C", strings.Join(in, ", "))
	return kit.HBox(8, kit.NewGlyph("warn", kit.Amber, 14), kit.Grow(kit.NewTipText(said, kit.Body, kit.Text)), kit.Fixed(choice, currencyWidth, kit.ControlHeight))
}

// strangersCheck adds the clients of orders whom the base does not know, or leaves their orders out.
func (s *Screen) strangersCheck() *kit.Check {
	check := kit.NewCheck(s.env.T.T("imports.strangers"), func(on bool) {
		s.strangers = on
		s.read(s.path)
	})
	check.SetChecked(s.strangers)
	return check
}

// kindWidth is the width of the choice of what a file is about, in units.
const kindWidth float32 = 190

// kinds is the choice of what the file is about; another one is tried at once.
func (s *Screen) kinds() *kit.Select {
	t := s.env.T
	options := make([]kit.Option, len(intake.Kinds))
	for i, k := range intake.Kinds {
		options[i] = kit.Option{ID: string(k), Label: t.T(words[k].name)}
	}
	choice := kit.NewSelect(options, func(k string) { s.as(intake.Kind(k)) }).WithPrefix(t.T("imports.about"))
	choice.SetValue(string(s.kind))
	return choice
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
		s.opts = intake.Options{Sheet: name, Currency: s.opts.Currency} // what its columns hold is found out anew
		s.read(s.path)
	}).WithPrefix(s.env.T.T("imports.sheet"))
	choice.SetValue(s.batch.Sheet)
	return choice
}

// another lets another file be chosen.
func (s *Screen) another() {
	s.loader.Drop("read")
	s.ready, s.done, s.path = false, false, ""
	s.showStart()
}

// figures are the counts of what would happen, or has.
func (s *Screen) figures(n outcome) fyne.CanvasObject {
	t := s.env.T
	w := words[s.kind]
	var cells []fyne.CanvasObject
	var shares []float32
	cell := func(value int, key string, tone kit.Token) {
		cells = append(cells, kit.VBox(0, kit.NewText(t.Int(value), kit.Heading|kit.Bold, tone), kit.NewText(t.T(key), kit.Dense, kit.Text3).Shrinks()))
		shares = append(shares, 1)
	}
	cell(n.Rows, "imports.rows", kit.Text)
	cell(n.Added, w.added, kit.Green)
	cell(n.Completed, w.completed, kit.Accent)
	cell(n.Same, "imports.same", kit.Text2)
	for _, f := range n.Beside {
		cell(f.value, f.key, kit.Text)
	}
	return kit.Columns(12, shares, cells...)
}

// columns lets the user say what each column holds.
func (s *Screen) columns() fyne.CanvasObject {
	rows := kit.VBox(6)
	for _, c := range s.batch.Columns {
		taken := s.taken(c.Field)
		choice := kit.NewSelect(s.choices(taken), func(id string) { s.remap(c.Index, intake.Field(id[1:])) })
		choice.SetValue("f" + string(taken))
		example := ""
		if len(c.Examples) > 0 {
			example = c.Examples[0]
		}
		rows.Add(kit.Columns(12, []float32{1, 1.1, 1.1}, kit.NewTipText(c.Heading, kit.Body, kit.Text), choice, kit.NewTipText(example, kit.Dense, kit.Text3)))
	}
	return rows
}

// taken is what becomes of a column: where nothing is kept aside, what has no place is left out.
func (s *Screen) taken(f intake.Field) intake.Field {
	if f == intake.FieldExtra && !slices.Contains(words[s.kind].fields, f) {
		return intake.FieldSkip
	}
	return f
}

// choices are what a column may be taken for, and what it was taken for if that is none of them.
func (s *Screen) choices(now intake.Field) []kit.Option {
	fields := words[s.kind].fields
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

// sampleRows are the first records of the file as they were understood.
func (s *Screen) sampleRows() fyne.CanvasObject {
	rows := kit.VBox(8)
	for _, r := range s.sample {
		rows.Add(kit.Columns(12, []float32{1.4, 1, 0.9}, kit.NewTipText(r.name, kit.Body|kit.Bold, kit.Text), kit.NewTipText(r.beside, kit.Dense, kit.Text2), kit.NewTipText(r.last, kit.Dense, kit.Text2)))
	}
	if len(s.sample) == 0 {
		rows.Add(kit.NewWrap(s.env.T.T(words[s.kind].nobody), kit.Body, kit.Text2, 0))
	}
	return rows
}

// remarks lists what was not plain in the file.
func (s *Screen) remarks(list []intake.Complaint) fyne.CanvasObject {
	t := s.env.T
	rows := kit.VBox(8)
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b intake.Complaint) int { return a.Line - b.Line })
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
func (s *Screen) showDone(done outcome) {
	t := s.env.T
	w := words[s.kind]
	column := kit.VBox(16, kit.HBox(12, kit.NewGlyph("check", kit.Green, 24), kit.NewText(t.T("imports.done"), kit.Sub|kit.Bold, kit.Text)), s.figures(done),
		kit.NewWrap(t.T("imports.done.line"), kit.Body, kit.Text2, 0),
		kit.HBox(8, kit.NewButton(kit.Primary, t.T(w.show), func() { s.env.Go(route.Route{Room: w.room}) }).WithIcon(w.icon),
			kit.NewButton(kit.Plain, t.T("imports.other"), s.another)))
	page := []fyne.CanvasObject{kit.NewCard("", column)}
	if len(done.Complaint) > 0 {
		page = append(page, s.remarks(done.Complaint))
	}
	s.put(kit.NewScrollMemory(kit.VBox(16, page...)))
}
