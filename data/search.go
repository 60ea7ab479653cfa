package data

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// hit is a client found.
type hit struct {
	id   int64
	lane lane
	key  searchKey
}

// searchKey is the place of a hit: the stretches are the names that begin with the text and then the rest, for each
// attempt.
type searchKey struct {
	stretch int
	bare    string // in a stretch of names
	seq     int64  // in a stretch of the rest
}

// found is a client the index offers, before it is looked at closer.
type found struct {
	hit
	owner int64
	bare  string
	form  string
	body  string
}

// errEnough ends a query whose rows are wanted no further.
var errEnough = errors.New("enough")

func enough(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// search lists a page of hits: as they come, or sorted where another order than that of names is wanted and the hits
// are few enough to be counted.
func (l *listing) search(ctx context.Context, tx *sqlite.Session, attempts []attempt, p crm.Page) ([]crm.ClientRow, error) {
	if l.q.Desc || l.q.Sort != crm.SortName && l.q.Sort != "" {
		all, few, err := l.hitCandidates(ctx, tx, attempts)
		if err != nil {
			return nil, err
		}
		if few {
			rows, err := l.cut(ctx, tx, all, p, l.q.Desc != p.Back)
			if p.Back {
				slices.Reverse(rows)
			}
			return rows, err
		}
	}
	var hits []hit
	skip := p.Skip
	err := l.eachHit(ctx, tx, attempts, p.From, p.Back, func(h hit) bool {
		if skip > 0 {
			skip--
			return true
		}
		hits = append(hits, h)
		return len(hits) < p.Limit
	})
	if err != nil {
		return nil, err
	}
	if p.Back {
		slices.Reverse(hits)
	}
	ids := make([]int64, len(hits))
	anchors := make(map[int64]any, len(hits))
	for i, h := range hits {
		ids[i], anchors[h.id] = h.id, h.key
	}
	return rowsByID(ctx, tx, ids, anchors)
}

// eachHit calls f with the clients that match, from an anchor on, until f says no.
func (l *listing) eachHit(ctx context.Context, tx *sqlite.Session, attempts []attempt, from *crm.Anchor, back bool, f func(hit) bool) error {
	if ids, known := l.prior(attempts); known {
		return l.gatherHits(ctx, tx, attempts, ids, from, back, f)
	}
	if l.gathers() {
		return l.gatherHits(ctx, tx, attempts, nil, from, back, f)
	}
	var all []int64
	whole := true
	err := l.eachSought(ctx, tx, attempts, from, back, func(h hit) bool {
		all = append(all, h.id)
		whole = f(h)
		return whole
	})
	if err == nil && whole && from == nil {
		l.keep(attempts, all)
	}
	return err
}

// gathers reports whether the other filters leave so few that each is looked at.
func (l *listing) gathers() bool {
	return min(l.total, l.tagCount()) <= gatherMost && (l.narrowed() || l.tag != "")
}

// eachMatch calls f with the lane of each client that matches, in any order, until f says no.
func (l *listing) eachMatch(ctx context.Context, tx *sqlite.Session, attempts []attempt, f func(lane) bool) error {
	if _, known := l.prior(attempts); known || l.gathers() {
		return l.eachHit(ctx, tx, attempts, nil, false, func(h hit) bool { return f(h.lane) })
	}
	var all []int64
	for i, a := range attempts {
		match, err := tx.Match(ctx, clientSeek, a.terms)
		if err != nil {
			return err
		}
		columns := matchFirst
		if i > 0 {
			columns = matchColumns
		}
		query, args := l.restQuery(columns, a, match, nil, false)
		err = tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var c found
			if err := r.Scan(&c.id, &c.lane.rung, &c.lane.typ, &c.owner, &c.body); err != nil {
				return err
			}
			if !l.takes(c) || slices.ContainsFunc(attempts[:i], func(a attempt) bool { return a.matches(c.body) }) {
				return nil
			}
			if all = append(all, c.id); !f(c.lane) {
				return errEnough
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	l.keep(attempts, all)
	return nil
}

// The columns that counting wants; the first attempt has no earlier one to be compared with.
const (
	matchFirst   = "c.id, c.rung, c.type, c.owner, ''"
	matchColumns = "c.id, c.rung, c.type, c.owner, t.body"
)

// eachSought calls f with the clients that match, stretch after stretch, along the indexes.
func (l *listing) eachSought(ctx context.Context, tx *sqlite.Session, attempts []attempt, from *crm.Anchor, back bool, f func(hit) bool) error {
	last := 2*len(attempts) - 1
	i, step := 0, 1
	if back {
		i, step = last, -1
	}
	var start *searchKey
	var id int64
	if from != nil {
		if k, ok := from.Key.(searchKey); ok {
			i, start, id = k.stretch, &k, from.ID
		}
	}
	for ; i >= 0 && i <= last; i += step {
		err := l.eachOffered(ctx, tx, attempts, i, start, id, back, func(c found) error {
			c.key.stretch = i
			if l.takes(c) && belongs(attempts, c, i) && !f(c.hit) {
				return errEnough
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
		start = nil
	}
	return nil
}

// narrowed reports whether the lanes or the owner leave anybody out.
func (l *listing) narrowed() bool {
	return l.owned() || len(l.q.Types) > 0 || l.q.Untyped || len(l.q.Rungs) > 0
}

// takes reports whether a client passes the filters other than the search and the tag, which the query looks at.
func (l *listing) takes(c found) bool {
	return l.shows(tallyKey{c.lane.typ, c.lane.rung, c.owner})
}

// belongs reports whether a client that the index offers for a stretch, and that holds its terms, is not in another one:
// earlier attempts come first, and names that begin with the text before the rest.
func belongs(attempts []attempt, c found, stretch int) bool {
	a, earlier := attempts[stretch/2], attempts[:stretch/2]
	if a.begins(c) != (stretch%2 == 0) {
		return false
	}
	return !slices.ContainsFunc(earlier, func(a attempt) bool { return a.matches(c.body) })
}

// begins reports whether a client's name begins with the text.
func (a attempt) begins(c found) bool {
	return strings.HasPrefix(c.bare, a.bare) && (a.form == "" || a.form == c.form)
}

// eachOffered calls f with what an index offers for a stretch, in order.
func (l *listing) eachOffered(ctx context.Context, tx *sqlite.Session, attempts []attempt, stretch int, from *searchKey, id int64, back bool, f func(found) error) error {
	a := attempts[stretch/2]
	columns := foundColumns
	if stretch < 2 {
		columns = foundFirst
	}
	query, args := l.namesQuery(columns, a, from, id, back)
	if stretch%2 == 1 {
		match, err := tx.Match(ctx, clientSeek, a.terms)
		if err != nil {
			return err
		}
		query, args = l.restQuery(columns, a, match, from, back)
	}
	return tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var c found
		if err := r.Scan(&c.key.seq, &c.id, &c.lane.rung, &c.lane.typ, &c.owner, &c.bare, &c.form, &c.body); err != nil {
			return err
		}
		c.key.bare = c.bare
		return f(c)
	})
}

// The columns of what an index offers. The body is looked at for earlier attempts only, which the first has none of.
const (
	foundFirst   = "t.seq, c.id, c.rung, c.type, c.owner, c.bare_key, c.form_key, ''"
	foundColumns = "t.seq, c.id, c.rung, c.type, c.owner, c.bare_key, c.form_key, t.body"
)

// namesQuery selects the names that begin with the text, in their order.
func (l *listing) namesQuery(columns string, a attempt, from *searchKey, id int64, back bool) (string, []any) {
	needles, args := a.needles("t.body", []any{a.bare, prefixEnd(a.bare)})
	query := "SELECT " + columns + " FROM client c CROSS JOIN client_text t ON t.client = c.id" + needles + " WHERE c.bare_key >= $1 AND c.bare_key < $2"
	compare, direction := ">", ""
	if back {
		compare, direction = "<", " DESC"
	}
	if from != nil {
		args = append(args, from.bare, id)
		query += " AND (c.bare_key, c.tie) " + compare + " (" + params(len(args)-1, 2) + ")"
	}
	if a.form != "" {
		args = append(args, a.form)
		query += " AND c.form_key = " + params(len(args), 1)
	}
	query += l.laneFilter() + l.ownerIs()
	query, args = l.withTag(query, args)
	return query + " ORDER BY c.bare_key" + direction + ", c.tie" + direction, args
}

// restQuery selects all that the full-text index offers for a match expression, in the order they came into the base.
func (l *listing) restQuery(columns string, a attempt, match string, from *searchKey, back bool) (string, []any) {
	needles, args := a.needles("t.body", []any{match})
	query := "SELECT " + columns + " FROM " + clientSeek.Table + " f CROSS JOIN client_text t ON t.seq = f.rowid" +
		needles + " CROSS JOIN client c ON c.id = t.client WHERE " + clientSeek.Where("$1")
	compare, direction := ">", ""
	if back {
		compare, direction = "<", " DESC"
	}
	if from != nil {
		args = append(args, from.seq)
		query += " AND f.rowid " + compare + " " + params(len(args), 1)
	}
	query += l.laneFilter() + l.ownerIs()
	query, args = l.withTag(query, args)
	return query + " ORDER BY f.rowid" + direction, args
}

func (l *listing) withTag(query string, args []any) (string, []any) {
	if l.tag == "" {
		return query, args
	}
	args = append(args, l.tag)
	return query + " AND EXISTS (SELECT 1 FROM client_tag g WHERE g.client = c.id AND g.tag_key = " + params(len(args), 1) + ")", args
}
