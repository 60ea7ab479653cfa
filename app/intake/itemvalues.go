package intake

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// words reads the values that are words of a list.
func (r *itemReader) words(row record, d *ItemDraft) {
	item := &d.Item
	if v, c := r.first(row, FieldItemKind); v != "" {
		take(r.grid, row, c, v, itemKindWords, &item.Kind)
	}
	if v, c := r.first(row, FieldStream); v != "" {
		take(r.grid, row, c, v, streamWords, &item.Stream)
	}
	if v, c := r.first(row, FieldPeriod); v != "" {
		take(r.grid, row, c, v, periodWords, &item.Period)
	}
	active := true
	if v, c := r.first(row, FieldActive); v != "" {
		d.Told = take(r.grid, row, c, v, yesNo, &active)
	}
	item.Inactive = !active
	if v, c := r.first(row, FieldInactive); v != "" {
		gone := false
		d.Told = take(r.grid, row, c, v, yesNo, &gone) || d.Told
		item.Inactive = item.Inactive || gone
	}
}

// take puts the code of a word into its place; a word that is none is told, and nothing is put.
func take[T comparable](g *grid, row record, c gridColumn, v string, words map[string]T, to *T) bool {
	code, ok := wordCode(words, tidy(v, 0))
	if !ok {
		g.warn(Warning, row, c, "intake.own.value", v)
		return false
	}
	*to = code
	return true
}

// tax reads a class of tax: by its name, or by the rate that it has in the country.
func (r *itemReader) tax(row record, item *trade.Item) {
	v, c := r.first(row, FieldVAT)
	if v == "" {
		return
	}
	if class, ok := wordCode(taxWords, tidy(v, 0)); ok {
		item.Tax = class
		return
	}
	rate, ok := percentIn(v)
	if r.own && !ok {
		item.Tax = trade.TaxClass(text.Line(v, longestShort)) // one that the user added
		return
	}
	if !ok {
		r.warn(Warning, row, c, "intake.items.vat", v)
		return
	}
	class, ok := classOf(r.opts.Rates, r.opts.Country, rate, r.opts.Day)
	if !ok {
		r.warn(Warning, row, c, "intake.items.rate", v)
		return
	}
	item.Tax = class
}

// percentIn reads a rate: "20", "20 %", "НДС 20%", "0,2" as a spreadsheet keeps it. It is false for anything else.
func percentIn(s string) (money.Dec, bool) {
	before, digits, after := splitPrice(s)
	after = strings.Trim(after, " .")
	if digits == "" || after != "" && after != "%" || before != "" && !vatWords[text.Fold(strings.Trim(before, " :-–"))] {
		return money.Dec{}, false
	}
	d, err := money.ParseDec(digits)
	if err != nil || d.Sign() < 0 || d.Cmp(money.DecInt(100)) > 0 {
		return money.Dec{}, false
	}
	if after == "" && d.Sign() > 0 && d.Cmp(money.DecInt(1)) < 0 {
		d = d.Mul(money.DecInt(100))
	}
	return d, true
}

var vatWords = map[string]bool{"ндс": true, "пдв": true, "vat": true, "в т.ч. ндс": true, "с ндс": true, "з пдв": true}

// classOf is the class that has a rate in a country on a day.
func classOf(rates []trade.TaxRate, country string, rate money.Dec, day crm.Day) (trade.TaxClass, bool) {
	classes := slices.Clone(trade.TaxClasses)
	for _, r := range rates {
		if r.Country == country && !slices.Contains(classes, r.Class) {
			classes = append(classes, r.Class)
		}
	}
	for _, class := range classes {
		if class == trade.TaxExempt {
			continue
		}
		if r, ok := trade.RateOn(rates, country, class, day); ok && r.Class == class && r.Rate == rate {
			return class, true
		}
	}
	return "", false
}

