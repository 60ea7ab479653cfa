package desk

import (
	"context"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// EachClient calls f with every client of a query in its order, reading page by page.
func (d *Desk) EachClient(ctx context.Context, q crm.ClientQuery, f func(crm.ClientRow) error) error {
	return eachRow(func(p crm.Page) ([]crm.ClientRow, error) { return d.Clients(ctx, q, p) }, func(r crm.ClientRow) *crm.Anchor { return &r.Anchor }, f)
}

// EachOffer calls f with every offer of a query, newest first, reading page by page.
func (d *Desk) EachOffer(ctx context.Context, q trade.OfferQuery, f func(trade.OfferRow) error) error {
	return eachRow(func(p crm.Page) ([]trade.OfferRow, error) { return d.Offers(ctx, q, p) }, func(r trade.OfferRow) *crm.Anchor { return &r.Anchor }, f)
}

// eachRow reads a list page by page.
func eachRow[T any](read func(crm.Page) ([]T, error), anchor func(T) *crm.Anchor, f func(T) error) error {
	page := crm.Page{Limit: pageSize}
	for {
		rows, err := read(page)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := f(r); err != nil {
				return err
			}
		}
		if len(rows) < page.Limit {
			return nil
		}
		page.From = anchor(rows[len(rows)-1])
	}
}

// ClientNamed finds the one client a person at a keyboard means: by id, by the code it was imported with, by its whole
// name, or by a part of the name that only one client has. Several are a fault that names some of them.
func (d *Desk) ClientNamed(ctx context.Context, name string) (crm.ClientID, error) {
	if n, err := strconv.ParseInt(name, 10, 64); err == nil {
		if c, ok, err := found(d.Client(ctx, crm.ClientID(n))); ok || err != nil {
			return c.ID, err
		}
	}
	like, err := d.ClientsLike(ctx, crm.Client{Name: name, Code: name}, 3)
	if err != nil {
		return 0, err
	}
	if len(like) == 0 {
		if like, err = d.Clients(ctx, crm.ClientQuery{Search: name}, crm.Page{Limit: 6}); err != nil {
			return 0, err
		}
	}
	switch len(like) {
	case 0:
		return 0, crm.Fault{Field: "client", Reason: "desk.client.none", Args: []string{"Name", name}}
	case 1:
		return like[0].ID, nil
	}
	if exact := exactly(like, name); exact != 0 {
		return exact, nil
	}
	names := make([]string, 0, len(like))
	for _, r := range like {
		names = append(names, r.Name+" ("+strconv.FormatInt(int64(r.ID), 10)+")")
	}
	return 0, crm.Fault{Field: "client", Reason: "desk.client.many", Args: []string{"Name", name, "List", strings.Join(names, ", ")}}
}

// exactly is the only one of the rows that bears the name, or 0.
func exactly(rows []crm.ClientRow, name string) crm.ClientID {
	var id crm.ClientID
	for _, r := range rows {
		if text.Fold(r.Name) != text.Fold(name) {
			continue
		}
		if id != 0 {
			return 0
		}
		id = r.ID
	}
	return id
}
