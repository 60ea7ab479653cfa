package kit

import (
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/text"
)

// dayForm is how a date field gives its value: the form of days in the records.
const dayForm = "2006-01-02"

// DateField is a field for a day: typed in any way people write a date, or picked from a calendar.
type DateField struct {
	Entry

	// OnDay is called when the user gave another day; has is false when the field was cleared.
	OnDay func(day time.Time, has bool)

	lang  text.Lang
	today func() time.Time
	day   time.Time
	has   bool
	wrong bool // what is typed is no date
	quiet bool
	popup *Popup
	told  []func()
}

// NewDateField makes an empty field; today gives the present day for words such as "завтра" and the calendar's mark.
func NewDateField(lang text.Lang, today func() time.Time) *DateField {
	d := &DateField{lang: lang, today: today}
	d.init(d, "")
	d.PlaceHolder = lang.Date(time.Date(today().Year(), 12, 31, 0, 0, 0, 0, time.UTC))
	d.typed = func(s string) { d.read(s) }
	d.OnKey = d.key
	d.ActionItem = newFieldButton("cal", d.toggleCalendar)
	d.OnFocus(func(gained bool) {
		if !gained {
			d.settle()
		}
	})
	return d
}

// Day is the day in the field; has is false when the field is empty or holds no date.
func (d *DateField) Day() (day time.Time, has bool) { return d.day, d.has }

// SetDay puts a day into the field without calling the callback.
func (d *DateField) SetDay(day time.Time) {
	d.day, d.has, d.wrong = midnight(day), true, false
	d.setQuiet(d.lang.Date(d.day))
}

// Clear empties the field without calling the callback.
func (d *DateField) Clear() {
	d.day, d.has, d.wrong = time.Time{}, false, false
	d.setQuiet("")
}

// Wrong reports whether what is typed is no date.
func (d *DateField) Wrong() bool { return d.wrong }

// Value is the day as YYYY-MM-DD, "" when the field is empty, and what was typed when that is no date.
func (d *DateField) Value() string {
	switch {
	case d.has:
		return d.day.Format(dayForm)
	case d.wrong:
		return d.Text
	}
	return ""
}

// SetValue puts a day given as YYYY-MM-DD into the field. Any other text stands there as it is and counts as no date.
func (d *DateField) SetValue(v string) {
	day, err := time.ParseInLocation(dayForm, v, d.today().Location())
	if err == nil {
		d.SetDay(day)
		return
	}
	d.Clear()
	if v != "" {
		d.wrong = true
		d.setQuiet(v)
	}
}

// OnInput adds a listener called after the user changed the day.
func (d *DateField) OnInput(f func()) { d.told = append(d.told, f) }

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func (d *DateField) setQuiet(s string) {
	d.quiet = true
	d.Entry.SetValue(s)
	d.quiet = false
}

// read takes what was typed.
func (d *DateField) read(s string) {
	if d.quiet {
		return
	}
	day, ok := text.ParseDay(s, d.lang, d.today())
	d.wrong = !ok && s != ""
	d.change(day, ok)
}

func (d *DateField) change(day time.Time, has bool) {
	same := d.has == has && d.day.Equal(day)
	d.day, d.has = day, has
	if !same && d.OnDay != nil {
		d.OnDay(day, has)
	}
	for _, f := range d.told {
		f()
	}
}

// settle writes the day out in full when the keyboard leaves.
func (d *DateField) settle() {
	if d.has {
		d.setQuiet(d.lang.Date(d.day))
	}
}

// key opens the calendar at Down; Page Up and Page Down go a day on and back.
func (d *DateField) key(ev *fyne.KeyEvent) bool {
	if d.Disabled() {
		return false
	}
	switch ev.Name {
	case fyne.KeyDown:
		d.toggleCalendar()
	case fyne.KeyPageUp:
		d.step(1)
	case fyne.KeyPageDown:
		d.step(-1)
	default:
		return false
	}
	return true
}

func (d *DateField) step(days int) {
	start := d.day
	if !d.has {
		start = midnight(d.today())
	}
	d.pick(start.AddDate(0, 0, days))
}

// pick takes a day chosen in the calendar or by keys.
func (d *DateField) pick(day time.Time) {
	d.wrong = false
	d.setQuiet(d.lang.Date(day))
	d.change(midnight(day), true)
}

func (d *DateField) toggleCalendar() {
	if d.Disabled() {
		return
	}
	if d.popup != nil && d.popup.Open() {
		d.popup.Close()
		return
	}
	focusOn(d)
	c := NewCalendar(d.lang, d.today(), func(day time.Time) {
		d.popup.Close()
		d.pick(day)
	})
	if d.has {
		c.SetDay(d.day)
	}
	d.popup = NewPopup(d, c)
	d.popup.MaxHeight = 400
	d.popup.slim = true
	d.popup.wanted = c.MinSize
	d.popup.Keys = c.typedKey
	d.popup.Runes = func(rune) {}
	d.popup.Show()
}
