package data

import (
	"cmp"
	"context"
	"database/sql"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/data/sqlite"
)

// ledger is a table of deals, offers or orders, as lists read it: some columns part it into lanes, which its tally counts.
// They come first in each of its indexes, or in a whole one behind the key: many lanes are slow to merge.
type ledger struct {
	noun  crm.Noun
	table string
	seek  sqlite.Seek
	lanes []string // at most laneMost
	whole bool
	ofOne string // the key by which an index holds the rows of one client, or empty
}

// laneMost is how many columns part a ledger into lanes at most.
const laneMost = 3

// The full-text indexes of sales.
var (
	dealSeek = sqlite.Seek{Texts: "deal_text", Table: "deal_seek"}
	saleSeek = sqlite.Seek{Texts: "sale_text", Table: "sale_seek"}
)

var (
	dealLedger  = ledger{noun: crm.NounDeal, table: "deal", seek: dealSeek, lanes: []string{"pipeline", "stage"}}
	saleLedger  = ledger{noun: crm.NounOrder, table: "sale", seek: saleSeek, lanes: []string{"type", "state"}, ofOne: "day"}
	offerLedger = ledger{noun: crm.NounOffer, table: "offer", seek: offerSeek, lanes: []string{"type", "state", "succeeded"}, whole: true, ofOne: "day"}
	ledgers     = []ledger{dealLedger, saleLedger, offerLedger}
)

func (k ledger) tally() string { return k.table + "_tally" }

// conditions are what rows must fulfil, with their parameters.
type conditions struct {
	where string // each begins with " AND "
	args  []any
}

// and adds a condition, in which ? stands for each of the parameters.
func (c *conditions) and(condition string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		condition = strings.Replace(condition, "?", "$"+strconv.Itoa(len(c.args)), 1)
	}
	c.where += " AND " + condition
}

// among adds that a column holds one of some values, when there are any. The sign keeps SQLite from looking rows up by it.
func among[T any](c *conditions, column string, values []T, value func(T) string) {
	if len(values) == 0 {
		return
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = value(v)
	}
	c.and("+" + column + " IN (" + strings.Join(words, ", ") + ")")
}

func codeWord(t crm.RelType) string { return strconv.FormatInt(typeCode(t), 10) }

func idWord[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

func textWord[T ~string](s T) string { return quote(column(string(s))) }

// entries is a query of a ledger as the base will answer it.
type entries struct {
	ledger
	key    string // the column sorted by
	desc   bool
	lanes  []saleLane
	rows   int64      // of all lanes, those not shown as well
	beyond conditions // what the lanes leave to be looked at row by row
	all    conditions // all that rows must fulfil, the lanes' part as well
	client int64      // whose alone they are, or 0
	sought []attempt

	ids []int64 // what a search found, when that is few
	few bool
}

// soughtMost is how many hits of a search are sorted in memory; where the index offers more, the list is walked and each
// row compared, for so many hits fill a page soon.
const soughtMost = 3000

// seekFew finds what a search holds when that is few.
func (e *entries) seekFew(ctx context.Context, tx *sqlite.Session) error {
	if len(e.sought) == 0 {
		return nil
	}
	var places []int64
	for _, a := range e.sought {
		match, err := tx.Match(ctx, e.seek, a.terms)
		if err != nil {
			return err
		}
		err = tx.Each(ctx, e.offeredQuery(), []any{match, soughtMost + 1}, func(r *sql.Rows) error {
			var seq int64
			err := r.Scan(&seq)
			places = append(places, seq)
			return err
		})
		if err != nil || len(places) > soughtMost {
			return err
		}
	}
	slices.Sort(places)
	e.few = true
	var c conditions
	e.needles(&c)
	query := "SELECT t." + e.table + " FROM " + e.seek.Texts + " t WHERE true" + c.where + " AND t.seq IN %s"
	return eachIn(ctx, tx, query, c.args, slices.Compact(places), func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		e.ids = append(e.ids, id)
		return err
	})
}

func (e *entries) offeredQuery() string {
	return "SELECT f.rowid FROM " + e.seek.Table + " f WHERE " + e.seek.Where("$1") + " LIMIT $2"
}

