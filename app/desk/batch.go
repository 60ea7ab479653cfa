package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"

	"rapport/app/crm"
	"rapport/app/trade"
)

// batchStep is how many offers of a batch are written in one act: so many are in memory at once, and undo takes so many back.
const batchStep = 200

// batchGC is how much garbage, in per cent of what lives, is let lie while a batch is made: each paper leaves megabytes of
// it, and collecting them as often as usual took a quarter of the time.
const batchGC = 400

// Batched is what became of one client in a batch.
type Batched struct {
	Client  crm.ClientID
	Name    string
	Offer   trade.OfferID // 0: none was made, Refused says why
	Number  string
	Path    string
	Gross   int64       // what a list shows for the offer, in minor units
	Refused error       // why there is no offer
	Remarks []crm.Fault // what the owner should know: no address, no person, what the paper could not show
}

// Batch is what became of an offer to many.
type Batch struct {
	Done      []Batched // in the order of the clients
	Made      int
	Cancelled bool
	Folder    string
}

// BatchProgress tells how far a batch has come.
type BatchProgress struct {
	Done, All int
	Last      string // name of the client whose offer was made last
}

// MakeBatch makes an offer of each of many clients from one offer: each a draft of its own with the next number, addressed to
// the client, with the prices this client pays, and its paper in a folder. The offers are written in acts of some hundred; an
// offer and its file are both there or neither is. When the context ends, what is done stays and the batch says so; no number
// is left out. A client for whom there can be no offer is passed over with the reason. progress may be nil; it is called on
// the goroutine of the caller.
func (d *Desk) MakeBatch(ctx context.Context, pattern trade.Offer, clients []crm.ClientID, folder string, progress func(BatchProgress)) (Batch, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(batchGC))
	clients = unique(clients)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return Batch{Folder: folder}, fmt.Errorf("folder of papers: %w", err)
	}
	b, err := d.newBatch(ctx, pattern, folder, len(clients), progress)
	if err != nil {
		return Batch{Folder: folder}, err
	}
	for some := range slices.Chunk(clients, batchStep) {
		if err = b.step(ctx, some); err != nil || b.out.Cancelled {
			break
		}
	}
	return b.out, err
}

func unique(clients []crm.ClientID) []crm.ClientID {
	seen := make(map[crm.ClientID]bool, len(clients))
	var out []crm.ClientID
	for _, c := range clients {
		if c != 0 && !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// batch is a batch being made.
type batch struct {
	desk     *Desk
	pattern  trade.Offer
	prices   *offerPrices
	out      Batch
	all      int
	progress func(BatchProgress)
}

func (d *Desk) newBatch(ctx context.Context, pattern trade.Offer, folder string, all int, progress func(BatchProgress)) (*batch, error) {
	if progress == nil {
		progress = func(BatchProgress) {}
	}
	n, ok := pattern.Day.DaysTo(pattern.ValidUntil)
	if !ok || pattern.ValidUntil == "" || n < 0 {
		n = validDays
	}
	pattern = takenBack(pattern)
	pattern.ID, pattern.Number, pattern.Version, pattern.Deal, pattern.Request = 0, "", 0, 0, ""
	pattern.Day, pattern.ValidUntil = d.Today(), d.Today().Plus(n)
	prices, err := d.pricesOf(ctx, pattern)
	return &batch{desk: d, pattern: pattern, prices: prices, out: Batch{Folder: folder}, all: all, progress: progress}, err
}

// made is an offer of the batch on its way: prepared, then printed into a file beside its place.
type made struct {
	Batched
	offer trade.Offer
	print Print
	temp  string
	err   error
}

// step makes the offers of some clients and keeps them in one act. When another offer takes one of the numbers meanwhile, the
// step is made again with others.
func (b *batch) step(ctx context.Context, clients []crm.ClientID) error {
	for tries := 0; ; tries++ {
		before := len(b.out.Done)
		err := b.try(ctx, clients)
		var fault crm.Fault
		if !errors.As(err, &fault) || fault.Reason != "desk.offer.taken" || tries == mostNumbers {
			return err
		}
		b.out.Done = b.out.Done[:before]
	}
}

func (b *batch) try(ctx context.Context, clients []crm.ClientID) error {
	all, err := b.prepare(ctx, clients)
	if err != nil {
		return b.stopped(ctx, err)
	}
	b.print(ctx, all)
	kept, err := b.whole(all)
	defer func() {
		for _, m := range all {
			if m.temp != "" {
				_ = os.Remove(m.temp) // gone already where it was put in its place
			}
		}
	}()
	if err != nil {
		return err
	}
	if len(kept) < len(all) {
		b.out.Cancelled = true
	}
	return b.keep(context.WithoutCancel(ctx), kept)
}

// stopped turns the end of the context into a batch that was cancelled.
func (b *batch) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		b.out.Cancelled = true
		return nil
	}
	return err
}

