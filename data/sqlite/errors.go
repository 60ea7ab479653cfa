package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"rapport/app/crm"
)

// Code tells what is the matter with a base.
type Code string

// The codes; each has a sentence in the catalogue, data.err.<code>.
const (
	NotOurs  Code = "foreign"  // no base of this program
	Newer    Code = "newer"    // made by a newer program
	Damaged  Code = "damaged"  // broken or cut short
	ReadOnly Code = "readonly" // the file, the folder or the disk cannot be written to
	DiskFull Code = "full"
	Busy     Code = "busy"   // locked by another process
	Exists   Code = "exists" // a file is there already and is not overwritten
	NoAccess Code = "access" // the folder cannot be entered or the file not opened
)

// The errors to compare with errors.Is.
var (
	ErrNotOurs  = &Error{Code: NotOurs}
	ErrNewer    = &Error{Code: Newer}
	ErrDamaged  = &Error{Code: Damaged}
	ErrReadOnly = &Error{Code: ReadOnly}
	ErrDiskFull = &Error{Code: DiskFull}
	ErrBusy     = &Error{Code: Busy}
	ErrExists   = &Error{Code: Exists}
	ErrNoAccess = &Error{Code: NoAccess}
)

// Error is what is the matter with a base, for the program by its code and for the user by its message.
// errors.As finds a crm.Fault in it that holds the message.
type Error struct {
	Code          Code
	Path          string
	File, Program int // of a newer base: its schema, and the newest this program knows
	Cause         error
}

// Error describes the trouble for the log.
func (e *Error) Error() string {
	s := fmt.Sprintf("base %s: %s", e.Path, e.Code)
	if e.Code == Newer {
		s += fmt.Sprintf(" (schema %d, program %d)", e.File, e.Program)
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether the other is an Error of the same code.
func (e *Error) Is(other error) bool {
	o, ok := other.(*Error)
	return ok && o.Code == e.Code
}

// Fault is the trouble as a message: what happened, what was kept, what to do.
func (e *Error) Fault() crm.Fault {
	args := []string{"Path", e.Path, "Folder", filepath.Dir(e.Path)}
	if e.Code == Newer {
		args = append(args, "File", strconv.Itoa(e.File), "Program", strconv.Itoa(e.Program))
	}
	return crm.Fault{Field: "base", Reason: "data.err." + string(e.Code), Args: args}
}

// As lets errors.As find the message.
func (e *Error) As(target any) bool {
	f, ok := target.(*crm.Fault)
	if ok {
		*f = e.Fault()
	}
	return ok
}

// wrap turns errors of SQLite and of the file system into an *Error; others pass as they are.
func wrap(path string, err error) error {
	if err == nil {
		return nil
	}
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	if code := codeOf(err); code != "" {
		return &Error{Code: code, Path: path, Cause: err}
	}
	return err
}

func codeOf(err error) Code {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return codeOfSQLite(e.Code())
	}
	switch {
	case errors.Is(err, sql.ErrConnDone), errors.Is(err, sql.ErrNoRows):
		return ""
	case errors.Is(err, syscall.ENOSPC):
		return DiskFull
	case errors.Is(err, syscall.EROFS):
		return ReadOnly
	case errors.Is(err, fs.ErrPermission):
		return NoAccess
	}
	return ""
}

func codeOfSQLite(code int) Code {
	switch code & 0xff {
	case sqlite3.SQLITE_CORRUPT:
		return Damaged
	case sqlite3.SQLITE_NOTADB:
		return NotOurs
	case sqlite3.SQLITE_FULL:
		return DiskFull
	case sqlite3.SQLITE_READONLY:
		return ReadOnly
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Busy
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return NoAccess
	}
	if code == sqlite3.SQLITE_IOERR_SHORT_READ {
		return Damaged
	}
	return ""
}
