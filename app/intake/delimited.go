package intake

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// record is one row of a table.
type record struct {
	line   int
	cells  []string
	quoted []bool         // of a text: the cell stood in quotes; nil for workbooks
	stored map[int]string // of a workbook: numbers as they are kept, where they are shown otherwise
}

func (r record) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// cell gives the trimmed text of a cell, "" beyond the end and for the word NULL.
func (r record) cell(i int) string {
	if i >= len(r.cells) {
		return ""
	}
	s := strings.TrimSpace(r.cells[i])
	if s == "NULL" || s == `\N` {
		return ""
	}
	return s
}

// readDelimited reads clients out of a table of text.
func readDelimited(name string, d decoded, opts Options) (Batch, error) {
	var c complaints
	b, records, err := delimitedRecords(name, d, opts, &c)
	if err != nil {
		return Batch{}, err
	}
	return readTable(b, records, &c, opts), nil
}

// delimitedRecords reads the rows of a table of text that hold anything.
func delimitedRecords(name string, d decoded, opts Options, c *complaints) (Batch, []record, error) {
	text, delimiter := separatorLine(d.text)
	if opts.Delimiter != "" {
		delimiter = opts.Delimiter[0]
	}
	if delimiter == 0 {
		delimiter = guessDelimiter(text)
	}
	b := Batch{Format: "CSV", Encoding: d.encoding, Delimiter: strings.Trim(string(rune(delimiter)), "\x00")}
	s := scanner{text: text, delimiter: delimiter, line: 1, limits: opts.limits(), complain: c}
	if len(text) != len(d.text) {
		s.line = 2
	}
	var records []record
	for (opts.peek == 0 || len(records) < opts.peek) && s.next() {
		if !s.row.blank() {
			records = append(records, s.row)
		}
		if len(records) > opts.limits().Rows {
			return Batch{}, nil, refuse(ErrTooBig, "intake.refused.rows", "Name", name, "Limit", fmt.Sprint(opts.limits().Rows))
		}
	}
	if strings.ContainsRune(d.text, utf8.RuneError) {
		c.add(Warning, lineOf(d.text, strings.IndexRune(d.text, utf8.RuneError)), "", "intake.letters", "Encoding", d.encoding)
	}
	return b, records, nil
}

func lineOf(s string, at int) int { return 1 + strings.Count(s[:at], "\n") }

// separatorLine takes off a first line "sep=;" that spreadsheets understand.
func separatorLine(s string) (rest string, delimiter byte) {
	line, rest := cutLine(s)
	line = strings.ToLower(strings.Trim(line, `" `))
	if strings.HasPrefix(line, "sep=") && len(line) == 5 {
		return rest, line[4]
	}
	return s, 0
}

// cutLine parts the first line from the rest, whatever ends it.
func cutLine(s string) (line, rest string) {
	i := strings.IndexAny(s, "\r\n")
	if i < 0 {
		return s, ""
	}
	if strings.HasPrefix(s[i:], "\r\n") {
		return s[:i], s[i+2:]
	}
	return s[:i], s[i+1:]
}

// delimiters in the order of preference among equals.
const delimiters = "\t;,|"

// guessDelimiter takes the delimiter that cuts most of the first rows into the same number of cells; 0 when none cuts.
func guessDelimiter(s string) byte {
	sample := s[:min(len(s), 256<<10)]
	best, bestScore := byte(0), 0.0
	for i := range len(delimiters) {
		if score := evenness(sample, delimiters[i]); score > bestScore*1.0001 {
			best, bestScore = delimiters[i], score
		}
	}
	return best
}

// evenness is the share of rows of the commonest width, weighed with that width.
func evenness(sample string, delimiter byte) float64 {
	if strings.IndexByte(sample, delimiter) < 0 {
		return 0
	}
	s := scanner{text: sample, delimiter: delimiter, line: 1, limits: DefaultLimits, complain: &complaints{}}
	widths := map[int]int{}
	rows := 0
	for rows < 60 && s.next() {
		if !s.row.blank() {
			rows++
			widths[len(s.row.cells)]++
		}
	}
	best := 0.0
	for width, n := range widths {
		if share := float64(n) / float64(rows); width > 1 {
			best = math.Max(best, share*share*math.Log2(float64(width)+1))
		}
	}
	return best
}

