package intake

import (
	"strconv"
	"strings"
	"unicode"

	"rapport/app/text"
)

// table is a file of rows and columns being read.
type table struct {
	opts     Options
	complain *complaints
	columns  []column
	rows     []record
	own      bool // written by this program
	deals    bool // rows are deals or leads, and ids are theirs
	ledger   bool // a catalogue of 1C, where folders stand among the rows
	ukraine  bool // "ИНН" is the Ukrainian one
}

// column is a column with what it was taken for.
type column struct {
	target
	index     int
	heading   string
	dateOrder dateOrder
}

// readTable turns the rows of a table into clients.
func readTable(b Batch, records []record, c *complaints, opts Options) Batch {
	t := &table{opts: opts, complain: c}
	if len(records) == 0 {
		b.Complaints = c.all()
		return b
	}
	header := t.takeHeader(records)
	t.settle()
	t.repair(b.Delimiter)
	b.Rows = len(t.rows)
	b.Columns = t.mapped()
	if t.own {
		b.Format = "Rapport " + b.Format
	}
	if !t.canName() {
		c.add(Fail, header, "", "intake.nothing", "Headings", text.Ellipsis(strings.Join(t.headings(), ", "), 200))
		b.Complaints = c.all()
		return b
	}
	t.learnDates()
	m := merger{own: t.own, heading: t.headingOf}
	for _, r := range t.rows {
		if d, ok := t.draft(r); ok {
			m.add(d)
		}
	}
	b.Clients = m.drafts()
	b.Complaints = c.all()
	return b
}

// maxTitle is how many rows may stand above the header.
const maxTitle = 30

// takeHeader finds the row of headings, and with it the columns and the rows below. It gives the header's line.
func (t *table) takeHeader(records []record) int {
	best, bestKnown := -1, 0
	for i, r := range records[:min(len(records), maxTitle)] {
		if n := knownHeadings(r); n > bestKnown && (n > 1 || worthAlone(r)) {
			best, bestKnown = i, n
		}
	}
	if best < 0 {
		return t.withoutHeader(records)
	}
	for _, r := range records[:best] {
		t.complain.add(Note, r.line, "", "intake.title", "Text", text.Ellipsis(joined(r), 80))
	}
	t.rows = records[best+1:]
	t.setColumns(records[best].cells)
	return records[best].line
}

// knownHeadings counts the cells of a row that are headings we know.
func knownHeadings(r record) int {
	n := 0
	for i := range r.cells {
		if h := r.cell(i); h != "" && len(h) < 200 && !strings.Contains(h, "@") {
			if _, ok := understand(h); ok {
				n++
			}
		}
	}
	return n
}

// worthAlone lets a single known heading make a header only in a narrow table, and only when it names a client.
func worthAlone(r record) bool {
	named, filled := false, 0
	for i := range r.cells {
		if r.cell(i) == "" {
			continue
		}
		filled++
		if f, ok := understand(r.cell(i)); ok && namesClient(f.field) {
			named = true
		}
	}
	return named && filled <= 8
}

func joined(r record) string {
	var parts []string
	for i := range r.cells {
		if s := r.cell(i); s != "" {
			parts = append(parts, text.Line(s, 0))
		}
	}
	return strings.Join(parts, ", ")
}

// setColumns takes the headings for columns; what the user said goes first.
func (t *table) setColumns(headings []string) {
	seen := map[string]bool{}
	for i, h := range headings {
		h = text.Line(h, 200)
		col := column{index: i, heading: h}
		if found, ok := understand(h); ok {
			col.target = found
		}
		if f, said := t.opts.Fields[i]; said {
			col.target = target{field: f, label: col.label, group: col.group}
		}
		if h == "" {
			col.heading = "#" + strconv.Itoa(i+1)
		} else if seen[h] && col.field != FieldExtra {
			t.complain.add(Note, 0, h, "intake.twice")
		}
		seen[h] = true
		t.columns = append(t.columns, col)
	}
}

// withoutHeader takes a table whose headings are not known: its first row is the header unless it looks like data;
// columns of addresses and telephones are known by what they hold.
func (t *table) withoutHeader(records []record) int {
	width := 0
	for _, r := range records {
		width = max(width, len(r.cells))
	}
	first := records[0]
	headed := !looksLikeData(first) && len(records) > 1 && len(first.cells) > 1
	t.rows = records
	if headed {
		t.rows = records[1:]
		t.setColumns(first.cells)
	} else {
		t.setColumns(make([]string, width))
	}
	if len(t.opts.Fields) == 0 && t.guessColumns() {
		reason := "intake.headless"
		if headed {
			reason = "intake.guessed"
		}
		t.complain.add(Warning, first.line, "", reason, "Columns", strings.Join(t.guessed(), ", "))
	}
	return first.line
}

func looksLikeData(r record) bool {
	for i := range r.cells {
		if s := r.cell(i); looksLikeEmail(s) || looksLikePhone(s) {
			return true
		}
	}
	return false
}

