package desk

import (
	"context"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// NewDeal is a deal with a client (0: nobody yet) as the form for a new one starts: on the first stage of the first pipeline.
// It is not saved.
func (d *Desk) NewDeal(ctx context.Context, client crm.ClientID) (trade.Deal, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return trade.Deal{}, err
	}
	all, err := d.Pipelines(ctx)
	if err != nil {
		return trade.Deal{}, err
	}
	first, _ := all[0].First(trade.Running)
	deal := trade.Deal{Client: client, Pipeline: all[0].ID, Stage: first.ID, Currency: money.Currency(firm.Currency), Owner: d.me(ctx)}
	if client == 0 {
		return deal, nil
	}
	people, err := d.Contacts(ctx, client)
	if i := slices.IndexFunc(people, func(p crm.Contact) bool { return !p.Left }); i >= 0 {
		deal.Contact = people[i].ID
	}
	return deal, err
}

// SaveDeal adds a deal (was nil) or changes it, and returns it as saved. A deal put onto another stage is moved there today,
// and a stage marked won or lost ends it. It fails with crm.Fault for what DealBlocks names, for a client who is gone and
// for an offer that is not the client's, and with crm.Stale when somebody changed the deal meanwhile.
func (d *Desk) SaveDeal(ctx context.Context, was *trade.Deal, now trade.Deal) (trade.Deal, error) {
	all, changes, err := d.pipelines(ctx)
	if err != nil {
		return now, err
	}
	p, err := pipelineOf(all, now.Pipeline)
	if err != nil {
		return now, err
	}
	if now, err = d.settled(ctx, was, tidyDeal(now), p); err != nil {
		return now, err
	}
	if was != nil && sameJSON(*was, now) {
		return now, nil
	}
	if err := d.clientIs(ctx, now.Client); err != nil {
		return now, err
	}
	parting, err := d.offersJoin(ctx, was, now)
	if err != nil {
		return now, err
	}
	changes = append(changes, parting...)
	if was == nil {
		now.ID, now.Created = trade.DealID(d.ids.next()), crm.At(d.now())
		return now, d.apply(ctx, "act.deal.add", []string{"Title", now.Title}, append(changes, crm.Add(now))...)
	}
	return now, d.apply(ctx, "act.deal.edit", []string{"Title", now.Title}, append(changes, crm.Alter(*was, now))...)
}

func tidyDeal(deal trade.Deal) trade.Deal {
	tidyLines(&deal.Title, &deal.Rival, &deal.NextStep)
	tidyTexts(&deal.Notes, &deal.LostNote)
	if deal.NextStep == "" {
		deal.NextDay = ""
	}
	if !deal.Own {
		deal.Probability = money.Dec{}
	}
	return deal
}

// settled is a deal as it will be saved, on its stage with what that means.
func (d *Desk) settled(ctx context.Context, was *trade.Deal, now trade.Deal, p trade.Pipeline) (trade.Deal, error) {
	if was != nil {
		now.ID, now.Created = was.ID, was.Created
		if (was.Pipeline != now.Pipeline || was.Stage != now.Stage) && len(now.Moves) == len(was.Moves) {
			moved, err := was.MoveTo(p, now.Stage, d.turn(ctx, ""))
			if err != nil {
				return now, err
			}
			now.Moves = moved.Now.Moves
		}
	}
	if s, ok := p.Stage(now.Stage); ok {
		now = now.Stand(s, d.Today())
	}
	for _, f := range trade.CheckDeal(now, p, d.Today()) {
		if trade.DealBlocks(f) {
			return now, f
		}
	}
	return now, knownReason(now.LostReason)
}

// knownReason is a fault for a reason of loss that is not listed.
func knownReason(reason string) error {
	if reason != "" && !slices.Contains(trade.LostReasons, reason) {
		return crm.Fault{Field: "lost", Reason: "trade.deal.reason"}
	}
	return nil
}

// clientIs is a fault when a client is no longer in the base.
func (d *Desk) clientIs(ctx context.Context, id crm.ClientID) error {
	_, there, err := found(d.Client(ctx, id))
	if err == nil && !there {
		err = crm.Fault{Field: "client", Reason: "desk.client.gone"}
	}
	return err
}

