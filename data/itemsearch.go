package data

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// itemSearch is what was typed, as items are searched for.
type itemSearch struct {
	article  string // what articles that stand first begin with
	attempts []attempt
}

// itemAttempts reads what was typed. No number of an item is written with 8 for +7.
func itemAttempts(typed string) []attempt {
	attempts := attemptsFor(typed)
	for _, a := range attempts {
		for i, t := range a.terms {
			a.terms[i] = t[:1]
		}
	}
	return attempts
}

const (
	// sortMost is how many places the index may offer for the hits to be sorted in memory.
	sortMost = 2000
	// gatherItems is how many items the other filters may leave for each to be looked at.
	gatherItems = 4000
)

// Hits go in stretches: articles that begin with the text; then, for each attempt, names that begin with it and the rest.
const articleStretch = 0

func namesStretch(attempt int) int { return 1 + 2*attempt }

func restStretch(attempt int) int { return 2 + 2*attempt }

// itemSeat is the place of a hit among many: within a stretch by what it begins with, or by the place of its text.
type itemSeat struct {
	stretch int
	bare    string // of the first two stretches
	seq     int64  // of the rest
}

// itemHit is an item that the search looks at.
type itemHit struct {
	id, seq int64
	group   int64
	article string // folded; of a parted list the kind
	bare    string // of a parted list the stream
	body    string
	key     any // of the order asked for
}

// stretchOf is the first stretch an item that matches belongs to. Of a single attempt the text need not be known.
func (x *itemSearch) stretchOf(h *itemHit) int {
	for i, a := range x.attempts {
		switch {
		case len(x.attempts) > 1 && !a.matches(h.body):
			continue
		case x.article != "" && strings.HasPrefix(h.article, x.article):
			return articleStretch
		case strings.HasPrefix(h.bare, a.bare):
			return namesStretch(i)
		}
		return restStretch(i)
	}
	return -1
}

// search lists a page of hits: sorted when there are few to look at, else stretch after stretch as the indexes have them.
func (l *itemListing) search(ctx context.Context, tx *sqlite.Session, attempts []attempt, p crm.Page) ([]trade.ItemRow, error) {
	x := &itemSearch{article: foldArticle(l.q.Search), attempts: attempts}
	hits, few, err := l.fewHits(ctx, tx, x)
	if err != nil {
		return nil, err
	}
	if few {
		return l.cut(ctx, tx, x, hits, p)
	}
	var ids []int64
	anchors := map[int64]any{}
	skip := p.Skip
	err = l.eachSought(ctx, tx, x, p.From, p.Back, func(h *itemHit, seat itemSeat) bool {
		if skip > 0 {
			skip--
			return true
		}
		ids, anchors[h.id] = append(ids, h.id), seat
		return len(ids) < p.Limit
	})
	if err != nil {
		return nil, err
	}
	if p.Back {
		slices.Reverse(ids)
	}
	return itemsByID(ctx, tx, ids, anchors)
}

// fewHits reads all hits where the other filters, or the index, leave few to look at.
func (l *itemListing) fewHits(ctx context.Context, tx *sqlite.Session, x *itemSearch) (hits []*itemHit, few bool, err error) {
	look := func(r *sql.Rows) error {
		h := &itemHit{}
		err := r.Scan(&h.id, &h.seq, &h.group, &h.article, &h.bare, &h.body, &h.key)
		hits = append(hits, h)
		return err
	}
	if l.gathers() {
		for _, query := range l.gatherQueries(x) {
			if err := tx.Each(ctx, query.text, query.args, look); err != nil {
				return nil, false, err
			}
		}
		return hits, true, nil
	}
	var places []int64
	for _, a := range x.attempts {
		match, err := tx.Match(ctx, itemSeek, a.terms)
		if err != nil {
			return nil, false, err
		}
		err = tx.Each(ctx, offeredQuery, []any{match, sortMost + 1}, func(r *sql.Rows) error {
			var seq int64
			err := r.Scan(&seq)
			places = append(places, seq)
			return err
		})
		if err != nil || len(places) > sortMost {
			return nil, false, err
		}
	}
	slices.Sort(places)
	query, args := l.hitsQuery(x)
	return hits, true, eachIn(ctx, tx, query, args, slices.Compact(places), look)
}

// hitsQuery selects the hits among the texts of some places, which stand for %s.
func (l *itemListing) hitsQuery(x *itemSearch) (string, []any) {
	where, args := x.needles(nil)
	return "SELECT " + l.hitColumns(x) + " FROM item_text t CROSS JOIN item c ON c.id = t.item WHERE true" + where + l.filter() + " AND t.seq IN %s", args
}

