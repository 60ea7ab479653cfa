package intake

import (
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"strings"
)

// lineReader reads the lines of orders, out of their own table or out of one beside.
type lineReader struct {
	*grid
	orders    *orderReader
	names     map[string]string // of items by their keys
	fractions bool              // discounts are written as parts of one
}

// prepare finds the names of items and how discounts are written.
func (l *lineReader) prepare() {
	if c := l.column(FieldArticle); c != nil && strings.HasSuffix(plainHeading(c.heading), " id") {
		l.names = keyed(l.orders.opts.Beside, c.heading, l.opts)
	}
	c := l.column(FieldDiscount)
	if c == nil {
		return
	}
	for _, row := range l.rows {
		v := l.value(row, *c)
		if v == "" {
			continue
		}
		d, sign, ok := l.number(row, *c)
		if !ok || sign != "" || d.Cmp(money.DecInt(1)) > 0 {
			l.fractions = false
			return
		}
		l.fractions = l.fractions || d.Sign() > 0 && d.Cmp(money.DecInt(1)) < 0
	}
	if l.fractions {
		l.complain.add(Note, l.header, c.heading, "intake.orders.fraction")
	}
}

// find reads a line of a table beside and adds it to its order.
func (l *lineReader) find(row record) {
	number := l.line(row, FieldOrder)
	i, met := l.orders.at[number]
	switch {
	case !met:
		l.complain.add(Fail, row.line, "", "intake.orders.stranger", "Order", text.Ellipsis(number, 60))
	case i >= 0: // an order that was left out has been told already
		l.take(row, i)
	}
}

// take adds the line of a row to the order at a place. A row that names nothing sold is no line.
func (l *lineReader) take(row record, i int) {
	o := &l.orders.out.Orders[i].Order
	line := trade.OrderLine{Article: l.line(row, FieldArticle), Name: l.line(row, FieldItemName), Unit: l.line(row, FieldUnit), Quantity: money.DecInt(1)}
	if line.Name == "" {
		line.Name = l.names[line.Article]
	}
	if line.Name == "" {
		line.Name = line.Article
	}
	bad := func(c gridColumn, v string) {
		l.warn(Fail, row, c, "intake.orders.line", v, "Order", text.Ellipsis(o.Number, 60))
	}
	if v, c := l.first(row, FieldQuantity); v != "" {
		d, _, ok := l.number(row, c)
		if !ok {
			bad(c, v)
			return
		}
		line.Quantity = d
	}
	v, c := l.first(row, FieldPrice)
	whole := v == ""
	if whole {
		v, c = l.first(row, FieldAmount)
	}
	if v == "" && line.Name == "" {
		return
	}
	d, currency, ok := l.price(row, c)
	if v != "" && !ok {
		bad(c, v)
		return
	}
	if at, said := l.foreign(row, i); said != "" {
		l.warn(Fail, row, at, "intake.orders.currency", said, "Order", text.Ellipsis(o.Number, 60))
		return
	}
	if !l.orders.agrees(i, &l.orders.out.Orders[i], currency) {
		l.warn(Fail, row, c, "intake.orders.currency", v, "Order", text.Ellipsis(o.Number, 60))
		return
	}
	if line.Price = d; whole && !line.Quantity.IsZero() {
		line.Price, _ = d.Div(line.Quantity, 10)
	}
	l.rates(row, &line)
	o.Lines = append(o.Lines, line)
}

// foreign is what a line says in the column of currencies where that is not the currency of its order; the first to name one
// names the order's.
func (l *lineReader) foreign(row record, i int) (gridColumn, string) {
	v, c := l.first(row, FieldCurrency)
	currency, ok := money.ParseCurrency(v)
	if v == "" || !ok {
		return c, "" // what is no currency is told where an order begins
	}
	if had, told := l.orders.told[i]; told && had != currency {
		return c, v
	}
	l.orders.told[i] = currency
	if d := &l.orders.out.Orders[i]; d.Bare {
		d.Order.Currency, d.Bare = currency, false
	}
	return c, ""
}

// rates reads the discount and the VAT of a line.
func (l *lineReader) rates(row record, line *trade.OrderLine) {
	if v, c := l.first(row, FieldDiscount); v != "" {
		d, sign, ok := l.number(row, c)
		if l.fractions {
			d = d.Mul(money.DecInt(100))
		}
		if ok = ok && (sign == "" || sign == "%") && d.Sign() >= 0 && d.Cmp(money.DecInt(100)) <= 0; ok {
			line.Discount = d
		} else {
			l.warn(Warning, row, c, "intake.orders.discount", v)
		}
	}
	if v, c := l.first(row, FieldVAT); v != "" {
		if class, known := wordCode(taxWords, tidy(v, 0)); known && class == trade.TaxExempt {
			line.Exempt = true
		} else if d, ok := percentIn(v); ok {
			line.VAT = d
		} else {
			l.warn(Warning, row, c, "intake.own.value", v)
		}
	}
}
