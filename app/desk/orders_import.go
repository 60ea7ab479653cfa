package desk

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// OrderImport says how the orders of a file join those of the base.
type OrderImport struct {
	Clients bool // add the clients that the file names and the base does not know; else their orders are left out
	DryRun  bool // count, and write nothing
}

// OrderIntake is what an import of orders did, or with a dry run would do.
type OrderIntake struct {
	File      string
	Format    string
	Beside    string // name of the file beside that the lines came from, if any
	Rows      int
	Added     int      // orders new to the base
	Changed   int      // orders that were there and became another
	Same      int      // orders that were there just so
	Lines     int      // lines of the orders added or changed
	Clients   int      // clients added
	Bare      BareSums // that name no currency
	Complaint []intake.Complaint
	DryRun    bool
}

// BareSums are the prices or sums of a file that name no currency, and what they were taken for.
type BareSums struct {
	N  int
	In []money.Currency // each once
}

func (b *BareSums) add(c money.Currency) {
	b.N++
	if !slices.Contains(b.In, c) {
		b.In = append(b.In, c)
	}
}

// ReadOrders reads the orders out of a file; tables beside it hold their lines and explain keys. Sums that name no currency
// are in that of the options, else in our firm's.
func (d *Desk) ReadOrders(ctx context.Context, path string, opts intake.Options) (intake.OrderBook, error) {
	file, beside, err := wholeFiles(path)
	if err != nil {
		return intake.OrderBook{}, err
	}
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return intake.OrderBook{}, err
	}
	if opts.Country == "" {
		opts.Country = d.country(ctx, "")
	}
	if opts.Tongue == nil {
		opts.Tongue = d.Words.In(d.lang(ctx))
	}
	book, err := intake.ReadOrders(file, intake.OrderOptions{Options: opts, Beside: beside, Currency: cmp.Or(opts.Currency, money.Currency(firm.Currency), money.USD)})
	return book, refused(err)
}

// ImportOrdersFile reads a file of orders and takes them into the base, as one act.
func (d *Desk) ImportOrdersFile(ctx context.Context, path string, dryRun bool) (OrderIntake, error) {
	book, err := d.ReadOrders(ctx, path, intake.Options{})
	if err != nil {
		return OrderIntake{File: filepath.Base(path)}, err
	}
	return d.ImportOrders(ctx, filepath.Base(path), book, dryRun)
}

// ImportOrders takes the orders of a file into the base, as one act that can be undone; those of clients whom the base does
// not know are left out and told. With dryRun nothing is written.
func (d *Desk) ImportOrders(ctx context.Context, file string, book intake.OrderBook, dryRun bool) (OrderIntake, error) {
	return d.ImportOrdersAs(ctx, file, book, OrderImport{DryRun: dryRun}, nil)
}

// ImportOrdersAs is ImportOrders as one likes it. An order that is there already, by its number, or without one by its
// client, day and sum, becomes what the file says of it; what the file says nothing of stays, and so do the lines of one
// that an offer became. progress, if any, hears how many orders are done.
func (d *Desk) ImportOrdersAs(ctx context.Context, file string, book intake.OrderBook, how OrderImport, progress func(done, all int)) (OrderIntake, error) {
	in := orderImport{d: d, ctx: ctx, book: book, how: how, clients: map[buyer]crm.ClientID{}, items: map[string]trade.ItemID{}, numbers: map[string]bool{},
		unnumbered: map[unnumbered][]trade.Order{},
		done:       OrderIntake{File: file, Format: book.Format, Beside: book.Lines, Rows: book.Rows, Complaint: slices.Clone(book.Complaints), DryRun: how.DryRun}}
	if err := in.know(); err != nil {
		return in.done, err
	}
	for i, draft := range book.Orders {
		if err := ctx.Err(); err != nil {
			return in.done, err
		}
		if err := in.take(draft); err != nil {
			return in.done, err
		}
		if progress != nil && (i%100 == 99 || i == len(book.Orders)-1) {
			progress(i+1, len(book.Orders))
		}
	}
	if how.DryRun {
		return in.done, nil
	}
	return in.done, d.apply(ctx, "act.import", []string{"File", file}, in.changes...)
}

// orderImport is the state of one import of orders.
type orderImport struct {
	d    *Desk
	ctx  context.Context
	book intake.OrderBook
	how  OrderImport
	done OrderIntake

	clients    map[buyer]crm.ClientID // 0: not in the base
	reps       map[string]crm.RepID
	items      map[string]trade.ItemID // by article
	numbers    map[string]bool         // that a row of the file has spoken for
	unnumbered map[unnumbered][]trade.Order
	series     *orderSeries
	changes    []crm.Change
}

// buyer is a client as a file of orders names him.
type buyer struct{ code, name, inn string }

// unnumbered is what an order without a number is known by.
type unnumbered struct {
	client   crm.ClientID
	day      crm.Day
	total    int64
	currency money.Currency
}

func (in *orderImport) know() error {
	reps, err := in.d.Reps(in.ctx)
	in.reps = make(map[string]crm.RepID, len(reps))
	for _, r := range reps {
		in.reps[text.Fold(r.Name)] = r.ID
	}
	return err
}

