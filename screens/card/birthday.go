package card

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rapport/app/text"
)

// birthday is a day of a month, with the year where it is known.
type birthday struct {
	year  int // 0: not known
	month time.Month
	day   int
}

// readBirthday reads a birthday as the records keep it: YYYY-MM-DD or --MM-DD.
func readBirthday(s string) (birthday, bool) {
	form, body := time.DateOnly, s
	if rest, ok := strings.CutPrefix(s, "--"); ok {
		body = "2000-" + rest // a leap year: 29 February is a birthday, too
	}
	d, err := time.Parse(form, body)
	if err != nil {
		return birthday{}, false
	}
	b := birthday{month: d.Month(), day: d.Day()}
	if body == s {
		b.year = d.Year()
	}
	return b, true
}

// typedBirthday reads a birthday as people write it, with or without the year.
func typedBirthday(s string, lang text.Lang, today time.Time) (birthday, bool) {
	if b, ok := readBirthday(strings.TrimSpace(s)); ok {
		return b, true
	}
	d, ok := text.ParseDay(s, lang, today)
	if !ok {
		return birthday{}, false
	}
	b := birthday{year: d.Year(), month: d.Month(), day: d.Day()}
	if later, ok := text.ParseDay(s, lang, today.AddDate(1, 0, 0)); ok && later.Year() == d.Year()+1 {
		b.year = 0 // the year came from today's, not from what was typed
	}
	if b.year > today.Year() {
		b.year -= 100
	}
	return b, true
}

// record writes the birthday as the records keep it.
func (b birthday) record() string {
	if b.year == 0 {
		return fmt.Sprintf("--%02d-%02d", int(b.month), b.day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", b.year, int(b.month), b.day)
}

// field writes the birthday for the field it is typed into.
func (b birthday) field(t *text.Tongue) string {
	d := time.Date(max(b.year, 1), b.month, b.day, 0, 0, 0, 0, time.UTC)
	if b.year == 0 {
		return t.DayOfMonth(time.Date(2000, b.month, b.day, 0, 0, 0, 0, time.UTC))
	}
	return t.Date(d)
}

// next is the coming birthday, today's included.
func (b birthday) next(now time.Time) time.Time {
	d := time.Date(now.Year(), b.month, b.day, 0, 0, 0, 0, now.Location())
	if text.DaysBetween(now, d) < 0 {
		d = time.Date(now.Year()+1, b.month, b.day, 0, 0, 0, 0, now.Location())
	}
	return d
}

// near reports whether the birthday comes within two weeks.
func (b birthday) near(now time.Time) bool { return text.DaysBetween(now, b.next(now)) <= 14 }

// words says when the birthday is and, where the year is known, how old one becomes then.
func (b birthday) words(t *text.Tongue, now time.Time) string {
	day := t.DayOfMonth(time.Date(2000, b.month, b.day, 0, 0, 0, 0, time.UTC))
	if text.DaysBetween(now, b.next(now)) == 0 {
		day = t.T("card.birthday.today")
	}
	if b.year == 0 || b.year >= now.Year() {
		return day
	}
	if b.near(now) {
		return t.T("card.birthday.turns", "Day", day, "Age", t.N("text.years", b.next(now).Year()-b.year))
	}
	return day + " " + strconv.Itoa(b.year)
}
