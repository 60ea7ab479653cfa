package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/trade"
)

// batchStep is how many offers of a batch are written in one step, and so many are in memory at once: undo takes back the
// steps of a batch as the one act it is, one after the other. Tests take fewer.
var batchStep = 200

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
	Letter  string      // path of the draft of the letter beside the paper; empty: none
	Gross   int64       // what a list shows for the offer, in minor units
	Refused error       // why there is no offer
	Remarks []crm.Fault // what the owner should know: no address, no person, what the paper could not show
}

// BatchInto says where the papers of a batch go, and whether each has a letter beside it.
type BatchInto struct {
	Folder  string
	Letters bool // a draft of a letter for each client who has an address of mail
}

// Batch is what became of an offer to many.
type Batch struct {
	Done      []Batched // in the order of the clients
	Made      int
	Letters   int // drafts of letters beside the papers
	Cancelled bool
	Folder    string
}

// BatchProgress tells how far a batch has come.
type BatchProgress struct {
	Done, All int
	Last      string // name of the client whose offer was made last
}

// MakeBatch makes an offer of each of many clients from one offer: each a draft of its own with the next number, addressed to
// the client, with the prices this client pays, and its paper as it leaves the house in a folder, with a letter under the same
// name where one is asked for. MarkSent says of all of them that they were sent. The offers are one act, written in parts of
// some hundred; an offer and its files are all there or none is. When the context ends, what is done stays and the batch says so;
// no number is left out. A client for whom there can be no offer is passed over with the reason. progress may be nil; it is
// called on the goroutine of the caller.
func (d *Desk) MakeBatch(ctx context.Context, pattern trade.Offer, clients []crm.ClientID, into BatchInto, progress func(BatchProgress)) (Batch, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(batchGC))
	clients = unique(clients)
	if err := os.MkdirAll(into.Folder, 0o755); err != nil {
		return Batch{Folder: into.Folder}, fmt.Errorf("folder of papers: %w", err)
	}
	b, err := d.newBatch(ctx, pattern, into, len(clients), progress)
	if err != nil {
		return Batch{Folder: into.Folder}, err
	}
	b.act = d.beginWhole()
	defer b.act.end()
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
	act      *wholeAct
	pattern  trade.Offer
	prices   *offerPrices
	out      Batch
	letters  bool
	all      int
	progress func(BatchProgress)
}

func (d *Desk) newBatch(ctx context.Context, pattern trade.Offer, into BatchInto, all int, progress func(BatchProgress)) (*batch, error) {
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
	return &batch{desk: d, pattern: pattern, prices: prices, out: Batch{Folder: into.Folder}, letters: into.Letters, all: all, progress: progress}, err
}

// made is an offer of the batch on its way: prepared, then printed into files beside their places.
type made struct {
	Batched
	offer trade.Offer
	name  string // of the paper
	temps parcel
	err   error
}

// step makes the offers of some clients and keeps them as one part. When another offer takes one of the numbers meanwhile, the
// step is made again with others.
func (b *batch) step(ctx context.Context, clients []crm.ClientID) error {
	for tries := 0; ; tries++ {
		before := len(b.out.Done)
		err := b.try(ctx, clients)
		if !isFault(err, "desk.offer.taken") || tries == mostNumbers {
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
			m.temps.drop() // gone already where they were put in their places
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

// keep writes the offers as one part and puts their files in place.
func (b *batch) keep(ctx context.Context, all []*made) error {
	var changes []crm.Change
	for _, m := range all {
		if m.Refused == nil {
			changes = append(changes, crm.Add(m.offer))
		}
	}
	if err := b.act.apply(ctx, "act.offers.batch", []string{"N", strconv.Itoa(len(changes))}, changes...); err != nil {
		return err
	}
	for _, m := range all {
		if m.Refused == nil {
			b.out.Made++
			put, err := placed(b.out.Folder, m.name, m.temps)
			if err != nil {
				slog.Error("paper of a batch", "offer", m.Number, "error", err)
				m.Remarks = append(m.Remarks, crm.Fault{Field: "file", Reason: "desk.batch.file"})
			}
			if put.letter != "" {
				b.out.Letters++
			}
			m.Path, m.Letter = put.paper, put.letter
		}
		b.out.Done = append(b.out.Done, m.Batched)
	}
	return nil
}