// needles adds that a text t matches one of the attempts.
func (e *entries) needles(c *conditions) {
	ways := make([]string, len(e.sought))
	for i, a := range e.sought {
		var where string
		where, c.args = a.needles("t.body", c.args)
		ways[i] = "(" + strings.TrimPrefix(where, " AND ") + ")"
	}
	c.where += " AND (" + strings.Join(ways, " OR ") + ")"
}

// walk is the way along the indexes that gives the list in its order; with a search each row is compared with its text.
func (e *entries) walk() walk {
	w := walk{table: e.table, key: e.key, tie: "tie", where: e.beyond.where, args: e.beyond.args, lanes: e.conditions()}
	if e.client != 0 || e.whole {
		w.lanes, w.where, w.args = []string{"true"}, e.all.where, e.all.args
	}
	if len(e.sought) > 0 {
		w.sought = &textSought{e.seek.Texts + " t ON t." + e.table + " = k.id", e.needles}
	}
	return w
}

// walked reports whether the list is read along the indexes, rather than gathered and sorted in memory.
func (e *entries) walked() bool {
	if e.client != 0 {
		return !e.few && e.key == e.ofOne
	}
	return !e.few && !(e.whole && e.sparse())
}

// sparse reports whether the lanes shown hold so few of all rows that those are sooner gathered than come upon. A page would
// pass some dozens × rows ÷ n; to gather one row takes as long as to pass some dozens.
func (e *entries) sparse() bool {
	n := e.laned()
	return n*n < e.rows
}

// laned is how many rows the lanes shown hold.
func (e *entries) laned() int64 {
	n := int64(0)
	for _, l := range e.lanes {
		n += l.n
	}
	return n
}

// each selects some columns of every row the query holds, in no order, one statement after the other.
func (e *entries) each(ctx context.Context, tx *sqlite.Session, columns, tail string, f func(*sql.Rows) error) error {
	head := "SELECT " + columns + " FROM "
	switch {
	case e.few:
		c := e.all
		return eachIn(ctx, tx, head+e.table+" WHERE true"+c.where+" AND id IN %s"+tail, c.args, e.ids, f)
	case e.client != 0:
		c := conditions{e.all.where, slices.Clone(e.all.args)}
		from := e.table
		if len(e.sought) > 0 {
			e.needles(&c)
			from += " CROSS JOIN " + e.seek.Texts + " t ON t." + e.table + " = " + e.table + ".id"
		}
		return tx.Each(ctx, head+from+" WHERE true"+c.where+tail, c.args, f)
	}
	c, from := conditions{e.beyond.where, slices.Clone(e.beyond.args)}, e.table
	if len(e.sought) > 0 {
		e.needles(&c)
		from += " CROSS JOIN " + e.seek.Texts + " t ON t." + e.table + " = " + e.table + ".id"
	}
	for _, lane := range e.conditions() {
		if err := tx.Each(ctx, head+from+" WHERE "+lane+c.where+tail, c.args, f); err != nil {
			return err
		}
	}
	return nil
}

// place is where a row stands in its list.
type place struct {
	key any
	id  int64
}

// page finds the places of a page.
func (e *entries) page(ctx context.Context, tx *sqlite.Session, p crm.Page) ([]place, error) {
	if p.Limit <= 0 || len(e.lanes) == 0 {
		return nil, nil
	}
	var out []place
	var err error
	back := p.Back
	if e.walked() {
		out, back, err = e.walkPage(ctx, tx, p)
	} else {
		out, err = e.gather(ctx, tx, p)
	}
	if back {
		slices.Reverse(out)
	}
	return out, err
}

// walkPage reads a page along the indexes; one in the second half of the list is counted from its end. It tells whether the
// places come backwards.
func (e *entries) walkPage(ctx context.Context, tx *sqlite.Session, p crm.Page) (out []place, back bool, err error) {
	st, back := stretchOf{from: p.From, skip: p.Skip, limit: int64(p.Limit)}, p.Back
	if total, known := e.total(); known && st.from == nil && st.skip > total/2 {
		st.limit = min(st.limit, total-st.skip)
		if st.limit <= 0 {
			return nil, back, nil
		}
		st.skip, back = total-st.skip-st.limit, !back
	}
	st.desc = e.desc != back
	err = e.walk().eachKey(ctx, tx, st, func(key any, id int64) error {
		out = append(out, place{key, id})
		return nil
	})
	return out, back, err
}

