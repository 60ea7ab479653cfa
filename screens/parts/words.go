package parts

import (
	"strconv"
	"time"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/kit"
)

// TypeName is the full name of a relationship type.
func TypeName(t *text.Tongue, r crm.RelType) string { return t.T("crm.type." + r.Word()) }

// TypeShort is the name of a relationship type for chips and columns.
func TypeShort(t *text.Tongue, r crm.RelType) string { return t.T("crm.type.short." + r.Word()) }

// RungName is the full name of a rung.
func RungName(t *text.Tongue, r crm.Rung) string {
	if r == crm.NoRung {
		return t.T("parts.rung.none")
	}
	return t.T("crm.rung." + r.Word())
}

// RungShort is the name of a rung for columns.
func RungShort(t *text.Tongue, r crm.Rung) string {
	if r == crm.NoRung {
		return t.T("parts.rung.none")
	}
	return t.T("crm.rung." + r.Word() + ".short")
}

// LensName is the name of a lens, the user's own word for his own.
func LensName(t *text.Tongue, l crm.Lens) string {
	if l.Name != "" {
		return l.Name
	}
	return t.T("crm.lens." + l.Code)
}

// ColumnName is the name of a lens column.
func ColumnName(t *text.Tongue, l crm.Lens, i int) string {
	if i < 0 || i >= len(l.Columns) {
		return t.T("parts.rung.none")
	}
	c := l.Columns[i]
	switch {
	case c.Name != "":
		return c.Name
	case l.Code == "own" && len(c.Rungs) > 0:
		return RungShort(t, c.Rungs[0])
	}
	return t.T("crm.lens." + l.Code + "." + c.Code)
}

// ColumnShort is the name of a lens column where there is little room: the ladder's own rungs have short names.
func ColumnShort(t *text.Tongue, l crm.Lens, i int) string {
	if l.Code == "kotler" && i >= 0 && i < len(l.Columns) {
		return RungShort(t, l.Columns[i].Lands)
	}
	return ColumnName(t, l, i)
}

// StageShort is the short name of a rung as the lens shows it.
func StageShort(t *text.Tongue, l crm.Lens, r crm.Rung) string { return ColumnShort(t, l, l.Column(r)) }

// Phone writes a number as people read it: "+7 900 000-01-06"; one that was not understood stays as it is.
func Phone(number string) string {
	if len(number) == 0 || number[0] != '+' {
		return number
	}
	return ident.FormatPhone(ident.Phone{Raw: number, E164: number})
}

// StageName is the name of a rung as the lens shows it.
func StageName(t *text.Tongue, l crm.Lens, r crm.Rung) string { return ColumnName(t, l, l.Column(r)) }

// ActSentence says in words what a step of the journal did.
func ActSentence(t *text.Tongue, a crm.Act) string {
	args := make([]any, 0, len(a.Args))
	for i := 0; i+1 < len(a.Args); i += 2 {
		key, value := a.Args[i], a.Args[i+1]
		switch key {
		case "Rung":
			value = t.T("crm.rung." + value)
		case "Type":
			value = t.T("crm.type." + value)
		case "State":
			value = t.T("trade.state." + value)
		case "N":
			if n, err := strconv.Atoi(value); err == nil {
				value = t.Int(n)
			}
		}
		args = append(args, key, value)
	}
	return t.T(a.What, args...)
}

// FaultSentence says in words what is wrong with a field.
func FaultSentence(t *text.Tongue, f crm.Fault) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
	}
	return t.T(f.Reason, args...)
}

// TypeTone is the colouring of a relationship type.
func TypeTone(r crm.RelType) kit.Tone {
	switch r {
	case crm.MarketExchange:
		return kit.ToneExchange
	case crm.Business:
		return kit.ToneBusiness
	case crm.Strategic:
		return kit.TonePartnership
	}
	return kit.ToneNeutral
}

