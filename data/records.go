package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// one reads the only record a query selects; ErrNotFound when there is none.
func one[T any](ctx context.Context, s *Store, query string, args ...any) (T, error) {
	var v T
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		v, err = bodyAt[T](ctx, tx, query, args...)
		return err
	})
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		err = fmt.Errorf("read %T: %w", v, err)
	}
	return v, err
}

// bodyAt reads the record in the only column a query selects.
func bodyAt[T any](ctx context.Context, tx *sqlite.Session, query string, args ...any) (T, error) {
	var v T
	var body []byte
	err := tx.Get(ctx, query, args, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return v, crm.ErrNotFound
	}
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(body, &v)
}

// many reads the records a query selects.
func many[T any](ctx context.Context, s *Store, query string, args ...any) ([]T, error) {
	var all []T
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return eachBody(ctx, tx, query, args, func(v T) { all = append(all, v) })
	})
	if err != nil {
		var v T
		return nil, fmt.Errorf("read %T: %w", v, err)
	}
	return all, nil
}

func eachBody[T any](ctx context.Context, tx *sqlite.Session, query string, args []any, f func(T)) error {
	return tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		var v T
		if err := json.Unmarshal(body, &v); err != nil {
			return err
		}
		f(v)
		return nil
	})
}

// Client reads one client; ErrNotFound when there is none.
func (s *Store) Client(ctx context.Context, id crm.ClientID) (crm.Client, error) {
	return one[crm.Client](ctx, s, "SELECT body FROM client WHERE id = $1", int64(id))
}

// ClientRow reads what lists show of one client; ErrNotFound when there is none.
func (s *Store) ClientRow(ctx context.Context, id crm.ClientID) (crm.ClientRow, error) {
	var rows []crm.ClientRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		rows, err = rowsByID(ctx, tx, []int64{int64(id)}, nil)
		return err
	})
	if err != nil {
		return crm.ClientRow{}, fmt.Errorf("read client row: %w", err)
	}
	if len(rows) == 0 {
		return crm.ClientRow{}, crm.ErrNotFound
	}
	return rows[0], nil
}

// Contacts lists the people of a client in the order they were added.
func (s *Store) Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error) {
	return many[crm.Contact](ctx, s, "SELECT body FROM contact WHERE client = $1 ORDER BY id", int64(client))
}

// Contact reads one person; ErrNotFound when there is none.
func (s *Store) Contact(ctx context.Context, id crm.ContactID) (crm.Contact, error) {
	return one[crm.Contact](ctx, s, "SELECT body FROM contact WHERE id = $1", int64(id))
}

// Interactions lists what passed between us and a client, newest first. The anchor is the moment and the id.
func (s *Store) Interactions(ctx context.Context, client crm.ClientID, p crm.Page) ([]crm.Interaction, error) {
	args := []any{int64(client), p.Limit, p.Skip}
	if p.From != nil {
		key, err := momentOf(p.From.Key)
		if err != nil {
			return nil, err
		}
		args = append(args, key, p.From.ID)
	}
	all, err := many[crm.Interaction](ctx, s, interactionQuery(&p), args...)
	if p.Back {
		slices.Reverse(all)
	}
	return all, err
}

func interactionQuery(p *crm.Page) string {
	compare, direction := "<", " DESC"
	if p.Back {
		compare, direction = ">", ""
	}
	query := "SELECT body FROM interaction WHERE client = $1"
	if p.From != nil {
		query += " AND (at, id) " + compare + " ($4, $5)"
	}
	return query + " ORDER BY at" + direction + ", id" + direction + " LIMIT $2 OFFSET $3"
}

// momentOf reads the key of an anchor in a list of interactions, which callers make of a row's own moment.
func momentOf(key any) (int64, error) {
	switch k := key.(type) {
	case crm.Moment:
		return int64(k), nil
	case int64:
		return k, nil
	}
	return 0, fmt.Errorf("an anchor of interactions is a moment, not %T", key)
}

// Moves lists a client's changes of stage, oldest first.
func (s *Store) Moves(ctx context.Context, client crm.ClientID) ([]crm.Move, error) {
	return many[crm.Move](ctx, s, "SELECT body FROM move WHERE client = $1 ORDER BY at, id", int64(client))
}

// TypeAssessments lists the assessments of a client's type, oldest first.
func (s *Store) TypeAssessments(ctx context.Context, client crm.ClientID) ([]crm.TypeAssessment, error) {
	return many[crm.TypeAssessment](ctx, s, "SELECT body FROM type_assessment WHERE client = $1 ORDER BY day, id", int64(client))
}

// Reps lists our people.
func (s *Store) Reps(ctx context.Context) ([]crm.Rep, error) {
	return many[crm.Rep](ctx, s, "SELECT body FROM rep ORDER BY id")
}

// Fields lists the user's own fields by their place.
func (s *Store) Fields(ctx context.Context) ([]crm.Field, error) {
	return many[crm.Field](ctx, s, "SELECT body FROM field ORDER BY place, id")
}

// Lenses lists the user's own lenses.
func (s *Store) Lenses(ctx context.Context) ([]crm.Lens, error) {
	return many[crm.Lens](ctx, s, "SELECT body FROM lens ORDER BY id")
}

const firmQuery = "SELECT body FROM firm ORDER BY place, id LIMIT 1"

