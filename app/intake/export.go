package intake

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
)

// delimiterOf is the delimiter that spreadsheets of the language's countries expect.
func delimiterOf(lang text.Lang) string {
	if lang == text.EN {
		return ","
	}
	return ";"
}

// WriteTable writes a table for spreadsheets: CSV in UTF-8 with a byte order mark, ";" between cells in Russian and
// Ukrainian and "," in English, CRLF after rows. Cells that a spreadsheet might run as a formula get an apostrophe in
// front; numbers and telephones do not, however they begin.
func WriteTable(w io.Writer, header []string, rows iter.Seq[[]string], lang text.Lang) error {
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff")
	ok := writeRow(out, header, delimiterOf(lang))
	for row := range rows {
		if ok = ok && writeRow(out, row, delimiterOf(lang)); !ok {
			break // Flush tells why
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// writeRow writes a row, and reports whether all that was written so far got through.
func writeRow(out *bufio.Writer, cells []string, delimiter string) bool {
	for i, c := range cells {
		if i > 0 {
			out.WriteString(delimiter)
		}
		c = guarded(strings.ReplaceAll(c, "\r\n", "\n"))
		if strings.ContainsAny(c, ";,\t|\"\r\n") || strings.TrimSpace(c) != c {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		out.WriteString(c)
	}
	_, err := out.WriteString("\r\n")
	return err == nil
}

// harmless are numbers and telephones: nothing a spreadsheet could run, though they may begin with + or -.
var harmless = pattern(`^[+-]?[\d\s\x{a0}\x{202f}().,/%+–-]*\d[\d\s\x{a0}().,/%+–-]*(?:[,;\s]*(?:доб|дод|вн|ext)\.?\s*\d{1,7})?$`)

// guarded puts an apostrophe before a cell that begins as formulas do. Cells that begin with an apostrophe get another,
// so that bared can undo it.
func guarded(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r'", rune(cell[0])) || harmless().MatchString(cell) {
		return cell
	}
	return "'" + cell
}

// bared undoes guarded.
func bared(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@\t\r'", rune(cell[1])) {
		return cell[1:]
	}
	return cell
}

// ClientWriter writes clients with their people as a table that Read takes back unchanged: a row for each person, or one
// for a client without people. Rows are written at Close, because telephones and addresses get as many columns as any
// client needs.
type ClientWriter struct {
	out    io.Writer
	say    *text.Tongue
	reps   map[crm.RepID]string
	fields []crm.Field
	only   []Field
	rows   []clientRow
}

type clientRow struct {
	client crm.Client
	person crm.Contact
}

// NewClientWriter begins a table in the language of the tongue. reps and fields name the owners and the own fields. With
// columns, only those facts are written, beside the ids; without, all.
func NewClientWriter(w io.Writer, say *text.Tongue, reps []crm.Rep, fields []crm.Field, columns ...Field) (*ClientWriter, error) {
	if say == nil {
		return nil, fmt.Errorf("write clients: no language to write the headings in")
	}
	names := map[crm.RepID]string{}
	for _, r := range reps {
		names[r.ID] = r.Name
	}
	return &ClientWriter{out: w, say: say, reps: names, fields: fields, only: columns}, nil
}

// Write adds a client with its people.
func (w *ClientWriter) Write(c crm.Client, people []crm.Contact) error {
	if len(people) == 0 {
		w.rows = append(w.rows, clientRow{client: c})
	}
	for _, p := range people {
		w.rows = append(w.rows, clientRow{c, p})
	}
	return nil
}

// Close writes the table.
func (w *ClientWriter) Close() error {
	columns := w.columns()
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.heading
	}
	rows := func(yield func([]string) bool) {
		for i := range w.rows {
			cells := make([]string, len(columns))
			for j, c := range columns {
				cells[j] = c.value(&w.rows[i])
			}
			if !yield(cells) {
				return
			}
		}
	}
	return WriteTable(w.out, header, rows, w.say.Lang())
}

// outColumn is one column of the table being written.
type outColumn struct {
	field   Field
	heading string
	value   func(*clientRow) string
}

// columns lists the columns that any row fills, and the ids always.
func (w *ClientWriter) columns() []outColumn {
	var out []outColumn
	for _, c := range slices.Concat(w.idColumns(), w.clientColumns(), w.ownFieldColumns(), w.personColumns()) {
		id := c.field == FieldClientID || c.field == FieldContactID
		if id || (len(w.only) == 0 || slices.Contains(w.only, c.field)) && w.filled(c) {
			out = append(out, c)
		}
	}
	return out
}

func (w *ClientWriter) filled(c outColumn) bool {
	return slices.ContainsFunc(w.rows, func(r clientRow) bool { return c.value(&r) != "" }) || c.field == FieldCompany
}

func (w *ClientWriter) name(f Field) string { return w.say.T(f.NameKey()) }

func (w *ClientWriter) idColumns() []outColumn {
	return []outColumn{
		{FieldClientID, w.name(FieldClientID), func(r *clientRow) string { return writeID(int64(r.client.ID)) }},
		{FieldContactID, w.name(FieldContactID), func(r *clientRow) string { return writeID(int64(r.person.ID)) }},
	}
}

func writeID(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// word is the catalogue's word for a code, or the code.
func (w *ClientWriter) word(key, code string) string {
	if code == "" || !w.say.Has(key) {
		return code
	}
	return w.say.T(key)
}

func (w *ClientWriter) rung(r crm.Rung) string { return w.word("crm.rung."+r.Word(), r.Code()) }

func (w *ClientWriter) clientColumns() []outColumn {
	out := w.singles(func(f Field) bool { return !personal(f) })
	add := func(f Field, value func(*crm.Client) string) {
		out = append(out, outColumn{f, w.name(f), func(r *clientRow) string { return value(&r.client) }})
	}
	add(FieldKind, func(c *crm.Client) string { return w.word("crm.kind."+string(c.Kind), string(c.Kind)) })
	add(FieldType, func(c *crm.Client) string { return w.word("crm.type."+c.Type.Word(), string(c.Type)) })
	add(FieldRung, func(c *crm.Client) string { return w.rung(c.Rung) })
	add(FieldHighest, func(c *crm.Client) string { return w.rung(c.Highest) })
	add(FieldRungSince, func(c *crm.Client) string { return writeMoment(c.RungSince) })
	add(FieldOwner, func(c *crm.Client) string { return w.reps[c.Owner] })
	add(FieldCadence, func(c *crm.Client) string { return writeID(int64(c.Cadence)) })
	add(FieldTags, func(c *crm.Client) string { return writeList(c.Tags) })
	out = append(out, w.phoneColumns(FieldCompanyPhone, func(r *clientRow) []crm.Phone { return r.client.Phones })...)
	out = append(out, w.emailColumns(FieldCompanyEmail, func(r *clientRow) []crm.Email { return r.client.Emails })...)
	out = append(out, w.siteColumns()...)
	out = append(out, w.placeColumns()...)
	out = append(out, w.paperColumns()...)
	add(FieldCreated, func(c *crm.Client) string { return writeMoment(c.Created) })
	return out
}

func (w *ClientWriter) personColumns() []outColumn {
	out := w.singles(personal)
	add := func(f Field, value func(*crm.Contact) string) {
		out = append(out, outColumn{f, w.name(f), func(r *clientRow) string { return value(&r.person) }})
	}
	add(FieldRoles, w.roles)
	add(FieldLeft, func(p *crm.Contact) string {
		if p.Left {
			return w.say.T("text.yes")
		}
		return ""
	})
	out = append(out, w.phoneColumns(FieldPhone, func(r *clientRow) []crm.Phone { return r.person.Phones })...)
	out = append(out, w.emailColumns(FieldEmail, func(r *clientRow) []crm.Email { return r.person.Emails })...)
	add(FieldPersonCreated, func(p *crm.Contact) string { return writeMoment(p.Created) })
	return out
}

func (w *ClientWriter) roles(p *crm.Contact) string {
	var words []string
	for _, r := range p.Roles {
		words = append(words, w.word("crm.role."+string(r), string(r)))
	}
	return writeList(words)
}

// personal tells the fields of singleFields that belong to a person.
func personal(f Field) bool {
	switch f {
	case FieldName, FieldGreeting, FieldDative, FieldPost, FieldPostTo, FieldBirthday, FieldPersonNotes:
		return true
	}
	return false
}

// singles are the columns of plain texts.
func (w *ClientWriter) singles(which func(Field) bool) []outColumn {
	var out []outColumn
	for i, f := range singleFields(&crm.Client{}, &crm.Contact{}) {
		if which(f.field) {
			out = append(out, outColumn{f.field, w.name(f.field), func(r *clientRow) string {
				return *singleFields(&r.client, &r.person)[i].value
			}})
		}
	}
	return out
}

// most is the length of the longest list among the rows.
func most[T any](w *ClientWriter, list func(*clientRow) []T) int {
	n := 0
	for i := range w.rows {
		n = max(n, len(list(&w.rows[i])))
	}
	return n
}

// nth makes a column of one fact of the n-th member of a list.
func nth[T any](f Field, heading string, n int, list func(*clientRow) []T, value func(T) string) outColumn {
	return outColumn{f, heading, func(r *clientRow) string {
		if all := list(r); n < len(all) {
			return value(all[n])
		}
		return ""
	}}
}

func (w *ClientWriter) numbered(f Field, n int) string { return w.name(f) + " " + strconv.Itoa(n+1) }

func (w *ClientWriter) within(f Field, n int, part Field) string {
	return w.numbered(f, n) + ": " + w.name(part)
}

func (w *ClientWriter) phoneColumns(f Field, list func(*clientRow) []crm.Phone) []outColumn {
	var out []outColumn
	for n := range most(w, list) {
		out = append(out,
			nth(f, w.numbered(f, n), n, list, func(p crm.Phone) string { return p.Raw }),
			nth(f, w.within(f, n, FieldPhoneLabel), n, list, func(p crm.Phone) string { return p.Label }),
			nth(f, w.within(f, n, FieldPhoneE164), n, list, func(p crm.Phone) string { return p.E164 }))
	}
	return out
}

func (w *ClientWriter) emailColumns(f Field, list func(*clientRow) []crm.Email) []outColumn {
	var out []outColumn
	for n := range most(w, list) {
		out = append(out,
			nth(f, w.numbered(f, n), n, list, func(e crm.Email) string { return e.Address }),
			nth(f, w.within(f, n, FieldPhoneLabel), n, list, func(e crm.Email) string { return e.Label }))
	}
	return out
}

func (w *ClientWriter) siteColumns() []outColumn {
	list := func(r *clientRow) []string { return r.client.Sites }
	var out []outColumn
	for n := range most(w, list) {
		out = append(out, nth(FieldSite, w.numbered(FieldSite, n), n, list, func(s string) string { return s }))
	}
	return out
}

func (w *ClientWriter) placeColumns() []outColumn {
	list := func(r *clientRow) []crm.Address { return r.client.Addresses }
	var out []outColumn
	for n := range most(w, list) {
		for _, part := range []struct {
			field Field
			value func(crm.Address) string
		}{{FieldPhoneLabel, func(a crm.Address) string { return a.Label }}, {FieldZip, func(a crm.Address) string { return a.Zip }},
			{FieldCountry, func(a crm.Address) string { return a.Country }}, {FieldRegion, func(a crm.Address) string { return a.Region }},
			{FieldCity, func(a crm.Address) string { return a.City }}, {FieldStreet, func(a crm.Address) string { return a.Street }}} {
			out = append(out, nth(FieldAddress, w.within(FieldAddress, n, part.field), n, list, part.value))
		}
	}
	return out
}

func (w *ClientWriter) paperColumns() []outColumn {
	list := func(r *clientRow) []crm.Requisites { return r.client.Requisites }
	var out []outColumn
	for n := range most(w, list) {
		for i, part := range paperFields(&crm.Requisites{}) {
			heading := w.say.T("intake.field.requisites") + " " + strconv.Itoa(n+1) + ": " + w.name(part.field)
			out = append(out, nth(FieldINN, heading, n, list, func(r crm.Requisites) string { return *paperFields(&r)[i].value }))
		}
	}
	return out
}

// ownFieldColumns are the fields that the user invented.
func (w *ClientWriter) ownFieldColumns() []outColumn {
	var out []outColumn
	for _, f := range w.fields {
		out = append(out, outColumn{FieldOwn, w.name(FieldOwn) + ": " + text.Line(f.Name, 0), func(r *clientRow) string {
			for _, v := range r.client.Fields {
				if v.Field == f.ID {
					return v.Value
				}
			}
			return ""
		}})
	}
	return out
}
