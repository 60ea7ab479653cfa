package data

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// noPrice is the sorting price of an item without one, and the sorting margin where none is known.
const noPrice = -math.MaxFloat64

// itemColumns are the columns made from an item alone, after the id; tie never changes, price and margin are not of the item alone.
var itemColumns = []string{"article_key", "article_fold", "name_key", "bare_key", "in_group", "kind", "stream", "inactive", "cost", "created",
	"supplier_key", "tax_key", "body"}

// itemValues are the values of itemColumns.
func itemValues(i trade.Item, body string) []any {
	return []any{sortKey(i.Article), foldArticle(i.Article), sortKey(i.Name), bareKey(i.Name), orNull(int64(i.Group)),
		column(string(i.Kind)), column(string(i.Stream)), flag(i.Inactive), amount(i.Cost), int64(i.Created),
		supplierKey(i), taxKey(i), body}
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// foldArticle is the form by which two spellings of an article are known for one.
func foldArticle(s string) string { return strings.TrimSpace(text.Fold(s)) }

// itemText is what an item is found by. An article is also found when it is written in one.
func itemText(i trade.Item) string {
	var w bodyWriter
	w.articleWords(i.Article)
	w.words(i.Name, i.Supplier)
	for _, v := range i.Variants {
		w.articleWords(v.Article)
	}
	w.words(i.Description)
	return w.String()
}

func (w *bodyWriter) articleWords(article string) {
	words := text.Words(article)
	for _, word := range words {
		w.word(word)
	}
	w.word(strings.Join(words, ""))
}

// itemLane is one kind of items that is counted: those of a group, a kind, a stream, sold or not.
type itemLane struct {
	group        int64
	kind, stream string
	inactive     int64
}

func laneOf(i trade.Item) itemLane {
	return itemLane{int64(i.Group), column(string(i.Kind)), column(string(i.Stream)), flag(i.Inactive)}
}

// itemState is an item that a step writes.
type itemState struct {
	id      int64
	seq     int64 // of its text
	oldText string
	was     *trade.Item // nil when it comes
	now     *trade.Item // nil when it goes
	before  []byte
	after   []byte
}

// writeItems writes the items of a step with their counts and texts.
func (b *batch) writeItems(ctx context.Context) error {
	states, err := b.loadItems(ctx)
	if err != nil || len(states) == 0 {
		return err
	}
	w := newItemWriter(b.s)
	texts := make([]textChange, 0, len(states))
	for _, st := range states {
		if err := w.write(ctx, st); err != nil {
			return err
		}
		if c, changed := st.text(); changed {
			texts = append(texts, c)
		}
	}
	if err := w.finish(ctx); err != nil {
		return err
	}
	return writeTexts(ctx, b.s, itemSeek, "item", texts)
}

// loadItems finds the places of the texts as they were and orders the items by them.
func (b *batch) loadItems(ctx context.Context) ([]*itemState, error) {
	items := b.of(crm.NounItem)
	if len(items) == 0 {
		return nil, nil
	}
	states := make(map[int64]*itemState, len(items))
	list := make([]*itemState, len(items))
	for i, it := range items {
		st := &itemState{id: it.key, before: it.was, after: it.now}
		if v, ok := it.before.(trade.Item); ok {
			st.was = &v
		}
		if v, ok := it.after.(trade.Item); ok {
			st.now = &v
		}
		states[it.key], list[i] = st, st
	}
	err := eachIn(ctx, b.s, "SELECT item, seq, body FROM item_text WHERE item IN %s", nil, keysOf(items), func(r *sql.Rows) error {
		var id, seq int64
		var body string
		err := r.Scan(&id, &seq, &body)
		states[id].seq, states[id].oldText = seq, body
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, b.placeItems(ctx, list)
}

// placeItems gives new items the next places.
func (b *batch) placeItems(ctx context.Context, list []*itemState) error {
	var next int64
	if err := b.s.Get(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM item_text", nil, &next); err != nil {
		return err
	}
	slices.SortFunc(list, func(x, y *itemState) int { return int(x.id - y.id) })
	for _, st := range list {
		if st.was == nil {
			st.seq = next
			next++
		}
	}
	slices.SortFunc(list, func(x, y *itemState) int { return int(x.seq - y.seq) })
	return nil
}

// text is how the searched text changes.
func (st *itemState) text() (c textChange, changed bool) {
	c = textChange{seq: st.seq, id: st.id, had: st.was != nil, old: st.oldText, keep: st.now != nil}
	if c.keep {
		c.text = itemText(*st.now)
	}
	return c, c.had != c.keep || c.old != c.text
}

// itemWriter writes rows of items and counts them.
type itemWriter struct {
	s    *sqlite.Session
	put  *rowWriter
	gone []int64
	sums map[itemLane]int64
}

func newItemWriter(s *sqlite.Session) *itemWriter {
	return &itemWriter{s: s, sums: map[itemLane]int64{}, put: newRowWriter(s, "item", "", itemInsert...)}
}

// itemInsert are the columns of a new item.
var itemInsert = slices.Concat([]string{"id", "tie", "price"}, itemColumns)

func (w *itemWriter) write(ctx context.Context, st *itemState) error {
	if st.was != nil {
		w.sums[laneOf(*st.was)]--
	}
	if st.now != nil {
		w.sums[laneOf(*st.now)]++
	}
	switch {
	case st.now == nil && st.was == nil: // came and went within the step
		return nil
	case st.now == nil:
		w.gone = append(w.gone, st.id)
		return nil
	case st.was == nil:
		return w.add(ctx, *st.now, string(st.after), noPrice)
	}
	return w.alter(ctx, st)
}

func (w *itemWriter) add(ctx context.Context, i trade.Item, body string, price float64) error {
	return w.put.add(ctx, slices.Concat([]any{int64(i.ID), int64(i.ID), price}, itemValues(i, body))...)
}

// alter writes what changes of an item.
func (w *itemWriter) alter(ctx context.Context, st *itemState) error {
	return alterRow(ctx, w.s, "item", st.id, itemColumns, itemValues(*st.was, string(st.before)), itemValues(*st.now, string(st.after)))
}

// finish writes what is left in the writer, removes the rows of items gone, and writes the counts.
func (w *itemWriter) finish(ctx context.Context) error {
	if err := w.put.flush(ctx); err != nil {
		return err
	}
	if err := deleteIn(ctx, w.s, "DELETE FROM item WHERE id IN %s", w.gone); err != nil {
		return err
	}
	return writeItemTallies(ctx, w.s, w.sums)
}

func writeItemTallies(ctx context.Context, s *sqlite.Session, sums map[itemLane]int64) error {
	for l, n := range sums {
		if n == 0 {
			continue
		}
		err := s.Exec(ctx, `INSERT INTO item_tally (in_group, kind, stream, inactive, n) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (in_group, kind, stream, inactive) DO UPDATE SET n = item_tally.n + excluded.n`, l.group, l.kind, l.stream, l.inactive, n)
		if err != nil {
			return err
		}
	}
	return s.Exec(ctx, "DELETE FROM item_tally WHERE n = 0")
}
