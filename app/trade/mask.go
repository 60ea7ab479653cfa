package trade

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rapport/app/crm"
)

// Reset tells when running numbers begin again at 1.
type Reset string

// The resets.
const (
	ResetNever   Reset = "never"
	ResetYearly  Reset = "year"
	ResetMonthly Reset = "month"
)

// Resets lists the resets in the order they are offered for choice.
var Resets = []Reset{ResetYearly, ResetMonthly, ResetNever}

// maskPart is one part of a mask: fixed text, or a field.
type maskPart struct {
	text  string
	field string
	width int // of the running number, at least
}

// Mask is how numbers of offers are made. ParseMask makes one that gives every number once.
type Mask struct {
	parts []maskPart
	reset Reset
}

// NumberFacts are what a mask is filled with beside the running number.
type NumberFacts struct {
	Day    crm.Day
	Firm   string // prefix of the firm
	Client string // code of the client; nothing stands in its place when it has none
}

// The fields of a mask.
const (
	fieldYear   = "year"  // 2026
	fieldYY     = "yy"    // 26
	fieldMonth  = "month" // 01–12
	fieldFirm   = "firm"
	fieldClient = "client"
	fieldNumber = "n" // {n:4} has at least four digits
)

// mostMask is how many characters a mask has at most, mostWidth how many digits a running number is padded to.
const (
	mostMask  = 60
	mostWidth = 9
)

// ParseMask reads a mask such as "КП-{year}-{n:4}": text with the fields {year}, {yy}, {month}, {firm}, {client} and {n},
// the last with the least number of digits behind a colon. It is a fault when a field is unknown, {n} is not there exactly
// once, or the mask could give one number twice: under a reset without the year, or the month, that tells its periods
// apart, and with {n} beside a digit that belongs to something of any length.
func ParseMask(text string, reset Reset) (Mask, error) {
	m := Mask{reset: reset}
	if utf8.RuneCountInString(text) > mostMask {
		return m, maskFault("trade.mask.long")
	}
	for rest := text; rest != ""; {
		plain, after, open := strings.Cut(rest, "{")
		if strings.Contains(plain, "}") || strings.ContainsFunc(plain, unicode.IsControl) {
			return m, maskFault("trade.mask.brace")
		}
		if plain != "" {
			m.parts = append(m.parts, maskPart{text: plain})
		}
		if !open {
			break
		}
		inner, behind, closed := strings.Cut(after, "}")
		if !closed {
			return m, maskFault("trade.mask.brace")
		}
		part, err := maskField(inner)
		if err != nil {
			return m, err
		}
		m.parts, rest = append(m.parts, part), behind
	}
	return m, m.check()
}

func maskFault(reason string, args ...string) error {
	return crm.Fault{Field: "mask", Reason: reason, Args: args}
}

func maskField(inner string) (maskPart, error) {
	name, width, wide := strings.Cut(inner, ":")
	p := maskPart{field: name}
	switch name {
	case fieldYear, fieldYY, fieldMonth, fieldFirm, fieldClient:
		if wide {
			return p, maskFault("trade.mask.field", "Field", inner)
		}
	case fieldNumber:
		if !wide {
			return p, nil
		}
		n, err := strconv.Atoi(width)
		if err != nil || n < 1 || n > mostWidth {
			return p, maskFault("trade.mask.width")
		}
		p.width = n
	default:
		return p, maskFault("trade.mask.field", "Field", inner)
	}
	return p, nil
}

// check refuses masks that could give a number twice.
func (m Mask) check() error {
	count := map[string]int{}
	for _, p := range m.parts {
		count[p.field]++
	}
	year := count[fieldYear]+count[fieldYY] > 0
	switch {
	case count[fieldNumber] != 1:
		return maskFault("trade.mask.number")
	case count[fieldClient] > 1:
		return maskFault("trade.mask.client")
	case m.reset == ResetYearly && !year:
		return maskFault("trade.mask.year")
	case m.reset == ResetMonthly && (!year || count[fieldMonth] == 0):
		return maskFault("trade.mask.month")
	case m.reset != ResetNever && m.reset != ResetYearly && m.reset != ResetMonthly:
		return maskFault("trade.mask.reset")
	}
	for i, p := range m.parts {
		if p.field == fieldNumber && (m.blurred(i-1, utf8.DecodeLastRuneInString) || m.blurred(i+1, utf8.DecodeRuneInString)) {
			return maskFault("trade.mask.beside")
		}
	}
	return nil
}