// scanner cuts a text into rows of cells. It reads what spreadsheets write and forgives what people do to it by hand:
// any line ends, quotes inside unquoted cells, text after a closing quote, quotes that are never shut.
type scanner struct {
	text      string
	at        int
	line      int
	delimiter byte
	row       record
	limits    Limits
	complain  *complaints
}

// next reads the next row, and reports whether there was one.
func (s *scanner) next() bool {
	if s.at >= len(s.text) {
		return false
	}
	s.row = record{line: s.line}
	for {
		cell, quoted := s.cell()
		s.keep(cell, quoted)
		if s.at >= len(s.text) {
			return true
		}
		c := s.text[s.at]
		s.at++
		if c == s.delimiter {
			if s.at == len(s.text) {
				s.keep("", false)
			}
			continue
		}
		if c == '\r' && s.at < len(s.text) && s.text[s.at] == '\n' {
			s.at++
		}
		s.line++
		return true
	}
}

func (s *scanner) keep(cell string, quoted bool) {
	if len(s.row.cells) >= s.limits.Columns {
		if len(s.row.cells) == s.limits.Columns {
			s.complain.add(Warning, s.row.line, "", "intake.columns", "Limit", fmt.Sprint(s.limits.Columns))
			s.row.cells = append(s.row.cells, "")
			s.row.quoted = append(s.row.quoted, false)
		}
		return
	}
	if len(cell) > s.limits.Cell && utf8.RuneCountInString(cell) > s.limits.Cell {
		cell = string([]rune(cell)[:s.limits.Cell])
		s.complain.add(Warning, s.row.line, "", "intake.long", "Limit", fmt.Sprint(s.limits.Cell))
	}
	s.row.cells = append(s.row.cells, cell)
	s.row.quoted = append(s.row.quoted, quoted)
}

// cell reads up to the delimiter or line end, which it leaves.
func (s *scanner) cell() (cell string, quoted bool) {
	if i := s.openingQuote(); i >= 0 {
		if cell, ok := s.quotedCell(i + 1); ok {
			return cell, true
		}
		s.complain.add(Warning, s.line, "", "intake.quote")
	}
	return s.plain(), false
}

// openingQuote finds a quote at the beginning of a cell; spaces may stand before it.
func (s *scanner) openingQuote() int {
	for i := s.at; i < len(s.text); i++ {
		switch s.text[i] {
		case '"':
			return i
		case ' ':
		default:
			return -1
		}
	}
	return -1
}

// plain reads an unquoted cell.
func (s *scanner) plain() string {
	from := s.at
	for s.at < len(s.text) {
		if c := s.text[s.at]; c == s.delimiter || c == '\n' || c == '\r' {
			break
		}
		s.at++
	}
	return s.text[from:s.at]
}

// maxQuoted is how far a quote may reach: further on it is taken for one that was never shut.
const maxQuoted = 1 << 20

// quotedCell reads a cell after its opening quote. It fails, reading nothing, when the quote is never shut, or is shut
// on another line before something that does not end a cell: then the quote belonged to the text.
func (s *scanner) quotedCell(from int) (string, bool) {
	var b strings.Builder
	lines, i := 0, from
	for start := from; ; i++ {
		if i >= len(s.text) || i-from > maxQuoted {
			return "", false
		}
		switch c := s.text[i]; {
		case c == '\n' || c == '\r' && (i+1 == len(s.text) || s.text[i+1] != '\n'):
			lines++
		case c == '"' && i+1 < len(s.text) && s.text[i+1] == '"':
			b.WriteString(s.text[start : i+1])
			i++
			start = i + 1
		case c == '"':
			b.WriteString(s.text[start:i])
			return s.shut(i+1, b.String(), lines)
		}
	}
}

// shut ends a quoted cell; what stands between the quote and the end of the cell is kept when it is on the same line.
func (s *scanner) shut(at int, cell string, lines int) (string, bool) {
	was := s.at
	s.at = at
	tail := s.plain()
	if strings.TrimSpace(tail) != "" {
		if lines > 0 {
			s.at = was
			return "", false
		}
		cell += tail
	}
	s.line += lines
	return strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n"), true
}
