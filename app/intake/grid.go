package intake

import (
	"path"
	"strconv"
	"strings"

	"rapport/app/money"
	"rapport/app/text"
)

// File is a file that was read whole.
type File struct {
	Name string
	Data []byte
}

// meaning is what the heading of a column says.
type meaning struct {
	field    Field
	list     string         // of a price: the list it is on, empty for the main one
	currency money.Currency // of a price: what the heading says of it
	basis    money.Basis    // of a price: with or without VAT, where the heading says so
}

// tongueOf understands headings of one kind of table.
type tongueOf func(heading string) (meaning, bool)

// grid is a table whose columns are understood, and whose rows are still text.
type grid struct {
	Batch    // what is known of the file; it holds no clients
	opts     Options
	complain *complaints
	header   int // its line
	columns  []gridColumn
	rows     []record
	own      bool // written by this program
}

// gridColumn is a column with what it was taken for.
type gridColumn struct {
	meaning
	index   int
	heading string
	mark    byte // decimal mark of its numbers, 0 when nothing tells
	order   dateOrder
}

// readGrid reads a table and finds its header: the row that names most columns. A table without a column of each of the
// needed fields is not understood: the grid has no rows then, and a complaint says so.
func readGrid(f File, opts Options, understand tongueOf, needed ...Field) (*grid, error) {
	g := &grid{opts: opts, complain: &complaints{}}
	b, records, err := readRecords(f.Name, f.Data, opts, g.complain)
	if err != nil {
		return nil, err
	}
	g.Batch = b
	at := headerRow(records, understand)
	if at < 0 && len(opts.Fields) > 0 && len(records) > 0 {
		at = 0 // the user knows what the unknown headings mean
	}
	if at < 0 {
		g.complain.add(Fail, 1, "", "intake.table.nothing", "Headings", headingsOf(records))
		return g, nil
	}
	for _, r := range records[:at] {
		g.complain.add(Note, r.line, "", "intake.title", "Text", text.Ellipsis(joined(r), 80))
	}
	g.header = records[at].line
	g.setColumns(records[at], understand)
	for _, f := range needed {
		if !g.has(f) {
			g.complain.add(Fail, g.header, "", "intake.table.lacks", "Wanted", g.name(f), "Headings", headingsOf(records[at:]))
			return g, nil
		}
	}
	g.rows = records[at+1:]
	g.Rows = len(g.rows)
	g.learn()
	return g, nil
}

