package data

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// shared is what the items of a section have in common: their group, or the word of their kind or stream.
type shared struct {
	group int64
	word  string
}

// section is a stretch of a list sorted by what its items share. The tallies tell how many each holds, so that a page is
// found without walking what comes before it, and no row bears a key that a renamed group would change.
type section struct {
	shared
	rank int64 // among the sections there may be
	n    int64 // items that pass the filters other than the search
}

// sectionAnchor is the place of a row: its section, and its key within.
type sectionAnchor struct {
	shared
	rank int64
	key  any
}

// sharedBy is what an order parts the items of a lane by.
func (o itemOrder) sharedBy(lane itemLane) shared {
	switch o.sort {
	case trade.ItemsByGroup:
		return shared{group: lane.group}
	case trade.ItemsByKind:
		return shared{word: lane.kind}
	}
	return shared{word: lane.stream}
}

// sections are those of a list that hold anything, in ascending order.
func (l *itemListing) sections(ctx context.Context, tx *sqlite.Session) ([]section, error) {
	ranks, err := l.ranks(ctx, tx)
	out := make([]section, 0, len(l.parts))
	for sh, n := range l.parts {
		if n > 0 {
			out = append(out, section{sh, ranks.of(sh), n})
		}
	}
	slices.SortFunc(out, func(a, b section) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.group, b.group), strings.Compare(a.word, b.word))
	})
	return out, err
}

// ranks tells the places of sections; what is in none comes first, what is not known last.
type ranks map[shared]int64

func (r ranks) of(sh shared) int64 {
	if sh == (shared{}) {
		return 0
	}
	if at, known := r[sh]; known {
		return at
	}
	return int64(len(r)) + 1
}

// ranks are the places of groups by name, of kinds and streams in the order they are offered for choice.
func (l *itemListing) ranks(ctx context.Context, tx *sqlite.Session) (ranks, error) {
	r := ranks{}
	next := func(sh shared) { r[sh] = int64(len(r)) + 1 }
	switch l.q.Sort {
	case trade.ItemsByKind:
		for _, k := range trade.ItemKinds {
			next(shared{word: string(k)})
		}
	case trade.ItemsByStream:
		for _, s := range trade.Streams {
			next(shared{word: string(s)})
		}
	default:
		return r, tx.Each(ctx, groupOrderQuery, nil, func(row *sql.Rows) error {
			var id int64
			err := row.Scan(&id)
			next(shared{group: id})
			return err
		})
	}
	return r, nil
}

const groupOrderQuery = "SELECT id FROM item_group ORDER BY name_key, id"

// sectionWalk is the way along the indexes that gives the items of a section by name.
func (l *itemListing) sectionWalk(s section) walk {
	w := walk{table: "item", key: l.order.column, tie: "tie"}
	word := ""
	switch l.q.Sort {
	case trade.ItemsByGroup:
		for _, sh := range l.shelves {
			if sh.group == s.group {
				w.lanes = append(w.lanes, shelfIs(sh))
			}
		}
		w.where = l.kindsAre("")
		return w
	case trade.ItemsByKind:
		word = "kind = " + quote(s.word)
	case trade.ItemsByStream:
		word = "stream = " + quote(s.word)
	}
	if l.byShelf() {
		for _, sh := range l.shelves {
			w.lanes = append(w.lanes, shelfIs(sh))
		}
		w.where = " AND +" + word + l.kindsAre("")
		return w
	}
	for _, inactive := range []int64{0, 1} {
		if l.idle[inactive] {
			w.lanes = append(w.lanes, word+" AND inactive = "+strconv.FormatInt(inactive, 10))
		}
	}
	w.where = l.groupsAre("") + l.kindsAre("")
	return w
}

// sectionPage reads a page of a parted list: the sections before it are counted, not walked.
func (l *itemListing) sectionPage(ctx context.Context, tx *sqlite.Session, p crm.Page) ([]trade.ItemRow, error) {
	all, err := l.sections(ctx, tx)
	if err != nil {
		return nil, err
	}
	desc := l.q.Desc != p.Back
	if desc {
		slices.Reverse(all)
	}
	at, from := startIn(all, p.From, desc)
	var rows []trade.ItemRow
	skip := p.Skip
	for ; at < len(all) && len(rows) < p.Limit; at++ {
		s, w := all[at], l.sectionWalk(all[at])
		left := s.n
		if from != nil && skip > 0 {
			if left, err = w.count(ctx, tx, from, desc, skip+1); err != nil {
				return nil, err
			}
		}
		if skip >= left {
			skip, from = skip-left, nil
			continue
		}
		some, err := l.along(ctx, tx, w, s.n, crm.Page{From: from, Back: p.Back, Skip: skip, Limit: p.Limit - len(rows)})
		if err != nil {
			return nil, err
		}
		for i := range some {
			some[i].Anchor.Key = sectionAnchor{s.shared, s.rank, some[i].Anchor.Key}
		}
		rows = joined(rows, some, p.Back)
		skip, from = 0, nil
	}
	return rows, nil
}

// joined puts the rows of the next section behind those before, or in front of them when the list is read backwards.
func joined(rows, next []trade.ItemRow, back bool) []trade.ItemRow {
	if back {
		return append(next, rows...)
	}
	return append(rows, next...)
}

// startIn is the section a page begins in, and the place within it. Where that section is gone, it is the one after it.
func startIn(all []section, from *crm.Anchor, desc bool) (at int, within *crm.Anchor) {
	if from == nil {
		return 0, nil
	}
	was, ok := from.Key.(sectionAnchor)
	if !ok {
		return 0, nil
	}
	if i := slices.IndexFunc(all, func(s section) bool { return s.shared == was.shared }); i >= 0 {
		return i, &crm.Anchor{Key: was.key, ID: from.ID}
	}
	beyond := slices.IndexFunc(all, func(s section) bool { return s.rank != was.rank && (s.rank > was.rank) != desc })
	if beyond < 0 {
		beyond = len(all)
	}
	return beyond, nil
}