// gather reads the places of all rows, sorts them and cuts the page out.
func (e *entries) gather(ctx context.Context, tx *sqlite.Session, p crm.Page) ([]place, error) {
	var all []place
	err := e.each(ctx, tx, e.key+", tie", "", func(r *sql.Rows) error {
		var at place
		err := r.Scan(&at.key, &at.id)
		all = append(all, at)
		return err
	})
	if err != nil {
		return nil, err
	}
	desc := e.desc != p.Back
	before := func(a, b place) int {
		if desc {
			a, b = b, a
		}
		return cmp.Or(comparePlain(a.key, b.key), cmp.Compare(a.id, b.id))
	}
	slices.SortFunc(all, before)
	start := int64(0)
	if p.From != nil {
		i, exact := slices.BinarySearchFunc(all, place{p.From.Key, p.From.ID}, before)
		if start = int64(i); exact {
			start++
		}
	}
	start = min(start+p.Skip, int64(len(all)))
	return all[start:min(start+int64(p.Limit), int64(len(all)))], nil
}

// comparePlain orders two keys as the base does.
func comparePlain(a, b any) int {
	if x, ok := a.(string); ok {
		y, _ := b.(string)
		return cmp.Compare(x, y)
	}
	return compareKeys(a, b)
}

// total is how many rows the query holds, when the tally tells.
func (e *entries) total() (n int64, known bool) {
	return e.laned(), !e.few && e.client == 0 && len(e.sought) == 0 && e.beyond.where == ""
}

// count counts the rows: by the tally or by the indexes, and those of a search that holds many up to a thousand.
func (e *entries) count(ctx context.Context, tx *sqlite.Session) (crm.Count, error) {
	if n, known := e.total(); known || len(e.lanes) == 0 {
		return crm.Count{N: n}, nil
	}
	var n int64
	if e.walked() && e.client == 0 && len(e.sought) > 0 {
		n, err := e.walk().count(ctx, tx, nil, true, countMost+1)
		if n > countMost {
			return crm.Count{N: countMost, More: true}, err
		}
		return crm.Count{N: n}, err
	}
	err := e.each(ctx, tx, "count(*)", "", func(r *sql.Rows) error {
		var some int64
		err := r.Scan(&some)
		n += some
		return err
	})
	return crm.Count{N: n}, err
}

// partedSum selects the sum of a column in two parts, which cannot overflow.
func partedSum(column string) string {
	return "sum(" + column + " / 1000000000), sum(" + column + " % 1000000000)"
}

// wholeSum adds what partedSum gave to a sum.
func wholeSum(to *big.Int, high, low int64) {
	h := big.NewInt(high)
	to.Add(to, h.Mul(h, big.NewInt(1_000_000_000)))
	to.Add(to, big.NewInt(low))
}

// bigSums are sums by currency while they are added up.
type bigSums map[money.Currency]*big.Int

func (s bigSums) of(c money.Currency) *big.Int {
	if s[c] == nil {
		s[c] = new(big.Int)
	}
	return s[c]
}

// fitting are the sums that fit into a number.
func (s bigSums) fitting() map[money.Currency]int64 {
	out := make(map[money.Currency]int64, len(s))
	for c, sum := range s {
		if sum.IsInt64() {
			out[c] = sum.Int64()
		}
	}
	return out
}

// ledgerRows reads columns of the rows at some places, after their ids and before the names and types of their clients;
// scan is told where in the list the row of an id belongs.
func ledgerRows(ctx context.Context, tx *sqlite.Session, k ledger, columns string, at []place, scan func(r *sql.Rows, placeOf map[int64]int) error) error {
	ids := make([]int64, len(at))
	placeOf := make(map[int64]int, len(at))
	for i, p := range at {
		ids[i], placeOf[p.id] = p.id, i
	}
	query := "SELECT " + columns + ", o.name, c.type FROM " + k.table + " c CROSS JOIN client o ON o.id = c.client WHERE c.id IN %s"
	return eachIn(ctx, tx, query, nil, ids, func(r *sql.Rows) error { return scan(r, placeOf) })
}
