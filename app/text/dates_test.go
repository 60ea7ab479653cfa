package text_test

import (
	"testing"
	"time"

	"rapport/app/text"
)

// tuesday is a day near the end of a month with a name that differs in all languages.
var tuesday = time.Date(2026, time.November, 24, 11, 42, 7, 0, time.UTC)

func TestDateFormats(t *testing.T) {
	cases := []struct {
		name       string
		write      func(text.Lang) string
		ru, uk, en string
	}{
		{"Date", func(l text.Lang) string { return l.Date(tuesday) }, "24.11.2026", "24.11.2026", "24 Nov 2026"},
		{"DayMonth", func(l text.Lang) string { return l.DayMonth(tuesday) }, "24.11", "24.11", "24 Nov"},
		{"LongDate", func(l text.Lang) string { return l.LongDate(tuesday) }, "24\u00a0ноября\u00a02026\u00a0г.", "24\u00a0листопада\u00a02026\u00a0р.", "24 November 2026"},
		{"DayOfMonth", func(l text.Lang) string { return l.DayOfMonth(tuesday) }, "24\u00a0ноября", "24\u00a0листопада", "24 November"},
		{"MonthYear", func(l text.Lang) string { return l.MonthYear(tuesday) }, "Ноябрь 2026", "Листопад 2026", "November 2026"},
		{"MonthShort", func(l text.Lang) string { return l.MonthShort(tuesday) }, "ноя 2026", "лис 2026", "Nov 2026"},
		{"MonthThree", func(l text.Lang) string { return l.MonthThree(time.May) }, "май", "тра", "May"},
		{"Weekday", func(l text.Lang) string { return l.Weekday(time.Friday) }, "пятница", "п’ятниця", "Friday"},
		{"WeekdayTwo", func(l text.Lang) string { return l.WeekdayTwo(time.Sunday) }, "Вс", "Нд", "Su"},
		{"Clock", func(l text.Lang) string { return l.Clock(tuesday) }, "11:42", "11:42", "11:42"},
		{"DateClock", func(l text.Lang) string { return l.DateClock(tuesday) }, "24.11.2026 11:42", "24.11.2026 11:42", "24 Nov 2026 11:42"},
		{"today", func(l text.Lang) string { return l.Relative(tuesday, tuesday.Add(-11*time.Hour)) }, "сегодня", "сьогодні", "today"},
		{"yesterday", func(l text.Lang) string { return l.Relative(tuesday, tuesday.AddDate(0, 0, 1)) }, "вчера", "вчора", "yesterday"},
		{"tomorrow", func(l text.Lang) string { return l.Relative(tuesday, tuesday.AddDate(0, 0, -1)) }, "завтра", "завтра", "tomorrow"},
		{"far", func(l text.Lang) string { return l.Relative(tuesday, tuesday.AddDate(0, 0, 2)) }, "24.11.2026", "24.11.2026", "24 Nov 2026"},
		{"RelativeClock", func(l text.Lang) string { return l.RelativeClock(tuesday, tuesday) }, "сегодня, 11:42", "сьогодні, 11:42", "today, 11:42"},
		{"Name", text.Lang.Name, "Русский", "Українська", "English"},
	}
	for _, c := range cases {
		for lang, want := range map[text.Lang]string{text.RU: c.ru, text.UK: c.uk, text.EN: c.en} {
			if got := c.write(lang); got != want {
				t.Errorf("%s in %s: %q, want %q", c.name, lang, got, want)
			}
		}
	}
}

func TestWeekStartsOnMonday(t *testing.T) {
	var week string
	for _, d := range text.Weekdays() {
		week += text.UK.WeekdayTwo(d)
	}
	if week != "ПнВтСрЧтПтСбНд" {
		t.Errorf("week: %s", week)
	}
	for back := range 14 {
		d := tuesday.AddDate(0, 0, -back)
		start := text.WeekStart(d)
		if ahead := text.DaysBetween(start, d); start.Weekday() != time.Monday || ahead < 0 || ahead > 6 || start.Hour() != 0 {
			t.Errorf("week of %s starts on %s", d, start)
		}
	}
}

func TestDaysBetweenOverClockChange(t *testing.T) {
	summer, winter := time.FixedZone("summer", 3*3600), time.FixedZone("winter", 2*3600)
	from, to := time.Date(2026, 10, 24, 23, 59, 0, 0, summer), time.Date(2026, 10, 26, 0, 1, 0, 0, winter)
	if got := text.DaysBetween(from, to); got != 2 {
		t.Errorf("%d days, want 2", got)
	}
	if got := text.DaysBetween(to, from); got != -2 {
		t.Errorf("%d days, want -2", got)
	}
}

