// Package intake reads clients out of the files that owners bring – tables as CSV or XLSX, address books as vCard – and
// writes tables for other programs. It knows values, never the base: ids are left to whoever keeps the clients.
package intake

import (
	"fmt"
	"io"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
)

// Options say how a file is to be read; the zero value lets everything be found out from the file itself.
type Options struct {
	Country   string         // the user's own, ISO 3166: telephones without "+" are understood by it
	Sheet     string         // of a workbook; empty: the first that holds a table
	Encoding  string         // of a text, as Batch.Encoding names it; empty: found out
	Delimiter string         // of a table; empty: found out
	Fields    map[int]Field  // what columns hold, by their place from 0, where the user knows better
	Tongue    *text.Tongue   // names the sorts of telephones; without it they keep their codes ("mobile")
	Year      int            // the present year: birthdays after it are doubted; 0: none is doubted
	Limits    Limits         // zero values: DefaultLimits
	Currency  money.Currency // of prices and sums that name none, where the user knows better
	peek      int            // rows after which nothing more is read; 0: all are
}

// Limits bound what is read, so that no file can exhaust the machine.
type Limits struct {
	Bytes   int64 // of the file, and eight times as many of what is unpacked from it
	Rows    int
	Columns int
	Cell    int // runes; what is longer is cut, with a complaint
}

// DefaultLimits are far above what an address book of a firm holds.
var DefaultLimits = Limits{Bytes: 200 << 20, Rows: 1_000_000, Columns: 10_000, Cell: 32_767}

// Batch is what a file holds.
type Batch struct {
	Clients    []Draft
	Complaints []Complaint // in the order of the lines
	Format     string      // "vCard", "CSV", "XLSX", "Rapport CSV"
	Encoding   string      // "UTF-8", "windows-1251", …
	Delimiter  string      // of a table of text
	Sheet      string      // of a workbook, the one read
	Sheets     []string    // of a workbook, all of them
	Columns    []Mapped    // of a table
	Rows       int         // rows or cards that hold anything, read or left out
}

// Draft is a client as found in a file, with the people found there. Ids are zero, save in a file that this program
// wrote itself.
type Draft struct {
	Line     int // of the file, from 1
	Client   crm.Client
	Contacts []crm.Contact
	Owner    string // name of the rep who leads the client
	Extra    []Pair // what has no place of its own
}

// Pair is one value that has no place of its own, with the heading it stood under.
type Pair struct{ Heading, Value string }

// Level tells how much of a row a complaint concerns.
type Level int

// The levels of complaint.
const (
	Note    Level = iota // something was understood in one of several ways, or put right
	Warning              // a value was kept aside or may be wrong
	Fail                 // the row was left out
)

// Complaint is one thing in the file that was not plain. Its sentence is the message Reason with the fields Args.
type Complaint struct {
	Line   int    // of the file, from 1; 0: the whole file
	Column string // heading, or property of a card; may be empty
	Reason string // message key "intake.…"
	Args   []string
	Level  Level
}

// Say writes the complaint in the user's language.
func (c Complaint) Say(t *text.Tongue) string {
	args := []any{"Line", c.Line, "Column", c.Column}
	for _, a := range c.Args {
		args = append(args, a)
	}
	return t.T(c.Reason, args...)
}

// Mapped is a column of a table and what it was taken for.
type Mapped struct {
	Index    int
	Heading  string
	Field    Field  // FieldExtra when it was not understood
	Label    string // sort of telephone, e-mail or address
	Group    string // columns of one telephone or address share it
	Examples []string
}

// maxComplaints of a file are kept one by one; what follows is counted.
const maxComplaints = 10_000

// ReadFrom is Read from a stream; a file over the limit gives ErrTooBig.
func ReadFrom(name string, r io.Reader, opts Options) (Batch, error) {
	limit := opts.limits().Bytes
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return Batch{}, fmt.Errorf("read %s: %w", name, err)
	}
	return Read(name, data, opts)
}

