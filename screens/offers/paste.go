package offers

import (
	"encoding/csv"
	"slices"
	"strings"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/parts"
)

// mostPasted is how many lines are taken from the clipboard at once; of more the user is told how many are left.
const mostPasted = 5000

// paste makes lines of rows copied in a spreadsheet and puts them behind the current line.
func (e *Editor) paste(copied string) {
	if !e.editable() || e.closeCell() != nil {
		return
	}
	t := e.env.T
	after := e.grid.Current()
	lines, cut, unread := pasted(copied, string(t.Lang()), e.freshLine(after))
	if len(lines) == 0 {
		e.env.Say(t.T("offers.paste.nothing"))
		return
	}
	left := max(len(lines)-mostPasted, 0)
	lines = lines[:len(lines)-left]
	first := e.ledger.add(after, lines...)
	if _, err := e.count(); err != nil {
		b, i := e.ledger.find(first)
		b.items = slices.Delete(b.items, i, i+len(lines))
		e.env.Say(t.T("trade.offer.overflow"))
		return
	}
	e.changed()
	e.standOn(first)
	e.sayPasted(len(lines), left, cut, unread)
}

// sayPasted tells how many lines came of what was pasted, and what of it was left out.
func (e *Editor) sayPasted(done, left, cut, unread int) {
	t := e.env.T
	switch {
	case left > 0:
		e.env.Say(t.N("offers.paste.left", left, "Done", t.Int(done)))
	case unread > 0:
		e.env.Say(t.N("offers.paste.unread", unread, "Done", t.Int(done)))
	case cut > 0:
		e.env.Say(t.N("offers.paste.cut", cut, "Done", t.Int(done)))
	default:
		e.env.Say(t.N("offers.paste.done", done))
	}
}

// headings are the words people write above columns, folded, by column.
var headings = []struct {
	column string
	words  []string
}{
	{colArticle, []string{"артикул", "арт", "код", "sku", "article", "item no", "code"}},
	{colName, []string{"наименование", "название", "товар", "товары", "услуга", "работы", "найменування", "назва", "послуга", "роботи", "name", "item", "product", "description"}},
	{colQuantity, []string{"кол-во", "количество", "кол", "кільк", "кількість", "к-сть", "к-ть", "qty", "quantity"}},
	{colUnit, []string{"ед", "единица", "од", "одиниця", "unit", "uom"}},
	{colPrice, []string{"цена", "ціна", "тариф", "price", "unit price"}},
	{colDiscount, []string{"скидка", "скид", "знижка", "discount"}},
	{colVAT, []string{"ндс", "ставка ндс", "пдв", "ставка пдв", "vat", "vat rate", "tax"}},
	{colSum, []string{"сумма", "сума", "всего", "усього", "стоимость", "вартість", "итого", "sum", "total", "amount", "ндс руб", "пдв грн"}},
}

// pasted reads tab-separated rows. The columns are told by their headings where there are any, else by what stands in
// them. A row without words is passed over; a fresh line gives what the rows do not say. It tells how many cells were too
// long to be taken whole, and in how many a number was looked for in vain.
func pasted(copied, lang string, fresh trade.Line) (lines []trade.Line, cut, unread int) {
	rows, cut := tableOf(copied)
	if len(rows) == 0 {
		return nil, 0, 0
	}
	columns := headed(rows[0])
	if columns != nil {
		rows = rows[1:]
	} else {
		columns = guessed(rows, lang)
	}
	for _, row := range rows {
		if line, bad := lineOf(row, columns, lang, fresh); line.Name != "" {
			lines = append(lines, line)
			unread += bad
		}
	}
	return lines, cut, unread
}

// tableOf parts a copied text into rows of trimmed cells; empty rows are left out, and so is what is too long in a cell, of
// which it tells how many there were.
func tableOf(copied string) (rows [][]string, cut int) {
	r := csv.NewReader(strings.NewReader(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(copied, "\ufffd"))))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	for {
		row, err := r.Read()
		if err != nil {
			return rows, cut
		}
		for i := range row {
			whole := text.Line(row[i], 0)
			if row[i] = text.Line(whole, parts.LongName+longDescription); row[i] != whole {
				cut++
			}
		}
		if strings.Join(row, "") != "" {
			rows = append(rows, row)
		}
	}
}

// headed is what each column holds by a row of headings, nil when the row is none.
func headed(row []string) []string {
	columns, known := make([]string, len(row)), 0
	for i, cell := range row {
		if col := heading(cell); col != "" && !slices.Contains(columns, col) {
			columns[i] = col
			known++
		}
	}
	if known < 2 || !slices.Contains(columns, colName) {
		return nil
	}
	return columns
}

// heading is the column a heading speaks of, by the longest of the known words it begins with.
func heading(cell string) string {
	words := strings.Join(strings.Fields(strings.NewReplacer(".", " ", ",", " ", "№", " ").Replace(text.Fold(cell))), " ")
	column, longest := "", 0
	for _, h := range headings {
		for _, word := range h.words {
			if (words == word || strings.HasPrefix(words, word+" ")) && len(word) > longest {
				column, longest = h.column, len(word)
			}
		}
	}
	return column
}

