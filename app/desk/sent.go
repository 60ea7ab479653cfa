package desk

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
)

// SentPaper is the very paper that left the house with a version of an offer, and whether it was kept.
func (d *Desk) SentPaper(ctx context.Context, id trade.OfferID) (Print, bool, error) {
	p, kept, err := found(d.Reads.SentPaper(ctx, id))
	return Print{Name: p.File, PDF: p.PDF, Pages: p.Pages}, kept, err
}

// SentDiffers reports whether an offer that was sent would be printed otherwise today: our firm, the client or the template
// have changed since. False when no paper was kept.
func (d *Desk) SentDiffers(ctx context.Context, id trade.OfferID) (bool, error) {
	sent, kept, err := d.SentPaper(ctx, id)
	if err != nil || !kept {
		return false, err
	}
	o, err := d.Offer(ctx, id)
	if err != nil {
		return false, err
	}
	was := takenBack(o)
	if was, err = was.Become(trade.Sent, d.Today()); err != nil {
		return false, err
	}
	now, err := d.printAnew(ctx, was)
	var fault crm.Fault
	if errors.As(err, &fault) { // what was right then would be refused today
		return true, nil
	}
	return !bytes.Equal(now.PDF, sent.PDF), err
}

// keepSent is the edit that keeps the paper of an offer that leaves the house, printed as it stands then; none for any
// other turn.
func (d *Desk) keepSent(ctx context.Context, was, now trade.Offer) ([]crm.Change, error) {
	if !isDraft(was) || isDraft(now) {
		return nil, nil
	}
	sent, err := was.Become(trade.Sent, d.Today())
	if err != nil {
		return nil, err
	}
	print, err := d.printAnew(ctx, sent)
	if err != nil {
		return nil, err
	}
	paper := trade.KeepPaper(sent, d.Today(), print.Name, print.Pages, print.PDF)
	old, there, err := found(d.Reads.SentPaper(ctx, was.ID))
	if there {
		return []crm.Change{crm.Alter(old, paper)}, err
	}
	return []crm.Change{crm.Add(paper)}, err
}

// dropSent is the edit that takes away the kept paper of an offer that goes; none when none was kept.
func (d *Desk) dropSent(ctx context.Context, id trade.OfferID) ([]crm.Change, error) {
	p, kept, err := found(d.Reads.SentPaper(ctx, id))
	if err != nil || !kept {
		return nil, err
	}
	return []crm.Change{crm.Remove(p)}, nil
}

func isDraft(o trade.Offer) bool { return o.State == trade.Draft || o.State == "" }

// OfferNumbered finds an offer by its number: the newest version, or the one that stands behind a slash as on the paper.
func (d *Desk) OfferNumbered(ctx context.Context, number string) (trade.Offer, error) {
	o, err := d.OfferByNumber(ctx, number)
	if !errors.Is(err, crm.ErrNotFound) {
		return o, err
	}
	at := strings.LastIndexByte(number, '/')
	if at < 0 {
		return o, err
	}
	version, bad := strconv.Atoi(number[at+1:])
	if bad != nil || version < 1 {
		return o, err
	}
	return d.OfferVersion(ctx, number[:at], version)
}
