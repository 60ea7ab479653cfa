package parts

import (
	"strconv"

	"rapport/app/crm"
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
	icons := map[crm.Way]string{"call": "phone", "meeting": "meet", "visit": "pin", "letter": "mail", "email": "mail",
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