// Read finds out what a file is by its content and reads the clients out of it. Whatever is not plain is said in the
// batch's complaints; an error (a *Refusal) is returned only when nothing can be read. name serves messages only.
func Read(name string, data []byte, opts Options) (Batch, error) {
	kind, err := readable(name, data, opts)
	if err != nil {
		return Batch{}, err
	}
	if kind == kindXLSX {
		return readWorkbook(name, data, opts)
	}
	return readText(name, data, opts)
}

// readable tells a workbook from a text, and refuses everything else.
func readable(name string, data []byte, opts Options) (fileKind, error) {
	if int64(len(data)) > opts.limits().Bytes {
		return "", refuse(ErrTooBig, "intake.refused.big", "Name", name, "Limit", fmt.Sprint(opts.limits().Bytes>>20))
	}
	switch kind := sniff(data); kind {
	case kindText, kindXLSX:
		return kind, nil
	case kindEmpty:
		return kind, refuse(ErrEmpty, "intake.refused.empty", "Name", name)
	default:
		return kind, refuse(ErrFormat, "intake.refused."+string(kind), "Name", name)
	}
}

// readText reads a vCard or a table of text.
func readText(name string, data []byte, opts Options) (Batch, error) {
	decoded := decodeText(data, opts.Encoding)
	switch kind := sniffDecoded(decoded.text); kind {
	case kindText:
		return readDelimited(name, decoded, opts)
	case kindVCard:
		return readCards(name, decoded, opts)
	default:
		return Batch{}, refuseText(name, kind)
	}
}

// refuseText says why a text of a kind is not read.
func refuseText(name string, kind fileKind) error {
	if kind == kindEmpty {
		return refuse(ErrEmpty, "intake.refused.empty", "Name", name)
	}
	return refuse(ErrFormat, "intake.refused."+string(kind), "Name", name)
}

// readRecords reads the rows of a table that hold anything, of whatever format the file is; cards are no table.
func readRecords(name string, data []byte, opts Options, c *complaints) (Batch, []record, error) {
	kind, err := readable(name, data, opts)
	if err != nil {
		return Batch{}, nil, err
	}
	if kind == kindXLSX {
		return workbookRecords(name, data, opts, c)
	}
	decoded := decodeText(data, opts.Encoding)
	if kind := sniffDecoded(decoded.text); kind != kindText {
		return Batch{}, nil, refuseText(name, kind)
	}
	return delimitedRecords(name, decoded, opts, c)
}

func (o Options) limits() Limits {
	l := o.Limits
	d := DefaultLimits
	if l.Bytes <= 0 {
		l.Bytes = d.Bytes
	}
	if l.Rows <= 0 {
		l.Rows = d.Rows
	}
	if l.Columns <= 0 {
		l.Columns = d.Columns
	}
	if l.Cell <= 0 {
		l.Cell = d.Cell
	}
	return l
}

// label names a sort of telephone, e-mail or address in the user's language.
func (o Options) label(code string) string {
	if code == "" || o.Tongue == nil {
		return code
	}
	if key := "intake.label." + strings.ReplaceAll(code, " ", "."); o.Tongue.Has(key) {
		return o.Tongue.T(key)
	}
	return code
}

// complaints gathers what is not plain in a file.
type complaints struct {
	list    []Complaint
	dropped int
}

func (c *complaints) add(level Level, line int, column, reason string, args ...string) {
	if len(c.list) >= maxComplaints {
		c.dropped++
		return
	}
	c.list = append(c.list, Complaint{Line: line, Column: column, Reason: reason, Args: args, Level: level})
}

// all lists the complaints, with a word on those that were too many.
func (c *complaints) all() []Complaint {
	if c.dropped > 0 {
		c.list = append(c.list, Complaint{Reason: "intake.more", Args: []string{"Count", fmt.Sprint(c.dropped)}})
		c.dropped = 0
	}
	return c.list
}
