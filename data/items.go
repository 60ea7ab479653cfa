package data

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// Item reads one item; ErrNotFound when there is none.
func (s *Store) Item(ctx context.Context, id trade.ItemID) (trade.Item, error) {
	return one[trade.Item](ctx, s, "SELECT body FROM item WHERE id = $1", int64(id))
}

// ItemsByArticle lists the items whose article is the same but for case and the like, those no longer sold as well.
func (s *Store) ItemsByArticle(ctx context.Context, article string, limit int) ([]trade.Item, error) {
	fold := foldArticle(article)
	if fold == "" || limit <= 0 {
		return nil, nil
	}
	return many[trade.Item](ctx, s, itemsByArticleQuery, fold, limit)
}

const itemsByArticleQuery = "SELECT body FROM item WHERE article_fold = $1 AND article_fold <> '' ORDER BY tie LIMIT $2"

// itemShelf is a stretch of the indexes: the items of a group, sold or not.
type itemShelf struct{ group, inactive int64 }

// itemListing is a query of items as the base will answer it.
type itemListing struct {
	q       trade.ItemQuery
	order   itemOrder
	shelves []itemShelf // that hold anything
	total   int64
	all     int64            // items there are
	groups  map[int64]int64  // items by group
	parts   map[shared]int64 // items by what a parted order parts them by
	idle    map[int64]bool   // whether any item shown, by inactive, 0 or 1
}

// mostShelves is how many stretches of an index are merged; of more groups, and where the filters leave a good part of
// everything, the list of everything is read past the rest.
const (
	mostShelves = 60
	goodPart    = 4 // a fourth
)

func newItemListing(q trade.ItemQuery, sums map[itemLane]int64) *itemListing {
	l := &itemListing{q: q, order: itemOrderOf(q.Sort), groups: map[int64]int64{}, parts: map[shared]int64{}, idle: map[int64]bool{}}
	seen := map[itemShelf]bool{}
	for lane, n := range sums {
		l.all += n
		if !l.shows(lane) {
			continue
		}
		l.total += n
		l.groups[lane.group] += n
		l.parts[l.order.sharedBy(lane)] += n
		l.idle[lane.inactive] = true
		if sh := (itemShelf{lane.group, lane.inactive}); !seen[sh] {
			seen[sh] = true
			l.shelves = append(l.shelves, sh)
		}
	}
	slices.SortFunc(l.shelves, func(a, b itemShelf) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.inactive, b.inactive))
	})
	return l
}

// itemListing is newItemListing with the counts there are.
func (s *Store) itemListing(ctx context.Context, tx *sqlite.Session, q trade.ItemQuery) (*itemListing, error) {
	sums, err := s.items.of(ctx, tx)
	if err != nil {
		return nil, err
	}
	return newItemListing(q, sums), nil
}

// shows reports whether items counted under a lane pass the filters other than the search.
func (l *itemListing) shows(lane itemLane) bool {
	q := &l.q
	return (q.Inactive || lane.inactive == 0) &&
		(len(q.Groups) == 0 || slices.Contains(q.Groups, trade.GroupID(lane.group))) &&
		(len(q.Kinds) == 0 || slices.Contains(q.Kinds, trade.ItemKind(lane.kind))) &&
		(len(q.Streams) == 0 || slices.Contains(q.Streams, trade.Stream(lane.stream)))
}

// narrowed reports whether the filters leave anything out but what is no longer sold.
func (l *itemListing) narrowed() bool {
	return len(l.q.Groups)+len(l.q.Kinds)+len(l.q.Streams) > 0
}

// byShelf reports whether the list is a merge of the stretches of groups.
func (l *itemListing) byShelf() bool {
	return l.narrowed() && (len(l.shelves) <= 2 || len(l.shelves) <= mostShelves && l.total*goodPart < l.all)
}

// gathers reports whether the filters leave so few that a search looks at each.
func (l *itemListing) gathers() bool {
	return l.narrowed() && len(l.shelves) <= mostShelves && l.total <= gatherItems
}

// walk is the way along the indexes that gives the list in its order.
func (l *itemListing) walk() walk {
	w := walk{table: "item", key: l.order.column, tie: "tie"}
	if l.byShelf() {
		for _, sh := range l.shelves {
			w.lanes = append(w.lanes, shelfIs(sh))
		}
		w.where = l.kindsAre("")
		return w
	}
	for _, inactive := range []int64{0, 1} {
		if l.idle[inactive] {
			w.lanes = append(w.lanes, "inactive = "+strconv.FormatInt(inactive, 10))
		}
	}
	w.where = l.groupsAre("") + l.kindsAre("")
	return w
}

func shelfIs(sh itemShelf) string {
	group := "in_group IS NULL"
	if sh.group != 0 {
		group = "in_group = " + strconv.FormatInt(sh.group, 10)
	}
	return group + " AND inactive = " + strconv.FormatInt(sh.inactive, 10)
}

