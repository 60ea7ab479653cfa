package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
)

// Sizes in bytes above which a base is examined less closely at its opening, so that nobody waits for more than a few
// seconds: up to smallBase its indexes are compared with its tables, unless it is open elsewhere and every verb would wait
// for that, up to bigBase it is read whole.
const (
	smallBase = 100 << 20
	bigBase   = 500 << 20
)

// probe looks at a file before it is opened for writing: whose it is, which schema it has, and whether it is sound.
// Nothing of the file is altered.
func probe(ctx context.Context, path string, options Options) error {
	size, err := checkHeader(path)
	if err != nil {
		return err
	}
	if err := checkWritable(path); err != nil {
		return err
	}
	pool, err := sql.Open("sqlite", dsn(path, url.Values{"mode": {"ro"}}, options.Busy, "query_only(1)"))
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	var version int
	if err := pool.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return asDamage(path, fmt.Errorf("schema number: %w", err))
	}
	if version > options.Version {
		return &Error{Code: Newer, Path: path, File: version, Program: options.Version}
	}
	if sealed(path) && !doubted(path) {
		return nil
	}
	if err := examine(ctx, pool, path, size); err != nil {
		return asDamage(path, err)
	}
	_ = os.Remove(path + doubtSuffix) // a note that stays only costs the next opening its time
	return nil
}

// checkHeader reads the first hundred bytes (file format 3, section 1.3) and compares the length of the file with them.
func checkHeader(path string) (size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	var h [100]byte
	n, err := io.ReadFull(f, h[:])
	if !strings.HasPrefix("SQLite format 3\x00", string(h[:min(n, 16)])) {
		return 0, &Error{Code: NotOurs, Path: path, Cause: errors.New("no SQLite file")}
	}
	if err != nil {
		return 0, &Error{Code: Damaged, Path: path, Cause: fmt.Errorf("header cut short: %w", err)}
	}
	if binary.BigEndian.Uint32(h[68:]) != ApplicationID {
		return 0, &Error{Code: NotOurs, Path: path, Cause: errors.New("base of another program")}
	}
	return info.Size(), checkLength(path, info.Size(), h)
}

// checkLength finds a file cut short. With a write-ahead log beside it the pages may be there, so it is left to SQLite.
func checkLength(path string, size int64, h [100]byte) error {
	page := int64(binary.BigEndian.Uint16(h[16:]))
	if page == 1 {
		page = 65536
	}
	pages := int64(binary.BigEndian.Uint32(h[28:]))
	counted := binary.BigEndian.Uint32(h[24:]) == binary.BigEndian.Uint32(h[92:])
	if page < 512 || counted && size < pages*page && !hasLog(path) {
		return &Error{Code: Damaged, Path: path, Cause: fmt.Errorf("%d bytes where %d pages of %d should be", size, pages, page)}
	}
	return nil
}

func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// checkWritable finds out, without writing, whether the file can be written to.
func checkWritable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return &Error{Code: ReadOnly, Path: path, Cause: err}
	}
	return f.Close()
}

// asDamage makes a file that claims to be ours and cannot be read as a base a damaged one.
func asDamage(path string, err error) error {
	if code := codeOf(err); code == NotOurs || code == Damaged {
		return &Error{Code: Damaged, Path: path, Cause: err}
	}
	return err
}

// examine reads a base that was not closed properly or was touched from outside, as closely as the user can wait for,
// and one in doubt however long it takes.
func examine(ctx context.Context, pool *sql.DB, path string, size int64) error {
	check := "quick_check"
	switch {
	case doubted(path) || size <= smallBase && !hasLog(path):
		check = "integrity_check"
	case size > bigBase:
		return glance(ctx, pool)
	}
	var said string
	if err := pool.QueryRowContext(ctx, "PRAGMA "+check+"(1)").Scan(&said); err != nil {
		return fmt.Errorf("examine: %w", err)
	}
	if said != "ok" {
		return &Error{Code: Damaged, Path: path, Cause: errors.New(said)}
	}
	return nil
}

func glance(ctx context.Context, pool *sql.DB) error {
	var tables []string
	rows, err := pool.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND sql NOT LIKE '%WITHOUT ROWID%'")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		tables = append(tables, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, t := range tables {
		var lowest, highest sql.NullInt64
		if err := pool.QueryRowContext(ctx, `SELECT (SELECT min(rowid) FROM "`+t+`"), (SELECT max(rowid) FROM "`+t+`")`).Scan(&lowest, &highest); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	return nil
}

// sealSuffix names the note left beside a base closed properly: its size and time of change. A base that differs from
// its note, or has none, is examined when it is opened.
const sealSuffix = ".seal"

func sealText(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %d\n", info.Size(), info.ModTime().UnixNano()), nil
}

func seal(path string) error {
	text, err := sealText(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path+sealSuffix, []byte(text), 0o600)
}

func sealed(path string) bool {
	want, err := sealText(path)
	if err != nil || hasLog(path) {
		return false
	}
	got, err := os.ReadFile(path + sealSuffix)
	return err == nil && string(got) == want
}

// unseal takes the note away while the base is open; one that cannot be taken away only differs at the next opening.
func unseal(path string) { _ = os.Remove(path + sealSuffix) }

// doubtSuffix names the note that damage was met in the open base: the next opening examines it whole.
const doubtSuffix = ".doubt"

// doubt leaves the note when err is of damage. A note that cannot be left only spares the next opening its time.
func doubt(path string, err error) {
	if codeOf(err) == Damaged || errors.Is(err, ErrDamaged) {
		_ = os.WriteFile(path+doubtSuffix, []byte(err.Error()), 0o600)
	}
}

func doubted(path string) bool {
	_, err := os.Stat(path + doubtSuffix)
	return err == nil
}