// offersJoin checks the offers that a deal names anew, all of them when it is with another client, and gives the edits by
// which they leave the deals they belonged to.
func (d *Desk) offersJoin(ctx context.Context, was *trade.Deal, now trade.Deal) ([]crm.Change, error) {
	var left []trade.Deal
	for _, id := range now.Offers {
		if was != nil && was.Client == now.Client && slices.Contains(was.Offers, id) {
			continue
		}
		if err := d.offerSuits(ctx, now, id); err != nil {
			return nil, err
		}
		other, belongs, err := d.DealOfOffer(ctx, id)
		if err != nil {
			return nil, err
		}
		if belongs && other.ID != now.ID && !slices.ContainsFunc(left, func(d trade.Deal) bool { return d.ID == other.ID }) {
			left = append(left, other)
		}
	}
	var changes []crm.Change
	for _, other := range left {
		without := other
		without.Offers = slices.DeleteFunc(slices.Clone(other.Offers), func(id trade.OfferID) bool { return slices.Contains(now.Offers, id) })
		changes = append(changes, crm.Alter(other, without))
	}
	return changes, nil
}

// offerSuits is a fault when an offer is gone or written to another client than the deal's.
func (d *Desk) offerSuits(ctx context.Context, deal trade.Deal, id trade.OfferID) error {
	o, there, err := found(d.Offer(ctx, id))
	switch {
	case err != nil:
		return err
	case !there:
		return crm.Fault{Field: "offers", Reason: "desk.deal.offer.gone"}
	case o.Client != deal.Client:
		return crm.Fault{Field: "offers", Reason: "desk.deal.offer.client", Args: []string{"Number", o.FullNumber()}}
	}
	return nil
}

// turn is a move of the person at the program now.
func (d *Desk) turn(ctx context.Context, note string) trade.Turn {
	return trade.Turn{At: crm.At(d.now()), Day: d.Today(), By: d.me(ctx), Note: text.Clean(note, maxNotes)}
}

// MoveDeal moves a deal to a stage of a pipeline, its own or another, and returns it; onto the one it stands on is a fault.
func (d *Desk) MoveDeal(ctx context.Context, id trade.DealID, pipeline trade.PipelineID, stage trade.StageID, note string) (trade.Deal, error) {
	return d.turnDeal(ctx, id, pipeline, "act.deal.move", func(deal trade.Deal, p trade.Pipeline) (crm.Edit[trade.Deal], error) {
		return deal.MoveTo(p, stage, d.turn(ctx, note))
	})
}

// WinDeal moves a deal to the won stage of its pipeline.
func (d *Desk) WinDeal(ctx context.Context, id trade.DealID, note string) (trade.Deal, error) {
	return d.turnDeal(ctx, id, 0, "act.deal.win", func(deal trade.Deal, p trade.Pipeline) (crm.Edit[trade.Deal], error) {
		return deal.Win(p, d.turn(ctx, note))
	})
}

// LoseDeal moves a deal to the lost stage of its pipeline and keeps why; of a lost deal it changes the reason.
func (d *Desk) LoseDeal(ctx context.Context, id trade.DealID, why trade.Loss) (trade.Deal, error) {
	if err := knownReason(why.Reason); err != nil {
		return trade.Deal{}, err
	}
	why.Note, why.Rival = text.Clean(why.Note, maxNotes), text.Line(why.Rival, maxLine)
	return d.turnDeal(ctx, id, 0, "act.deal.lose", func(deal trade.Deal, p trade.Pipeline) (crm.Edit[trade.Deal], error) {
		return deal.Lose(p, why, d.turn(ctx, ""))
	})
}

// ReopenDeal moves a deal that has ended back to the stage it ended from.
func (d *Desk) ReopenDeal(ctx context.Context, id trade.DealID, note string) (trade.Deal, error) {
	return d.turnDeal(ctx, id, 0, "act.deal.reopen", func(deal trade.Deal, p trade.Pipeline) (crm.Edit[trade.Deal], error) {
		return deal.Reopen(p, d.turn(ctx, note))
	})
}

// turnDeal keeps what becomes of a deal in a pipeline, its own for 0.
func (d *Desk) turnDeal(ctx context.Context, id trade.DealID, pipeline trade.PipelineID, what string, turn func(trade.Deal, trade.Pipeline) (crm.Edit[trade.Deal], error)) (trade.Deal, error) {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return deal, err
	}
	if pipeline == 0 {
		pipeline = deal.Pipeline
	}
	all, err := d.Pipelines(ctx) // saved: there is a deal
	if err != nil {
		return deal, err
	}
	p, err := pipelineOf(all, pipeline)
	if err != nil {
		return deal, err
	}
	edit, err := turn(deal, p)
	if err != nil || sameJSON(deal, *edit.Now) {
		return deal, err
	}
	stage, _ := p.Stage(edit.Now.Stage)
	return *edit.Now, d.apply(ctx, what, []string{"Title", deal.Title, "Stage", stage.Name}, edit)
}