// groupsAre is the condition on the groups, looked at row by row, with no parameters: ids are numbers.
func (l *itemListing) groupsAre(alias string) string {
	if len(l.q.Groups) == 0 {
		return ""
	}
	ids := make([]string, len(l.q.Groups))
	for i, g := range l.q.Groups {
		ids[i] = strconv.FormatInt(int64(g), 10)
	}
	return " AND coalesce(" + alias + "in_group, 0) IN (" + strings.Join(ids, ", ") + ")"
}

// kindsAre is the condition on kinds and streams, looked at row by row.
func (l *itemListing) kindsAre(alias string) string {
	where := ""
	if len(l.q.Kinds) > 0 {
		where += " AND +" + alias + "kind IN (" + quotedList(l.q.Kinds) + ")"
	}
	if len(l.q.Streams) > 0 {
		where += " AND +" + alias + "stream IN (" + quotedList(l.q.Streams) + ")"
	}
	return where
}

func quotedList[T ~string](values []T) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = quote(column(string(v)))
	}
	return strings.Join(out, ", ")
}

// filter is the condition that a row c passes all filters but the search.
func (l *itemListing) filter() string {
	where := l.groupsAre("c.") + l.kindsAre("c.")
	if !l.q.Inactive {
		where += " AND +c.inactive = 0"
	}
	return where
}

// Items lists items with the prices of the main list on a day. A search is sorted as asked when the index offers no more
// than a few thousand; with no Sort, and where it offers more, articles that begin with the text come first, then names
// that do, then the rest.
func (s *Store) Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error) {
	if err := s.keysTurned(ctx, q.Sort, day); err != nil {
		return nil, fmt.Errorf("sort items by %s: %w", q.Sort, err)
	}
	var rows []trade.ItemRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := s.itemListing(ctx, tx, q)
		if err != nil || l.total == 0 || p.Limit <= 0 {
			return err
		}
		if attempts := itemAttempts(q.Search); len(attempts) > 0 {
			rows, err = l.search(ctx, tx, attempts, p)
		} else if l.order.parted {
			rows, err = l.sectionPage(ctx, tx, p)
		} else {
			rows, err = l.along(ctx, tx, l.walk(), l.total, p)
		}
		if err != nil {
			return err
		}
		return priceRows(ctx, tx, rows, day)
	})
	if err != nil {
		return nil, fmt.Errorf("list items: %w", err)
	}
	return rows, nil
}

// keysTurned sees to it that what a sort goes by holds for a day.
func (s *Store) keysTurned(ctx context.Context, sort trade.ItemSort, day crm.Day) error {
	switch sort {
	case trade.ItemsByPrice:
		return s.pricesTurned(ctx, day)
	case trade.ItemsByMargin:
		return s.marginsTurned(ctx, day)
	}
	return nil
}

// along reads a page of n rows along the indexes; one in the second half is counted from their end.
func (l *itemListing) along(ctx context.Context, tx *sqlite.Session, w walk, n int64, p crm.Page) ([]trade.ItemRow, error) {
	back := p.Back
	st := stretchOf{from: p.From, skip: p.Skip, limit: int64(p.Limit)}
	if st.from == nil && st.skip > n/2 {
		st.limit = min(st.limit, n-st.skip)
		if st.limit <= 0 {
			return nil, nil
		}
		st.skip = n - st.skip - st.limit
		back = !back
	}
	st.desc = l.q.Desc != back
	query, args := w.rowsQuery(st, itemRowColumns)
	rows, err := itemRows(ctx, tx, query, args)
	if back {
		slices.Reverse(rows)
	}
	return rows, err
}

// itemRowColumns are read after the key of the anchor.
const itemRowColumns = "c.id, c.body"

func itemRows(ctx context.Context, tx *sqlite.Session, query string, args []any) ([]trade.ItemRow, error) {
	var rows []trade.ItemRow
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var key any
		var id int64
		var body sql.RawBytes
		if err := r.Scan(&key, &id, &body); err != nil {
			return err
		}
		row, err := itemRow(body, key)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

// itemRow is an item as lists show it, without its price.
func itemRow(body []byte, key any) (trade.ItemRow, error) {
	var i trade.Item
	if err := json.Unmarshal(body, &i); err != nil {
		return trade.ItemRow{}, err
	}
	return trade.ItemRow{
		ID: i.ID, Article: column(i.Article), Name: column(i.Name), Unit: column(i.Unit), Kind: i.Kind, Group: i.Group, Tax: i.Tax,
		Supplier: column(i.Supplier), Stream: i.Stream, Period: i.Period, Inactive: i.Inactive, Options: len(i.Features) > 0,
		Cost: i.Cost, CostIn: i.CostIn, Anchor: crm.Anchor{Key: key, ID: int64(i.ID)},
	}, nil
}

// priceRows puts the prices of the main list on a day into rows.
func priceRows(ctx context.Context, tx *sqlite.Session, rows []trade.ItemRow, day crm.Day) error {
	if len(rows) == 0 {
		return nil
	}
	list, err := mainOn(ctx, tx, day)
	if err != nil || list == 0 {
		return err
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = int64(r.ID)
	}
	prices, err := pricesOf(ctx, tx, list, day, ids)
	for i := range rows {
		p, ok := prices[rows[i].ID]
		rows[i].Priced, rows[i].Price = ok, p.Price
	}
	return err
}