// headerRow is the place of the row that names most columns, among those a title may stand above; -1 when none names any.
func headerRow(records []record, understand tongueOf) int {
	best, most := -1, 0
	for i, r := range records[:min(len(records), maxTitle)] {
		n := 0
		for c := range r.cells {
			if h := r.cell(c); h != "" && len(h) < 2000 {
				if _, ok := understand(h); ok {
					n++
				}
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

func headingsOf(records []record) string {
	if len(records) == 0 {
		return ""
	}
	return text.Ellipsis(joined(records[0]), 200)
}

// setColumns takes the headings for columns; what the user said goes first.
func (g *grid) setColumns(header record, understand tongueOf) {
	for i := range header.cells {
		h := text.Line(bared(header.cell(i)), 0)
		c := gridColumn{index: i, heading: h}
		if m, ok := understand(h); ok {
			c.meaning = m
		}
		if f, said := g.opts.Fields[i]; said {
			c.meaning = meaning{field: f, list: c.list, currency: c.currency, basis: c.basis}
		}
		if h == "" {
			c.heading = "#" + strconv.Itoa(i+1)
		}
		g.columns = append(g.columns, c)
	}
}

func (g *grid) has(f Field) bool { return g.column(f) != nil }

// column is the first column of a field, nil when there is none.
func (g *grid) column(f Field) *gridColumn {
	for i := range g.columns {
		if g.columns[i].field == f {
			return &g.columns[i]
		}
	}
	return nil
}

// name is what the user calls a field.
func (g *grid) name(f Field) string {
	if g.opts.Tongue == nil {
		return string(f)
	}
	return g.opts.Tongue.T(f.NameKey())
}

// value is the text of a cell: of our own files as it was written, of others without what means nothing.
func (g *grid) value(r record, c gridColumn) string {
	if g.own {
		if c.index >= len(r.cells) {
			return ""
		}
		return bared(strings.TrimSpace(r.cells[c.index]))
	}
	return cellValue(r, c.index)
}

// first is the first value that any column of a field has.
func (g *grid) first(r record, f Field) (string, gridColumn) {
	var at gridColumn
	for _, c := range g.columns {
		if c.field != f {
			continue
		}
		at = c
		if v := g.value(r, c); v != "" {
			return v, c
		}
	}
	return "", at
}

// line is the first value of a field as one line of text.
func (g *grid) line(r record, f Field) string {
	v, _ := g.first(r, f)
	return tidy(v, 0)
}

// warn complains of a value.
func (g *grid) warn(level Level, r record, c gridColumn, reason, value string, args ...string) {
	g.complain.add(level, r.line, c.heading, reason, append([]string{"Text", text.Ellipsis(tidy(value, 0), 60)}, args...)...)
}

// unused tells of the columns that have no place here, in one complaint.
func (g *grid) unused() {
	var left []string
	for _, c := range g.columns {
		if (c.field == FieldExtra || c.field == FieldSkip || c.field == FieldBarcode) && g.filled(c) && g.opts.Fields[c.index] != FieldSkip {
			left = append(left, text.Ellipsis(c.heading, 60))
		}
	}
	if len(left) > 0 {
		g.complain.add(Note, g.header, "", "intake.table.unused", "Columns", text.Ellipsis(strings.Join(left, ", "), 300))
	}
}

func (g *grid) filled(c gridColumn) bool {
	for _, r := range g.rows {
		if r.cell(c.index) != "" {
			return true
		}
	}
	return false
}

// finish completes what is told of the file.
func (g *grid) finish() Batch {
	g.Columns = nil
	for _, c := range g.columns {
		m := Mapped{Index: c.index, Heading: c.heading, Field: c.field, Label: c.list}
		for _, r := range g.rows[:min(len(g.rows), 100)] {
			if s := r.cell(c.index); s != "" && len(m.Examples) < 3 {
				m.Examples = append(m.Examples, text.Ellipsis(tidy(s, 0), 60))
			}
		}
		g.Columns = append(g.Columns, m)
	}
	g.Complaints = g.complain.all()
	if g.own {
		g.Format = "Rapport " + g.Format
	}
	return g.Batch
}

// keyed reads the names that a file beside keeps under keys: the one whose first column is headed like the keys, and has
// no key twice. It gives nil when there is none.
func keyed(beside []File, heading string, opts Options) map[string]string {
	want := plainHeading(heading)
	for _, f := range beside {
		plain := opts
		plain.Fields, plain.Sheet, plain.Encoding, plain.Delimiter = nil, "", "", ""
		_, records, err := readRecords(f.Name, f.Data, plain, &complaints{})
		if err != nil || len(records) < 2 || plainHeading(records[0].cell(0)) != want {
			continue
		}
		if names := namesOf(records); names != nil {
			return names
		}
	}
	return nil
}

// namesOf maps the keys in the first column of a table to the names in another.
func namesOf(records []record) map[string]string {
	parts := nameColumns(records[0])
	if len(parts) == 0 {
		return nil
	}
	names := make(map[string]string, len(records))
	for _, r := range records[1:] {
		var words []string
		for _, i := range parts {
			if w := tidy(r.cell(i), 0); w != "" {
				words = append(words, w)
			}
		}
		key := r.cell(0)
		if _, twice := names[key]; twice {
			return nil
		}
		if key != "" {
			names[key] = strings.Join(words, " ")
		}
	}
	return names
}

// nameColumns are the columns that make up a name: one, or the given name and the family name.
func nameColumns(header record) []int {
	given, family := -1, -1
	for i := range header.cells {
		switch h := plainHeading(header.cell(i)); {
		case i == 0:
		case h == "first name" || h == "имя" || h == "імя":
			given = i
		case h == "last name" || h == "фамилия" || h == "прізвище":
			family = i
		case h == "name" || h == "contact name" || h == "название" || h == "наименование" || h == "назва" || h == "найменування":
			return []int{i}
		case strings.HasSuffix(h, " name") && h != "contact name", strings.HasPrefix(h, "название "), strings.HasPrefix(h, "наименование "), strings.HasPrefix(h, "назва "):
			return []int{i}
		}
	}
	if given >= 0 && family >= 0 {
		return []int{given, family}
	}
	return nil
}

// Beside chooses, of the names of files in a folder, the tables that may explain the keys of another: those of its format
// that are not it.
func Beside(name string, others []string) []string {
	var out []string
	for _, o := range others {
		if ext := strings.ToLower(path.Ext(o)); o != name && (ext == ".csv" || ext == ".txt" || ext == ".tsv") && ext == strings.ToLower(path.Ext(name)) {
			out = append(out, o)
		}
	}
	return out
}
