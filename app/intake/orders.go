package intake

import (
	"strconv"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// OrderOptions say how a table of orders is to be read.
type OrderOptions struct {
	Options
	Beside   []File         // tables of the orders' lines, and those that explain keys: clients, items, our people
	Currency money.Currency // of sums that name none
}

// OrderBook is what a file of orders holds.
type OrderBook struct {
	Batch  // what is known of the file; it holds no clients
	Orders []OrderDraft
	Lines  string // name of the file beside that the lines came from, empty when they stand in the file itself
	Said   bool   // the user named the currency of sums that name none
}

// OrderDraft is an order as found in a file. Ids are zero; whose it is stands beside, as the file names him. Of its lines the
// article is what the file knows the item by.
type OrderDraft struct {
	Line       int // of the file, from 1
	Order      trade.Order
	ClientCode string
	Client     string
	INN        string
	Rep        string
	Bare       bool // the file names no currency of its sums: it is the one the options say
	Stated     bool // the file tells its state
	Freighted  bool // the file tells its freight
}

// orderReader reads the rows of orders and of their lines.
type orderReader struct {
	*grid
	opts    OrderOptions
	out     OrderBook
	lined   bool                   // lines stand among the orders
	at      map[string]int         // places of orders by number; -1: left out
	last    int                    // place of the order before, -1: none
	amounts map[int]amount         // what the file says orders come to
	told    map[int]money.Currency // that the column of currencies names, by the places of orders
	named   map[int]money.Currency // that their sums or prices name
	clients map[string]string
	reps    map[string]string
}

// amount is the sum of an order as the file gives it.
type amount struct {
	minor int64
	said  string
}

// ReadOrders reads won sales out of a table, CSV or XLSX: one row for each order, with its lines in a table beside or with
// none, or one row for each line. Freight is kept apart from the lines: it is carriage, not what was sold. Whatever is not
// plain is said in the complaints, which name the line; an error (a *Refusal) is returned only when nothing can be read.
func ReadOrders(f File, opts OrderOptions) (OrderBook, error) {
	g, err := readGrid(f, opts.Options, understandOrder, FieldOrderDay)
	if err != nil {
		return OrderBook{}, err
	}
	r := &orderReader{grid: g, opts: opts, at: map[string]int{}, last: -1, amounts: map[int]amount{},
		told: map[int]money.Currency{}, named: map[int]money.Currency{}}
	r.oneNumber()
	r.lined = r.has(FieldQuantity) || r.has(FieldPrice) || r.has(FieldItemName) || r.has(FieldArticle)
	r.clients, r.reps = r.names(FieldBuyerCode), r.names(FieldRepRef)
	lines := lineReader{grid: g, orders: r}
	lines.prepare()
	for _, row := range r.rows {
		if i := r.order(row); i >= 0 && r.lined {
			lines.take(row, i)
		}
	}
	if !r.lined && len(r.rows) > 0 {
		r.linesBeside()
	}
	r.count()
	r.unused()
	r.out.Batch, r.out.Said = r.finish(), opts.Options.Currency != ""
	return r.out, nil
}

// oneNumber drops ids of rows where there are numbers of orders.
func (r *orderReader) oneNumber() {
	numbers := 0
	for _, c := range r.columns {
		if c.field == FieldOrder {
			numbers++
		}
	}
	for i := range r.columns {
		c := &r.columns[i]
		if plain := plainHeading(c.heading); c.field == FieldOrder && numbers > 1 && (plain == "id" || plain == "n" || plain == "no" || plain == "") {
			c.field = FieldExtra
			numbers--
		}
	}
}

// names are those that a file beside keeps under the keys of a column.
func (r *orderReader) names(f Field) map[string]string {
	c := r.column(f)
	if c == nil {
		return nil
	}
	return keyed(r.opts.Beside, c.heading, r.opts.Options)
}

// order finds or begins the order that a row speaks of, and gives its place; -1 when the row was left out.
func (r *orderReader) order(row record) int {
	if isTotal(row) {
		r.complain.add(Note, row.line, "", "intake.total", "Text", text.Ellipsis(joined(row), 80))
		return -1
	}
	number := r.line(row, FieldOrder)
	day, _ := r.first(row, FieldOrderDay)
	if number == "" && r.has(FieldOrder) {
		if r.lined && day == "" {
			return r.last // a further line of the order above
		}
		r.complain.add(Fail, row.line, "", "intake.orders.nameless", "Text", text.Ellipsis(joined(row), 80))
		r.last = -1
		return -1
	}
	if i, met := r.at[number]; met && number != "" {
		r.last = i
		if i >= 0 && r.lined {
			r.compare(row, r.out.Orders[i])
		} else if i >= 0 {
			r.complain.add(Fail, row.line, "", "intake.orders.twice", "Order", text.Ellipsis(number, 60), "Before", strconv.Itoa(r.out.Orders[i].Line))
			return -1
		}
		return i
	}
	r.last = r.begin(row, number)
	r.at[number] = r.last
	return r.last
}

// begin reads an order; -1 when it was left out.
func (r *orderReader) begin(row record, number string) int {
	v, c := r.first(row, FieldOrderDay)
	day, ok := r.day(row, c, v)
	if !ok {
		r.warn(Fail, row, c, "intake.orders.date", v, "Order", text.Ellipsis(number, 60))
		return -1
	}
	d := OrderDraft{Line: row.line, ClientCode: r.line(row, FieldBuyerCode), Client: r.line(row, FieldBuyer), INN: r.line(row, FieldBuyerINN), Rep: r.line(row, FieldRep)}
	if d.Client == "" {
		d.Client = r.clients[d.ClientCode]
	}
	if d.Rep == "" {
		d.Rep = r.reps[r.line(row, FieldRepRef)]
	}
	if d.Client == "" && d.ClientCode == "" && d.INN == "" {
		r.complain.add(Fail, row.line, "", "intake.orders.client", "Order", text.Ellipsis(number, 60))
		return -1
	}
	notes, _ := r.first(row, FieldOrderNotes)
	d.Bare = true
	d.Order = trade.Order{Number: number, Day: day, Currency: r.opts.Currency, Rounding: money.PerLine, Tax: r.taxMode(), Notes: plainText(notes)}
	if v, c := r.first(row, FieldCurrency); v != "" {
		if said, ok := money.ParseCurrency(v); ok {
			d.Order.Currency, d.Bare = said, false
			r.told[len(r.out.Orders)] = said
		} else {
			r.warn(Warning, row, c, "intake.own.value", v)
		}
	}
	d.Order.Promised, d.Order.Kept = r.further(row, FieldPromised, day), r.further(row, FieldKept, day)
	r.state(row, &d)
	r.sums(row, &d)
	r.out.Orders = append(r.out.Orders, d)
	return len(r.out.Orders) - 1
}

// taxMode is without VAT where the file tells none, and with VAT in the prices unless a heading says that it is not.
func (r *orderReader) taxMode() trade.TaxMode {
	if !r.has(FieldVAT) {
		return trade.TaxNone
	}
	if c := r.column(FieldPrice); c != nil && c.basis == money.Net {
		return trade.TaxNet
	}
	return trade.TaxGross
}

// further reads a later day of an order; what is none is told, and so is one before the order.
func (r *orderReader) further(row record, f Field, ordered crm.Day) crm.Day {
	v, c := r.first(row, f)
	if v == "" {
		return ""
	}
	day, ok := r.day(row, c, v)
	if !ok {
		r.warn(Warning, row, c, "intake.orders.day", v)
		return ""
	}
	if day < ordered {
		r.warn(Warning, row, c, "intake.orders.before", v)
	}
	return day
}

// state is what the file says, else whether the order was kept.
func (r *orderReader) state(row record, d *OrderDraft) {
	o := &d.Order
	o.State = trade.Placed
	if o.Kept != "" {
		o.State = trade.Fulfilled
	}
	if v, c := r.first(row, FieldOrderState); v != "" {
		d.Stated = take(r.grid, row, c, v, orderStateWords, &o.State)
	}
}

// sums reads what stands beside the lines: freight, and where a row is a whole order its amount.
func (r *orderReader) sums(row record, d *OrderDraft) {
	if minor, _, ok := r.minor(row, FieldFreight, d); ok {
		d.Order.Freight, d.Freighted = minor, true
	}
	if r.lined {
		return
	}
	if minor, said, ok := r.minor(row, FieldAmount, d); ok {
		d.Order.Once = trade.Sum{Net: minor, Gross: minor}
		r.amounts[len(r.out.Orders)] = amount{minor, said}
	}
}

// minor reads a sum of money in minor units; the currency it names is the order's. It is false for none.
func (r *orderReader) minor(row record, f Field, order *OrderDraft) (minor int64, said string, ok bool) {
	v, c := r.first(row, f)
	if v == "" {
		return 0, "", false
	}
	d, currency, ok := r.price(row, c)
	if ok {
		var err error
		if ok = r.agrees(len(r.out.Orders), order, currency); ok {
			minor, err = money.ToMinor(d, order.Order.Currency)
		}
		ok = ok && err == nil
	}
	if !ok {
		r.warn(Warning, row, c, "intake.own.value", v)
	}
	return minor, v, ok
}

// agrees takes the currency that a sum or a price of an order names; false when another of them named another, since sums of
// two currencies cannot be added up.
func (r *orderReader) agrees(place int, order *OrderDraft, currency money.Currency) bool {
	if currency == "" {
		return true
	}
	if had, met := r.named[place]; met && had != currency {
		return false
	}
	r.named[place] = currency
	order.Order.Currency, order.Bare = currency, false
	return true
}

// compare tells where a further row of an order says something else than the first.
func (r *orderReader) compare(row record, d OrderDraft) {
	for _, f := range []struct {
		field Field
		had   string
	}{{FieldOrderDay, string(d.Order.Day)}, {FieldBuyer, d.Client}, {FieldBuyerCode, d.ClientCode}} {
		v, c := r.first(row, f.field)
		now := tidy(v, 0)
		if f.field == FieldOrderDay {
			day, _ := r.day(row, c, v)
			now = string(day)
		}
		if v != "" && text.Fold(now) != text.Fold(f.had) {
			r.warn(Warning, row, c, "intake.orders.other", v, "Order", text.Ellipsis(d.Order.Number, 60))
		}
	}
}

// linesBeside reads the lines out of the table beside that has the orders' numbers and quantities.
func (r *orderReader) linesBeside() {
	number := r.column(FieldOrder)
	if number == nil {
		return
	}
	for _, f := range r.opts.Beside {
		opts := r.opts.Options
		opts.Fields, opts.Sheet, opts.Encoding, opts.Delimiter = nil, "", "", ""
		g, err := readGrid(f, opts, understandOrder, FieldOrder, FieldQuantity)
		if err != nil || len(g.rows) == 0 || plainHeading(g.column(FieldOrder).heading) != plainHeading(number.heading) {
			continue
		}
		lines := lineReader{grid: g, orders: r}
		lines.prepare()
		for _, row := range g.rows {
			lines.find(row)
		}
		g.unused()
		r.retell(f.Name, g.complain.all())
		r.out.Lines = f.Name
		return
	}
}

// retell puts the complaints of a file beside among ours, with its name.
func (r *orderReader) retell(name string, list []Complaint) {
	for _, c := range list {
		if r.opts.Tongue != nil {
			c = Complaint{Line: c.Line, Column: c.Column, Level: c.Level, Reason: "intake.orders.beside", Args: []string{"File", name, "Text", c.Say(r.opts.Tongue)}}
		}
		r.complain.add(c.Level, c.Line, c.Column, c.Reason, c.Args...)
	}
}

// count counts the orders by their lines; one whose sums are too large is left out.
func (r *orderReader) count() {
	kept := r.out.Orders[:0]
	for i, d := range r.out.Orders {
		said, known := r.amounts[i]
		counted, err := trade.CountOrder(d.Order)
		if err != nil {
			r.complain.add(Fail, d.Line, "", "intake.orders.large", "Order", text.Ellipsis(d.Order.Number, 60))
			continue
		}
		d.Order = counted
		switch {
		case len(counted.Lines) == 0 && !known:
			r.complain.add(Warning, d.Line, "", "intake.orders.empty", "Order", text.Ellipsis(counted.Number, 60))
		case len(counted.Lines) > 0 && known && said.minor != counted.Once.Gross:
			r.complain.add(Warning, d.Line, "", "intake.orders.amount", "Order", text.Ellipsis(counted.Number, 60), "Text", text.Ellipsis(tidy(said.said, 0), 60),
				"Now", money.New(counted.Once.Gross, counted.Currency).Decimal().String())
		}
		kept = append(kept, d)
	}
	r.out.Orders = kept
}
