package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// gatherMost is how many rows are sorted in memory rather than looked for along an index: where a filter leaves
// fewer, walking the index past all the others would cost more.
const gatherMost = 1500

// deepSkip is from how many skipped rows on the milestones are asked.
const deepSkip = 2000

// countMost is where counting stops when nothing but looking tells how many there are.
const countMost = 1000

// listing is a query of clients as the base will answer it.
type listing struct {
	q      crm.ClientQuery
	order  order
	lanes  []lane
	sums   map[tallyKey]tallySum
	total  int64 // clients of the lanes and the owner, the tag apart
	tag    string
	tagged int64  // clients with the tag
	past   *finds // nil where nothing is known
	step   int64  // of the journal, for past
	// grouping tells that the lanes are those of one group, and not all that the query shows.
	grouping bool
}

// newListing reads the tallies and finds which lanes the query shows.
func newListing(ctx context.Context, s *sqlite.Session, q crm.ClientQuery) (*listing, error) {
	sums, err := tallies(ctx, s)
	if err != nil {
		return nil, err
	}
	l := &listing{q: q, order: orderOf(q.Sort), sums: sums, tag: foldTag(q.Tag)}
	seen := map[lane]bool{}
	for k, t := range sums {
		if !l.shows(k) {
			continue
		}
		l.total += t.n
		if ln := (lane{k.rung, k.typ}); !seen[ln] {
			seen[ln] = true
			l.lanes = append(l.lanes, ln)
		}
	}
	slices.SortFunc(l.lanes, func(a, b lane) int { return int((a.rung-b.rung)*8 + a.typ - b.typ) })
	if l.tag != "" {
		err = s.Get(ctx, "SELECT n FROM tag WHERE tag_key = $1", []any{l.tag}, &l.tagged)
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
	}
	return l, err
}

// shows reports whether clients counted under a key pass the filters of type, rung and owner.
func (l *listing) shows(k tallyKey) bool {
	q := l.q
	if q.Untyped || len(q.Types) > 0 {
		if !(q.Untyped && k.typ == 0) && !slices.Contains(q.Types, typeOf(k.typ)) {
			return false
		}
	}
	if len(q.Rungs) > 0 && !slices.Contains(q.Rungs, crm.Rung(k.rung)) {
		return false
	}
	if q.Owner != 0 || q.NoOwner {
		return k.owner == int64(q.Owner) || q.NoOwner && k.owner == 0
	}
	return true
}

// owned reports whether the query asks for owners.
func (l *listing) owned() bool { return l.q.Owner != 0 || l.q.NoOwner }

// ownerIs is the condition on the owner, with no parameters: ids are numbers.
func (l *listing) ownerIs() string {
	switch {
	case l.q.Owner != 0 && l.q.NoOwner:
		return " AND owner IN (0, " + strconv.FormatInt(int64(l.q.Owner), 10) + ")"
	case l.owned():
		return " AND owner = " + strconv.FormatInt(int64(l.q.Owner), 10)
	}
	return ""
}

// clientWalk is the walk along an order over some lanes.
func clientWalk(o order, lanes []lane) walk {
	w := walk{table: "client", key: o.column, tie: "tie"}
	for _, l := range lanes {
		w.lanes = append(w.lanes, laneIs(l))
	}
	return w
}

func laneIs(l lane) string {
	return "rung = " + strconv.FormatInt(l.rung, 10) + " AND type = " + strconv.FormatInt(l.typ, 10)
}

// walk is the listing's own walk, with all its filters, over some of its lanes.
func (l *listing) walk(lanes []lane) walk {
	w := clientWalk(l.order, lanes)
	w.where = l.ownerIs()
	if l.tag != "" {
		w.where += " AND EXISTS (SELECT 1 FROM client_tag g WHERE g.client = client.id AND g.tag_key = $1)"
		w.args = []any{l.tag}
	}
	return w
}

// Clients lists clients. A search by name lists first those whose name begins with the text, then the others in the order
// they came into the base; so does any search with more than a thousand hits, whatever the Sort.
func (s *Store) Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	var rows []crm.ClientRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		rows, err = s.clients(ctx, tx, q, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list clients: %w", err)
	}
	return rows, nil
}