func looksLikeEmail(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && strings.Contains(s[at:], ".") && len(s) < 300
}

func looksLikePhone(s string) bool {
	digits, others := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-() .\u00a0‐–'", r):
			others++
		}
	}
	return digits >= 7 && digits <= 15 && others == 0 && (strings.ContainsAny(s, "+(-") || digits >= 10)
}

// guessColumns knows columns by what they hold: e-mails, telephones, and the first column of words as the name.
func (t *table) guessColumns() bool {
	found, name := false, -1
	for i := range t.columns {
		emails, phones, words, filled := t.countSorts(i)
		switch {
		case filled == 0:
		case emails*10 >= filled*6:
			t.columns[i].field, found = FieldEmail, true
		case phones*10 >= filled*6:
			t.columns[i].field, found = FieldPhone, true
		case name < 0 && words*10 >= filled*8:
			name = i
		}
	}
	if found && name >= 0 {
		t.columns[name].field = t.firmsOrPeople(name)
	}
	return found
}

func (t *table) countSorts(column int) (emails, phones, words, filled int) {
	for _, r := range t.rows[:min(len(t.rows), 200)] {
		s := r.cell(column)
		if s == "" {
			continue
		}
		filled++
		switch {
		case looksLikeEmail(s):
			emails++
		case looksLikePhone(s):
			phones++
		case strings.ContainsFunc(s, unicode.IsLetter):
			words++
		}
	}
	return emails, phones, words, filled
}

// firmsOrPeople takes a column of names for firms when any has a legal form or quotes.
func (t *table) firmsOrPeople(column int) Field {
	for _, r := range t.rows[:min(len(t.rows), 200)] {
		if looksLikeFirm(r.cell(column)) {
			return FieldCompany
		}
	}
	return FieldName
}

// guessed names the columns that were guessed, for the complaint: "3 – e-mail".
func (t *table) guessed() []string {
	var out []string
	for _, c := range t.columns {
		if c.field != FieldExtra {
			name := string(c.field)
			if t.opts.Tongue != nil {
				name = t.opts.Tongue.T(c.field.NameKey())
			}
			out = append(out, strconv.Itoa(c.index+1)+" – "+name)
		}
	}
	return out
}

// settle decides the headings that mean one thing in one file and another in another.
func (t *table) settle() {
	has := map[Field]bool{}
	for _, c := range t.columns {
		has[c.field] = true
	}
	t.own = has[FieldClientID] && has[FieldContactID]
	if t.own {
		return // our headings mean one thing only
	}
	t.deals = has[FieldDeal]
	t.ledger = has[FieldKind] && has[FieldCompany] && (has[FieldINN] || has[FieldEDRPOU] || has[FieldINNKPP])
	t.ukraine = has[FieldEDRPOU] || t.opts.Country == "UA" && !has[FieldKPP]
	people := has[FieldName] || has[FieldGiven] || has[FieldFamily]
	for i := range t.columns {
		c := &t.columns[i]
		if _, said := t.opts.Fields[c.index]; said {
			continue
		}
		switch plain := plainHeading(c.heading); {
		case onlyOurs(c.field):
			c.target = target{}
		case plain == "title" && !has[FieldPost]:
			c.field = FieldPost
		case c.field == FieldRecord && !t.deals && !(people && plain != "id" && plain != "ид"):
			c.field = FieldCode
		case c.field == FieldCode && t.deals:
			c.field = FieldRecord
		case c.field == FieldINN && t.ukraine:
			c.field = FieldIPN
		case c.field == FieldName && plain == "name" && !has[FieldCompany] && !has[FieldGiven] && t.firmly(has):
			c.field = FieldCompany
		}
	}
}

// firmly tells a list of firms by columns that people do not have.
func (t *table) firmly(has map[Field]bool) bool {
	return has[FieldINN] || has[FieldEDRPOU] || has[FieldINNKPP] || has[FieldOGRN] || has[FieldIndustry] || has[FieldVATID] || has[FieldLegal]
}

func (t *table) canName() bool {
	for _, c := range t.columns {
		if namesClient(c.field) {
			return true
		}
	}
	return false
}

func (t *table) headings() []string {
	var out []string
	for _, c := range t.columns {
		out = append(out, c.heading)
	}
	return out
}

// headingOf finds the heading a field stood under.
func (t *table) headingOf(f Field) string {
	for _, c := range t.columns {
		if c.field == f {
			return c.heading
		}
	}
	return string(f)
}

// mapped shows the columns to the user, each with up to three of its values.
func (t *table) mapped() []Mapped {
	out := make([]Mapped, 0, len(t.columns))
	for _, c := range t.columns {
		m := Mapped{Index: c.index, Heading: c.heading, Field: c.field, Label: c.label, Group: c.group}
		for _, r := range t.rows[:min(len(t.rows), 100)] {
			if s := r.cell(c.index); s != "" && len(m.Examples) < 3 {
				m.Examples = append(m.Examples, text.Ellipsis(text.Line(s, 0), 60))
			}
		}
		out = append(out, m)
	}
	return out
}