// TypePast is the tint of a rung already passed.
func TypePast(r crm.RelType) kit.Token {
	switch r {
	case crm.MarketExchange:
		return kit.MPast
	case crm.Business:
		return kit.BPast
	case crm.Strategic:
		return kit.SPast
	}
	return kit.MPast
}

// TypeIcon is the icon of a relationship type.
func TypeIcon(r crm.RelType) string {
	switch r {
	case crm.MarketExchange:
		return "swap"
	case crm.Business:
		return "case"
	case crm.Strategic:
		return "hub"
	}
	return "info"
}

// WayIcon is the icon of a way of being in touch.
func WayIcon(w crm.Way) string {
	icons := map[crm.Way]string{"call": "phone", "meeting": "meet", "visit": "pin", "letter": "mail", "email": "send",
		"message": "chat", "delivery": "gift", "complaint": "warn", "note": "edit"}
	if icon := icons[w]; icon != "" {
		return icon
	}
	return "chat"
}

// Sum writes an amount of the currency for the screen, kopecks only when there are any: "1 240 000 ₽".
func Sum(t *text.Tongue, minor int64, currency string) string {
	return money.FormatWhole(money.New(minor, money.Currency(currency)), string(t.Lang()))
}

// ID writes an id as people copy it.
func ID[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

// LadderPlace is how far up the ladder the bars of a glyph reach: the present rung and the highest; Ended stands beside it.
func LadderPlace(now, highest crm.Rung) (int, int) {
	if !now.OnLadder() {
		now = crm.NoRung
	}
	if !highest.OnLadder() {
		highest = crm.NoRung
	}
	return int(now), int(highest)
}

// Ago is how long ago a moment was, in days: "сегодня", "3 дн", or nothing when it is unknown. On paper, which is read on any
// other day, it is the day itself.
func Ago(env *Env, m crm.Moment) string {
	if m == 0 {
		return ""
	}
	if env.onPaper {
		return env.T.Date(m.Time(time.Local))
	}
	days := text.DaysBetween(m.Time(time.Local), env.Now())
	if days <= 0 {
		return env.T.Relative(m.Time(time.Local), env.Now())
	}
	return env.T.N("text.daysShort", days)
}

// DayWidth is how wide a column of days is in a grid, in units: a day of an earlier year is never cut short, bold or not.
func DayWidth(env *Env) float32 {
	const air = 2*8 + 2 // of a cell, and of rounding
	wide := float32(0)
	for month := time.January; month <= time.December; month++ {
		wide = max(wide, (kit.Dense | kit.Bold).Width(env.T.Date(time.Date(2028, month, 30, 0, 0, 0, 0, time.UTC))))
	}
	return wide + air
}

// DayWord writes a day as people say it: "сегодня", "завтра", "25.11", or nothing for no day. On paper it is the whole date.
func DayWord(env *Env, d crm.Day) string {
	day, ok := d.Time()
	if !ok {
		return ""
	}
	if env.onPaper {
		return env.T.Date(day)
	}
	now := env.Now()
	day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, now.Location())
	if days := text.DaysBetween(now, day); days >= -1 && days <= 1 {
		return env.T.Relative(day, now)
	}
	if day.Year() == now.Year() {
		return env.T.DayMonth(day)
	}
	return env.T.Date(day)
}

// LensKey names a lens in the settings: its code, or for the user's own its id.
func LensKey(l crm.Lens) string {
	if l.Code == "own" {
		return "own:" + ID(l.ID)
	}
	return l.Code
}

// Bytes writes the size of a file.
func Bytes(t *text.Tongue, n int64) string {
	const unit = 1024
	switch {
	case n < unit*unit:
		return t.T("parts.bytes.kb", "N", t.Int(int((n+unit-1)/unit)))
	case n < unit*unit*unit:
		return t.T("parts.bytes.mb", "N", t.Int(int(n/unit/unit)))
	}
	return t.T("parts.bytes.gb", "N", t.Decimal(float64(n)/unit/unit/unit, 1))
}