// take takes one order of the file into the base.
func (in *orderImport) take(draft intake.OrderDraft) error {
	client, err := in.client(draft)
	if err != nil {
		return err
	}
	if client == 0 {
		in.complain(draft, "desk.orders.client", "Text", text.Ellipsis(cmp.Or(draft.Client, draft.ClientCode, draft.INN), 80))
		return nil
	}
	draft.Order.Client = client
	draft.Order.Rep = in.reps[text.Fold(draft.Rep)]
	if err := in.find(draft.Order.Lines); err != nil {
		return err
	}
	was, known, err := in.same(draft.Order)
	switch {
	case err != nil:
		return err
	case known && was.Client != client:
		in.complain(draft, "desk.orders.taken")
		return nil
	}
	if known && draft.Bare && !in.book.Said {
		draft.Order = inCurrency(draft.Order, was.Currency) // the file says nothing of it
	}
	if draft.Bare {
		in.done.Bare.add(draft.Order.Currency)
	}
	if !known {
		return in.add(draft)
	}
	return in.alter(was, draft)
}

// inCurrency is an order with the same numbers in another currency; where its sums would become too large it stays.
func inCurrency(o trade.Order, c money.Currency) trade.Order {
	was := o
	for _, minor := range []*int64{&o.Freight, &o.Once.Net, &o.Once.VAT, &o.Once.Gross} {
		var err error
		if *minor, err = money.ToMinor(money.New(*minor, was.Currency).Decimal(), c); err != nil {
			return was
		}
	}
	o.Currency = c
	counted, err := trade.CountOrder(o)
	if err != nil {
		return was
	}
	return counted
}

// complain tells why an order is left out.
func (in *orderImport) complain(draft intake.OrderDraft, reason string, args ...string) {
	args = append([]string{"Order", text.Ellipsis(draft.Order.Number, 60)}, args...)
	in.done.Complaint = append(in.done.Complaint, intake.Complaint{Line: draft.Line, Reason: reason, Args: args, Level: intake.Fail})
}

// sound reports whether an order may be kept, and tells why not.
func (in *orderImport) sound(o trade.Order, draft intake.OrderDraft) bool {
	for _, f := range trade.CheckOrder(o) {
		if trade.OrderBlocks(f) {
			in.complain(draft, "desk.orders.wrong", "Text", in.d.Words.In(in.d.lang(in.ctx)).T(f.Reason))
			return false
		}
	}
	return true
}

func (in *orderImport) add(draft intake.OrderDraft) error {
	o := draft.Order
	if o.Number == "" {
		number, err := in.nextNumber(o)
		if err != nil {
			return err
		}
		o.Number = number
	}
	if o = tidyOrder(o); !in.sound(o, draft) {
		return nil
	}
	o.ID, o.Created = trade.OrderID(in.d.ids.next()), crm.At(in.d.now())
	in.numbers[o.Number] = true
	in.changes = append(in.changes, crm.Add(o))
	in.done.Added++
	in.done.Lines += len(o.Lines)
	return nil
}

func (in *orderImport) alter(was trade.Order, draft intake.OrderDraft) error {
	now := in.learnt(was, draft.Order)
	if sameJSON(was, now) {
		in.done.Same++
		return nil
	}
	if in.sound(now, draft) {
		in.changes = append(in.changes, crm.Alter(was, now))
		in.done.Changed++
		in.done.Lines += len(now.Lines)
	}
	return nil
}

// learnt is an order with what the file says of it. A cell that is empty says nothing, and of an order that an offer became
// the file tells only how it went.
func (in *orderImport) learnt(now, from trade.Order) trade.Order {
	now.Promised, now.Kept = cmp.Or(from.Promised, now.Promised), cmp.Or(from.Kept, now.Kept)
	if from.Kept != "" || in.tells(intake.FieldOrderState) {
		now.State = from.State
	}
	now.Notes, now.Rep = cmp.Or(from.Notes, now.Notes), cmp.Or(from.Rep, now.Rep)
	if now.Offer != 0 {
		return tidyOrder(now)
	}
	now.Day = from.Day
	if in.tells(intake.FieldFreight) {
		now.Freight = from.Freight
	}
	if len(from.Lines) > 0 || from.Total() != 0 {
		now.Currency, now.Tax, now.Rounding = from.Currency, from.Tax, from.Rounding
		now.Lines, now.Once, now.Monthly, now.Yearly = from.Lines, from.Once, from.Monthly, from.Yearly
		now.Discount = trade.Discount{}
	}
	return tidyOrder(now)
}

// tells reports whether the file has a column of a kind.
func (in *orderImport) tells(f intake.Field) bool {
	return slices.ContainsFunc(in.book.Columns, func(c intake.Mapped) bool { return c.Field == f })
}