// Firm reads the main one of our own firms; ErrNotFound before the first run is done.
func (s *Store) Firm(ctx context.Context) (crm.Firm, error) { return one[crm.Firm](ctx, s, firmQuery) }

func firmOf(ctx context.Context, tx *sqlite.Session) (crm.Firm, error) {
	return bodyAt[crm.Firm](ctx, tx, firmQuery)
}

// Setting reads a setting, "" when it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		err := tx.Get(ctx, "SELECT value FROM setting WHERE key = $1", []any{key}, &value)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return value, err
}

// SetSetting keeps a setting.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.db.Write(ctx, func(tx *sqlite.Session) error {
		return tx.Exec(ctx, "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	})
}

// SaveDraft keeps a form left unsaved, in place of an earlier one of the same key.
func (s *Store) SaveDraft(ctx context.Context, d crm.Draft) error {
	if d.Body == nil {
		d.Body = []byte{}
	}
	return s.db.Write(ctx, func(tx *sqlite.Session) error {
		return tx.Exec(ctx, "INSERT INTO draft (key, body, at) VALUES ($1, $2, $3) ON CONFLICT (key) DO UPDATE SET body = excluded.body, at = excluded.at",
			d.Key, d.Body, int64(d.At))
	})
}

// DropDraft forgets a draft; one that is not there is no error.
func (s *Store) DropDraft(ctx context.Context, key string) error {
	return s.db.Write(ctx, func(tx *sqlite.Session) error {
		return tx.Exec(ctx, "DELETE FROM draft WHERE key = $1", key)
	})
}

// Draft reads one draft; ErrNotFound when there is none.
func (s *Store) Draft(ctx context.Context, key string) (crm.Draft, error) {
	all, err := s.drafts(ctx, "SELECT key, body, at FROM draft WHERE key = $1", key)
	if err == nil && len(all) == 0 {
		err = crm.ErrNotFound
	}
	if err != nil {
		return crm.Draft{}, err
	}
	return all[0], nil
}

// Drafts lists all drafts by key.
func (s *Store) Drafts(ctx context.Context) ([]crm.Draft, error) {
	return s.drafts(ctx, "SELECT key, body, at FROM draft ORDER BY key")
}

func (s *Store) drafts(ctx context.Context, query string, args ...any) ([]crm.Draft, error) {
	var all []crm.Draft
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var d crm.Draft
			err := r.Scan(&d.Key, &d.Body, &d.At)
			all = append(all, d)
			return err
		})
	})
	return all, err
}

const (
	tagsByUse  = "SELECT name, n FROM tag ORDER BY n DESC, tag_key DESC LIMIT $1"
	tagsByName = "SELECT name, n FROM tag WHERE tag_key >= $2 AND tag_key < $3 ORDER BY tag_key LIMIT $1"
)

// Tags lists the tags that begin with a prefix, by name; with no prefix the most used first.
func (s *Store) Tags(ctx context.Context, prefix string, limit int) ([]crm.Tag, error) {
	key := foldTag(prefix)
	query, args := tagsByUse, []any{limit}
	if key != "" {
		query, args = tagsByName, append(args, key, prefixEnd(key))
	}
	var all []crm.Tag
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, query, args, func(r *sql.Rows) error {
			var t crm.Tag
			err := r.Scan(&t.Name, &t.N)
			all = append(all, t)
			return err
		})
	})
	return all, err
}

// ClientsLike finds clients with the same code, identifier, phone, e-mail address or name without its legal form.
func (s *Store) ClientsLike(ctx context.Context, c crm.Client, limit int) ([]crm.ClientRow, error) {
	var rows []crm.ClientRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		ids, err := likeIDs(ctx, tx, c, limit)
		if err != nil {
			return err
		}
		rows, err = rowsByID(ctx, tx, ids, nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	return rows, nil
}

// likeIDs collects at most limit ids, the surest likeness first; the client itself is not like itself.
func likeIDs(ctx context.Context, tx *sqlite.Session, c crm.Client, limit int) ([]int64, error) {
	var ids []int64
	seen := map[int64]bool{int64(c.ID): c.ID != 0}
	collect := func(query string, args ...any) error {
		return tx.Each(ctx, query+" LIMIT "+strconv.Itoa(min(max(limit, 0), math.MaxInt32)), args, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			if !seen[id] && len(ids) < limit {
				seen[id] = true
				ids = append(ids, id)
			}
			return err
		})
	}
	var errs []error
	for _, id := range identifiers(c) {
		errs = append(errs, collect("SELECT client FROM mark WHERE kind = $1 AND value = $2", id.kind, id.value))
	}
	if code := column(c.Code); code != "" {
		errs = append(errs, collect("SELECT id FROM client WHERE code = $1 AND code <> ''", code))
	}
	ways := waysOf(c.Phones, c.Emails)
	for _, kind := range []string{markPhone, markEmail} {
		for _, value := range ways[kind] {
			if value != "" {
				errs = append(errs, collect("SELECT client FROM mark WHERE kind = $1 AND value = $2", kind, value))
			}
		}
	}
	if key := bareKey(c.Name); key != "" {
		errs = append(errs, collect("SELECT id FROM client WHERE bare_key = $1", key))
	}
	return ids, errors.Join(errs...)
}
