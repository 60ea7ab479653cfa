// Package data is the store: values to rows and back, by hand-written SQL, one file per noun.
package data

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/data/schema"
	"rapport/data/sqlite"
)

// FileName is the name of the base in its folder.
const FileName = "rapport.db"

// Error is what is the matter with a base: for the program by its code, for the user as the crm.Fault that errors.As finds in it.
type Error = sqlite.Error

// The troubles a base can be in, to compare with errors.Is.
var (
	ErrNotOurs  = sqlite.ErrNotOurs  // no base of this program
	ErrNewer    = sqlite.ErrNewer    // made by a newer program; Error.File and Error.Program tell the schemas
	ErrDamaged  = sqlite.ErrDamaged  // broken or cut short
	ErrReadOnly = sqlite.ErrReadOnly // cannot be written to
	ErrDiskFull = sqlite.ErrDiskFull
	ErrBusy     = sqlite.ErrBusy   // locked by another process
	ErrExists   = sqlite.ErrExists // a backup would overwrite a file
	ErrNoAccess = sqlite.ErrNoAccess
)

// Options tell how the store is opened; the zero value is right for the program.
type Options struct {
	Busy time.Duration    // how long to wait for a lock another process holds, 5 s when zero
	Now  func() time.Time // dates the migrations, time.Now when nil
}

// Store is the base of one firm. It may be used from several goroutines.
type Store struct {
	db      *sqlite.DB
	walks   milestones
	counted memo
	past    finds
	items   itemCounts
}

// The full-text indexes.
var (
	clientSeek = sqlite.Seek{Texts: "client_text", Table: "client_seek"}
	offerSeek  = sqlite.Seek{Texts: "offer_text", Table: "offer_seek"}
	itemSeek   = sqlite.Seek{Texts: "item_text", Table: "item_seek"}
)

// Open opens the base in a folder, or at a path that ends in ".db", and brings its schema up to date; a copy of an
// older base is kept beside. Where there is none it makes one. A base that cannot be opened is left as it is.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	return open(ctx, path, o, schema.Migrations())
}

func open(ctx context.Context, path string, o Options, migrations []schema.Migration) (*Store, error) {
	if !strings.HasSuffix(path, ".db") {
		path = filepath.Join(path, FileName)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	db, err := sqlite.Open(ctx, path, sqlite.Options{Busy: o.Busy, Version: len(migrations)})
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, migrations, crm.At(o.Now())); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{db: db}, nil
}

// Path is where the base lies.
func (s *Store) Path() string { return s.db.Path() }

// Close waits for what is under way and closes the base.
func (s *Store) Close() error { return s.db.Close() }
