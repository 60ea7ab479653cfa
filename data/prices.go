package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// ItemPrices lists the prices of an item on all lists, the newest first.
func (s *Store) ItemPrices(ctx context.Context, item trade.ItemID) ([]trade.ItemPrice, error) {
	all, err := many[trade.ItemPrice](ctx, s, itemPricesQuery, int64(item))
	slices.SortFunc(all, func(a, b trade.ItemPrice) int { return trade.ComparePrices(b, a) })
	return all, err
}

const itemPricesQuery = "SELECT body FROM item_price WHERE item = $1"

// PricesFrom reads the prices of a list that hold on a day: of some items, or of all when items is nil.
func (s *Store) PricesFrom(ctx context.Context, list trade.ListID, day crm.Day, items []trade.ItemID) (map[trade.ItemID]trade.ItemPrice, error) {
	var out map[trade.ItemID]trade.ItemPrice
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		if items == nil {
			out, err = allPrices(ctx, tx, list, day)
			return err
		}
		ids := make([]int64, len(items))
		for i, id := range items {
			ids[i] = int64(id)
		}
		out, err = pricesOf(ctx, tx, list, day, ids)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	return out, nil
}

// The prices of a list that hold on a day: of all items, and of some. Of several of one item the greatest by since,
// set_at and id counts.
const (
	heldPrices      = "SELECT item, since, set_at, id, body FROM item_price WHERE list = $1 AND since <= $2 AND (until = '' OR until >= $2)"
	allPricesQuery  = heldPrices + " ORDER BY item"
	somePricesQuery = heldPrices + " AND item IN %s"
)

// heldPrice is a price that holds, not decoded yet.
type heldPrice struct {
	item, set, id int64
	since         string
	body          []byte
}

func (p *heldPrice) scan(r *sql.Rows) error {
	var body sql.RawBytes
	err := r.Scan(&p.item, &p.since, &p.set, &p.id, &body)
	p.body = append(p.body[:0], body...)
	return err
}

// after reports whether the price holds rather than another of the same item.
func (p *heldPrice) after(q *heldPrice) bool {
	if p.since != q.since {
		return p.since > q.since
	}
	if p.set != q.set {
		return p.set > q.set
	}
	return p.id > q.id
}

// allPrices decodes one price per item: an item's own follow each other.
func allPrices(ctx context.Context, tx *sqlite.Session, list trade.ListID, day crm.Day) (map[trade.ItemID]trade.ItemPrice, error) {
	out := map[trade.ItemID]trade.ItemPrice{}
	best, next := &heldPrice{}, &heldPrice{}
	keep := func() error {
		if best.item == 0 {
			return nil
		}
		var p trade.ItemPrice
		err := json.Unmarshal(best.body, &p)
		out[p.Item] = p
		return err
	}
	err := tx.Each(ctx, allPricesQuery, []any{int64(list), string(day)}, func(r *sql.Rows) error {
		if err := next.scan(r); err != nil {
			return err
		}
		if next.item == best.item && !next.after(best) {
			return nil
		}
		if next.item != best.item {
			if err := keep(); err != nil {
				return err
			}
		}
		best, next = next, best
		return nil
	})
	return out, errors.Join(err, keep())
}