// offeredQuery selects the places of texts that may match.
var offeredQuery = "SELECT f.rowid FROM " + itemSeek.Table + " f WHERE " + itemSeek.Where("$1") + " LIMIT $2"

// hitColumns are what fewHits reads: the texts where the hits are to be told apart by them.
func (l *itemListing) hitColumns(x *itemSearch) string {
	texts := "'', '', ''"
	if l.q.Sort == "" {
		texts = "c.article_fold, c.bare_key, ''"
	}
	if l.q.Sort == "" && len(x.attempts) > 1 {
		texts = "c.article_fold, c.bare_key, t.body"
	}
	if l.order.parted {
		texts = "c.kind, c.stream, ''"
	}
	return "c.id, t.seq, coalesce(c.in_group, 0), " + texts + ", c." + l.order.column
}

// needles is the condition that a text t matches one of the attempts.
func (x *itemSearch) needles(args []any) (string, []any) {
	ways := make([]string, len(x.attempts))
	for i, a := range x.attempts {
		var where string
		where, args = a.needles("t.body", args)
		ways[i] = "(" + strings.TrimPrefix(where, " AND ") + ")"
	}
	return " AND (" + strings.Join(ways, " OR ") + ")", args
}

// question is a query with its parameters.
type question struct {
	text string
	args []any
}

// gatherQueries select the hits among the items the other filters leave.
func (l *itemListing) gatherQueries(x *itemSearch) []question {
	out := make([]question, len(l.shelves))
	where, args := x.needles(nil)
	for i, sh := range l.shelves {
		out[i] = question{"SELECT " + l.hitColumns(x) + " FROM item c CROSS JOIN item_text t ON t.item = c.id WHERE " + shelfIs(sh) + l.kindsAre("c.") + where, args}
	}
	return out
}

// cut sorts the hits and reads the rows of the page.
func (l *itemListing) cut(ctx context.Context, tx *sqlite.Session, x *itemSearch, hits []*itemHit, p crm.Page) ([]trade.ItemRow, error) {
	places, err := l.places(ctx, tx, x)
	if err != nil {
		return nil, err
	}
	all := make([]candidate, len(hits))
	for i, h := range hits {
		all[i] = candidate{key: h.key, id: h.id, group: places(h)}
	}
	desc := l.q.Desc != p.Back
	before := func(a, b candidate) int {
		if desc {
			a, b = b, a
		}
		return cmp.Or(cmp.Compare(a.group, b.group), compareItemKeys(a.key, b.key), cmp.Compare(a.id, b.id))
	}
	slices.SortFunc(all, before)
	start := int64(0)
	if p.From != nil {
		start = int64(seatOf(all, *p.From, before))
	}
	start = min(start+p.Skip, int64(len(all)))
	page := all[start:min(start+int64(p.Limit), int64(len(all)))]
	if p.Back {
		slices.Reverse(page)
	}
	ids := make([]int64, len(page))
	anchors := make(map[int64]any, len(page))
	for i, c := range page {
		ids[i], anchors[c.id] = c.id, groupKey{c.group, c.key}
	}
	return itemsByID(ctx, tx, ids, anchors)
}

// places tells what hits are sorted by before their keys: the stretch of an unsorted list, the section of a parted one.
func (l *itemListing) places(ctx context.Context, tx *sqlite.Session, x *itemSearch) (func(*itemHit) int64, error) {
	switch {
	case l.q.Sort == "":
		return func(h *itemHit) int64 { return int64(x.stretchOf(h)) }, nil
	case !l.order.parted:
		return func(*itemHit) int64 { return 0 }, nil
	}
	r, err := l.ranks(ctx, tx)
	return func(h *itemHit) int64 {
		return r.of(l.order.sharedBy(itemLane{group: h.group, kind: h.article, stream: h.bare}))
	}, err
}

// seatOf is where the rows after an anchor begin. One that was made when the hits were many is looked for by its id.
func seatOf(all []candidate, from crm.Anchor, before func(a, b candidate) int) int {
	g, ok := from.Key.(groupKey)
	if !ok {
		return 1 + slices.IndexFunc(all, func(c candidate) bool { return c.id == from.ID })
	}
	i, exact := slices.BinarySearchFunc(all, candidate{g.group, g.key, from.ID}, before)
	if exact {
		i++
	}
	return i
}

// compareItemKeys orders two keys of one order of items.
func compareItemKeys(a, b any) int {
	switch x := a.(type) {
	case float64:
		y, _ := b.(float64)
		return cmp.Compare(x, y)
	case int64:
		y, _ := b.(int64)
		return cmp.Compare(x, y)
	}
	x, _ := a.([]byte)
	y, _ := b.([]byte)
	return bytes.Compare(x, y)
}