// blurred tells whether the part beside the running number could be taken for some of its digits.
func (m Mask) blurred(i int, edge func(string) (rune, int)) bool {
	if i < 0 || i >= len(m.parts) {
		return false
	}
	switch p := m.parts[i]; p.field {
	case "":
		r, _ := edge(p.text)
		return unicode.IsDigit(r)
	case fieldYear, fieldYY, fieldMonth:
		return false
	}
	return true
}

// HasFirm reports whether the prefix of the firm stands in the mask.
func (m Mask) HasFirm() bool { return m.has(fieldFirm) }

// HasClient reports whether the code of the client stands in the mask.
func (m Mask) HasClient() bool { return m.has(fieldClient) }

func (m Mask) has(field string) bool {
	return slices.ContainsFunc(m.parts, func(p maskPart) bool { return p.field == field })
}

// Format is the number of the mask for a running number on a day.
func (m Mask) Format(f NumberFacts, n int) string {
	var b strings.Builder
	for _, p := range m.parts {
		b.WriteString(p.write(f, n))
	}
	return b.String()
}

func (p maskPart) write(f NumberFacts, n int) string {
	t, _ := f.Day.Time() // of no day it is the year 1
	switch p.field {
	case fieldYear:
		return t.Format("2006")
	case fieldYY:
		return t.Format("06")
	case fieldMonth:
		return t.Format("01")
	case fieldFirm:
		return strings.TrimSpace(f.Firm)
	case fieldClient:
		return strings.TrimSpace(f.Client)
	case fieldNumber:
		return fmt.Sprintf("%0*d", p.width, n)
	}
	return p.text
}

// fixed tells whether a part is the same in all numbers of one period.
func (m Mask) fixed(p maskPart) bool {
	switch p.field {
	case fieldNumber, fieldClient:
		return false
	case fieldYear, fieldYY:
		return m.reset != ResetNever
	case fieldMonth:
		return m.reset == ResetMonthly
	}
	return true
}

// Prefix is how all numbers of the period of a day begin; empty when they have nothing in common.
func (m Mask) Prefix(f NumberFacts) string {
	var b strings.Builder
	for _, p := range m.parts {
		if !m.fixed(p) {
			break
		}
		b.WriteString(p.write(f, 0))
	}
	return b.String()
}

// Period tells the periods of the mask apart: the numbers of days that have the same are counted together. It is what these
// numbers look like, as a regular expression that finds the running number.
func (m Mask) Period(f NumberFacts) string {
	var b strings.Builder
	b.WriteString("^")
	for _, p := range m.parts {
		switch {
		case m.fixed(p):
			b.WriteString(regexp.QuoteMeta(p.write(f, 0)))
		case p.field == fieldNumber:
			b.WriteString("([0-9]+)")
		case p.field == fieldClient:
			b.WriteString(".*")
		case p.field == fieldYear:
			b.WriteString("[0-9]{4}")
		default:
			b.WriteString("[0-9]{2}")
		}
	}
	b.WriteString("$")
	return b.String()
}

// shape matches the numbers of the period of a day and finds the running number in them.
func (m Mask) shape(f NumberFacts) *regexp.Regexp { return regexp.MustCompile(m.Period(f)) }

// widestGap is how many numbers in a row may be missing for the gap to be filled; a wider one is a jump that the user made
// by typing a number of their own.
const widestGap = 20

// Next is the next free number on a day, given those taken: the first missing in their row, else the one after the
// highest; 1 when none is taken. The row begins behind the last jump, see widestGap. Numbers of other periods and other
// shapes do not count, but no number is given that is taken.
func (m Mask) Next(f NumberFacts, taken []string) string { return m.Row(f, taken).Next(f) }

// rowStart is where the row of numbers begins behind its last jump: 1 where no jump leads up to it.
func rowStart(row []int) int {
	slices.Sort(row)
	start, last := 1, 0
	for _, n := range row {
		if n-last-1 > widestGap {
			start = n
		}
		last = n
	}
	return start
}
