package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
)

// pagesAtOnce is how many pages a backup copies before it looks whether it was called off: 16 MB.
const pagesAtOnce = 4096

// Backup writes a copy of the base as it stands to a new file at path, mode 0600: copied to a temporary name beside,
// checked, made durable, then renamed. ErrExists when there is a file at path. check may look into the finished copy.
// Damage found in it puts the base in doubt: its next opening examines it whole.
func (db *DB) Backup(ctx context.Context, path string, check func(*sql.DB) error) error {
	return db.backup(ctx, path, "integrity_check", check)
}

// BackupSoon is Backup for when somebody waits: every page and row of the copy is read, but indexes are not compared with
// rows, which takes four fifths of the time and of which nothing is lost: they can be made anew.
func (db *DB) BackupSoon(ctx context.Context, path string) error {
	return db.backup(ctx, path, "quick_check", nil)
}

func (db *DB) backup(ctx context.Context, path, pragma string, check func(*sql.DB) error) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return &Error{Code: Exists, Path: path}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return wrap(path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*") // mode 0600
	if err != nil {
		return wrap(path, err)
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := f.Close(); err != nil {
		return wrap(path, err)
	}
	err = db.copyTo(ctx, temp)
	if err == nil {
		err = inspect(ctx, temp, pragma, check)
	}
	doubt(db.path, err)
	if err == nil {
		err = publish(temp, path)
	}
	return wrap(path, err)
}

// copyTo copies page by page within one read transaction, so that writes go on meanwhile and the copy is of one moment.
func (db *DB) copyTo(ctx context.Context, temp string) error {
	return db.Read(ctx, func(s *Session) error {
		var n int
		if err := s.Get(ctx, "SELECT count(*) FROM migration", nil, &n); err != nil { // begins the transaction
			return err
		}
		return s.conn.Raw(func(c any) error {
			source, ok := c.(interface {
				NewBackup(string) (*sqlite.Backup, error)
			})
			if !ok {
				return errors.New("the driver makes no backups")
			}
			b, err := source.NewBackup(dsn(temp, url.Values{}, db.options.Busy))
			if err != nil {
				return err
			}
			return errors.Join(copySteps(ctx, b), b.Finish())
		})
	})
}

func copySteps(ctx context.Context, b *sqlite.Backup) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		more, err := b.Step(pagesAtOnce)
		if err != nil || !more {
			return err
		}
	}
}

// inspect checks a copy through a connection of its own.
func inspect(ctx context.Context, path, pragma string, check func(*sql.DB) error) error {
	pool, err := sql.Open("sqlite", dsn(path, url.Values{}, 0, "journal_mode(DELETE)"))
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	var said string
	if err := pool.QueryRowContext(ctx, "PRAGMA "+pragma+"(1)").Scan(&said); err != nil {
		return fmt.Errorf("check the copy: %w", err)
	}
	if said != "ok" {
		return &Error{Code: Damaged, Path: path, Cause: errors.New(said)}
	}
	if check == nil {
		return nil
	}
	return check(pool)
}

// publish makes the copy durable and gives it its name, unless a file of that name has appeared meanwhile.
func publish(temp, path string) error {
	if err := syncFile(temp); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return &Error{Code: Exists, Path: path}
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes a new name durable; systems that cannot sync a folder need not.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}