// prepare addresses and prices the offers one after the other, each with the next number. Those that may not be printed get
// none.
func (b *batch) prepare(ctx context.Context, clients []crm.ClientID) ([]*made, error) {
	numbers, facts, err := b.desk.offerNumbers(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*made, 0, len(clients))
	for _, id := range clients {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		m, err := b.prepareOne(ctx, id, numbers, facts)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

func (b *batch) prepareOne(ctx context.Context, id crm.ClientID, numbers *trade.NumberRow, facts trade.NumberFacts) (*made, error) {
	d, m := b.desk, &made{Batched: Batched{Client: id}}
	client, known, err := found(d.Client(ctx, id))
	if err != nil {
		return nil, err
	}
	if !known {
		m.Refused = crm.ErrNotFound
		return m, nil
	}
	m.Name = client.Name
	o, err := d.AddressOffer(ctx, b.pattern, id, 0)
	if err != nil {
		return nil, err
	}
	o = b.prices.apply(o, client)
	facts.Client = client.Code
	o.Number = numbers.Next(facts)
	for _, f := range trade.Check(o) {
		if trade.Blocks(f) {
			m.Refused = f
			return m, nil
		}
	}
	o.Number = numbers.Take(facts)
	sums, err := trade.Count(o)
	if err != nil {
		return nil, err
	}
	o.ID, o.Created = trade.OfferID(d.ids.next()), crm.At(d.now())
	m.offer, m.Offer, m.Number, m.Gross = tidyOffer(o), o.ID, o.Number, sums.Main().Gross
	m.Remarks = lacks(o, client)
	return m, nil
}

// lacks tells what a client lacks for an offer that could be sent as it is.
func lacks(o trade.Offer, c crm.Client) []crm.Fault {
	var all []crm.Fault
	check := func(lacks bool, field, reason string) {
		if lacks {
			all = append(all, crm.Fault{Field: field, Reason: reason})
		}
	}
	check(o.To.Person == "", "contact", "desk.batch.person")
	check(o.To.Address == "", "address", "desk.batch.address")
	check(len(c.Emails) == 0 && o.Contact == 0, "email", "desk.batch.email")
	return all
}

// print prints the offers on all cores, each into a file beside its place.
func (b *batch) print(ctx context.Context, all []*made) {
	work, ready := make(chan *made), make(chan *made, len(all))
	var hands sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(all), 1)) {
		hands.Add(1)
		go func() {
			defer hands.Done()
			for m := range work {
				b.printOne(ctx, m)
				ready <- m
			}
		}()
	}
	go func() {
		for _, m := range all {
			work <- m
		}
		close(work)
		hands.Wait()
		close(ready)
	}()
	done := len(b.out.Done)
	for m := range ready {
		done++
		b.progress(BatchProgress{Done: done, All: b.all, Last: m.Name})
	}
}

func (b *batch) printOne(ctx context.Context, m *made) {
	if m.Refused != nil {
		return
	}
	if m.err = ctx.Err(); m.err != nil {
		return
	}
	p, err := b.desk.printAnew(ctx, m.offer)
	if err != nil {
		m.err = err
		return
	}
	m.Remarks, m.print = append(m.Remarks, p.Remarks...), Print{Name: p.Name}
	m.temp, m.err = writeBeside(b.out.Folder, p.PDF)
}

// writeBeside writes a file of no name yet. It is not waited for until the disk has it: a draft can be printed again.
func writeBeside(folder string, body []byte) (string, error) {
	f, err := os.CreateTemp(folder, ".rapport-*")
	if err != nil {
		return "", fmt.Errorf("write paper: %w", err)
	}
	_, err = f.Write(body)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return f.Name(), fmt.Errorf("write paper: %w", err)
	}
	return f.Name(), nil
}

// whole is how many from the start are ready, so that no number is left out; the error that stopped the others is returned
// unless they were called off.
func (b *batch) whole(all []*made) ([]*made, error) {
	for i, m := range all {
		switch {
		case m.err == nil:
		case errors.Is(m.err, context.Canceled), errors.Is(m.err, context.DeadlineExceeded):
			return all[:i], nil
		default:
			return nil, m.err
		}
	}
	return all, nil
}

// keep writes the offers in one act and puts their files in place.
func (b *batch) keep(ctx context.Context, all []*made) error {
	var changes []crm.Change
	for _, m := range all {
		if m.Refused == nil {
			changes = append(changes, crm.Add(m.offer))
		}
	}
	if err := b.desk.apply(ctx, "act.offers.batch", []string{"N", strconv.Itoa(len(changes))}, changes...); err != nil {
		return err
	}
	for _, m := range all {
		if m.Refused == nil {
			b.out.Made++
			path, err := placed(b.out.Folder, m.print.Name, m.temp)
			if err != nil {
				slog.Error("paper of a batch", "offer", m.Number, "error", err)
				m.Remarks = append(m.Remarks, crm.Fault{Field: "file", Reason: "desk.batch.file"})
			}
			m.Path = path
		}
		b.out.Done = append(b.out.Done, m.Batched)
	}
	return nil
}

// placed gives a file its name in the folder; a name that is taken gets a number.
func placed(folder, name, temp string) (string, error) {
	path := filepath.Join(folder, name)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			break
		}
		path = filepath.Join(folder, numbered(name, n))
	}
	if err := os.Rename(temp, path); err != nil {
		return "", fmt.Errorf("write paper: %w", err)
	}
	return path, nil
}

