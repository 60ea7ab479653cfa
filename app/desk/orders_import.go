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
	now := in.learnt(was, draft)
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
func (in *orderImport) learnt(now trade.Order, draft intake.OrderDraft) trade.Order {
	from := draft.Order
	now.Promised, now.Kept = cmp.Or(from.Promised, now.Promised), cmp.Or(from.Kept, now.Kept)
	if from.Kept != "" || draft.Stated {
		now.State = from.State
	}
	now.Notes, now.Rep = cmp.Or(from.Notes, now.Notes), cmp.Or(from.Rep, now.Rep)
	if now.Offer != 0 {
		return tidyOrder(now)
	}
	now.Day = from.Day
	if draft.Freighted {
		now.Freight = from.Freight
	}
	if len(from.Lines) > 0 || from.Total() != 0 {
		now.Currency, now.Tax, now.Rounding = from.Currency, from.Tax, from.Rounding
		now.Lines, now.Once, now.Monthly, now.Yearly = from.Lines, from.Once, from.Monthly, from.Yearly
		now.Discount = trade.Discount{}
	}
	return tidyOrder(now)
}
