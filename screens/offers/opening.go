package offers

import (
	"context"
	"encoding/json"
	"errors"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/route"
)

// opened is what the editor starts with.
type opened struct {
	offer  trade.Offer
	was    *trade.Offer
	client crm.Client
	people []crm.Contact
	firm   crm.Firm
	around around
	draft  *draftOffer
	typed  bool // the offer holds what is not saved yet
}

// around is what stands around an offer and is only looked at.
type around struct {
	firms     []crm.Firm
	templates []trade.Template
	stock     []trade.StockTerm // the library of terms
	rates     []trade.TaxRate
	versions  []trade.OfferRow // of its number, oldest first
	deal      trade.Deal
	hasDeal   bool
	orders    []trade.Order // it became
	paper     desk.Print    // that was sent
	kept      bool
	differs   bool // from what would be printed today
}

// open reads what is needed; it runs in the background.
func (e *Editor) open(ctx context.Context, to route.Route, was *remembered) (opened, error) {
	var o opened
	var err error
	switch {
	case was != nil && was.ID != 0:
		o.offer, err = e.desk.Offer(ctx, was.ID)
	case to.Sub == copySub:
		o.offer, err = e.desk.CopyOffer(ctx, to.Offer)
		o.typed = true
	case to.Sub == versionSub:
		o.offer, err = e.desk.NextVersion(ctx, to.Offer)
		o.typed = true
	case to.Offer != 0:
		o.offer, err = e.desk.Offer(ctx, to.Offer)
	case to.Deal != 0:
		o.offer, err = e.desk.NewDealOffer(ctx, to.Deal)
	default:
		o.offer, err = e.desk.NewOffer(ctx, to.Client)
	}
	if err != nil {
		return o, err
	}
	if o.offer.ID != 0 {
		saved := o.offer
		o.was = &saved
	}
	if was != nil && was.Typed != nil {
		o.offer, o.typed = *was.Typed, true
	}
	err = e.look(ctx, &o)
	return o, err
}

// look reads what stands around the offer: our firm, the client with its people, and a draft left behind.
func (e *Editor) look(ctx context.Context, o *opened) error {
	var err error
	if o.firm, _, err = e.desk.FirmByID(ctx, o.offer.Firm); err != nil {
		return err
	}
	if err = e.lookAround(ctx, o.offer, &o.around); err != nil {
		return err
	}
	if o.offer.Client != 0 {
		if o.client, err = e.desk.Client(ctx, o.offer.Client); err != nil && !errors.Is(err, crm.ErrNotFound) {
			return err
		}
		if o.people, err = e.desk.Contacts(ctx, o.offer.Client); err != nil {
			return err
		}
	}
	draft, err := e.desk.Draft(ctx, draftKey(o.offer.ID))
	if errors.Is(err, crm.ErrNotFound) {
		return nil
	}
	var k draftOffer
	if err == nil && json.Unmarshal(draft.Body, &k) == nil {
		k.at = draft.At
		o.draft = &k
	}
	return err
}

// lookAround reads what is only looked at.
func (e *Editor) lookAround(ctx context.Context, o trade.Offer, a *around) error {
	var err error
	if a.firms, err = e.desk.OwnFirms(ctx); err != nil {
		return err
	}
	if a.rates, err = e.desk.AllTaxRates(ctx); err != nil {
		return err
	}
	if a.stock, err = e.desk.StockTerms(ctx); err != nil {
		return err
	}
	if a.templates, err = e.desk.Templates(ctx); err != nil || o.ID == 0 {
		return err
	}
	if a.versions, err = e.desk.OfferVersions(ctx, o.Number); err != nil {
		return err
	}
	if a.paper, a.kept, err = e.desk.SentPaper(ctx, o.ID); err != nil {
		return err
	}
	a.paper.PDF = nil // what is printed is read anew
	if a.differs, err = e.desk.SentDiffers(ctx, o.ID); err != nil {
		return err
	}
	if a.deal, a.hasDeal, err = e.desk.DealOfOffer(ctx, o.ID); err != nil {
		return err
	}
	a.orders, err = e.desk.OrdersMade(ctx, 0, o.ID)
	return err
}