// guessed tells the columns by what stands in them: words are article, name and unit, numbers are quantity, price and
// discount, in that order; a column that counts the rows and one that is quantity by price are passed over.
func guessed(rows [][]string, lang string) []string {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	columns := make([]string, width)
	var words, numbers, shares []int
	for c := range width {
		switch kindOf(rows, c, lang) {
		case kindWords:
			words = append(words, c)
		case kindNumbers:
			numbers = append(numbers, c)
		case kindShares:
			shares = append(shares, c)
		}
	}
	if len(words) > 0 && len(numbers) > 1 && numbers[0] < words[0] && counts(rows, numbers[0]) {
		numbers = numbers[1:]
	}
	nameWords(rows, words, columns)
	switch {
	case len(numbers) == 1:
		columns[numbers[0]] = colPrice
	case len(numbers) > 1:
		columns[numbers[0]], columns[numbers[1]] = colQuantity, colPrice
	}
	switch {
	case len(shares) == 1:
		columns[shares[0]] = colDiscount
	case len(shares) > 1:
		columns[shares[0]], columns[shares[1]] = colDiscount, colVAT
	}
	return columns
}

// nameWords names the columns of words: the longest is the name, what stands before it the article, after it the unit.
func nameWords(rows [][]string, words []int, columns []string) {
	longest, best := -1, -1
	for _, c := range words {
		n := 0
		for _, row := range rows {
			if c < len(row) {
				n += len([]rune(row[c]))
			}
		}
		if n > best {
			longest, best = c, n
		}
	}
	for _, c := range words {
		switch {
		case c == longest:
			columns[c] = colName
		case c < longest && !slices.Contains(columns, colArticle):
			columns[c] = colArticle
		case c > longest && !slices.Contains(columns, colUnit):
			columns[c] = colUnit
		}
	}
}

// Kinds of columns of a copied table.
const (
	kindEmpty = iota
	kindWords
	kindNumbers
	kindShares
)

// kindOf tells what most cells of a column hold.
func kindOf(rows [][]string, c int, lang string) int {
	var n [4]int
	for _, row := range rows {
		if c >= len(row) || row[c] == "" || row[c] == parts.Dash {
			continue
		}
		_, ok := numberIn(row[c], lang)
		switch {
		case ok && strings.HasSuffix(row[c], "%"):
			n[kindShares]++
		case ok:
			n[kindNumbers]++
		default:
			n[kindWords]++
		}
	}
	best := kindEmpty
	for k := range n {
		if n[k] > n[best] {
			best = k
		}
	}
	return best
}

// counts reports whether a column numbers the rows: 1, 2, 3 …
func counts(rows [][]string, c int) bool {
	for i, row := range rows {
		if c >= len(row) || strings.TrimSuffix(row[c], ".") != money.DecInt(int64(i+1)).String() {
			return false
		}
	}
	return len(rows) > 1
}

// numberIn reads a number with or without a currency or per cent sign.
func numberIn(cell, lang string) (d money.Dec, ok bool) {
	cut := strings.TrimRight(cell, "%₽₴$€£ \u00a0")
	cut = strings.TrimLeft(cut, "$€£ ")
	for _, word := range []string{"руб.", "руб", "грн.", "грн", "р."} {
		cut = strings.TrimSpace(strings.TrimSuffix(cut, word))
	}
	d, err := money.ParseDecIn(cut, lang)
	return d, err == nil
}

// lineOf makes a line of a row, without a name where the row names nothing, and tells how many of its cells hold no number
// where one belongs.
func lineOf(row, columns []string, lang string, fresh trade.Line) (l trade.Line, unread int) {
	l = fresh
	for i, cell := range row {
		if i >= len(columns) || cell == "" {
			continue
		}
		d, good := numberIn(cell, lang)
		switch columns[i] {
		case colArticle:
			l.Article = text.Line(cell, parts.LongArticle)
			continue
		case colName:
			l, _ = named(l, cell)
			continue
		case colUnit:
			l.Unit = text.Line(cell, parts.LongUnit)
			continue
		case colQuantity:
			l.Quantity = orFresh(d, good, l.Quantity)
		case colPrice:
			l.Price = orFresh(d, good, l.Price)
		case colDiscount:
			good = good && inBounds(d)
			l.Discount = orFresh(d, good, l.Discount)
		case colVAT:
			l.Exempt = !good && parts.Exempt(cell)
			l.VAT = orFresh(d, good && inBounds(d), l.VAT)
			good = l.Exempt || good && inBounds(d)
		default:
			continue
		}
		if !good && cell != parts.Dash && cell != "-" {
			unread++
		}
	}
	return l, unread
}

func orFresh(d money.Dec, good bool, fresh money.Dec) money.Dec {
	if good {
		return d
	}
	return fresh
}

func inBounds(d money.Dec) bool { return d.Sign() >= 0 && d.Cmp(money.DecInt(100)) <= 0 }
