package kit

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rapport/app/text"
)

// Measures of the calendar, in units.
const (
	calCell   float32 = 32
	calHead   float32 = 32
	calNames  float32 = 22
	calMargin float32 = 6
	calWeeks          = 6
)

// Calendar shows a month and picks a day: arrows move the mark, Page Up and Page Down change the month (with Ctrl the
// year), Home goes to today, Enter picks.
type Calendar struct {
	widget.BaseWidget

	lang   text.Lang
	today  time.Time
	day    time.Time // the marked day; its month is shown
	chosen time.Time
	has    bool
	hover  int // cell under the pointer, -1 none
	onPick func(time.Time)
	nav    []*fieldButton
}

// NewCalendar makes a calendar that shows the month of today.
func NewCalendar(lang text.Lang, today time.Time, onPick func(time.Time)) *Calendar {
	c := &Calendar{lang: lang, today: midnight(today), day: midnight(today), hover: -1, onPick: onPick}
	c.nav = []*fieldButton{
		newFieldButton("left", func() { c.moveMonths(-12) }), newFieldButton("chl", func() { c.moveMonths(-1) }),
		newFieldButton("chr", func() { c.moveMonths(1) }), newFieldButton("right", func() { c.moveMonths(12) }),
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetDay marks a day as chosen and shows its month.
func (c *Calendar) SetDay(day time.Time) {
	c.chosen, c.day, c.has = midnight(day), midnight(day), true
	c.Refresh()
}

// Marked is the day the keyboard stands on.
func (c *Calendar) Marked() time.Time { return c.day }

// Title is the heading: "Февраль 2028".
func (c *Calendar) Title() string { return c.lang.MonthYear(c.day) }

// DayNames are the headings of the seven columns, Monday first.
func (c *Calendar) DayNames() [7]string {
	var names [7]string
	for i, w := range text.Weekdays() {
		names[i] = c.lang.WeekdayTwo(w)
	}
	return names
}

// Days are the 42 days shown, from the Monday on or before the first of the month.
func (c *Calendar) Days() [7 * calWeeks]time.Time {
	var days [7 * calWeeks]time.Time
	start := text.WeekStart(time.Date(c.day.Year(), c.day.Month(), 1, 0, 0, 0, 0, c.day.Location()))
	for i := range days {
		days[i] = start.AddDate(0, 0, i)
	}
	return days
}

// moveMonths keeps the day of the month and stops at the last day of a shorter month.
func (c *Calendar) moveMonths(n int) {
	first := time.Date(c.day.Year(), c.day.Month()+time.Month(n), 1, 0, 0, 0, 0, c.day.Location())
	last := first.AddDate(0, 1, -1).Day()
	c.day = first.AddDate(0, 0, min(c.day.Day(), last)-1)
	c.Refresh()
}

func (c *Calendar) moveDays(n int) {
	c.day = c.day.AddDate(0, 0, n)
	c.Refresh()
}

func (c *Calendar) typedKey(ev *fyne.KeyEvent) bool {
	months := pick(commandHeld(), 12, 1)
	switch ev.Name {
	case fyne.KeyLeft:
		c.moveDays(-1)
	case fyne.KeyRight:
		c.moveDays(1)
	case fyne.KeyUp:
		c.moveDays(-7)
	case fyne.KeyDown:
		c.moveDays(7)
	case fyne.KeyPageUp:
		c.moveMonths(-months)
	case fyne.KeyPageDown:
		c.moveMonths(months)
	case fyne.KeyHome:
		c.day = c.today
		c.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.onPick(c.day)
	default:
		return false
	}
	return true
}

// cellAt is the index of the day at a place, -1 outside the days.
func (c *Calendar) cellAt(p fyne.Position) int {
	x, y := p.X-calMargin, p.Y-calHead-calNames
	if x < 0 || y < 0 || x >= 7*calCell || y >= calWeeks*calCell {
		return -1
	}
	return int(y/calCell)*7 + int(x/calCell)
}

// Tapped picks the day under the pointer.
func (c *Calendar) Tapped(ev *fyne.PointEvent) {
	if i := c.cellAt(ev.Position); i >= 0 {
		c.onPick(c.Days()[i])
	}
}

// MouseIn is called when the pointer enters.
func (c *Calendar) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved marks the day under the pointer.
func (c *Calendar) MouseMoved(ev *desktop.MouseEvent) {
	if i := c.cellAt(ev.Position); i != c.hover {
		c.hover = i
		c.Refresh()
	}
}

// MouseOut is called when the pointer leaves.
func (c *Calendar) MouseOut() {
	c.hover = -1
	c.Refresh()
}

// calendarParts are the drawn objects of a calendar.
type calendarParts struct {
	title *canvas.Text
	names [7]*canvas.Text
	cells [7 * calWeeks]*calendarCell
}

type calendarCell struct {
	box  *frame
	text *canvas.Text
}

func centredText() *canvas.Text { return &canvas.Text{Alignment: fyne.TextAlignCenter} }

// CreateRenderer is called by Fyne.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	p := &calendarParts{title: centredText()}
	objects := []fyne.CanvasObject{p.title}
	for i := range p.names {
		p.names[i] = centredText()
		objects = append(objects, p.names[i])
	}
	for i := range p.cells {
		p.cells[i] = &calendarCell{newFrame(radiusControl), centredText()}
		objects = append(append(objects, p.cells[i].box.objects()...), p.cells[i].text)
	}
	for _, n := range c.nav {
		objects = append(objects, n)
	}
	return newSketch(c, func() fyne.Size {
		return fyne.NewSize(7*calCell+2*calMargin, calHead+calNames+calWeeks*calCell+calMargin)
	}, func(fyne.Size) { c.layout(p) }, func() { c.paint(p) }, objects...)
}

func (c *Calendar) layout(p *calendarParts) {
	width := 7*calCell + 2*calMargin
	place(p.title, 56, 0, width-112, calHead)
	for i, x := range []float32{calMargin, calMargin + 24, width - calMargin - 44, width - calMargin - 20} {
		place(c.nav[i], x, 5, 20, 22)
	}
	for i, n := range p.names {
		place(n, calMargin+float32(i)*calCell, calHead, calCell, calNames)
	}
	for i, cell := range p.cells {
		x, y := calMargin+float32(i%7)*calCell, calHead+calNames+float32(i/7)*calCell
		cell.box.layout(fyne.NewPos(x+1, y+1), fyne.NewSquareSize(calCell-2))
		place(cell.text, x, y, calCell, calCell)
	}
}

func (c *Calendar) paint(p *calendarParts) {
	p.title.Text, p.title.Color = c.Title(), C(Text)
	(Body | Bold).dress(p.title)
	for i, name := range c.DayNames() {
		p.names[i].Text, p.names[i].TextSize, p.names[i].Color = name, Caption.Size(), C(Text3)
	}
	for i, day := range c.Days() {
		c.paintDay(p.cells[i], day, i == c.hover)
	}
}

// paintDay marks today by a solid cell, the chosen day by a soft one, the keyboard by an edge.
func (c *Calendar) paintDay(cell *calendarCell, day time.Time, hovered bool) {
	isToday := text.DaysBetween(c.today, day) == 0
	isChosen := c.has && text.DaysBetween(c.chosen, day) == 0
	isMarked := text.DaysBetween(c.day, day) == 0
	ink := Text
	var face, edge color.Color
	switch {
	case isToday:
		ink, face = OnAccent, C(AccentFill)
	case isChosen:
		ink, face = Accent, C(AccentSoft)
	case hovered:
		face = C(Track)
	}
	if day.Month() != c.day.Month() && !isToday && !isChosen {
		ink = Text3
	}
	if isMarked && !isToday {
		edge = C(Accent)
		if face == nil {
			face = C(Surface)
		}
	}
	cell.box.set(face, edge, 1, isMarked && isToday)
	cell.text.Text, cell.text.Color = strconv.Itoa(day.Day()), C(ink)
	Dense.boldIf(isToday || isChosen).dress(cell.text)
}
