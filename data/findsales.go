package data

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

const (
	salesSorted = 16  // deals found among which the best are chosen
	salesLooked = 100 // newest texts that the index offers and that are looked at
)

// newest is the query that looks at the newest texts a full-text index offers for match $1, at most $2 of them.
func (k ledger) newest(columns, where string) string {
	return "SELECT " + columns + " FROM (SELECT f.rowid AS seq FROM " + k.seek.Table + " f WHERE " + k.seek.Where("$1") +
		" ORDER BY f.rowid DESC LIMIT $2) f CROSS JOIN " + k.seek.Texts + " t ON t.seq = f.seq CROSS JOIN " + k.table + " c ON c.id = t." + k.table +
		" WHERE true" + where + " ORDER BY f.seq DESC"
}

// findDeals adds the deals found: titles that begin with the text first, then titles and clients that hold it, then what else
// the texts of deals hold; of each those that run before those that ended, and the newest first.
func (f *finder) findDeals(ctx context.Context) error {
	var ids []int64
	for _, a := range f.attempts {
		match, err := f.tx.Match(ctx, dealLedger.seek, a.terms)
		if err != nil {
			return err
		}
		where, args := a.needles("t.body", []any{match, salesLooked})
		query := dealLedger.newest("c.id", where) + " LIMIT " + params(len(args)+1, 1)
		err = f.tx.Each(ctx, query, append(args, salesSorted), func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := dealRows(ctx, f.tx, places(ids))
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b trade.DealRow) int { return cmp.Compare(f.dealRank(a), f.dealRank(b)) })
	for _, d := range rows[:min(len(rows), f.few)] {
		f.deals = append(f.deals, crm.Hit{Noun: crm.NounDeal, ID: int64(d.ID), Client: d.Client, Title: d.Title, Sub: d.ClientName, Type: d.ClientType})
	}
	return nil
}

// places are rows in the order of their ids as given.
func places(ids []int64) []place {
	at := make([]place, len(ids))
	for i, id := range ids {
		at[i] = place{id: id}
	}
	return at
}

// dealRank tells how well a deal fits: the lower the better.
func (f *finder) dealRank(d trade.DealRow) int {
	rank := 2
	var w bodyWriter
	w.words(d.Title, d.ClientName)
	title := strings.Join(text.Words(d.Title), " ")
	switch {
	case slices.ContainsFunc(f.attempts, func(a attempt) bool { return strings.HasPrefix(title, a.bare) }):
		rank = 0
	case f.matches(w.String()):
		rank = 1
	}
	rank *= 2
	if d.Outcome != trade.Running {
		rank++
	}
	return rank
}

// numbered is an order by its number.
type numbered struct {
	id     int64
	number string
}

// findOrders adds the orders found by number: the very number first, then those that begin with the text, or, where none begins with it, hold it; each the newest first.
func (f *finder) findOrders(ctx context.Context, typed string) error {
	var all []numbered
	most := f.few
	seen := map[int64]bool{}
	look := func(r *sql.Rows) error {
		var n numbered
		err := r.Scan(&n.id, &n.number)
		if !seen[n.id] {
			seen[n.id] = true
			all = append(all, n)
		}
		return err
	}
	spellings := numberSpellings(typed)
	for _, query := range []string{orderNumberQuery, orderPrefixQuery} {
		for _, number := range spellings {
			args := []any{number, most}
			if query == orderPrefixQuery {
				args = []any{number, prefixEnd(number), most}
			}
			if err := f.tx.Each(ctx, query, args, look); err != nil {
				return err
			}
		}
	}
	if len(all) == 0 {
		err := f.offeredNumbers(ctx, typed, func(n numbered) {
			if !seen[n.id] {
				seen[n.id] = true
				all = append(all, n)
			}
		})
		if err != nil {
			return err
		}
	}
	slices.SortStableFunc(all, func(a, b numbered) int { return cmp.Compare(numberRank(a.number, typed), numberRank(b.number, typed)) })
	return f.addOrders(ctx, all[:min(len(all), most)], typed)
}

const (
	orderNumberQuery = "SELECT id, number FROM sale WHERE number = $1 ORDER BY tie DESC LIMIT $2"
	orderPrefixQuery = "SELECT id, number FROM sale WHERE number >= $1 AND number < $2 ORDER BY number DESC, tie DESC LIMIT $3"
)

// offeredNumbers gives the orders among the newest the index offers whose number holds what was typed. Only its last digits
// are looked up, which tell most: what stands before them in numbers is the same in thousands.
func (f *finder) offeredNumbers(ctx context.Context, typed string, add func(numbered)) error {
	for _, a := range itemAttempts(typed) {
		last := len(a.terms) - 1
		for last >= 0 && !strings.ContainsFunc(a.terms[last][0], unicode.IsDigit) {
			last--
		}
		if last < 0 {
			continue
		}
		match, err := f.tx.Match(ctx, saleLedger.seek, a.terms[last:last+1])
		if err != nil {
			return err
		}
		err = f.tx.Each(ctx, saleLedger.newest("c.id, c.number", ""), []any{match, salesLooked}, func(r *sql.Rows) error {
			var n numbered
			err := r.Scan(&n.id, &n.number)
			var w bodyWriter
			if w.words(n.number); a.matches(w.String()) {
				add(n)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// numberSpellings are the ways a number may have been meant: as typed, in capitals, and on another keyboard layout.
func numberSpellings(typed string) []string {
	var all []string
	for _, s := range append([]string{typed}, text.SwapLayout(typed)...) {
		s = column(strings.TrimSpace(s))
		for _, s := range []string{s, strings.ToUpper(s)} {
			if s != "" && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// isNumber reports whether a number is the very one that was typed, whatever the case, the dashes and the keyboard layout.
func isNumber(number, typed string) bool { return numberRank(number, typed) == 0 }

// numberRank tells how well a number fits what was typed: it is the very one, it ends with that, as a number without its
// year does, it begins with it, or it holds it.
func numberRank(number, typed string) int {
	folded, rank := strings.Join(text.Words(number), " "), 3
	for _, s := range append([]string{typed}, text.SwapLayout(typed)...) {
		switch sought := strings.Join(text.Words(s), " "); {
		case sought == "":
		case folded == sought:
			return 0
		case strings.HasSuffix(folded, " "+sought):
			rank = min(rank, 1)
		case strings.HasPrefix(folded, sought):
			rank = min(rank, 2)
		}
	}
	return rank
}

func (f *finder) addOrders(ctx context.Context, found []numbered, typed string) error {
	if len(found) == 0 {
		return nil
	}
	ids := make([]int64, len(found))
	for i, n := range found {
		ids[i] = n.id
	}
	rows, err := saleRows(ctx, f.tx, places(ids))
	if err != nil {
		return err
	}
	for _, o := range rows {
		f.exact(crm.NounOrder, isNumber(o.Number, typed))
		f.orders = append(f.orders, crm.Hit{Noun: crm.NounOrder, ID: int64(o.ID), Client: o.Client, Title: o.Number, Sub: o.ClientName, Type: o.ClientType})
	}
	return nil
}

// exact remembers that a kind of find holds the very number typed.
func (f *finder) exact(noun crm.Noun, is bool) {
	if is && !slices.Contains(f.first, noun) {
		f.first = append(f.first, noun)
	}
}
