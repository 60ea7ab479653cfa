package text

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ParseDay reads a date as a user types it, in any of our languages whatever lang is: "24.11.2026", "24.11.26",
// "24.11", "24/11/2026", "24112026", "2026-11-24", "24 ноября", "24 Nov 2026", "Nov 24, 2026", "сегодня", "завтра",
// "+3" (days from today; "+2w" or "+2н" weeks, "+1m" or "+1м" months), "пт" (the next Friday after today).
// The day always comes before the month in digits. A date without a year is in today's year; two digits of a year reach
// 20 years ahead of today and 79 back. The result is midnight in today's location. lang settles words that mean
// different days in different languages.
func ParseDay(s string, lang Lang, today time.Time) (day time.Time, ok bool) {
	if len(s) > 200 {
		return time.Time{}, false
	}
	typed := strings.Trim(Fold(s), " .,")
	if d, found := parseDistance(typed, today); found {
		return d, true
	}
	for _, l := range langsFrom(lang) {
		if d, found := parseDayWord(typed, l, today); found {
			return d, true
		}
	}
	return parseCalendarDay(dateTokens(typed), lang, today)
}

// langsFrom lists all languages, the given one first.
func langsFrom(first Lang) []Lang {
	order := []Lang{first}
	for _, l := range Langs {
		if l != first {
			order = append(order, l)
		}
	}
	return order
}

func plusDays(today time.Time, n int) time.Time {
	return time.Date(today.Year(), today.Month(), today.Day()+n, 0, 0, 0, 0, today.Location())
}

// plusMonths keeps the day of the month and stops at the last day of a shorter month.
func plusMonths(today time.Time, n int) time.Time {
	first := time.Date(today.Year(), today.Month()+time.Month(n), 1, 0, 0, 0, 0, today.Location())
	last := plusDays(time.Date(first.Year(), first.Month()+1, 1, 0, 0, 0, 0, time.UTC), -1).Day()
	return time.Date(first.Year(), first.Month(), min(today.Day(), last), 0, 0, 0, 0, today.Location())
}

// parseDistance reads "+3", "-1", "+2w", "+2 недели", "+1м".
func parseDistance(s string, today time.Time) (time.Time, bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return time.Time{}, false
	}
	digits := leadingDigits(s[1:])
	n, err := strconv.Atoi(digits)
	if err != nil || n > 36500 {
		return time.Time{}, false
	}
	if s[0] == '-' {
		n = -n
	}
	unit := []rune(strings.TrimSpace(s[1+len(digits):]))
	if len(unit) == 0 {
		return inRange(plusDays(today, n))
	}
	switch unit[0] {
	case 'д', 'd':
		return inRange(plusDays(today, n))
	case 'н', 'т', 'w':
		return inRange(plusDays(today, 7*n))
	case 'м', 'm':
		return inRange(plusMonths(today, n))
	case 'г', 'л', 'р', 'y':
		return inRange(plusMonths(today, 12*n))
	}
	return time.Time{}, false
}

func leadingDigits(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}

// inRange refuses days no record of a firm can mean.
func inRange(d time.Time) (time.Time, bool) {
	if d.Year() < 1000 || d.Year() > 9999 {
		return time.Time{}, false
	}
	return d, true
}

// parseDayWord reads "сегодня", "завтра", "пт", "пятница".
func parseDayWord(s string, lang Lang, today time.Time) (time.Time, bool) {
	words := wordsOf(lang)
	if n, found := words.typedDays[s]; found {
		return inRange(plusDays(today, n))
	}
	weekday, found := words.weekdayTyped[s]
	for i := 0; i < 7 && !found; i++ {
		if s == Fold(words.weekdays[i]) || s == Fold(words.weekdaysTwo[i]) {
			weekday, found = i, true
		}
	}
	if !found {
		return time.Time{}, false
	}
	ahead := (weekday-int(today.Weekday())+6)%7 + 1
	return inRange(plusDays(today, ahead))
}

// dateTokens splits a date into its numbers and words; a full date typed with no separators is cut by its length.
func dateTokens(s string) []string {
	var tokens []string
	for _, field := range strings.FieldsFunc(s, isDateSeparator) {
		tokens = append(tokens, splitDigits(field)...)
	}
	if n := len(tokens); n > 1 && isYearWord(tokens[n-1]) {
		tokens = tokens[:n-1]
	}
	if len(tokens) == 1 && isDigits(tokens[0]) && (len(tokens[0]) == 8 || len(tokens[0]) == 6) {
		t := tokens[0]
		return []string{t[:2], t[2:4], t[4:]}
	}
	return tokens
}

func isDateSeparator(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".,/-", r)
}

// splitDigits parts "24nov2026" into "24", "nov", "2026".
func splitDigits(s string) []string {
	var tokens []string
	start := 0
	for i, r := range s {
		if i > start && isDigit(r) != isDigit(rune(s[start])) {
			tokens = append(tokens, s[start:i])
			start = i
		}
	}
	return append(tokens, s[start:])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isDigits(s string) bool { return s != "" && leadingDigits(s) == s }

func isYearWord(s string) bool {
	switch s {
	case "г", "год", "года", "р", "рік", "року":
		return true
	}
	return false
}

// parseCalendarDay reads two or three tokens: day month [year], year month day, or month-word day [year].
func parseCalendarDay(tokens []string, lang Lang, today time.Time) (time.Time, bool) {
	if len(tokens) < 2 || len(tokens) > 3 {
		return time.Time{}, false
	}
	day, month, year := tokens[0], tokens[1], ""
	if len(tokens) == 3 {
		year = tokens[2]
	}
	switch {
	case len(tokens) == 3 && len(day) == 4 && isDigits(day) && isDigits(month):
		day, year = year, day
	case !isDigits(day):
		day, month = month, day
	}
	d, dayOK := smallNumber(day)
	m, monthOK := monthNumber(month, lang)
	y, yearOK := yearNumber(year, today)
	if !dayOK || !monthOK || !yearOK {
		return time.Time{}, false
	}
	if check := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); check.Day() != d || int(check.Month()) != m {
		return time.Time{}, false
	}
	return inRange(time.Date(y, time.Month(m), d, 0, 0, 0, 0, today.Location()))
}

// smallNumber reads one or two digits.
func smallNumber(s string) (int, bool) {
	if !isDigits(s) || len(s) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func yearNumber(s string, today time.Time) (int, bool) {
	if s == "" {
		return today.Year(), true
	}
	if !isDigits(s) || len(s) != 2 && len(s) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(s)
	if err != nil || len(s) == 4 {
		return year, err == nil
	}
	year += today.Year() - today.Year()%100
	switch {
	case year > today.Year()+20:
		year -= 100
	case year <= today.Year()-80:
		year += 100
	}
	return year, true
}

// monthNumber reads "11", "ноя", "нояб", "ноябрь", "ноября"; three letters are enough.
func monthNumber(s string, lang Lang) (int, bool) {
	if n, ok := smallNumber(s); ok {
		return n, true
	}
	if utf8.RuneCountInString(s) < 3 {
		return 0, false
	}
	for _, l := range langsFrom(lang) {
		w := wordsOf(l)
		for i := range w.months {
			if isMonth(s, w.months[i]) || isMonth(s, w.monthsOf[i]) {
				return i + 1, true
			}
		}
	}
	return 0, false
}

func isMonth(typed, name string) bool {
	return strings.HasPrefix(Fold(name), typed)
}
