package data

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// candidate is a row gathered to be sorted in memory.
type candidate struct {
	group int64
	key   any
	id    int64
}

func compareCandidates(a, b candidate) int {
	if c := cmp.Compare(a.group, b.group); c != 0 {
		return c
	}
	return comparePlaces(a.key, a.id, b.key, b.id)
}

// gather reads the keys of the few clients a filter leaves, sorts them and reads the rows of the page.
func (l *listing) gather(ctx context.Context, tx *sqlite.Session, p crm.Page, desc bool) ([]crm.ClientRow, error) {
	all, err := l.candidates(ctx, tx)
	if err != nil {
		return nil, err
	}
	return l.cut(ctx, tx, all, p, desc)
}

// cut sorts what was gathered and reads the rows of the page, in the order walked.
func (l *listing) cut(ctx context.Context, tx *sqlite.Session, all []candidate, p crm.Page, desc bool) ([]crm.ClientRow, error) {
	before := func(a, b candidate) int {
		if desc {
			a, b = b, a
		}
		return compareCandidates(a, b)
	}
	slices.SortFunc(all, before)
	start := 0
	if p.From != nil {
		group, from := l.place(*p.From)
		i, exact := slices.BinarySearchFunc(all, candidate{group, from.Key, from.ID}, before)
		if start = i; exact {
			start++
		}
	}
	start = int(min(int64(start)+p.Skip, int64(len(all))))
	page := all[start:min(start+p.Limit, len(all))]
	anchors := make(map[int64]any, len(page))
	ids := make([]int64, len(page))
	for i, c := range page {
		ids[i], anchors[c.id] = c.id, l.anchorKey(c.group, c.key)
	}
	return rowsByID(ctx, tx, ids, anchors)
}

// candidates reads the keys of all clients that pass the filters, from the side where there are fewer.
func (l *listing) candidates(ctx context.Context, tx *sqlite.Session) ([]candidate, error) {
	query, args := l.candidateQuery(l.order.column)
	var all []candidate
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var c candidate
		var ln lane
		if err := r.Scan(&c.id, &ln.rung, &ln.typ, &c.key); err != nil {
			return err
		}
		c.group = l.group(ln)
		all = append(all, c)
		return nil
	})
	return all, err
}

// candidateQuery selects id, rung, type and one more column of client c for all that pass the filters, in no order.
func (l *listing) candidateQuery(column string) (string, []any) {
	head := "SELECT c.id, c.rung, c.type, c." + column
	if l.tag != "" && l.tagged <= l.total {
		return head + " FROM client_tag g CROSS JOIN client c ON c.id = g.client WHERE g.tag_key = $1" + l.ownerIs() + l.laneFilter(), []any{l.tag}
	}
	query, args := "", []any(nil)
	if l.tag != "" {
		args = []any{l.tag}
	}
	for i, ln := range l.lanes {
		if i > 0 {
			query += " UNION ALL "
		}
		query += head + " FROM client c WHERE " + laneIs(ln) + l.ownerIs()
		if l.tag != "" {
			query += " AND EXISTS (SELECT 1 FROM client_tag g WHERE g.client = c.id AND g.tag_key = $1)"
		}
	}
	return query, args
}

// rowsByID reads rows and puts them in the order of the ids.
func rowsByID(ctx context.Context, tx *sqlite.Session, ids []int64, anchors map[int64]any) ([]crm.ClientRow, error) {
	found := make(map[int64]crm.ClientRow, len(ids))
	query := "SELECT " + clientColumns("c.") + " FROM client c WHERE c.id IN %s"
	err := eachIn(ctx, tx, query, nil, ids, func(r *sql.Rows) error {
		var row clientRow
		if err := r.Scan(row.fields()...); err != nil {
			return err
		}
		found[row.id] = row.view(anchors[row.id])
		return nil
	})
	rows := make([]crm.ClientRow, 0, len(ids))
	for _, id := range ids {
		if row, ok := found[id]; ok {
			rows = append(rows, row)
		}
	}
	return rows, err
}