// offerPrices are the items of an offer with all their prices depend on, read once for many clients.
type offerPrices struct {
	desk  *Desk
	book  *trade.PriceBook
	items map[trade.ItemID]trade.Item
	vat   func(trade.TaxClass, crm.Day) trade.TaxRate
}

func (d *Desk) pricesOf(ctx context.Context, o trade.Offer) (*offerPrices, error) {
	p := &offerPrices{desk: d, items: map[trade.ItemID]trade.Item{}}
	var ids []trade.ItemID
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if l.Item == 0 || l.Text {
				continue
			}
			item, known, err := found(d.Item(ctx, l.Item))
			if err != nil {
				return nil, err
			}
			if _, has := p.items[l.Item]; known && !has {
				p.items[l.Item] = item
				ids = append(ids, l.Item)
			}
		}
	}
	if len(ids) == 0 {
		return p, nil
	}
	parts, err := d.wholeBook(ctx, o.Day, ids)
	if err != nil {
		return nil, err
	}
	taxes, err := d.TaxesOf(ctx, o.Firm)
	p.book, p.vat = trade.NewPriceBook(parts), taxes.Of
	return p, err
}

// apply gives the lines of the catalogue the prices a client pays. A price typed by hand stays, and so does one of an item
// that is gone or has no price.
func (p *offerPrices) apply(o trade.Offer, client crm.Client) trade.Offer {
	o.Sections = slices.Clone(o.Sections)
	for i := range o.Sections {
		lines := slices.Clone(o.Sections[i].Lines)
		for j := range lines {
			l := &lines[j]
			item, known := p.items[l.Item]
			if !known || l.Text || l.Typed() || len(l.Why) == 0 {
				continue
			}
			q := p.book.Quote(trade.Inquiry{Item: item, Choices: l.Choices, Client: client, Quantity: l.Quantity, Day: o.Day, Now: crm.At(p.desk.now()),
				Currency: o.Currency, Gross: o.Tax == trade.TaxGross, VAT: p.vat(item.Tax, o.Day).Rate})
			if q.Found {
				l.Price, l.Quoted, l.Why = q.Price, q.Price, q.Steps
			}
		}
		o.Sections[i].Lines = lines
	}
	return o
}

// offerNumbers are the numbers of offers that are free today, and what masks are filled with.
func (d *Desk) offerNumbers(ctx context.Context) (*trade.NumberRow, trade.NumberFacts, error) {
	n, err := d.Numbers(ctx)
	if err != nil {
		return nil, trade.NumberFacts{}, err
	}
	facts := trade.NumberFacts{Day: d.Today(), Firm: n.Prefix}
	mask, err := trade.ParseMask(n.Offers.Mask, n.Offers.Reset)
	if err != nil {
		return nil, facts, err
	}
	taken, err := d.takenNumbers(ctx, mask.Prefix(facts))
	return mask.Row(facts, taken), facts, err
}

// BatchSample is the offer that a batch would make of one client, with the number that is next; it is not saved. What the
// client lacks is told.
func (d *Desk) BatchSample(ctx context.Context, pattern trade.Offer, client crm.ClientID) (trade.Offer, []crm.Fault, error) {
	b, err := d.newBatch(ctx, pattern, "", 1, nil)
	if err != nil {
		return pattern, nil, err
	}
	all, err := b.prepare(ctx, []crm.ClientID{client})
	if err != nil {
		return pattern, nil, err
	}
	return all[0].offer, all[0].Remarks, all[0].Refused
}

// SegmentClients lists the clients for whom a segment holds, by name.
func (d *Desk) SegmentClients(ctx context.Context, id crm.SegmentID) ([]crm.ClientRow, error) {
	s, err := d.segment(ctx, id)
	if err != nil {
		return nil, err
	}
	q := crm.ClientQuery{Types: s.Types, Rungs: s.Rungs, Sort: crm.SortName}
	if len(s.Tags) == 1 {
		q.Tag = s.Tags[0]
	}
	var all []crm.ClientRow
	err = d.EachClient(ctx, q, func(r crm.ClientRow) error {
		if s.Holds(crm.Client{Type: r.Type, Rung: r.Rung, Kind: r.Kind, City: r.City, Tags: r.Tags}) {
			all = append(all, r)
		}
		return ctx.Err()
	})
	return all, err
}

// PickedClients lists the clients picked in a grid, in its order.
func (d *Desk) PickedClients(ctx context.Context, p Picked) ([]crm.ClientID, error) {
	if !p.All {
		return p.IDs, nil
	}
	return d.idsOf(ctx, p)
}

// ClientRows reads the rows of some clients in the order given; those that are gone are left out.
func (d *Desk) ClientRows(ctx context.Context, ids []crm.ClientID) ([]crm.ClientRow, error) {
	var rows []crm.ClientRow
	for _, id := range ids {
		row, known, err := found(d.ClientRow(ctx, id))
		if err != nil {
			return nil, err
		}
		if known {
			rows = append(rows, row)
		}
	}
	return rows, nil
}
