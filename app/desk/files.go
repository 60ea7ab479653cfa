package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rapport/app/crm"
)

// openFile opens a file that the user named. What he can set right is a fault of the field he named it in: there is no such
// file, it may not be read, or it is a folder.
func openFile(field, path string) (*os.File, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, crm.Fault{Field: field, Reason: "desk.file.missing", Args: []string{"File", path}}
	case errors.Is(err, fs.ErrPermission):
		return nil, crm.Fault{Field: field, Reason: "desk.file.closed", Args: []string{"File", path}}
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close() // it was only looked at
		return nil, crm.Fault{Field: field, Reason: "desk.file.folder", Args: []string{"File", filepath.Base(path)}}
	}
	return f, nil
}

// readBounded reads a file that the user named; of one over the limit a byte more, so that whoever asked can tell.
func readBounded(field, path string, limit int64) ([]byte, error) {
	f, err := openFile(field, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

// KeepPrint writes a paper into a folder, made when there is none, and returns the path. A name that is taken gets a
// number; the file is written beside and then renamed, so that half a paper is never found.
func KeepPrint(folder string, p Print) (string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("folder of papers: %w", err)
	}
	sweep(folder, time.Now().Add(-leftAlone))
	path, err := freePath(folder, p.Name, func(path string) (bool, error) {
		if free, err := vacant(path); free || err != nil {
			return free, err
		}
		old, err := os.ReadFile(path)
		return err == nil && bytes.Equal(old, p.PDF), nil // what cannot be read is something else
	})
	if err != nil {
		return "", err
	}
	return path, WriteFile(path, p.PDF)
}

// unnamed begins the names of files that are being written; leftAlone is how long one may be.
const (
	unnamed   = ".rapport-"
	leftAlone = 24 * time.Hour
)

// sweep removes what was being written when the program was killed. What cannot be removed stays: it harms nothing.
func sweep(folder string, before time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), unnamed) {
			continue
		}
		if info, err := e.Info(); err == nil && info.ModTime().Before(before) {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// freePath is the path of a name in a folder, with a number behind the name where it is not free.
func freePath(folder, name string, free func(path string) (bool, error)) (string, error) {
	path := filepath.Join(folder, name)
	for n := 2; ; n++ {
		ok, err := free(path)
		if err != nil {
			return "", fmt.Errorf("place of %s: %w", name, err)
		}
		if ok {
			return path, nil
		}
		path = filepath.Join(folder, numbered(name, n))
	}
}

// vacant reports whether nothing lies at a path.
func vacant(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return false, err
}

// numbered puts a number behind the name of a file, before its extension: "КП 7 (2).pdf".
func numbered(name string, n int) string {
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}

// WriteFile writes a file whole or not at all: beside it first, then in its place.
func WriteFile(path string, body []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), unnamed+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name()) // nothing is left of it after the rename
	_, err = tmp.Write(body)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
