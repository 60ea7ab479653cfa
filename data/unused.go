package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// What bounds the dropping of what is not used.
const (
	unusedGrace = crm.Moment(30 * 24 * time.Hour / time.Millisecond) // how long a thing lies unused before it goes
	dropMost    = 500                                                // pictures and papers in one run
)

// The kinds of things that lie beside the records and are named by them.
const (
	unusedPicture = "picture"
	unusedPaper   = "paper"
)

// thing is a picture, by its id, or the bytes of a paper, by their hash.
type thing struct{ kind, key string }

// DropUnused drops pictures and bytes of papers that no record, draft, setting or step that can be undone or redone has
// named for thirty days; of what was sent nothing goes while its offer is there or can be brought back. What is found unused
// for the first time is marked with the moment. At most a few hundred things go in one run, in one transaction.
func (s *Store) DropUnused(ctx context.Context, at crm.Moment) (trade.Dropped, error) {
	u := unusedSearch{at: at}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error { return u.look(ctx, tx) })
	if err == nil && (len(u.found) > 0 || u.marked) {
		err = s.db.Write(ctx, func(tx *sqlite.Session) error { return u.settle(ctx, tx) })
	}
	if err != nil {
		return trade.Dropped{}, fmt.Errorf("drop what is unused: %w", err)
	}
	return u.dropped, nil
}

// unusedSearch first looks through the whole base beside other work, and then, alone, at what came since.
type unusedSearch struct {
	at      crm.Moment
	found   map[string]thing // what nothing names so far, by its key
	marked  bool             // some are marked
	last    int64            // step seen
	dropped trade.Dropped
}

// errAllNamed ends the look when everything is named.
var errAllNamed = errors.New("all is named")

// look finds what nothing names.
func (u *unusedSearch) look(ctx context.Context, tx *sqlite.Session) error {
	if err := tx.Get(ctx, "SELECT coalesce(max(id), 0), EXISTS (SELECT 1 FROM unused) FROM step", nil, &u.last, &u.marked); err != nil {
		return err
	}
	u.found = map[string]thing{}
	for _, q := range []struct{ kind, query string }{
		{unusedPicture, "SELECT CAST(id AS TEXT) FROM picture"}, {unusedPaper, "SELECT hash FROM paper_file"},
	} {
		err := tx.Each(ctx, q.query, nil, func(r *sql.Rows) error {
			t := thing{kind: q.kind}
			err := r.Scan(&t.key)
			u.found[t.key] = t
			return err
		})
		if err != nil {
			return err
		}
	}
	err := u.strike(ctx, tx)
	if errors.Is(err, errAllNamed) {
		return nil
	}
	return err
}

// Steps done or taken back can be brought back; those taken back for good cannot.
const (
	namedByJournal = "SELECT c.was, c.now FROM change c CROSS JOIN step s ON s.id = c.id >> 24 WHERE c.noun = $1 AND s.state IN (0, 1)"
	namedByPapers  = `SELECT c.was, c.now FROM change c CROSS JOIN step s ON s.id = c.id >> 24 WHERE c.noun = $1 AND (s.state IN (0, 1)
		OR EXISTS (SELECT 1 FROM offer o WHERE o.id = c.key)
		OR EXISTS (SELECT 1 FROM change d CROSS JOIN step e ON e.id = d.id >> 24 WHERE d.noun = $2 AND d.key = c.key AND e.state IN (0, 1)))`
	namedSince = "SELECT was, now FROM change WHERE id >= $1"
	namedLoose = "SELECT body, NULL FROM draft UNION ALL SELECT value, NULL FROM setting"
)

// strike takes off what something names, the small places first: most bases need not be read further.
func (u *unusedSearch) strike(ctx context.Context, tx *sqlite.Session) error {
	if err := u.strikeNamed(ctx, tx, namedLoose); err != nil {
		return err
	}
	nouns := naming()
	for _, n := range nouns {
		if err := u.strikeNamed(ctx, tx, "SELECT body, NULL FROM "+shelves[n].table); err != nil {
			return err
		}
	}
	if err := u.strikeNamed(ctx, tx, namedByPapers, string(crm.NounSentPaper), string(crm.NounOffer)); err != nil {
		return err
	}
	for _, n := range nouns {
		if err := u.strikeNamed(ctx, tx, namedByJournal, string(n)); err != nil {
			return err
		}
	}
	return nil
}

