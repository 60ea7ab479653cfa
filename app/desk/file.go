package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"rapport/app/crm"
	"rapport/app/trade"
)

// File is all that is known of one client.
type File struct {
	Client       crm.Client
	Row          crm.ClientRow
	Contacts     []crm.Contact
	Moves        []crm.Move           // oldest first
	Assessments  []crm.TypeAssessment // oldest first
	Interactions []crm.Interaction    // newest first
	Offers       []trade.Offer        // newest first
	Deals        []trade.Deal         // newest first
	Orders       []trade.Order        // newest first
}

// pageSize is how many rows are read at a time where all are wanted.
const pageSize = 1000

// File gathers all that is known of one client.
func (d *Desk) File(ctx context.Context, id crm.ClientID) (File, error) {
	var f File
	var err error
	if f.Client, err = d.Client(ctx, id); err != nil {
		return f, err
	}
	if f.Row, err = d.ClientRow(ctx, id); err != nil {
		return f, fmt.Errorf("client row: %w", err)
	}
	if f.Contacts, err = d.Contacts(ctx, id); err != nil {
		return f, fmt.Errorf("contacts: %w", err)
	}
	if f.Moves, err = d.Moves(ctx, id); err != nil {
		return f, fmt.Errorf("moves: %w", err)
	}
	if f.Assessments, err = d.TypeAssessments(ctx, id); err != nil {
		return f, fmt.Errorf("assessments: %w", err)
	}
	if f.Interactions, err = d.allInteractions(ctx, id); err != nil {
		return f, fmt.Errorf("interactions: %w", err)
	}
	if f.Offers, err = d.offersOf(ctx, id); err != nil {
		return f, err
	}
	if f.Deals, err = d.dealsOf(ctx, id); err != nil {
		return f, err
	}
	f.Orders, err = d.ordersOf(ctx, id)
	return f, err
}

func (d *Desk) allInteractions(ctx context.Context, id crm.ClientID) ([]crm.Interaction, error) {
	var all []crm.Interaction
	page := crm.Page{Limit: pageSize}
	for {
		some, err := d.Interactions(ctx, id, page)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if len(some) < page.Limit {
			return all, nil
		}
		last := some[len(some)-1]
		page.From = &crm.Anchor{Key: int64(last.When), ID: int64(last.ID)}
	}
}

func (d *Desk) offersOf(ctx context.Context, id crm.ClientID) ([]trade.Offer, error) {
	var all []trade.Offer
	page := crm.Page{Limit: pageSize}
	for {
		rows, err := d.Offers(ctx, trade.OfferQuery{Client: id}, page)
		if err != nil {
			return nil, fmt.Errorf("offers: %w", err)
		}
		for _, r := range rows {
			o, err := d.Offer(ctx, r.ID)
			if err != nil {
				return nil, fmt.Errorf("offer: %w", err)
			}
			all = append(all, o)
		}
		if len(rows) < page.Limit {
			return all, nil
		}
		page.From = &rows[len(rows)-1].Anchor
	}
}

// sameJSON reports whether two values would be stored alike.
func sameJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
