package desk

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"rapport/app/crm"
	"rapport/app/trade"
)

// PaperToSend is the paper of an offer as a client gets it. A draft is laid as it would leave today: neither the page nor
// the name of the file says that it is one, and marking it sent today keeps the very same paper.
func (d *Desk) PaperToSend(ctx context.Context, o trade.Offer) (Print, error) {
	return d.PrintOffer(ctx, d.leaving(o))
}

// leaving is an offer as it leaves the house: a draft as sent today, any other as it is.
func (d *Desk) leaving(o trade.Offer) trade.Offer {
	if sent, err := o.Become(trade.Sent, d.Today()); err == nil {
		return sent
	}
	return o
}

// MarkedSent is what marking many offers as sent came to.
type MarkedSent struct {
	Marked    int
	Refused   []string // numbers of those that may not be printed, and so cannot have been sent
	Cancelled bool
}

// MarkSent marks many drafts as sent today and keeps the paper of each: one act, written in parts of some hundred. Offers
// that are gone or were sent already are passed over. When the context ends, the parts that are done stay. progress may be
// nil; it is called on the goroutine of the caller.
func (d *Desk) MarkSent(ctx context.Context, offers []trade.OfferID, progress func(BatchProgress)) (MarkedSent, error) {
	if progress == nil {
		progress = func(BatchProgress) {}
	}
	var out MarkedSent
	done := 0
	act := d.beginWhole()
	defer act.end()
	for some := range slices.Chunk(offers, batchStep) {
		n, refused, err := d.markStep(ctx, act, some)
		if ctx.Err() != nil {
			out.Cancelled = true
			return out, nil
		}
		if err != nil {
			return out, err
		}
		done += len(some)
		out.Marked, out.Refused = out.Marked+n, append(out.Refused, refused...)
		progress(BatchProgress{Done: done, All: len(offers)})
	}
	return out, nil
}

// leavingOffer is a draft on its way out: the edits that mark it sent and keep its paper.
type leavingOffer struct {
	was     trade.Offer
	changes []crm.Change
	err     error
}

// markStep marks some drafts sent as one part of the act.
func (d *Desk) markStep(ctx context.Context, act *wholeAct, ids []trade.OfferID) (int, []string, error) {
	all, err := d.drafts(ctx, ids)
	if err != nil {
		return 0, nil, err
	}
	d.send(ctx, all)
	var changes []crm.Change
	var refused []string
	marked := 0
	for _, l := range all {
		var fault crm.Fault
		switch {
		case errors.As(l.err, &fault):
			refused = append(refused, l.was.FullNumber())
		case l.err != nil:
			return 0, nil, l.err
		default:
			marked++
			changes = append(changes, l.changes...)
		}
	}
	if ctx.Err() != nil || marked == 0 {
		return 0, refused, ctx.Err()
	}
	return marked, refused, act.apply(context.WithoutCancel(ctx), "act.offers.sent", []string{"N", strconv.Itoa(marked)}, changes...)
}

// drafts reads those of the offers that are drafts still.
func (d *Desk) drafts(ctx context.Context, ids []trade.OfferID) ([]*leavingOffer, error) {
	var all []*leavingOffer
	for _, id := range ids {
		o, there, err := found(d.Offer(ctx, id))
		if err != nil {
			return nil, err
		}
		if there && isDraft(o) {
			all = append(all, &leavingOffer{was: o})
		}
	}
	return all, nil
}

// send prints the papers that are kept, on all cores.
func (d *Desk) send(ctx context.Context, all []*leavingOffer) {
	work := make(chan *leavingOffer)
	var hands sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		hands.Add(1)
		go func() {
			defer hands.Done()
			for l := range work {
				l.changes, l.err = d.leave(ctx, l.was)
			}
		}()
	}
	for _, l := range all {
		work <- l
	}
	close(work)
	hands.Wait()
}

// leave is the edits that mark a draft sent today and keep its paper.
func (d *Desk) leave(ctx context.Context, was trade.Offer) ([]crm.Change, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now := d.leaving(was)
	papers, err := d.keepSent(ctx, was, now)
	return append([]crm.Change{crm.Alter(was, now)}, papers...), err
}

// OfferStates tells how far each of the offers has come; those that are gone are left out.
func (d *Desk) OfferStates(ctx context.Context, ids []trade.OfferID) (map[trade.OfferID]trade.State, error) {
	states := make(map[trade.OfferID]trade.State, len(ids))
	for _, id := range ids {
		o, there, err := found(d.Offer(ctx, id))
		if err != nil {
			return nil, err
		}
		if there {
			states[id] = cmp.Or(o.State, trade.Draft)
		}
	}
	return states, nil
}