// strikeNamed takes off what the two columns of a query name.
func (u *unusedSearch) strikeNamed(ctx context.Context, tx *sqlite.Session, query string, args ...any) error {
	return tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var was, now sql.RawBytes
		if err := r.Scan(&was, &now); err != nil {
			return err
		}
		u.strikeText(was)
		u.strikeText(now)
		if len(u.found) == 0 {
			return errAllNamed
		}
		return ctx.Err()
	})
}

// strikeText takes off what a text names anywhere as a word of its own: one word too many keeps a picture, no more.
func (u *unusedSearch) strikeText(text []byte) {
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && wordy(text[i]) {
			i++
		}
		if i > from {
			delete(u.found, string(text[from:i]))
		}
	}
}

func wordy(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// naming are the nouns whose records name pictures or papers, in an order that is always the same.
func naming() []crm.Noun {
	all := []crm.Noun{crm.NounSentPaper}
	for n, sh := range shelves {
		if sh.pictured {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

// settle looks at what came since the base was looked through, marks what is unused from now on, takes the marks off what
// is used again, and drops what was marked long enough.
func (u *unusedSearch) settle(ctx context.Context, tx *sqlite.Session) error {
	for _, err := range []error{u.strikeNamed(ctx, tx, namedSince, (u.last+1)<<placeBits), u.strikeNamed(ctx, tx, namedLoose)} {
		if err != nil && !errors.Is(err, errAllNamed) {
			return err
		}
	}
	since, err := u.marks(ctx, tx)
	if err != nil {
		return err
	}
	var due []thing
	for _, t := range u.found {
		marked, was := since[t]
		switch {
		case !was || marked > u.at: // a mark of a clock that was ahead counts from now
			err = errors.Join(err, markUnused(ctx, tx, t, u.at))
		case u.at-marked >= unusedGrace:
			due = append(due, t)
		}
	}
	for t := range since {
		if _, still := u.found[t.key]; !still {
			err = errors.Join(err, markUsed(ctx, tx, t))
		}
	}
	slices.SortFunc(due, func(a, b thing) int { return int(since[a] - since[b]) })
	for _, t := range due[:min(len(due), dropMost)] {
		err = errors.Join(err, u.drop(ctx, tx, t))
	}
	return err
}

// marks reads since when things are unused.
func (u *unusedSearch) marks(ctx context.Context, tx *sqlite.Session) (map[thing]crm.Moment, error) {
	since := map[thing]crm.Moment{}
	err := tx.Each(ctx, "SELECT kind, key, since FROM unused", nil, func(r *sql.Rows) error {
		var t thing
		var at crm.Moment
		err := r.Scan(&t.kind, &t.key, &at)
		since[t] = at
		return err
	})
	return since, err
}

func markUnused(ctx context.Context, tx *sqlite.Session, t thing, at crm.Moment) error {
	return tx.Exec(ctx, "INSERT INTO unused (kind, key, since) VALUES ($1, $2, $3) ON CONFLICT (kind, key) DO UPDATE SET since = excluded.since",
		t.kind, t.key, int64(at))
}

func markUsed(ctx context.Context, tx *sqlite.Session, t thing) error {
	return tx.Exec(ctx, "DELETE FROM unused WHERE kind = $1 AND key = $2", t.kind, t.key)
}

// drop takes a thing out of the base.
func (u *unusedSearch) drop(ctx context.Context, tx *sqlite.Session, t thing) error {
	size, gone, key, counted := "SELECT length(pdf) FROM paper_file WHERE hash = $1", "DELETE FROM paper_file WHERE hash = $1", any(t.key), &u.dropped.Papers
	if t.kind == unusedPicture {
		id, err := strconv.ParseInt(t.key, 10, 64)
		if err != nil {
			return err
		}
		size, gone, key, counted = "SELECT length(body) FROM picture WHERE id = $1", "DELETE FROM picture WHERE id = $1", id, &u.dropped.Pictures
	}
	var bytes int64
	if err := tx.Get(ctx, size, []any{key}, &bytes); err != nil {
		return err
	}
	*counted++
	u.dropped.Bytes += bytes
	return errors.Join(tx.Exec(ctx, gone, key), markUsed(ctx, tx, t))
}
