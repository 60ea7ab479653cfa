// Package diary keeps the program's log file, and the crash file that is read at the next start.
package diary

import (
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
)

const (
	logName   = "rapport.log"
	oldName   = "rapport.log.1"
	crashName = "crash.txt"
	seenName  = "crash-last.txt"
	maxLog    = 2 << 20 // bytes after which a log is put aside
	maxCrash  = 64 << 10
)

// Diary is the open log of one run.
type Diary struct {
	dir   string
	log   *os.File
	crash *os.File
}

// Open begins the log in a folder and catches crashes in a file. A folder that cannot be written leaves the log on
// standard error; the program runs all the same.
func Open(dir string, level slog.Level) (*Diary, error) {
	d := &Diary{dir: dir}
	path := filepath.Join(dir, logName)
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		_ = os.Rename(path, filepath.Join(dir, oldName)) // a log that cannot be put aside goes on growing
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return d, fmt.Errorf("open log: %w", err)
	}
	d.log = f
	slog.SetDefault(slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: level})))
	log.SetOutput(f) // the toolkit writes there
	return d, d.catch()
}

// catch lets the runtime write a crash to a file: on Windows a program without a console would die silently.
func (d *Diary) catch() error {
	f, err := os.OpenFile(filepath.Join(d.dir, crashName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open crash file: %w", err)
	}
	d.crash = f
	return debug.SetCrashOutput(f, debug.CrashOptions{})
}

// LastCrash is what the run before left when it crashed, "" when it ended well. It is read once: the file is put aside.
// Call it before Open.
func LastCrash(dir string) string {
	path := filepath.Join(dir, crashName)
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	body, _ := io.ReadAll(io.LimitReader(f, maxCrash))
	_ = f.Close()
	if len(body) == 0 {
		return ""
	}
	_ = os.Rename(path, filepath.Join(dir, seenName)) // if it stays, it is shown once more
	return string(body)
}

// Path is where the log is.
func (d *Diary) Path() string { return filepath.Join(d.dir, logName) }

// Close ends the log of a run that ended well.
func (d *Diary) Close() error {
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	log.SetOutput(os.Stderr)
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if d.log != nil {
		err = errors.Join(err, d.log.Close())
	}
	if d.crash != nil {
		err = errors.Join(err, d.crash.Close())
	}
	return err
}