// cost reads what one unit costs us.
func (r *itemReader) cost(row record, item *trade.Item) {
	v, c := r.first(row, FieldCost)
	if said, in := r.first(row, FieldCostIn); said != "" && r.own {
		item.CostIn = r.currency(row, in, said)
	}
	if v == "" {
		return
	}
	d, currency, ok := r.price(row, c)
	switch {
	case !ok:
		r.warn(Warning, row, c, "intake.items.price", v)
		return
	case d.Sign() < 0:
		r.warn(Warning, row, c, "intake.items.negative", v)
		return
	}
	item.Cost = d
	if said, in := r.first(row, FieldCostIn); said != "" {
		currency = r.currency(row, in, said)
	} else if currency == "" && !r.own {
		if said, _ := r.first(row, FieldCurrency); said != "" {
			currency, _ = money.ParseCurrency(said) // told of where the price is read
		}
	}
	item.CostIn = currency
}

// currency reads the cell of a currency.
func (r *itemReader) currency(row record, c gridColumn, v string) money.Currency {
	found, ok := money.ParseCurrency(v)
	if !ok {
		r.warn(Warning, row, c, "intake.items.currency", v)
		return ""
	}
	return found
}

// prices reads the price on each list; what is no price, or is below nothing, is told and not taken.
func (r *itemReader) prices(row record) []PriceDraft {
	var out []PriceDraft
	said := money.Currency("")
	if v, c := r.first(row, FieldCurrency); v != "" {
		said = r.currency(row, c, v)
	}
	for i, c := range r.columns {
		if c.field != FieldPrice {
			continue
		}
		v := r.value(row, c)
		if v == "" {
			continue
		}
		d, currency, ok := r.price(row, c)
		if !ok {
			r.warn(Warning, row, c, "intake.items.price", v)
			continue
		}
		if d.Sign() < 0 {
			r.warn(Warning, row, c, "intake.items.negative", v)
			continue
		}
		if currency == "" {
			currency = said
		}
		out = append(out, PriceDraft{List: r.lists[i], Currency: currency, Price: d})
	}
	return out
}

// path reads the group of an item, with those above it.
func (r *itemReader) path(row record) []string {
	var path []string
	v, _ := r.first(row, FieldGroup)
	if r.own {
		return readPath(v)
	}
	for _, part := range pathMarks().Split(strings.ReplaceAll(v, "\n", " "), -1) {
		if part = tidy(part, longestShort); part != "" {
			path = append(path, part)
		}
	}
	if key, c := r.first(row, FieldGroupRef); key != "" && len(path) == 0 {
		if name := r.behind(row, c, key, r.groups); name != "" {
			path = append(path, name)
		}
	}
	for _, c := range r.columns {
		if c.field != FieldSubgroup {
			continue
		}
		if v := tidy(r.value(row, c), longestShort); v != "" {
			path = append(path, v)
		}
	}
	if len(path) == 0 {
		return r.section
	}
	return path
}

// pathMarks part the groups of a path. A slash does only between spaces: "Meat/Poultry" is one group.
var pathMarks = pattern(`\s+/\s+|\s*(?:>+|\\|»|→|\|)\s*`)

// addGroup keeps the path of a group, and those above it before it.
func (r *itemReader) addGroup(path []string) {
	for n := 1; n <= len(path); n++ {
		if key := strings.Join(path[:n], "\x00"); !r.paths[key] {
			r.paths[key] = true
			r.out.Groups = append(r.out.Groups, path[:n:n])
		}
	}
}

// writePath writes the path of a group into one cell, a slash between spaces after each; readPath undoes it.
func writePath(path []string) string {
	parts := make([]string, len(path))
	for i, p := range path {
		var b strings.Builder
		for at := range len(p) {
			if p[at] == '\\' || p[at] == '/' && stands(p, at) {
				b.WriteByte('\\')
			}
			b.WriteByte(p[at])
		}
		parts[i] = b.String()
	}
	return strings.Join(parts, " / ")
}

// stands reports whether no letter touches the sign at a place.
func stands(s string, at int) bool {
	return (at == 0 || s[at-1] == ' ') && (at+1 == len(s) || s[at+1] == ' ')
}

func readPath(s string) []string {
	var path []string
	var b strings.Builder
	end := func() {
		if p := text.Line(b.String(), 0); p != "" {
			path = append(path, p)
		}
		b.Reset()
	}
	for at := 0; at < len(s); at++ {
		switch {
		case s[at] == '\\' && at+1 < len(s):
			at++
			b.WriteByte(s[at])
		case s[at] == '/' && stands(s, at):
			end()
		default:
			b.WriteByte(s[at])
		}
	}
	end()
	return path
}