func (s *Store) clients(ctx context.Context, tx *sqlite.Session, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	l, err := s.listing(ctx, tx, q)
	if err != nil || l.total == 0 || p.Limit <= 0 || l.tag != "" && l.tagged == 0 {
		return nil, err
	}
	if attempts := attemptsFor(q.Search); len(attempts) > 0 {
		return l.search(ctx, tx, attempts, p)
	}
	desc := q.Desc != p.Back
	var rows []crm.ClientRow
	switch {
	case l.few():
		rows, err = l.gather(ctx, tx, p, desc)
	default:
		rows, err = s.walkGroups(ctx, tx, l, p, desc)
	}
	if p.Back {
		slices.Reverse(rows)
	}
	return rows, err
}

// few reports whether a filter leaves so few that they are sorted in memory.
func (l *listing) few() bool {
	narrowed := l.owned() || l.tag != ""
	return narrowed && min(l.total, l.tagCount()) <= gatherMost
}

func (l *listing) tagCount() int64 {
	if l.tag == "" {
		return l.total
	}
	return l.tagged
}

// grouped reports whether the list goes by rung or type: groups in their order, by name within.
func (l *listing) grouped() bool { return l.q.Sort == crm.SortRung || l.q.Sort == crm.SortType }

// group is the number of the group of a lane, 0 when the list has no groups.
func (l *listing) group(ln lane) int64 {
	switch l.q.Sort {
	case crm.SortRung:
		return ln.rung
	case crm.SortType:
		return ln.typ
	}
	return 0
}

// groupKey is the anchor of a row in a list that goes by groups.
type groupKey struct {
	group int64
	key   any
}

// anchorKey makes the key that a row's anchor holds.
func (l *listing) anchorKey(group int64, key any) any {
	if l.grouped() {
		return groupKey{group, key}
	}
	return key
}

// place reads an anchor: its group, and its place within.
func (l *listing) place(a crm.Anchor) (int64, crm.Anchor) {
	if g, ok := a.Key.(groupKey); ok {
		return g.group, crm.Anchor{Key: g.key, ID: a.ID}
	}
	return 0, a
}

// laneGroup is some lanes that are listed together.
type laneGroup struct {
	number int64
	lanes  []lane
	n      int64 // of the lanes and the owner
}

// groups parts the lanes into groups, in the direction of the walk.
func (l *listing) groups(desc bool) []laneGroup {
	byNumber := map[int64]*laneGroup{}
	for _, ln := range l.lanes {
		g := byNumber[l.group(ln)]
		if g == nil {
			g = &laneGroup{number: l.group(ln)}
			byNumber[g.number] = g
		}
		g.lanes = append(g.lanes, ln)
	}
	for k, t := range l.sums {
		if l.shows(k) {
			byNumber[l.group(lane{k.rung, k.typ})].n += t.n
		}
	}
	out := make([]laneGroup, 0, len(byNumber))
	for _, g := range byNumber {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b laneGroup) int {
		if desc {
			a, b = b, a
		}
		return int(a.number - b.number)
	})
	return out
}

// walkGroups walks group after group until the page is full.
func (s *Store) walkGroups(ctx context.Context, tx *sqlite.Session, l *listing, p crm.Page, desc bool) ([]crm.ClientRow, error) {
	var rows []crm.ClientRow
	st := stretchOf{desc: desc, skip: p.Skip}
	groups := l.groups(desc)
	if p.From != nil {
		number, from := l.place(*p.From)
		groups = slices.DeleteFunc(groups, func(g laneGroup) bool {
			if desc {
				return g.number > number
			}
			return g.number < number
		})
		if len(groups) > 0 && groups[0].number == number {
			st.from = &from
		}
	}
	for _, g := range groups {
		if st.from == nil && l.tag == "" && st.skip >= g.n {
			st.skip -= g.n
			continue
		}
		st.limit = int64(p.Limit - len(rows))
		some, err := s.walkGroup(ctx, tx, l, g, st)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
		if len(rows) >= p.Limit {
			break
		}
		if st.skip > 0 && len(some) == 0 {
			n, err := l.walk(g.lanes).count(ctx, tx, st.from, desc, st.skip)
			if err != nil {
				return nil, err
			}
			st.skip -= n
		} else {
			st.skip = 0
		}
		st.from = nil
	}
	return rows, nil
}

