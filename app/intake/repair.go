package intake

import (
	"strconv"
	"strings"
	"unicode"

	"rapport/app/text"
)

// repair joins cells that an unquoted comma inside a value cut in two: "…,24, place Kléber,Strasbourg,…". Such a row is
// known by a cell that begins with a space after one that is filled, where cells of other rows do not, and by values
// standing in the wrong columns – words under the telephone, digits under the country – that joining puts right.
func (t *table) repair(delimiter string) {
	if delimiter != "," || t.spacious() {
		return
	}
	for i := range t.rows {
		t.repairRow(&t.rows[i])
	}
}

// spacious finds a file that puts a space after every comma: there a space says nothing.
func (t *table) spacious() bool {
	cells, spaced := 0, 0
	for _, r := range t.rows[:min(len(t.rows), 500)] {
		for i := 1; i < len(r.cells); i++ {
			if r.cells[i] != "" {
				cells++
				if ledBySpace(r, i) {
					spaced++
				}
			}
		}
	}
	return spaced*4 > cells
}

// ledBySpace reports whether a cell looks like the second half of one.
func ledBySpace(r record, i int) bool {
	c := r.cells[i]
	return i > 0 && len(c) > 1 && c[0] == ' ' && c[1] != ' ' && strings.TrimSpace(r.cells[i-1]) != "" &&
		(r.quoted == nil || !r.quoted[i] && !r.quoted[i-1])
}

func (t *table) repairRow(r *record) {
	fixed := record{line: r.line}
	var pieces []string
	for i, c := range r.cells {
		if n := len(fixed.cells); ledBySpace(*r, i) {
			fixed.cells[n-1] += "," + c
			pieces = append(pieces, fixed.cells[n-1])
			continue
		}
		fixed.cells = append(fixed.cells, c)
		fixed.quoted = append(fixed.quoted, r.quoted != nil && r.quoted[i])
	}
	if len(pieces) == 0 {
		return
	}
	before, after := t.misfits(*r), t.misfits(fixed)
	if after < before || after == before && len(r.cells) > len(t.columns) && len(fixed.cells) >= len(t.columns) {
		lost := min(max(len(t.columns)-len(fixed.cells), 0), len(pieces))
		*r = fixed
		reason := "intake.joined"
		if lost > 0 {
			reason = "intake.joined.lost"
		}
		t.complain.add(Warning, r.line, "", reason, "Text", text.Ellipsis(strings.Join(pieces, "; "), 120), "Lost", strconv.Itoa(lost))
	}
}

// misfits counts the values of a row that cannot belong to their columns.
func (t *table) misfits(r record) int {
	n := 0
	for _, c := range t.columns {
		if s := r.cell(c.index); s != "" && misfit(c.field, s) {
			n++
		}
	}
	return n
}

func misfit(f Field, s string) bool {
	switch f {
	case FieldPhone, FieldCompanyPhone:
		return digitsIn(s) < 3
	case FieldEmail, FieldCompanyEmail:
		return !strings.Contains(s, "@")
	case FieldZip:
		return digitsIn(s) == 0
	case FieldCountry, FieldCity:
		return digitsIn(s) > 0
	case FieldRegion:
		return digitsIn(s) > 2 && !strings.ContainsFunc(s, unicode.IsLetter)
	case FieldINN, FieldEDRPOU, FieldIPN, FieldOGRN:
		return digitsIn(s) < 5
	}
	return false
}

func digitsIn(s string) int { return len(text.Digits(s)) }