func TestParseDay(t *testing.T) {
	cases := map[string]string{
		"24.11.2026": "2026-11-24", "24.11.26": "2026-11-24", "24.11": "2026-11-24", "24/11/2026": "2026-11-24",
		"2026-11-24": "2026-11-24", "2026.1.5": "2026-01-05", "24-11-2026": "2026-11-24", "1.2.2026": "2026-02-01",
		"24 Nov 2026": "2026-11-24", "24 ноября": "2026-11-24", "24 ноября 2027 г.": "2027-11-24", "24 листопада 2026 р.": "2026-11-24",
		"24 листопада 2026 року": "2026-11-24", "Nov 24, 2026": "2026-11-24", "november 24": "2026-11-24", "24nov2026": "2026-11-24",
		"3 мая": "2026-05-03", "3 май 2026": "2026-05-03", "3 трав.": "2026-05-03", "1 серпня": "2026-08-01", "1 сен": "2026-09-01",
		"5 нояб. 2026": "2026-11-05", "5 лютого": "2026-02-05", "29.02.2028": "2028-02-29", " 24.11.2026 ": "2026-11-24", "24.11.2026.": "2026-11-24",
		"24112026": "2026-11-24", "241126": "2026-11-24", "24 11 2026": "2026-11-24", "24 11": "2026-11-24",
		"сегодня": "2026-11-24", "Сьогодні": "2026-11-24", "today": "2026-11-24", "завтра": "2026-11-25", "tomorrow": "2026-11-25",
		"вчера": "2026-11-23", "вчора": "2026-11-23", "учора": "2026-11-23", "послезавтра": "2026-11-26", "позавчера": "2026-11-22",
		"+3": "2026-11-27", "+0": "2026-11-24", "-1": "2026-11-23", "+1w": "2026-12-01", "+2 недели": "2026-12-08", "+1 тиж": "2026-12-01",
		"+1м": "2026-12-24", "+1 год": "2027-11-24", "+2 дня": "2026-11-26", "–1": "2026-11-23",
		"пт": "2026-11-27", "Пятница": "2026-11-27", "в": "", "вт": "2026-12-01", "понедельник": "2026-11-30", "п’ятниця": "2026-11-27",
		"п'ятницю": "2026-11-27", "нд": "2026-11-29", "Вс": "2026-11-29", "fri": "2026-11-27", "Sunday": "2026-11-29", "среду": "2026-11-25",
		"24.11.85": "1985-11-24", "24.11.46": "2046-11-24", "24.11.47": "1947-11-24", "24.11.00": "2000-11-24",
		"": "", " ": "", "31.02.2026": "", "29.02.2026": "", "0.1.2026": "", "32.01": "", "24.13.2026": "", "11/24/2026": "",
		"24": "", "24.11.2026.5": "", "24.11.026": "", "ноября": "", "ноября 2026": "", "24 не": "", "24 xyz": "", "yesterday night": "",
		"+": "", "+x": "", "+99999999999999999999": "", "+3x": "", "++3": "", "24.11.0026": "", "nan": "", "24.-11.2026": "2026-11-24",
	}
	for typed, want := range cases {
		day, ok := text.ParseDay(typed, text.RU, tuesday)
		if got := day.Format("2006-01-02"); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s %t, want %q", typed, got, ok, want)
		}
	}
}

func TestParseDayAtMonthEnds(t *testing.T) {
	today := time.Date(2027, time.January, 31, 22, 0, 0, 0, time.FixedZone("", 3*3600))
	for typed, want := range map[string]string{"+1m": "2027-02-28", "+1": "2027-02-01", "+13м": "2028-02-29", "-2m": "2026-11-30"} {
		day, ok := text.ParseDay(typed, text.EN, today)
		if !ok || day.Format("2006-01-02") != want || day.Location() != today.Location() || day.Hour() != 0 {
			t.Errorf("%s: %s, want %s", typed, day, want)
		}
	}
}

// TestDatesComeBack holds that what the program writes, it reads.
func TestDatesComeBack(t *testing.T) {
	for offset := range 800 {
		day := time.Date(2026, time.November, 24+offset, 0, 0, 0, 0, time.UTC)
		for _, lang := range text.Langs {
			for _, written := range []string{lang.Date(day), lang.LongDate(day)} {
				if back, ok := text.ParseDay(written, lang, tuesday); !ok || !back.Equal(day) {
					t.Fatalf("%s: %q came back as %s, %t", lang, written, back, ok)
				}
			}
		}
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"24.11.2026", "+3", "24 ноября", "пт", "2026-11-24", "\xff", "29.2", "-36500", "24nov"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, ok := text.ParseDay(s, text.UK, tuesday)
		if ok == day.IsZero() {
			t.Fatalf("%q: %s, %t", s, day, ok)
		}
		if !ok {
			return
		}
		back, again := text.ParseDay(text.UK.Date(day), text.UK, tuesday)
		if !again || !back.Equal(day) {
			t.Fatalf("%q: %s came back as %s", s, day, back)
		}
	})
}