// same finds the order of the base that a row speaks of.
func (in *orderImport) same(o trade.Order) (trade.Order, bool, error) {
	if o.Number != "" {
		return found(in.d.OrderByNumber(in.ctx, o.Number))
	}
	mark := unnumbered{o.Client, o.Day, o.Total(), o.Currency}
	waiting, met := in.unnumbered[mark]
	if !met {
		err := in.d.EachOrder(in.ctx, trade.OrderQuery{Client: o.Client, From: o.Day, Until: o.Day}, func(r trade.OrderRow) error {
			if r.Total != o.Total() || r.Currency != o.Currency {
				return nil
			}
			was, err := in.d.Order(in.ctx, r.ID)
			waiting = append(waiting, was)
			return err
		})
		if err != nil {
			return trade.Order{}, false, err
		}
	}
	if len(waiting) == 0 {
		in.unnumbered[mark] = []trade.Order{}
		return trade.Order{}, false, nil
	}
	in.unnumbered[mark] = waiting[1:]
	return waiting[0], true, nil
}

// find finds the items that lines speak of by their articles.
func (in *orderImport) find(lines []trade.OrderLine) error {
	for i := range lines {
		l := &lines[i]
		if l.Article == "" {
			continue
		}
		id, met := in.items[l.Article]
		if !met {
			some, err := in.d.ItemsByArticle(in.ctx, l.Article, 1)
			if err != nil {
				return err
			}
			if len(some) > 0 {
				id = some[0].ID
			}
			in.items[l.Article] = id
		}
		l.Item = id
	}
	return nil
}

// client finds whose an order is, or adds him when that is wanted; 0 when he is not in the base.
func (in *orderImport) client(draft intake.OrderDraft) (crm.ClientID, error) {
	b := buyer{draft.ClientCode, text.Fold(draft.Client), draft.INN}
	if id, met := in.clients[b]; met {
		return id, nil
	}
	id, err := in.knownClient(draft)
	if err == nil && id == 0 && in.how.Clients && draft.Client != "" {
		id, err = in.addClient(draft)
	}
	in.clients[b] = id
	return id, err
}

// asClient is what a file of orders knows of a client.
func (in *orderImport) asClient(draft intake.OrderDraft) crm.Client {
	c := crm.Client{Kind: crm.Company, Name: draft.Client, Code: draft.ClientCode}
	if draft.INN != "" {
		r := crm.Requisites{Country: in.d.country(in.ctx, "")}
		if r.Country == "UA" {
			r.EDRPOU = draft.INN
		} else {
			r.INN = draft.INN
		}
		c.Requisites = tidyRequisites([]crm.Requisites{r})
	}
	return c
}

// knownClient finds the client of the base: as an import of clients knows him, and where the file tells no name by his code
// or identifier alone.
func (in *orderImport) knownClient(draft intake.OrderDraft) (crm.ClientID, error) {
	c := in.asClient(draft)
	rows, err := in.d.ClientsLike(in.ctx, c, 20)
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		other, err := in.d.Client(in.ctx, r.ID)
		if err != nil {
			return 0, err
		}
		nameless := c.Name == "" && (c.Code != "" && other.Code == c.Code || meet(idsOf(other), idsOf(c)))
		if nameless || c.Name != "" && sameAs(other, c) {
			return other.ID, nil
		}
	}
	return 0, nil
}

// addClient adds a client of whom the file tells an order: he has bought at least once.
func (in *orderImport) addClient(draft intake.OrderDraft) (crm.ClientID, error) {
	c, err := in.d.tidyClient(in.ctx, in.asClient(draft))
	if err != nil {
		return 0, err
	}
	c.Country, c.Rung = in.d.country(in.ctx, ""), crm.FirstTimeBuyer
	in.d.welcome(&c)
	in.changes = append(in.changes, crm.Add(c))
	in.done.Clients++
	return c.ID, nil
}

// orderSeries gives the numbers of orders that a file leaves without one.
type orderSeries struct {
	mask   trade.Mask
	prefix string
	rows   map[string]*trade.NumberRow // by period
}

// nextNumber is a free number for an order, by its day.
func (in *orderImport) nextNumber(o trade.Order) (string, error) {
	if in.series == nil {
		n, err := in.d.Numbers(in.ctx)
		if err != nil {
			return "", err
		}
		mask, err := trade.ParseMask(n.Orders.Mask, n.Orders.Reset)
		if err != nil {
			return "", err
		}
		in.series = &orderSeries{mask: mask, prefix: n.Prefix, rows: map[string]*trade.NumberRow{}}
	}
	code, err := in.d.codeOf(in.ctx, o.Client)
	if err != nil {
		return "", err
	}
	facts := trade.NumberFacts{Day: o.Day, Firm: in.series.prefix, Client: code}
	row, err := in.row(facts)
	if err != nil {
		return "", err
	}
	number := row.Take(facts)
	for in.numbers[number] {
		number = row.Take(facts)
	}
	return number, nil
}

// row is the row of the numbers of a day.
func (in *orderImport) row(facts trade.NumberFacts) (*trade.NumberRow, error) {
	s := in.series
	period := s.mask.Period(facts)
	if s.rows[period] == nil {
		taken, err := in.d.OrderNumbers(in.ctx, s.mask.Prefix(facts))
		if err != nil {
			return nil, err
		}
		s.rows[period] = s.mask.Row(facts, taken)
	}
	return s.rows[period], nil
}
