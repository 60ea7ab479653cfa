package data

import (
	"context"
	"database/sql"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

type tallyKey struct{ typ, rung, owner int64 }

type tallySum struct{ n, open int64 }

// tally counts a client in (+1) or out (-1).
func (s *settling) tally(r clientRow, by int64) {
	k := tallyKey{r.typ, r.rung, r.owner}
	t := s.tallies[k]
	s.tallies[k] = tallySum{t.n + by, t.open + by*r.open}
}

// writeTallies adds what a step changed to the tallies.
func writeTallies(ctx context.Context, s *sqlite.Session, sums map[tallyKey]tallySum) error {
	for k, t := range sums {
		if t == (tallySum{}) {
			continue
		}
		err := s.Exec(ctx, `INSERT INTO tally (type, rung, owner, n, open) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (type, rung, owner) DO UPDATE SET n = tally.n + excluded.n, open = tally.open + excluded.open`,
			k.typ, k.rung, k.owner, t.n, t.open)
		if err != nil {
			return err
		}
	}
	return s.Exec(ctx, "DELETE FROM tally WHERE n = 0")
}

// tallies reads all the tallies: a few dozen rows.
func tallies(ctx context.Context, s *sqlite.Session) (map[tallyKey]tallySum, error) {
	all := map[tallyKey]tallySum{}
	err := s.Each(ctx, "SELECT type, rung, owner, n, open FROM tally", nil, func(r *sql.Rows) error {
		var k tallyKey
		var t tallySum
		err := r.Scan(&k.typ, &k.rung, &k.owner, &t.n, &t.open)
		all[k] = t
		return err
	})
	return all, err
}

// tagSum is how the number of clients with a tag changes, and how the tag is written.
type tagSum struct {
	name string
	n    int64
}

// tagKeys are the folded tags of a client, each with its writing.
func tagKeys(c *crm.Client) map[string]string {
	keys := map[string]string{}
	if c == nil {
		return keys
	}
	for _, t := range c.Tags {
		if k := foldTag(t); k != "" && keys[k] == "" {
			keys[k] = column(t)
		}
	}
	return keys
}

// writeTags brings the tag rows of some clients up to date.
func (b *batch) writeTags(ctx context.Context, part []*clientState) error {
	put := newRowWriter(b.s, "client_tag", "", "tag_key", "name_key", "client")
	for _, s := range part {
		it := b.byRef[ref{crm.NounClient, s.id}]
		if it == nil {
			continue
		}
		var was map[string]string
		if before, ok := it.before.(crm.Client); ok {
			was = tagKeys(&before)
		}
		now := tagKeys(s.value)
		renamed := s.had && s.value != nil && string(s.old.nameKey) != string(s.row.nameKey)
		for k, name := range was {
			if now[k] != "" && !renamed {
				continue
			}
			if err := b.s.Exec(ctx, "DELETE FROM client_tag WHERE tag_key = $1 AND name_key = $2 AND client = $3", k, s.old.nameKey, s.id); err != nil {
				return err
			}
			b.settled.tag(k, name, -1)
		}
		for k, name := range now {
			if was[k] != "" && !renamed {
				continue
			}
			if err := put.add(ctx, k, s.row.nameKey, s.id); err != nil {
				return err
			}
			b.settled.tag(k, name, +1)
		}
	}
	return put.flush(ctx)
}

func (s *settling) tag(key, name string, by int64) {
	t := s.tags[key]
	if t.name == "" {
		t.name = name
	}
	s.tags[key] = tagSum{t.name, t.n + by}
}

func writeTagSums(ctx context.Context, s *sqlite.Session, sums map[string]tagSum) error {
	for key, t := range sums {
		if t.n == 0 {
			continue
		}
		err := s.Exec(ctx, `INSERT INTO tag (tag_key, name, n) VALUES ($1, $2, $3) ON CONFLICT (tag_key) DO UPDATE SET n = tag.n + excluded.n`, key, t.name, t.n)
		if err != nil {
			return err
		}
		if err := s.Exec(ctx, "DELETE FROM tag WHERE tag_key = $1 AND n = 0", key); err != nil {
			return err
		}
	}
	return nil
}
