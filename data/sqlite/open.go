// Package sqlite opens the embedded SQLite: pragmas, one writer and several readers, full-text search, bulk loading,
// backups and checks. No other package knows that the base is SQLite.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// ApplicationID marks a file as a base of this program: "Rapp" in ASCII.
const ApplicationID = 0x52617070

// Options tell how a base is opened; the zero value is right for the program.
type Options struct {
	Readers int           // connections that read, 4 when zero
	Busy    time.Duration // how long to wait for a lock another process holds, 5 s when zero
	Version int           // the newest schema the program knows; a base above it is refused
}

func (o Options) withDefaults() Options {
	if o.Readers == 0 {
		o.Readers = 4
	}
	if o.Busy == 0 {
		o.Busy = 5 * time.Second
	}
	return o
}

// DB is an open base: one connection that writes and several that read.
type DB struct {
	path    string
	options Options
	pools   []*sql.DB
	writer  chan *Session
	readers *shelf
	fresh   bool
}

// Open opens the base at path and makes an empty one when there is no file. A file that is foreign, damaged, or of a
// newer program is refused with an *Error and left as it was.
func Open(ctx context.Context, path string, options Options) (*DB, error) {
	options = options.withDefaults()
	fresh, err := prepareFile(path)
	if err != nil {
		return nil, wrap(path, err)
	}
	if !fresh {
		if err := probe(ctx, path, options); err != nil {
			return nil, wrap(path, err)
		}
	} else if err := create(ctx, path, options); err != nil {
		return nil, wrap(path, err)
	}
	db := &DB{path: path, options: options, fresh: fresh}
	if err := db.connect(ctx); err != nil {
		return nil, wrap(path, errors.Join(err, db.closePools()))
	}
	unseal(path)
	return db, nil
}

// Fresh reports whether the base was made by this Open.
func (db *DB) Fresh() bool { return db.fresh }

// Path is where the base lies.
func (db *DB) Path() string { return db.path }

// prepareFile makes the folder and, when there is none, the file, with rights for the owner alone.
func prepareFile(path string) (fresh bool, err error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return false, &Error{Code: NotOurs, Path: path, Cause: errors.New("a folder")}
	}
	if err == nil && info.Size() > 0 {
		return false, nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false, err
	}
	return true, f.Close()
}

// create writes the first page, outside the write-ahead log, so that the file itself always tells whose it is.
func create(ctx context.Context, path string, options Options) error {
	pool, err := sql.Open("sqlite", dsn(path, url.Values{}, options.Busy))
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	for _, q := range []string{
		"PRAGMA journal_mode = DELETE",
		"PRAGMA application_id = " + strconv.Itoa(ApplicationID),
		"CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)",
	} {
		if _, err := pool.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("new base: %w", err)
		}
	}
	return nil
}

// dsn builds the address of a base; the waiting time for locks comes first, before any pragma that may meet one.
func dsn(path string, extra url.Values, busy time.Duration, pragmas ...string) string {
	v := url.Values{"_txlock": {"immediate"}}
	for key, values := range extra {
		v[key] = values
	}
	v["_pragma"] = append([]string{fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds())}, pragmas...)
	return (&url.URL{Scheme: "file", OmitHost: true, Path: slashPath(path), RawQuery: v.Encode()}).String()
}

// slashPath makes an absolute path fit for a URI: C:\a becomes /C:/a.
func slashPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if path[0] != '/' {
		path = "/" + path
	}
	return path
}

func (db *DB) connect(ctx context.Context) error {
	common := []string{"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)", "mmap_size(1073741824)"}
	rw := url.Values{"mode": {"rw"}}
	writer, err := sql.Open("sqlite", dsn(db.path, rw, db.options.Busy, append(common, "cache_size(-65536)")...))
	if err != nil {
		return err
	}
	db.pools = append(db.pools, writer)
	if db.writer, err = sessions(ctx, writer, 1); err != nil {
		return err
	}
	reading := append([]string{}, common[1:]...)
	readers, err := sql.Open("sqlite", dsn(db.path, rw, db.options.Busy, append(reading, "cache_size(-16384)", "query_only(1)")...))
	if err != nil {
		return err
	}
	db.pools = append(db.pools, readers)
	db.readers = newShelf(db.options.Readers)
	opened, err := sessions(ctx, readers, db.options.Readers)
	for range len(opened) {
		db.readers.put(<-opened)
	}
	return err
}

// sessions opens n connections of a pool at once and keeps them.
func sessions(ctx context.Context, pool *sql.DB, n int) (chan *Session, error) {
	pool.SetMaxOpenConns(n)
	pool.SetMaxIdleConns(n)
	out := make(chan *Session, n)
	for range n {
		conn, err := pool.Conn(ctx)
		if err != nil {
			return out, err
		}
		out <- &Session{conn: conn, statements: map[string]*sql.Stmt{}}
	}
	return out, nil
}

// Close waits for what is under way, closes the base and seals it: the next Open knows that the file is as it was left.
func (db *DB) Close() error {
	var errs []error
	for range cap(db.readers.there) {
		s, err := db.readers.take(context.Background())
		if err == nil {
			err = s.close()
		}
		errs = append(errs, err)
	}
	errs = append(errs, (<-db.writer).close(), db.closePools())
	if err := errors.Join(errs...); err != nil {
		return wrap(db.path, err)
	}
	return seal(db.path)
}

func (db *DB) closePools() error {
	var errs []error
	for i := len(db.pools) - 1; i >= 0; i-- { // readers first: the last to go folds the log into the file
		errs = append(errs, db.pools[i].Close())
	}
	return errors.Join(errs...)
}