// walkGroup reads a stretch of one group, by the milestones when many rows are to be skipped.
func (s *Store) walkGroup(ctx context.Context, tx *sqlite.Session, l *listing, g laneGroup, st stretchOf) ([]crm.ClientRow, error) {
	if l.tag != "" && l.order.sort == crm.SortName {
		return l.walkTag(ctx, tx, g, st)
	}
	w := l.walk(g.lanes)
	if st.skip < deepSkip || w.where != "" {
		return l.rows(ctx, tx, w, st, g.number)
	}
	stones, err := s.walks.of(ctx, tx, l.order)
	if err != nil {
		return nil, err
	}
	first, last, err := absolute(ctx, tx, w, stones, g, st)
	if err != nil || first >= last {
		return nil, err
	}
	from, before := nearest(stones, g.lanes, first)
	rows, err := l.rows(ctx, tx, w, stretchOf{from: from, skip: first - before, limit: last - first}, g.number)
	if st.desc {
		slices.Reverse(rows)
	}
	return rows, err
}

// absolute turns a stretch into places counted from the lowest row of a group: first, and one beyond the last.
func absolute(ctx context.Context, tx *sqlite.Session, w walk, stones []milestone, g laneGroup, st stretchOf) (first, last int64, err error) {
	start := int64(0)
	if st.desc {
		start = g.n
	}
	if st.from != nil {
		if start, err = rank(ctx, tx, w, stones, g.lanes, *st.from); err != nil {
			return 0, 0, err
		}
	}
	if st.desc {
		last = max(0, start-st.skip)
		return max(0, last-st.limit), last, nil
	}
	if st.from != nil {
		start++ // the anchor itself is not wanted
	}
	first = start + st.skip
	return first, min(g.n, first+st.limit), nil
}

// rows reads the rows of a stretch in the order walked.
func (l *listing) rows(ctx context.Context, tx *sqlite.Session, w walk, st stretchOf, group int64) ([]crm.ClientRow, error) {
	if len(w.lanes) == 0 || st.limit <= 0 {
		return nil, nil
	}
	var rows []crm.ClientRow
	query, args := w.rowsQuery(st, clientColumns("c."))
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var key any
		var row clientRow
		if err := r.Scan(append([]any{&key}, row.fields()...)...); err != nil {
			return err
		}
		rows = append(rows, row.view(l.anchorKey(group, key)))
		return nil
	})
	return rows, err
}

// walkTag lists the clients of a group with a tag by name, along the index of the tag.
func (l *listing) walkTag(ctx context.Context, tx *sqlite.Session, g laneGroup, st stretchOf) ([]crm.ClientRow, error) {
	query, args := l.tagQuery(g, st)
	var rows []crm.ClientRow
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var key []byte
		var row clientRow
		if err := r.Scan(append([]any{&key}, row.fields()...)...); err != nil {
			return err
		}
		rows = append(rows, row.view(l.anchorKey(g.number, key)))
		return nil
	})
	return rows, err
}

func (l *listing) tagQuery(g laneGroup, st stretchOf) (string, []any) {
	compare, direction := ">", ""
	if st.desc {
		compare, direction = "<", " DESC"
	}
	args := []any{l.tag}
	beyond := ""
	if st.from != nil {
		args = append(args, st.from.Key, st.from.ID)
		beyond = " AND (g.name_key, g.client) " + compare + " ($2, $3)"
	}
	args = append(args, st.limit, st.skip)
	group := &listing{q: l.q, lanes: g.lanes, grouping: l.grouped()}
	return "SELECT g.name_key, " + clientColumns("c.") + " FROM client_tag g CROSS JOIN client c ON c.id = g.client WHERE g.tag_key = $1" + beyond +
		l.ownerIs() + group.laneFilter() + " ORDER BY g.name_key" + direction + ", g.client" + direction +
		" LIMIT $" + strconv.Itoa(len(args)-1) + " OFFSET $" + strconv.Itoa(len(args)), args
}

// laneFilter is the condition that a row is in one of the lanes; empty when all are shown.
func (l *listing) laneFilter() string {
	if len(l.q.Types) == 0 && !l.q.Untyped && len(l.q.Rungs) == 0 && !l.grouping {
		return ""
	}
	codes := make([]byte, 0, 64)
	for i, ln := range l.lanes {
		if i > 0 {
			codes = append(codes, ", "...)
		}
		codes = strconv.AppendInt(codes, ln.rung*8+ln.typ, 10)
	}
	return " AND c.rung * 8 + c.type IN (" + string(codes) + ")"
}