// itemsByID reads rows in the order of the ids.
func itemsByID(ctx context.Context, tx *sqlite.Session, ids []int64, anchors map[int64]any) ([]trade.ItemRow, error) {
	found := make(map[int64]trade.ItemRow, len(ids))
	err := eachIn(ctx, tx, "SELECT id, body FROM item WHERE id IN %s", nil, ids, func(r *sql.Rows) error {
		var id int64
		var body sql.RawBytes
		if err := r.Scan(&id, &body); err != nil {
			return err
		}
		row, err := itemRow(body, anchors[id])
		found[id] = row
		return err
	})
	rows := make([]trade.ItemRow, 0, len(ids))
	for _, id := range ids {
		if row, ok := found[id]; ok {
			rows = append(rows, row)
		}
	}
	return rows, err
}

// eachSought calls f with the hits, stretch after stretch, along the indexes, until f says no.
func (l *itemListing) eachSought(ctx context.Context, tx *sqlite.Session, x *itemSearch, from *crm.Anchor, back bool, f func(*itemHit, itemSeat) bool) error {
	last := restStretch(len(x.attempts) - 1)
	i, step := 0, 1
	if back {
		i, step = last, -1
	}
	var start *itemSeat
	var id int64
	if from != nil {
		if seat, ok := from.Key.(itemSeat); ok {
			i, start, id = seat.stretch, &seat, from.ID
		}
	}
	for ; i >= 0 && i <= last; i += step {
		err := l.eachOffered(ctx, tx, x, i, start, id, back, func(h *itemHit) error {
			if x.stretchOf(h) != i {
				return nil
			}
			seat := itemSeat{stretch: i, bare: h.bare, seq: h.seq}
			if i == articleStretch {
				seat.bare = h.article
			}
			if !f(h, seat) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			return enough(err)
		}
		start = nil
	}
	return nil
}

// eachOffered calls f with what an index offers for a stretch, in order.
func (l *itemListing) eachOffered(ctx context.Context, tx *sqlite.Session, x *itemSearch, stretch int, from *itemSeat, id int64, back bool, f func(*itemHit) error) error {
	var query string
	var args []any
	switch {
	case stretch == articleStretch:
		if x.article == "" {
			return nil
		}
		query, args = l.prefixQuery("article_fold", x.article, from, id, back)
	case stretch == namesStretch((stretch-1)/2):
		query, args = l.prefixQuery("bare_key", x.attempts[(stretch-1)/2].bare, from, id, back)
	default:
		a := x.attempts[(stretch-1)/2]
		match, err := tx.Match(ctx, itemSeek, a.terms)
		if err != nil {
			return err
		}
		query, args = l.restQuery(offeredColumns, a, match, from, back)
	}
	return tx.Each(ctx, query, args, func(r *sql.Rows) error {
		h := &itemHit{}
		if err := r.Scan(&h.id, &h.seq, &h.article, &h.bare, &h.body); err != nil {
			return err
		}
		return f(h)
	})
}

const offeredColumns = "c.id, t.seq, c.article_fold, c.bare_key, t.body"

// prefixQuery selects the items whose column begins with a text, in its order.
func (l *itemListing) prefixQuery(column, prefix string, from *itemSeat, id int64, back bool) (string, []any) {
	args := []any{prefix, prefixEnd(prefix)}
	query := "SELECT " + offeredColumns + " FROM item c CROSS JOIN item_text t ON t.item = c.id WHERE c." + column + " >= $1 AND c." + column + " < $2"
	if column == "article_fold" {
		query += " AND c.article_fold <> ''"
	}
	compare, direction := ">", ""
	if back {
		compare, direction = "<", " DESC"
	}
	if from != nil {
		args = append(args, from.bare, id)
		query += " AND (c." + column + ", c.tie) " + compare + " (" + params(len(args)-1, 2) + ")"
	}
	return query + l.filter() + " ORDER BY c." + column + direction + ", c.tie" + direction, args
}

// restQuery selects all that the full-text index offers and that holds the terms, in the order it came into the base.
func (l *itemListing) restQuery(columns string, a attempt, match string, from *itemSeat, back bool) (string, []any) {
	needles, args := a.needles("t.body", []any{match})
	query := "SELECT " + columns + " FROM " + itemSeek.Table + " f CROSS JOIN item_text t ON t.seq = f.rowid" +
		needles + " CROSS JOIN item c ON c.id = t.item WHERE " + itemSeek.Where("$1")
	compare, direction := ">", ""
	if back {
		compare, direction = "<", " DESC"
	}
	if from != nil {
		args = append(args, from.seq)
		query += " AND f.rowid " + compare + " " + params(len(args), 1)
	}
	return query + l.filter() + " ORDER BY f.rowid" + direction, args
}
