package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rapport/app/text"
)

// dateOrder is how the dates of a column are written with slashes.
type dateOrder int

const (
	unclear    dateOrder = iota // no value tells
	dayFirst                    // 31/12/1980
	monthFirst                  // 12/31/1980
)

var (
	isoDate     = pattern(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$`)
	compactDate = pattern(`^(\d{4})(\d{2})(\d{2})(?:T.*)?$`)
	noYear      = pattern(`^--(\d{2})-?(\d{2})$`)
	dotted      = pattern(`^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:\s+\d{1,2}:.*)?$`)
	dottedShort = pattern(`^(\d{1,2})\.(\d{1,2})\.?$`)
	slashed     = pattern(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:\s+\d{1,2}:.*)?$`)
)

// learnDates finds, for each column of birthdays, which of day and month stands first before slashes: a number over 12
// anywhere in the column tells.
func (t *table) learnDates() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.field != FieldBirthday {
			continue
		}
		day, month := false, false
		for _, r := range t.rows {
			if m := slashed().FindStringSubmatch(r.cell(c.index)); m != nil {
				day = day || number(m[1]) > 12
				month = month || number(m[2]) > 12
			}
		}
		switch {
		case day && !month:
			c.dateOrder = dayFirst
		case month && !day:
			c.dateOrder = monthFirst
		}
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// birthday reads a date as YYYY-MM-DD or --MM-DD. It fails when the text is no date, or may be one of two.
func birthday(s string, order dateOrder, present int) (string, bool) {
	s = strings.TrimSpace(s)
	if m := isoDate().FindStringSubmatch(s); m != nil {
		return calendarDay(number(m[1]), number(m[2]), number(m[3]), present)
	}
	if m := compactDate().FindStringSubmatch(s); m != nil {
		return calendarDay(number(m[1]), number(m[2]), number(m[3]), present)
	}
	if m := noYear().FindStringSubmatch(s); m != nil {
		return calendarDay(0, number(m[1]), number(m[2]), present)
	}
	if m := dotted().FindStringSubmatch(s); m != nil {
		return calendarDay(fullYear(m[3], present), number(m[2]), number(m[1]), present)
	}
	if m := dottedShort().FindStringSubmatch(s); m != nil {
		return calendarDay(0, number(m[2]), number(m[1]), present)
	}
	if m := slashed().FindStringSubmatch(s); m != nil {
		return slashedDay(number(m[1]), number(m[2]), fullYear(m[3], present), order, present)
	}
	return spelledDay(s, present)
}

func slashedDay(a, b, year int, order dateOrder, present int) (string, bool) {
	switch {
	case order == dayFirst || a > 12:
		return calendarDay(year, b, a, present)
	case order == monthFirst || b > 12 || a == b:
		return calendarDay(year, a, b, present)
	}
	return "", false
}

// spelledDay reads "15 марта 1980" and "Mar 15, 1980", which hold letters and a year.
func spelledDay(s string, present int) (string, bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	if len(words) < 3 || len(words) > 4 || len(text.Digits(s)) < 5 {
		return "", false
	}
	day, ok := text.ParseDay(s, text.RU, time.Date(max(present, 2000), 1, 1, 0, 0, 0, 0, time.UTC))
	if !ok {
		return "", false
	}
	return calendarDay(day.Year(), int(day.Month()), day.Day(), present)
}

// fullYear completes two digits of a year to the latest one that is not in the future.
func fullYear(s string, present int) int {
	year := number(s)
	if len(s) != 2 {
		return year
	}
	if present == 0 {
		present = 2030
	}
	year += present - present%100
	if year > present {
		year -= 100
	}
	return year
}

// calendarDay checks a date. Apple writes 1604 and others 0000 for an unknown year.
func calendarDay(year, month, day, present int) (string, bool) {
	check := year
	if year == 0 || year == 1604 {
		year, check = 0, 2000
	}
	d := time.Date(check, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if d.Day() != day || int(d.Month()) != month || year != 0 && year < 1800 || present > 0 && year > present || year > 9999 {
		return "", false
	}
	if year == 0 {
		return fmt.Sprintf("--%02d-%02d", month, day), true
	}
	return d.Format(time.DateOnly), true
}
