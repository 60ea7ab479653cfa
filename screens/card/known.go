package card

import (
	"context"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
)

// How much is read at once.
const (
	feedPage   = 60  // interactions of the timeline
	offersRead = 200 // offers of the client; more are counted and shown in the room of offers
)

// known is all that was read of the client.
type known struct {
	client       crm.Client
	row          crm.ClientRow
	people       []crm.Contact
	moves        []crm.Move           // oldest first
	assessments  []crm.TypeAssessment // oldest first
	interactions []crm.Interaction    // newest first, the first pages
	more         bool                 // there are older interactions
	offers       []trade.OfferRow     // newest first
	offerCount   int
	sales        sales
	fields       []crm.Field
	settings     desk.Settings
}

// read gathers what the card shows; loaded is how many interactions were shown before, so that none goes missing.
func read(ctx context.Context, d Desk, id crm.ClientID, loaded int) (*known, error) {
	k := &known{}
	var err error
	if k.client, err = d.Client(ctx, id); err != nil {
		return nil, err
	}
	if k.row, err = d.ClientRow(ctx, id); err != nil {
		return nil, fmt.Errorf("client row: %w", err)
	}
	if k.people, err = d.Contacts(ctx, id); err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	slices.SortStableFunc(k.people, func(a, b crm.Contact) int { return order(a.Left) - order(b.Left) })
	if k.moves, err = d.Moves(ctx, id); err != nil {
		return nil, fmt.Errorf("moves: %w", err)
	}
	if k.assessments, err = d.TypeAssessments(ctx, id); err != nil {
		return nil, fmt.Errorf("assessments: %w", err)
	}
	limit := max(feedPage, loaded)
	if k.interactions, err = d.Interactions(ctx, id, crm.Page{Limit: limit}); err != nil {
		return nil, fmt.Errorf("interactions: %w", err)
	}
	k.more = len(k.interactions) == limit
	return k, k.readAround(ctx, d, id)
}

func (k *known) readAround(ctx context.Context, d Desk, id crm.ClientID) error {
	var err error
	if k.offers, err = d.Offers(ctx, trade.OfferQuery{Client: id}, crm.Page{Limit: offersRead}); err != nil {
		return fmt.Errorf("offers: %w", err)
	}
	k.offerCount = len(k.offers)
	if k.offerCount == offersRead {
		n, err := d.CountOffers(ctx, trade.OfferQuery{Client: id})
		if err != nil {
			return fmt.Errorf("count offers: %w", err)
		}
		k.offerCount = int(n.N)
	}
	if k.sales, err = readSales(ctx, d, id); err != nil {
		return fmt.Errorf("sales: %w", err)
	}
	if k.fields, err = d.Fields(ctx); err != nil {
		return fmt.Errorf("fields: %w", err)
	}
	if k.settings, err = d.Settings(ctx); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	return nil
}

// order puts those who left behind those who are there.
func order(left bool) int {
	if left {
		return 1
	}
	return 0
}

// person finds a person of the client; without one the name is empty.
func (k *known) person(id crm.ContactID) crm.Contact {
	for _, c := range k.people {
		if c.ID == id {
			return c
		}
	}
	return crm.Contact{}
}

// last is the newest assessment, and whether there is one.
func (k *known) last() (crm.TypeAssessment, bool) {
	if n := len(k.assessments); n > 0 {
		return k.assessments[n-1], true
	}
	return crm.TypeAssessment{}, false
}

// before is the newest assessment with another type than the last one, and whether there is one.
func (k *known) before() (crm.TypeAssessment, bool) {
	last, ok := k.last()
	for i := len(k.assessments) - 2; ok && i >= 0; i-- {
		if k.assessments[i].Type() != last.Type() {
			return k.assessments[i], true
		}
	}
	return crm.TypeAssessment{}, false
}
