package text

import (
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"
)

// Every format below reads only the calendar fields of the time it is given, in that time's own location.

// Date is the short date of tables and fields: "24.11.2026" (ru, uk) or "24 Nov 2026" (en).
func (l Lang) Date(d time.Time) string {
	if l == RU || l == UK {
		return d.Format("02.01.2006")
	}
	return d.Format("2 Jan 2006")
}

// DayMonth is a date whose year is plain from the context: "24.11" or "24 Nov".
func (l Lang) DayMonth(d time.Time) string {
	if l == RU || l == UK {
		return d.Format("02.01")
	}
	return d.Format("2 Jan")
}

// LongDate is the date of letters and papers: "24 ноября 2026 г.", "24 листопада 2026 р.", "24 November 2026", with
// non-breaking spaces in Russian and Ukrainian.
func (l Lang) LongDate(d time.Time) string {
	w, gap := wordsOf(l), nbsp
	if l == EN {
		gap = " "
	}
	return strconv.Itoa(d.Day()) + gap + w.monthsOf[d.Month()-1] + gap + strconv.Itoa(d.Year()) + w.yearMark
}

// DayOfMonth is day and month in words without the year: "24 ноября", "24 листопада", "24 November".
func (l Lang) DayOfMonth(d time.Time) string {
	gap := nbsp
	if l == EN {
		gap = " "
	}
	return strconv.Itoa(d.Day()) + gap + wordsOf(l).monthsOf[d.Month()-1]
}

// MonthYear is a heading for a month: "Ноябрь 2026", "Листопад 2026", "November 2026".
func (l Lang) MonthYear(d time.Time) string {
	return l.MonthName(d.Month()) + " " + strconv.Itoa(d.Year())
}

// MonthShort is a month with its year for the axes of charts: "ноя 2026", "лис 2026", "Nov 2026".
func (l Lang) MonthShort(d time.Time) string {
	return wordsOf(l).monthsShort[d.Month()-1] + " " + strconv.Itoa(d.Year())
}

// MonthName is the name of the month alone, with a capital: "Ноябрь".
func (l Lang) MonthName(m time.Month) string {
	return capital(wordsOf(l).months[m-1])
}

// MonthThree is the month in three letters without the year: "ноя".
func (l Lang) MonthThree(m time.Month) string {
	return wordsOf(l).monthsShort[m-1]
}

// Weekday is the full name of the day of the week as inside a sentence: "вторник", "вівторок", "Tuesday".
func (l Lang) Weekday(d time.Weekday) string {
	return wordsOf(l).weekdays[d]
}

// WeekdayTwo is the day of the week in two letters: "Вт", "Tu".
func (l Lang) WeekdayTwo(d time.Weekday) string {
	return wordsOf(l).weekdaysTwo[d]
}

// Relative is "вчера", "сегодня" or "завтра" for the days around today, and the short date for all others.
func (l Lang) Relative(d, today time.Time) string {
	distance := DaysBetween(today, d)
	if distance < -1 || distance > 1 {
		return l.Date(d)
	}
	return wordsOf(l).relative[distance+1]
}

// Clock is the time of day: "11:42" in every language.
func (l Lang) Clock(t time.Time) string { return t.Format("15:04") }

// DateClock is the short date with the time of day: "24.11.2026 11:42".
func (l Lang) DateClock(t time.Time) string { return l.Date(t) + " " + l.Clock(t) }

// RelativeClock is the relative date with the time of day: "вчера, 11:42".
func (l Lang) RelativeClock(t, today time.Time) string {
	return l.Relative(t, today) + ", " + l.Clock(t)
}

// Weekdays lists the days of a week in the order they are shown: in all our languages the week starts on Monday.
func Weekdays() [7]time.Weekday {
	return [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// WeekStart is midnight of the Monday of d's week, in d's location.
func WeekStart(d time.Time) time.Time {
	back := (int(d.Weekday()) + 6) % 7
	return time.Date(d.Year(), d.Month(), d.Day()-back, 0, 0, 0, 0, d.Location())
}

// DaysBetween counts calendar days from one date to another, each read in its own location; it is negative when to is
// the earlier one. Clock changes do not disturb it.
func DaysBetween(from, to time.Time) int {
	return int((noon(to) - noon(from)) / 86400)
}

func noon(d time.Time) int64 {
	return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC).Unix()
}

// capital makes the first letter of a word upper case.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