// RemoveDeal removes a deal. Its offers stay, and so do the orders that became of it.
func (d *Desk) RemoveDeal(ctx context.Context, id trade.DealID) error {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return err
	}
	orders, err := d.OrdersMade(ctx, id, 0)
	if err != nil {
		return err
	}
	var changes []crm.Change
	for _, o := range orders {
		now := o
		now.Deal = 0
		changes = append(changes, crm.Alter(o, now))
	}
	return d.apply(ctx, "act.deal.remove", []string{"Title", deal.Title}, append(changes, crm.Remove(deal))...)
}

// DealOfOffer is the deal that an offer belongs to; false when it belongs to none.
func (d *Desk) DealOfOffer(ctx context.Context, offer trade.OfferID) (trade.Deal, bool, error) {
	return found(d.OfferDeal(ctx, offer))
}

// PutOffer makes an offer belong to a deal, and to no other, and returns the deal. An offer to another client is a fault.
func (d *Desk) PutOffer(ctx context.Context, id trade.DealID, offer trade.OfferID) (trade.Deal, error) {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return deal, err
	}
	edit, anew := deal.WithOffer(offer)
	if !anew {
		return deal, nil
	}
	parting, err := d.offersJoin(ctx, &deal, *edit.Now)
	if err != nil {
		return deal, err
	}
	return *edit.Now, d.apply(ctx, "act.deal.offer", []string{"Title", deal.Title}, append(parting, edit)...)
}

// TakeOffer makes an offer belong to a deal no more, and returns the deal.
func (d *Desk) TakeOffer(ctx context.Context, id trade.DealID, offer trade.OfferID) (trade.Deal, error) {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return deal, err
	}
	edit, there := deal.WithoutOffer(offer)
	if !there {
		return deal, nil
	}
	return *edit.Now, d.apply(ctx, "act.deal.offer.away", []string{"Title", deal.Title}, edit)
}

// NewDealOffer is a draft to the client of a deal, in its currency at today's rate. It is not saved; saved, it belongs to the deal.
func (d *Desk) NewDealOffer(ctx context.Context, id trade.DealID) (trade.Offer, error) {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return trade.Offer{}, err
	}
	o, err := d.NewOffer(ctx, deal.Client)
	if err == nil && deal.Contact != 0 && deal.Contact != o.Contact {
		o, err = d.AddressOffer(ctx, o, deal.Client, deal.Contact)
	}
	if err != nil {
		return o, fmt.Errorf("offer of a deal: %w", err)
	}
	o.Deal, o.Subject, o.Currency = id, deal.Title, deal.Currency
	o.Rate, _, err = d.RateOn(ctx, o.Currency, o.Day)
	return o, err
}

// joinDeal takes the deal a new offer is made for out of it, and gives the edit by which that deal lists it: the deal it was
// begun from, or that of the version before it. One written to another client meanwhile belongs to none.
func (d *Desk) joinDeal(ctx context.Context, o *trade.Offer) ([]crm.Change, error) {
	deal, there, err := found(d.Deal(ctx, o.Deal))
	o.Deal = 0
	if err == nil && !there && o.VersionNo() > 1 {
		var last trade.Offer
		if last, there, err = found(d.OfferByNumber(ctx, o.Number)); there {
			deal, there, err = d.DealOfOffer(ctx, last.ID)
		}
	}
	if err != nil || !there || deal.Client != o.Client {
		return nil, err
	}
	edit, _ := deal.WithOffer(o.ID)
	return []crm.Change{edit}, nil
}

// leaveDeal are the edits by which nothing speaks of an offer any more: its deal and the orders that became of it.
func (d *Desk) leaveDeal(ctx context.Context, offer trade.OfferID) ([]crm.Change, error) {
	var changes []crm.Change
	deal, belongs, err := d.DealOfOffer(ctx, offer)
	if err != nil {
		return nil, err
	}
	if belongs {
		edit, _ := deal.WithoutOffer(offer)
		changes = append(changes, edit)
	}
	orders, err := d.OrdersMade(ctx, 0, offer)
	for _, o := range orders {
		now := o
		now.Offer = 0
		changes = append(changes, crm.Alter(o, now))
	}
	return changes, err
}
