package intake

import (
	"strings"
	"unicode"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
)

// counted tells the fields whose values are numbers.
func counted(f Field) bool {
	switch f {
	case FieldPrice, FieldCost, FieldQuantity, FieldDiscount, FieldAmount, FieldFreight:
		return true
	}
	return false
}

// dated tells the fields whose values are days.
func dated(f Field) bool { return f == FieldOrderDay || f == FieldPromised || f == FieldKept }

// learn finds out how a file writes its numbers and its dates.
func (g *grid) learn() {
	var all byte
	for i := range g.columns {
		if c := &g.columns[i]; counted(c.field) {
			c.mark = g.markOf(*c)
			if all == 0 {
				all = c.mark
			}
		} else if dated(c.field) {
			c.order = g.orderOf(*c)
		}
	}
	for i := range g.columns {
		if c := &g.columns[i]; c.mark == 0 {
			c.mark = all
		}
	}
}

// markOf finds the decimal mark of a column: the one that stands after the other, or before other than three digits. It
// is 0 when no number tells, or when they say different things.
func (g *grid) markOf(c gridColumn) byte {
	var votes [256]int
	for _, r := range g.rows {
		if _, exact := r.stored[c.index]; !exact {
			votes[markIn(r.cell(c.index))]++
		}
	}
	switch comma, point := votes[','], votes['.']; {
	case comma > 0 && point == 0:
		return ','
	case point > 0 && comma == 0:
		return '.'
	}
	return 0
}

// markIn is the decimal mark of a number, 0 when it has none or may have two.
func markIn(s string) byte {
	_, s, _ = splitPrice(s)
	at := strings.LastIndexAny(s, ",.")
	if at < 0 {
		return 0
	}
	mark, other := s[at], otherMark(s[at])
	switch head := s[:at]; {
	case strings.IndexByte(head, mark) >= 0:
		return other // what stands twice parts groups
	case strings.IndexByte(head, other) >= 0, len(s)-at-1 != 3, strings.Trim(head, "-+ 0") == "":
		return mark
	}
	return 0
}

func otherMark(mark byte) byte {
	if mark == ',' {
		return '.'
	}
	return ','
}

var pricePattern = pattern(`^([^\d.,+–−-]*)([+–−-]?\s*[.,]?\d(?:[\d\s'’.,\x{a0}\x{202f}\x{2009}]*\d)?)(.*)$`)

// splitPrice parts a number from what stands before and after it. Without a number all is before.
func splitPrice(s string) (before, number, after string) {
	m := pricePattern().FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return s, "", ""
	}
	return strings.TrimSpace(m[1]), m[2], strings.TrimSpace(m[3])
}

// number reads a number and the currency or per cent sign beside it. It is false for a text that is not one number.
func (g *grid) number(r record, c gridColumn) (d money.Dec, sign string, ok bool) {
	cell := g.value(r, c)
	if exact, found := r.stored[c.index]; found {
		before, _, after := splitPrice(cell)
		d, err := money.ParseDec(exact)
		if after == "%" {
			d = d.Mul(money.DecInt(100)) // a tenth is shown as 10 %
		}
		return d, before + after, err == nil
	}
	before, digits, after := splitPrice(cell)
	if digits == "" || before != "" && after != "" || isDamaged(cell) {
		return d, "", false
	}
	d, err := parseMarked(digits, c.mark)
	if err == nil && c.mark == 0 && markIn(digits) == 0 && strings.ContainsAny(digits, ",.") {
		g.warn(Warning, r, c, "intake.number.either", cell, "Now", d.String())
	}
	return d, before + after, err == nil
}

// parseMarked reads a number whose decimal mark is known.
func parseMarked(s string, mark byte) (money.Dec, error) {
	switch mark {
	case '.':
		return money.ParseDecIn(s, "en")
	case ',':
		if markIn(s) != ',' && strings.Count(s, ",") == 0 && groups().MatchString(s) {
			s = strings.ReplaceAll(s, ".", "")
		}
	}
	return money.ParseDec(s)
}

var groups = pattern(`^[+–−-]?\s*[1-9]\d{0,2}(?:\.\d{3})+$`)

// price reads a sum and its currency; the cell's goes before the heading's. It is false when the cell holds anything else.
func (g *grid) price(r record, c gridColumn) (money.Dec, money.Currency, bool) {
	d, sign, ok := g.number(r, c)
	if !ok {
		return d, "", false
	}
	currency, ok := currencyIn(sign)
	if currency == "" {
		currency = c.currency
	}
	return d, currency, ok
}

// currencyIn reads what stands beside a number: nothing, a dash for no kopecks, or a currency, perhaps per unit.
func currencyIn(s string) (money.Currency, bool) {
	s, _, _ = strings.Cut(s, "/")
	s = strings.Trim(s, " \u00a0.,-–=")
	if s == "" {
		return "", true
	}
	c, ok := money.ParseCurrency(s)
	if ok && strings.EqualFold(string(c), s) && !worldCurrency[c] {
		return "", false // three letters need not be money
	}
	return c, ok
}

// worldCurrency are the codes that stand beside prices; any other three letters are taken for a word.
var worldCurrency = map[money.Currency]bool{"RUB": true, "RUR": true, "UAH": true, "USD": true, "EUR": true, "GBP": true, "KZT": true, "BYN": true, "PLN": true,
	"CZK": true, "CHF": true, "CNY": true, "JPY": true, "TRY": true, "GEL": true, "AMD": true, "AZN": true, "UZS": true, "KGS": true, "MDL": true, "RON": true,
	"BGN": true, "HUF": true, "SEK": true, "NOK": true, "DKK": true, "ILS": true, "AED": true, "INR": true, "CAD": true, "AUD": true, "TJS": true, "RSD": true}

// day reads a day of the calendar.
func (g *grid) day(r record, c gridColumn, v string) (crm.Day, bool) {
	d, ok := birthday(v, c.order, 0)
	return crm.Day(d), ok && !strings.HasPrefix(d, "--")
}

// orderOf finds which of day and month stands first before slashes in a column.
func (g *grid) orderOf(c gridColumn) dateOrder {
	day, month := false, false
	for _, r := range g.rows {
		if m := slashed().FindStringSubmatch(r.cell(c.index)); m != nil {
			day = day || number(m[1]) > 12
			month = month || number(m[2]) > 12
		}
	}
	switch {
	case day && !month:
		return dayFirst
	case month && !day:
		return monthFirst
	}
	return unclear
}

// isFormula finds what a spreadsheet would reckon: it is kept as a text, and told.
func isFormula(s string) bool {
	return len(s) > 1 && (s[0] == '=' || s[0] == '@' || (s[0] == '+' || s[0] == '-') && strings.ContainsAny(s, "(!|")) &&
		strings.ContainsFunc(s[1:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) && !harmless().MatchString(s)
}

// Words for yes and no, folded.
var yesNo = codeWords(map[bool]string{true: "1|да|так|yes|y|true|истина|+|x|х|on|активен|активный|активна|активно|active|в продаже|в продажу|есть|є",
	false: "0|нет|ні|no|n|false|ложь|-|off|неактивен|неактивный|не активен|неактивно|inactive|архив|архів|archived|снят|снят с продажи|снят с производства|discontinued"})

// truth reads yes or no.
func truth(v string) (yes, ok bool) { return wordCode(yesNo, text.Line(v, 0)) }