// pricesOf reads the prices of some items that hold.
func pricesOf(ctx context.Context, tx *sqlite.Session, list trade.ListID, day crm.Day, items []int64) (map[trade.ItemID]trade.ItemPrice, error) {
	held := make(map[int64]*heldPrice, len(items))
	err := eachIn(ctx, tx, somePricesQuery, []any{int64(list), string(day)}, items, func(r *sql.Rows) error {
		p := &heldPrice{}
		err := p.scan(r)
		if q := held[p.item]; q == nil || p.after(q) {
			held[p.item] = p
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make(map[trade.ItemID]trade.ItemPrice, len(held))
	for id, h := range held {
		var p trade.ItemPrice
		if err := json.Unmarshal(h.body, &p); err != nil {
			return nil, err
		}
		out[trade.ItemID(id)] = p
	}
	return out, nil
}

// priceDay is what the sorting prices in item hold for.
type priceDay struct {
	day  crm.Day // "" when nothing was priced yet
	list trade.ListID
}

func readPriceDay(ctx context.Context, s *sqlite.Session) (priceDay, error) {
	var d priceDay
	err := s.Get(ctx, "SELECT day, list FROM item_price_day WHERE id = 1", nil, &d.day, &d.list)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return d, err
}

func (d priceDay) write(ctx context.Context, s *sqlite.Session) error {
	return s.Exec(ctx, "INSERT INTO item_price_day (id, day, list) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET day = excluded.day, list = excluded.list",
		string(d.day), int64(d.list))
}

// mainOn is the main list of a day, 0 when there is none.
func mainOn(ctx context.Context, s *sqlite.Session, day crm.Day) (trade.ListID, error) {
	firm, err := firmOf(ctx, s)
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		return 0, err
	}
	l, err := mainListOn(ctx, s, firm, day)
	return l.ID, err
}

// mainListOn is the main list of a firm on a day, an empty one when there is none.
func mainListOn(ctx context.Context, s *sqlite.Session, firm crm.Firm, day crm.Day) (trade.PriceList, error) {
	var lists []trade.PriceList
	err := eachBody(ctx, s, "SELECT body FROM price_list", nil, func(l trade.PriceList) { lists = append(lists, l) })
	l, _ := trade.MainList(lists, money.Currency(firm.Currency), day)
	return l, err
}

// settleCatalogue writes the items of the step, and the sorting prices that its prices and lists change. Those hold for
// the day they held for before: what is taken back is then as it was, whenever that is done. A base without prices yet
// begins with the day of the act.
func (b *batch) settleCatalogue(ctx context.Context, at crm.Moment) error {
	if err := b.writeItems(ctx); err != nil {
		return err
	}
	prices := b.of(crm.NounPrice)
	if len(prices)+len(b.of(crm.NounPriceList))+len(b.of(crm.NounFirm)) == 0 {
		return nil
	}
	held, err := readPriceDay(ctx, b.s)
	if err != nil || held.day == "" && len(prices) == 0 {
		return err
	}
	now := held
	if now.day == "" {
		now.day = crm.DayOf(at.Time(time.UTC))
	}
	if now.list, err = mainOn(ctx, b.s, now.day); err != nil {
		return err
	}
	if now != held {
		return repriceAll(ctx, b.s, now)
	}
	return reprice(ctx, b.s, now, now.itemsOf(prices))
}

// itemsOf are the items of which a price on the list is changed that holds on the day, or held.
func (d priceDay) itemsOf(prices []*item) []int64 {
	var ids []int64
	for _, it := range prices {
		for _, r := range []crm.Record{it.before, it.after} {
			if p, ok := r.(trade.ItemPrice); ok && p.List == d.list && p.From <= d.day && (p.Until == "" || p.Until >= d.day) {
				ids = append(ids, int64(p.Item))
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// sortingPrice is the price of item i that holds: $1 the list, $2 the day, $3 the price of what has none.
const sortingPrice = `coalesce((SELECT p.amount FROM item_price p WHERE p.item = i.id AND p.list = $1 AND p.since <= $2 AND (p.until = '' OR p.until >= $2)
	ORDER BY p.since DESC, p.set_at DESC, p.id DESC LIMIT 1), $3)`

func (d priceDay) args() []any { return []any{int64(d.list), string(d.day), noPrice} }

// The items whose sorting price is another than the one that holds: of all, and of some.
const (
	stalePrices     = "SELECT id, held FROM (SELECT i.id, i.price, " + sortingPrice + " AS held FROM item i"
	allStalePrices  = stalePrices + ") WHERE price <> held"
	someStalePrices = stalePrices + " WHERE i.id IN %s) WHERE price <> held"
)

// newPrices are the sorting prices to be written.
type newPrices []struct {
	item  int64
	price float64
}

func (n *newPrices) scan(r *sql.Rows) error {
	*n = append(*n, newPrices{{}}...)
	last := &(*n)[len(*n)-1]
	return r.Scan(&last.item, &last.price)
}

// write writes them one by one, which is faster than an UPDATE that looks for them itself.
func (n newPrices) write(ctx context.Context, s *sqlite.Session) error {
	for _, one := range n {
		if err := s.Exec(ctx, "UPDATE item SET price = $2 WHERE id = $1", one.item, one.price); err != nil {
			return err
		}
	}
	return nil
}

// reprice brings the sorting prices of some items up to date; rows whose price stays are not written.
func reprice(ctx context.Context, s *sqlite.Session, d priceDay, items []int64) error {
	var n newPrices
	if err := eachIn(ctx, s, someStalePrices, d.args(), items, n.scan); err != nil {
		return err
	}
	return n.write(ctx, s)
}

// repriceAll makes all sorting prices hold for another day or list.
func repriceAll(ctx context.Context, s *sqlite.Session, d priceDay) error {
	var n newPrices
	if err := s.Each(ctx, allStalePrices, d.args(), n.scan); err != nil {
		return err
	}
	return errors.Join(n.write(ctx, s), d.write(ctx, s))
}

// turnPrices makes the sorting prices hold for a day when they hold for another: once a day, the first time a list is
// sorted by them. Between two days of one list only prices that begin or end matter.
func turnPrices(ctx context.Context, s *sqlite.Session, day crm.Day) error {
	held, err := readPriceDay(ctx, s)
	if err != nil || held.day == "" || held.day == day {
		return err
	}
	now := priceDay{day: day}
	if now.list, err = mainOn(ctx, s, day); err != nil {
		return err
	}
	if now.list != held.list {
		return repriceAll(ctx, s, now)
	}
	var items []int64
	err = s.Each(ctx, turningQuery, []any{int64(now.list), string(min(held.day, day)), string(max(held.day, day))}, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		items = append(items, id)
		return err
	})
	if err != nil {
		return err
	}
	if err := reprice(ctx, s, now, slices.Compact(items)); err != nil {
		return err
	}
	return now.write(ctx, s)
}

// turningQuery selects the items with a price on list $1 that begins or ends between the days $2 and $3.
const turningQuery = "SELECT item FROM item_price WHERE list = $1 AND (since > $2 AND since <= $3 OR until >= $2 AND until < $3) ORDER BY item"

// pricesTurned sees to it that the sorting prices hold for a day. A base that cannot be written to right now is sorted by
// those of an earlier day.
func (s *Store) pricesTurned(ctx context.Context, day crm.Day) error {
	var held priceDay
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		held, err = readPriceDay(ctx, tx)
		return err
	})
	if err != nil || day == "" || held.day == "" || held.day == day {
		return err
	}
	err = s.db.Write(ctx, func(tx *sqlite.Session) error { return turnPrices(ctx, tx, day) })
	if errors.Is(err, ErrBusy) || errors.Is(err, ErrReadOnly) || errors.Is(err, ErrDiskFull) {
		return nil
	}
	return err
}
