package crm

import "time"

// Moment is an instant in UTC milliseconds; zero means unknown.
type Moment int64

// At turns an instant into a Moment, dropping what is finer than a millisecond.
func At(t time.Time) Moment { return Moment(t.UnixMilli()) }

// Time returns the moment in the given zone.
func (m Moment) Time(zone *time.Location) time.Time { return time.UnixMilli(int64(m)).In(zone) }

// Day is a calendar day as YYYY-MM-DD; empty means none.
type Day string

// DayOf returns the calendar day of an instant in the instant's own zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Time returns the day's midnight in UTC and whether the day is a real one.
func (d Day) Time() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// Plus returns the day n calendar days later; a day that is none stays none.
func (d Day) Plus(n int) Day {
	t, ok := d.Time()
	if !ok {
		return d
	}
	return DayOf(t.AddDate(0, 0, n))
}

// DaysTo returns how many days lie between d and later, and whether both are real days.
func (d Day) DaysTo(later Day) (int, bool) {
	a, okA := d.Time()
	b, okB := later.Time()
	return int(b.Sub(a).Hours() / 24), okA && okB
}
