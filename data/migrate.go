package data

import (
	"context"
	"errors"
	"fmt"

	"rapport/app/crm"
	"rapport/data/schema"
	"rapport/data/sqlite"
)

// afterMigration is what a migration does beyond its SQL, by number.
var afterMigration = map[int]func(context.Context, *sqlite.Session) error{
	1: makeSeeks,
	2: func(ctx context.Context, s *sqlite.Session) error { return s.MakeSeek(ctx, itemSeek) },
	3: func(ctx context.Context, s *sqlite.Session) error {
		return errors.Join(s.MakeSeek(ctx, dealSeek), s.MakeSeek(ctx, saleSeek))
	},
	4: recountVersions,
	6: countDealsIn,
	8: keyItems,
	9: keyOffers,
}

// makeSeeks makes the full-text indexes, which are no portable SQL.
func makeSeeks(ctx context.Context, s *sqlite.Session) error {
	return errors.Join(s.MakeSeek(ctx, clientSeek), s.MakeSeek(ctx, offerSeek))
}

// migrate brings the base from its schema to the newest, one transaction a migration, its record within.
func migrate(ctx context.Context, db *sqlite.DB, migrations []schema.Migration, at crm.Moment) error {
	version := 0
	err := db.Read(ctx, func(s *sqlite.Session) (err error) {
		version, err = s.Version(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if version > 0 && version < len(migrations) {
		if err := keepCopy(ctx, db, version+1); err != nil {
			return fmt.Errorf("copy before migration: %w", err)
		}
	}
	for _, m := range migrations[min(version, len(migrations)):] {
		if err := db.Write(ctx, func(s *sqlite.Session) error { return migrateOne(ctx, s, m, at) }); err != nil {
			return fmt.Errorf("migration %d %s: %w", m.Number, m.Name, err)
		}
	}
	return nil
}

func migrateOne(ctx context.Context, s *sqlite.Session, m schema.Migration, at crm.Moment) error {
	// Another process may have migrated the base since it was looked at.
	if done, err := s.Version(ctx); err != nil || done >= m.Number {
		return err
	}
	for _, statement := range m.Statements() {
		if err := s.Plain(ctx, statement); err != nil {
			return fmt.Errorf("%w in %s", err, statement)
		}
	}
	if more := afterMigration[m.Number]; more != nil {
		if err := more(ctx, s); err != nil {
			return err
		}
	}
	if err := s.Exec(ctx, "INSERT INTO migration (number, name, at) VALUES ($1, $2, $3)", m.Number, m.Name, int64(at)); err != nil {
		return err
	}
	return s.SetVersion(ctx, m.Number)
}

// keepCopy writes a copy beside the base, rapport.db.before-0002, or the next free name when that is taken.
func keepCopy(ctx context.Context, db *sqlite.DB, number int) error {
	name := fmt.Sprintf("%s.before-%04d", db.Path(), number)
	err := db.BackupSoon(ctx, name)
	for i := 2; errors.Is(err, ErrExists); i++ {
		err = db.BackupSoon(ctx, fmt.Sprintf("%s-%d", name, i))
	}
	return err
}
