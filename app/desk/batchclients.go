package desk

import (
	"context"

	"rapport/app/crm"
)

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
